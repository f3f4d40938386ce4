//! Help, languages, exit statuses, pipes.

use std::collections::BTreeSet;
use std::process::Stdio;

use crate::{feed, report, run, samples, stderr, stdout};

#[test]
fn help_in_both_languages() {
    for lang in ["zh", "en"] {
        let output = run(&["--lang", lang, "--help"]);
        assert_eq!(output.status.code(), Some(0));
        insta::with_settings!({ prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(format!("help.{lang}"), stdout(&output));
        });
    }
}

#[test]
fn help_names_the_same_options_in_both_languages() {
    let options = |lang| -> BTreeSet<String> {
        let output = run(&["--lang", lang, "--help"]);
        let words = stdout(&output).split(|c: char| !c.is_ascii_lowercase() && c != '-').map(str::to_owned);
        words.filter(|word| word.starts_with("--")).collect()
    };
    assert_eq!(options("zh"), options("en"));
    assert!(options("en").contains("--format"));
}

#[test]
fn the_locale_decides_where_no_language_is_given() {
    for (variables, chinese) in [
        (&[][..], false),
        (&[("LANG", "zh_CN.UTF-8")], true),
        (&[("LANG", "zh_CN.UTF-8"), ("LC_MESSAGES", "en_GB.UTF-8")], false),
        (&[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "")], true),
        (&[("LANG", "en_US"), ("LC_ALL", "zh_TW")], true),
    ] {
        let output = report().envs(variables.iter().copied()).arg("--help").output().unwrap();
        assert_eq!(stdout(&output).contains("用法"), chinese, "{variables:?}");
    }
}

#[test]
fn version() {
    assert_eq!(stdout(&run(&["--version"])), concat!("report ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn a_wrong_call_says_what_is_right() {
    for (arguments, zh, en) in [
        (
            &[][..],
            "请给出文件，或用 - 表示标准输入；用法见 --help",
            "give a file, or - for standard input; see --help",
        ),
        (&["--frmat"], "没有选项 --frmat；用法见 --help", "there is no option --frmat; see --help"),
        (&["--format"], "--format 后面缺少值；用法见 --help", "--format wants a value; see --help"),
        (&["--check=yes", "x"], "--check 后面不能有值；用法见 --help", "--check takes no value; see --help"),
        (
            &["--format", "xml"],
            "不认识“xml”；可用的有 table, diagnostics, html, json, csv, csv-wide, xlsx, sarif, dhis2, sdmx",
            "unknown value \"xml\"; write one of table, diagnostics, html, json, csv, csv-wide, xlsx, sarif, dhis2, sdmx",
        ),
        (&["--lang", "de"], "不认识“de”；可用的有 zh, en", "unknown value \"de\"; write one of zh, en"),
    ] {
        for (locale, message) in [("zh_CN", zh), ("C", en)] {
            let output = report().env("LC_ALL", locale).args(arguments).output().unwrap();
            assert_eq!(stderr(&output), format!("report: {message}\n"), "{arguments:?}");
            assert_eq!((output.status.code(), stdout(&output)), (Some(2), ""), "{arguments:?}");
        }
    }
}

#[test]
fn alarms_change_the_status_only_under_check() {
    let wrong = "全县甲级村卫生室31所、乙级66所，共计98所。".as_bytes();
    let right = "全县甲级村卫生室31所、乙级66所，共计97所。".as_bytes();
    assert_eq!(feed(&["-"], wrong).status.code(), Some(0));
    assert_eq!(feed(&["--check", "-"], wrong).status.code(), Some(1), "{}", stdout(&feed(&["-"], wrong)));
    assert_eq!(feed(&["--check", "-"], right).status.code(), Some(0), "{}", stdout(&feed(&["-"], right)));
    assert_eq!(feed(&["--check", "-", "no-such-file"], wrong).status.code(), Some(2));
}

#[test]
fn several_files_keep_their_order() {
    let samples = samples();
    let mut arguments = vec!["--format", "json"];
    arguments.extend(samples.iter().rev().map(String::as_str));
    let output = run(&arguments);
    let paths: Vec<String> = stdout(&output)
        .lines()
        .map(|line| serde_json::from_str::<yigai::contract::Report>(line).unwrap().document.path)
        .collect();
    assert!(paths.iter().eq(samples.iter().rev()), "{paths:?}");
}

#[test]
fn a_bad_file_leaves_no_blank_lines() {
    let good = samples();
    let output = run(&["no-such-file", &good[0], "nor-this-one", &good[1]]);
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(2));
    assert!(!text.starts_with('\n') && !text.contains("\n\n\n"), "{text}");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut child = report()
        .args(["--format", "json"])
        .args(samples())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = report().arg(&samples()[0]).stdout(full).stderr(Stdio::piped()).spawn().unwrap();
    let output = output.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).starts_with("report: the output could not be written: "), "{}", stderr(&output));
}

#[test]
fn the_extracted_text_of_a_text_file_is_the_decoded_text() {
    let text = "　　全区参合\r\n率96.96%\n\n第1页/共2页\n";
    assert_eq!(stdout(&feed(&["--extracted-text", "-"], text.as_bytes())), text);
}
