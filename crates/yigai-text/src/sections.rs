#![allow(
    clippy::indexing_slicing,
    reason = "every index is cut to the length of its table, or counted when compiled"
)]

use yigai_span::Span;

use crate::cues::Cues;
use crate::lines::is_title;
use crate::scan::Scan;
use crate::structure::{MarkerStyle, Paragraph, Section, Structure};
use crate::tables;

/// Paragraphs and sections of a clean text.
pub(crate) fn structure(text: &str) -> Structure {
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        if end > start {
            paragraphs.push(Paragraph { span: Span::new(start, end) });
        }
        start = end + 1;
    }
    Structure { sections: sections(text), tables: tables::find(text, &paragraphs), paragraphs }
}

/// The title where the page gave none: a first line that could be one, else the first words before a space.
pub(crate) fn title(text: &str, structure: &Structure, cues: &Cues) -> Option<String> {
    let first = structure.paragraphs.first()?.span.slice(text)?;
    if is_title(first) && marker(first, true).is_none() {
        return Some(first.to_owned());
    }
    let head: String = first.chars().take(160).collect();
    let mut words =
        head.split([' ', '\u{3000}']).filter(|word| is_title(word) && marker(word, true).is_none());
    words.find(|word| cues.ends_title(word)).map(str::to_owned)
}

/// A marker at the start of a text.
#[derive(Clone, Copy)]
struct Marker {
    style: MarkerStyle,
    number: u32,
    length: usize,
}

/// An open section, while the text is walked.
struct Open {
    style: MarkerStyle,
    number: u32,
    index: usize,
}

fn sections(text: &str) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let (mut boundary, mut line_start) = (true, true);
    let mut at = 0;
    let bytes = text.as_bytes();
    let mut signs = Scan::new(bytes, is_sign);
    loop {
        // Most characters neither end a clause nor begin a marker inside one.
        if !boundary {
            let Some(next) = signs.next(at) else { break };
            at = next;
        }
        let Some(&byte) = bytes.get(at) else { break };
        let sign = bytes.get(at..).map_or(Sign::Other(1), sign);
        if (boundary || sign == Sign::Bracket)
            && bytes.get(at..).is_some_and(may_mark)
            && let Some(found) = text.get(at..).and_then(|rest| marker(rest, line_start))
            && (boundary || goes_on(&open, found))
        {
            place(&mut sections, &mut open, found, at);
            at += found.length;
            (boundary, line_start) = (false, false);
            continue;
        }
        line_start = byte == b'\n';
        (boundary, at) = match sign {
            Sign::Boundary(length) => (true, at + length),
            Sign::Bracket => (false, at + if byte == b'(' { 1 } else { 3 }),
            Sign::Other(length) => (false, at + length),
        };
    }
    finish(text, &mut sections);
    sections
}

/// Whether a character that begins with this byte may end a clause or open a marker; a few more than do.
fn is_sign(byte: u8) -> bool {
    byte <= b')' || matches!(byte, b':'..=b'?') || byte & 0xFE == 0xE2 || byte == 0xEF
}

/// Whether the first character of these bytes is one that a marker begins with: hardly any clause begins so.
fn may_mark(bytes: &[u8]) -> bool {
    match bytes {
        [b'0'..=b'9' | b'(', ..] | [0xEF, 0xBC, 0x88, ..] | [0xE2, 0x91, 0xA0..=0xB3, ..] => true,
        // 一七三 二五 九 其八六 再 十 四 最 第 首
        [0xE4, 0xB8, 0x80 | 0x83 | 0x89, ..] | [0xE4, 0xBA, 0x8C | 0x94, ..] | [0xE4, 0xB9, 0x9D, ..] => true,
        [0xE5, 0x85, 0xAB | 0xAD | 0xB6, ..] | [0xE5, 0x86, 0x8D, ..] | [0xE5, 0x8D, 0x81, ..] => true,
        [0xE5, 0x9B, 0x9B, ..] | [0xE6, 0x9C, 0x80, ..] | [0xE7, 0xAC, 0xAC, ..] | [0xE9, 0xA6, 0x96, ..] => {
            true
        }
        _ => false,
    }
}

/// What a character means for the markers around it, with its length.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// A marker may follow it.
    Boundary(usize),
    /// It opens a marker wherever it stands: ( （ ①
    Bracket,
    Other(usize),
}

fn sign(bytes: &[u8]) -> Sign {
    match bytes {
        [b'\n' | b'\t' | b' ' | b';' | b':' | b'!' | b'?' | b')', ..] => Sign::Boundary(1),
        [b'(', ..] | [0xEF, 0xBC, 0x88, ..] | [0xE2, 0x91, 0xA0..=0xB3, ..] => Sign::Bracket,
        // 。 》 ； ： ！ ？ ） ”
        [0xE3, 0x80, 0x82 | 0x8B, ..] | [0xE2, 0x80, 0x9D, ..] => Sign::Boundary(3),
        [0xEF, 0xBC, 0x81 | 0x89 | 0x9A | 0x9B | 0x9F, ..] => Sign::Boundary(3),
        [0x00..=0xBF, ..] | [] => Sign::Other(1),
        [0xC0..=0xDF, ..] => Sign::Other(2),
        [0xE0..=0xEF, ..] => Sign::Other(3),
        [0xF0..=0xFF, ..] => Sign::Other(4),
    }
}

/// Whether a marker inside a sentence is the next of its list, or the first.
fn goes_on(open: &[Open], found: Marker) -> bool {
    let last = open.iter().rev().find(|o| o.style == found.style).map(|o| o.number);
    match last {
        Some(last) => found.number == last + 1,
        None => found.number == 1,
    }
}

/// Puts a section under the open ones: a kind of marker that is open already goes on there, another is nested.
fn place(sections: &mut Vec<Section>, open: &mut Vec<Open>, found: Marker, at: usize) {
    let sibling = |o: &Open| found.number > 1 && found.number == o.number + 1 && rank(found.style) >= 3;
    if let Some(depth) = open.iter().position(|o| o.style == found.style) {
        open.truncate(depth);
    } else if open.last().is_some_and(sibling) {
        // 1、2、3、(4): somebody changed the marker and went on counting. The list keeps its own style.
        if let Some(last) = open.pop() {
            push(sections, open, found, at, last.style);
        }
        return;
    } else {
        while open.last().is_some_and(|o| rank(o.style) >= rank(found.style)) {
            open.pop();
        }
    }
    push(sections, open, found, at, found.style);
}

fn push(sections: &mut Vec<Section>, open: &mut Vec<Open>, found: Marker, at: usize, list: MarkerStyle) {
    let end = at + found.length;
    sections.push(Section {
        level: u8::try_from(open.len()).unwrap_or(u8::MAX),
        style: found.style,
        number: found.number,
        marker: Span::new(at, end),
        title: Span::new(end, end),
        body: Span::new(end, end),
        parent: open.last().map(|o| o.index),
    });
    open.push(Open { style: list, number: found.number, index: sections.len() - 1 });
}

/// The usual order of markers, the outermost first.
fn rank(style: MarkerStyle) -> u8 {
    match style {
        MarkerStyle::Chapter => 0,
        MarkerStyle::Chinese => 1,
        MarkerStyle::ChineseParen => 2,
        MarkerStyle::Arabic | MarkerStyle::ArabicComma => 3,
        MarkerStyle::ArabicParen => 4,
        MarkerStyle::Circled => 5,
        MarkerStyle::YiShi | MarkerStyle::ShouXian | MarkerStyle::DiYi => 6,
    }
}

/// Fills in titles and bodies, now that it is known where the next section stands.
fn finish(text: &str, sections: &mut [Section]) {
    // Where the nearest later section of each level or an outer one begins.
    let mut next: Vec<usize> = Vec::new();
    let mut following = text.len();
    for section in sections.iter_mut().rev() {
        let level = usize::from(section.level);
        let end = next.iter().take(level + 1).copied().min().unwrap_or(text.len());
        let start = section.marker.end();
        section.body = Span::new(start, end);
        let limit = following.min(end);
        let rest = text.get(start..limit).unwrap_or_default();
        let lead = rest.len() - rest.trim_start_matches(' ').len();
        let words = rest.get(lead..).unwrap_or_default();
        let stops = |c| matches!(c, '。' | '：' | ':' | '；' | ';' | '\n' | ' ' | '！' | '？');
        let stop = words.find(stops).unwrap_or(words.len());
        section.title = Span::new(start + lead, start + lead + stop);
        following = section.marker.start();
        if next.len() <= level {
            next.resize(level + 1, text.len());
        }
        next.truncate(level + 1);
        if let Some(slot) = next.get_mut(level) {
            *slot = section.marker.start();
        }
    }
}

/// Reads a marker at the start of `text`; `line_start` where a line begins there.
fn marker(text: &str, line_start: bool) -> Option<Marker> {
    let first = text.chars().next()?;
    let made = |style, number, rest: &str| Some(Marker { style, number, length: text.len() - rest.len() });
    match first {
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' => {
            let (number, rest) = chinese(text)?;
            if let Some(after) = rest.strip_prefix('、') {
                // 二、三级医院 counts on; it is no heading.
                let counts_on = chinese(after).is_some_and(|(next, _)| next == number + 1);
                return if counts_on && !line_start {
                    None
                } else {
                    made(MarkerStyle::Chinese, number, after)
                };
            }
            let after = rest.strip_prefix(['是', '要'])?;
            if number > 20 {
                return None;
            }
            made(MarkerStyle::YiShi, number, after)
        }
        '(' | '（' => {
            let inner = text.get(first.len_utf8()..)?;
            let (style, (number, rest)) = match chinese(inner) {
                Some(found) => (MarkerStyle::ChineseParen, found),
                None => (MarkerStyle::ArabicParen, arabic(inner)?),
            };
            let after = rest.strip_prefix([')', '）'])?;
            made(style, number, after.strip_prefix(['、', '.']).unwrap_or(after))
        }
        '0'..='9' => {
            let (number, rest) = arabic(text)?;
            let digit = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
            if let Some(after) = rest.strip_prefix('、') {
                return if digit(after) && !line_start {
                    None
                } else {
                    made(MarkerStyle::ArabicComma, number, after)
                };
            }
            if let Some(after) = rest.strip_prefix(['.', '．']) {
                return if digit(after) { None } else { made(MarkerStyle::Arabic, number, after) };
            }
            made(MarkerStyle::ArabicParen, number, rest.strip_prefix([')', '）'])?)
        }
        '第' => {
            let (number, rest) = chinese(text.get(first.len_utf8()..)?)?;
            if let Some(after) = ["部分", "章", "节"].iter().find_map(|word| rest.strip_prefix(*word)) {
                return line_start.then(|| made(MarkerStyle::Chapter, number, after)).flatten();
            }
            made(MarkerStyle::DiYi, number, rest.strip_prefix(['、', ',', '，'])?)
        }
        '①'..='⑳' => {
            let number = u32::from(first) - u32::from('①') + 1;
            made(MarkerStyle::Circled, number, text.get(first.len_utf8()..)?)
        }
        '首' | '其' | '再' | '最' => {
            let words = [("首先", 1), ("其次", 2), ("再次", 3), ("最后", 4)];
            let (after, number) = words.iter().find_map(|(word, n)| Some((text.strip_prefix(word)?, *n)))?;
            made(MarkerStyle::ShouXian, number, after.strip_prefix([',', '，', '、'])?)
        }
        _ => None,
    }
}

/// A Chinese number up to 99 at the start.
fn chinese(text: &str) -> Option<(u32, &str)> {
    let digit = |c: char| "一二三四五六七八九".chars().zip(1u32..).find(|(d, _)| *d == c).map(|(_, n)| n);
    let mut rest = text;
    let mut take = |wanted: fn(char) -> bool| -> Option<char> {
        let c = rest.chars().next().filter(|&c| wanted(c))?;
        rest = rest.get(c.len_utf8()..)?;
        Some(c)
    };
    let is_digit = |c: char| "一二三四五六七八九".contains(c);
    let tens = take(is_digit).and_then(digit);
    if take(|c| c == '十').is_none() {
        return Some((tens?, rest));
    }
    let ones = take(is_digit).and_then(digit).unwrap_or(0);
    Some((tens.unwrap_or(1) * 10 + ones, rest))
}

/// An Arabic number of one or two digits at the start.
fn arabic(text: &str) -> Option<(u32, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=2).contains(&length) {
        return None;
    }
    let number = text.get(..length)?.parse().ok().filter(|&n| n > 0)?;
    Some((number, text.get(length..)?))
}

#[cfg(test)]
mod tests {
    use super::{marker, may_mark};

    #[test]
    fn every_marker_is_seen_by_its_first_character() {
        let all = (0..=0xFFFF).filter_map(char::from_u32);
        for first in all {
            for behind in ["、", "是", ")先", "先,", "次,", "后,", "一,", "一)", "1)", "", "."] {
                let text = format!("{first}{behind}");
                if marker(&text, true).is_some() {
                    assert!(may_mark(text.as_bytes()), "{text}");
                }
            }
        }
    }
}
