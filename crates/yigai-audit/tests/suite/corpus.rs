//! The cases of `tests/corpus/*.toml`.
//!
//! A case is a report with marks, the relations that its wording licenses, and what is found. Every alarm must be listed:
//! a case without alarms proves silence.

use serde::Deserialize;
use yigai_audit::Finding;

use crate::notation::Report;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Corpus {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) text: String,
    #[serde(default)]
    pub(crate) relations: Vec<String>,
    /// The year that the report is about.
    pub(crate) year: Option<i32>,
    /// Marks that no finding judges.
    #[serde(default)]
    silent: Vec<String>,
    /// `NAME RULE VERDICT [GRADE] [= COMPUTED] [? SUGGESTED, …]`
    findings: Vec<String>,
}

pub(crate) fn cases(corpus: &str) -> Vec<Case> {
    let corpus: Corpus = toml::from_str(corpus).unwrap_or_else(|error| panic!("{error}"));
    corpus.case
}

fn describe(report: &Report, finding: &Finding) -> String {
    let target = finding.target.map_or("-", |target| report.name(target));
    let mut text = format!("{target} {} {}", finding.rule, finding.verdict);
    if let Some(grade) = finding.grade {
        text.push_str(&format!(" {grade}"));
    }
    if let Some(computed) = finding.computed.as_ref().filter(|_| finding.verdict.is_alarm()) {
        text.push_str(&format!(" = {computed}"));
    }
    if !finding.suggestions.is_empty() {
        let values: Vec<String> = finding
            .suggestions
            .iter()
            .map(|suggestion| {
                format!("{}{}", suggestion.value, suggestion.unit.as_deref().unwrap_or_default())
            })
            .collect();
        text.push_str(&format!(" ? {}", values.join(", ")));
    }
    text
}

fn run(file: &str, corpus: &str) {
    let corpus: Corpus = toml::from_str(corpus).unwrap_or_else(|error| panic!("{file}: {error}"));
    let mut wrong = Vec::new();
    let mut names = std::collections::BTreeSet::new();
    for case in corpus.case {
        assert!(names.insert(case.name.clone()), "{file}: two cases are named {}", case.name);
        let report = Report::new(&case.text, &case.relations);
        let findings = report.findings_of(case.year);
        let described: Vec<String> = findings.iter().map(|finding| describe(&report, finding)).collect();
        let begins = |line: &str, wanted: &str| {
            line == wanted
                || line.starts_with(&format!("{wanted} "))
                || line.starts_with(&format!("{wanted},"))
        };
        let loud: Vec<_> = described
            .iter()
            .filter(|line| case.silent.iter().any(|mark| line.starts_with(&format!("{mark} "))))
            .collect();
        assert!(loud.is_empty(), "{file} {}: not silent {loud:?}", case.name);
        let missing: Vec<_> = case
            .findings
            .iter()
            .filter(|wanted| !described.iter().any(|line| begins(line, wanted)))
            .collect();
        let extra: Vec<_> = findings
            .iter()
            .zip(&described)
            .filter(|(finding, line)| {
                finding.verdict.is_alarm() && !case.findings.iter().any(|wanted| begins(line, wanted))
            })
            .map(|(_, line)| line)
            .collect();
        if !missing.is_empty() || !extra.is_empty() {
            wrong.push(format!(
                "{file} {}:\n  missing {missing:?}\n  extra {extra:?}\n  all {described:#?}",
                case.name
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The sentences of all cases, in both languages: a change of wording is seen in review.
fn sentences(corpus: &str) -> String {
    let mut text = String::new();
    for case in cases(corpus) {
        text.push_str(&format!("{}\n", case.name));
        for finding in Report::new(&case.text, &case.relations).findings_of(case.year) {
            let message = finding.message;
            text.push_str(&format!("  {}\n    {}\n    {}\n", message.key, message.zh, message.en));
        }
    }
    text
}

#[test]
fn messages() {
    insta::assert_snapshot!("recomputations", sentences(include_str!("../corpus/recomputations.toml")));
    insta::assert_snapshot!("model", sentences(include_str!("../corpus/model.toml")));
    insta::assert_snapshot!("blame", sentences(include_str!("../corpus/blame.toml")));
    insta::assert_snapshot!("nearby", sentences(include_str!("../corpus/nearby.toml")));
    insta::assert_snapshot!("limits", sentences(include_str!("../corpus/limits.toml")));
    insta::assert_snapshot!("damage", sentences(include_str!("../corpus/damage.toml")));
}

#[test]
fn recomputations() {
    run("recomputations.toml", include_str!("../corpus/recomputations.toml"));
}

#[test]
fn model() {
    run("model.toml", include_str!("../corpus/model.toml"));
}

#[test]
fn nearby() {
    run("nearby.toml", include_str!("../corpus/nearby.toml"));
}

#[test]
fn blame() {
    run("blame.toml", include_str!("../corpus/blame.toml"));
}

#[test]
fn limits() {
    run("limits.toml", include_str!("../corpus/limits.toml"));
}

#[test]
fn damage() {
    run("damage.toml", include_str!("../corpus/damage.toml"));
}
