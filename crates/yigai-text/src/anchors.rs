use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};

use crate::lines::Line;
use crate::marks::{ANCHOR, Signs};

/// Finds everything that a text is searched for, in one pass over the lines that may hold some of it.
#[derive(Clone, Default)]
pub(crate) struct Anchors {
    words: Vec<String>,
    /// How many of the words, from the first, are listed with their places.
    located: usize,
    index: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
}

impl core::fmt::Debug for Anchors {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Anchors").field("words", &self.words).finish()
    }
}

/// What one pass found.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// How often each counted word stands in the text, in the order they were given.
    pub(crate) counts: Vec<usize>,
    /// Where the located words start: the word's number and the offset, in order of offsets.
    pub(crate) places: Vec<(u32, u32)>,
}

impl Anchors {
    /// `located` words are listed with their places, `counted` ones only counted.
    pub(crate) fn new<'w>(
        located: impl Iterator<Item = &'w str>,
        counted: impl Iterator<Item = &'w str>,
    ) -> Self {
        let mut words: Vec<String> = Vec::new();
        // A word may be wanted for several reasons; the automaton takes it once.
        let add = |word: &str, words: &mut Vec<String>| {
            if !word.is_empty() && !words.iter().any(|known| known == word) {
                words.push(word.to_owned());
            }
        };
        located.for_each(|word| add(word, &mut words));
        let located = words.len();
        counted.for_each(|word| add(word, &mut words));
        let entries = words.iter().zip(0u32..).map(|(word, number)| (word.as_str(), number));
        let index = CharwiseDoubleArrayAhoCorasickBuilder::new().build_with_values(entries).ok();
        Self { words, located, index }
    }

    /// The number of a word.
    pub(crate) fn number(&self, word: &str) -> Option<u32> {
        self.words.iter().zip(0u32..).find(|(known, _)| *known == word).map(|(_, number)| number)
    }

    /// All words.
    pub(crate) fn words(&self) -> &[String] {
        &self.words
    }

    /// Searches the lines whose sign says that they may hold a word.
    pub(crate) fn find(&self, text: &str, lines: &[Line], signs: &[Signs]) -> Found {
        let mut found = Found { counts: vec![0; self.words.len()], ..Found::default() };
        let Some(index) = &self.index else { return found };
        let marked = lines.iter().zip(signs).filter(|(_, signs)| **signs & ANCHOR != 0);
        for (line, _) in marked {
            for hit in index.find_overlapping_iter(line.of(text)) {
                let number = hit.value();
                if let Some(count) = found.counts.get_mut(number as usize) {
                    *count += 1;
                }
                if (number as usize) < self.located {
                    let start = u32::try_from(line.start() + hit.start()).unwrap_or(u32::MAX);
                    found.places.push((number, start));
                }
            }
        }
        found
    }
}
