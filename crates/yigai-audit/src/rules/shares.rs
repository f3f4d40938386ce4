//! # Shares that make 100
//!
//! **Recomputes** the last share of a complete split as what the others leave of 100 %.
//!
//! **Why**: one mistyped share shows here even where its part or whole is not stated.
//!
//! **Example**: 分别占61.5%、27.3%、11.2% holds; with 12.2% it does not.
//!
//! **Silent** where one of the shares is hedged or not a percentage.
//!
//! **How sure**: the shares may be rounded, or cut off, all of them alike. In a list that makes 100 to the last digit an
//! author often sets one share so that it does: such a *balanced* share may be off by two units of its last place.

use crate::book::{Book, Class};
use crate::check::Check;
use crate::expression::Expression::{self, Whole};
use crate::finding::Rule;

/// The shares of one complete split.
#[derive(Clone, Debug)]
pub(crate) struct Family {
    pub(crate) shares: Vec<usize>,
    pub(crate) check: Check,
}

pub(super) fn family(book: &Book<'_>, shares: &[usize]) -> Option<Family> {
    let plain = |&share: &usize| {
        book.class(share) == Some(Class::Percent)
            && book.figure(share).is_some_and(|figure| !figure.is_hedged())
    };
    let (&last, others) = shares.split_last()?;
    if others.is_empty() || others.contains(&last) || !shares.iter().all(plain) {
        return None;
    }
    let rest = Whole.sub(Expression::sum(others.iter().copied()));
    Some(Family { shares: shares.to_vec(), check: Check::equal(Rule::Split, last, rest).jointly() })
}
