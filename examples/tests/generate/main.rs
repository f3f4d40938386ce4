//! The program `generate`, run as a user runs it.

// Helpers of tests may fail as loudly as tests.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_generate")).args(arguments).env_clear().output().unwrap()
}

/// A folder of its own for a test, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("generate").join(name);
    let _ = fs::remove_dir_all(&folder);
    folder
}

/// Runs `generate ARGUMENTS -o FOLDER` and reads back what it wrote.
fn generate(name: &str, arguments: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let folder = folder(name);
    let output = run(&[arguments, &["-o", folder.to_str().unwrap()]].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let files = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    files
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(&path).unwrap()))
        .collect()
}

fn lines(bytes: &[u8]) -> Vec<Value> {
    let text = std::str::from_utf8(bytes).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_report_has_its_truth_beside_it() {
    let files = generate("truth", &["40", "--seed", "9"]);
    let mut truths = 0;
    for seed in 9..49 {
        let name = format!("report-{seed:05}");
        let text =
            files.get(&format!("{name}.utf8.txt")).or_else(|| files.get(&format!("{name}.txt"))).unwrap();
        let text = std::str::from_utf8(text).unwrap();
        for record in lines(&files[&format!("{name}.gold.jsonl")]) {
            let (ctx, num) = (record["ctx"].as_str().unwrap(), record["num"].as_str().unwrap());
            assert_eq!(text.matches(ctx).count(), 1, "{name}: {ctx}");
            assert!(ctx.contains(num), "{name}: {ctx}");
            truths += 1;
        }
        assert!(!lines(&files[&format!("{name}.checks.jsonl")]).is_empty(), "{name}");
    }
    assert!(truths > 1000, "{truths}");
}

#[test]
fn the_same_call_writes_the_same_bytes_and_seeds_go_on() {
    let all = generate("same-1", &["6", "--seed", "3", "--reposts", "30"]);
    assert_eq!(all, generate("same-2", &["6", "--seed", "3", "--reposts", "30"]));
    let first = generate("part-1", &["3", "--seed", "3"]);
    let then = generate("part-2", &["3", "--seed", "6"]);
    let whole = generate("whole", &["6", "--seed", "3"]);
    assert_eq!(whole, first.into_iter().chain(then).collect());
}

#[test]
fn kinds_are_what_they_are_called() {
    let clean = generate("clean", &["8", "--kind", "clean", "--size", "3000", "--year", "2014"]);
    let verdicts = |files: &BTreeMap<String, Vec<u8>>| -> Vec<Value> {
        let checks = files.iter().filter(|(name, _)| name.ends_with(".checks.jsonl"));
        checks.flat_map(|(_, bytes)| lines(bytes)).map(|check| check["verdict"].clone()).collect()
    };
    assert!(verdicts(&clean).iter().all(|verdict| verdict == "consistent"));
    let sizes = clean.iter().filter(|(name, _)| name.ends_with(".txt")).map(|(_, bytes)| bytes.len());
    assert!(sizes.clone().all(|size| (2_000..6_000).contains(&size)), "{:?}", sizes.collect::<Vec<_>>());

    let slips = generate("slips", &["8", "--kind", "slips"]);
    assert!(verdicts(&slips).iter().any(|verdict| verdict == "inconsistent"));

    let pages = generate("pages", &["2", "--kind", "html, gb18030"]);
    assert!(pages.contains_key("report-00001.html") && pages.contains_key("report-00001.utf8.txt"));
    assert!(std::str::from_utf8(&pages["report-00001.html"]).is_err());
}

#[test]
fn reposts_repeat_another_report_under_another_name() {
    let files = generate("reposts", &["60", "--kind", "clean", "--reposts", "40"]);
    let reposts = lines(&files["reposts.jsonl"]);
    assert!((10..40).contains(&reposts.len()), "{}", reposts.len());
    for repost in reposts {
        let file = |key: &str, end: &str| &files[&format!("{}.{end}", repost[key].as_str().unwrap())];
        assert_ne!(file("report", "txt"), file("of", "txt"));
        let values = |bytes: &[u8]| -> Vec<Value> {
            lines(bytes).into_iter().map(|record| record["value"].clone()).collect()
        };
        assert_eq!(values(file("report", "gold.jsonl")), values(file("of", "gold.jsonl")));
    }
}

#[test]
fn wrong_calls_say_what_would_be_right() {
    for (arguments, expected) in [
        (&["-o", "x"][..], "generate: N is missing; see --help\n"),
        (&["3"], "generate: -o DIR is missing; see --help\n"),
        (&["many", "-o", "x"], "generate: \"many\" is no whole number that fits; see --help\n"),
        (&["3", "--lang", "zh", "--seed", "x", "-o", "x"], "generate: “x”不是可用的整数；用法见 --help\n"),
        (
            &["3", "--seed", "18446744073709551615", "-o", "x"],
            "generate: \"18446744073709551615\" is no whole number that fits; see --help\n",
        ),
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(String::from_utf8_lossy(&output.stderr), expected);
    }
    let unknown = run(&["3", "--kind", "rust", "-o", "x"]);
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("slips"));
    // A file where the folder should be.
    let file = folder("file");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, "").unwrap();
    assert_eq!(run(&["1", "-o", file.to_str().unwrap()]).status.code(), Some(2));
}

#[test]
fn help_stands_in_both_languages() {
    let english = run(&["--help"]).stdout;
    let chinese = run(&["--lang", "zh", "--help"]).stdout;
    let options = |help: &[u8]| -> Vec<String> {
        let words = String::from_utf8(help.to_vec()).unwrap();
        words.split_whitespace().filter(|word| word.starts_with("--")).map(str::to_owned).collect()
    };
    assert!(options(&english).len() > 8);
    assert!(options(&chinese).iter().all(|option| options(&english).contains(option)));
    assert_ne!(english, chinese);
}
