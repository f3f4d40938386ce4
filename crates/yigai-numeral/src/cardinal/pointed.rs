//! Chinese decimals: 三点一四, 一百二十点零五, 一点五万.

use super::sections::units;
use super::{Cardinal, Ends, Shape, exact, plain_digits, scale_of};
use crate::lex::{Kind, Token};
use crate::{Bound, Error, Value};

/// 三点一四, 一百二十点零五, 一点五万.
pub(super) fn pointed(tokens: &[Token], point: usize) -> Result<Cardinal, Error> {
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
