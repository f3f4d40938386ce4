//! What a report holds must only be read: nothing of it steers a terminal.

use std::borrow::Cow;

use yigai::contract::steers;

/// Without line ends and what else steers a terminal: a number may stand over a page break.
pub(crate) fn one_line(text: &str) -> String {
    let words: Vec<_> =
        text.split(|c: char| steers(c) || c.is_whitespace()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// The text with blanks for line ends, and a sign that something was there for what else steers a terminal.
pub(crate) fn unsteered(text: &str) -> Cow<'_, str> {
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let shown = |c: char| match c {
        c if c.is_whitespace() => ' ',
        c if steers(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    Cow::Owned(text.chars().map(shown).collect())
}

/// JSON on its way out, with what steers as escapes.
#[cfg(any(feature = "sarif", feature = "dhis2", feature = "compare"))]
pub(crate) struct Escaped<'a>(pub(crate) &'a mut dyn std::io::Write);

#[cfg(any(feature = "sarif", feature = "dhis2", feature = "compare"))]
impl std::io::Write for Escaped<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        // The serializer hands strings over whole, so that no character is cut.
        match std::str::from_utf8(bytes) {
            Ok(json) => self.0.write_all(yigai::contract::escape_steering(json).as_bytes())?,
            Err(_) => self.0.write_all(bytes)?,
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.0.flush()
    }
}
