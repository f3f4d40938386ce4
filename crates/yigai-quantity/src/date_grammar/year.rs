//! Years: 2011年, 二〇一一年, 98年底, 民国三十八年, 2009-2011年.

use yigai_numeral::{Value, cardinal_at};

use super::lead::{Lead, dash_at, suffix, year_digit};
use super::month::month;
use super::{FoundDate, Point};
use crate::look::{after, before, char_at, char_before, digits, is_han, skip_spaces};
use crate::{DateExpr, PartialDate};

/// 民国三十八年, 公元前221年: years that are counted otherwise.
pub(super) fn era(text: &str, at: usize, lead: &Lead) -> Option<FoundDate> {
    if !matches!(char_before(text, at), Some('国' | '前')) {
        return None;
    }
    let head = before(text, at, 9);
    let (republic, before_christ) = (head.ends_with("民国"), head == "公元前");
    if !(republic || before_christ) {
        return None;
    }
    let (value, end) = match lead.count {
        0 => lead.small.map(|(value, end, _)| (value, end))?,
        _ => (lead.digits?, lead.end),
    };
    let end = end + after(text, end).strip_prefix('年').map(|_| '年'.len_utf8())?;
    let year = i32::try_from(value).ok().filter(|year| (1..=120).contains(year)).map(|year| 1911 + year);
    let date = match year.filter(|_| republic) {
        Some(year) => DateExpr::on(PartialDate::year(year)),
        None => DateExpr::default(),
    };
    Some(FoundDate { end, date: Some(date) })
}

pub(super) enum Year {
    Is(i32, usize),
    Broken(usize),
}

pub(super) fn year(text: &str, at: usize, lead: &Lead) -> Option<Year> {
    let (value, count, end) = (lead.digits, lead.count, lead.end);
    let year_mark = |end: usize| {
        let mark = skip_spaces(text, end);
        let past = mark + '年'.len_utf8();
        let word = after(text, past);
        (char_at(text, mark) == Some('年') && !word.starts_with('级') && !word.starts_with('龄'))
            .then_some(past)
    };
    if count > 0 && char_at(text, end).is_none_or(|c| year_digit(c).is_none()) {
        let past = year_mark(end)?;
        let value = i32::try_from(value?).ok()?;
        return match count {
            4 if (1800..=2099).contains(&value) => Some(Year::Is(value, past)),
            1..=3 if before(text, at, 6) == "公元" => Some(Year::Is(value, past)),
            2 if char_at(text, at) == Some('0') => Some(Year::Is(2000 + value, past)),
            // 88年出生; 工作20年毕业 counts.
            2 if value >= 50 && is_named_year(text, at, past) => Some(Year::Is(1900 + value, past)),
            2 if value >= 50
                && ["出生", "生人", "毕业", "参加工作"]
                    .iter()
                    .any(|word| after(text, past).starts_with(word)) =>
            {
                Some(Year::Is(1900 + value, past))
            }
            // 98年3月, 11年6月: with a month it is a year.
            2 => {
                let (month, 1..=2, month_end) = digits(text, skip_spaces(text, past)) else { return None };
                (month.is_some_and(|m| (1..=12).contains(&m))
                    && char_at(text, skip_spaces(text, month_end)) == Some('月'))
                .then_some(Year::Is(if value >= 50 { 1900 + value } else { 2000 + value }, past))
            }
            _ => None,
        };
    }
    if let Some(year) = structural_year(text, at) {
        return Some(year);
    }
    let (mut value, mut count, mut end) = (0_i32, 0, at);
    let mut first = None;
    while let Some(digit) = char_at(text, end).and_then(year_digit).filter(|_| count < 5) {
        first = first.or(Some(digit));
        value = value * 10 + digit;
        count += 1;
        end += char_at(text, end).map_or(0, char::len_utf8);
    }
    let past = year_mark(end)?;
    // 补助200一年: 2001, or a year of 200.
    if lead.count == 3 && count == 4 && value % 10 == 1 && (1900..=2099).contains(&value) {
        return text.get(lead.end..end).filter(|last| *last == "一").map(|_| Year::Broken(past));
    }
    if lead.count > 0 && !(count == 4 && (1900..=2099).contains(&value)) {
        return None;
    }
    match (count, first) {
        (4, _) if (1800..=2099).contains(&value) => Some(Year::Is(value, past)),
        (3, _) if before(text, at, 6) == "公元" => Some(Year::Is(value, past)),
        (2, Some(0)) => Some(Year::Is(2000 + value, past)),
        (2, Some(9)) | (2, Some(8)) if value != 89 || !before(text, at, 3).ends_with('有') => {
            Some(Year::Is(1900 + value, past))
        }
        // 二八年: a zero is lost, or a digit.
        (2, Some(low)) if value % 10 != low + 1 && value != 35 => Some(Year::Broken(past)),
        _ => None,
    }
}

/// 98年底, 自98年起, 1997、98年: whether the two digits are those of a year of the last century. 工作60年 counts.
pub(super) fn is_named_year(text: &str, at: usize, past: usize) -> bool {
    let (head, rest) = (before(text, at, 24), after(text, past));
    let part = rest.starts_with(['底', '末']) || rest.starts_with('初') && !rest.starts_with("初步");
    let since =
        head.ends_with(['自', '从', '于']) && !rest.starts_with(['内', '多', '间', '左', '来', '的', '提']);
    let century = head.strip_suffix(['、', '和', '与', '及', '-', '—', '～', '至', '到']);
    let century =
        century.map(|head| head.trim_end_matches('年').trim_end_matches(|c: char| c.is_ascii_digit()).len());
    let listed = century.is_some_and(|from| {
        matches!(after(head, from).as_bytes(), [b'1', b'9', b'0'..=b'9', b'0'..=b'9', 0xe3..=0xef, ..])
    });
    part || since || listed || ends_short_list(text, at, past)
}

/// 97、98年: whether the year that ends at `past` follows the one before it, with nothing but a mark between them. Two
/// counts of years are never told so.
fn ends_short_list(text: &str, at: usize, past: usize) -> bool {
    let head = before(text, at, 8).strip_suffix(['、', '和', '与']).unwrap_or_default();
    let earlier = head.len().checked_sub(2).and_then(|from| head.split_at_checked(from));
    let Some((outside, earlier)) = earlier else { return false };
    !outside.ends_with(|c: char| c.is_ascii_digit() || c == '.')
        && short_year(earlier)
            .is_some_and(|year| short_year(after(text, at).get(..2).unwrap_or_default()) == Some(year + 1))
        && !after(text, past).starts_with(['代', '间', '来', '多', '内', '后', '前', '的'])
}

/// The 97 and 96 of 96、97、98年.
pub(super) fn begins_short_list(text: &str, lead: &Lead) -> Option<Point> {
    let first = short_year(text.get(lead.at..lead.end)?)?;
    if char_before(text, lead.at).is_some_and(|c| c.is_ascii_digit() || c == '.') {
        return None;
    }
    let (mut last, mut end) = (first, lead.end);
    for _ in 0..4 {
        let mark = char_at(text, end).filter(|c| matches!(c, '、' | '和' | '与'))?;
        let next = end + mark.len_utf8();
        let year = short_year(text.get(next..next + 2)?)?;
        if year != last + 1 {
            return None;
        }
        (last, end) = (year, next + 2);
        if char_at(text, end) == Some('年') {
            let start = PartialDate::year(1900 + first);
            let listed = is_named_year(text, next, end + '年'.len_utf8());
            return listed.then_some(Point {
                start,
                end_date: None,
                end: lead.end,
                valid: true,
                bare_day: false,
            });
        }
    }
    None
}

/// Two digits of a year of the last century.
fn short_year(digits: &str) -> Option<i32> {
    let two = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|year| two && *year >= 50)
}

/// 两千零五年, 一千九百九十八年3月: years said as numbers.
pub(super) fn structural_year(text: &str, at: usize) -> Option<Year> {
    let rest = after(text, at);
    if !rest.starts_with(['一', '二', '两']) || rest.chars().nth(1) != Some('千') {
        return None;
    }
    let (cardinal, end, bare) = cardinal_at(text, at);
    let Value::Integer(value) = cardinal.ok().filter(|c| end == bare && c.upper.is_none())?.value else {
        return None;
    };
    let value = i32::try_from(value).ok().filter(|value| (1800..=2099).contains(value))?;
    let past = end + after(text, end).strip_prefix('年').map(|_| '年'.len_utf8())?;
    let dated =
        month(text, &Lead::of(text, past), Some(value)).is_some() || value % 1000 != 0 && value % 100 != 0;
    dated.then_some(Year::Is(value, past))
}

/// 二〇一一: four digits of a year, and where they end.
pub(super) fn chinese_year(text: &str, at: usize) -> Option<(i32, usize)> {
    let (mut value, mut end) = (0, at);
    for _ in 0..4 {
        let c = char_at(text, end)?;
        value = value * 10 + year_digit(c)?;
        end += c.len_utf8();
    }
    char_at(text, end).is_none_or(|c| year_digit(c).is_none()).then_some((value, end))
}

/// 2009-2011年, 2009至2011年, 二〇〇九至二〇一一年; and the first of 2009、2010年.
pub(super) fn years(text: &str, at: usize) -> Option<Point> {
    let four = |at: usize| {
        let (value, end) = match digits(text, at) {
            (Some(value), 4, end) => (i32::try_from(value).ok()?, end),
            (_, 0, _) => chinese_year(text, at)?,
            _ => return None,
        };
        (1800..=2099).contains(&value).then_some((value, end))
    };
    let (first, end) = four(at)?;
    let alone = Point { start: PartialDate::year(first), end_date: None, end, valid: true, bare_day: false };
    let until = |end, last| Point { end_date: Some(PartialDate::year(last)), end, ..alone };
    if let Some(second) = dash_at(text, end)
        && let Some((last, end)) = four(second)
        && first < last
    {
        let mark = skip_spaces(text, end);
        if char_at(text, mark) == Some('年') {
            let end = suffix(text, mark + '年'.len_utf8(), &["度"], &["底", "末", "初"]);
            return Some(until(end, last));
        }
        // 2009-2011 before a mark, with no unit: years of our time.
        let closed = char_at(text, mark)
            .is_none_or(|c| !is_han(c) && !c.is_ascii_digit() && !matches!(c, '%' | '％' | '-' | '.'));
        return (closed && (1949..=2050).contains(&first) && last <= 2050).then(|| until(end, last));
    }
    // 2012-13年
    if let Some(second) = dash_at(text, end)
        && let (Some(last), 2, last_end) = digits(text, second)
        && char_at(text, last_end) == Some('年')
        && let Some(last) =
            i32::try_from(last).ok().map(|last| first / 100 * 100 + last).filter(|last| first < *last)
    {
        let end = suffix(text, last_end + '年'.len_utf8(), &["度"], &["底", "末", "初"]);
        return Some(until(end, last));
    }
    // The later members of a list say 年 for all of them, or how many years they are: 2017、2018两年.
    let counted =
        |at: usize| ["两年", "三年", "四年", "五年"].iter().any(|word| after(text, at).starts_with(word));
    if counted(end) {
        let joined = char_before(text, at).is_some_and(|c| matches!(c, '、' | '和' | '与' | '及'));
        return joined.then_some(alone);
    }
    // 2009/10年度, 2009/2010年度
    if let Some(rest) = after(text, end).strip_prefix('/')
        && let (Some(last), count @ (2 | 4), past) = digits(text, text.len() - rest.len())
        && let tail = after(text, past)
        && (tail.starts_with("年度") || tail.starts_with("学年"))
        && let Ok(last) = i32::try_from(last)
        && let last = if count == 2 { first / 100 * 100 + last } else { last }
        && last == first + 1
    {
        return Some(until(past + "年度".len(), last));
    }
    let mut place = end;
    for _ in 0..6 {
        let next = skip_spaces(text, place);
        let mark = char_at(text, next).filter(|c| matches!(c, '、' | '和' | '与' | '及' | '或'))?;
        let next = skip_spaces(text, next + mark.len_utf8());
        // 1997、98年
        if let (Some(last), 2, past) = digits(text, next)
            && (first % 100..100).contains(&i32::try_from(last).ok()?)
            && char_at(text, past) == Some('年')
        {
            return Some(alone);
        }
        let (_, past) = four(next)?;
        if char_at(text, skip_spaces(text, past)) == Some('年') || counted(past) {
            return Some(alone);
        }
        place = past;
    }
    None
}
