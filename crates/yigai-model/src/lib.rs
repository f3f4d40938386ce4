//! The domain model of Chinese county health reform: indicators, programmes, policies, computations.

mod aspect;
mod catalogue;
pub mod compute;
mod constraint;
mod data;
mod indicator;
mod limits;
mod model;
pub mod place;
mod policy;
pub mod settle;

pub use aspect::{Modality, Role};
pub use catalogue::{AliasStrength, Catalogue, Programme, alias_key};
pub use constraint::{Constraint, ConstraintRule, Constraints, Strength};
pub use data::{DataError, Problem};
pub use indicator::{Indicator, IndicatorKind, Preference};
pub use limits::{Limits, LimitsError};
pub use model::Model;
pub use policy::{Milestone, Policies, PolicyRow, PolicyTable, PolicyValue, UnknownPolicy, milestones};
