use yigai_span::Span;

use crate::lexicon::{Lexicon, TermId};

/// A word of the lexicon where it stands in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    pub(crate) term: TermId,
    pub(crate) span: Span,
}

/// All words of the lexicon in a text, ordered by where they begin.
pub(crate) struct Terms {
    hits: Vec<Hit>,
    /// For each hit the next one of the same word; its own number where there is none.
    next: Vec<u32>,
    /// For each word whether it stands in the text at all.
    seen: Vec<bool>,
}

impl Terms {
    pub(crate) fn find(lexicon: &Lexicon, text: &str) -> Self {
        let mut hits: Vec<Hit> = lexicon
            .automaton
            .find_overlapping_iter(text)
            .map(|m| Hit { term: m.value(), span: Span::new(m.start(), m.end()) })
            .collect();
        hits.sort_unstable_by_key(|hit| (hit.span.start(), hit.span.end()));
        let mut last = vec![None; lexicon.terms.len()];
        let mut next: Vec<u32> = (0..hits.len() as u32).collect();
        for (number, hit) in hits.iter().enumerate().rev() {
            if let (Some(slot), Some(link)) = (last.get_mut(hit.term as usize), next.get_mut(number)) {
                *link = slot.unwrap_or(number as u32);
                *slot = Some(number as u32);
            }
        }
        Self { hits, next, seen: last.iter().map(Option::is_some).collect() }
    }

    /// Whether a word of the list stands anywhere in the text.
    pub(crate) fn any(&self, terms: &[TermId]) -> bool {
        terms.iter().any(|&term| self.seen.get(term as usize).copied().unwrap_or_default())
    }

    /// The hits of a span with their numbers.
    pub(crate) fn numbered(&self, span: Span) -> impl Iterator<Item = (u32, &Hit)> {
        let from = self.hits.partition_point(|hit| hit.span.start() < span.start());
        let to = self.hits.partition_point(|hit| hit.span.start() < span.end());
        (from as u32..).zip(self.hits.get(from..to).unwrap_or_default())
    }

    /// A hit and those of the same word behind it.
    pub(crate) fn same(&self, first: u32) -> impl Iterator<Item = Span> + '_ {
        let mut number = Some(first);
        std::iter::from_fn(move || {
            let at = number?;
            let hit = self.hits.get(at as usize)?;
            number = self.next.get(at as usize).copied().filter(|&next| next != at);
            Some(hit.span)
        })
    }

    /// The words that lie inside a span.
    pub(crate) fn inside(&self, span: Span) -> impl DoubleEndedIterator<Item = &Hit> {
        let from = self.hits.partition_point(|hit| hit.span.start() < span.start());
        let to = self.hits.partition_point(|hit| hit.span.start() < span.end());
        self.hits.get(from..to).unwrap_or_default().iter().filter(move |hit| hit.span.end() <= span.end())
    }

    /// Whether a word of the list lies inside a span.
    pub(crate) fn any_inside(&self, span: Span, terms: &[TermId]) -> bool {
        !terms.is_empty() && self.inside(span).any(|hit| terms.contains(&hit.term))
    }
}
