//! How much damage the audit finds, and how often it accuses sound numbers: `cargo run --release --example audit_rates`.
//!
//! Reports are generated with known truth and damaged in one way at a time. The figures stand in `docs/audit.md`.
#![allow(clippy::print_stdout, reason = "a program")]

use yigai::contract::{Finding, Report};
use yigai::{Options, Report as Reader};
use yigai_samples::{Damage, Recipe, Sample, generate};

#[derive(Default)]
struct Tally {
    /// Damaged or inconsistent numbers.
    bad: u32,
    found: u32,
    /// Of those with a known repair: all, and those whose first suggestion is right.
    known: u32,
    first: u32,
    false_alarms: u32,
    /// Sound recomputations that the wording licenses: all, and those that were redone.
    sound: u32,
    redone: u32,
}

fn main() {
    let count = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(100_u64);
    let recipes: [(&str, Recipe); 5] = [
        ("clean", Recipe::clean()),
        ("three slips", Recipe::clean().with(Damage::Slips(3))),
        ("replacement program", Recipe::clean().with(Damage::NumberProgram)),
        ("lost percent signs", Recipe::clean().with(Damage::LostPercent)),
        (
            "program, washing, wrapper",
            Recipe::clean().with(Damage::NumberProgram).with(Damage::Washing).with(Damage::Wrapper),
        ),
    ];
    println!(
        "| reports | bad numbers | found | first suggestion right | false alarms | precision | sound checks redone |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    for (name, recipe) in recipes {
        let mut tally = Tally::default();
        for seed in 1000..1000 + count {
            let sample = generate(seed, &recipe);
            if let Ok(report) = Reader::read(&sample.bytes, &Options::default()) {
                weigh(&sample, &report.to_contract("sample"), &mut tally);
            }
        }
        let Tally { bad, found, known, first, false_alarms, sound, redone } = tally;
        println!(
            "| {count} {name} | {bad} | {} | {} | {false_alarms} | {} | {} |",
            percent(found, bad),
            percent(first, known),
            percent(found, found + false_alarms),
            percent(redone, sound),
        );
    }
}

fn percent(part: u32, whole: u32) -> String {
    match whole {
        0 => "–".to_owned(),
        _ => format!("{}.{} %", part * 100 / whole, part * 1000 / whole % 10),
    }
}

fn weigh(sample: &Sample, report: &Report, tally: &mut Tally) {
    // The record that a mention is, by the bytes they share.
    let record = |mention: usize| {
        let source = &report.mentions.get(mention)?.source;
        sample
            .records
            .iter()
            .position(|record| record.span.start < source.end && source.start < record.span.end)
    };
    let alarms: Vec<(&Finding, Vec<usize>)> = report
        .findings
        .iter()
        .filter(|finding| finding.is_alarm())
        .map(|finding| (finding, finding.mentions.iter().filter_map(|mention| record(*mention)).collect()))
        .collect();
    let bad: Vec<_> = sample.checks.iter().filter(|check| check.verdict != "consistent").collect();
    let blames = |alarm: &(&Finding, Vec<usize>), check: &yigai_samples::Check| {
        let own = alarm.0.target.and_then(record);
        alarm.1.contains(&check.target)
            && own.is_some_and(|own| own == check.target || check.operands.contains(&own))
    };
    for check in &bad {
        tally.bad += 1;
        tally.found += u32::from(alarms.iter().any(|alarm| blames(alarm, check)));
        if let Some(wanted) = check.suggest.first() {
            tally.known += 1;
            let own = alarms.iter().find(|(finding, _)| {
                finding.target.and_then(record) == Some(check.target) && !finding.suggestions.is_empty()
            });
            let first = own.and_then(|(finding, _)| finding.suggestions.first());
            // A date is suggested with its month and day, where it has them.
            tally.first +=
                u32::from(first.is_some_and(|first| first.value.split('-').next() == Some(wanted)));
        }
    }
    for alarm in &alarms {
        let damaged = |record: &usize| sample.records.get(*record).is_some_and(|record| record.corrupt);
        let drawn_in = alarm.1.len() <= 6 && alarm.1.iter().any(damaged);
        tally.false_alarms += u32::from(!drawn_in && !bad.iter().any(|check| blames(alarm, check)));
    }
    for check in sample.checks.iter().filter(|check| check.verdict == "consistent") {
        tally.sound += 1;
        tally.redone += u32::from(report.findings.iter().any(|finding| {
            finding.verdict == yigai::contract::Verdict::Consistent
                && finding.target.and_then(record) == Some(check.target)
        }));
    }
}
