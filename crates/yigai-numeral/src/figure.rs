use alloc::string::String;
use core::str::FromStr;

use rust_decimal::Decimal;

use crate::{Error, ErrorKind, Value};

/// A number as digits, ready to be written out: sign, whole part, and the decimals with their trailing zeros.
///
/// ```
/// use yigai_numeral::Figure;
///
/// let figure: Figure = "12.30".parse().unwrap();
/// assert_eq!(figure.lower().unwrap(), "十二点三零");
/// assert_eq!(Figure::from(10).lower().unwrap(), "十");
/// assert!("12.3.0".parse::<Figure>().is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Figure {
    pub(crate) negative: bool,
    pub(crate) whole: u128,
    /// ASCII digits.
    pub(crate) decimals: String,
    /// The digits of the whole part as given, leading zeros included.
    pub(crate) digits: String,
}

impl From<i128> for Figure {
    fn from(value: i128) -> Self {
        let whole = value.unsigned_abs();
        Self { negative: value < 0, whole, decimals: String::new(), digits: alloc::format!("{whole}") }
    }
}

impl From<Decimal> for Figure {
    fn from(value: Decimal) -> Self {
        let negative = value.is_sign_negative() && !value.is_zero();
        let text = alloc::format!("{}", value.abs());
        let (digits, decimals) = text.split_once('.').unwrap_or((&text, ""));
        Self {
            negative,
            whole: value.abs().trunc().mantissa().unsigned_abs(),
            decimals: decimals.into(),
            digits: digits.into(),
        }
    }
}

impl From<Value> for Figure {
    fn from(value: Value) -> Self {
        match value {
            Value::Integer(value) => value.into(),
            Value::Decimal(value) => value.into(),
        }
    }
}

impl FromStr for Figure {
    type Err = Error;

    /// Reads digits with an optional sign, thousands separators, decimals and a power of ten (`1.23e5`).
    fn from_str(text: &str) -> Result<Self, Error> {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Err(Error { kind: ErrorKind::Empty, at: 0, expected: "a number" });
        }
        let lead = text.len() - text.trim_start().len();
        let unsigned = trimmed.strip_prefix(['-', '+', '−']).unwrap_or(trimmed);
        let mut at = lead + trimmed.len() - unsigned.len();
        let (mut digits, mut decimals, mut exponent) = (String::new(), String::new(), None);
        let mut pointed = false;
        let mut rest = unsigned.char_indices();
        let base = at;
        for (offset, c) in rest.by_ref() {
            at = base + offset;
            match c {
                '0'..='9' if pointed => decimals.push(c),
                '0'..='9' => digits.push(c),
                ',' if !pointed && !digits.is_empty() => {}
                '.' if !pointed => pointed = true,
                'e' | 'E' if !digits.is_empty() => {
                    let power = unsigned.get(offset + 1..).and_then(|tail| tail.parse::<i32>().ok());
                    exponent = Some(
                        power
                            .filter(|power| power.abs() <= 28)
                            .ok_or(Error::malformed(at + 1, "a power of ten"))?,
                    );
                    break;
                }
                _ => return Err(Error::malformed(at, "a digit")),
            }
        }
        if digits.is_empty() && decimals.is_empty() || pointed && decimals.is_empty() {
            let end = if exponent.is_some() { at } else { base + unsigned.len() };
            return Err(Error::malformed(end, "a digit"));
        }
        shift(&mut digits, &mut decimals, exponent.unwrap_or(0));
        if digits.is_empty() {
            digits.push('0');
        }
        let whole = digits.parse::<u128>().map_err(|_| Error::overflow(lead))?;
        let zero = whole == 0 && decimals.bytes().all(|digit| digit == b'0');
        Ok(Self { negative: trimmed.starts_with(['-', '−']) && !zero, whole, decimals, digits })
    }
}

/// Moves the decimal point by a power of ten.
fn shift(digits: &mut String, decimals: &mut String, power: i32) {
    for _ in 0..power.max(0) {
        digits.push(if decimals.is_empty() { '0' } else { decimals.remove(0) });
    }
    for _ in 0..power.min(0).unsigned_abs() {
        decimals.insert(0, digits.pop().unwrap_or('0'));
    }
    if power > 0 {
        let kept = digits.trim_start_matches('0').len();
        digits.drain(..digits.len() - kept);
    }
}
