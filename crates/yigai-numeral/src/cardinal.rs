//! What a run of numeral characters means.

use alloc::vec::Vec;

use rust_decimal::Decimal;

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

/// 三点一四, 一百二十点零五, 一点五万.
fn pointed(tokens: &[Token], point: usize) -> Result<Cardinal, Error> {
    let (whole, rest) = tokens.split_at(point);
    let at = tokens.first().map_or(0, |token| token.at);
    let rest = rest.get(1..).unwrap_or_default();
    // 一百点123
    if let [Token { kind: Kind::Arabic { mantissa, decimals: 0, digits: places }, .. }] = rest {
        return pointed_arabic(whole, *mantissa, *places, at);
    }
    let count =
        rest.iter().take_while(|token| matches!(token.kind, Kind::Digit(_, false) | Kind::Zero)).count();
    let (places, scale_words) = rest.split_at(count);
    if count == 0 {
        return Err(Error::malformed(rest.first().map_or(at, |t| t.at), "a digit after the decimal point"));
    }
    let mut mantissa = whole_part(whole, at)?;
    if count > 28 {
        return Err(Error::overflow(at));
    }
    for token in places {
        let digit = match token.kind {
            Kind::Digit(d, _) => i128::from(d),
            _ => 0,
        };
        mantissa =
            mantissa.checked_mul(10).and_then(|m| m.checked_add(digit)).ok_or(Error::overflow(token.at))?;
    }
    let decimals = u32::try_from(count).unwrap_or(u32::MAX);
    if whole.is_empty() && mantissa == 0 {
        return Err(Error::malformed(at, "a digit before the decimal point"));
    }
    let number = exact(mantissa, decimals, at)?;
    // 三点五十 is no decimal: the places are digits, and only a scale word may follow them.
    if let Some(wrong) = scale_words.iter().find(|token| matches!(token.kind, Kind::Small(1))) {
        return Err(Error::malformed(wrong.at, "digits, 百, 千, 万 or 亿 after the decimal point"));
    }
    let scale = scale_of(scale_words)?;
    let value = number.checked_mul(scale).ok_or(Error::overflow(at))?;
    Ok(Cardinal {
        value,
        upper: None,
        bound: Bound::Exact,
        number,
        decimals,
        scale,
        shape: Shape::Units,
        alternative: None,
    })
}

/// What stands before the decimal point.
fn whole_part(whole: &[Token], at: usize) -> Result<i128, Error> {
    Ok(match whole {
        [] => 0,
        [one] => match one.kind {
            Kind::Digit(d, false) => i128::from(d),
            Kind::Zero => 0,
            Kind::Small(1) => 10,
            Kind::Tens(t) => 10 * i128::from(t),
            _ => return Err(Error::malformed(one.at, "a digit before the decimal point")),
        },
        whole => {
            let positional = whole.iter().all(|token| matches!(token.kind, Kind::Digit(..) | Kind::Zero));
            let left =
                if positional { plain_digits(whole)? } else { units(whole, at)?.value_without_range()? };
            match left {
                Value::Integer(value) => value,
                Value::Decimal(_) => {
                    return Err(Error::malformed(at, "whole digits before the decimal point"));
                }
            }
        }
    })
}

fn pointed_arabic(whole: &[Token], mantissa: i128, places: u8, at: usize) -> Result<Cardinal, Error> {
    let decimals = u32::from(places);
    let joined = 10_i128
        .checked_pow(decimals)
        .and_then(|shift| whole_part(whole, at).ok()?.checked_mul(shift))
        .and_then(|shifted| shifted.checked_add(mantissa))
        .ok_or(Error::overflow(at))?;
    let number = exact(joined, decimals, at)?;
    Ok(Cardinal { value: number, number, decimals, ..Cardinal::plain(Ends::ZERO, Shape::Units) })
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

/// Whether Chinese thousands stand right after the last scale word.
fn thousands_follow(tokens: &[Token]) -> bool {
    let last = tokens.iter().rposition(|token| matches!(token.kind, Kind::Big(_)));
    let after = last.and_then(|place| tokens.get(place + 1..place + 3));
    matches!(after, Some([Token { kind: Kind::Digit(..), .. }, Token { kind: Kind::Small(3), .. }]))
}

const fn is_big(token: &Token) -> bool {
    matches!(token.kind, Kind::Big(_))
}

/// The general case: sections of 千百十 joined by 万, 亿 and above.
#[derive(Default)]
struct Sections {
    /// Closed terms with the power of their unit, in falling order.
    terms: Vec<(i128, i128, u8)>,
}

fn units(tokens: &[Token], end: usize) -> Result<Cardinal, Error> {
    let mut closed = Sections::default();
    let mut section = Ends::ZERO;
    // The smallest unit of the section so far, as a power of ten; the next must be smaller.
    let mut floor: u8 = 4;
    let mut pending: Option<(Ends, u8)> = None; // a coefficient and its number of Arabic digits (0: Chinese)
    let mut zero = false;
    let mut ranged = false;
    let mut shape = match tokens.first().map(|token| token.kind) {
        Some(Kind::Arabic { .. }) => Shape::Arabic,
        Some(Kind::Small(1) | Kind::Tens(_)) => Shape::Units,
        Some(Kind::Small(_) | Kind::Big(_)) => Shape::Bare,
        _ => Shape::Units,
    };
    if tokens.len() == 1 && matches!(tokens.first().map(|t| t.kind), Some(Kind::Digit(..) | Kind::Zero)) {
        shape = Shape::Lone;
    }
    let mut previous: Option<Kind> = None;
    for token in tokens {
        let overflow = || Error::overflow(token.at);
        match token.kind {
            Kind::Digit(digit, _) => match pending {
                None => pending = Some((Ends::one(digit.into()), 0)),
                Some((first, 0))
                    if !ranged
                        && first.low == first.high
                        && neighbours(u8::try_from(first.low).unwrap_or(0), digit) =>
                {
                    ranged = true;
                    pending = Some((Ends { low: first.low, high: digit.into() }, 0));
                }
                Some(_) => return Err(Error::malformed(token.at, "a unit (十, 百, 千, 万, 亿)")),
            },
            Kind::Arabic { mantissa, decimals, digits } => {
                if pending.is_some() || decimals > 0 {
                    return Err(Error::malformed(token.at, "a unit or the end"));
                }
                pending = Some((Ends::one(mantissa), digits));
            }
            Kind::Zero => {
                if pending.is_some() || zero {
                    return Err(Error::malformed(token.at, "a unit after the digit"));
                }
                zero = true;
            }
            Kind::Few => {
                if ranged || pending.is_some_and(|(p, n)| n == 0 || p.low % 10 != 0) {
                    return Err(Error::malformed(token.at, "one vague digit"));
                }
                ranged = true;
                pending = match (pending, previous) {
                    (Some((tens, n)), _) => Some((Ends { low: tens.low, high: tens.high + 10 }, n)),
                    // 十几, 一百零几: the last digit; 几十: two to ten of them.
                    (None, Some(Kind::Small(1) | Kind::Tens(_) | Kind::Zero)) => {
                        Some((Ends { low: 0, high: 10 }, 0))
                    }
                    _ => Some((Ends { low: 2, high: 10 }, 0)),
                };
            }
            Kind::Tens(tens) => {
                if pending.is_some() || floor <= 1 {
                    return Err(Error::malformed(token.at, "a digit or a smaller unit"));
                }
                section = section.add(Ends::one(10 * i128::from(tens))).ok_or_else(overflow)?;
                floor = 1;
                zero = false;
            }
            Kind::Small(unit) => {
                let coefficient = match pending {
                    Some((value, n)) => {
                        if n == 0 && value.low == 0 {
                            return Err(Error::malformed(token.at, "a digit before the unit"));
                        }
                        value
                    }
                    // 十五, 一百十五; 百万 only at the very start.
                    None if unit == 1 && !matches!(previous, Some(Kind::Small(1))) => Ends::one(1),
                    None if previous.is_none() => Ends::one(1),
                    // 一万零百一十一
                    None if unit == 2 && zero && floor == 4 && !closed.terms.is_empty() => Ends::one(1),
                    None => return Err(Error::malformed(token.at, "a digit or a smaller unit")),
                };
                if unit >= floor {
                    return Err(Error::malformed(token.at, "a smaller unit"));
                }
                // 一百零五十: nothing is missing there, so the zero contradicts.
                if zero && floor < 4 && unit + 1 == floor {
                    return Err(Error::malformed(token.at, "no 零 where no unit is missing"));
                }
                section =
                    section.add(coefficient.mul(power(unit)).ok_or_else(overflow)?).ok_or_else(overflow)?;
                floor = unit;
                pending = None;
                zero = false;
            }
            Kind::Big(unit) => {
                let by = power(unit);
                let mut value = section;
                if let Some((rest, n)) = pending {
                    if n > 0 && floor < 4 && rest.low >= power(floor) {
                        return Err(Error::malformed(token.at, "fewer digits after the unit"));
                    }
                    // 三千五万, 8千3万: the last digit would be units or hundreds.
                    if n <= 1 && (2..4).contains(&floor) && !zero {
                        return Err(Error::malformed(token.at, "a unit after the digit"));
                    }
                    value = value.add(rest).ok_or_else(overflow)?;
                }
                let empty = floor == 4 && pending.is_none();
                if empty && zero {
                    return Err(Error::malformed(token.at, "a digit"));
                }
                if empty {
                    match (previous, closed.terms.pop()) {
                        (None, None) => value = Ends::one(1),
                        // 万亿, 亿亿, 万万
                        (Some(Kind::Big(last)), Some((low, high, _))) if unit >= last => {
                            value = Ends { low, high };
                            while let Some(&(low, high, below)) = closed.terms.last()
                                && below < unit
                            {
                                value = value.add(Ends { low, high }).ok_or_else(overflow)?;
                                closed.terms.pop();
                            }
                        }
                        _ => return Err(Error::malformed(token.at, "a digit before the unit")),
                    }
                } else {
                    while let Some(&(low, high, below)) = closed.terms.last()
                        && below < unit
                    {
                        value = value.add(Ends { low, high }).ok_or_else(overflow)?;
                        closed.terms.pop();
                    }
                }
                let value = value.mul(by).ok_or_else(overflow)?;
                if let Some(&(.., above)) = closed.terms.last()
                    && (above <= unit || value.high >= power(above))
                {
                    return Err(Error::malformed(token.at, "a smaller scale word"));
                }
                closed.terms.push((value.low, value.high, unit));
                section = Ends::ZERO;
                floor = 4;
                pending = None;
                zero = false;
            }
            Kind::More | Kind::Round | Kind::Point | Kind::TooLong | Kind::Dotted(_) => {
                return Err(Error::malformed(token.at, "a digit or a unit"));
            }
        }
        previous = Some(token.kind);
    }
    let mut total = section;
    let mut below = Ends::ZERO;
    if let Some((rest, n)) = pending {
        let last_unit = if floor < 4 { Some(floor) } else { closed.terms.last().map(|&(.., unit)| unit) };
        let at = tokens.last().map_or(end, |token| token.at);
        let rest = match last_unit {
            // 二十零五: nothing is missing there, so the zero contradicts.
            Some(1) if zero && floor == 1 => {
                return Err(Error::malformed(at, "no 零 where no unit is missing"));
            }
            // 一二百三, 几百五: what the digit counts is as vague as what stands before it.
            Some(unit)
                if !zero
                    && unit > 1
                    && n <= 1
                    && (section.low != section.high
                        || closed.terms.iter().any(|&(low, high, _)| low != high)
                        || matches!(tokens, [.., a, b, _] if is_big(a) && is_big(b))) =>
            {
                return Err(Error::malformed(at, "the end"));
            }
            // 一百五, 一万三, 13万2: the digit counts the next smaller unit.
            Some(unit) if !zero && unit > 1 && n <= 1 && !matches!(previous, Some(Kind::Few)) => {
                rest.mul(power(unit - 1)).ok_or(Error::overflow(at))?
            }
            Some(unit) if n == 2 && unit > 2 && !zero => {
                return Err(Error::malformed(at, "all digits below the scale word, or one"));
            }
            Some(unit) if rest.high > power(unit) => {
                return Err(Error::malformed(at, "fewer digits after the scale word"));
            }
            Some(unit) if matches!(previous, Some(Kind::Few)) && unit > 1 && !zero => {
                return Err(Error::malformed(at, "a unit after 几"));
            }
            None if matches!(previous, Some(Kind::Few)) && tokens.len() == 1 => {
                return Err(Error::malformed(at, "a unit after 几"));
            }
            _ => rest,
        };
        total = total.add(rest).ok_or(Error::overflow(at))?;
        below = rest;
    } else if zero && (tokens.len() > 1) {
        let at = tokens.last().map_or(end, |token| token.at);
        return Err(Error::malformed(at, "a digit after 零"));
    }
    for (low, high, _) in closed.terms.iter().copied() {
        total = total.add(Ends { low, high }).ok_or(Error::overflow(end))?;
    }
    let mut out = Cardinal::plain(total, shape);
    if total.low == total.high {
        out.alternative = match (tokens, closed.terms.last()) {
            // 万三 in the talk of rates and fees: 0.0003.
            ([unit, Token { kind: Kind::Digit(digit, false), .. }], _) => match unit.kind {
                Kind::Small(power @ 2..) | Kind::Big(power @ 4) => {
                    Decimal::try_from_i128_with_scale(i128::from(*digit), u32::from(power))
                        .ok()
                        .map(Value::from)
                }
                _ => None,
            },
            // 两亿三千 without its 零: 2 0000 3000, or short for 两亿三千万.
            (_, Some((.., 8))) if thousands_follow(tokens) => section
                .add(below)
                .and_then(|section| section.low.checked_mul(power(4) - 1))
                .and_then(|more| total.low.checked_add(more))
                .map(Value::Integer),
            _ => None,
        };
    }
    // 52万, 五十二万: the scale is known as long as nothing follows the scale word.
    if let Some(Token { kind: Kind::Big(_), .. }) = tokens.last() {
        let mut scale = 1_i128;
        for token in tokens.iter().rev() {
            match token.kind {
                Kind::Big(unit) => scale = scale.saturating_mul(power(unit)),
                _ => break,
            }
        }
        if scale > 1 && total.low % scale == 0 {
            out.number = Value::Integer(total.low / scale);
            out.scale = scale;
        }
    }
    Ok(out)
}
