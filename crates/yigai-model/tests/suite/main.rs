//! The promises of the model, one file for each part of it; one program, since a dozen take long to link.
// Helpers of tests may fail as loudly as tests; two of them write files anew when the environment says so.
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods)]

mod catalogue;
mod checks;
mod constraints;
mod extremes;
mod limits_met;
mod measures;
mod places;
mod policies;
mod programmes;
mod reference;
#[cfg(feature = "schemars")]
mod schema;
mod settlement;
mod summaries;
mod worked;
