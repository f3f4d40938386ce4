use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, WINDOWS_1252};
use yigai_span::{Certainty, Edit, Edits, Span};

use crate::detect::is_frequent;
use crate::{ReadError, rules};

/// How much of a text is looked at to see whether it was decoded wrongly once.
const PREFIX: usize = 16 * 1024;

/// The edits that restore UTF-8 text which somebody decoded as GBK or Latin-1 and saved again; none for sound text.
///
/// # Errors
///
/// Where the text is garbled and does not come back: most of it rare characters, or signs of lost bytes.
pub(crate) fn edits(text: &str) -> Result<Vec<Edit>, ReadError> {
    let head = text.get(..text.floor_char_boundary(PREFIX)).unwrap_or_default();
    if is_sound(head) {
        return Ok(Vec::new());
    }
    let wide = head.chars().filter(|c| !c.is_ascii()).count();
    let frequent = head.chars().filter(|&c| is_frequent(c)).count();
    // A fifth of any Chinese text are the most frequent characters; short texts tell nothing.
    if wide < 24 || frequent * 8 >= wide {
        return Ok(Vec::new());
    }
    for encoding in [GB18030, WINDOWS_1252] {
        let lines: Vec<Edit> = lines(text, encoding);
        let restored: String = lines.iter().take(400).map(|edit| edit.replacement.as_ref()).collect();
        let characters = restored.chars().filter(|c| !c.is_ascii()).count();
        let good = restored.chars().filter(|&c| is_frequent(c)).count();
        if characters > 8 && good * 6 >= characters {
            return Ok(lines);
        }
    }
    let lost = head.matches("锟斤拷").count()
        + head.chars().filter(|c| matches!(c, '\u{FFFD}' | '\u{E000}'..='\u{F8FF}')).count();
    // One or two may be anybody's slip.
    if lost >= 3 && lost * 30 > wide {
        return Err(ReadError::Garbled { what: "rare characters and lost bytes" });
    }
    let han = head.chars().filter(|c| ('\u{3400}'..='\u{9FFF}').contains(c)).count();
    if han >= 200 && frequent * 20 < han {
        return Err(ReadError::Garbled { what: "rare characters where Chinese should be" });
    }
    Ok(Vec::new())
}

/// Whether short pieces from all over a text look sound each: then most texts need no closer look.
fn is_sound(text: &str) -> bool {
    const PIECES: usize = 4;
    const PIECE: usize = 240;
    let sound = |number: usize| {
        let start = text.floor_char_boundary(text.len() / PIECES * number);
        let piece = text.get(start..).unwrap_or_default();
        let piece = piece.get(..piece.floor_char_boundary(PIECE)).unwrap_or_default();
        let wide = piece.chars().filter(|c| !c.is_ascii()).count();
        wide >= PIECE / 6 && piece.chars().filter(|&c| is_frequent(c)).count() * 8 >= wide
    };
    text.len() >= PIECES * PIECE && (0..PIECES).all(sound)
}

/// One edit for each line that comes back whole.
fn lines(text: &str, wrong: &'static Encoding) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        if !content.is_ascii() {
            let (bytes, _, unmapped) = wrong.encode(content);
            if !unmapped && let Ok(restored) = std::str::from_utf8(&bytes) {
                let span = Span::new(start, start + content.len());
                let text: Cow<'static, str> = Cow::Owned(restored.to_owned());
                edits.push(Edit::new(span, text, &rules::MOJIBAKE, Certainty::Sure));
            }
        }
        start += line.len();
    }
    edits
}

/// One list of edits for a restored text that was cleaned: a line that both steps changed is one edit.
pub(crate) fn merge(first: &Edits, second: &Edits, clean: &str) -> Vec<Edit> {
    // Spans of the restored text, with the number of the second step's edit where there is one alone.
    let restored = (0..first.list().len()).filter_map(|i| Some((first.placed(i)?, None)));
    let cleaned = second.list().iter().enumerate().map(|(i, edit)| (edit.span, Some(i)));
    let mut spans: Vec<(Span, Option<usize>)> = restored.chain(cleaned).collect();
    spans.sort_by_key(|(span, _)| (span.start(), span.end()));
    let mut groups: Vec<(Span, Option<usize>)> = Vec::new();
    for (span, number) in spans {
        match groups.last_mut() {
            Some((last, alone)) if span.start() < last.end() => {
                *last = last.join(span);
                *alone = None;
            }
            _ => groups.push((span, number)),
        }
    }
    let mut edits = Vec::new();
    for (span, alone) in groups {
        let before = first.before(span);
        edits.push(match alone.and_then(|number| second.list().get(number)) {
            Some(edit) => Edit { span: before, ..edit.clone() },
            None => {
                let placed = Span::new(second.after(span.start()), second.after(span.end()));
                let text = placed.slice(clean).unwrap_or_default().to_owned();
                Edit::new(before, text, &rules::MOJIBAKE, Certainty::Sure)
            }
        });
    }
    edits
}
