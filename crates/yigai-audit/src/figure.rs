//! A stated number and the ways to read it.
//!
//! What was written decides: `126个` is 126 and nothing else, `93%` is 92.5 to 93.5 rounded or 93 to 94 cut off,
//! `约87.4` leaves one unit of its last place, `2000余` runs up to 3000, and `不低于90` has no upper end.

use std::fmt;

use yigai_extract::Observation;
use yigai_model::Modality;
use yigai_quantity::{Bound, Dimension, Form, Mention, Quantity};

use crate::finding::Grade;
use crate::interval::{End, Interval};
use crate::rational::{Rational, push_point, ten_to_the};

/// One way to read a stated number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) grade: Grade,
    pub(crate) interval: Interval,
}

/// What a stated number leaves open. A figure is moved and compared so often that it holds its hull and this, not its
/// readings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Room {
    /// Nothing.
    Exact,
    /// What a word such as 约 or 以上 leaves.
    Hedged,
    /// It is rounded, or cut off. Rounding leaves what lies between this and the end of the hull on the other side, cutting
    /// off what lies between the value and the other end.
    Measured(Rational),
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
    fn new(quantity: &Quantity, scale: Rational) -> Self {
        let sign = match quantity.unit.as_ref().map(|unit| (unit.dimension(), unit.name())) {
            Some((Dimension::Percent, _)) => "%",
            Some((Dimension::Points, _)) => "个百分点",
            Some((Dimension::Rate, "‰")) => "‰",
            _ => "",
        };
        let known = SCALES.iter().find(|(value, _)| Rational::whole(*value) == scale);
        let (number, scale) = match known {
            Some((_, scale)) => (quantity.stated.number, *scale),
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
    /// What it leaves open.
    pub(crate) room: Room,
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
        let value = Rational::from_decimal(quantity.value)?;
        let scale = Rational::from_decimal(quantity.stated.scale)?;
        let unit = Rational::new(1, ten_to_the(quantity.stated.number.scale())?)?.mul(scale)?;
        let exact = is_exact(quantity, modality, value, unit);
        let token = mention.span.slice(text).unwrap_or_default();
        let (room, hull) = room(quantity, exact, value, unit, token)?;
        let written = Written::new(quantity, scale);
        let dimension = quantity.unit.as_ref().map(yigai_quantity::Unit::dimension);
        Some(Self { value, unit, room, hull, exact, dimension, form: quantity.form, written })
    }

    /// The ways to read it, the strictest first.
    pub(crate) fn readings(&self) -> impl Iterator<Item = Reading> {
        let (first, second) = match (self.room, self.hull) {
            (Room::Exact, interval) => (Reading { grade: Grade::Exact, interval }, None),
            (Room::Hedged, interval) => (Reading { grade: Grade::Hedged, interval }, None),
            (Room::Measured(end), Interval { low, high }) => {
                let closed = |value: Rational| Some(End { value, closed: true });
                let (rounded, cut) = match end > self.value {
                    true => (Interval { low, high: closed(end) }, Interval { low: closed(self.value), high }),
                    false => {
                        (Interval { low: closed(end), high }, Interval { low, high: closed(self.value) })
                    }
                };
                let cut = Reading { grade: Grade::Truncated, interval: cut };
                (Reading { grade: Grade::Rounded, interval: rounded }, Some(cut))
            }
        };
        std::iter::once(first).chain(second)
    }

    /// By which of its readings it can be this value.
    pub(crate) fn allows(&self, value: Rational) -> Option<Grade> {
        self.readings().find(|reading| reading.interval.contains(value)).map(|reading| reading.grade)
    }

    /// The values it can have where everyone in a formula reads by `grade`.
    pub(crate) fn reading(&self, grade: Grade) -> Interval {
        let own = self.readings().find(|reading| reading.grade == grade);
        own.map_or_else(|| self.hull, |reading| reading.interval)
    }

    /// Whether a word such as 约 or 以上 leaves room around the number.
    pub(crate) fn is_hedged(&self) -> bool {
        self.room == Room::Hedged
    }

    /// The same figure with another value and its precision.
    pub(crate) fn with_value(&self, value: Rational) -> Self {
        let (room, hull) = self.around(value).unwrap_or((self.room, self.hull));
        Self { value, room, hull, ..*self }
    }

    /// What it leaves open around another value.
    fn around(&self, value: Rational) -> Option<(Room, Interval)> {
        if self.room == Room::Exact {
            return Some((Room::Exact, Interval::point(value)));
        }
        let shift = value.sub(self.value)?;
        let room = match self.room {
            Room::Measured(end) => Room::Measured(end.add(shift)?),
            room => room,
        };
        Some((room, self.hull.shifted(shift)?))
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

    /// Reads a number as one that was computed: an average of 91 visits may be 91.15, and 21.31万元 21.312.
    pub(crate) fn round(&mut self) {
        let open = self.exact && (self.dimension != Some(Dimension::Money) || self.unit > Rational::ONE);
        if let Some(measured) = measured(self.value, self.unit).filter(|_| open && !self.is_hedged()) {
            ((self.room, self.hull), self.exact) = (measured, false);
        }
    }

    /// How far from its value any reading may reach as if other digits were written, and one unit of their last place
    /// beyond; `None` where a reading has no end.
    pub(crate) fn reach(&self) -> Option<Rational> {
        let coarsest = Rational::whole(10_i64.checked_pow(self.written.places)?).mul(self.unit)?;
        let (below, above) = (self.value.sub(self.hull.low?.value)?, self.hull.high?.value.sub(self.value)?);
        below.max(above).max(coarsest).add(coarsest)
    }

    /// The same figure as if other digits were written, with their precision.
    pub(crate) fn with_digits(&self, value: Rational, digits: &str) -> Self {
        let places = |digits: &str| digits.split_once('.').map_or(0, |(_, fraction)| fraction.len());
        let less = (self.written.places as usize).saturating_sub(places(digits));
        if less == 0 || self.exact || self.is_hedged() {
            return self.with_value(value);
        }
        let coarser =
            u32::try_from(less).ok().and_then(|less| Rational::new(ten_to_the(less)?, 1)?.mul(self.unit));
        let unit = coarser.unwrap_or(self.unit);
        let around = measured(value, unit).or_else(|| self.around(value));
        let (room, hull) = around.unwrap_or((self.room, self.hull));
        Self { value, unit, room, hull, ..*self }
    }
}

/// Counts of single things and amounts that a policy sets are what they say; measured amounts and rates are rounded.
fn is_exact(quantity: &Quantity, modality: Modality, value: Rational, unit: Rational) -> bool {
    // How many times a standard grew is computed, whatever set the standard.
    if quantity.is(Dimension::Multiple) {
        return false;
    }
    if modality == Modality::Standard || !quantity.per.is_empty() && quantity.is(Dimension::Money) {
        return true;
    }
    let single = unit <= Rational::ONE && value.is_whole();
    match quantity.unit.as_ref().map(yigai_quantity::Unit::dimension) {
        Some(Dimension::Percent | Dimension::Points | Dimension::Rate) => false,
        Some(Dimension::Area | Dimension::Length | Dimension::Weight | Dimension::Money) => false,
        _ => single,
    }
}

fn room(
    quantity: &Quantity,
    exact: bool,
    value: Rational,
    unit: Rational,
    token: &str,
) -> Option<(Room, Interval)> {
    let hedged = |interval| Some((Room::Hedged, interval));
    if matches!(quantity.form, Form::Fraction(..) | Form::Ratio(..)) && quantity.bound == Bound::Exact {
        // 三分之二 and 一半 are said of what is near them: a twentieth up and down.
        let room = value.abs().div(Rational::whole(20))?;
        return hedged(Interval::closed(value.sub(room)?, value.add(room)?));
    }
    match quantity.bound {
        Bound::Exact if exact => Some((Room::Exact, Interval::point(value))),
        Bound::Exact => measured(value, unit),
        Bound::About => {
            let twentieth = value.abs().div(Rational::whole(20))?;
            let room = significant_place(value, unit)?.min(twentieth).max(unit.div(Rational::whole(2))?);
            hedged(Interval::closed(value.sub(room)?, value.add(room)?))
        }
        // 余 and 多 stand at the number and stop at its next round value; 超过 has no upper end.
        Bound::MoreThan if token.contains(['余', '多', '几']) => {
            hedged(Interval::half_open(value, value.add(significant_place(value, unit)?)?))
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
fn measured(value: Rational, unit: Rational) -> Option<(Room, Interval)> {
    let half = unit.div(Rational::whole(2))?;
    let (below, above) = (value.sub(half)?, value.add(half)?);
    // Cutting off moves a number towards zero.
    Some(match value.is_negative() {
        false => (Room::Measured(above), Interval::half_open(below, value.add(unit)?)),
        true => (Room::Measured(below), Interval::half_open(above.neg(), value.neg().add(unit)?).neg()),
    })
}

/// The place of the last digit that is not zero: 1000 for 2000, 0.1 for 87.4.
fn significant_place(value: Rational, unit: Rational) -> Option<Rational> {
    let mut place = unit;
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
