//! The explanations of the rules are true.
#![allow(clippy::unwrap_used, clippy::panic)] // a test that cannot go on fails

use yigai::audit;
use yigai::contract::Verdict;
use yigai::{Lang, Options, Report};
use yigai_view::explain;

#[test]
fn every_rule_is_explained_once_and_in_order() {
    explain::parse(explain::RULES).unwrap();
    let ids: Vec<_> = explain::rules().iter().map(|rule| rule.id.as_str()).collect();
    let all: Vec<_> = audit::Rule::ALL.iter().map(|rule| rule.as_str()).collect();
    assert_eq!(ids, all);
}

#[test]
fn the_examples_get_the_verdicts_that_stand_beside_them() {
    for rule in explain::rules() {
        assert!(rule.unread || !rule.examples.is_empty(), "{} has no example", rule.id);
        for example in &rule.examples {
            let report = Report::read(example.text.as_bytes(), &Options::default()).unwrap();
            let findings = report.to_contract("").findings;
            let of_rule: Vec<_> = findings.iter().filter(|f| f.rule == rule.id).map(|f| f.verdict).collect();
            assert!(of_rule.contains(&example.verdict), "{}: {} gets {of_rule:?}", rule.id, example.text);
            if example.verdict == Verdict::Consistent {
                assert!(!findings.iter().any(|f| f.is_alarm()), "{}: {}", rule.id, example.text);
            }
        }
    }
}

#[test]
fn the_languages_are_what_they_say() {
    for rule in explain::rules() {
        let (zh, en) = (rule.words(Lang::Zh), rule.words(Lang::En));
        for (zh, en) in [
            (&zh.recomputes, &en.recomputes),
            (&zh.why, &en.why),
            (&zh.silent, &en.silent),
            (&zh.sure, &en.sure),
        ] {
            assert!(zh.ends_with('。') && en.ends_with('.'), "{}: {zh} / {en}", rule.id);
        }
    }
}

#[test]
fn explanations_as_printed() {
    for (lang, name) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        let text: Vec<_> = explain::rules().iter().map(|rule| rule.to_text(lang)).collect();
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("explain.{name}"), text.join("\n"));
        });
    }
}

#[test]
fn a_field_nobody_knows_is_refused_with_its_line() {
    let error = explain::parse("[[rule]]\nid = \"sum\"\nsum = true\n").unwrap_err();
    assert!(error.to_string().contains("line 3"), "{error}");
}
