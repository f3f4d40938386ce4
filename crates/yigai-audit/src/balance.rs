//! Shares that an author set so that a list makes 100.

use std::collections::BTreeSet;

use crate::book::Book;
use crate::check::{Check, Outcome};
use crate::finding::{Grade, Rule, Verdict};
use crate::rational::Rational;

/// Accepts shares of complete lists that make 100 to the last digit and are off by no more than two units of their
/// last place.
pub(crate) fn apply(book: &Book<'_>, families: &[Vec<usize>], checks: &[Check], outcomes: &mut [Outcome]) {
    let balanced: BTreeSet<usize> =
        families.iter().filter(|shares| makes_hundred(book, shares)).flatten().copied().collect();
    // Shares of parts that do not add up to their whole were not set to make 100: one of the parts is wrong.
    let failing = checks.iter().zip(&*outcomes).filter(|(check, outcome)| {
        check.rule == Rule::Sum && !check.open && outcome.verdict == Verdict::Inconsistent
    });
    let wrong: BTreeSet<usize> = failing.flat_map(|(check, _)| check.operands()).copied().collect();
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

/// Whether the stated shares make 100 to the last digit.
fn makes_hundred(book: &Book<'_>, shares: &[usize]) -> bool {
    let mut values = shares.iter().map(|&share| book.figure(share).map(|figure| figure.value));
    values.try_fold(Rational::ZERO, |sum, value| sum.add(value?)) == Some(Rational::HUNDRED)
}

fn is_close(book: &Book<'_>, share: usize, outcome: &Outcome) -> bool {
    let room = book.figure(share).and_then(|figure| figure.unit.mul(Rational::whole(2)));
    let off = book.figure(share).and_then(|figure| outcome.computed?.sub(figure.value));
    off.zip(room).is_some_and(|(off, room)| off.abs() <= room)
}
