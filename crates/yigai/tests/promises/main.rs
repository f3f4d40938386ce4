//! The eight promises of the design, each in a file of its name: what holds for every report, whoever wrote it.
//!
//! The reports are generated, clean and with damage of every kind, and pieced together at random.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may fail loudly too")]
#![allow(clippy::disallowed_methods, reason = "that time grows as the text does is seen on a clock")]

mod accounting;
mod data_not_code;
mod deterministic;
mod exact;
mod never_repaired_in_silence;
mod provenance;
mod reports;
mod total;
mod undo;
