use rust_decimal::Decimal;

use crate::{Bound, Cardinal, Percent, PercentagePoints, Shape, Value};

/// One number as a text writes it: what it is worth, how it bounds what is meant, and what kind of number it is.
///
/// ```
/// use yigai_numeral::{Bound, Kind, parse};
///
/// let numeral = parse("不低于百分之三十五点五").unwrap();
/// assert_eq!(numeral.value.to_string(), "35.5");
/// assert_eq!((numeral.kind, numeral.bound), (Kind::Percent, Bound::AtLeast));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Numeral {
    /// The exact value in the unit of its kind (50% is 50); of a range, the lower end. A fraction whose decimals do
    /// not end is rounded to 28 digits, and [`fraction`](Self::fraction) is exact.
    pub value: Value,
    /// The upper end of a range.
    pub upper: Option<Value>,
    /// How the value bounds what is meant.
    pub bound: Bound,
    /// What kind of number it is.
    pub kind: Kind,
    /// Numerator and denominator of a fraction or ratio, as written.
    pub fraction: Option<(i128, i128)>,
    /// The digits as written, without the scale word: 1347.5 of 1347.5万.
    pub number: Value,
    /// How many decimals were written, trailing zeros included.
    pub decimals: u32,
    /// What the scale word multiplies by.
    pub scale: i128,
    /// How the digits are written.
    pub shape: Shape,
    /// Another reading that the characters allow: 三四 is 3 to 4, or the digits 34.
    pub alternative: Option<Value>,
}

/// The kinds of numbers. A percentage point is never a percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Kind {
    /// 35006.
    Integer,
    /// 3.14.
    Decimal,
    /// %, 百分之, 成, 折.
    Percent,
    /// ‰, 千分之.
    Permille,
    /// ‱, 万分之.
    Permyriad,
    /// 个百分点, 个基点, 个千分点, in percentage points.
    Points,
    /// 三分之二, 半.
    Fraction,
    /// 3—5, 两三百, 十几万.
    Range,
    /// 第十二.
    Ordinal,
    /// 3倍, 翻两番: times the base.
    Multiple,
    /// 3:1.
    Ratio,
    /// A numeral inside a word or name (统一, 三甲).
    Name,
}

impl Kind {
    /// The name as it is printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Integer => "integer",
            Self::Decimal => "decimal",
            Self::Percent => "percent",
            Self::Permille => "permille",
            Self::Permyriad => "permyriad",
            Self::Points => "points",
            Self::Fraction => "fraction",
            Self::Range => "range",
            Self::Ordinal => "ordinal",
            Self::Multiple => "multiple",
            Self::Ratio => "ratio",
            Self::Name => "name",
        }
    }

    /// The unit that the kind implies.
    pub const fn unit(self) -> Option<&'static str> {
        match self {
            Self::Percent => Some("%"),
            Self::Permille => Some("‰"),
            Self::Permyriad => Some("‱"),
            Self::Points => Some("百分点"),
            Self::Multiple => Some("倍"),
            _ => None,
        }
    }
}

impl Numeral {
    pub(crate) fn plain(cardinal: &Cardinal) -> Self {
        let kind = if cardinal.upper.is_some() {
            Kind::Range
        } else if cardinal.value.is_integer() {
            Kind::Integer
        } else {
            Kind::Decimal
        };
        Self {
            value: cardinal.value,
            upper: cardinal.upper,
            bound: cardinal.bound,
            kind,
            fraction: None,
            number: cardinal.number,
            decimals: cardinal.decimals,
            scale: cardinal.scale,
            shape: cardinal.shape,
            alternative: cardinal.alternative,
        }
    }

    pub(crate) fn of_kind(self, kind: Kind) -> Self {
        Self { kind, ..self }
    }

    /// The same number with other values, as written anew.
    pub(crate) fn with_value(self, value: Value) -> Self {
        let decimals = value.to_decimal().map_or(0, |value| value.scale());
        Self { value, number: value, decimals, scale: 1, alternative: None, ..self }
    }

    pub(crate) fn from_fraction(numerator: i128, denominator: i128, kind: Kind) -> Option<Self> {
        let (n, d) = (Value::Integer(numerator).to_decimal()?, Value::Integer(denominator).to_decimal()?);
        let value = Value::from(n.checked_div(d)?);
        Some(Self {
            value,
            upper: None,
            bound: Bound::Exact,
            kind,
            fraction: Some((numerator, denominator)),
            number: value,
            decimals: 0,
            scale: 1,
            shape: Shape::Units,
            alternative: None,
        })
    }

    /// The value as a percentage, where it is one.
    pub fn percent(&self) -> Option<Percent> {
        (self.kind == Kind::Percent).then(|| self.value.to_decimal().map(Percent::new)).flatten()
    }

    /// The value in percentage points, where it is that.
    pub fn points(&self) -> Option<PercentagePoints> {
        (self.kind == Kind::Points).then(|| self.value.to_decimal().map(PercentagePoints::new)).flatten()
    }

    /// The value as a decimal; `None` beyond 28 digits.
    pub fn decimal(&self) -> Option<Decimal> {
        self.value.to_decimal()
    }
}

impl From<&Cardinal> for Numeral {
    fn from(cardinal: &Cardinal) -> Self {
        Self::plain(cardinal)
    }
}
