use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;
use yigai_model::{Catalogue, Modality};
use yigai_quantity::Dimension;

use crate::change::Changes;
use crate::observation::Observation;
use crate::relation::{Link, Relation};
use crate::scene::Scene;
use crate::sum::Sums;
use crate::zip::Zips;
use crate::{gap, left, listed, portion, product, quotient, rate, repeat, reserve, share, subset, swapped};

/// What belongs together in a report, in the order in which the passes find it.
pub(crate) fn relate(
    catalogue: &Catalogue,
    scene: &Scene<'_>,
    changes: &Changes,
    zips: &Zips,
    observations: &[Observation],
) -> Vec<Relation> {
    let mut relations = Sums { scene, changes, zips }.find();
    let entry = |o: &Observation| o.indicator.as_deref().and_then(|id| catalogue.get(id));
    let entries: Vec<_> = observations.iter().map(entry).collect();
    let mut known = rate::families(scene, observations, &entries);
    known.extend(rate::dealt_wholes(scene, zips, observations));
    merge_sums(&mut relations, known);
    relations.extend(share::shares(scene, zips, observations, &relations));
    for (number, change) in changes.list.iter().enumerate() {
        let members: Vec<usize> = changes.members(number).collect();
        if let (Some(&first), true) = (members.iter().min(), members.len() > 1) {
            let last = members.iter().copied().max().unwrap_or(first);
            relations.push(Relation {
                link: Link::Change(*change),
                evidence: scene.span(first).join(scene.span(last)),
                firm: true,
            });
        }
    }
    relations.extend(gap::gaps(scene, changes));
    relations.extend(subset::subsets(scene, changes));
    relations.extend(reserve::reserves(scene));
    let stated = rate::stated_rates(scene, changes);
    let known = rate::rates(scene, observations, &entries);
    // What stands right before a rate goes before what the catalogue finds further off.
    let taken: HashSet<_> = stated.iter().filter_map(rate_of).collect();
    let again = |r: &Relation| rate_of(r).is_some_and(|rate| taken.contains(&rate));
    relations.extend(known.into_iter().filter(|r| !again(r)));
    relations.extend(stated);
    let found = quotient::quotients(scene, changes, zips, catalogue, observations, &relations);
    relations.extend(found);
    relations.extend(left::left(scene, changes));
    relations.extend(portion::portions(scene, changes));
    relations.extend(product::products(scene, observations));
    relations.extend(repeat::repeats(scene, observations));
    relations.extend(swapped::swapped(scene, observations));
    relations.extend(repeat::dates(scene));
    relations.extend(listed::listed(scene));
    relations.extend(listed::allocations(scene));
    relations
}

fn rate_of(relation: &Relation) -> Option<usize> {
    match relation.link {
        Link::Rate { rate, .. } => Some(rate),
        _ => None,
    }
}

/// What the levels of government pay of a standard is part of the standard.
pub(crate) fn parts_of_rules(scene: &Scene<'_>, relations: &[Relation], observations: &mut [Observation]) {
    let at = |observations: &[Observation], mention: usize| {
        observations.binary_search_by_key(&mention, |o| o.mention).ok()
    };
    let plain = |i: usize| {
        scene.dimension(i) == Some(Dimension::Money)
            && scene.quantity(i).is_some_and(|q| q.stated.scale == rust_decimal::Decimal::ONE)
    };
    for relation in relations.iter().filter(|relation| relation.firm) {
        let (Link::Sum { whole, parts, .. } | Link::Split { whole, parts }) = &relation.link else {
            continue;
        };
        let rule = at(observations, *whole)
            .and_then(|i| observations.get(i))
            .is_some_and(|o| o.modality == Modality::Standard);
        if !rule || !plain(*whole) {
            continue;
        }
        for &part in parts.iter().filter(|&&part| plain(part)) {
            if let Some(observation) = at(observations, part).and_then(|i| observations.get_mut(i)) {
                observation.modality = Modality::Standard;
            }
        }
    }
}

/// What is known of one figure through another: the parts of a sum that name nothing of their own measure what the whole
/// measures, and a share what its part does.
pub(crate) fn hand_on(scene: &Scene<'_>, relations: &[Relation], observations: &mut [Observation]) {
    let place = |observations: &[Observation], mention: usize| {
        observations.binary_search_by_key(&mention, |o| o.mention).ok()
    };
    for relation in relations.iter().filter(|relation| relation.firm || adds_up(scene, relation)) {
        let (from, to): (usize, &[usize]) = match &relation.link {
            // Money is divided by who pays and what for, which are measures of their own.
            Link::Sum { whole, parts, .. } | Link::Within { whole, parts }
                if scene.dimension(*whole) != Some(Dimension::Money)
                    && parts.iter().all(|part| whole < part) =>
            {
                (*whole, parts)
            }
            Link::Share { share, part, .. } => (*part, std::slice::from_ref(share)),
            _ => continue,
        };
        let Some(source) = place(observations, from).and_then(|at| observations.get(at)) else { continue };
        let Some(indicator) = source.indicator.clone() else { continue };
        let programme = source.programme.clone();
        for &mention in to.iter().filter(|&&mention| !is_another_kind(scene, mention)) {
            let target = place(observations, mention).and_then(|at| observations.get_mut(at));
            if let Some(target) = target.filter(|target| target.indicator.is_none()) {
                target.indicator = Some(indicator.clone());
                target.programme.clone_from(&programme);
                target.confidence = 50;
                target.why.push("as the figure that it is a part of".to_owned());
            }
        }
    }
}

/// Whether a sum that the wording only suggests holds to the last unit.
fn adds_up(scene: &Scene<'_>, relation: &Relation) -> bool {
    let (Link::Sum { whole, parts, .. } | Link::Within { whole, parts }) = &relation.link else {
        return false;
    };
    let exact = |index: usize| {
        let quantity = scene.quantity(index)?;
        (quantity.upper.is_none() && quantity.stated.scale == Decimal::ONE).then_some(quantity.value)
    };
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, &part| sum.checked_add(exact(part)?));
    parts.len() > 1 && sum.is_some() && sum == exact(*whole)
}

/// 机构N个,其中专业公共卫生机构a个、诊所b个: each kind of institution is counted by itself. 筛查N人,其中查出患者a人: nor is what
/// was found what was looked at.
fn is_another_kind(scene: &Scene<'_>, mention: usize) -> bool {
    let before = scene.said(mention);
    let sums = &scene.cues.sums;
    if scene.dimension(mention) == Some(Dimension::Person) && sums.outcomes.within(before) {
        return true;
    }
    scene.dimension(mention) == Some(Dimension::Count) && sums.other_houses.ends(before, 1)
}

/// Sums that the catalogue knows make complete what the wording left open, and stand by themselves otherwise.
fn merge_sums(relations: &mut Vec<Relation>, known: Vec<Relation>) {
    let key = |relation: &Relation| match &relation.link {
        Link::Sum { whole, parts, .. } => {
            let mut parts = parts.clone();
            parts.sort_unstable();
            Some((*whole, parts))
        }
        _ => None,
    };
    let stated: HashMap<_, usize> =
        relations.iter().enumerate().filter_map(|(i, relation)| Some((key(relation)?, i))).collect();
    for relation in known {
        match key(&relation).and_then(|key| stated.get(&key)).and_then(|&i| relations.get_mut(i)) {
            Some(Relation { link: Link::Sum { complete, .. }, .. }) => *complete = true,
            _ => relations.push(relation),
        }
    }
}
