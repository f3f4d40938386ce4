//! # Sum of parts
//!
//! **Recomputes** a whole as the sum of its parts: 共计, 合计, 分别为, 其中.
//!
//! **Why**: totals are copied from a table and their parts typed by hand, or the other way round.
//!
//! **Example**: 全县共有卫技人员1204人,其中医师486人、护士571人、其他147人 holds; with 护士517人 it does not.
//!
//! **Silent** where the parts are not of one class with the whole, and where 其中 names only some parts (then each part
//! is held against the whole). A list after 其中 that misses its whole by what one mistyped digit makes is not silent.
//!
//! **How sure**: counts must agree to the last one; amounts may be rounded, or cut off, all of them alike.

use crate::book::Book;
use crate::check::{Check, Comparison};
use crate::expression::Expression;
use crate::finding::Rule;
use crate::rational::Rational;

pub(super) fn checks(book: &Book<'_>, whole: usize, parts: &[usize], complete: bool, implied_units: u32) -> Vec<Check> {
    let mut checks = Vec::new();
    if parts.is_empty() || parts.contains(&whole) || !book.same_class([whole].into_iter().chain(parts.iter().copied())) {
        return checks;
    }
    let several = parts.len() > 1 || implied_units > 0;
    if several {
        let mut formula: Vec<_> = parts.iter().copied().map(Expression::Value).collect();
        if implied_units > 0 {
            formula.push(Expression::Constant(Rational::whole(i64::from(implied_units))));
        }
        let check = Check::equal(Rule::Sum, whole, Expression::Add(formula)).jointly();
        checks.push(Check { open: !complete, ..check });
    }
    if !complete || !several {
        checks.extend(parts.iter().map(|&part| Check::order(part, Comparison::AtMost, whole)));
    }
    checks
}
