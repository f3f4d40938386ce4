//! One check a file: from a relation of the report to what is to be recomputed.

mod allocation;
mod change;
mod dates;
mod listed;
mod model;
mod order;
pub(crate) mod product;
mod range;
pub(crate) mod ratio;
mod remainder;
mod repeat;
pub(crate) mod share;
mod shares;
mod split;
mod sum;

use yigai_extract::{Link, Relation};

use crate::book::Book;
use crate::check::Check;
use crate::finding::{Finding, Verdict};

pub(crate) use shares::Family;

/// What the relations of a report let one recompute.
#[derive(Debug, Default)]
pub(crate) struct Checks {
    /// The recomputations.
    pub(crate) checks: Vec<Check>,
    /// Complete splits into shares.
    pub(crate) families: Vec<Family>,
    /// What needs no computing: dates in order, lists counted.
    pub(crate) findings: Vec<Finding>,
}

/// Turns relations into checks. A relation whose figures cannot be compared gives none.
pub(crate) fn checks(book: &Book<'_>, relations: &[Relation]) -> Checks {
    let mut all = Checks::default();
    let mut years = dates::Years::new();
    for relation in relations {
        let before = all.checks.len();
        match &relation.link {
            Link::Sum { whole, parts, complete, implied_units } => {
                all.checks.extend(sum::checks(book, *whole, parts, *complete, *implied_units));
            }
            Link::Share { share, part, whole } => {
                all.checks.extend(share::check(book, *share, *part, *whole))
            }
            Link::Shares { shares } => all.families.extend(shares::family(book, shares)),
            Link::Change(change) => all.checks.extend(change::checks(book, change)),
            Link::Rate { rate, numerator, denominator } => {
                all.checks.extend(ratio::check(book, *rate, numerator, denominator));
            }
            Link::Product { amount, terms, times } => {
                all.checks.extend(product::check(book, *amount, terms, *times))
            }
            Link::Split { whole, parts } => all.checks.extend(split::check(book, *whole, parts)),
            Link::Progress { planned, parts } => all.checks.extend(remainder::checks(book, *planned, parts)),
            Link::Repeat { first, again } => all.checks.extend(repeat::check(book, *first, *again)),
            Link::Subset { part, whole } => all.checks.extend(order::check(book, *part, *whole)),
            Link::Allocation { total, holders, each } => {
                all.checks.extend(allocation::checks(book, *total, *holders, *each));
            }
            Link::Dates { earlier, later } => {
                let found = dates::finding(book, *earlier, *later, &mut years);
                let silent = |finding: &Finding| !relation.firm && finding.verdict != Verdict::Consistent;
                all.findings.extend(found.filter(|finding| !silent(finding)))
            }
            Link::Listed { stated, listed, open } => {
                all.findings.extend(listed::finding(book, *stated, *listed, *open))
            }
        }
        if !relation.firm {
            all.checks.iter_mut().skip(before).for_each(|check| check.open = true);
        }
    }
    if let Some(constraints) = book.input.constraints {
        let shelf = model::Shelf::new(book);
        let constraints = constraints.led_by(shelf.indicators());
        all.checks.extend(model::checks(book, &shelf, &constraints));
        all.findings.extend(range::findings(book, &shelf, &constraints));
    }
    all
}
