//! The machine-readable report, format `yigai-report/1`.
//!
//! These structs are the JSON, field by field and in this order. A field without a value is `null`, never left out;
//! numbers that must be exact are strings; offsets are bytes of the file as given (of the extracted text for a
//! container). They can be read back, so that writers work on stored reports as well as on fresh ones.
//!
//! ```
//! use yigai::contract::Report;
//!
//! let line = yigai::Report::read("全县共有村卫生室86个。".as_bytes(), &yigai::Options::default())?.to_json("a.txt");
//! let report: Report = serde_json::from_str(&line)?;
//! assert_eq!(report.mentions[0].value.as_deref(), Some("86"));
//! assert_eq!(report.mentions[0].source.text, "86个");
//!
//! // Another format is refused, not misread.
//! assert!(serde_json::from_str::<Report>(&line.replace("yigai-report/1", "yigai-report/9")).is_err());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod document;
mod finding;
mod mention;
pub mod names;
mod observation;
mod steering;

pub use document::{Container, Document, DocumentError};
pub use finding::{Ends, Finding, Grade, Interval, Message, Suggestion, Verdict};
pub use mention::{Mention, Source, Stated};
pub use observation::Observation;
pub use steering::{escape_steering, steers};

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// One report: one JSON object a line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Always `yigai-report/1`.
    pub format: Format,
    /// The file, and what the text says about itself.
    pub document: Document,
    /// Every number of the body, in text order; none is dropped.
    pub mentions: Vec<Mention>,
    /// Exactly one for every mention of kind quantity.
    pub observations: Vec<Observation>,
    /// What recomputation says.
    pub findings: Vec<Finding>,
}

/// The name and version of the format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// The only one so far.
    #[default]
    #[serde(rename = "yigai-report/1")]
    V1,
}

impl Report {
    /// The report of a file that could not be read.
    pub fn failed(path: impl Into<String>, bytes: u64, error: DocumentError) -> Self {
        Self {
            format: Format::V1,
            document: Document::failed(path, bytes, error),
            mentions: Vec::new(),
            observations: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// The findings that a person should look at: those that call a number inconsistent or corrupt.
    pub fn alarms(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.is_alarm())
    }

    /// The JSON, on one line and without a line end; what would steer a terminal is escaped.
    pub fn to_json(&self) -> String {
        // The structs hold strings, whole numbers and finite decimals: there is nothing that JSON cannot say.
        let json = serde_json::to_string(self).unwrap_or_default();
        match escape_steering(&json) {
            Cow::Borrowed(_) => json,
            Cow::Owned(escaped) => escaped,
        }
    }
}
