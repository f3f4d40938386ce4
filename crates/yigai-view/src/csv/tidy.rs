use std::io::{self, Write};

use yigai::contract::Report;

use super::{Options, begin};
use crate::Style;
use crate::rows::Rows;
use crate::tidy::{COLUMNS, Cell, rows};

/// A row for each observation of each report; the columns have the names of the JSON, and `name` and `message` are in the
/// language of the style. A report that could not be read has no row.
///
/// # Errors
///
/// What `out` returns, such as a full disk.
///
/// ```
/// use yigai_view::{Style, csv};
///
/// let report = yigai::Report::read("全县共有村卫生室86个。".as_bytes(), &yigai::Options::default())?;
/// let mut out = Vec::new();
/// csv::tidy(&[report.to_contract("=a.txt")], &Style::default(), csv::Options::default(), &mut out)?;
/// let text = String::from_utf8(out)?;
/// assert!(text.starts_with("file,place,paragraph,start,end,text,"));
/// assert!(text.contains("\n'=a.txt,"), "no spreadsheet computes it: {text}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn tidy(reports: &[Report], style: &Style<'_>, options: Options, out: &mut dyn Write) -> io::Result<()> {
    begin(options, out)?;
    let mut table = Rows::new(out);
    table.row(COLUMNS.iter().map(|column| column.id))?;
    for report in reports {
        for row in rows(report, style) {
            table.row(row.iter().map(Cell::as_str))?;
        }
    }
    table.finish()
}
