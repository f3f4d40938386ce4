//! What stands before the digits and belongs to them: signs, and 百分之.

use yigai_numeral::lookup::CharSet;

use crate::look::{after, before, char_before};
use crate::words::{List, Words};

/// The characters by which the number after 百分之 may begin.
static SHARED: CharSet = CharSet::of("〇零一二三四五六七八九十百两几半点负廿卅-０１２３４５６７８９");

/// What stands before 负 in words that carry a burden: 担负, 减负.
static BURDENS: CharSet = CharSet::of("自担肩抱胜辜欺背减承重正欠");

/// What stands before a minus rather than a dash.
static NEGATED: CharSet = CharSet::of("为是达至到长有和与算：:（(，,、。；;率幅降约了于值差润损亏益盈");

/// 百分之五十 begins by no word, although 百分 and 万分 are words.
pub(crate) fn is_share(text: &str, pos: usize, c: char) -> bool {
    if !matches!(c, '百' | '千' | '万') {
        return false;
    }
    let rest = after(text, pos);
    ["百分之", "百分", "千分之", "万分之"].iter().any(|word| {
        rest.strip_prefix(word)
            .and_then(|tail| tail.trim_start().chars().next())
            .is_some_and(|c| c.is_ascii_digit() || SHARED.has(c))
    })
}

/// The start of a sign that belongs to the number: 负三, -5 after punctuation or a verb.
pub(crate) fn sign(text: &str, pos: usize, words: &Words) -> Option<usize> {
    // The last bytes of 负, -, −, －.
    if !matches!(text.as_bytes().get(pos.checked_sub(1)?), Some(0x9f | b'-' | 0x92 | 0x8d)) {
        return None;
    }
    let sign = char_before(text, pos)?;
    let start = pos - sign.len_utf8();
    let head = || char_before(text, start);
    // 结余-350万元; 30余-40余人 is a range.
    let balance = || words.list(List::Balance).ending(before(text, start, 18)).is_some();
    let belongs = match sign {
        '负' => !head().is_some_and(|c| BURDENS.has(c)),
        '-' | '−' | '－' => head().is_none_or(|c| c.is_whitespace() || NEGATED.has(c)) || balance(),
        _ => false,
    };
    belongs.then_some(start)
}
