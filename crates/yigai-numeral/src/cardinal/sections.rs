//! Numerals with units: 三千二百万零五百, 一万三, 十几万.

use alloc::vec::Vec;

use rust_decimal::Decimal;

use super::{Cardinal, Ends, Shape, neighbours};
use crate::class::power;
use crate::lex::{Kind, Token};
use crate::{Error, Value};

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

pub(super) fn units(tokens: &[Token], end: usize) -> Result<Cardinal, Error> {
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
    for (place, token) in tokens.iter().enumerate() {
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
                    // 一万零百一十一; nothing is said by 零百 alone.
                    None if unit == 2
                        && zero
                        && floor == 4
                        && !closed.terms.is_empty()
                        && matches!(tokens.get(place + 1).map(|t| t.kind), Some(Kind::Digit(..))) =>
                    {
                        Ends::one(1)
                    }
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
                    // 三万三亿: three more, or three thousand.
                    if n <= 1 && floor == 4 && !zero && closed.terms.last().is_some_and(|&(.., b)| b < unit) {
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
