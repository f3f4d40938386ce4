//! The domain model of Chinese county health reform (基层医改): indicators, programmes, policies, places, computations.
//!
//! What does a figure mean, what may it be, what did the policy of its year ask for?
//!
//! ```
//! use yigai_model::{Catalogue, IndicatorKind, Policies, UnknownPolicy};
//!
//! let ceiling = Catalogue::builtin().get("nrcms_cap").unwrap();
//! assert_eq!((ceiling.name(), ceiling.kind()), ("封顶线", IndicatorKind::Standard));
//! let target = Policies::builtin().in_year("nrcms_targets.cap", 2011).unwrap();
//! assert_eq!(target.exactly().unwrap().to_string(), "50000");
//!
//! // What is not known is an answer, too: no such parameter, or none in that year.
//! let error = Policies::builtin().in_year("nrcms_targets.ceiling", 2011).unwrap_err();
//! assert!(matches!(error, UnknownPolicy::Parameter(_)));
//! assert!(Policies::builtin().in_year("nrcms_targets.cap", 1990).is_err());
//! ```
//!
//! # What is where
//!
//! - [`Catalogue`]: the [`Indicator`]s and [`Programme`]s, by id and by wording. [`Constraints`]: what must hold between
//!   them. [`Model`] holds both.
//! - [`Policies`]: parameters by year, with their documents; [`UnknownPolicy`] is an answer.
//! - [`programme`]: a summary of each programme, typed by its figures, built from [`rows`].
//! - [`compute`]: rates and the denominators they allow, growth, funds, splits, markups, staffing, targets.
//! - [`settle`]: bills under a scheme, itemised, remembering the year to date.
//! - [`place`]: divisions with codes by year, masked names, levels of government, kinds of institution.
//! - [`rows`]: what is exchanged, with a published JSON Schema. [`Measure`]: amounts that cannot be mixed.
//!
//! # What it does not do
//!
//! It reads no text and guesses nothing: wordings are compared as they are given, and two figures for one indicator are a
//! conflict, never a choice. Soft limits and unconfirmed figures say that they are.
//!
//! # Features
//!
//! `schemars`: `rows::json_schemas`, the JSON Schemas of the row types.

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

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
