//! Amounts that are a standard times a count, and averages that undo it.

use yigai_model::Role;

use super::rows::{MICRO, Row, Rows, Tries};
use crate::book::{Book, Class};
use crate::check::Check;
use crate::rules::{product as products, ratio};

const PRICES: usize = 30;
const COUNTS: usize = 16;

/// An amount as a price before it, or soon behind it, times a count before it or a population.
pub(super) fn product(
    book: &Book<'_>,
    rows: &Rows<'_>,
    at: usize,
    holds: &dyn Fn(Check) -> Option<Check>,
) -> Option<Check> {
    let row = rows.all.get(at)?;
    let prices = rows.after(at, 4).chain(rows.before(at, PRICES)).filter(|other| other.is_price());
    let meets = |price: &Row<'_>, count: &Row<'_>| {
        let least = price.low.checked_mul(count.low)?;
        let most = price.high.checked_mul(count.high)?;
        Some(least <= row.high.checked_mul(MICRO)? && most >= row.low.checked_mul(MICRO)?)
    };
    let check = |price: &Row<'_>, count: &Row<'_>| {
        products::check(book, row.mention, &[vec![price.mention, count.mention]], 1)
    };
    with_a_count(rows, at, prices, &meets, &|price, count| check(price, count).and_then(holds))
}

/// Money for one as an amount over a count, both before it.
pub(super) fn average(
    book: &Book<'_>,
    rows: &Rows<'_>,
    at: usize,
    holds: &dyn Fn(Check) -> Option<Check>,
) -> Option<Check> {
    // A standard is set, not computed.
    let row = rows.all.get(at).filter(|row| !row.rule)?;
    let amounts = rows.before(at, COUNTS).filter(|other| other.scaled && other.class == Class::Money);
    let meets = |amount: &Row<'_>, count: &Row<'_>| {
        let least = amount.low.checked_mul(MICRO)?;
        let most = amount.high.checked_mul(MICRO)?;
        Some(least <= row.high.checked_mul(count.high)? && most >= row.low.checked_mul(count.low)?)
    };
    let check = |amount: &Row<'_>, count: &Row<'_>| {
        ratio::check(book, row.mention, &[amount.mention], &[count.mention])
    };
    with_a_count(rows, at, amounts, &meets, &|amount, count| check(amount, count).and_then(holds))
}

/// The first of some amounts with the first count before the figure, or a population, that give it.
fn with_a_count<'r, 'a: 'r>(
    rows: &'r Rows<'a>,
    at: usize,
    amounts: impl Iterator<Item = &'r Row<'a>>,
    meets: &dyn Fn(&Row<'_>, &Row<'_>) -> Option<bool>,
    found: &dyn Fn(&Row<'_>, &Row<'_>) -> Option<Check>,
) -> Option<Check> {
    let mut tries = Tries::of(rows.all.get(at)?);
    for amount in amounts {
        let counts = rows
            .before(at, COUNTS)
            .filter(|other| other.is_count() && other.role != Role::Previous)
            .chain(rows.bases(at));
        for count in counts {
            if !tries.next() {
                return None;
            }
            if meets(amount, count)? && tries.allows(amount.slack() + count.slack()) {
                let check = found(amount, count);
                if check.is_some() {
                    return check;
                }
            }
        }
    }
    None
}
