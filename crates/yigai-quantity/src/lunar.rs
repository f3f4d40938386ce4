//! Dates of the lunar calendar: 农历八月十五, 正月十五, 二月初八. They have no day of the common calendar without a year.

use yigai_numeral::lookup::CharSet;

use crate::date_grammar::small_number;
use crate::look::{after, before, char_at, char_before};

/// Where the lunar date at `at` ends, whose month or day is the first numeral, read as [`small_number`] does.
pub(crate) fn lunar_at(text: &str, at: usize, first: Option<(u32, usize, bool)>) -> Option<usize> {
    let (number, end, chinese) = first?;
    let previous = char_before(text, at);
    let ends_in = |words: [&str; 3]| words.contains(&before(text, at, 6));
    // 正月十五: the month is a word.
    if previous == Some('月') && ends_in(["正月", "腊月", "冬月"]) {
        return day(text, at);
    }
    let named = previous == Some('历') && ends_in(["农历", "阴历", "旧历"]);
    if !(1..=12).contains(&number) || !(named || chinese) {
        return None;
    }
    let rest = after(text, end).strip_prefix('月')?;
    let month_end = text.len() - rest.len();
    match rest.strip_prefix('初') {
        // 三月初三家, 三月初一直: rather the beginning of the month.
        Some(tail) => {
            let end = text.len() - tail.len() + "一".len();
            let first = tail.starts_with(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']);
            let over = named || !char_at(text, end).is_some_and(|c| GOES_ON.has(c));
            if chinese && first && over { Some(end) } else { named.then_some(month_end) }
        }
        None => named.then(|| day(text, month_end).unwrap_or(month_end)),
    }
}

/// What makes 初 the beginning of the month, and the numeral behind it a count or the start of a word.
static GOES_ON: CharSet =
    CharSet::of("个名家所人次批位项多几余支台张例种场份天年起大百千万直般度致定律线级些时方系组条处");

/// A day of the month, with or without 日.
fn day(text: &str, at: usize) -> Option<usize> {
    let (1..=30, end, chinese) = small_number(text, at)? else { return None };
    match char_at(text, end) {
        Some('日') => Some(end + '日'.len_utf8()),
        _ => chinese.then_some(end),
    }
}
