//! Dates, years, months, quarters and periods as they are written.

mod compact;
mod decade;
mod lead;
mod month;
mod year;

use chrono::NaiveDate;

use self::compact::{broken_year, compact, iso};
use self::decade::decade;
pub(crate) use self::lead::small_number;
use self::lead::{Lead, dash_at, is_plain_digit, leads_to, suffix};
use self::month::{month, part_of_year};
use self::year::{Year, begins_short_list, era, year, years};
use crate::look::{after, before, char_at, skip_spaces};
use crate::lunar::lunar_at;
use crate::{DateExpr, PartialDate};

/// A date expression: where it ends, and what it says; `None` where it cannot exist (202223年, 2月30日).
pub(crate) struct FoundDate {
    pub(crate) end: usize,
    pub(crate) date: Option<DateExpr>,
}

/// One date point: the parts and the end, or a period by itself (上半年, 一季度, 1-6月).
#[derive(Clone, Copy)]
struct Point {
    start: PartialDate,
    end_date: Option<PartialDate>,
    end: usize,
    valid: bool,
    /// A bare day, which is a date only as the end of a range.
    bare_day: bool,
}

/// The date expression whose first numeral is at `at`.
pub(crate) fn date_at(text: &str, at: usize) -> Option<FoundDate> {
    let lead = Lead::of(text, at);
    if let Some(end) = lunar_at(text, at, lead.small) {
        return Some(FoundDate { end, date: Some(DateExpr::default()) });
    }
    if let Some(found) = era(text, at, &lead) {
        return Some(found);
    }
    let long =
        || compact(text, at, &lead).or_else(|| broken_year(text, at, &lead)).or_else(|| iso(text, &lead));
    if let Some(found) = (lead.count > 3).then(long).flatten().or_else(|| decade(text, at, &lead)) {
        return Some(found);
    }
    let first = point(text, at, &lead)?;
    // 本月15日 is a date; 15日 alone may count days.
    if first.bare_day
        && !["本月", "当月", "同月", "次月", "下月", "上月", "每月"]
            .iter()
            .any(|word| before(text, at, 6) == *word)
        && !is_listed(text, at, first.end)
    {
        // 元月10日
        let january = before(text, at, 6) == "元月";
        let start = PartialDate { month: Some(1), ..first.start };
        return january.then(|| FoundDate { end: first.end, date: Some(DateExpr::on(start)) });
    }
    let alone = |point: Point| FoundDate {
        end: point.end,
        date: point.valid.then_some(DateExpr { start: point.start, end: point.end_date }),
    };
    if !first.valid || first.end_date.is_some() {
        return Some(alone(first));
    }
    let dash = dash_at(text, first.end);
    let second = dash.and_then(|at| match next_year(text, at) {
        Some(place) => {
            let later = point(text, place, &Lead::of(text, place))?;
            let year = first.start.year? + 1;
            Some(Point { start: PartialDate { year: Some(year), ..later.start }, ..later })
        }
        None => point(text, at, &Lead::of(text, at)),
    });
    if let Some(second) = second
        && !(second.bare_day && first.start.day.is_none())
    {
        let end = second.end_date.unwrap_or(second.start);
        let whole = end.in_context(&first.start);
        let ordered = match (first.start.iso(), whole.iso()) {
            (Some(a), Some(b)) => a <= b,
            _ => true,
        };
        if second.valid && ordered {
            return Some(FoundDate { end: second.end, date: Some(DateExpr::between(first.start, end)) });
        }
    }
    Some(alone(first))
}

/// 上半年, 前三季度, 第一季度: the part of a year whose first word is at `at`.
pub(crate) fn part_at(text: &str, at: usize) -> Option<FoundDate> {
    let lead = Lead { at, digits: None, count: 0, end: at, small: None };
    let (first, last, end) = part_of_year(text, at, &lead)?;
    let part = |month| PartialDate { year: None, month: Some(month), day: None };
    Some(FoundDate { end, date: Some(DateExpr::between(part(first), part(last))) })
}

/// 至次年3月: where the month begins.
fn next_year(text: &str, at: usize) -> Option<usize> {
    let rest = after(text, at);
    ["次年", "翌年", "第二年"].iter().find(|word| rest.starts_with(**word)).map(|word| at + word.len())
}

/// 10月1日、2日: whether the day at `at` is a member of a list that names its month. 10日内 counts days.
fn is_listed(text: &str, at: usize, end: usize) -> bool {
    let Some(head) = before(text, at, 36).strip_suffix(['、', '和', '及', '与']) else { return false };
    let rest = after(text, end);
    let counted = rest.starts_with('内') || rest.starts_with("以内") || rest.starts_with("左右");
    let words = head.rsplit(['，', '。', '；', ',', ';', '\n']).next().unwrap_or_default();
    let member = head.ends_with(|c: char| matches!(c, '日' | '号') || is_plain_digit(c));
    member && !counted && words.contains('月')
}

fn point(text: &str, at: usize, lead: &Lead) -> Option<Point> {
    let plain = |start: PartialDate, end: usize| Point {
        start,
        end_date: None,
        end,
        valid: exists(&start),
        bare_day: false,
    };
    match year(text, at, lead) {
        Some(Year::Is(year, end)) => {
            let start = PartialDate::year(year);
            let next = skip_spaces(text, end);
            let inner = Lead::of(text, next);
            if let Some((first, last, end)) = part_of_year(text, next, &inner) {
                let (start, stop) =
                    (PartialDate { month: Some(first), ..start }, PartialDate { month: Some(last), ..start });
                return Some(Point {
                    start,
                    end_date: (first != last).then_some(stop),
                    end,
                    valid: true,
                    bare_day: false,
                });
            }
            if let Some(month) = month(text, &inner, Some(year)) {
                return Some(month);
            }
            return Some(plain(start, suffix(text, end, &["度"], &["底", "末", "初", "终"])));
        }
        Some(Year::Broken(end)) => {
            return Some(Point {
                start: PartialDate::default(),
                end_date: None,
                end,
                valid: false,
                bare_day: false,
            });
        }
        None => {}
    }
    let four = || lead.count == 4 || lead.count == 0 && after(text, at).starts_with(['一', '二']);
    if let Some(years) = four().then(|| years(text, at)).flatten() {
        return Some(years);
    }
    if let Some(year) = (lead.count == 2).then(|| begins_short_list(text, lead)).flatten() {
        return Some(year);
    }
    if let Some((first, last, end)) = part_of_year(text, at, lead) {
        let part = |month| PartialDate { year: None, month: Some(month), day: None };
        return Some(Point {
            start: part(first),
            end_date: Some(part(last)),
            end,
            valid: true,
            bare_day: false,
        });
    }
    if let Some(month) = month(text, lead, None) {
        return Some(month);
    }
    let (day, end, _) = lead.small?;
    let mark = skip_spaces(text, end);
    let day = u8::try_from(day).ok().filter(|day| (1..=31).contains(day))?;
    let bare = |end| Point {
        start: PartialDate { year: None, month: None, day: Some(day) },
        end_date: None,
        end,
        valid: true,
        bare_day: true,
    };
    if matches!(char_at(text, mark), Some('日' | '号')) {
        return Some(bare(mark + '日'.len_utf8()));
    }
    leads_to(text, end, &['日', '号']).then(|| bare(end))
}

fn exists(date: &PartialDate) -> bool {
    match (date.month, date.day) {
        (Some(month), Some(day)) => {
            NaiveDate::from_ymd_opt(date.year.unwrap_or(2000), month.into(), day.into()).is_some()
        }
        (Some(month), None) => (1..=12).contains(&month),
        _ => true,
    }
}
