//! The word lists that a scanner reads with.

use yigai_numeral::Reader;

use crate::neighbours::Neighbours;
use crate::{Units, Words};

/// The units, the reader of numerals with the words that are no numbers, and the words beside numbers.
#[derive(Clone, Debug)]
pub(crate) struct Lexicons {
    pub(crate) units: Units,
    pub(crate) reader: Reader,
    pub(crate) words: Words,
    pub(crate) neighbours: Neighbours,
    /// Reads every number the long way; a test compares the two ways.
    pub(crate) careful: bool,
}
