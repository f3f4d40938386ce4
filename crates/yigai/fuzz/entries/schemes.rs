//! Scheme files, and bills settled by them.

use yigai::chrono::{Days, NaiveDate};
use yigai::model::settle::{Care, Category, Episode, Layer, Ledger, Level, Place, Scheme};

/// What is before the line `--bills--` is a scheme file; every four bytes after it are a bill. No layer pays less
/// than nothing, and the payers together pay the cost to the 分.
pub(super) fn scheme(data: &[u8]) {
    let text = super::text(data);
    let (file, bills) = text.split_once("--bills--").unwrap_or((&text, ""));
    let Ok(scheme) = Scheme::from_toml(file) else { return };
    let (start, _) = scheme.period();
    let mut ledger = Ledger::new(&scheme);
    for (number, bill) in bills.as_bytes().chunks_exact(4).enumerate() {
        let Some(episode) = episode(number, start, [bill[0], bill[1], bill[2], bill[3]]) else { continue };
        if let Ok(settled) = ledger.settle(&episode) {
            let payments = settled.payments();
            assert!(payments.iter().all(|(_, amount)| !amount.is_sign_negative() || amount.is_zero()));
            let sum = payments.iter().map(|(_, amount)| *amount).sum::<rust_decimal::Decimal>();
            assert_eq!(sum, episode.cost, "{episode:?}");
            assert!(payments.iter().any(|(layer, _)| *layer == Layer::Patient));
        }
    }
}

fn episode(number: usize, start: NaiveDate, [kind, day, high, low]: [u8; 4]) -> Option<Episode> {
    let cost = rust_decimal::Decimal::new(i64::from(high) * 65_536 + i64::from(low) * 257, 2);
    Some(Episode {
        id: number.to_string(),
        person: (kind & 1).to_string(),
        date: start.checked_add_days(Days::new(u64::from(day)))?,
        enrolled: None,
        category: [Category::General, Category::Dibao, Category::Wubao, Category::Poor]
            [usize::from(kind >> 1 & 3)],
        care: [Care::Outpatient, Care::Chronic, Care::Inpatient, Care::Delivery][usize::from(kind >> 3 & 3)],
        level: [Level::Village, Level::Township, Level::County, Level::City][usize::from(kind >> 5 & 3)],
        place: if kind & 128 == 0 { Place::Inside } else { Place::Outside },
        referred: day & 1 == 0,
        cost,
        out_of_list: cost / rust_decimal::Decimal::from(4)
            - cost / rust_decimal::Decimal::from(4) % rust_decimal::Decimal::new(1, 2),
        essential: rust_decimal::Decimal::ZERO,
    })
}
