//! Sentences and what their figures state; see `corpus/README.md`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)] // the helpers of tests fail loudly, as the tests do

use serde::Deserialize;
use yigai_extract::{Extractor, Settings};
use yigai_text::{Document, Options};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Corpus {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    want: Vec<String>,
    #[serde(default)]
    skip: Vec<String>,
}

#[test]
fn programmes() {
    run(include_str!("corpus/programmes.toml"));
}

#[test]
fn roles() {
    run(include_str!("corpus/roles.toml"));
}

#[test]
fn plans() {
    run(include_str!("corpus/plans.toml"));
}

#[test]
fn everyday() {
    run(include_str!("corpus/everyday.toml"));
}

#[test]
fn parts() {
    run(include_str!("corpus/parts.toml"));
}

#[test]
fn comparisons() {
    run(include_str!("corpus/comparisons.toml"));
}

#[test]
fn headings() {
    run(include_str!("corpus/headings.toml"));
}

#[test]
fn periods() {
    run(include_str!("corpus/periods.toml"));
}

#[test]
fn short_forms() {
    run(include_str!("corpus/short.toml"));
}

fn run(file: &str) {
    let corpus: Corpus = toml::from_str(file).expect("the corpus is TOML");
    let mut wrong = Vec::new();
    for case in &corpus.case {
        let got = read(case);
        let fits =
            got.len() == case.want.len() && got.iter().zip(&case.want).all(|(got, want)| agrees(got, want));
        if !fits {
            wrong.push(format!("{}: {}\n  want {:?}\n  got  {:?}", case.name, case.text, case.want, got));
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), corpus.case.len(), wrong.join("\n"));
}

fn read(case: &Case) -> Vec<String> {
    let document = Document::read(case.text.as_bytes(), &Options::default()).expect("the case is text");
    let extraction =
        Extractor::builtin().expect("the data is sound").extract(&document, &Settings::default());
    let name = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    extraction
        .observations
        .iter()
        .filter_map(|o| {
            let number = extraction.mentions[o.mention].span.slice(document.clean())?.replace(' ', "");
            if case.skip.contains(&number) {
                return None;
            }
            let role = name(serde_json::to_value(o.role).ok()?);
            let modality = name(serde_json::to_value(o.modality).ok()?);
            let period = o.period.map_or_else(String::new, |p| p.start.to_string());
            Some(format!("{number} {} {role} {modality} {period}", o.indicator.as_deref().unwrap_or("-")))
        })
        .collect()
}

fn agrees(got: &str, want: &str) -> bool {
    let defaults = ["", "", "level", "actual", ""];
    let mut got = got.split(' ');
    let mut want = want.split(' ');
    defaults.iter().all(|default| {
        let want = want.next().unwrap_or(default);
        got.next().is_some_and(|got| {
            if want.starts_with("20") && got.len() == 10 {
                got.starts_with(want)
            } else {
                want.is_empty() || got == want || want == "none" && got.is_empty()
            }
        })
    })
}
