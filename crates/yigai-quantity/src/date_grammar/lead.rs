//! The number that stands first in a date, and what goes on behind it: dashes, lists, 初 and 底.

use yigai_numeral::lookup::CharSet;
use yigai_numeral::{Shape, Value, cardinal_at};

use crate::look::{after, char_at, digits, skip_spaces};

const DASHES: &[char] = &['-', '—', '–', '－', '−', '‐', '―', '─', '~', '～', '至', '到'];

pub(super) fn is_plain_digit(c: char) -> bool {
    c.is_ascii_digit() || "一二三四五六七八九十".contains(c)
}

/// Whether a list of small numbers goes on from `end` to one before a mark (3、4月份; 8、9日).
pub(super) fn leads_to(text: &str, mut end: usize, marks: &[char]) -> bool {
    for _ in 0..12 {
        let Some(mark) = char_at(text, end).filter(|c| matches!(c, '、' | '和' | '及')) else {
            return false;
        };
        let Some((_, next, _)) = small_number(text, end + mark.len_utf8()) else { return false };
        if after(text, skip_spaces(text, next)).starts_with(marks) {
            return true;
        }
        end = next;
    }
    false
}

/// The place after a range dash, with spaces around it.
pub(super) fn dash_at(text: &str, at: usize) -> Option<usize> {
    let mut at = skip_spaces(text, at);
    let mut count = 0;
    while let Some(c) = char_at(text, at).filter(|c| DASHES.contains(c)) {
        at += c.len_utf8();
        count += 1;
        if count == 2 || matches!(c, '至' | '到') {
            break;
        }
    }
    (count > 0).then(|| skip_spaces(text, at))
}

/// The place after a mark or word that joins two members of a list.
pub(super) fn joined(text: &str, end: usize) -> Option<usize> {
    let mark = char_at(text, end).filter(|c| matches!(c, '、' | '和' | '及' | '与' | '或'))?;
    Some(end + mark.len_utf8())
}

/// The number that stands at a place, read once for all forms of a date.
pub(super) struct Lead {
    pub(super) at: usize,
    /// Arabic digits: their value and count, and where they end.
    pub(super) digits: Option<u32>,
    pub(super) count: usize,
    pub(super) end: usize,
    /// As [`small_number`] reads it.
    pub(super) small: Option<(u32, usize, bool)>,
}

impl Lead {
    pub(super) fn of(text: &str, at: usize) -> Self {
        let (digits, count, end) = digits(text, at);
        let small = match count {
            0 => small_number(text, at),
            1..=4 => digits.map(|value| (value, end, false)),
            _ => None,
        };
        Self { at, digits, count, end, small }
    }
}

/// The characters by which a Chinese numeral below 100 may begin.
static BEGINS: CharSet = CharSet::of(
    "零〇○◯ＯO一壹壱弌幺二贰貳弍两兩俩倆三叁參叄弎仨四肆五伍六陆陸七柒八捌九玖十拾百佰千仟廿卄卅卌",
);

/// A number of at most four digits, Arabic or Chinese: value, end, whether Chinese.
pub(crate) fn small_number(text: &str, at: usize) -> Option<(u32, usize, bool)> {
    let (value, count, end) = digits(text, at);
    if count > 0 {
        return (count <= 4).then_some((value?, end, false));
    }
    if !char_at(text, at).is_some_and(|c| BEGINS.has(c)) {
        return None;
    }
    let (cardinal, end, bare) = cardinal_at(text, at);
    let cardinal = cardinal.ok()?;
    match cardinal.value {
        Value::Integer(value)
            if end == bare
                && cardinal.upper.is_none()
                && matches!(cardinal.shape, Shape::Lone | Shape::Units)
                && cardinal.decimals == 0
                && value <= 99 =>
        {
            u32::try_from(value).ok().map(|value| (value, end, true))
        }
        _ => None,
    }
}

pub(super) const fn year_digit(c: char) -> Option<i32> {
    Some(match c {
        '〇' | '零' | '○' | 'Ｏ' | 'O' | '0' | '０' | '◯' | 'o' => 0,
        '一' | '壹' => 1,
        '二' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        '1'..='9' => c as i32 - '0' as i32,
        '１'..='９' => c as i32 - '０' as i32,
        _ => return None,
    })
}

/// The characters by which the words begin that may close a date.
static CLOSES: CharSet = CharSet::of("度份底末初终上中下");

/// The end after the words that may close a date. 初 is none in 初步, 初级, 初中.
pub(super) fn suffix(text: &str, at: usize, always: &[&str], edges: &[&str]) -> usize {
    let mut end = at;
    for words in [always, edges] {
        let next = skip_spaces(text, end);
        if !char_at(text, next).is_some_and(|c| CLOSES.has(c)) {
            continue;
        }
        let rest = after(text, next);
        if let Some(word) = words.iter().find(|word| rest.starts_with(**word)) {
            let tail = rest.get(word.len()..).unwrap_or_default();
            let other_word = match *word {
                "初" => tail.starts_with(['步', '级', '中', '期', '次', '诊', '始']),
                "底" => tail.starts_with(['层', '子', '线', '数']),
                "末" => tail.starts_with(['端', '梢']),
                "终" => tail.starts_with(['端', '于', '身']),
                _ => false,
            };
            if !other_word {
                end = next + word.len();
            }
        }
    }
    end
}
