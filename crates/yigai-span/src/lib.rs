//! Byte spans, recorded edits, and the map from cleaned text back to the bytes of a file.
//!
//! Three texts are told apart: the *file* (bytes as given), the *decoded* text (UTF-8, nothing changed) and the *clean*
//! text (after edits). [`ByteMap`] leads from decoded text to the file, [`Edits`] from clean text to decoded text; both
//! ways, by binary search.
//!
//! The crate knows nothing of Chinese or of any file format: `yigai-text` builds on it.

mod bytes;
mod compose;
mod edit;
mod edits;
mod source;
mod span;

pub use bytes::ByteMap;
pub use edit::{Certainty, Edit, Rule};
pub use edits::{EditError, Edits};
pub use source::Source;
pub use span::Span;

/// The code of the README compiles and runs.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
