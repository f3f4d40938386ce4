use rust_decimal::Decimal;
use thiserror::Error;

use super::to_fen;
use crate::settle::{Band, Percent};

/// Bands with rising bounds, each with its ratio; the last one is open.
///
/// ```
/// use yigai_model::compute::BandTable;
///
/// let ratio = |text: &str| text.parse().unwrap();
/// let table = BandTable::new(&[50_000.into(), 100_000.into()], &[ratio("50%"), ratio("60%"), ratio("70%")]).unwrap();
/// assert_eq!(table.pays(102_000.into()).to_string(), "56400.00"); // 25,000 + 30,000 + 1,400
/// assert!(BandTable::new(&[5.into(), 5.into()], &[ratio("1%"), ratio("2%"), ratio("3%")]).is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BandTable(Vec<Band>);

/// Why bands are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum BandTableError {
    /// A bound is not above the one before.
    #[error("the bound {0} is not above the one before it")]
    NotRising(Decimal),
    /// There must be one more ratio than there are bounds.
    #[error("{bounds} bounds make {} bands, but there are {ratios} ratios", bounds + 1)]
    WrongCount {
        /// How many bounds there are.
        bounds: usize,
        /// How many ratios there are.
        ratios: usize,
    },
}

impl BandTable {
    /// Bands from the amounts where one ends and the next begins, and their ratios.
    ///
    /// # Errors
    /// Bounds that do not rise, or another number of ratios than of bands.
    pub fn new(bounds: &[Decimal], ratios: &[Percent]) -> Result<Self, BandTableError> {
        if ratios.len() != bounds.len() + 1 {
            return Err(BandTableError::WrongCount { bounds: bounds.len(), ratios: ratios.len() });
        }
        let mut from = Decimal::ZERO;
        let mut bands = Vec::with_capacity(ratios.len());
        for (index, ratio) in ratios.iter().enumerate() {
            let to = bounds.get(index).copied();
            if let Some(to) = to.filter(|to| *to <= from) {
                return Err(BandTableError::NotRising(to));
            }
            bands.push(Band { from, to, ratio: *ratio });
            from = to.unwrap_or(from);
        }
        Ok(Self(bands))
    }

    /// What the bands give on an amount, to 0.01 元 half up.
    pub fn pays(&self, amount: Decimal) -> Decimal {
        to_fen(crate::settle::in_bands(amount, &self.0))
    }
}
