use yigai_span::Span;

use crate::wording::TermId;

/// A word of the lexicon where it stands in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    pub(crate) term: TermId,
    /// The units of the figures whose wordings it is a head of, a bit each.
    pub(crate) gates: u32,
    pub(crate) span: Span,
}

/// All words of the lexicon in a text, ordered by where they begin.
pub(crate) struct Terms {
    hits: Vec<Hit>,
    /// For each hit the next one of the same word.
    next: Vec<u32>,
    /// For each word its first hit.
    first: Vec<u32>,
    /// For each stretch of the text how many hits begin before it.
    before: Vec<u32>,
}

/// No hit.
const NONE: u32 = u32::MAX;

/// How many bytes one stretch of the text has.
const STRETCH: usize = 32;

/// What was found of a text so far.
pub(crate) struct TermsFinder {
    hits: Vec<Hit>,
    before: Vec<u32>,
}

impl TermsFinder {
    pub(crate) fn new(text: &str) -> Self {
        Self {
            hits: Vec::with_capacity(text.len() / 8),
            before: Vec::with_capacity(text.len() / STRETCH + 2),
        }
    }

    /// Adds a word that begins no earlier than the last one.
    pub(crate) fn add(&mut self, term: TermId, gates: u32, span: Span) {
        while self.before.len() <= span.start() / STRETCH {
            self.before.push(self.hits.len() as u32);
        }
        self.hits.push(Hit { term, gates, span });
    }

    pub(crate) fn finish(self, terms: usize) -> Terms {
        let Self { hits, before } = self;
        let mut first = vec![NONE; terms];
        let mut next = vec![NONE; hits.len()];
        for ((number, hit), link) in hits.iter().enumerate().zip(&mut next).rev() {
            if let Some(slot) = first.get_mut(hit.term as usize) {
                *link = std::mem::replace(slot, number as u32);
            }
        }
        Terms { hits, next, first, before }
    }
}

impl Terms {
    /// How many hits begin before a place.
    fn until(&self, at: usize) -> usize {
        let from = self.before.get(at / STRETCH).map_or(self.hits.len(), |&number| number as usize);
        let rest = self.hits.get(from..).unwrap_or_default();
        from + rest.iter().take_while(|hit| hit.span.start() < at).count()
    }

    fn beginning_in(&self, span: Span) -> (usize, &[Hit]) {
        let from = self.until(span.start());
        let rest = self.hits.get(from..).unwrap_or_default();
        let count = if span.len() > 8 * STRETCH {
            self.until(span.end()).saturating_sub(from)
        } else {
            rest.iter().take_while(|hit| hit.span.start() < span.end()).count()
        };
        (from, rest.get(..count).unwrap_or_default())
    }

    /// The number of the first hit of a word.
    pub(crate) fn first(&self, term: TermId) -> Option<u32> {
        self.first.get(term as usize).copied().filter(|&first| first != NONE)
    }

    /// How many hits there are.
    pub(crate) fn len(&self) -> usize {
        self.hits.len()
    }

    /// Whether a word of the list stands anywhere in the text.
    pub(crate) fn any(&self, terms: &[TermId]) -> bool {
        terms.iter().any(|&term| self.first(term).is_some())
    }

    /// The hits of a span with their numbers.
    pub(crate) fn numbered(&self, span: Span) -> impl Iterator<Item = (u32, &Hit)> {
        let (from, hits) = self.beginning_in(span);
        (from as u32..).zip(hits)
    }

    /// A hit and those of the same word behind it.
    pub(crate) fn same(&self, first: u32) -> impl Iterator<Item = Span> + '_ {
        let mut number = first;
        std::iter::from_fn(move || {
            let hit = self.hits.get(number as usize)?;
            number = self.next.get(number as usize).copied().unwrap_or(NONE);
            Some(hit.span)
        })
    }

    /// The words that lie inside a span.
    pub(crate) fn inside(&self, span: Span) -> impl DoubleEndedIterator<Item = &Hit> {
        let (_, hits) = self.beginning_in(span);
        hits.iter().filter(move |hit| hit.span.end() <= span.end())
    }

    /// Those of them that wordings for figures of a unit have for a head.
    pub(crate) fn heads(&self, span: Span, gate: u32) -> impl Iterator<Item = &Hit> {
        let hits = self.hits.get(self.until(span.start())..).unwrap_or_default().iter();
        hits.take_while(move |hit| hit.span.start() < span.end())
            .filter(move |hit| hit.gates & gate != 0 && hit.span.end() <= span.end())
    }

    /// Whether a word of the list lies inside a span.
    pub(crate) fn any_inside(&self, span: Span, terms: &[TermId]) -> bool {
        !terms.is_empty() && self.inside(span).any(|hit| terms.contains(&hit.term))
    }
}
