//! # Rate
//!
//! **Recomputes** a rate, a coverage or an average as its numerator over its denominator: 使用率, 建档率, 人均, 次均.
//!
//! **Why**: rates are what a report is judged by, and what gets rounded in its favour.
//!
//! **Example**: 筹资680.4万元,支出612.9万元,基金使用率90% holds, 612.9 / 680.4 being 90.08 %.
//!
//! **Silent** where a side is missing or the sides of a percentage are of different classes.
//!
//! **How sure**: rounded or cut off after the last stated place; the operands may be rounded too.

use std::sync::Arc;

use yigai_model::Catalogue;

use crate::book::{Book, Class};
use crate::check::Check;
use crate::expression::Expression;
use crate::finding::Rule;

pub(crate) fn check(
    book: &Book<'_>,
    rate: usize,
    numerator: &[usize],
    denominator: &[usize],
) -> Option<Check> {
    if let (&[part], &[first, second]) = (numerator, denominator)
        && first == part
    {
        return of_both(book, rate, part, second);
    }
    let all = || numerator.iter().chain(denominator);
    let repeats = || all().enumerate().any(|(at, mention)| all().skip(at + 1).any(|other| other == mention));
    if numerator.is_empty() || denominator.is_empty() || all().any(|&side| side == rate) || repeats() {
        return None;
    }
    let factor = factor(book, rate)?;
    let comparable = match book.class(rate)? {
        Class::Percent => {
            // Files are kept one a person, so 份 over 人 is a rate; money over persons is not.
            let money =
                |side: &[usize]| side.iter().all(|&mention| book.class(mention) == Some(Class::Money));
            book.same_class(numerator.iter().copied())
                && book.same_class(denominator.iter().copied())
                && money(numerator) == money(denominator)
        }
        _ => book.same_class(numerator.iter().copied()) && book.same_class(denominator.iter().copied()),
    };
    if !comparable {
        return None;
    }
    let ratio = Expression::sum(numerator.iter().copied()).over(Expression::sum(denominator.iter().copied()));
    // The sign of percent or permille says what the ratio is multiplied by; a base such as 每万人 must be shown.
    let signed = book.figure(rate)?.written.is_signed();
    let check = Check::equal(Rule::Ratio, rate, ratio.times(factor));
    Some(if signed { check.without_factor() } else { check })
}

/// One of two sides over both of them, with each standing once in the tree: 100 / (1 + other / part).
fn of_both(book: &Book<'_>, rate: usize, part: usize, other: usize) -> Option<Check> {
    let comparable = book.class(rate)? == Class::Percent && book.same_class([part, other].into_iter());
    let one = Expression::Constant(1);
    let rest = Expression::Value(other).over(Expression::Value(part));
    let tree = Expression::Constant(100).over(Expression::Add(vec![one, rest]));
    let shown = Expression::Value(part).over(Expression::sum([part, other]));
    (comparable && part != other).then(|| Check::equal(Rule::Ratio, rate, tree).shown(shown))
}

/// What a plain ratio is multiplied by to be in the unit of the rate.
pub(crate) fn factor(book: &Book<'_>, rate: usize) -> Option<i64> {
    let quantity = book.input.mentions.get(rate)?.quantity()?;
    let base = |per: &Arc<str>| match per.as_ref() {
        "万" | "万人" => Some(10_000),
        "10万" | "十万" | "10万人" | "十万人" => Some(100_000),
        "千" | "千人" => Some(1_000),
        _ => None,
    };
    let per = quantity.per.iter().find_map(base);
    // 每千人口床位5.7张、护士2.9人: what the first of a list is for, all are, as their indicators say.
    let class = book.class(rate)?;
    let fraction = class == Class::Counted && !quantity.value.fract().is_zero();
    let known = || {
        let indicator = Catalogue::builtin().get(book.observation(rate)?.indicator.as_deref()?)?;
        indicator.per().iter().find_map(base)
    };
    match (class, per.or_else(|| fraction.then(known).flatten())) {
        (_, Some(base)) => Some(base),
        // 累计结余A,支出B,可支付C个月: a year's expense is twelve months'.
        (Class::Measured, None) => match quantity.unit.as_ref()?.name() {
            "个月" | "月" => Some(12),
            _ => None,
        },
        (Class::Percent, None) => Some(100),
        (Class::Points, None) => None,
        (Class::Rate, None) => match quantity.unit.as_ref()?.name() {
            "‰" => Some(1_000),
            "/万" | "万分之" => Some(10_000),
            "/10万" | "/十万" => Some(100_000),
            _ => None,
        },
        _ => Some(1),
    }
}
