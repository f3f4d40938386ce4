//! The audit beside the extraction that feeds it, over the same reports: it should take at most half as long. And a long
//! report of more than 20,000 numbers, against one of half its size: time grows with the number of figures, not with its
//! square.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use yigai::audit::{Input, audit};
use yigai::extract::Extractor;
use yigai::text::Document;
use yigai::{Options, Report};
use yigai_samples::{Damage, Recipe, generate};

fn report(recipe: &Recipe) -> Option<(Document, Report)> {
    let sample = generate(20, recipe);
    let options = Options::default();
    let document = Document::read(&sample.bytes, &options.text).ok()?;
    Some((document, Report::read(&sample.bytes, &options).ok()?))
}

fn bench(c: &mut Criterion) {
    let options = Options::default();
    let Ok(extractor) = Extractor::builtin() else { return };
    let recipes = [
        ("clean", Recipe::clean()),
        ("damaged", Recipe::clean().with(Damage::NumberProgram)),
        ("half", Recipe::clean().size(600_000)),
        ("long", Recipe::clean().size(1_200_000)),
    ];
    for (name, recipe) in recipes {
        let Some((document, report)) = report(&recipe) else { continue };
        let mut group = c.benchmark_group(format!("audit-{name}-{}", report.mentions().len()));
        group.sample_size(10);
        group.bench_function("extract", |b| {
            b.iter(|| extractor.extract(black_box(&document), &options.extract).mentions.len())
        });
        let input =
            Input::new(document.clean(), report.mentions(), report.observations(), report.relations());
        group.bench_function("audit", |b| b.iter(|| audit(black_box(&input), &options.audit).len()));
        group.finish();
    }
}

criterion_group!(benches, bench);
criterion_main!(benches);
