//! One report, read once and audited many times, for a profiler: `valgrind --tool=callgrind target/release/examples/audit_cost damaged`.
use std::hint::black_box;

use yigai::audit::{Input, audit};
use yigai::{Options, Report};
use yigai_samples::{Damage, Recipe, generate};

fn main() {
    let recipe = match std::env::args().nth(1).as_deref() {
        Some("damaged") => Recipe::clean().with(Damage::NumberProgram),
        Some("long") => Recipe::clean().size(1_200_000),
        _ => Recipe::clean(),
    };
    let sample = generate(20, &recipe);
    let options = Options::default();
    let Ok(report) = Report::read(&sample.bytes, &options) else { return };
    let document = yigai::text::Document::read(&sample.bytes, &options.text);
    let Ok(document) = document else { return };
    let input = Input::new(document.clean(), report.mentions(), report.observations(), report.relations());
    for _ in 0..5 {
        black_box(audit(black_box(&input), &options.audit).len());
    }
}
