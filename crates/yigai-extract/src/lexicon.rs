use std::collections::BTreeMap;

use crate::successor::Successor;
use crate::wording::{Gates, Headed, Target, TermId, Wording};

/// Why a lexicon file was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: {reason}")]
pub struct LexiconError {
    /// The file's name.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong there, and what was expected.
    pub reason: String,
}

impl LexiconError {
    pub(crate) fn toml(file: &str, text: &str, error: &toml::de::Error) -> Self {
        let at = error.span().map_or(0, |span| span.start);
        Self { file: file.to_owned(), line: line_of(text, at), reason: error.message().to_owned() }
    }
}

pub(crate) fn line_of(text: &str, at: usize) -> usize {
    1 + text.bytes().take(at).filter(|&byte| byte == b'\n').count()
}

/// The wordings of all indicators, and their words.
pub(crate) struct Lexicon {
    /// Terms as they are written, and their length in characters.
    pub(crate) terms: Vec<(String, u8)>,
    /// Wordings whose head a term is.
    pub(crate) heads: Vec<Headed>,
    /// List items (`=高`) and the wordings whose head they are.
    pub(crate) items: Vec<(String, Headed)>,
    /// Where each stands among them.
    pub(crate) item_of: BTreeMap<String, usize>,
    pub(crate) gates: Gates,
    pub(crate) wordings: Vec<Wording>,
    pub(crate) targets: Vec<Target>,
    /// For each word the programmes that a heading with it is about.
    pub(crate) speaks_of: Vec<Vec<u16>>,
    /// For each programme the words of which one must stand in the document; empty for none.
    pub(crate) needs: Vec<Vec<TermId>>,
    /// First parts of indicator ids and the words that tell them.
    pub(crate) families: Vec<(String, Vec<TermId>)>,
    /// What the words of an indicator mean from a year on.
    pub(crate) successors: Vec<Successor>,
    /// For an indicator the rate that its share is of a whole with one of some words.
    pub(crate) shares: Vec<(u16, u16, Vec<String>)>,
}
