use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use yigai_quantity::Dimension;

/// An amount with its unit. Only units of one kind are added, subtracted and converted.
///
/// ```
/// use yigai_model::{Measure, MeasureUnit};
///
/// let money = Measure::new("785.1".parse().unwrap(), MeasureUnit::TenThousandYuan);
/// assert_eq!(money.convert(MeasureUnit::Yuan).unwrap().value().to_string(), "7851000.0");
///
/// let persons = Measure::new(52_340.into(), MeasureUnit::Person);
/// let visits = Measure::new(3_500.into(), MeasureUnit::PersonTime);
/// assert_eq!(persons.plus(visits).unwrap_err().to_string(), "人次 and 人 are different things; neither becomes the other");
/// let rate = Measure::new(40.into(), MeasureUnit::Percent);
/// let points = Measure::new(10.into(), MeasureUnit::PercentagePoint);
/// assert!(rate.convert(MeasureUnit::PercentagePoint).is_err());
/// assert_eq!(rate.raised_by(points).unwrap().value().to_string(), "50"); // 40% and 10个百分点 are 50%
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Measure {
    value: Decimal,
    unit: MeasureUnit,
}

/// A unit that amounts can be converted into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum MeasureUnit {
    /// 人.
    Person,
    /// 万人.
    TenThousandPersons,
    /// 人次.
    PersonTime,
    /// 万人次.
    TenThousandPersonTimes,
    /// 户.
    Household,
    /// 个, 所, 家.
    Count,
    /// 张.
    Bed,
    /// 份.
    File,
    /// 元.
    Yuan,
    /// 万元.
    TenThousandYuan,
    /// 亿元.
    HundredMillionYuan,
    /// 平方米.
    SquareMetre,
    /// 亩, 2000/3 of a square metre.
    Mu,
    /// %.
    Percent,
    /// ‰.
    PerMille,
    /// /10万.
    PerHundredThousand,
    /// 百分点.
    PercentagePoint,
    /// 天.
    Day,
    /// 月.
    Month,
    /// 年.
    Year,
}

/// Why two amounts cannot be combined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum MeasureError {
    /// They measure different things.
    #[error("{} and {} are different things; neither becomes the other", .0.chinese(), .1.chinese())]
    Mixed(MeasureUnit, MeasureUnit),
    /// The result needs more digits than the arithmetic carries.
    #[error("the result is too large to be exact")]
    TooLarge,
}

impl MeasureUnit {
    /// The Chinese word.
    pub fn chinese(self) -> &'static str {
        self.facts().0
    }

    /// What it measures.
    pub fn dimension(self) -> Dimension {
        self.facts().1
    }

    /// The word, the dimension, and how many base units it is: a numerator and a denominator, so that it is exact.
    fn facts(self) -> (&'static str, Dimension, i64, i64) {
        match self {
            Self::Person => ("人", Dimension::Person, 1, 1),
            Self::TenThousandPersons => ("万人", Dimension::Person, 10_000, 1),
            Self::PersonTime => ("人次", Dimension::PersonTime, 1, 1),
            Self::TenThousandPersonTimes => ("万人次", Dimension::PersonTime, 10_000, 1),
            Self::Household => ("户", Dimension::Household, 1, 1),
            Self::Count => ("个", Dimension::Count, 1, 1),
            Self::Bed => ("张", Dimension::Bed, 1, 1),
            Self::File => ("份", Dimension::File, 1, 1),
            Self::Yuan => ("元", Dimension::Money, 1, 1),
            Self::TenThousandYuan => ("万元", Dimension::Money, 10_000, 1),
            Self::HundredMillionYuan => ("亿元", Dimension::Money, 100_000_000, 1),
            Self::SquareMetre => ("平方米", Dimension::Area, 1, 1),
            Self::Mu => ("亩", Dimension::Area, 2000, 3),
            Self::Percent => ("%", Dimension::Percent, 1, 1),
            Self::PerMille => ("‰", Dimension::Rate, 100, 1),
            Self::PerHundredThousand => ("/10万", Dimension::Rate, 1, 1),
            Self::PercentagePoint => ("百分点", Dimension::Points, 1, 1),
            Self::Day => ("天", Dimension::Duration, 1, 1),
            // Months and years have no fixed number of days, so they convert into each other only.
            Self::Month => ("个月", Dimension::Duration, 0, 1),
            Self::Year => ("年", Dimension::Duration, 0, 12),
        }
    }

    /// How many of `other` one of these is, as a fraction.
    fn ratio(self, other: Self) -> Option<(i64, i64)> {
        if self == other {
            return Some((1, 1));
        }
        match (self, other) {
            (Self::Year, Self::Month) => return Some((12, 1)),
            (Self::Month, Self::Year) => return Some((1, 12)),
            // One proportion in three spellings. Percentage points are a difference and stay apart.
            (Self::Percent, Self::PerMille) => return Some((10, 1)),
            (Self::PerMille, Self::Percent) => return Some((1, 10)),
            (Self::Percent, Self::PerHundredThousand) => return Some((1000, 1)),
            (Self::PerHundredThousand, Self::Percent) => return Some((1, 1000)),
            _ => {}
        }
        let (_, own, up, down) = self.facts();
        let (_, its, other_up, other_down) = other.facts();
        (own == its && up != 0 && other_up != 0).then_some((up * other_down, down * other_up))
    }
}

impl Measure {
    /// An amount of a unit.
    pub fn new(value: Decimal, unit: MeasureUnit) -> Self {
        Self { value, unit }
    }

    /// The number.
    pub fn value(&self) -> Decimal {
        self.value
    }

    /// The unit.
    pub fn unit(&self) -> MeasureUnit {
        self.unit
    }

    /// The same amount in another unit of its kind.
    ///
    /// # Errors
    /// [`MeasureError::Mixed`] where the units measure different things.
    pub fn convert(self, unit: MeasureUnit) -> Result<Self, MeasureError> {
        let (up, down) = self.unit.ratio(unit).ok_or(MeasureError::Mixed(self.unit, unit))?;
        let scaled = self.value.checked_mul(up.into()).ok_or(MeasureError::TooLarge)?;
        let value = scaled.checked_div(down.into()).ok_or(MeasureError::TooLarge)?;
        Ok(Self { value, unit })
    }

    /// The sum, in the unit of the first.
    ///
    /// # Errors
    /// [`MeasureError::Mixed`] where the units measure different things.
    pub fn plus(self, other: Self) -> Result<Self, MeasureError> {
        let other = other.convert(self.unit)?;
        let value = self.value.checked_add(other.value).ok_or(MeasureError::TooLarge)?;
        Ok(Self { value, unit: self.unit })
    }

    /// The difference: of two percentages it is in percentage points, of everything else in the unit of the first.
    ///
    /// # Errors
    /// [`MeasureError::Mixed`] where the units measure different things.
    pub fn minus(self, other: Self) -> Result<Self, MeasureError> {
        let other = other.convert(self.unit)?;
        let value = self.value.checked_sub(other.value).ok_or(MeasureError::TooLarge)?;
        let unit = if self.unit == MeasureUnit::Percent { MeasureUnit::PercentagePoint } else { self.unit };
        Ok(Self { value, unit })
    }

    /// A percentage raised by percentage points, the one case where these two meet.
    ///
    /// # Errors
    /// [`MeasureError::Mixed`] for anything else.
    pub fn raised_by(self, points: Self) -> Result<Self, MeasureError> {
        if (self.unit, points.unit) != (MeasureUnit::Percent, MeasureUnit::PercentagePoint) {
            return Err(MeasureError::Mixed(self.unit, points.unit));
        }
        let value = self.value.checked_add(points.value).ok_or(MeasureError::TooLarge)?;
        Ok(Self { value, unit: self.unit })
    }
}
