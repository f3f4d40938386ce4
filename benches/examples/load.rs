//! Reads one generated document after another and tells how much memory the process holds: a flat line.
//! `cargo run --release -p yigai-benches --example load [DOCUMENTS [BYTES]]`, 10,000 of 2 KB by default. The status is 1 where
//! the line rises.
#![allow(clippy::print_stdout, reason = "a program")]

use std::process::ExitCode;
use std::time::Instant;

use yigai::{Options, Report};
use yigai_samples::{Recipe, generate};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1).map(|argument| argument.parse());
    let mut number = |otherwise| arguments.next().and_then(Result::ok).unwrap_or(otherwise);
    let (documents, size) = (number(10_000_u64).max(10), number(2_000) as usize);
    let options = Options::default();
    let begun = Instant::now();
    let (mut bytes, mut refused, mut held) = (0, 0, Vec::new());
    for seed in 0..documents {
        let sample = generate(seed, &Recipe::any(seed).size(size));
        bytes += sample.bytes.len();
        match Report::read(&sample.bytes, &options) {
            // The JSON, too: it is the largest thing made of a report.
            Ok(report) => drop(std::hint::black_box(report.to_json("a"))),
            Err(_) => refused += 1,
        }
        if (seed + 1) % (documents / 10) == 0 {
            let Some(memory) = memory() else {
                println!("this system does not tell how much memory a process holds");
                return ExitCode::from(2);
            };
            held.push(memory);
            println!(
                "{:>9} documents {:>6} MB read {memory:>8} KB held {:>6} s",
                seed + 1,
                bytes / 1_000_000,
                begun.elapsed().as_secs()
            );
        }
    }
    println!("{refused} were refused");
    // What is made once is there after the first tenth; pages that the allocator keeps come and go.
    let rises = held.first().zip(held.last()).is_some_and(|(first, last)| *last > first + first / 10 + 2_000);
    println!("{}", if rises { "the memory grows" } else { "the line is flat" });
    ExitCode::from(u8::from(rises))
}

/// Kilobytes that the process holds.
fn memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find(|line| line.starts_with("VmRSS:"))?.split_whitespace().nth(1)?.parse().ok()
}
