//! The whole way over the sample reports, beside a pass over the same bytes that only checks UTF-8: the ratio of the two
//! says more than either, since machines differ.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use yigai::{Options, Report};

const SAMPLES: [&[u8]; 3] = [
    include_bytes!("../../examples/data/clean-county.txt"),
    include_bytes!("../../examples/data/portal-split.txt"),
    include_bytes!("../../examples/data/poverty-gb18030.txt"),
];

fn whole(c: &mut Criterion) {
    let options = Options::default();
    let bytes: usize = SAMPLES.iter().map(|sample| sample.len()).sum();
    let mut group = c.benchmark_group("whole");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("utf8-check", |b| {
        b.iter(|| SAMPLES.iter().filter(|sample| std::str::from_utf8(black_box(sample)).is_ok()).count());
    });
    group.bench_function("read", |b| {
        b.iter(|| SAMPLES.iter().filter(|sample| Report::read(black_box(sample), &options).is_ok()).count());
    });
    group.bench_function("read-and-json", |b| {
        b.iter(|| {
            let reports = SAMPLES.iter().filter_map(|sample| Report::read(black_box(sample), &options).ok());
            reports.map(|report| report.to_json("a.txt").len()).sum::<usize>()
        });
    });
    group.finish();
}

criterion_group!(benches, whole);
criterion_main!(benches);
