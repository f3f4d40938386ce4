//! Scorecards in both languages, and what they count.

// A helper of tests may fail as loudly as tests.
#![allow(clippy::unwrap_used)]

use yigai::Lang;
use yigai::contract::Report;
use yigai_view::Style;
use yigai_view::scorecard::{self, Expected, Scorecard, Share};

fn read(text: &str) -> Report {
    yigai::Report::read(text.as_bytes(), &yigai::Options::default()).unwrap().to_contract("a.txt")
}

fn card(text: &str) -> Scorecard {
    Scorecard::of(&read(text), Expected::builtin())
}

#[test]
fn in_both_languages() {
    let text = "梅山县2012年新农合工作总结\n\n2012年，全县农民参合203412人，参合率98.7%，人均筹资标准为300元。\
        全年基金支出8136.53万元，其中住院5320.8万元、门诊2805.73万元。";
    let card = card(text);
    for (name, lang) in [("zh", Lang::Zh), ("en", Lang::En)] {
        let mut out = Vec::new();
        scorecard::write(&card, &Style::new(lang), &mut out).unwrap();
        insta::assert_snapshot!(format!("scorecard.{name}"), String::from_utf8(out).unwrap());
    }
}

#[test]
fn the_kind_comes_from_the_title_then_from_the_figures() {
    for (text, kind) in [
        ("梅山县新型农村合作医疗2012年工作总结\n全县有村卫生室86个。", "nrcms"),
        ("梅山县关于公立医院改革的汇报\n全县有村卫生室86个。", "public_hospital"),
        ("柳溪镇卫生院2016年工作总结\n全镇有村卫生室8个。", "township"),
        ("2012年度情况\n全县农民参合203412人，参合率98.7%。", "nrcms"),
        ("2012年度情况\n全县农民参合203412人，村卫生室86个。", "county_reform"),
        ("梅山县医改工作汇报\n", "county_reform"),
    ] {
        assert_eq!(card(text).kind.id, kind, "{text}");
    }
}

#[test]
fn what_hangs_on_an_unknown_year_is_not_asked_for() {
    let body = "全县农民参合203412人，参合率98.7%。";
    let without = card(&format!("梅山县新农合工作总结\n{body}"));
    let with = card(&format!("梅山县2012年新农合工作总结\n2012年，{body}"));
    let early = card(&format!("梅山县2006年新农合工作总结\n2006年，{body}"));
    assert!(without.not_asked > 0, "{without:?}");
    assert_eq!((with.not_asked, with.completeness.of), (0, without.completeness.of + without.not_asked));
    assert!(early.completeness.of < with.completeness.of, "no outpatient pooling is expected in 2006");
    assert_eq!(with.completeness.count, 2);
}

#[test]
fn broken_figures_are_counted_with_their_suggestions() {
    let card = card("全县甲级村卫生室31所、乙级66所，共计98所。另有诊所12家。");
    assert_eq!(card.to_repair, Share { count: 1, of: 4 });
    assert_eq!(card.with_suggestion, Share { count: 1, of: 1 });
    assert_eq!(card.consistency, Share { count: 0, of: 1 });
    assert_eq!(card.unchecked, Share { count: 1, of: 4 });
}

#[test]
fn the_json_of_the_report_gets_one_more_field() {
    let report = read("全县甲级村卫生室31所、乙级66所，共计98所。");
    let json = scorecard::to_json(&report, &Scorecard::of(&report, Expected::builtin()));
    assert_eq!(json.lines().count(), 1);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["scorecard"]["consistency"], serde_json::json!({"count": 0, "of": 1, "percent": "0.0"}));
    assert_eq!(
        serde_json::from_str::<Report>(&json).unwrap(),
        report,
        "a reader that does not know it is not disturbed"
    );
    let (whole, plain) = (json.replace(&value["scorecard"].to_string(), ""), report.to_json());
    assert!(
        whole.len() > plain.len() && json.starts_with(plain.strip_suffix('}').unwrap()),
        "the rest is as it was"
    );
}

/// Indices that lead nowhere, as a damaged file may hold them, do no harm.
#[test]
fn indices_out_of_range() {
    let mut report = read("全县甲级村卫生室31所、乙级66所，共计98所。");
    report.findings[0].target = Some(900);
    report.findings[0].mentions = vec![900];
    report.observations[0].mention = 901;
    let card = Scorecard::of(&report, Expected::builtin());
    assert_eq!(card.to_repair.count, 0);
}
