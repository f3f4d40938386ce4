use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{ComputeError, round_half_up};

/// Splits a total by weights so that the parts add up to it exactly: each is rounded down to `decimals`, and what is
/// missing goes, one unit each, to the largest remainders, the earlier one where they are equal.
///
/// # Errors
/// [`ComputeError::ZeroBase`] where all weights are zero, [`ComputeError::Negative`] for a negative weight or total,
/// [`ComputeError::PartsDiffer`] where the total itself has more decimals.
///
/// ```
/// use yigai_model::compute::largest_remainder;
///
/// let weights = [489.into(), 2694.into(), 2940.into()];
/// let shares: Vec<_> = largest_remainder(100.into(), &weights, 2).unwrap().iter().map(ToString::to_string).collect();
/// assert_eq!(shares, ["7.99", "44.00", "48.01"]);
/// assert!(largest_remainder(100.into(), &[0.into()], 2).is_err());
/// ```
pub fn largest_remainder(
    total: Decimal,
    weights: &[Decimal],
    decimals: u32,
) -> Result<Vec<Decimal>, ComputeError> {
    if total < Decimal::ZERO || weights.iter().any(|weight| *weight < Decimal::ZERO) {
        return Err(ComputeError::Negative("weights"));
    }
    if total.normalize().scale() > decimals {
        return Err(ComputeError::PartsDiffer("total"));
    }
    let mut sum = Decimal::ZERO;
    for weight in weights {
        sum = sum.checked_add(*weight).ok_or(ComputeError::TooLarge("weights"))?;
    }
    if sum.is_zero() {
        return Err(ComputeError::ZeroBase("weights"));
    }
    let unit = Decimal::new(1, decimals);
    let mut parts = Vec::with_capacity(weights.len());
    let mut given = Decimal::ZERO;
    for (index, weight) in weights.iter().enumerate() {
        let exact = super::per_units(total, sum, *weight)?;
        let mut part = exact.trunc_with_scale(decimals);
        part.rescale(decimals);
        given = given.checked_add(part).ok_or(ComputeError::TooLarge("total"))?;
        parts.push((index, part, exact - part));
    }
    parts.sort_by(|a, b| b.2.cmp(&a.2).then(a.0.cmp(&b.0)));
    let mut missing = total.checked_sub(given).ok_or(ComputeError::TooLarge("total"))?;
    for (_, part, _) in &mut parts {
        if missing < unit {
            break;
        }
        *part = part.checked_add(unit).ok_or(ComputeError::TooLarge("total"))?;
        missing -= unit;
    }
    if !missing.is_zero() {
        return Err(ComputeError::TooLarge("weights"));
    }
    parts.sort_by_key(|(index, ..)| *index);
    Ok(parts.into_iter().map(|(_, part, _)| part).collect())
}

/// Splits an amount over levels by their standards, in whole 分 that add up to it.
///
/// # Errors
/// As [`largest_remainder`].
pub fn split_total(total: Decimal, standards: &[Decimal]) -> Result<Vec<Decimal>, ComputeError> {
    largest_remainder(total, standards, 2)
}

/// What each level of government pays per head of one kind of population (城镇, 农村), in 元 a year.
///
/// ```
/// use yigai_model::compute::FundingStandard;
///
/// let standard = |c: &str, p: &str, m: &str, d: &str| {
///     FundingStandard::new(c.parse().unwrap(), p.parse().unwrap(), m.parse().unwrap(), d.parse().unwrap()).unwrap()
/// };
/// let rural = standard("12", "1.5", "0.75", "0.75");
/// let urban = standard("12", "1.5", "3.25", "3.25");
/// assert_eq!(rural.total().to_string(), "15.00");
/// assert_eq!(urban.total().to_string(), "20.00");
/// assert_eq!(rural.amounts(9_600.into()).unwrap().county.to_string(), "7200.00");
/// assert_eq!(urban.amounts(320_000.into()).unwrap().county.to_string(), "1040000.00");
/// assert_eq!(rural.central_share(2).unwrap().to_string(), "80.00");
/// assert_eq!(urban.central_share(2).unwrap().to_string(), "60.00");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FundingStandard {
    central: Decimal,
    province: Decimal,
    city: Decimal,
    county: Decimal,
}

/// What each level of government pays in all, in 元.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelAmount {
    /// 中央.
    pub central: Decimal,
    /// 省级.
    pub province: Decimal,
    /// 市级.
    pub city: Decimal,
    /// 县(区)级.
    pub county: Decimal,
}

impl LevelAmount {
    /// All levels together.
    ///
    /// # Errors
    /// [`ComputeError::TooLarge`] where the digits do not suffice.
    pub fn total(&self) -> Result<Decimal, ComputeError> {
        sum([self.central, self.province, self.city, self.county])
    }

    /// Two populations together.
    ///
    /// # Errors
    /// [`ComputeError::TooLarge`] where the digits do not suffice.
    pub fn plus(&self, other: &Self) -> Result<Self, ComputeError> {
        Ok(Self {
            central: sum([self.central, other.central])?,
            province: sum([self.province, other.province])?,
            city: sum([self.city, other.city])?,
            county: sum([self.county, other.county])?,
        })
    }
}

fn sum<const N: usize>(parts: [Decimal; N]) -> Result<Decimal, ComputeError> {
    let mut parts = parts.into_iter();
    parts.try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part)).ok_or(ComputeError::TooLarge("parts"))
}

impl FundingStandard {
    /// A standard from its parts, in 元 per head.
    ///
    /// # Errors
    /// [`ComputeError::Negative`] for a part below zero, [`ComputeError::TooLarge`] where they do not add up in the digits
    /// there are.
    pub fn new(
        central: Decimal,
        province: Decimal,
        city: Decimal,
        county: Decimal,
    ) -> Result<Self, ComputeError> {
        for (name, part) in [("central", central), ("province", province), ("city", city), ("county", county)]
        {
            if part < Decimal::ZERO {
                return Err(ComputeError::Negative(name));
            }
        }
        sum([central, province, city, county])?;
        Ok(Self { central, province, city, county })
    }

    /// The same, refused unless the parts add up to the stated standard.
    ///
    /// # Errors
    /// [`ComputeError::PartsDiffer`], or as [`new`](Self::new).
    pub fn checked(self, total: Decimal) -> Result<Self, ComputeError> {
        if self.total() == total { Ok(self) } else { Err(ComputeError::PartsDiffer("total")) }
    }

    /// The standard per head.
    pub fn total(&self) -> Decimal {
        self.central + self.province + self.city + self.county
    }

    /// What each level pays for so many persons, to 0.01 元. The parts of one person are given, so nothing is split.
    ///
    /// # Errors
    /// [`ComputeError::TooLarge`] where the digits do not suffice.
    pub fn amounts(&self, persons: Decimal) -> Result<LevelAmount, ComputeError> {
        let times = |part: Decimal| super::raised(part, persons).map(super::to_fen);
        Ok(LevelAmount {
            central: times(self.central)?,
            province: times(self.province)?,
            city: times(self.city)?,
            county: times(self.county)?,
        })
    }

    /// The central government's share in percent, half up.
    ///
    /// # Errors
    /// [`ComputeError::ZeroBase`] where nobody pays anything.
    pub fn central_share(&self, decimals: u32) -> Result<Decimal, ComputeError> {
        Ok(round_half_up(super::rate(self.central, self.total())?, decimals))
    }
}
