//! Words and names that hold a numeral and are not numbers.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::ops::Range;

use crate::LexiconError;
use crate::class::is_numeral;
use crate::lookup::{Places, Sieve, mixed, pair};

/// The words and names in which a numeral is not a number: 统一, 进一步, 三甲.
///
/// ```
/// use yigai_numeral::Guards;
///
/// let guards = Guards::standard();
/// let text = "实行统一管理";
/// assert_eq!(guards.at(text, 9), Some(6..12)); // 一 of 统一
/// assert_eq!(guards.at("万分重要", 0), None);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Guards {
    /// Sorted by key; within a key the longest first.
    entries: Vec<Entry>,
    keys: Places,
    /// The pairs of characters of all keys: most numerals stand beside others.
    pairs: Sieve<256>,
}

#[derive(Clone, Debug)]
struct Entry {
    /// The first numeral of the word and a character beside it, as [`after`] or [`before`] packs them.
    key: u64,
    word: String,
    /// Where the first numeral stands in the word.
    offset: usize,
    unless: Vec<String>,
}

impl Guards {
    /// The words that come with the crate.
    pub fn standard() -> Self {
        Self::from_csv(include_str!("../data/guards.csv")).unwrap_or_default()
    }

    /// Reads lines of `word,unless,reason`; `#` begins a comment, and the first line that is none is a heading.
    ///
    /// ```
    /// use yigai_numeral::Guards;
    ///
    /// let error = Guards::from_csv("word,unless,reason\n医院,,no numeral in it\n").unwrap_err();
    /// assert_eq!(error.to_string(), "line 2: the word holds no numeral");
    /// ```
    ///
    /// # Errors
    /// A line without three columns, a word without a numeral, a word given twice, or a missing reason.
    pub fn from_csv(text: &str) -> Result<Self, LexiconError> {
        let mut entries: Vec<Entry> = Vec::new();
        for (line, [word, unless, reason]) in crate::table::rows::<3>(text)? {
            let error = |problem| LexiconError { line, problem };
            if reason.is_empty() {
                return Err(error("the reason is missing"));
            }
            let Some((offset, first)) = word.char_indices().find(|&(_, c)| is_numeral(c) || c == '半')
            else {
                return Err(error("the word holds no numeral"));
            };
            let next = word.get(offset + first.len_utf8()..).and_then(|rest| rest.chars().next());
            let previous = word.get(..offset).and_then(|head| head.chars().next_back());
            let key = match (next, previous) {
                (Some(next), _) => after(first, next),
                (None, Some(previous)) => before(first, previous),
                (None, None) => return Err(error("a numeral alone is no word")),
            };
            let unless = unless.split('|').filter(|w| !w.is_empty()).map(ToString::to_string).collect();
            entries.push(Entry { key, word: word.to_string(), offset, unless });
        }
        entries.sort_by(|a, b| {
            a.key.cmp(&b.key).then(b.word.len().cmp(&a.word.len())).then(a.word.cmp(&b.word))
        });
        if entries.windows(2).any(|pair| matches!(pair, [a, b] if a.word == b.word)) {
            return Err(LexiconError { line: 0, problem: "a word is given twice" });
        }
        Ok(Self::of(entries))
    }

    /// The words in their order.
    fn of(entries: Vec<Entry>) -> Self {
        let mut pairs = Sieve::default();
        for entry in &entries {
            pairs.add(mixed((entry.key >> 32) as u32, entry.key as u32 & !BEFORE));
        }
        Self { keys: Places::new(entries.iter().map(|entry| entry.key)), entries, pairs }
    }

    /// Adds the words of another list.
    pub fn extend(&mut self, other: Self) {
        self.entries.extend(other.entries);
        self.entries.sort_by(|a, b| {
            a.key.cmp(&b.key).then(b.word.len().cmp(&a.word.len())).then(a.word.cmp(&b.word))
        });
        self.entries.dedup_by(|a, b| a.word == b.word);
        *self = Self::of(core::mem::take(&mut self.entries));
    }

    /// The number of words.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The longest word whose first numeral is the character at `at`.
    pub fn at(&self, text: &str, at: usize) -> Option<Range<usize>> {
        let mut chars = text.get(at..)?.chars();
        let first = chars.next()?;
        let known = |beside: &char| self.pairs.may_have(mixed(first as u32, *beside as u32));
        let next = chars.next().filter(known).and_then(|next| self.matching(after(first, next), text, at));
        let previous = text.get(..at)?.chars().next_back().filter(known);
        let last = previous.and_then(|previous| self.matching(before(first, previous), text, at));
        match (next, last) {
            (Some(a), Some(b)) => Some(if a.len() >= b.len() { a } else { b }),
            (a, b) => a.or(b),
        }
    }

    /// Where the first numeral stands, if the whole text is one of the words.
    pub(crate) fn whole(&self, text: &str) -> Option<usize> {
        let (at, _) = text.char_indices().find(|&(_, c)| is_numeral(c) || c == '半')?;
        self.at(text, at).filter(|word| word.start == 0 && word.end == text.len()).map(|_| at)
    }

    #[inline]
    fn matching(&self, key: u64, text: &str, at: usize) -> Option<Range<usize>> {
        let places = self.keys.of(key);
        if places.is_empty() { None } else { self.among(places, text, at) }
    }

    fn among(&self, places: Range<usize>, text: &str, at: usize) -> Option<Range<usize>> {
        self.entries.get(places)?.iter().find_map(|entry| {
            let start = at.checked_sub(entry.offset)?;
            let rest = text.as_bytes().get(start..)?;
            if !rest.starts_with(entry.word.as_bytes()) {
                return None;
            }
            let stopped = entry.unless.iter().any(|word| rest.starts_with(word.as_bytes()));
            (!stopped).then(|| start..start + entry.word.len())
        })
    }
}

/// The key of words in which the numeral is followed by `next`.
const fn after(numeral: char, next: char) -> u64 {
    pair(numeral, Some(next))
}

/// The key of words that end in the numeral, and have `previous` before it.
const fn before(numeral: char, previous: char) -> u64 {
    pair(numeral, Some(previous)) | BEFORE as u64
}

/// Marks the keys of words that end in their numeral.
const BEFORE: u32 = 1 << 31;
