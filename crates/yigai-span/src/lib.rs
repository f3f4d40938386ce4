//! Byte spans, recorded edits, and the map from cleaned text back to the bytes of a file.

mod span;

pub use span::Span;
