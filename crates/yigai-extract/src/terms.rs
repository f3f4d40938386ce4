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
}

impl Terms {
    pub(crate) fn find(lexicon: &Lexicon, text: &str) -> Self {
        let mut hits: Vec<Hit> = lexicon
            .automaton
            .find_overlapping_iter(text)
            .map(|m| Hit { term: m.value(), span: Span::new(m.start(), m.end()) })
            .collect();
        hits.sort_unstable_by_key(|hit| (hit.span.start(), hit.span.end()));
        Self { hits }
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
