//! The promises of the audit, on reports built by hand.

mod corpus;
mod notation;
mod properties;
