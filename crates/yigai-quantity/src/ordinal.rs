//! List and heading numbers, and places in an order.

use rust_decimal::Decimal;
use yigai_numeral::{Cardinal, Numeral, Plain, Shape, Value, cardinal_at};

use crate::look::{after, char_at, char_before, is_han, skip_spaces};
use crate::spaced;
use crate::words::{List, Words};

/// An ordinal or a name with one inside (第一中医院).
pub(crate) struct FoundOrdinal {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// `None` where it is part of a name.
    pub(crate) value: Option<Decimal>,
}

/// 第 at `at`.
pub(crate) fn prefixed(text: &str, at: usize, words: &Words) -> Option<FoundOrdinal> {
    let number = skip_spaces(text, at + '第'.len_utf8());
    // 第 十 二 次
    let spaced = if number > at + '第'.len_utf8() { spaced::number_at(text, number) } else { None };
    let (cardinal, end, bare) = match spaced {
        Some((cardinal, end)) => (Ok(cardinal), end, end),
        None => cardinal_at(text, number),
    };
    let cardinal = cardinal.ok()?;
    // 第两 is no place in an order.
    if cardinal.shape == Shape::Lone && after(text, number).starts_with(['两', '俩']) {
        return None;
    }
    if end == number || end != bare || cardinal.upper.is_some() && cardinal.alternative.is_none() {
        return None;
    }
    let value = place(&cardinal)?;
    let rest = after(text, end);
    if words.list(List::Institution).beginning(rest).is_some() {
        return Some(FoundOrdinal { start: at, end: institution_end(text, end, words), value: None });
    }
    let next = skip_spaces(text, end);
    let measure = words.list(List::Measure).beginning(after(text, next)).map(|word| word.len());
    Some(FoundOrdinal { start: at, end: measure.map_or(end, |len| next + len), value: Some(value) })
}

/// The further members of 第一、二、三批.
pub(crate) fn continued(text: &str, mut at: usize, words: &Words) -> Vec<FoundOrdinal> {
    let mut out = Vec::new();
    for _ in 0..32 {
        let Some(mark) =
            char_at(text, at).filter(|c| matches!(c, '、' | '和' | '及' | '与' | '至' | '到' | '-' | '—'))
        else {
            break;
        };
        let number = at + mark.len_utf8();
        let (Ok(cardinal), end, bare) = cardinal_at(text, number) else { break };
        let Some(value) = place(&cardinal).filter(|_| end > number && end == bare) else { break };
        let rest = after(text, end);
        let measure = words.list(List::Measure).beginning(rest).map(|word| word.len());
        let more = rest.starts_with(['、', '和', '及', '与']);
        if measure.is_none() && !more {
            break;
        }
        let end = end + measure.unwrap_or(0);
        out.push(FoundOrdinal { start: number, end, value: Some(value) });
        at = end;
        if measure.is_some() {
            break;
        }
    }
    // 第一，二是…: only a list that comes to its measure is one.
    if out.last().is_some_and(|last| after(text, last.end).starts_with(['、'])) { Vec::new() } else { out }
}

fn place(cardinal: &Cardinal) -> Option<Decimal> {
    match cardinal.alternative.unwrap_or(cardinal.value) {
        value @ Value::Integer(_) => value.to_decimal(),
        Value::Decimal(_) => None,
    }
}

fn institution_end(text: &str, from: usize, words: &Words) -> usize {
    let rest = after(text, from);
    for (count, (offset, c)) in rest.char_indices().enumerate() {
        if count > 12 || !is_han(c) {
            break;
        }
        let found = rest.get(offset..).and_then(|tail| words.list(List::InstitutionEnd).beginning(tail));
        if let Some(word) = found {
            return from + offset + word.len();
        }
    }
    from + rest.chars().next().map_or(0, char::len_utf8)
}

/// A list or heading number: 一、 （一） 1. 1、 (4) 4） 一是 二要. `end` is where its digits end.
pub(crate) fn heading(text: &str, at: usize, cardinal: &Numeral, end: usize) -> Option<FoundOrdinal> {
    let Value::Integer(number) = cardinal.alternative.unwrap_or(cardinal.value) else { return None };
    let whole = matches!(cardinal.kind, yigai_numeral::Kind::Integer | yigai_numeral::Kind::Range)
        && cardinal.decimals == 0
        && cardinal.scale <= 1;
    if whole { marked(text, at, number.try_into().ok()?, cardinal.shape, end) } else { None }
}

/// The same of a number in its plainest writing.
pub(crate) fn plain_heading(text: &str, at: usize, plain: &Plain) -> Option<FoundOrdinal> {
    let whole = plain.sign.is_none() && plain.decimals == 0 && plain.power == 0;
    if whole { marked(text, at, plain.digits, plain.shape, plain.end) } else { None }
}

fn marked(text: &str, at: usize, number: u64, shape: Shape, end: usize) -> Option<FoundOrdinal> {
    let next = char_at(text, end)?;
    if !matches!(next, '、' | '.' | '．' | ')' | '）' | '〕' | ']' | '］' | '】' | '是' | '要' | '则' | '为')
    {
        return None;
    }
    let arabic = shape == Shape::Arabic;
    if !(1..=199).contains(&number) || !arabic && !matches!(shape, Shape::Lone | Shape::Units) {
        return None;
    }
    let found = || FoundOrdinal { start: at, end, value: Some(Decimal::from(number)) };
    let before = char_before(text, at);
    let open = matches!(before, Some('(' | '（' | '〔' | '[' | '［' | '【'));
    let close = matches!(next, ')' | '）' | '〕' | ']' | '］' | '】');
    if open && close {
        return Some(found());
    }
    // 一是, 二要; 统一是 and the like are guarded before.
    if !arabic
        && number <= 20
        && matches!(next, '是' | '要' | '则' | '为')
        && (next == '是' || before.is_none_or(|c| !is_han(c)))
    {
        return Some(found());
    }
    let edge = before.is_none_or(ends_clause);
    let past = char_at(text, end + next.len_utf8());
    let number_next = past.is_some_and(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
    match next {
        '、' if !arabic => {
            let chinese_next = matches!(
                past,
                Some('一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '两')
            );
            (!chinese_next && edge).then(found)
        }
        '、' => (edge && !number_next && !matches!(before, Some('、' | ',' | '，'))).then(found),
        '.' | '．' => (edge && !number_next && number <= 99 && past.is_some()).then(found),
        ')' | '）' => (edge && number <= 99 && before != Some('、')).then(found),
        _ => None,
    }
}

/// What may stand before a list number.
fn ends_clause(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '。' | '；'
                | '：'
                | ';'
                | ':'
                | '!'
                | '！'
                | '？'
                | '?'
                | '，'
                | ','
                | ')'
                | '）'
                | '”'
                | '"'
                | '》'
                | '>'
                | '…'
                | '、'
                | '.'
                | '．'
                | '•'
                | '·'
        )
}

/// 1.1总体情况, 2.3 主要做法 at the beginning of a line: the number of a heading.
pub(crate) fn section(text: &str, at: usize, cardinal: &Numeral, end: usize) -> Option<FoundOrdinal> {
    let opens = matches!(char_before(text, at), None | Some('\n'));
    let plain = cardinal.kind == yigai_numeral::Kind::Decimal
        && cardinal.shape == Shape::Arabic
        && cardinal.scale == 1
        && matches!(cardinal.decimals, 1 | 2);
    // 6.8降到5.2, 6.8左右
    let title = |c: char| {
        (is_han(c) || matches!(c, '“' | '《' | '「'))
            && !matches!(c, '降' | '升' | '提' | '增' | '减' | '下' | '上' | '至' | '到' | '以' | '左')
    };
    if !opens || !plain || !char_at(text, skip_spaces(text, end)).is_some_and(title) {
        return None;
    }
    let value = cardinal.value.to_decimal()?;
    let whole = value.trunc();
    (Decimal::ONE <= whole && whole < Decimal::TEN).then_some(FoundOrdinal {
        start: at,
        end,
        value: Some(value),
    })
}

/// ①, ⑴, ㈠: one character that is a list number.
pub(crate) fn circled(c: char) -> Option<u32> {
    let code = u32::from(c);
    match c {
        '①'..='⑳' => Some(code - 0x2460 + 1),
        '⑴'..='⒇' => Some(code - 0x2474 + 1),
        '⒈'..='⒛' => Some(code - 0x2488 + 1),
        '㈠'..='㈩' => Some(code - 0x3220 + 1),
        '㊀'..='㊉' => Some(code - 0x3280 + 1),
        'Ⅰ'..='Ⅻ' => Some(code - 0x2160 + 1),
        _ => None,
    }
}
