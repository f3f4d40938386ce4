//! Stated numbers: a mantissa with its decimals, and the arithmetic that rounds as authors do.

use std::fmt;

/// A number as a report states it: `mantissa / 10^decimals`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stated {
    mantissa: i64,
    decimals: u32,
}

impl Stated {
    pub(crate) const fn new(mantissa: i64, decimals: u32) -> Self {
        Self { mantissa, decimals }
    }

    pub(crate) const fn integer(value: i64) -> Self {
        Self::new(value, 0)
    }

    /// Plain digits with at most one point.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits = [whole, fraction].concat();
        (!whole.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
            .then(|| Some(Self::new(digits.parse().ok()?, fraction.len() as u32)))?
    }

    pub(crate) const fn decimals(self) -> u32 {
        self.decimals
    }

    pub(crate) const fn mantissa(self) -> i64 {
        self.mantissa
    }

    pub(crate) fn plus(self, other: Self) -> Self {
        let decimals = self.decimals.max(other.decimals);
        Self::new(self.at(decimals) + other.at(decimals), decimals)
    }

    pub(crate) fn minus(self, other: Self) -> Self {
        self.plus(Self::new(-other.mantissa, other.decimals))
    }

    pub(crate) fn distance(self, other: Self) -> Self {
        let difference = self.minus(other);
        Self::new(difference.mantissa.abs(), difference.decimals)
    }

    /// `self * other / 10^shift`, rounded half up to `decimals`.
    pub(crate) fn times(self, other: Self, decimals: u32, shift: u32) -> Self {
        let exponent = self.decimals + other.decimals + shift;
        let product = i128::from(self.mantissa) * i128::from(other.mantissa);
        Self::rounded(product, wide(exponent), decimals)
    }

    /// `self / other * 10^shift`, rounded half up to `decimals`; a zero divisor counts as one.
    pub(crate) fn over(self, other: Self, decimals: u32, shift: u32) -> Self {
        let above = i128::from(self.mantissa) * wide(other.decimals + shift);
        let below = i128::from(other.mantissa.max(1)) * wide(self.decimals);
        Self::rounded(above, below, decimals)
    }

    fn rounded(above: i128, below: i128, decimals: u32) -> Self {
        let doubled = 2 * above * wide(decimals);
        // The figures of a county stay far below the bound.
        Self::new(i64::try_from((doubled + below).div_euclid(2 * below)).unwrap_or(i64::MAX), decimals)
    }

    fn at(self, decimals: u32) -> i64 {
        self.mantissa * power(decimals - self.decimals)
    }

    /// Without zeros at the end: authors write 97%, not 97.00%.
    pub(crate) fn trimmed(mut self) -> Self {
        while self.decimals > 0 && self.mantissa % 10 == 0 {
            self = Self::new(self.mantissa / 10, self.decimals - 1);
        }
        self
    }

    /// The value in base units, where a scale word multiplies by `10^scale`.
    pub(crate) fn scaled(self, scale: u32) -> Self {
        if scale >= self.decimals {
            Self::new(self.mantissa * power(scale - self.decimals), 0)
        } else {
            Self::new(self.mantissa, self.decimals - scale).trimmed()
        }
    }
}

const fn power(exponent: u32) -> i64 {
    10_i64.pow(exponent)
}

const fn wide(exponent: u32) -> i128 {
    10_i128.pow(exponent)
}

impl fmt::Display for Stated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = power(self.decimals);
        write!(f, "{}", self.mantissa / unit)?;
        if self.decimals > 0 {
            write!(f, ".{:0width$}", self.mantissa % unit, width = self.decimals as usize)?;
        }
        Ok(())
    }
}

/// Chinese numerals below ten thousand, as they stand before a measure word (2 is 两).
pub(crate) fn chinese(value: i64) -> String {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    if value == 2 {
        return "两".to_owned();
    }
    let mut text = String::new();
    let mut gap = false;
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = value / unit % 10;
        if digit == 0 {
            gap = !text.is_empty();
            continue;
        }
        if gap {
            text.push('零');
            gap = false;
        }
        if !(unit == 10 && digit == 1 && text.is_empty()) {
            text.extend(DIGITS.get(digit as usize));
        }
        text.push_str(name);
    }
    if text.is_empty() { "零".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stated(text: &str) -> Stated {
        Stated::parse(text).unwrap()
    }

    #[test]
    fn arithmetic_rounds_half_up() {
        assert_eq!(stated("5868.47").over(stated("6942.23"), 2, 2).to_string(), "84.53");
        assert_eq!(stated("301836").times(stated("230"), 2, 4).to_string(), "6942.23");
        assert_eq!(stated("1").over(stated("8"), 2, 0).to_string(), "0.13");
        assert_eq!(stated("12.3").minus(stated("2.35")).to_string(), "9.95");
        assert_eq!(stated("96.60").trimmed().to_string(), "96.6");
        assert_eq!(stated("1347.5").scaled(4).to_string(), "13475000");
        assert_eq!(stated("1.23456").scaled(4).to_string(), "12345.6");
        assert_eq!(Stated::parse("1.2.3"), None);
    }

    #[test]
    fn chinese_numerals() {
        for (value, text) in [
            (2, "两"),
            (10, "十"),
            (14, "十四"),
            (20, "二十"),
            (105, "一百零五"),
            (320, "三百二十"),
            (2008, "二千零八"),
        ] {
            assert_eq!(chinese(value), text);
        }
    }
}
