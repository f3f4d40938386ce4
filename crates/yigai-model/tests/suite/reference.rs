//! `docs/indicators.md` and `docs/policies.md` are written from the data. `UPDATE_DOCS=1` writes them anew.

use std::fmt::Write;
use std::path::Path;

use yigai_model::{
    Catalogue, Constraints, Indicator, IndicatorKind, Limits, Policies, Preference, Strength, milestones,
};

fn published(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(name);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == text, "docs/{name} is not what the data says: run this test with UPDATE_DOCS=1");
}

fn formula(indicator: &Indicator) -> String {
    let join = |ids: &[std::sync::Arc<str>], sign: &str| {
        ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(sign)
    };
    let mut text = indicator.definition().to_owned();
    match (indicator.numerator(), indicator.denominator()) {
        (Some(above), Some(below)) => write!(text, " = `{above}` / `{below}`").unwrap(),
        (Some(above), None) => write!(text, " = `{above}` / …").unwrap(),
        (None, Some(below)) => write!(text, " = … / `{below}`").unwrap(),
        (None, None) => {}
    }
    if !indicator.parts().is_empty() {
        write!(text, " = {}", join(indicator.parts(), " + ")).unwrap();
    }
    if !indicator.factors().is_empty() {
        write!(text, " = {}", join(indicator.factors(), " × ")).unwrap();
    }
    text
}

fn range(limits: Limits) -> String {
    if limits == Limits::default() { String::new() } else { limits.to_string() }
}

#[test]
fn the_indicator_page_is_written_from_the_catalogue() {
    let catalogue = Catalogue::builtin();
    let mut page = format!(
        "# Indicators\n\nWritten from `crates/yigai-model/data/indicators`; edit there. {} indicators of {} programmes.\n\n\
         Hard limits are impossible to pass, soft ones deserve a second look. ↑ higher is better, ↓ lower is better, = neutral, \
         ≈ a band. Aliases in brackets count only beside a word of the programme. ? marks what rests on memory of a document.\n",
        catalogue.iter().count(),
        catalogue.programmes().len()
    );
    for programme in catalogue.programmes() {
        let rows: Vec<_> = catalogue.iter().filter(|row| row.programme() == programme.id()).collect();
        if rows.is_empty() {
            continue;
        }
        let source = rows[0].source();
        write!(
            page,
            "\n## {} `{}`\n\n{}. Source: {source}.\n\n",
            programme.name(),
            programme.id(),
            programme.english()
        )
        .unwrap();
        page.push_str("| id | name | unit | definition | hard | soft | | aliases |\n|---|---|---|---|---|---|---|---|\n");
        for row in rows {
            let unit =
                core::iter::once(row.unit()).chain(row.per().iter().map(|per| &**per)).collect::<Vec<_>>();
            let direction = match row.direction() {
                Preference::Up => "↑",
                Preference::Down => "↓",
                Preference::Neutral => "=",
                Preference::Band => "≈",
            };
            let mut aliases: Vec<String> = row.aliases().iter().map(|alias| alias.to_string()).collect();
            aliases.extend(row.weak_aliases().iter().map(|alias| format!("({alias})")));
            let standard = if row.kind() == IndicatorKind::Standard { ", standard" } else { "" };
            let doubt = if row.is_unconfirmed() { " ?" } else { "" };
            writeln!(
                page,
                "| `{}` | {}{doubt} | {}{standard} | {} | {} | {} | {direction} | {} |",
                row.id(),
                row.name(),
                unit.join("/"),
                formula(row),
                range(row.hard()),
                range(row.soft()),
                aliases.join("、")
            )
            .unwrap();
        }
    }
    page.push_str("\n## Constraints\n\nWhat must hold between indicators of one place and period.\n\n");
    page.push_str("| id | indicators | strength | reason |\n|---|---|---|---|\n");
    for constraint in Constraints::builtin() {
        let ids = constraint.indicators().iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
        let strength = if constraint.strength() == Strength::Hard { "hard" } else { "soft" };
        writeln!(page, "| {} | {ids} | {strength} | {} |", constraint.id(), constraint.reason()).unwrap();
    }
    published("indicators.md", &page);
}

#[test]
fn the_policy_page_is_written_from_the_tables() {
    let mut page = "# Policies by year\n\nWritten from `crates/yigai-model/data/policies`; edit there. Figures in bold were \
                    seen stated in public text; the others come from knowledge of the document and are defaults.\n"
        .to_owned();
    for table in Policies::builtin().tables() {
        write!(
            page,
            "\n## {} `{}`\n\n{} ({}). Source: {}.\n\n",
            table.name(),
            table.id(),
            table.english(),
            table.unit(),
            table.source()
        )
        .unwrap();
        page.push_str("| from | to |");
        for (id, name) in table.parameters() {
            write!(page, " {name} `{id}` |").unwrap();
        }
        page.push_str(" document | evidence | note |\n|---|---|");
        page.push_str(&"---|".repeat(table.parameters().len() + 3));
        page.push('\n');
        for row in table.rows() {
            let (from, to) = row.period();
            write!(page, "| {from} | {} |", to.map_or_else(|| "open".to_owned(), |to| to.to_string()))
                .unwrap();
            for id in table.parameters().keys() {
                let text = row.values().get(id).map_or_else(String::new, |value| {
                    let text =
                        value.exactly().map_or_else(|| value.limits().to_string(), |exact| exact.to_string());
                    if value.is_confirmed() { format!("**{text}**") } else { text }
                });
                write!(page, " {text} |").unwrap();
            }
            let first = row.values().values().next();
            let (document, evidence) = first.map_or(("", ""), |value| (value.document(), value.evidence()));
            writeln!(page, " {document} | {evidence} | {} |", row.note()).unwrap();
        }
    }
    page.push_str("\n## Milestones\n\n| date | document | matter | seen |\n|---|---|---|---|\n");
    for milestone in milestones() {
        let seen = if milestone.confirmed { "yes" } else { "" };
        writeln!(page, "| {} | {} | {} | {seen} |", milestone.date, milestone.document, milestone.matter)
            .unwrap();
    }
    published("policies.md", &page);
}

/// Every module that the table of programmes names exists, and every programme of the catalogue is in it.
#[test]
fn the_table_of_programmes_names_every_programme() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/programmes.md");
    let page = std::fs::read_to_string(path).unwrap();
    for programme in Catalogue::builtin().programmes() {
        assert!(page.contains(&format!("`{}`", programme.id())), "{}", programme.id());
    }
}
