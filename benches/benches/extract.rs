//! Extraction alone, clean text in, beside a pass over the same bytes that only checks UTF-8, and beside finding the numbers.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use yigai::extract::{Extractor, Settings};
use yigai::quantity::Scanner;
use yigai::text::{Document, Options};

const SAMPLES: [&[u8]; 4] = [
    include_bytes!("../../examples/data/clean-county.txt"),
    include_bytes!("../../examples/data/long-prefecture.txt"),
    include_bytes!("../../examples/data/township-yearend.txt"),
    include_bytes!("../../examples/data/nrcms-slips.txt"),
];

fn extract(c: &mut Criterion) {
    let (Ok(extractor), scanner) = (Extractor::builtin(), Scanner::default()) else { return };
    let read = |sample: &&[u8]| Document::read(sample, &Options::default()).ok();
    let documents: Vec<Document> = SAMPLES.iter().filter_map(read).collect();
    let bytes: usize = documents.iter().map(|document| document.clean().len()).sum();
    let mut group = c.benchmark_group("extract");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("utf8-check", |b| {
        b.iter(|| {
            let valid =
                |document: &&Document| std::str::from_utf8(black_box(document.clean().as_bytes())).is_ok();
            documents.iter().filter(valid).count()
        });
    });
    group.bench_function("find-numbers", |b| {
        b.iter(|| {
            documents.iter().map(|document| scanner.find(black_box(document.clean())).len()).sum::<usize>()
        });
    });
    group.bench_function("extract", |b| {
        let settings = Settings::default();
        b.iter(|| {
            let count =
                |document: &Document| extractor.extract(black_box(document), &settings).observations.len();
            documents.iter().map(count).sum::<usize>()
        });
    });
    group.finish();
}

criterion_group!(benches, extract);
criterion_main!(benches);
