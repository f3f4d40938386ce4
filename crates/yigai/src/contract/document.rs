use serde::{Deserialize, Serialize};
use yigai_quantity::Period;

/// The file, and what the text says about itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The path as given; `-` for standard input.
    pub path: String,
    /// What kind of file it is; `null` where it could not be read.
    pub container: Option<Container>,
    /// The character set of the file, by its WHATWG name.
    pub encoding: Option<String>,
    /// The size of the file.
    pub bytes: u64,
    /// The title as found, placeholders (XX县) kept.
    pub title: Option<String>,
    /// Who wrote it.
    pub issuer: Option<String>,
    /// The county or district it is about.
    pub region: Option<String>,
    /// The report's own period, never an upload date.
    pub period: Option<Period>,
    /// The words that give the period.
    pub period_evidence: Option<String>,
    /// Which of `region` and `period` the caller gave; they go before what the text says.
    #[serde(default)]
    pub given: Option<Vec<String>>,
    /// The number of cleaning edits.
    pub edits: usize,
    /// Why it could not be read.
    pub error: Option<DocumentError>,
}

/// Kinds of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
#[allow(missing_docs)] // the names say it
pub enum Container {
    Text,
    Html,
    Docx,
    Doc,
    Pdf,
}

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentError {
    /// A name that programs can compare: `not_found`, `directory`, `empty`, `binary`, ….
    pub kind: String,
    /// One English sentence that says what to do.
    pub message: String,
    /// The same in Chinese.
    pub message_zh: String,
}

impl Document {
    pub(super) fn failed(path: impl Into<String>, bytes: u64, error: DocumentError) -> Self {
        Self {
            path: path.into(),
            container: None,
            encoding: None,
            bytes,
            title: None,
            issuer: None,
            region: None,
            period: None,
            period_evidence: None,
            given: None,
            edits: 0,
            error: Some(error),
        }
    }
}
