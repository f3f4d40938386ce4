//! Reports of many numbers: in how many of them one year must stand before it is taken for one that was put in, and what
//! the numbers without it say of what it was put in for.

use yigai_audit::{Finding, Verdict};

use crate::notation::Report;

/// Numbers without a year inside, a sentence each, and behind them some that hold 2021.
fn damaged(others: impl Iterator<Item = u32>, suspects: &[u32]) -> Vec<Finding> {
    let mut text = String::new();
    for (at, number) in others.chain(suspects.iter().copied()).enumerate() {
        text.push_str(&format!("随访{{f{at}:{number}人}}。"));
    }
    let mut findings = Report::new(&text, &[]).findings();
    findings.retain(|finding| finding.verdict == Verdict::Corrupt);
    findings
}

#[test]
fn every_five_hundred_numbers_ask_for_one_witness_more() {
    let with = |others: usize, suspects: &[u32]| damaged((53_000..).take(others), suspects).len();
    assert_eq!(with(5, &[3_202_147]), 0);
    assert_eq!(with(5, &[3_202_147, 8_202_138]), 2);
    assert_eq!(with(497, &[3_202_147, 8_202_138]), 2);
    assert_eq!(with(498, &[3_202_147, 8_202_138]), 0);
    assert_eq!(with(498, &[3_202_147, 8_202_138, 7_202_156]), 3);
    // Short numbers hold no year.
    assert_eq!(damaged((301..).take(600), &[3_202_147, 8_202_138]).len(), 2);
}

#[test]
fn digits_that_stand_in_no_other_number_were_replaced() {
    // All other pairs of digits stand in these, so that one of these is what 2021 was put in for.
    let without = |pairs: [&str; 2], count: usize| {
        let whole = |number: &u32| pairs.iter().all(|pair| !number.to_string().contains(pair));
        let found = damaged((53_000..53_600).filter(whole).take(count), &[3_202_147, 8_202_138]);
        let suggestions = found.first().map(|finding| finding.suggestions.as_slice()).unwrap_or_default();
        suggestions
            .iter()
            .map(|told| format!("{} at {}", told.value, told.odds))
            .collect::<Vec<_>>()
            .join(", ")
    };
    // 10 is the commonest pair of all, 11 to 15 are years that reports are written in; 37 is neither.
    let told = [["10", "12"], ["12", "15"], ["12", "37"], ["37", "38"]].map(|pairs| without(pairs, 300));
    let wanted = [
        "31047 at 0.93, 31247 at 0.07",
        "31247 at 0.50, 31547 at 0.50",
        "31247 at 0.97, 33747 at 0.03",
        "33747 at 0.91, 33847 at 0.09",
    ];
    assert_eq!(told, wanted);
    // Among thirty numbers most pairs are missing by accident.
    assert_eq!(without(["12", "37"], 30), "31247 at 0.13");
}
