//! What can be wrong with the data files.

use thiserror::Error;

/// A mistake in one of the data files, with the line to look at.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{file}, line {line}: {message}")]
pub struct DataError {
    /// The file's name under `data/`.
    pub file: &'static str,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong and what would be right.
    pub message: String,
}
