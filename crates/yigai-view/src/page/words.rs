//! What a page says about one number, as strings.

use yigai::contract::{Mention, Observation, Report};
use yigai::quantity::Kind;

use crate::line::one_line;
use crate::messages;
use crate::names;
use crate::style::Style;

/// A report with its observations at hand by mention.
pub(super) struct Facts<'a> {
    pub(super) report: &'a Report,
    pub(super) style: Style<'a>,
    observations: Vec<Option<usize>>,
}

impl<'a> Facts<'a> {
    pub(super) fn new(report: &'a Report, style: &Style<'a>) -> Self {
        let mut observations = vec![None; report.mentions.len()];
        for (index, observation) in report.observations.iter().enumerate() {
            if let Some(place) = observations.get_mut(observation.mention) {
                *place = Some(index);
            }
        }
        Self { report, style: *style, observations }
    }

    pub(super) fn observation(&self, mention: usize) -> Option<&'a Observation> {
        let index = self.observations.get(mention).copied().flatten()?;
        self.report.observations.get(index)
    }

    pub(super) fn mention(&self, index: usize) -> Option<&'a Mention> {
        self.report.mentions.get(index)
    }

    /// What a number means: `263,918 人`; for what is no quantity its kind, and its value where it has one.
    pub(super) fn meaning(&self, mention: &Mention) -> String {
        let lang = self.style.lang;
        match mention.kind {
            Kind::Quantity => names::value(mention, lang),
            kind => match &mention.value {
                Some(value) => format!("{} {value}", names::kind(kind).to(lang)),
                None => names::kind(kind).to(lang).to_owned(),
            },
        }
    }

    /// The indicator in the language of the page, or the report's own words.
    pub(super) fn subject(&self, mention: usize) -> String {
        let Some(observation) = self.observation(mention) else { return String::new() };
        match observation.indicator.as_deref().and_then(|id| self.style.catalogue.get(id)) {
            Some(indicator) => self.style.lang.pick(indicator.name(), indicator.english()).to_owned(),
            None => one_line(&observation.label),
        }
    }

    /// The indicator in both languages and by its id, a line each.
    pub(super) fn indicator(&self, mention: usize) -> String {
        let id = self.observation(mention).and_then(|observation| observation.indicator.as_deref());
        match id.and_then(|id| self.style.catalogue.get(id)) {
            Some(indicator) => format!("{}\n{}\n{}", indicator.name(), indicator.english(), indicator.id()),
            None => id.unwrap_or_default().to_owned(),
        }
    }

    /// The place of the programme in the catalogue, counted from 1; 0 where there is none.
    pub(super) fn programme(&self, mention: usize) -> usize {
        let id = self.observation(mention).and_then(|observation| observation.programme.as_deref());
        let programmes = self.style.catalogue.programmes();
        id.and_then(|id| programmes.iter().position(|programme| programme.id() == id)).map_or(0, |at| at + 1)
    }

    /// One line for a reader without scripts.
    pub(super) fn brief(&self, index: usize, mention: &Mention) -> String {
        let lang = self.style.lang;
        let source = &mention.source;
        let place = [mention.paragraph, source.start, source.end].map(|n| n.to_string());
        let mut parts = vec![self.meaning(mention)];
        if let Some(observation) = self.observation(index) {
            parts.push(self.subject(index));
            parts.push(names::side(observation, lang));
            parts.push(observation.period.as_ref().map(names::period).unwrap_or_default());
        }
        parts.push(messages::PLACE.fill(lang, place.each_ref().map(String::as_str)));
        parts.retain(|part| !part.is_empty());
        parts.join(" · ")
    }
}
