//! The common case by a table: whole numbers in canonical spelling. Everything else is left to the grammar, which
//! alone decides what is refused.

use rust_decimal::Decimal;

use crate::{Bound, Cardinal, Kind, Numeral, Shape, Value};

/// Slots of the table: the 23 characters fall into different ones under [`slot`].
const SLOTS: usize = 64;

const fn slot(code: u32) -> usize {
    ((code.wrapping_mul(23)) >> 4) as usize % SLOTS
}

/// 0 to 9 are digits, 10 is 两, then the exponents of the units from here on.
const PAIR: u8 = 10;
const UNIT: u8 = 16;
const OTHER: u8 = u8::MAX;

const TABLE: [(u32, u8); SLOTS] = {
    let characters = [
        ('零', 0),
        ('〇', 0),
        ('一', 1),
        ('二', 2),
        ('两', PAIR),
        ('兩', PAIR),
        ('三', 3),
        ('四', 4),
        ('五', 5),
        ('六', 6),
        ('七', 7),
        ('八', 8),
        ('九', 9),
        ('十', UNIT + 1),
        ('百', UNIT + 2),
        ('千', UNIT + 3),
        ('万', UNIT + 4),
        ('萬', UNIT + 4),
        ('亿', UNIT + 8),
        ('億', UNIT + 8),
    ];
    let mut table = [(0, OTHER); SLOTS];
    let mut index = 0;
    while index < characters.len() {
        let (c, meaning) = characters[index];
        let place = slot(c as u32);
        assert!(table[place].1 == OTHER, "two characters share a slot");
        table[place] = (c as u32, meaning);
        index += 1;
    }
    table
};

fn meaning(bytes: [u8; 3]) -> u8 {
    let code = u32_of(bytes);
    match TABLE.get(slot(code)) {
        Some(&(known, meaning)) if known == code => meaning,
        _ => OTHER,
    }
}

/// What the characters of a canonical numeral have told so far.
#[derive(Default)]
struct Canonical {
    above: u64,
    group: u64,
    section: u64,
    digit: u64,
    /// The digit is 两, which no 十 follows and which ends no number of more characters.
    pair: bool,
    zero: bool,
    last: u8,
    in_group: bool,
    in_above: bool,
    /// 两亿三千 has a second reading, which the grammar gives.
    short: bool,
}

impl Canonical {
    /// Takes one character; `None` where it is not the canonical next one.
    fn take(&mut self, meaning: u8, floor: &mut u8) -> Option<()> {
        let begun = self.in_group || self.in_above;
        match meaning {
            1..=PAIR if self.digit == 0 => {
                self.pair = meaning == PAIR;
                self.digit = if self.pair { 2 } else { u64::from(meaning) };
            }
            0 if self.digit == 0 && !self.zero && self.last != 0 => self.zero = true,
            17..=19 => {
                let unit = meaning - UNIT;
                if self.digit == 0 {
                    if meaning != 17 || self.last != 0 {
                        return None;
                    }
                    self.digit = 1;
                }
                // A gap needs its 零, and no gap has one.
                let gap = if *floor == 4 { begun && unit < 3 } else { unit + 1 < *floor };
                if unit >= *floor || gap != self.zero || self.pair && unit == 1 {
                    return None;
                }
                self.short |= self.in_above && !self.in_group && unit == 3 && !self.zero;
                self.section += self.digit * [1, 10, 100, 1000][usize::from(unit)];
                (self.digit, self.pair, self.zero, *floor) = (0, false, false, unit);
            }
            20 | 24 => {
                let gap = if *floor == 4 { begun } else { *floor > 1 };
                if self.digit > 0 && gap != self.zero || self.digit == 0 && (self.section == 0 || self.zero) {
                    return None;
                }
                self.section += self.digit;
                if meaning == 20 {
                    if self.in_group {
                        return None;
                    }
                    self.group = self.section * 10_000;
                    (self.in_group, self.short) = (true, false);
                } else {
                    if begun {
                        return None;
                    }
                    self.above = self.section * 100_000_000;
                    self.in_above = true;
                }
                (self.section, self.digit, self.pair, self.zero, *floor) = (0, 0, false, false, 4);
            }
            _ => return None,
        }
        self.last = meaning;
        Some(())
    }

    /// The value and the scale word at its end.
    fn close(mut self, floor: u8, count: usize) -> Option<(i128, i128)> {
        if self.short || self.pair && count > 1 {
            return None;
        }
        let begun = self.in_group || self.in_above;
        if self.digit > 0 {
            let gap = if floor == 4 { begun } else { floor > 1 };
            if gap != self.zero {
                return None;
            }
            self.section += self.digit;
        } else if self.zero || self.section == 0 && !begun {
            return None;
        }
        let value = i128::from(self.above + self.group + self.section);
        let scale = match self.last {
            20 => 10_000,
            24 => 100_000_000,
            _ => 1,
        };
        // Of 一亿三万 the scale word is not that of the whole.
        Some((value, if value % scale == 0 { scale } else { 1 }))
    }
}

/// 三万五千零六 and the like at the start of the bytes: value, scale, number of characters. `None` for every spelling
/// that is not canonical, be it right or wrong.
fn canonical(bytes: &[u8]) -> Option<(i128, i128, usize)> {
    let (characters, _) = bytes.as_chunks::<3>();
    let (mut read, mut floor, mut count) = (Canonical::default(), 4, 0);
    for &character in characters {
        let meaning = meaning(character);
        if meaning == OTHER {
            break;
        }
        if count == 40 {
            return None;
        }
        read.take(meaning, &mut floor)?;
        count += 1;
    }
    let (value, scale) = read.close(floor, count)?;
    Some((value, scale, count))
}

fn of_integer(value: i128, scale: i128, count: usize) -> Cardinal {
    Cardinal {
        value: Value::Integer(value),
        upper: None,
        bound: Bound::Exact,
        number: Value::Integer(value / scale),
        decimals: 0,
        scale,
        shape: if count == 1 && value < 10 { Shape::Lone } else { Shape::Units },
        alternative: None,
    }
}

/// The numeral that the whole text is, where it is a canonical one.
pub(crate) fn numeral(text: &str) -> Option<Numeral> {
    let (value, scale, count) = canonical(text.as_bytes())?;
    (count * 3 == text.len()).then(|| Numeral::plain(&of_integer(value, scale, count)))
}

/// A number at the start of a text, where it ends, and where it ends without a hedge.
pub(crate) struct Prefix {
    pub(crate) cardinal: Cardinal,
    pub(crate) end: usize,
    pub(crate) bare_end: usize,
}

/// The commonest numbers at the start of a text: Arabic digits with decimals and at most one of 万 and 亿, or a canonical
/// Chinese numeral, and 余 or 多 after it; `None` wherever a further character may belong to the number.
pub(crate) fn prefix(text: &str) -> Option<Prefix> {
    let bytes = text.as_bytes();
    let (mut mantissa, mut decimals, mut end) = (0_i64, 0_u32, 0);
    let mut pointed = false;
    while let Some(&byte) = bytes.get(end) {
        match byte {
            b'0'..=b'9' if end < 17 => {
                mantissa = mantissa * 10 + i64::from(byte - b'0');
                decimals += u32::from(pointed);
            }
            b'.' if !pointed && end > 0 && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) => {
                pointed = true
            }
            _ => break,
        }
        end += 1;
    }
    if end == 0 {
        let (value, scale, count) = canonical(bytes)?;
        let bare_end = count * 3;
        // 十余, 二十三万余; 三余 says nothing.
        let unit = bytes.get(bare_end.saturating_sub(3)..bare_end).and_then(three).map(meaning);
        let hedged = unit.is_some_and(|unit| unit != OTHER && unit > UNIT) && is_more(bytes, bare_end);
        let end = if hedged { bare_end + 3 } else { bare_end };
        if !ends_here(bytes, end) {
            return None;
        }
        let mut cardinal = of_integer(value, scale, count);
        if hedged {
            cardinal.bound = Bound::MoreThan;
        }
        return Some(Prefix { cardinal, end, bare_end });
    }
    let scale_at = |at: usize| match bytes.get(at..at + 3).and_then(three).map(meaning) {
        Some(unit @ (20 | 24)) => Some(u32::from(unit - UNIT)),
        _ => None,
    };
    let mut power = scale_at(end).unwrap_or(0);
    end += if power > 0 { 3 } else { 0 };
    let mut bare_end = end;
    let hedged = is_more(bytes, end);
    if hedged {
        end += 3;
        // 30多万
        if power == 0
            && let Some(inner) = scale_at(end)
        {
            power = inner;
            end += 3;
            bare_end = end;
        }
    }
    if !ends_here(bytes, end) {
        return None;
    }
    let number = match pointed {
        // Without a trailing zero the value is in its normal form already.
        true if mantissa % 10 != 0 => Value::Decimal(Decimal::new(mantissa, decimals)),
        true => Value::from(Decimal::new(mantissa, decimals)),
        false => Value::Integer(i128::from(mantissa)),
    };
    let value = match power {
        0 => number,
        _ if decimals <= power => Value::Integer(i128::from(mantissa) * 10_i128.pow(power - decimals)),
        _ => Value::from(Decimal::new(mantissa, decimals - power)),
    };
    let cardinal = Cardinal {
        value,
        upper: None,
        bound: if hedged { Bound::MoreThan } else { Bound::Exact },
        number,
        decimals,
        scale: 10_i128.pow(power),
        shape: Shape::Arabic,
        alternative: None,
    };
    Some(Prefix { cardinal, end, bare_end })
}

/// 余 or 多.
fn is_more(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at..at + 3), Some([0xe4, 0xbd, 0x99] | [0xe5, 0xa4, 0x9a]))
}

fn three(bytes: &[u8]) -> Option<[u8; 3]> {
    bytes.try_into().ok()
}

/// Whether the character at `at` cannot go on with a number.
fn ends_here(bytes: &[u8], at: usize) -> bool {
    match bytes.get(at) {
        None => true,
        Some(b'%' | b'/' | b')' | b'(' | b';' | b':' | b'-' | b'~' | b'+' | b'\n' | b'\r') => true,
        Some(b',') => !bytes.get(at + 1).is_some_and(u8::is_ascii_digit),
        Some(b'.') => bytes.get(at + 1).is_none_or(|next| matches!(next, b'\n' | b'\r')),
        // BP are basis points, and O may stand for a zero.
        Some(b'a' | b'c'..=b'z' | b'A' | b'C'..=b'N' | b'P'..=b'Z') => true,
        // ，；！？（）
        Some(0xef) => {
            matches!(bytes.get(at + 1..at + 3), Some([0xbc, 0x81 | 0x88 | 0x89 | 0x8c | 0x9b | 0x9f]))
        }
        Some(0xe3..=0xe9) => {
            let Some(next) = bytes.get(at..at + 3).and_then(three) else { return false };
            // 18个村; 个百分点, 个亿 and 个半 are left to the grammar.
            if next == GE {
                return !matches!(bytes.get(at + 3), Some(b' ' | b'B' | b'b'))
                    && bytes.get(at + 3..at + 6).and_then(three).is_none_or(|c| !AFTER_GE.contains(&c));
            }
            let code = u32_of(next) as usize;
            CONTINUES.get(code / 64).is_some_and(|word| word >> (code % 64) & 1 == 0)
        }
        Some(_) => false,
    }
}

/// 个.
const GE: [u8; 3] = [0xe4, 0xb8, 0xaa];
/// 百, 基, 千, 亿, 億, 半, 多, 余, 餘.
const AFTER_GE: [[u8; 3]; 9] = [
    [0xe7, 0x99, 0xbe],
    [0xe5, 0x9f, 0xba],
    [0xe5, 0x8d, 0x83],
    [0xe4, 0xba, 0xbf],
    [0xe5, 0x84, 0x84],
    [0xe5, 0x8d, 0x8a],
    [0xe5, 0xa4, 0x9a],
    [0xe4, 0xbd, 0x99],
    [0xe9, 0xa4, 0x98],
];

const fn u32_of([a, b, c]: [u8; 3]) -> u32 {
    (a as u32 & 0x0f) << 12 | (b as u32 & 0x3f) << 6 | c as u32 & 0x3f
}

/// One bit for each character that may go on with the digits of a number.
const CONTINUES: [u64; 1024] = bits_of(
    "零〇一二两兩三四五六七八九十百千万萬亿億余餘多来來几幾个個点點廿卄卅卌兆京垓拾佰仟幺俩倆仨壹贰貳叁參叄肆伍陆陸柒捌玖壱弌弍弎把　",
);

/// One bit for each character that may say after a number what kind it is.
const KINDS: [u64; 1024] = bits_of("半又分成折倍基比至到〜百千　");

const fn bits_of(characters: &str) -> [u64; 1024] {
    let mut bits = [0; 1024];
    let bytes = characters.as_bytes();
    let mut at = 0;
    while at + 2 < bytes.len() {
        let code = u32_of([bytes[at], bytes[at + 1], bytes[at + 2]]) as usize;
        bits[code / 64] |= 1 << (code % 64);
        at += 3;
    }
    bits
}

/// Whether the character at `at` makes the number before it no plain number.
fn says_kind(bytes: &[u8], at: usize) -> bool {
    let next = bytes.get(at..at + 3).and_then(three).map(u32_of);
    next.is_some_and(|code| KINDS.get(code as usize / 64).is_some_and(|word| word >> (code % 64) & 1 == 1))
}

/// The commonest numbers of a text, with what follows them decided: plain, or a percentage.
pub(crate) fn common(text: &str) -> Option<(Numeral, usize)> {
    let Some(Prefix { cardinal, end, .. }) = prefix(text) else { return points(text) };
    let bytes = text.as_bytes();
    match bytes.get(end) {
        None | Some(0xe3..=0xef | b')' | b'(' | b';' | b',' | b'.' | b'\n' | b'\r')
            if !says_kind(bytes, end) =>
        {
            Some((Numeral::plain(&cardinal), end))
        }
        Some(b'%') => match bytes.get(end + 1) {
            None | Some(b',' | b';' | b')' | b'\n') => {
                Some((Numeral::plain(&cardinal).of_kind(Kind::Percent), end + 1))
            }
            Some(0xe3..=0xef) if ends_here(bytes, end + 1) && !says_kind(bytes, end + 1) => {
                Some((Numeral::plain(&cardinal).of_kind(Kind::Percent), end + 1))
            }
            _ => None,
        },
        _ => None,
    }
}

/// 1.8个百分点 with nothing behind it that would make it a range.
fn points(text: &str) -> Option<(Numeral, usize)> {
    let digits = text.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    let tail = text.get(digits..)?.strip_prefix("个百分点")?;
    let end = text.len() - tail.len();
    let followed =
        ends_here(tail.as_bytes(), 0) && !says_kind(tail.as_bytes(), 0) && !tail.starts_with(['-', '~']);
    // The same digits before a word that cannot belong to them.
    let bytes = text.as_bytes();
    if digits == 0 || digits > 12 || !followed {
        return None;
    }
    let number = text.get(..digits)?;
    let (mut mantissa, mut decimals, mut pointed) = (0_i64, 0, false);
    for byte in number.bytes() {
        match byte {
            b'.' if pointed || mantissa == 0 && bytes.first() == Some(&b'.') => return None,
            b'.' => pointed = true,
            digit => {
                mantissa = mantissa * 10 + i64::from(digit - b'0');
                decimals += u32::from(pointed);
            }
        }
    }
    if pointed && decimals == 0 {
        return None;
    }
    let value =
        if pointed { Value::from(Decimal::new(mantissa, decimals)) } else { Value::Integer(mantissa.into()) };
    let cardinal = Cardinal { value, number: value, decimals, shape: Shape::Arabic, ..of_integer(0, 1, 1) };
    Some((Numeral::plain(&cardinal).of_kind(Kind::Points), end))
}
