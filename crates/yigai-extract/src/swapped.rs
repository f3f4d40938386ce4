//! 检测126458份…126548份样本: one count whose digits were swapped where it was stated again.

use std::collections::HashMap;

use rust_decimal::Decimal;
use yigai_model::Role;
use yigai_quantity::{Dimension, Period};

use crate::observation::Observation;
use crate::relation::{Link, Relation};
use crate::scene::Scene;
use crate::words::{is_letter, strip};

/// Two shorter numbers may have the same digits by accident.
const DIGITS: usize = 5;

/// So many counts of the same digits are compared with a later one.
const MOST: usize = 8;

/// A count as it was stated.
struct Stated {
    mention: usize,
    digits: String,
    period: Option<Period>,
}

/// Two long counts of one noun and time that differ by two swapped digits.
pub(crate) fn swapped(scene: &Scene<'_>, observations: &[Observation]) -> Vec<Relation> {
    // Numbers whose digits are swapped have the same digits.
    let mut of_digits: HashMap<(Vec<u8>, &str), Vec<Stated>> = HashMap::new();
    let mut out = Vec::new();
    for observation in observations.iter().filter(|o| o.role == Role::Level) {
        let again = observation.mention;
        let Some(quantity) = scene.quantity(again) else { continue };
        let plain = quantity.upper.is_none() && quantity.stated.scale == Decimal::ONE;
        let money = scene.dimension(again) == Some(Dimension::Money);
        if !plain || money || quantity.value < Decimal::from(10_000) || !quantity.value.is_integer() {
            continue;
        }
        let digits = quantity.value.normalize().to_string();
        if digits.len() < DIGITS {
            continue;
        }
        let mut sorted = digits.clone().into_bytes();
        sorted.sort_unstable();
        let unit = quantity.unit.as_ref().map_or("", |unit| unit.name());
        let alike = of_digits.entry((sorted, unit)).or_default();
        let stated = Stated { mention: again, digits, period: observation.period };
        let first = alike.iter().find(|first| {
            let one_time = first.period.is_none() || stated.period.is_none() || first.period == stated.period;
            one_time
                && are_swapped(&first.digits, &stated.digits)
                && are_of_one_noun(scene, first.mention, again)
        });
        out.extend(first.map(|first| Relation {
            link: Link::Repeat { first: first.mention, again },
            evidence: scene.span(again),
            firm: true,
        }));
        if alike.len() < MOST {
            alike.push(stated);
        }
    }
    out
}

/// Whether two digits that stand together are swapped, and no others.
fn are_swapped(a: &str, b: &str) -> bool {
    let differ = a.bytes().zip(b.bytes()).enumerate().filter(|(_, (a, b))| a != b);
    let places: Vec<usize> = differ.map(|(at, _)| at).collect();
    a.len() == b.len() && matches!(places.as_slice(), [first, second] if second - first == 1)
}

/// Whether the words around two figures share two letters that name what is counted.
fn are_of_one_noun(scene: &Scene<'_>, a: usize, b: usize) -> bool {
    const NEAR: usize = 4;
    let letters = |text: &str| -> Vec<char> { text.chars().filter(|c| is_letter(*c)).collect() };
    let pairs = |index: usize| -> Vec<[char; 2]> {
        let before = letters(strip(scene.said(index), &[&scene.cues.naming.leading]));
        let after = letters(scene.slice(scene.window(index).after));
        let near = [before.get(before.len().saturating_sub(NEAR)..), after.get(..after.len().min(NEAR))];
        let windows = near.into_iter().flatten().flat_map(|words| words.windows(2));
        windows.filter_map(|pair| pair.try_into().ok()).collect()
    };
    let of_first = pairs(a);
    pairs(b).iter().any(|pair| of_first.contains(pair))
}
