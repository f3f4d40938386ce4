//! The promises of the audit, on reports built by hand.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)] // a test that cannot go on fails

mod across;
mod company;
mod corpus;
mod evidence;
mod nearby;
mod notation;
mod properties;
mod reference;
