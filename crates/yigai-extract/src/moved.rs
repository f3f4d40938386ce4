//! How words say that a figure moved: 提高到 between its values, 比上年增加 before how much, 由 before where it began.

use crate::cues::Compare;
use crate::relation::Direction;
use crate::words::{Words, strip};

/// 提高到, 降为, 增加至: the words between an earlier and a later value.
pub(crate) fn transition(text: &str, compare: &Compare) -> Option<Direction> {
    let text = trim_hedges(text.trim(), compare);
    let rest = strip(text, &[&compare.filler, &compare.against]);
    let (direction, rest) = verb(rest, compare)?;
    let rest = compare.to.take(rest)?;
    strip(rest, &[&compare.filler, &compare.against]).is_empty().then_some(direction)
}

/// 由A张扩至B张, 从A压缩到B: after 由 or 从 any short verb that ends in 到 or 至 leads to the end value.
pub(crate) fn any_transition(text: &str, compare: &Compare) -> Option<Direction> {
    let text = trim_hedges(text.trim(), compare).trim_end_matches('了');
    let verb = ["到", "至", "为", "成"].iter().find_map(|to| text.strip_suffix(to))?;
    if verb.is_empty() || verb.chars().count() > 4 || verb.contains([',', '，', '、']) {
        return None;
    }
    let any = |chars: &str| verb.chars().any(|c| chars.contains(c));
    Some(if any("升增扩提涨翻拓") {
        Direction::Up
    } else if any("降减缩压下") {
        Direction::Down
    } else {
        Direction::Unsaid
    })
}

/// 由A, 由每人次A, 由上年同期的A: the words before an earlier value.
pub(crate) fn leads(before: &str, compare: &Compare) -> bool {
    let before =
        compare.earlier.take_end(before).filter(|rest| rest.ends_with(['由', '从'])).unwrap_or(before);
    let each =
        before.rfind('每').filter(|at| before.get(*at..).is_some_and(|each| each.chars().count() <= 4));
    let own = each.and_then(|at| before.get(..at)).unwrap_or(before);
    own.ends_with(['由', '从'])
}

/// ,是五年前的, 相当于上年的: what a multiple is of is the earlier value.
pub(crate) fn is_of_earlier(text: &str) -> bool {
    const LONGEST: usize = 8;
    let text = text.trim_start_matches([',', '，', ' ']);
    let own = ["是", "为", "相当于", "达到", "约为"].iter().find_map(|word| text.strip_prefix(word));
    own.and_then(|own| own.strip_suffix('的')).is_some_and(|own| own.chars().count() <= LONGEST)
}

/// What a change is measured from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Base {
    /// The earlier value of the same figure.
    Earlier,
    /// Another place or a rule: 低于全省平均水平.
    Benchmark,
}

/// ,比上年增加: the words between a value and its change.
pub(crate) fn step(text: &str, compare: &Compare) -> Option<(Direction, Base)> {
    let mut rest = text.trim();
    loop {
        // A verb that is followed by 到 leads to an end value, not to a change.
        if let Some((direction, behind)) = verb(rest, compare) {
            let end = strip(trim_hedges(behind, compare), &[&compare.filler]);
            if end.is_empty() && !behind.starts_with('到') && !behind.starts_with('至') {
                return Some((direction, Base::Earlier));
            }
        }
        if let Some(direction) = benchmark(rest, compare) {
            return Some((direction, Base::Benchmark));
        }
        let shorter = compare.against.take(rest).or_else(|| compare.filler.take(rest))?;
        rest = shorter;
    }
}

/// 低于全省平均水平, 比全市低: what a value is compared with is another place or a rule.
fn benchmark(text: &str, compare: &Compare) -> Option<Direction> {
    let behind = compare.beside.take(text)?;
    let rest = strip(behind, &[&compare.benchmarks, &compare.filler]);
    let named = rest.len() < behind.len();
    let said = verb(text, compare).filter(|_| rest.is_empty()).map(|(direction, _)| direction);
    let verb = || verb(rest, compare).filter(|(_, rest)| trim_hedges(rest, compare).is_empty());
    said.or_else(|| verb().map(|(direction, _)| direction)).filter(|_| named)
}

fn verb<'a>(text: &'a str, compare: &Compare) -> Option<(Direction, &'a str)> {
    let take = |words: [&Words; 2]| {
        words.into_iter().filter_map(|words| words.take(text)).min_by_key(|rest| rest.len())
    };
    let up = take([&compare.up, &compare.more]).map(|rest| (Direction::Up, rest));
    let down = take([&compare.down, &compare.less]).map(|rest| (Direction::Down, rest));
    let open = compare.open.take(text).map(|rest| (Direction::Unsaid, rest));
    [up, down, open].into_iter().flatten().min_by_key(|(_, rest)| rest.len())
}

pub(crate) fn ends_in_verb(text: &str, compare: &Compare) -> Option<Direction> {
    let text = text.trim_end_matches(['了', '达', '为']);
    let long = |list: &Words| list.ends(text, 2);
    if long(&compare.up) {
        Some(Direction::Up)
    } else if long(&compare.down) || text.ends_with('降') {
        Some(Direction::Down)
    } else if compare.swing.ends(text.trim_end_matches(['+', '-', '＋', '－', '−']), 2) {
        Some(Direction::Unsaid)
    } else {
        None
    }
}

/// 门诊量涨三成, 费用(↓1.2%): before a rate one letter tells enough.
pub(crate) fn short_verb(text: &str) -> Option<Direction> {
    match text.trim_end_matches('了').chars().next_back()? {
        '涨' | '升' | '增' | '↑' | '▲' => Some(Direction::Up),
        '跌' | '减' | '↓' | '▼' => Some(Direction::Down),
        _ => None,
    }
}

pub(crate) fn trim_hedges<'t>(text: &'t str, compare: &Compare) -> &'t str {
    let mut text = text.trim_end();
    while let Some(shorter) = compare.hedges.take_end(text) {
        text = shorter.trim_end();
    }
    text
}
