//! Words beside a number that say how it bounds what is meant.

use alloc::string::String;
use alloc::vec::Vec;

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
    /// Sorted by their last character.
    before: Vec<Word>,
    /// Sorted by their first character.
    after: Vec<Word>,
    between: Vec<Word>,
}

#[derive(Clone, Debug)]
struct Word {
    edge: char,
    text: String,
    bound: Bound,
    unless: String,
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
        let mut out = Self::default();
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
            let entry = |edge| Word { edge, text: word.into(), bound, unless: unless.into() };
            match side {
                "before" => out.before.push(entry(last)),
                "after" => out.after.push(entry(first)),
                "between" => out.between.push(entry(last)),
                _ => return Err(error("the side is before, after or between")),
            }
        }
        for words in [&mut out.before, &mut out.after, &mut out.between] {
            words.sort_by(|a, b| a.edge.cmp(&b.edge).then(b.text.len().cmp(&a.text.len())));
        }
        Ok(out)
    }

    /// The bound that the end of `head` gives the number after it, and the bytes it takes there.
    pub fn before(&self, head: &str) -> Option<(Bound, usize)> {
        let last = head.chars().next_back()?;
        if let Some(found) = Self::suffix(&self.before, head, last) {
            return (found.bound != Bound::Exact).then_some((found.bound, found.text.len()));
        }
        let verb = Self::suffix(&self.between, head, last)?;
        let rest = head.get(..head.len() - verb.text.len())?;
        let found = Self::suffix(&self.before, rest, rest.chars().next_back()?)?;
        (found.bound == Bound::About).then(|| (found.bound, found.text.len() + verb.text.len()))
    }

    /// The bound that the start of `tail` gives the number before it, and the bytes it takes there.
    pub fn after(&self, tail: &str) -> Option<(Bound, usize)> {
        let first = tail.chars().next()?;
        let from = self.after.partition_point(|word| word.edge < first);
        self.after
            .get(from..)?
            .iter()
            .take_while(|word| word.edge == first)
            .find(|word| {
                tail.strip_prefix(word.text.as_str())
                    .is_some_and(|rest| !rest.chars().next().is_some_and(|c| word.unless.contains(c)))
            })
            .map(|word| (word.bound, word.text.len()))
    }

    fn suffix<'a>(words: &'a [Word], head: &str, last: char) -> Option<&'a Word> {
        let from = words.partition_point(|word| word.edge < last);
        words.get(from..)?.iter().take_while(|word| word.edge == last).find(|word| {
            head.strip_suffix(word.text.as_str())
                .is_some_and(|rest| !rest.chars().next_back().is_some_and(|c| word.unless.contains(c)))
        })
    }
}
