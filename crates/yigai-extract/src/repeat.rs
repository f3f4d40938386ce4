use std::collections::HashMap;

use rust_decimal::Decimal;
use yigai_model::Role;
use yigai_span::Span;

use crate::observation::Observation;
use crate::relation::{Link, Relation};
use crate::scene::Scene;
use crate::words::is_letter;

/// A figure that stands more often than this is a phrase of the report, and saying so each time tells nobody anything.
const MOST: u32 = 8;

/// The same fact stated again: one figure of one noun, or 这N个 of what was counted before.
///
/// Only equal figures are tied: that two figures of one noun differ says nothing, since they may count different parts.
pub(crate) fn repeats(scene: &Scene<'_>, observations: &[Observation]) -> Vec<Relation> {
    let mut of_noun: HashMap<(&str, Decimal), (usize, u32)> = HashMap::new();
    let mut of_sentence: Vec<((Decimal, &str), usize)> = Vec::new();
    let mut sentence = None;
    let mut out = Vec::new();
    let again = stated_again(scene, observations);
    for (number, observation) in observations.iter().enumerate().filter(|(_, o)| o.role == Role::Level) {
        let index = observation.mention;
        let again = again.get(number) == Some(&true);
        let Some(quantity) = scene.quantity(index) else { continue };
        if scene.transparent(index) || quantity.upper.is_some() {
            continue;
        }
        if sentence != Some(scene.sentence(index)) {
            sentence = Some(scene.sentence(index));
            of_sentence.clear();
        }
        let unit = quantity.unit.as_ref().map_or("", |u| u.name());
        let before = scene.said(index).trim_end();
        let pointed = ["这", "上述", "以上", "该"].iter().any(|word| before.ends_with(word));
        let counted = if pointed { scene.previous(index).filter(|&i| same(scene, i, index)) } else { None };
        let noun = if again { noun(scene, index, observation) } else { None };
        let by_noun = noun.and_then(|noun| {
            let (last, times) = of_noun.entry((noun, quantity.value)).or_insert((index, 0));
            *times += 1;
            let first = std::mem::replace(last, index);
            (2..=MOST).contains(times).then_some(first)
        });
        let telling = again && quantity.value.normalize().mantissa().unsigned_abs() >= 100;
        let key = (quantity.value, unit);
        let same = of_sentence.iter().rev().find(|(stated, _)| telling && *stated == key);
        let by_sentence = same.map(|&(_, index)| index);
        if telling {
            of_sentence.push((key, index));
        }
        if let Some(first) = counted.or(by_noun).or(by_sentence) {
            out.push(Relation {
                link: Link::Repeat { first, again: index },
                evidence: scene.span(index),
                firm: false,
            });
        }
    }
    out
}

/// For each observation whether another one has its value: of most nothing more need be asked.
fn stated_again(scene: &Scene<'_>, observations: &[Observation]) -> Vec<bool> {
    // Whole parts are compared first: exact numbers take longer.
    let value = |(number, o): (usize, &Observation)| {
        let value = scene.quantity(o.mention)?.value;
        Some((value.trunc().mantissa(), value, number))
    };
    let mut values: Vec<(i128, Decimal, usize)> = observations.iter().enumerate().filter_map(value).collect();
    values.sort_unstable();
    let mut again = vec![false; observations.len()];
    for pair in values.windows(2) {
        if let &[(whole, value, a), (other_whole, other, b)] = pair
            && whole == other_whole
            && value == other
        {
            for number in [a, b] {
                if let Some(slot) = again.get_mut(number) {
                    *slot = true;
                }
            }
        }
    }
    again
}

fn same(scene: &Scene<'_>, a: usize, b: usize) -> bool {
    let value = |i| scene.quantity(i).map(|q| q.value);
    value(a) == value(b) && scene.dimension(a) == scene.dimension(b)
}

/// What is counted, in at least three letters: the noun behind the number, else the label.
fn noun<'a>(scene: &Scene<'a>, index: usize, observation: &'a Observation) -> Option<&'a str> {
    let after = scene.slice(scene.window(index).after);
    let letter = |c: char| is_letter(c) && !"、的“和及全".contains(c);
    let end = |(at, c): (usize, char)| at + c.len_utf8();
    let (count, end) = after
        .char_indices()
        .take_while(|(_, c)| letter(*c))
        .take(6)
        .fold((0, 0), |(count, _), letter| (count + 1, end(letter)));
    let noun = if count >= 3 { after.get(..end)? } else { observation.label.as_str() };
    (noun.chars().nth(2).is_some()).then_some(noun)
}

/// Dates that one sentence puts in order: 自A至B, 分别于A、B和C.
pub(crate) fn dates(scene: &Scene<'_>) -> Vec<Relation> {
    let dates: Vec<usize> = (0..scene.mentions.len())
        .filter(|&i| scene.mentions.get(i).and_then(|m| m.date()).is_some_and(|d| d.start.month.is_some()))
        .collect();
    let ordered = |pair: &[usize]| {
        let &[earlier, later] = pair else { return None };
        let between = scene.slice(Span::new(scene.span(earlier).end(), scene.span(later).start()));
        let near = scene.sentence(earlier) == scene.sentence(later) && between.chars().count() <= 20;
        let says = crate::zip::joins(between)
            || ["至", "到", "截止", "截至", "起"].iter().any(|word| between.contains(word));
        let firm = near && says;
        (firm || follows(scene, earlier, later)).then(|| Relation {
            link: Link::Dates { earlier, later },
            evidence: scene.span(earlier).join(scene.span(later)),
            firm,
        })
    };
    dates.windows(2).filter_map(ordered).collect()
}

/// 截至2月底…。…从3月起…: an end, and the start of what follows it within three sentences.
fn follows(scene: &Scene<'_>, earlier: usize, later: usize) -> bool {
    let text = scene.text.get(..scene.span(earlier).start()).unwrap_or_default();
    let lead: String = text.chars().rev().filter(|c| !c.is_whitespace()).take(3).collect();
    let ends = ["止截", "至截"].iter().any(|word| lead.contains(word));
    let starts = scene.text.get(scene.span(later).end()..).is_some_and(|after| after.starts_with('起'))
        || scene.slice(scene.span(later)).ends_with('起');
    ends && starts && scene.sentence(later) - scene.sentence(earlier) <= 3
}
