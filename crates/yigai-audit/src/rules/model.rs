//! # What the domain implies
//!
//! **Recomputes** what holds between indicators of one place and period by the model: an order (contracts within posts,
//! diabetes patients below hypertension patients), a rate over its numerator and denominator, a total over its parts, an
//! amount as standard times persons, two rates that make 100.
//!
//! **Why**: much of a report is tied together by what its figures are, not by a word between them.
//!
//! **Example**: 参合301200人 … 应参合312400人 … 参合率96.41%, three sentences apart.
//!
//! **Silent** where the figures are of different periods, subjects or modalities, and where they do not agree: figures
//! that stand apart may be about different things. A mistyped digit of a long rate or amount is not silent.
//!
//! **How sure**: an agreement to four digits is no accident; an order that holds proves little.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use yigai_extract::Observation;
use yigai_model::{Constraint, ConstraintRule, Modality, Role};

use super::{product, ratio};
use crate::book::{Book, Class};
use crate::check::{Check, Comparison, Values, Ways, judge};
use crate::expression::Expression;
use crate::finding::{Rule, Verdict};
use crate::slip;

/// How many mentions away the figures of a formula may stand.
const REACH: usize = 60;
/// How many figures of one indicator on either side are held against a formula, and how many of their combinations.
const CHOICES: usize = 6;
const MOST_COMBINATIONS: usize = 80;
/// How many ways there may be to compute a figure of which a slip chooses one.
const MOST_WAYS: usize = 3;

pub(super) fn checks(book: &Book<'_>, shelf: &Shelf<'_>, constraints: &[&Constraint]) -> Vec<Check> {
    let mut checks = Vec::new();
    for constraint in constraints {
        match constraint.rule() {
            ConstraintRule::Order { lower, upper, .. }
            | ConstraintRule::Subset { part: lower, whole: upper } => {
                checks.extend(shelf.order(lower, upper));
            }
            ConstraintRule::Ratio { rate, numerator, denominator, .. } => {
                checks.extend(shelf.ratio(rate, numerator, denominator));
            }
            ConstraintRule::Sum { whole, parts, complete } => {
                checks.extend(shelf.sum(whole, parts, *complete))
            }
            ConstraintRule::Product { amount, factors } => checks.extend(shelf.product(amount, factors)),
            ConstraintRule::Complement { parts, total } => checks.extend(shelf.complement(parts, *total)),
            // Notes, not checks: see `range`.
            ConstraintRule::Band { .. } | ConstraintRule::Floor { .. } | ConstraintRule::Range { .. } => {}
        }
    }
    checks.extend(within_all_of_a_kind(book));
    for check in &mut checks {
        (check.open, check.distant) = (true, true);
    }
    checks
}

/// 19所乡镇卫生院 … 在其中13所乡镇卫生院: some of a kind of institution are no more than all of them.
fn within_all_of_a_kind(book: &Book<'_>) -> Vec<Check> {
    let value = |observation: &Observation| book.figure(observation.mention).map(|figure| figure.value);
    let counted = |observation: &&Observation| {
        observation.role == Role::Level
            && book.class(observation.mention) == Some(Class::Counted)
            && observation.label.chars().count() >= 3
    };
    let is_all =
        |observation: &Observation| observation.indicator.as_deref().is_some_and(|id| id.starts_with("fac_"));
    let mut all: BTreeMap<&str, &Observation> = BTreeMap::new();
    for observation in book.input.observations.iter().filter(counted).filter(|found| is_all(found)) {
        let known = all.entry(observation.label.as_str()).or_insert(observation);
        if value(known) < value(observation) {
            *known = observation;
        }
    }
    let some = book.input.observations.iter().filter(counted).filter(|found| !is_all(found));
    some.filter_map(|found| {
        let whole = all.get(found.label.as_str()).filter(|all| value(all) != value(found))?;
        Some(Check::order(found.mention, Comparison::AtMost, whole.mention))
    })
    .collect()
}

/// The levels that a report states, by indicator, in text order.
pub(super) struct Shelf<'a> {
    book: &'a Book<'a>,
    by_indicator: FxHashMap<&'a str, Vec<&'a Observation>>,
}

impl<'a> Shelf<'a> {
    pub(super) fn new(book: &'a Book<'a>) -> Self {
        let mut by_indicator: FxHashMap<&str, Vec<&Observation>> = FxHashMap::default();
        for observation in book.input.observations {
            let level = matches!(observation.role, Role::Level | Role::Share)
                && observation.modality != Modality::Target;
            if let (Some(indicator), true) = (observation.indicator.as_deref(), level) {
                by_indicator.entry(indicator).or_default().push(observation);
            }
        }
        Self { book, by_indicator }
    }

    /// The indicators that levels are stated of.
    pub(super) fn indicators(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.by_indicator.keys().copied()
    }

    pub(super) fn of(&self, indicator: &str) -> &[&'a Observation] {
        self.by_indicator.get(indicator).map_or(&[], Vec::as_slice)
    }

    /// The figures of an indicator around another, of the same period as far as it is stated: those of the same subject
    /// first, then the others, each the nearest first.
    pub(super) fn near(&self, indicator: &str, to: &Observation) -> Vec<&'a Observation> {
        self.around(self.of(indicator), to)
    }

    /// The same for what a rate or an amount is computed from: no shares of it.
    fn sides(&self, indicator: &str, to: &Observation) -> Vec<&'a Observation> {
        let levels = self.of(indicator).iter().copied().filter(|o| o.role == Role::Level);
        self.around(&levels.collect::<Vec<_>>(), to)
    }

    fn around(&self, all: &[&'a Observation], to: &Observation) -> Vec<&'a Observation> {
        let mut near: Vec<&Observation> = self.reached(all, to).collect();
        near.sort_by_key(|found| (!same_subject(found, to), distance(found, to)));
        near
    }

    /// Those of them that stand near enough and are of the same period, in no order.
    fn reached<'s>(
        &'s self,
        all: &'s [&'a Observation],
        to: &'s Observation,
    ) -> impl Iterator<Item = &'a Observation> + 's {
        let at = all.partition_point(|observation| observation.mention < to.mention);
        let reached = |observation: &&Observation| distance(observation, to) <= REACH;
        let fits = move |observation: &&Observation| {
            let period =
                observation.period.is_none() || to.period.is_none() || observation.period == to.period;
            observation.mention != to.mention && reached(observation) && period
        };
        let around = all.get(at.saturating_sub(CHOICES)..(at + CHOICES).min(all.len())).unwrap_or_default();
        // 全市参合A人,甲县b人、乙县c人…: the whole stands further off than its parts.
        let before = all.get(..at.saturating_sub(CHOICES)).unwrap_or_default().iter().rev().take(REACH);
        let value = |o: &&Observation| self.book.figure(o.mention).map(|figure| figure.value);
        let whole = before.copied().take_while(reached).filter(fits).max_by_key(value);
        around.iter().copied().filter(fits).chain(whole)
    }

    /// The figure of an indicator nearest to another, of the same period and subject as far as they are stated.
    fn nearest(&self, indicator: &str, to: &Observation) -> Option<usize> {
        let same = self.reached(self.of(indicator), to).filter(|found| same_subject(found, to));
        same.min_by_key(|found| distance(found, to)).map(|found| found.mention)
    }

    /// A subject does not matter where groups of persons are compared: each is its own.
    fn order(&self, lower: &str, upper: &str) -> Vec<Check> {
        let check = |low: &&Observation| {
            let class = self.book.class(low.mention)?;
            let near = self.reached(self.of(upper), low);
            let alike = near.filter(|high| self.book.class(high.mention) == Some(class));
            let high = alike.min_by_key(|high| (distance(high, low), !same_subject(high, low)))?;
            // A part is held against its whole; of two rates the later one against what the reader knows.
            Some(match class == Class::Percent && low.mention < high.mention {
                true => Check::order(high.mention, Comparison::AtLeast, low.mention),
                false => Check::order(low.mention, Comparison::AtMost, high.mention),
            })
        };
        self.of(lower).iter().filter_map(check).collect()
    }

    fn ratio(&self, rate: &str, numerator: &str, denominator: &str) -> Vec<Check> {
        let make = |stated: &Observation, sides: &[usize]| match *sides {
            [over, under] => ratio::check(self.book, stated.mention, &[over], &[under]),
            _ => None,
        };
        self.of(rate)
            .iter()
            .filter_map(|stated| self.choose(stated, &[numerator, denominator], &make))
            .collect()
    }

    /// A total over its parts; where they may not be all, each is still within it.
    fn sum(&self, whole: &str, parts: &[Arc<str>], complete: bool) -> Vec<Check> {
        let mut checks = Vec::new();
        for stated in self.of(whole) {
            let parts: Vec<usize> = parts.iter().filter_map(|part| self.nearest(part, stated)).collect();
            let all = [stated.mention].into_iter().chain(parts.iter().copied());
            if !self.book.same_class(all) {
                continue;
            }
            if !complete {
                let within = |&part: &usize| Check::order(part, Comparison::AtMost, stated.mention);
                checks.extend(parts.iter().map(within));
            }
            if parts.len() > 1 {
                let ways = if complete || parts.len() > 2 { Ways::Some(1) } else { Ways::Some(2) };
                let sum = Check::equal(Rule::Sum, stated.mention, Expression::sum(parts)).jointly();
                checks.push(Check { ways, ..sum });
            }
        }
        checks
    }

    fn product(&self, amount: &str, factors: &[Arc<str>]) -> Vec<Check> {
        let factors: Vec<&str> = factors.iter().map(|factor| &**factor).collect();
        let make = |stated: &Observation, factors: &[usize]| {
            product::check(self.book, stated.mention, &[factors.to_vec()], 1)
        };
        self.of(amount).iter().filter_map(|stated| self.choose(stated, &factors, &make)).collect()
    }

    fn complement(&self, parts: &[Arc<str>], total: Decimal) -> Vec<Check> {
        let [first, second] = parts else { return Vec::new() };
        let check = |stated: &&Observation| {
            let other = self.nearest(first, stated)?;
            let percent = |mention| self.book.class(mention) == Some(Class::Percent);
            let rest = Expression::Whole.sub(Expression::Value(other));
            let comparable = total == Decimal::ONE_HUNDRED && percent(stated.mention) && percent(other);
            comparable.then(|| Check::equal(Rule::Split, stated.mention, rest).jointly())
        };
        self.of(second).iter().filter_map(check).collect()
    }

    /// The figures of the indicators that make the check hold; where none do, the nearest of the same subject.
    fn choose(
        &self,
        stated: &Observation,
        indicators: &[&str],
        make: &dyn Fn(&Observation, &[usize]) -> Option<Check>,
    ) -> Option<Check> {
        let near: Vec<Vec<&Observation>> = indicators.iter().map(|id| self.sides(id, stated)).collect();
        let combinations = near.iter().map(Vec::len).product::<usize>().min(MOST_COMBINATIONS);
        let sides = |mut number: usize, sides: &mut Vec<usize>| {
            sides.clear();
            for choices in &near {
                sides.extend(choices.get(number % choices.len().max(1)).map(|found| found.mention));
                number /= choices.len().max(1);
            }
        };
        let values = Values::stated(&self.book.figures);
        let agrees = |check: &Check| judge(check, &values).verdict == Verdict::Consistent;
        let mut room = Vec::with_capacity(near.len());
        let agreeing = (0..combinations).find_map(|number| {
            sides(number, &mut room);
            make(stated, &room).filter(agrees)
        });
        agreeing.or_else(|| self.slipped(stated, combinations, &sides, make)).or_else(|| {
            let first =
                near.iter().map(|choices| choices.first().filter(|first| same_subject(first, stated)));
            let sides: Option<Vec<usize>> = first.map(|found| Some(found?.mention)).collect();
            make(stated, &sides?)
        })
    }
}

impl Shelf<'_> {
    /// Of the few ways to compute a rate from a figure of its own sentence the one that a slip in it explains.
    fn slipped(
        &self,
        stated: &Observation,
        combinations: usize,
        sides: &dyn Fn(usize, &mut Vec<usize>),
        make: &dyn Fn(&Observation, &[usize]) -> Option<Check>,
    ) -> Option<Check> {
        let values = Values::stated(&self.book.figures);
        let beside = |sides: &[usize]| sides.iter().any(|&side| self.book.group(side) == Some(stated.group));
        let mut room = Vec::new();
        let near = (0..combinations).filter_map(|number| {
            sides(number, &mut room);
            beside(&room).then(|| make(stated, &room)).flatten()
        });
        // One more than there may be tells that there are too many.
        let near: Vec<Check> = near.take(MOST_WAYS + 1).collect();
        let ways = near.len();
        if ways > MOST_WAYS {
            return None;
        }
        let slip = near.into_iter().find(|check| slip::explains(check, check.target, &values));
        slip.map(|check| Check { ways: Ways::Some(ways), ..check })
    }
}

/// Over how many mentions two stand apart.
fn distance(a: &Observation, b: &Observation) -> usize {
    a.mention.abs_diff(b.mention)
}

fn same_subject(a: &Observation, b: &Observation) -> bool {
    a.subject.is_none() || b.subject.is_none() || a.subject == b.subject
}
