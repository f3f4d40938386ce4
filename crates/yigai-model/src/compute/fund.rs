use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{ComputeError, rate, round_half_up};

/// What is raised from so many persons at a standard per head, in 元.
///
/// # Errors
/// [`ComputeError::TooLarge`] where the digits do not suffice.
///
/// ```
/// use yigai_model::compute::raised;
///
/// assert_eq!(raised(150.into(), 89_830.into()).unwrap().to_string(), "13474500");
/// ```
pub fn raised(standard: Decimal, persons: Decimal) -> Result<Decimal, ComputeError> {
    standard.checked_mul(persons).ok_or(ComputeError::TooLarge("persons"))
}

/// A year of an insurance fund, in 元.
///
/// ```
/// use yigai_model::compute::FundYear;
///
/// let year = FundYear::new(0.into(), 13_475_000.into(), 12_745_000.into()).unwrap();
/// assert_eq!(year.use_rate(2).unwrap().to_string(), "94.58");
/// assert_eq!(year.balance_rate(2).unwrap().to_string(), "5.42");
/// assert_eq!(year.balance().to_string(), "730000");
/// assert_eq!(year.months_of_reserve(2).unwrap().to_string(), "0.69");
/// assert!(FundYear::new(0.into(), 100.into(), 200.into()).is_err()); // spent more than there was
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FundYear {
    opening: Decimal,
    raised: Decimal,
    spent: Decimal,
}

impl FundYear {
    /// A year from its opening balance, what was raised and what was spent.
    ///
    /// # Errors
    /// [`ComputeError::Negative`] for a negative amount, or `spent` where more was spent than there was.
    pub fn new(opening: Decimal, raised: Decimal, spent: Decimal) -> Result<Self, ComputeError> {
        for (name, amount) in [("opening", opening), ("raised", raised), ("spent", spent)] {
            if amount < Decimal::ZERO {
                return Err(ComputeError::Negative(name));
            }
        }
        let available = opening.checked_add(raised).ok_or(ComputeError::TooLarge("raised"))?;
        if spent > available {
            return Err(ComputeError::Negative("balance"));
        }
        Ok(Self { opening, raised, spent })
    }

    /// The balance at the end of the year.
    pub fn balance(&self) -> Decimal {
        self.opening + self.raised - self.spent
    }

    /// What was left of the year's own money; below zero where the balance of earlier years was drawn on.
    pub fn surplus(&self) -> Decimal {
        self.raised - self.spent
    }

    /// Spent in percent of raised (基金使用率), half up.
    ///
    /// # Errors
    /// [`ComputeError::ZeroBase`] where nothing was raised.
    pub fn use_rate(&self, decimals: u32) -> Result<Decimal, ComputeError> {
        Ok(round_half_up(rate(self.spent, self.raised)?, decimals))
    }

    /// The surplus in percent of raised (当年结余率), half up.
    ///
    /// # Errors
    /// [`ComputeError::ZeroBase`] where nothing was raised.
    pub fn balance_rate(&self, decimals: u32) -> Result<Decimal, ComputeError> {
        Ok(round_half_up(rate(self.surplus(), self.raised)?, decimals))
    }

    /// The closing balance in percent of the year's fund (累计结余率), half up.
    ///
    /// # Errors
    /// [`ComputeError::ZeroBase`] where nothing was raised.
    pub fn cumulative_balance_rate(&self, decimals: u32) -> Result<Decimal, ComputeError> {
        Ok(round_half_up(rate(self.balance(), self.raised)?, decimals))
    }

    /// How many months of spending the closing balance covers, half up.
    ///
    /// # Errors
    /// [`ComputeError::ZeroBase`] where nothing was spent.
    pub fn months_of_reserve(&self, decimals: u32) -> Result<Decimal, ComputeError> {
        let months = super::per_units(self.balance(), self.spent, Decimal::from(12))?;
        Ok(round_half_up(months, decimals))
    }
}
