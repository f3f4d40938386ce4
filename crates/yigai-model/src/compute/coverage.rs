use rust_decimal::Decimal;
use serde::Serialize;

use super::ComputeError;

/// A numerator in percent of its denominator, not rounded.
///
/// # Errors
/// [`ComputeError::ZeroBase`] for a denominator of zero.
///
/// ```
/// use yigai_model::compute::{rate, round_half_up};
///
/// let used = rate("1274.5".parse().unwrap(), "1347.5".parse().unwrap()).unwrap();
/// assert_eq!(round_half_up(used, 2).to_string(), "94.58");
/// assert!(rate(1.into(), 0.into()).is_err());
/// ```
pub fn rate(numerator: Decimal, denominator: Decimal) -> Result<Decimal, ComputeError> {
    per_units(numerator, denominator, Decimal::ONE_HUNDRED)
}

/// A numerator per so many units of its denominator: beds per 1,000 residents, doctors per 10,000, 元 per ㎡ (1).
///
/// # Errors
/// [`ComputeError::ZeroBase`] for a denominator of zero, [`ComputeError::TooLarge`] where the digits do not suffice.
///
/// ```
/// use yigai_model::compute::{per_units, round_half_up};
///
/// let beds = per_units(2749.into(), 428_008.into(), 1000.into()).unwrap();
/// assert_eq!(round_half_up(beds, 2).to_string(), "6.42");
/// let cost = per_units(128_180_000.into(), 59_855.into(), 1.into()).unwrap();
/// assert_eq!(round_half_up(cost, 2).to_string(), "2141.51");
/// ```
pub fn per_units(numerator: Decimal, denominator: Decimal, units: Decimal) -> Result<Decimal, ComputeError> {
    if denominator.is_zero() {
        return Err(ComputeError::ZeroBase("denominator"));
    }
    let scaled = numerator.checked_mul(units).ok_or(ComputeError::TooLarge("numerator"))?;
    scaled.checked_div(denominator).ok_or(ComputeError::TooLarge("rate"))
}

/// Whole numbers from `low` to `high`, ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Interval {
    /// The smallest.
    pub low: Decimal,
    /// The largest.
    pub high: Decimal,
}

impl Interval {
    /// Whether the two share a number.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }
}

/// The whole denominators of which `numerator` is `stated` percent after rounding half up to its written decimals.
///
/// # Errors
/// [`ComputeError::ZeroBase`] where the stated rate reaches down to zero, so that no denominator is too large.
///
/// ```
/// use yigai_model::compute::implied_denominator;
///
/// let of = |n: i64, rate: &str| {
///     let found = implied_denominator(n.into(), rate.parse().unwrap()).unwrap();
///     (found.low.to_string(), found.high.to_string())
/// };
/// assert_eq!(of(91_463, "96.96"), ("94326".to_owned(), "94335".to_owned()));
/// assert_eq!(of(397_876, "92.96"), ("427985".to_owned(), "428030".to_owned()));
/// assert_eq!(of(387_466, "90.18"), ("429635".to_owned(), "429682".to_owned()));
/// assert!(implied_denominator(5.into(), 0.into()).is_err());
/// ```
pub fn implied_denominator(numerator: Decimal, stated: Decimal) -> Result<Interval, ComputeError> {
    let half = Decimal::try_new(5, stated.scale() + 1).map_err(|_| ComputeError::TooLarge("stated"))?;
    let low_rate = stated.checked_sub(half).ok_or(ComputeError::TooLarge("stated"))?;
    let high_rate = stated.checked_add(half).ok_or(ComputeError::TooLarge("stated"))?;
    if low_rate <= Decimal::ZERO {
        return Err(ComputeError::ZeroBase("stated"));
    }
    let scaled = numerator.checked_mul(Decimal::ONE_HUNDRED).ok_or(ComputeError::TooLarge("numerator"))?;
    let low_end = scaled.checked_div(high_rate).ok_or(ComputeError::TooLarge("denominator"))?;
    let high_end = scaled.checked_div(low_rate).ok_or(ComputeError::TooLarge("denominator"))?;
    // The upper end of the rate is excluded by half-up rounding, so the smallest denominator is above low_end.
    let low = low_end.floor().checked_add(Decimal::ONE).ok_or(ComputeError::TooLarge("denominator"))?;
    Ok(Interval { low, high: high_end.floor() })
}
