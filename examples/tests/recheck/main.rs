//! Every verdict over the sample reports can be redone from the JSON alone, by a program that shares no code with the audit.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)] // a test that cannot go on fails

mod repair;

use std::path::PathBuf;
use std::process::{Command, Stdio};

fn samples() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the samples are there")
        .map(|entry| entry.expect("an entry can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    files.sort();
    files
}

fn recheck(json: &[u8]) -> (String, bool) {
    let path = std::env::temp_dir().join(format!("recheck-{}-{}.jsonl", std::process::id(), json.len()));
    std::fs::write(&path, json).expect("the temporary folder can be written");
    let output = Command::new(env!("CARGO_BIN_EXE_recheck"))
        .arg(&path)
        .stderr(Stdio::inherit())
        .output()
        .expect("it runs");
    std::fs::remove_file(&path).expect("the temporary file is there");
    (String::from_utf8(output.stdout).expect("the output is text"), output.status.success())
}

fn report(files: &[PathBuf]) -> Vec<u8> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_report"));
    command.args(["--format", "json"]).args(files).output().expect("it runs").stdout
}

#[test]
fn every_verdict_over_the_samples_is_confirmed() {
    let (text, right) = recheck(&report(&samples()));
    assert!(right, "{text}");
    let confirmed: u32 =
        text.split_whitespace().next().and_then(|count| count.parse().ok()).expect("a count comes first");
    assert!(confirmed > 100, "{text}");
}

#[test]
fn a_changed_verdict_is_found() {
    let json = String::from_utf8(report(&samples())).expect("the report is text");
    let turned = json.replacen(r#""verdict":"consistent""#, r#""verdict":"inconsistent""#, 1);
    assert_ne!(json, turned);
    let (text, right) = recheck(turned.as_bytes());
    assert!(!right && text.contains("1 wrong"), "{text}");
}
