//! # Shares of parts whose whole stands elsewhere
//!
//! **Recomputes** the shares of a list from its parts and a whole that no word ties to them: the figure before them that most
//! of the shares were taken of, else all parts together.
//!
//! **Why**: where the patients went is told paragraphs after how many they were.
//!
//! **Example**: 住院补偿8240人次。…县外1648人次、县级4120人次、乡镇2472人次,分别占20%、50%和30% holds.
//!
//! **Silent** where no whole gives all shares but one.
//!
//! **How sure**: two shares of one whole that agree are no accident; a third one beside them is held to it, and where the
//! shares make 100, so is the sum of the parts.

use crate::book::Book;
use crate::check::{Check, Ways};
use crate::expression::Expression::{self, Add, Constant, Value};
use crate::finding::{Grade, Rule};
use crate::rational::Rational;

use super::share;

/// How many figures back the whole may stand, and how many sentences.
const FARTHEST: usize = 40;
const REACH: u32 = 12;

pub(super) fn checks(book: &Book<'_>, shares: &[usize], parts: &[usize]) -> Vec<Check> {
    // One hand rounded all of them, or cut off all of them.
    let hull = |mention: usize| book.figure(mention).map(|figure| figure.hull);
    let agrees = |check: &Check, grade: Grade| {
        let stated = book.figure(check.target).map(|figure| figure.reading(grade));
        stated.zip(check.formula.interval(&hull)).is_some_and(|(stated, computed)| stated.meets(&computed))
    };
    let agreeing = |checks: &[Check]| {
        let by = |grade: Grade| checks.iter().filter(|check| agrees(check, grade)).count();
        by(Grade::Rounded).max(by(Grade::Truncated))
    };
    if shares.len() != parts.len() || parts.len() < 2 || !book.same_class(parts.iter().copied()) {
        return Vec::new();
    }
    let taken_of = |whole: usize| -> Option<Vec<Check>> {
        shares.iter().zip(parts).map(|(&share, &part)| share::check(book, share, part, whole)).collect()
    };
    let together = || -> Option<Vec<Check>> {
        (0..parts.len()).map(|nth| of_all(book, *shares.get(nth)?, parts, nth)).collect()
    };
    let least = (parts.len() - 1).max(2);
    let mut best: (usize, Option<usize>, Vec<Check>) = (least - 1, None, Vec::new());
    for whole in wholes(book, parts) {
        let Some(checks) = taken_of(whole) else { continue };
        let count = agreeing(&checks);
        if count > best.0 {
            best = (count, Some(whole), checks);
        }
    }
    if let Some(checks) = together() {
        let count = agreeing(&checks);
        if count > best.0 {
            best = (count, None, checks);
        }
    }
    let (count, whole, mut checks) = best;
    checks.iter_mut().for_each(|check| check.ways = Ways::Shown(count));
    if let Some(whole) = whole.filter(|_| is_complete(book, shares)) {
        let sum = Check::equal(Rule::Sum, whole, Expression::sum(parts.iter().copied())).jointly();
        checks.push(sum);
    }
    checks
}

/// The figures before the parts that are counted alike and larger than each of them, the nearest first.
fn wholes<'b>(book: &'b Book<'_>, parts: &'b [usize]) -> impl Iterator<Item = usize> + 'b {
    let first = parts.iter().min().copied().unwrap_or_default();
    let group = book.group(first).unwrap_or_default();
    let unit = |mention: usize| {
        let quantity = book.input.mentions.get(mention)?.quantity()?;
        Some(quantity.unit.as_ref().map(|unit| unit.name()))
    };
    let own = unit(first);
    let largest = parts.iter().filter_map(|&part| Some(book.figure(part)?.value)).max();
    let fits = move |&mention: &usize| {
        unit(mention) == own
            && book.group(mention).is_some_and(|other| other + REACH >= group)
            && book.figure(mention).map(|figure| figure.value) > largest
    };
    (first.saturating_sub(2 * FARTHEST)..first)
        .rev()
        .filter(move |&mention| book.figure(mention).is_some())
        .take(FARTHEST)
        .filter(fits)
}

/// A part over all parts together, each standing once in the tree: 100 / (1 + others / part).
fn of_all(book: &Book<'_>, share: usize, parts: &[usize], nth: usize) -> Option<Check> {
    let part = *parts.get(nth)?;
    let others = parts.iter().enumerate().filter(|(at, _)| *at != nth).map(|(_, &other)| other);
    let rest = Expression::sum(others).over(Value(part));
    let tree = Constant(100).over(Add(vec![Constant(1), rest]));
    let shown = Value(part).over(Expression::sum(parts.iter().copied()));
    let percent = book.class(share) == Some(crate::book::Class::Percent) && !parts.contains(&share);
    percent.then(|| Check::equal(Rule::Share, share, tree).shown(shown))
}

/// Whether the shares make 100, as far as the finest of them is rounded: 84% beside 12.29% may leave out what is small.
fn is_complete(book: &Book<'_>, shares: &[usize]) -> bool {
    let figures = || shares.iter().filter_map(|&share| book.figure(share));
    let sum = figures().try_fold(Rational::ZERO, |sum, share| sum.add(share.value));
    let finest = figures().map(|figure| figure.unit).min();
    let room = finest.and_then(|unit| unit.mul(Rational::new(shares.len() as i128, 2)?));
    let missing = sum.and_then(|sum| Rational::HUNDRED.sub(sum)).map(Rational::abs);
    missing.zip(room).is_some_and(|(missing, room)| missing <= room)
}
