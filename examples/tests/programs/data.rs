//! Word files of one's own.

use std::path::PathBuf;

use yigai::contract::Report;

use crate::{feed, stderr, stdout};

fn folder(name: &str, file: &str, text: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let path = folder.join(file);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
    folder.into_os_string().into_string().unwrap()
}

const TEXT: &str = "全县推行新农合制度。2014年，进合居民208640人。";

fn indicator(output: &std::process::Output) -> Option<String> {
    let report: Report = serde_json::from_str(stdout(output).trim()).unwrap();
    report.observations[0].indicator.clone()
}

#[test]
fn a_wording_of_ones_own_is_understood() {
    let own = "programme = \"nrcms\"\nsource = \"a county's own word\"\n\n\
        [[extend]]\nid = \"nrcms_enrollees\"\naliases = [\"进合居民\"]\n";
    let folder = folder("own-words", "indicators/own.toml", own);
    assert_eq!(indicator(&feed(&["--format", "json", "-"], TEXT.as_bytes())), None);
    let output = feed(&["--format", "json", "--data", &folder, "-"], TEXT.as_bytes());
    assert_eq!(indicator(&output).as_deref(), Some("nrcms_enrollees"), "{}", stderr(&output));
}

#[test]
fn a_mistake_is_shown_with_its_line() {
    let folder = folder(
        "wrong-words",
        "indicators/own.toml",
        "programme = \"nrcms\"\n\n[[extend]]\nid = \"no_such\"\n",
    );
    let output = feed(&["--data", &folder, "-"], TEXT.as_bytes());
    assert_eq!((output.status.code(), stdout(&output)), (Some(2), ""));
    let message = stderr(&output);
    assert!(
        message.contains("own.toml") && message.contains('4') && message.contains("no_such"),
        "{message}"
    );
    assert_eq!(message.lines().count(), 1);
}

#[test]
fn a_folder_that_is_not_there() {
    let output = feed(&["--data", "no/such/folder", "-"], TEXT.as_bytes());
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("no/such/folder"), "{}", stderr(&output));
}

#[test]
fn what_one_expects_of_a_report_scores_it() {
    let own = "[[kind]]\nid = \"cards\"\nname = \"参合情况\"\nenglish = \"Enrolment\"\nsource = \"ours\"\n\
        [[kind.expect]]\nany = [\"nrcms_enrollees\"]\nreason = \"it is about them\"\n";
    let folder_of = |text: &str| folder("own-expectations", "expected.toml", text);
    let text = "沙河县2014年新农合工作总结\n2014年，全县参合农民208640人。";
    let score = |arguments: &[&str]| {
        let output = feed(arguments, text.as_bytes());
        let value: serde_json::Value = serde_json::from_str(stdout(&output).trim()).unwrap();
        (value["scorecard"]["kind"]["id"].clone(), value["scorecard"]["completeness"]["of"].clone())
    };
    let folder = folder_of(own);
    assert_eq!(
        score(&["--format", "json", "--scorecard", "--data", &folder, "-"]),
        ("cards".into(), 1.into())
    );
    assert_eq!(score(&["--format", "json", "--scorecard", "-"]).0, "nrcms");

    let folder = folder_of(&own.replace("nrcms_enrollees", "enrolees"));
    let output = feed(&["--scorecard", "--data", &folder, "-"], text.as_bytes());
    assert_eq!((output.status.code(), stdout(&output)), (Some(2), ""));
    assert_eq!(
        stderr(&output),
        "report: --data: expected.toml: kind `cards`: the catalogue has no indicator `enrolees`\n"
    );
}
