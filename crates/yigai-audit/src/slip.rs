//! Numbers one slip of the hand away: a digit mistyped, two swapped that stand together or around a third, a place too
//! many or too few.

use crate::check::{Check, Comparison, Values};
use crate::figure::Figure;
use crate::interval::{End, Interval};
use crate::rational::Rational;

/// The values one slip away from a figure.
pub(crate) fn neighbours(figure: &Figure) -> Vec<Rational> {
    values_of(figure, any_neighbour)
}

/// The values with one digit more, or one less.
pub(crate) fn miscounted(figure: &Figure) -> Vec<Rational> {
    values_of(figure, any_miscounted)
}

/// The values with another scale word: 亿 for 万, or one of them too many or too few.
pub(crate) fn misscaled(figure: &Figure) -> Vec<Rational> {
    let by = Rational::whole(10_000);
    let larger = figure.value.mul(by);
    let smaller = figure.value.div(by).filter(|_| figure.written.is_scaled());
    [larger, smaller].into_iter().flatten().collect()
}

/// Tries the digits that a slip makes of others until one is what is looked for.
type Slips = fn(i64, &mut dyn FnMut(i64) -> bool) -> bool;

fn values_of(figure: &Figure, slips: Slips) -> Vec<Rational> {
    let mut values = Vec::new();
    if let Some(number) = digits(figure) {
        slips(number, &mut |slip| {
            values.extend(Rational::whole(slip).mul(figure.unit));
            false
        });
    }
    values
}

/// The digits of a figure without their point.
fn digits(figure: &Figure) -> Option<i64> {
    let digits = figure.value.div(figure.unit)?.times_whole(1)?;
    i64::try_from(digits).ok().filter(|number| *number >= 0)
}

fn any_neighbour(number: i64, found: &mut dyn FnMut(i64) -> bool) -> bool {
    let mut place = 1_i64;
    loop {
        let (digit, leads) = (number / place % 10, number / place < 10);
        // A number does not begin with a zero.
        let least = i64::from(leads && number >= 10);
        if (least..10).any(|other| other != digit && found(number + (other - digit) * place)) {
            return true;
        }
        if leads {
            return false;
        }
        for (away, difference) in [(10, 9), (100, 99)] {
            let higher = number / place / away;
            let becomes_zero = higher < 10 && digit == 0;
            let swaps = higher > 0 && digit != higher % 10 && !becomes_zero;
            if swaps && found(number + (digit - higher % 10) * place * difference) {
                return true;
            }
        }
        let Some(larger) = place.checked_mul(10) else { return false };
        place = larger;
    }
}

fn any_miscounted(number: i64, found: &mut dyn FnMut(i64) -> bool) -> bool {
    if !(10..1_000_000_000_000_000).contains(&number) {
        return false;
    }
    let mut place = 1_i64;
    while place <= number {
        let (high, low) = (number / place, number % place);
        if (0..10).any(|digit| found((high * 10 + digit) * place + low)) {
            return true;
        }
        // Without its digit here; what is left has no zero in front.
        let without = high / 10 * place + low;
        if without >= 10 && (high >= 10 || low * 10 >= place) && found(without) {
            return true;
        }
        place *= 10;
    }
    (1..10).any(|digit| found(digit * place + number))
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
    explained(check, member, values, any_neighbour)
}

/// Whether one digit too many or too few in `member` makes the check fail.
pub(crate) fn miscounts(check: &Check, member: usize, values: &Values<'_>) -> bool {
    explained(check, member, values, any_miscounted)
}

fn explained(check: &Check, member: usize, values: &Values<'_>, slips: Slips) -> bool {
    let found = || {
        let (figure, wanted) = (values.get(member)?, solve(check, member, values)?);
        let number = digits(figure)?;
        // The readings move with the value; how many steps they have to is known before any slip is tried.
        let steps = |end: Option<End>, from: Option<End>| {
            end.zip(from).and_then(|(end, from)| Some(end.value.sub(from.value)?.div(figure.unit)?.floor()))
        };
        let least = steps(wanted.low, figure.hull.high).unwrap_or(i128::MIN);
        let most = steps(wanted.high, figure.hull.low).unwrap_or(i128::MAX);
        Some(slips(number, &mut |slip| {
            let away = i128::from(slip) - i128::from(number);
            let moved = || {
                let shift = Rational::whole(slip.checked_sub(number)?).mul(figure.unit)?;
                figure.hull.shifted(shift)
            };
            (least..=most).contains(&away) && moved().is_some_and(|moved| moved.meets(&wanted))
        }))
    };
    found().unwrap_or(false)
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
    use crate::figure::Room;

    #[test]
    fn one_digit_or_two_neighbours() {
        let value = Rational::whole(305);
        let figure = Figure {
            value,
            unit: Rational::ONE,
            room: Room::Exact,
            hull: Interval::point(value),
            exact: true,
            dimension: None,
            form: Default::default(),
            written: Default::default(),
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
