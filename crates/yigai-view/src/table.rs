//! Tables by programme for the terminal, then what does not add up.

use std::io::{self, Write};

use comfy_table::{CellAlignment, LineStyle, Table, TableStyle};
use yigai::contract::{Mention, Observation, Report};
use yigai::quantity::Kind;

use crate::findings;
use crate::line::one_line;
use crate::messages::{self, Text};
use crate::names;
use crate::style::{Paint, Style};

/// Writes a report: its head, a table for each programme, then the findings.
///
/// One table is built at a time, so that a report of a hundred thousand numbers prints, too.
///
/// # Errors
///
/// What `out` returns, such as a broken pipe.
pub fn write(report: &Report, style: &Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    head(report, style, out)?;
    if report.document.error.is_some() {
        return Ok(());
    }
    let marks = findings::marks(report);
    for (name, observations) in by_programme(report, style) {
        writeln!(out, "\n{}", style.paint(Paint::Bold, &format!("{name} ({})", observations.len())))?;
        let mut table = Table::new();
        table.load_style(TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─')));
        let heads = [
            messages::INDICATOR,
            messages::VALUE,
            messages::WRITTEN,
            messages::SIDE,
            messages::WHEN,
            messages::PARAGRAPH,
            messages::CHECK,
        ];
        table.set_header(heads.map(|text: Text| text.to(style.lang)));
        for index in [1, 5] {
            if let Some(column) = table.column_mut(index) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        for (observation, mention) in observations {
            table.add_row([
                subject(observation, style),
                names::value(mention, style.lang),
                one_line(&mention.source.text),
                names::side(observation, style.lang),
                observation.period.as_ref().map(names::period).unwrap_or_default(),
                mention.paragraph.to_string(),
                marks.get(observation.mention).cloned().unwrap_or_default(),
            ]);
        }
        for line in table.lines() {
            writeln!(out, "{}", line.trim_end())?;
        }
    }
    findings::write(report, style, out)
}

/// [`write()`] into a string.
pub fn to_string(report: &Report, style: &Style<'_>) -> String {
    let mut bytes = Vec::new();
    // Writing into memory does not fail, and what is written is text.
    let _ = write(report, style, &mut bytes);
    String::from_utf8(bytes).unwrap_or_default()
}

fn head(report: &Report, style: &Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (document, lang) = (&report.document, style.lang);
    if let Some(error) = &document.error {
        let why = lang.pick(&error.message_zh, &error.message);
        let path = style.paint(Paint::Bold, &one_line(&document.path));
        return writeln!(out, "{path}: {}: {}", messages::UNREADABLE_FILE.to(lang), one_line(why));
    }
    let title = document.title.as_deref().unwrap_or(messages::UNTITLED.to(lang));
    writeln!(
        out,
        "{}",
        style.paint(Paint::Bold, &format!("{}  {}", one_line(&document.path), one_line(title)))
    )?;
    let mut facts = Vec::new();
    facts.extend(document.region.as_deref().map(|region| messages::REGION.fill(lang, [&one_line(region)])));
    facts.extend(document.issuer.as_deref().map(|issuer| messages::ISSUER.fill(lang, [&one_line(issuer)])));
    facts.push(match &document.period {
        Some(period) => messages::PERIOD.fill(lang, [&names::period(period)]),
        None => messages::NO_PERIOD.to(lang).to_owned(),
    });
    facts.extend(document.encoding.as_deref().map(one_line));
    facts.push(messages::BYTES.fill(lang, [&document.bytes.to_string()]));
    facts.push(messages::EDITS.fill(lang, [&document.edits.to_string()]));
    writeln!(out, "{}", facts.join(" · "))?;
    let count = |kind| report.mentions.iter().filter(|mention| mention.kind == kind).count().to_string();
    let kinds = [Kind::Quantity, Kind::Date, Kind::Ordinal, Kind::Reference, Kind::Name, Kind::Unreadable];
    writeln!(out, "{}", messages::COUNTS.fill(lang, kinds.map(count).each_ref().map(String::as_str)))
}

type Rows<'a> = Vec<(&'a Observation, &'a Mention)>;

/// The observations under the names of their programmes, in the order of the catalogue; what has none comes last.
fn by_programme<'a>(report: &'a Report, style: &Style<'_>) -> Vec<(String, Rows<'a>)> {
    let programmes = style.catalogue.programmes();
    let mut sections: Vec<(String, Rows<'a>)> = programmes
        .iter()
        .map(|programme| (style.lang.pick(programme.name(), programme.english()).to_owned(), Vec::new()))
        .collect();
    sections.push((messages::NO_PROGRAMME.to(style.lang).to_owned(), Vec::new()));
    for observation in &report.observations {
        let Some(mention) = report.mentions.get(observation.mention) else { continue };
        let id = observation.programme.as_deref();
        let at =
            programmes.iter().position(|programme| Some(programme.id()) == id).unwrap_or(programmes.len());
        if let Some((_, rows)) = sections.get_mut(at) {
            rows.push((observation, mention));
        }
    }
    sections.retain(|(_, rows)| !rows.is_empty());
    sections
}

/// The indicator's name, or the report's own words for a fact outside of the catalogue.
fn subject(observation: &Observation, style: &Style<'_>) -> String {
    match observation.indicator.as_deref().and_then(|id| style.catalogue.get(id)) {
        Some(indicator) => style.lang.pick(indicator.name(), indicator.english()).to_owned(),
        None => one_line(&observation.label),
    }
}
