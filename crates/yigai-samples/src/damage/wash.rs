//! Synonym washing of the words between the facts.

use crate::draft::{Draft, Piece};
use crate::library::Library;
use crate::random::Random;

/// Applies one dictionary to the whole text.
pub(crate) fn wash(draft: &mut Draft, library: &Library, random: &mut Random) {
    let Some(dictionary) = random.pick(&library.washings) else { return };
    for piece in &mut draft.pieces {
        if let Piece::Text(text) = piece {
            for [meant, written] in &dictionary.pairs {
                if text.contains(meant.as_str()) {
                    *text = text.replace(meant.as_str(), written);
                }
            }
        }
    }
}
