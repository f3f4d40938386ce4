//! The program `corpus`, run as a user runs it.

// Helpers of tests may fail as loudly as tests.
#![allow(clippy::unwrap_used, clippy::panic)]

mod again;
mod calls;
mod killed;
mod memory;
mod tables;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use yigai_samples::{Recipe, generate};

fn corpus(folder: &Path, out: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_corpus"));
    command.env_clear().arg(folder).arg("-o").arg(out).args(more);
    command
}

/// Runs it to its end and gives what it prints.
fn run(folder: &Path, out: &Path, more: &[&str]) -> String {
    let output = corpus(folder, out, more).output().unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    String::from_utf8(output.stdout).unwrap()
}

/// Runs it where it cannot work and gives the complaint.
fn fails(folder: &Path, out: &Path, more: &[&str]) -> String {
    let output = corpus(folder, out, more).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    stderr(&output)
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// An empty folder for reports and a path for results.
fn folders(name: &str) -> (PathBuf, PathBuf) {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus").join(name);
    let _ = fs::remove_dir_all(&root);
    fs::create_dir_all(root.join("reports")).unwrap();
    (root.join("reports"), root.join("tables"))
}

/// Reports of about 2,000 bytes in two folders, damaged in some way each.
fn write_reports(folder: &Path, seeds: std::ops::Range<u64>) {
    for seed in seeds {
        let below = folder.join(if seed % 2 == 0 { "even" } else { "odd" });
        fs::create_dir_all(&below).unwrap();
        let sample = generate(seed, &Recipe::any(seed).size(2_000));
        fs::write(below.join(format!("{seed:04}.txt")), sample.bytes).unwrap();
    }
}

/// The bytes of all files for readers, by their paths.
fn files(out: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![out.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.ends_with("_corpus") {
                folders.push(path);
            } else if path.is_file() {
                let name = path.strip_prefix(out).unwrap().to_str().unwrap().to_owned();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}

/// The rows of each table in an order of their own, from the JSON Lines.
fn rows(out: &Path) -> BTreeMap<String, Vec<String>> {
    let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, bytes) in files(&out.join("jsonl")) {
        let table = path.split('/').next().unwrap().to_owned();
        let lines = String::from_utf8(bytes).unwrap();
        tables.entry(table).or_default().extend(lines.lines().map(str::to_owned));
    }
    tables.values_mut().for_each(|rows| rows.sort());
    tables
}

fn values(rows: &BTreeMap<String, Vec<String>>, table: &str) -> Vec<Value> {
    let rows = rows.get(table).map_or(&[][..], Vec::as_slice);
    rows.iter().map(|row| serde_json::from_str(row).unwrap()).collect()
}
