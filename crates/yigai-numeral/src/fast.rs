//! The common case by a table: whole numbers in canonical spelling. Everything else is left to the grammar, which
//! alone decides what is refused.

use crate::{Bound, Kind, Numeral, Shape, Value};

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
    let [a, b, c] = bytes.map(u32::from);
    let code = (a & 0x0f) << 12 | (b & 0x3f) << 6 | c & 0x3f;
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
                let gap = if floor == 4 { last != 0 && unit < 3 } else { unit + 1 < floor };
                if unit >= floor || gap != zero {
                    return None;
                }
                section += digit * [1, 10, 100, 1000][usize::from(unit)];
                (digit, zero, floor) = (0, false, unit);
            }
            20 | 24 => {
                let gap = digit > 0 && if floor == 4 { last != 0 && last != m && zero } else { floor > 1 };
                if (digit > 0 && gap != zero) || digit == 0 && (section == 0 || zero) {
                    return None;
                }
                section += digit;
                if m == 20 {
                    if in_group {
                        return None;
                    }
                    group = section * 10_000;
                    in_group = true;
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
        20 if in_above => 10_000,
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
