//! Settlement of an episode of care under a scheme (一次就诊的结算): basic insurance, critical-illness insurance,
//! supplement, medical assistance and top-up, in the legal order, each to 0.01 元 half up.

mod episode;
mod explain;
mod ledger;
mod scheme;
mod settlement;

pub use episode::{Care, Category, Episode, Level, Place, Refusal};
pub use explain::Language;
pub use ledger::{Ledger, YearToDate};
pub use scheme::{Band, Percent, Scheme, SchemeError};
pub(crate) use settlement::in_bands;
pub use settlement::{Layer, Settlement, ShareTerms};
