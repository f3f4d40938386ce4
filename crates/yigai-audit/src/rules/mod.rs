//! One check a file: from a relation of the report to what is to be recomputed.

mod allocation;
mod change;
mod dates;
mod left;
mod listed;
mod model;
mod order;
mod parted;
mod portion;
pub(crate) mod product;
mod range;
pub(crate) mod ratio;
mod remainder;
mod repeat;
pub(crate) mod share;
mod shares;
mod split;
mod sum;
mod ways;

use std::collections::BTreeSet;

use yigai_extract::{Link, Relation};

use crate::book::Book;
use crate::check::{Check, Outcome, Ways};
use crate::finding::{Finding, Verdict};

pub(crate) use shares::Family;

/// What the relations of a report let one recompute.
#[derive(Debug, Default)]
pub(crate) struct Checks {
    /// The recomputations.
    pub(crate) checks: Vec<Check>,
    /// What is known of the first of them already.
    pub(crate) outcomes: Vec<Option<Outcome>>,
    /// Complete splits into shares.
    pub(crate) families: Vec<Family>,
    /// What needs no computing: dates in order, lists counted.
    pub(crate) findings: Vec<Finding>,
}

/// Turns relations into checks. A relation whose figures cannot be compared gives none.
pub(crate) fn checks(book: &Book<'_>, relations: &[Relation]) -> Checks {
    // What is found later has room too: of as many checks moving them takes longer than most are judged.
    let room = relations.len() + book.input.observations.len();
    let mut all = Checks { checks: Vec::with_capacity(room), ..Checks::default() };
    let mut years = dates::Years::new();
    // The wholes whose parts exclude each other.
    let mut apart = BTreeSet::new();
    // Totals of lists that may be meant, of which one is.
    let mut loose = BTreeSet::new();
    for relation in relations {
        let before = all.checks.len();
        match &relation.link {
            Link::Sum { whole, parts, complete, implied_units } => {
                let found = sum::checks(book, *whole, parts, *complete, *implied_units);
                // Of two parts that are named many a list leaves some out.
                let sure = parts.len() > 2 || apart.contains(whole);
                let ways = if sure { Ways::Some(1) } else { Ways::Some(2) };
                all.checks.extend(found.into_iter().map(|check| Check { ways, ..check }));
            }
            Link::Within { whole, parts } => {
                apart.insert(*whole);
                all.checks.extend(order::within(book, *whole, parts));
            }
            Link::Share { share, part, whole } => {
                all.checks.extend(share::check(book, *share, *part, *whole))
            }
            Link::Shares { shares } => all.families.extend(shares::family(book, shares)),
            Link::Parted { shares, parts } => {
                all.checks.extend(parted::checks(book, shares, parts));
                all.families.extend(shares::family(book, shares));
            }
            Link::Change(change) => all.checks.extend(change::checks(book, change)),
            Link::Rate { rate, numerator, denominator } => {
                all.checks.extend(ratio::check(book, *rate, numerator, denominator));
            }
            Link::Product { amount, terms, times } => {
                all.checks.extend(product::check(book, *amount, terms, *times))
            }
            Link::Split { whole, parts } => all.checks.extend(split::check(book, *whole, parts)),
            Link::Progress { planned, parts } => {
                all.checks.extend(remainder::checks(book, *planned, parts, relation.firm))
            }
            Link::Left { left, of, less, among } => {
                all.checks.extend(left::check(book, *left, of, less, *among));
            }
            Link::Portion { portion, whole, parts } => {
                all.checks.extend(portion::check(book, *portion, *whole, *parts));
            }
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
                let found = listed::finding(book, *stated, *listed, *open);
                let silent = |finding: &Finding| !relation.firm && finding.verdict != Verdict::Consistent;
                all.findings.extend(found.filter(|finding| !silent(finding)))
            }
        }
        if !relation.firm {
            if matches!(relation.link, Link::Sum { .. } | Link::Left { .. }) {
                loose.extend(before..all.checks.len());
            }
            all.checks.iter_mut().skip(before).for_each(|check| check.open = true);
        }
    }
    all.outcomes = ways::one_each(book, &mut all.checks, &loose);
    if let Some(constraints) = book.input.constraints {
        let shelf = model::Shelf::new(book);
        let constraints = constraints.led_by(shelf.indicators());
        all.checks.extend(model::checks(book, &shelf, &constraints));
        all.findings.extend(range::findings(book, &shelf, &constraints));
    }
    all
}
