//! Full-width figures, and what only looks like a digit.

use std::borrow::Cow;

use yigai_span::{Certainty, Edit, Span};

use super::here::{Here, is_digit, is_wide_digit, narrow};
use crate::rules;

impl Here<'_> {
    /// A letter that stands for a digit of an Arabic number, or for 〇 in a Chinese one.
    pub(super) fn letter(&self) -> Option<Edit> {
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
        let digit = |c: Option<char>| c.is_some_and(is_digit);
        // Between digits it can be nothing else; formulas and codes (H1N1, CO2) have other letters beside it.
        let (left, right) = (self.word_before(), self.word_after());
        if left.is_some_and(is_latin) || right.is_some_and(is_latin) {
            return None;
        }
        let letters =
            self.rest().bytes().take(4).take_while(|b| matches!(b, b'O' | b'o' | b'l' | b'I')).count();
        if digit(before) && digit(self.after(letters)) {
            let run = self.rest().bytes().take(letters);
            let digits: String = run.map(|b| if matches!(b, b'O' | b'o') { '0' } else { '1' }).collect();
            return self.digit(letters, digits);
        }
        // Zeros at the end: `3O万`, `1OO%`, where a unit follows.
        let run = self.rest().bytes().take(4).take_while(|b| matches!(b, b'O' | b'o')).count();
        if zero && digit(before) {
            let next = self.after(run);
            let unit = next.is_some_and(|c| self.is_unit(c)) || digit(next);
            return if unit { self.digit(run, *["0", "00", "000"].get(run - 1)?) } else { None };
        }
        // At the start only an l before several digits or a decimal: `l094.8`, never the I of a disease code.
        let figure: String = (1..6)
            .map_while(|skip| self.after(skip))
            .take_while(|&c| c.is_ascii_digit() || matches!(c, '.' | ','))
            .collect();
        let whole = figure.bytes().take_while(u8::is_ascii_digit).count();
        let fraction = figure.get(whole..).and_then(|rest| rest.strip_prefix(['.', ',']));
        let decimal = fraction.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let several = whole >= 3 || (whole >= 1 && decimal);
        if letter == 'l' && several && before.is_none_or(|c| !c.is_alphanumeric() || !c.is_ascii()) {
            return self.digit(1, "1");
        }
        None
    }

    pub(super) fn digit(&self, length: usize, by: impl Into<Cow<'static, str>>) -> Option<Edit> {
        let span = Span::new(self.at, self.at + length);
        Some(Edit::new(span, by, &rules::LOOK_ALIKE, Certainty::Likely))
    }

    /// The nearest character before the run of digits and look-alikes around.
    pub(super) fn word_before(&self) -> Option<char> {
        let text = self.text.get(self.piece.start()..self.at)?;
        text.chars().rev().take(24).find(|&c| !is_number_like(c))
    }

    pub(super) fn word_after(&self) -> Option<char> {
        self.rest().chars().take(24).find(|&c| !is_number_like(c))
    }

    /// Full-width digits, letters and signs: a run of them is one edit. Punctuation of sentences stays.
    pub(super) fn wide(&self) -> Option<Edit> {
        let character = self.current()?;
        if character == '\u{FEFF}' {
            return self.delete(3);
        }
        // Bullets of Word's symbol fonts have codes of their own, which no other font draws.
        if matches!(character, '\u{F000}'..='\u{F0FF}') && self.at == self.piece.start() {
            let behind = self.rest().get(3..)?;
            let text = behind.trim_start_matches([' ', '\u{A0}', '\u{3000}']);
            return self.delete(3 + behind.len() - text.len());
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

    /// A circle for zero: 二○○八, 2○11.
    pub(super) fn round(&self) -> Option<Edit> {
        let (before, after) = (self.before()?, self.after(3)?);
        if is_digit(before) && is_digit(after) {
            return self.digit(3, "0");
        }
        let left = is_chinese_digit(before) || is_zero_like(before);
        let right = is_chinese_digit(after) || is_zero_like(after);
        if left && right { self.digit(3, "〇") } else { None }
    }
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
