//! CSV: [`tidy`] with a row for each observation, [`wide`] with a row for each place.
//!
//! UTF-8, commas, quotes where needed, `\n` at the end of each row (RFC 4180 but for the line end). Numbers stand exactly
//! as in the JSON. What would make a spreadsheet compute (`=`, `+`, `-`, `@`, tab or carriage return at the start of a
//! cell, full-width ones too) gets an apostrophe before it; numbers, negative ones too, never do.
//!
//! Excel takes a CSV file for the system's character set unless it begins with a byte-order mark: ask for it by
//! [`Options::byte_order_mark`].

mod tidy;
mod wide;

use crate::guard;
use crate::line::unsteered;

pub use self::tidy::tidy;
pub use self::wide::wide;

/// How to write CSV.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// Whether to begin with a byte-order mark, for Excel.
    pub byte_order_mark: bool,
}

impl Options {
    /// With or without a byte-order mark.
    #[must_use]
    pub fn byte_order_mark(self, byte_order_mark: bool) -> Self {
        Self { byte_order_mark }
    }
}

fn begin(options: Options, out: &mut dyn std::io::Write) -> std::io::Result<()> {
    if options.byte_order_mark { out.write_all("\u{feff}".as_bytes()) } else { Ok(()) }
}

/// A text as every cell of these files has it, for rows of one's own: what a spreadsheet would take for a formula has an
/// apostrophe before it, and nothing steers a terminal. A plain number is left as it is.
///
/// ```
/// use yigai_view::csv::cell;
///
/// assert_eq!(cell("=HYPERLINK(A1)"), "'=HYPERLINK(A1)");
/// assert_eq!(cell("-5.25"), "-5.25");
/// ```
pub fn cell(text: &str) -> String {
    unsteered(&guard::cell(text)).into_owned()
}
