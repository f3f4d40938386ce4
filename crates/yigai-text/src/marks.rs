use std::collections::{BTreeSet, HashMap};

use crate::detect::is_frequent;
use crate::scan::Scan;

/// How many entries a table has, as a power of two: small enough for the nearest cache.
const BITS: u32 = 15;

/// What may stand in a line, as bits.
pub(crate) type Signs = u8;

/// A page's own words.
pub(crate) const PAGE: Signs = 1;

/// A word that the whole text is searched for.
pub(crate) const ANCHOR: Signs = 2;

/// A word of the trade: one alone tells nothing.
const TRADE: Signs = 4;

/// The bytes of two Chinese characters, by which a word is known.
const KEY: usize = 6;

/// Any run of [`KEY`] bytes holds a whole window of this size that begins at a multiple of [`STRIDE`].
const WINDOW: usize = 4;
const STRIDE: usize = KEY - WINDOW + 1;

/// How many windows are looked at together.
const WINDOWS: usize = 4;
const BLOCK: usize = 16;

/// A quick look whether any of many words may stand in a line.
///
/// A word is known by two characters of it, six bytes. The line is read four bytes at every third place, whatever
/// character stands there: one of these windows lies inside any six bytes. An automaton over the same words reads a line
/// many times as slowly, and hardly any paragraph has one.
#[derive(Clone)]
pub(crate) struct Marks {
    windows: Table,
    keys: Table,
    /// The words by their keys.
    words: HashMap<u64, Vec<Word>>,
    /// Shorter words, known by a Latin letter or a line and what stands behind it.
    letters: HashMap<(u8, char), Signs>,
    /// How lines begin that only a pattern from their start can fit.
    starts: BTreeSet<(char, char)>,
    /// What words stand for that are too short to be known by anything: every line may hold them.
    always: Signs,
}

#[derive(Clone)]
struct Word {
    sign: Signs,
    /// What stands before the key and behind it.
    before: Vec<u8>,
    behind: Vec<u8>,
}

impl core::fmt::Debug for Marks {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Marks")
            .field("keys", &self.words.len())
            .field("letters", &self.letters.len())
            .finish()
    }
}

impl Default for Marks {
    fn default() -> Self {
        Self::new()
    }
}

impl Marks {
    /// No marks.
    pub(crate) fn new() -> Self {
        Self {
            windows: Table::new(),
            keys: Table::new(),
            words: HashMap::new(),
            letters: HashMap::new(),
            starts: BTreeSet::new(),
            always: 0,
        }
    }

    /// A page's line that begins with this text.
    pub(crate) fn add_start(&mut self, text: &str) {
        if let Some(pair) = pair(text) {
            self.starts.insert(pair);
        }
    }

    /// A page's line that holds this text somewhere.
    ///
    /// Lines are compared without their spaces and with their punctuation folded, so that only the longest word counts.
    /// `false` for a single character: it says nothing in a long line.
    pub(crate) fn add_inside(&mut self, text: &str) -> bool {
        let words = text.split(|c: char| !c.is_alphanumeric());
        let long = words.filter(|word| pair(word).is_some()).max_by_key(|word| word.len());
        let word = long.or(Some(text).filter(|text| pair(text).is_some()));
        word.inspect(|word| self.add(word, PAGE)).is_some()
    }

    /// A word of the trade.
    pub(crate) fn add_trade(&mut self, word: &str) {
        self.add(word, TRADE);
    }

    /// A word that the whole text is searched for.
    pub(crate) fn add_anchor(&mut self, word: &str) {
        self.add(word, ANCHOR);
    }

    fn add(&mut self, word: &str, sign: Signs) {
        if let Some((before, key, behind)) = rarest(word) {
            for window in key.windows(WINDOW) {
                self.windows.add(little(window), sign);
            }
            let number = little(key);
            self.keys.add(number, sign);
            let word = Word { sign, before: before.to_vec(), behind: behind.to_vec() };
            self.words.entry(number).or_default().push(word);
        } else if let Some(letter) = letter_pairs(word).next() {
            *self.letters.entry(letter).or_default() |= sign;
        } else {
            self.always |= if sign == TRADE { PAGE } else { sign };
        }
    }

    /// What may stand in a line.
    pub(crate) fn signs(&self, line: &str) -> Signs {
        let mut tally = Tally { signs: self.always, trade: 0 };
        if pair(line).is_some_and(|pair| self.starts.contains(&pair)) {
            tally.signs |= PAGE;
        }
        let bytes = line.as_bytes();
        let mut at = 0;
        while let Some(block) = bytes.get(at..).and_then(|rest| rest.first_chunk::<BLOCK>()) {
            self.block(bytes, at, u128::from_le_bytes(*block), &mut tally);
            at += WINDOWS * STRIDE;
        }
        let mut last = [0; BLOCK];
        last.iter_mut().zip(bytes.get(at..).unwrap_or_default()).for_each(|(to, from)| *to = *from);
        self.block(bytes, at, u128::from_le_bytes(last), &mut tally);
        if !self.letters.is_empty() && bytes.iter().fold(false, |any, &b| any | is_letter(b)) {
            letter_pairs(line).filter_map(|pair| self.letters.get(&pair)).for_each(|&sign| tally.add(sign));
        }
        tally.signs & !TRADE
    }

    /// Looks at the windows of one block, which stands at `at`.
    #[inline]
    fn block(&self, line: &[u8], at: usize, block: u128, tally: &mut Tally) {
        let window = |index: usize| self.windows.get(u64::from((block >> (8 * STRIDE * index)) as u32));
        let here = window(0) | window(1) | window(2) | window(3);
        if here & !tally.signs != 0 {
            for index in 0..WINDOWS {
                if window(index) & !tally.signs != 0 {
                    self.verify(line, at + STRIDE * index, tally);
                }
            }
        }
    }

    /// Whether a word lies round the window at `at`.
    #[cold]
    fn verify(&self, line: &[u8], at: usize, tally: &mut Tally) {
        for back in 0..STRIDE {
            let parts = at.checked_sub(back).and_then(|start| line.split_at_checked(start));
            let Some((before, (key, behind))) =
                parts.and_then(|(before, rest)| Some((before, rest.split_at_checked(KEY)?)))
            else {
                continue;
            };
            let key = little(key);
            if self.keys.get(key) & !tally.signs == 0 {
                continue;
            }
            for word in self.words.get(&key).into_iter().flatten() {
                let right = same(behind.iter(), word.behind.iter());
                if right && same(before.iter().rev(), word.before.iter().rev()) {
                    tally.add(word.sign);
                }
            }
        }
    }
}

/// Whether a text goes on with a word; spaces inside it count for nothing.
fn same<'b>(text: impl Iterator<Item = &'b u8>, word: impl Iterator<Item = &'b u8>) -> bool {
    let mut text = text.take(128).filter(|&&byte| byte != b' ');
    word.filter(|&&byte| byte != b' ').all(|wanted| text.next() == Some(wanted))
}

/// What was found in a line so far.
struct Tally {
    signs: Signs,
    /// How many words of the trade.
    trade: usize,
}

impl Tally {
    fn add(&mut self, signs: Signs) {
        self.signs |= signs & !TRADE;
        self.trade += usize::from(signs & TRADE != 0);
        if self.trade >= 2 {
            self.signs |= PAGE | TRADE;
        }
    }
}

/// Signs by the hash of some bytes; several may share a place.
#[derive(Clone)]
struct Table(Box<[Signs; 1 << BITS]>);

impl Table {
    fn new() -> Self {
        Self(Box::new([0; 1 << BITS]))
    }

    fn add(&mut self, bytes: u64, sign: Signs) {
        if let Some(slot) = self.0.get_mut(Self::slot(bytes)) {
            *slot |= sign;
        }
    }

    #[inline]
    fn get(&self, bytes: u64) -> Signs {
        self.0.get(Self::slot(bytes)).copied().unwrap_or(0)
    }

    #[inline]
    fn slot(bytes: u64) -> usize {
        (bytes.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - BITS)) as usize
    }
}

/// Up to eight bytes as a number.
fn little(bytes: &[u8]) -> u64 {
    let mut eight = [0; 8];
    eight.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
    u64::from_le_bytes(eight)
}

/// A word in three parts, the middle one its key: the two neighbours that stand in the fewest other words, the inner ones
/// of a compound where all are alike; else its first bytes. `None` where it is shorter than a key.
fn rarest(word: &str) -> Option<(&[u8], &[u8], &[u8])> {
    let common = |c: char| usize::from(is_frequent(c) || !c.is_alphanumeric());
    let middle = |at: usize| (2 * at + KEY).abs_diff(word.len());
    let order = |&at: &usize| {
        let key = word.get(at..at + KEY)?;
        Some((key.chars().map(common).sum::<usize>(), middle(at)))
    };
    let at = (0..word.len()).filter(|at| order(at).is_some()).min_by_key(order).unwrap_or(0);
    let (before, rest) = word.as_bytes().split_at_checked(at)?;
    let (key, behind) = rest.split_at_checked(KEY)?;
    Some((before, key, behind))
}

/// Latin letters, and the lines that stand for spaces in file names.
fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'-' || byte == b'_'
}

/// Each letter with the character behind it.
fn letter_pairs(text: &str) -> impl Iterator<Item = (u8, char)> + '_ {
    let mut letters = Scan::new(text.as_bytes(), is_letter);
    let mut at = 0;
    core::iter::from_fn(move || {
        let place = letters.next(at)?;
        at = place + 1;
        Some((*text.as_bytes().get(place)?, text.get(at..)?.chars().next().unwrap_or('\n')))
    })
}

fn pair(text: &str) -> Option<(char, char)> {
    let mut characters = text.chars();
    Some((characters.next()?, characters.next()?))
}

#[cfg(test)]
mod tests {
    use super::{ANCHOR, Marks, PAGE};

    #[test]
    fn words_are_found_whatever_stands_beside_them() {
        let mut marks = Marks::new();
        marks.add_start("来源:");
        marks.add_inside("ICP备");
        marks.add_inside("】");
        marks.add_inside("_第");
        marks.add_trade("下载");
        marks.add_trade("会员");
        marks.add_trade("QQ");
        marks.add_anchor("效劳");
        marks.add_anchor("页 共");
        for (line, signs) in [
            ("来源：县卫生局", PAGE),
            ("资金来源：县财政", 0),
            ("京ICP备1号", PAGE),
            ("ICP备1号，效劳站", PAGE | ANCHOR),
            ("村级效劳站", ANCHOR),
            ("下载1.2万次", 0),
            ("会员下载", PAGE),
            ("会员QQ群", PAGE),
            ("第3页 共8页", ANCHOR),
            ("工作汇报_第2页", PAGE),
            ("", 0),
        ] {
            assert_eq!(marks.signs(line), signs, "{line}");
        }
    }

    #[test]
    fn the_place_in_the_line_does_not_matter() {
        let mut marks = Marks::new();
        marks.add_anchor("效劳");
        marks.add_trade("下载");
        for before in 0..40 {
            for behind in 0..20 {
                let line = format!("{}效劳{}", "1".repeat(before), "x".repeat(behind));
                assert_eq!(marks.signs(&line), ANCHOR, "{line}");
                let line = format!("{}下载{}下载", "药".repeat(before), "-".repeat(behind));
                assert_eq!(marks.signs(&line), PAGE, "{line}");
            }
        }
    }

    #[test]
    fn a_word_too_short_to_be_known_is_looked_for_everywhere() {
        let mut marks = Marks::new();
        marks.add_anchor("年");
        assert_eq!(marks.signs("任何一行"), ANCHOR);
    }
}
