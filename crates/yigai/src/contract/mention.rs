use serde::{Deserialize, Serialize};
use yigai_quantity::{Bound, Kind};

/// One number of the body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Where it stands in the file.
    pub source: Source,
    /// The paragraph, counted from 1 in the body, for people.
    pub paragraph: usize,
    /// What sort of number it is.
    pub kind: Kind,
    /// Quantity: base units, exact. Date: ISO as far as written. Ordinal: the number. Else `null`.
    pub value: Option<String>,
    /// The upper end of a range.
    pub upper: Option<String>,
    /// How the value bounds what is meant; `exact` for all that is not a quantity.
    pub bound: Bound,
    /// The unit without scale, hedge or denominators.
    pub unit: Option<String>,
    /// The denominators: 120元/人/年 has 人 and 年.
    pub per: Option<Vec<String>>,
    /// What is not written but implied: `unit`.
    pub inferred: Option<Vec<String>>,
    /// As written, so that the precision is known.
    pub stated: Option<Stated>,
}

/// Where a number stands in the file as given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// Those bytes as they stand, decoded.
    pub text: String,
    /// The number's own pieces, where something foreign stands inside (a page marker).
    pub parts: Option<Vec<(usize, usize)>>,
}

/// A number as written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// The digits, trailing zeros kept.
    pub digits: String,
    /// How many of them are decimals.
    pub decimals: u32,
    /// What the scale word multiplies by: 1, 10000 (万), …
    pub scale: String,
}
