use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use yigai::contract::{Mention, Observation, Report};
use yigai::model::place::Institutions;
use yigai::model::{Catalogue, Indicator, Modality, Role};
use yigai::quantity::{Bound, Period};

use super::unit::fits;
use super::{LeftOut, Reason};

/// A level of a catalogued indicator in its own unit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Figure<'a> {
    pub(crate) report: &'a Report,
    pub(crate) index: usize,
    pub(crate) mention: &'a Mention,
    pub(crate) observation: &'a Observation,
    pub(crate) indicator: &'a Indicator,
    pub(crate) value: Decimal,
    /// Its own, or the report's.
    pub(crate) period: Option<Period>,
    /// Whether an alarm judges it.
    pub(crate) alarm: bool,
}

impl Figure<'_> {
    /// Whether the value is what is meant, neither a bound nor a range.
    pub(crate) fn is_exact(&self) -> bool {
        self.mention.bound == Bound::Exact && self.mention.upper.is_none()
    }
}

/// The levels of a report that are the indicator's own; what is none comes with its reason.
pub(crate) fn figures<'a>(
    report: &'a Report,
    catalogue: &'a Catalogue,
) -> impl Iterator<Item = Result<Figure<'a>, LeftOut>> {
    let alarms: BTreeSet<usize> = report.alarms().filter_map(|finding| finding.target).collect();
    let parts = parts(report);
    report.observations.iter().filter_map(move |observation| {
        let index = observation.mention;
        let mention = report.mentions.get(index)?;
        let figure = match figure(report, observation, mention, catalogue, alarms.contains(&index)) {
            Ok(_) if parts.contains(&index) => Err(Reason::Part),
            figure => figure,
        };
        Some(figure.map_err(|reason| LeftOut { path: report.document.path.clone(), mention: index, reason }))
    })
}

/// The figures that the report sums to another one of the same indicator: 基金支出…其中住院…、门诊….
fn parts(report: &Report) -> BTreeSet<usize> {
    let indicators: BTreeMap<usize, &str> =
        report.observations.iter().filter_map(|o| Some((o.mention, o.indicator.as_deref()?))).collect();
    let mut parts = BTreeSet::new();
    for sum in report.findings.iter().filter(|finding| finding.rule == "sum") {
        let Some((target, whole)) = sum.target.and_then(|target| Some((target, indicators.get(&target)?)))
        else {
            continue;
        };
        let same = |operand: &&usize| **operand != target && indicators.get(operand) == Some(whole);
        parts.extend(sum.operands.iter().filter(same));
    }
    parts
}

fn figure<'a>(
    report: &'a Report,
    observation: &'a Observation,
    mention: &'a Mention,
    catalogue: &'a Catalogue,
    alarm: bool,
) -> Result<Figure<'a>, Reason> {
    let id = observation.indicator.as_deref().ok_or(Reason::NoIndicator)?;
    let indicator = catalogue.get(id).ok_or(Reason::NoIndicator)?;
    // An earlier value is a level of its own period, where the sentence tells which.
    let level = match observation.role {
        Role::Level => true,
        Role::Previous => observation.period.is_some(),
        Role::Change | Role::ChangeRate | Role::Share => false,
    };
    if !level || observation.modality == Modality::Target {
        return Err(Reason::NotALevel);
    }
    if !fits(mention, indicator) {
        return Err(Reason::OtherUnit);
    }
    let value = mention.value.as_deref().and_then(|value| value.parse().ok()).ok_or(Reason::Alarm)?;
    let period = observation.period.or(report.document.period);
    Ok(Figure { report, index: observation.mention, mention, observation, indicator, value, period, alarm })
}

/// Whether the figure is about a kind of institution that is not in the indicator's own words.
#[cfg(any(feature = "dhis2", feature = "sdmx"))]
pub(crate) fn is_of_a_part(figure: &Figure<'_>) -> bool {
    let Some(subject) = figure.observation.subject.as_deref() else { return false };
    let indicator = figure.indicator;
    let own = indicator.name().contains(subject)
        || indicator.definition().contains(subject)
        || indicator.aliases().iter().any(|alias| alias.contains(subject));
    let institution = Institutions::builtin().named(subject).is_some()
        || ["院", "室", "站", "中心", "机构", "所"].iter().any(|end| subject.ends_with(end));
    institution && !own
}
