use rust_decimal::Decimal;

use super::ComputeError;

/// The change from one value to another in percent of the first (比上年增长), not rounded.
///
/// # Errors
/// [`ComputeError::ZeroBase`] for an old value of zero, [`ComputeError::Negative`] for one below.
///
/// ```
/// use yigai_model::compute::{growth_rate, round_half_up};
///
/// assert_eq!(round_half_up(growth_rate(7861.into(), 8688.into()).unwrap(), 2).to_string(), "10.52");
/// assert_eq!(round_half_up(growth_rate(89_830.into(), 91_463.into()).unwrap(), 2).to_string(), "1.82");
/// assert!(growth_rate(0.into(), 5.into()).is_err());
/// ```
pub fn growth_rate(old: Decimal, new: Decimal) -> Result<Decimal, ComputeError> {
    if old.is_sign_negative() && !old.is_zero() {
        return Err(ComputeError::Negative("old"));
    }
    if old.is_zero() {
        return Err(ComputeError::ZeroBase("old"));
    }
    let change = new.checked_sub(old).ok_or(ComputeError::TooLarge("new"))?;
    super::rate(change, old)
}

/// The change from one percentage to another in percentage points (百分点): 30 % to 40 % is 10 points, never 33 %.
///
/// # Errors
/// [`ComputeError::TooLarge`] where the digits do not suffice.
///
/// ```
/// use yigai_model::compute::point_change;
///
/// assert_eq!(point_change("30".parse().unwrap(), "40".parse().unwrap()).unwrap().to_string(), "10");
/// ```
pub fn point_change(old: Decimal, new: Decimal) -> Result<Decimal, ComputeError> {
    new.checked_sub(old).ok_or(ComputeError::TooLarge("new"))
}

/// A half-year flow as of a whole year, on request only: a report's 1–6月 figure stays what it is.
///
/// # Errors
/// [`ComputeError::TooLarge`] where the digits do not suffice.
///
/// ```
/// assert_eq!(yigai_model::compute::annualise_half_year(552.into()).unwrap().to_string(), "1104");
/// ```
pub fn annualise_half_year(value: Decimal) -> Result<Decimal, ComputeError> {
    value.checked_add(value).ok_or(ComputeError::TooLarge("value"))
}
