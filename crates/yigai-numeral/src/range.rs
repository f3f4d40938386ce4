//! Ranges: 3—5, 10%～15%, 三到五万.

use nom::Parser;
use nom::character::complete::one_of;

use crate::class::first;
use crate::grammar::{Grammar, Read, refuse, spaces};
use crate::{Bound, Error, Kind, Numeral, Shape, Value};

impl Grammar {
    /// 3—5, 10%～15%, 30-40%, 三到五万. `bare` is what follows the first number before its sign.
    pub(crate) fn range<'a>(
        &self,
        input: &'a str,
        bare: &'a str,
        after: &'a str,
        low: Numeral,
    ) -> Read<'a, Numeral> {
        let plain = matches!(
            low.kind,
            Kind::Integer
                | Kind::Decimal
                | Kind::Percent
                | Kind::Permille
                | Kind::Permyriad
                | Kind::Points
                | Kind::Multiple
        );
        // 08-2008 is a month, and 06-12 may be one.
        if !plain || low.upper.is_some() || is_padded(input) {
            return Ok((after, low));
        }
        if !first(after).is_some_and(|c| {
            matches!(
                c,
                ' ' | '\u{a0}'
                    | '\u{3000}'
                    | '-'
                    | '至'
                    | '到'
                    | '~'
                    | '−'
                    | '～'
                    | '〜'
                    | '∼'
                    | '－'
                    | '─'
                    | '\u{2010}'..='\u{2015}'
            )
        }) {
            return Ok((after, low));
        }
        let Ok((next, _)) = dash(after) else { return Ok((after, low)) };
        // 30-百分之四十 mixes; a sign after a dash is no dash.
        let Ok((rest, high)) = self.number(next) else { return Ok((after, low)) };
        let Ok((end, high)) = self.share(rest, high) else { return Ok((after, low)) };
        if high.upper.is_some() || (low.shape == Shape::Arabic) != (high.shape == Shape::Arabic) {
            return Ok((after, low));
        }
        let unmarked = bare.len() == after.len();
        let mut value = low.value;
        let mut scale = low.scale;
        if unmarked && low.scale == 1 && high.scale > 1 && low.number < high.number {
            match value.checked_mul(high.scale) {
                Some(scaled) => (value, scale) = (scaled, high.scale),
                None => return refuse(input, Error::overflow(0)),
            }
        }
        let same = low.kind == high.kind || unmarked && matches!(low.kind, Kind::Integer | Kind::Decimal);
        let both_plain = matches!(high.kind, Kind::Integer | Kind::Decimal)
            && matches!(low.kind, Kind::Integer | Kind::Decimal);
        let kind = match high.kind {
            Kind::Integer | Kind::Decimal if !both_plain => return Ok((after, low)),
            Kind::Integer | Kind::Decimal => Kind::Range,
            kind => kind,
        };
        // 三到五成, 三到五折, 八五到九折: the first is counted in tenths like the second.
        let tenths = rest.starts_with('成') || rest.starts_with('折') && value < Value::Integer(10);
        if unmarked && high.kind == Kind::Percent && tenths {
            value = match value.checked_mul(10) {
                Some(value) if value <= Value::Integer(100) => value,
                _ => return Ok((after, low)),
            };
        }
        if !(same || both_plain) || value >= high.value {
            return Ok((after, low));
        }
        Ok((end, Numeral { value, scale, upper: Some(high.value), bound: Bound::Range, kind, ..low }))
    }
}

/// Whether a whole number begins by a zero that only fills its place: 08.
pub(crate) fn is_padded(input: &str) -> bool {
    matches!(input.as_bytes(), [b'0', b'0'..=b'9', ..])
}

/// A range sign: any dash or tilde, one or two of them, 至 or 到, with spaces around.
pub(crate) fn dash(input: &str) -> Read<'_, bool> {
    let (rest, ()) = spaces(input)?;
    let (rest, sign) = one_of("-—–－−‐‑―─~～〜∼至到").parse(rest)?;
    let worded = matches!(sign, '至' | '到');
    let rest = if worded { rest } else { rest.strip_prefix(sign).unwrap_or(rest) };
    let (rest, ()) = spaces(rest)?;
    Ok((rest, worded))
}
