//! Several reports beside each other.

// A helper of tests may fail as loudly as tests.
#![allow(clippy::unwrap_used)]

use yigai::Lang;
use yigai::contract::Report;
use yigai_view::Style;
use yigai_view::compare::{self, Comparison, charts};

fn read(text: &str, path: &str) -> Report {
    yigai::Report::read(text.as_bytes(), &yigai::Options::default()).unwrap().to_contract(path)
}

fn reports() -> Vec<Report> {
    [
        (
            "梅山县2011年新农合工作总结\n2011年，全县农民参合198320人，参合率97.6%。农民受益31.2万人次。",
            "a.txt",
        ),
        ("梅山县2012年新农合工作总结\n2012年，全县农民参合203412人，参合率98.7%。", "b.txt"),
        ("东川县2012年新农合工作总结\n2012年，全县农民参合15.1万人，参合率96.2%。", "c.txt"),
        ("东川县2013年新农合工作总结\n2013年，全县农民参合154320人，参合率97%以上。", "d.txt"),
        ("梅山县卫生局2012年工作总结\n2012年，全县农民参合20.3万人，参合率96.1%。", "e.txt"),
    ]
    .map(|(text, path)| read(text, path))
    .into()
}

#[test]
fn in_both_languages() {
    for (name, lang) in [("zh", Lang::Zh), ("en", Lang::En)] {
        let style = Style::new(lang);
        let mut out = Vec::new();
        compare::table(&Comparison::of(&reports(), &style), &style, &mut out).unwrap();
        insta::assert_snapshot!(format!("compare.{name}"), String::from_utf8(out).unwrap());
    }
}

#[test]
fn figures_that_can_be_one_number_agree_and_others_are_a_conflict() {
    let comparison = Comparison::of(&reports(), &Style::default());
    let cell = |id: &str, place: &str, period: &str| {
        let series =
            comparison.series.iter().find(|series| series.indicator == id && series.place == place).unwrap();
        series.cells.iter().find(|cell| cell.period == period).unwrap()
    };
    let agreed = cell("nrcms_enrollees", "梅山县", "2012");
    assert_eq!(
        (agreed.values[0].value.as_str(), agreed.conflict),
        ("203412", false),
        "20.3万 is the same, rounded"
    );
    assert_eq!(agreed.values[0].sources.len(), 2);
    assert_eq!(agreed.growth.as_deref(), Some("2.57"));
    let conflict = cell("nrcms_enrollment_rate", "梅山县", "2012");
    assert_eq!(
        (conflict.values.len(), conflict.conflict, &conflict.growth),
        (2, true, &None),
        "nothing grows to a doubt"
    );
    let bound = cell("nrcms_enrollment_rate", "东川县", "2013");
    assert_eq!((bound.values[0].shown.as_str(), bound.growth.as_deref()), ("≥ 97", None), "nor to a bound");
    assert_eq!(comparison.conflicts().count(), 1);
    let missing: Vec<_> =
        comparison.missing.iter().map(|m| (m.place.as_str(), m.indicator.as_str())).collect();
    assert_eq!(missing, [("东川县", "nrcms_benefit_visits")]);
}

#[test]
fn counts_have_no_slack_and_masked_places_are_not_one() {
    let counts = [
        read("梅山县2012年卫生总结\n2012年末，全县有村卫生室86个。", "a.txt"),
        read("梅山县2012年医改总结\n2012年末，全县有村卫生室87个。", "b.txt"),
    ];
    assert_eq!(Comparison::of(&counts, &Style::default()).conflicts().count(), 1);
    let masked = [
        read("XX县2012年卫生总结\n2012年末，全县有村卫生室86个。", "a.txt"),
        read("XX县2012年医改总结\n2012年末，全县有村卫生室87个。", "b.txt"),
    ];
    let comparison = Comparison::of(&masked, &Style::default());
    assert_eq!(comparison.conflicts().count(), 0);
    let places: Vec<_> = comparison.places.iter().map(|place| place.name.as_str()).collect();
    assert_eq!(places, ["a.txt", "b.txt"]);
}

#[test]
fn csv_and_json_hold_every_statement() {
    let (style, reports) = (Style::default(), reports());
    let comparison = Comparison::of(&reports, &style);
    let mut out = Vec::new();
    compare::csv(&comparison, &style, &mut out).unwrap();
    let statements: usize =
        comparison.series.iter().flat_map(|s| &s.cells).map(|cell| cell.values.len()).sum();
    assert_eq!(::csv::Reader::from_reader(out.as_slice()).records().map(Result::unwrap).count(), statements);
    let mut out = Vec::new();
    compare::json(&comparison, &mut out).unwrap();
    let value: serde_json::Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(value["series"].as_array().unwrap().len(), comparison.series.len());
    assert_eq!(value["series"][0]["cells"][1]["values"][0]["value"], "154320");
}

/// With one year there are bars, with several there are lines; a conflict is drawn in red and never joined.
#[cfg(feature = "charts")]
#[test]
fn charts_name_places_and_exact_values() {
    let style = Style::new(Lang::Zh);
    let drawn =
        charts::svg(&Comparison::of(&reports(), &style), &style, &charts::Options::default()).unwrap();
    for word in ["参合人数 (人)", "梅山县", "东川县", "203,412", "98.7 ?", "96.1 ?"] {
        assert!(drawn.svg.contains(word), "{word}");
    }
    assert!(drawn.svg.starts_with("<svg ") && drawn.svg.contains("<polyline") && drawn.left_out.is_empty());
    let one_year: Vec<_> = reports()
        .into_iter()
        .filter(|report| matches!(report.document.path.as_str(), "b.txt" | "c.txt"))
        .collect();
    let comparison = Comparison::of(&one_year, &style);
    let bars = charts::svg(&comparison, &style, &charts::Options::default().panels(1)).unwrap();
    assert!(bars.svg.contains("· 2012") && bars.svg.contains("151,000"), "{}", bars.svg);
    assert_eq!(bars.left_out, ["nrcms_enrollment_rate"]);
    let error = charts::svg(&Comparison::of(&one_year[..1], &style), &style, &charts::Options::default())
        .unwrap_err();
    assert_eq!(error, charts::Error::Nothing);
}

/// The words of a report are text in an SVG, whatever they are.
#[cfg(feature = "charts")]
#[test]
fn charts_escape_what_reports_say() {
    let mut hostile = reports();
    for report in &mut hostile {
        report.document.region = Some("<script>alert(1)</script>&".into());
        report.document.issuer = None;
    }
    let style = Style::default();
    let drawn = charts::svg(&Comparison::of(&hostile, &style), &style, &charts::Options::default()).unwrap();
    assert!(!drawn.svg.contains("<script") && drawn.svg.contains("&lt;script"));
}
