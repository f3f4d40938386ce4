//! The whole way over annotated documents: what is found must not fall below the floors of `floors.toml`.
//!
//! `examples/data` is always read, and so are the reports in `documents/`, `kinds/`, `examined/`, `surveyed/`,
//! `gathered/`, `received/`, `submitted/`, `offices/` and `slips/`. Further documents lie in the folder that `YIGAI_ANNOTATED` names: texts in its
//! `seeds`, annotations in its `gold`. Generated reports, clean and damaged, come with their truth.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests may fail loudly too"
)]
#![allow(
    clippy::print_stderr,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "the scores are worth reading"
)]

mod gold;
mod score;

use gold::Document;
use score::Score;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use yigai_samples::{Damage, Recipe, generate};

fn floors(folder: &str) -> BTreeMap<String, u64> {
    let all: BTreeMap<String, BTreeMap<String, u64>> =
        toml::from_str(include_str!("floors.toml")).expect("floors.toml");
    all.get(folder).expect("a table for the folder").clone()
}

/// Scores every document and compares the sum with the floors of `folder`.
fn hold(folder: &str, documents: &[Document]) {
    assert!(!documents.is_empty(), "no annotated documents for {folder}");
    let mut total = Score::default();
    let mut rows = String::new();
    for document in documents {
        let score = Score::of(document);
        rows += &format!("{:24} {}\n", document.name, score.row());
        total.add(&score);
    }
    eprintln!("{folder}\n{:24} {}\n{rows}{:24} {}", "", Score::head(), "total", total.row());
    let floors = floors(folder);
    let figures = total.figures();
    assert_eq!(
        figures.keys().map(|key| (*key).to_owned()).collect::<Vec<_>>(),
        floors.keys().cloned().collect::<Vec<_>>(),
        "floors.toml names each figure once"
    );
    let fallen: Vec<String> = figures
        .iter()
        .filter(|(name, figure)| {
            let floor = floors[**name];
            if score::is_limit(name) { **figure > floor } else { **figure < floor }
        })
        .map(|(name, figure)| format!("{name}: {figure}, floor or limit {}", floors[*name]))
        .collect();
    assert!(fallen.is_empty(), "{folder}: {fallen:?}");
}

#[test]
fn the_samples_hold_their_floors() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    hold("samples", &gold::load(&data, &data));
}

#[test]
fn the_unseen_reports_hold_their_floors() {
    let documents = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/annotated/documents");
    hold("unseen", &gold::load(&documents, &documents));
}

#[test]
fn reports_of_other_kinds_hold_their_floors() {
    let documents = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/annotated/kinds");
    hold("kinds", &gold::load(&documents, &documents));
}

#[test]
fn reports_of_an_examiner_hold_their_floors() {
    let documents = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/annotated/examined");
    hold("examined", &gold::load(&documents, &documents));
}

#[test]
fn surveyed_reports_hold_their_floors() {
    let documents = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/annotated/surveyed");
    hold("surveyed", &gold::load(&documents, &documents));
}

#[test]
fn gathered_reports_hold_their_floors() {
    let documents = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/annotated/gathered");
    hold("gathered", &gold::load(&documents, &documents));
}

#[test]
fn received_reports_hold_their_floors() {
    let documents = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/annotated/received");
    hold("received", &gold::load(&documents, &documents));
}

#[test]
fn submitted_reports_hold_their_floors() {
    let documents = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/annotated/submitted");
    hold("submitted", &gold::load(&documents, &documents));
}

#[test]
fn reports_of_offices_hold_their_floors() {
    let documents = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/annotated/offices");
    hold("offices", &gold::load(&documents, &documents));
}

#[test]
fn slips_and_replacements_hold_their_floors() {
    let documents = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/annotated/slips");
    hold("slips", &gold::load(&documents, &documents));
}

#[test]
fn further_annotated_documents_hold_their_floors() {
    match std::env::var_os("YIGAI_ANNOTATED") {
        Some(folder) => {
            let folder = PathBuf::from(folder);
            hold("annotated", &gold::load(&folder.join("seeds"), &folder.join("gold")));
        }
        None => eprintln!("no further annotated documents read: YIGAI_ANNOTATED names no folder"),
    }
}

fn generated(seeds: std::ops::Range<u64>, recipe: impl Fn(u64) -> Recipe) -> Vec<Document> {
    seeds
        .map(|seed| {
            let sample = generate(seed, &recipe(seed));
            let name = format!("seed {seed}");
            gold::annotated(&name, sample.bytes.clone(), &sample.text, &sample.gold(), &sample.check_lines())
        })
        .collect()
}

#[test]
fn clean_generated_reports_hold_their_floors() {
    hold("clean", &generated(0..24, |_| Recipe::clean().size(5_000)));
}

#[test]
fn slipped_generated_reports_hold_their_floors() {
    hold("slipped", &generated(100..124, |_| Recipe::clean().size(5_000).with(Damage::Slips(3))));
}

#[test]
fn damaged_generated_reports_hold_their_floors() {
    hold("damaged", &generated(200..236, |seed| Recipe::any(seed).size(5_000)));
}
