use std::collections::HashMap;

use yigai_model::{Catalogue, Modality, Role};

use crate::observation::Observation;
use crate::relation::{Link, Relation};
use crate::scene::Scene;
use crate::zip::{Tie, Zips};

/// How many sentences back the figures of a rate may stand.
const REACH: u32 = 3;
/// How many figures of one indicator are looked at on either side.
const NEAREST: usize = 6;

/// Rates with the figures they were computed from, where the catalogue knows the formula and the text states both sides.
pub(crate) fn rates(scene: &Scene<'_>, catalogue: &Catalogue, observations: &[Observation]) -> Vec<Relation> {
    let mut seen: HashMap<&str, Vec<usize>> = HashMap::new();
    for (number, observation) in observations.iter().enumerate() {
        if let Some(id) = observation.indicator.as_deref()
            && observation.role == Role::Level
        {
            seen.entry(id).or_default().push(number);
        }
    }
    let fits = |o: &Observation, rate: &Observation| {
        o.modality == rate.modality
            && (o.period == rate.period || o.period.is_none() || rate.period.is_none())
    };
    let nearest = |id: &str, rate: &Observation| {
        let here = scene.sentence(rate.mention);
        let all = seen.get(id)?;
        let split = all.partition_point(|&i| observations.get(i).is_some_and(|o| o.mention < rate.mention));
        let near = |i: &usize| {
            let found = observations.get(*i)?;
            (fits(found, rate) && scene.sentence(found.mention).abs_diff(here) <= REACH)
                .then_some(found.mention)
        };
        // Before the rate rather than behind it; the few nearest on either side decide.
        all.get(..split)?
            .iter()
            .rev()
            .take(NEAREST)
            .find_map(near)
            .or_else(|| all.get(split..)?.iter().take(NEAREST).find_map(near))
    };
    // A population is stated once and used all over the report; where it is stated twice, which one is meant is open.
    let only = |id: &str, rate: &Observation| {
        let all = seen.get(id).filter(|all| all.len() <= NEAREST)?;
        let mut fitting = all.iter().filter_map(|&i| observations.get(i)).filter(|o| fits(o, rate));
        let one = fitting.next()?;
        fitting.next().is_none().then_some(one.mention)
    };
    let mut out = Vec::new();
    for rate in observations.iter().filter(|o| o.role == Role::Level && o.modality == Modality::Actual) {
        let Some(entry) = rate.indicator.as_deref().and_then(|id| catalogue.get(id)) else { continue };
        let (Some(over), Some(under)) = (entry.numerator(), entry.denominator()) else { continue };
        let Some(numerator) = nearest(over, rate) else { continue };
        let Some(denominator) = nearest(under, rate).or_else(|| only(under, rate)) else { continue };
        let together = scene.sentence(numerator) == scene.sentence(rate.mention)
            && scene.sentence(denominator) == scene.sentence(rate.mention);
        out.push(Relation {
            link: Link::Rate {
                rate: rate.mention,
                numerator: vec![numerator],
                denominator: vec![denominator],
            },
            evidence: scene.span(numerator).join(scene.span(rate.mention)),
            firm: together,
        });
    }
    out
}

/// 住院补偿N人次。…乡镇、县级、县外分别为a、b、c人次,分别占…: numbers that are dealt out over one indicator divide the
/// figure of that indicator before them, where shares of them are stated too.
pub(crate) fn dealt_wholes(scene: &Scene<'_>, zips: &Zips, observations: &[Observation]) -> Vec<Relation> {
    let at = |mention: usize| observations.binary_search_by_key(&mention, |o| o.mention).ok();
    let shared: HashMap<usize, Vec<usize>> = zips
        .runs
        .iter()
        .filter(|run| run.shares)
        .filter_map(|run| {
            let parts: Option<Vec<usize>> = run
                .numbers
                .iter()
                .map(|&share| match zips.tie(share) {
                    Some(Tie::Number(part)) => Some(part),
                    _ => None,
                })
                .collect();
            let parts = parts?;
            Some((*parts.first()?, parts))
        })
        .collect();
    let mut out = Vec::new();
    for run in zips.runs.iter().filter(|run| !run.shares) {
        let (Some(&first), Some(&last)) = (run.numbers.first(), run.numbers.last()) else { continue };
        if shared.get(&first) != Some(&run.numbers) {
            continue;
        }
        let Some(first_at) = at(first) else { continue };
        let Some(indicator) = observations.get(first_at).and_then(|o| o.indicator.clone()) else { continue };
        let same = |o: &Observation| o.indicator.as_ref() == Some(&indicator) && o.role == Role::Level;
        if !run.numbers.iter().all(|&n| at(n).and_then(|i| observations.get(i)).is_some_and(same)) {
            continue;
        }
        let whole = observations
            .get(..first_at)
            .unwrap_or_default()
            .iter()
            .rev()
            .take_while(|o| scene.sentence(first) - scene.sentence(o.mention) <= 6)
            .find(|o| {
                same(o)
                    && scene.dimension(o.mention) == scene.dimension(first)
                    && exceeds(scene, o.mention, &run.numbers)
            });
        if let Some(whole) = whole {
            out.push(Relation {
                link: Link::Sum {
                    whole: whole.mention,
                    parts: run.numbers.clone(),
                    complete: true,
                    implied_units: 0,
                },
                evidence: scene.span(whole.mention).join(scene.span(last)),
                firm: true,
            });
        }
    }
    out
}

/// A whole is no smaller than any of its parts; a smaller figure is about something else.
fn exceeds(scene: &Scene<'_>, whole: usize, parts: &[usize]) -> bool {
    let value = |i: usize| scene.quantity(i).map(|q| q.value);
    parts.iter().all(|&part| value(part) <= value(whole))
}

/// Wholes whose parts the catalogue knows, where all of them are stated close together.
pub(crate) fn families(
    scene: &Scene<'_>,
    catalogue: &Catalogue,
    observations: &[Observation],
) -> Vec<Relation> {
    let level = |o: &&Observation| o.role == Role::Level && o.modality == Modality::Actual;
    let mut out = Vec::new();
    for (number, whole) in observations.iter().enumerate().filter(|(_, o)| level(o)) {
        let Some(entry) = whole.indicator.as_deref().and_then(|id| catalogue.get(id)) else { continue };
        if entry.parts().len() < 2 {
            continue;
        }
        let here = scene.sentence(whole.mention);
        // The parts follow their whole, within the next sentence; a second whole of the kind ends the search.
        let following: Vec<&Observation> = observations
            .get(number + 1..)
            .unwrap_or_default()
            .iter()
            .take_while(|o| {
                scene.sentence(o.mention) <= here + 1 && (o.indicator != whole.indicator || !level(o))
            })
            .filter(level)
            .collect();
        let parts: Option<Vec<usize>> = entry
            .parts()
            .iter()
            .map(|id| following.iter().find(|o| o.indicator.as_deref() == Some(&**id)).map(|o| o.mention))
            .collect();
        let Some(parts) = parts else { continue };
        let Some(&last) = parts.iter().max() else { continue };
        out.push(Relation {
            link: Link::Sum { whole: whole.mention, parts, complete: true, implied_units: 0 },
            evidence: scene.span(whole.mention).join(scene.span(last)),
            firm: true,
        });
    }
    out
}
