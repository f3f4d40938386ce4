use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use yigai::contract::Report;

use super::{Options, begin};
use crate::figures::{Figure, Place, figures};
use crate::rows::Rows;
use crate::{Style, names};

/// A row for each place, a column for each indicator and period: `nrcms_enrollees 2011`, with the subject in brackets
/// where the sentence limits it: `fac_visits 2011 [乡镇卫生院]`. A report that names no place, or masks it, is a row of
/// its own under its path.
///
/// A cell is a plain number only where that is what the reports state. Else it is text, so that no sum takes it: `≥ 95`
/// is a bound, `10–15` a range, `203412 !` has an alarm of the audit, `203412 | 205927` are two statements.
/// Changes, shares, targets, figures without a period and those in another unit than the indicator's are not in it.
///
/// # Errors
///
/// What `out` returns, such as a full disk.
///
/// ```
/// use yigai_view::{Style, csv};
///
/// let read = |text: &str| yigai::Report::read(text.as_bytes(), &yigai::Options::default());
/// let first = read("沙河县2011年新农合工作总结\n2011年，全县农民参合203412人。")?.to_contract("a.txt");
/// let second = read("沙河县2012年新农合工作总结\n2012年，全县农民参合205927人。")?.to_contract("b.txt");
/// let mut out = Vec::new();
/// csv::wide(&[first, second], &Style::default(), csv::Options::default(), &mut out)?;
/// assert_eq!(
///     String::from_utf8(out)?,
///     "place,code,files,nrcms_enrollees 2011,nrcms_enrollees 2012\n沙河县,,a.txt b.txt,203412,205927\n"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn wide(reports: &[Report], style: &Style<'_>, options: Options, out: &mut dyn Write) -> io::Result<()> {
    let mut rows: BTreeMap<Place, Row> = BTreeMap::new();
    let mut columns: BTreeSet<Column> = BTreeSet::new();
    let order: BTreeMap<&str, usize> = style.catalogue.iter().map(|i| i.id()).zip(0..).collect();
    for report in reports.iter().filter(|report| report.document.error.is_none()) {
        let path = &report.document.path;
        let place = Place::of(&report.document).unwrap_or_else(|| Place { name: path.clone(), code: None });
        let row = rows.entry(place).or_default();
        row.files.push(path);
        for figure in figures(report, style.catalogue).flatten() {
            let Some(period) = figure.period else { continue };
            let id = figure.indicator.id();
            let column = Column {
                order: order.get(id).copied().unwrap_or(usize::MAX),
                id: id.to_owned(),
                period: names::period(&period),
                subject: figure.observation.subject.clone(),
            };
            row.cells.entry(column.clone()).or_default().insert(cell(&figure));
            columns.insert(column);
        }
    }
    begin(options, out)?;
    let mut table = Rows::new(out);
    let heads = ["place", "code", "files"].map(str::to_owned).into_iter();
    table.row(heads.chain(columns.iter().map(Column::head)))?;
    for (place, row) in &rows {
        table.cell(&place.name)?;
        table.cell(place.code.as_deref().unwrap_or_default())?;
        table.cell(&row.files.join(" "))?;
        for column in &columns {
            let values =
                row.cells.get(column).map(|values| values.iter().map(String::as_str).collect::<Vec<_>>());
            table.cell(&values.unwrap_or_default().join(" | "))?;
        }
        table.end()?;
    }
    table.finish()
}

#[derive(Default)]
struct Row<'a> {
    files: Vec<&'a str>,
    cells: BTreeMap<Column, BTreeSet<String>>,
}

/// In the order of the catalogue, then by period.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Column {
    order: usize,
    id: String,
    period: String,
    subject: Option<String>,
}

impl Column {
    fn head(&self) -> String {
        match &self.subject {
            Some(subject) => format!("{} {} [{subject}]", self.id, self.period),
            None => format!("{} {}", self.id, self.period),
        }
    }
}

fn cell(figure: &Figure<'_>) -> String {
    let mut text = if figure.is_exact() {
        figure.value.to_string()
    } else {
        let upper = figure.mention.upper.as_deref().map_or_else(String::new, |upper| format!("–{upper}"));
        format!("{}{}{upper}", names::bound_sign(figure.mention.bound), figure.value)
    };
    if figure.alarm {
        text.push_str(" !");
    }
    text
}
