use std::collections::BTreeMap;

use daachorse::CharwiseDoubleArrayAhoCorasick;
use daachorse::errors::DaachorseError;
use yigai_span::Span;

/// Words, each with what is known of it, all of them found in a text in one pass.
pub(crate) struct Finder<T> {
    known: Vec<T>,
    /// `None` where there are no words.
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
}

impl<T: Clone> Finder<T> {
    /// An automaton of words that are not empty; fails only where they are too many for its tables.
    pub(crate) fn new(words: &BTreeMap<&str, T>) -> Result<Self, DaachorseError> {
        let some = !words.is_empty();
        let automaton = some.then(|| CharwiseDoubleArrayAhoCorasick::new(words.keys())).transpose()?;
        Ok(Self { known: words.values().cloned().collect(), automaton })
    }

    /// Tells all words of a text, those that overlap too, in the order of where they begin.
    pub(crate) fn find(&self, text: &str, mut found: impl FnMut(Span, &T)) {
        let Some(automaton) = &self.automaton else { return };
        // They come in the order of their ends: only those that begin inside the last few words are out of order.
        let mut hits: Vec<(usize, usize, u32)> = Vec::with_capacity(text.len() / 4);
        for hit in automaton.find_overlapping_iter(text) {
            let hit = (hit.start(), hit.end(), hit.value());
            let behind = hits.iter().rev().take_while(|before| **before > hit).count();
            hits.insert(hits.len() - behind, hit);
        }
        for (start, end, word) in hits {
            if let Some(known) = self.known.get(word as usize) {
                found(Span::new(start, end), known);
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
        Finder::new(&words).expect("a few words").find(text, |span, &number| found.push((span, number)));
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
