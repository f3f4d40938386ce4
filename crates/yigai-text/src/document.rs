use yigai_span::{ByteMap, Edit, Edits, Source, Span};

use crate::clean::{self, Clean, Hints};
use crate::decode::Decoded;
use crate::extract::Extracted;
use crate::options::Punctuation;
use crate::places::Places;
use crate::{Container, Options, ReadError, Structure};
use crate::{decode, extract, lines, mojibake, punctuation, sections, sniff};

/// A file as text: what it said, what was cleaned, and where each character came from.
#[derive(Clone, Debug)]
pub struct Document {
    decoded: String,
    encoding: &'static str,
    container: Container,
    bytes: Places,
    malformed: Vec<Span>,
    clean: String,
    edits: Edits,
    title: Option<String>,
    structure: Structure,
}

impl Document {
    /// Reads a file of any kind.
    ///
    /// # Errors
    ///
    /// When there is nothing to read, or it cannot be read without guessing; see [`ReadError`].
    pub fn read(bytes: &[u8], options: &Options) -> Result<Self, ReadError> {
        let size = bytes.len() as u64;
        if size > options.limits.file_bytes.min(u64::from(u32::MAX)) {
            return Err(ReadError::TooLarge {
                what: "as given",
                bytes: size,
                limit: options.limits.file_bytes,
            });
        }
        let limits = &options.limits;
        let (decoded, container, hints) = match sniff::container(bytes, limits)? {
            Some(container) => {
                let extracted = extract::binary(bytes, container, limits)?;
                (Decoded::extracted(&extracted.text), container, extracted)
            }
            None => {
                let page = if sniff::is_mhtml(bytes) { Some(extract::mhtml(bytes, limits)?) } else { None };
                let decoded = decode::decode(page.as_deref().unwrap_or(bytes))?;
                if page.is_some() || sniff::is_html(&decoded.text) {
                    let extracted = extract::html(&decoded.text, limits)?;
                    let text = Decoded { encoding: decoded.encoding, ..Decoded::extracted(&extracted.text) };
                    (text, Container::Html, extracted)
                } else {
                    (decoded, Container::Text, Extracted::default())
                }
            }
        };
        if decoded.text.chars().all(lines::is_blank) {
            return Err(ReadError::Empty);
        }
        let wrapped = container == Container::Pdf;
        let mut cleaned = clean(&decoded.text, &hints, wrapped, options)?;
        if options.punctuation == Punctuation::FullWidth {
            let folds = punctuation::edits(&cleaned.text);
            cleaned = cleaned.and(&decoded.text, folds);
        }
        let structure = sections::structure(&cleaned.text);
        let title = cleaned
            .page_title
            .or(hints.title)
            .or_else(|| sections::title(&cleaned.text, &structure, &options.lexicon.cues));
        Ok(Self {
            decoded: decoded.text,
            encoding: decoded.encoding,
            container,
            bytes: decoded.places,
            malformed: decoded.malformed,
            clean: cleaned.text,
            edits: cleaned.edits,
            title,
            structure,
        })
    }

    /// The text as decoded, or as extracted from a container, before any cleaning.
    pub fn decoded(&self) -> &str {
        &self.decoded
    }

    /// The encoding of the file, by the name Python knows it: `utf-8`, `gb18030`, `utf-16le`, `utf-16be`, `big5`.
    pub fn encoding(&self) -> &'static str {
        self.encoding
    }

    /// The bytes of the file that fit its encoding nowhere; each range stands as one U+FFFD in the decoded text.
    pub fn malformed(&self) -> &[Span] {
        &self.malformed
    }

    /// The kind of file.
    pub fn container(&self) -> Container {
        self.container
    }

    /// The body, clean; a line is a paragraph.
    pub fn clean(&self) -> &str {
        &self.clean
    }

    /// Everything that was cut or changed, in the order of the decoded text.
    pub fn edits(&self) -> &[Edit] {
        self.edits.list()
    }

    /// The edits with what they took out, as the map between clean and decoded text.
    pub fn map(&self) -> &Edits {
        &self.edits
    }

    /// The map between decoded text and the bytes of the file.
    pub fn byte_map(&self) -> &ByteMap {
        self.bytes.map(&self.decoded)
    }

    /// The decoded text again, from the clean text and the edits alone.
    pub fn undo(&self) -> Option<String> {
        self.edits.undo(&self.clean)
    }

    /// The title, wherever it stood; placeholders (XX县) are kept.
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// Where a piece of the clean text stands in the file.
    pub fn source(&self, span: Span) -> Source {
        let whole = self.edits.before(span);
        let file = self.byte_map().file(whole);
        let pieces = self.edits.pieces(span);
        let parts = if pieces.len() > 1 {
            pieces
                .into_iter()
                .map(|piece| self.byte_map().file(piece))
                .map(|f| (f.start(), f.end()))
                .collect()
        } else {
            Vec::new()
        };
        Source {
            start: file.start(),
            end: file.end(),
            text: whole.slice(&self.decoded).unwrap_or_default().to_owned(),
            parts,
        }
    }

    /// Paragraphs, sections and tables of the clean text.
    pub fn structure(&self) -> &Structure {
        &self.structure
    }
}

/// Cleans a decoded text; one that was garbled or stands in traditional script is restored or converted first.
fn clean(text: &str, extracted: &Extracted, wrapped: bool, options: &Options) -> Result<Clean, ReadError> {
    let hints = Hints { main: extracted.main.as_ref(), wrapped };
    let restored = mojibake::edits(text)?;
    if !restored.is_empty() {
        return clean::restored(text, restored, &options.lexicon, hints);
    }
    #[cfg(feature = "script")]
    if options.simplify {
        let simplified = crate::script::edits(text);
        if !simplified.is_empty() {
            let main = extracted.main.clone().map(crate::script::convert_all);
            let hints = Hints { main: main.as_ref(), wrapped };
            if let Some(clean) = clean::converted(text, simplified, &options.lexicon, hints) {
                return Ok(clean);
            }
        }
    }
    Ok(clean::clean(text, &options.lexicon, hints))
}
