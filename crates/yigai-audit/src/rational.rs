//! Exact fractions, so that no check ever rounds on its own account.

use std::cmp::Ordering;
use std::fmt;

use rust_decimal::Decimal;

/// A fraction in lowest terms with a positive denominator.
///
/// Every operation that could leave the range of `i128` returns `None`; a check that meets it is undecidable.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Rational {
    numerator: i128,
    denominator: i128,
}

const fn gcd(a: u128, b: u128) -> u128 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        if a <= SMALL && b <= SMALL {
            return small_gcd(a as u64, b as u64) as u128;
        }
        (a, b) = (b, a % b);
    }
    a
}

/// Numbers up to here are divided by the machine itself; nearly all of a report are.
const SMALL: u128 = u64::MAX as u128;

const fn small_gcd(a: u64, b: u64) -> u64 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// `10` to the power of `places`.
pub(crate) fn ten_to_the(places: u32) -> Option<i128> {
    10_u64.checked_pow(places).map(i128::from).or_else(|| 10_i128.checked_pow(places))
}

/// `a × b`, by the machine itself where both are small.
fn product(a: i128, b: i128) -> Option<i128> {
    match (i64::try_from(a), i64::try_from(b)) {
        (Ok(a), Ok(b)) => Some(i128::from(a) * i128::from(b)),
        _ => a.checked_mul(b),
    }
}

impl Rational {
    pub(crate) const ZERO: Self = Self::whole(0);
    pub(crate) const ONE: Self = Self::whole(1);
    pub(crate) const HUNDRED: Self = Self::whole(100);

    pub(crate) const fn whole(value: i64) -> Self {
        Self { numerator: value as i128, denominator: 1 }
    }

    pub(crate) fn new(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator == 1 {
            return (numerator != i128::MIN).then_some(Self { numerator, denominator });
        }
        // Nearly all are small, and the machine divides those itself.
        if let (Ok(small), Ok(under)) = (i64::try_from(numerator), u64::try_from(denominator))
            && let Ok(divisor @ 1..) = i64::try_from(small_gcd(small.unsigned_abs(), under))
        {
            return Some(match divisor {
                1 => Self { numerator, denominator },
                _ => Self {
                    numerator: (small / divisor).into(),
                    denominator: (under / divisor.unsigned_abs()).into(),
                },
            });
        }
        Self::reduced(numerator, denominator)
    }

    #[cold]
    fn reduced(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator == 0 || numerator == i128::MIN || denominator == i128::MIN {
            return None;
        }
        let divisor = i128::try_from(gcd(numerator.unsigned_abs(), denominator.unsigned_abs())).ok()?;
        let divisor = if denominator < 0 { -divisor } else { divisor };
        Some(Self { numerator: numerator / divisor, denominator: denominator / divisor })
    }

    pub(crate) fn from_decimal(value: Decimal) -> Option<Self> {
        Self::new(value.mantissa(), ten_to_the(value.scale())?)
    }

    pub(crate) const fn is_zero(self) -> bool {
        self.numerator == 0
    }

    pub(crate) const fn is_negative(self) -> bool {
        self.numerator < 0
    }

    pub(crate) const fn is_whole(self) -> bool {
        self.denominator == 1
    }

    pub(crate) fn abs(self) -> Self {
        Self { numerator: self.numerator.abs(), ..self }
    }

    pub(crate) fn neg(self) -> Self {
        Self { numerator: -self.numerator, ..self }
    }

    pub(crate) fn add(self, other: Self) -> Option<Self> {
        if self.denominator == other.denominator {
            return Self::new(self.numerator.checked_add(other.numerator)?, self.denominator);
        }
        // A whole number leaves the other in lowest terms.
        if self.denominator == 1 || other.denominator == 1 {
            let (whole, fraction) = if self.denominator == 1 { (self, other) } else { (other, self) };
            let sum = product(whole.numerator, fraction.denominator)?.checked_add(fraction.numerator)?;
            return (sum != i128::MIN).then_some(Self { numerator: sum, ..fraction });
        }
        let left = product(self.numerator, other.denominator)?;
        let right = product(other.numerator, self.denominator)?;
        Self::new(left.checked_add(right)?, product(self.denominator, other.denominator)?)
    }

    pub(crate) fn sub(self, other: Self) -> Option<Self> {
        self.add(other.neg())
    }

    pub(crate) fn mul(self, other: Self) -> Option<Self> {
        if self.denominator == 1 && other.denominator == 1 {
            return Self::new(product(self.numerator, other.numerator)?, 1);
        }
        // Crosswise reduction keeps the products as small as they can be.
        let a = Self::new(self.numerator, other.denominator)?;
        let b = Self::new(other.numerator, self.denominator)?;
        Some(Self {
            numerator: product(a.numerator, b.numerator)?,
            denominator: product(a.denominator, b.denominator)?,
        })
    }

    pub(crate) fn div(self, other: Self) -> Option<Self> {
        // Turned over it is in lowest terms as before.
        let over = match other.numerator.signum() {
            0 => return None,
            1 => Self { numerator: other.denominator, denominator: other.numerator },
            _ => Self { numerator: -other.denominator, denominator: -other.numerator },
        };
        self.mul(over)
    }

    /// This many times the number, where that is whole.
    pub(crate) fn times_whole(self, factor: i128) -> Option<i128> {
        if self.denominator == 1 {
            return product(self.numerator, factor);
        }
        if let (Ok(denominator), Ok(small)) = (u64::try_from(self.denominator), u64::try_from(factor))
            && small.is_multiple_of(denominator)
        {
            return product(self.numerator, i128::from(small / denominator));
        }
        let product = self.numerator.checked_mul(factor)?;
        (product % self.denominator == 0).then(|| product / self.denominator)
    }

    /// The largest whole number that is not above it.
    pub(crate) const fn floor(self) -> i128 {
        self.numerator.div_euclid(self.denominator)
    }

    /// The number as people write it: all decimals where they end within ten, else rounded to six.
    pub(crate) fn decimal_text(self) -> String {
        if let (1, Ok(whole)) = (self.denominator, i64::try_from(self.numerator)) {
            return itoa::Buffer::new().format(whole).to_owned();
        }
        let mut scale = 1_u64;
        for places in 0..=10_u32 {
            match u64::try_from(self.denominator) {
                Ok(denominator) if scale.is_multiple_of(denominator) => {
                    return match self.numerator.checked_mul(i128::from(scale / denominator)) {
                        Some(scaled) => place_point(scaled, places),
                        None => self.to_string(),
                    };
                }
                Ok(_) => scale = scale.saturating_mul(10),
                Err(_) => break,
            }
        }
        self.rounded_text(6)
    }

    /// Rounded to the nearest at `places` decimals, a tie away from zero, without trailing zeros.
    pub(crate) fn rounded_text(self, places: u32) -> String {
        let rounded = 10_i128
            .checked_pow(places)
            .and_then(|scale| self.numerator.checked_mul(scale))
            .and_then(|scaled| scaled.checked_mul(2)?.abs().checked_add(self.denominator))
            .map(|twice| twice / (self.denominator.saturating_mul(2)));
        match rounded {
            Some(value) => {
                let mut text = place_point(if self.is_negative() { -value } else { value }, places);
                if text.contains('.') {
                    text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
                }
                text
            }
            None => self.to_string(),
        }
    }
}

/// The digits of a number with a point before the last `places` of them.
fn place_point(scaled: i128, places: u32) -> String {
    let mut text = String::with_capacity(16);
    push_point(&mut text, scaled, places);
    text
}

/// The same, behind a text.
pub(crate) fn push_point(text: &mut String, scaled: i128, places: u32) {
    let mut buffer = itoa::Buffer::new();
    // The machine divides small numbers itself; nearly all of a report are.
    let digits = match u64::try_from(scaled.unsigned_abs()) {
        Ok(small) => buffer.format(small),
        Err(_) => buffer.format(scaled.unsigned_abs()),
    };
    if scaled < 0 {
        text.push('-');
    }
    let places = places as usize;
    let (whole, fraction) = digits.split_at_checked(digits.len().saturating_sub(places)).unwrap_or_default();
    text.push_str(if whole.is_empty() { "0" } else { whole });
    if places > 0 {
        text.push('.');
        text.extend(std::iter::repeat_n('0', places - fraction.len()));
        text.push_str(fraction);
    }
}

impl Ord for Rational {
    /// Compares crosswise, and by continued fractions, which cannot overflow, where that would.
    fn cmp(&self, other: &Self) -> Ordering {
        if self.denominator == other.denominator {
            return self.numerator.cmp(&other.numerator);
        }
        let left = product(self.numerator, other.denominator);
        if let Some((left, right)) = left.zip(product(other.numerator, self.denominator)) {
            return left.cmp(&right);
        }
        let (mut a, mut b) = ((self.numerator, self.denominator), (other.numerator, other.denominator));
        let mut flipped = false;
        loop {
            let (left, right) = (a.0.div_euclid(a.1), b.0.div_euclid(b.1));
            let (left_rest, right_rest) = (a.0.rem_euclid(a.1), b.0.rem_euclid(b.1));
            let order = match left.cmp(&right) {
                Ordering::Equal => match (left_rest == 0, right_rest == 0) {
                    (true, true) => Ordering::Equal,
                    (true, false) => Ordering::Less,
                    (false, true) => Ordering::Greater,
                    (false, false) => {
                        (a, b) = ((a.1, left_rest), (b.1, right_rest));
                        flipped = !flipped;
                        continue;
                    }
                },
                order => order,
            };
            return if flipped { order.reverse() } else { order };
        }
    }
}

impl PartialOrd for Rational {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Rational {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_whole() {
            write!(f, "{}", self.numerator)
        } else {
            write!(f, "{}/{}", self.numerator, self.denominator)
        }
    }
}

impl fmt::Debug for Rational {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn q(numerator: i128, denominator: i128) -> Rational {
        Rational::new(numerator, denominator).unwrap_or(Rational::ZERO)
    }

    #[test]
    fn fractions_beyond_a_machine_word_are_reduced_and_compared() {
        let word = 1_i128 << 64;
        assert_eq!(q(3 * word, 9), q(word, 3));
        assert_eq!(q(9, 3 * word), q(3, word));
        assert!(q(word, 3) > q(word - 1, 3) && q(word, 3) < q(word + 1, 3));
        // Both are one and a bit, and the smaller divisor makes the larger bit.
        let big = i128::MAX - 1;
        assert!(q(big, big - 1) < q(big - 2, big - 3));
        assert!(q(big - 2, big - 3) > q(big, big - 1));
    }

    #[test]
    fn compares_without_overflow() {
        let big = i128::MAX - 1;
        assert!(q(big, big - 1) > Rational::ONE);
        assert!(q(big - 1, big) < Rational::ONE);
        assert!(q(-7, 2) < q(-10, 3));
        assert_eq!(q(2, 4).cmp(&q(1, 2)), Ordering::Equal);
    }

    #[test]
    fn overflow_is_no_number() {
        assert_eq!(q(i128::MAX, 1).mul(q(i128::MAX - 2, 1)), None);
        assert_eq!(q(i128::MAX, 1).add(Rational::ONE), None);
        assert_eq!(Rational::ONE.div(Rational::ZERO), None);
    }

    #[test]
    fn writes_decimals_that_end_and_rounds_the_rest() {
        assert_eq!(q(1, 8).decimal_text(), "0.125");
        assert_eq!(q(-5, 2).decimal_text(), "-2.5");
        assert_eq!(q(2, 3).decimal_text(), "0.666667");
        assert_eq!(q(2, 3).rounded_text(2), "0.67");
        assert_eq!(q(3, 2).rounded_text(0), "2");
        assert_eq!(q(12000, 1).rounded_text(0), "12000");
    }
}
