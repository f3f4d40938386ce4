//! Liberties that only a text which is one numeral may take: 两打, 2^10, 3w, ½, `1 234 567`, 七 五 折.

use alloc::string::String;

use rust_decimal::Decimal;

use crate::value::exact_mul;
use crate::{Bound, Kind, Numeral, Reader, Shape, Value};

/// The numeral that `text` is when it is read more freely; `None` where no such form fits.
pub(crate) fn read(reader: &Reader, text: &str) -> Option<Numeral> {
    let forms = [signed, vulgar, dozens, letters, power, grouped, between, spaced];
    forms.into_iter().find_map(|form| form(reader, text))
}

fn plain(reader: &Reader, text: &str) -> Option<Numeral> {
    reader.strict(text).ok().filter(|n| {
        matches!(n.kind, Kind::Integer | Kind::Decimal) && n.bound == Bound::Exact && n.upper.is_none()
    })
}

fn times(numeral: Numeral, by: Decimal) -> Option<Numeral> {
    let product = |value: Value| exact_mul(value.to_decimal()?, by).map(Value::from);
    let value = product(numeral.value)?;
    let upper = match numeral.upper {
        Some(upper) => Some(product(upper)?),
        None => None,
    };
    Some(of_value(Numeral { upper, ..numeral }, value))
}

fn of_value(numeral: Numeral, value: Value) -> Numeral {
    let kind = match numeral.kind {
        Kind::Integer | Kind::Decimal | Kind::Fraction if value.is_integer() => Kind::Integer,
        Kind::Integer | Kind::Decimal | Kind::Fraction => Kind::Decimal,
        kind => kind,
    };
    Numeral { fraction: None, ..numeral.with_value(value).of_kind(kind) }
}

/// +5, .5, +.5%.
fn signed(reader: &Reader, text: &str) -> Option<Numeral> {
    let unsigned = text.strip_prefix(['+', '＋']);
    let rest = unsigned.unwrap_or(text);
    let negative = rest.strip_prefix(['-', '−']).filter(|_| unsigned.is_none());
    let rest = negative.unwrap_or(rest);
    let digit = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let pointed = rest.strip_prefix('.').is_some_and(digit);
    if !(pointed || unsigned.is_some() && digit(rest)) {
        return None;
    }
    let mut whole = String::from(if negative.is_some() { "-" } else { "" });
    if pointed {
        whole.push('0');
    }
    whole.push_str(rest);
    reader.strict(&whole).ok()
}

/// ½, 3¾.
fn vulgar(reader: &Reader, text: &str) -> Option<Numeral> {
    let sign = text.chars().next_back()?;
    let (n, d) = match sign {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        _ => return None,
    };
    let whole = text.strip_suffix(sign)?.trim_end();
    let whole = if whole.is_empty() { Value::Integer(0) } else { plain(reader, whole)?.value };
    let Value::Integer(whole @ 0..) = whole else { return None };
    let n = whole.checked_mul(d)?.checked_add(n)?;
    Numeral::from_fraction(n, d, Kind::Fraction)
}

/// 两打 is 24, 半打 6.
fn dozens(reader: &Reader, text: &str) -> Option<Numeral> {
    let count = reader.strict(text.strip_suffix('打')?).ok()?;
    let counted = matches!(count.kind, Kind::Integer | Kind::Range)
        || count.kind == Kind::Fraction && count.fraction == Some((1, 2));
    counted.then(|| times(count, Decimal::from(12))).flatten()
}

/// 2.5k is 2500, 3w is 30000.
fn letters(reader: &Reader, text: &str) -> Option<Numeral> {
    let (head, worth) = match text.chars().next_back()? {
        mark @ ('k' | 'K') => (text.strip_suffix(mark)?, 1000),
        'w' => (text.strip_suffix('w')?, 10_000),
        _ => return None,
    };
    let numeral = plain(reader, head.trim_end()).filter(|n| n.shape == Shape::Arabic && n.scale == 1)?;
    Some(Numeral {
        number: numeral.number,
        decimals: numeral.decimals,
        scale: worth,
        ..times(numeral, Decimal::from(worth))?
    })
}

/// 2^10, 2的10次方, 三的平方, 1.5e3.
fn power(reader: &Reader, text: &str) -> Option<Numeral> {
    let (base, exponent, by_ten) = if let Some((base, exponent)) = text.split_once('^') {
        (base, plain(reader, exponent)?, false)
    } else if let Some((base, exponent)) = text.split_once('的') {
        let exponent = match exponent {
            "平方" => "2",
            "立方" => "3",
            other => other.strip_suffix("次方").or_else(|| other.strip_suffix("次幂"))?,
        };
        (base, plain(reader, exponent)?, false)
    } else {
        let (base, exponent) = text.split_once(['e', 'E'])?;
        if !base.ends_with(|c: char| c.is_ascii_digit()) || exponent.ends_with(|c: char| !c.is_ascii_digit())
        {
            return None;
        }
        (base, plain(reader, exponent.strip_prefix('+').unwrap_or(exponent))?, true)
    };
    let base = plain(reader, base.trim())?;
    // -2^2 is 4 to some and -4 to others.
    if base.value < Value::Integer(0) && !by_ten {
        return None;
    }
    let Value::Integer(exponent @ -28..=128) = exponent.value else { return None };
    if by_ten {
        return raised(Decimal::TEN, exponent).and_then(|power| match power {
            Value::Integer(power) => base.value.checked_mul(power).map(|value| of_value(base, value)),
            Value::Decimal(power) => times(base, power),
        });
    }
    raised(base.value.to_decimal()?, exponent).map(|value| of_value(base, value))
}

/// An exact power; `None` where it has more digits than can be exact.
fn raised(base: Decimal, exponent: i128) -> Option<Value> {
    let mut value = Value::Integer(1);
    for _ in 0..exponent.unsigned_abs() {
        value = match Value::from(base) {
            Value::Integer(base) => value.checked_mul(base)?,
            Value::Decimal(base) => exact_mul(value.to_decimal()?, base).map(Value::from)?,
        };
    }
    if exponent >= 0 {
        return Some(value);
    }
    let inverse = Decimal::ONE.checked_div(value.to_decimal()?)?;
    (exact_mul(inverse, value.to_decimal()?)? == Decimal::ONE).then(|| Value::from(inverse))
}

/// `1 234 567`, １，２３４ and 1'234: thousands set apart by spaces, full-width commas or apostrophes.
fn grouped(reader: &Reader, text: &str) -> Option<Numeral> {
    let mark =
        text.chars().find(|c| matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '，' | '\'' | '’'))?;
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let groups = text.split(mark).count();
    let fits = text.split(mark).enumerate().all(|(place, group)| {
        // Decimals and a sign may follow the last group.
        let body =
            if place + 1 == groups { group.split(|c| !digit(c)).next().unwrap_or(group) } else { group };
        let count = body.chars().count();
        let sized = if place == 0 { (1..=3).contains(&count) } else { count == 3 };
        sized && body.chars().all(digit) && !(place == 0 && body.starts_with(['0', '０']))
    });
    let joined: String = text.chars().filter(|c| *c != mark).collect();
    fits.then(|| reader.strict(&joined).ok()).flatten()
}

/// 3和5之间, 介于3到5之间, 从3到5: the ends of a range.
fn between(reader: &Reader, text: &str) -> Option<Numeral> {
    let inner = text.strip_suffix("之间");
    let rest = inner.unwrap_or(text);
    let opened = ["介于", "从", "由", "在"].iter().find_map(|word| rest.strip_prefix(word));
    if inner.is_none() && !text.starts_with('从') {
        return None;
    }
    let rest = opened.unwrap_or(rest);
    let (low, high) = rest.split_once(['和', '与', '到', '至', '-', '~', '～', '—'])?;
    if inner.is_none() && !rest.contains(['到', '至']) {
        return None;
    }
    let mut joined = String::from(low.trim());
    joined.push('到');
    joined.push_str(high.trim());
    reader.strict(&joined).ok().filter(|numeral| numeral.upper.is_some() && numeral.bound == Bound::Range)
}

/// 七 五 折, 345 萬: spaces between characters that belong together. Two numbers are never joined.
fn spaced(reader: &Reader, text: &str) -> Option<Numeral> {
    let mut joined = String::with_capacity(text.len());
    let (mut last, mut gap) = (None::<char>, false);
    for c in text.chars() {
        if matches!(c, ' ' | '\u{a0}' | '\u{3000}') {
            gap = true;
            continue;
        }
        let number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '０'..='９');
        if gap && last.is_some_and(number) && number(c) {
            return None;
        }
        joined.push(c);
        (last, gap) = (Some(c), false);
    }
    if joined.len() == text.len() {
        return None;
    }
    let numeral = reader.strict(&joined).ok()?;
    let two_numbers = matches!(numeral.kind, Kind::Integer | Kind::Range) && numeral.shape == Shape::Digits;
    (!two_numbers).then_some(numeral)
}
