use std::sync::LazyLock;

use memchr::memmem::Finder;
use yigai_span::Span;

use crate::structure::{Paragraph, Row, Table};

/// The tables of a clean text: lines of cells with tabs, bars or runs of spaces between them, two or more one below the other.
pub(crate) fn find(text: &str, paragraphs: &[Paragraph]) -> Vec<Table> {
    let mut tables = Vec::new();
    if !may_hold(text) {
        return tables;
    }
    let mut rows: Vec<Row> = Vec::new();
    let mut kind = None;
    for paragraph in paragraphs {
        let line = paragraph.span.slice(text).unwrap_or_default();
        let here = divider(line);
        if here != kind {
            finish(text, core::mem::take(&mut rows), kind, &mut tables);
            kind = here;
        }
        if let Some(divider) = here {
            rows.push(Row { cells: divider.cells(line, paragraph.span.start()) });
        }
    }
    finish(text, rows, kind, &mut tables);
    tables
}

/// Whether any line of a text may be divided into cells.
pub(crate) fn may_hold(text: &str) -> bool {
    memchr::memchr(b'\t', text.as_bytes()).is_some()
        || FINDERS.iter().any(|bar| bar.find(text.as_bytes()).is_some())
        || memchr::memmem::find(text.as_bytes(), b"  ").is_some()
}

/// Whether a line is divided into cells.
pub(crate) fn is_row(line: &str) -> bool {
    divider(line).is_some()
}

/// What stands between the cells of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Divider {
    Tab,
    Bar,
    /// Two spaces or more. They leave no empty places, so that the rows of a table have as many cells as this.
    Spaces(usize),
}

/// What divides the cells of a line, if anything does.
fn divider(line: &str) -> Option<Divider> {
    if memchr::memchr(b'\t', line.as_bytes()).is_some() {
        return Some(Divider::Tab);
    }
    // Long lines are prose, and most texts have no bars at all.
    if line.len() > 2000 {
        return None;
    }
    if FINDERS.iter().any(|bar| bar.find(line.as_bytes()).is_some()) {
        let bars: usize = BARS.into_iter().map(|bar| line.matches(bar).count()).sum();
        if bars >= 2 {
            return Some(Divider::Bar);
        }
    }
    spaced(line).map(Divider::Spaces)
}

/// How many cells runs of spaces make of a line; short words and figures, three or more.
fn spaced(line: &str) -> Option<usize> {
    const LONGEST_CELL: usize = 60;
    memchr::memmem::find(line.as_bytes(), b"  ")?;
    let fields = || line.split("  ").map(str::trim).filter(|field| !field.is_empty());
    let prose = |field: &str| field.len() > LONGEST_CELL || field.contains(['。', '，', '；', '：']);
    (fields().count() >= 3 && !fields().any(prose)).then(|| fields().count())
}

impl Divider {
    fn cells(self, line: &str, offset: usize) -> Vec<Span> {
        match self {
            Self::Tab => cells(line, offset, '\t'),
            Self::Bar => cells(line, offset, '|'),
            Self::Spaces(_) => {
                let mut at = 0;
                let mut cells = Vec::new();
                for field in line.split("  ") {
                    let start = offset + at + field.len() - field.trim_start().len();
                    at += field.len() + 2;
                    if !field.trim().is_empty() {
                        cells.push(Span::new(start, start + field.trim().len()));
                    }
                }
                cells
            }
        }
    }
}

/// What is drawn between cells.
const BARS: [&str; 3] = ["|", "│", "｜"];

static FINDERS: LazyLock<[Finder<'static>; 3]> = LazyLock::new(|| BARS.map(Finder::new));

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

fn finish(text: &str, mut rows: Vec<Row>, kind: Option<Divider>, tables: &mut Vec<Table>) {
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
    let numeric = |text: &str| is_figure(text) || text.bytes().all(|byte| byte.is_ascii_digit());
    let last_is_figure = |row: &Row| row.cells.last().is_some_and(|span| numeric(cell(span)));
    if matches!(kind, Some(Divider::Spaces(_))) && !rows.iter().skip(1).all(last_is_figure) {
        return;
    }
    let figures = |row: &Row| row.cells.iter().skip(1).any(|span| is_figure(cell(span)));
    let head_rows = rows.iter().position(figures).unwrap_or(1).min(rows.len() - 1);
    let worded = |column: usize| {
        rows.iter().skip(head_rows).all(|row| row.cells.get(column).is_none_or(|span| !is_figure(cell(span))))
    };
    let head_columns = (0..columns).take_while(|&column| worded(column)).count().min(columns - 1);
    if head_rows >= 2 {
        spread(text, &mut rows, head_rows);
    }
    fill(&mut rows, head_rows, head_columns, columns);
    tables.push(Table { span, rows, head_rows, head_columns });
}

/// A file may give a cell that spans columns one place only; then the first row of heads is shorter than the rows below. What
/// stands above the empty places of the second row spans both rows, the others share the columns between: from one
/// repetition of the first word to the next, else evenly. Where neither fits, the second row speaks alone.
fn spread(text: &str, rows: &mut [Row], head_rows: usize) {
    let filled = |row: &Row| row.cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    let columns = rows.iter().skip(head_rows).map(filled).max().unwrap_or(0);
    let [first, second, ..] = rows else { return };
    let upper: Vec<Span> = first.cells.iter().take(filled(first)).copied().collect();
    let lower: Vec<Span> = second.cells.iter().take(columns).copied().collect();
    let start = lower.iter().take_while(|cell| cell.is_empty()).count();
    let end = lower.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    let alone = start + (lower.len() - end.min(lower.len()));
    let below = lower.get(start..end).unwrap_or_default();
    let short = upper.len() < columns && lower.len() == columns && upper.iter().all(|cell| !cell.is_empty());
    if !short || alone >= upper.len() || below.iter().any(|cell| cell.is_empty()) {
        return;
    }
    let shared = upper.get(start..upper.len() - (alone - start)).unwrap_or_default();
    let word = |cell: &Span| cell.slice(text);
    let begins = |cell: &Span| below.first().and_then(word) == word(cell);
    let repeated = below.iter().filter(|cell| begins(cell)).count() == shared.len();
    let even = below.len().is_multiple_of(shared.len());
    let mut over = Vec::with_capacity(below.len());
    let mut at = 0;
    for (index, cell) in below.iter().enumerate() {
        at += usize::from(repeated && begins(cell));
        let span = match (repeated, even) {
            (true, _) => shared.get(at.saturating_sub(1)),
            (false, true) => shared.get(index * shared.len() / below.len()),
            (false, false) => Some(cell),
        };
        over.push(span.copied().unwrap_or(*cell));
    }
    let last = upper.get(upper.len() - (alone - start)..).unwrap_or_default();
    first.cells = upper.get(..start).unwrap_or_default().iter().chain(&over).chain(last).copied().collect();
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

/// A cell that holds a figure: it begins with a digit, and is neither a year nor the name of a group (65岁以上, 2型糖尿病).
fn is_figure(cell: &str) -> bool {
    let cell = cell.trim_start_matches(['-', '+', '－', '约']);
    let digits = cell.bytes().take_while(u8::is_ascii_digit).count();
    if cell.contains('岁') || cell.get(digits..).is_some_and(|rest| rest.starts_with(['型', '类'])) {
        return false;
    }
    let year = digits == 4
        && ["19", "200", "201", "202", "203", "204"].iter().any(|begin| cell.starts_with(begin))
        && cell.get(4..).is_some_and(|c| c.is_empty() || c.starts_with('年'));
    digits > 0 && !year
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::structure::Paragraph;
    use yigai_span::Span;

    fn heads(text: &str) -> Vec<Vec<&str>> {
        let mut at = 0;
        let mut paragraphs = Vec::new();
        for line in text.split('\n') {
            paragraphs.push(Paragraph { span: Span::new(at, at + line.len()) });
            at += line.len() + 1;
        }
        let tables = find(text, &paragraphs);
        let [table] = tables.as_slice() else { panic!("one table") };
        let words =
            |row: &crate::structure::Row| row.cells.iter().map(|cell| cell.slice(text).unwrap()).collect();
        table.rows.iter().take(table.head_rows).map(words).collect()
    }

    #[test]
    fn runs_of_spaces_part_cells() {
        let text = "指标    2010年   2011年\n建档数(份)  1200    1500\n建档率  61.2%  70%";
        assert_eq!(heads(text), [["指标", "2010年", "2011年"]]);
        let mut tables = Vec::new();
        for prose in ["甲  乙  丙\n丁  戊  己", "一、甲  二、乙  三、丙\n今年  建档  1200", "甲  1  2"]
        {
            let mut at = 0;
            let line = |line: &str| {
                at += line.len() + 1;
                Paragraph { span: Span::new(at - line.len() - 1, at - 1) }
            };
            let paragraphs: Vec<Paragraph> = prose.split('\n').map(line).collect();
            tables.extend(find(prose, &paragraphs));
        }
        // A head and a row is the least.
        assert_eq!(tables.len(), 1);
    }

    #[test]
    fn a_group_that_begins_with_a_digit_is_a_head() {
        let text = "村别  65岁以上(人)  0-6岁儿童  2型糖尿病(人)\n甲村  310  72  41\n乙村  288  65  37";
        assert_eq!(heads(text), [["村别", "65岁以上(人)", "0-6岁儿童", "2型糖尿病(人)"]]);
    }

    #[test]
    fn a_figure_that_could_be_a_year_ends_a_row_like_any_other() {
        let text = "县别  户  人次\n甲县  8012  4015\n乙县  6135  2094\n丙县  2019  2013";
        assert_eq!(heads(text), [["县别", "户", "人次"]]);
    }

    #[test]
    fn heads_without_their_spans_are_spread() {
        let even =
            "乡镇\t建档\t体检\t备注\n\t人数\t率\t应检\t实检\t\n甲镇\t1\t2\t3\t4\t无\n乙镇\t1\t2\t3\t4\t5";
        assert_eq!(heads(even)[0], ["乡镇", "建档", "建档", "体检", "体检", "备注"]);
        let repeated =
            "乡镇\t门诊\t住院\n\t人次\t金额\t人次\t金额\t次均\n甲镇\t1\t2\t3\t4\t5\n乙镇\t1\t2\t3\t4\t5";
        assert_eq!(heads(repeated)[0], ["乡镇", "门诊", "门诊", "住院", "住院", "住院"]);
        let unclear = "乡镇\t门诊\t住院\n\t甲\t乙\t丙\n甲镇\t1\t2\t3\n乙镇\t1\t2\t3";
        assert_eq!(heads(unclear)[0], ["乡镇", "甲", "乙", "丙"]);
        let spans_kept = "乡镇\t门诊\t\t住院\t\n\t人次\t金额\t人次\t金额\n甲镇\t1\t2\t3\t4\n乙镇\t1\t2\t3\t4";
        assert_eq!(heads(spans_kept)[0], ["乡镇", "门诊", "门诊", "住院", "住院"]);
    }
}
