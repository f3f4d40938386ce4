//! # So many to each
//!
//! **Recomputes** the least and the most of a total from how many each holder has: 每县1-2个, 每乡镇1所.
//!
//! **Why**: the total and the rule come from different paragraphs.
//!
//! **Example**: 7个县每县选择2-3家, 共16家 holds, 14 to 21 being possible.
//!
//! **Silent** where the total and the share of each are of different classes.
//!
//! **How sure**: exact at both ends; a total within is no proof. One to each (每街道1个) only says how many at least.

use crate::book::Book;
use crate::check::{Check, Comparison};
use crate::expression::Expression::{Mul, Value};
use crate::finding::Rule;

pub(super) fn checks(book: &Book<'_>, total: usize, holders: usize, each: usize) -> Option<Check> {
    let comparable = book.same_class([total, each].into_iter()) && book.figure(holders).is_some();
    let distinct = total != holders && holders != each && total != each;
    let check = Check::equal(Rule::Bound, total, Mul(vec![Value(holders), Value(each)]));
    let floor = !book.figure(each)?.is_hedged();
    let check = if floor { Check { comparison: Comparison::AtLeast, ..check } } else { check };
    (comparable && distinct).then_some(check)
}
