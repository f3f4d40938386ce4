//! A stated number and the ways to read it.
//!
//! What was written decides: `126个` is 126 and nothing else, `93%` is 92.5 to 93.5 rounded or 93 to 94 cut off,
//! `约87.4` leaves one unit of its last place, `2000余` runs up to 3000, and `不低于90` has no upper end.

use rust_decimal::Decimal;
use yigai_extract::Observation;
use yigai_model::Modality;
use yigai_quantity::{Bound, Dimension, Form, Mention, Quantity};

use crate::finding::Grade;
use crate::interval::Interval;
use crate::rational::{Rational, place_point};

/// One way to read a stated number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) grade: Grade,
    pub(crate) interval: Interval,
}

/// A stated number with its readings, in base units.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    pub(crate) value: Rational,
    /// One unit of the last stated place.
    pub(crate) unit: Rational,
    /// The ways to read it, the strictest first; never empty.
    pub(crate) readings: Vec<Reading>,
    /// Every value that any of its readings allows.
    pub(crate) hull: Interval,
    /// Whether it counts things one by one, so that only one value is right.
    pub(crate) exact: bool,
    pub(crate) dimension: Option<Dimension>,
    pub(crate) form: Form,
    /// The digits with their scale word and the sign of percent, points or permille, for formulas.
    pub(crate) written: String,
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
        let written = written(quantity);
        let dimension = quantity.unit.as_ref().map(yigai_quantity::Unit::dimension);
        let hull = hull(value, &readings);
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
        let moved = |interval: Interval| {
            shift.and_then(|shift| interval.add(&Interval::point(shift))).unwrap_or(interval)
        };
        let readings = self
            .readings
            .iter()
            .map(|reading| Reading { interval: moved(reading.interval), ..*reading })
            .collect();
        self.read(value, self.unit, readings)
    }

    fn read(&self, value: Rational, unit: Rational, readings: Vec<Reading>) -> Self {
        let hull = hull(value, &readings);
        Self { value, unit, hull, readings, written: self.written.clone(), ..*self }
    }
}

/// Every value that any of the readings allows.
fn hull(value: Rational, readings: &[Reading]) -> Interval {
    match readings.split_first() {
        Some((first, rest)) => rest.iter().fold(first.interval, |hull, reading| hull.hull(&reading.interval)),
        None => Interval::point(value),
    }
}

impl Figure {
    /// Reads a number as one that was computed: an average of 91 visits may be 91.15, and 21.31万元 21.312.
    pub(crate) fn round(&mut self) {
        let open = self.exact && (self.dimension != Some(Dimension::Money) || self.unit > Rational::ONE);
        if let Some(readings) = measured(self.value, self.unit).filter(|_| open && !self.is_hedged()) {
            self.hull = hull(self.value, &readings);
            (self.readings, self.exact) = (readings, false);
        }
    }

    /// The same figure as if other digits were written, with their precision.
    pub(crate) fn with_digits(&self, value: Rational, digits: &str) -> Self {
        let shifted = self.with_value(value);
        let places = |digits: &str| digits.split_once('.').map_or(0, |(_, fraction)| fraction.len());
        let own = places(self.written.trim_end_matches(|c: char| !c.is_ascii_digit()));
        let (mut unit, mut less) = (self.unit, places(digits));
        while less < own {
            unit = unit.mul(Rational::whole(10)).unwrap_or(unit);
            less += 1;
        }
        if unit == self.unit || self.exact || self.is_hedged() {
            return shifted;
        }
        let readings = measured(value, unit).unwrap_or(shifted.readings.clone());
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
) -> Option<Vec<Reading>> {
    let hedged = |interval| Some(vec![Reading { grade: Grade::Hedged, interval }]);
    if matches!(quantity.form, Form::Fraction(..) | Form::Ratio(..)) && quantity.bound == Bound::Exact {
        // 三分之二 and 一半 are said of what is near them: a twentieth up and down.
        let room = value.abs().div(Rational::whole(20))?;
        return hedged(Interval::closed(value.sub(room)?, value.add(room)?));
    }
    match quantity.bound {
        Bound::Exact if exact => {
            Some(vec![Reading { grade: Grade::Exact, interval: Interval::point(value) }])
        }
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
fn measured(value: Rational, unit: Rational) -> Option<Vec<Reading>> {
    let half = unit.div(Rational::whole(2))?;
    let rounded = Interval::closed(value.sub(half)?, value.add(half)?);
    // Cutting off moves a number towards zero.
    let cut = match value.is_negative() {
        true => Interval::half_open(value.neg(), value.neg().add(unit)?).neg(),
        false => Interval::half_open(value, value.add(unit)?),
    };
    Some(vec![
        Reading { grade: Grade::Rounded, interval: rounded },
        Reading { grade: Grade::Truncated, interval: cut },
    ])
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

const SCALES: [(i64, &str); 8] = [
    (1, ""),
    (10_000, "万"),
    (100_000_000, "亿"),
    (100, "百"),
    (1_000, "千"),
    (1_000_000, "百万"),
    (10_000_000, "千万"),
    (1_000_000_000_000, "万亿"),
];

fn written(quantity: &Quantity) -> String {
    let sign = match quantity.unit.as_ref().map(|unit| (unit.dimension(), unit.name())) {
        Some((Dimension::Percent, _)) => "%",
        Some((Dimension::Points, _)) => "个百分点",
        Some((Dimension::Rate, "‰")) => "‰",
        _ => "",
    };
    let scale = SCALES.iter().find(|(value, _)| Decimal::from(*value) == quantity.stated.scale);
    let Some((_, scale)) = scale else { return format!("{}{sign}", quantity.value.normalize()) };
    let number = quantity.stated.number;
    place_point(number.mantissa(), number.scale()) + scale + sign
}
