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

use rust_decimal::Decimal;
use yigai_extract::Observation;
use yigai_model::{ConstraintRule, Constraints, Modality, Role};

use super::{product, ratio};
use crate::book::{Book, Class};
use crate::check::{Check, Comparison};
use crate::expression::Expression;
use crate::finding::Rule;

/// How many mentions away the figures of a formula may stand.
const REACH: usize = 60;

pub(super) fn checks(book: &Book<'_>, constraints: &Constraints) -> Vec<Check> {
    let shelf = Shelf::new(book);
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
            ConstraintRule::Sum { whole, parts, .. } => checks.extend(shelf.sum(whole, parts)),
            ConstraintRule::Product { amount, factors } => checks.extend(shelf.product(amount, factors)),
            ConstraintRule::Complement { parts, total } => checks.extend(shelf.complement(parts, *total)),
            ConstraintRule::Band { .. } | ConstraintRule::Floor { .. } => {}
        }
    }
    checks.into_iter().map(|check| Check { open: true, distant: true, ..check }).collect()
}

/// The levels that a report states, by indicator, in text order.
struct Shelf<'a> {
    book: &'a Book<'a>,
    by_indicator: BTreeMap<&'a str, Vec<&'a Observation>>,
}

impl<'a> Shelf<'a> {
    fn new(book: &'a Book<'a>) -> Self {
        let mut by_indicator: BTreeMap<&str, Vec<&Observation>> = BTreeMap::new();
        for observation in book.input.observations {
            let level = matches!(observation.role, Role::Level | Role::Share)
                && observation.modality != Modality::Target;
            if let (Some(indicator), true) = (observation.indicator.as_deref(), level) {
                by_indicator.entry(indicator).or_default().push(observation);
            }
        }
        Self { book, by_indicator }
    }

    fn of(&self, indicator: &str) -> &[&'a Observation] {
        self.by_indicator.get(indicator).map_or(&[], Vec::as_slice)
    }

    /// The figure of an indicator nearest to another, of the same period and subject as far as they are stated.
    fn nearest(&self, indicator: &str, to: &Observation) -> Option<usize> {
        let all = self.of(indicator);
        let at = all.partition_point(|observation| observation.mention < to.mention);
        let fits = |observation: &&&Observation| {
            let same = |a: &Option<String>, b: &Option<String>| a.is_none() || b.is_none() || a == b;
            let period =
                observation.period.is_none() || to.period.is_none() || observation.period == to.period;
            observation.mention != to.mention && period && same(&observation.subject, &to.subject)
        };
        let near = |observation: &&&Observation| observation.mention.abs_diff(to.mention) <= REACH;
        let before = all.get(..at)?.iter().rev().take_while(near).find(fits);
        let after = all.get(at..)?.iter().take_while(near).find(fits);
        let distance = |observation: &&&Observation| observation.mention.abs_diff(to.mention);
        [before, after].into_iter().flatten().min_by_key(distance).map(|observation| observation.mention)
    }

    fn order(&self, lower: &str, upper: &str) -> Vec<Check> {
        let check = |low: &&Observation| {
            let high = self.nearest(upper, low)?;
            let comparable = self.book.class(low.mention)? == self.book.class(high)?;
            comparable.then(|| Check::order(low.mention, Comparison::AtMost, high))
        };
        self.of(lower).iter().filter_map(check).collect()
    }

    fn ratio(&self, rate: &str, numerator: &str, denominator: &str) -> Vec<Check> {
        let check = |stated: &&Observation| {
            let (over, under) = (self.nearest(numerator, stated)?, self.nearest(denominator, stated)?);
            ratio::check(self.book, stated.mention, &[over], &[under])
        };
        self.of(rate).iter().filter_map(check).collect()
    }

    fn sum(&self, whole: &str, parts: &[std::sync::Arc<str>]) -> Vec<Check> {
        let check = |stated: &&Observation| {
            let parts: Vec<usize> = parts.iter().filter_map(|part| self.nearest(part, stated)).collect();
            let all = [stated.mention].into_iter().chain(parts.iter().copied());
            let comparable = parts.len() > 1 && self.book.same_class(all);
            comparable.then(|| Check::equal(Rule::Sum, stated.mention, Expression::sum(parts)).jointly())
        };
        self.of(whole).iter().filter_map(check).collect()
    }

    fn product(&self, amount: &str, factors: &[std::sync::Arc<str>]) -> Vec<Check> {
        let check = |stated: &&Observation| {
            let factors: Option<Vec<usize>> =
                factors.iter().map(|factor| self.nearest(factor, stated)).collect();
            product::check(self.book, stated.mention, &[factors?], 1)
        };
        self.of(amount).iter().filter_map(check).collect()
    }

    fn complement(&self, parts: &[std::sync::Arc<str>], total: Decimal) -> Vec<Check> {
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
}
