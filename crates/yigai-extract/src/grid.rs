use rust_decimal::Decimal;
use yigai_quantity::{DateExpr, Mention, PartialDate, Quantity, Reading};
use yigai_span::Span;
use yigai_text::{Paragraph, Row, Structure, Table};

use crate::cues::TableCues;
use crate::head::{Head, Measure, Reader, bare_year, is_bare_scale, unit_words};
use crate::words::Words;

/// A table: its heads, and the cells that hold nothing but a figure.
pub(crate) struct Grid {
    pub(crate) span: Span,
    /// The words above the table that name it.
    pub(crate) caption: Span,
    /// The period that the caption gives.
    pub(crate) caption_head: Head,
    /// The heads of the rows that hold figures, top to bottom.
    pub(crate) rows: Vec<Head>,
    pub(crate) columns: Vec<Head>,
    /// For each column the head above its innermost one: columns below one head belong together.
    pub(crate) parents: Vec<Option<Span>>,
    pub(crate) cells: Vec<Cell>,
}

/// A cell that holds nothing but a figure.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cell {
    pub(crate) mention: usize,
    /// As an index into the rows that hold figures.
    pub(crate) row: usize,
    pub(crate) column: usize,
}

/// What reading a table looks at.
pub(crate) struct Tables<'a> {
    pub(crate) text: &'a str,
    pub(crate) structure: &'a Structure,
    pub(crate) reader: Reader<'a>,
}

/// A caption is no longer than this; what is longer is prose.
const LONGEST_CAPTION: usize = 150;

impl Tables<'_> {
    /// Reads the tables; figures get the units of their heads, and years in heads become dates.
    pub(crate) fn read(&self, mentions: &mut [Mention]) -> Vec<Grid> {
        self.name_units(mentions);
        self.structure.tables.iter().filter_map(|table| self.table(table, mentions)).collect()
    }

    /// 单位:万元 names a unit and counts nothing; so does 表1.
    fn name_units(&self, mentions: &mut [Mention]) {
        if self.structure.tables.is_empty() && !self.text.contains("单位") {
            return;
        }
        for paragraph in &self.structure.paragraphs {
            let Some((from, to)) = paragraph.span.slice(self.text).and_then(unit_words) else { continue };
            let start = paragraph.span.start();
            let words = Span::new(start + from, start + to);
            for mention in inside(mentions, words) {
                if is_bare_scale(self.text, mention) {
                    mention.reading = Reading::Name;
                }
            }
        }
        for table in &self.structure.tables {
            let caption = self.caption(table);
            let Some(number) = inside(mentions, caption).next() else { continue };
            let before = self.text.get(caption.start()..number.number.start()).unwrap_or_default();
            let mark = before.trim_end();
            if let (Some(quantity), true) =
                (number.quantity(), mark.len() <= 9 && mark.ends_with(['表', '图']))
            {
                number.reading = Reading::Ordinal(quantity.value);
            }
        }
    }

    /// The short lines right above a table.
    fn caption(&self, table: &Table) -> Span {
        let paragraphs = &self.structure.paragraphs;
        let at = paragraphs.partition_point(|p| p.span.start() < table.span.start());
        let above = paragraphs.get(..at).unwrap_or_default();
        // An empty cell may open the table, so that its line begins before its first word.
        let names = |p: &&Paragraph| {
            let line = p.span.slice(self.text).unwrap_or_default();
            p.span.end() <= table.span.start()
                && line.len() <= LONGEST_CAPTION
                && !line.contains(['\t', '|', '。', '；'])
        };
        let near: Vec<&Paragraph> = above
            .iter()
            .rev()
            .skip_while(|p| p.span.end() > table.span.start())
            .take(2)
            .take_while(names)
            .collect();
        match near.as_slice() {
            [] => Span::new(table.span.start(), table.span.start()),
            // The unit often has a line of its own below the name.
            [unit, name] if unit.span.slice(self.text).is_some_and(|line| unit_words(line).is_some()) => {
                name.span.join(unit.span)
            }
            [name, ..] => name.span,
        }
    }

    fn table(&self, table: &Table, mentions: &mut [Mention]) -> Option<Grid> {
        let cell = |span: &Span| span.slice(self.text).unwrap_or_default();
        let (heads, rows) = table.rows.split_at_checked(table.head_rows)?;
        // A row of one cell names the table.
        let names: Vec<Span> =
            heads.iter().take_while(|row| single(row).is_some()).filter_map(single).collect();
        let heads = heads.get(names.len()..).unwrap_or_default();
        let count = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let column = |column: usize| -> Vec<Span> {
            let mut spans: Vec<Span> = heads
                .iter()
                .filter_map(|row| row.cells.get(column))
                .copied()
                .filter(|s| !s.is_empty())
                .collect();
            spans.dedup();
            spans
        };
        for span in heads.iter().flat_map(|row| &row.cells) {
            self.name_head(mentions, *span);
        }
        let caption = names
            .iter()
            .fold(self.caption(table), |all, name| if all.is_empty() { *name } else { all.join(*name) });
        let caption_text = caption.slice(self.text).unwrap_or_default();
        let common = Measure::of_caption(caption_text, self.reader.scanner);
        let parts: Vec<Vec<Span>> = (0..count).map(column).collect();
        let columns: Vec<Head> = parts.iter().map(|parts| self.head(parts)).collect();
        let numbered = |column: usize| {
            let names = &self.reader.cues.numbered;
            parts.get(column).and_then(|p| p.last()).is_some_and(|span| names.is(cell(span)))
        };
        let units = |column: usize| {
            parts
                .get(column)
                .and_then(|p| p.last())
                .is_some_and(|span| self.reader.cues.measured.is(cell(span)))
        };
        let mut grid = Grid {
            span: table.span,
            caption,
            caption_head: Head::read([caption_text], &self.reader),
            rows: Vec::new(),
            parents: parts.iter().map(|p| p.len().checked_sub(2).and_then(|i| p.get(i)).copied()).collect(),
            columns,
            cells: Vec::new(),
        };
        let mut group: Option<Span> = None;
        let mut whole: Option<Span> = None;
        let mut last = None;
        for row in rows {
            let mut figures: Vec<(usize, usize)> = Vec::new();
            let next = last.map_or(0, |last: usize| last + 1);
            let mut words: Vec<Span> = Vec::new();
            let mut unit = None;
            for (column, span) in row.cells.iter().enumerate().filter(|(_, span)| !span.is_empty()) {
                match figure(self.text, mentions, *span) {
                    // An empty place below a figure that was filled from above.
                    Some(mention) if mention < next => {}
                    Some(mention) if numbered(column) => as_ordinal(mentions, mention),
                    Some(mention) => figures.push((column, mention)),
                    None if units(column) && Measure::read(cell(span), self.reader.scanner).is_some() => {
                        unit = Measure::read(cell(span), self.reader.scanner);
                    }
                    None if figures.is_empty() && !words.contains(span) && !blank(cell(span)) => {
                        self.name_head(mentions, *span);
                        words.push(*span);
                    }
                    None => {}
                }
            }
            if figures.is_empty() {
                if let [only] = words.as_slice() {
                    group = Some(*only);
                }
                continue;
            }
            let first = words.first().map(cell).unwrap_or_default();
            // 其中:门诊 is of the row above.
            let part = first.starts_with("其中") || first.starts_with('#');
            if !part {
                whole = words.first().copied();
            }
            let outer = group.into_iter().chain(whole.filter(|_| part));
            let all: Vec<Span> = outer.chain(words).collect();
            let mut head = self.head(&all);
            head.measure = unit.or(head.measure);
            head.part = part;
            for (column, mention) in figures {
                last = Some(mention);
                if let Some(of) = grid.columns.get(column) {
                    self.measured(mentions, mention, of, &head, &common);
                    grid.cells.push(Cell { mention, row: grid.rows.len(), column });
                }
            }
            grid.rows.push(head);
        }
        (!grid.cells.is_empty()).then_some(grid)
    }

    /// In a head 2011 is a year, and the 万元 of 金额(万元) counts nothing.
    fn name_head(&self, mentions: &mut [Mention], cell: Span) {
        let year = cell.slice(self.text).and_then(bare_year);
        for mention in inside(mentions, cell) {
            if is_bare_scale(self.text, mention) {
                mention.reading = Reading::Name;
            } else if let (Some(year), true) = (year, mention.quantity().is_some()) {
                mention.reading = Reading::Date(DateExpr::on(PartialDate::year(year)));
            }
        }
    }

    fn head(&self, parts: &[Span]) -> Head {
        Head::read(parts.iter().filter_map(|span| span.slice(self.text)), &self.reader)
    }

    /// Gives a figure without a unit the one of its heads: what the column says goes before the row, both before the caption.
    fn measured(
        &self,
        mentions: &mut [Mention],
        mention: usize,
        column: &Head,
        row: &Head,
        common: &[Measure],
    ) {
        let Some(Mention { reading: Reading::Quantity(quantity), .. }) = mentions.get_mut(mention) else {
            return;
        };
        if quantity.unit.is_some() {
            return;
        }
        // 0.96 below 率 may be 96%.
        let implied = |head: &Head| {
            head.implied.clone().filter(|m| m.unit.name() != "%" || quantity.value > Decimal::ONE)
        };
        let measure = column
            .measure
            .clone()
            .or_else(|| implied(column))
            .or_else(|| row.measure.clone())
            .or_else(|| implied(row))
            .or_else(|| common_unit(self.reader.cues, column, row, common));
        if let Some(measure) = measure {
            apply(quantity, measure);
        }
    }
}

/// The unit of the caption that fits what is measured; what falls on one person or visit is never in 万元.
fn common_unit(cues: &TableCues, column: &Head, row: &Head, common: &[Measure]) -> Option<Measure> {
    let says = |words: &Words| words.within(&column.words) || words.within(&row.words);
    let visits = || column.words.contains("人次") || row.words.contains("人次");
    if column.rate || row.rate {
        return None;
    }
    let average = column.average || row.average;
    let fits = |measure: &&Measure| !average || measure.scale == Decimal::ONE;
    let name = match common {
        [] => return None,
        [only] => only.unit.name(),
        _ if visits() => "人次",
        _ if average || says(&cues.money) => "元",
        _ if says(&cues.persons) => "人",
        _ => return None,
    };
    // Of 万元 and 元 totals take the larger.
    common.iter().filter(fits).filter(|m| m.unit.name() == name).max_by_key(|m| m.scale).cloned()
}

fn apply(quantity: &mut Quantity, measure: Measure) {
    let scaled = |value: Decimal| value.checked_mul(measure.scale);
    let (Some(value), Some(scale)) =
        (scaled(quantity.value), quantity.stated.scale.checked_mul(measure.scale))
    else {
        return;
    };
    let upper = match quantity.upper.map(scaled) {
        Some(None) => return,
        upper => upper.flatten(),
    };
    (quantity.value, quantity.upper, quantity.stated.scale) = (value, upper, scale);
    quantity.unit = Some(measure.unit);
    // The head writes it for all cells; nothing was lost.
    quantity.unit_inferred = false;
    if quantity.per.is_empty() {
        quantity.per = measure.per;
    }
}

fn inside(mentions: &mut [Mention], span: Span) -> impl Iterator<Item = &mut Mention> {
    let from = mentions.partition_point(|m| m.span.start() < span.start());
    mentions.get_mut(from..).unwrap_or_default().iter_mut().take_while(move |m| m.span.end() <= span.end())
}

/// The quantity that is all of a cell.
fn figure(text: &str, mentions: &[Mention], cell: Span) -> Option<usize> {
    let at = mentions.partition_point(|m| m.span.start() < cell.start());
    let mention = mentions.get(at).filter(|m| m.quantity().is_some() && m.span.end() <= cell.end())?;
    let before = text.get(cell.start()..mention.span.start())?;
    let after = text.get(mention.span.end()..cell.end())?;
    let hedge = |words: &str| words.chars().all(|c| " 约近以上下左右余多+-－＋±".contains(c));
    (hedge(before) && hedge(after)).then_some(at)
}

fn as_ordinal(mentions: &mut [Mention], mention: usize) {
    if let Some(mention) = mentions.get_mut(mention)
        && let Some(quantity) = mention.quantity()
    {
        mention.reading = Reading::Ordinal(quantity.value);
    }
}

/// The only cell of a row that holds words, where it spans the others.
fn single(row: &Row) -> Option<Span> {
    let mut cells: Vec<Span> = row.cells.iter().copied().filter(|span| !span.is_empty()).collect();
    cells.dedup();
    match cells.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

fn blank(cell: &str) -> bool {
    !cell.contains(char::is_alphanumeric)
}
