use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};
use yigai_span::Span;

use crate::cues::Cues;

/// Finds the cue words that are looked for anywhere in a sentence, in one pass over a text.
pub(crate) struct Marker {
    /// For each word the lists that hold it, a bit each.
    automaton: CharwiseDoubleArrayAhoCorasick<u32>,
}

/// No cue word is longer.
const LONGEST: usize = 48;

/// Where the words of one list stand, in the order of where they begin.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    spans: Vec<Span>,
}

/// Where the cue words of a text stand.
#[derive(Debug, Default)]
pub(crate) struct CueMarks {
    pub(crate) target: Marks,
    /// Aims that hold for their own clause only.
    pub(crate) near_target: Marks,
    pub(crate) actual: Marks,
    pub(crate) subjects: Marks,
    pub(crate) rules_of_care: Marks,
    pub(crate) payers: Marks,
    /// Words for years (今年), and words that only hold one (近年来年均).
    pub(crate) years: Marks,
    pub(crate) no_years: Marks,
    /// Comparisons with what was before: a fact, outside of plans.
    pub(crate) compared: Marks,
}

impl Marker {
    pub(crate) fn new(cues: &Cues) -> Result<Self, String> {
        let lists = [
            &cues.modality.target,
            &cues.modality.near_target,
            &cues.modality.actual,
            &cues.subjects,
            &cues.rules.of_care,
            &cues.rules.payers,
            &cues.years.words,
            &cues.years.hide,
            &cues.modality.compared,
        ];
        let mut words: Vec<(&str, u32)> = Vec::new();
        for (number, list) in lists.iter().enumerate() {
            words.extend(list.iter().map(|word| (word, 1 << number)));
        }
        words.sort_unstable();
        words.dedup_by(|(word, list), (kept, lists)| {
            let same = word == kept;
            if same {
                *lists |= *list;
            }
            same
        });
        let automaton = CharwiseDoubleArrayAhoCorasickBuilder::new()
            .build_with_values(words)
            .map_err(|error| error.to_string())?;
        Ok(Self { automaton })
    }

    pub(crate) fn find(&self, text: &str) -> CueMarks {
        let mut marks = CueMarks::default();
        let CueMarks {
            target,
            near_target,
            actual,
            subjects,
            rules_of_care,
            payers,
            years,
            no_years,
            compared,
        } = &mut marks;
        let mut lists =
            [target, near_target, actual, subjects, rules_of_care, payers, years, no_years, compared];
        for found in self.automaton.find_overlapping_iter(text) {
            for (number, list) in lists.iter_mut().enumerate() {
                if found.value() >> number & 1 == 1 {
                    list.spans.push(Span::new(found.start(), found.end()));
                }
            }
        }
        for list in lists {
            list.spans.sort_unstable();
        }
        marks
    }
}

impl Marks {
    /// All words, in order.
    pub(crate) fn all(&self) -> impl Iterator<Item = Span> + '_ {
        self.spans.iter().copied()
    }

    /// Whether a word of the list holds all of a place.
    pub(crate) fn around(&self, span: Span) -> bool {
        let to = self.spans.partition_point(|found| found.start() <= span.start());
        let near = self.spans.get(..to).unwrap_or_default().iter().rev();
        near.take_while(|found| found.start() + LONGEST >= span.start()).any(|found| found.covers(span))
    }

    /// Where the last word that lies inside the span begins.
    pub(crate) fn last_in(&self, span: Span) -> Option<usize> {
        self.backwards(span).map(Span::start).next()
    }

    /// The word inside the span that ends last; of several the longest.
    pub(crate) fn longest_last_in(&self, span: Span) -> Option<Span> {
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
