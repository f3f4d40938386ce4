//! Dates whose digits are written together or joined by marks: 20120315, 2011-02-01, 2011.2.1.

use super::lead::{Lead, dash_at};
use super::month::month;
use super::{FoundDate, exists};
use crate::look::{after, before, char_at, digits, is_han, skip_spaces};
use crate::{DateExpr, PartialDate};

/// 20120315起, 201203月: a day or month whose digits are written together. `None` where nothing says that it is one.
pub(super) fn compact(text: &str, at: usize, lead: &Lead) -> Option<FoundDate> {
    let written = text.get(at..lead.end).filter(|written| written.len() == lead.count)?;
    if !matches!(written.get(..2)?, "19" | "20") {
        return None;
    }
    let year = written.get(..4)?.parse().ok()?;
    let mark = skip_spaces(text, lead.end);
    let rest = after(text, mark);
    match lead.count {
        // 202213月, 20223月
        5 | 6 if rest.starts_with('月') => {
            let end = mark + '月'.len_utf8();
            let month = (lead.count == 6).then(|| month(text, &Lead::of(text, at + 4), Some(year))).flatten();
            let date = month.filter(|month| month.valid);
            Some(FoundDate {
                end: date.map_or(end, |date| date.end),
                date: date.map(|date| DateExpr { start: date.start, end: date.end_date }),
            })
        }
        8 => {
            let head = before(text, at, 12).trim_end_matches([':', '：', ' ']);
            if head.ends_with(['号', '码']) {
                return None;
            }
            let (date, _) = compact_day(text, at)?;
            // 20120315至20120420
            if let Some(next) = dash_at(text, lead.end) {
                let (last, end) = compact_day(text, next)?;
                let ordered = exists(&date) && exists(&last) && date <= last;
                return ordered.then(|| FoundDate { end, date: Some(DateExpr::between(date, last)) });
            }
            if !rest.starts_with(['起', '前', '后', '止', '日']) {
                return None;
            }
            let end = if rest.starts_with('日') { mark + '日'.len_utf8() } else { lead.end };
            if exists(&date) {
                return Some(FoundDate { end, date: Some(DateExpr::on(date)) });
            }
            // 20131418起执行: no such day, and no count either.
            let from = ["起施", "起执", "起实"].iter().any(|word| rest.starts_with(word));
            (from || rest.starts_with('日')).then(|| FoundDate { end: mark + '日'.len_utf8(), date: None })
        }
        _ => None,
    }
}

/// 20120420: eight digits of a day, and where they end.
pub(super) fn compact_day(text: &str, at: usize) -> Option<(PartialDate, usize)> {
    let (Some(value @ 19_000_000..=20_999_999), 8, end) = digits(text, at) else { return None };
    let date = PartialDate {
        year: i32::try_from(value / 10000).ok(),
        month: u8::try_from(value / 100 % 100).ok(),
        day: u8::try_from(value % 100).ok(),
    };
    Some((date, end))
}

/// 202223年: a year with more digits than a year has.
pub(super) fn broken_year(text: &str, at: usize, lead: &Lead) -> Option<FoundDate> {
    let (count, end) = (lead.count, lead.end);
    if !(5..=12).contains(&count) || !matches!(text.get(at..at + 2)?, "18" | "19" | "20") {
        return None;
    }
    let year = skip_spaces(text, end);
    // 202223统筹年度, 202223学年
    let rest = after(text, year);
    let words = rest.char_indices().take(5);
    for (place, _) in words.take_while(|(_, c)| is_han(*c) && !matches!(c, '万' | '亿' | '元' | '人' | '个'))
    {
        let tail = after(rest, place);
        if tail.starts_with("年度") || tail.starts_with("学年") {
            return Some(FoundDate { end: year + place + "年度".len(), date: None });
        }
    }
    if char_at(text, year) != Some('年') {
        return None;
    }
    let mut end = year + '年'.len_utf8();
    let month = skip_spaces(text, end);
    if let (Some(_), 1..=2, after_month) = digits(text, month)
        && char_at(text, after_month) == Some('月')
    {
        end = after_month + '月'.len_utf8();
        // 202223年6月2023日: the day may be broken, too.
        if let (Some(_), 1..=8, after_day) = digits(text, skip_spaces(text, end))
            && let Some(mark @ ('日' | '号')) = char_at(text, after_day)
        {
            end = after_day + mark.len_utf8();
        }
    }
    Some(FoundDate { end, date: None })
}

/// 2011-02-01, 2011/2/1, 2011.2.1.
pub(super) fn iso(text: &str, lead: &Lead) -> Option<FoundDate> {
    let (year, 4, after_year) = (lead.digits, lead.count, lead.end) else { return None };
    let mark = char_at(text, after_year).filter(|c| matches!(c, '-' | '/' | '.' | '．' | '－'))?;
    let (month, 1..=2, after_month) = digits(text, after_year + mark.len_utf8()) else { return None };
    let (year, month) = (i32::try_from(year?).ok()?, u8::try_from(month?).ok()?);
    if !(1800..=2099).contains(&year) {
        return None;
    }
    // 2013.12月底, 2013.1-6月
    if let Some(found) = self::month(text, &Lead::of(text, after_year + mark.len_utf8()), Some(year)) {
        let date = found.valid.then_some(DateExpr { start: found.start, end: found.end_date });
        return Some(FoundDate { end: found.end, date });
    }
    if !(1..=12).contains(&month) {
        return None;
    }
    let day = (char_at(text, after_month) == Some(mark))
        .then(|| digits(text, after_month + mark.len_utf8()))
        .filter(|(_, count, _)| (1..=2).contains(count));
    if let Some((Some(day), _, end)) = day {
        let day = u8::try_from(day).ok()?;
        let date = PartialDate { year: Some(year), month: Some(month), day: Some(day) };
        return Some(FoundDate { end, date: exists(&date).then_some(DateExpr::on(date)) });
    }
    // 2019.3-2020.3
    let month_of = |year, month| PartialDate { year: Some(year), month: Some(month), day: None };
    if let Some(next) = dash_at(text, after_month)
        && let (Some(last_year @ 1800..=2099), 4, end) = digits(text, next)
        && char_at(text, end) == Some(mark)
        && let (Some(last_month @ 1..=12), 1..=2, end) = digits(text, end + mark.len_utf8())
        && char_at(text, end) != Some(mark)
    {
        let (last_year, last_month) = (i32::try_from(last_year).ok()?, u8::try_from(last_month).ok()?);
        let range = DateExpr::between(month_of(year, month), month_of(last_year, last_month));
        return Some(FoundDate { end, date: (year <= last_year).then_some(range) });
    }
    // 2011-03: only with a leading zero, else it is a range or a decimal.
    let written = text.get(after_year + mark.len_utf8()..after_month)?;
    let next = char_at(text, after_month);
    let apart = matches!(mark, '-' | '/') && next != Some(mark);
    (apart && written.len() == 2 && written.starts_with('0')).then(|| FoundDate {
        end: after_month,
        date: Some(DateExpr::on(PartialDate { year: Some(year), month: Some(month), day: None })),
    })
}
