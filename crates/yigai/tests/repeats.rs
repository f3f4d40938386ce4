//! Reports that repeat each other, over generated reports whose copies are known.
#![cfg(feature = "corpus")]
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail loudly too")]

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use yigai::corpus::{Signature, near_duplicates};
use yigai::{Options, Report};
use yigai_samples::{Damage, Recipe, generate, places};

fn signature(bytes: &[u8]) -> Signature {
    let report = Report::read(bytes, &Options::default()).unwrap();
    Signature::of(report.document().clean(), report.context().region.as_deref()).unwrap()
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The pairs of documents that are found alike, in a file of signatures.
fn pairs(name: &str, signatures: &[Signature]) -> Vec<(usize, usize)> {
    let folder = folder(name);
    let mut file = File::create(folder.join("signatures")).unwrap();
    for signature in signatures {
        file.write_all(&signature.to_bytes()).unwrap();
    }
    let mut file = File::open(folder.join("signatures")).unwrap();
    let repeats = near_duplicates(&mut file, 80, &folder).unwrap();
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "scratch files are left behind");
    let later = repeats.into_iter().filter(|repeat| repeat.document != repeat.original);
    later.map(|repeat| (repeat.document, repeat.original)).collect()
}

#[test]
fn reposts_are_found_and_other_reports_of_one_template_are_not() {
    let mut signatures = Vec::new();
    let mut expected = Vec::new();
    for seed in 0..60 {
        let recipe = Recipe::clean().size(4_000);
        let original = generate(seed, &recipe);
        signatures.push(signature(&original.bytes));
        // Each third one is posted again, under another name and for some with a portal round it.
        if seed % 3 == 0 {
            let other = places().iter().find(|place| **place != original.place).unwrap();
            let repost = recipe.place(other);
            let repost = if seed % 2 == 0 { repost.with(Damage::Wrapper) } else { repost };
            expected.push((signatures.len(), signatures.len() - 1));
            signatures.push(signature(&generate(seed, &repost).bytes));
        }
    }
    assert_eq!(pairs("reposts", &signatures), expected);
}

#[test]
fn another_year_in_the_text_makes_no_other_report() {
    let text = String::from_utf8(generate(3, &Recipe::clean().year(2012)).bytes).unwrap();
    let later = signature(text.replace("2012年", "2015年").as_bytes());
    assert!(signature(text.as_bytes()).similarity(&later) > 90);
}

#[test]
fn a_key_that_all_share_costs_no_squares() {
    let template =
        "本表格由各单位统一填写，请于每年年底之前报送上级主管部门审核备案，逾期不予受理。".repeat(2);
    let signatures: Vec<Signature> =
        (0..3000).map(|n| Signature::of(&format!("{template}{}", n % 7), None).unwrap()).collect();
    // All of them are one group or few, in time that does not grow with their square.
    assert!(pairs("shared", &signatures).len() > 2900);
}
