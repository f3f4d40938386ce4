//! Times of the day: they are neither quantities nor ratios.

use yigai_numeral::{Shape, Value, cardinal_at};

use crate::look::{after, before, char_at, digits};

/// Words before an hour.
const PARTS_OF_DAY: [&str; 10] = ["上午", "下午", "早上", "晚上", "中午", "凌晨", "清晨", "傍晚", "夜间", "早晨"];

/// Where the time of the day at `at` ends: 8:30, 8:30-17:00, 下午3点, 八点半, 8时30分.
pub(crate) fn time_at(text: &str, at: usize) -> Option<usize> {
    let mut end = one(text, at)?;
    for sign in ["-", "—", "——", "－", "~", "～", "至", "到", "–"] {
        if let Some(rest) = after(text, end).strip_prefix(sign)
            && let Some(next) = one(text, text.len() - rest.len())
        {
            end = next;
            break;
        }
    }
    Some(end)
}

fn one(text: &str, at: usize) -> Option<usize> {
    colon(text, at).or_else(|| hour(text, at))
}

/// 8:30, 08：30:15. A ratio has no two digits after the colon, or says 比.
fn colon(text: &str, at: usize) -> Option<usize> {
    let (hour, 1..=2, end) = digits(text, at) else { return None };
    let mark = char_at(text, end).filter(|c| matches!(c, ':' | '：' | '∶'))?;
    let (minute, 2, end) = digits(text, end + mark.len_utf8()) else { return None };
    let head = before(text, at, 18);
    let ratio = ["比例为", "比例", "之比为", "比为", "比是", "比", "医护比", "床护比"].iter().any(|word| head.ends_with(word));
    if hour? > 24 || minute? > 59 || ratio || char_at(text, end).is_some_and(|c| c.is_ascii_digit()) {
        return None;
    }
    match char_at(text, end).filter(|c| *c == mark).map(|mark| digits(text, end + mark.len_utf8())) {
        Some((Some(0..=59), 2, end)) => Some(end),
        _ => Some(end),
    }
}

/// 8点30分, 八点半, 8时, 下午三点.
fn hour(text: &str, at: usize) -> Option<usize> {
    let (value, end) = number(text, at, 24)?;
    let rest = after(text, end);
    let (mark, tail) = if let Some(tail) = rest.strip_prefix('点') {
        ('点', tail.strip_prefix('钟').unwrap_or(tail))
    } else if let Some(tail) = rest.strip_prefix('时') {
        ('时', tail.strip_prefix('整').unwrap_or(tail))
    } else {
        return None;
    };
    let _ = value;
    let place = text.len() - tail.len();
    let minute = number(text, place, 59).and_then(|(_, end)| after(text, end).strip_prefix('分').map(|_| end + '分'.len_utf8()));
    let half = tail.strip_prefix('半').map(|rest| text.len() - rest.len());
    let announced = PARTS_OF_DAY.iter().any(|word| before(text, at, 6).ends_with(word)) || before(text, at, 3).ends_with(['日', '号']);
    let clocked = rest.starts_with("点钟") || rest.starts_with("时整");
    let to_minute = number(text, place, 59).filter(|(value, end)| *value >= 10 && announced || mark == '点' && *end == text.len() && *value >= 10);
    match (minute.or(half), to_minute) {
        (Some(end), _) => Some(end),
        (None, Some((_, end))) if announced => Some(end),
        _ => (announced || clocked).then_some(place),
    }
}

fn number(text: &str, at: usize, most: u32) -> Option<(u32, usize)> {
    let (value, count, end) = digits(text, at);
    if count > 0 {
        return value.filter(|value| count <= 2 && *value <= most).map(|value| (value, end));
    }
    let (cardinal, end, _) = cardinal_at(text, at);
    // 八点三十 reads as a whole run 八 first; 零五 has a leading zero.
    let cardinal = cardinal.ok().filter(|c| end > at && c.upper.is_none() && matches!(c.shape, Shape::Lone | Shape::Units | Shape::Digits))?;
    match cardinal.value {
        Value::Integer(value) if value >= 0 && value <= i128::from(most) => u32::try_from(value).ok().map(|value| (value, end)),
        _ => None,
    }
}
