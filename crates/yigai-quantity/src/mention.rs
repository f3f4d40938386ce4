use rust_decimal::Decimal;
use yigai_span::Span;

use crate::{DateExpr, Denominators, Form, Unit};
pub use yigai_numeral::Bound;

/// One number of a text: where it stands and how it reads.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The number with the scale word, hedge, unit and denominators that touch it (`30余人`, `120元/人/年`).
    pub span: Span,
    /// The digits or numerals alone (`30`).
    pub number: Span,
    /// What it says.
    pub reading: Reading,
}

/// How a number of a text reads.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// It measures or counts something.
    Quantity(Quantity),
    /// A date, a year or a period, as far as written.
    Date(DateExpr),
    /// A list or heading number, or a place in an order (第三批).
    Ordinal(Decimal),
    /// A document or telephone number.
    Reference,
    /// A numeral inside a name or a fixed word (两票制, 统一).
    Name,
    /// A broken number that has no reading (202223年).
    Unreadable,
}

/// The kinds of [`Reading`] without their content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // the names of `Reading`
pub enum Kind {
    Quantity,
    Date,
    Ordinal,
    Reference,
    Name,
    Unreadable,
}

/// A measured or counted amount in base units: 1347.5万元 is 13475000 元.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The exact value; of a range, the lower end.
    pub value: Decimal,
    /// The upper end of a range.
    pub upper: Option<Decimal>,
    /// How the value bounds what is meant.
    pub bound: Bound,
    /// The unit without scale, hedge or denominators.
    pub unit: Option<Unit>,
    /// Denominators: `120元/人/年` has 人 and 年, `每万常住人口13名` has 万人.
    pub per: Denominators,
    /// Whether the unit is not written here but implied: a lost %, or a unit shared with a neighbour.
    pub unit_inferred: bool,
    /// As written, so that the precision is known.
    pub stated: Stated,
    /// The form in which it is written: a plain number, a percentage, a fraction, …
    pub form: Form,
}

/// A number as written: `1347.5万` is 1347.5 with scale 10000.
///
/// The decimal keeps its trailing zeros, so `number.scale()` is the count of decimals that were written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Stated {
    /// The digits as written.
    pub number: Decimal,
    /// What the scale word multiplies by: 1, 10000 (万), 100000000 (亿), …
    pub scale: Decimal,
}

impl Mention {
    /// Which kind of mention it is.
    pub fn kind(&self) -> Kind {
        match self.reading {
            Reading::Quantity(_) => Kind::Quantity,
            Reading::Date(_) => Kind::Date,
            Reading::Ordinal(_) => Kind::Ordinal,
            Reading::Reference => Kind::Reference,
            Reading::Name => Kind::Name,
            Reading::Unreadable => Kind::Unreadable,
        }
    }

    /// The amount, where it is one.
    pub fn quantity(&self) -> Option<&Quantity> {
        match &self.reading {
            Reading::Quantity(quantity) => Some(quantity),
            _ => None,
        }
    }

    /// The date, where it is one.
    pub fn date(&self) -> Option<&DateExpr> {
        match &self.reading {
            Reading::Date(date) => Some(date),
            _ => None,
        }
    }
}

impl Quantity {
    /// Whether the unit is of the given dimension.
    pub fn is(&self, dimension: crate::Dimension) -> bool {
        self.unit.as_ref().is_some_and(|unit| unit.dimension() == dimension)
    }

    /// One unit of the last stated place, in base units: 10000 for 52万, 1000 for 1347.5万, 0.01 for 96.96.
    pub fn last_place(&self) -> Decimal {
        Decimal::new(1, self.stated.number.scale()) * self.stated.scale
    }
}
