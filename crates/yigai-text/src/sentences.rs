use yigai_span::Span;

use crate::lines::is_blank;
use crate::structure::{Paragraph, Section, Structure};

/// A sentence of the clean text: up to its full stop with the quotes and brackets that close behind it, or a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, without the spaces around it.
    pub span: Span,
    /// The innermost section whose marker stands before it, as an index into [`Structure::sections`].
    pub section: Option<usize>,
}

impl Structure {
    /// The sentences of the clean text, in order; every character that is no space lies in exactly one.
    ///
    /// They are found while they are asked for: a reader that needs none pays nothing.
    ///
    /// ```
    /// use yigai_text::{Document, Options};
    ///
    /// let text = "一、主要做法 (一)抓筹资。参合率98.2%;“应保尽保。”二是抓监管,次均费用1,206.5元";
    /// let document = Document::read(text.as_bytes(), &Options::default())?;
    /// let sentences: Vec<&str> = document
    ///     .structure()
    ///     .sentences(document.clean())
    ///     .map(|sentence| sentence.span.slice(text).unwrap())
    ///     .collect();
    /// assert_eq!(
    ///     sentences,
    ///     ["一、主要做法", "(一)抓筹资。", "参合率98.2%;“应保尽保。”", "二是抓监管,次均费用1,206.5元"]
    /// );
    /// # Ok::<(), yigai_text::ReadError>(())
    /// ```
    pub fn sentences<'s>(&'s self, text: &'s str) -> impl Iterator<Item = Sentence> + 's {
        Sentences { text, paragraphs: &self.paragraphs, sections: &self.sections, next: 0, at: 0, section: 0 }
    }
}

impl Sentence {
    /// The clauses: what commas, semicolons and colons divide, the mark included. Between digits they divide nothing.
    ///
    /// ```
    /// use yigai_text::{Document, Options};
    ///
    /// let text = "门诊10:30开诊,全年接诊1,206人次;其中:老人、儿童占42.5%。";
    /// let document = Document::read(text.as_bytes(), &Options::default())?;
    /// let sentence = document.structure().sentences(text).next().unwrap();
    /// let clauses: Vec<&str> = sentence.clauses(text).map(|clause| clause.slice(text).unwrap()).collect();
    /// assert_eq!(clauses, ["门诊10:30开诊,", "全年接诊1,206人次;", "其中:", "老人、儿童占42.5%。"]);
    /// # Ok::<(), yigai_text::ReadError>(())
    /// ```
    pub fn clauses<'t>(&self, text: &'t str) -> impl Iterator<Item = Span> + 't {
        let (mut at, end) = (self.span.start(), self.span.end());
        core::iter::from_fn(move || {
            let rest = text.get(at..end).filter(|rest| !rest.is_empty())?;
            let stop = rest.char_indices().find(|&(offset, c)| is_clause_end(rest, offset, c));
            let length = stop.map_or(rest.len(), |(offset, c)| offset + c.len_utf8());
            let start = at + rest.len() - rest.trim_start_matches(is_blank).len();
            at += length;
            Some(Span::new(start, at))
        })
    }
}

/// Walks the text once, beside its paragraphs and sections.
struct Sentences<'s> {
    text: &'s str,
    paragraphs: &'s [Paragraph],
    sections: &'s [Section],
    /// The paragraph that is walked.
    next: usize,
    at: usize,
    /// The first section whose marker is not behind yet.
    section: usize,
}

impl Iterator for Sentences<'_> {
    type Item = Sentence;

    fn next(&mut self) -> Option<Sentence> {
        loop {
            let paragraph = self.paragraphs.get(self.next)?.span;
            self.at = self.at.max(paragraph.start());
            let rest = self.text.get(self.at..paragraph.end()).unwrap_or_default();
            let trimmed = rest.trim_start_matches(is_blank);
            if trimmed.is_empty() {
                self.next += 1;
                continue;
            }
            let start = paragraph.end() - trimmed.len();
            while self.sections.get(self.section).is_some_and(|s| s.marker.start() <= start) {
                self.section += 1;
            }
            let end = self.end(start, paragraph.end());
            self.at = end;
            let sentence = self.text.get(start..end).unwrap_or_default().trim_end_matches(is_blank);
            let section = self.section.checked_sub(1);
            return Some(Sentence { span: Span::new(start, start + sentence.len()), section });
        }
    }
}

impl Sentences<'_> {
    /// Where the sentence that begins at `start` ends.
    fn end(&self, start: usize, limit: usize) -> usize {
        // The next heading or item begins a sentence of its own, and a heading ends at its space.
        let here = self.section.checked_sub(1).and_then(|i| self.sections.get(i));
        let heading = here.filter(|s| s.marker.start() == start).map(|s| s.title.end());
        let heading = heading.filter(|&end| self.text.get(end..limit).is_some_and(|t| t.starts_with(' ')));
        let next = self.sections.get(self.section).map(|s| s.marker.start());
        let limit = [heading, next].into_iter().flatten().filter(|&end| end > start).fold(limit, usize::min);
        let rest = self.text.get(start..limit).unwrap_or_default();
        let Some(stop) = rest.find(['。', '！', '？', '!', '?']) else { return limit };
        let behind = rest.get(stop..).unwrap_or_default();
        let closed = behind.trim_start_matches(|c| {
            is_stop(c) || matches!(c, '”' | '’' | '"' | '）' | ')' | '》' | '」' | '』' | '】')
        });
        limit - closed.len()
    }
}

fn is_stop(character: char) -> bool {
    matches!(character, '。' | '！' | '？' | '!' | '?')
}

fn is_clause_end(text: &str, offset: usize, mark: char) -> bool {
    if !matches!(mark, ',' | '，' | ';' | '；' | ':' | '：') {
        return false;
    }
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let before = text.get(..offset).and_then(|t| t.chars().next_back());
    let after = text.get(offset + mark.len_utf8()..).and_then(|t| t.chars().next());
    !(digit(before) && digit(after))
}
