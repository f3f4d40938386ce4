//! # Dates in order
//!
//! **Recomputes** nothing: what the text puts later must not be dated earlier.
//!
//! **Why**: years are rewritten blindly when last year's report is reused.
//!
//! **Example**: 分别于2014年3月、9月和2015年5月 is in order.
//!
//! **Silent** where the dates do not share enough parts to be compared, or have parts that no calendar has.
//!
//! **How sure**: certain in order; out of order it is a doubt about the later one.

use std::collections::BTreeMap;

use yigai_quantity::PartialDate;

use crate::book::Book;
use crate::finding::{Finding, Grade, Rule, Verdict};
use crate::message::{Kind, Words};

/// The years of dates that were written without: 2010年2月、12月 are of one year.
pub(super) type Years = BTreeMap<usize, i32>;

pub(super) fn finding(book: &Book<'_>, earlier: usize, later: usize, years: &mut Years) -> Option<Finding> {
    let date = |mention: usize| book.input.mentions.get(mention)?.date();
    let (first, second) = (date(earlier)?, date(later)?);
    let start = PartialDate { year: first.start.year.or(years.get(&earlier).copied()), ..first.start };
    if let (Some(year), None, Some(before), Some(after)) =
        (start.year, second.start.year, start.month, second.start.month)
        && before <= after
    {
        years.insert(later, year);
    }
    let in_order = in_order(&start, &second.end.unwrap_or(second.start))?;
    let token = |mention: usize| book.token(mention);
    let kind = if in_order { Kind::Consistent } else { Kind::Mismatch };
    let words = Words { stated: token(later), other: token(earlier), ..Words::default() };
    Some(Finding {
        rule: Rule::Order,
        verdict: if in_order { Verdict::Consistent } else { Verdict::Inconsistent },
        grade: in_order.then_some(Grade::Exact),
        target: Some(later),
        operands: vec![earlier],
        mentions: vec![later, earlier],
        formula: format!("{} ≤ {}", token(earlier), token(later)),
        stated: token(later).into_owned(),
        computed: None,
        intervals: Vec::new(),
        suggestions: Vec::new(),
        message: words.dates(kind),
    })
}

/// `None` where the two cannot be compared.
fn in_order(earlier: &PartialDate, later: &PartialDate) -> Option<bool> {
    let later_year = later.year.or(earlier.year);
    match (earlier.year, later_year) {
        (Some(a), Some(b)) if a != b => return Some(a < b),
        (None, Some(_)) => return None,
        _ => {}
    }
    match (earlier.month, later.month) {
        (Some(a), Some(b)) if a != b => {
            // Without its own year the later month may be of the next year.
            return if a < b { Some(true) } else { later.year.map(|_| false) };
        }
        (Some(_), Some(_)) => {}
        (None, None) if earlier.day.is_none() && later.day.is_none() => return later.year.map(|_| true),
        _ => return None,
    }
    match (earlier.day, later.day) {
        (Some(a), Some(b)) => Some(a <= b),
        _ => Some(true),
    }
}
