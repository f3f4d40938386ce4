//! Which of several ways to take the words is meant.

use std::collections::{BTreeMap, BTreeSet};

use crate::book::{Book, Class};
use crate::check::{Check, Outcome, Values, Ways, judge};
use crate::finding::{Rule, Verdict};
use crate::slip;

/// Several relations for one rate are ways to take the words: the one that agrees is meant; where none does, the one over
/// the whole that other shares of the sentence were taken from, then one that a slip explains, then one that the wording
/// ties firmly, then the first. The others go; handed back is what is known of those that stay.
pub(super) fn one_each(
    book: &Book<'_>,
    checks: &mut Vec<Check>,
    loose: &BTreeSet<usize>,
) -> Vec<Option<Outcome>> {
    let choice = |at: usize, check: &Check| match check.rule {
        Rule::Share | Rule::Ratio | Rule::Product => true,
        Rule::Sum | Rule::Remainder => loose.contains(&at),
        _ => false,
    };
    let values = Values::stated(&book.figures);
    let judged = |(at, check): (usize, &Check)| choice(at, check).then(|| judge(check, &values));
    let mut judged: Vec<Option<Outcome>> = checks.iter().enumerate().map(judged).collect();
    let kept = kept(book, checks, &judged);
    for (check, ways) in checks.iter_mut().zip(&kept) {
        check.ways = ways.unwrap_or(check.ways);
    }
    let stays: Vec<bool> =
        judged.iter().zip(&kept).map(|(judged, ways)| judged.is_none() || ways.is_some()).collect();
    let mut stay = stays.iter();
    checks.retain(|_| stay.next() == Some(&true));
    let mut stay = stays.iter();
    judged.retain(|_| stay.next() == Some(&true));
    judged
}

/// Which of the judged checks are meant, and of how many.
fn kept(book: &Book<'_>, checks: &[Check], judged: &[Option<Outcome>]) -> Vec<Option<Ways>> {
    let values = Values::stated(&book.figures);
    let of = |at: usize| checks.get(at);
    let verdict = |at: usize| judged.get(at).copied().flatten().map(|outcome| outcome.verdict);
    let agrees = |at: usize| verdict(at) == Some(Verdict::Consistent);
    let firm = |at: usize| of(at).is_some_and(|check| !check.open);
    let divides = |check: &&Check| !matches!(check.rule, Rule::Product | Rule::Sum | Rule::Remainder);
    let quotient = |at: usize| of(at).filter(divides)?.operands().last().copied();
    let ways = ways(checks, judged);
    let by_target = || ways.chunk_by(|(first, _), (second, _)| first == second);
    let meant = |all: &[(usize, usize)]| all.iter().map(|(_, at)| *at).find(|&at| agrees(at));
    let mut wholes: BTreeMap<(u32, usize), usize> = BTreeMap::new();
    for at in by_target().filter_map(meant) {
        let group = of(at).and_then(|check| book.group(check.target));
        group.zip(quotient(at)).into_iter().for_each(|found| *wholes.entry(found).or_default() += 1);
    }
    let mut kept: Vec<Option<Ways>> = vec![None; checks.len()];
    let mut keep =
        |at: usize, ways: Ways| kept.iter_mut().skip(at).take(1).for_each(|slot| *slot = Some(ways));
    for all in by_target() {
        if let Some(at) = meant(all) {
            keep(at, Ways::Some(all.len()));
            continue;
        }
        let shared = |at: usize| {
            let group = book.group(of(at)?.target)?;
            let near = [group.checked_sub(1), Some(group)].into_iter().flatten();
            let times: usize = near.filter_map(|group| wholes.get(&(group, quotient(at)?))).sum();
            (times > 0).then_some(times)
        };
        let slipped = |at: usize| of(at).is_some_and(|check| slip::explains(check, check.target, &values));
        let explained = |at: usize| of(at).is_some_and(|check| slip::explains_any(check, &values));
        let likely = |&&(_, at): &&(usize, usize)| (slipped(at), explained(at), shared(at), firm(at));
        // Of equals the first: the maximum is the last of them.
        let best = match all {
            [only] => Some(only),
            several => several.iter().rev().max_by_key(likely),
        };
        if let Some(&(_, at)) = best {
            let ways = match shared(at) {
                Some(times) => Ways::Shown(times),
                // What another sentence states may be of something else.
                None if is_one_group(book, of(at)) => Ways::Some(all.len()),
                None => Ways::Some(all.len() + 2),
            };
            keep(at, ways);
        }
    }
    // A price that one amount was computed with, or that was computed itself, is not held against another.
    let all = || kept.iter().enumerate().filter(|(_, ways)| ways.is_some()).map(|(at, _)| at);
    let agreeing = || all().filter(|&at| agrees(at)).filter_map(of);
    fn money<'c>(book: &'c Book<'_>, check: &'c Check) -> impl Iterator<Item = usize> + 'c {
        check.operands().iter().copied().filter(|&factor| book.class(factor) == Some(Class::Money))
    }
    let mut prices: BTreeSet<usize> = BTreeSet::new();
    for check in agreeing() {
        match check.rule {
            Rule::Product => prices.extend(money(book, check)),
            _ => {
                prices.insert(check.target);
            }
        }
    }
    let priced = |at: usize| {
        let failing = of(at).filter(|check| check.rule == Rule::Product && check.open && !agrees(at));
        failing.is_some_and(|check| money(book, check).any(|price| prices.contains(&price)))
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
    let taken: Vec<usize> = all().filter(|&at| priced(at) || elsewhere(at)).collect();
    for at in taken {
        kept.iter_mut().skip(at).take(1).for_each(|slot| *slot = None);
    }
    kept
}

/// The judged checks by their targets, each formula once.
fn ways(checks: &[Check], judged: &[Option<Outcome>]) -> Vec<(usize, usize)> {
    let judged = checks.iter().zip(judged).enumerate().filter(|(_, (_, judged))| judged.is_some());
    let mut all: Vec<(usize, usize)> = judged.map(|(at, (check, _))| (check.target, at)).collect();
    all.sort_unstable();
    let formula = |at: usize| checks.get(at).map(|check| &check.formula);
    let mut ways: Vec<(usize, usize)> = Vec::with_capacity(all.len());
    for (target, at) in all {
        let mut known = ways.iter().rev().take_while(|(known, _)| *known == target);
        if !known.any(|&(_, known)| formula(known) == formula(at)) {
            ways.push((target, at));
        }
    }
    ways
}

fn is_one_group(book: &Book<'_>, check: Option<&Check>) -> bool {
    let members = check.map_or(&[][..], |check| check.members.as_slice());
    let mut groups = members.iter().map(|&member| book.group(member));
    groups.next().is_none_or(|first| groups.all(|group| group == first))
}
