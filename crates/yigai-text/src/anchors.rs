use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};

/// What ends a line besides `\n` and `\r`: seldom enough to be looked for with the rest.
const BREAKS: [&str; 4] = ["\u{B}", "\u{85}", "\u{2028}", "\u{2029}"];

/// Finds everything that a text is searched for, in one pass over it.
#[derive(Clone, Default)]
pub(crate) struct Anchors {
    words: Vec<String>,
    /// For each word, why it is looked for.
    wanted: Vec<Wanted>,
    index: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
}

impl core::fmt::Debug for Anchors {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Anchors").field("words", &self.words).finish()
    }
}

/// Why a word is looked for; it may be wanted for several reasons.
#[derive(Clone, Copy, Default)]
struct Wanted {
    place: bool,
    mark: bool,
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
    /// Where the marks start, in order of offsets.
    pub(crate) marks: Vec<u32>,
}

impl Anchors {
    /// `located` words are listed with their places, `counted` ones only counted; of `marks` it does not matter which
    /// one it is.
    pub(crate) fn new<'w>(
        located: impl Iterator<Item = &'w str>,
        counted: impl Iterator<Item = &'w str>,
        marks: impl Iterator<Item = &'w str>,
    ) -> Self {
        let mut words: Vec<String> = BREAKS.iter().map(|&word| word.to_owned()).collect();
        let mut wanted = vec![Wanted::default(); words.len()];
        let located = located.map(|word| (word, Wanted { place: true, mark: false }));
        let counted = counted.map(|word| (word, Wanted::default()));
        let marks = marks.map(|word| (word, Wanted { place: false, mark: true }));
        for (word, why) in located.chain(counted).chain(marks).filter(|(word, _)| !word.is_empty()) {
            // The automaton takes each word once.
            match words.iter().position(|known| known == word).and_then(|known| wanted.get_mut(known)) {
                Some(known) => {
                    known.place |= why.place;
                    known.mark |= why.mark;
                }
                None => {
                    words.push(word.to_owned());
                    wanted.push(why);
                }
            }
        }
        let entries = words.iter().zip(0u32..).map(|(word, number)| (word.as_str(), number));
        let index = CharwiseDoubleArrayAhoCorasickBuilder::new().build_with_values(entries).ok();
        Self { words, wanted, index }
    }

    /// The number of a word.
    pub(crate) fn number(&self, word: &str) -> Option<u32> {
        self.words.iter().zip(0u32..).find(|(known, _)| *known == word).map(|(_, number)| number)
    }

    /// Searches the text for all words.
    pub(crate) fn find(&self, text: &str) -> Found {
        let mut found = Found { counts: vec![0; self.words.len()], ..Found::default() };
        let Some(index) = &self.index else { return found };
        for hit in index.find_overlapping_iter(text) {
            let number = hit.value();
            if let Some(count) = found.counts.get_mut(number as usize) {
                *count += 1;
            }
            let start = u32::try_from(hit.start()).unwrap_or(u32::MAX);
            let why = self.wanted.get(number as usize).copied().unwrap_or_default();
            found.breaks |= (number as usize) < BREAKS.len();
            if why.place {
                found.places.push((number, start));
            }
            if why.mark {
                found.marks.push(start);
            }
        }
        found
    }
}
