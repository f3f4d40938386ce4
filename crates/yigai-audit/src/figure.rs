//! A stated number and the ways to read it.
//!
//! What was written decides: `126个` is 126 and nothing else, `93%` is 92.5 to 93.5 rounded or 93 to 94 cut off,
//! `约87.4` leaves one unit of its last place, `2000余` runs up to 3000, and `不低于90` has no upper end.

use std::fmt;

use rust_decimal::Decimal;
use yigai_extract::Observation;
use yigai_model::Modality;
use yigai_quantity::{Bound, Dimension, Form, Mention, Quantity};

use crate::finding::Grade;
use crate::interval::{End, Interval};
use crate::rational::{Rational, push_point};

/// One way to read a stated number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) grade: Grade,
    pub(crate) interval: Interval,
}

/// One or two ways to read a stated number, the strictest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Readings {
    first: Reading,
    second: Option<Reading>,
}

impl Readings {
    pub(crate) const fn one(grade: Grade, interval: Interval) -> Self {
        Self { first: Reading { grade, interval }, second: None }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Reading> {
        [Some(&self.first), self.second.as_ref()].into_iter().flatten()
    }

    /// The same with other intervals.
    fn map(self, interval: impl Fn(Interval) -> Interval) -> Self {
        let moved = |reading: Reading| Reading { interval: interval(reading.interval), ..reading };
        Self { first: moved(self.first), second: self.second.map(moved) }
    }
}

/// How a number is written in formulas: digits, scale word, and the sign of percent, points or permille.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct Written {
    digits: i128,
    places: u32,
    scale: &'static str,
    sign: &'static str,
}

impl Written {
    fn new(quantity: &Quantity) -> Self {
        let sign = match quantity.unit.as_ref().map(|unit| (unit.dimension(), unit.name())) {
            Some((Dimension::Percent, _)) => "%",
            Some((Dimension::Points, _)) => "个百分点",
            Some((Dimension::Rate, "‰")) => "‰",
            _ => "",
        };
        let stated = quantity.stated.scale;
        let plain = (stated == Decimal::ONE).then_some("");
        let known =
            || SCALES.iter().find(|(value, _)| Decimal::from(*value) == stated).map(|(_, scale)| *scale);
        let (number, scale) = match plain.or_else(known) {
            Some(scale) => (quantity.stated.number, scale),
            None => (quantity.value.normalize(), ""),
        };
        Self { digits: number.mantissa(), places: number.scale(), scale, sign }
    }

    pub(crate) fn is_percent(self) -> bool {
        self.sign == "%"
    }

    /// Whether a sign says what a ratio is multiplied by.
    pub(crate) fn is_signed(self) -> bool {
        matches!(self.sign, "%" | "‰")
    }

    pub(crate) const fn sign(self) -> &'static str {
        self.sign
    }

    /// Whether it is written with 万 or 亿.
    pub(crate) fn is_scaled(self) -> bool {
        self.sign.is_empty() && self.scale.ends_with(['万', '亿'])
    }

    /// Writes it behind a text.
    pub(crate) fn write(self, text: &mut String) {
        push_point(text, self.digits, self.places);
        text.push_str(self.scale);
        text.push_str(self.sign);
    }
}

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        self.write(&mut text);
        f.write_str(&text)
    }
}

/// A stated number with its readings, in base units.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Figure {
    pub(crate) value: Rational,
    /// One unit of the last stated place.
    pub(crate) unit: Rational,
    /// The ways to read it.
    pub(crate) readings: Readings,
    /// Every value that any of its readings allows.
    pub(crate) hull: Interval,
    /// Whether it counts things one by one, so that only one value is right.
    pub(crate) exact: bool,
    pub(crate) dimension: Option<Dimension>,
    pub(crate) form: Form,
    pub(crate) written: Written,
}

impl Figure {
    /// The figure of a mention that states an amount; `None` where the numbers are too large to compute with.
    pub(crate) fn new(mention: &Mention, observation: Option<&Observation>, text: &str) -> Option<Self> {
        let quantity = mention.quantity()?;
        let modality = observation.map_or(Modality::Actual, |observation| observation.modality);
        let exact = is_exact(quantity, modality);
        let value = Rational::from_decimal(quantity.value)?;
        let unit = Rational::from_decimal(last_place(quantity)?)?;
        let readings = readings(quantity, exact, value, unit, mention.span.slice(text).unwrap_or_default())?;
        let written = Written::new(quantity);
        let dimension = quantity.unit.as_ref().map(yigai_quantity::Unit::dimension);
        let hull = hull(readings);
        Some(Self { value, unit, readings, hull, exact, dimension, form: quantity.form, written })
    }

    /// The values it can have where everyone in a formula reads by `grade`.
    pub(crate) fn reading(&self, grade: Grade) -> Interval {
        let own = self.readings.iter().find(|reading| reading.grade == grade);
        own.map_or_else(|| self.hull, |reading| reading.interval)
    }

    /// Whether a word such as 约 or 以上 leaves room around the number.
    pub(crate) fn is_hedged(&self) -> bool {
        self.readings.iter().any(|reading| reading.grade == Grade::Hedged)
    }

    /// The same figure with another value and its precision.
    pub(crate) fn with_value(&self, value: Rational) -> Self {
        let shift = value.sub(self.value);
        let moved = |interval: Interval| match interval.as_point() {
            Some(only) if only == self.value && shift.is_some() => Interval::point(value),
            _ => shift.and_then(|shift| interval.add(&Interval::point(shift))).unwrap_or(interval),
        };
        self.read(value, self.unit, self.readings.map(moved))
    }

    /// Whether it can have one value only.
    pub(crate) fn is_point(&self) -> bool {
        self.hull.as_point().is_some()
    }

    /// Whether every value that it can have is above zero and below some other.
    pub(crate) fn is_bounded(&self) -> bool {
        let above = |end: End| !end.value.is_negative() && !end.value.is_zero();
        self.hull.low.is_some_and(above) && self.hull.high.is_some()
    }

    fn read(&self, value: Rational, unit: Rational, readings: Readings) -> Self {
        Self { value, unit, hull: hull(readings), readings, ..*self }
    }
}

/// Every value that any of the readings allows.
fn hull(readings: Readings) -> Interval {
    let Readings { first, second } = readings;
    second.map_or(first.interval, |second| first.interval.hull(&second.interval))
}

impl Figure {
    /// Reads a number as one that was computed: an average of 91 visits may be 91.15, and 21.31万元 21.312.
    pub(crate) fn round(&mut self) {
        let open = self.exact && (self.dimension != Some(Dimension::Money) || self.unit > Rational::ONE);
        if let Some(readings) = measured(self.value, self.unit).filter(|_| open && !self.is_hedged()) {
            self.hull = hull(readings);
            (self.readings, self.exact) = (readings, false);
        }
    }

    /// The same figure as if other digits were written, with their precision.
    pub(crate) fn with_digits(&self, value: Rational, digits: &str) -> Self {
        let places = |digits: &str| digits.split_once('.').map_or(0, |(_, fraction)| fraction.len());
        let own = self.written.places as usize;
        let (mut unit, mut less) = (self.unit, places(digits));
        while less < own {
            unit = unit.mul(Rational::whole(10)).unwrap_or(unit);
            less += 1;
        }
        let coarser = unit != self.unit && !self.exact && !self.is_hedged();
        if !coarser {
            return self.with_value(value);
        }
        let readings = measured(value, unit).unwrap_or_else(|| self.with_value(value).readings);
        self.read(value, unit, readings)
    }
}

/// One unit of the last stated place, in base units.
fn last_place(quantity: &Quantity) -> Option<Decimal> {
    Decimal::new(1, quantity.stated.number.scale()).checked_mul(quantity.stated.scale)
}

/// Counts of single things and amounts that a policy sets are what they say; measured amounts and rates are rounded.
fn is_exact(quantity: &Quantity, modality: Modality) -> bool {
    // How many times a standard grew is computed, whatever set the standard.
    if quantity.is(Dimension::Multiple) {
        return false;
    }
    if modality == Modality::Standard || !quantity.per.is_empty() && quantity.is(Dimension::Money) {
        return true;
    }
    let single =
        last_place(quantity).is_some_and(|place| place <= Decimal::ONE) && quantity.value.fract().is_zero();
    match quantity.unit.as_ref().map(yigai_quantity::Unit::dimension) {
        Some(Dimension::Percent | Dimension::Points | Dimension::Rate) => false,
        Some(Dimension::Area | Dimension::Length | Dimension::Weight | Dimension::Money) => false,
        _ => single,
    }
}

fn readings(
    quantity: &Quantity,
    exact: bool,
    value: Rational,
    unit: Rational,
    token: &str,
) -> Option<Readings> {
    let hedged = |interval| Some(Readings::one(Grade::Hedged, interval));
    if matches!(quantity.form, Form::Fraction(..) | Form::Ratio(..)) && quantity.bound == Bound::Exact {
        // 三分之二 and 一半 are said of what is near them: a twentieth up and down.
        let room = value.abs().div(Rational::whole(20))?;
        return hedged(Interval::closed(value.sub(room)?, value.add(room)?));
    }
    match quantity.bound {
        Bound::Exact if exact => Some(Readings::one(Grade::Exact, Interval::point(value))),
        Bound::Exact => measured(value, unit),
        Bound::About => {
            let twentieth = value.abs().div(Rational::whole(20))?;
            let room = significant_place(quantity, value)?.min(twentieth).max(unit.div(Rational::whole(2))?);
            hedged(Interval::closed(value.sub(room)?, value.add(room)?))
        }
        // 余 and 多 stand at the number and stop at its next round value; 超过 has no upper end.
        Bound::MoreThan if token.contains(['余', '多', '几']) => {
            hedged(Interval::half_open(value, value.add(significant_place(quantity, value)?)?))
        }
        Bound::MoreThan => hedged(Interval::from(value, false)),
        Bound::AtLeast => hedged(Interval::from(value, true)),
        Bound::LessThan => hedged(Interval::up_to(value, false)),
        Bound::AtMost => hedged(Interval::up_to(value, true)),
        Bound::Range => {
            let upper = Rational::from_decimal(quantity.upper?)?;
            hedged(if value <= upper {
                Interval::closed(value, upper)
            } else {
                Interval::closed(upper, value)
            })
        }
    }
}

/// Rounded to the nearest, or cut off after the last place.
fn measured(value: Rational, unit: Rational) -> Option<Readings> {
    let half = unit.div(Rational::whole(2))?;
    let rounded = Interval::closed(value.sub(half)?, value.add(half)?);
    // Cutting off moves a number towards zero.
    let cut = match value.is_negative() {
        true => Interval::half_open(value.neg(), value.neg().add(unit)?).neg(),
        false => Interval::half_open(value, value.add(unit)?),
    };
    Some(Readings {
        first: Reading { grade: Grade::Rounded, interval: rounded },
        second: Some(Reading { grade: Grade::Truncated, interval: cut }),
    })
}

/// The place of the last digit that is not zero: 1000 for 2000, 0.1 for 87.4.
fn significant_place(quantity: &Quantity, value: Rational) -> Option<Rational> {
    let mut place = Rational::from_decimal(last_place(quantity)?)?;
    let ten = Rational::whole(10);
    if value.is_zero() {
        return Some(place);
    }
    while value.div(place.mul(ten)?)?.is_whole() {
        place = place.mul(ten)?;
    }
    Some(place)
}

/// The words that a number is scaled by.
const SCALES: [(i64, &str); 7] = [
    (10_000, "万"),
    (100_000_000, "亿"),
    (100, "百"),
    (1_000, "千"),
    (1_000_000, "百万"),
    (10_000_000, "千万"),
    (1_000_000_000_000, "万亿"),
];
