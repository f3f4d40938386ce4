//! Writers for yigai reports: what a person reads in the terminal, in Chinese and English.
//!
//! A writer takes the data of [`yigai::contract`], so that a stored report prints as well as a fresh one.
//! It asks neither clock nor environment: language, colour and width are parameters.
//!
//! ```
//! use yigai_view::{Style, table};
//!
//! let report = yigai::Report::read("全县共有村卫生室86个。".as_bytes(), &yigai::Options::default())?;
//! let text = table::to_string(&report.to_contract("a.txt"), &Style::default());
//! assert!(text.contains("86 个"));
//! # Ok::<(), yigai::Error>(())
//! ```
//!
//! # Features
//!
//! One for each writer, so that nobody builds what they do not print:
//!
//! - `table` (default): [`table`], by `comfy-table`.

#[cfg(feature = "table")]
mod findings;
#[cfg(feature = "table")]
mod line;
mod messages;
mod names;
mod style;
#[cfg(feature = "table")]
pub mod table;

pub use style::Style;

#[cfg(all(doctest, feature = "table"))]
#[doc = include_str!("../README.md")]
struct Readme;
