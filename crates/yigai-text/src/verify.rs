use encoding_rs::Encoding;
use thiserror::Error;
use yigai_span::Span;

use crate::{Container, Document};

/// What does not hold between a file and its clean text. None of these is ever expected: each is a defect of this crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum VerifyError {
    /// Undoing all edits does not give the decoded text.
    #[error("undoing the edits does not give the decoded text back")]
    Undo,
    /// A piece of clean text points at bytes that do not decode to its source text.
    #[error("the source of clean bytes {0:?} does not decode to its text")]
    Bytes(Span),
    /// A place in the clean text leads to the decoded text and back to somewhere else.
    #[error("byte {0} of the clean text does not come back to itself")]
    Back(usize),
    /// A place in the decoded text leads to the file and back to somewhere else.
    #[error("byte {0} of the decoded text does not come back to itself")]
    File(usize),
}

impl Document {
    /// Checks everything this crate promises about the map: undo, every character's bytes, and the way back.
    ///
    /// `bytes` is the file that was read.
    ///
    /// # Errors
    ///
    /// At the first promise that does not hold.
    ///
    /// ```
    /// use yigai_text::{Document, Options};
    ///
    /// let bytes = "　　参合率９５．２％。\r\n".as_bytes();
    /// let document = Document::read(bytes, &Options::default())?;
    /// assert_eq!(document.clean(), "参合率95.2%。");
    /// assert_eq!(document.verify(bytes), Ok(()));
    /// assert!(document.verify(b"other bytes altogether, and more than there were").is_err());
    /// # Ok::<(), yigai_text::ReadError>(())
    /// ```
    pub fn verify(&self, bytes: &[u8]) -> Result<(), VerifyError> {
        if self.undo().as_deref() != Some(self.decoded()) {
            return Err(VerifyError::Undo);
        }
        self.verify_clean()?;
        self.verify_bytes(bytes)
    }

    /// Every character of the clean text leads to the decoded text and back.
    fn verify_clean(&self) -> Result<(), VerifyError> {
        let mut replacements = (0..self.edits().len()).filter_map(|i| self.map().placed(i)).peekable();
        for (offset, character) in self.clean().char_indices() {
            while replacements.next_if(|placed| placed.end() <= offset).is_some() {}
            let span = Span::new(offset, offset + character.len_utf8());
            let before = self.map().before(span);
            let back = self.map().after(before.start());
            match replacements.peek().filter(|placed| placed.contains(offset)) {
                Some(placed) if back == placed.start() => {}
                None if back == offset && before.slice(self.decoded()) == span.slice(self.clean()) => {}
                _ => return Err(VerifyError::Back(offset)),
            }
        }
        Ok(())
    }

    /// Every character of the decoded text stands in the file where the map says.
    fn verify_bytes(&self, bytes: &[u8]) -> Result<(), VerifyError> {
        let encoding = match self.container() {
            Container::Text => Encoding::for_label(self.encoding().as_bytes()),
            _ => return Ok(()),
        };
        let mut malformed = self.malformed().iter().peekable();
        for (offset, character) in self.decoded().char_indices() {
            let span = Span::new(offset, offset + character.len_utf8());
            let file = self.byte_map().file(span);
            if self.byte_map().text(file).start() > offset || !self.byte_map().text(file).covers(span) {
                return Err(VerifyError::File(offset));
            }
            let Some(here) = bytes.get(file.range()) else { return Err(VerifyError::Bytes(span)) };
            if malformed.next_if(|bad| **bad == file).is_some() {
                continue;
            }
            // ASCII stands for itself in every encoding but UTF-16.
            if here.len() == 1 && here.first() == u8::try_from(u32::from(character)).ok().as_ref() {
                continue;
            }
            let same = encoding.is_some_and(|encoding| {
                let (text, bad) = encoding.decode_without_bom_handling(here);
                // Two characters of Big5 share one code, and malformed bytes are one U+FFFD.
                text.contains(character) && (!bad || character == '\u{FFFD}')
            });
            if !same {
                return Err(VerifyError::Bytes(span));
            }
        }
        Ok(())
    }
}
