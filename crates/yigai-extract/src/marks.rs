use yigai_span::Span;

use crate::cues::Cues;

/// No cue word is longer.
const LONGEST: usize = 48;

/// The lists whose words are looked for anywhere in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cue {
    Target,
    /// Aims that hold for their own clause only.
    NearTarget,
    Actual,
    Subject,
    RuleOfCare,
    Payer,
    /// Words for years (今年), and words that only hold one (近年来年均).
    Year,
    NoYear,
    /// Comparisons with what was before: a fact, outside of plans.
    Compared,
    /// 分别: what follows is dealt out.
    Dealt,
    /// 一要: what follows is asked for.
    Demand,
    Ceiling,
    /// Verbs of rise, fall and change.
    Moves,
    OfWhich,
    New,
    Population,
    Wanting,
    Planned,
    Borne,
    Added,
    Each,
    Levels,
    Pays,
    /// 减半, 前三季度应支: a figure that is so many parts of another.
    Portion,
}

/// How many lists there are.
const LISTS: usize = Cue::Portion as usize + 1;

impl Cue {
    fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// Which of the lists have a word in some words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Said(u32);

impl Said {
    pub(crate) fn has(self, cue: Cue) -> bool {
        self.0 & cue.bit() != 0
    }

    fn add(&mut self, lists: u32) {
        self.0 |= lists;
    }
}

/// Where the words of one list stand, in the order of where they begin.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    spans: Vec<Span>,
}

/// Where the cue words of a text stand.
#[derive(Debug)]
pub(crate) struct CueMarks {
    lists: [Marks; LISTS],
    /// All words with their lists, in the order of where they begin.
    words: Vec<(Span, u32)>,
}

/// The cue words, each with a bit for the list that holds it.
pub(crate) fn cue_words(cues: &Cues) -> impl Iterator<Item = (&str, u32)> {
    let Cues { compare, modality, naming, rules, sums, years, formulas, .. } = cues;
    let lists = [
        (Cue::Target, &modality.target),
        (Cue::NearTarget, &modality.near_target),
        (Cue::Actual, &modality.actual),
        (Cue::Subject, &cues.subjects),
        (Cue::RuleOfCare, &rules.of_care),
        (Cue::Payer, &rules.payers),
        (Cue::Year, &years.words),
        (Cue::NoYear, &years.hide),
        (Cue::Compared, &modality.compared),
        (Cue::Dealt, &sums.dealt),
        (Cue::Demand, &modality.demands),
        (Cue::Ceiling, &modality.ceiling),
        (Cue::Moves, &compare.up),
        (Cue::Moves, &compare.down),
        (Cue::Moves, &compare.open),
        (Cue::Moves, &compare.more),
        (Cue::Moves, &compare.less),
        (Cue::OfWhich, &sums.of_which),
        (Cue::New, &naming.new),
        (Cue::Population, &naming.populations),
        (Cue::Wanting, &naming.wanting),
        (Cue::Planned, &sums.planned),
        (Cue::Borne, &sums.borne),
        (Cue::Added, &sums.added),
        (Cue::Each, &rules.each),
        (Cue::Levels, &sums.levels),
        (Cue::Pays, &sums.pays),
    ];
    let portions = formulas.portions.iter().map(|portion| (Cue::Portion, &portion.words));
    lists.into_iter().chain(portions).flat_map(|(cue, list)| list.iter().map(move |word| (word, cue.bit())))
}

impl CueMarks {
    pub(crate) fn new(text: &str) -> Self {
        let lists = std::array::from_fn(|_| Marks::default());
        Self { lists, words: Vec::with_capacity(text.len() / 16) }
    }

    /// Adds a word that begins no earlier than the last one.
    pub(crate) fn add(&mut self, span: Span, lists: u32) {
        self.words.push((span, lists));
        let mut rest = lists;
        while rest != 0 {
            if let Some(list) = self.lists.get_mut(rest.trailing_zeros() as usize) {
                list.spans.push(span);
            }
            rest &= rest - 1;
        }
    }

    pub(crate) fn of(&self, cue: Cue) -> &Marks {
        const NONE: &Marks = &Marks { spans: Vec::new() };
        self.lists.get(cue as usize).unwrap_or(NONE)
    }

    /// For each stretch which lists have a word in it; stretches that end later begin no earlier.
    pub(crate) fn said(&self, stretches: impl IntoIterator<Item = Span>) -> Vec<Said> {
        let stretches: Vec<Span> = stretches.into_iter().collect();
        let mut said = vec![Said::default(); stretches.len()];
        let mut first = 0;
        for &(word, lists) in &self.words {
            while stretches.get(first).is_some_and(|stretch| stretch.end() <= word.start()) {
                first += 1;
            }
            let behind = stretches.iter().zip(&mut said).skip(first);
            for (stretch, said) in behind.take_while(|(stretch, _)| stretch.start() <= word.start()) {
                if stretch.covers(word) {
                    said.add(lists);
                }
            }
        }
        said
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

    /// Whether a word lies inside the span.
    pub(crate) fn any_in(&self, span: Span) -> bool {
        self.backwards(span).next().is_some()
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
