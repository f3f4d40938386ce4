//! Chinese primary health-care reform reports (基层医改工作汇报) to data that can be trusted, in one call.
//!
//! [`Report::read`] takes the bytes of a file and gives every number of its body with exact value, unit and place, what
//! it states as an observation of the indicator catalogue, and what recomputation says about it.
//!
//! ```
//! use yigai::{Options, Report};
//!
//! let text = "全县共有床位350张，其中县级200张、乡级150张。";
//! let report = Report::read(text.as_bytes(), &Options::default())?;
//! let beds = report.mentions()[0].quantity().unwrap();
//! assert_eq!((beds.value.to_string().as_str(), beds.unit.as_ref().unwrap().name()), ("350", "张"));
//!
//! // Where the bytes are no report there is an error that says what to do.
//! let error = Report::read(b"", &Options::default()).unwrap_err();
//! assert_eq!(error.to_string(), "the file is empty: check that it was copied completely");
//! # Ok::<(), yigai::Error>(())
//! ```
//!
//! # The types
//!
//! - [`Report`] holds the [document](text::Document) with its edits, the [mentions](quantity::Mention), the
//!   [observations](extract::Observation) and [relations](extract::Relation) between them, and the
//!   [findings](audit::Finding). Spans lie in the clean text; [`text::Document::source`] leads to the bytes of the file.
//! - [`Reader`] does the same with word files of one's own.
//! - [`Meta`] holds what the caller knows better than the text: the place and the period of files.
//! - [`contract`] is the same as JSON, format `yigai-report/1`: [`Report::to_json`].
//! - [`Error`] has a name for programs and a sentence for people in either [`Lang`].
//!
//! The layers are crates of their own and re-exported here under short names.
//!
//! # What it does not do
//!
//! It does not correct a report: a broken number stays as written, and repairs are suggestions of a finding. It does
//! not guess a period that the text does not give; then the period is `None`. It reads no pictures of text.
//!
//! # Features
//!
//! None by default; then text files are read. `html`, `docx` (`.doc` too) and `pdf` read those, `containers` all of them.
//! `corpus` adds the module of that name for many reports at once.

pub mod contract;
mod convert;
#[cfg(feature = "corpus")]
pub mod corpus;
mod error;
mod lang;
mod meta;
mod options;
mod reader;
mod repaired;
mod report;

pub use error::Error;
pub use lang::{Lang, UnknownLang};
pub use meta::{Meta, MetaError, MetaProblem};
pub use options::Options;
pub use reader::Reader;
pub use repaired::Repaired;
pub use report::Report;

pub use chrono;
pub use yigai_audit as audit;
pub use yigai_extract as extract;
pub use yigai_model as model;
pub use yigai_numeral as numeral;
pub use yigai_quantity as quantity;
pub use yigai_span as span;
pub use yigai_text as text;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
