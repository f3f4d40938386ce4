//! Rows of cells to a sheet.

#![allow(clippy::disallowed_types, reason = "numbers of a workbook are binary fractions")]

use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet};

use super::Error;
use crate::messages::Text;
use crate::tidy::Cell;

/// A sheet in the making.
pub(super) struct Sheet<'a> {
    /// Its name, the same in both languages, so that formulas and scripts find it.
    pub(super) name: &'static str,
    pub(super) heads: Vec<Head>,
    pub(super) rows: Vec<Vec<Cell<'a>>>,
}

/// The head of a column and its width in half-width characters.
pub(super) struct Head {
    pub(super) text: &'static str,
    pub(super) width: u16,
}

impl Head {
    pub(super) fn new(text: Text, lang: yigai::Lang, width: u16) -> Self {
        Self { text: text.to(lang), width }
    }
}

/// The most that Excel holds.
const ROWS: usize = 1 << 20;
const CHARACTERS: usize = 32_767;

impl Sheet<'_> {
    pub(super) fn put(&self, workbook: &mut Workbook) -> Result<(), Error> {
        let rows = self.rows.len() + 1;
        if rows > ROWS {
            return Err(Error::TooManyRows { sheet: self.name, rows });
        }
        let sheet = workbook.add_worksheet().set_name(self.name)?;
        let bold = Format::new().set_bold().set_align(FormatAlign::VerticalCenter).set_text_wrap();
        for (column, head) in (0..).zip(&self.heads) {
            sheet.write_string_with_format(0, column, head.text, &bold)?;
            sheet.set_column_width(column, head.width)?;
        }
        for (number, row) in (1..).zip(&self.rows) {
            for (column, cell) in (0..).zip(row) {
                put(sheet, number, column, cell)?;
            }
        }
        sheet.set_freeze_panes(1, 0)?;
        let (last_row, last_column) =
            (u32::try_from(rows - 1), u16::try_from(self.heads.len().saturating_sub(1)));
        if let (Ok(last_row), Ok(last_column)) = (last_row, last_column) {
            sheet.autofilter(0, 0, last_row, last_column)?;
        }
        Ok(())
    }
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell<'_>) -> Result<(), Error> {
    match cell {
        Cell::Text(text) if text.is_empty() => {}
        Cell::Text(text) => {
            sheet.write_string(row, column, fitting(text))?;
        }
        Cell::Number(number) => {
            // A float that is not the number is left out; the exact text stands beside.
            if let Some(float) = float(number) {
                sheet.write_number(row, column, float)?;
            }
        }
    }
    Ok(())
}

/// The text as far as a cell holds it; the sign of the cut shows.
fn fitting(text: &str) -> String {
    if text.chars().count() <= CHARACTERS {
        return text.to_owned();
    }
    text.chars().take(CHARACTERS - 1).chain(['…']).collect()
}

/// The binary float of a decimal number, where it keeps every digit: up to 15 significant ones.
fn float(number: &str) -> Option<f64> {
    let digits = number.trim_start_matches(['-', '0', '.']).bytes().filter(u8::is_ascii_digit).count();
    if digits <= 15 { number.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_float_cannot_hold_is_left_to_the_text() {
        assert_eq!(float("-13475000.5"), Some(-13_475_000.5));
        assert_eq!(float("0.000123"), Some(0.000_123));
        assert_eq!(float("123456789012345"), Some(123_456_789_012_345.0));
        assert_eq!(float("1234567890123456"), None);
    }

    #[test]
    fn a_long_text_is_cut_visibly() {
        let cut = fitting(&"医".repeat(40_000));
        assert_eq!(cut.chars().count(), CHARACTERS);
        assert!(cut.ends_with('…'));
    }
}
