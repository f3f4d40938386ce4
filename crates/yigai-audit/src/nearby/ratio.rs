//! Rates, changes and multiples from the figures before them.

use yigai_model::Role;

use super::rows::{MICRO, Row, Rows, Tries, times};
use crate::book::{Book, Class};
use crate::check::Check;
use crate::expression::Expression::{Constant, Value};
use crate::finding::Rule;
use crate::rules::{ratio, share};

/// How many counts before a rate are taken for its numerator, and how many for its denominator.
const NUMERATORS: usize = 6;
const DENOMINATORS: usize = 24;
/// Over how many figures of other things they may stand apart.
const FARTHEST: usize = 80;

/// A rate over what stands before it: the nearest count is its numerator, a larger one before it or a population its
/// denominator. In a list of rates behind a list of counts the first belongs to the first.
pub(super) fn rate(
    book: &Book<'_>,
    rows: &Rows<'_>,
    at: usize,
    holds: &dyn Fn(Check) -> Option<Check>,
) -> Option<Check> {
    let row = rows.all.get(at)?;
    let lost = matches!(book.class(row.mention), Some(Class::Counted));
    let factor = if lost { 100 } else { ratio::factor(book, row.mention)? };
    let mut tries = if row.is_bare() { Tries::proving(row) } else { Tries::of(row) };
    if tries.are_spent() {
        return None;
    }
    let dealt = dealt(rows, at);
    let near = rows.before(at, NUMERATORS * 2).filter(|other| is_side(other) && other.group + 1 >= row.group);
    let before = rows.before(at, FARTHEST).filter(|other| is_side(other)).take(DENOMINATORS);
    let behind = rows.after(at, NUMERATORS * 2).filter(|other| is_side(other)).take(NUMERATORS);
    let over: Vec<&Row<'_>> = dealt.into_iter().chain(near).take(NUMERATORS).collect();
    let mut under: Vec<&Row<'_>> = Vec::with_capacity(2 * DENOMINATORS);
    under.extend(before.chain(rows.bases(at)).chain(behind));
    // What a part that is its whole makes.
    let one = factor * MICRO;
    let more = row.point > one;
    for (nth, &numerator) in over.iter().enumerate() {
        for &denominator in &under {
            let pair = numerator.mention != denominator.mention && kin(numerator, denominator);
            // A pair is tried once, the way round that the rate allows.
            let earlier = over.get(..nth)?.iter().any(|tried| tried.mention == denominator.mention);
            if !pair || earlier {
                continue;
            }
            if !tries.next() {
                return None;
            }
            let (small, large) = match (numerator.point > denominator.point) == more {
                true => (numerator, denominator),
                false => (denominator, numerator),
            };
            let meets = times(small.low, one) <= times(row.high, large.high)
                && times(small.high, one) >= times(row.low, large.low);
            if meets && tries.allows(small.slack + large.slack) {
                let check = match () {
                    () if lost => {
                        let ratio = Value(small.mention).over(Value(large.mention));
                        Some(Check::equal(Rule::Ratio, row.mention, ratio.times(factor)))
                    }
                    () if row.role == Role::Share => {
                        share::check(book, row.mention, small.mention, large.mention)
                            .or_else(|| ratio::check(book, row.mention, &[small.mention], &[large.mention]))
                    }
                    () => ratio::check(book, row.mention, &[small.mention], &[large.mention]),
                };
                if let Some(check) = check.and_then(holds) {
                    return Some(check);
                }
            }
        }
    }
    None
}

/// A rate of what is left of a larger figure of its sentence without a smaller one: 总费用A,实际报销比p%,个人负担B.
pub(super) fn kept(
    book: &Book<'_>,
    rows: &Rows<'_>,
    at: usize,
    holds: &dyn Fn(Check) -> Option<Check>,
) -> Option<Check> {
    let row = rows.all.get(at).filter(|row| row.class == Class::Percent && row.role == Role::Level)?;
    let mut tries = Tries::of(row);
    if tries.are_spent() {
        return None;
    }
    let behind = rows.behind(at, NUMERATORS).filter(|other| is_side(other));
    let before = rows.before(at, NUMERATORS * 2).filter(|other| is_side(other) && other.group == row.group);
    let near: Vec<&Row<'_>> = behind.take(2).chain(before).take(NUMERATORS + 2).collect();
    for (nth, second) in near.iter().enumerate() {
        for first in near.get(nth + 1..)?.iter().filter(|first| same(first, second)) {
            if !tries.next() {
                return None;
            }
            let (large, small) = if first.point > second.point { (first, second) } else { (second, first) };
            let left = times(large.point - small.point, 100 * MICRO);
            let room = times(large.high - large.low + small.high - small.low, 200 * MICRO);
            let (low, high) = (times(row.low, large.point) - room, times(row.high, large.point) + room);
            if (low..=high).contains(&left) && tries.allows(large.slack + small.slack) {
                let part = Value(small.mention).over(Value(large.mention));
                let tree = Constant(1).sub(part).times(100);
                let shown = Value(large.mention).sub(Value(small.mention)).over(Value(large.mention));
                let check = Check::equal(Rule::Ratio, row.mention, tree).shown(shown);
                if let Some(check) = holds(check).filter(|_| book.class(row.mention) == Some(Class::Percent))
                {
                    return Some(check);
                }
            }
        }
    }
    None
}

fn is_side(row: &Row<'_>) -> bool {
    (row.is_count() || matches!(row.class, Class::Money | Class::Area))
        && !matches!(row.role, Role::Previous | Role::Share | Role::ChangeRate)
}

fn kin(a: &Row<'_>, b: &Row<'_>) -> bool {
    a.class == b.class || a.is_count() && b.is_count()
}

/// The count that stands where the rate stands in its list: a、b、c … 分别占p、q、r.
fn dealt<'r, 'a>(rows: &'r Rows<'a>, at: usize) -> Option<&'r Row<'a>> {
    let row = rows.all.get(at)?;
    let rate = |row: &&Row<'_>| row.class == Class::Percent;
    let behind = rows.behind(at, 12).take_while(rate).count();
    let before = rows.before(at, 12).take_while(|other| rate(other) && other.group == row.group).count();
    let last = at.checked_sub(before + behind + 1)?;
    let found = rows.all.get(last)?;
    (before + behind > 0 && is_side(found) && found.group + 1 >= row.group).then_some(found)
}

/// A relative change between two figures before it that are counted alike.
pub(super) fn growth(
    book: &Book<'_>,
    rows: &Rows<'_>,
    at: usize,
    holds: &dyn Fn(Check) -> Option<Check>,
) -> Option<Check> {
    let row = rows.all.get(at)?;
    let mut tries = Tries::of(row);
    let mut near: Vec<&Row<'_>> = rows.before(at, 8).filter(|other| other.group + 1 >= row.group).collect();
    // What is named as the rate is comes before what only stands nearer.
    near.sort_by_key(|other| row.indicator.is_none() || other.indicator != row.indicator);
    for (nth, second) in near.iter().enumerate() {
        for first in near.get(nth + 1..)?.iter().filter(|first| same(first, second)) {
            for (from, to) in [(first, second), (second, first)] {
                if !tries.next() {
                    return None;
                }
                let change = times((to.point - from.point).abs(), 100 * MICRO);
                let off = (change - times(row.point, from.point)).abs();
                let room = times(row.high - row.low, from.point)
                    + times(to.high - to.low + from.high - from.low, 300 * MICRO);
                if off > room || !tries.allows(2 * (first.slack + second.slack)) {
                    continue;
                }
                let (high, low) = if to.point < from.point { (from, to) } else { (to, from) };
                let (part, one) = (Value(to.mention).over(Value(from.mention)), Constant(1));
                let tree = if to.point < from.point { one.sub(part) } else { part.sub(one) };
                let shown = Value(high.mention).sub(Value(low.mention)).over(Value(from.mention));
                let check = Check::equal(Rule::Growth, row.mention, tree.times(100)).shown(shown);
                if let Some(check) = holds(check).filter(|_| book.class(row.mention) == Some(Class::Percent))
                {
                    return Some(check);
                }
            }
        }
    }
    None
}

fn same(a: &Row<'_>, b: &Row<'_>) -> bool {
    a.class == b.class && a.unit == b.unit && !matches!(a.class, Class::Points | Class::Multiple)
}

/// A multiple of one figure before it.
pub(super) fn multiple(rows: &Rows<'_>, at: usize, holds: &dyn Fn(Check) -> Option<Check>) -> Option<Check> {
    let row = rows.all.get(at)?;
    let mut tries = Tries::of(row);
    let near: Vec<&Row<'_>> = rows.before(at, 6).filter(|other| other.group + 1 >= row.group).collect();
    for (nth, second) in near.iter().enumerate() {
        for first in near.get(nth + 1..)?.iter().filter(|first| same(first, second)) {
            if !tries.next() || !tries.allows(first.slack + second.slack) {
                return None;
            }
            let (large, small) = if first.point > second.point { (first, second) } else { (second, first) };
            let ratio = Value(large.mention).over(Value(small.mention));
            let grown = ratio.clone().sub(Constant(1));
            let whole = Check::equal(Rule::Multiple, row.mention, ratio);
            if let Some(check) =
                holds(whole).or_else(|| holds(Check::equal(Rule::Multiple, row.mention, grown)))
            {
                return Some(check);
            }
        }
    }
    None
}
