//! What the people who run these programmes compute, exact and with named rounding.
//!
//! Rates and growth are returned as they are, in percent and unrounded; [`round_half_up`] and [`to_fen`] round.

mod attainment;
mod bands;
mod coverage;
mod fund;
mod growth;
mod markup;
mod shares;
mod staffing;
mod tariff;

mod rounding;

pub use attainment::{Attainment, Goal, attainment, composite_score};
pub use bands::{BandTable, BandTableError};
pub use coverage::{Interval, implied_denominator, per_units, rate};
pub use fund::{FundYear, raised};
pub use growth::{annualise_half_year, growth_rate, point_change};
pub use markup::{Markup, margin_in_revenue, price_drop, subsidy_coverage};
pub use rounding::{round_half_up, to_fen};
pub use shares::{FundingStandard, LevelAmount, largest_remainder, split_total};
pub use staffing::{posts_needed, staffing_gap};
pub use tariff::{Product, product_sum};

use thiserror::Error;

/// Why a computation has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ComputeError {
    /// A base of zero has no rate.
    #[error("`{0}` is zero, so there is no rate of it")]
    ZeroBase(&'static str),
    /// A value that must not be negative is.
    #[error("`{0}` is negative")]
    Negative(&'static str),
    /// The result needs more digits than the arithmetic carries.
    #[error("`{0}` is too large to be computed exactly")]
    TooLarge(&'static str),
    /// The parts do not add up to the whole that they are to be.
    #[error("the parts of `{0}` do not add up to it")]
    PartsDiffer(&'static str),
}
