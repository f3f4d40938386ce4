use yigai::contract::Report;

use super::sheet::{Head, Sheet};
use crate::scorecard::{Expected, Scorecard, Share, words as names};
use crate::style::Style;
use crate::tidy::Cell;

/// A row for each share of each report: the part, the whole, the percentage, and what is behind it.
pub(super) fn sheet<'a>(reports: &'a [Report], expected: &Expected, style: &'a Style<'a>) -> Sheet<'a> {
    let heads = [
        (words::FILE, 24),
        (words::KIND, 30),
        (words::WHAT, 44),
        (words::COUNT, 8),
        (words::OF, 8),
        (words::PERCENT, 8),
        (words::NOTE, 80),
    ];
    let readable = reports.iter().filter(|report| report.document.error.is_none());
    Sheet {
        name: "scorecard",
        heads: heads.map(|(text, width)| Head::new(text, style.lang, width)).into(),
        rows: readable.flat_map(|report| rows(report, expected, style)).collect(),
    }
}

fn rows<'a>(report: &'a Report, expected: &Expected, style: &Style<'_>) -> Vec<Vec<Cell<'a>>> {
    let lang = style.lang;
    let card = Scorecard::of(report, expected);
    let kind = lang.pick(&card.kind.zh, &card.kind.en);
    let missing = card.missing_names(style).join(lang.pick("；", "; "));
    let missing = if missing.is_empty() {
        missing
    } else {
        format!("{}{}{missing}", names::MISSING.to(lang), lang.pick("：", ": "))
    };
    let noted = |name: crate::messages::Text, count: usize| match count {
        0 => String::new(),
        count => format!("{}{}{count}", name.to(lang), lang.pick("：", ": ")),
    };
    let doubts = [noted(names::NEAR_MISSES, card.near_misses), noted(names::UNDECIDABLE, card.undecidable)];
    let doubts =
        doubts.into_iter().filter(|note| !note.is_empty()).collect::<Vec<_>>().join(lang.pick("；", "; "));
    let edits = Share { count: card.edits, of: usize::try_from(card.bytes).unwrap_or(usize::MAX) };
    [
        (names::COMPLETENESS, card.completeness, missing),
        (names::CONSISTENCY, card.consistency, doubts),
        (names::TO_REPAIR, card.to_repair, String::new()),
        (names::WITH_SUGGESTION, card.with_suggestion, String::new()),
        (names::EDITS, edits, String::new()),
        (names::UNCHECKED, card.unchecked, String::new()),
    ]
    .into_iter()
    .map(|(name, share, note)| {
        vec![
            Cell::Text(report.document.path.as_str().into()),
            Cell::Text(kind.to_owned().into()),
            Cell::Text(name.to(lang).into()),
            Cell::Number(share.count.to_string().into()),
            Cell::Number(share.of.to_string().into()),
            share.percent().map_or(Cell::Text("".into()), |percent| Cell::Number(percent.into())),
            Cell::Text(note.into()),
        ]
    })
    .collect()
}

mod words {
    messages! {
        FILE: "文件", "File";
        KIND: "报告类型", "Kind of report";
        WHAT: "项目", "What";
        COUNT: "分子", "Part";
        OF: "分母", "Whole";
        PERCENT: "百分比", "Percent";
        NOTE: "备注", "Note";
    }

    #[test]
    fn both_languages_say_the_same() {
        crate::messages::agree(ALL);
    }
}
