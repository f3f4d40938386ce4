//! What stands behind the findings of the corpus, to the last digit: the formula, the values that the readings of its
//! numbers allow, the odds of each suggestion, and what a repair would write where.

use yigai_audit::{Finding, repairs};

use crate::corpus::cases;
use crate::notation::Report;

fn finding(report: &Report, finding: &Finding) -> String {
    let name = |index: &usize| report.name(*index).to_owned();
    let names = |list: &[usize]| list.iter().map(name).collect::<Vec<_>>().join(" ");
    let mut text = format!(
        "  {} {} {}: {} [{}]\n",
        finding.target.as_ref().map_or("-".to_owned(), name),
        finding.rule,
        finding.verdict,
        finding.formula,
        names(&finding.operands)
    );
    for interval in &finding.intervals {
        let (low, high, ends) = interval.to_text();
        let (open, close) = ends.split_at(1);
        text.push_str(&format!("    {open}{low}, {high}{close}\n"));
    }
    for suggestion in &finding.suggestions {
        let unit = suggestion.unit.as_deref().unwrap_or_default();
        text.push_str(&format!(
            "    {}{unit} at {}: {}\n",
            suggestion.value, suggestion.odds, suggestion.why.en
        ));
    }
    text
}

fn evidence(corpus: &str) -> String {
    let mut text = String::new();
    for case in cases(corpus) {
        let report = Report::new(&case.text, &case.relations);
        let findings = report.findings_of(case.year);
        text.push_str(&format!("{}\n", case.name));
        text.extend(findings.iter().map(|found| finding(&report, found)));
        for repair in repairs(&report.input(case.year), &findings) {
            let written = repair.span.slice(&report.text).unwrap();
            assert_eq!(written, repair.from, "{}: a repair replaces what stands there", case.name);
            let name = report.name(repair.mention);
            text.push_str(&format!("  {name}: {:?} for {written:?} at {}\n", repair.to, repair.odds));
        }
    }
    text
}

#[test]
fn evidence_of_the_corpus() {
    insta::assert_snapshot!(
        "evidence-recomputations",
        evidence(include_str!("../corpus/recomputations.toml"))
    );
    insta::assert_snapshot!("evidence-model", evidence(include_str!("../corpus/model.toml")));
    insta::assert_snapshot!("evidence-nearby", evidence(include_str!("../corpus/nearby.toml")));
    insta::assert_snapshot!("evidence-blame", evidence(include_str!("../corpus/blame.toml")));
    insta::assert_snapshot!("evidence-limits", evidence(include_str!("../corpus/limits.toml")));
    insta::assert_snapshot!("evidence-damage", evidence(include_str!("../corpus/damage.toml")));
}
