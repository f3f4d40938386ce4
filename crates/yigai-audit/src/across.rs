//! # Repeats across reports
//!
//! **Recomputes** nothing: what two reports of one place say of one indicator and period must be one number, and from one
//! year to the next a level does not grow or shrink fivefold.
//!
//! **Why**: a county's figures stand in the half-year report, the annual report and the prefecture's report.
//!
//! **Example**: 参合人数 252104 in the annual report of 2012, 225104 in the plan for 2013.
//!
//! **Silent** where a report gives no place, a figure no year, or a report several values for one indicator and year.
//!
//! **How sure**: readings that have no value in common are a conflict; a jump is a doubt.

use std::collections::BTreeMap;

use chrono::Datelike;
use yigai_extract::Observation;
use yigai_model::{Modality, Role};
use yigai_quantity::{Mention, Period};

use crate::figure::Figure;
use crate::finding::{Message, Verdict};
use crate::rational::Rational;

/// One report among several.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The place it is about.
    pub region: Option<&'a str>,
    /// The period it is of, for figures that name none.
    pub period: Option<Period>,
    /// The clean text that the spans lie in.
    pub text: &'a str,
    /// Its numbers.
    pub mentions: &'a [Mention],
    /// What they state.
    pub observations: &'a [Observation],
}

/// Two figures of two reports that do not go together. Each is a report and a mention of it, by index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The indicator's id.
    pub indicator: String,
    /// [`Verdict::Inconsistent`] for a contradiction, [`Verdict::NearMiss`] for a jump.
    pub verdict: Verdict,
    /// The earlier one.
    pub first: (usize, usize),
    /// The later one.
    pub second: (usize, usize),
    /// One sentence.
    pub message: Message,
}

/// What a report says of one indicator in one year.
struct Said {
    report: usize,
    mention: usize,
    figure: Figure,
}

/// By place, indicator, unit and subject, then by year.
type Key<'a> = (&'a str, &'a str, String, String);

/// Holds reports of one place against each other.
///
/// ```
/// use yigai_audit::across;
///
/// assert_eq!(across(&[]), []);
/// ```
pub fn across(reports: &[Source<'_>]) -> Vec<Conflict> {
    let mut series: BTreeMap<Key<'_>, BTreeMap<i32, Vec<Said>>> = BTreeMap::new();
    for (report, source) in reports.iter().enumerate() {
        let Some(region) = source.region else { continue };
        for observation in source.observations {
            if let Some((indicator, unit, year, said)) = said(report, source, observation) {
                let subject = observation.subject.clone().unwrap_or_default();
                series
                    .entry((region, indicator, unit, subject))
                    .or_default()
                    .entry(year)
                    .or_default()
                    .push(said);
            }
        }
    }
    let mut conflicts = Vec::new();
    for ((_, indicator, ..), mut years) in series {
        years.values_mut().for_each(one_each);
        for said in years.values() {
            conflicts.extend(said.windows(2).filter_map(|pair| contradiction(indicator, pair)));
        }
        let years: Vec<_> = years.iter().filter_map(|(year, said)| Some((*year, said.first()?))).collect();
        conflicts.extend(years.windows(2).filter_map(|pair| jump(indicator, pair)));
    }
    conflicts
}

fn said<'a>(
    report: usize,
    source: &Source<'a>,
    observation: &'a Observation,
) -> Option<(&'a str, String, i32, Said)> {
    let level = observation.role == Role::Level && observation.modality == Modality::Actual;
    let indicator = observation.indicator.as_deref().filter(|_| level)?;
    let mention = source.mentions.get(observation.mention)?;
    let period = observation.period.or(source.period)?;
    // Half a year is not a year.
    let whole =
        period.start.month() == 1 && period.end.month() == 12 && period.start.year() == period.end.year();
    let figure = Figure::new(mention, Some(observation), source.text)?;
    let unit = mention.quantity()?.unit.as_ref().map(|unit| unit.name().to_owned()).unwrap_or_default();
    let said = Said { report, mention: observation.mention, figure };
    whole.then_some((indicator, unit, period.start.year(), said))
}

/// A report that says two things of one indicator and year speaks of two scopes; it is left out.
fn one_each(said: &mut Vec<Said>) {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    said.iter().for_each(|said| *counts.entry(said.report).or_default() += 1);
    said.retain(|said| counts.get(&said.report) == Some(&1));
}

fn contradiction(indicator: &str, pair: &[Said]) -> Option<Conflict> {
    let [first, second] = pair else { return None };
    if first.figure.hull.meets(&second.figure.hull) {
        return None;
    }
    let (a, b) = (&first.figure.written, &second.figure.written);
    let message = Message {
        key: "across.contradiction",
        zh: format!("同一指标同一年份,一份报告写{a},另一份写{b},请核对。"),
        en: format!("Of one indicator and year one report says {a}, another {b}; please check."),
    };
    Some(conflict(indicator, Verdict::Inconsistent, first, second, message))
}

fn jump(indicator: &str, pair: &[(i32, &Said)]) -> Option<Conflict> {
    let [(before, first), (after, second)] = pair else { return None };
    let fivefold = |small: &Said, large: &Said| {
        let limit = small.figure.value.mul(Rational::whole(5));
        small.figure.value > Rational::ZERO && limit.is_some_and(|limit| large.figure.value > limit)
    };
    if *after != before + 1 || !(fivefold(first, second) || fivefold(second, first)) {
        return None;
    }
    let (a, b) = (&first.figure.written, &second.figure.written);
    let message = Message {
        key: "across.jump",
        zh: format!("{before}年为{a},{after}年为{b},一年之间变化五倍以上,请核对。"),
        en: format!("{a} in {before} and {b} in {after} are more than fivefold apart; please check."),
    };
    Some(conflict(indicator, Verdict::NearMiss, first, second, message))
}

fn conflict(indicator: &str, verdict: Verdict, first: &Said, second: &Said, message: Message) -> Conflict {
    let (first, second) = ((first.report, first.mention), (second.report, second.mention));
    Conflict { indicator: indicator.to_owned(), verdict, first, second, message }
}
