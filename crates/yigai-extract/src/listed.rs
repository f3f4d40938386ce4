use yigai_quantity::{Dimension, Kind};
use yigai_span::Span;
use yigai_text::MarkerStyle;

use crate::relation::{Link, Relation};
use crate::scene::Scene;

/// What is counted by listing it: 甲、乙、丙等9项; 抓了三项工作:一是…二是…三是….
pub(crate) fn listed(scene: &Scene<'_>) -> Vec<Relation> {
    let count = |&index: &usize| before(scene, index).or_else(|| below(scene, index));
    scene.quantities.iter().filter_map(count).collect()
}

/// 甲、乙、丙等9项, 甲、乙、丙3家: the words before it.
fn before(scene: &Scene<'_>, index: usize) -> Option<Relation> {
    const LONGEST_ITEM: usize = 16;
    let things = matches!(scene.dimension(index), Some(Dimension::Kind | Dimension::Count));
    if !things || scene.transparent(index) {
        return None;
    }
    let clause = scene.clause(index)?;
    let start = scene.previous(index).filter(|&i| clause.span.covers(scene.span(i)));
    let start = start.map_or(clause.span.start(), |i| scene.span(i).end());
    let words = scene.slice(Span::new(start, scene.span(index).start())).trim_end();
    let (list, open) = match words.strip_suffix('等').or_else(|| words.strip_suffix("等共")) {
        Some(list) => (list, true),
        None => (words, false),
    };
    // 包括A、B: the first item begins behind the verb, which does not matter for how many there are.
    let items: Vec<&str> = list.split('、').collect();
    let plain = |item: &&str| {
        let length = item.chars().count();
        (2..=LONGEST_ITEM).contains(&length) && item.chars().all(|c| !c.is_ascii_digit())
    };
    // 甲、乙和丙: the last joint may be another word.
    let (last, others) = items.split_last()?;
    let joined = ['和', '及', '与'].iter().any(|joint| last.contains(*joint));
    let found = items.len() + usize::from(joined);
    let sure = !others.is_empty() && items.iter().all(plain);
    sure.then(|| relation(scene, index, found, open || joined, open))
}

/// Units of what a list counts; 个 counts anything.
const COUNTERS: [&str; 7] = ["项", "点", "件", "条", "类", "种", "个"];

/// 抓了三项工作:一是…;二是…;三是…: the items that it leads to.
fn below(scene: &Scene<'_>, index: usize) -> Option<Relation> {
    const NEAR: usize = 14;
    const ENDS: [char; 7] = [':', '：', ',', '，', '。', ';', '；'];
    let quantity = scene.quantity(index).filter(|q| q.upper.is_none())?;
    let unit = quantity.unit.as_ref()?.name();
    if !COUNTERS.contains(&unit) {
        return None;
    }
    let sections = &scene.structure.sections;
    let from = sections.partition_point(|s| s.marker.start() < scene.span(index).end());
    let first = sections.get(from).filter(|s| s.number == 1 && s.style != MarkerStyle::Chapter)?;
    let lead = scene.slice(Span::new(scene.span(index).end(), first.marker.start())).trim_end();
    let name = lead.trim_end_matches(ENDS);
    let leads = name.len() < lead.len() && name.chars().count() <= NEAR && !name.contains(ENDS);
    let counts = unit != "个"
        || ["方面", "问题", "环节", "重点", "举措", "不足"].iter().any(|word| name.contains(word));
    if !leads || !counts {
        return None;
    }
    let mut found = 0;
    for section in sections.get(from..)? {
        if section.style == first.style && section.number == found + 1 {
            found += 1;
        } else if section.level <= first.level {
            break;
        }
    }
    (found > 1).then(|| relation(scene, index, found as usize, false, true))
}

fn relation(scene: &Scene<'_>, stated: usize, listed: usize, open: bool, firm: bool) -> Relation {
    let listed = u32::try_from(listed).unwrap_or(u32::MAX);
    Relation { link: Link::Listed { stated, listed, open }, evidence: scene.span(stated), firm }
}

/// 9个县每县选择1-2家,共13家: so many to each of those who are counted.
pub(crate) fn allocations(scene: &Scene<'_>) -> Vec<Relation> {
    let all = |&each: &usize| allocation(scene, each);
    scene.quantities.iter().filter_map(all).collect()
}

fn allocation(scene: &Scene<'_>, each: usize) -> Option<Relation> {
    const HOLDERS: [&str; 13] =
        ["县", "市", "区", "乡镇", "乡", "镇", "街道", "村", "社区", "卫生院", "中心", "团队", "机构"];
    const NEAR: usize = 8;
    if !is_count(scene, each) {
        return None;
    }
    let sentence = scene.sentence(each);
    let words = scene.said(each);
    let behind = words.rfind(['每', '各']).and_then(|at| words.get(at + '每'.len_utf8()..))?;
    let behind = behind.trim_start_matches(['个', '所', '家', '支', '地']);
    let holder = HOLDERS.iter().filter(|holder| behind.starts_with(**holder)).max_by_key(|h| h.len())?;
    if behind.chars().count() > NEAR {
        return None;
    }
    let near = |i: usize| scene.sentence(i) == sentence && i != each && is_count(scene, i);
    let around = |back: bool| {
        std::iter::successors(Some(each), move |&at| if back { scene.previous(at) } else { scene.next(at) })
            .skip(1)
            .take(4)
            .filter(move |&i| near(i))
    };
    let is_holder = |i: &usize| {
        let noun = scene.text.get(scene.span(*i).end()..).unwrap_or_default();
        let other = noun.strip_prefix(holder).unwrap_or_default();
        noun.starts_with(holder) && !other.starts_with(['级', '医', '院'])
    };
    let holders = around(true).find(is_holder).or_else(|| around(false).find(is_holder))?;
    let unit = |i: usize| scene.quantity(i).and_then(|q| q.unit.as_ref()).map(|unit| unit.name());
    let total = around(false).find(|&i| {
        let said = scene.said(i);
        i != holders
            && unit(i) == unit(each)
            && ["共", "合计", "总", "确定", "累计"].iter().any(|w| said.contains(w))
    })?;
    Some(Relation {
        link: Link::Allocation { total, holders, each },
        evidence: scene.span(each.min(holders)).join(scene.span(total.max(holders))),
        firm: false,
    })
}

fn is_count(scene: &Scene<'_>, index: usize) -> bool {
    let counted = scene.mentions.get(index).is_some_and(|mention| mention.kind() == Kind::Quantity);
    counted
        && matches!(
            scene.dimension(index),
            Some(Dimension::Count | Dimension::Person | Dimension::Thing | Dimension::Bed)
        )
}
