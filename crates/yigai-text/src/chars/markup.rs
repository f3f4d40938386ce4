//! What markup leaves in a text: character codes, tags, readings in brackets.

use yigai_span::{Certainty, Edit, Span};

use super::here::{Here, is_han, narrow};
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

    /// A tag that was left in the text. One that ends a paragraph leaves a line end behind the end of a sentence.
    pub(super) fn tag(&self) -> Option<Edit> {
        const INLINE: [&str; 12] =
            ["strong", "b", "em", "i", "u", "span", "font", "a", "sup", "sub", "big", "small"];
        const BLOCK: [&str; 4] = ["br", "p", "div", "center"];
        let rest = self.rest().get(1..)?;
        let closes = rest.starts_with('/');
        let name = rest.get(usize::from(closes)..)?;
        let length = name.bytes().take(8).take_while(u8::is_ascii_alphanumeric).count();
        let (name, behind) = name.split_at(length);
        let is = |known: &&str| name.eq_ignore_ascii_case(known);
        let block = BLOCK.iter().any(is);
        if !block && !INLINE.iter().any(is) {
            return None;
        }
        // Attributes are ASCII and begin behind a space.
        let end = behind.bytes().take(200).position(|b| b == b'>')?;
        let attributes = behind.get(..end)?;
        let bare = attributes.is_empty() || attributes == "/" || attributes == " /";
        let set =
            attributes.starts_with(' ') && attributes.contains('=') && !attributes.contains(['<', '\n']);
        if !(bare || set) {
            return None;
        }
        let length = self.rest().len() - behind.get(end + 1..)?.len();
        let ends = block && self.before().is_some_and(ends_sentence) && self.after(length).is_some();
        Some(Edit::new(
            Span::new(self.at, self.at + length),
            if ends { "\n" } else { "" },
            &rules::TAG,
            Certainty::Sure,
        ))
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
