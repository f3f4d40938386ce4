//! # So many parts of another figure
//!
//! **Recomputes** what is a half, three quarters or twice of another figure: 减半, 前三季度应支, 翻一番.
//!
//! **Why**: the figure of the year is changed and what is due of it is forgotten.
//!
//! **Example**: 年度预算2.4亿元,上半年应拨1.2亿元 holds.
//!
//! **Silent** where the two are of different classes, and where they do not agree, but for what one slip makes.
//!
//! **How sure**: rounded or cut off after the last stated place.

use crate::book::Book;
use crate::check::Check;
use crate::expression::Expression::{Constant, Value};
use crate::finding::Rule;

pub(super) fn check(book: &Book<'_>, portion: usize, whole: usize, parts: (u32, u32)) -> Option<Check> {
    let (some, all) = parts;
    let comparable = portion != whole && all > 0 && book.same_class([portion, whole].into_iter());
    let many = Value(whole).times(some.into());
    let formula = if all == 1 { many } else { many.over(Constant(all.into())) };
    comparable.then(|| Check::equal(Rule::Product, portion, formula))
}
