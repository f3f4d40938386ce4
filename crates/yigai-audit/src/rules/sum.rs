//! # Sum of parts
//!
//! **Recomputes** a whole as the sum of its parts: 共计, 合计, 分别为, 其中.
//!
//! **Why**: totals are copied from a table and their parts typed by hand, or the other way round.
//!
//! **Example**: 全县共有卫技人员1204人,其中医师486人、护士571人、其他147人 holds; with 护士517人 it does not.
//!
//! **Silent** where the parts are not of one class with the whole, and where 其中 names only some parts (then each part
//! is held against the whole). An average between amounts (住院1630.2万元,次均1742.6元) is no part. A list after 其中 that misses its whole by what one mistyped digit makes is not silent.
//!
//! **How sure**: counts must agree to the last one; amounts may be rounded, or cut off, all of them alike.

use crate::book::{Book, Class};
use crate::check::{Check, Comparison};
use crate::expression::Expression;
use crate::finding::Rule;

pub(super) fn checks(
    book: &Book<'_>,
    whole: usize,
    parts: &[usize],
    complete: bool,
    implied_units: u32,
) -> Vec<Check> {
    let mut checks = Vec::new();
    let parts = &without_averages(book, whole, parts);
    if parts.is_empty()
        || parts.contains(&whole)
        || !book.same_class([whole].into_iter().chain(parts.iter().copied()))
    {
        return checks;
    }
    let several = parts.len() > 1 || implied_units > 0;
    if several {
        let mut formula: Vec<_> = parts.iter().copied().map(Expression::Value).collect();
        if implied_units > 0 {
            formula.push(Expression::Constant(implied_units.into()));
        }
        let check = Check::equal(Rule::Sum, whole, Expression::Add(formula)).jointly();
        checks.push(Check { open: !complete, ..check });
    }
    if !complete || !several {
        checks.extend(parts.iter().map(|&part| Check::order(part, Comparison::AtMost, whole)));
    }
    checks
}

/// Amounts in 万元 add up with amounts in 万元; one of them in plain 元 with decimals is what each case took.
fn without_averages(book: &Book<'_>, whole: usize, parts: &[usize]) -> Vec<usize> {
    let scaled = |&mention: &usize| {
        let quantity = book.input.mentions.get(mention).and_then(|mention| mention.quantity());
        quantity.is_some_and(|quantity| quantity.stated.scale > rust_decimal::Decimal::ONE)
    };
    let money = book.class(whole) == Some(Class::Money);
    if money && scaled(&whole) && parts.iter().filter(|part| scaled(part)).count() > 1 {
        return parts.iter().copied().filter(scaled).collect();
    }
    parts.to_vec()
}
