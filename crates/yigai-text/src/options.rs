use std::sync::Arc;

use crate::Lexicon;

/// What [`crate::Document::read`] allows and knows.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    /// Sizes and counts beyond which a file is refused.
    pub limits: Limits,
    /// The word lists.
    pub lexicon: Arc<Lexicon>,
}

impl Default for Options {
    fn default() -> Self {
        Self { limits: Limits::default(), lexicon: Lexicon::builtin() }
    }
}

/// Sizes and counts beyond which a file is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of the file as given.
    pub file_bytes: u64,
    /// Bytes that a container may unpack to.
    pub unpacked_bytes: u64,
    /// Depth of nested elements in a container.
    pub nesting: usize,
    /// Seconds that reading a Word or PDF file may take.
    pub seconds: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file_bytes: 512 << 20, unpacked_bytes: 256 << 20, nesting: 256, seconds: 120 }
    }
}
