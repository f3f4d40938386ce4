//! Amounts that are a standard times a count, and averages that undo it.

use yigai_model::Role;

use super::rows::{MICRO, Row, Rows, Tries, times};
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
        times(price.low, count.low) <= times(row.high, MICRO)
            && times(price.high, count.high) >= times(row.low, MICRO)
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
        times(amount.low, MICRO) <= times(row.high, count.high)
            && times(amount.high, MICRO) >= times(row.low, count.low)
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
    meets: &dyn Fn(&Row<'_>, &Row<'_>) -> bool,
    found: &dyn Fn(&Row<'_>, &Row<'_>) -> Option<Check>,
) -> Option<Check> {
    let mut tries = Tries::of(rows.all.get(at)?);
    let mut amounts = amounts.peekable();
    amounts.peek()?;
    let before = rows.before(at, COUNTS).filter(|other| other.is_count() && other.role != Role::Previous);
    let mut counts: Vec<&Row<'_>> = Vec::with_capacity(2 * COUNTS);
    counts.extend(before.chain(rows.bases(at)));
    for amount in amounts {
        for &count in &counts {
            if !tries.next() {
                return None;
            }
            if meets(amount, count) && tries.allows(amount.slack + count.slack) {
                let check = found(amount, count);
                if check.is_some() {
                    return check;
                }
            }
        }
    }
    None
}
