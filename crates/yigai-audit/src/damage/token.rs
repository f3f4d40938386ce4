//! The digits of a report as they stand, each with what follows them.

use std::borrow::{Borrow, Cow};
use std::ops::Range;

use yigai_quantity::{Bound, Kind, Mention};
use yigai_span::Span;

use crate::book::Book;

/// One run of digits (with its decimals) inside a mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    pub(crate) mention: usize,
    /// ASCII digits with at most one point.
    pub(crate) digits: Cow<'a, str>,
    pub(crate) kind: Kind,
    /// The character after it, blanks left out.
    pub(crate) next: Option<char>,
    /// Whether it is the only run of its mention, so that another value of it is another value of the mention.
    pub(crate) alone: bool,
}

/// All tokens of a report, in text order.
pub(crate) fn tokens<'a>(book: &Book<'a>) -> Vec<Token<'a>> {
    let mut tokens = Vec::with_capacity(book.input.mentions.len() * 2);
    for (index, mention) in book.input.mentions.iter().enumerate() {
        let start = tokens.len();
        tokens.extend(runs(book.input.text, mention).map(|(digits, next)| Token {
            mention: index,
            digits,
            kind: mention.kind(),
            next,
            alone: true,
        }));
        let alone = tokens.len() - start == 1
            && mention.quantity().is_none_or(|quantity| quantity.bound != Bound::Range);
        tokens.iter_mut().skip(start).for_each(|token| token.alone = alone);
    }
    tokens
}

fn runs<'a>(text: &'a str, mention: &Mention) -> impl Iterator<Item = (Cow<'a, str>, Option<char>)> {
    let span = mention.span;
    let body = span.slice(text).unwrap_or_default();
    let after = Span::new(span.end(), text.len()).slice(text).unwrap_or_default();
    let mut rest = body;
    std::iter::from_fn(move || {
        let start = first_digit(rest)?;
        let tail = rest.get(start..)?;
        // Nearly all are plain: digits, with a point among them or not, and behind them a character of another kind.
        let digits = |from: usize| tail.bytes().skip(from).take_while(u8::is_ascii_digit).count();
        let whole = digits(0);
        let plain = match (tail.as_bytes().get(whole), digits(whole + 1)) {
            (Some(b'.'), places @ 1..) if whole > 0 => whole + 1 + places,
            _ => whole,
        };
        let simple = plain == tail.len()
            || tail.as_bytes().get(plain).is_some_and(|byte| !b".,".contains(byte) && *byte < 0xEF);
        if simple && plain > 0 {
            let (digits, behind) = tail.split_at_checked(plain)?;
            rest = behind;
            let next = rest.chars().chain(after.chars().take(4)).find(|c| !c.is_whitespace());
            return Some((Cow::Borrowed(digits), next));
        }
        let mut digits = String::new();
        let mut length = 0;
        let mut chars = tail.chars().peekable();
        while let Some(c) = chars.next() {
            match ascii_digit(c) {
                Some(digit) => digits.push(digit),
                None if matches!(c, '.' | '\u{ff0e}')
                    && !digits.contains('.')
                    && chars.peek().copied().and_then(ascii_digit).is_some() =>
                {
                    digits.push('.');
                }
                None if matches!(c, ',' | '\u{ff0c}')
                    && chars.peek().copied().and_then(ascii_digit).is_some() => {}
                None => break,
            }
            length += c.len_utf8();
        }
        rest = tail.get(length..)?;
        let next = rest.chars().chain(after.chars().take(4)).find(|c| !c.is_whitespace());
        Some((Cow::Owned(digits), next))
    })
}

/// Where the first digit stands. Characters are read only from where one may be full-width.
fn first_digit(text: &str) -> Option<usize> {
    let start = text.bytes().position(|byte| byte.is_ascii_digit() || byte == 0xEF)?;
    let digit = text.get(start..)?.find(|c| ascii_digit(c).is_some())?;
    Some(start + digit)
}

fn ascii_digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        _ => None,
    }
}

/// Those of one mention, among tokens in text order.
pub(crate) fn of_mention<'t, T: Borrow<Token<'t>>>(tokens: &[T], mention: usize) -> &[T] {
    tokens.get(places_of(tokens, mention)).unwrap_or_default()
}

/// Where they stand.
pub(crate) fn places_of<'t, T: Borrow<Token<'t>>>(tokens: &[T], mention: usize) -> Range<usize> {
    let start = tokens.partition_point(|token| token.borrow().mention < mention);
    let rest = tokens.get(start..).unwrap_or_default();
    start..start + rest.iter().take_while(|token| (*token).borrow().mention == mention).count()
}

impl Token<'_> {
    /// Whether it stands for a year.
    pub(crate) fn is_year(&self) -> bool {
        self.next == Some('年') && self.kind != Kind::Quantity
            || self.kind == Kind::Unreadable && self.is_whole() && !self.is_day()
    }

    /// Whether it stands for a month or a day of a date: 2023月底.
    pub(crate) fn is_day(&self) -> bool {
        self.kind != Kind::Quantity && matches!(self.next, Some('月' | '日' | '号')) && self.is_whole()
    }

    pub(crate) fn is_whole(&self) -> bool {
        !self.digits.contains('.')
    }
}

/// Whether four digits read like a year that a report or its rewriting may name.
pub(crate) fn year_like(digits: &str) -> Option<i32> {
    // Of all runs of four digits that are looked at hardly one is a year.
    let century = digits.starts_with("19") || digits.starts_with("20");
    let year: i32 = (century && digits.len() == 4).then(|| digits.parse().ok())??;
    (1995..=2029).contains(&year).then_some(year)
}
