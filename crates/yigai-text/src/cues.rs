use serde::Deserialize;
use toml::Spanned;

use crate::data::{self, LexiconError};

const FILE: &str = "cues.toml";

/// The words by which the parts of a report are told apart.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cues {
    pub(crate) title_ends: Vec<String>,
    pub(crate) glossaries: Vec<String>,
    pub(crate) summaries: Vec<String>,
    pub(crate) page_lists: Vec<String>,
    counters: Vec<char>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    titles: Ends,
    glossary: Headings,
    summary: Words,
    pages: Words,
    counters: Characters,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ends {
    ends: Vec<Spanned<String>>,
    source: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Headings {
    headings: Vec<Spanned<String>>,
    source: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    words: Vec<Spanned<String>>,
    source: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Characters {
    characters: String,
    source: Spanned<String>,
}

impl Cues {
    pub(crate) fn from_toml(text: &str) -> Result<Self, LexiconError> {
        let file: File = data::parse(FILE, text)?;
        let list = |words: Vec<Spanned<String>>, source: &Spanned<String>| {
            let fail = |at: &Spanned<String>, message: &str| {
                LexiconError::at(FILE, text, at.span().start, format!("{message}: {}", at.get_ref()))
            };
            if source.get_ref().trim().is_empty() {
                return Err(fail(source, "the list needs a source"));
            }
            let mut list: Vec<String> = Vec::with_capacity(words.len());
            for word in words {
                if word.get_ref().chars().count() < 2 {
                    return Err(fail(&word, "a word needs two characters or more"));
                }
                if list.contains(word.get_ref()) {
                    return Err(fail(&word, "the word stands twice"));
                }
                list.push(word.into_inner());
            }
            Ok(list)
        };
        list(Vec::new(), &file.counters.source)?;
        let mut counters: Vec<char> = file.counters.characters.chars().collect();
        counters.sort_unstable();
        Ok(Self {
            title_ends: list(file.titles.ends, &file.titles.source)?,
            glossaries: list(file.glossary.headings, &file.glossary.source)?,
            summaries: list(file.summary.words, &file.summary.source)?,
            page_lists: list(file.pages.words, &file.pages.source)?,
            counters,
        })
    }

    /// Whether a line ends as the titles of reports do.
    pub(crate) fn ends_title(&self, line: &str) -> bool {
        self.title_ends.iter().any(|end| line.ends_with(end.as_str()))
    }

    /// Whether a character behind a figure counts or measures something; no point in time.
    pub(crate) fn is_unit(&self, character: char) -> bool {
        matches!(character, '万' | '亿' | '千' | '百' | '元' | '%' | '％' | '‰') || self.is_counter(character)
    }

    /// Whether a character behind a figure is a counter.
    pub(crate) fn is_counter(&self, character: char) -> bool {
        self.counters.binary_search(&character).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::Cues;

    #[test]
    fn mistakes_are_told_with_their_line() {
        let good = crate::Lexicon::CUES;
        assert!(Cues::from_toml(good).is_ok());
        let error = |from: &str, to: &str| Cues::from_toml(&good.replace(from, to)).unwrap_err().to_string();
        assert!(error("\"汇报\", ", "\"汇报\", \"汇报\", ").ends_with("the word stands twice: 汇报"));
        assert!(error("\"分页阅读\"", "\"分\"").contains("two characters"));
        assert!(error("[summary]", "[sumary]").contains("cues.toml, line"));
    }
}
