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
    /// Whether the punctuation of sentences is brought to one form.
    pub punctuation: Punctuation,
    /// Whether text in traditional script is written in simplified; text in simplified script is never touched.
    #[cfg(feature = "script")]
    pub simplify: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            lexicon: Lexicon::builtin(),
            punctuation: Punctuation::default(),
            #[cfg(feature = "script")]
            simplify: true,
        }
    }
}

/// What becomes of half-width commas, colons and brackets in Chinese text.
///
/// ```
/// use yigai_text::{Document, Options, Punctuation};
///
/// let text = "参合率98.2%,补偿1,206人次(住院);其余见表2:汇总。";
/// let mut options = Options::default();
/// assert_eq!(Document::read(text.as_bytes(), &options)?.clean(), text);
///
/// options.punctuation = Punctuation::FullWidth;
/// let document = Document::read(text.as_bytes(), &options)?;
/// assert_eq!(document.clean(), "参合率98.2%，补偿1,206人次（住院）；其余见表2：汇总。");
/// assert_eq!(document.undo().as_deref(), Some(text));
/// # Ok::<(), yigai_text::ReadError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Punctuation {
    /// It stays.
    #[default]
    AsWritten,
    /// It becomes full-width, each mark an edit.
    FullWidth,
}

/// Sizes and counts beyond which a file is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of the file as given.
    pub file_bytes: u64,
    /// Bytes that a container may unpack to.
    pub unpacked_bytes: u64,
    /// Depth of nested elements in an HTML page.
    pub nesting: usize,
    /// Seconds that reading a container may take.
    pub seconds: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file_bytes: 512 << 20, unpacked_bytes: 256 << 20, nesting: 4096, seconds: 120 }
    }
}
