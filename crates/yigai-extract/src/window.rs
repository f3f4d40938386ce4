//! The words around a number.

use yigai_quantity::Dimension;
use yigai_span::Span;

use crate::scene::Scene;

/// The words around a number.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Window {
    /// From the last comma or number up to the number.
    pub(crate) before: Span,
    /// The words before the number's neighbour, where nothing of its own stands before the number itself.
    pub(crate) lead: Span,
    /// From the number to the next comma or number.
    pub(crate) after: Span,
    /// From the beginning of the sentence to the last colon before the number.
    pub(crate) led: Span,
    /// What the sentence or list item is about: the words before a colon, or its heading.
    pub(crate) topic: Span,
    /// The sentence.
    pub(crate) sentence: Span,
}

impl Scene<'_> {
    pub(crate) fn find_window(&self, index: usize) -> Window {
        let Some(clause) = self.clause(index) else { return Window::default() };
        let span = self.span(index);
        let in_clause = |other: &usize| clause.span.covers(self.span(*other));
        let previous = self.previous(index).filter(in_clause);
        let next = self.next(index).filter(in_clause);
        let start = previous.map_or(clause.span.start(), |i| self.span(i).end());
        let end = next.map_or(clause.span.end(), |i| self.span(i).start()).max(span.end());
        // 、 ends what belongs to this item of a list.
        let behind = self.slice(Span::new(span.end(), end));
        let joint = behind.char_indices().find(|(_, c)| *c == '、');
        let end = joint.map_or(end, |(at, _)| span.end() + at);
        let before = Span::new(start.min(span.start()), span.start());
        let lead = if bare(self.slice(before)) { self.lead(index) } else { Span::default() };
        let sentence = self.sentence_span(clause.sentence);
        let colon = self.layout.colon_before(span.start()).filter(|&colon| colon >= sentence.start());
        let led = colon.map_or(Span::default(), |colon| Span::new(sentence.start(), colon));
        Window {
            before,
            lead,
            // 11类43项服务, 2.1万户、7.3万名农民参合: what is counted twice is named behind the second number.
            after: match next.filter(|&i| self.counted_twice(index, i)) {
                Some(second) => self.find_window(second).after,
                None => Span::new(span.end(), end),
            },
            led,
            topic: self.topic(index, colon.map(|_| led)),
            sentence,
        }
    }

    fn counted_twice(&self, index: usize, next: usize) -> bool {
        let between = self.slice(Span::new(self.span(index).end(), self.span(next).start()));
        let people = self.dimension(index) == Some(Dimension::Household)
            && self.dimension(next) == Some(Dimension::Person);
        between.is_empty() || people && matches!(between, "、" | "," | "，" | "共")
    }

    /// 高血压患者:在管A人,规范管理B人: the words before the colon say whom all of it is about.
    fn topic(&self, index: usize, led: Option<Span>) -> Span {
        const LONGEST: usize = 60;
        if let Some(led) = led {
            let words = self.slice(led);
            let joint = words.char_indices().rev().find(|(_, c)| matches!(c, ',' | '，' | ';' | '；' | '、'));
            let start = led.start() + joint.map_or(0, |(at, c)| at + c.len_utf8());
            if start < led.end() && led.end() - start <= LONGEST {
                return Span::new(start, led.end());
            }
        }
        let section =
            self.clause(index).and_then(|c| c.section).and_then(|s| self.structure.sections.get(s as usize));
        section
            .map(|s| s.title)
            .filter(|title| title.len() <= LONGEST && title.end() <= self.span(index).start())
            .unwrap_or_default()
    }

    /// The words before the nearest earlier number of the sentence that has words of its own.
    fn lead(&self, index: usize) -> Span {
        let sentence = self.sentence(index);
        let mut at = index;
        for _ in 0..8 {
            let Some(previous) = self.previous(at).filter(|&i| self.sentence(i) == sentence) else {
                return Span::default();
            };
            let Some(clause) = self.clause(previous) else { return Span::default() };
            let start = self
                .previous(previous)
                .filter(|&i| clause.span.covers(self.span(i)))
                .map_or(clause.span.start(), |i| self.span(i).end());
            let before = Span::new(start, self.span(previous).start());
            if !bare(self.slice(before)) {
                return before;
            }
            at = previous;
        }
        Span::default()
    }
}

/// Whether the words between two numbers only join them.
fn bare(text: &str) -> bool {
    let joins = |c: char| {
        matches!(c, '、' | ',' | '，' | '和' | '及' | '或' | '与' | '至' | '到' | '：' | ':' | '的')
            || c.is_whitespace()
    };
    text.chars().all(joins)
}
