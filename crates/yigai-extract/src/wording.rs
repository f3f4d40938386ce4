use std::sync::Arc;

use rust_decimal::Decimal;
use yigai_quantity::Dimension;

/// Wordings that the catalogue's weak aliases make count less than others.
pub(crate) const WEAK_PENALTY: i32 = 24;

/// The most that a group of a wording adds: where the number is one of a list, its own item may have the word.
pub(crate) const MOST_OF_ITEM: i32 = 30;
pub(crate) const MOST_SUPPORT: i32 = 16;

/// What a wording adds where words of it stand in the clause of the number.
pub(crate) const MOST_BESIDE: i32 = 12;

/// No ceiling is higher, in 元.
pub(crate) const LARGEST_CEILING: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

/// No other rule for one person, one case or one village is larger, in 元.
pub(crate) const LARGEST_RULE: Decimal = Decimal::from_parts(100_000, 0, 0, false, 0);

/// No programme has this number.
pub(crate) const ANY_PROGRAMME: u16 = u16::MAX;

/// A word of the lexicon, by its number.
pub(crate) type TermId = u32;

/// One wording of an indicator.
#[derive(Clone, Debug)]
pub(crate) struct Wording {
    pub(crate) indicator: u16,
    /// Each further group must be present; the flag tells whether it may stand outside the sentence.
    pub(crate) groups: Vec<(Vec<TermId>, bool)>,
    pub(crate) vetoes: Vec<TermId>,
    /// Each of these groups must stand before the number in its own clause.
    pub(crate) beside: Vec<Vec<TermId>>,
    /// The units that the wording is about; empty for any.
    pub(crate) units: Vec<String>,
    /// Words that must not stand before the number in its sentence.
    pub(crate) absent: Vec<TermId>,
    /// Whether the head says little by itself, and must not be qualified by further words (优质护理病房覆盖率).
    pub(crate) weak: bool,
    /// Wordings that come from the catalogue weigh less than those written for the purpose.
    pub(crate) penalty: i32,
    /// Whether the user added it: it is meant wherever it stands, whatever else the document speaks of.
    pub(crate) own: bool,
}

impl Wording {
    pub(crate) fn alias(indicator: u16, groups: Vec<(Vec<TermId>, bool)>, penalty: i32, own: bool) -> Self {
        Self {
            indicator,
            groups,
            vetoes: Vec::new(),
            absent: Vec::new(),
            units: Vec::new(),
            beside: Vec::new(),
            weak: penalty == WEAK_PENALTY,
            penalty,
            own,
        }
    }
}

/// An indicator as the linker needs it.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    pub(crate) id: Arc<str>,
    pub(crate) programme: Arc<str>,
    pub(crate) programme_number: u16,
    /// Words that never stand next to a figure of it.
    pub(crate) never: Vec<TermId>,
    /// Words that never stand before a figure of it in its sentence.
    pub(crate) absent: Vec<TermId>,
    pub(crate) dimensions: Vec<Dimension>,
    pub(crate) standard: bool,
    /// The largest amount of money that a rule of its kind names, in 元.
    pub(crate) largest: Decimal,
    /// Whether it counts for each thousand or ten thousand inhabitants.
    pub(crate) density: bool,
    /// Whether it counts what is not there.
    pub(crate) lack: bool,
    /// Whether it counts institutions of a kind.
    pub(crate) house: bool,
    /// Whether it counts what is built or renewed.
    pub(crate) built: bool,
    /// Of a density (每千人口) or an average the most that it can be: above it the figure is of the things themselves.
    pub(crate) most: Option<Decimal>,
    /// Whether it is a change of something else.
    pub(crate) change: bool,
    /// Whether it is the money of a whole scheme.
    pub(crate) fund: bool,
    /// Whether it is what a scheme leaves to the patient or pays of a bill: a deductible, a ceiling, a ratio.
    pub(crate) care: bool,
    /// What its id begins with (htn, dm, …), as a number.
    pub(crate) family: u16,
}

impl Target {
    /// Whether a density or an average can be as large as a figure.
    pub(crate) fn may_be(&self, value: Decimal) -> bool {
        self.most.is_none_or(|most| value <= most)
    }
}

/// What decides of most wordings that they are not meant, close together.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Brief {
    pub(crate) wording: u32,
    /// The programme that the document must speak of; [`ANY_PROGRAMME`] for a wording of the user's own.
    pub(crate) programme: u16,
    /// What all groups of the wording could add at most.
    pub(crate) most: Most,
}

/// The most that the groups of a wording could add to a number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Most {
    alone: i32,
    /// Where the number is one of a list.
    listed: i32,
}

impl Most {
    fn of(wording: &Wording) -> Self {
        let groups = wording.groups.len() as i32;
        let own = MOST_BESIDE * wording.beside.len().min(1) as i32 - wording.penalty;
        Self { alone: own + MOST_SUPPORT * groups, listed: own + MOST_OF_ITEM * groups }
    }

    fn max(self, other: Self) -> Self {
        Self { alone: self.alone.max(other.alone), listed: self.listed.max(other.listed) }
    }

    pub(crate) fn where_listed(self, listed: bool) -> i32 {
        if listed { self.listed } else { self.alone }
    }
}

/// The wordings whose head one word is, sorted by the units that figures may have.
#[derive(Clone, Debug, Default)]
pub(crate) struct Headed {
    gates: u32,
    gated: Vec<Gated>,
}

/// Those for figures of one unit.
#[derive(Clone, Debug)]
pub(crate) struct Gated {
    /// The unit, as [`Gates`] numbers it.
    gate: u32,
    pub(crate) briefs: Vec<Brief>,
    /// The most that the groups of any of them could add.
    pub(crate) most: Most,
}

/// Which units a figure may be linked over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gate {
    /// The indicator must take this dimension; `None` is a bare number.
    Of(Option<Dimension>),
    /// A rate of change or a share says nothing of the indicator's own unit.
    Any,
}

/// The dimensions that indicators are counted in, each a bit.
#[derive(Clone, Debug)]
pub(crate) struct Gates(Vec<Dimension>);

/// Stands for a figure of any unit, and for one without.
const ANY_UNIT: u32 = 1 << 31;
const NO_UNIT: u32 = 1 << 30;

impl Gates {
    pub(crate) fn new(targets: &[Target]) -> Self {
        let counted = targets.iter().flat_map(|target| target.dimensions.iter().copied());
        let mut dimensions: Vec<Dimension> = counted.chain([Dimension::Points]).collect();
        dimensions.sort_unstable();
        dimensions.dedup();
        Self(dimensions)
    }

    /// The bit that an indicator must have to be meant by a figure.
    pub(crate) fn asked(&self, gate: Gate) -> u32 {
        match gate {
            Gate::Any => ANY_UNIT,
            Gate::Of(None) => NO_UNIT,
            Gate::Of(Some(dimension)) => self.bit(dimension),
        }
    }

    fn of(&self, target: &Target) -> u32 {
        // A change in points is one of an indicator in percent.
        let percent = target.dimensions.contains(&Dimension::Percent);
        let more = if percent { self.bit(Dimension::Points) } else { NO_UNIT };
        target.dimensions.iter().fold(ANY_UNIT | more, |bits, &dimension| bits | self.bit(dimension))
    }

    fn bit(&self, dimension: Dimension) -> u32 {
        self.0.iter().position(|&d| d == dimension).map_or(0, |at| 1 << at)
    }
}

impl Headed {
    pub(crate) fn new(list: &[u32], wordings: &[Wording], targets: &[Target], gates: &Gates) -> Self {
        let mut headed = Self::default();
        for &number in list {
            let Some(wording) = wordings.get(number as usize) else { continue };
            let Some(target) = targets.get(usize::from(wording.indicator)) else { continue };
            let brief = Brief {
                wording: number,
                programme: if wording.own { ANY_PROGRAMME } else { target.programme_number },
                most: Most::of(wording),
            };
            let mut rest = gates.of(target);
            while rest != 0 {
                headed.add(1 << rest.trailing_zeros(), brief);
                rest &= rest - 1;
            }
        }
        headed
    }

    fn add(&mut self, gate: u32, brief: Brief) {
        self.gates |= gate;
        match self.gated.iter_mut().find(|gated| gated.gate == gate) {
            Some(gated) => {
                gated.most = gated.most.max(brief.most);
                gated.briefs.push(brief);
            }
            None => self.gated.push(Gated { gate, briefs: vec![brief], most: brief.most }),
        }
    }

    /// The units that there are wordings for, a bit each.
    pub(crate) fn gates(&self) -> u32 {
        self.gates
    }

    /// The wordings for figures of a unit.
    pub(crate) fn of(&self, gate: u32) -> Option<&Gated> {
        self.gated.iter().find(|gated| gated.gate == gate)
    }
}
