use rust_decimal::prelude::ToPrimitive;
use yigai_quantity::Dimension;
use yigai_span::Span;

use crate::change::{Changes, Part};
use crate::marks::Cue;
use crate::quotient::trim;
use crate::relation::{Link, Relation};
use crate::scene::Scene;

/// How many figures back the whole may stand.
const NEAR: usize = 4;
/// How many years or months a total may run over.
const LONGEST: u32 = 60;

/// 减半为M元, 前三季度应支M万元, 三年共M名: so many parts, or times, of a figure before it.
pub(crate) fn portions(scene: &Scene<'_>, changes: &Changes) -> Vec<Relation> {
    let level = |i: usize| {
        let stated = matches!(
            scene.dimension(i),
            Some(
                Dimension::Money
                    | Dimension::Person
                    | Dimension::PersonTime
                    | Dimension::Count
                    | Dimension::Thing
            )
        );
        stated
            && !scene.transparent(i)
            && !matches!(changes.of(i), Some((_, Part::From | Part::By | Part::Rate)))
    };
    let found = |&index: &usize| {
        let words = trim(scene.slice(scene.window(index).before));
        let before = std::iter::successors(scene.previous(index), |&at| scene.previous(at));
        let before = before.take(NEAR).take_while(|&i| scene.sentence(i) == scene.sentence(index));
        let whole = before.filter(|&i| level(i)).find(|&i| alike(scene, i, index))?;
        portion(scene, index, whole, words).or_else(|| over_years(scene, index, whole, words))
    };
    scene.quantities.iter().filter(|&&index| level(index)).filter_map(found).collect()
}

fn alike(scene: &Scene<'_>, a: usize, b: usize) -> bool {
    let unit = |i: usize| scene.quantity(i).and_then(|q| q.unit.as_ref()).map(|unit| unit.name());
    unit(a) == unit(b)
}

fn portion(scene: &Scene<'_>, index: usize, whole: usize, words: &str) -> Option<Relation> {
    if !scene.says(index, Cue::Portion) {
        return None;
    }
    let formulas = &scene.cues.formulas;
    let value = |i: usize| scene.quantity(i).map(|q| q.value);
    let cue = formulas.portions.iter().find(|cue| {
        let year = || {
            let said = scene.slice(scene.window(whole).before);
            ["年度", "全年", "年总", "年预算"].iter().any(|word| said.contains(word))
        };
        cue.words.within(words) && (!cue.due || formulas.due.within(words) && year())
    })?;
    let (of, all) = cue.parts;
    let smaller = value(index) < value(whole);
    (smaller == (of < all)).then(|| Relation {
        link: Link::Portion { portion: index, whole, parts: cue.parts },
        evidence: scene.span(whole).join(scene.span(index)),
        firm: false,
    })
}

/// 每年招录A名,三年共B名: the number of years stands right before the words of the total.
fn over_years(scene: &Scene<'_>, index: usize, each: usize, words: &str) -> Option<Relation> {
    let formulas = &scene.cues.formulas;
    let years = index.checked_sub(1).filter(|&i| i != each)?;
    let times = scene.quantity(years).filter(|_| scene.dimension(years) == Some(Dimension::Duration))?;
    if !formulas.yearly.within(scene.slice(scene.window(each).before)) || !formulas.totals.within(words) {
        return None;
    }
    let between = scene.slice(Span::new(scene.span(years).end(), scene.span(index).start()));
    let times = times.value.to_u32().filter(|times| (2..=LONGEST).contains(times))?;
    let said = formulas.totals.at_start(between.trim_start_matches(['内', '间', ','])).is_some();
    said.then(|| Relation {
        link: Link::Product { amount: index, terms: vec![vec![each]], times },
        evidence: scene.span(each).join(scene.span(index)),
        firm: false,
    })
}
