use std::collections::HashMap;

use yigai_model::Role;
use yigai_quantity::Dimension;
use yigai_span::Span;

use crate::observation::Observation;
use crate::relation::{Link, Relation};
use crate::scene::Scene;
use crate::zip::{Tie, Zips, counts_items, run_from};

/// Shares with their part and whole, from 占, 分别占 and 完成…的.
pub(crate) fn shares(
    scene: &Scene<'_>,
    zips: &Zips,
    observations: &[Observation],
    sums: &[Relation],
) -> Vec<Relation> {
    let mut out = Vec::new();
    // For each part its whole, and how many parts the whole has.
    let mut wholes: HashMap<usize, (usize, usize)> = HashMap::new();
    for relation in sums {
        match &relation.link {
            Link::Sum { whole, parts, .. } => {
                for &part in parts {
                    wholes.entry(part).or_insert((*whole, parts.len()));
                }
            }
            Link::Subset { part, whole } => {
                wholes.entry(*part).or_insert((*whole, 1));
            }
            _ => {}
        }
    }
    let whole_of = |part: usize| wholes.get(&part).copied();
    for observation in observations {
        let share = observation.mention;
        if scene.dimension(share) != Some(Dimension::Percent) {
            continue;
        }
        if let Some(relation) = of_stated_whole(scene, share) {
            out.push(relation);
            continue;
        }
        if observation.role != Role::Share {
            continue;
        }
        let part = match zips.tie(share) {
            Some(Tie::Number(part)) => Some(part),
            Some(Tie::Item { .. }) => None,
            None => part_before(scene, share).or_else(|| part_named(scene, share, whole_of)),
        };
        let Some(part) = part else { continue };
        let Some((whole, _)) = whole_of(part) else { continue };
        out.push(Relation {
            link: Link::Share { share, part, whole },
            evidence: scene.span(part).join(scene.span(share)),
            firm: true,
        });
    }
    for run in zips.runs.iter().filter(|run| run.shares && run.numbers.len() > 1) {
        let parts: Vec<usize> = run
            .numbers
            .iter()
            .filter_map(|&i| match zips.tie(i) {
                Some(Tie::Number(part)) => Some(part),
                _ => None,
            })
            .collect();
        let (Some(&first), Some(&last)) = (run.numbers.first(), run.numbers.last()) else { continue };
        let parts = if parts.is_empty() { over_lines(scene, &run.numbers) } else { parts };
        if parts.len() != run.numbers.len() || are_foremost(scene, first) {
            continue;
        }
        let whole = parts.first().and_then(|&p| whole_of(p));
        let link = match whole.is_some_and(|(_, count)| count == parts.len()) {
            true => Link::Shares { shares: run.numbers.clone() },
            false if whole.is_none() => Link::Parted { shares: run.numbers.clone(), parts },
            false => continue,
        };
        out.push(Relation { link, evidence: scene.span(first).join(scene.span(last)), firm: true });
    }
    out
}

/// 前三位依次为…,分别占…: the largest of more, whose shares do not make all.
fn are_foremost(scene: &Scene<'_>, share: usize) -> bool {
    let sentence = scene.sentence_span(scene.sentence(share));
    let said = scene.slice(Span::new(sentence.start(), scene.span(share).start()));
    let counted = |rest: &str| {
        let number =
            rest.trim_start_matches(|c: char| c.is_ascii_digit() || "两二三四五六七八九十".contains(c));
        number.len() < rest.len() && number.starts_with(['位', '名', '类', '种', '项', '个', '大'])
    };
    said.match_indices('前').any(|(at, before)| said.get(at + before.len()..).is_some_and(counted))
}

/// 住院…补偿a万元;门诊…补偿b万元;分娩…补偿c万元。以上三类分别占…: in as many stretches between semicolons as are said, the figure
/// behind the word that all of them hold.
fn over_lines(scene: &Scene<'_>, shares: &[usize]) -> Vec<usize> {
    let Some(&first) = shares.first() else { return Vec::new() };
    let sentence = scene.sentence_span(scene.sentence(first));
    let said = scene.slice(Span::new(sentence.start(), scene.span(first).start()));
    let dealt = ["分别", "依次", "各"].iter().filter_map(|word| said.find(word)).min();
    let counted = dealt.and_then(|at| said.get(..at)).is_some_and(|lead| {
        let lead = lead.trim_start();
        ["以上", "上述", "前述", "这"].iter().any(|word| lead.starts_with(word))
            && counts_items(lead, shares.len()).is_some()
    });
    if !counted {
        return Vec::new();
    }
    // The figures of the stretches, the last stretch first.
    let mut stretches: Vec<Vec<usize>> = Vec::new();
    let mut segment = None;
    let mut at = first;
    while let Some(previous) = scene.previous(at) {
        at = previous;
        if scene.span(previous).start() >= sentence.start() {
            continue;
        }
        if segment != Some(scene.segment(previous)) {
            if stretches.len() > shares.len() {
                break;
            }
            segment = Some(scene.segment(previous));
            stretches.push(Vec::new());
        }
        stretches.last_mut().into_iter().for_each(|stretch| stretch.push(previous));
    }
    let word = |i: usize| {
        let words = scene.slice(scene.window(i).before).trim_end();
        words.char_indices().rev().nth(1).and_then(|(at, _)| words.get(at..))
    };
    let named = |name: &str, stretch: &Vec<usize>| {
        let alike = |&&i: &&usize| {
            word(i) == Some(name)
                && !matches!(scene.dimension(i), Some(Dimension::Percent | Dimension::Points))
        };
        // The first of its name: the stretch is read from its end.
        stretch.iter().rev().find(alike).copied()
    };
    // 另有二次补偿: what is named besides is none of those that are counted.
    stretches.retain(|stretch| {
        let first = stretch.last().map_or("", |&i| scene.slice(scene.window(i).before));
        !first.trim_start_matches(|c: char| !c.is_alphabetic()).starts_with('另')
    });
    stretches.truncate(shares.len());
    let names = stretches.first().into_iter().flatten().filter_map(|&i| word(i));
    let all = |name: &str| -> Option<Vec<usize>> {
        let parts: Option<Vec<usize>> = stretches.iter().rev().map(|stretch| named(name, stretch)).collect();
        parts.filter(|parts| {
            parts.len() == shares.len()
                && parts
                    .iter()
                    .all(|&i| scene.dimension(i) == parts.first().and_then(|&i| scene.dimension(i)))
        })
    };
    names.filter_map(all).next().unwrap_or_default()
}

/// 完成W座的P%, 占W人的P%: the whole stands right before its share, and the part before that.
fn of_stated_whole(scene: &Scene<'_>, share: usize) -> Option<Relation> {
    let whole = scene.previous(share)?;
    let between = scene.slice(Span::new(scene.span(whole).end(), scene.span(share).start()));
    if between.trim() != "的" && !(between.starts_with('的') && between.chars().count() <= 3) {
        return None;
    }
    let said = scene.said(whole);
    let likened = scene.cues.formulas.likened.within(said);
    if !likened && !["占", "完成", "达到", "为"].iter().any(|word| said.contains(word)) {
        return None;
    }
    let part = scene.previous(whole).filter(|&i| scene.sentence(i) == scene.sentence(whole))?;
    let alike = scene.dimension(part) == scene.dimension(whole);
    let near = scene.span(whole).start() - scene.span(part).end() <= 60;
    (alike && near).then(|| Relation {
        link: Link::Share { share, part, whole },
        evidence: scene.span(part).join(scene.span(share)),
        firm: true,
    })
}

/// 其中甲县A家、乙县B家,甲县就占了P%: the part whose name is said again.
fn part_named(
    scene: &Scene<'_>,
    share: usize,
    whole_of: impl Fn(usize) -> Option<(usize, usize)>,
) -> Option<usize> {
    const NAME: usize = 2;
    let start = |words: &str| -> String {
        let words = words.trim_start_matches("其中").trim_start_matches(|c: char| !c.is_alphabetic());
        words.trim_start_matches("其中").chars().take(NAME).collect()
    };
    let said = scene.said(share).trim_end().trim_end_matches(['了', '到', '约']);
    let name = start(said.strip_suffix("占").or_else(|| said.strip_suffix("占比"))?);
    let before = std::iter::successors(scene.previous(share), |&at| scene.previous(at));
    let mut parts = before
        .take_while(|&i| scene.sentence(i) == scene.sentence(share))
        .filter(|&i| whole_of(i).is_some() && start(scene.said(i)) == name);
    let part = parts.next().filter(|_| name.chars().count() == NAME)?;
    parts.next().is_none().then_some(part)
}

/// N人,占P%: the number right before a share.
fn part_before(scene: &Scene<'_>, share: usize) -> Option<usize> {
    let part = scene.previous(share).filter(|&i| scene.sentence(i) == scene.sentence(share))?;
    let between = scene.slice(Span::new(scene.span(part).end(), scene.span(share).start()));
    let own = between.trim_start_matches([',', '，', ' ', '(', '（']);
    let joined = own.starts_with('占') && scene.dimension(part) != Some(Dimension::Percent);
    (joined && run_from(scene, part).len() == 1).then_some(part)
}
