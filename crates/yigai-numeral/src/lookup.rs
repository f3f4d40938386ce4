//! What scanners of text ask millions of times: whether a character is one of a set, and where in a sorted list the
//! words with a character stand.

#![allow(
    clippy::indexing_slicing,
    reason = "every index is cut to the length of its table, or counted when compiled"
)]

use alloc::vec;
use alloc::vec::Vec;
use core::ops::Range;

/// A set of characters below 2^16, which all numerals, units and marks are: one bit for each.
///
/// ```
/// use yigai_numeral::lookup::CharSet;
///
/// static MARKS: CharSet = CharSet::of("，。%");
/// assert!(MARKS.has('。') && !MARKS.has('一'));
/// assert_eq!(MARKS.next("参合率96%，", 0), Some(11));
/// assert_eq!(MARKS.next("没有", 0), None);
/// ```
#[derive(Clone)]
pub struct CharSet {
    bits: [u64; 1024],
    /// By the second byte of the characters of three bytes a bit for each third byte.
    tails: [u64; 256],
}

impl CharSet {
    /// The set of the characters of a text; those from 2^16 on are left out.
    pub const fn of(characters: &str) -> Self {
        let mut set = Self { bits: [0; 1024], tails: [0; 256] };
        let bytes = characters.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let (code, len) = match bytes[at] {
                0..=0x7f => (bytes[at] as usize, 1),
                0x80..=0xdf => (two(bytes[at], bytes[at + 1]), 2),
                0xe0..=0xef => (three([bytes[at], bytes[at + 1], bytes[at + 2]]), 3),
                _ => {
                    at += 4;
                    continue;
                }
            };
            set = set.with_code(code);
            at += len;
        }
        set
    }

    /// The set with one character more; unchanged by one from 2^16 on.
    #[must_use]
    pub const fn with(&self, c: char) -> Self {
        let set = Self { bits: self.bits, tails: self.tails };
        if (c as usize) < 1 << 16 { set.with_code(c as usize) } else { set }
    }

    const fn with_code(mut self, code: usize) -> Self {
        self.bits[code / 64] |= 1 << (code % 64);
        if code >= 0x800 {
            self.tails[0x80 | code >> 6 & 0x3f] |= 1 << (code % 64);
        }
        self
    }

    /// Whether the character is in the set.
    #[inline]
    pub const fn has(&self, c: char) -> bool {
        let code = c as usize;
        code < 1 << 16 && self.holds(code)
    }

    /// Whether the character of three bytes is in the set.
    #[inline]
    pub(crate) const fn has_three(&self, bytes: [u8; 3]) -> bool {
        self.holds(three(bytes))
    }

    #[inline]
    const fn holds(&self, code: usize) -> bool {
        self.bits[code / 64 % 1024] >> (code % 64) & 1 == 1
    }

    /// Whether a character of three bytes that ends in these two may be in the set.
    #[inline]
    const fn may_have(&self, second: u8, third: u8) -> bool {
        self.tails[second as usize] >> (third & 0x3f) & 1 == 1
    }

    /// Where the next character of the set stands in `text`, from `from` on.
    #[inline]
    pub fn next(&self, text: &str, from: usize) -> Option<usize> {
        let mut rest = text.as_bytes().get(from..)?;
        loop {
            // Han characters, which most of a text is, have three bytes; the last two tell nearly all of them apart from
            // those of a set. The second look spares a jump for most, and is written out because a processor learns the
            // two places apart.
            if let [a @ 0xe0..=0xef, b, c, tail @ ..] = rest {
                if self.may_have(*b, *c) {
                    if self.has_three([*a, *b, *c]) {
                        break;
                    }
                    rest = tail;
                    continue;
                }
                rest = tail;
                if let [a @ 0xe0..=0xef, b, c, tail @ ..] = rest {
                    if self.may_have(*b, *c) && self.has_three([*a, *b, *c]) {
                        break;
                    }
                    rest = tail;
                    continue;
                }
            }
            let (code, tail) = match rest {
                [a @ ..0x80, tail @ ..] => (usize::from(*a), tail),
                [a @ 0xc0..=0xdf, b, tail @ ..] => (two(*a, *b), tail),
                [_, tail @ ..] => (0, tail),
                [] => return None,
            };
            if self.holds(code) {
                break;
            }
            rest = tail;
        }
        Some(text.len() - rest.len())
    }
}

impl Default for CharSet {
    fn default() -> Self {
        Self::of("")
    }
}

impl core::fmt::Debug for CharSet {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_set().entries((0..0xffff).filter_map(char::from_u32).filter(|c| self.has(*c))).finish()
    }
}

/// The code point of a character of two bytes.
#[inline]
const fn two(a: u8, b: u8) -> usize {
    (a as usize & 0x1f) << 6 | b as usize & 0x3f
}

/// The code point of a character of three bytes.
#[inline]
pub(crate) const fn three([a, b, c]: [u8; 3]) -> usize {
    (a as usize & 0x0f) << 12 | (b as usize & 0x3f) << 6 | c as usize & 0x3f
}

/// Where the entries of a sorted list stand, by their key: one look instead of a search.
///
/// ```
/// use yigai_numeral::lookup::{Places, pair};
///
/// let units = ["个", "人", "人次"];
/// let keys = units.map(|unit| pair(unit.chars().next().unwrap(), None));
/// let places = Places::new(keys.into_iter());
/// assert_eq!(places.of(pair('人', None)), 1..3);
/// assert_eq!(places.of(pair('户', None)), 0..0);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// Key, first place, place after the last (never 0 where a slot is used); at most half full.
    slots: Vec<(u64, u32, u32)>,
}

/// The key of a character, or of two that stand together.
#[inline]
pub const fn pair(first: char, second: Option<char>) -> u64 {
    match second {
        Some(second) => (first as u64) << 32 | second as u64,
        None => (first as u64) << 32,
    }
}

impl Places {
    /// No places at all.
    pub const NONE: Self = Self { slots: Vec::new() };

    /// The places of a list in which equal keys stand together.
    pub fn new(keys: impl Iterator<Item = u64>) -> Self {
        let mut groups: Vec<(u64, u32, u32)> = Vec::new();
        for (place, key) in (0_u32..).zip(keys) {
            match groups.last_mut() {
                Some(last) if last.0 == key => last.2 = place + 1,
                _ => groups.push((key, place, place + 1)),
            }
        }
        let size = (groups.len() * 2).next_power_of_two().max(2);
        let mut places = Self { slots: vec![(0, 0, 0); size] };
        for group in groups {
            let mut at = places.first(group.0);
            while let Some(slot) = places.slots.get_mut(at) {
                if slot.2 == 0 || slot.0 == group.0 {
                    *slot = group;
                    break;
                }
                at = (at + 1) & (size - 1);
            }
        }
        places
    }

    /// The places of the entries with this key; an empty range where there is none.
    #[inline]
    pub fn of(&self, key: u64) -> Range<usize> {
        let mut at = self.first(key);
        while let Some(&(known, from, to)) = self.slots.get(at) {
            if known == key || to == 0 {
                return from as usize..to as usize;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        0..0
    }

    #[inline]
    const fn first(&self, key: u64) -> usize {
        // Multiplying by a large odd number spreads the code points over the upper bits.
        let spread = key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
        (spread as usize) & self.slots.len().saturating_sub(1)
    }
}

/// Words with what is known of each, found by the two characters at one of their edges.
///
/// ```
/// use yigai_numeral::lookup::ByEdge;
///
/// let units = ByEdge::beginning(vec!["个", "人", "人次"]);
/// assert_eq!(units.at_start("人次增加", |_| true), Some(&"人次"));
/// assert_eq!(units.at_start("人数", |_| true), Some(&"人"));
/// assert_eq!(units.at_start("户", |_| true), None);
/// ```
#[derive(Clone, Debug)]
pub struct ByEdge<T> {
    entries: Vec<T>,
    places: Places,
    /// The characters at the edge, those that are a word alone, and the pairs: most texts are in none of them.
    edges: Sieve<32>,
    singles: Sieve<32>,
    pairs: Sieve<32>,
}

/// Tells that a number is not in a set, for most that are not.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sieve<const WORDS: usize>([u64; WORDS]);

impl<const WORDS: usize> Default for Sieve<WORDS> {
    fn default() -> Self {
        Self([0; WORDS])
    }
}

impl<const WORDS: usize> Sieve<WORDS> {
    pub(crate) const fn add(&mut self, number: u32) {
        self.0[number as usize / 64 % WORDS] |= 1 << (number % 64);
    }

    #[inline]
    pub(crate) const fn may_have(&self, number: u32) -> bool {
        self.0[number as usize / 64 % WORDS] >> (number % 64) & 1 == 1
    }
}

/// A number for two characters that stand together.
#[inline]
pub(crate) const fn mixed(first: u32, second: u32) -> u32 {
    first.wrapping_mul(31).wrapping_add(second)
}

impl<T> ByEdge<T> {
    /// A list without entries.
    pub const NONE: Self = {
        let none = Sieve([0; 32]);
        Self { entries: Vec::new(), places: Places::NONE, edges: none, singles: none, pairs: none }
    };
}

impl<T> Default for ByEdge<T> {
    fn default() -> Self {
        Self::NONE
    }
}

impl<T: AsRef<str>> ByEdge<T> {
    /// A list that is asked what begins a text.
    pub fn beginning(entries: Vec<T>) -> Self {
        Self::new(entries, |word| edge(word.chars()))
    }

    /// A list that is asked what ends a text.
    pub fn ending(entries: Vec<T>) -> Self {
        Self::new(entries, |word| edge(word.chars().rev()))
    }

    fn new(entries: Vec<T>, edge: fn(&str) -> (char, Option<char>)) -> Self {
        let mut list = Self { entries, ..Self::NONE };
        let key = |entry: &T| {
            let (first, second) = edge(entry.as_ref());
            pair(first, second)
        };
        let length = |entry: &T| core::cmp::Reverse(entry.as_ref().len());
        list.entries.sort_by_cached_key(|entry| (key(entry), length(entry)));
        list.places = Places::new(list.entries.iter().map(key));
        for entry in &list.entries {
            let (first, second) = edge(entry.as_ref());
            list.edges.add(first as u32);
            match second {
                Some(second) => list.pairs.add(mixed(first as u32, second as u32)),
                None => list.singles.add(first as u32),
            }
        }
        list
    }

    /// All entries.
    pub fn entries(&self) -> &[T] {
        &self.entries
    }

    /// Whether an entry may have this character at its edge: most that are at none are told apart.
    #[inline]
    pub(crate) const fn may_have_edge(&self, c: char) -> bool {
        self.edges.may_have(c as u32)
    }

    /// The longest entry that begins `text` and fits.
    #[inline]
    pub fn at_start(&self, text: &str, mut fits: impl FnMut(&T) -> bool) -> Option<&T> {
        self.longest(text.chars(), |entry, known| {
            let word = entry.as_ref().as_bytes();
            (word.len() == known || text.as_bytes().starts_with(word)) && fits(entry)
        })
    }

    /// The longest entry that ends `text` and fits.
    #[inline]
    pub fn at_end(&self, text: &str, mut fits: impl FnMut(&T) -> bool) -> Option<&T> {
        self.longest(text.chars().rev(), |entry, known| {
            let word = entry.as_ref().as_bytes();
            (word.len() == known || text.as_bytes().ends_with(word)) && fits(entry)
        })
    }

    /// Words of two characters and more stand under both, a single character under itself. `fits` is told how many
    /// bytes of the entry are known to be right.
    #[inline]
    fn longest(
        &self,
        mut chars: impl Iterator<Item = char>,
        mut fits: impl FnMut(&T, usize) -> bool,
    ) -> Option<&T> {
        let first = chars.next().filter(|first| self.edges.may_have(*first as u32))?;
        let mut among = |key, known| {
            let entries = self.entries.get(self.places.of(key))?;
            entries.iter().find(|entry| fits(entry, known))
        };
        let one = first.len_utf8();
        let second = chars.next().filter(|second| self.pairs.may_have(mixed(first as u32, *second as u32)));
        if let Some(second) = second
            && let Some(longer) = among(pair(first, Some(second)), one + second.len_utf8())
        {
            return Some(longer);
        }
        if self.singles.may_have(first as u32) { among(pair(first, None), one) } else { None }
    }
}

fn edge(mut chars: impl Iterator<Item = char>) -> (char, Option<char>) {
    (chars.next().unwrap_or_default(), chars.next())
}
