//! Shares: percentages and their like before or after the number, points, 成 and 折, multiples.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::character::complete::one_of;
use nom::combinator::{opt, value as always};
use nom::sequence::preceded;
use rust_decimal::Decimal;

use crate::class::first;
use crate::grammar::{Grammar, Read, negative, refuse, spaces, stop};
use crate::lookup::CharSet;
use crate::range::dash;
use crate::{Bound, Error, Kind, Numeral, Shape, Value};

impl Grammar {
    /// 百分之, 千分之, 万分之 with an optional sign before or after it.
    pub(crate) fn prefixed_share<'a>(&self, input: &'a str) -> Read<'a, Numeral> {
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

    /// The sign or word after a number that makes it a percentage, points or a multiple.
    pub(crate) fn share<'a>(&self, rest: &'a str, numeral: Numeral) -> Read<'a, Numeral> {
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
        let next = first(spaced);
        let tail = |c: char| spaced.get(c.len_utf8()..).unwrap_or_default();
        match next {
            Some(c @ ('%' | '％' | '﹪')) => Ok((tail(c), numeral.of_kind(Kind::Percent))),
            Some('‰') => Ok((tail('‰'), numeral.of_kind(Kind::Permille))),
            Some('‱') => Ok((tail('‱'), numeral.of_kind(Kind::Permyriad))),
            Some('倍') if spaced.len() < rest.len() => Ok((rest, numeral)),
            // 3 成; of 3 成立 the space is not taken.
            Some(c @ ('成' | '折')) => {
                let read =
                    if c == '成' { self.tenths(spaced, numeral) } else { self.discount(spaced, numeral) };
                read.map(|(after, share)| if after == spaced { (rest, numeral) } else { (after, share) })
            }
            Some('倍') => Ok((tail('倍'), numeral.of_kind(Kind::Multiple))),
            _ => match points(spaced) {
                Ok((after, by)) if by == Decimal::ONE => Ok((after, numeral.of_kind(Kind::Points))),
                Ok((after, by)) => match scaled(numeral, by, Kind::Points) {
                    Some(numeral) => Ok((after, numeral)),
                    None => refuse(after, Error::overflow(0)),
                },
                Err(_) => Ok((rest, numeral)),
            },
        }
    }

    /// 八折 is 80, 八五折 and 85折 are 85, 7.5折 is 75.
    fn discount<'a>(&self, rest: &'a str, numeral: Numeral) -> Read<'a, Numeral> {
        let after = rest.get('折'.len_utf8()..).unwrap_or_default();
        if after.starts_with(['叠', '线', '射', '合', '断', '旧', '腾', '磨', '中']) {
            return Ok((rest, numeral));
        }
        let digits = match numeral.alternative {
            Some(two) => Numeral { upper: None, bound: Bound::Exact, ..numeral.with_value(two) },
            None => numeral,
        };
        let value = digits.value.to_decimal().unwrap_or_default();
        // 十二折 and 100折 say nothing; a part of them (二折) would be a wrong share.
        let nothing = || refuse(rest, Error::malformed(0, "a discount between 一折 and 九九折"));
        if numeral.shape == Shape::Units && value >= Decimal::TEN {
            return nothing();
        }
        let numeral = if value < Decimal::TEN {
            scaled(numeral, Decimal::TEN, Kind::Percent)
        } else {
            Some(digits.of_kind(Kind::Percent))
        };
        match numeral {
            Some(numeral) if value < Decimal::ONE_HUNDRED && value > Decimal::ZERO => Ok((after, numeral)),
            _ => nothing(),
        }
    }

    /// 三成, 三成五, 三成半, 七八成.
    fn tenths<'a>(&self, rest: &'a str, numeral: Numeral) -> Read<'a, Numeral> {
        let after = rest.get('成'.len_utf8()..).unwrap_or_default();
        let small = numeral.value <= Value::Integer(10) && numeral.value >= Value::Integer(0);
        if !small || first(after).is_some_and(|c| NOT_TENTHS.has(c)) {
            return Ok((rest, numeral));
        }
        let Some(tens) = scaled(numeral, Decimal::TEN, Kind::Percent) else { return stop(rest) };
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
            // 三成多
            _ => match after.strip_prefix(['多', '余']) {
                Some(beyond) if tens.upper.is_none() && !first(beyond).is_some_and(|c| MORE_OF.has(c)) => {
                    Ok((beyond, Numeral { bound: Bound::MoreThan, ..tens }))
                }
                _ => Ok((after, tens)),
            },
        }
    }
}

/// What makes 多 and 余 after 成 the start of another word: 多种, 余下.
static MORE_OF: CharSet = CharSet::of("种样元数年次方名人家项下额地");

/// What follows 成 in other words: 成立, 成本, 成人.
static NOT_TENTHS: CharSet = CharSet::of("立功员員为為本熟都果分效绩長长年交人品就套份倍");

/// The numeral with its ends multiplied; `None` beyond what is exact.
pub(crate) fn scaled(numeral: Numeral, by: Decimal, kind: Kind) -> Option<Numeral> {
    let times = |value: Value| crate::value::exact_mul(value.to_decimal()?, by).map(Value::from);
    let upper = match numeral.upper {
        Some(upper) => Some(times(upper)?),
        None => None,
    };
    Some(Numeral { upper, ..numeral.with_value(times(numeral.value)?).of_kind(kind) })
}

/// 个百分点, 个基点, 个千分点, as what one of them is worth in percentage points.
pub(crate) fn points(input: &str) -> Read<'_, Decimal> {
    preceded(
        opt(one_of("个個")),
        alt((
            always(Decimal::ONE, alt((tag("百分点"), tag("百分點"), tag("百分比点")))),
            always(Decimal::new(1, 2), alt((tag("基点"), tag("基點"), basis_points))),
            always(Decimal::new(1, 1), alt((tag("千分点"), tag("千分點")))),
        )),
    )
    .parse(input)
}

/// BP, where no further letter makes it another word.
fn basis_points(input: &str) -> Read<'_, &str> {
    let (rest, word) = alt((tag("BP"), tag("bp"))).parse(input)?;
    if rest.starts_with(|c: char| c.is_ascii_alphanumeric()) { stop(input) } else { Ok((rest, word)) }
}
