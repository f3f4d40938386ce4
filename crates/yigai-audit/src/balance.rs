//! Shares that an author set so that a list makes 100.

use crate::book::Book;
use crate::check::{Check, Outcome};
use crate::finding::{Grade, Rule, Verdict};
use crate::rational::Rational;
use crate::rules::Family;

/// Accepts shares of complete lists that make 100 to the last digit and are off by no more than two units of their
/// last place.
pub(crate) fn apply(book: &Book<'_>, families: &[Family], checks: &[Check], outcomes: &mut [Outcome]) {
    let balanced: Vec<usize> = families
        .iter()
        .filter(|family| family.makes_hundred(book))
        .flat_map(|family| family.shares.iter().copied())
        .collect();
    for (check, outcome) in checks.iter().zip(outcomes) {
        let failed = matches!(outcome.verdict, Verdict::Inconsistent | Verdict::NearMiss);
        if failed
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
