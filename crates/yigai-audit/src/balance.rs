//! Shares that an author set so that a list makes 100.

use std::collections::BTreeSet;

use crate::book::Book;
use crate::check::{Check, Outcome};
use crate::finding::{Grade, Rule, Verdict};
use crate::rational::Rational;
use crate::rules::Family;

/// Accepts shares of complete lists that make 100 to the last digit and are off by no more than two units of their
/// last place.
pub(crate) fn apply(book: &Book<'_>, families: &[Family], checks: &[Check], outcomes: &mut [Outcome]) {
    let balanced: BTreeSet<usize> = families
        .iter()
        .filter(|family| family.makes_hundred(book))
        .flat_map(|family| family.shares.iter().copied())
        .collect();
    // Shares of parts that do not add up to their whole were not set to make 100: one of the parts is wrong.
    let failing = |(check, outcome): (&Check, &Outcome)| {
        (check.rule == Rule::Sum && !check.open && outcome.verdict == Verdict::Inconsistent)
            .then(|| check.operands().to_vec())
    };
    let wrong: BTreeSet<usize> = checks.iter().zip(&*outcomes).filter_map(failing).flatten().collect();
    for (check, outcome) in checks.iter().zip(outcomes) {
        let adds_up = check.operands().first().is_none_or(|part| !wrong.contains(part));
        let failed = matches!(outcome.verdict, Verdict::Inconsistent | Verdict::NearMiss);
        if failed
            && adds_up
            && check.rule == Rule::Share
            && balanced.contains(&check.target)
            && is_close(book, check.target, outcome)
        {
            outcome.verdict = Verdict::Consistent;
            outcome.grade = Some(Grade::Balanced);
            outcome.gap = None;
        }
    }
}

fn is_close(book: &Book<'_>, share: usize, outcome: &Outcome) -> bool {
    let room = book.figure(share).and_then(|figure| figure.unit.mul(Rational::whole(2)));
    let off = book.figure(share).and_then(|figure| outcome.computed?.sub(figure.value));
    off.zip(room).is_some_and(|(off, room)| off.abs() <= room)
}
