//! Words that mean another scheme from a year on: 居民医保 was the urban residents' scheme until the schemes merged.

use std::sync::Arc;

use chrono::Datelike;
use serde::Deserialize;
use yigai_span::Span;

use crate::observation::Observation;
use crate::scene::Scene;

/// What takes the place of an indicator from a year on.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Since {
    /// The first year.
    pub(crate) year: i32,
    /// The indicator that the same words then mean.
    pub(crate) now: String,
    /// Words of which none may stand in the sentence before the figure: they name the old scheme.
    #[serde(default)]
    pub(crate) unless: Vec<String>,
}

#[derive(Clone, Debug)]
pub(crate) struct Successor {
    pub(crate) old: Arc<str>,
    pub(crate) new: Arc<str>,
    pub(crate) since: Since,
}

/// Gives figures of later years to the indicator that their words mean by then. The year is that of the figure, or else
/// of the report.
pub(crate) fn succeed(
    successors: &[Successor],
    scene: &Scene<'_>,
    year: Option<i32>,
    observations: &mut [Observation],
) {
    for observation in observations {
        let Some(successor) = successors.iter().find(|s| observation.indicator.as_ref() == Some(&s.old))
        else {
            continue;
        };
        let own = observation.period.map(|period| period.end.year());
        let sentence = scene.sentence_span(scene.sentence(observation.mention));
        let before = scene.slice(Span::new(sentence.start(), scene.span(observation.mention).start()));
        if own.or(year).is_some_and(|year| year >= successor.since.year)
            && !successor.since.unless.iter().any(|word| before.contains(word.as_str()))
        {
            observation.indicator = Some(Arc::clone(&successor.new));
            observation.why.push(format!("since {}", successor.since.year));
        }
    }
}
