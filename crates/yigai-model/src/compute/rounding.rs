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
    if value.scale() == decimals {
        return value;
    }
    if let Some(rounded) = in_words(value, decimals) {
        return rounded;
    }
    let mut rounded = value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(decimals);
    rounded
}

/// The same in machine words, for the amounts that bills have; `None` where they are too small.
fn in_words(value: Decimal, decimals: u32) -> Option<Decimal> {
    let digits = i64::try_from(value.mantissa()).ok()?;
    let rounded = match value.scale().checked_sub(decimals) {
        None => digits.checked_mul(10_i64.checked_pow(decimals - value.scale())?)?,
        Some(dropped) => {
            let unit = 10_i64.checked_pow(dropped)?;
            let (whole, rest) = (digits / unit, digits % unit);
            // Twice the rest may pass a word where the unit is large, so the halves are compared from the other side.
            whole + if rest.abs() >= unit - rest.abs() { digits.signum() } else { 0 }
        }
    };
    Some(Decimal::new(rounded, decimals))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn machine_words_round_as_decimals_do(digits in any::<i64>(), scale in 0..18u32, decimals in 0..6u32) {
            let value = Decimal::new(digits, scale);
            let mut expected = value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
            expected.rescale(decimals);
            let rounded = round_half_up(value, decimals);
            prop_assert_eq!(rounded, expected);
            prop_assert_eq!(rounded.scale(), expected.scale());
        }
    }
}
