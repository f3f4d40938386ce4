//! # Change over time
//!
//! **Recomputes** a relative change (*growth*), an absolute one (*difference*), one between percentages (*points*) or a
//! multiple (*multiple*) from the earlier and the later value; and holds the direction that the words say against the
//! values (*order*).
//!
//! **Why**: 增长 and 下降 are the claims a report is written for.
//!
//! **Example**: 由52.80元降为45.10元,下降14.58% holds; 由52.80元降为45.10元,下降15.48% does not. 比上年增加600人,增长5%
//! is checked where the later value is known: 600 / (12600 - 600).
//!
//! **Silent** where fewer than two of the four sides are stated, or they are of different classes.
//!
//! **How sure**: rates are rounded or cut off; differences of counts are exact. A percentage that says by how many points
//! another one rose (提高5% for 5个百分点) is taken as meant; 增长k倍 that counts the whole is taken as meant too.

use yigai_extract::{Change, Direction};
use yigai_quantity::Form;

use crate::book::{Book, Class};
use crate::check::{Check, Comparison};
use crate::expression::Expression::{Constant, Value};
use crate::finding::Rule;
use crate::rational::Rational;

pub(super) fn checks(book: &Book<'_>, change: &Change) -> Vec<Check> {
    let mut checks = Vec::new();
    if let (Some(from), Some(to)) = (change.from, change.to) {
        if !book.same_class([from, to].into_iter()) || from == to {
            return checks;
        }
        checks.extend(direction(change.direction, from, to));
        checks.extend(change.by.and_then(|by| difference(book, change.direction, from, to, by)));
        checks.extend(change.rate.and_then(|rate| relative(book, change, from, to, rate)));
    } else if let (Some(by), Some(rate)) = (change.by, change.rate) {
        checks.extend(relative_by(book, change, by, rate));
    }
    checks
}

fn direction(direction: Direction, from: usize, to: usize) -> Option<Check> {
    match direction {
        Direction::Up => Some(Check::order(to, Comparison::AtLeast, from)),
        Direction::Down => Some(Check::order(to, Comparison::AtMost, from)),
        Direction::Unsaid => None,
    }
}

/// Which way the values went, where the words do not say.
fn falls(book: &Book<'_>, direction: Direction, from: usize, to: usize) -> bool {
    match direction {
        Direction::Up => false,
        Direction::Down => true,
        Direction::Unsaid => match (book.figure(from), book.figure(to)) {
            (Some(from), Some(to)) => to.value < from.value,
            _ => false,
        },
    }
}

fn difference(book: &Book<'_>, direction: Direction, from: usize, to: usize, by: usize) -> Option<Check> {
    let (values, by_class) = (book.class(from)?, book.class(by)?);
    let points = values == Class::Percent && matches!(by_class, Class::Points | Class::Percent);
    if !points && values != by_class {
        return None;
    }
    let (high, low) = if falls(book, direction, from, to) { (from, to) } else { (to, from) };
    let rule = if points { Rule::Points } else { Rule::Difference };
    Some(Check::equal(rule, by, Value(high).sub(Value(low))).jointly())
}

fn relative(book: &Book<'_>, change: &Change, from: usize, to: usize, rate: usize) -> Option<Check> {
    let (ratio, one) = (Value(to).over(Value(from)), Constant(1));
    // A table writes a fall as a rise below zero: 增长(%) -8.4.
    let signed = book.figure(rate)?.value < Rational::ZERO;
    let falls = !signed && falls(book, change.direction, from, to);
    let increase = if falls { one.sub(ratio.clone()) } else { ratio.clone().sub(one) };
    let (high, low) = if falls { (from, to) } else { (to, from) };
    // Written as people do it; the tree computes with one division so that each value stands once.
    let shown = Value(high).sub(Value(low)).over(Value(from));
    match book.class(rate)? {
        Class::Percent => {
            let growth = Check::equal(Rule::Growth, rate, increase.times(100)).shown(shown);
            let points = Check::equal(Rule::Points, rate, Value(high).sub(Value(low))).jointly();
            Some(if book.class(from)? == Class::Percent { growth.or(points) } else { growth })
        }
        Class::Multiple => {
            let whole = Check::equal(Rule::Multiple, rate, ratio);
            let grown = Check::equal(Rule::Multiple, rate, increase).shown(shown);
            let of_base = change.multiple_of_base || book.figure(rate)?.form == Form::Multiple;
            Some(if of_base { whole } else { grown.or(whole) })
        }
        _ => None,
    }
}

/// A relative change beside an absolute one, where only the later or only the earlier value is stated.
fn relative_by(book: &Book<'_>, change: &Change, by: usize, rate: usize) -> Option<Check> {
    if book.class(rate)? != Class::Percent || by == rate {
        return None;
    }
    if let Some(from) = change.from {
        let comparable = book.same_class([from, by].into_iter());
        let ratio = Value(by).over(Value(from));
        return comparable.then(|| Check::equal(Rule::Growth, rate, ratio.times(100)).without_factor());
    }
    let to = change.to?;
    let (hundred, one) = (Constant(100), Constant(1));
    let ratio = Value(to).over(Value(by));
    let (tree, shown) = match change.direction {
        Direction::Up => (hundred.over(ratio.sub(one)), Value(by).over(Value(to).sub(Value(by)))),
        Direction::Down => {
            let before = crate::expression::Expression::Add(vec![Value(to), Value(by)]);
            let sum = crate::expression::Expression::Add(vec![ratio, one]);
            (hundred.over(sum), Value(by).over(before))
        }
        Direction::Unsaid => return None,
    };
    book.same_class([to, by].into_iter()).then(|| Check::equal(Rule::Growth, rate, tree).shown(shown))
}
