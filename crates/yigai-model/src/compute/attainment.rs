use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{ComputeError, per_units, round_half_up};

/// Which side of a target is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Goal {
    /// To reach it or more.
    AtLeast,
    /// To stay at it or below.
    AtMost,
}

/// How a value stands to its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Attainment {
    /// Whether the target is met.
    pub met: bool,
    /// Target less value, in the unit of both; below zero where an at-least target is passed.
    pub gap: Decimal,
    /// Value over target, unrounded.
    pub fraction: Decimal,
}

/// How a value stands to its target.
///
/// # Errors
/// [`ComputeError::ZeroBase`] for a target of zero.
///
/// ```
/// use yigai_model::compute::{Goal, attainment};
///
/// let signed = attainment(47.into(), 30.into(), Goal::AtLeast).unwrap();
/// assert!(signed.met);
/// assert_eq!(signed.gap.to_string(), "-17");
/// assert!(!attainment(32.into(), 30.into(), Goal::AtMost).unwrap().met); // 药占比
/// assert!(attainment(1.into(), 0.into(), Goal::AtLeast).is_err());
/// ```
pub fn attainment(value: Decimal, target: Decimal, goal: Goal) -> Result<Attainment, ComputeError> {
    let met = match goal {
        Goal::AtLeast => value >= target,
        Goal::AtMost => value <= target,
    };
    let gap = target.checked_sub(value).ok_or(ComputeError::TooLarge("target"))?;
    Ok(Attainment { met, gap, fraction: per_units(value, target, Decimal::ONE)? })
}

/// A weighted score of several targets, 0 to 100: the sum of weight x min(1, value / target), over the sum of weights,
/// two decimals half up. Weights are local; they are given as (weight, value, target).
///
/// # Errors
/// [`ComputeError::ZeroBase`] for a target of zero or no weight, [`ComputeError::Negative`] for a negative value.
///
/// ```
/// use yigai_model::compute::composite_score;
///
/// let rows = [(60.into(), 47.into(), 30.into()), (40.into(), 45.into(), 60.into())];
/// assert_eq!(composite_score(&rows).unwrap().to_string(), "90.00"); // 60 + 40 x 0.75
/// ```
pub fn composite_score(rows: &[(Decimal, Decimal, Decimal)]) -> Result<Decimal, ComputeError> {
    let mut score = Decimal::ZERO;
    let mut weights = Decimal::ZERO;
    for (weight, value, target) in rows {
        if [weight, value, target].into_iter().any(|part| *part < Decimal::ZERO) {
            return Err(ComputeError::Negative("rows"));
        }
        let fraction = per_units(*value, *target, Decimal::ONE)?.min(Decimal::ONE);
        let part = weight.checked_mul(fraction).ok_or(ComputeError::TooLarge("rows"))?;
        score = score.checked_add(part).ok_or(ComputeError::TooLarge("rows"))?;
        weights = weights.checked_add(*weight).ok_or(ComputeError::TooLarge("rows"))?;
    }
    Ok(round_half_up(super::rate(score, weights)?, 2))
}
