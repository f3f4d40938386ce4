//! 今年, 去年, 上半年, “十二五”: periods that only a given year makes definite.

use crate::Period;

/// A relative period at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relative {
    /// The bytes of the words.
    pub len: usize,
    /// The days that are meant.
    pub period: Period,
}

/// Years counted from the report's own year.
const YEARS: &[(&str, i32)] = &[
    ("今年", 0),
    ("本年度", 0),
    ("本年", 0),
    ("当年", 0),
    ("全年", 0),
    ("去年", -1),
    ("上年度", -1),
    ("上年", -1),
    ("上一年度", -1),
    ("上一年", -1),
    ("前年", -2),
    ("明年", 1),
    ("下年度", 1),
    ("下一年度", 1),
    ("下年", 1),
    ("来年", 1),
    ("后年", 2),
];

/// Parts of a year, as months.
const PARTS: &[(&str, u8, u8)] = &[
    ("上半年", 1, 6),
    ("下半年", 7, 12),
    ("第一季度", 1, 3),
    ("一季度", 1, 3),
    ("第二季度", 4, 6),
    ("二季度", 4, 6),
    ("第三季度", 7, 9),
    ("三季度", 7, 9),
    ("第四季度", 10, 12),
    ("四季度", 10, 12),
    ("前三季度", 1, 9),
    ("年初", 1, 1),
    ("年底", 12, 12),
    ("年末", 12, 12),
];

/// The five-year plans of the People's Republic, by their names.
const PLANS: &[(&str, i32)] = &[
    ("一五", 1953),
    ("二五", 1958),
    ("三五", 1966),
    ("四五", 1971),
    ("五五", 1976),
    ("六五", 1981),
    ("七五", 1986),
    ("八五", 1991),
    ("九五", 1996),
    ("十五", 2001),
    ("十一五", 2006),
    ("十二五", 2011),
    ("十三五", 2016),
    ("十四五", 2021),
    ("十五五", 2026),
];

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
    let (base, shift) = YEARS
        .iter()
        .filter(|(word, _)| text.starts_with(word))
        .max_by_key(|(word, _)| word.len())
        .map_or((0, 0), |(word, shift)| (word.len(), *shift));
    let year = year.checked_add(shift)?;
    let rest = text.get(base..)?;
    // 去年底 is 去年年底.
    let rest_words: &[(&str, u8, u8)] =
        if base > 0 { &[("底", 12, 12), ("末", 12, 12), ("初", 1, 1)] } else { &[] };
    let part = PARTS
        .iter()
        .chain(rest_words)
        .filter(|(word, ..)| rest.starts_with(word))
        .max_by_key(|(word, ..)| word.len());
    match part {
        Some((word, first, last)) => {
            Some(Relative { len: base + word.len(), period: Period::months(year, *first, *last)? })
        }
        None if base > 0 => Some(Relative { len: base, period: Period::year(year)? }),
        None => None,
    }
}

fn plan(text: &str) -> Option<Relative> {
    let quote = text.chars().next().filter(|c| "“\"「『".contains(*c));
    let open = quote.map_or(0, char::len_utf8);
    let rest = text.get(open..)?;
    let (word, start) =
        PLANS.iter().filter(|(word, _)| rest.starts_with(word)).max_by_key(|(word, _)| word.len())?;
    let tail = rest.get(word.len()..)?;
    let close = tail.chars().next().filter(|c| "”\"」』".contains(*c)).map(char::len_utf8);
    // Without quotes 十五 and the like are plain numbers; from 十一五 on the words are unmistakable.
    if quote.is_none() && word.chars().count() < 3 {
        return None;
    }
    Some(Relative { len: open + word.len() + close.unwrap_or(0), period: Period::years(*start, start + 4)? })
}
