//! The change from one year to the next one stated.

use rust_decimal::{Decimal, RoundingStrategy};

use super::Cell;

/// Fills in the growth of whole years.
pub(super) fn fill(cells: &mut [Cell], unit: &str) {
    let mut before: Option<Decimal> = None;
    for cell in cells {
        if !is_year(&cell.period) {
            continue;
        }
        let now = certain(cell);
        cell.growth = before
            .zip(now)
            .and_then(|(before, now)| change(before, now, unit))
            .map(|change| change.to_string());
        before = now;
    }
}

fn is_year(period: &str) -> bool {
    period.len() == 4 && period.bytes().all(|byte| byte.is_ascii_digit())
}

/// The one exact value without an alarm.
fn certain(cell: &Cell) -> Option<Decimal> {
    match cell.values.as_slice() {
        [value] if value.exact && !value.alarm => value.value.parse().ok(),
        _ => None,
    }
}

/// Percentages change by points, everything else by percent with two decimals; nothing grows from zero.
fn change(before: Decimal, now: Decimal, unit: &str) -> Option<Decimal> {
    let difference = now.checked_sub(before)?;
    if matches!(unit, "%" | "‰") {
        return Some(difference.normalize());
    }
    if before <= Decimal::ZERO {
        return None;
    }
    let percent = difference.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(before)?;
    let mut percent = percent.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    percent.rescale(2);
    Some(percent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_change_by_points_and_amounts_by_percent() {
        let change = |before: &str, now: &str, unit| {
            change(before.parse().unwrap(), now.parse().unwrap(), unit).map(|change| change.to_string())
        };
        assert_eq!(change("200000", "205000", "人").as_deref(), Some("2.50"));
        assert_eq!(change("3", "2", "个").as_deref(), Some("-33.33"));
        assert_eq!(change("96.6", "98.70", "%").as_deref(), Some("2.1"));
        assert_eq!(change("0", "5", "人"), None);
    }
}
