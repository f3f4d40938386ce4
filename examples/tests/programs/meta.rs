//! What the caller knows better than the text.

use std::path::PathBuf;

use yigai::contract::Report;

use crate::{feed, stderr, stdout};

const TEXT: &str = "白塔县2012年新农合工作总结\n全县参合农民52310人。其中3月新增120人。";

fn file(name: &str, text: &[u8]) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).unwrap();
    path.into_os_string().into_string().unwrap()
}

fn read(arguments: &[&str]) -> Report {
    let output = feed(arguments, TEXT.as_bytes());
    serde_json::from_str(stdout(&output).trim()).unwrap_or_else(|_| panic!("{}", stderr(&output)))
}

#[test]
fn what_is_given_wins_and_is_marked() {
    let found = read(&["--format", "json", "-"]);
    assert_eq!((found.document.region.as_deref(), found.document.given), (Some("白塔县"), None));
    let meta = file("known.csv", "path,period,region\n-,2013,青川县\nother.txt,,\n".as_bytes());
    let given = read(&["--format", "json", "--meta", &meta, "-"]);
    assert_eq!(given.document.region.as_deref(), Some("青川县"));
    assert_eq!(given.document.given.unwrap(), ["region", "period"]);
    assert_eq!(given.document.period_evidence, None);
    let periods: Vec<_> = given.observations.iter().map(|o| o.period.unwrap().start.to_string()).collect();
    assert_eq!(periods, ["2013-01-01", "2013-03-01"]);
}

#[test]
fn an_empty_field_leaves_the_text() {
    let meta = file("region.csv", "path,region,period\n-,青川县,\n".as_bytes());
    let given = read(&["--format", "json", "--meta", &meta, "-"]);
    assert_eq!(given.document.period.unwrap().start.to_string(), "2012-01-01");
    assert_eq!(given.document.given.unwrap(), ["region"]);
}

#[test]
fn a_mistake_is_shown_with_its_line() {
    for (name, text, line) in [
        ("period.csv", "path,region,period\n-,甲县,去年\n".as_bytes(), "line 2"),
        ("column.csv", b"path,place\n-,x\n", "line 1"),
        ("bytes.csv", b"path,region\n-,\xb0\xa1\n", "line 2"),
    ] {
        let meta = file(name, text);
        let output = feed(&["--meta", &meta, "-"], TEXT.as_bytes());
        assert_eq!((output.status.code(), stdout(&output)), (Some(2), ""));
        let message = stderr(&output);
        assert!(message.contains(name) && message.contains(line), "{message}");
        assert_eq!(message.lines().count(), 1);
    }
    let output = feed(&["--meta", "no/such.csv", "-"], TEXT.as_bytes());
    assert_eq!(output.status.code(), Some(2));
}
