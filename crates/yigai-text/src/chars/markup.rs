//! What markup leaves in a text: character codes, tags, readings in brackets.

use yigai_span::{Certainty, Edit, Span};

use super::here::{Here, is_digit, is_han, narrow};
use crate::lines::ends_sentence;
use crate::rules;

impl Here<'_> {
    /// `&nbsp;`, `&#12288;` and their like, also where they were written out twice: `&amp;nbsp;`.
    pub(super) fn entity(&self) -> Option<Edit> {
        let rest = self.rest().get(1..)?;
        let (mut character, mut length) = code(rest)?;
        while character == '&'
            && let Some((inner, more)) = rest.get(length..).and_then(code)
        {
            character = inner;
            length += more;
        }
        let text = match character {
            '\u{AD}' => String::new(),
            '\u{A0}' | '\u{3000}' => " ".to_owned(),
            c => narrow(c).unwrap_or(c).to_string(),
        };
        Some(Edit::new(Span::new(self.at, self.at + 1 + length), text, &rules::ENTITY, Certainty::Exact))
    }

    /// Tags that were left in the text, a run of them with the spaces between.
    ///
    /// Cells and rows of a table stay apart, and so do figures; a line end that stands behind a sentence is one.
    pub(super) fn tag(&self) -> Option<Edit> {
        let (mut kind, mut length) = tag(self.rest())?;
        while let Some(rest) = self.rest().get(length..) {
            let blanks = rest.len() - rest.trim_start_matches(' ').len();
            let Some((next, more)) = rest.get(blanks..).and_then(tag) else { break };
            kind = kind.max(next);
            length += blanks + more;
        }
        let (before, after) = (self.before(), self.after(length));
        let figure = |c: Option<char>| c.is_some_and(|c| is_digit(c) || c == '.');
        let figures = figure(before) && figure(after);
        // Behind a figure only its unit goes on.
        let cell = figure(before) && !after.is_some_and(|c| self.is_unit(c));
        let by = match kind {
            _ if before.is_none() || after.is_none() => "",
            Tag::Row => "\n",
            Tag::Cell => "\t",
            Tag::Line if cell || before.is_some_and(ends_sentence) => "\n",
            // A power of ten is no longer number.
            Tag::Raised if figures => return None,
            _ => "",
        };
        Some(Edit::new(Span::new(self.at, self.at + length), by, &rules::TAG, Certainty::Sure))
    }

    /// Readings in brackets behind the character they belong to: 農(nóng).
    pub(super) fn reading(&self) -> Option<Edit> {
        if !self.before().is_some_and(is_han) {
            return None;
        }
        let mut length = 0;
        while let Some(one) = self.rest().get(length..).and_then(reading_length) {
            length += one;
        }
        let span = Span::new(self.at, self.at + length);
        (length > 0).then(|| Edit::new(span, "", &rules::READING, Certainty::Sure))
    }
}

/// What a tag does to the text around it, the stronger the later.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tag {
    Inline,
    Raised,
    Line,
    Cell,
    Row,
}

/// The tag that a text begins with, and its length.
fn tag(text: &str) -> Option<(Tag, usize)> {
    const INLINE: [&str; 10] = ["strong", "b", "em", "i", "u", "span", "font", "a", "big", "small"];
    const LINE: [&str; 4] = ["br", "p", "div", "center"];
    let rest = text.strip_prefix('<')?;
    let name = rest.strip_prefix('/').unwrap_or(rest);
    let length = name.bytes().take(8).take_while(u8::is_ascii_alphanumeric).count();
    let (name, behind) = name.split_at_checked(length)?;
    let is = |known: &&str| name.eq_ignore_ascii_case(known);
    let kind = if INLINE.iter().any(is) {
        Tag::Inline
    } else if ["sup", "sub"].iter().any(is) {
        Tag::Raised
    } else if LINE.iter().any(is) {
        Tag::Line
    } else if ["td", "th"].iter().any(is) {
        Tag::Cell
    } else if ["tr", "table", "tbody"].iter().any(is) {
        Tag::Row
    } else {
        return None;
    };
    // Attributes are ASCII and begin behind a space.
    let end = behind.bytes().take(200).position(|b| b == b'>')?;
    let attributes = behind.get(..end)?;
    let bare = attributes.is_empty() || attributes == "/" || attributes == " /";
    let set = attributes.starts_with(' ') && attributes.contains('=') && !attributes.contains(['<', '\n']);
    (bare || set).then(|| (kind, text.len() - behind.len() + end + 1))
}

/// The character that a code behind `&` stands for, and the code's length with its semicolon.
fn code(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(11).position(|b| b == b';')?;
    let name = text.get(..end)?;
    let character = match name {
        "nbsp" | "ensp" | "emsp" | "thinsp" => ' ',
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "ldquo" => '“',
        "rdquo" => '”',
        "lsquo" => '‘',
        "rsquo" => '’',
        "mdash" => '—',
        "ndash" => '–',
        "hellip" => '…',
        "middot" => '·',
        "permil" => '‰',
        "le" => '≤',
        "ge" => '≥',
        "plusmn" => '±',
        "lsaquo" => '‹',
        "rsaquo" => '›',
        "laquo" => '«',
        "raquo" => '»',
        "yen" => '¥',
        "sup2" => '²',
        "times" => '×',
        "bull" => '•',
        "copy" => '©',
        "deg" => '°',
        "shy" | "zwnj" | "zwj" => '\u{AD}',
        _ => {
            let code = name.strip_prefix('#')?;
            let code = match code.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => code.parse().ok()?,
            };
            char::from_u32(code).filter(|c| !c.is_control())?
        }
    };
    Some((character, end + 1))
}

/// The length of a bracket with a toned syllable inside at the start.
fn reading_length(text: &str) -> Option<usize> {
    let inner = text.strip_prefix(['(', '（'])?;
    let letters: usize = inner
        .chars()
        .take(8)
        .take_while(|&c| c.is_ascii_lowercase() || TONED.contains(c))
        .map(char::len_utf8)
        .sum();
    let syllable = inner.get(..letters)?;
    let rest = inner.get(letters..)?.strip_prefix([')', '）'])?;
    let toned = syllable.chars().any(|c| TONED.contains(c)) && syllable.chars().count() <= 7;
    toned.then(|| text.len() - rest.len())
}

/// Vowels with the marks of tones.
const TONED: &str = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüḿńňǹ";
