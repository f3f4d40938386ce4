use std::collections::HashMap;

use yigai_model::{Indicator, Role};
use yigai_quantity::Dimension;

use crate::change::{Changes, Part};
use crate::observation::Observation;
use crate::relation::{Link, Relation};
use crate::scene::Scene;
use crate::zip::{Tie, Zips};

/// How many sentences back the figures of a rate may stand.
const REACH: u32 = 3;
/// How many figures of one indicator are looked at on either side.
const NEAREST: usize = 6;

/// Rates with the figures they were computed from, where the catalogue knows the formula and the text states both sides.
pub(crate) fn rates(
    scene: &Scene<'_>,
    observations: &[Observation],
    entries: &[Option<&Indicator>],
) -> Vec<Relation> {
    let mut seen: HashMap<&str, Vec<usize>> = HashMap::with_capacity(observations.len());
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
    for (rate, entry) in observations.iter().zip(entries).filter(|(rate, _)| rate.is_actual_level()) {
        let Some(entry) = entry else { continue };
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

/// 管理A人,规范管理B人,规范管理率R; 受益N人次,赔付M万元,次均R元: a rate right behind the two figures that it is made of.
pub(crate) fn stated_rates(scene: &Scene<'_>, changes: &Changes) -> Vec<Relation> {
    let cues = &scene.cues.rates;
    let level = |i: usize| !matches!(changes.of(i), Some((_, Part::From | Part::By | Part::Rate)));
    let told_apart = |first: &str, second: &str| {
        cues.reached.iter().any(|word| first.contains(word) && !second.contains(word))
    };
    let said = |i: usize| scene.said(i);
    let behind = |i: usize| {
        let previous = scene.previous(i).filter(|&p| scene.segment(p) == scene.segment(i))?;
        level(previous).then_some(previous)
    };
    let rate = |&index: &usize| -> Option<Relation> {
        if scene.transparent(index) || !level(index) {
            return None;
        }
        if !matches!(scene.dimension(index), Some(Dimension::Percent | Dimension::Money)) {
            return None;
        }
        let words = said(index).trim_end().trim_end_matches(['达', '为', '到', '仅', '约']);
        let (first, second) = (behind(index)?, behind(behind(index)?)?);
        let (numerator, denominator) = match scene.dimension(index)? {
            Dimension::Percent if words.ends_with(['率', '比']) || words.ends_with("比例") => {
                // The denominator comes first: 应检A人,实检B人,受检率R.
                let kin = counted(scene, first) && counted(scene, second)
                    || scene.dimension(first) == Some(Dimension::Money)
                        && scene.dimension(second) == Some(Dimension::Money);
                let named = cues.wholes.within(said(second))
                    || told_apart(said(first), said(second))
                    || is_group(scene, second)
                    || is_named_part(scene, first, second, words);
                if !kin || !named || !leads_to(said(first), words) && !cues.wholes.within(said(second)) {
                    return None;
                }
                (first, second)
            }
            Dimension::Money
                if words.ends_with("次均") || words.ends_with("人均") || words.contains("均") =>
            {
                let money = |i: usize| scene.dimension(i) == Some(Dimension::Money);
                let (amount, count) = if money(first) { (first, second) } else { (second, first) };
                let scaled =
                    scene.quantity(amount).is_some_and(|q| q.stated.scale > rust_decimal::Decimal::ONE);
                if !money(amount) || !counted(scene, count) || !scaled {
                    return None;
                }
                (amount, count)
            }
            _ => return None,
        };
        Some(Relation {
            link: Link::Rate { rate: index, numerator: vec![numerator], denominator: vec![denominator] },
            evidence: scene.span(second).join(scene.span(index)),
            firm: true,
        })
    };
    scene.quantities.iter().filter_map(rate).collect()
}

fn counted(scene: &Scene<'_>, index: usize) -> bool {
    matches!(
        scene.dimension(index),
        Some(
            Dimension::Person
                | Dimension::PersonTime
                | Dimension::File
                | Dimension::Household
                | Dimension::Count
                | Dimension::Thing
        )
    )
}

/// 重点人群A人,签约B人: whom the rate is of is counted right before.
fn is_group(scene: &Scene<'_>, index: usize) -> bool {
    let noun =
        scene.said(index).trim_end_matches(|c: char| !c.is_alphabetic() || matches!(c, '有' | '共' | '数'));
    scene.cues.sums.groups.at_end(noun).is_some()
}

/// 总诊疗A人次,其中基层诊疗B人次,基层诊疗占比R: the part and its share have one name.
fn is_named_part(scene: &Scene<'_>, part: usize, whole: usize, rate: &str) -> bool {
    let of_which = scene.cues.sums.of_which.within(scene.said(part));
    of_which && scene.dimension(part) == scene.dimension(whole) && leads_to(scene.said(part), rate)
}

/// Whether a rate is named after the count: 规范管理B人,规范管理率.
fn leads_to(count: &str, rate: &str) -> bool {
    let stem = |text: &str| -> Vec<char> {
        text.trim_end_matches(['率', '比', '例', '重']).trim_end_matches('占').chars().rev().take(2).collect()
    };
    let (a, b) = (stem(count.trim_end()), stem(rate));
    a.len() == 2 && a == b
}

/// A whole is no smaller than any of its parts; a smaller figure is about something else.
fn exceeds(scene: &Scene<'_>, whole: usize, parts: &[usize]) -> bool {
    let value = |i: usize| scene.quantity(i).map(|q| q.value);
    parts.iter().all(|&part| value(part) <= value(whole))
}

/// Wholes whose parts the catalogue knows, where all of them are stated close together.
pub(crate) fn families(
    scene: &Scene<'_>,
    observations: &[Observation],
    entries: &[Option<&Indicator>],
) -> Vec<Relation> {
    let level = |o: &&Observation| o.is_actual_level();
    let mut out = Vec::new();
    for (number, whole) in observations.iter().enumerate().filter(|(_, o)| level(o)) {
        let Some(entry) = entries.get(number).copied().flatten() else { continue };
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
