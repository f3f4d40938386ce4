use core::ops::Range;

use crate::class::is_numeral;
use crate::{Error, Kind, Numeral, Reader, Shape};

/// One numeral of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Found<'a> {
    /// Its bytes, hedges inside it included (30多万), hedges beside it not.
    pub range: Range<usize>,
    /// Its text.
    pub text: &'a str,
    /// What it is.
    pub reading: Reading,
}

/// What a numeral of a text is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reading {
    /// A number.
    Number(Numeral),
    /// Part of a word or a name: 统一, 三甲.
    Name,
    /// Numeral characters that make no number (一百百), and why.
    Malformed(Error),
}

impl Reading {
    /// The kind; a malformed numeral has none.
    pub fn kind(&self) -> Option<Kind> {
        match self {
            Self::Number(numeral) => Some(numeral.kind),
            Self::Name => Some(Kind::Name),
            Self::Malformed(_) => None,
        }
    }
}

/// The numerals of a text, found as the iterator is driven. Each byte is read a bounded number of times.
#[derive(Clone, Debug)]
pub struct Find<'a> {
    reader: &'a Reader,
    text: &'a str,
    at: usize,
    /// 第一、二、三批: the members after the first are ordinals too.
    ordinal_list: bool,
}

impl<'a> Find<'a> {
    pub(crate) fn new(reader: &'a Reader, text: &'a str) -> Self {
        Self { reader, text, at: 0, ordinal_list: false }
    }

    fn found(&self, start: usize, end: usize, reading: Reading) -> Option<Found<'a>> {
        Some(Found { range: start..end, text: self.text.get(start..end)?, reading })
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    /// The start of a sign that belongs to the number at `at`: 负三, -5.
    fn sign(&self, at: usize, from: usize) -> Option<usize> {
        let sign = self.before(at)?;
        let start = at - sign.len_utf8();
        let before = self.before(start);
        let belongs = match sign {
            '负' | '負' => !before.is_some_and(|c| "自担肩抱胜辜欺背减承重正欠".contains(c)),
            '-' | '−' | '－' => !before.is_some_and(|c| {
                c.is_alphanumeric() && (c.is_ascii() || is_numeral(c)) || ")）-—".contains(c)
            }),
            _ => false,
        };
        (belongs && start >= from).then_some(start)
    }

    fn step(&mut self, at: usize, c: char) -> Option<Found<'a>> {
        let from = self.at;
        let after_char = at + c.len_utf8();
        // 百分之, 十分之三 are read before the words 百分 and 十分 are guarded.
        let tail = self.text.get(at..).unwrap_or_default();
        let share = ["百分之", "百分", "千分之", "万分之"].iter().any(|word| {
            tail.strip_prefix(word)
                .and_then(|rest| rest.trim_start().chars().next())
                .is_some_and(crate::reader::starts_number)
        });
        if !share
            && let Some(word) = self.reader.guards.at(self.text, at)
            && word.start >= from
        {
            return self.found(word.start, word.end, Reading::Name);
        }
        if c == '第'
            && let Some(word) = self.reader.guards.at(self.text, after_char)
            && word.start == at
        {
            return self.found(word.start, word.end, Reading::Name);
        }
        let start = self.sign(at, from).unwrap_or(at);
        let (reading, end) = self.reader.at(self.text, start)?;
        match reading {
            // 数一数二: what is no vague number is no number at all.
            Err(_) if matches!(c, '几' | '幾' | '数' | '數' | '翻') => None,
            Err(error) => self.found(start, end, Reading::Malformed(error)),
            Ok(numeral)
                if self.ordinal_list
                    && matches!(numeral.shape, Shape::Lone | Shape::Units | Shape::Digits) =>
            {
                let value = numeral.alternative.unwrap_or(numeral.value);
                self.found(
                    start,
                    end,
                    Reading::Number(Numeral {
                        upper: None,
                        ..numeral.with_value(value).of_kind(Kind::Ordinal)
                    }),
                )
            }
            Ok(numeral) if c == '半' && numeral.kind == Kind::Fraction => {
                // 半 alone is a number only before something it halves.
                let rest = self.text.get(end..).unwrap_or_default();
                let whole = start == 0 && rest.is_empty();
                (end > after_char || whole || self.reader.counters.starts(rest))
                    .then(|| self.found(start, end, Reading::Number(numeral)))
                    .flatten()
            }
            Ok(numeral) if self.reader.counts(self.text, start, end, &numeral) => {
                self.found(start, end, Reading::Number(numeral))
            }
            Ok(_) => {
                let end = match self.text.get(end..).and_then(|rest| rest.chars().next()) {
                    Some(c) if c.is_alphabetic() && !is_numeral(c) => end + c.len_utf8(),
                    _ => end,
                };
                self.found(start, end, Reading::Name)
            }
        }
    }
}

impl<'a> Iterator for Find<'a> {
    type Item = Found<'a>;

    fn next(&mut self) -> Option<Found<'a>> {
        loop {
            let rest = self.text.get(self.at..)?;
            let (offset, c) = rest.char_indices().find(|&(_, c)| candidate(c))?;
            let at = self.at + offset;
            let gap = rest.get(..offset).unwrap_or_default();
            self.ordinal_list &= matches!(gap, "、" | "和" | "及" | "与");
            match self.step(at, c) {
                Some(found) => {
                    self.ordinal_list = found.reading.kind() == Some(Kind::Ordinal);
                    self.at = found.range.end.max(at + c.len_utf8());
                    return Some(found);
                }
                None => self.at = at + c.len_utf8(),
            }
        }
    }
}

/// Characters that may begin a numeral in a text. 参, 陆, 伍 and 拾 are left to their words.
fn candidate(c: char) -> bool {
    is_numeral(c) && !matches!(c, '兆' | '京' | '垓' | '參' | '陆' | '陸' | '伍' | '拾' | '弌' | '弍' | '弎')
        || matches!(c, '第' | '几' | '幾' | '数' | '數' | '半' | '翻')
}
