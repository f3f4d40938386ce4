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

use std::collections::{BTreeMap, BTreeSet};

use yigai_extract::{Link, Relation};

use crate::book::{Book, Class};
use crate::check::{Check, Outcome, Values, Ways, judge};
use crate::finding::{Finding, Rule, Verdict};
use crate::slip;

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
    let mut all = Checks::default();
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
    (all.checks, all.outcomes) = one_way_each(book, all.checks, &loose).into_iter().unzip();
    if let Some(constraints) = book.input.constraints {
        let shelf = model::Shelf::new(book);
        let constraints = constraints.led_by(shelf.indicators());
        all.checks.extend(model::checks(book, &shelf, &constraints));
        all.findings.extend(range::findings(book, &shelf, &constraints));
    }
    all
}

/// Several relations for one rate are ways to take the words: the one that agrees is meant; where none does, the one over
/// the whole that other shares of the sentence were taken from, then one that a slip explains, then one that the wording
/// ties firmly, then the first.
fn one_way_each(
    book: &Book<'_>,
    checks: Vec<Check>,
    loose: &BTreeSet<usize>,
) -> Vec<(Check, Option<Outcome>)> {
    let choice = |at: usize, check: &Check| match check.rule {
        Rule::Share | Rule::Ratio | Rule::Product => true,
        Rule::Sum | Rule::Remainder => loose.contains(&at),
        _ => false,
    };
    let mut ways: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, check) in checks.iter().enumerate() {
        if choice(at, check) {
            let all: &mut Vec<usize> = ways.entry(check.target).or_default();
            if !all.iter().any(|&other| checks.get(other).is_some_and(|other| other.formula == check.formula))
            {
                all.push(at);
            }
        }
    }
    let values = Values::stated(&book.figures);
    let of = |at: usize| checks.get(at);
    let judged = |(at, check): (usize, &Check)| choice(at, check).then(|| judge(check, &values));
    let judged: Vec<Option<Outcome>> = checks.iter().enumerate().map(judged).collect();
    let agrees = |at: usize| {
        judged.get(at).copied().flatten().is_some_and(|outcome| outcome.verdict == Verdict::Consistent)
    };
    let firm = |at: usize| of(at).is_some_and(|check| !check.open);
    let divides = |check: &&Check| !matches!(check.rule, Rule::Product | Rule::Sum | Rule::Remainder);
    let quotient = |at: usize| of(at).filter(divides)?.operands().last().copied();
    let mut meant: BTreeMap<usize, usize> = BTreeMap::new();
    let mut wholes: BTreeMap<(u32, usize), usize> = BTreeMap::new();
    for (&target, all) in &ways {
        if let Some(at) = all.iter().copied().find(|&at| agrees(at)) {
            meant.insert(target, at);
            let whole = book.group(target).zip(quotient(at));
            whole.into_iter().for_each(|found| *wholes.entry(found).or_default() += 1);
        }
    }
    let mut kept: BTreeMap<usize, Ways> = BTreeMap::new();
    for (target, all) in ways {
        if let Some(&at) = meant.get(&target) {
            kept.insert(at, Ways::Some(all.len()));
            continue;
        }
        let shared = |at: usize| {
            let group = book.group(target)?;
            let near = [group.checked_sub(1), Some(group)].into_iter().flatten();
            let times: usize = near.filter_map(|group| wholes.get(&(group, quotient(at)?))).sum();
            (times > 0).then_some(times)
        };
        let slipped = |at: usize| of(at).is_some_and(|check| slip::explains(check, target, &values));
        let explained = |at: usize| of(at).is_some_and(|check| slip::explains_any(check, &values));
        let likely = |&&at: &&usize| (slipped(at), explained(at), shared(at), firm(at));
        // Of equals the first: the maximum is the last of them.
        let best = match all.as_slice() {
            [only] => Some(only),
            several => several.iter().rev().max_by_key(likely),
        };
        if let Some(&at) = best {
            let ways = match shared(at) {
                Some(times) => Ways::Shown(times),
                // What another sentence states may be of something else.
                None if is_one_group(book, checks.get(at)) => Ways::Some(all.len()),
                None => Ways::Some(all.len() + 2),
            };
            kept.insert(at, ways);
        }
    }
    // A price that one amount was computed with, or that was computed itself, is not held against another.
    let agreeing = || kept.keys().filter(|&&at| agrees(at)).filter_map(|&at| of(at));
    let money = |check: &Check| -> Vec<usize> {
        let factors = check.operands().iter().copied();
        factors.filter(|&factor| book.class(factor) == Some(Class::Money)).collect()
    };
    let prices: BTreeSet<usize> = agreeing()
        .flat_map(|check| match check.rule {
            Rule::Product => money(check),
            _ => vec![check.target],
        })
        .collect();
    let priced = |at: usize| {
        let failing = of(at).filter(|check| check.rule == Rule::Product && check.open && !agrees(at));
        failing.is_some_and(|check| money(check).iter().any(|price| prices.contains(price)))
    };
    // 补偿A万元,次均P元;某镇次均Q元: what two amounts give was said once; the other average is of somewhere else.
    let quotients: BTreeMap<&[usize], Option<u32>> = agreeing()
        .filter(|check| check.rule == Rule::Ratio)
        .map(|check| (check.operands(), book.group(check.target)))
        .collect();
    let elsewhere = |at: usize| {
        let failing = of(at).filter(|check| check.rule == Rule::Ratio && !agrees(at));
        failing.is_some_and(|check| {
            let said = quotients.get(check.operands());
            said.is_some_and(|&group| group != book.group(check.target))
        })
    };
    let taken: BTreeSet<usize> = kept.keys().copied().filter(|&at| priced(at) || elsewhere(at)).collect();
    kept.retain(|at, _| !taken.contains(at));
    let of_kept = |(at, (check, outcome)): (usize, (Check, Option<Outcome>))| match kept.get(&at) {
        Some(&ways) => Some((Check { ways, ..check }, outcome)),
        None => (!choice(at, &check)).then_some((check, outcome)),
    };
    checks.into_iter().zip(judged).enumerate().filter_map(of_kept).collect()
}

fn is_one_group(book: &Book<'_>, check: Option<&Check>) -> bool {
    let members = check.map(|check| check.members.clone()).unwrap_or_default();
    let mut groups = members.into_iter().map(|member| book.group(member));
    groups.next().is_none_or(|first| groups.all(|group| group == first))
}
