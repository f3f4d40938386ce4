//! A workbook with four sheets: observations, findings, scorecard, and a codebook of the indicators that occur.
//!
//! A spreadsheet keeps numbers as binary floats. The exact text of every value therefore stands in the column beside its
//! number, and a value that such a float cannot hold (more than 15 digits) has its text only. Text is never a formula.
//! Heads are frozen, columns have filters and widths for Chinese text. The same reports give the same bytes: the
//! workbook's date of creation is fixed.
//!
//! ```
//! use yigai_view::{Style, xlsx};
//!
//! let report = yigai::Report::read("全县共有村卫生室86个。".as_bytes(), &yigai::Options::default())?;
//! let mut out = Vec::new();
//! xlsx::write(&[report.to_contract("a.txt")], &Style::default(), &mut out)?;
//! assert!(out.starts_with(b"PK"), "a workbook is a ZIP archive");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod codebook;
mod findings;
mod observations;
mod scorecard;
mod sheet;

use std::io::{self, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use yigai::contract::Report;

use crate::scorecard::Expected;
use crate::style::Style;

/// Why there is no workbook.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// More rows than a sheet has.
    #[error("sheet `{sheet}` would have {rows} rows and a sheet has 1048576: write fewer reports, or CSV")]
    TooManyRows {
        /// The sheet.
        sheet: &'static str,
        /// The rows that it would have.
        rows: usize,
    },
    /// The workbook could not be put together.
    #[error("the workbook could not be made: {0}")]
    Workbook(#[from] XlsxError),
    /// It could not be written.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Writes the workbook of all reports; in the language of the style.
///
/// # Errors
///
/// More rows than a sheet has, and what `out` returns.
pub fn write(reports: &[Report], style: &Style<'_>, out: &mut dyn Write) -> Result<(), Error> {
    write_expecting(reports, Expected::builtin(), style, out)
}

/// As [`write()`], with a scorecard by lists of one's own.
///
/// # Errors
///
/// More rows than a sheet has, and what `out` returns.
pub fn write_expecting(
    reports: &[Report],
    expected: &Expected,
    style: &Style<'_>,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    observations::sheet(reports, style).put(&mut workbook)?;
    findings::sheet(reports, style).put(&mut workbook)?;
    scorecard::sheet(reports, expected, style).put(&mut workbook)?;
    codebook::sheet(reports, style).put(&mut workbook)?;
    out.write_all(&workbook.save_to_buffer()?)?;
    Ok(())
}
