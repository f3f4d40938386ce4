//! # What is left
//!
//! **Recomputes** what is left of some figures without others: a balance from what was there, came in and went out; what
//! each patient paid of the bill; how many of the villages are covered.
//!
//! **Why**: the balance is what an office is asked for, and is copied from another table than income and expense.
//!
//! **Example**: 年初结转96万元,筹集1240万元,支出1187万元,年末结存149万元 holds, 96 + 1240 - 1187 being 149.
//!
//! **Silent** where the figures are of different classes, and where they do not agree: which income and which expense are
//! meant is open. What one slip makes is not silent.
//!
//! **How sure**: counts must agree to the last one; amounts may be rounded, or cut off, all of them alike.

use super::ratio;
use crate::book::{Book, Class};
use crate::check::Check;
use crate::expression::Expression::{self, Constant, Value};
use crate::finding::Rule;

pub(super) fn check(
    book: &Book<'_>,
    left: usize,
    of: &[usize],
    less: &[usize],
    among: Option<usize>,
) -> Option<Check> {
    let sides = || of.iter().chain(less).copied();
    let repeated =
        |(at, side): (usize, usize)| side == left || sides().skip(at + 1).any(|other| other == side);
    if of.is_empty() || less.is_empty() || !book.same_class(sides()) || sides().enumerate().any(repeated) {
        return None;
    }
    let sum = |side: &[usize]| Expression::sum(side.iter().copied());
    let rest = sum(of).sub(sum(less));
    let Some(among) = among else {
        let alike = book.same_class([left].into_iter().chain(sides()));
        return alike.then(|| Check::equal(Rule::Remainder, left, rest).jointly());
    };
    let factor = ratio::factor(book, left)?;
    if of == [among] {
        // (all - without) / all, with each standing once in the tree.
        let part = sum(less).over(Value(among));
        let tree = Constant(1).sub(part).times(factor);
        let percent = book.class(left) == Some(Class::Percent);
        return percent.then(|| Check::equal(Rule::Ratio, left, tree).shown(rest.over(Value(among))));
    }
    let money = book.class(left) == Some(Class::Money) && book.class(*of.first()?) == Some(Class::Money);
    let own = among != left && !sides().any(|side| side == among);
    (money && own).then(|| Check::equal(Rule::Ratio, left, rest.over(Value(among)).times(factor)))
}
