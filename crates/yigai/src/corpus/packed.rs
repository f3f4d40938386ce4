//! Tables as bytes, for files that a program writes and reads back itself.

#![allow(clippy::disallowed_types, reason = "the confidence of the format, as a column")]

use super::{Table, TableName, Texts, Values};

impl Table {
    /// Adds the rows to what `out` holds: a tenth of the work that a general format takes.
    ///
    /// ```
    /// use yigai::corpus::{Cell, Table, TableName};
    ///
    /// let mut table = Table::new(TableName::Duplicates);
    /// table.push(&[Cell::Text("a.txt"), Cell::Empty, Cell::Integer(97)]);
    /// let mut bytes = Vec::new();
    /// table.pack(&mut bytes);
    /// assert_eq!(Table::unpack(TableName::Duplicates, &bytes), Some(table));
    ///
    /// // What is cut off, or another table, is refused.
    /// assert!(Table::unpack(TableName::Duplicates, &bytes[..bytes.len() - 1]).is_none());
    /// assert!(Table::unpack(TableName::Errors, &bytes).is_none());
    /// ```
    pub fn pack(&self, out: &mut Vec<u8>) {
        number(self.rows() as u64, out);
        for values in self.columns() {
            match values {
                Values::Text(texts) => {
                    presence(texts.ends(), |(_, there)| *there, out);
                    let mut start = 0;
                    for &(end, there) in texts.ends() {
                        if there {
                            number((end - start) as u64, out);
                        }
                        start = end;
                    }
                    out.extend_from_slice(texts.as_str().as_bytes());
                }
                Values::Integer(cells) => {
                    presence(cells, Option::is_some, out);
                    // Small ones of either sign take few bytes.
                    cells.iter().flatten().for_each(|cell| number(((cell << 1) ^ (cell >> 63)) as u64, out));
                }
                Values::Decimal(cells) => {
                    presence(cells, Option::is_some, out);
                    cells.iter().flatten().for_each(|cell| out.extend_from_slice(&cell.to_le_bytes()));
                }
                Values::Real(cells) => {
                    presence(cells, Option::is_some, out);
                    cells.iter().flatten().for_each(|cell| out.extend_from_slice(&cell.to_le_bytes()));
                }
            }
        }
    }

    /// The rows of [`Self::pack`]; `None` where the bytes are not those of such a table, whole and alone.
    pub fn unpack(name: TableName, bytes: &[u8]) -> Option<Self> {
        let mut rest = Rest(bytes);
        let rows = usize::try_from(rest.number()?).ok()?;
        let mut columns = Vec::with_capacity(name.columns().len());
        for empty in Self::new(name).columns() {
            let there = rest.presence(rows)?;
            columns.push(match empty {
                Values::Text(_) => Values::Text(rest.texts(there, rows)?),
                Values::Integer(_) => Values::Integer(rest.cells(there, rows, |rest| {
                    let number = rest.number()?;
                    Some((number >> 1) as i64 ^ -((number & 1) as i64))
                })?),
                Values::Decimal(_) => {
                    Values::Decimal(rest.cells(there, rows, |rest| rest.array().map(i128::from_le_bytes))?)
                }
                Values::Real(_) => {
                    Values::Real(rest.cells(there, rows, |rest| rest.array().map(f64::from_le_bytes))?)
                }
            });
        }
        rest.0.is_empty().then(|| Self::from_columns(name, columns))?
    }
}

/// Seven bits a byte, the last one below 128.
fn number(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// A bit for each cell.
fn presence<T>(cells: &[T], is_there: impl Fn(&T) -> bool, out: &mut Vec<u8>) {
    let eight = |cells: &[T]| cells.iter().rev().fold(0, |bits, cell| bits << 1 | u8::from(is_there(cell)));
    out.extend(cells.chunks(8).map(eight));
}

/// What is still to be read.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if *byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// The bits of so many cells: there are bytes for all of them, so that no number in a file makes memory run out.
    fn presence(&mut self, rows: usize) -> Option<&'a [u8]> {
        self.take(rows.div_ceil(8))
    }

    fn cells<T>(
        &mut self,
        there: &[u8],
        rows: usize,
        mut value: impl FnMut(&mut Self) -> Option<T>,
    ) -> Option<Vec<Option<T>>> {
        let mut cells = Vec::with_capacity(rows);
        for is_there in bits(there).take(rows) {
            cells.push(if is_there { Some(value(self)?) } else { None });
        }
        Some(cells)
    }

    fn texts(&mut self, there: &[u8], rows: usize) -> Option<Texts> {
        let (mut ends, mut end) = (Vec::with_capacity(rows), 0_usize);
        for is_there in bits(there).take(rows) {
            if is_there {
                end = end.checked_add(usize::try_from(self.number()?).ok()?)?;
            }
            ends.push((end, is_there));
        }
        let text = std::str::from_utf8(self.take(end)?).ok()?;
        Texts::from_ends(text.to_owned(), ends)
    }
}

fn bits(bytes: &[u8]) -> impl Iterator<Item = bool> {
    bytes.iter().flat_map(|byte| (0..8).map(move |bit| byte >> bit & 1 == 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Cell;
    use proptest::prelude::*;

    #[test]
    fn every_cell_comes_back_as_it_was() {
        let mut table = Table::new(TableName::Observations);
        let integers = [0, 1, -1, 63, 64, i64::MAX, i64::MIN];
        for (at, integer) in integers.into_iter().cycle().take(19).enumerate() {
            let mut row = vec![Cell::Empty; TableName::Observations.columns().len()];
            let cells = [
                Cell::Text(["", "村", "每千人口"][at % 3]),
                Cell::Integer(integer),
                Cell::Text("a"),
                Cell::Empty,
                Cell::Empty,
                Cell::Empty,
                Cell::Decimal(i128::from(integer) * 7),
            ];
            // Every fifth row lacks the last of these.
            let given = cells.len() - usize::from(at % 5 == 4);
            row[..given].copy_from_slice(&cells[..given]);
            row[16] = Cell::Real(0.95);
            table.push(&row);
        }
        let mut bytes = Vec::new();
        table.pack(&mut bytes);
        assert_eq!(Table::unpack(TableName::Observations, &bytes), Some(table));
        bytes.push(0);
        assert_eq!(Table::unpack(TableName::Observations, &bytes), None);
    }

    #[test]
    fn a_character_is_not_cut() {
        // One row: three bytes of text, of which the first cell of each column has one or two.
        let texts = |ends| Texts::from_ends("村".to_owned(), ends);
        assert!(texts(vec![(3, true)]).is_some());
        assert!(texts(vec![(1, true), (3, true)]).is_none());
    }

    proptest! {
        #[test]
        fn no_bytes_are_a_danger(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            for name in TableName::ALL {
                if let Some(table) = Table::unpack(name, &bytes) {
                    prop_assert!(table.rows() <= 8 * bytes.len());
                }
            }
        }
    }
}
