//! Long input takes long, and works.

use std::time::{Duration, Instant};

use yigai::contract::Report;

use crate::{feed, stderr, stdout};

/// One line of so many bytes, every sentence with other numbers.
fn line(bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 200);
    let mut n = 0;
    while text.len() < bytes {
        n += 1;
        text.push_str(&format!(
            "第{n}村有农民{}人，参合{}人，参合率{}.{}%；",
            n * 7 + 300,
            n * 6 + 290,
            80 + n % 19,
            n % 10
        ));
    }
    text
}

fn time(text: &str) -> (Duration, Report) {
    let start = Instant::now();
    let output = feed(&["--format", "json", "-"], text.as_bytes());
    let time = start.elapsed();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    (time, serde_json::from_str(stdout(&output).trim()).unwrap())
}

/// Ten megabytes where everything is slow already, fifty in a release build.
const BYTES: usize = if cfg!(debug_assertions) { 10_000_000 } else { 50_000_000 };

#[test]
fn a_line_of_many_megabytes_takes_linear_time() {
    let (short, _) = time(&line(BYTES / 10));
    let (long, report) = time(&line(BYTES));
    assert!(report.mentions.len() > BYTES / 100, "{} mentions", report.mentions.len());
    // Ten times the input, ten times the time; the rest is room for a machine that is busy.
    assert!(long < short * 40 + Duration::from_secs(2), "{short:?} for a tenth, {long:?} for all");
}
