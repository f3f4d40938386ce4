//! Numbers in their plainest writing, which most numbers of a text have. Everything else is left to the grammar, which
//! alone decides what is refused.

use rust_decimal::Decimal;

use crate::canonical::{OTHER, UNIT, canonical, meaning};
use crate::digits::run;
use crate::lookup::CharSet;
use crate::{Bound, Cardinal, Kind, Numeral, Shape, Value};

/// A number in its plainest writing: Arabic digits with decimals and at most one of 万 and 亿, or a Chinese numeral in
/// canonical spelling; 余 or 多, and % or 个百分点 may follow.
///
/// It reads as [`Reader::at`](crate::Reader::at) does, in a fraction of the time, and its parts are small integers.
///
/// ```
/// use yigai_numeral::{Plain, Shape};
///
/// let plain = Plain::at("补助1347.50余万元", 6).unwrap();
/// assert_eq!((plain.digits, plain.decimals, plain.power, plain.more), (134750, 2, 4, true));
/// assert_eq!((plain.value().to_string().as_str(), plain.number().to_string().as_str()), ("13475000", "1347.50"));
/// assert_eq!(Plain::at("二十三万人", 0).map(|plain| (plain.value().to_string(), plain.end)), Some(("230000".into(), 12)));
/// // What follows may belong to the number, so another reader has to decide.
/// assert_eq!(Plain::at("3-5个", 0), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plain {
    /// The digits without their point and scale word: 134750 of 1347.50万.
    pub digits: u64,
    /// How many Arabic digits stand before the point; 0 of a Chinese numeral.
    pub integers: u32,
    /// How many of the digits are decimals, trailing zeros included.
    pub decimals: u32,
    /// The scale word as a power of ten: 4 for 万, 8 for 亿, 0 where there is none.
    pub power: u32,
    /// Whether 余 or 多 says that it is more.
    pub more: bool,
    /// [`Kind::Percent`] where a percent sign follows, [`Kind::Points`] where 个百分点 does.
    pub sign: Option<Kind>,
    /// [`Shape::Arabic`], [`Shape::Lone`] or [`Shape::Units`].
    pub shape: Shape,
    /// The byte after the digits and scale word.
    pub digits_end: usize,
    /// The byte after the hedge and sign too.
    pub end: usize,
}

impl Plain {
    /// The plain number that begins at `from`; `None` where none begins there or a further character may belong to it.
    pub fn at(text: &str, from: usize) -> Option<Self> {
        let bytes = text.get(from..)?.as_bytes();
        let mut plain = digits(bytes)?;
        match bytes.get(plain.end) {
            None | Some(b')' | b'(' | b';' | b'\n' | b'\r') => {}
            Some(b' ') => {
                if plain.shape != Shape::Arabic || !is_over_behind_space(bytes, plain.end) {
                    return None;
                }
            }
            Some(b',' | b'.' | 0xe3..=0xef) => {
                if !is_over(bytes, plain.end) {
                    plain.points(bytes)?;
                }
            }
            Some(b'%') => {
                plain.sign = Some(Kind::Percent);
                plain.end += 1;
                match bytes.get(plain.end) {
                    None | Some(b',' | b';' | b')' | b'\n') => {}
                    Some(0xe3..=0xef) if is_over(bytes, plain.end) => {}
                    _ => return None,
                }
            }
            _ => return None,
        }
        plain.digits_end += from;
        plain.end += from;
        Some(plain)
    }

    /// 1.8个百分点, where nothing behind it makes it a range.
    fn points(&mut self, bytes: &[u8]) -> Option<()> {
        let plain = self.shape == Shape::Arabic && self.power == 0 && !self.more && self.end <= 12;
        let end = self.end + "个百分点".len();
        let named = plain && bytes.get(self.end..end)? == "个百分点".as_bytes();
        if !named || !is_over(bytes, end) || matches!(bytes.get(end), Some(b'-' | b'~')) {
            return None;
        }
        (self.sign, self.end) = (Some(Kind::Points), end);
        Some(())
    }

    /// The exact value, without trailing zeros behind the point.
    #[inline]
    pub const fn value(self) -> Decimal {
        if self.decimals == 0 {
            // Seventeen digits times 亿 are twenty-five, and a decimal holds twenty-eight.
            return decimal(self.digits as u128 * self.times() as u128, 0);
        }
        let (mut digits, mut decimals) = (self.digits, self.decimals);
        while decimals > 0 && digits.is_multiple_of(10) {
            digits /= 10;
            decimals -= 1;
        }
        if decimals > self.power {
            return decimal(digits as u128, decimals - self.power);
        }
        decimal(digits as u128 * 10_u128.pow(self.power - decimals), 0)
    }

    /// What the scale word multiplies by.
    const fn times(self) -> u64 {
        match self.power {
            0 => 1,
            4 => 10_000,
            power => 10_u64.pow(power),
        }
    }

    /// The number without its scale word, with all decimals that are written.
    pub const fn number(self) -> Decimal {
        decimal(self.digits as u128, self.decimals)
    }

    /// What the scale word multiplies by.
    pub const fn scale(self) -> Decimal {
        decimal(self.times() as u128, 0)
    }

    pub(crate) fn cardinal(self) -> Cardinal {
        let digits = i128::from(self.digits);
        let number = if self.decimals == 0 { Value::Integer(digits) } else { Value::from(self.number()) };
        let value = match self.power {
            0 => number,
            _ if self.decimals <= self.power => {
                Value::Integer(digits * 10_i128.pow(self.power - self.decimals))
            }
            _ => Value::from(self.value()),
        };
        Cardinal {
            value,
            upper: None,
            bound: if self.more { Bound::MoreThan } else { Bound::Exact },
            number,
            decimals: self.decimals,
            scale: 10_i128.pow(self.power),
            shape: self.shape,
            alternative: None,
        }
    }
}

/// A decimal of at most twenty-eight digits and places.
const fn decimal(mantissa: u128, decimals: u32) -> Decimal {
    Decimal::from_parts(mantissa as u32, (mantissa >> 32) as u32, (mantissa >> 64) as u32, false, decimals)
}

impl From<Plain> for Numeral {
    fn from(plain: Plain) -> Self {
        let numeral = Self::plain(&plain.cardinal());
        match plain.sign {
            Some(kind) => numeral.of_kind(kind),
            None => numeral,
        }
    }
}

/// The numeral that the whole text is, where it is a canonical Chinese one.
pub(crate) fn whole(text: &str) -> Option<Numeral> {
    let (digits, power, count) = canonical(text.as_bytes())?;
    (count * 3 == text.len()).then(|| chinese(digits, power, count, false).into())
}

const fn chinese(digits: u64, power: u32, count: usize, more: bool) -> Plain {
    let shape = if count == 1 && digits < 10 && power == 0 { Shape::Lone } else { Shape::Units };
    let digits_end = count * 3;
    let end = digits_end + if more { 3 } else { 0 };
    Plain { digits, integers: 0, decimals: 0, power, more, sign: None, shape, digits_end, end }
}

/// The number at the start of a text, without a look at what kind the characters after it make it; `None` wherever a
/// further character may belong to its digits.
pub(crate) fn prefix(bytes: &[u8]) -> Option<Plain> {
    digits(bytes).filter(|plain| ends_here(bytes, plain.end))
}

/// The digits, scale word and hedge at the start of a text.
#[inline(always)]
fn digits(bytes: &[u8]) -> Option<Plain> {
    let (mut digits, mut end) = run(bytes, MOST);
    if end == 0 {
        return chinese_prefix(bytes);
    }
    let point = end;
    if let Some([b'.', rest @ ..]) = bytes.get(point..)
        && let (decimals, count @ 1..) = run(rest, MOST.saturating_sub(point + 1))
    {
        digits = digits * 10_u64.pow(count as u32) + decimals;
        end += 1 + count;
    }
    // Neither is more than seventeen.
    let decimals = (end - point).saturating_sub(1) as u32;
    let mut plain = Plain {
        digits,
        integers: point as u32,
        decimals,
        power: 0,
        more: false,
        sign: None,
        shape: Shape::Arabic,
        digits_end: end,
        end,
    };
    // The first bytes of 万, 亿, 萬, 億, 余 and 多.
    if !matches!(bytes.get(end), Some(0xe4..=0xe8)) {
        return Some(plain);
    }
    plain.scaled(bytes);
    plain.more = is_more(bytes, plain.end);
    if plain.more {
        plain.end += 3;
        // 30多万
        if plain.power == 0 {
            plain.scaled(bytes);
        }
    }
    Some(plain)
}

/// More characters than these, with the point, are left to the grammar.
const MOST: usize = 17;

impl Plain {
    /// Takes a scale word that stands at its end.
    fn scaled(&mut self, bytes: &[u8]) {
        if let Some(unit @ (20 | 24)) = three(bytes, self.end).map(meaning) {
            self.power = u32::from(unit - UNIT);
            self.end += 3;
            self.digits_end = self.end;
        }
    }
}

/// 二十三万余.
fn chinese_prefix(bytes: &[u8]) -> Option<Plain> {
    let (digits, power, count) = canonical(bytes)?;
    // 十余; 三余 says nothing.
    let last = three(bytes, (count - 1) * 3).map(meaning);
    let more = last.is_some_and(|last| last != OTHER && last > UNIT) && is_more(bytes, count * 3);
    Some(chinese(digits, power, count, more))
}

/// 余 or 多.
fn is_more(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at..at + 3), Some([0xe4, 0xbd, 0x99] | [0xe5, 0xa4, 0x9a]))
}

/// The three bytes at a place.
#[inline]
fn three(bytes: &[u8], at: usize) -> Option<[u8; 3]> {
    bytes.get(at..)?.first_chunk().copied()
}

/// Whether the character at `at` cannot go on with a number.
fn ends_here(bytes: &[u8], at: usize) -> bool {
    ends(bytes, at, &CONTINUES)
}

/// Whether the character at `at` neither goes on with the number nor says what kind it is.
fn is_over(bytes: &[u8], at: usize) -> bool {
    ends(bytes, at, &SAYS_MORE)
}

#[inline]
fn ends(bytes: &[u8], at: usize, unless: &CharSet) -> bool {
    match bytes.get(at) {
        None => true,
        Some(b'%' | b'/' | b')' | b'(' | b';' | b':' | b'-' | b'~' | b'+' | b'\n' | b'\r') => true,
        Some(b',') => !bytes.get(at + 1).is_some_and(u8::is_ascii_digit),
        // 1.总体情况; 一.五 is a decimal.
        Some(b'.') => match bytes.get(at + 1) {
            None | Some(b'\n' | b'\r') => true,
            Some(0xe4..=0xe9) => {
                at.checked_sub(1).and_then(|last| bytes.get(last)).is_some_and(u8::is_ascii_digit)
            }
            Some(_) => false,
        },
        // BP are basis points, and O may stand for a zero.
        Some(b'a' | b'c'..=b'z' | b'A' | b'C'..=b'N' | b'P'..=b'Z') => true,
        // ，；！？（）
        Some(0xef) => {
            matches!(bytes.get(at + 1..at + 3), Some([0xbc, 0x81 | 0x88 | 0x89 | 0x8c | 0x9b | 0x9f]))
        }
        Some(0xe3..=0xe9) => {
            let Some(next) = three(bytes, at) else { return false };
            // 18个村; 个百分点, 个亿 and 个半 are left to the grammar.
            if next == GE {
                return !matches!(bytes.get(at + 3), Some(b' ' | b'B' | b'b'))
                    && three(bytes, at + 3).is_none_or(|c| !AFTER_GE.has_three(c));
            }
            !unless.has_three(next)
        }
        Some(_) => false,
    }
}

/// 个.
const GE: [u8; 3] = [0xe4, 0xb8, 0xaa];

/// What makes 个 a part of the number or its kind.
static AFTER_GE: CharSet = CharSet::of("百基千亿億半多余餘");

macro_rules! continues {
    () => {
        "零〇一二两兩三四五六七八九十百千万萬亿億余餘多来來几幾个個点點廿卄卅卌兆京垓拾佰仟幺俩倆仨壹贰貳叁參叄肆伍陆陸柒捌玖壱弌弍弎把　"
    };
}

/// The characters that may go on with the digits of a number.
static CONTINUES: CharSet = CharSet::of(continues!());

/// Those, and the characters that may say after a number what kind it is.
static SAYS_MORE: CharSet = CharSet::of(concat!(continues!(), "半又分成折倍基比至到〜"));

/// 28 个: whether a space at `at` parts the number from a word that neither goes on with it nor says what kind it is.
fn is_over_behind_space(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at + 1), Some(0xe4..=0xe9)) && is_over(bytes, at + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::{Options, cardinal, lex};

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4000, ..ProptestConfig::default() })]

        #[test]
        fn the_short_way_reads_as_the_long_way(
            text in "[0-9]{0,6}[零一二两三五九十百千万亿]{0,6}[.]?[0-9余多]{0,3}[万亿]?[余多来个%人元，,. a-]{0,3}[百半分]?"
        ) {
            if let Some(plain) = super::prefix(text.as_bytes()) {
                let run = lex::run(&text, 0, false);
                let long = cardinal::evaluate(&run, Options::default());
                prop_assert_eq!((Ok(plain.cardinal()), plain.end), (long, run.end), "{}", text);
            }
        }
    }
}
