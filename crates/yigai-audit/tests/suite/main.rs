//! The promises of the audit, on reports built by hand.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)] // a test that cannot go on fails

mod across;
mod corpus;
mod nearby;
mod notation;
mod properties;
mod reference;
