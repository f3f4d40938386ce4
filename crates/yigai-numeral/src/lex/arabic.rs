//! Arabic digits, half or full width, with their groups of thousands and decimals.

use super::Kind;
use crate::class::{Class, class};

/// Arabic digits with thousands separators and decimals.
pub(super) fn arabic(text: &str, from: usize) -> (Kind, usize) {
    let bytes = text.as_bytes();
    let digit = |at: usize| -> Option<(u8, usize)> {
        match bytes.get(at) {
            Some(byte @ b'0'..=b'9') => return Some((byte - b'0', at + 1)),
            Some(0..0x80) | None => return None,
            _ => {}
        }
        let c = text.get(at..).and_then(crate::class::first)?;
        match class(c) {
            Some(Class::Arabic(value)) => Some((value, at + c.len_utf8())),
            _ => None,
        }
    };
    let mut mantissa: i128 = 0;
    let mut fits = true;
    let mut push = |value: u8| {
        if fits {
            match mantissa.checked_mul(10).and_then(|m| m.checked_add(i128::from(value))) {
                Some(sum) => mantissa = sum,
                None => fits = false,
            }
        }
    };
    let (mut at, mut digits, mut leading_zero) = (from, 0_usize, false);
    while let Some((value, next)) = digit(at) {
        leading_zero |= digits == 0 && value == 0;
        push(value);
        digits += 1;
        at = next;
    }
    if digits <= 3 && !leading_zero {
        while text.get(at..).and_then(crate::class::first) == Some(',') {
            let mut group = [0_u8; 3];
            let mut end = at + 1;
            let mut count = 0;
            while let Some((value, next)) = digit(end) {
                if let Some(slot) = group.get_mut(count) {
                    *slot = value;
                }
                count += 1;
                end = next;
                if count > 3 {
                    break;
                }
            }
            if count != 3 {
                break;
            }
            group.into_iter().for_each(&mut push);
            digits += 3;
            at = end;
        }
    }
    let mut decimals = 0_usize;
    let mut dotted = None;
    loop {
        let point = text.get(at..).and_then(crate::class::first);
        let Some(point @ ('.' | '．')) = point else { break };
        if digit(at + point.len_utf8()).is_none() {
            break;
        }
        if decimals > 0 {
            dotted = dotted.or(Some(at));
        }
        at += point.len_utf8();
        while let Some((value, next)) = digit(at) {
            push(value);
            decimals += 1;
            at = next;
        }
    }
    let kind = if let Some(at) = dotted {
        Kind::Dotted(at)
    } else if !fits || decimals > 28 {
        Kind::TooLong
    } else {
        Kind::Arabic {
            mantissa,
            decimals: u8::try_from(decimals).unwrap_or(u8::MAX),
            digits: u8::try_from(digits).unwrap_or(u8::MAX),
        }
    };
    (kind, at)
}
