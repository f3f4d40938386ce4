//! A report's figures by mention.

use yigai_quantity::Dimension;

use crate::figure::Figure;
use crate::input::Input;

/// The figures of a report.
#[derive(Debug)]
pub(crate) struct Book<'a> {
    pub(crate) input: &'a Input<'a>,
    pub(crate) figures: Vec<Option<Figure>>,
}

/// What may be added up or set against each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Persons, institutions, files, things: whatever is counted.
    Counted,
    Visits,
    Money,
    Percent,
    Points,
    Rate,
    Multiple,
    Area,
    Measured,
}

impl<'a> Book<'a> {
    pub(crate) fn new(input: &'a Input<'a>) -> Self {
        let mut observations = vec![None; input.mentions.len()];
        for observation in input.observations {
            if let Some(slot) = observations.get_mut(observation.mention) {
                *slot = Some(observation);
            }
        }
        let figures = input
            .mentions
            .iter()
            .zip(observations)
            .map(|(mention, observation)| Figure::new(mention, observation, input.text))
            .collect();
        Self { input, figures }
    }

    pub(crate) fn figure(&self, mention: usize) -> Option<&Figure> {
        self.figures.get(mention)?.as_ref()
    }

    pub(crate) fn class(&self, mention: usize) -> Option<Class> {
        Some(match self.figure(mention)?.dimension {
            Some(Dimension::Money) => Class::Money,
            Some(Dimension::Percent) => Class::Percent,
            Some(Dimension::Points) => Class::Points,
            Some(Dimension::Rate) => Class::Rate,
            Some(Dimension::Multiple) => Class::Multiple,
            Some(Dimension::Area) => Class::Area,
            Some(Dimension::PersonTime) => Class::Visits,
            Some(Dimension::Length | Dimension::Weight | Dimension::Duration | Dimension::Age) => Class::Measured,
            _ => Class::Counted,
        })
    }

    /// The number with its unit as it stands in the clean text.
    pub(crate) fn token(&self, mention: usize) -> String {
        let token = self.input.mentions.get(mention).and_then(|mention| mention.span.slice(self.input.text));
        token.unwrap_or_default().split_whitespace().collect()
    }

    /// Whether all mentions are figures of one class; persons (人) are not visits (人次), nor is money.
    pub(crate) fn same_class(&self, mut mentions: impl Iterator<Item = usize>) -> bool {
        let Some(first) = mentions.next().and_then(|mention| self.class(mention)) else { return false };
        mentions.all(|mention| self.class(mention) == Some(first))
    }
}
