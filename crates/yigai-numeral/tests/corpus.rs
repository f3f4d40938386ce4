//! The corpus of single numerals and of words that are none. The files can be read and extended without Rust.
#![allow(clippy::unwrap_used)] // helpers of tests may fail loudly too

use std::collections::BTreeMap;

use yigai_numeral::{Bound, Kind, Numeral, find, parse};

type Sections<T> = BTreeMap<String, BTreeMap<String, T>>;

fn read<T: serde::de::DeserializeOwned>(file: &str) -> T {
    toml::from_str(file).unwrap()
}

/// `value[..upper] [kind] [bound]`, with what the format leaves out.
fn described(numeral: &Numeral) -> String {
    let mut out = numeral.value.to_string();
    if let Some(upper) = numeral.upper {
        out += &format!("..{upper}");
    }
    if !matches!(numeral.kind, Kind::Integer | Kind::Decimal | Kind::Range) {
        out += &format!(" {}", numeral.kind.name());
    }
    if !matches!(numeral.bound, Bound::Exact | Bound::Range) {
        out += &format!(" {}", numeral.bound.name());
    }
    out
}

#[test]
fn every_numeral_is_read_as_the_corpus_says() {
    let files = [
        include_str!("corpus/integers.toml"),
        include_str!("corpus/decimals.toml"),
        include_str!("corpus/percent.toml"),
        include_str!("corpus/fractions.toml"),
        include_str!("corpus/ranges.toml"),
        include_str!("corpus/hedges.toml"),
        include_str!("corpus/spoken.toml"),
        include_str!("corpus/kinds.toml"),
    ];
    let (mut wrong, mut count) = (Vec::new(), 0);
    for (section, cases) in files.into_iter().flat_map(read::<Sections<String>>) {
        for (text, expected) in cases {
            count += 1;
            let got =
                parse(&text).map_or_else(|error| format!("refused {error}"), |numeral| described(&numeral));
            if got != expected {
                wrong.push(format!("{section}: {text}: expected {expected}, got {got}"));
            }
        }
    }
    assert!(count > 650, "only {count} cases");
    assert!(wrong.is_empty(), "{} of {count} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn malformed_numerals_are_refused_where_they_go_wrong() {
    let mut wrong = Vec::new();
    for (section, cases) in read::<Sections<i64>>(include_str!("corpus/refused.toml")) {
        for (text, at) in cases {
            match parse(&text) {
                Ok(numeral) => wrong.push(format!("{section}: {text:?} read as {}", described(&numeral))),
                Err(error) if at >= 0 && i64::try_from(error.at) != Ok(at) => {
                    wrong.push(format!(
                        "{section}: {text:?} refused at {} instead of {at}: {error}",
                        error.at
                    ));
                }
                Err(_) => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn one_character_makes_another_number() {
    let mut wrong = Vec::new();
    for (section, cases) in read::<Sections<String>>(include_str!("corpus/edges.toml")) {
        for (text, expected) in cases {
            let got = parse(&text)
                .map_or_else(|error| format!("refused {}", error.at), |numeral| described(&numeral));
            if got != expected {
                wrong.push(format!("{section}: {text}: expected {expected}, got {got}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[derive(serde::Deserialize)]
struct FindCases {
    words: Vec<String>,
    numbers: BTreeMap<String, Vec<String>>,
}

#[test]
fn words_that_hold_a_numeral_are_no_numbers() {
    let cases: FindCases = read(include_str!("corpus/find.toml"));
    assert!(cases.words.len() > 500, "only {} words", cases.words.len());
    let mut wrong = Vec::new();
    for word in &cases.words {
        for text in [word.clone(), format!("实行{word}管理"), format!("关于{word}")] {
            let hits: Vec<_> = find(&text)
                .filter(|found| found.reading.kind() != Some(Kind::Name))
                .map(|f| f.text)
                .collect();
            if !hits.is_empty() {
                wrong.push(format!("{text}: {hits:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} hits\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn numbers_beside_words_are_found() {
    let cases: FindCases = read(include_str!("corpus/find.toml"));
    for (text, expected) in &cases.numbers {
        let hits: Vec<_> =
            find(text).filter(|found| found.reading.kind() != Some(Kind::Name)).map(|f| f.text).collect();
        assert_eq!(&hits, expected, "{text}");
    }
}

#[test]
fn a_second_reading_is_given_where_there_is_one() {
    let mut wrong = Vec::new();
    for (section, cases) in read::<Sections<String>>(include_str!("corpus/alternatives.toml")) {
        for (text, expected) in cases {
            let numeral = parse(&text).unwrap();
            let other = numeral.alternative.map(|other| format!(", or {other}")).unwrap_or_default();
            let got = format!("{}{other}", described(&numeral));
            if got != expected {
                wrong.push(format!("{section}: {text}: expected {expected}, got {got}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
