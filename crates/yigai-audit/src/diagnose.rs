//! Which number is to blame where several checks fail.
//!
//! A mistyped part fails its sum and its share; a mistyped whole fails its sum and all shares taken from it. One alarm
//! on the number that explains most of the failures is right where one alarm on each failure would accuse sound numbers.

#![allow(
    clippy::indexing_slicing,
    reason = "checks, outcomes and what is noted of them are lists of one length, and every index is one of theirs"
)]

use std::collections::{BTreeMap, BTreeSet};

use crate::book::Book;
use crate::check::{Check, Outcome, Values};
use crate::finding::{Rule, Verdict};
use crate::interval::Interval;
use crate::slip;

/// A number that is blamed for failing checks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Blame {
    pub(crate) mention: usize,
    /// The check that shows it best: an index into the checks.
    pub(crate) check: usize,
    /// The other failing checks that it explains.
    pub(crate) explains: Vec<usize>,
    /// How many other numbers, which nothing bears out, may be the wrong ones instead.
    pub(crate) rivals: usize,
}

/// Blames as few numbers as explain all failing checks.
pub(crate) fn blame(book: &Book<'_>, checks: &[Check], outcomes: &[Outcome]) -> Vec<Blame> {
    let values = Values::stated(&book.figures);
    let failing = |verdict: Verdict| verdict == Verdict::Inconsistent;
    let mut open: BTreeSet<usize> = outcomes
        .iter()
        .enumerate()
        .filter(|(_, outcome)| failing(outcome.verdict))
        .map(|(at, _)| at)
        .collect();
    if open.is_empty() {
        return Vec::new();
    }
    let mut supports: BTreeMap<usize, usize> = BTreeMap::new();
    for (check, outcome) in checks.iter().zip(outcomes) {
        if outcome.verdict == Verdict::Consistent && check.is_tight() {
            check.members.iter().copied().for_each(|member| *supports.entry(member).or_default() += 1);
        }
    }
    let support = |member: usize| supports.get(&member).copied().unwrap_or_default();
    let mut by_member: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &at in &open {
        checks[at].members.iter().copied().for_each(|member| by_member.entry(member).or_default().push(at));
    }
    let mut blames = Vec::new();
    // Who is to blame for a failure is one of its members.
    while let Some(first) = open.pop_first() {
        open.insert(first);
        let still = |at: &&usize| open.contains(at);
        let suspects: BTreeMap<usize, Vec<usize>> = checks[first]
            .members
            .iter()
            .copied()
            .map(|member| {
                (member, by_member.get(&member).into_iter().flatten().filter(still).copied().collect())
            })
            .collect();
        let best = suspects
            .iter()
            .filter(|(member, at)| at.len() > 1 && agree_on(checks, at, **member, &values))
            .max_by_key(|(member, at)| {
                let mut tight = at.iter().map(|&at| &checks[at]).filter(|check| check.is_tight()).peekable();
                let is_target = tight.clone().any(|check| check.target == **member);
                let slipped = tight.peek().is_some() && tight.all(|check| is_slip(check, **member, &values));
                (at.len(), slipped, std::cmp::Reverse(support(**member)), is_target)
            })
            .map(|(member, at)| (*member, at.clone()));
        let blame = match best {
            Some((mention, at)) => {
                let rivals = rivals(checks, &at, mention, &support, &values);
                Blame { rivals, ..several(checks, mention, &at) }
            }
            None => single(checks, first, &support, &values),
        };
        open.remove(&blame.check);
        by_member.get(&blame.mention).into_iter().flatten().for_each(|at| {
            open.remove(at);
        });
        blames.push(blame);
    }
    blames
}

fn several(checks: &[Check], mention: usize, at: &[usize]) -> Blame {
    let own = |tight: bool| {
        at.iter().copied().find(|&at| checks[at].target == mention && (checks[at].is_tight() || !tight))
    };
    let own = own(true).or_else(|| own(false));
    let check = own.or_else(|| at.first().copied()).unwrap_or_default();
    Blame {
        mention,
        check,
        explains: at.iter().copied().filter(|&other| other != check).collect(),
        rivals: 0,
    }
}

/// One failing check blames its target, unless that is borne out elsewhere, or no slip in it explains the failure, and a
/// slip in one operand that is not borne out does. A digit too many or too few is rarer than a wrong one.
fn single(checks: &[Check], at: usize, support: &dyn Fn(usize) -> usize, values: &Values<'_>) -> Blame {
    let check = &checks[at];
    let explain: [fn(&Check, usize, &Values<'_>) -> bool; 2] = [slip::explains, slip::miscounts];
    let only = |explains: fn(&Check, usize, &Values<'_>) -> bool| {
        if support(check.target) == 0 && explains(check, check.target, values) {
            return Some(check.target);
        }
        let operands = check.operands().iter().copied();
        let mut suspects = operands.filter(|&member| support(member) == 0 && explains(check, member, values));
        // A total that something else bears out is right: one of its parts is not.
        let borne = check.rule == Rule::Sum && support(check.target) > 0;
        suspects.next().filter(|_| borne || suspects.next().is_none())
    };
    let mention = explain.into_iter().find_map(only).unwrap_or(check.target);
    Blame {
        mention,
        check: at,
        explains: Vec::new(),
        rivals: rivals(checks, &[at], mention, support, values),
    }
}

/// How many other numbers that nothing bears out explain the same failures by a slip.
fn rivals(
    checks: &[Check],
    at: &[usize],
    mention: usize,
    support: &dyn Fn(usize) -> usize,
    values: &Values<'_>,
) -> usize {
    let tight = || at.iter().map(|&at| &checks[at]).filter(|check| check.is_tight());
    let members = tight().next().map(|check| check.members.clone()).unwrap_or_default();
    let rival = |&member: &usize| {
        member != mention
            && support(member) == 0
            && tight().all(|check| slip::explains(check, member, values))
    };
    members.into_iter().filter(rival).count()
}

fn is_slip(check: &Check, member: usize, values: &Values<'_>) -> bool {
    slip::explains(check, member, values) || slip::miscounts(check, member, values)
}

/// Whether one value of `member` would make all of the checks hold.
fn agree_on(checks: &[Check], at: &[usize], member: usize, values: &Values<'_>) -> bool {
    let mut common: Option<Interval> = None;
    for &at in at {
        let Some(solved) = slip::solve(&checks[at], member, values) else {
            // An order or a bound cannot be solved for one value; it does not speak against the number.
            if checks[at].is_tight() {
                return false;
            }
            continue;
        };
        common = match common {
            None => Some(solved),
            Some(common) => match common.intersect(&solved) {
                Some(both) => Some(both),
                None => return false,
            },
        };
    }
    true
}
