//! Rows of a CSV file.

use std::io::{self, Write};

use crate::guard;
use crate::line::unsteered;

/// Writes rows cell by cell, so that none goes out without the guard against formulas.
pub(crate) struct Rows<'a>(csv::Writer<&'a mut dyn Write>);

impl<'a> Rows<'a> {
    pub(crate) fn new(out: &'a mut dyn Write) -> Self {
        Self(csv::Writer::from_writer(out))
    }

    /// One cell.
    pub(crate) fn cell(&mut self, text: &str) -> io::Result<()> {
        self.0.write_field(unsteered(&guard::cell(text)).as_bytes()).map_err(io_error)
    }

    /// The end of a row.
    pub(crate) fn end(&mut self) -> io::Result<()> {
        self.0.write_record(None::<&[u8]>).map_err(io_error)
    }

    /// A whole row.
    pub(crate) fn row<T: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = T>) -> io::Result<()> {
        for cell in cells {
            self.cell(cell.as_ref())?;
        }
        self.end()
    }

    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// The error of the output by itself: a pipe that closed has to look like one.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
