//! Denominators: 120元/人/年, 每人每年200元, 每万常住人口13名.

use std::sync::Arc;

use crate::look::{after, char_at, is_han, skip_spaces};
use crate::words::{List, Words};

/// Slashes after the unit: `/人/年`.
pub(crate) fn slashes(text: &str, mut at: usize, per: &mut Vec<Arc<str>>, words: &Words) -> usize {
    loop {
        let slash = skip_spaces(text, at);
        let Some(mark) =
            char_at(text, slash).filter(|c| matches!(c, '/' | '／') || *c == '·' && !per.is_empty())
        else {
            return at;
        };
        let word_at = slash + mark.len_utf8();
        let rest = after(text, word_at).trim_start_matches(['每', '·']);
        let skipped = after(text, word_at).len() - rest.len();
        let Some(word) = words.list(List::Per).beginning(rest) else {
            return at;
        };
        let tail = rest.get(word.len()..).unwrap_or_default();
        if word.is_ascii() && tail.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            return at;
        }
        per.push(Arc::clone(word));
        at = word_at + skipped + word.len();
        if at == slash {
            return at;
        }
    }
}

/// 每人每年, 每万常住人口 before the number, in the same clause. Where the words begin, if nothing but the counted
/// people stands between them and the number.
pub(crate) fn each(text: &str, at: usize, per: &mut Vec<Arc<str>>, lists: &Words) -> Option<usize> {
    let place = nearest_each(text, at)?;
    let clause = text.get(place..at)?;
    let mut words = Vec::new();
    let mut scaled = false;
    let mut rest = clause;
    while let Some(tail) = rest.strip_prefix('每') {
        if let Some((_, scale)) = lists.scales.iter().find(|(written, _)| tail.starts_with(written.as_str()))
        {
            words.push(Arc::clone(scale));
            scaled = true;
            rest = tail.trim_start_matches(|c: char| c.is_ascii_digit() || "十百千万".contains(c));
            break;
        }
        let Some(word) = lists.list(List::Per).beginning(tail) else {
            break;
        };
        words.push(Arc::clone(word));
        rest = tail.get(word.len()..).unwrap_or_default();
    }
    // What stands between must be words of the same clause, not another number with its own meaning.
    let between = rest.trim();
    let close = between.chars().count() <= 10
        && between.chars().all(|c| is_han(c) || c == ' ')
        && !between.contains('每');
    if close || scaled {
        per.extend(words);
    }
    (between.is_empty() || scaled && between.chars().count() <= 6).then_some(place)
}

/// The first 每 of the clause that ends at `at`, at most 72 bytes back.
fn nearest_each(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    // Most clauses have none, and a search for its last byte is much faster than the loop.
    let window = at.saturating_sub(72);
    let each = "每".as_bytes();
    memchr::memrchr_iter(0x8f, bytes.get(window..at)?)
        .find(|last| bytes.get((window + last).saturating_sub(2)..=window + last) == Some(each))?;
    let mut found = None;
    let mut place = at;
    while place > at.saturating_sub(72) {
        place -= 1;
        let Some(&lead) = bytes.get(place) else { break };
        let tail = || (bytes.get(place + 1).copied(), bytes.get(place + 2).copied());
        match lead {
            0xe6 if tail() == (Some(0xaf), Some(0x8f)) => found = Some(place),
            // ，；：（）！
            0xef if matches!(tail(), (Some(0xbc), Some(0x8c | 0x9b | 0x9a | 0x88 | 0x89 | 0x81))) => break,
            // 。、
            0xe3 if matches!(tail(), (Some(0x80), Some(0x82 | 0x81))) => break,
            b',' | b';' | b':' | b'\n' | b'(' | b')' | b'!' => break,
            _ => {}
        }
    }
    found
}

/// 每万, 每千, 每10万: the number after 每 is a denominator, not a quantity. Where it ends.
pub(crate) fn denominator_at(text: &str, at: usize, words: &Words) -> Option<usize> {
    if !text.get(..at)?.ends_with('每') {
        return None;
    }
    let rest = after(text, at);
    let (scale, _) = words.scales.iter().find(|(written, _)| rest.starts_with(written.as_str()))?;
    let tail = rest.get(scale.len()..).unwrap_or_default();
    words.list(List::Populated).beginning(tail).map(|_| at + scale.len())
}
