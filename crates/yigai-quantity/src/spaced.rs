//! Characters of one number that are set apart: 2 0 1 3 年 5 月, 第 十 二 次.

use yigai_numeral::{Cardinal, Shape, cardinal_at};

use crate::date_grammar::{self, FoundDate};
use crate::look::{char_at, char_before, skip_spaces, skip_spaces_back};

/// Whether spaces follow at `end`, and a further digit of a year behind them.
#[inline]
pub(crate) fn goes_on(text: &str, end: usize) -> bool {
    let next = skip_spaces(text, end);
    next > end && char_at(text, next).is_some_and(is_digit)
}

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '〇' | '○' | '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九')
}

/// The date at `at` whose year is written with spaces between its four digits.
pub(crate) fn date_at(text: &str, at: usize) -> Option<FoundDate> {
    if char_before(text, skip_spaces_back(text, at)).is_some_and(is_digit) {
        return None;
    }
    // The date without its spaces, and where each of its characters ends in the text.
    let (mut joined, mut ends) = (String::new(), Vec::new());
    let mut place = at;
    while let Some(c) = char_at(text, place).filter(|c| *c != '\n')
        && ends.len() < MOST
    {
        joined.push(c);
        let end = place + c.len_utf8();
        ends.push((joined.len(), end));
        place = skip_spaces(text, end);
        let apart = place > end;
        match ends.len() {
            ..4 if !(is_digit(c) && apart) => return None,
            4 if !is_digit(c) => return None,
            5 if c != '年' => return None,
            _ => {}
        }
    }
    if ends.len() < 5 {
        return None;
    }
    let found = date_grammar::date_at(&joined, 0)?;
    let (_, end) = ends.into_iter().find(|(joined, _)| *joined == found.end)?;
    Some(FoundDate { end, ..found })
}

/// As many characters as the longest date has: from one day of a year to another.
const MOST: usize = 24;

/// The number at `at` whose characters have spaces between them, and where it ends.
pub(crate) fn number_at(text: &str, at: usize) -> Option<(Cardinal, usize)> {
    let (mut joined, mut count, mut place, mut end) = (String::new(), 0, at, at);
    while let Some(c) = char_at(text, place).filter(|c| is_digit(*c) || matches!(c, '十' | '百'))
        && count < 6
    {
        // 第 三 十二条: only some of them are set apart.
        if count > 0 && place == end {
            return None;
        }
        joined.push(c);
        count += 1;
        end = place + c.len_utf8();
        place = skip_spaces(text, end);
    }
    if count < 2 {
        return None;
    }
    let (cardinal, read, bare) = cardinal_at(&joined, 0);
    // 第 三 一、 is no thirty-one.
    let cardinal = cardinal.ok().filter(|cardinal| matches!(cardinal.shape, Shape::Units | Shape::Arabic))?;
    let whole = read == joined.len() && bare == read && cardinal.upper.is_none();
    whole.then_some((cardinal, end))
}
