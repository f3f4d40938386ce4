use std::collections::{HashMap, HashSet};

/// How many pairs of characters the table tells apart, as a power of two.
const BITS: u32 = 16;

/// What may stand in a line, as bits.
pub(crate) type Signs = u8;

/// A page's own words.
pub(crate) const PAGE: Signs = 1;

/// A word that the whole text is searched for.
pub(crate) const ANCHOR: Signs = 2;

/// A word of the trade: one alone tells nothing.
const TRADE: Signs = 4;

/// The first two characters of words: a quick look whether any of them may stand in a line.
///
/// An automaton over the same words reads a line several times as slowly, and hardly any paragraph has one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marks {
    table: Vec<Signs>,
    pairs: HashMap<(char, char), Signs>,
    /// How lines begin that only a pattern from their start can fit.
    starts: HashSet<(char, char)>,
    /// What single characters stand for: they have no pair, so every line may hold them.
    always: Signs,
}

impl Marks {
    /// No marks.
    pub(crate) fn new() -> Self {
        Self { table: vec![0; 1 << BITS], ..Self::default() }
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
    pub(crate) fn add_inside(&mut self, text: &str) {
        let words = text.split(|c: char| !c.is_alphanumeric());
        let long = words.filter(|word| word.chars().nth(1).is_some()).max_by_key(|word| word.len());
        // A single character says nothing in a long line.
        if let Some(word) = long.or(Some(text).filter(|text| pair(text).is_some())) {
            self.add(word, PAGE);
        }
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
        let Some((first, second)) = pair(word) else {
            self.always |= sign;
            return;
        };
        *self.pairs.entry((first, second)).or_default() |= sign;
        if let Some(slot) = self.table.get_mut(slot(first, second)) {
            *slot |= sign;
        }
    }

    /// What may stand in a line.
    pub(crate) fn signs(&self, line: &str) -> Signs {
        let mut signs = self.always;
        if pair(line).is_some_and(|pair| self.starts.contains(&pair)) {
            signs |= PAGE;
        }
        let mut trade = 0;
        let mut before = '\n';
        for character in line.chars() {
            let here = self.table.get(slot(before, character)).copied().unwrap_or(0);
            if here & !signs != 0 {
                let here = self.pairs.get(&(before, character)).copied().unwrap_or(0);
                signs |= here & !TRADE;
                trade += usize::from(here & TRADE != 0);
            }
            before = character;
        }
        if trade >= 2 { signs | PAGE } else { signs }
    }
}

fn pair(text: &str) -> Option<(char, char)> {
    let mut characters = text.chars();
    Some((characters.next()?, characters.next()?))
}

fn slot(first: char, second: char) -> usize {
    let key = u32::from(first).wrapping_mul(0x9E37_79B1) ^ u32::from(second).wrapping_mul(0x85EB_CA6B);
    (key >> (32 - BITS)) as usize
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
        marks.add_trade("下载");
        marks.add_trade("会员");
        marks.add_anchor("效劳");
        for (line, signs) in [
            ("来源：县卫生局", PAGE),
            ("资金来源：县财政", 0),
            ("京ICP备1号", PAGE),
            ("ICP备1号，效劳站", PAGE | ANCHOR),
            ("村级效劳站", ANCHOR),
            ("下载1.2万次", 0),
            ("会员下载", PAGE),
            ("", 0),
        ] {
            assert_eq!(marks.signs(line), signs, "{line}");
        }
    }
}
