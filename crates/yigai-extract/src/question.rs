//! What is asked of the words around a number, and the answer.

use yigai_span::Span;

use crate::memory::Memory;
use crate::window::Window;
use crate::wording::{Gate, Gated};

/// An indicator that the words around a number speak for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Choice {
    /// As an index into the lexicon's targets.
    pub(crate) target: u16,
    pub(crate) score: i32,
    /// The head that decided.
    pub(crate) head: Span,
    pub(crate) place: Place,
}

/// A number that an indicator is sought for.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'m> {
    pub(crate) memory: &'m Memory<'m>,
    pub(crate) index: usize,
    pub(crate) window: &'m Window,
    pub(crate) gate: Gate,
}

/// Where the head stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Before,
    Lead,
    After,
    Earlier,
    Topic,
    Item,
}

impl Place {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Before => "before the number",
            Self::Lead => "before its neighbour",
            Self::After => "after the number",
            Self::Earlier => "earlier in the sentence",
            Self::Topic => "in the heading",
            Self::Item => "in the list",
        }
    }
}

/// The most that an indicator's family and a heading add.
pub(crate) const MOST_KIN: i32 = 60;

pub(crate) const PRIOR: i32 = 10;

/// Below this the words say too little.
pub(crate) const ENOUGH: i32 = 62;

/// A number that an indicator is sought for, and what is the same for all wordings.
pub(crate) struct Question<'m> {
    pub(crate) asked: Asked<'m>,
    /// The unit of the number, as the wordings number them.
    pub(crate) gate: u32,
    /// Where the name ends that the words before the number give to a rate: 出院患者随访率.
    pub(crate) own_rate: Option<usize>,
    /// Whether what is counted is said not to be there: only what measures a lack may be meant.
    pub(crate) wanting: bool,
    /// What the score must be above.
    pub(crate) above: i32,
    /// The best so far, and where its head stands among all.
    pub(crate) best: Option<(Choice, usize)>,
}

impl Question<'_> {
    /// Whether so much evidence is too little, or cannot lift a wording over the best so far; of two that weigh the same the
    /// one whose head comes first is taken.
    pub(crate) fn is_hopeless(&self, most: i32, order: usize) -> bool {
        most < ENOUGH || !self.is_better(most + PRIOR, order)
    }

    pub(crate) fn is_better(&self, score: i32, order: usize) -> bool {
        let than =
            |(best, first): (Choice, usize)| score > best.score || score == best.score && order < first;
        score > self.above && self.best.is_none_or(than)
    }

    pub(crate) fn chosen(&self) -> Option<Choice> {
        self.best.map(|(choice, _)| choice)
    }
}

/// A head near the number, and the wordings that it is of.
#[derive(Clone, Copy)]
pub(crate) struct Lead<'a> {
    pub(crate) gated: &'a Gated,
    pub(crate) head: Span,
    pub(crate) place: Place,
    /// What its nearness counts for.
    pub(crate) near: i32,
    /// The most that any of the wordings could reach.
    pub(crate) most: i32,
    /// Where it stands among all.
    pub(crate) order: usize,
}
