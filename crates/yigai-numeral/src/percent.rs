use core::fmt;

use rust_decimal::Decimal;

/// A percentage: a share or a rate. It is never added to [`PercentagePoints`] by mistake.
///
/// ```
/// use rust_decimal::Decimal;
/// use yigai_numeral::Percent;
///
/// let rate = Percent::new(Decimal::new(9696, 2));
/// assert_eq!(rate.to_string(), "96.96%");
/// assert_eq!(rate.fraction(), Decimal::new(9696, 4));
/// let risen = Percent::new(Decimal::from(40)) - Percent::new(Decimal::from(30));
/// assert_eq!(risen.to_string(), "10个百分点");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Percent(Decimal);

/// A difference of two percentages.
///
/// ```
/// use rust_decimal::Decimal;
/// use yigai_numeral::{Percent, PercentagePoints};
///
/// let raised = Percent::new(Decimal::from(70)) + PercentagePoints::new(Decimal::from(5));
/// assert_eq!(raised, Percent::new(Decimal::from(75)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct PercentagePoints(Decimal);

impl Percent {
    /// A percentage from its number: 50 is 50%.
    pub const fn new(percent: Decimal) -> Self {
        Self(percent)
    }

    /// The number before the sign.
    pub const fn number(self) -> Decimal {
        self.0
    }

    /// The share of the whole: 0.5 for 50%.
    pub fn fraction(self) -> Decimal {
        let mut share = self.0;
        // Two more places; only a number with 27 decimals has none left, and then the last two are rounded.
        if share.set_scale(self.0.scale() + 2).is_ok() { share } else { self.0 / Decimal::ONE_HUNDRED }
    }
}

impl PercentagePoints {
    /// Percentage points from their number.
    pub const fn new(points: Decimal) -> Self {
        Self(points)
    }

    /// The number of points.
    pub const fn number(self) -> Decimal {
        self.0
    }
}

impl core::ops::Sub for Percent {
    type Output = PercentagePoints;

    fn sub(self, other: Self) -> PercentagePoints {
        PercentagePoints(self.0.saturating_sub(other.0))
    }
}

impl core::ops::Add<PercentagePoints> for Percent {
    type Output = Self;

    fn add(self, points: PercentagePoints) -> Self {
        Self(self.0.saturating_add(points.0))
    }
}

impl core::ops::Sub<PercentagePoints> for Percent {
    type Output = Self;

    fn sub(self, points: PercentagePoints) -> Self {
        Self(self.0.saturating_sub(points.0))
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}%", self.0)
    }
}

impl fmt::Display for PercentagePoints {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}个百分点", self.0)
    }
}
