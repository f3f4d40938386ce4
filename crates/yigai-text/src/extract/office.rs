use undoc::ErrorKind;
use undoc::model::{Block, Cell, ListType, Paragraph, RevisionType, Table};

use super::extracted::Extracted;
use super::rows::Rows;
use super::{claims, guard};
use crate::{Container, Limits, ReadError};

/// The text of a Word file: a paragraph a line, a table's row a line.
pub(crate) fn extract(bytes: &[u8], container: Container, limits: &Limits) -> Result<Extracted, ReadError> {
    let name = if container == Container::Doc { "Word (.doc)" } else { "Word (.docx)" };
    let bytes = bytes.to_vec();
    let limit = limits.unpacked_bytes;
    guard::run(name, limits, move || {
        if container == Container::Doc && claims::exceed(&bytes) {
            let reason = "it says to hold more text than it does".to_owned();
            return Err(ReadError::Damaged { name, reason });
        }
        let document = undoc::parse_bytes(&bytes).map_err(|error| match error.kind() {
            ErrorKind::Encrypted => ReadError::Encrypted { name },
            _ => ReadError::Damaged { name, reason: error.to_string() },
        })?;
        let mut text = String::new();
        let mut pictures = false;
        for block in document.sections.iter().flat_map(|section| &section.content) {
            match block {
                Block::Paragraph(paragraph) => {
                    pictures |= !paragraph.images.is_empty();
                    line(&mut text, paragraph);
                }
                Block::Table(table) => rows(&mut text, table),
                Block::Note { content, .. } => {
                    content.iter().for_each(|paragraph| line(&mut text, paragraph))
                }
                Block::Image { .. } => pictures = true,
                Block::PageBreak | Block::SectionBreak => {}
            }
            if text.len() as u64 > limit {
                return Err(ReadError::TooLarge { what: "its text", bytes: text.len() as u64, limit });
            }
        }
        if text.trim().is_empty() {
            return Err(if pictures { ReadError::NeedsOcr { name } } else { ReadError::Empty });
        }
        let title = document.metadata.title.filter(|title| !title.trim().is_empty());
        Ok(Extracted { text, title, main: None })
    })
}

/// A paragraph; before it the number that Word counts for it.
///
/// `undoc` tells the number and not how it is written (`1.`, `(1)`, `1)`), and Chinese ones (一、) not at all. The space
/// keeps it from a figure at the paragraph's start.
fn line(text: &mut String, paragraph: &Paragraph) {
    let numbered = paragraph.list_info.as_ref().filter(|list| list.list_type == ListType::Numbered);
    if let Some(number) = numbered.and_then(|list| list.number) {
        text.push_str(&format!("{number}. "));
    }
    words(text, paragraph);
    text.push('\n');
}

fn words(text: &mut String, paragraph: &Paragraph) {
    for run in paragraph.runs.iter().filter(|run| run.revision != RevisionType::Deleted) {
        text.push_str(&run.text);
        if run.line_break || run.page_break {
            text.push('\n');
        }
    }
}

fn rows(text: &mut String, table: &Table) {
    let mut rows = Rows::default();
    for row in &table.rows {
        for cell in &row.cells {
            let mut inside = String::new();
            words_of(&mut inside, cell, 0);
            let span = |n: u32| usize::try_from(n).unwrap_or(1);
            rows.cell(&inside, span(cell.col_span), span(cell.row_span));
        }
        text.push_str(&rows.end());
        text.push('\n');
    }
}

/// The words of a cell, those of tables inside it as well.
fn words_of(text: &mut String, cell: &Cell, depth: usize) {
    for paragraph in &cell.content {
        words(text, paragraph);
        text.push(' ');
    }
    if depth < 8 {
        for inner in cell.nested_tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells) {
            words_of(text, inner, depth + 1);
        }
    }
}
