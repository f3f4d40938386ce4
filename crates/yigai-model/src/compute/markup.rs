use rust_decimal::Decimal;

use super::{ComputeError, rate};

/// The markup of retail over purchase price in percent (加成率); 15 in the years before zero markup.
///
/// ```
/// use yigai_model::compute::{Markup, margin_in_revenue, price_drop, round_half_up, to_fen};
///
/// let markup = Markup::new(15.into()).unwrap();
/// assert_eq!(round_half_up(price_drop(markup).unwrap(), 4).to_string(), "13.0435");
/// let margin = margin_in_revenue("46.32".parse().unwrap(), markup).unwrap();
/// assert_eq!(to_fen(margin).to_string(), "6.04");
/// assert_eq!(to_fen(markup.zero_markup_price("46.32".parse().unwrap()).unwrap()).to_string(), "40.28");
/// assert!(Markup::new((-1).into()).is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Markup(Decimal);

impl Markup {
    /// A markup in percent of the purchase price.
    ///
    /// # Errors
    /// [`ComputeError::Negative`] for one below zero, [`ComputeError::TooLarge`] above 10,000 %.
    pub fn new(percent: Decimal) -> Result<Self, ComputeError> {
        if percent < Decimal::ZERO {
            return Err(ComputeError::Negative("markup"));
        }
        // A hundredfold price is no markup any more, and the bound keeps the sums below exact.
        if percent > Decimal::from(10_000) {
            Err(ComputeError::TooLarge("markup"))
        } else {
            Ok(Self(percent))
        }
    }

    /// The retail price of a purchase price.
    ///
    /// # Errors
    /// [`ComputeError::TooLarge`] where the digits do not suffice.
    pub fn retail_price(self, purchase: Decimal) -> Result<Decimal, ComputeError> {
        let factor = Decimal::ONE_HUNDRED + self.0;
        let scaled = purchase.checked_mul(factor).ok_or(ComputeError::TooLarge("purchase"))?;
        scaled.checked_div(Decimal::ONE_HUNDRED).ok_or(ComputeError::TooLarge("purchase"))
    }

    /// What something of that retail price costs when the markup is removed: its purchase price.
    ///
    /// # Errors
    /// [`ComputeError::TooLarge`] where the digits do not suffice.
    pub fn zero_markup_price(self, retail: Decimal) -> Result<Decimal, ComputeError> {
        super::per_units(retail, Decimal::ONE_HUNDRED + self.0, Decimal::ONE_HUNDRED)
    }
}

/// By how many percent prices fall when the markup is removed: m / (1 + m).
///
/// # Errors
/// None for a markup that can be made.
pub fn price_drop(markup: Markup) -> Result<Decimal, ComputeError> {
    rate(markup.0, Decimal::ONE_HUNDRED + markup.0)
}

/// The margin inside a revenue at retail prices, which zero markup takes away: revenue x m / (1 + m).
///
/// # Errors
/// [`ComputeError::TooLarge`] where the digits do not suffice.
pub fn margin_in_revenue(revenue: Decimal, markup: Markup) -> Result<Decimal, ComputeError> {
    super::per_units(revenue, Decimal::ONE_HUNDRED + markup.0, markup.0)
}

/// What a subsidy covers of the lost margin, in percent.
///
/// # Errors
/// [`ComputeError::ZeroBase`] where no margin is lost.
pub fn subsidy_coverage(subsidy: Decimal, revenue: Decimal, markup: Markup) -> Result<Decimal, ComputeError> {
    rate(subsidy, margin_in_revenue(revenue, markup)?)
}
