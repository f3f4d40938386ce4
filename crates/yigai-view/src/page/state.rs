//! What the checks say about each number, as one sign.

use yigai::contract::{Report, Verdict};

/// What is known of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    /// No check covers it.
    Unchecked,
    /// It takes part in a check that holds.
    Holds,
    /// A check could not be decided, or it takes part in one that does not hold without being blamed.
    Open,
    Near,
    Wrong,
    Broken,
}

impl State {
    pub(super) const fn of(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Consistent => Self::Holds,
            Verdict::Undecidable => Self::Open,
            Verdict::NearMiss => Self::Near,
            Verdict::Inconsistent => Self::Wrong,
            Verdict::Corrupt => Self::Broken,
        }
    }

    /// The class in the style sheet; one letter, since a page has many.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Unchecked => "z",
            Self::Holds => "o",
            Self::Open => "u",
            Self::Near => "m",
            Self::Wrong => "x",
            Self::Broken => "c",
        }
    }
}

/// The state of every mention: the worst that is said of it; an operand is only doubted where nothing bears it out.
pub(super) fn states(report: &Report) -> Vec<State> {
    let mut states = vec![State::Unchecked; report.mentions.len()];
    let mut raise = |index: usize, state: State| {
        if let Some(now) = states.get_mut(index) {
            *now = state.max(*now);
        }
    };
    for finding in &report.findings {
        if let Some(target) = finding.target {
            raise(target, State::of(finding.verdict));
        }
        if finding.verdict == Verdict::Consistent {
            finding.operands.iter().for_each(|&operand| raise(operand, State::Holds));
        }
    }
    for finding in report.findings.iter().filter(|finding| finding.verdict != Verdict::Consistent) {
        for &operand in &finding.operands {
            if let Some(state @ State::Unchecked) = states.get_mut(operand) {
                *state = State::Open;
            }
        }
    }
    states
}
