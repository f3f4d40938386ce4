//! Where the characters of a decoded text stand in its file.

use std::sync::OnceLock;

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use yigai_span::ByteMap;

/// The map between a text and the bytes of its file.
///
/// Where the text alone tells how many bytes each character has in the file, the map is made when it is first asked for:
/// a reader who only wants the clean text pays nothing for it.
#[derive(Clone, Debug)]
pub(crate) struct Places {
    map: OnceLock<ByteMap>,
    skip: usize,
    /// Bytes that a character of one byte in UTF-8 has in the file; the others have two, or four where they have four.
    ascii: u8,
}

impl From<ByteMap> for Places {
    fn from(map: ByteMap) -> Self {
        Self { map: OnceLock::from(map), skip: 0, ascii: 1 }
    }
}

impl Places {
    /// The map of a text that was decoded from `file` without a fault; the file starts behind a mark of `skip` bytes.
    pub(crate) fn new(text: &str, file: &[u8], skip: usize, encoding: &'static Encoding) -> Self {
        let wide = encoding == UTF_16LE || encoding == UTF_16BE;
        if wide || (encoding == GB18030 && is_even(text, file)) {
            return Self { map: OnceLock::new(), skip, ascii: if wide { 2 } else { 1 } };
        }
        let mut map = ByteMap::new(skip);
        record(&mut map, file, text, encoding);
        Self::from(map)
    }

    /// The map; `text` is the one it was made for.
    pub(crate) fn map(&self, text: &str) -> &ByteMap {
        self.map.get_or_init(|| {
            let mut map = ByteMap::new(self.skip);
            walk(&mut map, text, |here, _| match here {
                1 => (self.ascii, 1),
                4 => (4, 4),
                here => (2, here),
            });
            map
        })
    }
}

/// Whether each character of a GB18030 text has the bytes that it usually has: one in ASCII, four outside of the basic
/// plane, else two.
///
/// A code of four bytes for any other character makes the file longer, and only the euro sign of a single byte makes it
/// shorter: so the length tells, where there is no such sign.
fn is_even(text: &str, file: &[u8]) -> bool {
    let (mut ascii, mut four, mut all) = (0, 0, 0);
    // Small sums, so that many bytes are counted together.
    for piece in text.as_bytes().chunks(240) {
        let sums = piece.iter().fold((0u8, 0u8, 0u8), |(ascii, four, all), &byte| {
            let is = u8::from;
            (ascii + is(byte < 0x80), four + is(byte >= 0xF0), all + is(byte & 0xC0 != 0x80))
        });
        ascii += usize::from(sums.0);
        four += usize::from(sums.1);
        all += usize::from(sums.2);
    }
    ascii + 4 * four + 2 * (all - ascii - four) == file.len()
        && memchr::memmem::find(text.as_bytes(), "€".as_bytes()).is_none()
}

/// Walks file and text side by side, and puts down how many bytes each character has on either side.
pub(crate) fn record(map: &mut ByteMap, file: &[u8], text: &str, encoding: &'static Encoding) {
    if encoding == UTF_8 {
        map.push(text.len(), 1, 1);
    } else if encoding == GB18030 {
        walk(map, text, |here, from| match (file.get(from), file.get(from + 1)) {
            (Some(..=0x80), _) => (1, here),
            (_, Some(0x30..=0x39)) => (4, here),
            _ => (2, here),
        });
    } else if encoding == BIG5 {
        walk(map, text, |here, from| match (file.get(from), file.get(from + 1)) {
            (Some(..0x81), _) => (1, here),
            // Four codes stand for a letter and a combining mark.
            (Some(0x88), Some(0x62 | 0x64 | 0xA3 | 0xA5)) => (2, 4),
            _ => (2, here),
        });
    } else {
        walk(map, text, |here, _| (if here == 4 { 4 } else { 2 }, here));
    }
}

/// `step` says of a character of so many bytes, whose place in the file it is given, how many it has there and here.
fn walk(map: &mut ByteMap, text: &str, step: impl Fn(u8, usize) -> (u8, u8)) {
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
        let step = step(here, from);
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

#[cfg(test)]
mod tests {
    use super::{Places, record};
    use encoding_rs::GB18030;
    use yigai_span::ByteMap;

    /// Unusual codes are noticed, also where their lengths make up for each other.
    #[test]
    fn a_map_made_later_is_the_map_made_at_once() {
        let cases: [&[u8]; 6] = [
            "参合农民21万人".as_bytes(),
            b"12\xB2\xCE\xBA\xCF 3\xC8\xCB",
            b"\x80\x80\x81\x30\x81\x30\xB2\xCE",
            b"\x81\x39\xEF\x30\x94\x39\xDA\x33",
            b"\xA2\xE3\x80",
            b"",
        ];
        for bytes in cases {
            let gb;
            let bytes = match std::str::from_utf8(bytes) {
                Ok(text) => {
                    gb = GB18030.encode(text).0.into_owned();
                    gb.as_slice()
                }
                Err(_) => bytes,
            };
            let (text, bad) = GB18030.decode_without_bom_handling(bytes);
            assert!(!bad);
            let mut wanted = ByteMap::new(3);
            record(&mut wanted, bytes, &text, GB18030);
            assert_eq!(*Places::new(&text, bytes, 3, GB18030).map(&text), wanted);
        }
    }
}
