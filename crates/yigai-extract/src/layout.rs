use yigai_quantity::{Dimension, Kind, Mention};
use yigai_span::Span;
use yigai_text::Structure;

/// A stretch between two commas, with the larger stretches that it lies in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clause {
    pub(crate) span: Span,
    /// The stretch between two semicolons.
    pub(crate) segment: u32,
    pub(crate) sentence: u32,
    /// The innermost heading or list item, as an index into the sections.
    pub(crate) section: Option<u32>,
    /// Whether it stands in brackets.
    pub(crate) bracketed: bool,
}

/// Where the sentences and clauses of a text lie.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    pub(crate) clauses: Vec<Clause>,
    pub(crate) sentences: Vec<Span>,
    /// Where the colons stand, those of numbers too.
    colons: Vec<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Cut {
    Comma,
    Open,
    Close,
    Semicolon,
    Stop,
}

impl Layout {
    /// Cuts the text at its punctuation, outside of the numbers; headings and list items begin new sentences.
    pub(crate) fn new(text: &str, mentions: &[Mention], structure: &Structure) -> Self {
        let mut cuts: Vec<(usize, usize, Cut)> = Vec::with_capacity(text.len() / 16);
        let mut next_mention = 0;
        let mut open = 0_u32;
        let mut colons: Vec<usize> = Vec::new();
        for (at, c) in marks(text) {
            let cut = match c {
                '。' | '！' | '？' | '!' | '?' | '\n' => Cut::Stop,
                '；' | ';' => Cut::Semicolon,
                ',' | '，' | '：' | ':' | '\t' | '|' | '｜' | '│' => Cut::Comma,
                '(' | '（' => Cut::Open,
                ')' | '）' => Cut::Close,
                _ => continue,
            };
            if matches!(c, '：' | ':') {
                colons.push(at);
            }
            while mentions.get(next_mention).is_some_and(|m| m.span.end() <= at) {
                next_mention += 1;
            }
            if mentions.get(next_mention).is_some_and(|m| m.span.contains(at)) {
                continue;
            }
            if cut == Cut::Open && !holds_quantity(text, at, mentions.get(next_mention..).unwrap_or_default())
            {
                continue;
            }
            // A bracket that was no cut when it opened is none when it closes: 执业(助理)医师562人.
            match cut {
                Cut::Open => open += 1,
                Cut::Close if open == 0 => continue,
                Cut::Close => open -= 1,
                Cut::Stop => open = 0,
                _ => {}
            }
            cuts.push((at, at + c.len_utf8(), cut));
        }
        for section in &structure.sections {
            // A marker begins a sentence; so does what follows a heading.
            cuts.push((section.marker.start(), section.marker.start(), Cut::Stop));
            cuts.push((section.marker.end(), section.marker.end(), Cut::Comma));
            if section.title.end() < section.body.end() && is_heading(text, section.title) {
                cuts.push((section.title.end(), section.title.end(), Cut::Stop));
            }
        }
        cuts.sort_by_key(|&(at, end, _)| (at, end));
        bound_sentences(text, mentions, &mut cuts);
        Self { colons, ..Self::from_cuts(text, &cuts, structure) }
    }

    fn from_cuts(text: &str, cuts: &[(usize, usize, Cut)], structure: &Structure) -> Self {
        let mut layout = Self { clauses: Vec::with_capacity(cuts.len()), ..Self::default() };
        let (mut start, mut sentence_start) = (0, 0);
        let (mut segment, mut sentence) = (0, 0);
        let mut open: Vec<u32> = Vec::new();
        let mut next_section = 0;
        let mut depth = 0_u32;
        let mut section_at = |at: usize| {
            while structure.sections.get(next_section).is_some_and(|s| s.marker.start() <= at) {
                open.push(next_section as u32);
                next_section += 1;
            }
            while open
                .last()
                .is_some_and(|&i| structure.sections.get(i as usize).is_some_and(|s| s.body.end() <= at))
            {
                open.pop();
            }
            open.last().copied()
        };
        let end = [(text.len(), text.len(), Cut::Stop)];
        for &(at, behind, cut) in cuts.iter().chain(&end) {
            if at < start {
                continue;
            }
            if at > start {
                layout.clauses.push(Clause {
                    span: Span::new(start, at),
                    segment,
                    sentence,
                    section: section_at(start),
                    bracketed: depth > 0,
                });
            }
            start = behind;
            match cut {
                Cut::Stop => {
                    if at > sentence_start {
                        layout.sentences.push(Span::new(sentence_start, at));
                        sentence += 1;
                        segment += 1;
                    }
                    sentence_start = behind;
                    depth = 0;
                }
                Cut::Semicolon => segment += 1,
                Cut::Open => depth += 1,
                Cut::Close => depth = depth.saturating_sub(1),
                Cut::Comma => {}
            }
        }
        layout
    }

    /// Where the last colon stands before a place.
    pub(crate) fn colon_before(&self, at: usize) -> Option<usize> {
        let next = self.colons.partition_point(|&colon| colon < at);
        next.checked_sub(1).and_then(|last| self.colons.get(last)).copied()
    }

    /// The clause around a place, or the one before it.
    pub(crate) fn at(&self, at: usize) -> Option<&Clause> {
        self.clause_at(at).and_then(|clause| self.clauses.get(clause))
    }

    /// The clause that holds the byte.
    pub(crate) fn clause_at(&self, at: usize) -> Option<usize> {
        let next = self.clauses.partition_point(|clause| clause.span.start() <= at);
        next.checked_sub(1)
    }
}

/// The characters that may be punctuation; the others are not even decoded.
fn marks(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let mut next = 0;
    std::iter::from_fn(move || {
        loop {
            let at = next;
            let byte = *text.as_bytes().get(at)?;
            next += match byte {
                ..=0x7f => 1,
                0x80..=0xdf => 2,
                0xe0..=0xef => 3,
                _ => 4,
            };
            if may_cut(byte) {
                return Some((at, text.get(at..)?.chars().next()?));
            }
        }
    })
}

/// Whether a character that begins with this byte may be punctuation.
#[inline]
const fn may_cut(byte: u8) -> bool {
    const ASCII: u128 = {
        let (mut bits, mut byte) = (1 << b'\n' | 1 << b'\t', 0_u8);
        while byte < 128 {
            if byte.is_ascii_punctuation() {
                bits |= 1 << byte;
            }
            byte += 1;
        }
        bits
    };
    if byte < 128 { ASCII >> byte & 1 == 1 } else { matches!(byte, 0xe2 | 0xe3 | 0xef) }
}

/// No sentence of a report is longer; a file that is one line of numbers must not be one sentence, or each number would be
/// compared with all others.
const LONGEST_SENTENCE: usize = 4000;
const MOST_NUMBERS: usize = 100;

/// Ends sentences that are too long, at a comma where there is one, else behind a number or anywhere.
fn bound_sentences(text: &str, mentions: &[Mention], cuts: &mut Vec<(usize, usize, Cut)>) {
    let mut out = Vec::with_capacity(cuts.len());
    let (mut start, mut count, mut next) = (0, 0, 0);
    for &(at, end, cut) in cuts.iter().chain(&[(text.len(), text.len(), Cut::Stop)]) {
        while let Some(mention) = mentions.get(next).filter(|m| m.span.end() <= at) {
            next += 1;
            count += 1;
            let here = mention.span.end();
            if here - start > 2 * LONGEST_SENTENCE || count > 2 * MOST_NUMBERS {
                out.push((here, here, Cut::Stop));
                (start, count) = (here, 0);
            }
        }
        while at - start > 4 * LONGEST_SENTENCE {
            let mut middle = start + 2 * LONGEST_SENTENCE;
            while !text.is_char_boundary(middle) {
                middle += 1;
            }
            out.push((middle, middle, Cut::Stop));
            (start, count) = (middle, 0);
        }
        let full = at - start > LONGEST_SENTENCE || count > MOST_NUMBERS;
        let cut = if full && cut != Cut::Open && cut != Cut::Close { Cut::Stop } else { cut };
        if cut == Cut::Stop {
            (start, count) = (end, 0);
        }
        out.push((at, end, cut));
    }
    *cuts = out;
}

/// Whether a bracket that opens here closes soon and holds a number; else it is part of the words around it: 执业(助理)医师.
fn holds_quantity(text: &str, at: usize, mentions: &[Mention]) -> bool {
    let mut limit = (at + 160).min(text.len());
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    let close = text.get(at..limit).and_then(|rest| rest.find([')', '）'])).map_or(limit, |i| at + i);
    mentions
        .iter()
        .take_while(|m| m.span.start() < close)
        .any(|m| m.kind() == Kind::Quantity && m.quantity().is_some_and(|q| !q.is(Dimension::Age)))
        || close - at > 40
}

/// Whether the words after a marker read as a heading: short, and without an end of sentence.
fn is_heading(text: &str, title: Span) -> bool {
    title.len() <= 120 && title.slice(text).is_some_and(|t| !t.contains([',', '，', '、', ';', '；']))
}
