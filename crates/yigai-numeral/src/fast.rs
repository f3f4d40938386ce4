//! The common case by a table: whole numbers in canonical spelling. Everything else is left to the grammar, which
//! alone decides what is refused.

use rust_decimal::Decimal;

use crate::{Bound, Cardinal, Kind, Numeral, Shape, Value};

/// Slots of the table: the 23 characters fall into different ones under [`slot`].
const SLOTS: usize = 64;

const fn slot(code: u32) -> usize {
    ((code.wrapping_mul(23)) >> 4) as usize % SLOTS
}

/// 0 to 9 are digits, then the exponents of the units from here on.
const UNIT: u8 = 16;
const OTHER: u8 = u8::MAX;

const TABLE: [(u32, u8); SLOTS] = {
    let characters = [
        ('零', 0),
        ('〇', 0),
        ('一', 1),
        ('二', 2),
        ('两', 2),
        ('兩', 2),
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

/// 三万五千零六 and the like; `None` for every spelling that is not canonical, be it right or wrong.
pub(crate) fn integer(text: &str) -> Option<(i128, i128)> {
    let (characters, rest) = text.as_bytes().as_chunks::<3>();
    if !rest.is_empty() || characters.is_empty() || characters.len() > 40 {
        return None;
    }
    let (mut above, mut group, mut section) = (0_u64, 0_u64, 0_u64);
    let (mut digit, mut zero, mut floor, mut last) = (0_u64, false, 4_u8, 0_u8);
    let (mut in_group, mut in_above) = (false, false);
    // 两亿三千 has a second reading, which the grammar gives.
    let mut short = false;
    for &bytes in characters {
        let m = meaning(bytes);
        match m {
            1..=9 if digit == 0 => digit = u64::from(m),
            0 if digit == 0 && !zero && last != 0 => zero = true,
            17..=19 => {
                let unit = m - UNIT;
                if digit == 0 {
                    if m != 17 || last != 0 {
                        return None;
                    }
                    digit = 1;
                }
                // A gap needs its 零, and no gap has one.
                let gap = if floor == 4 { (in_group || in_above) && unit < 3 } else { unit + 1 < floor };
                if unit >= floor || gap != zero {
                    return None;
                }
                short |= in_above && !in_group && unit == 3 && !zero;
                section += digit * [1, 10, 100, 1000][usize::from(unit)];
                (digit, zero, floor) = (0, false, unit);
            }
            20 | 24 => {
                let gap = if floor == 4 { in_group || in_above } else { floor > 1 };
                if (digit > 0 && gap != zero) || digit == 0 && (section == 0 || zero) {
                    return None;
                }
                section += digit;
                if m == 20 {
                    if in_group {
                        return None;
                    }
                    group = section * 10_000;
                    (in_group, short) = (true, false);
                } else {
                    if in_above || in_group {
                        return None;
                    }
                    above = section * 100_000_000;
                    in_above = true;
                }
                (section, digit, zero, floor) = (0, 0, false, 4);
            }
            _ => return None,
        }
        last = m;
    }
    if short {
        return None;
    }
    if digit > 0 {
        let gap = if floor == 4 { in_group || in_above } else { floor > 1 };
        if gap != zero {
            return None;
        }
        section += digit;
    } else if zero || section == 0 && !in_group && !in_above {
        return None;
    }
    let scale = match last {
        20 => 10_000,
        24 => 100_000_000,
        _ => 1,
    };
    Some((i128::from(above + group + section), scale))
}

/// The numeral that [`integer`] reads.
pub(crate) fn numeral(text: &str) -> Option<Numeral> {
    let (value, scale) = integer(text)?;
    let lone = text.len() == 3 && value < 10;
    let scale = if value % scale == 0 { scale } else { 1 };
    Some(Numeral {
        value: Value::Integer(value),
        upper: None,
        bound: Bound::Exact,
        kind: Kind::Integer,
        fraction: None,
        number: Value::Integer(value / scale),
        decimals: 0,
        scale,
        shape: if lone { Shape::Lone } else { Shape::Units },
        alternative: None,
    })
}

/// The commonest numbers at the start of a text: Arabic digits with decimals and at most one of 万 and 亿, or a single
/// Chinese digit; `None` wherever a further character may belong to the number.
pub(crate) fn prefix(text: &str) -> Option<(Cardinal, usize)> {
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
        return lone(bytes);
    }
    let number = match pointed {
        // Without a trailing zero the value is in its normal form already.
        true if mantissa % 10 != 0 => Value::Decimal(Decimal::new(mantissa, decimals)),
        true => Value::from(Decimal::new(mantissa, decimals)),
        false => Value::Integer(i128::from(mantissa)),
    };
    let mut scale = 1;
    let mut value = number;
    if let Some(unit @ (20 | 24)) = bytes.get(end..end + 3).and_then(three).map(meaning) {
        scale = if unit == 20 { 10_000 } else { 100_000_000 };
        value = number.checked_mul(scale)?;
        end += 3;
    }
    ends_here(bytes, end).then_some((
        Cardinal {
            value,
            upper: None,
            bound: Bound::Exact,
            number,
            decimals,
            scale,
            shape: Shape::Arabic,
            alternative: None,
        },
        end,
    ))
}

fn three(bytes: &[u8]) -> Option<[u8; 3]> {
    bytes.try_into().ok()
}

fn lone(bytes: &[u8]) -> Option<(Cardinal, usize)> {
    let digit @ 1..=9 = meaning(bytes.get(..3).and_then(three)?) else { return None };
    let value = Value::Integer(i128::from(digit));
    ends_here(bytes, 3).then_some((
        Cardinal {
            value,
            upper: None,
            bound: Bound::Exact,
            number: value,
            decimals: 0,
            scale: 1,
            shape: Shape::Lone,
            alternative: None,
        },
        3,
    ))
}

/// Whether the character at `at` cannot go on with a number.
fn ends_here(bytes: &[u8], at: usize) -> bool {
    match bytes.get(at) {
        None => true,
        Some(b'%' | b'/' | b')' | b';' | b':' | b'-' | b'~' | b'+') => true,
        Some(0xe3..=0xe9) => {
            let Some(next) = bytes.get(at..at + 3).and_then(three) else { return false };
            let code = u32_of(next) as usize;
            CONTINUES.get(code / 64).is_some_and(|word| word >> (code % 64) & 1 == 0)
        }
        Some(_) => false,
    }
}

const fn u32_of([a, b, c]: [u8; 3]) -> u32 {
    (a as u32 & 0x0f) << 12 | (b as u32 & 0x3f) << 6 | c as u32 & 0x3f
}

/// One bit for each character that may go on with a number, or says what kind it is.
const CONTINUES: [u64; 1024] = {
    let characters = "零〇一二两兩三四五六七八九十百千万萬亿億余餘多来來几幾个個点點廿卄卅卌兆京垓拾佰仟幺俩倆仨壹贰貳叁參叄肆伍陆陸柒捌玖壱弌弍弎\
半又分成折倍基比至到〜　";
    let mut bits = [0; 1024];
    let bytes = characters.as_bytes();
    let mut at = 0;
    while at + 2 < bytes.len() {
        let code = u32_of([bytes[at], bytes[at + 1], bytes[at + 2]]) as usize;
        bits[code / 64] |= 1 << (code % 64);
        at += 3;
    }
    bits
};

/// The commonest numbers of a text, with what follows them decided: plain, or a percentage.
pub(crate) fn common(text: &str) -> Option<(Numeral, usize)> {
    let (cardinal, end) = prefix(text)?;
    let bytes = text.as_bytes();
    match bytes.get(end) {
        None | Some(0xe3..=0xe9 | b')' | b';') => Some((Numeral::plain(&cardinal), end)),
        Some(b'%') => match bytes.get(end + 1) {
            None | Some(b',' | b';' | b')') => {
                Some((Numeral::plain(&cardinal).of_kind(Kind::Percent), end + 1))
            }
            Some(0xe3..=0xe9) if ends_here(bytes, end + 1) => {
                Some((Numeral::plain(&cardinal).of_kind(Kind::Percent), end + 1))
            }
            _ => None,
        },
        _ => None,
    }
}
