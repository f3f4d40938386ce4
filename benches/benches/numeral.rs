//! Parsing one numeral, beside the crate chinese-number on the numerals that both read.
//!
//! Only ratios inside one run mean something: the last lines print them.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout, clippy::float_arithmetic)] // ratios of times are no values of a report

use std::hint::black_box;
use std::time::{Duration, Instant};

use chinese_number::{ChineseCountMethod, ChineseToNumber};
use criterion::{Criterion, criterion_group, criterion_main};

/// From one to nineteen characters, as reports write them.
const NUMERALS: [&str; 8] = [
    "七",
    "二十三",
    "三百零五",
    "一千二百三十四",
    "九万一千四百六十三",
    "三十二万零八十",
    "一百二十三万四千五百六十七",
    "三十二亿一千二百三十四万五千六百七十八",
];

fn ours(numerals: &[&str]) {
    for numeral in numerals {
        let _ = black_box(yigai_numeral::parse(black_box(numeral)));
    }
}

fn theirs(numerals: &[&str]) {
    for numeral in numerals {
        let value: Result<i64, _> = black_box(numeral).to_number(ChineseCountMethod::TenThousand);
        let _ = black_box(value);
    }
}

/// The best of many rounds: a busy machine only ever adds time.
fn best(mut work: impl FnMut()) -> Duration {
    (0..40)
        .map(|_| {
            let start = Instant::now();
            for _ in 0..2_000 {
                work();
            }
            start.elapsed()
        })
        .min()
        .unwrap_or_default()
}

fn parse(c: &mut Criterion) {
    for numeral in NUMERALS {
        let value: i64 = numeral.to_number(ChineseCountMethod::TenThousand).unwrap();
        assert_eq!(yigai_numeral::parse(numeral).unwrap().value.to_string(), value.to_string());
    }
    let mut group = c.benchmark_group("parse eight numerals");
    group.bench_function("yigai-numeral", |b| b.iter(|| ours(&NUMERALS)));
    group.bench_function("chinese-number", |b| b.iter(|| theirs(&NUMERALS)));
    group.finish();
    let (a, b) = (best(|| ours(&NUMERALS)), best(|| theirs(&NUMERALS)));
    println!(
        "ratio: parse, yigai-numeral over chinese-number: {:.2} (at most 0.70)",
        a.as_secs_f64() / b.as_secs_f64()
    );
    let mut group = c.benchmark_group("parse composite forms");
    for text in ["百分之九十八点五", "1347.5万", "三分之二", "十七八万", "3—5", "不低于75%"]
    {
        group.bench_function(text, |b| b.iter(|| black_box(yigai_numeral::parse(black_box(text)))));
    }
    group.finish();
}

criterion_group!(benches, parse);
criterion_main!(benches);
