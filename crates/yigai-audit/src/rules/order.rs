//! # Part within its whole
//!
//! **Recomputes** nothing: a part (其中, 含) cannot pass its whole, contracts cannot pass posts, nor spending what was
//! raised; and parts that exclude each other (门诊, 住院) are together no more than their whole, even where more might be
//! named.
//!
//! **Why**: a number that grew by a misplaced digit or a blind replacement shows here first.
//!
//! **Example**: 门诊补偿53万人次 of 共补偿48万人次.
//!
//! **Silent** where the two are of different classes.
//!
//! **How sure**: certain for what the wording puts inside; a doubt only for what the model expects.

use crate::book::{Book, Class};
use crate::check::{Check, Comparison};
use crate::expression::Expression;
use crate::finding::Rule;
use crate::rational::Rational;

/// Parts that exclude each other are together no more than their whole. Said only where they are more: that they are not
/// proves little.
pub(super) fn within(book: &Book<'_>, whole: usize, parts: &[usize]) -> Option<Check> {
    let comparable = book.same_class([whole].into_iter().chain(parts.iter().copied()));
    let sum = Expression::sum(parts.iter().copied());
    let low = |index: usize| book.figure(index).and_then(|figure| Some(figure.hull.low?.value));
    let least = parts.iter().try_fold(Rational::ZERO, |sum, &part| sum.add(low(part)?))?;
    let most = book.figure(whole)?.hull.high?.value;
    let check = Check { comparison: Comparison::AtLeast, ..Check::equal(Rule::Order, whole, sum) };
    (comparable && !parts.contains(&whole) && least > most).then_some(check)
}

pub(super) fn check(book: &Book<'_>, part: usize, whole: usize) -> Option<Check> {
    let classes = (book.class(part)?, book.class(whole)?);
    let comparable =
        classes.0 == classes.1 && !matches!(classes.0, Class::Points | Class::Multiple | Class::Rate);
    (comparable && part != whole).then(|| Check::order(part, Comparison::AtMost, whole))
}
