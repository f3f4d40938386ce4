//! The composite forms, over the cardinals: percentages, fractions, ranges, ratios, ordinals, multiples.

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::character::complete::one_of;
use nom::combinator::{map, opt, value as always};
use nom::error::ParseError;
use nom::sequence::preceded;
use nom::{Err, IResult, Parser};
use rust_decimal::Decimal;

use crate::class::first;
use crate::{Bound, Cardinal, Error, Kind, Numeral, Options, Shape, Value, cardinal, lex};

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

fn stop<T>(input: &str) -> Read<'_, T> {
    Err(Err::Error(Stop { left: input.len(), error: None }))
}

/// An error that no other form can mend; its place counts from `input`.
fn refuse<T>(input: &str, error: Error) -> Read<'_, T> {
    Err(Err::Failure(Stop { left: input.len().saturating_sub(error.at), error: Some(error) }))
}

fn spaces(input: &str) -> Read<'_, ()> {
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
        if let Some(found) = crate::fast::prefix(input) {
            return Ok((input.get(found.end..).unwrap_or_default(), found.cardinal));
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

    fn number<'a>(&self, input: &'a str) -> Read<'a, Numeral> {
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
        if rest.starts_with(|c: char| c == ' ' || "分个個又/／⁄:：∶比".contains(c)) {
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

    /// 百分之, 千分之, 万分之 with an optional sign before or after it.
    fn prefixed_share<'a>(&self, input: &'a str) -> Read<'a, Numeral> {
        let (rest, sign) = opt(negative).parse(input)?;
        let (rest, _) = if sign.is_some() { opt(tag("的")).parse(rest)? } else { (rest, None) };
        let (rest, kind) = alt((
            always(Kind::Percent, alt((tag("百分之"), tag("百 分 之"), tag("百分")))),
            always(Kind::Permille, tag("千分之")),
            always(Kind::Permyriad, alt((tag("万分之"), tag("萬分之")))),
        ))
        .parse(rest)?;
        let (rest, ()) = spaces(rest)?;
        let (rest, numeral) = self.number(rest)?;
        let mut numeral = numeral.of_kind(kind);
        if sign.is_some() {
            numeral.value = numeral.value.negated();
            numeral.number = numeral.number.negated();
        }
        // 百分之85%: marked twice.
        let (rest, _) = if kind == Kind::Percent { opt(one_of("%％")).parse(rest)? } else { (rest, None) };
        if numeral.upper.is_none()
            && let Ok((after, _)) = dash(rest)
        {
            let after = ["百分之", "千分之", "万分之"]
                .iter()
                .find_map(|word| after.strip_prefix(word))
                .unwrap_or(after);
            if let Ok((end, upper)) = self.number(after)
                && upper.upper.is_none()
                && upper.value > numeral.value
            {
                let end = end.strip_prefix(['%', '％']).unwrap_or(end);
                return Ok((end, Numeral { upper: Some(upper.value), bound: Bound::Range, ..numeral }));
            }
        }
        Ok((rest, numeral))
    }

    fn ordinal<'a>(&self, input: &'a str) -> Read<'a, Numeral> {
        let (rest, cardinal) = preceded((tag("第"), spaces), |i| self.cardinal(i)).parse(input)?;
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
        if denominator.shape != Shape::Arabic || denominator.scale != 1 || after.starts_with(['/', '／']) {
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
                match Numeral::from_fraction(whole * 2 + 1, 2, Kind::Fraction) {
                    Some(numeral) => Ok((rest, numeral)),
                    None => stop(rest),
                }
            }
            _ => stop(rest),
        }
    }

    /// The sign or word after a number that makes it a percentage, points or a multiple.
    fn share<'a>(&self, rest: &'a str, numeral: Numeral) -> Read<'a, Numeral> {
        let marked = first(rest).is_some_and(|c| {
            matches!(
                c,
                ' ' | '\u{a0}'
                    | '\u{3000}'
                    | '%'
                    | '％'
                    | '﹪'
                    | '‰'
                    | '‱'
                    | '个'
                    | '個'
                    | '百'
                    | '基'
                    | 'B'
                    | 'b'
                    | '千'
                    | '成'
                    | '折'
                    | '倍'
            )
        });
        if numeral.kind == Kind::Fraction || !marked {
            return Ok((rest, numeral));
        }
        let spaced = rest.trim_start_matches([' ', '\u{a0}', '\u{3000}']);
        let scaled = |by: Decimal, kind: Kind| -> Option<Numeral> {
            let times = |value: Value| crate::value::exact_mul(value.to_decimal()?, by).map(Value::from);
            let upper = match numeral.upper {
                Some(upper) => Some(times(upper)?),
                None => None,
            };
            Some(Numeral { upper, ..numeral.with_value(times(numeral.value)?).of_kind(kind) })
        };
        let sign: Read<'_, Kind> = alt((
            always(Kind::Percent, one_of("%％﹪")),
            always(Kind::Permille, one_of("‰")),
            always(Kind::Permyriad, one_of("‱")),
        ))
        .parse(spaced);
        if let Ok((rest, kind)) = sign {
            return Ok((rest, numeral.of_kind(kind)));
        }
        let points: Read<'_, Decimal> = preceded(
            opt(one_of("个個")),
            alt((
                always(Decimal::ONE, alt((tag("百分点"), tag("百分點"), tag("百分比点")))),
                always(Decimal::new(1, 2), alt((tag("基点"), tag("基點"), basis_points))),
                always(Decimal::new(1, 1), alt((tag("千分点"), tag("千分點")))),
            )),
        )
        .parse(spaced);
        if let Ok((rest, by)) = points {
            if by == Decimal::ONE {
                return Ok((rest, numeral.of_kind(Kind::Points)));
            }
            return match scaled(by, Kind::Points) {
                Some(numeral) => Ok((rest, numeral)),
                None => refuse(rest, Error::overflow(0)),
            };
        }
        match first(rest) {
            Some('成') => self.tenths(rest, numeral, scaled(Decimal::TEN, Kind::Percent)),
            Some('折') => {
                let after = rest.get('折'.len_utf8()..).unwrap_or_default();
                if after.starts_with(['叠', '线', '射', '合', '断', '旧', '腾', '磨', '中']) {
                    return Ok((rest, numeral));
                }
                // 八折 is 80, 八五折 and 85折 are 85, 7.5折 is 75.
                let digits = match numeral.alternative {
                    Some(two) => Numeral { upper: None, bound: Bound::Exact, ..numeral.with_value(two) },
                    None => numeral,
                };
                let value = digits.value.to_decimal().unwrap_or_default();
                // 十二折 says nothing.
                if numeral.shape == Shape::Units && value >= Decimal::TEN {
                    return stop(rest);
                }
                let numeral = if value < Decimal::TEN {
                    scaled(Decimal::TEN, Kind::Percent)
                } else {
                    Some(digits.of_kind(Kind::Percent))
                };
                match numeral {
                    Some(numeral) if value < Decimal::ONE_HUNDRED && value > Decimal::ZERO => {
                        Ok((after, numeral))
                    }
                    _ => stop(rest),
                }
            }
            Some('倍') => {
                Ok((rest.get('倍'.len_utf8()..).unwrap_or_default(), numeral.of_kind(Kind::Multiple)))
            }
            _ => Ok((rest, numeral)),
        }
    }

    /// 三成, 三成五, 三成半, 七八成.
    fn tenths<'a>(&self, rest: &'a str, numeral: Numeral, tens: Option<Numeral>) -> Read<'a, Numeral> {
        let after = rest.get('成'.len_utf8()..).unwrap_or_default();
        let small = numeral.value <= Value::Integer(10) && numeral.value >= Value::Integer(0);
        if !small || after.starts_with(|c| "立功员員为為本熟都果分效绩長长年交人品就套份倍".contains(c))
        {
            return Ok((rest, numeral));
        }
        let Some(tens) = tens else { return stop(rest) };
        let more = match first(after) {
            Some('半') => Some((5, '半'.len_utf8())),
            Some(c) => match crate::class::class(c) {
                Some(crate::class::Class::Digit(digit)) => Some((i128::from(digit), c.len_utf8())),
                _ => None,
            },
            None => None,
        };
        match more {
            Some((more, len))
                if tens.upper.is_none()
                    && after
                        .get(len..)
                        .and_then(first)
                        .is_none_or(|c| !crate::class::is_numeral(c) && !"个位名家所项".contains(c)) =>
            {
                match tens.value.checked_add(Value::Integer(more)) {
                    Some(sum) => Ok((after.get(len..).unwrap_or_default(), tens.with_value(sum))),
                    None => stop(rest),
                }
            }
            _ => Ok((after, tens)),
        }
    }

    /// 3—5, 10%～15%, 30-40%, 三到五万. `bare` is what follows the first number before its sign.
    fn range<'a>(&self, input: &'a str, bare: &'a str, after: &'a str, low: Numeral) -> Read<'a, Numeral> {
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
        if !plain || low.upper.is_some() {
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

/// BP, where no further letter makes it another word.
fn basis_points(input: &str) -> Read<'_, &str> {
    let (rest, word) = alt((tag("BP"), tag("bp"))).parse(input)?;
    if rest.starts_with(|c: char| c.is_ascii_alphanumeric()) { stop(input) } else { Ok((rest, word)) }
}

const fn is_sign(c: char) -> bool {
    matches!(c, '负' | '負' | '-' | '−' | '－' | '﹣')
}

fn negative(input: &str) -> Read<'_, char> {
    alt((map(alt((tag("负"), tag("負"), tag(BELOW_ZERO))), |_| '-'), one_of("-−－﹣"))).parse(input)
}

/// 零下5度
const BELOW_ZERO: &str = "零下";

/// A range sign: any dash or tilde, one or two of them, 至 or 到, with spaces around.
pub(crate) fn dash(input: &str) -> Read<'_, bool> {
    let (rest, ()) = spaces(input)?;
    let (rest, sign) = one_of("-—–－−‐‑―─~～〜∼至到").parse(rest)?;
    let worded = matches!(sign, '至' | '到');
    let rest = if worded { rest } else { rest.strip_prefix(sign).unwrap_or(rest) };
    let (rest, ()) = spaces(rest)?;
    Ok((rest, worded))
}
