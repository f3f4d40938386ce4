use std::collections::HashSet;

use yigai_span::{Certainty, Edit, Edits, Rule, Span};

use crate::anchors::Found;
use crate::body::{self, Body};
use crate::chars::Beside;
use crate::layout::Tie;
use crate::lexicon::Lexicon;
use crate::lines::{self, Line};
use crate::marks::Signs;
use crate::{ReadError, chars, foreign, inline, layout, marker, mojibake, paging, rules};

/// A cleaned text with its edits.
pub(crate) struct Clean {
    pub(crate) text: String,
    pub(crate) edits: Edits,
    pub(crate) page_title: Option<String>,
}

impl Clean {
    /// The same with one step more; `before` is the text that the first step cleaned.
    pub(crate) fn and(self, before: &str, step: Vec<Edit>) -> Self {
        if step.is_empty() {
            return self;
        }
        match Edits::apply(before, self.edits.then(step)) {
            Ok((text, edits)) => Self { text, edits, ..self },
            Err(_) => self,
        }
    }
}

/// What is known about a text from the kind of its file.
#[derive(Clone, Copy, Default)]
pub(crate) struct Hints<'h> {
    /// The lines that markup shows to be the article.
    pub(crate) main: Option<&'h HashSet<String>>,
    /// Lines end at the margin and not with their paragraphs, as in every PDF file.
    pub(crate) wrapped: bool,
}

/// How often a text is cleaned at most: what one rule leaves may be what another looks for.
const PASSES: usize = 8;

/// Cleans a decoded text until nothing changes any more; `hints` are what the file's kind tells.
pub(crate) fn clean(text: &str, lexicon: &Lexicon, hints: Hints<'_>) -> Clean {
    let mut cleaned = pass(text, lexicon, hints);
    // Paragraphs that lost only the space between them look the same to every rule.
    let quiet = |edit: &Edit| edit.rule == &rules::LINE_BREAK;
    if cleaned.edits.list().iter().all(quiet) {
        return cleaned;
    }
    for _ in 1..PASSES {
        let next = pass(&cleaned.text, lexicon, Hints::default());
        if next.edits.list().is_empty() {
            break;
        }
        let both = cleaned.edits.then(next.edits.list().to_vec());
        match Edits::apply(text, both) {
            Ok((text, edits)) if text == next.text => {
                cleaned = Clean { text, edits, page_title: cleaned.page_title.or(next.page_title) };
            }
            // The two steps do not fit together: what the first made is clean enough.
            _ => break,
        }
    }
    cleaned
}

/// Cleans a text once, in two steps: first what belongs to the page and the layout, then the words.
fn pass(text: &str, lexicon: &Lexicon, hints: Hints<'_>) -> Clean {
    let lines = lines::split(text);
    let signs: Vec<Signs> = lines.iter().map(|line| lexicon.marks.signs(line.of(text))).collect();
    let found = lexicon.anchors.find(text, &lines, &signs);
    let body = body::find(text, &lines, &signs, &lexicon.chrome, &lexicon.marks, &lexicon.cues, hints.main);
    let (edits, page_title) = layout_edits(text, &lines, body, lexicon, hints, &found);
    // The edits are made here, sorted and on character boundaries, so that applying them does not fail. If it ever
    // did, the text would stay as it is: nothing is lost.
    let (middle, first) = Edits::apply(text, edits).unwrap_or_else(|_| (text.to_owned(), Edits::default()));
    let second = lexicon.washing.edits(&middle, |word| {
        let number = lexicon.anchors.number(word).and_then(|n| usize::try_from(n).ok());
        number.and_then(|n| found.counts.get(n)).copied().unwrap_or(0)
    });
    Clean { text: middle, edits: first, page_title }.and(text, second)
}

/// Cleans a text that is brought to another script first.
///
/// `None` where the two steps do not fit together: then the text is cleaned as it stands.
#[cfg(feature = "script")]
pub(crate) fn converted(text: &str, edits: Vec<Edit>, lexicon: &Lexicon, hints: Hints<'_>) -> Option<Clean> {
    let (middle, first) = Edits::apply(text, edits).ok()?;
    let cleaned = clean(&middle, lexicon, hints);
    let (text, edits) = Edits::apply(text, first.then(cleaned.edits.list().to_vec())).ok()?;
    (text == cleaned.text).then_some(Clean { text, edits, ..cleaned })
}

/// Cleans a text that had to be restored first.
///
/// # Errors
///
/// Where the two steps do not fit together; the text is refused then and not guessed at.
pub(crate) fn restored(
    text: &str,
    edits: Vec<Edit>,
    lexicon: &Lexicon,
    hints: Hints<'_>,
) -> Result<Clean, ReadError> {
    let garbled = |_| ReadError::Garbled { what: "UTF-8 that was decoded as something else" };
    let (middle, first) = Edits::apply(text, edits).map_err(garbled)?;
    let cleaned = clean(&middle, lexicon, hints);
    let both = mojibake::merge(&first, &cleaned.edits, &cleaned.text);
    let (text, edits) = Edits::apply(text, both).map_err(garbled)?;
    if text != cleaned.text {
        return Err(ReadError::Garbled { what: "UTF-8 that was decoded as something else" });
    }
    Ok(Clean { text, edits, page_title: cleaned.page_title })
}

fn layout_edits(
    text: &str,
    lines: &[Line],
    body: Body,
    lexicon: &Lexicon,
    hints: Hints<'_>,
    found: &Found,
) -> (Vec<Edit>, Option<String>) {
    let Body { mut fates, page_title } = body;
    let cuts = inline::find(text, &lexicon.inline, found);
    inline::cut_through(text, lines, &cuts, &mut fates);
    foreign::cut_noise(text, lines, &mut fates);
    foreign::cut_repeated_blocks(text, lines, &mut fates);
    paging::cut_page_numbers(text, lines, &mut fates);
    paging::cut_numbered_heads(text, lines, &mut fates);
    paging::cut_running_heads(text, lines, &mut fates);
    foreign::cut_glossary(text, lines, &lexicon.cues, &mut fates);
    let markers = marker::find(text, lines, &lexicon.cues, &fates);
    let ties = layout::ties(text, lines, &fates, &markers, &lexicon.cues, hints.wrapped);

    let mut places = chars::places(text);
    let mut walk = Walk { text, edits: Vec::new(), end: 0, begun: false };
    let mut cuts = cuts.into_iter().peekable();
    let beside = |index: usize| Beside {
        before: joined(&ties, index).then(|| last_char(text, lines, &fates, index)).flatten(),
        after: next_kept(&fates, index).filter(|&next| joined(&ties, next)).and_then(|next| {
            let marker = markers.get(next).copied().map_or(0, usize::from);
            lines.get(next)?.of(text).get(marker..)?.chars().next()
        }),
    };
    for (index, line) in lines.iter().enumerate() {
        while cuts.next_if(|(span, _)| span.end() <= line.start()).is_some() {}
        if let Some(rule) = fates.get(index).copied().flatten() {
            walk.cut_line(*line, rule);
            continue;
        }
        let marker = markers.get(index).copied().map_or(0, usize::from);
        let tie = ties.get(index).copied().unwrap_or(Tie::Break);
        // Inside the text the space behind a marker was there before the page was cut.
        let lead = marker > 0 && !walk.begun;
        let marker = marker + if lead { blanks(text, line.start() + marker, line.end()) } else { 0 };
        let mut start = walk.begin(*line, marker, tie);
        let first = start;
        let mut sides = beside(index);
        while let Some((span, rule)) = cuts.next_if(|(span, _)| span.start() < line.end()) {
            let end = span.end().min(line.end());
            // At the start of a line the space behind goes with it, as the space before does elsewhere.
            let end = if span.start() <= first { end + blanks(text, end, line.end()) } else { end };
            let span = Span::new(span.start().max(start), end);
            if span.is_empty() {
                continue;
            }
            chars::edits(text, &mut places, Span::new(start, span.start()), sides, lexicon, &mut walk.edits);
            sides.before = None;
            walk.edits.push(Edit::new(span, "", rule, Certainty::Sure));
            start = span.end();
        }
        chars::edits(text, &mut places, Span::new(start, line.end()), sides, lexicon, &mut walk.edits);
        walk.end = line.end();
    }
    walk.finish();
    (walk.edits, page_title)
}

/// How many bytes of blanks stand at `from`.
fn blanks(text: &str, from: usize, to: usize) -> usize {
    let rest = text.get(from..to).unwrap_or_default();
    rest.len() - rest.trim_start_matches(lines::is_blank).len()
}

fn joined(ties: &[Tie], index: usize) -> bool {
    matches!(ties.get(index), Some(Tie::Join(_)))
}

fn next_kept(fates: &[Option<&'static Rule>], index: usize) -> Option<usize> {
    (index + 1..fates.len()).find(|&i| fates.get(i).is_some_and(Option::is_none))
}

fn last_char(text: &str, lines: &[Line], fates: &[Option<&'static Rule>], index: usize) -> Option<char> {
    let before = (0..index).rev().find(|&i| fates.get(i).is_some_and(Option::is_none))?;
    lines.get(before)?.of(text).chars().next_back()
}

/// Goes from line to line and makes the edits between them.
struct Walk<'t> {
    text: &'t str,
    edits: Vec<Edit>,
    /// Where the last line ended, kept or cut.
    end: usize,
    begun: bool,
}

impl Walk<'_> {
    fn gap(&mut self, to: usize, by: &'static str, rule: &'static Rule) {
        let span = Span::new(self.end, to);
        if span.slice(self.text) != Some(by) {
            self.edits.push(Edit::new(span, by, rule, Certainty::Exact));
        }
    }

    fn cut_line(&mut self, line: Line, rule: &'static Rule) {
        self.gap(line.start(), "", &rules::LINE_BREAK);
        self.edits.push(Edit::new(Span::new(line.start(), line.end()), "", rule, Certainty::Sure));
        self.end = line.end();
    }

    /// Makes the edits before a kept line; the result is where its own text starts.
    fn begin(&mut self, line: Line, marker: usize, tie: Tie) -> usize {
        let start = line.start() + marker;
        match (self.begun, marker) {
            (_, 1..) => {
                // Space and marker go together: the page began here.
                let span = Span::new(self.end, start);
                self.edits.push(Edit::new(span, "", &rules::PAGE_MARKER, Certainty::Sure));
            }
            (false, _) => self.gap(line.start(), "", &rules::LINE_BREAK),
            (true, _) => match tie {
                Tie::Break => self.gap(line.start(), "\n", &rules::LINE_BREAK),
                Tie::Join(rule) => self.gap(line.start(), "", rule),
            },
        }
        self.begun = true;
        start
    }

    fn finish(&mut self) {
        self.gap(self.text.len(), "", &rules::LINE_BREAK);
    }
}
