use serde::Deserialize;

use crate::LexiconError;

/// The cue words of comparison and modality, from `data/cues.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cues {
    pub(crate) compare: Compare,
    pub(crate) modality: ModalityCues,
    pub(crate) subjects: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Compare {
    pub(crate) up: Vec<String>,
    pub(crate) down: Vec<String>,
    pub(crate) open: Vec<String>,
    pub(crate) to: Vec<String>,
    pub(crate) against: Vec<String>,
    pub(crate) filler: Vec<String>,
    pub(crate) before: Vec<String>,
    pub(crate) earlier: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ModalityCues {
    pub(crate) target: Vec<String>,
    pub(crate) actual: Vec<String>,
    pub(crate) target_heading: Vec<String>,
    pub(crate) budget_heading: Vec<String>,
    pub(crate) standard: Vec<String>,
}

impl Cues {
    /// Reads a cue file.
    ///
    /// # Errors
    ///
    /// When the file is not TOML of the expected shape; the error tells the line.
    pub fn parse(file: &str, text: &str) -> Result<Self, LexiconError> {
        let mut cues: Self = toml::from_str(text).map_err(|error| LexiconError::toml(file, text, &error))?;
        // Longest first, so that a prefix never hides the whole word.
        let Compare { up, down, open, to, against, filler, before, earlier } = &mut cues.compare;
        for list in [up, down, open, to, against, filler, before, earlier] {
            list.sort_by_key(|word| std::cmp::Reverse(word.len()));
        }
        Ok(cues)
    }
}

/// Strips words of the lists off the front until none fits, and returns what is left.
pub(crate) fn strip<'a>(mut text: &'a str, lists: &[&[String]]) -> &'a str {
    'again: loop {
        for list in lists {
            for word in *list {
                if let Some(rest) = text.strip_prefix(word.as_str()) {
                    text = rest;
                    continue 'again;
                }
            }
        }
        return text;
    }
}

/// The longest word of the list at the front, and what follows it.
pub(crate) fn take<'a>(text: &'a str, list: &[String]) -> Option<&'a str> {
    list.iter().find_map(|word| text.strip_prefix(word.as_str()))
}
