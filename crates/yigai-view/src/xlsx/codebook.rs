use std::collections::BTreeSet;

use yigai::contract::Report;
use yigai::model::{IndicatorKind, Preference};

use super::sheet::{Head, Sheet};
use crate::style::Style;
use crate::tidy::Cell;

/// The indicators that occur, as the catalogue defines them.
pub(super) fn sheet<'a>(reports: &'a [Report], style: &'a Style<'a>) -> Sheet<'a> {
    let heads = [
        (words::ID, 24),
        (words::CHINESE, 30),
        (words::ENGLISH, 36),
        (words::PROGRAMME, 24),
        (words::UNIT, 12),
        (words::KIND, 12),
        (words::DIRECTION, 12),
        (words::DEFINITION, 60),
        (words::NUMERATOR, 24),
        (words::DENOMINATOR, 24),
        (words::SOURCE, 50),
        (words::UNCONFIRMED, 12),
    ];
    let observations = reports.iter().flat_map(|report| &report.observations);
    let used: BTreeSet<&str> =
        observations.filter_map(|observation| observation.indicator.as_deref()).collect();
    let text = |text: &'a str| Cell::Text(text.into());
    let rows = style.catalogue.iter().filter(|indicator| used.contains(indicator.id())).map(|indicator| {
        let unit = std::iter::once(indicator.unit()).chain(indicator.per().iter().map(|per| &**per));
        vec![
            text(indicator.id()),
            text(indicator.name()),
            text(indicator.english()),
            text(indicator.programme()),
            Cell::Text(unit.collect::<Vec<_>>().join("/").into()),
            text(kind(indicator.kind())),
            text(direction(indicator.direction())),
            text(indicator.definition()),
            text(indicator.numerator().unwrap_or_default()),
            text(indicator.denominator().unwrap_or_default()),
            text(indicator.source()),
            text(if indicator.is_unconfirmed() { words::YES.to(style.lang) } else { "" }),
        ]
    });
    Sheet {
        name: "codebook",
        heads: heads.map(|(text, width)| Head::new(text, style.lang, width)).into(),
        rows: rows.collect(),
    }
}

/// The names of the catalogue's files.
fn kind(kind: IndicatorKind) -> &'static str {
    match kind {
        IndicatorKind::Count => "count",
        IndicatorKind::Amount => "amount",
        IndicatorKind::Rate => "rate",
        IndicatorKind::Standard => "standard",
        IndicatorKind::Average => "average",
        IndicatorKind::Density => "density",
        IndicatorKind::Measure => "measure",
    }
}

fn direction(direction: Preference) -> &'static str {
    match direction {
        Preference::Up => "up",
        Preference::Down => "down",
        Preference::Neutral => "neutral",
        Preference::Band => "band",
    }
}

mod words {
    messages! {
        ID: "指标代码", "Indicator id";
        CHINESE: "标准名", "Chinese name";
        ENGLISH: "英文名", "English name";
        PROGRAMME: "领域", "Programme";
        UNIT: "单位", "Unit";
        KIND: "类别", "Kind";
        DIRECTION: "期望方向", "Wished direction";
        DEFINITION: "定义", "Definition";
        NUMERATOR: "分子", "Numerator";
        DENOMINATOR: "分母", "Denominator";
        SOURCE: "来源", "Source";
        UNCONFIRMED: "未经核实", "Unconfirmed";
        YES: "是", "yes";
    }

    #[test]
    fn both_languages_say_the_same() {
        crate::messages::agree(ALL);
    }
}
