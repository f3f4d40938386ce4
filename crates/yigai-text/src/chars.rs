use yigai_span::{Certainty, Edit, Span};

use crate::rules;
use crate::terms::Terms;

/// For the first byte of a character: its length where it is never changed, 0 where it is looked at.
const STEPS: [u8; 256] = {
    let mut steps = [1; 256];
    let mut byte = 0;
    while byte < 256 {
        steps[byte] = match byte as u8 {
            b'\t' | b'\n' | b'\r' => 1,
            ..0x20 | 0x7F | b' ' | b'&' | b'(' | b'O' | b'o' | b'l' | b'I' => 0,
            0xC2 | 0xE2 | 0xE3 | 0xEF => 0,
            ..0xC0 => 1,
            ..0xE0 => 2,
            ..0xF0 => 3,
            _ => 4,
        };
        byte += 1;
    }
    steps
};

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

/// Adds the edits inside one piece of kept text.
pub(crate) fn edits(text: &str, piece: Span, beside: Beside, terms: &Terms, out: &mut Vec<Edit>) {
    let bytes = text.as_bytes();
    let mut at = piece.start();
    while at < piece.end() {
        let Some(&byte) = bytes.get(at) else { return };
        let step = STEPS.get(usize::from(byte)).copied().unwrap_or(1);
        if step > 0 {
            at += usize::from(step);
            continue;
        }
        if byte >= 0xE2 && bytes.get(at..).is_some_and(is_plain_mark) {
            at += 3;
            continue;
        }
        let here = Here { text, piece, at, beside, terms };
        let edit = match byte {
            b' ' => here.space(),
            b'&' => here.entity(),
            b'(' => here.reading(),
            b'O' | b'o' | b'l' | b'I' => here.letter(),
            0xEF => here.wide(),
            0xC2 => here.latin(),
            0xE2 => here.general(),
            0xE3 => here.cjk(),
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

    /// A space between the digits of a number or the characters of a word, or before a percent sign.
    fn space(&self) -> Option<Edit> {
        let before = self.before()?;
        let blanks = self.rest().len() - self.rest().trim_start_matches(is_space).len();
        let next = self.after(blanks)?;
        if is_digit(before) && matches!(next, '%' | '％' | '‰') {
            return Some(self.join(blanks));
        }
        if self.current()?.len_utf8() != blanks {
            return None;
        }
        if is_han(before) && is_han(next) {
            let left = self.text.get(self.piece.start()..self.at)?;
            let joins = self.terms.join(left, self.rest().get(blanks..)?);
            let span = Span::new(self.at, self.at + blanks);
            return joins.then(|| Edit::new(span, "", &rules::SPLIT_WORD, Certainty::Sure));
        }
        let spaced =
            blanks == 1 && before.is_ascii_digit() && next.is_ascii_digit() && self.in_spaced_number();
        // `46 .18`: no number begins with a point.
        let point = is_digit(before) && next == '.' && self.after(blanks + 1).is_some_and(is_digit);
        (spaced || point).then(|| self.join(blanks))
    }

    /// An unusual space: one that divides thousands, one that divides nothing, else a plain space.
    fn odd_space(&self) -> Option<Edit> {
        let length = self.current()?.len_utf8();
        let space = || self.replace(length, " ", &rules::SPACE);
        self.group(length).or_else(|| self.space()).or_else(space)
    }

    fn join(&self, length: usize) -> Edit {
        let span = Span::new(self.at, self.at + length);
        Edit::new(span, "", &rules::SPLIT_NUMBER, Certainty::Sure)
    }

    /// Whether the digits around stand one by one with single spaces between, three or more of them.
    fn in_spaced_number(&self) -> bool {
        let bytes = self.text.as_bytes();
        let digit = |at: usize| {
            at >= self.piece.start() && at < self.piece.end() && bytes.get(at).is_some_and(u8::is_ascii_digit)
        };
        let space = |at: usize| at >= self.piece.start() && bytes.get(at) == Some(&b' ');
        let alone = |at: usize| digit(at) && !digit(at + 1) && (at == 0 || !digit(at - 1));
        let mut first = self.at - 1;
        // Sixteen digits are more than any figure has; the bound keeps the walk short.
        for _ in 0..16 {
            if first >= 2 && space(first - 1) && alone(first - 2) {
                first -= 2;
            }
        }
        let mut count = 0;
        let mut at = first;
        while count < 32 && alone(at) {
            count += 1;
            if !space(at + 1) {
                break;
            }
            at += 2;
        }
        // A list such as `1 2 3` counts up and has no unit; a figure is rarely so even.
        let digits: Vec<u8> = (0..count).filter_map(|i| bytes.get(first + 2 * i).copied()).collect();
        let counts_up = digits.windows(2).all(|pair| matches!(pair, [a, b] if *b == a + 1));
        count >= 3 && !counts_up && first + 2 * (count - 1) >= self.at
    }

    /// `&nbsp;`, `&#12288;` and their like.
    fn entity(&self) -> Option<Edit> {
        let rest = self.rest();
        let end = rest.bytes().take(12).position(|b| b == b';')?;
        let name = rest.get(1..end)?;
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
        let text = match character {
            '\u{AD}' => String::new(),
            '\u{A0}' | '\u{3000}' => " ".to_owned(),
            c => narrow(c).unwrap_or(c).to_string(),
        };
        Some(Edit::new(Span::new(self.at, self.at + end + 1), text, &rules::ENTITY, Certainty::Exact))
    }

    /// A letter that stands for a digit of an Arabic number, or for 〇 in a Chinese one.
    fn letter(&self) -> Option<Edit> {
        let letter = self.current()?;
        let (before, after) = (self.before(), self.after(1));
        let zero = matches!(letter, 'O' | 'o');
        if zero
            && before.is_some_and(is_chinese_digit)
            && after.is_some_and(|c| is_chinese_digit(c) || is_zero_like(c))
        {
            return self.digit(1, "〇");
        }
        if zero && before.is_some_and(is_zero_like) && after.is_some_and(is_chinese_digit) {
            return self.digit(1, "〇");
        }
        let by = if zero { "0" } else { "1" };
        let digit = |c: Option<char>| c.is_some_and(is_digit);
        let figure = |c: Option<char>| c.is_some_and(|c| is_digit(c) || matches!(c, '.' | ',' | '．'));
        // Between digits it can be nothing else; formulas and codes (H1N1, CO2) have other letters beside it.
        let (left, right) = (self.word_before(), self.word_after());
        if left.is_some_and(is_latin) || right.is_some_and(is_latin) {
            return None;
        }
        if digit(before) && digit(after) {
            return self.digit(1, by);
        }
        // Zeros at the end: `3O万`, `1OO%`, where a unit follows.
        let run = self.rest().bytes().take_while(|b| matches!(b, b'O' | b'o')).count();
        if zero && digit(before) {
            let next = self.after(run);
            let unit = next.is_some_and(|c| "万亿千百元人名个所家张年月日份户次岁%％多余".contains(c))
                || digit(next);
            return if unit { self.digit(run, ["0", "00", "000"].get(run - 1)?) } else { None };
        }
        // At the start only an l before several digits or a decimal: `l094.8`, never the I of a disease code.
        let several = digit(after) && figure(self.after(2)) && digit(self.after(3));
        if letter == 'l' && several && before.is_none_or(|c| !c.is_alphanumeric() || !c.is_ascii()) {
            return self.digit(1, "1");
        }
        None
    }

    fn digit(&self, length: usize, by: &'static str) -> Option<Edit> {
        let span = Span::new(self.at, self.at + length);
        Some(Edit::new(span, by, &rules::LOOK_ALIKE, Certainty::Likely))
    }

    /// The nearest character before the run of digits and look-alikes around.
    fn word_before(&self) -> Option<char> {
        let text = self.text.get(self.piece.start()..self.at)?;
        text.chars().rev().take(24).find(|&c| !is_number_like(c))
    }

    fn word_after(&self) -> Option<char> {
        self.rest().chars().take(24).find(|&c| !is_number_like(c))
    }

    /// Full-width digits, letters and signs: a run of them is one edit. Punctuation of sentences stays.
    fn wide(&self) -> Option<Edit> {
        let character = self.current()?;
        if character == '\u{FEFF}' {
            return self.delete(3);
        }
        if character == '（' {
            return self.reading();
        }
        let mut folded = String::new();
        let mut length = 0;
        let mut last = self.before();
        for character in self.rest().chars() {
            let next = self.after(length + character.len_utf8());
            let between = |last: Option<char>| {
                last.is_some_and(|c| c.is_ascii_digit() || is_wide_digit(c))
                    && next.is_some_and(|c| c.is_ascii_digit() || is_wide_digit(c))
            };
            let Some(plain) = narrow(character).filter(|&plain| match plain {
                '.' | '-' | '/' | '~' => between(last),
                other => other.is_ascii_alphanumeric() || matches!(other, '%' | '+' | '=' | '<' | '>' | '*'),
            }) else {
                break;
            };
            folded.push(plain);
            length += character.len_utf8();
            last = Some(character);
        }
        if folded.is_empty() {
            return None;
        }
        Some(Edit::new(Span::new(self.at, self.at + length), folded, &rules::WIDTH, Certainty::Exact))
    }

    /// Readings in brackets behind the character they belong to: 農(nóng).
    fn reading(&self) -> Option<Edit> {
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

    fn latin(&self) -> Option<Edit> {
        match self.current()? {
            '\u{A0}' => self.odd_space(),
            '\u{AD}' => self.delete(2),
            c if c.is_control() => self.delete(2),
            _ => None,
        }
    }

    /// A space that does not break, before a group of three digits, divides thousands.
    fn group(&self, length: usize) -> Option<Edit> {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let three = (0..3).all(|i| digit(self.after(length + i))) && !digit(self.after(length + 3));
        (digit(self.before()) && three).then(|| self.join(length))
    }

    fn general(&self) -> Option<Edit> {
        match self.current()? {
            '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' => self.delete(3),
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

    /// A circle for zero: 二○○八, 2○11.
    fn round(&self) -> Option<Edit> {
        let (before, after) = (self.before()?, self.after(3)?);
        if is_digit(before) && is_digit(after) {
            return self.digit(3, "0");
        }
        let left = is_chinese_digit(before) || is_zero_like(before);
        let right = is_chinese_digit(after) || is_zero_like(after);
        if left && right { self.digit(3, "〇") } else { None }
    }
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

fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}')
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit() || is_wide_digit(character)
}

fn is_chinese_digit(character: char) -> bool {
    "一二三四五六七八九〇".contains(character)
}

fn is_zero_like(character: char) -> bool {
    matches!(character, '○' | '◯' | 'O' | 'o' | '0')
}

fn is_latin(character: char) -> bool {
    character.is_alphabetic() && !('\u{2E80}'..='\u{9FFF}').contains(&character)
}

fn is_number_like(character: char) -> bool {
    is_digit(character) || matches!(character, '.' | ',' | '．' | 'O' | 'o' | 'l' | 'I')
}
