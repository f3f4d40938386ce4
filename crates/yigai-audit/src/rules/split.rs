//! # Split per head
//!
//! **Recomputes** money per head as the sum over the levels of government that pay it: 中央, 省, 市, 县.
//!
//! **Why**: the levels' parts are rewritten each year and one of them is forgotten.
//!
//! **Example**: 人均25元,其中中央20元、省3元、县2元 holds.
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
    Some(Check::equal(Rule::Split, whole, Expression::sum(parts.iter().copied())).jointly())
}
