//! From clean report text to observations and the relations between them.
//!
//! [`Extractor::extract`] takes a cleaned [`Document`](yigai_text::Document) and returns every number of its body as a
//! mention, what each quantity measures as an [`Observation`], and what belongs together as [`Relation`]s. Nothing is
//! computed here: whether the figures agree is for `yigai-audit`.
//!
//! ```
//! use yigai_extract::{Extractor, Settings};
//! use yigai_text::{Document, Options};
//!
//! let file = "全县参合农民52310人,参合率达95.6%。";
//! let document = Document::read(file.as_bytes(), &Options::default())?;
//! let extraction = Extractor::builtin()?.extract(&document, &Settings::default());
//! let ids: Vec<_> = extraction.observations.iter().map(|o| o.indicator.as_deref()).collect();
//! assert_eq!(ids, [Some("nrcms_enrollees"), Some("nrcms_enrollment_rate")]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The types
//!
//! An [`Extraction`] holds the mentions, the observations, the relations and the [`ReportContext`] (title, issuer, region,
//! period). An [`Extractor`] holds the words; [`Extractor::from_dir`] adds those of a folder, and a mistake in them is a
//! [`LexiconError`] with file, line and reason:
//!
//! ```
//! use yigai_extract::Extractor;
//!
//! let error = Extractor::from_dir("no/such/folder").err().unwrap();
//! assert_eq!(error.reason, "is not a folder; name the folder that holds your word files");
//! ```
//!
//! # What it does not do
//!
//! It computes nothing and judges nothing. A number whose sentence names no indicator of the catalogue is an observation
//! without one; a period that the text does not give is `None`; numbers that no wording ties together are not related.
//! There are no features.

mod anchors;
mod aspect;
mod average;
mod cells;
mod change;
mod chosen;
mod context;
mod cues;
mod divisions;
mod extract;
mod finder;
mod front;
mod gap;
mod governor;
mod grid;
mod head;
mod heads;
mod inherit;
mod items;
mod label;
mod layout;
mod left;
mod lexicon;
mod lexicon_builder;
mod link;
mod listed;
mod marks;
mod memory;
mod moved;
mod named;
mod observation;
mod observe;
mod of_which;
mod payers;
mod period;
mod place;
mod portion;
mod product;
mod progress;
mod question;
mod quoted;
mod quotient;
mod rate;
mod relate;
mod relation;
mod repeat;
mod reserve;
mod scene;
mod share;
mod subset;
mod successor;
mod sum;
mod support;
mod swapped;
mod tally;
mod terms;
mod total;
mod vocabulary;
mod walk;
mod weigh;
mod whole;
mod window;
mod word_file;
mod wording;
mod words;
mod zip;

pub use context::ReportContext;
pub use cues::Cues;
pub use extract::{Extraction, Extractor, Settings};
pub use lexicon::LexiconError;
pub use observation::Observation;
pub use relation::{Change, Direction, Link, Relation};
