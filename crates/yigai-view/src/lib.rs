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
//! - `diagnostics`: [`diagnostics`], findings over the text, by `ariadne`.
//! - `explain`: [`explain`], what each rule of the audit does, in words.
//! - `html`: annotated pages for a browser, by `maud`.

#[cfg(feature = "diagnostics")]
pub mod diagnostics;
#[cfg(feature = "diagnostics")]
mod excerpt;
#[cfg(feature = "explain")]
pub mod explain;
#[cfg(feature = "table")]
mod findings;
#[cfg(any(feature = "table", feature = "diagnostics", feature = "html"))]
mod line;
mod messages;
mod names;
#[cfg(any(feature = "table", feature = "diagnostics", feature = "html"))]
mod numbered;
#[cfg(feature = "diagnostics")]
mod place;
mod style;
#[cfg(feature = "table")]
pub mod table;

pub use style::Style;

#[cfg(all(doctest, feature = "table"))]
#[doc = include_str!("../README.md")]
struct Readme;
