//! Any report file to clean text, where every change is a recorded edit that can be undone

mod body;
mod chars;
mod chrome;
mod clean;
mod context;
mod decode;
mod detect;
mod document;
mod error;
mod inline;
mod layout;
mod lexicon;
mod lines;
mod marker;
mod options;
mod pattern;
mod rules;
mod sections;
mod structure;
mod washing;

pub use document::{Container, Document};
pub use error::ReadError;
pub use lexicon::{Lexicon, LexiconError};
pub use options::{Limits, Options};
pub use rules::RULES;
pub use structure::{MarkerStyle, Paragraph, Row, Section, Structure, Table};
