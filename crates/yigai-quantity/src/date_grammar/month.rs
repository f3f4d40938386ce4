//! Months, days of a month and parts of a year: 2月1日, 1-6月份, 上半年, 第一季度.

use super::lead::{Lead, dash_at, leads_to, small_number, suffix};
use super::{Point, exists};
use crate::PartialDate;
use crate::look::{after, char_at, char_before, digits, is_han, skip_spaces};

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

/// What says when in a month something was.
const TIMES_OF_MONTH: [&str; 8] = ["中下旬", "上中旬", "上旬", "中旬", "下旬", "底", "末", "初"];

/// Whether what stands behind 月 tells that no month of a year is meant: 月均, 6月龄, 3月以上.
fn counts_months(behind: &str) -> bool {
    const NO_MONTH: [&str; 13] =
        ["均", "龄", "度", "大", "薪", "嫂", "以内", "以上", "以下", "经", "子", "亮", "球"];
    NO_MONTH.iter().any(|word| behind.starts_with(word))
}

/// 上半年, 第一季度, 前三季度: first month, last month, end.
pub(super) fn part_of_year(text: &str, at: usize, lead: &Lead) -> Option<(u8, u8, usize)> {
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
pub(super) fn month(text: &str, lead: &Lead, year: Option<i32>) -> Option<Point> {
    let (first, end, _) = lead.small?;
    // 2023月底: a month that was replaced by a year.
    if lead.count == 4 && first >= 1000 {
        let mark = skip_spaces(text, end);
        let behind = after(text, mark).strip_prefix('月')?;
        return (!counts_months(behind)).then(|| Point {
            start: PartialDate { year, month: None, day: None },
            end_date: None,
            end: suffix(text, mark + '月'.len_utf8(), &["份"], &TIMES_OF_MONTH),
            valid: false,
            bare_day: false,
        });
    }
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
    if counts_months(after(text, past)) {
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
    // 3月2023日: a day that was replaced by a year.
    if let (_, 3.., end) = digits(text, next)
        && matches!(char_at(text, end), Some('日' | '号'))
    {
        let start = part(first);
        return Some(Point {
            start,
            end_date: None,
            end: end + '日'.len_utf8(),
            valid: false,
            bare_day: false,
        });
    }
    if let Some((day, end, _)) = small_number(text, next) {
        let mark = skip_spaces(text, end);
        let start = |day| u8::try_from(day).ok().map(|day| PartialDate { day: Some(day), ..part(first) });
        if matches!(char_at(text, mark), Some('日' | '号'))
            && let Some(date) = start(day)
        {
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
    let end = suffix(text, past, &["份"], &TIMES_OF_MONTH);
    Some(Point { start, end_date: None, end, valid: true, bare_day: false })
}
