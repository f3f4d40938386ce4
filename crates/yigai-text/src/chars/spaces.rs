//! Spaces inside numbers and words, and unusual ones.

use yigai_span::{Certainty, Edit, Span};

use super::here::{Here, is_digit, is_han};
use crate::rules;

impl Here<'_> {
    /// A space between the digits of a number or the characters of a word, or before a percent sign.
    pub(super) fn space(&self) -> Option<Edit> {
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
            let joins = self.lexicon.terms.join(left, self.rest().get(blanks..)?);
            let span = Span::new(self.at, self.at + blanks);
            return joins.then(|| Edit::new(span, "", &rules::SPLIT_WORD, Certainty::Sure));
        }
        let part = |c: char| c.is_ascii_digit() || c == '.';
        let spaced = blanks == 1 && part(before) && part(next) && self.in_spaced_number();
        if !spaced && blanks == 1 && before == '.' && self.is_cut_decimal() {
            let span = Span::new(self.at, self.at + 1);
            return Some(Edit::new(span, "", &rules::SPLIT_NUMBER, Certainty::Likely));
        }
        // `46 .18`: no number begins with a point.
        let point = is_digit(before) && next == '.' && self.after(blanks + 1).is_some_and(is_digit);
        (spaced || point).then(|| self.join(blanks))
    }

    /// An unusual space: one that divides thousands, one that divides nothing, else a plain space.
    pub(super) fn odd_space(&self) -> Option<Edit> {
        let length = self.current()?.len_utf8();
        let space = || self.replace(length, " ", &rules::SPACE);
        self.group(length).or_else(|| self.space()).or_else(space)
    }

    /// A narrow space that does not break divides thousands: one to three digits before it, groups of three behind it,
    /// and then a unit. Without one the digits may as well be the cells of a row.
    pub(super) fn group(&self, length: usize) -> Option<Edit> {
        if !self.current().is_some_and(divides_thousands) {
            return None;
        }
        let left = self.text.get(self.piece.start()..self.at)?;
        let digits = left.bytes().rev().take(4).take_while(u8::is_ascii_digit).count();
        let mut rest = self.rest();
        while let Some(group) = rest.strip_prefix(divides_thousands) {
            let digits = group.bytes().take(4).take_while(u8::is_ascii_digit).count();
            if digits != 3 {
                return None;
            }
            rest = group.get(3..)?;
        }
        let next = rest.strip_prefix(is_space).unwrap_or(rest).chars().next();
        let unit = next.is_some_and(|c| self.is_unit(c));
        ((1..=3).contains(&digits) && unit).then(|| self.join(length))
    }

    pub(super) fn join(&self, length: usize) -> Edit {
        let span = Span::new(self.at, self.at + length);
        Edit::new(span, "", &rules::SPLIT_NUMBER, Certainty::Sure)
    }

    /// Whether a decimal point before a space belongs to the digits behind: `达到62. 4%`, and no list's `3. 5月份`.
    ///
    /// The number follows a word, has two digits or more before the point, and a unit of measure behind it.
    pub(super) fn is_cut_decimal(&self) -> bool {
        let left = self.text.get(self.piece.start()..self.at).and_then(|left| left.strip_suffix('.'));
        let Some(left) = left else { return false };
        let word = left.trim_end_matches(|c: char| c.is_ascii_digit());
        let follows =
            word.chars().next_back().is_some_and(is_han) && !word.ends_with(['表', '图', '第', '附', '件']);
        let right = self.rest().trim_start_matches(' ');
        let unit = right.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = right.len() - unit.len();
        left.len() - word.len() >= 2
            && follows
            && (1..=2).contains(&digits)
            && unit.starts_with(['%', '％', '‰', '元', '万', '亿'])
    }

    /// Whether the digits around stand one by one with single spaces between, three or more of them.
    pub(super) fn in_spaced_number(&self) -> bool {
        let bytes = self.text.as_bytes();
        let inside = |at: usize| at >= self.piece.start() && at < self.piece.end();
        let part = |at: usize| inside(at) && bytes.get(at).is_some_and(|b| b.is_ascii_digit() || *b == b'.');
        let space = |at: usize| inside(at) && bytes.get(at) == Some(&b' ');
        let alone = |at: usize| part(at) && !part(at + 1) && (at == 0 || !part(at - 1));
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
        let parts: Vec<u8> = (0..count).filter_map(|i| bytes.get(first + 2 * i).copied()).collect();
        // One point, and not at an end.
        let points = parts.iter().filter(|&&b| b == b'.').count();
        if points > 1 || parts.first() == Some(&b'.') || parts.last() == Some(&b'.') {
            return false;
        }
        // A list such as `1 2 3` counts up and has no unit; a figure is rarely so even.
        let counts_up = points == 0 && parts.windows(2).all(|pair| matches!(pair, [a, b] if *b == a + 1));
        let last = first + 2 * count.saturating_sub(1);
        // Without a unit they may as well be the cells of a row.
        let behind = self.text.get(last + 1..self.piece.end()).unwrap_or_default();
        let next = behind.strip_prefix(' ').unwrap_or(behind).chars().next();
        let unit = next.is_some_and(|c| self.is_unit(c));
        count - points >= 3 && !counts_up && last >= self.at && unit
    }
}

/// Spaces that do not break and are no wider than a digit.
fn divides_thousands(character: char) -> bool {
    matches!(character, '\u{A0}' | '\u{2009}' | '\u{202F}')
}

fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}')
}
