#![doc = include_str!("../README.md")]
//!
//! # The types
//!
//! [`audit`] turns an [`Input`] into [`Finding`]s: a [`Rule`], a [`Verdict`], the one mention that is judged, the formula with
//! the report's own numbers and the readings used, so that anybody can redo it. [`Suggestion`]s carry odds and reasons.
//! [`repairs`] picks those beyond reasonable doubt; [`across`] compares reports.
//!
//! Each check is a file of `src/rules` whose head says what it recomputes, when it is silent and how sure it is.
//!
//! # What can fail
//!
//! Nothing: relations whose indices lead nowhere, values that are too large and operands that are in doubt give no finding,
//! or one that is [`Undecidable`](Verdict::Undecidable).
//!
//! ```
//! use yigai_audit::{Input, Options, audit};
//! use yigai_extract::{Link, Relation};
//! use yigai_span::Span;
//!
//! let link = Link::Sum { whole: 7, parts: vec![8, 9], complete: true, implied_units: 0 };
//! let astray = [Relation { link, evidence: Span::new(0, 0), firm: true }];
//! assert_eq!(audit(&Input::new("", &[], &[], &astray), &Options::default()), []);
//! ```
//!
//! There are no features.

mod across;
mod audit;
mod balance;
mod book;
mod check;
mod compose;
mod damage;
mod diagnose;
mod expression;
mod figure;
mod finding;
mod input;
mod interval;
mod message;
mod nearby;
mod plausible;
mod rational;
mod repair;
mod rules;
mod slip;

pub use across::{Conflict, Source, across};
pub use audit::audit;
pub use finding::{Finding, Grade, Message, Rule, Suggestion, Text, Verdict};
pub use input::{Input, Options};
pub use interval::Interval;
pub use repair::{Repair, repairs};
