//! The program `compare`, run as a user runs it.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)] // a test that cannot go on fails

use std::path::PathBuf;
use std::process::{Command, Output};

fn compare(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_compare"));
    command.current_dir(env!("CARGO_TARGET_TMPDIR")).env_clear().args(arguments).output().unwrap()
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// Two reports of one county in a folder of the test's own; the paths of both.
fn two(test: &str) -> [String; 2] {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("compare-{test}"));
    std::fs::create_dir_all(&folder).unwrap();
    [
        ("2011.txt", "梅山县2011年新农合工作总结\n2011年，全县农民参合198320人，参合率97.6%。"),
        ("2012.txt", "梅山县2012年新农合工作总结\n2012年，全县农民参合203412人，参合率98.7%。"),
    ]
    .map(|(name, text)| {
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        path.into_os_string().into_string().unwrap()
    })
}

#[test]
fn help_in_both_languages_names_the_same_options() {
    let options = |lang: &str| {
        let output = compare(&["--lang", lang, "--help"]);
        assert_eq!(output.status.code(), Some(0));
        let words = stdout(&output).split(|c: char| !c.is_ascii_lowercase() && c != '-').map(str::to_owned);
        words.filter(|word| word.starts_with("--")).collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(options("zh"), options("en"));
    assert!(options("en").contains("--indicator"));
}

#[test]
fn every_format() {
    let [a, b] = two("formats");
    let table = compare(&["--lang", "zh", &a, &b]);
    assert!(stdout(&table).contains("198,320   203,412    +2.57 %"), "{}", stdout(&table));
    let csv = compare(&["--format", "csv", "--indicator", "nrcms_enrollees", &a, &b]);
    assert_eq!(stdout(&csv).lines().count(), 3, "{}", stdout(&csv));
    let json = compare(&["--format", "json", &a, &b]);
    serde_json::from_str::<serde_json::Value>(stdout(&json)).unwrap();
    let svg = compare(&["--format", "svg", &a, &b]);
    assert!(stdout(&svg).starts_with("<svg ") && stdout(&svg).contains("203,412"));
    for output in [table, csv, json, svg] {
        assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
    }
}

#[test]
fn stored_reports_compare_as_fresh_ones() {
    let [a, b] = two("stored");
    let read = |path: &String| {
        let report = yigai::Report::read(&std::fs::read(path).unwrap(), &yigai::Options::default()).unwrap();
        report.to_json(path)
    };
    let stored = format!("{a}.jsonl");
    std::fs::write(&stored, format!("{}\n{}\n", read(&a), read(&b))).unwrap();
    assert_eq!(stdout(&compare(&[&stored])), stdout(&compare(&[&a, &b])));
    std::fs::write(&stored, format!("{}\n{}\n", read(&a), &read(&b)[..90])).unwrap();
    let broken = compare(&[&stored]);
    assert_eq!(broken.status.code(), Some(2));
    assert!(stderr(&broken).contains("line 2 is no stored report"), "{}", stderr(&broken));
}

#[test]
fn panels_are_as_many_as_one_wants() {
    let [a, b] = two("panels");
    let one = compare(&["--format", "svg", "--panels", "1", &a, &b]);
    assert_eq!(one.status.code(), Some(0));
    assert!(stdout(&one).contains("203,412") && !stdout(&one).contains("98.7"));
    assert_eq!(stderr(&one), "compare: beyond --panels; draw them by --indicator: nrcms_enrollment_rate\n");
}

#[test]
fn words_and_knowledge_of_ones_own_count() {
    let [a, b] = two("own");
    let folder = PathBuf::from(&a).parent().unwrap().to_owned();
    std::fs::create_dir_all(folder.join("words/indicators")).unwrap();
    let own = "programme = \"nrcms\"\nsource = \"a county's own word\"\n\n\
        [[extend]]\nid = \"nrcms_enrollees\"\naliases = [\"持证农民\"]\n";
    std::fs::write(folder.join("words/indicators/own.toml"), own).unwrap();
    std::fs::write(&b, "全县推行新农合制度。全县持证农民203412人。").unwrap();
    let meta = folder.join("known.csv");
    std::fs::write(&meta, format!("path,region,period\n{b},梅山县,2012\n")).unwrap();
    let (words, meta) = (folder.join("words"), meta.into_os_string().into_string().unwrap());
    let words = words.into_os_string().into_string().unwrap();
    let output = compare(&[
        "--lang",
        "zh",
        "--indicator",
        "nrcms_enrollees",
        "--data",
        &words,
        "--meta",
        &meta,
        &a,
        &b,
    ]);
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
    assert!(stdout(&output).contains("198,320   203,412    +2.57 %"), "{}", stdout(&output));
}

#[test]
fn bad_input_is_said_and_the_rest_is_done() {
    let [a, b] = two("bad");
    let output = compare(&["no-such-file", &a, &b]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).starts_with("compare: no-such-file: there is no such file"));
    assert!(stdout(&output).contains("203,412"));
    for (arguments, message) in [
        (vec![a.as_str(), a.as_str()], "is given twice"),
        (vec![a.as_str(), "-o", a.as_str()], "would replace its original"),
        (vec!["--format", "png", a.as_str()], "write one of table, csv, json, svg"),
        (vec!["--format", "svg", a.as_str()], "nothing to draw"),
        (vec!["--panels", "3", a.as_str()], "--panels is of no use"),
        (vec!["--format", "svg", "--panels", "0", a.as_str()], "is no whole number"),
        (vec!["--data", "no/such/folder", a.as_str()], "--data: "),
        (vec!["--meta", "no/such.csv", a.as_str()], "--meta: "),
        (vec![], "give a file"),
        (vec![a.as_str(), "-o", "no/such/folder/x"], "no/such/folder/x: No such file"),
    ] {
        let output = compare(&arguments);
        assert_eq!((output.status.code(), stdout(&output)), (Some(2), ""), "{arguments:?}");
        assert!(stderr(&output).contains(message), "{arguments:?}: {}", stderr(&output));
    }
}
