//! Numbers that one slip of the hand away: a digit mistyped, two neighbours swapped, a place too many or too few.

use crate::check::{Check, Comparison, Values};
use crate::figure::Figure;
use crate::interval::Interval;
use crate::rational::Rational;

/// The values one slip away from a figure.
pub(crate) fn neighbours(figure: &Figure) -> Vec<Rational> {
    let Some(digits) =
        figure.value.div(figure.unit).filter(|mantissa| mantissa.is_whole() && !mantissa.is_negative())
    else {
        return Vec::new();
    };
    let digits = digits.decimal_text().into_bytes();
    let mut slips: Vec<Vec<u8>> = Vec::new();
    for at in 0..digits.len() {
        for other in b'0'..=b'9' {
            slips.extend(changed(&digits, at, other));
        }
        slips.extend(swapped(&digits, at));
    }
    let value = |slip: Vec<u8>| {
        let mantissa: i64 = String::from_utf8(slip).ok()?.parse().ok()?;
        Rational::whole(mantissa).mul(figure.unit)
    };
    slips.into_iter().filter_map(value).collect()
}

fn changed(digits: &[u8], at: usize, other: u8) -> Option<Vec<u8>> {
    let leading_zero = at == 0 && other == b'0' && digits.len() > 1;
    let mut slip = digits.to_vec();
    let digit = slip.get_mut(at).filter(|digit| **digit != other && !leading_zero)?;
    *digit = other;
    Some(slip)
}

fn swapped(digits: &[u8], at: usize) -> Option<Vec<u8>> {
    let mut slip = digits.to_vec();
    if at + 1 >= slip.len() || slip.get(at) == slip.get(at + 1) {
        return None;
    }
    slip.swap(at, at + 1);
    (slip.first() != Some(&b'0')).then_some(slip)
}

/// The values of `member` for which the check would hold.
pub(crate) fn solve(check: &Check, member: usize, values: &Values<'_>) -> Option<Interval> {
    let hull = |index: usize| values.get(index).map(Figure::hull);
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
    let (Some(figure), Some(wanted)) = (values.get(member), solve(check, member, values)) else {
        return false;
    };
    // The readings move with the value.
    let hull = figure.hull();
    neighbours(figure).into_iter().any(|value| {
        let shift = value.sub(figure.value).map(Interval::point);
        shift.and_then(|shift| hull.add(&shift)).is_some_and(|moved| moved.meets(&wanted))
    })
}

/// Whether one slip anywhere makes the check fail.
pub(crate) fn explains_any(check: &Check, values: &Values<'_>) -> bool {
    check.members().into_iter().any(|member| explains(check, member, values))
}

/// Whether one slip anywhere makes the stated values fit to the last digit.
pub(crate) fn settles_any(check: &Check, values: &Values<'_>) -> bool {
    let stated = |index: usize| values.get(index).map(|figure| Interval::point(figure.value));
    check.members().into_iter().any(|member| {
        let wanted = match member == check.target {
            true => check.formula.interval(&stated),
            false => stated(check.target).and_then(|target| check.formula.solve(member, target, &stated)),
        };
        let wanted = wanted.and_then(|wanted| wanted.as_point());
        values.get(member).zip(wanted).is_some_and(|(figure, wanted)| neighbours(figure).contains(&wanted))
    })
}
