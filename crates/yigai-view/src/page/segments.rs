//! Cuts the decoded text where something changes: at the end of a line, a number, a cut or a replaced word.

use yigai::Report;
use yigai::span::{Certainty, Edit, Span};

/// A stretch of a block in which nothing changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Segment<'t> {
    pub(super) text: &'t str,
    /// The number it belongs to.
    pub(super) mention: Option<usize>,
    /// Whether it is the first stretch of its number.
    pub(super) first: bool,
    /// The edit it was under.
    pub(super) edit: Option<&'t Edit>,
}

/// A line of the text, or part of a line that is very long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block<'t> {
    pub(super) segments: Vec<Segment<'t>>,
    /// The paragraph of the body that begins in it, counted from 1.
    pub(super) paragraph: Option<usize>,
    /// Whether it goes on where the block before stopped, on the same line.
    pub(super) continued: bool,
}

impl Block<'_> {
    pub(super) fn is_blank(&self) -> bool {
        self.segments.iter().all(|segment| segment.text.trim().is_empty() && segment.mention.is_none())
    }

    /// Whether all of it was cut from the body.
    pub(super) fn is_cut(&self) -> bool {
        self.segments.iter().all(|s| s.text.trim().is_empty() || s.edit.is_some_and(is_cut))
    }
}

/// Whether an edit took something out, and did not put something else there.
pub(super) fn is_cut(edit: &Edit) -> bool {
    edit.replacement.trim().is_empty()
}

/// A browser lays out a block at once: a file of one line is given to it in pieces of about this many bytes.
const BLOCK: usize = 4000;

/// The blocks of a report's decoded text, in order.
pub(super) struct Blocks<'t> {
    text: &'t str,
    at: usize,
    line_end: usize,
    pieces: std::vec::IntoIter<(Span, usize)>,
    piece: Option<(Span, usize)>,
    begun: Option<usize>,
    edits: std::vec::IntoIter<&'t Edit>,
    edit: Option<&'t Edit>,
    paragraphs: std::iter::Peekable<std::vec::IntoIter<(usize, usize)>>,
}

impl<'t> Blocks<'t> {
    pub(super) fn new(report: &'t Report) -> Self {
        let document = report.document();
        let text = document.decoded();
        let paragraphs = document.structure().paragraphs.iter().zip(1..);
        let starts: Vec<_> = paragraphs
            .map(|(paragraph, number)| (document.map().before(paragraph.span).start(), number))
            .collect();
        let edits: Vec<_> = document.edits().iter().filter(|edit| is_seen(edit, text)).collect();
        Self::cut(text, pieces(report), edits, starts)
    }

    fn cut(
        text: &'t str,
        pieces: Vec<(Span, usize)>,
        edits: Vec<&'t Edit>,
        paragraphs: Vec<(usize, usize)>,
    ) -> Self {
        let (mut pieces, mut edits) = (pieces.into_iter(), edits.into_iter());
        let (piece, edit) = (pieces.next(), edits.next());
        let paragraphs = paragraphs.into_iter().peekable();
        Self { text, at: 0, line_end: 0, pieces, piece, begun: None, edits, edit, paragraphs }
    }

    /// Where the block that begins here ends: with its line, or with a sentence where the line is very long.
    fn block_end(&self) -> usize {
        let whole = self.line_end - self.at;
        if whole <= 2 * BLOCK {
            return self.line_end;
        }
        let mut from = self.at + BLOCK;
        while !self.text.is_char_boundary(from) {
            from += 1;
        }
        let mut most = self.at + 2 * BLOCK;
        while !self.text.is_char_boundary(most) {
            most -= 1;
        }
        let rest = self.text.get(from..most).unwrap_or_default();
        let stop = rest.char_indices().find(|(_, c)| matches!(c, '。' | '；' | '！' | '？'));
        stop.map_or(from, |(at, c)| from + at + c.len_utf8())
    }

    fn segment(&mut self, end: usize) -> Segment<'t> {
        // What lies behind is done with.
        while self.edit.is_some_and(|edit| edit.span.end() <= self.at) {
            self.edit = self.edits.next();
        }
        let mut to = end;
        let mut edit = None;
        if let Some(next) = self.edit {
            if next.span.start() <= self.at {
                edit = Some(next);
                to = to.min(next.span.end());
            } else {
                to = to.min(next.span.start());
            }
        }
        let (mut mention, mut first) = (None, false);
        if let Some((span, index)) = self.piece {
            if span.start() <= self.at {
                mention = Some(index);
                first = self.begun != Some(index);
                self.begun = Some(index);
                to = to.min(span.end());
                if span.end() <= to {
                    self.piece = self.pieces.next();
                }
            } else {
                to = to.min(span.start());
            }
        }
        let to = to.max(self.at);
        let segment = Segment { text: self.text.get(self.at..to).unwrap_or_default(), mention, first, edit };
        self.at = to;
        segment
    }
}

impl<'t> Iterator for Blocks<'t> {
    type Item = Block<'t>;

    fn next(&mut self) -> Option<Block<'t>> {
        if self.at >= self.text.len() {
            return None;
        }
        let continued = self.at < self.line_end;
        if !continued {
            let rest = self.text.get(self.at..).unwrap_or_default();
            self.line_end = rest.find('\n').map_or(self.text.len(), |end| self.at + end);
        }
        let end = self.block_end();
        let mut segments = Vec::new();
        // Numbers without bytes of their own stand at the end of a block, too.
        while self.at < end || self.piece.is_some_and(|(span, _)| span.is_empty() && span.start() <= end) {
            segments.push(self.segment(end));
        }
        let mut paragraph = None;
        while let Some((_, number)) = self.paragraphs.next_if(|(start, _)| *start < end) {
            paragraph = paragraph.or(Some(number));
        }
        if self.at == self.line_end {
            // Past the line end; a number that a page broke goes on behind it.
            self.at += 1;
            while let Some((span, index)) = self.piece.filter(|(span, _)| span.start() < self.at) {
                self.piece = if span.end() > self.at {
                    Some((Span::new(self.at, span.end()), index))
                } else {
                    self.pieces.next()
                };
                if span.end() > self.at {
                    break;
                }
            }
            self.line_end = self.at;
        }
        Some(Block { segments, paragraph, continued })
    }
}

/// The pieces of all numbers in text order. Numbers of one replaced stretch share its place: the first has it, and the
/// others stand behind it without bytes of their own.
fn pieces(report: &Report) -> Vec<(Span, usize)> {
    let map = report.document().map();
    let (mut pieces, mut end) = (Vec::with_capacity(report.mentions().len()), 0);
    for (index, mention) in report.mentions().iter().enumerate() {
        let mut any = false;
        for piece in map.pieces(mention.span) {
            let start = piece.start().max(end);
            if start < piece.end() {
                pieces.push((Span::new(start, piece.end()), index));
                (end, any) = (piece.end(), true);
            }
        }
        if !any {
            pieces.push((Span::new(end, end), index));
        }
    }
    pieces
}

/// Whether a reader should see an edit: text that was cut, or read as something else. Spaces and line ends are not.
fn is_seen(edit: &Edit, text: &str) -> bool {
    let before = edit.span.slice(text).unwrap_or_default().trim();
    !before.is_empty() && (is_cut(edit) || edit.certainty != Certainty::Exact || edit.rule.kind == "washing")
}

#[cfg(test)]
mod tests {
    use super::*;
    use yigai::Options;

    fn blocks(text: &str) -> Vec<String> {
        let report = Report::read(text.as_bytes(), &Options::default()).unwrap();
        Blocks::new(&report)
            .map(|block| {
                let mut line = block.paragraph.map_or(String::new(), |number| format!("{number}:"));
                for segment in &block.segments {
                    match (segment.mention, segment.edit) {
                        (Some(index), _) => line.push_str(&format!("<{index}{}>", segment.text)),
                        (None, Some(_)) => line.push_str(&format!("[{}]", segment.text)),
                        (None, None) => line.push_str(segment.text),
                    }
                }
                line
            })
            .collect()
    }

    #[test]
    fn numbers_and_lines_part_the_text() {
        assert_eq!(
            blocks("床位350张，增加6张。\n\n诊所2个"),
            ["1:床位<0350张>，增加<16张>。", "", "2:诊所<22个>"]
        );
    }

    #[test]
    fn nothing_is_lost() {
        let long = "全县共有床位350张，其中县级200张。".repeat(2000);
        for text in ["", "\n", "一\r\n二\n", "床位350\n张", "全区参合率96.\n96%，\n\n共12\n3人", &long]
        {
            let Ok(report) = Report::read(text.as_bytes(), &Options::default()) else { continue };
            let mut again: Vec<String> = Vec::new();
            for block in Blocks::new(&report) {
                let text: String = block.segments.iter().map(|segment| segment.text).collect();
                match again.last_mut().filter(|_| block.continued) {
                    Some(line) => line.push_str(&text),
                    None => again.push(text),
                }
            }
            assert_eq!(again.join("\n"), text.strip_suffix('\n').unwrap_or(text));
        }
    }

    #[test]
    fn every_number_has_a_place() {
        let text = "全县甲级村卫生室31所、乙级66所，共计9\n8所。\n".repeat(300);
        let report = Report::read(text.as_bytes(), &Options::default()).unwrap();
        let mut first = Vec::new();
        for block in Blocks::new(&report) {
            first.extend(
                block.segments.iter().filter(|segment| segment.first).filter_map(|segment| segment.mention),
            );
        }
        assert_eq!(first, (0..report.mentions().len()).collect::<Vec<_>>());
    }

    #[test]
    fn a_long_line_is_given_in_pieces() {
        let text = "全县共有床位350张，其中县级200张。".repeat(2000);
        let report = Report::read(text.as_bytes(), &Options::default()).unwrap();
        let blocks: Vec<_> = Blocks::new(&report).collect();
        assert!(blocks.len() > text.len() / BLOCK / 2, "{} blocks", blocks.len());
        assert!(blocks.iter().skip(1).all(|block| block.continued));
    }
}
