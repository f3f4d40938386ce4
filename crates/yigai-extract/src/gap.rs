use yigai_quantity::Dimension;
use yigai_span::Span;

use crate::change::{Changes, Part};
use crate::relation::{Change, Direction, Link, Relation};
use crate::scene::Scene;

/// 最高A分,最低B分,相差C分; 管理率A%,尚差C个百分点才能达到B%: how far two figures lie apart that stand beside it.
pub(crate) fn gaps(scene: &Scene<'_>, changes: &Changes) -> Vec<Relation> {
    let gap = |&index: &usize| {
        let change = changes.of(index).and_then(|(number, _)| changes.list.get(number));
        let alone = change.is_none_or(|change| change.from.is_none() || change.to.is_none());
        let words = scene.said(index).trim_end();
        let words = words.trim_end_matches(['了', '约', '近', '达', '为', '仅']);
        if !alone {
            return None;
        }
        if let Some(raised) = raised(scene, index) {
            return Some(raised);
        }
        match scene.dimension(index) {
            Some(Dimension::Points) => short_of(scene, changes, index, words),
            Some(Dimension::Percent) => grown_by(scene, changes, index),
            _ => apart(scene, changes, index, words),
        }
    };
    scene.quantities.iter().filter_map(gap).collect()
}

/// 在A%的基础上提高B个百分点,达到C%: the base before it, and what it came to behind it.
fn raised(scene: &Scene<'_>, index: usize) -> Option<Relation> {
    const NEAR: usize = 24;
    let base = scene.previous(index).filter(|&i| scene.sentence(i) == scene.sentence(index))?;
    let verb = scene.slice(Span::new(scene.span(base).end(), scene.span(index).start()));
    // Hardly any words hold the letter, and looking for it costs little.
    let (_, verb) = verb.contains('础').then(|| verb.split_once("基础上"))??;
    let compare = &scene.cues.compare;
    let direction = match (compare.up.within(verb), compare.down.within(verb)) {
        (true, false) => Direction::Up,
        (false, true) => Direction::Down,
        _ => return None,
    };
    let to = scene.next(index).filter(|&i| scene.sentence(i) == scene.sentence(index))?;
    let reached = scene.slice(Span::new(scene.span(index).end(), scene.span(to).start()));
    let reaches =
        reached.chars().count() <= NEAR && ["达", "到", "至", "为"].iter().any(|w| reached.contains(w));
    let alike = scene.dimension(base) == scene.dimension(to) && unit(scene, base) == unit(scene, to);
    (reaches && alike && base != to).then(|| {
        let link = Link::Change(Change {
            from: Some(base),
            to: Some(to),
            by: Some(index),
            rate: None,
            multiple_of_base: false,
            direction,
        });
        // 在60%的基础上提高10%: by a tenth of it, or by ten points.
        let firm = scene.dimension(index) != Some(Dimension::Percent);
        Relation { link, evidence: scene.span(base).join(scene.span(to)), firm }
    })
}

/// 新增床位A张,床位总数达B张,比上年增长C%: of what there was without what was added.
fn grown_by(scene: &Scene<'_>, changes: &Changes, index: usize) -> Option<Relation> {
    const FARTHEST: usize = 6;
    let (number, _) = changes.of(index)?;
    let change = changes.list.get(number)?;
    let to = change.to.filter(|_| change.from.is_none() && change.by.is_none())?;
    if change.rate != Some(index) || change.direction != Direction::Up {
        return None;
    }
    let added = |i: &usize| {
        let said = scene.slice(scene.window(*i).before);
        let of = if said.trim_matches(|c: char| !c.is_alphabetic()).chars().count() < 4 {
            let start = scene.segment_start(*i);
            scene.slice(Span::new(start, scene.span(*i).start()))
        } else {
            said
        };
        scene.sentence(*i) == scene.sentence(index)
            && unit(scene, *i) == unit(scene, to)
            && scene.quantity(*i).map(|q| q.value) < scene.quantity(to).map(|q| q.value)
            && ["新增", "净增", "增设", "增加"].iter().any(|word| of.contains(word))
    };
    let before = std::iter::successors(scene.previous(to), |&at| scene.previous(at));
    let by = before.take(FARTHEST).find(added)?;
    let link = Link::Change(Change { by: Some(by), ..*change });
    Some(Relation { link, evidence: scene.span(by).join(scene.span(index)), firm: false })
}

/// 最高A,最低B,相差C: the two figures of its kind before it; also scores, which other passes take for words.
fn apart(scene: &Scene<'_>, changes: &Changes, index: usize, words: &str) -> Option<Relation> {
    let sums = &scene.cues.sums;
    if !sums.gap.ends(words, 2) {
        return None;
    }
    let at = scene.quantities.binary_search(&index).ok()?;
    let before = scene.quantities.get(..at)?.iter().rev().copied().take(4);
    let alike = |i: &usize| {
        scene.dimension(*i) == scene.dimension(index)
            && unit(scene, *i) == unit(scene, index)
            && scene.sentence(*i) == scene.sentence(index)
            && !is_changed(changes, *i)
    };
    let mut before = before.take_while(alike);
    let (second, first) = (before.next()?, before.next()?);
    let ends = |i: usize| sums.ends.within(scene.said(i));
    Some(between(scene, first, second, index, ends(first) && ends(second)))
}

/// 管理率A%,尚差C个百分点才能达到B%, 低于省定标准C个百分点(省定B%): a rate before it, and one that it is held against, behind
/// it or before it.
fn short_of(scene: &Scene<'_>, changes: &Changes, index: usize, words: &str) -> Option<Relation> {
    const NEAR: usize = 12;
    let sums = &scene.cues.sums;
    let lacks = ["差", "缺"].iter().any(|word| words.ends_with(word));
    // 低于全省平均水平C个百分点: the name of what it is held against stands between.
    let compared = ["低于", "高于", "距", "离"].iter().any(|word| words.contains(word));
    if !lacks && !compared && !sums.short.ends(words, 2) {
        return None;
    }
    let percent = |&i: &usize| {
        scene.dimension(i) == Some(Dimension::Percent) && scene.sentence(i) == scene.sentence(index)
    };
    let own = level_before(scene, changes, index).filter(percent)?;
    if let Some(aim) = scene.next(index).filter(percent) {
        let text = scene.slice(Span::new(scene.span(index).end(), scene.span(aim).start())).trim_start();
        if text.chars().count() <= NEAR && sums.reaches.at_start(text).is_some() {
            return Some(between(scene, own, aim, index, lacks || text.starts_with(['(', '（'])));
        }
    }
    // 管理率A%,距B%的目标尚差C个百分点.
    let aimed = scene.slice(Span::new(scene.span(own).end(), scene.span(index).start()));
    let aim = ["目标", "要求", "标准", "任务", "指标"].iter().any(|word| aimed.contains(word));
    let first = level_before(scene, changes, own).filter(percent).filter(|_| aim)?;
    Some(between(scene, first, own, index, lacks))
}

fn between(scene: &Scene<'_>, first: usize, second: usize, by: usize, firm: bool) -> Relation {
    let link = Link::Change(Change {
        from: Some(first),
        to: Some(second),
        by: Some(by),
        rate: None,
        multiple_of_base: false,
        direction: Direction::Unsaid,
    });
    Relation { link, evidence: scene.span(first).join(scene.span(by)).join(scene.span(second)), firm }
}

/// The figure before one in its sentence that stands for itself.
fn level_before(scene: &Scene<'_>, changes: &Changes, index: usize) -> Option<usize> {
    let before = std::iter::successors(scene.previous(index), |&at| scene.previous(at));
    before
        .take(3)
        .take_while(|&i| scene.sentence(i) == scene.sentence(index))
        .find(|&i| !is_changed(changes, i))
}

fn is_changed(changes: &Changes, index: usize) -> bool {
    matches!(changes.of(index), Some((_, Part::From | Part::By | Part::Rate)))
}

fn unit<'a>(scene: &'a Scene<'_>, index: usize) -> &'a str {
    scene.quantity(index).and_then(|q| q.unit.as_ref()).map_or("", |unit| unit.name())
}
