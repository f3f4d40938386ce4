//! Denominators: 120元/人/年, 每人每年200元, 每万常住人口13名.

use std::sync::Arc;

use crate::look::{after, char_at, is_han, skip_spaces};
use crate::words::{List, Words};

/// Slashes after the unit: `/人/年`.
#[inline]
pub(crate) fn slashes(text: &str, at: usize, per: &mut Vec<Arc<str>>, words: &Words) -> usize {
    // The slashes, and the first bytes of the dot and the spaces. Most marks begin by the same bytes.
    match text.as_bytes().get(at..).unwrap_or_default() {
        [b'/' | b' ' | 0xc2, ..] | [0xef, 0xbc, 0x8f, ..] | [0xe3, 0x80, 0x80, ..] => {
            past_slashes(text, at, per, words)
        }
        _ => at,
    }
}

fn past_slashes(text: &str, mut at: usize, per: &mut Vec<Arc<str>>, words: &Words) -> usize {
    loop {
        let slash = skip_spaces(text, at);
        let Some(mark) = char_at(text, slash)
            .filter(|c| matches!(c, '/' | '／') || matches!(c, '·' | '.') && !per.is_empty())
        else {
            return at;
        };
        let word_at = slash + mark.len_utf8();
        if per.is_empty()
            && let Some(end) = in_brackets(text, word_at, per, words)
        {
            return end;
        }
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

/// 500元/（人·年）: the denominators in brackets behind a slash; where the brackets end.
fn in_brackets(text: &str, at: usize, per: &mut Vec<Arc<str>>, words: &Words) -> Option<usize> {
    let open = char_at(text, at).filter(|c| matches!(c, '(' | '（'))?;
    let mut rest = after(text, at + open.len_utf8());
    let mut found = Vec::new();
    loop {
        rest = rest.trim_start_matches(['每', ' ']);
        let word = words.list(List::Per).beginning(rest)?;
        found.push(Arc::clone(word));
        rest = rest.get(word.len()..)?;
        let mark = rest.chars().next()?;
        rest = rest.get(mark.len_utf8()..)?;
        match mark {
            ')' | '）' => break,
            '·' | '.' | '*' | '×' | '/' | '、' | '•' | '每' => {}
            _ => return None,
        }
    }
    *per = found;
    Some(text.len() - rest.len())
}

/// 30元每人每年: the denominators behind the unit where the words end with them; where they end.
pub(crate) fn behind(text: &str, at: usize, per: &mut Vec<Arc<str>>, words: &Words) -> usize {
    let mut rest = after(text, at);
    let mut found = Vec::new();
    while let Some(tail) = rest.strip_prefix('每') {
        let Some(word) = words.list(List::Per).beginning(tail) else { return at };
        found.push(Arc::clone(word));
        rest = tail.get(word.len()..).unwrap_or_default();
    }
    let ended = !rest.starts_with(is_han) || words.list(List::Standard).beginning(rest).is_some();
    if found.is_empty() || !ended {
        return at;
    }
    per.extend(found);
    text.len() - rest.len()
}

/// How far before a number its 每 may stand, in bytes.
const REACH: usize = 72;

/// Where 每 stood last, and where it stood first in that clause.
#[derive(Clone, Copy)]
pub(crate) struct Each {
    first: usize,
    last: usize,
}

impl Each {
    /// Whether the last 每 stands right before `at`.
    pub(crate) const fn ends_at(self, at: usize) -> bool {
        self.last + '每'.len_utf8() == at
    }

    /// Whether a 每 stands near enough before `at`.
    #[inline]
    pub(crate) const fn reaches(self, at: usize) -> bool {
        at.saturating_sub(self.last) <= REACH
    }

    /// What is known after 每 at `at`.
    pub(crate) fn seen(text: &str, at: usize, before: Option<Self>) -> Self {
        match before.filter(|before| one_clause(text, before.last, at)) {
            Some(before) => Self { first: before.first, last: at },
            None => Self { first: at, last: at },
        }
    }
}

/// 每人每年, 每万常住人口 before the number, in the same clause. Where the words begin, if nothing but the counted
/// people stands between them and the number.
pub(crate) fn each(
    text: &str,
    at: usize,
    seen: Each,
    per: &mut Vec<Arc<str>>,
    words: &Words,
) -> Option<usize> {
    let place = [seen.first, seen.last].into_iter().find(|place| *place < at && at - place <= REACH)?;
    if !one_clause(text, seen.last, at) {
        return None;
    }
    let known = per.len();
    let mut scaled = false;
    let mut rest = text.get(place..at)?;
    while let Some(tail) = rest.strip_prefix('每') {
        if let Some((_, scale)) = words.scale(tail) {
            per.push(Arc::clone(scale));
            scaled = true;
            rest = tail.trim_start_matches(|c: char| c.is_ascii_digit() || "十百千万".contains(c));
            break;
        }
        let Some(word) = words.list(List::Per).beginning(tail) else {
            break;
        };
        per.push(Arc::clone(word));
        rest = tail.get(word.len()..).unwrap_or_default();
    }
    // What stands between must be words of the same clause, not another number with its own meaning.
    let between = rest.trim();
    let count = between.chars().take(11).count();
    let close = count <= 10 && between.chars().all(|c| (is_han(c) || c == ' ') && c != '每');
    if !(close || scaled) {
        per.truncate(known);
    }
    (between.is_empty() || scaled && count <= 6).then_some(place)
}

/// Whether no mark ends a clause between the two places.
fn one_clause(text: &str, from: usize, to: usize) -> bool {
    let mut bytes = text.as_bytes().get(from..to.min(from + 2 * REACH)).unwrap_or_default();
    while let [lead, rest @ ..] = bytes {
        match (lead, rest) {
            // ，；：（）！
            (0xef, [0xbc, 0x8c | 0x9b | 0x9a | 0x88 | 0x89 | 0x81, ..]) => return false,
            // 。、
            (0xe3, [0x80, 0x82 | 0x81, ..]) => return false,
            (b',' | b';' | b':' | b'\n' | b'(' | b')' | b'!', _) => return false,
            (0xe0.., [_, _, rest @ ..]) => bytes = rest,
            _ => bytes = rest,
        }
    }
    true
}

/// 每万, 每千, 每10万: the number at `at`, right after 每, is a denominator, not a quantity. Where it ends.
pub(crate) fn denominator_at(text: &str, at: usize, words: &Words) -> Option<usize> {
    let rest = after(text, at);
    let (scale, _) = words.scale(rest)?;
    let tail = rest.get(scale..).unwrap_or_default();
    words.list(List::Populated).beginning(tail).map(|_| at + scale)
}
