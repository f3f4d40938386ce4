//! The word lists: lines of comma-separated columns, with `#` comments and a heading.

use alloc::vec::Vec;

use thiserror::Error;

/// A line of a word list that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}: {problem}")]
pub struct LexiconError {
    /// Counted from 1.
    pub line: usize,
    /// What is wrong there.
    pub problem: &'static str,
}

/// The rows after the heading, with their line numbers. The last column may hold commas.
pub(crate) fn rows<const N: usize>(text: &str) -> Result<Vec<(usize, [&str; N])>, LexiconError> {
    let mut out = Vec::new();
    let mut headed = false;
    for (index, line) in text.lines().enumerate() {
        let line_number = index + 1;
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        if !headed {
            headed = true;
            continue;
        }
        let mut columns = [""; N];
        let mut count = 0;
        for (column, slot) in line.splitn(N, ',').zip(&mut columns) {
            *slot = column.trim();
            count += 1;
        }
        if count != N {
            return Err(LexiconError { line: line_number, problem: "a column is missing" });
        }
        out.push((line_number, columns));
    }
    Ok(out)
}
