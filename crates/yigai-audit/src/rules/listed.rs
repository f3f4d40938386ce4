//! # Number of listed things
//!
//! **Recomputes** the number of things from the list itself: 以下6项, 等9项, 三大机制.
//!
//! **Why**: lists are edited and their counts are not.
//!
//! **Example**: 开展健康档案、预防接种、健康教育等9项服务 holds, three being listed and 等 leaving room.
//!
//! **Silent** where more might have been listed than was found.
//!
//! **How sure**: a list that is complete and agrees is exact; one that is longer than said is a doubt.

use crate::book::Book;
use crate::finding::{Finding, Grade, Rule, Verdict};
use crate::message::{Kind, Words};
use crate::rational::Rational;

pub(super) fn finding(book: &Book<'_>, stated: usize, listed: u32, open: bool) -> Option<Finding> {
    let figure = book.figure(stated)?;
    if listed == 0 || !figure.exact {
        return None;
    }
    let found = Rational::whole(i64::from(listed));
    let verdict = match found.cmp(&figure.value) {
        std::cmp::Ordering::Equal => Verdict::Consistent,
        std::cmp::Ordering::Less if open => Verdict::Consistent,
        std::cmp::Ordering::Less => Verdict::Undecidable,
        std::cmp::Ordering::Greater if open => Verdict::Undecidable,
        std::cmp::Ordering::Greater => Verdict::Inconsistent,
    };
    let words = Words { stated: book.token(stated), computed: listed.to_string().into(), ..Words::default() };
    let kind = match verdict {
        Verdict::Consistent => Kind::Consistent,
        Verdict::Undecidable => Kind::Far,
        _ => Kind::Mismatch,
    };
    Some(Finding {
        rule: Rule::Count,
        verdict,
        grade: (verdict == Verdict::Consistent).then_some(Grade::Exact),
        target: Some(stated),
        operands: Vec::new(),
        mentions: vec![stated],
        formula: format!("{} {} {listed}", figure.value.decimal_text(), if open { "≥" } else { "=" }),
        stated: figure.value.decimal_text(),
        computed: Some(listed.to_string()),
        intervals: vec![figure.hull],
        suggestions: Vec::new(),
        message: words.of(Rule::Count, kind),
    })
}
