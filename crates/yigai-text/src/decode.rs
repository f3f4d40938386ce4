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

/// Walks file and text side by side.
fn record(map: &mut ByteMap, mut file: &[u8], mut text: &str, encoding: &'static Encoding) {
    if encoding == UTF_8 {
        map.push(text.len(), 1, 1);
        return;
    }
    while let Some(character) = text.chars().next() {
        let text_step = character.len_utf8();
        let file_step = if encoding == GB18030 {
            match (file.first(), file.get(1)) {
                (Some(..=0x80), _) => 1,
                (_, Some(0x30..=0x39)) => 4,
                _ => 2,
            }
        } else if encoding == BIG5 {
            if file.first().is_some_and(|&b| b < 0x81) { 1 } else { 2 }
        } else {
            character.len_utf16() * 2
        };
        // Four Big5 codes stand for a letter and a combining mark.
        let double = encoding == BIG5 && matches!(file, [0x88, 0x62 | 0x64 | 0xA3 | 0xA5, ..]);
        let text_step = if double { 4 } else { text_step };
        let (narrow_file, narrow_text) =
            (u8::try_from(file_step).unwrap_or(4), u8::try_from(text_step).unwrap_or(4));
        map.push(1, narrow_file, narrow_text);
        file = file.get(file_step..).unwrap_or_default();
        text = text.get(text_step..).unwrap_or_default();
    }
}
