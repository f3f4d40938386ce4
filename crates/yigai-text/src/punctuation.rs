//! Half-width punctuation in Chinese text to full-width.

use yigai_span::{Certainty, Edit, Span};

use crate::rules;

/// How far apart, in bytes, two brackets may stand to be a pair.
const PAIR: usize = 240;

/// The edits that bring the punctuation of a clean text to full width.
///
/// Between digits a mark stays (1,206, 10:30, 2:1), and so do marks among Latin letters. Brackets change in pairs.
pub(crate) fn edits(text: &str) -> Vec<Edit> {
    let bytes = text.as_bytes();
    let mut edits = Vec::new();
    // Where a bracket that was opened closes.
    let mut closing: Vec<usize> = Vec::new();
    for (at, &byte) in bytes.iter().enumerate() {
        let full = match byte {
            b',' => "，",
            b':' => "：",
            b';' => "；",
            b'!' => "！",
            b'?' => "？",
            b'(' => "（",
            b')' => "）",
            _ => continue,
        };
        let before = text.get(..at).and_then(|t| t.chars().next_back());
        let after = text.get(at + 1..).and_then(|t| t.chars().next());
        let fold = match byte {
            b'(' => match pair(text, at) {
                Some(close) if is_chinese_pair(text, at, close) => {
                    closing.push(close);
                    true
                }
                _ => false,
            },
            b')' => closing.last() == Some(&at) && closing.pop().is_some(),
            _ => {
                let digits = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
                (is_chinese(before) || is_chinese(after)) && !(digits(before) && digits(after))
            }
        };
        if fold {
            edits.push(Edit::new(Span::new(at, at + 1), full, &rules::PUNCTUATION, Certainty::Exact));
        }
    }
    edits
}

/// Where the bracket opened at `open` closes.
fn pair(text: &str, open: usize) -> Option<usize> {
    let mut depth = 0usize;
    for (index, &byte) in text.as_bytes().iter().enumerate().skip(open).take(PAIR) {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 1 => return Some(index),
            b')' => depth -= 1,
            b'\n' => return None,
            _ => {}
        }
    }
    None
}

/// Whether Chinese stands inside the brackets or right beside them.
fn is_chinese_pair(text: &str, open: usize, close: usize) -> bool {
    let inside = text.get(open + 1..close).unwrap_or_default().chars().any(|c| is_chinese(Some(c)));
    inside
        || is_chinese(text.get(..open).and_then(|t| t.chars().next_back()))
        || is_chinese(text.get(close + 1..).and_then(|t| t.chars().next()))
}

fn is_chinese(character: Option<char>) -> bool {
    character.is_some_and(
        |c| matches!(c, '\u{3001}'..='\u{303F}' | '\u{3400}'..='\u{9FFF}' | '％' | '，'..='；' | '“' | '”'),
    )
}

#[cfg(test)]
mod tests {
    use super::edits;
    use yigai_span::Edits;

    #[test]
    fn marks_beside_chinese_change_and_others_stay() {
        for (before, after) in [
            ("全镇12所,其中甲级8所;", "全镇12所，其中甲级8所；"),
            ("1,206人,10:30分,比例1:2.", "1,206人，10:30分，比例1:2."),
            ("(一)健全(含CT(64排))网络", "（一）健全（含CT（64排））网络"),
            ("CT(64),MRI:2", "CT(64),MRI:2"),
            ("住院(次均", "住院(次均"),
            ("(1)完善制度", "（1）完善制度"),
        ] {
            assert_eq!(Edits::apply(before, edits(before)).unwrap().0, after);
            assert!(edits(after).is_empty(), "{after}");
        }
    }
}
