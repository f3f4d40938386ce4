//! Words beside a number that say how it bounds what is meant.

use alloc::string::String;
use alloc::vec::Vec;

use crate::lookup::ByEdge;
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
    before: ByEdge<Word>,
    after: ByEdge<Word>,
    between: ByEdge<Word>,
}

#[derive(Clone, Debug)]
struct Word {
    text: String,
    bound: Bound,
    unless: Vec<char>,
}

impl AsRef<str> for Word {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl Word {
    /// Whether it is no part of another word, of which the next character on its far side would be `beyond`.
    fn alone(&self, beyond: Option<char>) -> bool {
        !beyond.is_some_and(|c| self.unless.contains(&c))
    }
}

fn ending<'a>(words: &'a ByEdge<Word>, head: &str) -> Option<&'a Word> {
    words.at_end(head, |word| {
        let rest = head.get(..head.len() - word.text.len());
        word.alone(rest.and_then(|rest| rest.chars().next_back()))
    })
}

fn beginning<'a>(words: &'a ByEdge<Word>, tail: &str) -> Option<&'a Word> {
    words.at_start(tail, |word| {
        let rest = tail.get(word.text.len()..);
        word.alone(rest.and_then(|rest| rest.chars().next()))
    })
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
            if word.is_empty() {
                return Err(error("the word is missing"));
            }
            let entry = Word { text: word.into(), bound, unless: unless.chars().collect() };
            match side {
                "before" => before.push(entry),
                "after" => after.push(entry),
                "between" => between.push(entry),
                _ => return Err(error("the side is before, after or between")),
            }
        }
        Ok(Self {
            before: ByEdge::ending(before),
            after: ByEdge::beginning(after),
            between: ByEdge::ending(between),
        })
    }

    /// The characters by which the words behind a number begin.
    pub fn first_characters(&self) -> impl Iterator<Item = char> {
        self.after.entries().iter().filter_map(|word| word.text.chars().next())
    }

    /// The bound that the end of `head` gives the number after it, and the bytes it takes there.
    #[inline]
    pub fn before(&self, head: &str) -> Option<(Bound, usize)> {
        // Most numbers follow a character that ends none of the words.
        let last = head.chars().next_back()?;
        if self.before.may_have_edge(last) || self.between.may_have_edge(last) {
            return self.before_known(head);
        }
        None
    }

    fn before_known(&self, head: &str) -> Option<(Bound, usize)> {
        if let Some(found) = ending(&self.before, head) {
            return (found.bound != Bound::Exact).then_some((found.bound, found.text.len()));
        }
        let verb = ending(&self.between, head)?;
        let found = ending(&self.before, head.get(..head.len() - verb.text.len())?)?;
        // 约需, 至少配备, 最多可报.
        matches!(found.bound, Bound::About | Bound::AtLeast | Bound::AtMost)
            .then(|| (found.bound, found.text.len() + verb.text.len()))
    }

    /// The bound that the start of `tail` gives the number before it, and the bytes it takes there.
    pub fn after(&self, tail: &str) -> Option<(Bound, usize)> {
        beginning(&self.after, tail).map(|word| (word.bound, word.text.len()))
    }
}
