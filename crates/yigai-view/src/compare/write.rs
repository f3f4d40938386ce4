//! A comparison as a table for people, as CSV and as JSON.

use std::io::{self, Write};

use comfy_table::{CellAlignment, LineStyle, Table, TableStyle};

use super::{Cell, Comparison, Series};
use crate::line::{Escaped, one_line};
use crate::rows::Rows;
use crate::style::{Paint, Style};

/// The cell in words: its values, with `!` where the audit has an alarm.
fn shown(cell: &Cell) -> String {
    let values =
        cell.values.iter().map(|value| format!("{}{}", value.shown, if value.alarm { " !" } else { "" }));
    one_line(&values.collect::<Vec<_>>().join(" | "))
}

fn name(id: &str, style: &Style<'_>) -> String {
    match style.catalogue.get(id) {
        Some(indicator) => style.lang.pick(indicator.name(), indicator.english()).to_owned(),
        None => one_line(id),
    }
}

/// With its sign, and in points for rates: `+2.50 %`, `−0.3 pp`.
fn growth(cell: &Cell, unit: &str, style: &Style<'_>) -> String {
    let Some(growth) = &cell.growth else { return String::new() };
    let sign = if growth.starts_with('-') { "" } else { "+" };
    let unit = match unit {
        "%" => style.lang.pick("个百分点", "pp"),
        "‰" => style.lang.pick("个千分点", "per mille points"),
        _ => "%",
    };
    format!("{sign}{growth} {unit}")
}

/// A table for each indicator: a row for each place, a column for each period, then the last growth. Then what
/// contradicts, and what is missing.
///
/// # Errors
///
/// What `out` returns.
pub fn table(comparison: &Comparison, style: &Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    let lang = style.lang;
    let mut first = true;
    for group in comparison.series.chunk_by(|a, b| a.indicator == b.indicator && a.subject == b.subject) {
        let Some(head) = group.first() else { continue };
        if !first {
            writeln!(out)?;
        }
        first = false;
        let subject =
            head.subject.as_deref().map_or_else(String::new, |subject| format!(" [{}]", one_line(subject)));
        let title = format!("{}{subject} ({})", name(&head.indicator, style), one_line(&head.unit));
        writeln!(out, "{}", style.paint(Paint::Bold, &title))?;
        rows(comparison, group, style, out)?;
    }
    let conflicts: Vec<_> = comparison.conflicts().collect();
    if !conflicts.is_empty() {
        writeln!(out, "\n{}", style.paint(Paint::Bold, words::CONFLICTS.to(lang)))?;
    }
    for (series, cell) in conflicts {
        let sources = cell.values.iter().map(|value| {
            let places: Vec<_> =
                value.sources.iter().map(|(path, start, end)| format!("{path} {start}..{end}")).collect();
            format!("{} ({})", value.shown, places.join(", "))
        });
        let sources = sources.collect::<Vec<_>>().join(" | ");
        writeln!(
            out,
            "  {} · {} · {}: {}",
            one_line(&series.place),
            name(&series.indicator, style),
            cell.period,
            one_line(&sources)
        )?;
    }
    if !comparison.missing.is_empty() {
        writeln!(out, "\n{}", style.paint(Paint::Bold, words::MISSING.to(lang)))?;
    }
    for group in comparison.missing.chunk_by(|a, b| a.place == b.place) {
        let Some(first) = group.first() else { continue };
        let names: Vec<_> = group.iter().map(|missing| name(&missing.indicator, style)).collect();
        writeln!(out, "  {}: {}", one_line(&first.place), names.join(lang.pick("、", ", ")))?;
    }
    let left_out = comparison.left_out.to_string();
    writeln!(out, "\n{}", words::LEFT_OUT.fill(lang, [&left_out]))
}

fn rows(comparison: &Comparison, group: &[Series], style: &Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    let stated =
        |period: &&String| group.iter().any(|series| series.cells.iter().any(|cell| cell.period == **period));
    let periods: Vec<_> = comparison.periods.iter().filter(stated).collect();
    let mut table = Table::new();
    table.load_style(TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─')));
    let mut head = vec![words::PLACE.to(style.lang).to_owned()];
    head.extend(periods.iter().map(|period| (*period).clone()));
    let grows = group.iter().any(|series| series.cells.iter().any(|cell| cell.growth.is_some()));
    if grows {
        head.push(words::GROWTH.to(style.lang).to_owned());
    }
    let width = head.len();
    table.set_header(head);
    for column in 1..width {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    for series in group {
        let mut row = vec![one_line(&series.place)];
        row.extend(periods.iter().map(|period| {
            let cell = series.cells.iter().find(|cell| cell.period == **period);
            cell.map_or_else(|| "—".to_owned(), shown)
        }));
        if grows {
            let last = series.cells.iter().rev().find(|cell| cell.growth.is_some());
            row.push(last.map_or_else(String::new, |cell| growth(cell, &series.unit, style)));
        }
        table.add_row(row);
    }
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// A row for each statement: a conflict has several, with `conflict` set.
///
/// # Errors
///
/// What `out` returns.
pub fn csv(comparison: &Comparison, style: &Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = Rows::new(out);
    rows.row([
        "indicator",
        "name",
        "unit",
        "subject",
        "place",
        "period",
        "value",
        "shown",
        "exact",
        "alarm",
        "conflict",
        "growth",
        "sources",
    ])?;
    for series in &comparison.series {
        for cell in &series.cells {
            for value in &cell.values {
                let sources: Vec<_> =
                    value.sources.iter().map(|(path, start, end)| format!("{path} {start}..{end}")).collect();
                rows.row([
                    &series.indicator,
                    &name(&series.indicator, style),
                    &series.unit,
                    series.subject.as_deref().unwrap_or_default(),
                    &series.place,
                    &cell.period,
                    &value.value,
                    &value.shown,
                    &value.exact.to_string(),
                    &value.alarm.to_string(),
                    &cell.conflict.to_string(),
                    cell.growth.as_deref().unwrap_or_default(),
                    &sources.join("; "),
                ])?;
            }
        }
    }
    rows.finish()
}

/// The comparison as one line of JSON.
///
/// # Errors
///
/// What `out` returns.
pub fn json(comparison: &Comparison, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(Escaped(&mut *out), comparison)?;
    writeln!(out)
}

mod words {
    messages! {
        PLACE: "地区", "Place";
        GROWTH: "最近增长", "Last growth";
        CONFLICTS: "相互矛盾：", "Contradictions:";
        MISSING: "别处写明而此处未见：", "Stated elsewhere, not here:";
        LEFT_OUT: "{} 个数字不在比较之内（不在目录中，是增减、占比、目标、分项，时期不明，或单位不同）。",
                  "{} figures are not compared (outside of the catalogue, changes, shares, targets, parts, no period, or another unit).";
    }

    #[test]
    fn both_languages_say_the_same() {
        crate::messages::agree(ALL);
    }
}
