//! What a statement leaves open, and which statements can be one number.

use rust_decimal::Decimal;
use yigai::quantity::Bound;

use super::{Cell, Value};
use crate::figures::Figure;

/// A statement with the interval that it leaves open.
pub(super) struct Claim {
    value: Value,
    low: Option<Decimal>,
    high: Option<Decimal>,
}

impl Claim {
    pub(super) fn of(figure: &Figure<'_>) -> Self {
        let value = figure.value;
        let upper = figure.mention.upper.as_deref().and_then(|upper| upper.parse().ok()).unwrap_or(value);
        let slack = slack(figure);
        let (below, above) = (value.checked_sub(slack), upper.checked_add(slack));
        let (low, high) = match figure.mention.bound {
            Bound::Exact | Bound::Range => (below, above),
            Bound::MoreThan | Bound::AtLeast => (below, None),
            Bound::LessThan | Bound::AtMost => (None, above),
            // How far 约 reaches is nowhere written: a tenth is more than anybody means.
            Bound::About => {
                let tenth = value.abs().checked_div(Decimal::TEN).unwrap_or_default();
                (value.checked_sub(tenth), upper.checked_add(tenth))
            }
        };
        Self { value: Value::from(figure), low, high }
    }

    fn meets(&self, other: &Self) -> bool {
        let below = |high: Option<Decimal>, low: Option<Decimal>| match (high, low) {
            (Some(high), Some(low)) => high < low,
            _ => false,
        };
        !below(self.high, other.low) && !below(other.high, self.low)
    }

    /// The smaller, the more is said; a bound says least.
    fn width(&self) -> (bool, Option<Decimal>) {
        let width = self.high.zip(self.low).and_then(|(high, low)| high.checked_sub(low));
        (!self.value.exact, width)
    }
}

/// One unit of the last place written, for numbers that were rounded or cut: those with a scale word or decimals, and
/// rates. A plain count is what it says.
fn slack(figure: &Figure<'_>) -> Decimal {
    let Some(stated) = &figure.mention.stated else { return Decimal::ZERO };
    let rate = matches!(figure.mention.unit.as_deref(), Some("%" | "‰" | "百分点"));
    if stated.scale == "1" && stated.decimals == 0 && !rate {
        return Decimal::ZERO;
    }
    let unit = Decimal::try_new(1, stated.decimals).unwrap_or_default();
    stated.scale.parse::<Decimal>().ok().and_then(|scale| unit.checked_mul(scale)).unwrap_or_default()
}

/// The statements of one cell: one where they can all be one number, else one for each group that can.
pub(super) fn cell(period: String, mut claims: Vec<Claim>) -> Cell {
    claims.sort_by(|a, b| {
        let ((a_bound, a_width), (b_bound, b_width)) = (a.width(), b.width());
        // An open end is wider than any other.
        let open = (a_bound, a_width.is_none()).cmp(&(b_bound, b_width.is_none()));
        open.then(a_width.cmp(&b_width))
    });
    let mut kept: Vec<Claim> = Vec::new();
    for claim in claims {
        match kept.iter_mut().find(|known| known.meets(&claim)) {
            Some(known) => {
                known.value.sources.extend(claim.value.sources);
                known.value.alarm |= claim.value.alarm;
            }
            None => kept.push(claim),
        }
    }
    let values: Vec<_> = kept.into_iter().map(|claim| claim.value).collect();
    Cell { period, conflict: values.len() > 1, values, growth: None }
}
