use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};
use yigai_span::Span;

use crate::words::Words;

/// Finds the words of several lists in one pass over a text.
pub(crate) struct Marker {
    automaton: CharwiseDoubleArrayAhoCorasick<u32>,
    lists: usize,
}

/// Where the words of one list stand, in the order of where they begin.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    spans: Vec<Span>,
}

impl Marker {
    pub(crate) fn new(lists: &[&Words]) -> Result<Self, String> {
        let mut words: Vec<(&str, u32)> = lists
            .iter()
            .zip(0..)
            .flat_map(|(list, number)| list.iter().map(move |word| (word, number)))
            .collect();
        words.sort_unstable();
        words.dedup_by_key(|(word, _)| *word);
        let automaton = CharwiseDoubleArrayAhoCorasickBuilder::new()
            .build_with_values(words)
            .map_err(|error| error.to_string())?;
        Ok(Self { automaton, lists: lists.len() })
    }

    /// For each list where its words stand.
    pub(crate) fn find(&self, text: &str) -> Vec<Marks> {
        let mut marks: Vec<Marks> = (0..self.lists).map(|_| Marks::default()).collect();
        for found in self.automaton.find_overlapping_iter(text) {
            if let Some(list) = marks.get_mut(found.value() as usize) {
                list.spans.push(Span::new(found.start(), found.end()));
            }
        }
        for list in &mut marks {
            list.spans.sort_unstable();
        }
        marks
    }
}

impl Marks {
    /// Where the last word that lies inside the span begins.
    pub(crate) fn last_in(&self, span: Span) -> Option<usize> {
        self.backwards(span).map(Span::start).next()
    }

    /// The word inside the span that ends last; of several the longest.
    pub(crate) fn longest_last_in(&self, span: Span) -> Option<Span> {
        const LONGEST: usize = 48;
        let end = self.backwards(span).take(8).map(Span::end).max()?;
        self.backwards(span)
            .take_while(|found| found.start() + LONGEST >= end)
            .filter(|found| found.end() == end)
            .last()
    }

    fn backwards(&self, span: Span) -> impl Iterator<Item = Span> + '_ {
        let to = self.spans.partition_point(|found| found.start() < span.end());
        let before = self.spans.get(..to).unwrap_or_default().iter().rev().copied();
        before
            .take_while(move |found| found.start() >= span.start())
            .filter(move |found| found.end() <= span.end())
    }
}
