//! # Figures that stand together
//!
//! **Recomputes** a figure that no wording ties from the few that stand around it: a rate right behind its count, an
//! average behind its amount, an amount from a standard and a number of persons, a total beside its list, what is left
//! of two amounts, a figure that was stated before.
//!
//! **Why**: half of what a report lets one recompute stands side by side without a word such as 其中 or 占.
//!
//! **Example**: 常住人口41380人 … 建档38650份,建档率93.4%; 补助2150人次64.5万元,每例300元.
//!
//! **Silent** where nothing agrees, and where an agreement says too little: a rate of two digits may be compared with two
//! or three pairs, one of four digits with hundreds. Of figures that have nothing to do with each other at most one in
//! twenty may agree by accident. It never raises an alarm by itself; where several shares of one whole, or several
//! amounts for one number of persons, agree and one more beside them misses by a mistyped digit, that one is doubted.
//!
//! **How sure**: an agreement to four digits is no accident; one to two digits is worth a look, no more.

mod compose;
mod ratio;
mod rows;
mod sum;

use std::collections::{BTreeMap, BTreeSet};

use yigai_model::Role;
use yigai_quantity::Dimension;

use crate::book::{Book, Class};
use crate::check::{Check, Comparison, Outcome, Values, judge};
use crate::expression::Expression;
use crate::figure::Figure;
use crate::finding::{Rule, Verdict};
use crate::rules::{product, share};
use rows::{Row, Rows};

/// What the figures around each other let one recompute.
#[derive(Debug, Default)]
pub(crate) struct Nearby {
    /// Recomputations that agree.
    pub(crate) agreeing: Vec<Check>,
    /// Those of figures beside them that should agree alike; most do not belong there, so only a slip says something.
    pub(crate) siblings: Vec<Check>,
    /// Bare decimals that are rates by what stands beside them.
    pub(crate) lost: Vec<Check>,
}

/// Looks for recomputations of the figures that no check bears out yet. `skipped` are those whose tokens are in doubt, and
/// `lost` those that are rates though their sign is missing.
pub(crate) fn find(
    book: &Book<'_>,
    checks: &[Check],
    outcomes: &[Outcome],
    skipped: &BTreeSet<usize>,
    lost: &BTreeSet<usize>,
) -> Nearby {
    let rows = Rows::new(book, skipped, lost);
    let mut borne = Borne::new(book, checks, outcomes);
    let values = Values::stated(&book.figures);
    let mut nearby = Nearby::default();
    let equal = Equal::new(&rows);
    for (at, row) in rows.all.iter().enumerate() {
        let holds = |check: Check| (judge(&check, &values).verdict == Verdict::Consistent).then_some(check);
        if row.is_bare() {
            nearby.lost.extend(ratio::rate(book, &rows, at, &holds));
            continue;
        }
        let found = match borne.is_borne(row) {
            true => None,
            false => search(book, &rows, at, &borne, &holds).or_else(|| holds(again(&rows, &equal, at)?)),
        };
        if let Some(check) = found {
            borne.note(book, &check);
            // 收入A,支出B,结余C: of a total of two that no word ties the last may be what is left.
            if let (Rule::Sum, &[_, last]) = (check.rule, check.operands()) {
                borne.totals.set(last, false);
            }
            nearby.agreeing.push(Check { open: true, distant: true, ..check });
        }
    }
    nearby.siblings = siblings(book, &rows, &borne, &nearby.agreeing, checks, outcomes);
    nearby.agreeing.extend(parts_of_rates(book, &borne, &nearby.agreeing, checks, outcomes));
    nearby
}

/// A count that a rate was taken of is within its base, where nothing else is said of it.
fn parts_of_rates(
    book: &Book<'_>,
    borne: &Borne,
    found: &[Check],
    checks: &[Check],
    outcomes: &[Outcome],
) -> Vec<Check> {
    let mut judged = borne.targets.clone();
    for check in checks {
        judged.set(check.target, true);
    }
    let part = |check: &Check| {
        let rate = matches!(check.rule, Rule::Share | Rule::Ratio);
        let [part, whole] = *check.operands() else { return None };
        let counted = [part, whole].iter().all(|&side| book.class(side) == Some(Class::Counted));
        let values = book.figure(part).zip(book.figure(whole));
        let within = values.is_some_and(|(part, whole)| part.value < whole.value);
        (rate && counted && within && judged.set(part, true)).then(|| Check {
            open: true,
            distant: true,
            ..Check::order(part, Comparison::AtMost, whole)
        })
    };
    agreed(found, checks, outcomes).filter_map(part).collect()
}

/// All recomputations that hold.
fn agreed<'c>(
    found: &'c [Check],
    checks: &'c [Check],
    outcomes: &'c [Outcome],
) -> impl Iterator<Item = &'c Check> {
    let before = checks.iter().zip(outcomes);
    let before = before.filter(|(_, outcome)| outcome.verdict == Verdict::Consistent).map(|(check, _)| check);
    before.chain(found)
}

fn search(
    book: &Book<'_>,
    rows: &Rows<'_>,
    at: usize,
    borne: &Borne,
    holds: &dyn Fn(Check) -> Option<Check>,
) -> Option<Check> {
    let row = rows.all.get(at)?;
    match row.class {
        Class::Percent if row.role == Role::ChangeRate => ratio::growth(book, rows, at, holds),
        Class::Percent | Class::Rate => {
            let kept = || ratio::kept(book, rows, at, holds);
            ratio::rate(book, rows, at, holds)
                .or_else(|| sum::difference(rows, at, holds))
                .or_else(kept)
                .or_else(|| sum::complement(rows, at, holds))
        }
        Class::Multiple => ratio::multiple(rows, at, holds),
        Class::Points => sum::difference(rows, at, holds),
        Class::Money => {
            let whole = || sum::total(rows, at, borne, holds).or_else(|| sum::rest(rows, at, borne, holds));
            match row.scaled {
                true => whole().or_else(|| compose::product(book, rows, at, holds)),
                false => whole().or_else(|| compose::average(book, rows, at, holds)),
            }
        }
        Class::Counted | Class::Visits | Class::Area => {
            sum::total(rows, at, borne, holds).or_else(|| sum::rest(rows, at, borne, holds))
        }
        Class::Measured => None,
    }
}

/// What is borne out already.
#[derive(Debug)]
pub(crate) struct Borne {
    targets: Marks,
    /// Members of totals: a part is not recomputed again from the rest of them.
    totals: Marks,
    /// The whole of each part.
    wholes: Vec<Option<usize>>,
}

/// A mark for each mention.
#[derive(Clone, Debug)]
struct Marks(Vec<bool>);

impl Marks {
    fn new(mentions: usize) -> Self {
        Self(vec![false; mentions])
    }

    /// Sets the mark; whether it was not set before.
    fn set(&mut self, mention: usize, mark: bool) -> bool {
        self.0.get_mut(mention).is_some_and(|slot| std::mem::replace(slot, mark) != mark)
    }

    fn has(&self, mention: usize) -> bool {
        self.0.get(mention) == Some(&true)
    }
}

impl Borne {
    fn new(book: &Book<'_>, checks: &[Check], outcomes: &[Outcome]) -> Self {
        let mentions = book.input.mentions.len();
        let (targets, totals) = (Marks::new(mentions), Marks::new(mentions));
        let mut borne = Self { targets, totals, wholes: vec![None; mentions] };
        for (check, outcome) in checks.iter().zip(outcomes).filter(|(check, _)| check.is_tight()) {
            match outcome.verdict {
                Verdict::Consistent => borne.note(book, check),
                // What the wording ties and fails is judged there, and so is what is doubted already.
                Verdict::Inconsistent | Verdict::NearMiss
                    if !check.open || outcome.verdict == Verdict::Inconsistent =>
                {
                    borne.targets.set(check.target, true);
                    borne.totaled(&check.members);
                }
                _ => {}
            }
        }
        borne
    }

    fn note(&mut self, book: &Book<'_>, check: &Check) {
        self.targets.set(check.target, true);
        let group = book.group(check.target);
        // 筹集A万元:… (三) 支出B万元 (六) 结余C万元: what a balance was taken of elsewhere may be a total there.
        let beside = check.members.iter().all(|&member| book.group(member) == group);
        if check.rule == Rule::Remainder && !beside {
            self.totals.set(check.target, true);
        } else if matches!(
            check.rule,
            Rule::Sum | Rule::Split | Rule::Remainder | Rule::Difference | Rule::Points
        ) {
            self.totaled(&check.members);
        }
        if check.rule == Rule::Sum {
            for &part in check.operands() {
                if let Some(slot) = self.wholes.get_mut(part) {
                    *slot = Some(check.target);
                }
            }
        }
    }

    fn totaled(&mut self, members: &[usize]) {
        for &member in members {
            self.totals.set(member, true);
        }
    }

    fn whole_of(&self, row: &Row<'_>) -> Option<usize> {
        self.wholes.get(row.mention).copied().flatten()
    }

    fn is_borne(&self, row: &Row<'_>) -> bool {
        self.targets.has(row.mention)
    }

    fn in_total(&self, row: &Row<'_>) -> bool {
        self.totals.has(row.mention)
    }
}

/// How many figures of one value are looked back at.
const NEAREST: usize = 64;

/// The figures in the order of their values, so that those of one value stand together.
#[derive(Debug)]
struct Equal(Vec<(i64, usize)>);

impl Equal {
    fn new(rows: &Rows<'_>) -> Self {
        let stated = rows.all.iter().enumerate().filter(|(_, row)| !row.is_bare());
        let mut values: Vec<(i64, usize)> = stated.map(|(at, row)| (row.point, at)).collect();
        values.sort_unstable();
        Self(values)
    }

    /// The figures of its value before one.
    fn before(&self, row: &Row<'_>, at: usize) -> &[(i64, usize)] {
        let end = self.0.partition_point(|known| *known < (row.point, at));
        let all = self.0.get(..end).unwrap_or_default();
        let alike = all.iter().rev().take(NEAREST).take_while(|(point, _)| *point == row.point).count();
        all.get(end - alike..).unwrap_or_default()
    }
}

/// A figure of three digits or more, or one of an indicator, that stood before.
fn again(rows: &Rows<'_>, equal: &Equal, at: usize) -> Option<Check> {
    let row = rows.all.get(at)?;
    let before = equal.before(row, at);
    let last = |unit: &str| {
        let mut rows = before.iter().rev().filter_map(|(_, at)| rows.all.get(*at));
        rows.find(|known| known.unit == unit)
    };
    if before.is_empty() {
        return None;
    }
    let first = last(row.unit).or_else(|| {
        // 住院分娩18365人次 … 补助18365人: so long a number is the same whatever it counts.
        let counted = row.is_count() && row.digits() >= 4;
        ["人", "人次", "例"].into_iter().filter(|_| counted).find_map(last)
    })?;
    let kin = row.indicator.is_some() && row.indicator == first.indicator && row.point > 2 * rows::MICRO;
    let level = row.role == Role::Level && first.role == Role::Level;
    let alike = first.class == row.class || first.is_count() && row.is_count();
    let comparable = alike && !matches!(row.class, Class::Percent | Class::Rate);
    (level && comparable && (row.digits() >= 3 || kin))
        .then(|| Check::equal(Rule::Repeat, row.mention, Expression::Value(first.mention)))
}

fn is_of_persons(figure: &Figure) -> bool {
    matches!(figure.dimension, Some(Dimension::Person | Dimension::PersonTime | Dimension::Household))
}

/// Shares beside two that agree on a whole, and amounts behind a price where others were paid for the same persons.
fn siblings(
    book: &Book<'_>,
    rows: &Rows<'_>,
    borne: &Borne,
    found: &[Check],
    checks: &[Check],
    outcomes: &[Outcome],
) -> Vec<Check> {
    let (mut wholes, mut counts): (BTreeMap<(u32, usize), u32>, BTreeSet<usize>) = Default::default();
    let mut priced: BTreeSet<usize> = BTreeSet::new();
    for check in agreed(found, checks, outcomes) {
        match check.rule {
            Rule::Share | Rule::Ratio => {
                if let (Some(group), Some(whole)) = (rows.group(check.target), check.operands().last()) {
                    *wholes.entry((group, *whole)).or_default() += 1;
                }
            }
            Rule::Product => {
                for &operand in check.operands() {
                    match book.class(operand) {
                        Some(Class::Counted) if book.figure(operand).is_some_and(is_of_persons) => {
                            counts.insert(operand);
                        }
                        Some(Class::Money) => {
                            priced.insert(operand);
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    let mut siblings = Vec::new();
    for (at, row) in rows.all.iter().enumerate().filter(|(_, row)| !borne.is_borne(row)) {
        let Some(before) = at.checked_sub(1).and_then(|at| rows.all.get(at)) else { continue };
        if before.group != row.group {
            continue;
        }
        if row.class == Class::Percent && row.role == Role::Share {
            let own = wholes.range((row.group, 0)..(row.group + 1, 0)).filter(|(_, times)| **times > 1);
            let whole = own.map(|((_, whole), _)| *whole).filter(|&whole| whole != before.mention);
            siblings.extend(whole.filter_map(|whole| share::check(book, row.mention, before.mention, whole)));
        } else if row.class == Class::Money
            && row.scaled
            && before.is_price()
            // A price that another amount was paid by is none of this one.
            && !borne.is_borne(before)
            && !priced.contains(&before.mention)
        {
            let checks =
                counts.iter().rev().take(MOST_COUNTS).filter_map(|&count| {
                    product::check(book, row.mention, &[vec![before.mention, count]], 1)
                });
            siblings.extend(checks);
        }
    }
    siblings.into_iter().map(|check| Check { open: true, ..check }).collect()
}

/// How many numbers of persons an amount is held against.
const MOST_COUNTS: usize = 3;
