//! The clauses around a few numbers of one line, however long the line is.

use std::ops::Range;

use yigai::contract::steers;
use yigai::span::Span;

/// Part of a line that is printed, with what it left out shown by `…`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Excerpt {
    pub(crate) text: String,
    /// The characters of `text` in which the numbers stand, in the order given.
    pub(crate) marks: Vec<Range<usize>>,
}

/// How many characters of a clause are shown before a number and after it: the more numbers, the fewer.
const fn room(numbers: usize) -> (usize, usize) {
    match numbers {
        0..=2 => (30, 16),
        3 => (16, 8),
        _ => (10, 2),
    }
}

/// The clauses around `spans`, which lie in one line and in text order.
pub(crate) fn excerpt(text: &str, spans: &[Span]) -> Excerpt {
    let mut pieces: Vec<Span> = Vec::new();
    let (before, after) = room(spans.len());
    for span in spans {
        let piece = Span::new(clause_start(text, span.start(), before), clause_end(text, span.end(), after));
        match pieces.last_mut() {
            Some(last) if piece.start() <= last.end() => *last = last.join(piece),
            _ => pieces.push(piece),
        }
    }
    let mut excerpt = Excerpt { text: String::new(), marks: Vec::with_capacity(spans.len()) };
    let count = |text: &str| text.chars().count();
    let mut spans = spans.iter().peekable();
    for piece in &pieces {
        if !at_line_start(text, piece.start()) {
            excerpt.text.push('…');
        }
        let mut at = piece.start();
        while let Some(span) = spans.next_if(|span| span.start() < piece.end()) {
            let start = span.start().max(at);
            push(&mut excerpt.text, text.get(at..start));
            let mark = count(&excerpt.text);
            push(&mut excerpt.text, text.get(start..span.end()));
            excerpt.marks.push(mark..count(&excerpt.text));
            at = span.end().max(at);
        }
        push(&mut excerpt.text, text.get(at..piece.end()));
    }
    let end = pieces.last().map_or(0, |piece| piece.end());
    if text.get(end..).is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['\n', '\r'])) {
        excerpt.text.push('…');
    }
    excerpt
}

/// What a report holds must not steer the terminal; private characters mark places of our own.
fn push(out: &mut String, text: Option<&str>) {
    let private = |c: char| ('\u{e000}'..='\u{f8ff}').contains(&c);
    out.extend(text.unwrap_or_default().chars().map(|c| match c {
        c if steers(c) => ' ',
        c if private(c) => '\u{fffd}',
        c => c,
    }));
}

fn ends_clause(c: char) -> bool {
    matches!(c, '。' | '；' | ';' | '！' | '？' | '\n' | '\r')
}

fn clause_start(text: &str, at: usize, most: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    let clause = before.char_indices().rev().take_while(|&(_, c)| !ends_clause(c));
    clause.take(most).last().map_or(at, |(start, _)| start)
}

fn clause_end(text: &str, at: usize, most: usize) -> usize {
    let after = text.get(at..).unwrap_or_default();
    let clause = after.char_indices().take_while(|&(_, c)| !ends_clause(c));
    let end = clause.take(most).last().map_or(at, |(start, c)| at + start + c.len_utf8());
    // Its stop belongs to it.
    let stop = text.get(end..).and_then(|rest| rest.chars().next());
    end + stop.filter(|&c| ends_clause(c) && !c.is_control()).map_or(0, char::len_utf8)
}

fn at_line_start(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|before| before.is_empty() || before.ends_with('\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(text: &str, words: &[&str]) -> Vec<Span> {
        words.iter().filter_map(|word| text.find(word).map(|at| Span::new(at, at + word.len()))).collect()
    }

    fn shown(text: &str, words: &[&str]) -> String {
        let excerpt = excerpt(text, &spans(text, words));
        let chars: Vec<char> = excerpt.text.chars().collect();
        let marked: Vec<String> =
            excerpt.marks.iter().map(|mark| chars[mark.clone()].iter().collect()).collect();
        assert_eq!(marked, words);
        excerpt.text
    }

    #[test]
    fn a_clause_is_shown_and_what_is_left_out() {
        assert_eq!(shown("床位350张，增加6张。", &["350张"]), "床位350张，增加6张。");
        assert_eq!(shown("前一句。床位350张。后一句。", &["350张"]), "…床位350张。…");
        assert_eq!(shown("甲12人；乙5人；丙7人", &["12人", "7人"]), "甲12人；…丙7人");
        assert_eq!(shown("甲12人、乙7人\n下一行", &["12人", "7人"]), "甲12人、乙7人");
    }

    #[test]
    fn a_long_line_stays_short() {
        let line = format!("{}86个{}", "字".repeat(100_000), "文".repeat(100_000));
        assert_eq!(shown(&line, &["86个"]).chars().count(), 1 + 30 + 3 + 16 + 1);
    }

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(shown("\u{1b}[31m村\u{202e}\u{e000}86个\t", &["86个"]), " [31m村 \u{fffd}86个 ");
    }
}
