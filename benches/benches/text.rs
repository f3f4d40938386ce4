//! Cleaning report text, beside `std::str::from_utf8` over the same text in the same run.
//!
//! Only ratios inside one run mean something: the last lines print them.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout, clippy::float_arithmetic)] // ratios of times are no values of a report

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use encoding_rs::GB18030;
use yigai_samples::{Damage, Recipe, generate};
use yigai_text::{Document, Options};

/// Different reports, one after the other.
fn reports(bytes: usize, recipe: &Recipe) -> String {
    let mut out = String::with_capacity(bytes + 20_000);
    for seed in 0.. {
        if out.len() >= bytes {
            break;
        }
        out.push_str(&generate(seed, recipe).text);
        out.push('\n');
    }
    out
}

/// The best of several rounds: a busy machine only ever adds time.
fn best(rounds: usize, mut work: impl FnMut()) -> Duration {
    (0..rounds)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .min()
        .unwrap_or_default()
}

fn clean(bytes: &[u8], options: &Options) -> usize {
    Document::read(black_box(bytes), options).unwrap().clean().len()
}

fn check(bytes: &str) -> bool {
    std::str::from_utf8(black_box(bytes.as_bytes())).is_ok()
}

fn ratio(text: &str, bytes: &[u8], options: &Options, rounds: usize) -> f64 {
    let ours = best(rounds, || {
        black_box(clean(bytes, options));
    });
    let utf8 = best(2 * rounds, || {
        black_box(check(text));
    });
    utf8.as_secs_f64() / ours.as_secs_f64()
}

/// The most memory the process ever held, where the system tells.
fn peak() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<usize>().ok().map(|kilobytes| kilobytes * 1024)
}

fn cleaning(c: &mut Criterion) {
    let options = Options::default();
    // Memory first: the peak only ever grows.
    let line = reports(50 << 20, &Recipe::clean()).replace('\n', " ");
    let before = peak();
    black_box(clean(line.as_bytes(), &options));
    if let (Some(before), Some(after)) = (before, peak()) {
        let times = (after - before + line.len()) as f64 / line.len() as f64;
        println!("memory: {times:.1} x the input, the input itself included (at most 6)");
    }

    let report = reports(1 << 20, &Recipe::clean());
    let gb18030 = GB18030.encode(&report).0.into_owned();
    let washed = reports(1 << 20, &Recipe::clean().with(Damage::Washing));
    let mut group = c.benchmark_group("reports of 1 MB");
    group.throughput(Throughput::Bytes(report.len() as u64)).sample_size(20);
    group.bench_function("clean UTF-8", |b| b.iter(|| clean(report.as_bytes(), &options)));
    group.bench_function("clean GB18030", |b| b.iter(|| clean(&gb18030, &options)));
    group.bench_function("from_utf8", |b| b.iter(|| check(&report)));
    group.finish();

    println!(
        "ratio: UTF-8 over from_utf8: {:.2} (at least 0.15)",
        ratio(&report, report.as_bytes(), &options, 15)
    );
    println!(
        "ratio: GB18030 over from_utf8, by output: {:.2} (at least 0.12)",
        ratio(&report, &gb18030, &options, 15)
    );
    // One report, as most files are: what a document costs before its first character weighs most there.
    let small = generate(20, &Recipe::clean().size(10_000)).text;
    let small_gb18030 = GB18030.encode(&small).0.into_owned();
    println!(
        "ratio: one report of 10 KB: UTF-8 {:.2}, GB18030 {:.2} (no less than the large one)",
        ratio(&small, small.as_bytes(), &options, 500),
        ratio(&small, &small_gb18030, &options, 500)
    );
    println!("ratio: swapped words over from_utf8: {:.2}", ratio(&washed, washed.as_bytes(), &options, 15));
    println!("ratio: 50 MB on one line: {:.2} (the same: flat)", ratio(&line, line.as_bytes(), &options, 3));
}

criterion_group!(benches, cleaning);
criterion_main!(benches);
