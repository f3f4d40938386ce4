#![allow(clippy::disallowed_types, reason = "the confidence of the format, as a column")]

use std::io::{self, Write};

use rust_decimal::Decimal;

use super::{TableName, Type};

/// What stands in one cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Nothing.
    Empty,
    /// Text.
    Text(&'a str),
    /// A whole number.
    Integer(i64),
    /// An exact number in units of 10⁻¹⁰.
    Decimal(i128),
    /// A binary fraction.
    Real(f64),
}

/// The cells of a column.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)] // the names say it
pub enum Values {
    Text(Texts),
    Integer(Vec<Option<i64>>),
    Decimal(Vec<Option<i128>>),
    Real(Vec<Option<f64>>),
}

/// Texts one after another in one string, so that a row costs no allocation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    text: String,
    /// Where each ends, and whether there is one.
    ends: Vec<(usize, bool)>,
}

/// Rows of one table, column by column.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    name: TableName,
    columns: Vec<Values>,
    rows: usize,
}

impl Texts {
    /// Texts one after another and where each ends; `None` where an end cuts a character or lies outside.
    pub(super) fn from_ends(text: String, ends: Vec<(usize, bool)>) -> Option<Self> {
        let fits = ends.iter().all(|(end, _)| text.is_char_boundary(*end));
        (fits && ends.is_sorted_by_key(|(end, _)| *end)).then_some(Self { text, ends })
    }

    /// Adds a row.
    pub fn push(&mut self, text: Option<&str>) {
        self.text.push_str(text.unwrap_or_default());
        self.ends.push((self.text.len(), text.is_some()));
    }

    /// The text of a row.
    pub fn get(&self, row: usize) -> Option<&str> {
        let (end, there) = *self.ends.get(row)?;
        let start = row.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |(end, _)| *end);
        there.then(|| self.text.get(start..end)).flatten()
    }

    /// All texts, one after another.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// For each row where its text ends in [`Self::as_str`], and whether there is one.
    pub fn ends(&self) -> &[(usize, bool)] {
        &self.ends
    }

    /// The texts in order.
    pub fn iter(&self) -> impl Iterator<Item = Option<&str>> {
        (0..self.ends.len()).map(|row| self.get(row))
    }

    fn append(&mut self, other: &Self) {
        let base = self.text.len();
        self.text.push_str(&other.text);
        self.ends.extend(other.ends.iter().map(|(end, there)| (base + end, *there)));
    }
}

impl Values {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        match self {
            Self::Text(values) => values.ends.len(),
            Self::Integer(values) => values.len(),
            Self::Decimal(values) => values.len(),
            Self::Real(values) => values.len(),
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn new(kind: Type) -> Self {
        match kind {
            Type::Text => Self::Text(Texts::default()),
            Type::Integer => Self::Integer(Vec::new()),
            Type::Decimal => Self::Decimal(Vec::new()),
            Type::Real => Self::Real(Vec::new()),
        }
    }

    fn reserve(&mut self, rows: usize) {
        match self {
            Self::Text(values) => values.ends.reserve(rows),
            Self::Integer(values) => values.reserve(rows),
            Self::Decimal(values) => values.reserve(rows),
            Self::Real(values) => values.reserve(rows),
        }
    }

    /// A cell of another type than the column's leaves the row empty here, which the tests of each table refuse.
    fn push(&mut self, cell: Cell<'_>) {
        match (self, cell) {
            (Self::Text(values), Cell::Text(text)) => values.push(Some(text)),
            (Self::Text(values), _) => values.push(None),
            (Self::Integer(values), Cell::Integer(number)) => values.push(Some(number)),
            (Self::Integer(values), _) => values.push(None),
            (Self::Decimal(values), Cell::Decimal(number)) => values.push(Some(number)),
            (Self::Decimal(values), _) => values.push(None),
            (Self::Real(values), Cell::Real(number)) => values.push(Some(number)),
            (Self::Real(values), _) => values.push(None),
        }
    }

    fn get(&self, row: usize) -> Cell<'_> {
        match self {
            Self::Text(values) => values.get(row).map_or(Cell::Empty, Cell::Text),
            Self::Integer(values) => values.get(row).copied().flatten().map_or(Cell::Empty, Cell::Integer),
            Self::Decimal(values) => values.get(row).copied().flatten().map_or(Cell::Empty, Cell::Decimal),
            Self::Real(values) => values.get(row).copied().flatten().map_or(Cell::Empty, Cell::Real),
        }
    }

    fn append(&mut self, other: &Self) {
        match (self, other) {
            (Self::Text(values), Self::Text(more)) => values.append(more),
            (Self::Integer(values), Self::Integer(more)) => values.extend_from_slice(more),
            (Self::Decimal(values), Self::Decimal(more)) => values.extend_from_slice(more),
            (Self::Real(values), Self::Real(more)) => values.extend_from_slice(more),
            // Both are columns of the same table.
            _ => {}
        }
    }
}

impl Table {
    /// A table without rows.
    pub fn new(name: TableName) -> Self {
        let columns = name.columns().iter().map(|column| Values::new(column.kind)).collect();
        Self { name, columns, rows: 0 }
    }

    /// A table of columns in the order of [`TableName::columns`]; `None` where one is missing, has another type or
    /// another length than the others.
    pub fn from_columns(name: TableName, columns: Vec<Values>) -> Option<Self> {
        let rows = columns.first().map_or(0, Values::len);
        let fits = |(values, column): (&Values, &super::Column)| {
            std::mem::discriminant(values) == std::mem::discriminant(&Values::new(column.kind))
                && values.len() == rows
        };
        let whole = columns.len() == name.columns().len();
        (whole && columns.iter().zip(name.columns()).all(fits)).then_some(Self { name, columns, rows })
    }

    /// Which table it is.
    pub fn name(&self) -> TableName {
        self.name
    }

    /// How many rows it has.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The columns, in the order of [`TableName::columns`].
    pub fn columns(&self) -> &[Values] {
        &self.columns
    }

    /// Makes room for so many more rows at once.
    pub(super) fn reserve(&mut self, rows: usize) {
        self.columns.iter_mut().for_each(|column| column.reserve(rows));
    }

    /// Adds a row; cells that are not given are empty.
    pub fn push(&mut self, row: &[Cell<'_>]) {
        debug_assert_eq!(row.len(), self.columns.len(), "{}", self.name);
        let mut cells = row.iter();
        for column in &mut self.columns {
            column.push(cells.next().copied().unwrap_or(Cell::Empty));
        }
        self.rows += 1;
    }

    /// Adds the rows of another one of the same name; `false`, and nothing is added, where the names differ.
    pub fn append(&mut self, other: &Self) -> bool {
        if self.name != other.name {
            return false;
        }
        for (column, more) in self.columns.iter_mut().zip(&other.columns) {
            column.append(more);
        }
        self.rows += other.rows;
        true
    }

    /// A cell by row and column; empty outside the table.
    pub fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        self.columns.get(column).map_or(Cell::Empty, |values| values.get(row))
    }

    /// The text of a cell by the name of its column.
    pub fn text(&self, row: usize, column: &str) -> Option<&str> {
        let at = self.name.columns().iter().position(|known| known.name == column)?;
        match self.cell(row, at) {
            Cell::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The rows that a condition on their document keeps.
    pub fn keep(&self, mut wanted: impl FnMut(&str) -> bool) -> Self {
        let mut kept = Self::new(self.name);
        for row in (0..self.rows).filter(|&row| self.text(row, "document").is_none_or(&mut wanted)) {
            for (column, values) in kept.columns.iter_mut().zip(&self.columns) {
                column.push(values.get(row));
            }
            kept.rows += 1;
        }
        kept
    }

    /// The rows as JSON Lines: every column in each, exact numbers as strings.
    ///
    /// # Errors
    ///
    /// What the writer says.
    pub fn write_json_lines(&self, out: &mut dyn Write) -> io::Result<()> {
        for row in 0..self.rows {
            for (at, column) in self.name.columns().iter().enumerate() {
                write!(out, "{}\"{}\":", if at == 0 { "{" } else { "," }, column.name)?;
                match self.cell(row, at) {
                    Cell::Empty => out.write_all(b"null")?,
                    Cell::Text(text) => serde_json::to_writer(&mut *out, text)?,
                    Cell::Integer(number) => write!(out, "{number}")?,
                    Cell::Decimal(number) => write!(out, "\"{}\"", plain(number))?,
                    Cell::Real(number) => serde_json::to_writer(&mut *out, &number)?,
                }
            }
            out.write_all(b"}\n")?;
        }
        Ok(())
    }
}

/// How many decimals a cell of an exact number has.
const DECIMALS: u32 = 10;

/// The cell of an exact number as the contract writes it; empty where it has more decimals or digits than a cell.
///
/// ```
/// use yigai::corpus::{Cell, decimal};
///
/// assert_eq!(decimal("96.96"), Cell::Decimal(969_600_000_000));
/// assert_eq!(decimal("0.00000000001"), Cell::Empty);
/// assert_eq!(decimal("九成"), Cell::Empty);
/// ```
pub fn decimal(text: &str) -> Cell<'static> {
    if let Some(units) = short(text) {
        return Cell::Decimal(units);
    }
    let exact = Decimal::from_str_exact(text).ok().map(|number| number.normalize());
    let units = exact.and_then(|number| {
        let missing = DECIMALS.checked_sub(number.scale())?;
        number.mantissa().checked_mul(10_i128.checked_pow(missing)?)
    });
    // 38 digits are what a column of a Parquet file holds.
    let limit = 10_u128.pow(38);
    units.filter(|units| units.unsigned_abs() < limit).map_or(Cell::Empty, Cell::Decimal)
}

/// Of the few digits that nearly all numbers have; `None` is no verdict.
fn short(text: &str) -> Option<i128> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let missing = DECIMALS.checked_sub(u32::try_from(fraction.len()).ok()?)?;
    if whole.is_empty() || fraction.is_empty() || whole.len() > 18 {
        return None;
    }
    let read = |digits: &str| {
        digits
            .bytes()
            .try_fold(0_i64, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + i64::from(digit - b'0')))
    };
    let fraction = read(fraction)? * 10_i64.pow(missing);
    let units = i128::from(read(whole)?) * 10_i128.pow(DECIMALS) + i128::from(fraction);
    Some(if digits.len() < text.len() { -units } else { units })
}

fn plain(units: i128) -> String {
    let digits = format!("{:011}", units.unsigned_abs());
    let (whole, fraction) = digits.split_at(digits.len() - DECIMALS as usize);
    let fraction = fraction.trim_end_matches('0');
    let (sign, point) = (if units < 0 { "-" } else { "" }, if fraction.is_empty() { "" } else { "." });
    format!("{sign}{whole}{point}{fraction}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exact_numbers_come_back_as_they_were() {
        for text in ["0", "96.96", "-0.5", "13475000", "0.0000000001", "7922816251426433759354395033"] {
            let Cell::Decimal(units) = decimal(text) else { panic!("{text}") };
            assert_eq!(plain(units), text);
        }
        assert_eq!(decimal("2.50"), decimal("2.5"));
        assert_eq!(decimal("1.00000000000"), decimal("1"));
        assert_eq!(decimal("-999999999999999999.9"), Cell::Decimal(-9_999_999_999_999_999_999_000_000_000));
        for text in ["", "-", ".5", "5.", "1.2.3", "1e3", "--1", "1-", "１"] {
            assert_eq!(short(text), None, "{text}");
        }
        // One digit more than 38 with ten decimals.
        assert_eq!(decimal("79228162514264337593543950335"), Cell::Empty);
    }

    #[test]
    fn keeping_and_appending_moves_whole_rows() {
        let mut table = Table::new(TableName::Duplicates);
        table.push(&[Cell::Text("a"), Cell::Text("b"), Cell::Integer(90)]);
        table.push(&[Cell::Text("c"), Cell::Empty, Cell::Integer(80)]);
        table.push(&[Cell::Text("d"), Cell::Text("é\"\n"), Cell::Empty]);
        let kept = table.keep(|document| document != "c");
        let mut twice = kept.clone();
        assert!(twice.append(&kept) && twice.rows() == 4);
        assert!(!twice.append(&Table::new(TableName::Errors)));
        let mut lines = Vec::new();
        twice.write_json_lines(&mut lines).unwrap();
        let lines = String::from_utf8(lines).unwrap();
        assert_eq!(lines.lines().nth(3), Some(r#"{"document":"d","original":"é\"\n","similarity":null}"#));
    }
}
