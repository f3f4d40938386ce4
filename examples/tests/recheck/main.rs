//! Every verdict over the sample reports can be redone from the JSON alone, by a program that shares no code with the audit.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)] // a test that cannot go on fails

mod repair;

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// Every document that stands in the project as an example: what users are shown, and what the rules were not written for.
fn samples() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<PathBuf> = ["data", "tests/annotated/documents"]
        .iter()
        .flat_map(|folders| std::fs::read_dir(folder.join(folders)).expect("the samples are there"))
        .map(|entry| entry.expect("an entry can be read").path())
        .filter(|path| {
            path.extension().is_some_and(|kind| ["txt", "html", "docx"].iter().any(|known| kind == *known))
        })
        .collect();
    files.sort();
    files
}

fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_recheck"))
        .args(arguments)
        .env("LC_ALL", "C")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    // Where the program stops before the end of its input the pipe is closed, which is for its status to tell.
    let _ = child.stdin.take().expect("it has an input").write_all(input);
    child.wait_with_output().expect("it ends")
}

fn recheck(json: &[u8]) -> (String, bool) {
    let output = run(&["-"], json);
    (String::from_utf8(output.stdout).expect("the output is text"), output.status.success())
}

fn report(files: &[PathBuf]) -> Vec<u8> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_report"));
    command.args(["--format", "json"]).args(files).output().expect("it runs").stdout
}

#[test]
fn every_verdict_over_the_samples_is_confirmed() {
    let (text, right) = recheck(&report(&samples()));
    assert!(right, "{text}");
    let confirmed: u32 =
        text.split_whitespace().next().and_then(|count| count.parse().ok()).expect("a count comes first");
    assert!(confirmed > 600, "{text}");
}

#[test]
fn a_changed_verdict_is_found() {
    let json = String::from_utf8(report(&samples())).expect("the report is text");
    let turned = json.replacen(r#""verdict":"consistent""#, r#""verdict":"inconsistent""#, 1);
    assert_ne!(json, turned);
    let (text, right) = recheck(turned.as_bytes());
    assert!(!right && text.contains("1 wrong"), "{text}");
}

#[test]
fn damaged_reports_are_confirmed_too() {
    use yigai_samples::{Damage, Recipe, generate};
    let folder = std::env::temp_dir().join(format!("recheck-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("the temporary folder can be written");
    let recipes = [
        Recipe::clean().with(Damage::Slips(4)),
        Recipe::clean().with(Damage::NumberProgram).with(Damage::Washing),
        Recipe::clean().with(Damage::LostPercent),
    ];
    let mut files = Vec::new();
    for (number, recipe) in recipes.iter().enumerate() {
        for seed in 0..6 {
            let file = folder.join(format!("{number}-{seed}.txt"));
            std::fs::write(&file, generate(seed, recipe).bytes).expect("it can be written");
            files.push(file);
        }
    }
    let (text, right) = recheck(&report(&files));
    std::fs::remove_dir_all(&folder).expect("it is there");
    assert!(right, "{text}");
}

#[test]
fn it_speaks_both_languages_and_says_what_is_wrong_with_a_call() {
    let line = br#"{"document":{"path":"a.txt"},"mentions":[{"value":"5"},{"value":"3"}],"findings":[
        {"rule":"repeat","verdict":"consistent","grade":"exact","formula":"5 = 3","mentions":[0,1],
        "intervals":[["5","5","[]"],["3","3","[]"]],"computed":"3"}]}"#;
    let line: Vec<u8> = line.iter().copied().filter(|byte| *byte != b'\n').collect();
    let text = |output: &Output| {
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
    };
    let english = run(&[], &line);
    assert_eq!(english.status.code(), Some(1), "{}", text(&english));
    assert!(
        text(&english).contains("a.txt: repeat consistent 5 = 3: the sides are 2 apart"),
        "{}",
        text(&english)
    );
    let chinese = run(&["--lang", "zh"], &line);
    assert!(text(&chinese).contains("0 条结论得到证实，0 条无算式，1 条有误"), "{}", text(&chinese));
    for (arguments, says) in [
        (["--help"].as_slice(), "Redoes every verdict"),
        (&["--lang", "zh", "-h"], "重算一遍"),
        (&["--version"], "recheck "),
        (&["--lang", "fr"], "unknown value \"fr\""),
        (&["--colour"], "there is no option --colour"),
        (&["/no/such/file"], "/no/such/file: "),
    ] {
        let output = run(arguments, b"");
        assert!(text(&output).contains(says), "{arguments:?}: {}", text(&output));
        let fails = !says.starts_with(['R', 'r', '重']);
        assert_eq!(output.status.code(), Some(if fails { 2 } else { 0 }), "{arguments:?}");
    }
    let broken = run(&["-"], b"{\"format\":1}\nno json\n");
    assert!(text(&broken).contains("line 2 is no output of report --format json"), "{}", text(&broken));
    assert_eq!(broken.status.code(), Some(2));
}
