//! A report's figures by mention.

use std::borrow::Cow;

use yigai_extract::{Link, Observation};
use yigai_quantity::{Dimension, Mention};
use yigai_span::Span;

use crate::figure::Figure;
use crate::input::Input;

/// The figures of a report.
#[derive(Debug)]
pub(crate) struct Book<'a> {
    pub(crate) input: &'a Input<'a>,
    pub(crate) figures: Vec<Option<Figure>>,
    observations: Vec<Option<&'a Observation>>,
}

/// Whether a line end may have cut one number in two: digits, nothing but blanks and a point, digits. Neither half is a
/// figure then.
fn is_cut(text: &str, first: &Mention, second: &Mention) -> bool {
    let digit = |c: char| c.is_ascii_digit() || c == '.' || ('０'..='９').contains(&c);
    let ends = first.span.slice(text).is_some_and(|token| token.ends_with(digit));
    if !ends || !second.span.slice(text).is_some_and(|token| token.starts_with(digit)) {
        return false;
    }
    let between = Span::new(first.span.end(), second.span.start()).slice(text).unwrap_or("-");
    let blank = between.chars().any(char::is_whitespace);
    // A tab or a run of spaces parts the cells of a table, and no line end cuts the last of a row.
    let parted = || {
        let line = text.get(..second.span.start()).unwrap_or_default();
        let line = line.strip_suffix(between).unwrap_or(line);
        let row = |line: &str| line.contains('\t') || line.trim_start().matches("  ").count() > 1;
        between.contains('\t') || between.contains("  ") || line.rsplit('\n').next().is_some_and(row)
    };
    blank && !parted() && between.chars().all(|c| c.is_whitespace() || matches!(c, '.' | '\u{ff0e}'))
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
        let mut figures: Vec<Option<Figure>> = input
            .mentions
            .iter()
            .zip(&observations)
            .map(|(mention, observation)| Figure::new(mention, *observation, input.text))
            .collect();
        for relation in input.relations {
            if let Link::Rate { rate: computed, .. } | Link::Product { amount: computed, .. } = relation.link
                && let Some(Some(figure)) = figures.get_mut(computed)
            {
                figure.round();
            }
        }
        for (at, pair) in input.mentions.windows(2).enumerate() {
            if let [first, second] = pair
                && is_cut(input.text, first, second)
            {
                figures.iter_mut().skip(at).take(2).for_each(|figure| *figure = None);
            }
        }
        Self { input, figures, observations }
    }

    pub(crate) fn figure(&self, mention: usize) -> Option<&Figure> {
        self.figures.get(mention)?.as_ref()
    }

    /// The sentence group that a figure was stated in.
    pub(crate) fn group(&self, mention: usize) -> Option<u32> {
        self.observation(mention).map(|observation| observation.group)
    }

    /// What is known of the figure of a mention.
    pub(crate) fn observation(&self, mention: usize) -> Option<&'a Observation> {
        self.observations.get(mention).copied().flatten()
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
            Some(Dimension::Length | Dimension::Weight | Dimension::Duration | Dimension::Age) => {
                Class::Measured
            }
            _ => Class::Counted,
        })
    }

    /// The number with its unit as it stands in the clean text.
    pub(crate) fn token(&self, mention: usize) -> Cow<'a, str> {
        let token = self.input.mentions.get(mention).and_then(|mention| mention.span.slice(self.input.text));
        let token = token.unwrap_or_default();
        match token.contains(char::is_whitespace) {
            true => Cow::Owned(token.split_whitespace().collect()),
            false => Cow::Borrowed(token),
        }
    }

    /// Whether all mentions are figures of one class; persons (人) are not visits (人次), nor is money.
    pub(crate) fn same_class(&self, mut mentions: impl Iterator<Item = usize>) -> bool {
        let Some(first) = mentions.next().and_then(|mention| self.class(mention)) else { return false };
        mentions.all(|mention| self.class(mention) == Some(first))
    }
}
