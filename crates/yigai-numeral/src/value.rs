use core::fmt;

use rust_decimal::Decimal;

/// An exact number: an integer to the width of `i128`, or a decimal with its written places.
///
/// ```
/// use yigai_numeral::Value;
///
/// assert_eq!(Value::from(35006).to_string(), "35006");
/// assert_eq!(Value::from(rust_decimal::Decimal::new(352, 2)).to_string(), "3.52");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Value {
    /// A whole number.
    Integer(i128),
    /// A number with a fraction.
    Decimal(Decimal),
}

impl Value {
    /// The value as a decimal; `None` beyond 28 digits.
    pub fn to_decimal(self) -> Option<Decimal> {
        match self {
            Self::Integer(value) => Decimal::try_from_i128_with_scale(value, 0).ok(),
            Self::Decimal(value) => Some(value),
        }
    }

    /// Whether it has no fraction.
    pub const fn is_integer(self) -> bool {
        matches!(self, Self::Integer(_))
    }

    /// The value with the opposite sign.
    pub(crate) fn negated(self) -> Self {
        match self {
            Self::Integer(value) => Self::Integer(-value),
            Self::Decimal(value) => Self::Decimal(-value),
        }
    }

    /// An integer where the fraction is zero, so that equal values are equal.
    pub(crate) fn normal(self) -> Self {
        match self {
            Self::Decimal(value) if value.fract().is_zero() => Self::Integer(value.trunc().mantissa()),
            Self::Decimal(value) => Self::Decimal(value.normalize()),
            integer => integer,
        }
    }

    pub(crate) fn checked_mul(self, by: i128) -> Option<Self> {
        match self {
            Self::Integer(value) => value.checked_mul(by).map(Self::Integer),
            Self::Decimal(value) => {
                let by = Decimal::try_from_i128_with_scale(by, 0).ok()?;
                exact_mul(value, by).map(|product| Self::Decimal(product).normal())
            }
        }
    }

    pub(crate) fn checked_add(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::Integer(a), Self::Integer(b)) => a.checked_add(b).map(Self::Integer),
            (a, b) => {
                let (a, b) = (a.to_decimal()?, b.to_decimal()?);
                let sum = a.checked_add(b)?;
                (sum.scale() >= a.scale().max(b.scale())).then(|| Self::Decimal(sum).normal())
            }
        }
    }
}

/// A product that is not rounded: `rust_decimal` drops places when 96 bits do not suffice, which would be a wrong
/// value without an error.
pub(crate) fn exact_mul(a: Decimal, b: Decimal) -> Option<Decimal> {
    let (a, b) = (a.normalize(), b.normalize());
    let mantissa = a.mantissa().checked_mul(b.mantissa())?;
    Decimal::try_from_i128_with_scale(mantissa, a.scale() + b.scale()).ok()
}

impl From<i128> for Value {
    fn from(value: i128) -> Self {
        Self::Integer(value)
    }
}

impl From<Decimal> for Value {
    fn from(value: Decimal) -> Self {
        Self::Decimal(value).normal()
    }
}

impl PartialOrd for Value {
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        match (self, other) {
            (Self::Integer(a), Self::Integer(b)) => Some(a.cmp(b)),
            (a, b) => Some(a.to_decimal()?.cmp(&b.to_decimal()?)),
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(value) => value.fmt(f),
            Self::Decimal(value) => value.fmt(f),
        }
    }
}
