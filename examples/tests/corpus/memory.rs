//! Memory does not grow with the number of reports.
#![cfg(target_os = "linux")]

use std::fs;
use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;

use crate::{corpus, folders, write_reports};

/// The most memory that a run over so many reports held, in kilobytes.
fn peak(reports: u64) -> u64 {
    let (folder, out) = folders(&format!("memory-{reports}"));
    write_reports(&folder, 0..reports);
    let mut child =
        corpus(&folder, &out, &["--jsonl", "--threads", "2"]).stdout(Stdio::null()).spawn().unwrap();
    let mut peak = 0;
    while child.try_wait().unwrap().is_none() {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        peak = peak.max(kilobytes.unwrap_or(0));
        sleep(Duration::from_millis(5));
    }
    assert!(child.wait().unwrap().success() && peak > 0);
    peak
}

#[test]
fn memory_does_not_grow_with_the_number_of_reports() {
    let (few, many) = (peak(40), peak(200));
    assert!(many < 300_000, "{many} kB");
    assert!(many < few + few / 4 + 10_000, "{few} kB for 40 reports, {many} kB for 200");
}
