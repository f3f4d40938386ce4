//! Damage to how the text stands: width, spaces, line ends, page markers.

use crate::draft::{Draft, Piece};
use crate::random::Random;

/// The pieces of the body as strings that may be changed, with whether each is a fact.
fn body(draft: &mut Draft, mut change: impl FnMut(&mut String, bool)) {
    for piece in &mut draft.pieces {
        match piece {
            Piece::Text(text) => change(text, false),
            Piece::Fact(index) => {
                if let Some(fact) = draft.facts.get_mut(*index) {
                    change(&mut fact.written, true);
                }
            }
            Piece::Chrome(_) => {}
        }
    }
}

pub(crate) fn full_width(draft: &mut Draft) {
    let wide = |c: char| match c {
        '0'..='9' => char::from_u32(c as u32 - u32::from(b'0') + 0xFF10).unwrap_or(c),
        '.' => '．',
        '%' => '％',
        other => other,
    };
    body(draft, |text, _| {
        if text.bytes().any(|byte| byte.is_ascii_digit()) {
            *text = text.chars().map(wide).collect();
        }
    });
}

/// A space after the digits of one quantity in three.
pub(crate) fn spaced_units(draft: &mut Draft, random: &mut Random) {
    for fact in draft.facts.iter_mut().filter(|fact| fact.kind == "quantity" && fact.digits.is_some()) {
        let end = fact.written.len().saturating_sub(fact.tail.len());
        if !fact.tail.is_empty() && fact.written.is_char_boundary(end) && random.once_in(3) {
            fact.written.insert(end, ' ');
        }
    }
}

/// Cuts lines at `width` columns, where a Chinese character takes two. Some copying tools keep a run of digits whole, others
/// cut it too; the document decides.
pub(crate) fn hard_wrap(draft: &mut Draft, random: &mut Random, width: usize) {
    let width = width.max(16);
    let cuts_numbers = random.once_in(2);
    let (mut column, mut before) = (0, ' ');
    body(draft, |text, _| {
        let mut wrapped = String::with_capacity(text.len() + 8);
        for c in text.chars() {
            if c == '\n' {
                column = 0;
            } else {
                // As typesetters do: no line starts with a closing mark.
                let stays = "，。；：、）,;:)”％%".contains(c)
                    || (!cuts_numbers && before.is_ascii_digit() && (c.is_ascii_digit() || c == '.'));
                if column >= width && !stays {
                    wrapped.push('\n');
                    column = 0;
                }
                column += if c.is_ascii() { 1 } else { 2 };
            }
            before = c;
            wrapped.push(c);
        }
        *text = wrapped;
    });
}

/// A marker about every 1,500 characters: `\n\n2、` wherever the page happens to end, inside numbers too.
pub(crate) fn page_markers(draft: &mut Draft, random: &mut Random) {
    const PAGE: usize = 1500;
    let mut page = 1;
    draft.pieces.insert(0, Piece::Chrome("1、".to_owned()));
    let mut since = 0;
    body(draft, |text, fact| {
        let length = text.chars().count();
        since += length;
        if since < PAGE || length < 3 || (fact && !random.once_in(3)) {
            return;
        }
        // Inside a number the break stands after its first characters, elsewhere anywhere.
        let at = if fact { 1 + random.index(length - 2) } else { 1 + random.index(length - 1) };
        if let Some((offset, _)) = text.char_indices().nth(at) {
            page += 1;
            since = 0;
            text.insert_str(offset, &format!("\n\n{page}、"));
        }
    });
}
