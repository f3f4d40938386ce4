//! One pass over a text: every numeral becomes one mention.

use std::sync::LazyLock;

use yigai_numeral::Reader;

use crate::around::Seen;
use crate::lexicons::Lexicons;
use crate::look::char_at;
use crate::neighbours::Neighbours;
use crate::start::next_stop;
use crate::words::Words;
use crate::{Mention, Units, per, share};

/// Finds all mentions with the lexicons that come with the crate.
///
/// ```
/// use yigai_quantity::{Bound, Kind, find};
///
/// let mentions = find("统一为20余万人次补助1347.5万元");
/// assert_eq!(mentions.iter().map(|m| m.kind()).collect::<Vec<_>>(), [Kind::Name, Kind::Quantity, Kind::Quantity]);
/// let people = mentions[1].quantity().unwrap();
/// assert_eq!((people.value.to_string().as_str(), people.bound), ("200000", Bound::MoreThan));
/// assert_eq!(mentions[2].quantity().unwrap().value.to_string(), "13475000");
/// assert!(find("没有数字").is_empty());
/// ```
pub fn find(text: &str) -> Vec<Mention> {
    standard().find(text)
}

/// The scanner with the lexicons that come with the crate.
pub(crate) fn standard() -> &'static Scanner {
    static STANDARD: LazyLock<Scanner> = LazyLock::new(Scanner::default);
    &STANDARD
}

/// A scanner with its lexicons: the units, and the reader of numerals with the words that are no numbers.
#[derive(Clone, Debug)]
pub struct Scanner {
    pub(crate) lexicons: Lexicons,
}

impl Default for Scanner {
    fn default() -> Self {
        Self::new(Units::standard(), Reader::standard())
    }
}

/// The mentions of a text, found as the iterator is driven.
#[derive(Clone, Debug)]
pub struct Mentions<'a> {
    scanner: &'a Scanner,
    text: &'a str,
    at: Option<Place>,
    /// What is left of the current line, the next mention last.
    line: Vec<Mention>,
}

/// Where reading goes on.
#[derive(Clone, Copy, Debug)]
struct Place {
    /// Where the mention before ends.
    floor: usize,
    /// The next character at which one may begin.
    stop: usize,
}

impl Place {
    fn next(text: &str, floor: usize) -> Option<Self> {
        next_stop(text, floor).map(|stop| Self { floor, stop })
    }
}

impl Iterator for Mentions<'_> {
    type Item = Mention;

    fn next(&mut self) -> Option<Mention> {
        loop {
            if let Some(mention) = self.line.pop() {
                return Some(mention);
            }
            self.at = self.scanner.line(self.text, self.at?, &mut self.line);
            self.line.reverse();
        }
    }
}

impl Scanner {
    /// A scanner with lexicons of one's own.
    pub fn new(units: Units, reader: Reader) -> Self {
        let words = Words::standard();
        let neighbours = Neighbours::new(&reader, &words);
        Self { lexicons: Lexicons { units, reader, words, neighbours, careful: false } }
    }

    /// The same scanner with words of one's own beside the numbers.
    #[must_use]
    pub fn with_words(self, words: Words) -> Self {
        let neighbours = Neighbours::new(&self.lexicons.reader, &words);
        Self { lexicons: Lexicons { words, neighbours, ..self.lexicons } }
    }

    /// All mentions of `text`, in its order; no two overlap, and no digit or numeral is left out.
    pub fn find(&self, text: &str) -> Vec<Mention> {
        // Reports have a mention about every seventy bytes, the densest every thirty-eight.
        let mut out = Vec::with_capacity(text.len() / 32);
        let mut at = Place::next(text, 0);
        while let Some(place) = at {
            at = self.line(text, place, &mut out);
        }
        out
    }

    /// The mentions of `text` one after another, a line at a time: memory does not grow with the text.
    ///
    /// ```
    /// use yigai_quantity::Scanner;
    ///
    /// let scanner = Scanner::default();
    /// assert_eq!(scanner.mentions("新建13所\n改建15所").count(), 2);
    /// ```
    pub fn mentions<'a>(&'a self, text: &'a str) -> Mentions<'a> {
        Mentions { scanner: self, text, at: Place::next(text, 0), line: Vec::new() }
    }

    /// Adds the mentions from a place to the end of its line; the next place.
    fn line(&self, text: &str, from: Place, out: &mut Vec<Mention>) -> Option<Place> {
        let mut pos = from.stop;
        let end =
            memchr::memchr(b'\n', text.as_bytes().get(pos..)?).map_or(text.len(), |offset| pos + offset);
        let first = out.len();
        // Reports have a number about every seventy bytes.
        out.reserve((end - pos).min(4096) / 64 + 1);
        let mut seen = Seen { floor: from.floor, each: None };
        let next = loop {
            let c = char_at(text, pos)?;
            let mut at = pos + c.len_utf8();
            if c == '每' {
                seen.each = Some(per::Each::seen(text, pos, seen.each));
            } else {
                let known = out.len();
                self.mention_at(text, pos, c, seen, out);
                if let Some(last) = out.last().filter(|_| out.len() > known) {
                    seen.floor = last.span.end();
                    at = at.max(seen.floor);
                }
            }
            match Place::next(text, at) {
                Some(next) if next.stop < end => pos = next.stop,
                next => break next,
            }
        };
        share::complete(text, out.get_mut(first..)?, &self.lexicons.units, &self.lexicons.words);
        next
    }
}
