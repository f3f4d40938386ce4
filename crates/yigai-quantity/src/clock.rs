//! Times of the day: they are neither quantities nor ratios.

use yigai_numeral::{Shape, Value, cardinal_at};

use crate::around::in_other_words;
use crate::look::{after, before, char_at, digits};
use crate::words::{List, Words};

/// Where the time of the day at `at` ends: 8:30, 8:30-17:00, 下午3点, 八点半, 8时30分.
pub(crate) fn time_at(text: &str, at: usize, words: &Words) -> Option<usize> {
    let mut end = one(text, at, words).or_else(|| opening(text, at, words))?;
    for sign in ["-", "—", "——", "－", "~", "～", "至", "到", "–"] {
        if let Some(rest) = after(text, end).strip_prefix(sign)
            && let place = text.len() - rest.len()
            && let Some(next) = one(text, place, words).or_else(|| closing(text, place, words))
        {
            end = next;
            break;
        }
    }
    Some(end)
}

/// 25时30分, 8时75分: neither a time of the day nor, in good writing, a length of time; where it ends.
pub(crate) fn no_time_at(text: &str, at: usize) -> Option<usize> {
    const LARGEST: u32 = 99;
    let (hour, end) = number(text, at, LARGEST)?;
    let place = after(text, end).strip_prefix('时').map(|rest| text.len() - rest.len())?;
    let (minute, end) = number(text, place, LARGEST)?;
    let past = after(text, end).strip_prefix('分').filter(|rest| !rest.starts_with('之'))?;
    (hour > 24 || minute > 59).then_some(text.len() - past.len())
}

/// The 8时 of 8时至17时30分: what closes the span is a time.
fn opening(text: &str, at: usize, words: &Words) -> Option<usize> {
    let (_, end) = number(text, at, 24)?;
    let rest = after(text, end).strip_prefix(['时', '点'])?;
    let next = rest.strip_prefix(['至', '到', '-', '—', '~', '～'])?;
    let place = text.len() - next.len();
    one(text, place, words).or_else(|| closing(text, place, words)).map(|_| text.len() - rest.len())
}

/// The 11时 that closes 上午9时至11时.
fn closing(text: &str, at: usize, words: &Words) -> Option<usize> {
    let (_, end) = number(text, at, 24)?;
    // 8点到18点; 3到5点建议 has no 点 behind its 3.
    after(text, end)
        .strip_prefix(['时', '点'])
        .filter(|rest| words.list(List::Hours).beginning(rest).is_none())
        .map(|rest| text.len() - rest.len())
}

fn one(text: &str, at: usize, words: &Words) -> Option<usize> {
    colon(text, at, words).or_else(|| hour(text, at, words))
}

/// 8:30, 08：30:15. A ratio has no two digits after the colon, or says 比.
fn colon(text: &str, at: usize, words: &Words) -> Option<usize> {
    let (hour, 1..=2, end) = digits(text, at) else { return None };
    let mark = char_at(text, end).filter(|c| matches!(c, ':' | '：' | '∶'))?;
    let (minute, 2, end) = digits(text, end + mark.len_utf8()) else { return None };
    let ratio = words.list(List::Ratio).ending(before(text, at, 18)).is_some();
    if hour? > 24 || minute? > 59 || ratio || char_at(text, end).is_some_and(|c| c.is_ascii_digit()) {
        return None;
    }
    match char_at(text, end).filter(|c| *c == mark).map(|mark| digits(text, end + mark.len_utf8())) {
        Some((Some(0..=59), 2, end)) => Some(end),
        _ => Some(end),
    }
}

/// Where 36秒 behind the minutes ends.
fn seconds(text: &str, at: usize) -> usize {
    let second = number(text, at, 59).filter(|(_, end)| after(text, *end).starts_with('秒'));
    second.map_or(at, |(_, end)| end + '秒'.len_utf8())
}

fn announced_minute(tail: &str) -> bool {
    let digit = tail.chars().next();
    let two = tail.chars().nth(1);
    digit.is_some_and(|c| c.is_ascii_digit() || c == '零' || c == '十') || two.is_some_and(|c| c == '十')
}

/// 8点30分, 八点半, 8时, 下午三点.
fn hour(text: &str, at: usize, words: &Words) -> Option<usize> {
    let (_, end) = number(text, at, 24)?;
    let rest = after(text, end);
    let (mark, tail) = if let Some(tail) = rest.strip_prefix('点') {
        // 21点整; 3点整改意见 counts points.
        let sharp = tail.strip_prefix('整').filter(|rest| !rest.starts_with(in_other_words));
        ('点', tail.strip_prefix('钟').or(sharp).unwrap_or(tail))
    } else if let Some(tail) = rest.strip_prefix('时') {
        ('时', tail.strip_prefix('整').unwrap_or(tail))
    } else {
        return None;
    };
    let place = text.len() - tail.len();
    let minute = number(text, place, 59)
        .filter(|(_, end)| after(text, *end).starts_with('分') && !after(text, *end).starts_with("分之"))
        .map(|(_, end)| seconds(text, end + '分'.len_utf8()));
    // 三点五分 may be a mark of 3.5; 三点零五分 and 三点五十分 are times.
    let minute = minute.filter(|_| announced_minute(tail));
    let half = tail.strip_prefix('半').map(|rest| text.len() - rest.len());
    let announced = words.list(List::PartOfDay).ending(before(text, at, 6)).is_some()
        || before(text, at, 3).ends_with(['日', '号']);
    let clocked = rest.len() > tail.len() + mark.len_utf8();
    let to_minute = number(text, place, 59).filter(|(value, _)| {
        (announced || mark == '点')
            && (*value >= 10 && tail.contains('十') || announced && tail.starts_with(['零', '0']))
    });
    match (minute.or(half), to_minute) {
        (Some(end), _) => Some(end),
        (None, Some((_, end))) if announced || !after(text, end).starts_with(crate::look::is_han) => {
            Some(end)
        }
        _ => (announced || clocked).then_some(place),
    }
}

fn number(text: &str, at: usize, most: u32) -> Option<(u32, usize)> {
    let (value, count, end) = digits(text, at);
    if count > 0 {
        return value.filter(|value| count <= 2 && *value <= most).map(|value| (value, end));
    }
    // 八点零五 would read as a decimal, so only the characters of an hour or minute are looked at.
    let len: usize = after(text, at)
        .chars()
        .take(3)
        .take_while(|c| {
            matches!(
                c,
                '零' | '〇' | '一' | '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十'
            )
        })
        .map(char::len_utf8)
        .sum();
    let word = text.get(at..at + len)?;
    let (cardinal, end, _) = cardinal_at(word, 0);
    let cardinal =
        cardinal.ok().filter(|c| end == len && len > 0 && c.upper.is_none() && c.shape != Shape::Bare)?;
    match cardinal.value {
        Value::Integer(value) if value <= i128::from(most) => {
            u32::try_from(value).ok().map(|value| (value, at + len))
        }
        _ => None,
    }
}
