use yigai_span::Span;

use crate::marks::Cue;
use crate::relation::{Link, Relation};
use crate::sum::Sums;

/// How many items a list may have.
const MOST: usize = 14;

/// 补偿N人次、M万元,其中:1、住院a人次、x万元;2、门诊b人次、y万元: each figure before 其中 is made of the first of its kind in each
/// item of the list below.
pub(crate) fn itemised(sums: &Sums<'_>, at: usize, behind: usize) -> Vec<Relation> {
    let scene = sums.scene;
    let sections = &scene.structure.sections;
    let from = sections.partition_point(|section| section.marker.start() < behind);
    let Some(first) = sections.get(from) else { return Vec::new() };
    let joint = scene.slice(Span::new(behind, first.marker.start()));
    if first.number != 1 || joint.chars().any(|c| !c.is_whitespace() && !matches!(c, ':' | '：' | ',' | '，'))
    {
        return Vec::new();
    }
    let mut items: Vec<Span> = Vec::new();
    for section in sections.get(from..).unwrap_or_default().iter().take_while(|s| s.level >= first.level) {
        if section.style == first.style && section.number as usize == items.len() + 1 && items.len() < MOST {
            items.push(section.body);
        }
    }
    // The last item ends with its line: what follows may be of the whole report again.
    if let Some(last) = items.last_mut() {
        let line = scene.slice(*last).find('\n').unwrap_or(last.len());
        *last = Span::new(last.start(), last.start() + line);
    }
    let Some(clause) = scene.layout.clause_at(at).and_then(|c| scene.layout.clauses.get(c)) else {
        return Vec::new();
    };
    let sentence = scene.sentence_span(clause.sentence);
    let inside = |span: Span| {
        let from = scene.quantities.partition_point(|&i| scene.span(i).start() < span.start());
        let to = scene.quantities.partition_point(|&i| scene.span(i).start() < span.end());
        scene.quantities.get(from..to.max(from)).unwrap_or_default()
    };
    let wholes = inside(Span::new(sentence.start(), at)).iter().copied().filter(|&i| sums.is_level(i));
    let sum = |whole: usize| {
        let part = |item: &Span| {
            let alike = |&i: &usize| sums.is_level(i) && sums.alike(i, whole) && !sums.units_differ(i, whole);
            inside(*item).iter().copied().find(alike)
        };
        let parts: Vec<usize> = items.iter().map(part).collect::<Option<_>>()?;
        let last = *parts.last().filter(|_| parts.len() > 1)?;
        let link = Link::Sum { whole, parts, complete: false, implied_units: 0 };
        Some(Relation { link, evidence: scene.span(whole).join(scene.span(last)), firm: true })
    };
    wholes.filter_map(sum).collect()
}

/// 筹集A万元,…。加上上年结转B万元,基金总量C万元: what is added to an amount before it, one relation for each that may be meant.
pub(crate) fn carried(sums: &Sums<'_>, index: usize) -> Vec<Relation> {
    const BASES: usize = 4;
    const FARTHEST: usize = 12;
    let scene = sums.scene;
    let words = &scene.cues.sums;
    let said = |i: usize| scene.said(i);
    let alike = |&i: &usize| sums.is_level(i) && sums.alike(i, index) && !sums.units_differ(i, index);
    if !scene.says(index, Cue::Added) || !sums.is_level(index) {
        return Vec::new();
    }
    let total = scene
        .next(index)
        .filter(|&i| scene.sentence(i) == scene.sentence(index) && words.sum_names.within(said(i)))
        .filter(alike);
    let Some(total) = total else { return Vec::new() };
    let before = std::iter::successors(scene.previous(index), |&at| scene.previous(at));
    let bases = before
        .take(FARTHEST)
        .take_while(|&i| scene.sentence(i) + 3 > scene.sentence(index))
        .filter(alike)
        .take(BASES);
    let sum = |base: usize| Relation {
        link: Link::Sum { whole: total, parts: vec![base, index], complete: true, implied_units: 0 },
        evidence: scene.span(base).join(scene.span(total)),
        firm: false,
    };
    bases.map(sum).collect()
}
