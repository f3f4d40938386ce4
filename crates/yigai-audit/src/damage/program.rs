//! What a blind find-and-replace did to a text: an ordered list of replacements.
//!
//! Someone who reuses last year's report replaces its years everywhere: `10` by `2023`, then `2020` by `2022`. The first
//! turns 10482 into 2023482 and 2010 into 202023, the second 202023 into 202223. The replacements are not known; they
//! are inferred from tokens that no author writes, and each reading is replayed forward: what it was must become what
//! is printed.

use std::collections::BTreeMap;

/// Year for year, run after the first step.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct YearRule {
    pub(crate) from: String,
    pub(crate) to: String,
}

/// One hypothesis: two digits replaced by a year, then years by years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Program<'a> {
    pub(crate) pair: &'a str,
    pub(crate) year: &'a str,
    pub(crate) then: &'a [YearRule],
}

impl Program<'_> {
    /// What the program makes of a token.
    pub(crate) fn run(&self, token: &str) -> String {
        let mut text = token.replace(self.pair, self.year);
        for rule in self.then {
            text = text.replace(rule.from.as_str(), rule.to.as_str());
        }
        text
    }

    /// Every token of which the program makes `printed`, other than itself. Where there are any that do not hold the
    /// year that was put in, they are all: nobody wrote that year into his numbers.
    pub(crate) fn originals(&self, printed: &str) -> Vec<String> {
        self.originals_of(&undone(printed, self.then), printed)
    }

    /// The same, of a token whose year rules were [`undone`].
    pub(crate) fn originals_of(&self, middles: &[String], printed: &str) -> Vec<String> {
        let mut found = Vec::new();
        for middle in middles {
            for original in replaced_somewhere(middle, self.year, self.pair) {
                if is_number(&original)
                    && original != printed
                    && self.run(&original) == printed
                    && !found.contains(&original)
                {
                    found.push(original);
                }
            }
        }
        if found.iter().any(|original| !original.contains(self.year)) {
            found.retain(|original| !original.contains(self.year));
        }
        found
    }
}

/// The token and what it was before any of the year rules touched it.
pub(crate) fn undone(printed: &str, rules: &[YearRule]) -> Vec<String> {
    let mut found = vec![printed.to_owned()];
    for rule in rules.iter().rev() {
        for at in 0..found.len() {
            let Some(text) = found.get(at).cloned() else { continue };
            for earlier in replaced_somewhere(&text, &rule.to, &rule.from) {
                if !found.contains(&earlier) {
                    found.push(earlier);
                }
            }
        }
    }
    found
}

/// The text itself, with one occurrence of `from` replaced, and with all of them replaced.
fn replaced_somewhere(text: &str, from: &str, to: &str) -> Vec<String> {
    let mut found = vec![text.to_owned()];
    // Occurrences may overlap: 202020 holds 2020 twice.
    for at in 0..text.len() {
        let (Some(head), Some(tail)) = (text.get(..at), text.get(at..)) else { continue };
        if let Some(tail) = tail.strip_prefix(from) {
            found.push(format!("{head}{to}{tail}"));
        }
    }
    if found.len() > 2 {
        found.push(text.replace(from, to));
    }
    found
}

/// Numbers have no leading zero.
pub(crate) fn is_number(text: &str) -> bool {
    !text.is_empty() && (!text.starts_with('0') || text.len() == 1 || text.starts_with("0."))
}

/// The replacements that the damaged sites of a report prove.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Traces {
    /// Years that were put in for two digits, with the number of sites that show it.
    pub(crate) years: BTreeMap<String, u32>,
    /// Years that were put in for years afterwards.
    pub(crate) then: Vec<YearRule>,
}

impl Traces {
    pub(crate) fn is_empty(&self) -> bool {
        self.years.is_empty()
    }

    pub(crate) fn add_year(&mut self, year: &str) {
        *self.years.entry(year.to_owned()).or_default() += 1;
    }

    pub(crate) fn add_rule(&mut self, from: &str, to: &str) {
        let rule = YearRule { from: from.to_owned(), to: to.to_owned() };
        if !self.then.contains(&rule) && !self.then.iter().any(|known| known.from == rule.from) {
            self.then.push(rule);
        }
    }

    /// Whether a token holds what one of the replacements puts in.
    pub(crate) fn mark(&self, digits: &str) -> bool {
        self.years.keys().any(|year| digits.contains(year.as_str()))
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
        assert_eq!(program.run("2012"), "202119");
        assert_eq!(program.originals("202119"), ["2012"]);
        assert_eq!(program.originals("201905"), ["1205"]);
        assert_eq!(program.originals("2021"), ["2020"]);
        // 08 would have a leading zero.
        assert!(Program { pair: "08", year: "2019", then: &then }.originals("20195").is_empty());
    }
}
