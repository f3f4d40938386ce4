//! Numbers one slip of the hand away: a digit mistyped, two swapped that stand together or around a third, a place too
//! many or too few.

use crate::check::{Check, Comparison, Values};
use crate::figure::Figure;
use crate::interval::Interval;
use crate::rational::Rational;

/// The values one slip away from a figure.
pub(crate) fn neighbours(figure: &Figure) -> Vec<Rational> {
    let digits = figure.value.div(figure.unit).and_then(|mantissa| mantissa.times_whole(1));
    let Some(number) = digits.and_then(|digits| i64::try_from(digits).ok()).filter(|number| *number >= 0)
    else {
        return Vec::new();
    };
    let mut slips: Vec<i64> = Vec::new();
    let mut place = 1_i64;
    loop {
        let (digit, leads) = (number / place % 10, number / place < 10);
        // A number does not begin with a zero.
        let least = i64::from(leads && number >= 10);
        slips.extend(
            (least..10).filter(|other| *other != digit).map(|other| number + (other - digit) * place),
        );
        if leads {
            break;
        }
        for (away, difference) in [(10, 9), (100, 99)] {
            let higher = number / place / away;
            let becomes_zero = higher < 10 && digit == 0;
            if higher > 0 && digit != higher % 10 && !becomes_zero {
                slips.push(number + (digit - higher % 10) * place * difference);
            }
        }
        let Some(larger) = place.checked_mul(10) else { break };
        place = larger;
    }
    slips.into_iter().filter_map(|slip| Rational::whole(slip).mul(figure.unit)).collect()
}

/// The values with one digit more, or one less.
pub(crate) fn miscounted(figure: &Figure) -> Vec<Rational> {
    let digits = figure.value.div(figure.unit).and_then(|mantissa| mantissa.times_whole(1));
    let Some(number) = digits.and_then(|digits| i64::try_from(digits).ok()) else { return Vec::new() };
    if !(10..1_000_000_000_000_000).contains(&number) {
        return Vec::new();
    }
    let mut values: Vec<i64> = Vec::new();
    let mut place = 1_i64;
    while place <= number {
        let (high, low) = (number / place, number % place);
        values.extend((0..10).map(|digit| (high * 10 + digit) * place + low));
        // Without its digit here; what is left has no zero in front.
        let without = high / 10 * place + low;
        if without >= 10 && (high >= 10 || low * 10 >= place) {
            values.push(without);
        }
        place *= 10;
    }
    values.extend((1..10).map(|digit| digit * place + number));
    values.into_iter().filter_map(|value| Rational::whole(value).mul(figure.unit)).collect()
}

/// The values of `member` for which the check would hold.
pub(crate) fn solve(check: &Check, member: usize, values: &Values<'_>) -> Option<Interval> {
    let hull = |index: usize| values.get(index).map(|figure| figure.hull);
    if check.comparison != Comparison::Equal {
        return None;
    }
    if member == check.target {
        return check.formula.interval(&hull);
    }
    check.formula.solve(member, hull(check.target)?, &hull)
}

/// Whether one slip in `member` makes the check fail.
pub(crate) fn explains(check: &Check, member: usize, values: &Values<'_>) -> bool {
    explained(check, member, values, neighbours)
}

/// Whether one digit too many or too few in `member` makes the check fail.
pub(crate) fn miscounts(check: &Check, member: usize, values: &Values<'_>) -> bool {
    explained(check, member, values, miscounted)
}

fn explained(check: &Check, member: usize, values: &Values<'_>, slips: fn(&Figure) -> Vec<Rational>) -> bool {
    let (Some(figure), Some(wanted)) = (values.get(member), solve(check, member, values)) else {
        return false;
    };
    // The readings move with the value.
    let hull = figure.hull;
    slips(figure).into_iter().any(|value| {
        let shift = value.sub(figure.value).map(Interval::point);
        shift.and_then(|shift| hull.add(&shift)).is_some_and(|moved| moved.meets(&wanted))
    })
}

/// Whether one slip anywhere makes the check fail.
pub(crate) fn explains_any(check: &Check, values: &Values<'_>) -> bool {
    check.members.iter().copied().any(|member| explains(check, member, values))
}

/// Whether one digit too many or too few anywhere makes the check fail.
pub(crate) fn miscounts_any(check: &Check, values: &Values<'_>) -> bool {
    check.members.iter().copied().any(|member| miscounts(check, member, values))
}

/// Whether one slip anywhere makes the stated values fit to the last digit.
pub(crate) fn settles_any(check: &Check, values: &Values<'_>) -> bool {
    let stated = |index: usize| values.get(index).map(|figure| Interval::point(figure.value));
    check.members.iter().copied().any(|member| {
        let wanted = match member == check.target {
            true => check.formula.interval(&stated),
            false => stated(check.target).and_then(|target| check.formula.solve(member, target, &stated)),
        };
        let wanted = wanted.and_then(|wanted| wanted.as_point());
        values.get(member).zip(wanted).is_some_and(|(figure, wanted)| neighbours(figure).contains(&wanted))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Reading;
    use crate::finding::Grade;

    #[test]
    fn one_digit_or_two_neighbours() {
        let value = Rational::whole(305);
        let readings = vec![Reading { grade: Grade::Exact, interval: Interval::point(value) }];
        let figure = Figure {
            value,
            unit: Rational::ONE,
            readings,
            hull: Interval::point(value),
            exact: true,
            dimension: None,
            form: Default::default(),
            written: String::new(),
        };
        let found = neighbours(&figure);
        let has = |number: i64| found.contains(&Rational::whole(number));
        assert!([105, 905, 315, 395, 300, 309, 350, 503].into_iter().all(has));
        // 035 is no number, and 305 itself is no slip.
        assert!(![35, 305, 5, 530].into_iter().any(has));
        assert_eq!(found.len(), 8 + 9 + 9 + 2);
        let found = miscounted(&figure);
        let has = |number: i64| found.contains(&Rational::whole(number));
        assert!([35, 30, 3050, 3905, 1305, 3005].into_iter().all(has));
        // 05 is no number.
        assert!(![5, 305].into_iter().any(has));
    }
}
