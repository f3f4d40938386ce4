//! The domain model of Chinese county health reform: indicators, programmes, policies, computations.

mod aspect;
mod catalogue;
mod check;
pub mod compute;
mod constraint;
mod data;
mod indicator;
mod limits;
mod measure;
mod model;
pub mod place;
mod policy;
pub mod programme;
pub mod rows;
pub mod settle;

pub use aspect::{Modality, Role};
pub use catalogue::{AliasStrength, Catalogue, Programme, alias_key};
pub use check::{Figure, Violation};
pub use constraint::{Constraint, ConstraintRule, Constraints, Strength};
pub use data::{DataError, Problem};
pub use indicator::{Indicator, IndicatorKind, Preference};
pub use limits::{Limits, LimitsError};
pub use measure::{Measure, MeasureError, MeasureUnit};
pub use model::Model;
pub use policy::{Milestone, Policies, PolicyRow, PolicyTable, PolicyValue, UnknownPolicy, milestones};
