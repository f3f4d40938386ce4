use encoding_rs::{BIG5, DecoderResult, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use yigai_span::{ByteMap, Span};

use crate::{ReadError, detect};

/// A file's text, with the way back to its bytes.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) encoding: &'static str,
    pub(crate) map: ByteMap,
    /// The bytes that fit nowhere, as ranges of the file; each stands as U+FFFD in the text.
    pub(crate) malformed: Vec<Span>,
}

impl Decoded {
    /// The text that a container gave: offsets are into this text itself.
    pub(crate) fn extracted(text: &str) -> Self {
        let map = ByteMap::identity(text.len());
        Self { text: text.to_owned(), encoding: "utf-8", map, malformed: Vec::new() }
    }
}

/// Decodes text of whatever encoding the Chinese web uses.
pub(crate) fn decode(bytes: &[u8]) -> Result<Decoded, ReadError> {
    let (encoding, skip) = detect::encoding(bytes)?;
    let body = bytes.get(skip..).unwrap_or_default();
    if encoding == UTF_8
        && let Ok(text) = std::str::from_utf8(body)
    {
        let mut map = ByteMap::new(skip);
        map.push(text.len(), 1, 1);
        return Ok(Decoded { text: text.to_owned(), encoding: "utf-8", map, malformed: Vec::new() });
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
    let mut map = ByteMap::new(skip);
    let mut malformed = Vec::new();
    let mut text = String::with_capacity(body.len() + body.len() / 2 + 16);
    let mut read = 0;
    loop {
        let rest = body.get(read..).unwrap_or_default();
        let before = text.len();
        let (result, used) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        let (bad, after_bad) = match result {
            DecoderResult::Malformed(bad, after) => (usize::from(bad), usize::from(after)),
            _ => (0, 0),
        };
        let good = used.saturating_sub(bad + after_bad);
        let fresh = text.get(before..).unwrap_or_default();
        record(&mut map, rest.get(..good).unwrap_or_default(), fresh, encoding);
        read += used - after_bad.min(used);
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => text.reserve(body.len() - read.min(body.len()) + 1024),
            DecoderResult::Malformed(..) => {
                let start = skip + read - bad;
                malformed.push(Span::new(start, start + bad));
                text.push('\u{FFFD}');
                map.push(1, u8::try_from(bad).unwrap_or(u8::MAX), 3);
                if after_bad > 0 {
                    // The decoder has taken these bytes in already; start it anew on them.
                    decoder = encoding.new_decoder_without_bom_handling();
                }
            }
        }
    }
    let label = match encoding {
        e if e == UTF_8 => "utf-8",
        e if e == UTF_16LE => "utf-16le",
        e if e == UTF_16BE => "utf-16be",
        e if e == BIG5 => "big5",
        e if e == GB18030 => "gb18030",
        e => e.name(),
    };
    Decoded { text, encoding: label, map, malformed }
}

/// Walks file and text side by side, and puts down how many bytes each character has on either side.
fn record(map: &mut ByteMap, file: &[u8], text: &str, encoding: &'static Encoding) {
    if encoding == UTF_8 {
        map.push(text.len(), 1, 1);
        return;
    }
    let text = text.as_bytes();
    let (mut at, mut from) = (0, 0);
    // Characters of one kind are counted and put down together.
    let (mut count, mut steps) = (0, (0, 0));
    while let Some(&lead) = text.get(at) {
        let here = match lead {
            0x00..=0x7F => 1,
            0x80..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xFF => 4,
        };
        let step = if encoding == GB18030 {
            match (file.get(from), file.get(from + 1)) {
                (Some(..=0x80), _) => (1, here),
                (_, Some(0x30..=0x39)) => (4, here),
                _ => (2, here),
            }
        } else if encoding == BIG5 {
            match (file.get(from), file.get(from + 1)) {
                (Some(..0x81), _) => (1, here),
                // Four codes stand for a letter and a combining mark.
                (Some(0x88), Some(0x62 | 0x64 | 0xA3 | 0xA5)) => (2, 4),
                _ => (2, here),
            }
        } else {
            (if here == 4 { 4 } else { 2 }, here)
        };
        if step != steps {
            map.push(count, steps.0, steps.1);
            (count, steps) = (0, step);
        }
        count += 1;
        from += usize::from(step.0);
        at += usize::from(step.1);
    }
    map.push(count, steps.0, steps.1);
}
