use thiserror::Error;

/// Why a file could not be read; the message says what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ReadError {
    /// No bytes, or nothing but white space.
    #[error("the file is empty: check that it was copied completely")]
    Empty,
    /// Not text and no container that is known.
    #[error("the file is binary ({what}), not a report: give a text, HTML, Word or PDF file")]
    Binary {
        /// What it looks like.
        what: &'static str,
    },
    /// Too many bytes fit no encoding.
    #[error(
        "{malformed} bytes cannot be decoded as {encoding}, the first at byte {first}: find the original file, or save it again as UTF-8"
    )]
    Undecodable {
        /// The encoding that fits best.
        encoding: &'static str,
        /// How many bytes fit nowhere.
        malformed: usize,
        /// The first of them.
        first: usize,
    },
    /// Text, but not of a report: rare characters where Chinese should be.
    #[error(
        "the text is garbled ({what}): it was decoded wrongly before it was saved; find the original file"
    )]
    Garbled {
        /// What was seen.
        what: &'static str,
    },
    /// A kind of file that is recognised and not read.
    #[error("the file is {name}, which is not read: open it and save it as .docx, .html or text")]
    Container {
        /// Its name.
        name: &'static str,
    },
    /// A kind of file that this build leaves out.
    #[error("the file is {name}, and this program was built without it: build with the feature `{feature}`")]
    NotBuilt {
        /// Its name.
        name: &'static str,
        /// The feature of `yigai-text` that reads it.
        feature: &'static str,
    },
    /// Pictures of pages.
    #[error("the {name} file holds pictures of pages and no text: it needs OCR first")]
    NeedsOcr {
        /// The container.
        name: &'static str,
    },
    /// A password is needed.
    #[error("the {name} file is encrypted: remove the password and save it again")]
    Encrypted {
        /// The container.
        name: &'static str,
    },
    /// Larger than the limit, packed or unpacked.
    #[error(
        "the file is too large ({what}): {bytes} bytes, and the limit is {limit}; split it or raise the limit"
    )]
    TooLarge {
        /// Which size was measured.
        what: &'static str,
        /// The size found.
        bytes: u64,
        /// The limit in the options.
        limit: u64,
    },
    /// Cut off or broken inside.
    #[error("the {name} file is damaged ({reason}): fetch it again")]
    Damaged {
        /// The container.
        name: &'static str,
        /// What is wrong.
        reason: String,
    },
}

impl ReadError {
    /// A short name for programs: `empty`, `binary`, `undecodable`, `garbled`, `unsupported`, `not_built`, `needs_ocr`,
    /// `encrypted`, `too_large`, `damaged`.
    ///
    /// ```
    /// use yigai_text::{Document, Options};
    ///
    /// let error = Document::read(b"", &Options::default()).unwrap_err();
    /// assert_eq!(error.kind(), "empty");
    /// ```
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Binary { .. } => "binary",
            Self::Undecodable { .. } => "undecodable",
            Self::Garbled { .. } => "garbled",
            Self::Container { .. } => "unsupported",
            Self::NotBuilt { .. } => "not_built",
            Self::NeedsOcr { .. } => "needs_ocr",
            Self::Encrypted { .. } => "encrypted",
            Self::TooLarge { .. } => "too_large",
            Self::Damaged { .. } => "damaged",
        }
    }
}
