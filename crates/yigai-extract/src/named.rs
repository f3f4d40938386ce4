use std::sync::Arc;

use rust_decimal::Decimal;
use yigai_model::{Catalogue, Indicator};
use yigai_quantity::Dimension;

use crate::observation::Observation;
use crate::relation::{Link, Relation};
use crate::scene::Scene;

/// 电子档案302.1万份,常住人口360.2万人,建档率83.9%: where two figures make a rate, it is the one that the catalogue computes
/// of them, whatever its short name would be elsewhere.
pub(crate) fn name_rates(
    catalogue: &Catalogue,
    scene: &Scene<'_>,
    relations: &[Relation],
    observations: &mut [Observation],
) {
    for relation in relations {
        let Link::Rate { rate, numerator, denominator } = &relation.link else { continue };
        let ([over], [under]) = (numerator.as_slice(), denominator.as_slice()) else { continue };
        if !makes(scene, *over, *under, *rate) {
            continue;
        }
        let place = |mention: usize| observations.binary_search_by_key(&mention, |o| o.mention).ok();
        let of = |mention: usize| observations.get(place(mention)?)?.indicator.clone();
        let (Some(over), Some(under), Some(at)) = (of(*over), of(*under), place(*rate)) else { continue };
        let Some(target) = observations.get_mut(at) else { continue };
        let computed = |i: &Indicator| i.numerator() == Some(&*over) && i.denominator() == Some(&*under);
        // What has no formula in the catalogue was named by its words alone, and stays.
        let named = target.indicator.as_deref().and_then(|id| catalogue.get(id));
        if named.is_some_and(|named| computed(named) || named.numerator().is_none()) {
            continue;
        }
        let mut candidates = catalogue.iter().filter(|i| computed(i));
        if let (Some(found), None) = (candidates.next(), candidates.next()) {
            target.indicator = Some(found.shared_id());
            target.programme = Some(Arc::from(found.programme()));
            target.why.push("by the two figures that it is made of".to_owned());
        }
    }
}

/// Whether two figures make a percentage, to its last digit.
fn makes(scene: &Scene<'_>, over: usize, under: usize, rate: usize) -> bool {
    let value = |index: usize| scene.quantity(index).filter(|q| q.upper.is_none()).map(|q| q.value);
    let percent = scene.dimension(rate) == Some(Dimension::Percent);
    let (Some(over), Some(under), Some(rate)) = (value(over), value(under), value(rate)) else {
        return false;
    };
    let unit = Decimal::new(1, rate.scale());
    let quotient = over.checked_mul(Decimal::ONE_HUNDRED).and_then(|over| over.checked_div(under));
    let distance = quotient.and_then(|quotient| quotient.checked_sub(rate));
    percent && distance.is_some_and(|distance| distance.abs() <= unit)
}
