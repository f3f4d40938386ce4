//! Document numbers, telephone numbers and codes: they name something and count nothing.

use crate::look::{after, before, char_at, char_before, digits, skip_spaces, skip_spaces_back};
use crate::words::{List, Words};

/// The reference whose first digit is at `at`: start and end.
pub(crate) fn reference_at(text: &str, at: usize, words: &Words) -> Option<(usize, usize)> {
    let (_, count, end) = digits(text, at);
    if count == 0 {
        return None;
    }
    bracketed(text, at, count, end)
        .or_else(|| numbered(text, at, count, end))
        .or_else(|| telephone(text, at, count, end, words))
}

/// 〔2011〕63号, [2011]63号, (2011)63号, 2011〕63号.
fn bracketed(text: &str, at: usize, count: usize, end: usize) -> Option<(usize, usize)> {
    if count != 4 {
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

/// Digits joined by dashes, mobile numbers, codes after a word that announces them, and digit strings too long to count.
fn telephone(text: &str, at: usize, count: usize, end: usize, words: &Words) -> Option<(usize, usize)> {
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
    if let Some(found) = area_code(text, at, count, end, words) {
        return Some(found);
    }
    if (7..=8).contains(&count) && groups == 1 && is_listed(text, at, end, words) {
        return Some((at, end));
    }
    let head = before(text, skip_spaces_back(text, at), 30);
    let head = head.trim_end_matches([':', '：', ' ', '为', '是', '(', '（']);
    if words.list(List::Announces).ending(head).is_some() && (count >= 3 || groups > 1) {
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

/// （0551）63245678, and 0551 63245678 after a word that announces it: an area code and its number apart.
fn area_code(text: &str, at: usize, count: usize, end: usize, words: &Words) -> Option<(usize, usize)> {
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
    let head = before(text, skip_spaces_back(text, at), 30).trim_end_matches([':', '：', ' ', '为', '是']);
    let announced = head.ends_with("联系")
        || head.ends_with("联系方式")
        || words.list(List::Announces).ending(head).is_some();
    (number > past && announced).then_some((at, number_end))
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
