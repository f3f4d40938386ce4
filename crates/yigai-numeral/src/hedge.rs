//! Words beside a number that say how it bounds what is meant.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use crate::index::Index;
use crate::{Bound, LexiconError};

/// The hedges: 约, 不低于, 以上.
///
/// ```
/// use yigai_numeral::{Bound, Hedges};
///
/// let hedges = Hedges::standard();
/// assert_eq!(hedges.before("报销比例不低于"), Some((Bound::AtLeast, 9)));
/// assert_eq!(hedges.before("约需"), Some((Bound::About, 6)));
/// assert_eq!(hedges.before("已签约"), None);
/// assert_eq!(hedges.after("以上的病人"), Some((Bound::AtLeast, 6)));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Hedges {
    /// By their last character.
    before: Words,
    /// By their first character.
    after: Words,
    between: Words,
    /// The last characters of the words before a number: most numbers stand after none of them.
    lasts: Characters,
}

/// A set of characters below 2^16, one bit for each.
#[derive(Clone, Debug, Default)]
struct Characters(Vec<u64>);

impl Characters {
    fn new(characters: impl Iterator<Item = char>) -> Self {
        let mut bits = vec![0; 1024];
        for c in characters {
            if let Some(word) = bits.get_mut(c as usize / 64) {
                *word |= 1 << (c as usize % 64);
            }
        }
        Self(bits)
    }

    fn has(&self, c: char) -> bool {
        self.0.get(c as usize / 64).is_some_and(|word| word >> (c as usize % 64) & 1 == 1)
    }
}

/// Words sorted by the character that touches the number, then the longest first.
#[derive(Clone, Debug, Default)]
struct Words {
    list: Vec<Word>,
    edges: Index,
}

impl Words {
    fn new(mut list: Vec<Word>) -> Self {
        list.sort_by(|a, b| a.edge.cmp(&b.edge).then(b.text.len().cmp(&a.text.len())));
        Self { edges: Index::new(list.iter().map(|word| u64::from(word.edge))), list }
    }

    fn at(&self, edge: char) -> &[Word] {
        self.list.get(self.edges.places(u64::from(edge))).unwrap_or_default()
    }

    /// The longest word that ends `head`.
    fn ending(&self, head: &str, last: char) -> Option<&Word> {
        self.at(last).iter().find(|word| {
            head.strip_suffix(word.text.as_str())
                .is_some_and(|rest| !rest.chars().next_back().is_some_and(|c| word.unless.contains(&c)))
        })
    }

    /// The longest word that begins `tail`.
    fn beginning(&self, tail: &str, first: char) -> Option<&Word> {
        self.at(first).iter().find(|word| {
            tail.strip_prefix(word.text.as_str())
                .is_some_and(|rest| !rest.chars().next().is_some_and(|c| word.unless.contains(&c)))
        })
    }
}

#[derive(Clone, Debug)]
struct Word {
    edge: char,
    text: String,
    bound: Bound,
    unless: Vec<char>,
}

impl Hedges {
    /// The words that come with the crate.
    pub fn standard() -> Self {
        Self::from_csv(include_str!("../data/hedges.csv")).unwrap_or_default()
    }

    /// Reads lines of `word,side,bound,unless,reason`.
    ///
    /// ```
    /// use yigai_numeral::Hedges;
    ///
    /// let error = Hedges::from_csv("word,side,bound,unless,reason\n约,left,about,,about\n").unwrap_err();
    /// assert_eq!(error.to_string(), "line 2: the side is before, after or between");
    /// ```
    ///
    /// # Errors
    /// A line with other columns, or with a side or bound that does not exist.
    pub fn from_csv(text: &str) -> Result<Self, LexiconError> {
        let (mut before, mut after, mut between) = (Vec::new(), Vec::new(), Vec::new());
        for (line, columns) in crate::table::rows::<5>(text)? {
            let error = |problem| LexiconError { line, problem };
            let [word, side, bound, unless, _] = columns;
            let bound = match bound {
                "about" => Bound::About,
                "more_than" => Bound::MoreThan,
                "less_than" => Bound::LessThan,
                "at_least" => Bound::AtLeast,
                "at_most" => Bound::AtMost,
                "exact" => Bound::Exact,
                _ => {
                    return Err(error(
                        "the bound is about, more_than, less_than, at_least, at_most or exact",
                    ));
                }
            };
            let (first, last) = (word.chars().next(), word.chars().next_back());
            let (Some(first), Some(last)) = (first, last) else { return Err(error("the word is missing")) };
            let entry = |edge| Word { edge, text: word.into(), bound, unless: unless.chars().collect() };
            match side {
                "before" => before.push(entry(last)),
                "after" => after.push(entry(first)),
                "between" => between.push(entry(last)),
                _ => return Err(error("the side is before, after or between")),
            }
        }
        let lasts = Characters::new(before.iter().chain(&between).map(|word| word.edge));
        Ok(Self { before: Words::new(before), after: Words::new(after), between: Words::new(between), lasts })
    }

    /// The bound that the end of `head` gives the number after it, and the bytes it takes there.
    pub fn before(&self, head: &str) -> Option<(Bound, usize)> {
        let last = head.chars().next_back()?;
        if !self.lasts.has(last) {
            return None;
        }
        if let Some(found) = self.before.ending(head, last) {
            return (found.bound != Bound::Exact).then_some((found.bound, found.text.len()));
        }
        let verb = self.between.ending(head, last)?;
        let rest = head.get(..head.len() - verb.text.len())?;
        let found = self.before.ending(rest, rest.chars().next_back()?)?;
        // 约需, 至少配备, 最多可报.
        matches!(found.bound, Bound::About | Bound::AtLeast | Bound::AtMost)
            .then(|| (found.bound, found.text.len() + verb.text.len()))
    }

    /// The bound that the start of `tail` gives the number before it, and the bytes it takes there.
    pub fn after(&self, tail: &str) -> Option<(Bound, usize)> {
        let first = tail.chars().next()?;
        self.after.beginning(tail, first).map(|word| (word.bound, word.text.len()))
    }
}
