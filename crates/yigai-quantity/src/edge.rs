//! Where the entries of a sorted list stand, by one of their characters.

use std::ops::Range;

/// Characters in rising order with the places of their entries.
#[derive(Clone, Debug, Default)]
pub(crate) struct Edges(Vec<(char, u32, u32)>);

impl Edges {
    /// The edges of an empty list.
    pub(crate) const NONE: Self = Self(Vec::new());

    /// The edges of a list in which equal characters stand together, in rising order.
    pub(crate) fn new(characters: impl Iterator<Item = char>) -> Self {
        let mut edges: Vec<(char, u32, u32)> = Vec::new();
        for (place, c) in (0_u32..).zip(characters) {
            match edges.last_mut() {
                Some(last) if last.0 == c => last.2 = place + 1,
                _ => edges.push((c, place, place + 1)),
            }
        }
        Self(edges)
    }

    /// The places of the entries with this character.
    pub(crate) fn places(&self, c: char) -> Range<usize> {
        let found = self.0.binary_search_by_key(&c, |edge| edge.0).ok();
        found.and_then(|place| self.0.get(place)).map_or(0..0, |&(_, from, to)| from as usize..to as usize)
    }
}
