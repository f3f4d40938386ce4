//! No amount makes a computation or a check panic, however large, small or fine it is.

use proptest::prelude::*;
use rust_decimal::Decimal;
use yigai_model::compute::{
    FundYear, FundingStandard, Goal, Markup, annualise_half_year, attainment, composite_score, growth_rate,
    implied_denominator, largest_remainder, margin_in_revenue, per_units, point_change, posts_needed,
    product_sum, raised, rate, round_half_up, staffing_gap, subsidy_coverage, to_fen,
};
use yigai_model::{Constraints, Figure, Measure, MeasureUnit};

fn any_decimal() -> impl Strategy<Value = Decimal> {
    let parts = (any::<u32>(), any::<u32>(), any::<u32>(), any::<bool>(), 0..=28u32);
    let wild = parts
        .prop_map(|(low, middle, high, sign, scale)| Decimal::from_parts(low, middle, high, sign, scale));
    let tame = (any::<i32>(), 0..=28u32).prop_map(|(digits, scale)| Decimal::new(digits.into(), scale));
    let edges = prop::sample::select(vec![Decimal::MAX, Decimal::MIN, Decimal::ZERO, Decimal::ONE]);
    prop_oneof![wild, tame, edges]
}

proptest! {
    #[test]
    fn computations_answer_or_refuse(a in any_decimal(), b in any_decimal(), c in any_decimal(), d in any_decimal()) {
        let _ = (rate(a, b), per_units(a, b, c), implied_denominator(a, b), growth_rate(a, b), point_change(a, b));
        let _ = (annualise_half_year(a), raised(a, b), attainment(a, b, Goal::AtMost), posts_needed(a, b));
        let _ = (composite_score(&[(a, b, c), (c, d, a)]), staffing_gap(&[(a, b), (c, d)], a));
        let _ = (product_sum(&[(a, b), (c, d)]), largest_remainder(a, &[b, c, d], 2), to_fen(a), round_half_up(a, 28));
        if let Ok(year) = FundYear::new(a, b, c) {
            let _ = (year.balance(), year.surplus(), year.use_rate(2), year.months_of_reserve(2));
            let _ = (year.balance_rate(2), year.cumulative_balance_rate(2));
        }
        if let Ok(standard) = FundingStandard::new(a, b, c, d) {
            let _ = (standard.total(), standard.central_share(2), standard.amounts(a).and_then(|all| all.total()));
        }
        if let Ok(markup) = Markup::new(a) {
            let _ = (markup.retail_price(b), markup.zero_markup_price(b), margin_in_revenue(b, markup));
            let _ = subsidy_coverage(c, b, markup);
        }
        let (one, other) = (Measure::new(a, MeasureUnit::Mu), Measure::new(b, MeasureUnit::SquareMetre));
        let _ = (one.convert(MeasureUnit::SquareMetre), one.plus(other), other.minus(one));
    }

    #[test]
    fn constraints_answer_for_any_figures(values in prop::collection::vec(any_decimal(), 4), places in prop::collection::vec(any_decimal(), 4)) {
        for constraint in Constraints::builtin() {
            let ids: Vec<String> = constraint.indicators().into_iter().map(str::to_owned).collect();
            let figure = |id: &str| {
                let index = ids.iter().position(|known| known == id)? % values.len();
                Some(Figure { value: values[index], last_place: places[index].abs() })
            };
            let _ = constraint.check(figure, Some(2012));
        }
    }
}
