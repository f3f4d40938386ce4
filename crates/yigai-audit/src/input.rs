use yigai_extract::{Observation, Relation};
use yigai_model::Constraints;
use yigai_quantity::Mention;

/// What the audit reads of one report.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Input<'a> {
    /// The clean text that the spans of the mentions belong to. Only tokens are taken from it, no sentence is read.
    pub text: &'a str,
    /// Every number of the body, in text order.
    pub mentions: &'a [Mention],
    /// What the quantities state.
    pub observations: &'a [Observation],
    /// What belongs together.
    pub relations: &'a [Relation],
    /// The year the report is about, where it is known.
    pub report_year: Option<i32>,
    /// What holds between indicators; those that are compiled in unless others are given.
    pub constraints: Option<&'a Constraints>,
}

impl<'a> Input<'a> {
    /// The parts of one report, without a year.
    pub fn new(
        text: &'a str,
        mentions: &'a [Mention],
        observations: &'a [Observation],
        relations: &'a [Relation],
    ) -> Self {
        Self {
            text,
            mentions,
            observations,
            relations,
            report_year: None,
            constraints: Some(Constraints::builtin()),
        }
    }

    /// The same report with the year it is about.
    #[must_use]
    pub fn report_year(mut self, year: Option<i32>) -> Self {
        self.report_year = year;
        self
    }

    /// The same report judged by other constraints, or by none.
    #[must_use]
    pub fn constraints(mut self, constraints: Option<&'a Constraints>) -> Self {
        self.constraints = constraints;
        self
    }
}

/// How to audit.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// How many suggestions a finding may carry.
    pub suggestions: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { suggestions: 5 }
    }
}
