//! What each layer costs, as ratios inside one run: `cargo run --release -p yigai-benches --example layers`.
//!
//! - With the name of a layer (a number of rounds, and an input) only that layer runs, for a profiler:
//!   `valgrind --tool=callgrind target/release/examples/layers extract 5`.
//! - With `file PATH` the table is that of a file; `text BYTES` prints a generated report.
#![allow(clippy::print_stdout, reason = "a program")]

use std::hint::black_box;
use std::time::Duration;

use chinese_number::{ChineseCountMethod, ChineseToNumber};
use rust_decimal::Decimal;
use yigai::Options;
use yigai_benches::best;
use yigai_benches::inputs::{inputs, spread};
use yigai_benches::layers::{LAYERS, Prepared};
use yigai_samples::{Recipe, generate};

fn main() {
    let options = Options::default();
    let mut arguments = std::env::args().skip(1);
    match (arguments.next().as_deref(), arguments.next()) {
        (None, _) => {
            for input in inputs() {
                table(input.name, input.bytes, &options);
            }
            let spread = spread();
            table(spread.name, spread.bytes, &options);
            numbers();
        }
        (Some("file"), Some(path)) => match std::fs::read(&path) {
            Ok(bytes) => table(&path, bytes, &options),
            Err(error) => println!("{path}: {error}"),
        },
        (Some("text"), Some(bytes)) => {
            let size = bytes.parse().unwrap_or(100_000);
            print!("{}", generate(20, &Recipe::clean().size(size)).text);
        }
        (Some(name), rounds) => {
            let rounds = rounds.and_then(|rounds| rounds.parse().ok()).unwrap_or(5);
            let layer = LAYERS.iter().find(|layer| layer.name == name);
            let wanted = arguments.next().unwrap_or_else(|| "10 KB".to_owned());
            let input = inputs().into_iter().find(|input| input.name == wanted);
            let prepared = input.and_then(|input| Prepared::new(input.bytes, &options));
            let (Some(layer), Some(prepared)) = (layer, prepared) else {
                println!("there is no layer {name}");
                return;
            };
            best(rounds, || (layer.run)(&prepared, &options));
        }
    }
}

fn table(name: &str, bytes: Vec<u8>, options: &Options) {
    let Some(prepared) = Prepared::new(bytes, options) else {
        println!("{name} is no report");
        return;
    };
    let size = prepared.bytes.len() as u128;
    let rounds = match size {
        ..50_000 => 60,
        50_000..500_000 => 20,
        _ => 5,
    };
    let numbers = prepared.report.mentions().len() as u128;
    println!("{name}: {size} bytes, {numbers} numbers, {} a kilobyte", numbers * 1000 / size);
    let mut reference = None;
    for layer in LAYERS {
        let time = best(rounds, || (layer.run)(&prepared, options)).as_nanos().max(1);
        let ratio = *reference.get_or_insert(time) * 10_000 / time;
        let goal = layer.goal.map_or_else(String::new, |goal| format!(" (goal {})", parts(goal)));
        println!(
            "  {:8} {time:>12} ns {:>6} MB/s {:>7} of from_utf8{goal}",
            layer.name,
            size * 1000 / time,
            parts(ratio)
        );
    }
}

/// Ten-thousandths as a decimal.
fn parts(ratio: u128) -> String {
    format!("{}.{:04}", ratio / 10_000, ratio % 10_000)
}

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

const DECIMALS: [&str; 8] = ["7", "305", "98.26", "1347.5", "203412", "8136.53", "12345678.9", "0.125"];

/// Single numbers, beside others that read them.
fn numbers() {
    let nanoseconds = |time: Duration| time.as_nanos().max(1) * 100 / 8 / 2000;
    let time = |numerals: &[&str; 8], read: fn(&str)| {
        nanoseconds(best(200, || {
            (0..2000).for_each(|_| numerals.iter().for_each(|text| read(black_box(text))))
        }))
    };
    let ours: fn(&str) = |text| {
        let _ = black_box(yigai_numeral::parse(text));
    };
    let chinese = time(&NUMERALS, |text| {
        let value: Result<i64, _> = text.to_number(ChineseCountMethod::TenThousand);
        let _ = black_box(value);
    });
    let decimal = time(&DECIMALS, |text| {
        let _ = black_box(text.parse::<Decimal>());
    });
    println!("one number, in hundredths of a nanosecond");
    let ratio = |ours: u128, theirs: u128| parts(ours * 10_000 / theirs);
    let (numeral, digits) = (time(&NUMERALS, ours), time(&DECIMALS, ours));
    println!(
        "  Chinese numeral: ours {numeral}, chinese-number {chinese}: {} of its time (goal 0.5)",
        ratio(numeral, chinese)
    );
    println!("  digits: ours {digits}, rust_decimal {decimal}: {} of its time", ratio(digits, decimal));
}
