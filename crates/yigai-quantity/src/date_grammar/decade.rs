//! Decades: 90年代, 60至70年代, 19世纪80、90年代.

use super::FoundDate;
use super::lead::{Lead, dash_at, is_plain_digit, joined, small_number, year_digit};
use crate::look::{after, before};
use crate::{DateExpr, PartialDate};

/// 90年代, 九十年代.
pub(super) fn decade(text: &str, at: usize, lead: &Lead) -> Option<FoundDate> {
    let (value, end, _) = lead.small?;
    let (last, end) = match after(text, end).starts_with("年代") {
        true => (value, end),
        // 60至70年代
        false if value % 10 == 0 && (10..=80).contains(&value) => {
            match dash_at(text, end) {
                Some(second) => {
                    let (last, end, _) = small_number(text, second)?;
                    let decades = last > value && last <= 90 && last % 10 == 0;
                    (decades && after(text, end).starts_with("年代")).then_some((last, end))?
                }
                // 50、60年代: the word stands once for both.
                None => return one_of_decades(text, at, value, end),
            }
        }
        // 七、八十年代
        false if (2..=8).contains(&value) => {
            let (next, next_end, _) = small_number(text, joined(text, end)?)?;
            let decades = next == (value + 1) * 10 && after(text, next_end).starts_with("年代");
            return decades.then(|| one_of_decades(text, at, value * 10, end)).flatten();
        }
        false => return None,
    };
    let end = end + "年代".len();
    let (value, last) = (i32::try_from(value).ok()?, i32::try_from(last).ok()?);
    let century = century_before(text, at);
    if value < 1000 && century == Some(None) {
        return Some(FoundDate { end, date: None });
    }
    let base = century.flatten().unwrap_or(1900);
    let start = if value >= 1000 { value } else { base + value };
    let plain = value >= 1000 || value % 10 == 0 && (value >= 50 || century.is_some());
    let date = plain
        .then(|| DateExpr::between(PartialDate::year(start), PartialDate::year(start + last - value + 9)));
    date.map(|date| FoundDate { end, date: Some(date) })
}

/// A decade of a list of which only the last says 年代.
pub(super) fn one_of_decades(text: &str, at: usize, decade: u32, end: usize) -> Option<FoundDate> {
    let mut place = end;
    for _ in 0..4 {
        let (next, next_end, _) = small_number(text, joined(text, place)?)?;
        if next % 10 != 0 || next <= decade || next > 90 {
            return None;
        }
        if after(text, next_end).starts_with("年代") {
            let base = match century_before(text, at) {
                Some(None) => return Some(FoundDate { end, date: None }),
                known => known.flatten().unwrap_or(1900),
            };
            let start = base + i32::try_from(decade).ok()?;
            let decade = DateExpr::between(PartialDate::year(start), PartialDate::year(start + 9));
            return (decade.start.year >= Some(1940) || base != 1900 || century_before(text, at).is_some())
                .then_some(FoundDate { end, date: Some(decade) });
        }
        place = next_end;
    }
    None
}

/// 十九世纪, 19世纪80年代末: the first year of the century that is named before a decade; the inner `None` where nobody
/// can say which century it is.
pub(super) fn century_before(text: &str, at: usize) -> Option<Option<i32>> {
    let (head, between) = before(text, at, 60).rsplit_once("世纪")?;
    // Only further decades stand between.
    let joins = |c: char| is_plain_digit(c) || "年代初末早晚中后期至到和、的- ".contains(c);
    if !between.chars().all(joins) {
        return None;
    }
    let head = head.strip_suffix('个').unwrap_or(head);
    if head.ends_with(['上', '前']) || head.ends_with("上一") {
        return Some(Some(1900));
    }
    if head.ends_with(['本', '新', '这']) {
        return Some(Some(2000));
    }
    let numeral = |c: char| year_digit(c).is_some() || c == '十';
    let number = head.trim_end_matches(numeral).len();
    let century = small_number(head, number).filter(|(_, end, _)| *end == head.len());
    let century = century.and_then(|(century, ..)| i32::try_from(century).ok());
    Some(century.filter(|century| (10..=22).contains(century)).map(|century| (century - 1) * 100))
}
