//! The domain model of Chinese county health reform: indicators, programmes, policies, computations.

mod aspect;
mod catalogue;
mod data;
mod indicator;
mod limits;

pub use aspect::{Modality, Role};
pub use catalogue::{AliasStrength, Catalogue, Programme, alias_key};
pub use data::{DataError, Problem};
pub use indicator::{Indicator, IndicatorKind, Preference};
pub use limits::{Limits, LimitsError};
