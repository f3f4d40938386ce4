//! Whole numbers in canonical Chinese spelling, by a table. Every other spelling is left to the grammar, which alone
//! decides what is refused.

#![allow(
    clippy::indexing_slicing,
    reason = "every index is cut to the length of its table, or counted when compiled"
)]

use crate::lookup::three;

/// Slots of the table: the 23 characters fall into different ones under [`slot`].
const SLOTS: usize = 64;

const fn slot(code: u32) -> usize {
    ((code.wrapping_mul(23)) >> 4) as usize % SLOTS
}

/// 0 to 9 are digits, 10 is 两, then the exponents of the units from here on.
const PAIR: u8 = 10;
pub(crate) const UNIT: u8 = 16;
pub(crate) const OTHER: u8 = u8::MAX;

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

/// What a character of three bytes is in such a numeral.
#[inline]
pub(crate) const fn meaning(bytes: [u8; 3]) -> u8 {
    let code = three(bytes) as u32;
    let (known, meaning) = TABLE[slot(code)];
    // Three letters are three bytes too.
    if known == code && bytes[0] >= 0xe0 { meaning } else { OTHER }
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

    /// The value without the scale word at its end, and the power of ten of that word.
    fn close(mut self, floor: u8, count: usize) -> Option<(u64, u32)> {
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
        let value = self.above + self.group + self.section;
        // Of 一亿三万 the scale word is not that of the whole.
        Some(match self.last {
            20 if value.is_multiple_of(10_000) => (value / 10_000, 4),
            24 if value.is_multiple_of(100_000_000) => (value / 100_000_000, 8),
            _ => (value, 0),
        })
    }
}

/// 三万五千零六 and the like at the start of the bytes: its digits, the power of its last scale word, and how many
/// characters it has. `None` for every spelling that is not canonical, be it right or wrong.
pub(crate) fn canonical(bytes: &[u8]) -> Option<(u64, u32, usize)> {
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
    let (value, power) = read.close(floor, count)?;
    Some((value, power, count))
}
