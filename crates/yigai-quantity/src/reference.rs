//! Document numbers, telephone numbers and codes: they name something and count nothing.

use yigai_numeral::lookup::CharSet;

use crate::Units;
use crate::look::{after, before, char_at, char_before, digits, is_han, skip_spaces, skip_spaces_back};
use crate::words::{List, Words};

/// The reference whose first digit is at `at`: start and end.
pub(crate) fn reference_at(text: &str, at: usize, words: &Words, units: &Units) -> Option<(usize, usize)> {
    let (_, count, end) = digits(text, at);
    if count == 0 {
        return None;
    }
    if is_slashed_day(text, end) {
        return Some((at, digits(text, digits(text, end + 1).2 + 1).2));
    }
    bracketed(text, at, count, end)
        .or_else(|| numbered(text, at, count, end))
        .or_else(|| extension(text, at, count, end).filter(|_| !is_counted(text, end, units)))
        .or_else(|| telephone(text, at, count, end, words, units))
}

/// 编号120人: whether what follows counts by the digits, so that they are no code.
fn is_counted(text: &str, end: usize, units: &Units) -> bool {
    units.longest(after(text, skip_spaces(text, end))).is_some()
}

/// 12/05/09: whether the digits that end at `end` begin a day of which nobody can say what is its year.
pub(crate) fn is_slashed_day(text: &str, end: usize) -> bool {
    let part = |at: usize| match digits(text, at) {
        (Some(value), 2, past) => Some((value < 10, past)),
        _ => None,
    };
    let slashed = |at: usize| after(text, at).starts_with('/').then_some(at + 1);
    let second = slashed(end).and_then(part);
    let third = second.and_then(|(_, end)| part(slashed(end)?));
    matches!((second, third), (Some((a, _)), Some((b, past))) if (a || b) && !after(text, past).starts_with('/'))
}

/// 63245678转801, （转801）: the extension behind a number, or by itself.
fn extension(text: &str, at: usize, count: usize, end: usize) -> Option<(usize, usize)> {
    let head = before(text, skip_spaces_back(text, at), 12).strip_suffix('转')?;
    let behind = head.trim_end().ends_with(|c: char| c.is_ascii_digit());
    let alone = behind && count <= 6 || !head.trim_end().ends_with(is_han) && (2..=6).contains(&count);
    let goes_on = after(text, end).starts_with(['.', '%', '％', '万', '亿', '余', '多', '年', '/', '-']);
    (alone && !goes_on).then_some((at, end))
}

/// 〔2011〕63号, [2011]63号, (2011)63号, 2011〕63号.
fn bracketed(text: &str, at: usize, count: usize, end: usize) -> Option<(usize, usize)> {
    // 〔202223〕46号: a year in which a number was replaced.
    let broken = (5..=8).contains(&count) && matches!(text.get(at..at + 2), Some("18" | "19" | "20"));
    if count != 4 && !broken {
        return None;
    }
    let close = skip_spaces(text, end);
    let mark = char_at(text, close)
        .filter(|c| matches!(c, '〕' | ']' | '］' | ')' | '）' | '】' | '〉' | '》' | '﹞'))?;
    let mut next = skip_spaces(text, close + mark.len_utf8());
    if char_at(text, next) == Some('第') {
        next += '第'.len_utf8();
    }
    let (_, count, number_end) = digits(text, skip_spaces(text, next));
    let number = skip_spaces(text, number_end);
    if count == 0 || char_at(text, number) != Some('号') {
        return None;
    }
    let open = skip_spaces_back(text, at);
    let start = char_before(text, open)
        .filter(|c| matches!(c, '〔' | '[' | '［' | '(' | '（' | '【' | '〈' | '《' | '﹝'))
        .map_or(at, |c| open - c.len_utf8());
    Some((start, number + '号'.len_utf8()))
}

/// 63号, 200763 号.
fn numbered(text: &str, at: usize, _count: usize, end: usize) -> Option<(usize, usize)> {
    let mark = skip_spaces(text, end);
    (char_at(text, mark) == Some('号') && !after(text, mark).starts_with("号召"))
        .then(|| (at, mark + '号'.len_utf8()))
}

/// 手机一三八〇〇〇〇一二三四, 拨打幺二三二零: digits that are read out one by one; `end` is where the numerals end.
pub(crate) fn spoken_at(text: &str, at: usize, end: usize, words: &Words, units: &Units) -> Option<usize> {
    let count = text.get(at..end)?.chars().filter(|c| SPOKEN.has(*c)).count();
    let whole = count * '一'.len_utf8() == end - at;
    let head = before(text, skip_spaces_back(text, at), 30).trim_end_matches([':', '：', ' ', '为', '是']);
    let announced = || words.list(List::Announces).ending(head).is_some() && !is_counted(text, end, units);
    (whole && count <= MOST && (count >= LONGEST_COUNT || announced())).then_some(end)
}

/// As many digits as the number of a mobile telephone has, and no count that is read out.
const LONGEST_COUNT: usize = 11;

/// As many as the longest account number has, and two more.
const MOST: usize = 21;

static SPOKEN: CharSet = CharSet::of("零〇○一二三四五六七八九幺");

/// Digits joined by dashes, mobile numbers, codes after a word that announces them, and digit strings too long to count.
fn telephone(
    text: &str,
    at: usize,
    count: usize,
    end: usize,
    words: &Words,
    units: &Units,
) -> Option<(usize, usize)> {
    let mut groups = 1;
    let mut last = end;
    while char_at(text, last).is_some_and(|c| matches!(c, '-' | '－' | '—'))
        && let dash = char_at(text, last).map_or(0, char::len_utf8)
        && let (_, more @ 1.., next) = digits(text, last + dash)
    {
        groups += 1;
        last = next;
        if more == 0 {
            break;
        }
    }
    if let Some(found) = area_code(text, at, count, end, units) {
        return Some(found);
    }
    if (7..=8).contains(&count) && groups == 1 && is_listed(text, at, end, words) {
        return Some((at, end));
    }
    let head = before(text, skip_spaces_back(text, at), 30);
    let head = head.trim_end_matches([':', '：', ' ', '为', '是', '(', '（']);
    if words.list(List::Announces).ending(head).is_some()
        && (count >= 3 || groups > 1)
        && !(count < 7 && is_counted(text, last, units))
    {
        return Some((at, last));
    }
    let zero = text.get(at..).is_some_and(|rest| rest.starts_with('0'));
    let area_code = groups == 2 && zero && (3..=4).contains(&count) && (last - end) >= 8;
    let mobile = groups == 1 && count == 11 && text.get(at..).is_some_and(|rest| rest.starts_with('1'));
    let chain = groups >= 3;
    let decimal = char_at(text, last).is_some_and(|c| matches!(c, '.' | '%'));
    if (area_code || chain || mobile) && !decimal {
        return Some((at, last));
    }
    (groups == 1 && count >= 15).then_some((at, end))
}

/// （0551）63245678, 0551 63245678: an area code and its number apart. No count begins by a zero.
fn area_code(text: &str, at: usize, count: usize, end: usize, units: &Units) -> Option<(usize, usize)> {
    if !((3..=4).contains(&count) && text.as_bytes().get(at) == Some(&b'0')) {
        return None;
    }
    let open = char_before(text, at).filter(|c| matches!(c, '(' | '（'));
    let close = char_at(text, end).filter(|c| open.is_some() && matches!(c, ')' | '）'));
    let past = close.map_or(end, |close| end + close.len_utf8());
    let number = skip_spaces(text, past);
    let number_end = match digits(text, number) {
        (_, 7..=8, end) => end,
        // 6324 5678
        (_, 3..=4, end) => match digits(text, skip_spaces(text, end)) {
            (_, 4, last) if last > end + 4 => last,
            _ => return None,
        },
        _ => return None,
    };
    if close.is_some() {
        return Some((at - open.map_or(0, char::len_utf8), number_end));
    }
    let goes_on = after(text, number_end).starts_with(['.', '%', '％', '/']);
    let counted = || units.longest(after(text, number_end)).is_some();
    (number > past && !goes_on && !counted()).then_some((at, number_end))
}

/// 电话0551-63245678、63245679: whether the digits are a further number of a list that is announced.
fn is_listed(text: &str, at: usize, end: usize, words: &Words) -> bool {
    let Some(list) = before(text, at, 60).strip_suffix(['、', '/', '，', ',']) else { return false };
    let head = list.trim_end_matches(|c: char| {
        c.is_ascii_digit()
            || matches!(c, '、' | '/' | '，' | ',' | '-' | '－' | '—' | ' ' | '(' | ')' | '（' | '）')
    });
    let counts = char_at(text, skip_spaces(text, end)).is_some_and(crate::look::is_han);
    list.ends_with(|c: char| c.is_ascii_digit())
        && !counts
        && words.list(List::Announces).ending(head.trim_end_matches([':', '：', '为', '是'])).is_some()
}
