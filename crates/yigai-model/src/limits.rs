use core::fmt;
use core::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// The values that an indicator may take, ends included; either end may be open. Written `0..100`, `0..`, `..15`.
///
/// ```
/// use yigai_model::Limits;
///
/// let limits: Limits = "0..100".parse().unwrap();
/// assert!(limits.contains("96.96".parse().unwrap()));
/// assert!(!limits.contains("100.01".parse().unwrap()));
/// assert_eq!(limits.to_string(), "0..100");
/// assert!("100..0".parse::<Limits>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Limits {
    low: Option<Decimal>,
    high: Option<Decimal>,
}

/// Why a text is no [`Limits`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LimitsError {
    /// There is no `..` between the ends.
    #[error("`{0}` has no `..`; write `0..100`, `0..` or `..15`")]
    NoRange(String),
    /// An end is no decimal.
    #[error("`{0}` is not a decimal number")]
    NotANumber(String),
    /// The ends are in the wrong order.
    #[error("the lower end {low} is above the upper end {high}")]
    Reversed {
        /// The end on the left.
        low: Decimal,
        /// The end on the right.
        high: Decimal,
    },
}

impl Limits {
    /// Limits from their ends.
    ///
    /// # Errors
    /// [`LimitsError::Reversed`] where the lower end is above the upper.
    pub fn new(low: Option<Decimal>, high: Option<Decimal>) -> Result<Self, LimitsError> {
        match (low, high) {
            (Some(low), Some(high)) if low > high => Err(LimitsError::Reversed { low, high }),
            _ => Ok(Self { low, high }),
        }
    }

    /// The lowest value allowed.
    pub fn low(&self) -> Option<Decimal> {
        self.low
    }

    /// The highest value allowed.
    pub fn high(&self) -> Option<Decimal> {
        self.high
    }

    /// Whether a value lies within.
    pub fn contains(&self, value: Decimal) -> bool {
        self.low.is_none_or(|low| low <= value) && self.high.is_none_or(|high| value <= high)
    }

    /// Whether every value that `other` allows is allowed here.
    pub fn covers(&self, other: &Self) -> bool {
        let low = self.low.is_none_or(|low| other.low.is_some_and(|inner| low <= inner));
        let high = self.high.is_none_or(|high| other.high.is_some_and(|inner| inner <= high));
        low && high
    }
}

impl FromStr for Limits {
    type Err = LimitsError;

    fn from_str(text: &str) -> Result<Self, LimitsError> {
        let (low, high) = text.split_once("..").ok_or_else(|| LimitsError::NoRange(text.to_owned()))?;
        let end = |text: &str| match text.trim() {
            "" => Ok(None),
            text => {
                Decimal::from_str_exact(text).map(Some).map_err(|_| LimitsError::NotANumber(text.to_owned()))
            }
        };
        Self::new(end(low)?, end(high)?)
    }
}

impl fmt::Display for Limits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(low) = self.low {
            write!(f, "{low}")?;
        }
        f.write_str("..")?;
        self.high.map_or(Ok(()), |high| write!(f, "{high}"))
    }
}

impl Serialize for Limits {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Limits {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
