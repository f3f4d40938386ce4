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
//! The guide (module `guide` of this documentation) leads from the first report to a pipeline of one's own; the cookbook
//! has single tasks.
//!
//! # What can fail
//!
//! A writer returns the error of its output, a full disk or a closed pipe, as [`std::io::Error`]; a workbook can also
//! have too many rows, a drawing nothing to draw. A report that could not be read prints as its error and has no rows.
//!
//! ```
//! use yigai_view::{Style, table};
//!
//! struct Full;
//! impl std::io::Write for Full {
//!     fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
//!         Err(std::io::ErrorKind::StorageFull.into())
//!     }
//!     fn flush(&mut self) -> std::io::Result<()> {
//!         Ok(())
//!     }
//! }
//! let report = yigai::Report::read("全县共有村卫生室86个。".as_bytes(), &yigai::Options::default())?;
//! let error = table::write(&report.to_contract("a.txt"), &Style::default(), &mut Full).unwrap_err();
//! assert_eq!(error.kind(), std::io::ErrorKind::StorageFull);
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
//! - `html`: [`page`], annotated pages for a browser, by `maud`.
//! - `scorecard`: [`scorecard`], how complete, consistent and checkable a report is.
//! - `csv`: [`csv`], tidy and wide.
//! - `xlsx`: [`xlsx`], a workbook of observations, findings, scorecard and codebook, by `rust_xlsxwriter`.
//! - `sarif`: [`sarif`], findings for viewers of static analysis.
//! - `dhis2`: [`dhis2`], data value sets. `sdmx`: [`sdmx`], SDMX-CSV. Both take what [`exchange`] lets through.
//! - `compare`: [`compare`], several reports beside each other. `charts`: the same drawn as SVG, by `plotters`.
//! - `parquet`: the rows of many reports as Parquet files, by `parquet` without Arrow.

// Each writer uses its own part of what they share; the build with all of them finds what nobody uses.
#![cfg_attr(
    not(all(
        feature = "table",
        feature = "diagnostics",
        feature = "html",
        feature = "csv",
        feature = "xlsx",
        feature = "sarif",
        feature = "dhis2",
        feature = "sdmx"
    )),
    allow(dead_code, unused_imports, unreachable_pub)
)]

#[macro_use]
mod messages;

#[cfg(feature = "compare")]
pub mod compare;
#[cfg(feature = "csv")]
pub mod csv;
#[cfg(feature = "dhis2")]
pub mod dhis2;
#[cfg(feature = "diagnostics")]
pub mod diagnostics;
#[cfg(feature = "diagnostics")]
mod excerpt;
#[cfg(any(feature = "dhis2", feature = "sdmx"))]
pub mod exchange;
#[cfg(feature = "explain")]
pub mod explain;
#[cfg(any(feature = "csv", feature = "dhis2", feature = "sdmx"))]
mod figures;
#[cfg(feature = "table")]
mod findings;
#[cfg(any(feature = "csv", feature = "sdmx", feature = "xlsx"))]
mod guard;
#[cfg(any(feature = "diagnostics", feature = "html"))]
mod interval;
mod line;
mod names;
#[cfg(any(feature = "table", feature = "diagnostics", feature = "html"))]
mod numbered;
#[cfg(feature = "html")]
pub mod page;
#[cfg(feature = "parquet")]
pub mod parquet;
#[cfg(feature = "diagnostics")]
mod place;
#[cfg(any(feature = "csv", feature = "sdmx"))]
mod rows;
#[cfg(feature = "sarif")]
pub mod sarif;
#[cfg(feature = "scorecard")]
pub mod scorecard;
#[cfg(feature = "sdmx")]
pub mod sdmx;
mod style;
#[cfg(feature = "table")]
pub mod table;
#[cfg(any(feature = "csv", feature = "xlsx"))]
mod tidy;
#[cfg(feature = "xlsx")]
pub mod xlsx;

pub use style::Style;

/// From the first report to a pipeline of one's own, in fifteen minutes.
#[cfg(all(doc, not(doctest)))]
#[doc = include_str!("../docs/guide.md")]
pub mod guide {}

/// Single tasks, each complete.
#[cfg(all(doc, not(doctest)))]
#[doc = include_str!("../docs/cookbook.md")]
pub mod cookbook {}

#[cfg(all(doctest, feature = "table"))]
#[doc = include_str!("../README.md")]
struct Readme;
