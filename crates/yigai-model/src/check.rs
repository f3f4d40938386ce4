//! Whether figures keep a constraint, with the tolerance that their written precision gives.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::{Constraint, ConstraintRule, Policies, Strength};

/// A figure in base units, with one unit of the last place that was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// The value.
    pub value: Decimal,
    /// One unit of its last written place; 0 for a figure that is exact.
    pub last_place: Decimal,
}

impl Figure {
    /// A figure that is exact.
    pub fn exact(value: impl Into<Decimal>) -> Self {
        Self { value: value.into(), last_place: Decimal::ZERO }
    }

    /// A figure as written, with its decimals.
    ///
    /// ```
    /// let rate = yigai_model::Figure::written("96.96".parse().unwrap());
    /// assert_eq!(rate.last_place.to_string(), "0.01");
    /// ```
    pub fn written(value: Decimal) -> Self {
        let last_place = if value.scale() == 0 { Decimal::ZERO } else { Decimal::new(1, value.scale()) };
        Self { value, last_place }
    }
}

/// A constraint that figures break.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Violation {
    /// The constraint's id.
    pub constraint: String,
    /// Whether true figures can break it.
    pub strength: Strength,
    /// The comparison with the figures in it, as it should hold.
    pub formula: String,
    /// Why it should hold.
    pub reason: String,
}

impl Constraint {
    /// Whether the figures that `figure` finds keep the constraint: `None` where it lacks one of them, or where a policy of
    /// that `year` is unknown; `Some(None)` where they keep it.
    ///
    /// A rounded, truncated or exact statement keeps a sum, product or ratio: anything nearer than one unit of its last
    /// written place.
    ///
    /// ```
    /// use yigai_model::{Constraints, Figure};
    ///
    /// let rule = Constraints::builtin().get("contracts-posts").unwrap();
    /// let figures = |contracts: u32| move |id: &str| match id {
    ///     "st_contracts" => Some(Figure::exact(contracts)),
    ///     "st_posts" => Some(Figure::exact(120)),
    ///     _ => None,
    /// };
    /// assert_eq!(rule.check(figures(96), None), Some(None));
    /// let broken = rule.check(figures(130), None).unwrap().unwrap();
    /// assert_eq!(broken.formula, "130 <= 120");
    /// assert_eq!(rule.check(|_| None, None), None);
    /// ```
    pub fn check(
        &self,
        figure: impl Fn(&str) -> Option<Figure>,
        year: Option<i32>,
    ) -> Option<Option<Violation>> {
        let (holds, formula) = match self.rule() {
            ConstraintRule::Order { lower, upper, tolerance } => {
                let (low, high) = (figure(lower)?, figure(upper)?);
                let bound = high.value.checked_mul(*tolerance)?.checked_add(high.last_place)?;
                (low.value.checked_sub(low.last_place)? <= bound, at_most(low, high, *tolerance))
            }
            ConstraintRule::Subset { part, whole } => {
                let (part, whole) = (figure(part)?, figure(whole)?);
                let bound = whole.value.checked_add(whole.last_place)?;
                (part.value.checked_sub(part.last_place)? <= bound, at_most(part, whole, Decimal::ONE))
            }
            ConstraintRule::Sum { whole, parts, complete } => sum(figure(whole)?, parts, *complete, &figure)?,
            ConstraintRule::Product { amount, factors } => {
                let stated = figure(amount)?;
                let mut product = Decimal::ONE;
                let mut terms = Vec::with_capacity(factors.len());
                for id in factors {
                    let factor = figure(id)?.value;
                    product = product.checked_mul(factor)?;
                    terms.push(factor.to_string());
                }
                (near(stated, product), format!("{} = {}", stated.value, terms.join(" x ")))
            }
            ConstraintRule::Ratio { rate, numerator, denominator, scale } => {
                let (stated, above, below) = (figure(rate)?, figure(numerator)?, figure(denominator)?);
                let exact = crate::compute::per_units(above.value, below.value, *scale).ok()?;
                (
                    near(stated, exact),
                    format!("{} = {} / {} x {scale}", stated.value, above.value, below.value),
                )
            }
            ConstraintRule::Complement { parts, total } => {
                let mut sum = Decimal::ZERO;
                let mut slack = Decimal::ZERO;
                let mut terms = Vec::with_capacity(parts.len());
                for id in parts {
                    let part = figure(id)?;
                    sum = sum.checked_add(part.value)?;
                    slack = slack.checked_add(part.last_place)?;
                    terms.push(part.value.to_string());
                }
                (sum.checked_sub(*total)?.abs() <= slack, format!("{} = {total}", terms.join(" + ")))
            }
            ConstraintRule::Band { numerator, denominator, low, high } => {
                let (above, below) = (figure(numerator)?, figure(denominator)?);
                let exact = crate::compute::per_units(above.value, below.value, Decimal::ONE).ok()?;
                (
                    *low <= exact && exact <= *high,
                    format!("{low} <= {} / {} <= {high}", above.value, below.value),
                )
            }
            ConstraintRule::Floor { indicator, table } => {
                let stated = figure(indicator)?;
                let floor = Policies::builtin().in_year(table, year?).ok()?.limits().low()?;
                (stated.value >= floor, format!("{} >= {floor}", stated.value))
            }
            ConstraintRule::Range { indicator, limits } => {
                let stated = figure(indicator)?;
                let low = limits.low().map_or_else(String::new, |low| format!("{low} <= "));
                let high = limits.high().map_or_else(String::new, |high| format!(" <= {high}"));
                (limits.contains(stated.value), format!("{low}{}{high}", stated.value))
            }
        };
        Some((!holds).then(|| Violation {
            constraint: self.id().to_owned(),
            strength: self.strength(),
            formula,
            reason: self.reason().to_owned(),
        }))
    }
}

fn sum(
    whole: Figure,
    parts: &[std::sync::Arc<str>],
    complete: bool,
    figure: &impl Fn(&str) -> Option<Figure>,
) -> Option<(bool, String)> {
    let mut total = Decimal::ZERO;
    let mut slack = whole.last_place;
    let mut terms = Vec::with_capacity(parts.len());
    for id in parts {
        let part = figure(id)?;
        total = total.checked_add(part.value)?;
        slack = slack.checked_add(part.last_place)?;
        terms.push(part.value.to_string());
    }
    let difference = whole.value.checked_sub(total)?;
    let holds = if complete { difference.abs() <= slack } else { difference >= -slack };
    Some((holds, format!("{} {} {}", whole.value, if complete { "=" } else { ">=" }, terms.join(" + "))))
}

/// Rounded or truncated, a statement is less than one unit of its last place away.
fn near(stated: Figure, exact: Decimal) -> bool {
    let Some(distance) = stated.value.checked_sub(exact).map(|distance| distance.abs()) else { return false };
    if stated.last_place.is_zero() { distance < Decimal::ONE } else { distance < stated.last_place }
}

fn at_most(low: Figure, high: Figure, tolerance: Decimal) -> String {
    if tolerance == Decimal::ONE {
        format!("{} <= {}", low.value, high.value)
    } else {
        format!("{} <= {} x {tolerance}", low.value, high.value)
    }
}
