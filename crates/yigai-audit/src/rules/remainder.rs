//! # Remainder
//!
//! **Recomputes** what was planned as what is done, under way and still to start: 已完成, 在建, 拟建, 还差.
//!
//! **Why**: progress moves on and the plan does not.
//!
//! **Example**: 计划建设18所,已建成11所,在建5所,未开工2所 holds.
//!
//! **Silent** where the figures are of different classes.
//!
//! **How sure**: counts must agree to the last one.

use crate::book::Book;
use crate::check::Check;
use crate::expression::Expression;
use crate::finding::Rule;

pub(super) fn checks(book: &Book<'_>, planned: usize, parts: &[usize], firm: bool) -> Vec<Check> {
    let comparable = book.same_class([planned].into_iter().chain(parts.iter().copied()));
    if !comparable || parts.len() < 2 || parts.contains(&planned) {
        return Vec::new();
    }
    let sum = Expression::sum(parts.iter().copied());
    let whole = Check::equal(Rule::Remainder, planned, sum).jointly();
    let mut checks: Vec<Check> = firm.then_some(whole).into_iter().collect();
    if let &[done, rest] = parts {
        // 缺口, 结余 and 空编 are themselves what was computed; the failure is told once.
        let left = Expression::Value(planned).sub(Expression::Value(done));
        checks.push(Check { open: true, ..Check::equal(Rule::Remainder, rest, left).jointly() });
    }
    checks
}
