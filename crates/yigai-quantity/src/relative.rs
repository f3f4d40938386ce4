//! 今年, 去年, 上半年, “十二五”: periods that only a given year makes definite.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::Period;

/// A relative period at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relative {
    /// The bytes of the words.
    pub len: usize,
    /// The days that are meant.
    pub period: Period,
}

/// The word file of periods.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Periods {
    year: Vec<Year>,
    part: Vec<Part>,
    edge: Vec<Part>,
    plan: Vec<Plan>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Year {
    shift: i32,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    months: (u8, u8),
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Plan {
    name: String,
    first: i32,
}

static PERIODS: LazyLock<Periods> =
    LazyLock::new(|| toml::from_str(include_str!("../data/periods.toml")).unwrap_or_default());

/// The longest of the words that begins the text, with what it stands for.
fn longest<'a, T: Copy + 'a>(
    text: &str,
    rows: impl Iterator<Item = (&'a [String], T)>,
) -> Option<(usize, T)> {
    rows.flat_map(|(words, meaning)| words.iter().map(move |word| (word, meaning)))
        .filter(|(word, _)| text.starts_with(word.as_str()))
        .map(|(word, meaning)| (word.len(), meaning))
        .max_by_key(|(len, _)| *len)
}

/// Reads a relative period at the start of `text` against the report's own year: 今年, 去年底, 上半年, 今年上半年,
/// “十二五”.
///
/// ```
/// use yigai_quantity::resolve_relative;
///
/// let year = resolve_relative("去年同期", 2011).unwrap();
/// assert_eq!((year.period.to_string().as_str(), year.len), ("2010-01-01..2010-12-31", 6));
/// let half = resolve_relative("今年上半年", 2011).unwrap();
/// assert_eq!(half.period.to_string(), "2011-01-01..2011-06-30");
/// let plan = resolve_relative("“十二五”期间", 2013).unwrap();
/// assert_eq!(plan.period.to_string(), "2011-01-01..2015-12-31");
/// assert_eq!(resolve_relative("往年", 2011), None);
/// ```
pub fn resolve_relative(text: &str, year: i32) -> Option<Relative> {
    if let Some(plan) = plan(text) {
        return Some(plan);
    }
    let years = PERIODS.year.iter().map(|row| (row.words.as_slice(), row.shift));
    let (base, shift) = longest(text, years).unwrap_or((0, 0));
    let year = year.checked_add(shift)?;
    let rest = text.get(base..)?;
    let edges = PERIODS.edge.iter().filter(|_| base > 0);
    let parts = PERIODS.part.iter().chain(edges).map(|row| (row.words.as_slice(), row.months));
    match longest(rest, parts) {
        Some((len, (first, last))) => {
            Some(Relative { len: base + len, period: Period::months(year, first, last)? })
        }
        None if base > 0 => Some(Relative { len: base, period: Period::year(year)? }),
        None => None,
    }
}

fn plan(text: &str) -> Option<Relative> {
    let quote = text.chars().next().filter(|c| "“\"「『".contains(*c));
    let open = quote.map_or(0, char::len_utf8);
    let rest = text.get(open..)?;
    let named = PERIODS.plan.iter().filter(|plan| rest.starts_with(plan.name.as_str()));
    let Plan { name: word, first: start } = named.max_by_key(|plan| plan.name.len())?;
    let tail = rest.get(word.len()..)?;
    let close = tail.chars().next().filter(|c| "”\"」』".contains(*c)).map(char::len_utf8);
    // Without quotes 十五 and the like are plain numbers; from 十一五 on the words are unmistakable.
    if quote.is_none() && word.chars().count() < 3 {
        return None;
    }
    Some(Relative { len: open + word.len() + close.unwrap_or(0), period: Period::years(*start, start + 4)? })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_word_file_parses() {
        let periods: super::Periods = toml::from_str(include_str!("../data/periods.toml")).unwrap();
        assert!(periods.plan.is_sorted_by_key(|plan| plan.first));
        assert!(!periods.year.is_empty() && !periods.part.is_empty());
    }
}
