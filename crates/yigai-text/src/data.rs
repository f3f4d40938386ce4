//! Reading a data file: errors with the line, and the rules that rows name.

use serde::Deserialize;
use thiserror::Error;
use yigai_span::Rule;

use crate::rules;

/// What is wrong in a data file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{file}, line {line}: {message}")]
pub struct LexiconError {
    /// The file's name.
    pub file: &'static str,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub message: String,
}

impl LexiconError {
    pub(crate) fn at(file: &'static str, text: &str, offset: usize, message: impl Into<String>) -> Self {
        let line = text.as_bytes().iter().take(offset).filter(|&&b| b == b'\n').count() + 1;
        Self { file, line, message: message.into() }
    }
}

/// Reads one file, with the line of whatever is wrong.
pub(crate) fn parse<'de, T: Deserialize<'de>>(file: &'static str, text: &'de str) -> Result<T, LexiconError> {
    toml::from_str(text).map_err(|error: toml::de::Error| {
        LexiconError::at(file, text, error.span().map_or(0, |span| span.start), error.message())
    })
}

/// The rule that a data file names.
pub(crate) fn rule(id: &str) -> Option<&'static Rule> {
    rules::RULES.iter().copied().find(|rule| rule.id == id)
}
