#![allow(
    clippy::indexing_slicing,
    reason = "every index is cut to the length of its table, or counted when compiled"
)]

mod digits;
mod markup;
mod spaces;

use yigai_span::{Certainty, Edit, Span};

use crate::rules;
use crate::scan::Scan;
use crate::terms::Terms;

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

/// The characters that will stand beside a piece of text once it is joined to its neighbours.
#[derive(Clone, Copy, Default)]
pub(crate) struct Beside {
    pub(crate) before: Option<char>,
    pub(crate) after: Option<char>,
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
    terms: &Terms,
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
        let here = Here { text, piece, at, beside, terms };
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
            _ => here.delete(1),
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

/// A place in the text, inside a piece that is looked at.
struct Here<'t> {
    text: &'t str,
    piece: Span,
    at: usize,
    beside: Beside,
    terms: &'t Terms,
}

impl Here<'_> {
    fn current(&self) -> Option<char> {
        self.after(0)
    }

    fn after(&self, skip: usize) -> Option<char> {
        self.text.get(self.at + skip..self.piece.end())?.chars().next().or(self.beside.after)
    }

    fn before(&self) -> Option<char> {
        self.text.get(self.piece.start()..self.at)?.chars().next_back().or(self.beside.before)
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..self.piece.end()).unwrap_or_default()
    }

    fn delete(&self, length: usize) -> Option<Edit> {
        let span = Span::new(self.at, self.at + length);
        Some(Edit::new(span, "", &rules::INVISIBLE, Certainty::Exact))
    }

    fn replace(&self, length: usize, by: &'static str, rule: &'static yigai_span::Rule) -> Option<Edit> {
        Some(Edit::new(Span::new(self.at, self.at + length), by, rule, Certainty::Exact))
    }

    fn latin(&self) -> Option<Edit> {
        match self.current()? {
            '\u{A0}' => self.odd_space(),
            '\u{AD}' => self.delete(2),
            c if c.is_control() => self.delete(2),
            _ => None,
        }
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

fn is_han(character: char) -> bool {
    ('\u{3400}'..='\u{9FFF}').contains(&character)
}

/// The ASCII form of a full-width character.
fn narrow(character: char) -> Option<char> {
    matches!(character, '\u{FF01}'..='\u{FF5E}').then(|| char::from_u32(u32::from(character) - 0xFEE0))?
}

fn is_wide_digit(character: char) -> bool {
    matches!(character, '０'..='９')
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit() || is_wide_digit(character)
}
