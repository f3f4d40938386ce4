//! Settling episodes, beside the bare decimal operations that one settlement needs: the ratio of the two is the overhead of
//! checks, year to date and bookkeeping.

// A bench whose input is wrong may fail loudly.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rust_decimal::{Decimal, RoundingStrategy};
use yigai_model::settle::{Care, Category, Episode, Ledger, Level, Place, Scheme};

const EPISODES: u64 = 1_000_000;

fn episodes() -> Vec<Episode> {
    let categories = [Category::General, Category::Dibao, Category::Poor];
    (0..EPISODES)
        .map(|index| {
            // A spread of costs without a random generator: 300.00 to 60,300.00 元.
            let fen = 30_000 + (index * 7_919) % 6_000_000;
            Episode {
                id: index.to_string(),
                person: (index / 2).to_string(),
                date: "2018-06-01".parse().unwrap(),
                enrolled: None,
                category: categories[(index / 2 % 3) as usize],
                care: Care::Inpatient,
                level: Level::County,
                place: Place::Inside,
                referred: true,
                cost: Decimal::new(fen as i64, 2),
                out_of_list: Decimal::new((fen / 10) as i64, 2),
                essential: Decimal::new((fen / 5) as i64, 2),
            }
        })
        .collect()
}

/// What a clerk would type into a calculator for one bill of this scheme, and nothing else.
fn bare(cost: Decimal, out_of_list: Decimal, essential: Decimal, constants: &[Decimal; 8]) -> Decimal {
    let [deductible, ratio, uplifted, threshold, critical_ratio, assistance_ratio, target, cap] = *constants;
    let fen = |amount: Decimal| amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    let in_list = cost - out_of_list;
    let base = (in_list - deductible).max(Decimal::ZERO);
    let basic = fen((base - essential) * ratio + essential * uplifted).min(cap);
    let left = in_list - basic;
    let critical = fen((left - threshold).max(Decimal::ZERO) * critical_ratio);
    let left = left - critical;
    let assistance = fen(left * assistance_ratio);
    let paid = basic + critical + assistance;
    let top_up = (fen(cost * target) - paid).max(Decimal::ZERO);
    cost - paid - top_up
}

fn settlement(c: &mut Criterion) {
    let scheme = Scheme::from_toml(include_str!("../../examples/data/schemes/residents-2018.toml")).unwrap();
    let episodes = episodes();
    let constants =
        ["500", "0.75", "0.80", "12000", "0.55", "0.70", "0.90", "150000"].map(|text| text.parse().unwrap());
    let mut group = c.benchmark_group("settlement");
    group.throughput(Throughput::Elements(EPISODES));
    group.sample_size(10);
    group.bench_function("bare-decimals", |b| {
        b.iter(|| {
            let bills = black_box(&episodes).iter();
            bills.map(|bill| bare(bill.cost, bill.out_of_list, bill.essential, &constants)).sum::<Decimal>()
        });
    });
    group.bench_function("settle", |b| {
        b.iter(|| {
            let mut ledger = Ledger::with_capacity(&scheme, episodes.len() / 2);
            let bills = black_box(&episodes).iter();
            bills.map(|bill| ledger.settle(bill).unwrap().patient).sum::<Decimal>()
        });
    });
    group.finish();
}

criterion_group!(benches, settlement);
criterion_main!(benches);
