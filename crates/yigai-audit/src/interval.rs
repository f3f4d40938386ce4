//! Sets of values between two ends, each of which may belong to the set or not.

use std::cmp::Ordering;

use crate::rational::Rational;

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct End {
    pub(crate) value: Rational,
    pub(crate) closed: bool,
}

/// All values between two ends; an end that is missing is unbounded.
///
/// ```
/// use yigai_audit::{Input, Options, audit};
///
/// // Rounded, or cut off after its last place.
/// let text = "支付618.245元";
/// let mentions = yigai_quantity::Scanner::default().find(text);
/// let findings = audit(&Input::new(text, &mentions, &[], &[]), &Options::default());
/// let (low, high, ends) = findings[0].intervals[0].to_text();
/// assert_eq!((&*low, &*high, ends), ("618.2445", "618.246", "[)"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    pub(crate) low: Option<End>,
    pub(crate) high: Option<End>,
}

impl Interval {
    pub(crate) const fn point(value: Rational) -> Self {
        let end = Some(End { value, closed: true });
        Self { low: end, high: end }
    }

    /// `[low, high]`
    pub(crate) const fn closed(low: Rational, high: Rational) -> Self {
        Self { low: Some(End { value: low, closed: true }), high: Some(End { value: high, closed: true }) }
    }

    /// `[low, high)`
    pub(crate) const fn half_open(low: Rational, high: Rational) -> Self {
        Self { low: Some(End { value: low, closed: true }), high: Some(End { value: high, closed: false }) }
    }

    pub(crate) const fn from(low: Rational, closed: bool) -> Self {
        Self { low: Some(End { value: low, closed }), high: None }
    }

    pub(crate) const fn up_to(high: Rational, closed: bool) -> Self {
        Self { low: None, high: Some(End { value: high, closed }) }
    }

    pub(crate) fn as_point(&self) -> Option<Rational> {
        match (self.low, self.high) {
            (Some(low), Some(high)) if low == high && low.closed => Some(low.value),
            _ => None,
        }
    }

    pub(crate) fn contains(&self, value: Rational) -> bool {
        self.meets(&Self::point(value))
    }

    /// Whether the two have a value in common.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        fn below(high: Option<End>, low: Option<End>) -> bool {
            match (high, low) {
                (Some(high), Some(low)) => match high.value.cmp(&low.value) {
                    Ordering::Less => true,
                    Ordering::Equal => !(high.closed && low.closed),
                    Ordering::Greater => false,
                },
                _ => false,
            }
        }
        !below(self.high, other.low) && !below(other.high, self.low)
    }

    /// How far apart two intervals are that do not meet; zero where only an open end keeps them apart.
    pub(crate) fn gap(&self, other: &Self) -> Option<Rational> {
        let between = |high: Option<End>, low: Option<End>| match (high, low) {
            (Some(high), Some(low)) if high.value <= low.value => low.value.sub(high.value),
            _ => None,
        };
        between(self.high, other.low).or_else(|| between(other.high, self.low))
    }

    /// The values both have.
    pub(crate) fn intersect(&self, other: &Self) -> Option<Self> {
        let tighter = |a: Option<End>, b: Option<End>, want: Ordering| match (a, b) {
            (Some(a), Some(b)) => match a.value.cmp(&b.value) {
                Ordering::Equal => Some(End { value: a.value, closed: a.closed && b.closed }),
                order if order == want => Some(a),
                _ => Some(b),
            },
            (a, b) => a.or(b),
        };
        self.meets(other).then(|| Self {
            low: tighter(self.low, other.low, Ordering::Greater),
            high: tighter(self.high, other.high, Ordering::Less),
        })
    }

    /// The smallest interval over both.
    pub(crate) fn hull(&self, other: &Self) -> Self {
        let wider = |a: Option<End>, b: Option<End>, want: Ordering| match (a, b) {
            (Some(a), Some(b)) => Some(match a.value.cmp(&b.value) {
                Ordering::Equal => End { value: a.value, closed: a.closed || b.closed },
                order if order == want => a,
                _ => b,
            }),
            _ => None,
        };
        Self {
            low: wider(self.low, other.low, Ordering::Less),
            high: wider(self.high, other.high, Ordering::Greater),
        }
    }

    pub(crate) fn neg(&self) -> Self {
        let flip = |end: Option<End>| end.map(|end| End { value: end.value.neg(), ..end });
        Self { low: flip(self.high), high: flip(self.low) }
    }

    pub(crate) fn add(&self, other: &Self) -> Option<Self> {
        let join = |a: Option<End>, b: Option<End>| match (a, b) {
            (Some(a), Some(b)) => {
                a.value.add(b.value).map(|value| Some(End { value, closed: a.closed && b.closed }))
            }
            _ => Some(None),
        };
        Some(Self { low: join(self.low, other.low)?, high: join(self.high, other.high)? })
    }

    /// The same values with a number added to each.
    pub(crate) fn shifted(&self, by: Rational) -> Option<Self> {
        let end = |end: Option<End>| match end {
            Some(end) => end.value.add(by).map(|value| Some(End { value, ..end })),
            None => Some(None),
        };
        Some(Self { low: end(self.low)?, high: end(self.high)? })
    }

    pub(crate) fn sub(&self, other: &Self) -> Option<Self> {
        self.add(&other.neg())
    }

    /// The product. Of unbounded factors only those that are not negative are multiplied.
    pub(crate) fn mul(&self, other: &Self) -> Option<Self> {
        let (Some(a), Some(b), Some(c), Some(d)) = (self.low, self.high, other.low, other.high) else {
            let (low, other_low) = (self.low?, other.low?);
            if low.value.is_negative() || other_low.value.is_negative() {
                return None;
            }
            let high = match (self.high, other.high) {
                (Some(a), Some(b)) => Some(corner(a, b)?),
                _ => None,
            };
            return Some(Self { low: Some(corner(low, other_low)?), high });
        };
        if !a.value.is_negative() && !a.value.is_zero() && !c.value.is_negative() && !c.value.is_zero() {
            return Some(Self { low: Some(corner(a, c)?), high: Some(corner(b, d)?) });
        }
        let mut hull: Option<Self> = None;
        for (x, y) in [(a, c), (a, d), (b, c), (b, d)] {
            let end = Some(corner(x, y)?);
            let next = Self { low: end, high: end };
            hull = Some(hull.map_or(next, |hull| hull.hull(&next)));
        }
        hull
    }

    /// The quotient, where the divisor is above zero throughout.
    pub(crate) fn div(&self, other: &Self) -> Option<Self> {
        let low = other.low?;
        if low.value.is_negative() {
            return None;
        }
        let invert = |end: End| Rational::ONE.div(end.value).map(|value| End { value, closed: end.closed });
        let reciprocal = Self {
            low: match other.high {
                Some(high) => Some(invert(high)?),
                None => Some(End { value: Rational::ZERO, closed: false }),
            },
            // Above an open zero the quotient has no upper end; a closed zero divides nothing.
            high: match (low.value.is_zero(), low.closed) {
                (true, true) => return None,
                (true, false) => None,
                _ => Some(invert(low)?),
            },
        };
        self.mul(&reciprocal)
    }

    /// The lower and the upper end as exact numbers, empty where there is none, and which of them belong to it: `[]`, `[)`,
    /// `(]` or `()`.
    pub fn to_text(self) -> (String, String, &'static str) {
        let text = |end: Option<End>| end.map(|end| end.value.decimal_text()).unwrap_or_default();
        let closed = |end: Option<End>| end.is_some_and(|end| end.closed);
        let shape = match (closed(self.low), closed(self.high)) {
            (true, true) => "[]",
            (true, false) => "[)",
            (false, true) => "(]",
            (false, false) => "()",
        };
        let low = text(self.low);
        let high = if self.low == self.high { low.clone() } else { text(self.high) };
        (low, high, shape)
    }
}

/// The product of two ends. A zero that belongs to its set makes the product zero whatever the other end is.
fn corner(a: End, b: End) -> Option<End> {
    let zero = |end: End| end.closed && end.value.is_zero();
    Some(End { value: a.value.mul(b.value)?, closed: (a.closed && b.closed) || zero(a) || zero(b) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(value: i64) -> Rational {
        Rational::whole(value)
    }

    #[test]
    fn open_ends_do_not_touch() {
        let below = Interval::half_open(n(94), n(95));
        assert!(!below.meets(&Interval::point(n(95))));
        assert!(below.meets(&Interval::point(n(94))));
        assert_eq!(below.gap(&Interval::point(n(95))), Some(n(0)));
        assert_eq!(below.gap(&Interval::point(n(97))), Some(n(2)));
    }

    #[test]
    fn subtraction_swaps_the_ends() {
        let difference = Interval::half_open(n(10), n(11)).sub(&Interval::half_open(n(3), n(4)));
        assert_eq!(difference.map(Interval::to_text), Some(("6".into(), "8".into(), "()")));
    }

    #[test]
    fn products_with_negative_factors_keep_their_ends() {
        let product = Interval::half_open(n(-2), n(3)).mul(&Interval::closed(n(4), n(5)));
        assert_eq!(product.map(Interval::to_text), Some(("-10".into(), "15".into(), "[)")));
        assert!(Interval::from(n(-1), true).mul(&Interval::from(n(1), true)).is_none());
    }

    #[test]
    fn dividing_by_what_may_be_zero_has_no_answer() {
        let one = Interval::point(n(1));
        assert_eq!(one.div(&Interval::closed(n(0), n(5))), None);
        assert_eq!(one.div(&Interval::closed(n(-1), n(5))), None);
        let above_zero = Interval {
            low: Some(End { value: n(0), closed: false }),
            high: Some(End { value: n(4), closed: true }),
        };
        assert_eq!(one.div(&above_zero).map(Interval::to_text), Some(("0.25".into(), String::new(), "[)")));
    }

    #[test]
    fn what_both_have_is_open_where_one_of_them_is() {
        let common = |a: Interval, b: Interval| a.intersect(&b).map(Interval::to_text);
        let (open, closed) = (Interval::half_open(n(1), n(5)), Interval::closed(n(1), n(5)));
        assert_eq!(common(open, closed), Some(("1".into(), "5".into(), "[)")));
        assert_eq!(common(closed, Interval::half_open(n(0), n(3))), Some(("1".into(), "3".into(), "[)")));
        assert_eq!(common(closed, Interval::from(n(2), false)), Some(("2".into(), "5".into(), "(]")));
        assert_eq!(common(closed, Interval::up_to(n(4), true)), Some(("1".into(), "4".into(), "[]")));
        assert_eq!(common(open, Interval::from(n(5), true)), None);
        let hull = Interval::half_open(n(1), n(5)).hull(&Interval::closed(n(3), n(5)));
        assert_eq!(hull.to_text(), ("1".into(), "5".into(), "[]"));
    }

    #[test]
    fn products_and_quotients_of_intervals() {
        let (a, b) = (Interval::half_open(n(2), n(3)), Interval::closed(n(-4), n(5)));
        let product = |a: &Interval, b: &Interval| a.mul(b).map(Interval::to_text);
        assert_eq!(product(&a, &b), Some(("-12".into(), "15".into(), "()")));
        assert_eq!(product(&b, &a), Some(("-12".into(), "15".into(), "()")));
        assert_eq!(product(&b, &b), Some(("-20".into(), "25".into(), "[]")));
        let zero = Interval::closed(n(0), n(2));
        assert_eq!(product(&zero, &a), Some(("0".into(), "6".into(), "[)")));
        assert_eq!(product(&Interval::from(n(2), true), &a), Some(("4".into(), String::new(), "[)")));
        let quotient = Interval::closed(n(6), n(12)).div(&Interval::half_open(n(2), n(3)));
        assert_eq!(quotient.map(Interval::to_text), Some(("2".into(), "6".into(), "(]")));
    }
}
