//! Where the entries of a sorted word list stand, by their key: one look instead of a search.

use alloc::vec;
use alloc::vec::Vec;
use core::ops::Range;

/// A table of keys with the places of their entries, at most half full.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    /// Key (never 0 where a slot is used), first place, place after the last.
    slots: Vec<(u64, u32, u32)>,
}

impl Index {
    /// The index of a list in which equal keys stand together.
    pub(crate) fn new(keys: impl Iterator<Item = u64>) -> Self {
        let mut groups: Vec<(u64, u32, u32)> = Vec::new();
        for (place, key) in (0_u32..).zip(keys) {
            match groups.last_mut() {
                Some(last) if last.0 == key => last.2 = place + 1,
                _ => groups.push((key, place, place + 1)),
            }
        }
        let size = (groups.len() * 2).next_power_of_two().max(2);
        let mut index = Self { slots: vec![(0, 0, 0); size] };
        for group in groups {
            let mut at = index.first(group.0);
            while let Some(slot) = index.slots.get_mut(at) {
                if slot.0 == 0 || slot.0 == group.0 {
                    *slot = group;
                    break;
                }
                at = (at + 1) & (size - 1);
            }
        }
        index
    }

    /// The places of the entries with this key; an empty range where there is none.
    pub(crate) fn places(&self, key: u64) -> Range<usize> {
        let mut at = self.first(key);
        while let Some(&(known, from, to)) = self.slots.get(at) {
            if known == key {
                return from as usize..to as usize;
            }
            if known == 0 {
                break;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        0..0
    }

    const fn first(&self, key: u64) -> usize {
        // Multiplying by a large odd number spreads the code points over the upper bits.
        let spread = key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
        (spread as usize) & self.slots.len().saturating_sub(1)
    }
}
