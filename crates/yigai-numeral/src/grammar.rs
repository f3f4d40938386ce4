//! The composite forms, over the cardinals: percentages, fractions, ranges, ratios, ordinals, multiples.

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::character::complete::one_of;
use nom::combinator::{map, opt, value as always};
use nom::error::ParseError;
use nom::{Err, IResult, Parser};

use crate::class::first;
use crate::share::{points, scaled};
use crate::{Bound, Cardinal, Error, Kind, Numeral, Options, Shape, Value, cardinal, lex, plain};

/// Where reading stopped, as bytes left, and why.
#[derive(Debug)]
pub(crate) struct Stop {
    pub(crate) left: usize,
    pub(crate) error: Option<Error>,
}

impl ParseError<&str> for Stop {
    fn from_error_kind(input: &str, _: nom::error::ErrorKind) -> Self {
        Self { left: input.len(), error: None }
    }

    fn append(_: &str, _: nom::error::ErrorKind, other: Self) -> Self {
        other
    }

    fn or(self, other: Self) -> Self {
        if other.left < self.left { other } else { self }
    }
}

pub(crate) type Read<'a, T> = IResult<&'a str, T, Stop>;

pub(crate) fn stop<T>(input: &str) -> Read<'_, T> {
    Err(Err::Error(Stop { left: input.len(), error: None }))
}

/// An error that no other form can mend; its place counts from `input`.
pub(crate) fn refuse<T>(input: &str, error: Error) -> Read<'_, T> {
    Err(Err::Failure(Stop { left: input.len().saturating_sub(error.at), error: Some(error) }))
}

pub(crate) fn spaces(input: &str) -> Read<'_, ()> {
    Ok((input.trim_start_matches([' ', '\u{3000}', '\u{a0}']), ()))
}

/// What the forms share: the options of the reader.
#[derive(Clone, Copy)]
pub(crate) struct Grammar {
    pub(crate) options: Options,
    /// Whether financial and plain characters may be mixed, and other liberties of a text that is one numeral.
    pub(crate) whole: bool,
    /// Whether a second number after a dash belongs to the first.
    pub(crate) ranges: bool,
}

impl Grammar {
    fn cardinal<'a>(&self, input: &'a str) -> Read<'a, Cardinal> {
        if let Some(found) = plain::prefix(input.as_bytes()) {
            return Ok((input.get(found.end..).unwrap_or_default(), found.cardinal()));
        }
        let run = lex::run(input, 0, self.whole);
        if run.end == 0 {
            return stop(input);
        }
        match cardinal::evaluate(&run, self.options) {
            Ok(cardinal) => Ok((input.get(run.end..).unwrap_or_default(), cardinal)),
            Err(error) => refuse(input, error),
        }
    }

    pub(crate) fn number<'a>(&self, input: &'a str) -> Read<'a, Numeral> {
        if !first(input).is_some_and(is_sign) && !input.starts_with(BELOW_ZERO) {
            let (rest, cardinal) = self.cardinal(input)?;
            return Ok((rest, Numeral::plain(&cardinal)));
        }
        let (rest, negative) = opt(negative).parse(input)?;
        let (rest, ()) = spaces(rest)?;
        let (rest, cardinal) = self.cardinal(rest)?;
        let mut numeral = Numeral::plain(&cardinal);
        if negative.is_some() {
            if numeral.upper.is_some() {
                return refuse(input, Error::malformed(0, "one number after the sign"));
            }
            numeral.value = numeral.value.negated();
            numeral.number = numeral.number.negated();
        }
        Ok((rest, numeral))
    }

    /// Any form. The longest match is not sought by trying: the forms are told apart by how they begin and go on.
    pub(crate) fn numeral<'a>(&self, input: &'a str) -> Read<'a, Numeral> {
        if first(input).is_some_and(|c| is_sign(c) || matches!(c, '百' | '千' | '万' | '萬')) {
            match self.prefixed_share(input) {
                Ok(found) => return Ok(found),
                // 百分之 without a number can be nothing else.
                Err(error) if self.whole && Self::announces(input) => return Err(error),
                Err(_) => {}
            }
        }
        match first(input) {
            Some('第') => return self.ordinal(input),
            Some('翻') => return self.doubling(input),
            Some('半' | '对' | '對') => return self.half(input),
            _ => {}
        }
        let (rest, numeral) = self.number(input)?;
        // 08/12 is a day.
        let dated = |c: char| matches!(c, '/' | '／') && crate::range::is_padded(input);
        if first(rest).is_some_and(|c| {
            matches!(c, ' ' | '分' | '个' | '個' | '又' | '/' | '／' | '⁄' | ':' | '：' | '∶' | '比')
                && !dated(c)
        }) {
            for form in [Self::fraction, Self::mixed, Self::one_and_a_half, Self::slash, Self::ratio] {
                match form(self, rest, &numeral) {
                    Ok(found) => return Ok(found),
                    Err(failure @ Err::Failure(_)) => return Err(failure),
                    Err(_) => {}
                }
            }
        }
        let (rest, numeral) = self.one_half(rest, numeral);
        let (after, numeral) = self.share(rest, numeral)?;
        if self.ranges { self.range(input, rest, after, numeral) } else { Ok((after, numeral)) }
    }

    fn announces(input: &str) -> bool {
        let unsigned = input.trim_start_matches(is_sign);
        ["百分之", "千分之", "万分之", "萬分之"].iter().any(|word| unsigned.starts_with(word))
    }

    fn ordinal<'a>(&self, input: &'a str) -> Read<'a, Numeral> {
        let (number, _) = (tag("第"), spaces).parse(input)?;
        let (rest, cardinal) = self.cardinal(number)?;
        // 第两 is no place in an order.
        if cardinal.shape == Shape::Lone && number.starts_with(['两', '兩', '俩', '仨']) {
            return stop(number);
        }
        let value = cardinal.alternative.unwrap_or(cardinal.value);
        if cardinal.bound != Bound::Exact && cardinal.alternative.is_none() || !value.is_integer() {
            return stop(input);
        }
        let numeral = Numeral::plain(&cardinal);
        Ok((
            rest,
            Numeral { upper: None, bound: Bound::Exact, ..numeral.with_value(value).of_kind(Kind::Ordinal) },
        ))
    }

    /// 翻一番 is twice, 翻两番 four times.
    fn doubling<'a>(&self, input: &'a str) -> Read<'a, Numeral> {
        let (rest, _) = (tag("翻"), opt(one_of("了上"))).parse(input)?;
        let (rest, bound) = opt(alt((
            always(Bound::About, alt((tag("近"), tag("将近"), tag("约")))),
            always(Bound::MoreThan, alt((tag("超过"), tag("超")))),
        )))
        .parse(rest)?;
        let bound = bound.unwrap_or(Bound::Exact);
        let (rest, times) = if rest.starts_with(['番', '倍']) {
            (rest, 1)
        } else {
            let (after, cardinal) = self.cardinal(rest)?;
            match cardinal.value {
                Value::Integer(times @ 1..=60) if cardinal.upper.is_none() => (after, times),
                _ => return stop(rest),
            }
        };
        // 翻一倍 is twice as 翻一番 is; what 翻两倍 means is not agreed.
        let (rest, _) =
            if times == 1 { alt((tag("番"), tag("倍"))).parse(rest)? } else { tag("番").parse(rest)? };
        let value = u32::try_from(times).ok().and_then(|times| 2_i128.checked_pow(times)).unwrap_or_default();
        let one = Numeral::from_fraction(value, 1, Kind::Multiple);
        match one {
            Some(numeral) => Ok((rest, Numeral { fraction: None, bound, ..numeral })),
            None => stop(rest),
        }
    }

    /// 半, 半数, 半成, 对折, 对半.
    fn half<'a>(&self, input: &'a str) -> Read<'a, Numeral> {
        let Some(half) = Numeral::from_fraction(1, 2, Kind::Fraction) else { return stop(input) };
        // 半个百分点
        if let Some(Ok((rest, by))) = input.strip_prefix('半').map(points)
            && let Some(numeral) = scaled(half, by, Kind::Points)
        {
            return Ok((rest, Numeral { fraction: None, ..numeral }));
        }
        let percent = |value: i64| Numeral {
            fraction: None,
            ..half.with_value(Value::Integer(value.into())).of_kind(Kind::Percent)
        };
        alt((
            always(percent(50), alt((tag("对折"), tag("對折"), tag("半折")))),
            always(percent(5), tag("半成")),
            always(half, alt((tag("半数"), tag("半數"), tag("对半"), tag("半")))),
        ))
        .parse(input)
    }

    /// 一半.
    fn one_half<'a>(&self, rest: &'a str, numeral: Numeral) -> (&'a str, Numeral) {
        if numeral.shape != Shape::Lone || numeral.value != Value::Integer(1) {
            return (rest, numeral);
        }
        match (rest.strip_prefix('半'), Numeral::from_fraction(1, 2, Kind::Fraction)) {
            (Some(after), Some(half)) => (after, half),
            _ => (rest, numeral),
        }
    }

    /// 三分之二, 四百分之十六.
    fn fraction<'a>(&self, rest: &'a str, denominator: &Numeral) -> Read<'a, Numeral> {
        let (rest, _) = (spaces, alt((tag("分之"), tag("分 之"))), spaces).parse(rest)?;
        let (rest, numerator) = self.number(rest)?;
        self.over(rest, &numerator, denominator)
    }

    fn over<'a>(&self, rest: &'a str, numerator: &Numeral, denominator: &Numeral) -> Read<'a, Numeral> {
        let (Value::Integer(n), Value::Integer(d)) = (numerator.value, denominator.value) else {
            return stop(rest);
        };
        // 负三分之二: the sign stands before the denominator and belongs to the whole.
        let (n, d) = if d < 0 { (-n, -d) } else { (n, d) };
        if d == 0 || numerator.upper.is_some() || denominator.upper.is_some() {
            return stop(rest);
        }
        match Numeral::from_fraction(n, d, Kind::Fraction) {
            Some(numeral) => Ok((rest, numeral)),
            None => refuse(rest, Error::overflow(0)),
        }
    }

    /// 一又二分之一, 5 1/4.
    fn mixed<'a>(&self, rest: &'a str, whole: &Numeral) -> Read<'a, Numeral> {
        let spaced = self.whole && rest.starts_with(' ');
        let (rest, _) = (spaces, opt(tag("又")).map(|word| word.is_some()), spaces)
            .map(|(_, joined, _)| joined)
            .parse(rest)
            .and_then(|(after, joined)| if joined || spaced { Ok((after, joined)) } else { stop(rest) })?;
        let (rest, denominator) = self.number(rest)?;
        let (rest, part) = match self.slash(rest, &denominator) {
            Ok(found) => found,
            Err(_) => self.fraction(rest, &denominator)?,
        };
        let (Value::Integer(whole), Some((n, d))) = (whole.value, part.fraction) else { return stop(rest) };
        let signed = if whole < 0 { -n } else { n };
        match whole
            .checked_mul(d)
            .and_then(|w| w.checked_add(signed))
            .and_then(|n| Numeral::from_fraction(n, d, Kind::Fraction))
        {
            Some(numeral) => Ok((rest, numeral)),
            None => refuse(rest, Error::overflow(0)),
        }
    }

    /// 1/3.
    fn slash<'a>(&self, rest: &'a str, numerator: &Numeral) -> Read<'a, Numeral> {
        if numerator.shape != Shape::Arabic || numerator.scale != 1 {
            return stop(rest);
        }
        let (rest, _) = one_of("/／⁄").parse(rest)?;
        let (after, denominator) = self.number(rest)?;
        // 8/08 is a day.
        let padded = crate::range::is_padded(rest);
        if padded
            || denominator.shape != Shape::Arabic
            || denominator.scale != 1
            || after.starts_with(['/', '／'])
        {
            return stop(rest);
        }
        self.over(after, numerator, &denominator)
    }

    /// 3:1, 3：1, 三比一.
    fn ratio<'a>(&self, rest: &'a str, left: &Numeral) -> Read<'a, Numeral> {
        let (after, _) = (spaces, one_of(":：∶比"), spaces).parse(rest)?;
        let (after, right) = self.number(after)?;
        // 1:2.5 is 10/25, or 2/5.
        let (n, d) = match (left.value, right.value) {
            (Value::Integer(n), Value::Integer(d)) => (n, d),
            (a, b) => match whole_ratio(a, b) {
                Some(ratio) => ratio,
                None => return stop(rest),
            },
        };
        if d <= 0
            || left.upper.is_some()
            || right.upper.is_some()
            || after.starts_with([':', '：', '∶', '比'])
        {
            return stop(rest);
        }
        match Numeral::from_fraction(n, d, Kind::Ratio) {
            Some(numeral) => Ok((after, numeral)),
            None => stop(rest),
        }
    }

    /// 一个半, 三个半.
    fn one_and_a_half<'a>(&self, rest: &'a str, numeral: &Numeral) -> Read<'a, Numeral> {
        let (rest, _) = alt((tag("个半"), tag("個半"))).parse(rest)?;
        match (numeral.value, numeral.upper) {
            (Value::Integer(whole), None) if numeral.bound == Bound::Exact => {
                let Some(numeral) = Numeral::from_fraction(whole * 2 + 1, 2, Kind::Fraction) else {
                    return stop(rest);
                };
                // 两个半百分点
                let points = points(rest).ok().and_then(|(after, by)| {
                    let numeral = scaled(numeral, by, Kind::Points)?;
                    Some((after, Numeral { fraction: None, ..numeral }))
                });
                Ok(points.unwrap_or((rest, numeral)))
            }
            _ => stop(rest),
        }
    }
}

/// Two decimals as a ratio of whole numbers in lowest terms.
fn whole_ratio(a: Value, b: Value) -> Option<(i128, i128)> {
    let (mut a, mut b) = (a.to_decimal()?, b.to_decimal()?);
    let places = a.scale().max(b.scale());
    a.rescale(places);
    b.rescale(places);
    if a.scale() != places || b.scale() != places {
        return None;
    }
    let (n, d) = (a.mantissa(), b.mantissa());
    let (mut x, mut y) = (n.unsigned_abs(), d.unsigned_abs());
    while y > 0 {
        (x, y) = (y, x % y);
    }
    let common = i128::try_from(x).ok().filter(|common| *common > 0)?;
    Some((n / common, d / common))
}

const fn is_sign(c: char) -> bool {
    matches!(c, '负' | '負' | '-' | '−' | '－' | '﹣')
}

pub(crate) fn negative(input: &str) -> Read<'_, char> {
    alt((map(alt((tag("负"), tag("負"), tag(BELOW_ZERO))), |_| '-'), one_of("-−－﹣"))).parse(input)
}

/// 零下5度
const BELOW_ZERO: &str = "零下";
