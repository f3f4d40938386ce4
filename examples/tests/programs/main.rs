//! The programs, run as a user runs them.

// Helpers of tests may fail as loudly as tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

mod bad_input;
mod big;
mod call;
mod data;
mod diagnostics;
mod documents;
mod explain;
mod files;
mod hostile;
mod json;
mod meta;
mod pages;
mod tables;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The program `report` at the root of the project, in an environment that says nothing about the language.
fn report() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_report"));
    command.current_dir(root()).env_clear();
    command
}

fn run(arguments: &[&str]) -> Output {
    report().args(arguments).output().unwrap()
}

/// Runs `report` with `input` on its standard input.
fn feed(arguments: &[&str], input: &[u8]) -> Output {
    let mut command = report();
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // From a thread, since the program may write before it has read everything.
    std::thread::scope(|scope| {
        scope.spawn(move || stdin.write_all(input));
        child.wait_with_output().unwrap()
    })
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The sample reports as paths from the root, in order. A text beside its GB18030 twin is left out.
fn samples() -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(root().join("examples/data"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".txt") && !name.ends_with(".utf8.txt"))
        .map(|name| format!("examples/data/{name}"))
        .collect();
    names.sort();
    assert!(names.len() >= 6, "samples are missing: {names:?}");
    names
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}
