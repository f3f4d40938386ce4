//! Long input takes long, and works.

use std::process::{Output, Stdio};
use std::time::{Duration, Instant};

use yigai::contract::Report;

use crate::{report, stderr, stdout};

/// One line of so many bytes.
fn line(bytes: usize, stop: &str) -> String {
    let mut text = String::with_capacity(bytes + 200);
    // A short text and a long one hold the same numbers, the long one more often.
    for n in (1..600).cycle() {
        if text.len() >= bytes {
            break;
        }
        text.push_str(&format!(
            "第{n}村有农民{}人，参合{}人，参合率{}.{}%{stop}",
            n * 7 + 300,
            n * 6 + 290,
            80 + n % 19,
            n % 10
        ));
    }
    text
}

/// Runs the program over a file of its own and ends it after `patience`, so that a slow one fails and does not hang.
fn run_within(patience: Duration, name: &str, text: &str) -> Option<(Duration, Output)> {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (input, output) = (folder.join(name), folder.join(format!("{name}.json")));
    std::fs::write(&input, text).unwrap();
    let out = std::fs::File::create(&output).unwrap();
    let start = Instant::now();
    let mut child =
        report().args(["--format", "json"]).arg(&input).stdout(out).stderr(Stdio::piped()).spawn().unwrap();
    while child.try_wait().unwrap().is_none() {
        if start.elapsed() > patience {
            child.kill().unwrap();
            child.wait().unwrap();
            return None;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    let time = start.elapsed();
    let mut result = child.wait_with_output().unwrap();
    result.stdout = std::fs::read(&output).unwrap();
    std::fs::remove_file(input).unwrap();
    std::fs::remove_file(output).unwrap();
    Some((time, result))
}

/// Fifty megabytes; half of one in a build without optimisation, where everything is slow already.
const BYTES: usize = if cfg!(debug_assertions) { 500_000 } else { 50_000_000 };

/// Ten times the input may take ten times the time; the rest of the patience is for a machine that is busy.
fn grows_linearly(name: &str, stop: &str) {
    let mut patience = Duration::from_secs(60);
    for bytes in [BYTES / 10, BYTES] {
        let file = format!("{name}-{bytes}.txt");
        let Some((time, output)) = run_within(patience, &file, &line(bytes, stop)) else {
            panic!("{bytes} bytes are not done after {patience:?}");
        };
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let report: Report = serde_json::from_str(stdout(&output).trim()).unwrap();
        assert!(report.mentions.len() > bytes / 100, "{} mentions", report.mentions.len());
        patience = time * 30 + Duration::from_secs(10);
    }
}

#[test]
fn one_line_of_many_sentences() {
    grows_linearly("sentences", "。");
}

#[test]
fn one_sentence_without_an_end() {
    grows_linearly("sentence", "；");
}
