//! The figures of a report as whole millionths, so that hundreds of pairs can be compared without a fraction.

use std::collections::BTreeSet;

use yigai_extract::Observation;
use yigai_model::{Modality, Role};

use crate::book::{Book, Class};
use crate::rational::Rational;

/// How many millionths one is.
pub(super) const MICRO: i64 = 1_000_000;
/// Of smaller numbers the machine makes products of two, and of a third of up to twelve digits, without a check.
const LARGEST: i64 = 1_000_000_000_000 * MICRO;
/// One in how many figures may agree by accident: a pair is believed while the number of pairs tried times the room that
/// their readings leave, as a part of the value, is below this. Quotients spread over several powers of e, so the rate
/// is a third of it.
const ACCIDENTS: i64 = 8;
/// The programme of the model whose indicators are what rates are taken of.
const POPULATION: &str = "population";
/// How many sentences back the figures of a formula may stand.
pub(super) const REACH: u32 = 12;

/// One figure.
#[derive(Clone, Debug)]
pub(super) struct Row<'a> {
    pub(super) mention: usize,
    pub(super) group: u32,
    pub(super) class: Class,
    /// The stated value, and the least and the greatest that it may stand for.
    pub(super) point: i64,
    pub(super) low: i64,
    pub(super) high: i64,
    /// The room that its readings leave, in millionths of its value; for a count that is one.
    room: i64,
    /// The same as an operand: a count leaves none.
    pub(super) slack: i64,
    pub(super) unit: &'a str,
    pub(super) indicator: Option<&'a str>,
    pub(super) role: Role,
    /// Whether it is a rate without its sign.
    pub(super) lost: bool,
    /// Whether it is a population, by the model.
    population: bool,
    /// Whether it is written with 万 or 亿.
    pub(super) scaled: bool,
    /// Whether it is a standard, or says what it is for each.
    pub(super) rule: bool,
}

impl Row<'_> {
    /// Whether it is money for one: a standard, or plain 元.
    pub(super) fn is_price(&self) -> bool {
        self.class == Class::Money && !self.scaled && (self.rule || self.point < 100_000 * MICRO)
    }

    pub(super) fn is_count(&self) -> bool {
        matches!(self.class, Class::Counted | Class::Visits)
    }

    /// Whether it is a decimal without a unit, as a rate is that lost its sign: 受益面达71.4.
    pub(super) fn is_bare(&self) -> bool {
        self.class == Class::Counted
            && self.unit.is_empty()
            && self.point % MICRO != 0
            && self.digits() >= 3
            && self.point <= 100 * MICRO
    }

    /// How many digits it has but for zeros at its end.
    pub(super) fn digits(&self) -> usize {
        let mut rest = self.point;
        while rest > 0 && rest % 10 == 0 {
            rest /= 10;
        }
        rest.checked_ilog10().map_or(0, |digits| digits as usize + 1)
    }
}

/// The figures of a report in text order.
#[derive(Debug)]
pub(super) struct Rows<'a> {
    pub(super) all: Vec<Row<'a>>,
    /// Populations, which rates far from them are taken of: the largest of each report.
    populations: Vec<usize>,
    /// Those enrolled in a scheme.
    enrolled: Vec<usize>,
}

/// How many populations of a report are held against a rate.
const POPULATIONS: usize = 8;

impl<'a> Rows<'a> {
    pub(super) fn new(book: &Book<'a>, skipped: &BTreeSet<usize>, lost: &BTreeSet<usize>) -> Self {
        let mut all = Vec::with_capacity(book.input.observations.len());
        for observation in book.input.observations.iter().filter(|o| !skipped.contains(&o.mention)) {
            all.extend(row(book, observation, lost.contains(&observation.mention)));
        }
        let of = |named: &dyn Fn(&Row<'_>) -> bool| {
            let base = |row: &Row<'_>| row.role == Role::Level && row.is_count() && named(row);
            all.iter().enumerate().filter(|(_, row)| base(row)).map(|(at, _)| at).collect::<Vec<usize>>()
        };
        // The largest are of the whole place, the others of its villages and groups.
        let mut populations = of(&|row| row.population);
        populations.sort_by_key(|&at| std::cmp::Reverse(all.get(at).map(|row| row.point)));
        populations.truncate(POPULATIONS);
        populations.sort_unstable();
        let enrolled = of(&|row| row.indicator.is_some_and(|id| id.ends_with("_enrollees")));
        Self { all, populations, enrolled }
    }

    pub(super) fn group(&self, mention: usize) -> Option<u32> {
        let at = self.all.binary_search_by_key(&mention, |row| row.mention).ok()?;
        self.all.get(at).map(|row| row.group)
    }

    /// The figures before one, the nearest first, as far as its sentences reach.
    pub(super) fn before(&self, at: usize, most: usize) -> impl Iterator<Item = &Row<'a>> + Clone {
        let from = self.all.get(at).map_or(0, |row| row.group.saturating_sub(REACH));
        let before = self.all.get(at.saturating_sub(most)..at).unwrap_or_default();
        before.iter().rev().take_while(move |row| row.group >= from)
    }

    /// The figures behind one in its own sentence.
    pub(super) fn behind(&self, at: usize, most: usize) -> impl Iterator<Item = &Row<'a>> {
        let group = self.all.get(at).map_or(0, |row| row.group);
        self.all.iter().skip(at + 1).take(most).take_while(move |row| row.group == group)
    }

    /// The figures of the next sentences.
    pub(super) fn after(&self, at: usize, most: usize) -> impl Iterator<Item = &Row<'a>> {
        let group = self.all.get(at).map_or(0, |row| row.group);
        self.all.iter().skip(at + 1).take(most).take_while(move |row| row.group <= group + 2)
    }

    /// The populations of the report, and the enrolled nearest to one.
    pub(super) fn bases(&self, at: usize) -> impl Iterator<Item = &Row<'a>> {
        let split = self.enrolled.partition_point(|&base| base < at);
        let (before, behind) = self.enrolled.split_at_checked(split).unwrap_or_default();
        let enrolled = before.iter().rev().take(8).chain(behind.iter().take(2));
        let bases = self.populations.iter().chain(enrolled);
        bases.filter(move |&&base| base != at).filter_map(|&base| self.all.get(base))
    }
}

fn row<'a>(book: &Book<'a>, observation: &'a Observation, lost: bool) -> Option<Row<'a>> {
    let (mention, figure) = (observation.mention, book.figure(observation.mention)?);
    let quantity = book.input.mentions.get(mention)?.quantity()?;
    let class = if lost { Class::Percent } else { book.class(mention)? };
    let hull = figure.hull;
    let (low, high) = (micro(hull.low?.value)?, micro(hull.high?.value)?);
    let point = micro(figure.value)?;
    let sound = class != Class::Measured && point > 0 && low > 0 && quantity.upper.is_none();
    let slack = millionths(high - low, point);
    sound.then(|| Row {
        mention,
        group: observation.group,
        class,
        lost,
        point,
        low,
        high,
        room: if high == low { millionths(MICRO.min(point), point) } else { slack },
        slack,
        unit: quantity.unit.as_ref().map_or("", |unit| word(unit.name())),
        population: observation.programme.as_deref() == Some(POPULATION)
            || names_residents(observation, point),
        indicator: observation.indicator.as_deref(),
        role: observation.role,
        scaled: quantity.stated.scale > rust_decimal::Decimal::ONE,
        rule: observation.modality == Modality::Standard || !quantity.per.is_empty(),
    })
}

/// 辖区居民7.94万: residents that are counted without a unit.
fn names_residents(observation: &Observation, point: i64) -> bool {
    const LEAST: i64 = 1_000 * MICRO;
    let label = observation.label.as_str();
    let counted = observation.indicator.is_none() && observation.role == Role::Level && point >= LEAST;
    counted && (label.ends_with("人口") || label.ends_with("居民"))
}

/// One word for units that count alike.
fn word(unit: &str) -> &str {
    match unit {
        "名" | "位" => "人",
        "所" | "家" | "处" => "个",
        _ => unit,
    }
}

fn micro(value: Rational) -> Option<i64> {
    let micro = i64::try_from(value.times_whole(MICRO.into())?).ok()?;
    (-LARGEST < micro && micro < LARGEST).then_some(micro)
}

/// A part in millionths of its whole, up to all of it.
fn millionths(part: i64, whole: i64) -> i64 {
    match part.checked_mul(MICRO) {
        Some(part) => (part / whole.max(1)).min(MICRO),
        None => {
            i64::try_from(times(part, MICRO) / i128::from(whole.max(1))).map_or(MICRO, |part| part.min(MICRO))
        }
    }
}

/// The exact product of two figures.
pub(super) fn times(a: i64, b: i64) -> i128 {
    i128::from(a) * i128::from(b)
}

/// How many candidates were tried for one figure.
#[derive(Debug)]
pub(super) struct Tries {
    room: i64,
    tried: i64,
    weight: i64,
}

impl Tries {
    pub(super) fn of(row: &Row<'_>) -> Self {
        Self { room: row.room, tried: 0, weight: ACCIDENTS }
    }

    /// Where an agreement is to prove what the figure is, it must be ten times less likely by accident.
    pub(super) fn proving(row: &Row<'_>) -> Self {
        Self { weight: 10 * ACCIDENTS, ..Self::of(row) }
    }

    /// Whether no further agreement would say anything.
    pub(super) fn are_spent(&self) -> bool {
        (self.tried + 1) * self.room * self.weight > MICRO
    }

    /// Counts one more; whether an agreement would still say something.
    pub(super) fn next(&mut self) -> bool {
        self.tried += 1;
        self.allows(0)
    }

    /// Whether an agreement of operands with such room says something.
    pub(super) fn allows(&self, slack: i64) -> bool {
        self.tried * (self.room + slack) * self.weight <= MICRO
    }
}
