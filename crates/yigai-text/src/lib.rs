//! Any report file to clean text, where every change is a recorded edit that can be undone

mod document;
mod error;
mod options;
mod structure;

pub use document::{Container, Document};
pub use error::ReadError;
pub use options::{Limits, Options};
pub use structure::{MarkerStyle, Paragraph, Row, Section, Structure, Table};
