use yigai_span::Span;

use crate::structure::{Paragraph, Row, Table};

/// The tables of a clean text: lines of cells with tabs or bars between them, two or more one below the other.
pub(crate) fn find(text: &str, paragraphs: &[Paragraph]) -> Vec<Table> {
    let mut tables = Vec::new();
    let mut rows: Vec<Row> = Vec::new();
    let mut kind = None;
    for paragraph in paragraphs {
        let line = paragraph.span.slice(text).unwrap_or_default();
        let here = divider(line);
        if here != kind {
            finish(text, core::mem::take(&mut rows), &mut tables);
            kind = here;
        }
        if let Some(divider) = here {
            rows.push(Row { cells: cells(line, paragraph.span.start(), divider) });
        }
    }
    finish(text, rows, &mut tables);
    tables
}

/// What divides the cells of a line, if anything does.
fn divider(line: &str) -> Option<char> {
    if memchr::memchr(b'\t', line.as_bytes()).is_some() {
        return Some('\t');
    }
    // Long lines are prose, and most texts have no bars at all.
    if line.len() > 2000 || (memchr::memchr(b'|', line.as_bytes()).is_none() && !line.contains(['│', '｜']))
    {
        return None;
    }
    let bars = line.matches(['|', '│', '｜']).count();
    (bars >= 2).then_some('|')
}

fn cells(line: &str, offset: usize, divider: char) -> Vec<Span> {
    let is_divider = |c: char| if divider == '\t' { c == '\t' } else { matches!(c, '|' | '│' | '｜') };
    let mut cells = Vec::new();
    let mut at = 0;
    for field in line.split(is_divider) {
        let trimmed = field.trim_matches(' ');
        let start = at + field.len() - field.trim_start_matches(' ').len();
        let start = if trimmed.is_empty() { at } else { start };
        cells.push(Span::new(offset + start, offset + start + trimmed.len()));
        at += field.len();
        at += line.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    if divider == '|' {
        // Bars at the ends of the line are its border.
        if cells.first().is_some_and(|cell| cell.is_empty()) {
            cells.remove(0);
        }
        if cells.last().is_some_and(|cell| cell.is_empty()) {
            cells.pop();
        }
    }
    cells
}

fn finish(text: &str, mut rows: Vec<Row>, tables: &mut Vec<Table>) {
    let cell = |span: &Span| span.slice(text).unwrap_or_default();
    // The rule under a head, as in Markdown.
    rows.retain(|row| {
        row.cells.iter().any(|span| cell(span).contains(|c: char| !matches!(c, '-' | ':' | '=' | ' ')))
    });
    let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    if rows.len() < 2 || columns < 2 {
        return;
    }
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return };
    let (Some(start), Some(end)) = (first.cells.first(), last.cells.last()) else { return };
    let span = start.join(*end);
    let figures = |row: &Row| row.cells.iter().skip(1).any(|span| is_figure(cell(span)));
    let head_rows = rows.iter().position(figures).unwrap_or(1).min(rows.len() - 1);
    let worded = |column: usize| {
        rows.iter().skip(head_rows).all(|row| row.cells.get(column).is_none_or(|span| !is_figure(cell(span))))
    };
    let head_columns = (0..columns).take_while(|&column| worded(column)).count().min(columns - 1);
    fill(&mut rows, head_rows, head_columns, columns);
    tables.push(Table { span, rows, head_rows, head_columns });
}

/// An empty place in a head belongs to the cell that spans it: the one to its left, or the one above.
fn fill(rows: &mut [Row], head_rows: usize, head_columns: usize, columns: usize) {
    for index in 0..rows.len() {
        let above: Vec<Span> =
            index.checked_sub(1).and_then(|i| rows.get(i)).map(|row| row.cells.clone()).unwrap_or_default();
        let Some(row) = rows.get_mut(index) else { continue };
        if index < head_rows {
            while let Some(&end) = row.cells.last().filter(|_| row.cells.len() < columns) {
                row.cells.push(Span::new(end.end(), end.end()));
            }
        }
        for column in 0..row.cells.len() {
            let left = column.checked_sub(1).and_then(|i| row.cells.get(i)).copied();
            let Some(cell) = row.cells.get_mut(column).filter(|cell| cell.is_empty()) else { continue };
            let up = above.get(column).copied().filter(|up| !up.is_empty());
            let side = left.filter(|left| !left.is_empty() && column >= head_columns.max(1));
            let spanning = match (index < head_rows, column < head_columns) {
                (true, _) if index == 0 => side,
                (true, _) => up.or(side),
                (false, true) => up,
                (false, false) => None,
            };
            if let Some(span) = spanning {
                *cell = span;
            }
        }
    }
}

/// A cell that holds a figure: it begins with a digit, and is no year.
fn is_figure(cell: &str) -> bool {
    let cell = cell.trim_start_matches(['-', '+', '－', '约']);
    let digits = cell.bytes().take_while(u8::is_ascii_digit).count();
    let year = digits == 4
        && (cell.starts_with("19") || cell.starts_with("20"))
        && cell.get(4..).is_some_and(|c| c.is_empty() || c.starts_with('年'));
    digits > 0 && !year
}
