use yigai::contract::Report;

use super::sheet::{Head, Sheet};
use crate::style::Style;
use crate::tidy::{COLUMNS, Cell, rows};

/// The columns of tidy CSV; beside each value its exact text.
pub(super) fn sheet<'a>(reports: &'a [Report], style: &'a Style<'a>) -> Sheet<'a> {
    let exact = |id| matches!(id, "value" | "upper");
    let mut heads = Vec::new();
    for column in COLUMNS {
        heads.push(Head::new(column.name, style.lang, column.width));
        match column.id {
            "value" => heads.push(Head::new(words::VALUE, style.lang, column.width)),
            "upper" => heads.push(Head::new(words::UPPER, style.lang, column.width)),
            _ => {}
        }
    }
    let beside = |(cell, column): (Cell<'a>, &crate::tidy::Column)| match cell {
        cell if !exact(column.id) => vec![cell],
        Cell::Number(number) => vec![Cell::Number(number.clone()), Cell::Text(number)],
        text => vec![Cell::Text("".into()), text],
    };
    let rows = reports.iter().flat_map(|report| rows(report, style));
    let rows = rows.map(|row| row.into_iter().zip(COLUMNS).flat_map(beside).collect()).collect();
    Sheet { name: "observations", heads, rows }
}

mod words {
    messages! {
        VALUE: "数值（精确文本）", "Value (exact text)";
        UPPER: "上限（精确文本）", "Upper end (exact text)";
    }

    #[test]
    fn both_languages_say_the_same() {
        crate::messages::agree(ALL);
    }
}
