//! What a blind find-and-replace did to a text: an ordered list of replacements.
//!
//! Someone who reuses last year's report replaces its years everywhere: `10` by `2023`, then `2020` by `2022`. The first
//! turns 10482 into 2023482 and 2010 into 202023, the second 202023 into 202223. The replacements are not known; they
//! are inferred from tokens that no author writes, and each reading is replayed forward: what it was must become what
//! is printed.

use std::collections::BTreeSet;

/// Year for year, run after the first step.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct YearRule {
    pub(crate) from: String,
    pub(crate) to: String,
}

/// One hypothesis: two digits replaced by a year, then years by years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Program<'a> {
    pub(crate) pair: &'a str,
    pub(crate) year: &'a str,
    pub(crate) then: &'a [YearRule],
}

/// Room to write in: hundreds of programs are tried on each token.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    original: String,
    text: String,
    spare: String,
    found: Originals,
}

/// Short texts in one.
#[derive(Debug, Default)]
struct Originals {
    text: String,
    ends: Vec<usize>,
}

impl Originals {
    fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    fn push(&mut self, original: &str) {
        self.text.push_str(original);
        self.ends.push(self.text.len());
    }

    fn iter(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).filter_map(|(start, &end)| self.text.get(start..end))
    }
}

impl Program<'_> {
    /// What the program makes of a token.
    fn run<'s>(&self, token: &str, text: &'s mut String, spare: &'s mut String) -> &'s str {
        let (mut text, mut spare) = (text, spare);
        replace(token, self.pair, self.year, text);
        for rule in self.then {
            replace(text, &rule.from, &rule.to, spare);
            std::mem::swap(&mut text, &mut spare);
        }
        text
    }

    /// The replacements that touched a token, as `10→2023、2020→2022`.
    pub(crate) fn rules(&self, original: &str) -> String {
        let mut text = original.replace(self.pair, self.year);
        let mut rules = Vec::new();
        if text != original {
            rules.push(format!("{}→{}", self.pair, self.year));
        }
        for rule in self.then {
            let next = text.replace(rule.from.as_str(), &rule.to);
            if next != text {
                rules.push(format!("{}→{}", rule.from, rule.to));
            }
            text = next;
        }
        rules.join("、")
    }

    /// Every token of which the program makes `printed`, other than itself. Where there are any that do not hold the
    /// year that was put in, they are all: nobody wrote that year into his numbers.
    pub(crate) fn originals(&self, printed: &str) -> Vec<String> {
        let (middles, mut scratch) = (undone_marked(printed, self.then, self.year), Scratch::default());
        self.originals_of(&middles, printed, &mut scratch).map(str::to_owned).collect()
    }

    /// The same, of a token whose year rules were [`undone`], which are marked with the year.
    pub(crate) fn originals_of<'s>(
        &self,
        middles: &[Marked],
        printed: &str,
        scratch: &'s mut Scratch,
    ) -> impl Iterator<Item = &'s str> {
        let Scratch { original, text, spare, found } = scratch;
        found.clear();
        for middle in middles {
            middle.replaced_somewhere(self.year, self.pair, original, &mut |original| {
                if is_number(original)
                    && original != printed
                    && self.run(original, text, spare) == printed
                    && !found.iter().any(|known| known == original)
                {
                    found.push(original);
                }
            });
        }
        let found = &*found;
        let unmarked = found.iter().any(|original| !original.contains(self.year));
        found.iter().filter(move |original| !unmarked || !original.contains(self.year))
    }
}

/// A text and where another stands in it: a hundred programs look for the same year.
#[derive(Debug)]
pub(crate) struct Marked {
    text: String,
    places: Vec<usize>,
}

impl Marked {
    fn new(text: String, mark: &str) -> Self {
        // Occurrences may overlap: 202020 holds 2020 twice.
        let places = (0..text.len()).filter(|&at| text.get(at..).is_some_and(|tail| tail.starts_with(mark)));
        Self { places: places.collect(), text }
    }

    /// The text itself, with one occurrence of `from`, its mark, replaced, and with all of them replaced.
    fn replaced_somewhere(&self, from: &str, to: &str, room: &mut String, visit: &mut dyn FnMut(&str)) {
        visit(&self.text);
        for &at in &self.places {
            let Some((head, tail)) = self.text.split_at_checked(at) else { continue };
            room.clear();
            [head, to, tail.get(from.len()..).unwrap_or_default()]
                .into_iter()
                .for_each(|part| room.push_str(part));
            visit(room);
        }
        if self.places.len() > 1 {
            replace(&self.text, from, to, room);
            visit(room);
        }
    }
}

/// The token and what it was before any of the year rules touched it, marked with a year.
pub(crate) fn undone_marked(printed: &str, rules: &[YearRule], year: &str) -> Vec<Marked> {
    undone(printed, rules).into_iter().map(|text| Marked::new(text, year)).collect()
}

/// The token and what it was before any of the year rules touched it.
fn undone(printed: &str, rules: &[YearRule]) -> Vec<String> {
    let mut found = vec![printed.to_owned()];
    let mut room = String::new();
    for rule in rules.iter().rev() {
        for at in 0..found.len() {
            let Some(text) = found.get(at).cloned() else { continue };
            Marked::new(text, &rule.to).replaced_somewhere(&rule.to, &rule.from, &mut room, &mut |earlier| {
                if !found.iter().any(|known| known == earlier) {
                    found.push(earlier.to_owned());
                }
            });
        }
    }
    found
}

/// As `str::replace`, into a text that is there. Tokens are so short that one step a place takes less than to prepare a
/// search.
fn replace(text: &str, from: &str, to: &str, into: &mut String) {
    into.clear();
    let first = from.as_bytes().first();
    let stands = |part: &[u8]| part.first() == first && part == from.as_bytes();
    let mut rest = text;
    while let Some(at) = rest.as_bytes().windows(from.len().max(1)).position(stands)
        && let (Some(head), Some(tail)) = (rest.get(..at), rest.get(at + from.len()..))
    {
        into.push_str(head);
        into.push_str(to);
        rest = tail;
    }
    into.push_str(rest);
}

/// Numbers have no leading zero.
pub(crate) fn is_number(text: &str) -> bool {
    !text.is_empty() && (!text.starts_with('0') || text.len() == 1 || text.starts_with("0."))
}

/// The replacements that the damaged sites of a report prove.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Traces {
    /// Years that were put in for two digits.
    pub(crate) years: BTreeSet<String>,
    /// Years that were put in for years afterwards.
    pub(crate) then: Vec<YearRule>,
}

impl Traces {
    pub(crate) fn is_empty(&self) -> bool {
        self.years.is_empty()
    }

    pub(crate) fn add_year(&mut self, year: &str) {
        self.years.insert(year.to_owned());
    }

    pub(crate) fn add_rule(&mut self, from: &str, to: &str) {
        let rule = YearRule { from: from.to_owned(), to: to.to_owned() };
        if !self.then.contains(&rule) && !self.then.iter().any(|known| known.from == rule.from) {
            self.then.push(rule);
        }
    }

    /// Whether a token holds what one of the replacements puts in.
    pub(crate) fn mark(&self, digits: &str) -> bool {
        self.years.iter().any(|year| digits.contains(year.as_str()))
            || self.then.iter().any(|rule| digits.contains(rule.to.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replays_forward_and_undoes_only_what_replays() {
        let then = [YearRule { from: "2020".into(), to: "2021".into() }];
        let program = Program { pair: "12", year: "2019", then: &then };
        assert_eq!(program.run("2012", &mut String::new(), &mut String::new()), "202119");
        assert_eq!(program.originals("202119"), ["2012"]);
        assert_eq!(program.originals("201905"), ["1205"]);
        assert_eq!(program.originals("2021"), ["2020"]);
        // 08 would have a leading zero.
        assert!(Program { pair: "08", year: "2019", then: &then }.originals("20195").is_empty());
    }
}
