//! What was read up to a number, and around it.

use yigai_span::Span;

use crate::lexicon::Lexicon;
use crate::terms::Terms;
use crate::wording::TermId;

/// Where each word was last seen: within the sentence at hand, and before it. A word of the text is known by the number of its
/// first hit.
pub(crate) struct Memory<'t> {
    terms: &'t Terms,
    sentence: Span,
    /// The number of the first hit of the sentence at hand.
    from: u32,
    /// For each word one more than the number of its first hit in the last sentence that has it.
    here: Vec<u32>,
    /// For each word one more than where it was last seen.
    last: Vec<u32>,
}

impl<'t> Memory<'t> {
    pub(crate) fn new(terms: &'t Terms) -> Self {
        let hits = terms.len();
        Self { terms, sentence: Span::default(), from: u32::MAX, here: vec![0; hits], last: vec![0; hits] }
    }

    /// Moves on to a sentence: its words are at hand, those before are remembered.
    pub(crate) fn enter(&mut self, sentence: Span) {
        self.sentence = sentence;
        self.from = u32::MAX;
        for (number, hit) in self.terms.numbered(sentence) {
            self.from = self.from.min(number);
            let Some(word) = self.terms.first(hit.term) else { continue };
            if let Some(last) = self.last.get_mut(word as usize) {
                *last = hit.span.start() as u32 + 1;
            }
            if let Some(here) = self.here.get_mut(word as usize)
                && *here <= self.from
            {
                *here = number + 1;
            }
        }
    }

    /// Where a word stands in the sentence at hand.
    pub(crate) fn in_sentence(&self, term: TermId) -> impl Iterator<Item = Span> + use<'t> {
        let end = self.sentence.end();
        let all = self.first(term).into_iter().flat_map(|first| self.terms.same(first));
        all.take_while(move |span| span.start() < end)
    }

    /// Its first hit there.
    fn first(&self, term: TermId) -> Option<u32> {
        let word = self.terms.first(term)?;
        self.here.get(word as usize)?.checked_sub(1).filter(|&first| first >= self.from)
    }

    /// Where a word was last seen, if that was behind a place.
    pub(crate) fn since(&self, term: TermId, start: usize) -> Option<usize> {
        let word = self.terms.first(term)?;
        let last = *self.last.get(word as usize)? as usize;
        last.checked_sub(1).filter(|&at| at >= start)
    }
}

/// Which words stand in some places of the text, kept until other places are asked for.
pub(crate) struct Seen<K> {
    places: Option<K>,
    words: Vec<TermId>,
    /// For each word a bit.
    of: Vec<u64>,
}

impl<K: PartialEq> Seen<K> {
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        Self { places: None, words: Vec::new(), of: vec![0; lexicon.terms.len() / 64 + 1] }
    }

    pub(crate) fn enter(&mut self, terms: &Terms, places: K, spans: impl IntoIterator<Item = Span>) {
        if self.places.as_ref() == Some(&places) {
            return;
        }
        self.places = Some(places);
        for term in self.words.drain(..) {
            if let Some(bits) = self.of.get_mut(term as usize / 64) {
                *bits = 0;
            }
        }
        for hit in spans.into_iter().flat_map(|span| terms.inside(span)) {
            if let Some(bits) = self.of.get_mut(hit.term as usize / 64) {
                *bits |= 1 << (hit.term % 64);
                self.words.push(hit.term);
            }
        }
    }

    pub(crate) fn any(&self, list: &[TermId]) -> bool {
        list.iter()
            .any(|&term| self.of.get(term as usize / 64).is_some_and(|bits| bits >> (term % 64) & 1 == 1))
    }
}
