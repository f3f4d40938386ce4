use yigai_quantity::Dimension;
use yigai_span::Span;

use crate::change::{Changes, Part};
use crate::relation::{Link, Relation};
use crate::scene::Scene;
use crate::words::{is_letter, letters};

/// Parts of what is counted right before them, said without 其中: 19所卫生院中,负债运行的有13所; 村医318名,六十岁以上的106名;
/// 发现病人312例,治疗304例; 核定编制420名,在岗391人.
pub(crate) fn subsets(scene: &Scene<'_>, changes: &Changes) -> Vec<Relation> {
    let level = |i: usize| !matches!(changes.of(i), Some((_, Part::From | Part::By | Part::Rate)));
    let subset = |&part: &usize| {
        if scene.transparent(part) || !level(part) || !counts(scene, part) {
            return None;
        }
        // 核定N名(甲院a名、乙院b名),实有M人: what a bracket says is of the whole.
        let bracketed = |i: usize| scene.clause(i).is_some_and(|clause| clause.bracketed);
        let before = std::iter::successors(scene.previous(part), |&at| scene.previous(at)).take(8);
        let whole = before
            .take_while(|&i| scene.segment(i) == scene.segment(part))
            .find(|&i| bracketed(i) == bracketed(part))
            .filter(|&i| level(i))?;
        let between = scene.slice(Span::new(scene.span(whole).end(), scene.span(part).start()));
        if !alike(scene, whole, part) {
            return None;
        }
        let firm =
            inside(between) || is_served(scene, whole, part) || is_said_of(scene, whole, part, between);
        if !firm && !is_told_apart(scene, whole, part, between) {
            return None;
        }
        let evidence = scene.span(whole).join(scene.span(part));
        Some(Relation { link: Link::Subset { part, whole }, evidence, firm })
    };
    scene.quantities.iter().filter_map(subset).collect()
}

fn counts(scene: &Scene<'_>, index: usize) -> bool {
    matches!(
        scene.dimension(index),
        Some(
            Dimension::Person
                | Dimension::PersonTime
                | Dimension::Household
                | Dimension::Count
                | Dimension::Thing
                | Dimension::File
                | Dimension::Bed
        )
    )
}

/// One unit, or two words for persons; posts are counted in 名 or 个 and held by persons.
fn alike(scene: &Scene<'_>, whole: usize, part: usize) -> bool {
    let name = |i: usize| scene.quantity(i).and_then(|q| q.unit.as_ref()).map_or("", |unit| unit.name());
    let person = |unit: &str| matches!(unit, "人" | "名" | "位");
    name(whole) == name(part) || person(name(part)) && (person(name(whole)) || name(whole) == "个")
}

/// N所卫生院中,…的有M所: what is counted is what the second is counted among.
fn inside(between: &str) -> bool {
    const NOUN: usize = 12;
    const AMONG: [&str; 6] = ["中，", "中,", "里头", "里面", "当中", "之中"];
    if !between.contains(['中', '里']) {
        return false;
    }
    let Some((noun, behind)) = AMONG.iter().find_map(|among| between.split_once(among)) else {
        return false;
    };
    let behind = behind.trim_start_matches([',', '，']);
    let plain = noun.chars().all(|c| is_letter(c) || c.is_whitespace());
    let length = letters(noun);
    plain && (1..=NOUN).contains(&length) && !noun.ends_with('其') && !behind.contains([',', '，', ';', '；'])
}

/// 孕产妇2318人,签约2206人: a verb without a noun of its own is about the group that was counted right before it.
fn is_served(scene: &Scene<'_>, whole: usize, part: usize) -> bool {
    let sums = &scene.cues.sums;
    let lead = |c: char| !c.is_alphabetic();
    let own =
        scene.said(part).trim_matches(lead).trim_start_matches(['已', '均', '共']).trim_end_matches('了');
    let group = scene.said(whole).trim_end_matches(|c: char| lead(c) || matches!(c, '有' | '共' | '数'));
    scene.previous(part) == Some(whole)
        && sums.served.take(own).is_some_and(str::is_empty)
        && sums.groups.at_end(group).is_some()
}

/// 卫生室300个,达到标准的180个: what has no noun but 的 is said of what was counted right before it.
fn is_said_of(scene: &Scene<'_>, whole: usize, part: usize, between: &str) -> bool {
    let own = scene.said(part).trim();
    let unit = |i: usize| scene.quantity(i).and_then(|q| q.unit.as_ref()).map(|unit| unit.name());
    scene.previous(part) == Some(whole)
        && unit(whole) == unit(part)
        && between.starts_with([',', '，'])
        && own.chars().count() > 4
        && own.ends_with('的')
}

fn is_told_apart(scene: &Scene<'_>, whole: usize, part: usize, between: &str) -> bool {
    let sums = &scene.cues.sums;
    let said = |i: usize| scene.said(i).trim_end();
    let own =
        said(part).trim_end_matches(['有', '共', '达', '为', '仅']).trim_start_matches([',', '，', ' ']);
    let behind = between.trim_start_matches(is_letter);
    let next =
        behind.starts_with([',', '，']) || behind.starts_with(['(', '（']) && between.contains([',', '，']);
    let of_them = own.ends_with('的') && own.chars().count() > 2;
    let cared = || sums.kept.at_start(own).is_some() && sums.found.within(said(whole));
    let held = || sums.posts.within(said(whole)) && sums.held.within(own);
    next && (of_them || cared() || held())
}
