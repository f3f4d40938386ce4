use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};

/// What ends a line besides `\n` and `\r`: seldom enough to be looked for with the rest.
const BREAKS: [&str; 4] = ["\u{B}", "\u{85}", "\u{2028}", "\u{2029}"];

/// Finds everything that a text is searched for, in one pass over it.
#[derive(Clone, Default)]
pub(crate) struct Anchors {
    words: Vec<String>,
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
    /// Whether lines end in unusual ways.
    pub(crate) breaks: bool,
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
        let mut words: Vec<String> = BREAKS.iter().map(|&word| word.to_owned()).collect();
        // A word may be wanted for several reasons; the automaton takes it once.
        for word in located.chain(counted) {
            if !word.is_empty() && !words.iter().any(|known| known == word) {
                words.push(word.to_owned());
            }
        }
        let entries = words.iter().zip(0u32..).map(|(word, number)| (word.as_str(), number));
        let index = CharwiseDoubleArrayAhoCorasickBuilder::new().build_with_values(entries).ok();
        Self { words, index }
    }

    /// The number of a word.
    pub(crate) fn number(&self, word: &str) -> Option<u32> {
        self.words.iter().zip(0u32..).find(|(known, _)| *known == word).map(|(_, number)| number)
    }

    /// Searches the text for all words; only those that are `wanted` are listed with their places.
    pub(crate) fn find(&self, text: &str, wanted: impl Fn(u32) -> bool) -> Found {
        let mut found = Found { counts: vec![0; self.words.len()], ..Found::default() };
        let Some(index) = &self.index else { return found };
        for hit in index.find_overlapping_iter(text) {
            let number = hit.value();
            if let Some(count) = found.counts.get_mut(number as usize) {
                *count += 1;
            }
            if (number as usize) < BREAKS.len() {
                found.breaks = true;
            } else if wanted(number) {
                found.places.push((number, u32::try_from(hit.start()).unwrap_or(u32::MAX)));
            }
        }
        found
    }
}
