use std::collections::BTreeMap;

use yigai_span::Span;

/// Words, each with what is known of it, and a tree of their letters to find all of them in a text in one pass.
///
/// They are found in the order of where they begin, those that overlap too. Most letters of a text begin no word, and the
/// first two letters nearly always tell so.
pub(crate) struct Finder<T> {
    known: Vec<T>,
    /// A bit for each pair of letters that a word begins with; two pairs may share one.
    pairs: Vec<u64>,
    /// From a part of a word to one that is a letter longer, by where the part and the letter fall.
    steps: Vec<Step>,
    shift: u32,
}

#[derive(Clone, Copy)]
struct Step {
    /// Where it comes from, and the letter.
    key: u64,
    to: u32,
    /// The word that ends here.
    word: u32,
}

const NONE: u32 = u32::MAX;
const FREE: Step = Step { key: u64::MAX, to: NONE, word: NONE };
const ROOT: u32 = 0;

const PAIRS: u32 = 16;

/// Spreads keys that are close together over all of a table.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

fn key(from: u32, letter: char) -> u64 {
    u64::from(from) << 21 | u64::from(letter)
}

/// Stands for the second letter of a word that has only one.
const ALONE: char = '\0';

fn pair(first: char, second: char) -> usize {
    let key = u64::from(first) << 21 | u64::from(second);
    (key.wrapping_mul(SPREAD) >> (64 - PAIRS)) as usize
}

impl<T: Clone> Finder<T> {
    /// A tree of words; an empty word is nowhere found.
    pub(crate) fn new(words: &BTreeMap<&str, T>) -> Self {
        let mut tree: BTreeMap<u64, (u32, u32)> = BTreeMap::new();
        let mut pairs = vec![0; 1 << PAIRS >> 6];
        for (number, word) in (0_u32..).zip(words.keys()) {
            let mut from = ROOT;
            let mut letters = word.chars().peekable();
            while let Some(letter) = letters.next() {
                let next = tree.len() as u32 + 1;
                let (to, ends) = tree.entry(key(from, letter)).or_insert((next, NONE));
                if letters.peek().is_none() {
                    *ends = number;
                }
                from = *to;
            }
            let mut letters = word.chars();
            if let Some(first) = letters.next() {
                let at = pair(first, letters.next().unwrap_or(ALONE));
                if let Some(bits) = pairs.get_mut(at >> 6) {
                    *bits |= 1 << (at & 63);
                }
            }
        }
        let size = (tree.len() * 2).next_power_of_two().max(2);
        let mut finder = Self {
            known: words.values().cloned().collect(),
            pairs,
            steps: vec![FREE; size],
            shift: u64::BITS - size.trailing_zeros(),
        };
        for (key, (to, word)) in tree {
            let mut at = finder.place(key);
            while finder.steps.get(at).is_some_and(|step| step.key != FREE.key) {
                at = (at + 1) & (size - 1);
            }
            if let Some(step) = finder.steps.get_mut(at) {
                *step = Step { key, to, word };
            }
        }
        finder
    }

    fn place(&self, key: u64) -> usize {
        (key.wrapping_mul(SPREAD) >> self.shift) as usize
    }

    fn step(&self, from: u32, letter: char) -> Option<Step> {
        let key = key(from, letter);
        let mut at = self.place(key);
        loop {
            let step = *self.steps.get(at)?;
            if step.key == key {
                return Some(step);
            }
            if step.key == FREE.key {
                return None;
            }
            at = (at + 1) & (self.steps.len() - 1);
        }
    }

    fn may_begin(&self, first: char, second: char) -> bool {
        let at = pair(first, second);
        self.pairs.get(at >> 6).is_some_and(|bits| bits >> (at & 63) & 1 == 1)
    }

    /// Tells all words of a text, with where they stand.
    pub(crate) fn find(&self, text: &str, mut found: impl FnMut(Span, &T)) {
        let mut rest = text.char_indices();
        let mut next = rest.next();
        while let Some((start, first)) = next {
            let behind = rest.clone();
            next = rest.next();
            let pair = next.is_some_and(|(_, second)| self.may_begin(first, second));
            if !pair && !self.may_begin(first, ALONE) {
                continue;
            }
            let (mut from, mut letter, mut behind) = (ROOT, first, behind);
            while let Some(step) = self.step(from, letter) {
                if let Some(known) = self.known.get(step.word as usize) {
                    found(Span::new(start, behind.offset()), known);
                }
                let Some((_, following)) = behind.next() else { break };
                (from, letter) = (step.to, following);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_a_look_at_every_place_finds() {
        let words = ["高", "高高", "高血压", "血压", "血压计", "高血压患者", "计", "ICU", "。"];
        let words: BTreeMap<&str, usize> = words.into_iter().zip(0..).collect();
        let text = "高高高血压患者用血压计,计高血压患。ICU高";
        let mut found = Vec::new();
        Finder::new(&words).find(text, |span, &number| found.push((span, number)));
        let mut expected = Vec::new();
        for (at, _) in text.char_indices() {
            let here =
                words.iter().filter(|(word, _)| text.get(at..).is_some_and(|rest| rest.starts_with(**word)));
            expected.extend(here.map(|(word, &number)| (Span::new(at, at + word.len()), number)));
        }
        assert_eq!(found, expected);
        assert_eq!(found.len(), 18);
    }
}
