#![allow(
    clippy::indexing_slicing,
    reason = "every index is cut to the length of its table, or counted when compiled"
)]

mod digits;
mod here;
mod markup;
mod spaces;

use yigai_span::{Certainty, Edit, Span};

pub(crate) use here::Beside;
use here::{Here, is_digit};

use crate::scan::Scan;
use crate::{Lexicon, rules};

/// Whether a character that begins with this byte may be changed; a few more than are.
fn is_looked_at(byte: u8) -> bool {
    byte <= b'('
        || byte == b'<'
        || matches!(byte, 0x40..=0x7F)
        || byte == 0xC2
        || byte & 0xFE == 0xE2
        || byte == 0xEF
}

/// Punctuation that begins like a character that is changed.
fn is_plain_mark(bytes: &[u8]) -> bool {
    match bytes {
        // 、。《》「」『』【】〔〕
        [0xE3, 0x80, third, ..] => !matches!(third, 0x80 | 0x87),
        // ！），：；？
        [0xEF, 0xBC, third, ..] => matches!(third, 0x81 | 0x89 | 0x8C | 0x9A | 0x9B | 0x9F),
        // —‘’“”…
        [0xE2, 0x80, third, ..] => matches!(third, 0x94 | 0x98 | 0x99 | 0x9C | 0x9D | 0xA6),
        _ => false,
    }
}

/// Where the characters of a text stand that may be changed.
pub(crate) fn places(text: &str) -> Scan<'_, impl Fn(u8) -> bool> {
    Scan::new(text.as_bytes(), is_looked_at)
}

/// Adds the edits inside one piece of kept text; the pieces of a text share their `places`.
pub(crate) fn edits(
    text: &str,
    places: &mut Scan<'_, impl Fn(u8) -> bool>,
    piece: Span,
    beside: Beside,
    lexicon: &Lexicon,
    out: &mut Vec<Edit>,
) {
    let bytes = text.as_bytes();
    let mut at = piece.start();
    while let Some(place) = places.next(at).filter(|&place| place < piece.end()) {
        at = place;
        let Some(&byte) = bytes.get(at) else { return };
        if byte >= 0xE2 && bytes.get(at..).is_some_and(is_plain_mark) {
            at += 3;
            continue;
        }
        let here = Here { text, piece, at, beside, lexicon };
        let edit = match byte {
            b' ' => here.space(),
            b'&' => here.entity(),
            b'(' => here.reading(),
            b'<' => here.tag(),
            b'O' | b'o' | b'l' | b'I' => here.letter(),
            0xEF => here.wide(),
            0xC2 => here.latin(),
            0xE2 => here.general(),
            0xE3 => here.cjk(),
            b'\t' | b'\n' | b'\r' | b'!'..=b'~' => None,
            _ => here.control(1),
        };
        match edit {
            Some(edit) => {
                at = edit.span.end().max(at + 1);
                out.push(edit);
            }
            None => at += here.current().map_or(1, char::len_utf8),
        }
    }
}

impl Here<'_> {
    fn latin(&self) -> Option<Edit> {
        match self.current()? {
            '\u{A0}' => self.odd_space(),
            '\u{AD}' => self.delete(2),
            c if c.is_control() => self.control(2),
            _ => None,
        }
    }

    /// A control character. Old Word files end cells with U+0007 and rows with two of them; between figures any other
    /// stands for something too, and never joins them.
    fn control(&self, length: usize) -> Option<Edit> {
        const CELL: char = '\u{7}';
        let cells = self.rest().bytes().take_while(|&byte| byte == CELL as u8).count();
        let length = length.max(cells);
        let (before, after) = (self.before(), self.after(length));
        let figure = |c: Option<char>| c.is_some_and(|c| is_digit(c) || c == '.');
        let by = match cells {
            _ if before.is_none() || after.is_none() => "",
            0 if figure(before) && figure(after) => " ",
            0 => "",
            1 => "\t",
            _ => "\n",
        };
        let span = Span::new(self.at, self.at + length);
        Some(Edit::new(span, by, &rules::INVISIBLE, Certainty::Exact))
    }

    fn general(&self) -> Option<Edit> {
        match self.current()? {
            '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' => self.delete(3),
            '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => self.odd_space(),
            '○' | '◯' => self.round(),
            _ => None,
        }
    }

    fn cjk(&self) -> Option<Edit> {
        match self.current()? {
            '\u{3000}' => self.odd_space(),
            '〇' => {
                let digit = |c: Option<char>| c.is_some_and(is_digit);
                if digit(self.before()) && (digit(self.after(3)) || matches!(self.after(3), Some('%' | '％')))
                {
                    return self.digit(3, "0");
                }
                None
            }
            _ => None,
        }
    }
}
