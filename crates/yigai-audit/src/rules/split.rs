//! # Split per head
//!
//! **Recomputes** money per head as the sum over the levels of government that pay it: 中央, 省, 市, 县.
//!
//! **Why**: the levels' parts are rewritten each year and one of them is forgotten.
//!
//! **Example**: 人均25元,其中中央20元、省3元、县2元 holds; so does 人均24元,中央12元、省6元、市县各3元.
//!
//! **Silent** where the parts are not all money.
//!
//! **How sure**: standards are exact to the last digit.

use crate::book::Book;
use crate::check::Check;
use crate::expression::Expression;
use crate::finding::Rule;

pub(super) fn check(book: &Book<'_>, whole: usize, parts: &[usize]) -> Option<Check> {
    let comparable = book.same_class([whole].into_iter().chain(parts.iter().copied()));
    if !comparable || parts.len() < 2 || parts.contains(&whole) {
        return None;
    }
    // 市、县各5元: one figure for two levels.
    let mut counted: Vec<(usize, i64)> = Vec::new();
    for &part in parts {
        match counted.iter_mut().find(|(known, _)| *known == part) {
            Some((_, times)) => *times += 1,
            None => counted.push((part, 1)),
        }
    }
    let term = |(part, times)| Expression::Value(part).times(times);
    let sum = Expression::Add(counted.into_iter().map(term).collect());
    Some(Check::equal(Rule::Split, whole, sum).jointly())
}
