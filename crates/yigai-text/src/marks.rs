use std::collections::HashMap;

/// How many pairs of characters the table tells apart, as a power of two.
const BITS: u32 = 16;

/// What may stand in a line, as bits.
pub(crate) type Signs = u8;

/// A word of a page's own lines.
pub(crate) const PAGE: Signs = 1;

/// A word that the whole text is searched for.
pub(crate) const ANCHOR: Signs = 2;

/// The first two characters of words: a quick look whether any of them may stand in a line.
///
/// An automaton over the same words reads a line four times as slowly, and hardly any paragraph has one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marks {
    table: Vec<Signs>,
    pairs: HashMap<(char, char), Signs>,
    /// What single characters stand for: they have no pair, so every line may hold them.
    always: Signs,
}

impl Marks {
    /// Marks for the anchors of page lines and for the words that a text is searched for.
    ///
    /// A page's line is compared without its spaces and with its punctuation folded, so that of an anchor only its
    /// longest word counts; an anchor that is a single character is left out: it says nothing in a long line.
    pub(crate) fn new<'w>(page: impl Iterator<Item = &'w str>, words: impl Iterator<Item = &'w str>) -> Self {
        let mut marks = Self { table: vec![0; 1 << BITS], ..Self::default() };
        for anchor in page {
            let words = anchor.split(|c: char| !c.is_alphanumeric());
            let long = words.filter(|word| word.chars().nth(1).is_some()).max_by_key(|word| word.len());
            marks.add(long.unwrap_or(anchor), PAGE);
        }
        for word in words {
            if word.chars().nth(1).is_none() {
                marks.always |= ANCHOR;
            }
            marks.add(word, ANCHOR);
        }
        marks
    }

    fn add(&mut self, word: &str, sign: Signs) {
        let mut characters = word.chars();
        let (Some(first), Some(second)) = (characters.next(), characters.next()) else { return };
        *self.pairs.entry((first, second)).or_default() |= sign;
        if let Some(slot) = self.table.get_mut(slot(first, second)) {
            *slot |= sign;
        }
    }

    /// What may stand in a line.
    pub(crate) fn signs(&self, line: &str) -> Signs {
        let mut signs = self.always;
        let mut before = '\n';
        for character in line.chars() {
            let here = self.table.get(slot(before, character)).copied().unwrap_or(0);
            if here & !signs != 0 {
                signs |= self.pairs.get(&(before, character)).copied().unwrap_or(0);
            }
            before = character;
        }
        signs
    }
}

fn slot(first: char, second: char) -> usize {
    let key = u32::from(first).wrapping_mul(0x9E37) ^ u32::from(second).wrapping_mul(0x85EB_CA6B);
    (key.wrapping_mul(0x9E37_79B1) >> (32 - BITS)) as usize
}

#[cfg(test)]
mod tests {
    use super::{ANCHOR, Marks, PAGE};

    #[test]
    fn words_are_found_whatever_stands_beside_them() {
        let marks = Marks::new(["上传人:", "】", "ICP备"].into_iter(), ["效劳"].into_iter());
        for (line, signs) in [
            ("…上传人：某某", PAGE),
            ("京ICP备1号", PAGE),
            ("ICP备1号，效劳站", PAGE | ANCHOR),
            ("村级效劳站", ANCHOR),
            ("全县参合率98.2%】", 0),
            ("", 0),
        ] {
            assert_eq!(marks.signs(line), signs, "{line}");
        }
    }
}
