//! What generated reports promise: the same bytes for the same seed, and a truth that holds.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "helpers of tests may fail loudly too"
)]

use std::collections::HashSet;
use yigai_samples::{Damage, Recipe, Sample, generate};

const ALL: [Damage; 10] = [
    Damage::Slips(3),
    Damage::NumberProgram,
    Damage::LostPercent,
    Damage::Washing,
    Damage::FullWidth,
    Damage::SpacedUnits,
    Damage::HardWrap(72),
    Damage::PageMarkers,
    Damage::Wrapper,
    Damage::Gb18030,
];

fn written(sample: &Sample, index: usize) -> &str {
    &sample.text[sample.records[index].span.clone()]
}

#[test]
fn the_same_seed_gives_the_same_report() {
    for seed in 0..40 {
        let recipe = Recipe::any(seed);
        assert_eq!(generate(seed, &recipe), generate(seed, &recipe));
    }
    assert_ne!(generate(1, &Recipe::clean()).text, generate(2, &Recipe::clean()).text);
}

#[test]
fn the_order_of_damages_does_not_matter() {
    let recipe =
        |damages: &[Damage]| damages.iter().fold(Recipe::clean(), |recipe, &damage| recipe.with(damage));
    let mut backwards = ALL;
    backwards.reverse();
    assert_eq!(generate(5, &recipe(&ALL)), generate(5, &recipe(&backwards)));
}

#[test]
fn records_stand_in_the_body_in_text_order() {
    for seed in 0..200 {
        let sample = generate(seed, &Recipe::any(seed));
        let mut end = sample.body.start;
        for (index, record) in sample.records.iter().enumerate() {
            assert!(end <= record.span.start && record.span.end <= sample.body.end, "seed {seed}");
            assert!(!written(&sample, index).is_empty());
            end = record.span.end;
        }
    }
}

#[test]
fn no_numeral_of_a_clean_body_lacks_a_record() {
    for seed in 0..100 {
        let sample = generate(seed, &Recipe::clean());
        let covered: HashSet<usize> = sample.records.iter().flat_map(|record| record.span.clone()).collect();
        for (at, c) in sample.text.char_indices() {
            assert!(!c.is_ascii_digit() || covered.contains(&at), "seed {seed}: {c} at {at}");
        }
    }
}

#[test]
fn bytes_decode_to_the_text() {
    for (damage, encoding) in [
        (Damage::Gb18030, encoding_rs::GB18030),
        (Damage::Utf16, encoding_rs::UTF_16LE),
        (Damage::Bom, encoding_rs::UTF_8),
    ] {
        for seed in 0..10 {
            let sample = generate(seed, &Recipe::clean().with(damage));
            let (text, malformed) = encoding.decode_with_bom_removal(&sample.bytes);
            assert!(!malformed && text == sample.text, "{damage:?}, seed {seed}");
            assert_eq!(sample.encoding, encoding.name().to_lowercase());
        }
    }
}

#[test]
fn a_page_holds_every_line_of_the_text() {
    let sample = generate(4, &Recipe::clean().with(Damage::Html));
    let page = String::from_utf8(sample.bytes.clone()).unwrap();
    assert_eq!((sample.container, page.starts_with("<!DOCTYPE html>")), ("html", true));
    for line in sample.text.lines().map(str::trim).filter(|line| !line.contains(['<', '>', '&'])) {
        assert!(page.contains(line), "{line}");
    }
}

/// The written digits as base units, read back independently of how they were made.
fn value(sample: &Sample, index: usize) -> (i128, u32) {
    let text = sample.records[index].value.as_deref().unwrap();
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    ([whole, fraction].concat().parse().unwrap(), fraction.len() as u32)
}

#[test]
fn sums_hold_before_and_break_after_slips() {
    let holds = |sample: &Sample, check: &yigai_samples::Check| {
        let units = |index| {
            let (mantissa, decimals) = value(sample, index);
            mantissa * 10_i128.pow(6 - decimals)
        };
        units(check.target) == check.operands.iter().map(|&index| units(index)).sum::<i128>()
    };
    let mut broken = 0;
    for seed in 0..200 {
        let clean = generate(seed, &Recipe::clean());
        for check in clean.checks.iter().filter(|check| check.rule == "sum") {
            assert!(holds(&clean, check), "seed {seed}: {check:?}");
        }
        let slipped = generate(seed, &Recipe::clean().with(Damage::Slips(3)));
        for check in slipped.checks.iter().filter(|check| check.rule == "sum") {
            assert_eq!(holds(&slipped, check), check.verdict == "consistent", "seed {seed}: {check:?}");
            broken += usize::from(check.verdict == "inconsistent");
        }
    }
    assert!(broken > 50, "{broken}");
}

#[test]
fn each_slip_changes_one_digit_and_is_named() {
    for seed in 0..100 {
        let sample = generate(seed, &Recipe::clean().with(Damage::Slips(3)));
        let wrong: Vec<_> = sample.checks.iter().filter(|check| check.verdict != "consistent").collect();
        // A short report may have fewer recomputations to break.
        assert!((1..=3).contains(&wrong.len()), "seed {seed}: {}", wrong.len());
        for check in wrong {
            let record = &sample.records[check.target];
            let (now, meant) = (record.value.as_deref().unwrap(), record.intended.as_deref().unwrap());
            let differing = now.chars().zip(meant.chars()).filter(|(a, b)| a != b).count();
            assert!(record.corrupt && differing == 1, "seed {seed}: {now} for {meant}");
        }
    }
}

#[test]
fn a_number_program_leaves_none_of_its_left_sides() {
    let mut unreadable = 0;
    for seed in 0..100 {
        let sample = generate(seed, &Recipe::clean().with(Damage::NumberProgram));
        let body = &sample.text[sample.body.clone()];
        assert!(
            [["2011", "10"], ["2012", "11"], ["2010", "09"]]
                .iter()
                .any(|sides| sides.iter().all(|side| !body.contains(side))),
            "seed {seed}"
        );
        for check in sample.checks.iter().filter(|check| check.verdict == "corrupt") {
            assert!(sample.records[check.target].corrupt);
            assert_eq!(
                sample.records[check.target].intended.iter().collect::<Vec<_>>(),
                check.suggest.iter().collect::<Vec<_>>()
            );
        }
        unreadable += sample.records.iter().filter(|record| record.kind == "unreadable").count();
    }
    assert!(unreadable > 0);
}

#[test]
fn washing_leaves_the_facts_alone() {
    for seed in 0..50 {
        let (clean, washed) =
            (generate(seed, &Recipe::clean()), generate(seed, &Recipe::clean().with(Damage::Washing)));
        assert_ne!(clean.text, washed.text);
        for index in 0..clean.records.len() {
            assert_eq!(written(&clean, index), written(&washed, index));
        }
    }
}

#[test]
fn page_markers_count_up_from_one() {
    let sample = generate(11, &Recipe::clean().size(40_000).with(Damage::PageMarkers));
    assert!(sample.text.starts_with("1、"));
    let markers: Vec<usize> =
        (2..=7).map(|page| sample.text.find(&format!("\n\n{page}、")).expect("a marker")).collect();
    assert!(markers.is_sorted(), "{markers:?}");
}

#[test]
fn the_annotated_form_finds_every_record_once() {
    for seed in 0..60 {
        let sample = generate(seed, &Recipe::any(seed));
        let lines: Vec<serde_json::Value> =
            sample.gold().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines.len(), sample.records.len(), "seed {seed}");
        for line in lines {
            let (ctx, num) = (line["ctx"].as_str().unwrap(), line["num"].as_str().unwrap());
            assert_eq!(sample.text.matches(ctx).count(), 1, "seed {seed}: {ctx}");
            assert_eq!(ctx.matches(num).count(), 1, "seed {seed}: {num} in {ctx}");
        }
        assert_eq!(sample.check_lines().lines().count(), sample.checks.len());
    }
}

#[test]
fn size_is_about_what_was_asked() {
    for size in [1_000, 10_000, 100_000] {
        let written = generate(3, &Recipe::clean().size(size)).text.len();
        assert!((size..size + size / 2 + 4_000).contains(&written), "{written} for {size}");
    }
}

#[test]
fn another_place_changes_nothing_but_the_name() {
    for seed in 0..50 {
        let original = generate(seed, &Recipe::clean());
        let other = yigai_samples::places().iter().find(|place| **place != original.place).unwrap();
        let repost = generate(seed, &Recipe::clean().place(other));
        assert_eq!(&repost.place, other);
        let values = |sample: &Sample| -> Vec<_> {
            sample.records.iter().map(|record| (record.kind, record.value.clone())).collect()
        };
        assert_eq!(values(&repost), values(&original), "seed {seed}");
    }
}

#[test]
fn every_damage_has_a_name() {
    for (name, damage) in Damage::NAMED {
        assert_eq!(name.parse(), Ok(damage));
    }
    assert_eq!("rust".parse::<Damage>().unwrap_err().to_string(), "no damage is called \"rust\"");
}
