//! The program `clean`, run as a user runs it.

// Helpers of tests may fail as loudly as tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A page as a sharing site gives it: a figure cut by a page number, swapped words, full-width digits, a foot.
const PAGE: &str = "某镇卫生工作总结.doc\n\n上传人:小*** 文档编号:10293847 上传时间:2022-03-04 格式:DOC 页数:2 大小:21KB\n第1页 / 共2页\n\n全镇卫生效劳体系健全，村医效劳热情高，参合率到达９７．５％，次均费用由62.\n\n2、4元降为58元。\n\n展开阅读全文\n版权所有 某某文库\n";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn clean() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clean"));
    command.current_dir(root()).env_clear();
    command
}

fn feed(arguments: &[&str], input: &[u8]) -> Output {
    let mut command = clean();
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

fn snapshot(name: &str, output: &Output) {
    assert_eq!((output.status.code(), stderr(output)), (Some(0), ""));
    insta::with_settings!({ prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, stdout(output));
    });
}

#[test]
fn the_clean_text_and_its_body() {
    snapshot("text", &feed(&["-"], PAGE.as_bytes()));
    snapshot("body", &feed(&["--body", "-"], PAGE.as_bytes()));
}

#[test]
fn the_changes_with_their_reasons_in_both_languages() {
    snapshot("diff.zh", &feed(&["--diff", "--lang", "zh", "-"], PAGE.as_bytes()));
    snapshot("diff.en", &feed(&["--diff", "--lang", "en", "-"], PAGE.as_bytes()));
}

#[test]
fn the_changes_as_lines_of_json() {
    let output = feed(&["--edits", "-"], PAGE.as_bytes());
    snapshot("edits", &output);
    for line in stdout(&output).lines() {
        let edit: serde_json::Value = serde_json::from_str(line).unwrap();
        let range = edit["start"].as_u64().unwrap() as usize..edit["end"].as_u64().unwrap() as usize;
        assert_eq!(&PAGE[range], edit["removed"].as_str().unwrap());
    }
}

#[test]
fn byte_ranges_are_those_of_the_file_in_its_encoding() {
    let bytes = encoding_rs::GB18030.encode(PAGE).0;
    let output = feed(&["--edits", "-"], &bytes);
    let mut seen = 0;
    for line in stdout(&output).lines() {
        let edit: serde_json::Value = serde_json::from_str(line).unwrap();
        let range = edit["start"].as_u64().unwrap() as usize..edit["end"].as_u64().unwrap() as usize;
        let text = encoding_rs::GB18030.decode_without_bom_handling(&bytes[range]).0;
        assert_eq!(text, edit["removed"].as_str().unwrap());
        seen += 1;
    }
    assert!(seen > 10);
}

#[test]
fn every_sample_can_be_undone() {
    let mut names: Vec<String> = std::fs::read_dir(root().join("examples/data"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".txt"))
        .map(|name| format!("examples/data/{name}"))
        .collect();
    names.sort();
    let output = clean().args(["--verify", "--lang", "en"]).args(&names).output().unwrap();
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
    assert_eq!(stdout(&output).lines().filter(|line| line.starts_with("ok  ")).count(), names.len());
}

#[cfg(feature = "script")]
#[test]
fn traditional_script_is_written_in_simplified() {
    let output = feed(&["-"], "全鎮參合農民21340人，補償3.2萬元。".as_bytes());
    assert_eq!(stdout(&output), "全镇参合农民21340人，补偿3.2万元。\n");
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_is_done() {
    let output = clean().args(["--lang", "en", "no-such-file", "examples/data/washed.txt"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    insta::assert_snapshot!(stderr(&output), @"clean: no-such-file: there is no such file: check the path");
    assert!(stdout(&output).contains("服务"));
    for (input, message) in [
        (
            &b"{\\rtf1 report}"[..],
            "clean: -: the file is RTF, which is not read: open it and save it as .docx, .html or text\n",
        ),
        (b"", "clean: -: the file is empty: check that it was copied completely\n"),
    ] {
        let output = feed(&["--lang", "en", "-"], input);
        assert_eq!((output.status.code(), stderr(&output)), (Some(2), message));
    }
}

#[test]
fn help_names_the_same_options_in_both_languages() {
    let options = |lang| -> std::collections::BTreeSet<String> {
        let output = clean().args(["--lang", lang, "--help"]).output().unwrap();
        let words = stdout(&output).split(|c: char| !c.is_ascii_lowercase() && c != '-').map(str::to_owned);
        words.filter(|word| word.starts_with("--")).collect()
    };
    assert_eq!(options("zh"), options("en"));
    assert!(options("en").contains("--verify"));
}
