use serde::Deserialize;

/// A list of words that texts are held against: at the front, at the end or anywhere in them.
///
/// Kept by first and by last letter, longest first, so that a prefix never hides the whole word. Which letters words begin
/// and end with is known in a few bits, since nearly all letters of a text begin none.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "Vec<String>")]
pub(crate) struct Words {
    by_first: Shelf,
    by_last: Shelf,
}

/// Words in the order of one of their letters.
#[derive(Clone, Debug, Default)]
struct Shelf {
    letters: Letters,
    words: Vec<(char, Box<str>)>,
}

/// A set of letters that may claim to hold one more.
#[derive(Clone, Copy, Debug, Default)]
struct Letters([u64; 16]);

impl Letters {
    fn add(&mut self, c: char) {
        if let Some(bits) = self.0.get_mut(c as usize >> 6 & 15) {
            *bits |= 1 << (c as u32 & 63);
        }
    }

    fn may_hold(&self, c: char) -> bool {
        self.0.get(c as usize >> 6 & 15).is_some_and(|bits| bits >> (c as u32 & 63) & 1 == 1)
    }
}

impl Shelf {
    fn new(words: &[String], letter: impl Fn(&str) -> Option<char>) -> Self {
        let mut shelf = Self::default();
        for word in words {
            if let Some(c) = letter(word) {
                shelf.letters.add(c);
                shelf.words.push((c, word.as_str().into()));
            }
        }
        shelf.words.sort_by_key(|(c, word)| (*c, std::cmp::Reverse(word.len())));
        shelf
    }

    /// The words under a letter, longest first.
    fn under(&self, c: char) -> impl Iterator<Item = &str> {
        let may = self.letters.may_hold(c);
        let from = if may { self.words.partition_point(|(letter, _)| *letter < c) } else { self.words.len() };
        let rest = self.words.get(from..).unwrap_or_default();
        rest.iter().take_while(move |(letter, _)| *letter == c).map(|(_, word)| &**word)
    }
}

impl From<Vec<String>> for Words {
    fn from(all: Vec<String>) -> Self {
        Self {
            by_first: Shelf::new(&all, |word| word.chars().next()),
            by_last: Shelf::new(&all, |word| word.chars().next_back()),
        }
    }
}

impl Words {
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.by_first.words.iter().map(|(_, word)| &**word)
    }

    /// The longest word at the front of the text.
    pub(crate) fn at_start(&self, text: &str) -> Option<&str> {
        self.by_first.under(text.chars().next()?).find(|word| text.starts_with(word))
    }

    /// Whether the text is one of the words.
    pub(crate) fn is(&self, text: &str) -> bool {
        self.at_start(text) == Some(text)
    }

    /// What follows the longest word at the front of the text.
    pub(crate) fn take<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.by_first.under(text.chars().next()?).find_map(|word| text.strip_prefix(word))
    }

    /// The longest word at the end of the text.
    pub(crate) fn at_end(&self, text: &str) -> Option<&str> {
        self.by_last.under(text.chars().next_back()?).find(|word| text.ends_with(word))
    }

    /// What stands before the longest word at the end of the text.
    pub(crate) fn take_end<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.by_last.under(text.chars().next_back()?).find_map(|word| text.strip_suffix(word))
    }

    /// Whether the text ends in a word of at least so many letters.
    pub(crate) fn ends(&self, text: &str, letters: usize) -> bool {
        text.chars().next_back().is_some_and(|last| {
            self.by_last.under(last).any(|word| text.ends_with(word) && word.chars().count() >= letters)
        })
    }

    /// All words that stand anywhere in a short text.
    pub(crate) fn each_within(&self, text: &str, mut found: impl FnMut(&str)) {
        for (at, c) in text.char_indices().filter(|(_, c)| self.by_first.letters.may_hold(*c)) {
            let rest = text.get(at..).unwrap_or_default();
            self.by_first.under(c).filter(|word| rest.starts_with(word)).for_each(&mut found);
        }
    }

    /// The word that ends first in a short text, and where it stands.
    pub(crate) fn first_within(&self, text: &str) -> Option<(usize, usize)> {
        let ends = text.char_indices().filter_map(|(at, c)| {
            let rest = text.get(at..)?;
            let words = self.by_first.under(c).filter(|word| rest.starts_with(word));
            Some((at + words.map(str::len).min()?, at))
        });
        ends.min().map(|(end, at)| (at, end))
    }

    /// Whether a word stands anywhere in a short text.
    pub(crate) fn within(&self, text: &str) -> bool {
        text.char_indices().any(|(at, c)| {
            self.by_first.letters.may_hold(c)
                && text
                    .get(at..)
                    .is_some_and(|rest| self.by_first.under(c).any(|word| rest.starts_with(word)))
        })
    }
}

/// Whether a character is a letter; nearly all of a text are of one range, and nearly all others are marks.
pub(crate) fn is_letter(c: char) -> bool {
    match c {
        '\u{4e00}'..='\u{9fff}' => true,
        '\u{2000}'..='\u{206f}'
        | '\u{3000}'..='\u{3004}'
        | '\u{3008}'..='\u{3020}'
        | '\u{ff00}'..='\u{ff20}' => false,
        _ => c.is_alphabetic(),
    }
}

#[cfg(test)]
#[test]
fn letters_are_those_of_the_standard() {
    assert!(('\0'..=char::MAX).all(|c| is_letter(c) == c.is_alphabetic()));
}

/// How many bytes nearly every character takes.
pub(crate) const CHAR: usize = 3;

/// How many characters so many bytes are, at most so many.
pub(crate) fn gap(bytes: usize, most: i32) -> i32 {
    i32::try_from(bytes / CHAR).unwrap_or(most).min(most)
}

/// How many letters a text has.
pub(crate) fn letters(text: &str) -> usize {
    text.chars().filter(|c| is_letter(*c)).count()
}

/// A text without a word that it begins with, however often.
pub(crate) fn trim_word_start<'t>(mut text: &'t str, word: &str) -> &'t str {
    while let Some(shorter) = text.strip_prefix(word) {
        text = shorter;
    }
    text
}

/// Strips words of the lists off the front until none fits, and returns what is left.
pub(crate) fn strip<'t>(mut text: &'t str, lists: &[&Words]) -> &'t str {
    while let Some(rest) = lists.iter().find_map(|list| list.take(text)) {
        text = rest;
    }
    text
}
