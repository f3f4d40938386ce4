use std::collections::HashMap;

use serde::Deserialize;

/// A list of words that texts are held against, front or back: kept by first and by last letter, longest first, so that a prefix
/// never hides the whole word.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "Vec<String>")]
pub(crate) struct Words {
    all: Vec<String>,
    by_first: HashMap<char, Vec<String>>,
    by_last: HashMap<char, Vec<String>>,
}

impl From<Vec<String>> for Words {
    fn from(mut all: Vec<String>) -> Self {
        all.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let (mut by_first, mut by_last) =
            (HashMap::<char, Vec<String>>::new(), HashMap::<char, Vec<String>>::new());
        for word in &all {
            if let (Some(first), Some(last)) = (word.chars().next(), word.chars().next_back()) {
                by_first.entry(first).or_default().push(word.clone());
                by_last.entry(last).or_default().push(word.clone());
            }
        }
        Self { all, by_first, by_last }
    }
}

impl Words {
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(String::as_str)
    }

    /// What follows the longest word at the front of the text.
    pub(crate) fn take<'t>(&self, text: &'t str) -> Option<&'t str> {
        let words = self.by_first.get(&text.chars().next()?)?;
        words.iter().find_map(|word| text.strip_prefix(word.as_str()))
    }

    /// What stands before the longest word at the end of the text.
    pub(crate) fn take_end<'t>(&self, text: &'t str) -> Option<&'t str> {
        let words = self.by_last.get(&text.chars().next_back()?)?;
        words.iter().find_map(|word| text.strip_suffix(word.as_str()))
    }

    /// Whether the text ends in a word of at least so many letters.
    pub(crate) fn ends(&self, text: &str, letters: usize) -> bool {
        let Some(words) = text.chars().next_back().and_then(|last| self.by_last.get(&last)) else {
            return false;
        };
        words.iter().any(|word| text.ends_with(word.as_str()) && word.chars().count() >= letters)
    }

    /// Whether a word stands anywhere in a short text.
    pub(crate) fn within(&self, text: &str) -> bool {
        self.iter().any(|word| text.contains(word))
    }
}

/// Strips words of the lists off the front until none fits, and returns what is left.
pub(crate) fn strip<'t>(mut text: &'t str, lists: &[&Words]) -> &'t str {
    while let Some(rest) = lists.iter().find_map(|list| list.take(text)) {
        text = rest;
    }
    text
}
