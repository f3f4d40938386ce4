//! Sentences and what is found in them. The file can be read and extended without Rust.
#![allow(clippy::unwrap_used)] // helpers of tests may fail loudly too

use serde::Deserialize;
use yigai_quantity::{Bound, Mention, Reading, find};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    text: String,
    mentions: Vec<String>,
}

/// `span = value[..upper] unit [bound] [per a/b] [inferred]`, or the kind with its value.
fn described(text: &str, mention: &Mention) -> String {
    let span = mention.span.slice(text).unwrap();
    let what = match &mention.reading {
        Reading::Quantity(quantity) => {
            let mut out = quantity.value.normalize().to_string();
            if let Some(upper) = quantity.upper {
                out += &format!("..{}", upper.normalize());
            }
            if let Some(unit) = &quantity.unit {
                out += &format!(" {}", unit.name());
            }
            if !matches!(quantity.bound, Bound::Exact | Bound::Range) {
                out += &format!(" {}", quantity.bound.name());
            }
            if !quantity.per.is_empty() {
                out += &format!(" per {}", quantity.per.join("/"));
            }
            if quantity.unit_inferred {
                out += " inferred";
            }
            out
        }
        Reading::Date(date) => date.iso().map_or("date".into(), |iso| format!("date {iso}")),
        Reading::Ordinal(place) => format!("ordinal {place}"),
        Reading::Reference => "reference".into(),
        Reading::Name => "name".into(),
        Reading::Unreadable => "unreadable".into(),
    };
    format!("{span} = {what}")
}

#[test]
fn every_sentence_is_read_as_the_corpus_says() {
    let files = [
        include_str!("corpus/sentences.toml"),
        include_str!("corpus/more.toml"),
        include_str!("corpus/kinds.toml"),
        include_str!("corpus/edges.toml"),
        include_str!("corpus/hard.toml"),
        include_str!("corpus/asked.toml"),
    ];
    let cases: Vec<Case> = files.iter().flat_map(|file| toml::from_str::<File>(file).unwrap().case).collect();
    assert!(cases.len() > 1550, "only {} sentences", cases.len());
    let mut wrong = Vec::new();
    for case in &cases {
        let got: Vec<_> = find(&case.text).iter().map(|mention| described(&case.text, mention)).collect();
        if got != case.mentions {
            wrong.push(format!("{}\n  expected {:?}\n  got      {got:?}", case.text, case.mentions));
        }
    }
    assert!(wrong.is_empty(), "{} of {} wrong\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}
