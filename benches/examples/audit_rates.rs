//! How much damage the audit finds, and how often it accuses sound numbers: `cargo run --release --example audit_rates`.
//!
//! Reports are generated with known truth and damaged in one way at a time; then one number of one sound check is mistyped
//! in each, for every kind of check that a report has. The figures stand in `docs/audit.md`; `audit_rates 100 missed` lists what was
//! not found.
#![allow(clippy::print_stdout, clippy::indexing_slicing, clippy::string_slice, reason = "a program")]

use std::collections::BTreeMap;

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
    plant(count);
}

/// One number mistyped.
struct Slip {
    record: usize,
    /// Where the number ends now, and by how much what stands behind it moved.
    end: usize,
    moved: isize,
    bytes: Vec<u8>,
}

#[derive(Default)]
struct Planted {
    slips: u32,
    found: u32,
    /// Found, and said of the number that was mistyped.
    blamed: u32,
    false_alarms: u32,
}

/// One slip of the hand in the leading digits of one number of every kind of check, each in a copy of its own.
fn plant(count: u64) {
    let mut by_rule: BTreeMap<&str, Planted> = BTreeMap::new();
    for seed in 1000..1000 + count {
        let sample = generate(seed, &Recipe::clean());
        let mut rules: BTreeMap<&str, Vec<&yigai_samples::Check>> = BTreeMap::new();
        for check in sample.checks.iter().filter(|check| check.verdict == "consistent") {
            rules.entry(check.rule).or_default().push(check);
        }
        for (rule, checks) in rules {
            let Some(check) = checks.get(seed as usize % checks.len()) else { continue };
            let mut members = vec![check.target];
            members.extend(&check.operands);
            let Some(&record) = members.get(seed as usize / 4 % members.len()) else { continue };
            let Some(slip) = mistype(&sample, record, seed) else { continue };
            let Ok(report) = Reader::read(&slip.bytes, &Options::default()) else { continue };
            weigh_slip(&sample, &slip, &report.to_contract("sample"), by_rule.entry(rule).or_default());
        }
    }
    println!("\n| mistyped number of a | reports | found | blamed itself | false alarms |");
    println!("| --- | --- | --- | --- | --- |");
    let mut all = Planted::default();
    for (rule, Planted { slips, found, blamed, false_alarms }) in by_rule {
        println!(
            "| {rule} | {slips} | {} | {} | {false_alarms} |",
            percent(found, slips),
            percent(blamed, slips)
        );
        all.slips += slips;
        all.found += found;
        all.blamed += blamed;
        all.false_alarms += false_alarms;
    }
    let Planted { slips, found, blamed, false_alarms } = all;
    println!("| all | {slips} | {} | {} | {false_alarms} |", percent(found, slips), percent(blamed, slips));
    println!("\nprecision over mistyped numbers: {}", percent(found, found + false_alarms));
}

/// A digit changed, two neighbours swapped, a digit doubled or left out, among the first three of a number of three digits
/// or more.
fn mistype(sample: &Sample, record: usize, seed: u64) -> Option<Slip> {
    let span = sample.records.get(record)?.span.clone();
    let token = sample.text.as_bytes().get(span.start..span.end)?;
    let digits: Vec<usize> = (0..token.len()).filter(|&at| token[at].is_ascii_digit()).collect();
    let (&first, &second, &third) = (digits.first()?, digits.get(1)?, digits.get(2)?);
    let mut typed = token.to_vec();
    match seed % 4 {
        0 => typed[second] = b'0' + (token[second] - b'0' + 3) % 10,
        1 if token[first] != token[second] && token[second] != b'0' => typed.swap(first, second),
        1 if token[second] != token[third] => typed.swap(second, third),
        2 => typed.insert(second, token[second]),
        _ => drop(typed.remove(second)),
    }
    let mut bytes = sample.text.as_bytes().get(..span.start)?.to_vec();
    bytes.extend(&typed);
    bytes.extend(sample.text.as_bytes().get(span.end..)?);
    let moved = typed.len() as isize - token.len() as isize;
    Some(Slip { record, end: span.start + typed.len(), moved, bytes })
}

fn weigh_slip(sample: &Sample, slip: &Slip, report: &Report, planted: &mut Planted) {
    let record = |mention: usize| {
        let source = &report.mentions.get(mention)?.source;
        let back = |at: usize| if at >= slip.end { at.saturating_add_signed(-slip.moved) } else { at };
        let (start, end) = (back(source.start), back(source.end));
        sample.records.iter().position(|record| record.span.start < end && start < record.span.end)
    };
    let (mut found, mut blamed) = (false, false);
    for finding in report.findings.iter().filter(|finding| finding.is_alarm()) {
        let own = finding.target.and_then(record) == Some(slip.record);
        let holds = finding.mentions.iter().any(|mention| record(*mention) == Some(slip.record));
        blamed |= own;
        found |= holds;
        planted.false_alarms += u32::from(!holds);
    }
    if !found && std::env::args().nth(2).is_some_and(|show| show == "missed") {
        let text = sample.records.get(slip.record).map(|record| record.span.clone()).unwrap_or_default();
        let typed = slip.bytes.get(text.start..slip.end).unwrap_or_default();
        let lead = sample.text.get(..text.start).unwrap_or_default().chars().rev().take(50);
        let lead: String = lead.collect::<Vec<_>>().into_iter().rev().collect();
        let behind: String = sample.text.get(text.end..).unwrap_or_default().chars().take(60).collect();
        let stood = sample.text.get(text).unwrap_or_default();
        println!("missed: …{lead}[{stood} → {}]{behind}…", String::from_utf8_lossy(typed));
    }
    planted.slips += 1;
    planted.found += u32::from(found);
    planted.blamed += u32::from(blamed);
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
