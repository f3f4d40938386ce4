use yigai_span::{Rule, Span};

use crate::anchors::{Anchors, Found};
use crate::cues::Cues;
use crate::lines::{Line, is_blank};
use crate::rules;

/// What stands between the two halves of 第1页 共2页.
const BETWEEN: &[&str] = &["页共", "页 共", "页/共", "页 / 共", "页,共", "页，共", "页, 共", "页， 共"];

/// What is looked for inside lines, by the numbers that the anchors have.
#[derive(Clone, Debug, Default)]
pub(crate) struct Inline {
    phrases: Vec<(u32, usize, &'static Rule)>,
    /// Words before a list of pages, and before a summary, by their lengths.
    pages: Vec<(u32, usize)>,
    summaries: Vec<(u32, usize)>,
}

impl Inline {
    /// All words whose places are wanted.
    pub(crate) fn words<'a>(
        phrases: &'a [(String, &'static Rule)],
        cues: &'a Cues,
    ) -> impl Iterator<Item = &'a str> {
        let cues = cues.page_lists.iter().chain(&cues.summaries).map(String::as_str);
        phrases.iter().map(|(phrase, _)| phrase.as_str()).chain(BETWEEN.iter().copied()).chain(cues)
    }

    pub(crate) fn new(phrases: &[(String, &'static Rule)], cues: &Cues, anchors: &Anchors) -> Self {
        let known = |words: &[String]| {
            words.iter().filter_map(|word| Some((anchors.number(word)?, word.len()))).collect()
        };
        let numbered =
            |(phrase, rule): &(String, &'static Rule)| Some((anchors.number(phrase)?, phrase.len(), *rule));
        Self {
            phrases: phrases.iter().filter_map(numbered).collect(),
            pages: known(&cues.page_lists),
            summaries: known(&cues.summaries),
        }
    }
}

/// What pages put inside a line: phrases, page numbers, lists of pages, and a summary that repeats the body.
///
/// The spans are sorted and do not overlap.
pub(crate) fn find(text: &str, inline: &Inline, places: &Found) -> Vec<(Span, &'static Rule)> {
    let mut found: Vec<(Span, &'static Rule)> = Vec::new();
    let Inline { phrases, pages, summaries, .. } = inline;
    let (mut next, mut compared) = (0, 0);
    for &(number, start) in &places.places {
        let start = start as usize;
        let length = |words: &[(u32, usize)]| {
            words.iter().find(|(word, _)| *word == number).map(|(_, length)| *length)
        };
        if let Some((_, length, rule)) = phrases.iter().find(|(phrase, _, _)| *phrase == number) {
            found.push((widen(text, start, start + length), rule));
        } else if let Some(length) = length(pages) {
            if let Some(end) = page_list(text, start + length) {
                found.push((widen(text, start, end), &rules::PAGING));
            }
        } else if let Some(length) = length(summaries) {
            if start < next || compared >= 2 * SUMMARIES {
                continue;
            }
            compared += 1;
            if let Some(end) = summary(text, start, length) {
                found.push((widen(text, start, end), &rules::SUMMARY_REPEAT));
                next = end;
            }
        } else if let Some(at) = text.get(start..).and_then(|rest| rest.find('共')).map(|at| start + at)
            && let Some(span) = page_of_pages(text, at)
        {
            found.push((widen(text, span.start(), span.end()), &rules::PAGING));
        }
    }
    found.sort_by_key(|(span, _)| (span.start(), core::cmp::Reverse(span.end())));
    let mut end = 0;
    found.retain(|(span, _)| {
        let free = span.start() >= end;
        if free {
            end = span.end();
        }
        free
    });
    found
}

/// Lines of which the cuts leave nothing are cut as lines.
pub(crate) fn cut_through(
    text: &str,
    lines: &[Line],
    cuts: &[(Span, &'static Rule)],
    fates: &mut [Option<&'static Rule>],
) {
    let mut next = 0;
    for (line, fate) in lines.iter().zip(fates) {
        while cuts.get(next).is_some_and(|(span, _)| span.end() <= line.start()) {
            next += 1;
        }
        let mut at = line.start();
        let mut rule = None;
        for (span, why) in cuts.iter().skip(next).take_while(|(span, _)| span.start() < line.end()) {
            if !text.get(at..span.start().max(at)).is_some_and(|left| left.chars().all(is_blank)) {
                break;
            }
            at = at.max(span.end());
            rule = rule.or(Some(*why));
        }
        let left = text.get(at.min(line.end())..line.end()).unwrap_or_default();
        if rule.is_some() && left.chars().all(is_blank) {
            *fate = fate.or(rule);
        }
    }
}

/// How far the ends of inline pieces are looked for, in bytes: a longer tail is the body's.
const NEAR: usize = 4096;

/// How many summaries are compared with the text before them; more is no report, and each costs a search.
const SUMMARIES: usize = 8;

/// The rest of the line from `from`, no more than about `limit` bytes of it.
fn line_from(text: &str, from: usize, limit: usize) -> &str {
    let rest = text.get(from..text.floor_char_boundary(from + limit)).unwrap_or_default();
    rest.get(..memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len())).unwrap_or_default()
}

/// The space before what is cut goes with it.
fn widen(text: &str, start: usize, end: usize) -> Span {
    let before = text.get(..start).unwrap_or_default();
    Span::new(before.trim_end_matches([' ', '\t', '\u{A0}', '\u{3000}']).len(), end)
}

/// `第3页 共8页` around the 共 at `at`; also with a slash or a comma between.
fn page_of_pages(text: &str, at: usize) -> Option<Span> {
    let after = text.get(at + "共".len()..)?.trim_start_matches(' ');
    let pages = digits(after)?;
    let end = text.len() - after.get(pages.len()..)?.trim_start_matches(' ').strip_prefix('页')?.len();
    let before = text.get(..at)?.trim_end_matches([' ', '/', ',', '，', '\u{A0}']).strip_suffix('页')?;
    let before = before.trim_end_matches(' ');
    let page = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let number = before.get(before.len() - page..)?;
    let start = before.get(..before.len() - page)?.trim_end_matches(' ').strip_suffix('第')?.len();
    let (number, pages): (u32, u32) = (number.parse().ok()?, pages.parse().ok()?);
    (number <= pages).then(|| Span::new(start, end))
}

fn digits(text: &str) -> Option<&str> {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    text.get(..end).filter(|digits| !digits.is_empty() && digits.len() < 5)
}

/// The end of a list of pages with their headings: `第1页:… 第2页:…`, the last heading up to the next space.
fn page_list(text: &str, from: usize) -> Option<usize> {
    let line = line_from(text, from, NEAR);
    let mut at = 0;
    let mut number = 1;
    loop {
        let label = line.get(at..)?;
        let trimmed = label.trim_start_matches([':', '：', ' ']);
        let Some(after) = trimmed.strip_prefix(&format!("第{number}页")) else {
            return (number > 1).then_some(from + at);
        };
        let after = after.trim_start_matches([':', '：', ' ']);
        at = line.len() - after.len();
        number += 1;
        // The heading ends where the next page's label begins, else at a space.
        let near: String = after.chars().take(80).collect();
        at += match near.find(&format!("第{number}页")) {
            Some(end) => end,
            None => near.find(is_blank).unwrap_or(if near.len() == after.len() { near.len() } else { 0 }),
        };
    }
}

/// The end of a summary `内容总结(1)…(2)…` that runs to the end of its line and repeats what stands before it.
fn summary(text: &str, at: usize, word: usize) -> Option<usize> {
    let body = text.get(..at)?;
    let line = line_from(text, at, NEAR);
    if line.len() >= NEAR - 3 {
        return None;
    }
    let (word, mut items) = line.split_at_checked(word)?;
    while let Some(after) = items.strip_prefix(word) {
        items = after.trim_start_matches([' ', ':', '：']);
    }
    let mut items = items.strip_prefix("(1)").or_else(|| items.strip_prefix("（1）"))?;
    let (mut all, mut repeated) = (0, 0);
    // A long tail is no summary; the bound also keeps the search short.
    for number in 2..=20 {
        let next = [format!("({number})"), format!("（{number}）")];
        let (item, after) = next
            .iter()
            .find_map(|marker| items.split_once(marker.as_str()))
            .map_or((items, None), |(item, after)| (item, Some(after)));
        all += 1;
        let start: String = item.trim().chars().take(10).collect();
        if start.chars().count() >= 5 && memchr::memmem::find(body.as_bytes(), start.as_bytes()).is_some() {
            repeated += 1;
        }
        match after {
            Some(after) => items = after,
            None => break,
        }
    }
    (repeated * 2 > all).then_some(at + line.len())
}
