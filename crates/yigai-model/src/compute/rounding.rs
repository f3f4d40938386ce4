use rust_decimal::{Decimal, RoundingStrategy};

/// Rounds half up to whole 分 (0.01 元), the rule of every payment here: 13.326 becomes 13.33 and 13.244 becomes 13.24.
/// Half-even is never used: published totals such as 1347.5 for 1347.45 rule it out.
///
/// ```
/// use yigai_model::compute::to_fen;
///
/// assert_eq!(to_fen("13.325".parse().unwrap()).to_string(), "13.33");
/// assert_eq!(to_fen("13.244".parse().unwrap()).to_string(), "13.24");
/// ```
pub fn to_fen(amount: Decimal) -> Decimal {
    round_half_up(amount, 2)
}

/// Rounds half up (away from zero for negative values) to a number of decimals, and shows them all: 80 becomes 80.00.
///
/// ```
/// use yigai_model::compute::round_half_up;
///
/// assert_eq!(round_half_up("1347.45".parse().unwrap(), 1).to_string(), "1347.5");
/// assert_eq!(round_half_up("-0.5".parse().unwrap(), 0).to_string(), "-1");
/// ```
pub fn round_half_up(value: Decimal, decimals: u32) -> Decimal {
    let mut rounded = value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    if rounded.scale() != decimals {
        rounded.rescale(decimals);
    }
    rounded
}
