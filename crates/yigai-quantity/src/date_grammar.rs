//! Dates, years, months, quarters and periods as they are written.

use chrono::NaiveDate;
use yigai_numeral::lookup::CharSet;
use yigai_numeral::{Shape, Value, cardinal_at};

use crate::look::{after, before, char_at, char_before, digits, is_han, skip_spaces};
use crate::lunar::lunar_at;
use crate::{DateExpr, PartialDate};

/// A date expression: where it ends, and what it says; `None` where it cannot exist (202223年, 2月30日).
pub(crate) struct FoundDate {
    pub(crate) end: usize,
    pub(crate) date: Option<DateExpr>,
}

const DASHES: &[char] = &['-', '—', '–', '－', '−', '‐', '―', '─', '~', '～', '至', '到'];

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

/// 民国三十八年, 公元前221年: years that are counted otherwise.
fn era(text: &str, at: usize, lead: &Lead) -> Option<FoundDate> {
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

fn is_plain_digit(c: char) -> bool {
    c.is_ascii_digit() || "一二三四五六七八九十".contains(c)
}

/// Whether a list of small numbers goes on from `end` to one before a mark (3、4月份; 8、9日).
fn leads_to(text: &str, mut end: usize, marks: &[char]) -> bool {
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
fn dash_at(text: &str, at: usize) -> Option<usize> {
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

/// 20120315起, 201203月: a day or month whose digits are written together. `None` where nothing says that it is one.
fn compact(text: &str, at: usize, lead: &Lead) -> Option<FoundDate> {
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
fn compact_day(text: &str, at: usize) -> Option<(PartialDate, usize)> {
    let (Some(value @ 19_000_000..=20_999_999), 8, end) = digits(text, at) else { return None };
    let date = PartialDate {
        year: i32::try_from(value / 10000).ok(),
        month: u8::try_from(value / 100 % 100).ok(),
        day: u8::try_from(value % 100).ok(),
    };
    Some((date, end))
}

/// 202223年: a year with more digits than a year has.
fn broken_year(text: &str, at: usize, lead: &Lead) -> Option<FoundDate> {
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
    }
    Some(FoundDate { end, date: None })
}

/// 2011-02-01, 2011/2/1, 2011.2.1.
fn iso(text: &str, lead: &Lead) -> Option<FoundDate> {
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

/// 90年代, 九十年代.
fn decade(text: &str, at: usize, lead: &Lead) -> Option<FoundDate> {
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

/// The place after a mark or word that joins two members of a list.
fn joined(text: &str, end: usize) -> Option<usize> {
    let mark = char_at(text, end).filter(|c| matches!(c, '、' | '和' | '及' | '与' | '或'))?;
    Some(end + mark.len_utf8())
}

/// A decade of a list of which only the last says 年代.
fn one_of_decades(text: &str, at: usize, decade: u32, end: usize) -> Option<FoundDate> {
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
fn century_before(text: &str, at: usize) -> Option<Option<i32>> {
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

/// The number that stands at a place, read once for all forms of a date.
struct Lead {
    at: usize,
    /// Arabic digits: their value and count, and where they end.
    digits: Option<u32>,
    count: usize,
    end: usize,
    /// As [`small_number`] reads it.
    small: Option<(u32, usize, bool)>,
}

impl Lead {
    fn of(text: &str, at: usize) -> Self {
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

const fn year_digit(c: char) -> Option<i32> {
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

enum Year {
    Is(i32, usize),
    Broken(usize),
}

fn year(text: &str, at: usize, lead: &Lead) -> Option<Year> {
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
fn is_named_year(text: &str, at: usize, past: usize) -> bool {
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
    part || since || listed
}

/// 两千零五年, 一千九百九十八年3月: years said as numbers.
fn structural_year(text: &str, at: usize) -> Option<Year> {
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

/// 二〇一一: four digits of a year, and where they end.
fn chinese_year(text: &str, at: usize) -> Option<(i32, usize)> {
    let (mut value, mut end) = (0, at);
    for _ in 0..4 {
        let c = char_at(text, end)?;
        value = value * 10 + year_digit(c)?;
        end += c.len_utf8();
    }
    char_at(text, end).is_none_or(|c| year_digit(c).is_none()).then_some((value, end))
}

/// 2009-2011年, 2009至2011年, 二〇〇九至二〇一一年; and the first of 2009、2010年.
fn years(text: &str, at: usize) -> Option<Point> {
    let four = |at: usize| {
        let (value, end) = match digits(text, at) {
            (Some(value), 4, end) => (i32::try_from(value).ok()?, end),
            (_, 0, _) => chinese_year(text, at)?,
            _ => return None,
        };
        (1800..=2099).contains(&value).then_some((value, end))
    };
    let (first, end) = four(at)?;
    if let Some(second) = dash_at(text, end)
        && let Some((last, end)) = four(second)
        && first < last
    {
        let mark = skip_spaces(text, end);
        if char_at(text, mark) == Some('年') {
            let end = suffix(text, mark + '年'.len_utf8(), &["度"], &["底", "末", "初"]);
            return Some(Point {
                start: PartialDate::year(first),
                end_date: Some(PartialDate::year(last)),
                end,
                valid: true,
                bare_day: false,
            });
        }
        // 2009-2011 before a mark, with no unit: years of our time.
        let closed = char_at(text, mark)
            .is_none_or(|c| !is_han(c) && !c.is_ascii_digit() && !matches!(c, '%' | '％' | '-' | '.'));
        return (closed && (1949..=2050).contains(&first) && last <= 2050).then(|| Point {
            start: PartialDate::year(first),
            end_date: Some(PartialDate::year(last)),
            end,
            valid: true,
            bare_day: false,
        });
    }
    // 2012-13年
    if let Some(second) = dash_at(text, end)
        && let (Some(last), 2, last_end) = digits(text, second)
        && char_at(text, last_end) == Some('年')
        && let Some(last) =
            i32::try_from(last).ok().map(|last| first / 100 * 100 + last).filter(|last| first < *last)
    {
        let end = suffix(text, last_end + '年'.len_utf8(), &["度"], &["底", "末", "初"]);
        return Some(Point {
            start: PartialDate::year(first),
            end_date: Some(PartialDate::year(last)),
            end,
            valid: true,
            bare_day: false,
        });
    }
    // The later members of a list say 年 for all of them, or how many years they are: 2017、2018两年.
    let counted =
        |at: usize| ["两年", "三年", "四年", "五年"].iter().any(|word| after(text, at).starts_with(word));
    let alone = Point { start: PartialDate::year(first), end_date: None, end, valid: true, bare_day: false };
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
        let end = past + "年度".len();
        return Some(Point { end_date: Some(PartialDate::year(last)), end, ..alone });
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

/// The parts of a year that have words of their own: first month and last.
const PARTS: [(&str, u8, u8); 10] = [
    ("上半年", 1, 6),
    ("下半年", 7, 12),
    ("前三季度", 1, 9),
    ("前3季度", 1, 9),
    ("前三个季度", 1, 9),
    ("前3个季度", 1, 9),
    ("前两个季度", 1, 6),
    ("前2个季度", 1, 6),
    ("前两季度", 1, 6),
    ("前二季度", 1, 6),
];

/// 上半年, 第一季度, 前三季度: first month, last month, end.
fn part_of_year(text: &str, at: usize, lead: &Lead) -> Option<(u8, u8, usize)> {
    let (quarter, end, _) = match char_at(text, at)? {
        '两' => return None,
        '第' => small_number(text, at + '第'.len_utf8())?,
        '上' | '下' | '前' => {
            let rest = after(text, at);
            let named = PARTS.iter().find(|(word, ..)| rest.starts_with(word));
            return named.map(|(word, first, last)| (*first, *last, at + word.len()));
        }
        _ => lead.small?,
    };
    let quarter = u8::try_from(quarter).ok().filter(|q| (1..=4).contains(q))?;
    let mark = skip_spaces(text, end);
    if after(text, mark).starts_with("季度") {
        return Some((quarter * 3 - 2, quarter * 3, mark + "季度".len()));
    }
    // 第三、四季度: the word stands once for both.
    let joined = char_at(text, end).filter(|c| matches!(c, '、' | '和'))?;
    let (next, next_end, _) = small_number(text, end + joined.len_utf8())?;
    ((1..=4).contains(&next) && after(text, next_end).starts_with("季度")).then_some((
        quarter * 3 - 2,
        quarter * 3,
        end,
    ))
}

/// 2月, 2月份, 2月底, 2月1日, 2月1-5日, 1-6月份, 八月中下旬.
fn month(text: &str, lead: &Lead, year: Option<i32>) -> Option<Point> {
    let (first, end, _) = lead.small?;
    let first = u8::try_from(first).ok()?;
    let part = |month| PartialDate { year, month: Some(month), day: None };
    let mark = skip_spaces(text, end);
    if char_at(text, mark) != Some('月') {
        // 2019年3、4月份: the word stands once for both.
        if (1..=12).contains(&first)
            && (year.is_some() || char_before(text, lead.at).is_some_and(|c| is_han(c) || c == '、'))
            && leads_to(text, end, &['月'])
        {
            return Some(Point { start: part(first), end_date: None, end, valid: true, bare_day: false });
        }
        // 1-6月份
        let second = dash_at(text, end)?;
        let (last, end, _) = small_number(text, second)?;
        let last = u8::try_from(last).ok()?;
        let mark = skip_spaces(text, end);
        let months =
            char_at(text, mark) == Some('月') && (1..=12).contains(&first) && first < last && last <= 12;
        return months.then(|| Point {
            start: part(first),
            end_date: Some(part(last)),
            end: suffix(text, mark + '月'.len_utf8(), &["份"], &["底", "末", "初"]),
            valid: true,
            bare_day: false,
        });
    }
    let past = mark + '月'.len_utf8();
    let word = after(text, past);
    if ["均", "龄", "度", "大", "薪", "嫂", "以内", "以上", "以下", "经", "子", "亮", "球"]
        .iter()
        .any(|w| word.starts_with(w))
    {
        return None;
    }
    if !(1..=12).contains(&first) {
        // 13月 after a year and 13月5日 cannot exist; 13月 alone may count months.
        let day = small_number(text, skip_spaces(text, past)).map(|(_, end, _)| skip_spaces(text, end));
        let day = day.filter(|day| matches!(char_at(text, *day), Some('日' | '号')));
        return year.map(|_| past).or_else(|| day.map(|day| day + '日'.len_utf8())).map(|end| Point {
            start: part(first),
            end_date: None,
            end,
            valid: false,
            bare_day: false,
        });
    }
    let next = skip_spaces(text, past);
    if let Some((day, end, _)) = small_number(text, next) {
        let mark = skip_spaces(text, end);
        let start = |day| u8::try_from(day).ok().map(|day| PartialDate { day: Some(day), ..part(first) });
        if matches!(char_at(text, mark), Some('日' | '号')) {
            let date = start(day)?;
            return Some(Point {
                start: date,
                end_date: None,
                end: mark + '日'.len_utf8(),
                valid: exists(&date),
                bare_day: false,
            });
        }
        // 5月8、9日
        if let Some(date) = start(day).filter(|date| exists(date) && leads_to(text, end, &['日', '号'])) {
            return Some(Point { start: date, end_date: None, end, valid: true, bare_day: false });
        }
        if let Some(second) = dash_at(text, end)
            && let Some((last, end, _)) = small_number(text, second)
        {
            let mark = skip_spaces(text, end);
            if matches!(char_at(text, mark), Some('日' | '号')) {
                let (from, to) = (start(day)?, start(last)?);
                return Some(Point {
                    start: from,
                    end_date: Some(to),
                    end: mark + '日'.len_utf8(),
                    valid: exists(&from) && exists(&to) && day < last,
                    bare_day: false,
                });
            }
        }
    }
    let start = part(first);
    let end = suffix(text, past, &["份"], &["中下旬", "上中旬", "上旬", "中旬", "下旬", "底", "末", "初"]);
    Some(Point { start, end_date: None, end, valid: true, bare_day: false })
}

/// The characters by which the words begin that may close a date.
static CLOSES: CharSet = CharSet::of("度份底末初终上中下");

/// The end after the words that may close a date. 初 is none in 初步, 初级, 初中.
fn suffix(text: &str, at: usize, always: &[&str], edges: &[&str]) -> usize {
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

fn exists(date: &PartialDate) -> bool {
    match (date.month, date.day) {
        (Some(month), Some(day)) => {
            NaiveDate::from_ymd_opt(date.year.unwrap_or(2000), month.into(), day.into()).is_some()
        }
        (Some(month), None) => (1..=12).contains(&month),
        _ => true,
    }
}
