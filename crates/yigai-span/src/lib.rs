//! Byte spans, recorded edits, and the map from cleaned text back to the bytes of a file.
//!
//! A text is changed by a list of [`Edit`]s, each with its place, its rule and how certain it is. The list maps every span
//! of the changed text back, and takes the changes back exactly:
//!
//! ```
//! use yigai_span::{Certainty, Edit, EditError, Edits, Rule, Span};
//!
//! static WIDTH: Rule = Rule { id: "width", kind: "form", foreign: false, zh: "全角", en: "full width" };
//!
//! let written = "共８６个";
//! let (clean, edits) = Edits::apply(written, vec![Edit::new(Span::new(3, 9), "86", &WIDTH, Certainty::Sure)])?;
//! assert_eq!(clean, "共86个");
//! assert_eq!(edits.pieces(Span::new(3, 5)), [Span::new(3, 9)]); // where 86 stands in what was written
//! assert_eq!(edits.undo(&clean).as_deref(), Some(written));
//!
//! // A list that contradicts itself is refused with the place.
//! let half = Edit::new(Span::new(4, 9), "86", &WIDTH, Certainty::Sure);
//! assert_eq!(Edits::apply(written, vec![half]).unwrap_err(), EditError::Outside(Span::new(4, 9)));
//! # Ok::<(), EditError>(())
//! ```
//!
//! # The types
//!
//! Three texts are told apart: the *file* (bytes as given), the *decoded* text (UTF-8, nothing changed) and the *clean*
//! text (after edits). [`ByteMap`] leads from decoded text to the file, [`Edits`] from clean text to decoded text; both
//! ways, by binary search.
//!
//! # What it does not do
//!
//! The crate knows nothing of Chinese or of any file format: `yigai-text` builds on it. Texts of 4 GiB and more are not
//! mapped. It has no dependencies and no features.

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
