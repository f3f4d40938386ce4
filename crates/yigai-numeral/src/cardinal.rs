//! What a run of numeral characters means.

mod pointed;
mod sections;

use alloc::vec::Vec;

use rust_decimal::Decimal;

use self::pointed::pointed;
use self::sections::units;
use crate::class::power;
use crate::lex::{Kind, Run, Token};
use crate::{Bound, Error, Options, Value};

/// One number as written, with the scale words and hedges between its characters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cardinal {
    /// The value; of a range, its lower end.
    pub value: Value,
    /// The upper end of 十几, 两三百 and the like.
    pub upper: Option<Value>,
    /// What 余, 多 or 来 inside it say.
    pub bound: Bound,
    /// The digits as written, without the scale word.
    pub number: Value,
    /// The decimals that were written, trailing zeros included.
    pub decimals: u32,
    /// What the scale word multiplies the digits by.
    pub scale: i128,
    /// How it is written.
    pub shape: Shape,
    /// Another reading that the characters alone allow: 三四 is 3 to 4, or the digits 34.
    pub alternative: Option<Value>,
}

/// How a cardinal is written; what stands alone in a text is a number only in some shapes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Shape {
    /// Arabic digits, with or without scale words.
    Arabic,
    /// One digit: 三, 两.
    Lone,
    /// Two or more digits without units: 二〇一〇, 三四.
    Digits,
    /// With units, and a digit before the first of them (三百), or 十 first (十五).
    Units,
    /// A unit with no digit before it: 百, 千万.
    Bare,
}

#[derive(Clone, Copy)]
struct Ends {
    low: i128,
    high: i128,
}

impl Ends {
    const fn one(value: i128) -> Self {
        Self { low: value, high: value }
    }

    const ZERO: Self = Self::one(0);

    fn mul(self, by: i128) -> Option<Self> {
        Some(Self { low: self.low.checked_mul(by)?, high: self.high.checked_mul(by)? })
    }

    fn add(self, other: Self) -> Option<Self> {
        Some(Self { low: self.low.checked_add(other.low)?, high: self.high.checked_add(other.high)? })
    }
}

/// Reads a whole run.
pub(crate) fn evaluate(run: &Run, options: Options) -> Result<Cardinal, Error> {
    let mut tokens: &[Token] = &run.tokens;
    let worth: Vec<Token>;
    if tokens.iter().any(|token| matches!(token.kind, Kind::Big(power) if options.power(power) != power)) {
        worth = tokens
            .iter()
            .map(|token| match token.kind {
                Kind::Big(power) => Token { kind: Kind::Big(options.power(power)), ..*token },
                _ => *token,
            })
            .collect();
        tokens = &worth;
    }
    let Some(first) = tokens.first() else {
        return Err(Error { kind: crate::ErrorKind::Empty, at: 0, expected: "a numeral" });
    };
    let mut bound = Bound::Exact;
    if let Some(token) = tokens.iter().find(|token| matches!(token.kind, Kind::TooLong)) {
        return Err(Error::overflow(token.at));
    }
    if let Some(at) =
        tokens.iter().find_map(|token| if let Kind::Dotted(at) = token.kind { Some(at) } else { None })
    {
        return Err(Error::malformed(at, "one decimal point"));
    }
    // A hedge at the end or before the last scale word: 30多, 30多万.
    let mut kept: Vec<Token>;
    if let Some(place) = tokens.iter().position(|token| matches!(token.kind, Kind::More | Kind::Round)) {
        let rest = tokens.get(place + 1..).unwrap_or_default();
        if let Some(wrong) = rest.iter().find(|token| !matches!(token.kind, Kind::Big(_) | Kind::Small(_))) {
            return Err(Error::malformed(wrong.at, "a scale word or the end after the hedge"));
        }
        bound = match tokens.get(place).map(|token| token.kind) {
            Some(Kind::More) => Bound::MoreThan,
            _ => Bound::About,
        };
        kept = tokens.to_vec();
        kept.remove(place);
        tokens = &kept;
    }
    let mut cardinal = if let Kind::Arabic { mantissa, decimals, digits: _ } = first.kind
        && (decimals > 0
            || tokens.iter().skip(1).all(|token| matches!(token.kind, Kind::Big(_) | Kind::Small(_))))
    {
        arabic(mantissa, decimals, tokens)?
    } else if let Some(point) = tokens.iter().position(|token| token.kind == Kind::Point) {
        pointed(tokens, point)?
    } else if tokens.len() > 1
        && tokens.iter().all(|token| matches!(token.kind, Kind::Digit(..) | Kind::Zero))
    {
        digits(tokens)?
    } else {
        units(tokens, run.end)?
    };
    if bound != Bound::Exact {
        if cardinal.upper.is_some() {
            return Err(Error::malformed(first.at, "either a range or a hedge"));
        }
        cardinal.bound = bound;
    }
    Ok(cardinal)
}

fn exact(mantissa: i128, decimals: u32, at: usize) -> Result<Value, Error> {
    if decimals == 0 {
        return Ok(Value::Integer(mantissa));
    }
    Decimal::try_from_i128_with_scale(mantissa, decimals).map(Value::from).map_err(|_| Error::overflow(at))
}

/// The product of the scale words after a number; each must be a unit of the next: 百万, 千万, 万亿.
fn scale_of(tokens: &[Token]) -> Result<i128, Error> {
    let mut scale: i128 = 1;
    let mut last: Option<u8> = None;
    for token in tokens {
        let (power_of, big) = match token.kind {
            Kind::Big(p) => (p, true),
            Kind::Small(p) => (p, false),
            _ => return Err(Error::malformed(token.at, "a scale word or the end")),
        };
        if last.is_some_and(|last| !big || power_of < last) {
            return Err(Error::malformed(token.at, "a larger scale word or the end"));
        }
        scale = scale.checked_mul(power(power_of)).ok_or(Error::overflow(token.at))?;
        last = Some(power_of);
    }
    Ok(scale)
}

fn arabic(mantissa: i128, decimals: u8, tokens: &[Token]) -> Result<Cardinal, Error> {
    let at = tokens.first().map_or(0, |token| token.at);
    let number = exact(mantissa, u32::from(decimals), at)?;
    let scale = scale_of(tokens.get(1..).unwrap_or_default())?;
    let value = if scale == 1 { number } else { number.checked_mul(scale).ok_or(Error::overflow(at))? };
    Ok(Cardinal {
        value,
        upper: None,
        bound: Bound::Exact,
        number,
        decimals: u32::from(decimals),
        scale,
        shape: Shape::Arabic,
        alternative: None,
    })
}

impl Cardinal {
    fn value_without_range(self) -> Result<Value, Error> {
        match self.upper {
            None => Ok(self.value),
            Some(_) => Err(Error::malformed(0, "one number before the decimal point")),
        }
    }

    fn plain(low: Ends, shape: Shape) -> Self {
        let value = Value::Integer(low.low);
        Self {
            value,
            upper: (low.high != low.low).then_some(Value::Integer(low.high)),
            bound: if low.high == low.low { Bound::Exact } else { Bound::Range },
            number: value,
            decimals: 0,
            scale: 1,
            shape,
            alternative: None,
        }
    }
}

/// 二〇一〇; two neighbouring digits are a range (三四, 两三, 三五), with the digit string as the other reading.
fn digits(tokens: &[Token]) -> Result<Cardinal, Error> {
    if let [a, b] = tokens
        && let (Kind::Digit(low, _), Kind::Digit(high, _)) = (a.kind, b.kind)
        && neighbours(low, high)
    {
        let mut out = Cardinal::plain(Ends { low: low.into(), high: high.into() }, Shape::Digits);
        out.alternative = matches!(a.kind, Kind::Digit(_, false))
            .then(|| Value::Integer(i128::from(low) * 10 + i128::from(high)));
        return Ok(out);
    }
    // 三两天
    if let [Token { kind: Kind::Digit(3, false), .. }, Token { kind: Kind::Digit(2, true), .. }] = tokens {
        return Ok(Cardinal::plain(Ends { low: 2, high: 3 }, Shape::Digits));
    }
    match plain_digits(tokens)? {
        Value::Integer(value) => Ok(Cardinal::plain(Ends::one(value), Shape::Digits)),
        Value::Decimal(_) => Err(Error::malformed(0, "digits")),
    }
}

const fn neighbours(low: u8, high: u8) -> bool {
    low + 1 == high || low == 3 && high == 5
}

fn plain_digits(tokens: &[Token]) -> Result<Value, Error> {
    let mut value: i128 = 0;
    for token in tokens {
        let digit = match token.kind {
            Kind::Digit(d, false) => i128::from(d),
            Kind::Zero => 0,
            _ => return Err(Error::malformed(token.at, "a digit other than 两 in a string of digits")),
        };
        value = value.checked_mul(10).and_then(|v| v.checked_add(digit)).ok_or(Error::overflow(token.at))?;
    }
    Ok(Value::Integer(value))
}
