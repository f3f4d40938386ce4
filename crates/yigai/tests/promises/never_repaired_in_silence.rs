//! A broken number stays as written; what it may have been is a suggestion with its odds.

use proptest::prelude::*;
use yigai::extract::{Extractor, Settings};
use yigai::quantity::Kind;
use yigai_samples::{Damage, Recipe, generate};

use crate::reports::{cases, read};

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn the_digits_of_a_damaged_report_are_those_of_its_text(seed in any::<u64>()) {
        let sample = generate(seed, &Recipe::clean().size(1_500).with(Damage::NumberProgram));
        let report = read(&sample.bytes).unwrap();
        for mention in &report.to_contract("a").mentions {
            let Some(stated) = &mention.stated else { continue };
            // Words (两所) and grouping commas aside, the digits stand in the text.
            let text: String = mention.source.text.chars().filter(|c| *c != ',').collect();
            if text.starts_with(|c: char| c.is_ascii_digit()) && text.is_ascii() {
                prop_assert!(text.contains(&stated.digits), "{} in {text}", stated.digits);
            }
        }
    }

    #[test]
    fn a_suggestion_has_odds_and_a_reason_and_changes_nothing(seed in any::<u64>()) {
        let sample = generate(seed, &Recipe::clean().size(1_500).with(Damage::NumberProgram));
        let report = read(&sample.bytes).unwrap();
        let unaudited = Extractor::builtin().unwrap().extract(report.document(), &Settings::default());
        prop_assert_eq!(report.mentions(), unaudited.mentions.as_slice());
        let report = report.to_contract("a");
        for finding in &report.findings {
            for suggestion in &finding.suggestions {
                let odds: rust_decimal::Decimal = suggestion.odds.parse().unwrap();
                prop_assert!(odds.is_sign_positive() && odds <= rust_decimal::Decimal::ONE);
                prop_assert!(!suggestion.why.is_empty());
            }
        }
    }
}

#[test]
fn a_year_of_six_digits_is_told_and_left() {
    let report = read("202223年，全镇参合农民12306人。".as_bytes()).unwrap().to_contract("a");
    assert_eq!((report.mentions[0].kind, report.mentions[0].value.as_deref()), (Kind::Unreadable, None));
    assert_eq!(report.mentions[0].source.text, "202223年");
    assert!(report.findings.iter().any(|finding| finding.target == Some(0) && finding.is_alarm()));
}
