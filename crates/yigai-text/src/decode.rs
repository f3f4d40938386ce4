use encoding_rs::{BIG5, DecoderResult, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use yigai_span::{ByteMap, Span};

use crate::places::{Places, record};
use crate::{ReadError, detect};

/// A file's text, with the way back to its bytes.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) encoding: &'static str,
    pub(crate) places: Places,
    /// The bytes that fit nowhere, as ranges of the file; each stands as U+FFFD in the text.
    pub(crate) malformed: Vec<Span>,
}

impl Decoded {
    /// The text that a container gave: offsets are into this text itself.
    pub(crate) fn extracted(text: &str) -> Self {
        let places = Places::from(ByteMap::identity(text.len()));
        Self { text: text.to_owned(), encoding: "utf-8", places, malformed: Vec::new() }
    }
}

/// Decodes text of whatever encoding the Chinese web uses.
pub(crate) fn decode(bytes: &[u8]) -> Result<Decoded, ReadError> {
    let (encoding, skip) = detect::encoding(bytes)?;
    let body = bytes.get(skip..).unwrap_or_default();
    if encoding == UTF_8
        && let Ok(text) = simdutf8::basic::from_utf8(body)
    {
        let mut map = ByteMap::new(skip);
        map.push(text.len(), 1, 1);
        let places = Places::from(map);
        return Ok(Decoded { text: text.to_owned(), encoding: "utf-8", places, malformed: Vec::new() });
    }
    let decoded = decode_as(body, skip, encoding);
    let limit = 2 + body.len() / 200;
    if let Some(first) = decoded.malformed.first()
        && decoded.malformed.len() > limit
    {
        return Err(ReadError::Undecodable {
            encoding: decoded.encoding,
            malformed: decoded.malformed.len(),
            first: first.start(),
        });
    }
    Ok(decoded)
}

fn decode_as(body: &[u8], skip: usize, encoding: &'static Encoding) -> Decoded {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut faulty: Option<ByteMap> = None;
    let mut malformed = Vec::new();
    let mut text = String::with_capacity(body.len() + body.len() / 2 + 16);
    // Where the sound piece begins that is being read, in the file and in the text.
    let (mut read, mut piece) = (0, (0, 0));
    loop {
        let rest = body.get(read..).unwrap_or_default();
        let (result, used) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => {
                read += used;
                text.reserve(body.len() - read.min(body.len()) + 1024);
            }
            DecoderResult::Malformed(bad, behind) => {
                // The decoder has taken in the bytes behind the bad ones already; it starts anew on them.
                let end = (read + used).saturating_sub(usize::from(behind));
                let start = end.saturating_sub(usize::from(bad));
                let map = faulty.get_or_insert_with(|| ByteMap::new(skip));
                let good = body.get(piece.0..start).unwrap_or_default();
                record(map, good, text.get(piece.1..).unwrap_or_default(), encoding);
                map.push(1, bad, 3);
                malformed.push(Span::new(skip + start, skip + end));
                text.push('\u{FFFD}');
                (read, piece) = (end, (end, text.len()));
                if behind > 0 {
                    decoder = encoding.new_decoder_without_bom_handling();
                }
            }
        }
    }
    let places = match faulty {
        Some(mut map) => {
            let good = body.get(piece.0..).unwrap_or_default();
            record(&mut map, good, text.get(piece.1..).unwrap_or_default(), encoding);
            Places::from(map)
        }
        None => Places::new(&text, body, skip, encoding),
    };
    let label = match encoding {
        e if e == UTF_8 => "utf-8",
        e if e == UTF_16LE => "utf-16le",
        e if e == UTF_16BE => "utf-16be",
        e if e == BIG5 => "big5",
        e if e == GB18030 => "gb18030",
        e => e.name(),
    };
    Decoded { text, encoding: label, places, malformed }
}
