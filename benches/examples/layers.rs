//! What each layer costs, as ratios inside one run: `cargo run --release -p yigai-benches --example layers`.
//!
//! With a layer's name (a number of rounds, and a size) only that layer runs, for a profiler:
//! `valgrind --tool=callgrind target/release/examples/layers extract 5`.
#![allow(clippy::print_stdout, reason = "a program")]
use std::hint::black_box;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use yigai::audit::{Input, audit};
use yigai::extract::Extractor;
use yigai::quantity::Scanner;
use yigai::text::Document;
use yigai::{Options, Report};
use yigai_samples::{Damage, Recipe, generate};

/// A report and what the layers before the timed one made of it.
struct Prepared {
    bytes: Vec<u8>,
    document: Document,
    report: Report,
}

fn prepare(recipe: &Recipe, options: &Options) -> Option<Prepared> {
    let bytes = generate(20, recipe).bytes;
    let document = Document::read(&bytes, &options.text).ok()?;
    let report = Report::read(&bytes, options).ok()?;
    Some(Prepared { bytes, document, report })
}

type Layer = (&'static str, fn(&Prepared, &Options));

const LAYERS: [Layer; 6] = [
    ("utf8", |p, _| {
        black_box(std::str::from_utf8(black_box(p.document.clean().as_bytes())).is_ok());
    }),
    ("clean", |p, options| {
        black_box(Document::read(black_box(&p.bytes), &options.text).is_ok());
    }),
    ("scan", |p, _| {
        static SCANNER: LazyLock<Scanner> = LazyLock::new(Scanner::default);
        black_box(SCANNER.find(black_box(p.document.clean())).len());
    }),
    ("extract", |p, options| {
        let Ok(extractor) = Extractor::builtin() else { return };
        black_box(extractor.extract(black_box(&p.document), &options.extract).observations.len());
    }),
    ("audit", |p, options| {
        let (r, text) = (&p.report, p.document.clean());
        let input = Input::new(text, r.mentions(), r.observations(), r.relations());
        black_box(audit(black_box(&input), &options.audit).len());
    }),
    ("whole", |p, options| {
        black_box(Report::read(black_box(&p.bytes), options).is_ok());
    }),
];

fn best(rounds: u32, mut run: impl FnMut()) -> Duration {
    let timed = |()| {
        let begun = Instant::now();
        run();
        begun.elapsed()
    };
    std::iter::repeat_n((), rounds as usize).map(timed).min().unwrap_or_default()
}

fn main() {
    let options = Options::default();
    let recipes = [
        ("10 KB", Recipe::clean().size(10_000)),
        ("10 KB, damaged", Recipe::clean().size(10_000).with(Damage::NumberProgram)),
        ("1 MB", Recipe::clean().size(1_000_000)),
    ];
    let mut arguments = std::env::args().skip(1);
    if let Some(name) = arguments.next() {
        let rounds = arguments.next().and_then(|rounds| rounds.parse().ok()).unwrap_or(5);
        let Some((_, layer)) = LAYERS.iter().find(|(layer, _)| *layer == name) else { return };
        let size = arguments.next().unwrap_or_default();
        let recipe = recipes.iter().find(|(name, _)| *name == size).unwrap_or(&recipes[0]);
        let Some(prepared) = prepare(&recipe.1, &options) else { return };
        best(rounds, || layer(&prepared, &options));
        return;
    }
    for (name, recipe) in &recipes {
        let Some(prepared) = prepare(recipe, &options) else { continue };
        let rounds = if prepared.bytes.len() > 100_000 { 3 } else { 50 };
        println!("{name}: {} bytes, {} numbers", prepared.bytes.len(), prepared.report.mentions().len());
        let mut reference = None;
        for (layer, run) in LAYERS {
            let time = best(rounds, || run(&prepared, &options)).as_nanos().max(1);
            let reference = *reference.get_or_insert(time);
            let speed = prepared.bytes.len() as u128 * 1000 / time;
            let ratio = reference * 10_000 / time;
            println!(
                "  {layer:8} {:>12} ns {speed:>6} MB/s {:>3}.{:04} of from_utf8",
                time,
                ratio / 10_000,
                ratio % 10_000
            );
        }
    }
}
