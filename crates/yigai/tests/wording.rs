//! What the wording of a sentence lets one recompute: the cases of `wording.toml`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)] // the helpers of tests fail loudly, as the tests do

use serde::Deserialize;
use yigai::contract::{Finding, Report, Verdict};
use yigai::{Options, Report as Reader};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Corpus {
    case: Vec<Case>,
    sound: Vec<Text>,
    over: Vec<Text>,
    apart: Vec<Apart>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Apart {
    name: String,
    text: String,
    number: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    sound: String,
    slip: Option<String>,
    #[serde(default = "yes")]
    offers: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    text: String,
}

fn yes() -> bool {
    true
}

fn corpus() -> Corpus {
    toml::from_str(include_str!("wording.toml")).expect("the corpus is sound")
}

fn read(text: &str) -> Report {
    Reader::read(text.as_bytes(), &Options::default()).expect("the case is text").to_contract("case")
}

/// The report with a number in its place, and which mention that is.
fn read_with(case: &Case, number: &str) -> (Report, usize) {
    read_at(&case.name, &case.text, number)
}

fn read_at(name: &str, text: &str, number: &str) -> (Report, usize) {
    let lead = "永宁县2013年卫生工作总结\n\n";
    let place = text.find("{}").expect("a case has a place");
    let text = format!("{lead}{}\n", text.replace("{}", number));
    let at = lead.len() + place;
    let report = read(&text);
    let mention = report.mentions.iter().position(|m| m.source.start <= at && at < m.source.end);
    let mention = mention.unwrap_or_else(|| panic!("{name}: no number"));
    (report, mention)
}

fn alarms(report: &Report) -> Vec<&Finding> {
    report.findings.iter().filter(|finding| finding.is_alarm()).collect()
}

#[test]
fn sound_numbers_are_confirmed() {
    for case in corpus().case {
        let (report, number) = read_with(&case, &case.sound);
        assert!(alarms(&report).is_empty(), "{}: {:#?}", case.name, alarms(&report));
        let confirms = |f: &Finding| {
            f.verdict == Verdict::Consistent && f.computed.is_some() && f.mentions.contains(&number)
        };
        assert!(report.findings.iter().any(confirms), "{}: {:#?}", case.name, report.findings);
    }
}

#[test]
fn a_slip_is_found_and_what_it_was_is_offered() {
    for case in corpus().case {
        let Some(slip) = &case.slip else { continue };
        let (report, number) = read_with(&case, slip);
        let found: Vec<_> = alarms(&report).into_iter().filter(|f| f.mentions.contains(&number)).collect();
        assert!(!found.is_empty(), "{}: {:#?}", case.name, report.findings);
        for finding in found.into_iter().filter(|finding| finding.target == Some(number) && case.offers) {
            let (sound, _) = read_with(&case, &case.sound);
            let first = finding.suggestions.first().map(|suggestion| suggestion.value.clone());
            assert_eq!(first, sound.mentions[number].value, "{}: {finding:#?}", case.name);
        }
    }
}

#[test]
fn what_does_not_belong_together_is_no_alarm() {
    for Text { text } in corpus().sound {
        let report = read(&text);
        assert!(alarms(&report).is_empty(), "{text}: {:#?}", alarms(&report));
    }
}

#[test]
fn parts_that_exclude_each_other_are_no_more_than_their_whole() {
    for Text { text } in corpus().over {
        assert_eq!(alarms(&read(&text)).len(), 1, "{text}");
    }
}

#[test]
fn what_meets_by_accident_is_not_confirmed() {
    for Apart { name, text, number } in corpus().apart {
        let (report, number) = read_at(&name, &text, &number);
        let said: Vec<_> = report.findings.iter().filter(|f| f.mentions.contains(&number)).collect();
        assert!(said.is_empty(), "{name}: {said:#?}");
    }
}
