//! # Repeat
//!
//! **Recomputes** nothing: one fact stated twice must be one number.
//!
//! **Why**: a report is put together from several offices' texts.
//!
//! **Example**: 全市87所乡镇卫生院 in one paragraph, 78所乡镇卫生院 in another.
//!
//! **Silent** where the two are of different classes.
//!
//! **How sure**: counts must be the same; rounded figures must have a value in common.

use crate::book::Book;
use crate::check::Check;
use crate::expression::Expression::Value;
use crate::finding::Rule;

pub(super) fn check(book: &Book<'_>, first: usize, again: usize) -> Option<Check> {
    let comparable = first != again && book.same_class([first, again].into_iter());
    comparable.then(|| Check::equal(Rule::Repeat, again, Value(first)))
}
