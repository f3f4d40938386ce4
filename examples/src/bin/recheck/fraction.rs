//! Exact fractions.

use std::cmp::Ordering;
use std::fmt;

/// An exact fraction; `LOST` is what is too large to be one, and whatever is computed from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fraction {
    over: i128,
    under: i128,
}

impl Fraction {
    pub(crate) const ZERO: Self = Self::whole(0);
    const LOST: Self = Self { over: 0, under: 0 };

    pub(crate) const fn whole(value: i128) -> Self {
        Self { over: value, under: 1 }
    }

    pub(crate) fn new(over: i128, under: i128) -> Self {
        let (mut a, mut b) = (over.unsigned_abs(), under.unsigned_abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        match i128::try_from(a) {
            Ok(divisor) if under != 0 && under != i128::MIN => {
                let divisor = divisor * under.signum();
                Self { over: over / divisor, under: under / divisor }
            }
            _ => Self::LOST,
        }
    }

    /// From the two halves, each of which may have been too large.
    pub(crate) fn of(over: Option<i128>, under: Option<i128>) -> Self {
        over.zip(under).map_or(Self::LOST, |(over, under)| Self::new(over, under))
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        let over: i128 = format!("{whole}{decimals}").parse().ok()?;
        Some(Self::new(over, 10_i128.checked_pow(u32::try_from(decimals.len()).ok()?)?))
    }

    pub(crate) fn plus(self, other: Self) -> Self {
        let crossed = self.over.checked_mul(other.under).zip(other.over.checked_mul(self.under));
        Self::of(crossed.and_then(|(a, b)| a.checked_add(b)), self.under.checked_mul(other.under))
    }

    pub(crate) fn minus(self, other: Self) -> Self {
        self.plus(Self { over: -other.over, ..other })
    }

    pub(crate) fn times(self, factor: i128) -> Self {
        Self::of(self.over.checked_mul(factor), Some(self.under))
    }

    pub(crate) fn by(self, other: Self) -> Self {
        Self::of(self.over.checked_mul(other.over), self.under.checked_mul(other.under))
    }

    pub(crate) fn over(self, other: Self) -> Self {
        Self::of(self.over.checked_mul(other.under), self.under.checked_mul(other.over))
    }

    /// `None` where it was lost on the way.
    pub(crate) fn known(self) -> Option<Self> {
        (self.under != 0).then_some(self)
    }
}

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.under {
            1 => write!(f, "{}", self.over),
            under => write!(f, "{}/{under}", self.over),
        }
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        self.minus(*other).over.cmp(&0)
    }
}
