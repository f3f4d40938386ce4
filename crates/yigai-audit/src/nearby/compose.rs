//! Amounts that are a standard times a count, and averages that undo it.

use yigai_model::Role;

use super::rows::{MICRO, Rows, Tries};
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
    let mut tries = Tries::of(row);
    let prices = rows.after(at, 4).chain(rows.before(at, PRICES)).filter(|other| other.is_price());
    for price in prices {
        let counts = rows
            .before(at, COUNTS)
            .filter(|other| other.is_count() && other.role != Role::Previous)
            .chain(rows.bases(at));
        for count in counts {
            if !tries.next() {
                return None;
            }
            let least = price.low.checked_mul(count.low)?;
            let most = price.high.checked_mul(count.high)?;
            let meets = least <= row.high.checked_mul(MICRO)? && most >= row.low.checked_mul(MICRO)?;
            if meets && tries.allows(price.slack() + count.slack()) {
                let check = products::check(book, row.mention, &[vec![price.mention, count.mention]], 1);
                if let Some(check) = check.and_then(holds) {
                    return Some(check);
                }
            }
        }
    }
    None
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
    let mut tries = Tries::of(row);
    let amounts = rows.before(at, COUNTS).filter(|other| other.scaled && other.class == Class::Money);
    for amount in amounts {
        let counts = rows
            .before(at, COUNTS)
            .filter(|other| other.is_count() && other.role != Role::Previous)
            .chain(rows.bases(at));
        for count in counts {
            if !tries.next() {
                return None;
            }
            let least = amount.low.checked_mul(MICRO)?;
            let most = amount.high.checked_mul(MICRO)?;
            let meets =
                least <= row.high.checked_mul(count.high)? && most >= row.low.checked_mul(count.low)?;
            if meets && tries.allows(amount.slack() + count.slack()) {
                let check = ratio::check(book, row.mention, &[amount.mention], &[count.mention]);
                if let Some(check) = check.and_then(holds) {
                    return Some(check);
                }
            }
        }
    }
    None
}
