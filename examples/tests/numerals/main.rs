//! The program `numerals`: what each form of number is answered with, line by line.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)] // helpers of tests may fail loudly too

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_numerals"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// The answers to some lines.
fn answers(arguments: &[&str], lines: &[&str]) -> Vec<String> {
    let mut child = program(arguments).spawn().unwrap();
    child.stdin.take().unwrap().write_all((lines.join("\n") + "\n").as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let answers: Vec<_> = String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect();
    assert_eq!(answers.len(), lines.len());
    answers
}

fn parsed(line: &str) -> Value {
    serde_json::from_str(line).unwrap()
}

#[test]
fn each_form_has_its_value_kind_unit_and_bound() {
    // text, value, upper, kind, unit, bound, fraction
    let table = [
        ("四万二千零七", "42007", "", "integer", "", "exact", ""),
        ("268.4万", "2684000", "", "integer", "", "exact", ""),
        ("七点二五", "7.25", "", "decimal", "", "exact", ""),
        ("百分之六十二", "62", "", "percent", "%", "exact", ""),
        ("62%", "62", "", "percent", "%", "exact", ""),
        ("四成", "40", "", "percent", "%", "exact", ""),
        ("对折", "50", "", "percent", "%", "exact", ""),
        ("四成五", "45", "", "percent", "%", "exact", ""),
        ("七五折", "75", "", "percent", "%", "exact", ""),
        ("七折", "70", "", "percent", "%", "exact", ""),
        ("4.6‰", "4.6", "", "permille", "‰", "exact", ""),
        ("千分之四点六", "4.6", "", "permille", "‰", "exact", ""),
        ("万分之五", "5", "", "permyriad", "‱", "exact", ""),
        ("5‱", "5", "", "permyriad", "‱", "exact", ""),
        ("6个百分点", "6", "", "points", "百分点", "exact", ""),
        ("35个基点", "0.35", "", "points", "百分点", "exact", ""),
        ("0.4个千分点", "0.04", "", "points", "百分点", "exact", ""),
        ("七分之二", "0.2857142857142857142857142857", "", "fraction", "", "exact", "2/7"),
        ("二又四分之一", "2.25", "", "fraction", "", "exact", "9/4"),
        ("一半", "0.5", "", "fraction", "", "exact", "1/2"),
        ("第十四", "14", "", "ordinal", "", "exact", ""),
        ("4—7", "4", "7", "range", "", "range", ""),
        ("四五百", "400", "500", "range", "", "range", ""),
        ("25-35%", "25", "35", "percent", "%", "range", ""),
        ("十几万", "100000", "200000", "range", "", "range", ""),
        ("几十", "20", "100", "range", "", "range", ""),
        ("六十余", "60", "", "integer", "", "more_than", ""),
        ("近四成", "40", "", "percent", "%", "about", ""),
        ("上万", "10000", "", "integer", "", "at_least", ""),
        ("翻三番", "8", "", "multiple", "倍", "exact", ""),
        ("增长2.5倍", "3.5", "", "multiple", "倍", "exact", ""),
        ("是去年的2.5倍", "2.5", "", "multiple", "倍", "exact", ""),
        ("5:2", "2.5", "", "ratio", "", "exact", "5/2"),
        ("六元八角三分", "6.83", "", "money", "元", "exact", ""),
        ("2014年", "2014", "", "date", "", "exact", ""),
        ("2014年3-8月", "2014-03..2014-08", "", "date", "", "exact", ""),
        ("2014年7月9日", "2014-07-09", "", "date", "", "exact", ""),
    ];
    let lines: Vec<_> = table.iter().map(|row| row.0).collect();
    let or_null = |text: &str| if text.is_empty() { Value::Null } else { json!(text) };
    for ((text, value, upper, kind, unit, bound, fraction), line) in
        table.iter().zip(answers(&["--parse"], &lines))
    {
        let expected = json!({
            "value": value, "upper": or_null(upper), "bound": bound, "kind": kind,
            "unit": or_null(unit), "fraction": or_null(fraction), "alternatives": [],
        });
        assert_eq!(parsed(&line), expected, "{text}");
    }
}

#[test]
fn what_is_no_number_is_a_name_or_an_error_with_its_place() {
    let name = parsed(&answers(&["--parse"], &["统一"])[0]);
    assert_eq!((&name["kind"], &name["value"]), (&json!("name"), &Value::Null));
    let lines = ["二二百", "2.4.6", "点", "五百百"];
    for (text, line) in lines.iter().zip(answers(&["--parse"], &lines)) {
        let answer = parsed(&line);
        assert!(answer["error"].is_string() && answer["at"].is_u64(), "{text}: {line}");
    }
    assert_eq!(parsed(&answers(&["--parse"], &["五百百"])[0])["at"], 6);
    let ambiguous = parsed(&answers(&["--parse"], &["四亿六千"])[0]);
    assert_eq!(ambiguous["alternatives"], json!(["460000000"]));
}

#[test]
fn mentions_have_byte_offsets_into_the_line() {
    let line = "第一、二、三批共补助45万元";
    let answer = parsed(&answers(&["--find"], &[line])[0]);
    let mentions = answer["mentions"].as_array().unwrap();
    let values: Vec<_> = mentions.iter().map(|mention| mention["value"].as_str().unwrap()).collect();
    assert_eq!(values, ["1", "2", "3", "450000"]);
    for mention in mentions {
        let at = |key: &str| usize::try_from(mention[key].as_u64().unwrap()).unwrap();
        assert_eq!(&line[at("start")..at("end")], mention["text"].as_str().unwrap());
    }
}

#[test]
fn a_json_line_may_hold_line_breaks() {
    let answer = parsed(&answers(&["--find", "--json"], &["\"新建6所\\n改建9所\""])[0]);
    assert_eq!(answer["mentions"].as_array().unwrap().len(), 2);
    let broken = parsed(&answers(&["--parse", "--json"], &["六所"])[0]);
    assert!(broken["error"].is_string());
}

#[test]
fn figures_are_written_in_each_style() {
    let styles = [
        ("lower", "20460", "二万零四百六十"),
        ("financial", "20460", "贰万零肆佰陆拾"),
        ("traditional", "20460", "二萬零四百六十"),
        ("digits", "2046", "二零四六"),
        ("rmb", "20.46", "贰拾元肆角陆分"),
        ("percent", "20.4", "百分之二十点四"),
    ];
    for (style, figure, words) in styles {
        assert_eq!(answers(&["--format", style], &[figure]), [words]);
    }
}

#[test]
fn a_line_is_answered_before_the_next_is_read() {
    let mut child = program(&["--parse"]).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    for (line, value) in [("七", "7"), ("八十", "80")] {
        writeln!(input, "{line}").unwrap();
        input.flush().unwrap();
        let mut answer = String::new();
        output.read_line(&mut answer).unwrap();
        assert_eq!(parsed(&answer)["value"], value);
    }
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[test]
fn help_says_what_the_fields_are_and_a_wrong_call_fails() {
    let help = program(&["--help"]).output().unwrap();
    assert!(help.status.success() && String::from_utf8(help.stdout).unwrap().contains("--format"));
    let wrong = program(&["--spell"]).output().unwrap();
    assert!(!wrong.status.success() && wrong.stdout.is_empty());
}
