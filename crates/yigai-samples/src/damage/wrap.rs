//! The portal round the body.

use crate::draft::{Draft, Piece};
use crate::library::Library;
use crate::random::Random;

pub(crate) fn wrap(draft: &mut Draft, library: &Library, random: &mut Random) {
    let Some(wrapper) = random.pick(&library.wrappers) else { return };
    let (pages, day, id) =
        (random.between(2, 9), random.between(10, 28), random.between(10_000_000, 99_999_999));
    let fill = |text: &str| {
        text.replace("{title}", &draft.title)
            .replace("{pages}", &pages.to_string())
            .replace("{day}", &day.to_string())
            .replace("{id}", &id.to_string())
    };
    let (head, tail) = (fill(&wrapper.head), fill(&wrapper.tail));
    draft.pieces.insert(0, Piece::Chrome(head));
    draft.pieces.push(Piece::Chrome(tail));
}
