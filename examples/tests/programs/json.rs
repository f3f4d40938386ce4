//! The JSON: its exact form, and what holds of it for every report.

use serde_json::Value;
use yigai::contract::Report;
use yigai::quantity::Kind;

use crate::{feed, root, run, samples, stdout};

#[test]
fn the_exact_form() {
    let text = "云台县2014年医改工作总结\n\
        2014年全县参合农民208640人,参合率98.7%,比上年提高0.3个百分点;\
        人均筹资约410元/人,筹资总额8554.24万元。\n\
        全县有村卫生室96所,其中甲级30所、乙级65所。\n";
    let output = feed(&["--format", "json", "-"], text.as_bytes());
    // Pretty for the eye; the order of the fields stays.
    let report: Report = serde_json::from_str(stdout(&output).trim()).unwrap();
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("json", serde_json::to_string_pretty(&report).unwrap());
    });
    assert_eq!(stdout(&output).trim(), report.to_json(), "one line, and it reads back as it was");
}

/// The fields of the format, in its order. Others may follow them.
#[test]
fn every_field_is_there_and_in_order() {
    let output = run(&["--format", "json", &samples()[0], "no-such-file"]);
    for line in stdout(&output).lines() {
        let fields: Vec<_> =
            ["\"format\"", "\"document\"", "\"mentions\"", "\"observations\"", "\"findings\""]
                .map(|name| line.find(name).unwrap())
                .into();
        assert!(fields.is_sorted());
        let report: Value = serde_json::from_str(line).unwrap();
        has(
            &report["document"],
            "path container encoding bytes title issuer region period period_evidence edits error",
        );
        for mention in report["mentions"].as_array().unwrap() {
            has(mention, "source paragraph kind value upper bound unit per inferred stated");
            has(&mention["source"], "start end text parts");
            if !mention["stated"].is_null() {
                has(&mention["stated"], "digits decimals scale");
            }
        }
        for observation in report["observations"].as_array().unwrap() {
            has(observation, "mention indicator label programme role modality period subject confidence why");
        }
        for finding in report["findings"].as_array().unwrap() {
            has(
                finding,
                "rule verdict grade target operands mentions formula stated computed intervals suggestions message",
            );
            has(&finding["message"], "key zh en");
            for suggestion in finding["suggestions"].as_array().unwrap() {
                has(suggestion, "value unit odds why");
            }
        }
    }
}

fn has(object: &Value, names: &str) {
    for name in names.split_whitespace() {
        assert!(object.get(name).is_some(), "{name} is missing in {object}");
    }
}

#[test]
fn what_holds_of_every_report() {
    for path in samples() {
        let bytes = std::fs::read(root().join(&path)).unwrap();
        let extracted = run(&["--extracted-text", &path]);
        let output = run(&["--format", "json", &path]);
        let report: Report = serde_json::from_str(stdout(&output).trim()).unwrap();
        assert_eq!(report.document.bytes, bytes.len() as u64);
        let utf8 = report.document.encoding.as_deref() == Some("utf-8");

        let mut at = 0;
        for mention in &report.mentions {
            let source = &mention.source;
            assert!(
                at <= source.start && source.start < source.end,
                "{path}: {source:?} overlaps the one before"
            );
            at = source.end;
            if utf8 {
                assert_eq!(&bytes[source.start..source.end], source.text.as_bytes(), "{path}");
            }
            assert!(stdout(&extracted).contains(&source.text), "{path}: {source:?}");
            if let Some(parts) = &source.parts {
                assert!(parts.len() > 1, "{path}: {source:?}");
                assert_eq!((parts[0].0, parts[parts.len() - 1].1), (source.start, source.end), "{path}");
            }
            let quantity = mention.kind == Kind::Quantity;
            assert_eq!(mention.stated.is_some(), quantity, "{path}: {mention:?}");
            assert!(mention.value.is_some() || !quantity, "{path}: {mention:?}");
        }

        let quantities = (0..report.mentions.len()).filter(|&i| report.mentions[i].kind == Kind::Quantity);
        assert!(quantities.eq(report.observations.iter().map(|observation| observation.mention)), "{path}");
        for finding in &report.findings {
            let mut together: Vec<_> =
                finding.target.into_iter().chain(finding.operands.iter().copied()).collect();
            assert!(together.iter().all(|&index| index < report.mentions.len()), "{path}: {finding:?}");
            let mut mentions = finding.mentions.clone();
            together.sort_unstable();
            mentions.sort_unstable();
            assert_eq!(together, mentions, "{path}: {finding:?}");
            assert!(!finding.message.zh.is_empty() && !finding.message.en.is_empty(), "{path}: {finding:?}");
        }
    }
}

#[test]
fn the_same_whatever_the_language() {
    let path = &samples()[0];
    let [zh, en] = ["zh", "en"].map(|lang| run(&["--format", "json", "--lang", lang, path]).stdout);
    assert_eq!(zh, en);
}
