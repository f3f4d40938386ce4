//! Totals beside their lists, and what is left of them.

use yigai_model::Role;

use super::Borne;
use super::rows::{MICRO, REACH, Row, Rows, Tries};
use crate::book::Class;
use crate::check::Check;
use crate::expression::Expression::{self, Value, Whole};
use crate::finding::Rule;

/// How long a list may be, and over how many figures of other things it may stretch.
const LONGEST: usize = 14;
const FARTHEST: usize = 60;
/// How many figures of its kind before a difference are looked at.
const PAIRS: usize = 14;

/// What makes figures of one class one list.
const KINSHIP: [fn(&Row<'_>, &Row<'_>) -> bool; 3] = [
    |a, b| a.scaled == b.scaled && counts_alike(a, b),
    |a, b| a.scaled == b.scaled && a.unit == b.unit,
    |a, b| a.indicator.is_some() && a.indicator == b.indicator,
];

/// A total as the sum of two or more figures of its kind that follow it, or that stand before it.
pub(super) fn total(
    rows: &Rows<'_>,
    at: usize,
    borne: &Borne,
    holds: &dyn Fn(Check) -> Option<Check>,
) -> Option<Check> {
    let row = rows.all.get(at)?;
    if borne.in_total(row) || is_change(row) {
        return None;
    }
    let mut tries = Tries::of(row);
    for kin in KINSHIP {
        if tries.are_spent() {
            return None;
        }
        // 47个(公立19个、民营28个): what divides a part is no part of the total before it.
        let like = |other: &&Row<'_>| {
            other.class == row.class
                && kin(other, row)
                && !is_change(other)
                && borne.whole_of(other).is_none_or(|whole| whole < row.mention)
        };
        let behind = rows.all.iter().skip(at + 1).take(FARTHEST);
        let behind = behind.take_while(|other| other.group <= row.group + 2).filter(&like).take(LONGEST);
        let before = rows.before(at, FARTHEST).filter(&like).take(LONGEST);
        // A是B的2倍,其中…: another figure may stand between a total and its list.
        let later = behind.clone().skip(1);
        let found = added(row, behind, &mut tries, holds)
            .or_else(|| added(row, before, &mut tries, holds))
            .or_else(|| added(row, later, &mut tries, holds));
        if found.is_some() {
            return found;
        }
    }
    None
}

/// 三年共45名。改造卫生站30个: persons and stations are not added.
fn counts_alike(a: &Row<'_>, b: &Row<'_>) -> bool {
    a.class != Class::Counted || a.unit == b.unit || a.unit.is_empty() || b.unit.is_empty()
}

fn is_change(row: &Row<'_>) -> bool {
    matches!(row.role, Role::Previous | Role::ChangeRate)
}

fn added<'r, 'a: 'r>(
    row: &Row<'_>,
    list: impl Iterator<Item = &'r Row<'a>> + Clone,
    tries: &mut Tries,
    holds: &dyn Fn(Check) -> Option<Check>,
) -> Option<Check> {
    let (mut low, mut high) = (0_i128, 0_i128);
    for (before, part) in list.clone().enumerate() {
        (low, high) = (low + i128::from(part.low), high + i128::from(part.high));
        if low > row.high.into() {
            return None;
        }
        if before == 0 {
            continue;
        }
        if !tries.next() {
            return None;
        }
        if high >= row.low.into() {
            let mut parts: Vec<usize> = list.clone().take(before + 1).map(|part| part.mention).collect();
            parts.sort_unstable();
            let sum = Expression::sum(parts);
            if let Some(check) = holds(Check::equal(Rule::Sum, row.mention, sum).jointly()) {
                return Some(check);
            }
        }
    }
    None
}

/// What is left of a figure before it, without those between, or without another one.
pub(super) fn rest(
    rows: &Rows<'_>,
    at: usize,
    borne: &Borne,
    holds: &dyn Fn(Check) -> Option<Check>,
) -> Option<Check> {
    let row = rows.all.get(at)?;
    if borne.in_total(row) {
        return None;
    }
    let mut tries = Tries::of(row);
    if tries.are_spent() {
        return None;
    }
    let near: Vec<&Row<'_>> = kindred(rows, at);
    // What stands between is added up on the way.
    let (mut low, mut high) = (0_i128, 0_i128);
    for (nth, whole) in near.iter().enumerate().take(LONGEST + 1) {
        if nth > 0 {
            if !tries.next() {
                return None;
            }
            let (least, most) = (i128::from(whole.low) - high, i128::from(whole.high) - low);
            if least <= row.high.into() && most >= row.low.into() {
                let parts: Vec<&Row<'_>> = near.get(..nth)?.iter().rev().copied().collect();
                if let Some(check) = left(row, whole, &parts, Rule::Remainder, holds) {
                    // 其中:1、…;2、…;3、…: the whole of a list that it ends is what was added up.
                    let all = parts.iter().map(|part| part.mention).chain([row.mention]);
                    let total = Check::equal(Rule::Sum, whole.mention, Expression::sum(all)).jointly();
                    let listed = parts.len() > 1 && !borne.is_borne(whole);
                    return listed.then(|| holds(total)).flatten().or(Some(check));
                }
            }
        }
        (low, high) = (low + i128::from(whole.low), high + i128::from(whole.high));
    }
    pairs(row, &near, Rule::Remainder, &mut tries, holds)
}

/// An absolute change, or one in percentage points, between two figures around it.
pub(super) fn difference(
    rows: &Rows<'_>,
    at: usize,
    holds: &dyn Fn(Check) -> Option<Check>,
) -> Option<Check> {
    let row = rows.all.get(at)?;
    if row.class != Class::Points {
        return None;
    }
    let percents = |other: &&Row<'_>| other.class == Class::Percent && !other.lost;
    let behind = rows.behind(at, 3).filter(percents).take(1);
    let near: Vec<&Row<'_>> = behind.chain(rows.before(at, PAIRS).filter(percents)).collect();
    pairs(row, &near, Rule::Points, &mut Tries::of(row), holds)
}

/// What another rate leaves of all: 合格率89.74% … 不合格的占10.26%.
pub(super) fn complement(
    rows: &Rows<'_>,
    at: usize,
    holds: &dyn Fn(Check) -> Option<Check>,
) -> Option<Check> {
    // 60% and 40% are rules or round numbers, and make 100 by accident.
    let measured = |row: &&Row<'_>| row.class == Class::Percent && !row.lost && !row.rule && row.digits() > 2;
    let row = rows.all.get(at).filter(|row| measured(row) && row.role != Role::ChangeRate)?;
    let mut tries = Tries::of(row);
    for other in rows.before(at, FARTHEST).filter(measured) {
        if !tries.next() {
            return None;
        }
        let meets = row.low + other.low <= 100 * MICRO && row.high + other.high >= 100 * MICRO;
        if meets && other.role != Role::ChangeRate {
            let check = Check::equal(Rule::Split, row.mention, Whole.sub(Value(other.mention))).jointly();
            if let Some(check) = holds(check) {
                return Some(check);
            }
        }
    }
    None
}

/// The figures of its kind before one, the nearest first.
fn kindred<'r, 'a>(rows: &'r Rows<'a>, at: usize) -> Vec<&'r Row<'a>> {
    let Some(row) = rows.all.get(at) else { return Vec::new() };
    let like = |other: &&Row<'_>| {
        let near = other.group + REACH > row.group;
        near && other.class == row.class && other.scaled == row.scaled && counts_alike(other, row)
    };
    let mut like = rows.before(at, FARTHEST).filter(like).take(PAIRS).peekable();
    // Where there are any there are many.
    let mut near = Vec::with_capacity(like.peek().map_or(0, |_| PAIRS));
    near.extend(like);
    near
}

fn pairs(
    row: &Row<'_>,
    near: &[&Row<'_>],
    rule: Rule,
    tries: &mut Tries,
    holds: &dyn Fn(Check) -> Option<Check>,
) -> Option<Check> {
    for (nth, second) in near.iter().enumerate() {
        for first in near.get(nth + 1..)? {
            if !tries.next() {
                return None;
            }
            let (large, small) = if first.point > second.point { (first, second) } else { (second, first) };
            let meets = large.low - small.high <= row.high && large.high - small.low >= row.low;
            if meets && let Some(check) = left(row, large, &[small], rule, holds) {
                return Some(check);
            }
        }
    }
    None
}

fn left(
    row: &Row<'_>,
    whole: &Row<'_>,
    parts: &[&Row<'_>],
    rule: Rule,
    holds: &dyn Fn(Check) -> Option<Check>,
) -> Option<Check> {
    let rest = match parts {
        [part] => Value(part.mention),
        _ => Expression::sum(parts.iter().map(|part| part.mention)),
    };
    holds(Check::equal(rule, row.mention, Value(whole.mention).sub(rest)).jointly())
}
