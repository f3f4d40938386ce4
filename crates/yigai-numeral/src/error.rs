use thiserror::Error;

/// Why a text is not a numeral, and where.
///
/// ```
/// use yigai_numeral::{ErrorKind, parse};
///
/// let error = parse("一百百").unwrap_err();
/// assert_eq!(error.kind, ErrorKind::Malformed);
/// assert_eq!(error.at, 6);
/// assert_eq!(error.to_string(), "at byte 6: expected a digit or a smaller unit");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
#[error("at byte {at}: {}", self.words())]
pub struct Error {
    /// What is wrong.
    pub kind: ErrorKind,
    /// The byte offset of the first character that does not fit.
    pub at: usize,
    /// What would have been right there.
    pub expected: &'static str,
}

/// The ways in which a text fails to be a numeral.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// Nothing to read.
    Empty,
    /// The characters are numerals, but not in an order that means a number.
    Malformed,
    /// A number is read, and something else follows it.
    Trailing,
    /// A word or name that holds a numeral (统一, 三甲).
    Name,
    /// The number is right but larger than an `i128`, or has more than 28 digits with decimals.
    Overflow,
}

impl Error {
    pub(crate) const fn malformed(at: usize, expected: &'static str) -> Self {
        Self { kind: ErrorKind::Malformed, at, expected }
    }

    pub(crate) const fn overflow(at: usize) -> Self {
        Self { kind: ErrorKind::Overflow, at, expected: "a number of at most 28 digits" }
    }

    pub(crate) const fn shifted(self, by: usize) -> Self {
        Self { at: self.at + by, ..self }
    }

    /// Whether the number was too large.
    pub fn is_overflow(&self) -> bool {
        self.kind == ErrorKind::Overflow
    }

    fn words(&self) -> alloc::string::String {
        match self.kind {
            ErrorKind::Empty => "nothing to read".into(),
            ErrorKind::Overflow => "the number is too large to be exact".into(),
            ErrorKind::Name => "a word or name, not a number".into(),
            ErrorKind::Malformed | ErrorKind::Trailing => alloc::format!("expected {}", self.expected),
        }
    }
}
