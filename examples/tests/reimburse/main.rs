//! The program `reimburse`, run as a user runs it.

// Helpers of tests may fail as loudly as tests.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const SCHEMES: [(&str, &str); 2] = [("nrcms-2011", "episodes-2011"), ("residents-2018", "episodes-2018")];

fn reimburse(arguments: &[&str], input: &str) -> Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_reimburse"));
    command.current_dir(root).env_clear().args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A program that refuses its scheme may go without reading.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn scheme(name: &str) -> String {
    format!("examples/data/schemes/{name}.toml")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Status, standard output and standard error in one readable text.
fn seen(output: &Output) -> String {
    let status = output.status.code().unwrap();
    format!("{}--- stderr\n{}--- status {status}\n", text(&output.stdout), text(&output.stderr))
}

#[test]
fn both_schemes_settle_their_bills() {
    for (rules, bills) in SCHEMES {
        let bills = format!("examples/data/schemes/{bills}.csv");
        for lang in ["zh", "en"] {
            let output = reimburse(&["--lang", lang, &scheme(rules), &bills], "");
            insta::assert_snapshot!(format!("{rules}.{lang}"), seen(&output));
        }
    }
}

#[test]
fn the_lines_of_a_bill_add_up_to_its_cost() {
    let (rules, bills) = SCHEMES[0];
    let bills = format!("examples/data/schemes/{bills}.csv");
    let output = reimburse(&["--format", "csv", &scheme(rules), &bills], "");
    assert_eq!(output.status.code(), Some(0));
    let mut sums = std::collections::BTreeMap::<String, rust_decimal::Decimal>::new();
    for row in csv::Reader::from_reader(output.stdout.as_slice()).records() {
        let row = row.unwrap();
        *sums.entry(row[0].to_owned()).or_default() += row[4].parse::<rust_decimal::Decimal>().unwrap();
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut count = 0;
    for row in csv::Reader::from_path(root.join(bills)).unwrap().records() {
        let row = row.unwrap();
        assert_eq!(sums[&row[0]], row[9].parse().unwrap(), "{}", &row[0]);
        count += 1;
    }
    assert_eq!(count, sums.len());
}

#[test]
fn bad_lines_are_named_and_the_others_settled() {
    let bills = "id,person,date,care,level,cost,out_of_list,enrolled\n\
                 A,甲,2011-13-01,inpatient,county,5,,\n\
                 B,甲,2011-03-01,inpatient,county,,,\n\
                 C,甲,2011-03-01,surgery,county,5,,\n\
                 D,甲,2011-03-01,inpatient,county,1e3,,\n\
                 E,甲,2011-03-01\n\
                 F,甲,2011-03-01,inpatient,county,-20,,\n\
                 G,甲,2011-03-01,inpatient,county,100,100.01,\n\
                 H,甲,2011-03-01,inpatient,county,2000,,2011-04-01\n\
                 I,甲,2012-03-01,inpatient,county,2000,,\n\
                 J,甲,2011-03-01,inpatient,village,2000,,\n\
                 K,甲,2011-03-01,inpatient,county,1300,,\n";
    for lang in ["zh", "en"] {
        let output = reimburse(&["--lang", lang, &scheme("nrcms-2011"), "-"], bills);
        insta::assert_snapshot!(format!("bad_lines.{lang}"), seen(&output));
        assert_eq!(output.status.code(), Some(1));
    }
}

#[test]
fn a_bad_scheme_or_call_is_refused_with_status_2() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let rules = std::fs::read_to_string(root.join(scheme("nrcms-2011"))).unwrap();
    let own = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("bad-scheme.toml");
    let mut seen_all = String::new();
    for (from, to) in [
        ("ratio = \"80%\"", "ratio = \"180%\""),
        ("annual_cap = 50000", "annual_cap = 500"),
        ("level = \"county\"", "level = \"township\""),
        ("deductible = 100\n", "deductible = -100\n"),
        ("fixed", "amount"),
    ] {
        std::fs::write(&own, rules.replacen(from, to, 1)).unwrap();
        let output = reimburse(&["--lang", "en", own.to_str().unwrap(), "-"], "id\n");
        assert_eq!((output.status.code(), text(&output.stdout).as_str()), (Some(2), ""));
        seen_all.push_str(&text(&output.stderr).replace(own.to_str().unwrap(), "SCHEME"));
    }
    for arguments in [
        &[][..],
        &["one"],
        &["--colour", "a", "b"],
        &["--format", "xml", "a", "b"],
        &["no-such-file", "-"],
        &["examples/data", "-"],
        &["examples/data/schemes/nrcms-2011.toml", "examples/data/schemes"],
        &["examples/data/schemes/nrcms-2011.toml", "-"],
    ] {
        let output = reimburse(arguments, "id,person\n");
        assert_eq!((output.status.code(), text(&output.stdout).as_str()), (Some(2), ""), "{arguments:?}");
        seen_all.push_str(&text(&output.stderr));
    }
    insta::assert_snapshot!(seen_all);
}

#[test]
fn help_in_both_languages_names_the_same_options() {
    let options = |lang: &str| {
        let output = reimburse(&["--lang", lang, "--help"], "");
        assert_eq!(output.status.code(), Some(0));
        let help = text(&output.stdout);
        let words = help.split(|c: char| !c.is_ascii_lowercase() && c != '-' && c != '_').map(str::to_owned);
        let mut found: Vec<_> =
            words.filter(|word| word.starts_with("--") || word.contains('_') || word == "enrolled").collect();
        found.sort();
        found.dedup();
        found
    };
    assert_eq!(options("zh"), options("en"));
    assert!(options("en").contains(&"--format".to_owned()));
}
