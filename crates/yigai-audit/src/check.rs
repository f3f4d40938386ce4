//! One recomputation and its verdict.

use crate::expression::Expression;
use crate::figure::Figure;
use crate::finding::{Grade, Rule, Verdict};
use crate::interval::Interval;
use crate::rational::Rational;

/// How the target stands to what is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    AtMost,
    AtLeast,
}

/// How far the figures of one formula may be read in different ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rounding {
    /// Each by itself: a rate of few digits over amounts of many.
    Free,
    /// All of them rounded, or all of them cut off: a total and its parts are written by one hand. Reading each by
    /// itself would let a slip of two units in the last place pass.
    Joint,
}

/// How the figures of a formula were chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ways {
    /// From so many ways to take the words.
    Some(usize),
    /// As those of so many figures beside it, which agree.
    Shown(usize),
}

/// One recomputation: `target` compared with a formula over other mentions.
#[derive(Clone, Debug)]
pub(crate) struct Check {
    pub(crate) rule: Rule,
    pub(crate) target: usize,
    pub(crate) formula: Expression,
    /// The target, and the mentions of the formula; made with it.
    pub(crate) members: Vec<usize>,
    pub(crate) comparison: Comparison,
    pub(crate) rounding: Rounding,
    /// Where the wording leaves open whether the formula is complete (其中) or about one thing, only agreement says
    /// something.
    pub(crate) open: bool,
    /// Whether the figures were brought together by what they are, not by a word between them.
    pub(crate) distant: bool,
    /// How many ways there were to take the words.
    pub(crate) ways: Ways,
    /// Another way to take the same words, tried where this one fails.
    pub(crate) otherwise: Option<Box<Check>>,
    /// How the formula is written.
    pub(crate) shown: Shown,
}

/// How a formula is written; see [`Expression::write`].
#[derive(Clone, Debug)]
pub(crate) enum Shown {
    AsComputed,
    /// Without the factor of its sign: of 100 × a / b in percent the quotient.
    WithoutFactor,
    /// Where the tree would be clumsy.
    Otherwise(Expression),
}

impl Check {
    pub(crate) fn equal(rule: Rule, target: usize, formula: Expression) -> Self {
        let mut members = Vec::with_capacity(4);
        members.push(target);
        formula.collect(&mut members);
        Self {
            rule,
            target,
            formula,
            members,
            comparison: Comparison::Equal,
            rounding: Rounding::Free,
            open: false,
            distant: false,
            ways: Ways::Some(1),
            otherwise: None,
            shown: Shown::AsComputed,
        }
    }

    pub(crate) fn order(target: usize, comparison: Comparison, other: usize) -> Self {
        Self { comparison, ..Self::equal(Rule::Order, target, Expression::Value(other)) }
    }

    pub(crate) fn jointly(self) -> Self {
        Self { rounding: Rounding::Joint, ..self }
    }

    pub(crate) fn shown(self, formula: Expression) -> Self {
        Self { shown: Shown::Otherwise(formula), ..self }
    }

    pub(crate) fn without_factor(self) -> Self {
        Self { shown: Shown::WithoutFactor, ..self }
    }

    pub(crate) fn or(self, otherwise: Self) -> Self {
        Self { otherwise: Some(Box::new(otherwise)), ..self }
    }

    pub(crate) fn operands(&self) -> &[usize] {
        self.members.get(1..).unwrap_or_default()
    }

    /// Whether its agreement says something about each member: an order holds for most numbers.
    pub(crate) fn is_tight(&self) -> bool {
        self.comparison == Comparison::Equal
    }
}

/// The figures of a report, some of them replaced for a trial.
#[derive(Clone, Debug)]
pub(crate) struct Values<'a> {
    stated: &'a [Option<Figure>],
    /// A few at most: the marked numbers of one formula.
    replaced: Vec<(usize, Figure)>,
}

impl<'a> Values<'a> {
    pub(crate) const fn stated(figures: &'a [Option<Figure>]) -> Self {
        Self { stated: figures, replaced: Vec::new() }
    }

    pub(crate) fn get(&self, mention: usize) -> Option<&Figure> {
        let replaced = self.replaced.iter().find(|(of, _)| *of == mention).map(|(_, figure)| figure);
        replaced.or_else(|| self.stated.get(mention)?.as_ref())
    }

    pub(crate) fn replace(&mut self, mention: usize, figure: Figure) {
        self.replaced.retain(|(of, _)| *of != mention);
        self.replaced.push((mention, figure));
    }

    /// Back to what is stated.
    pub(crate) fn reset(&mut self) {
        self.replaced.clear();
    }
}

/// What a check says of the values it was given.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outcome {
    pub(crate) verdict: Verdict,
    pub(crate) grade: Option<Grade>,
    /// What the stated operands give.
    pub(crate) computed: Option<Rational>,
    /// What is missing for agreement.
    pub(crate) gap: Option<Rational>,
    /// Whether the other way to take the words was what agreed.
    pub(crate) otherwise: bool,
}

impl Outcome {
    const fn undecidable(computed: Option<Rational>) -> Self {
        Self { verdict: Verdict::Undecidable, grade: None, computed, gap: None, otherwise: false }
    }
}

/// Judges one check.
pub(crate) fn judge(check: &Check, values: &Values<'_>) -> Outcome {
    let outcome = judge_once(check, values);
    match &check.otherwise {
        Some(otherwise) if outcome.verdict != Verdict::Consistent => match judge(otherwise, values) {
            second if second.verdict == Verdict::Consistent => Outcome { otherwise: true, ..second },
            _ => outcome,
        },
        _ => outcome,
    }
}

fn judge_once(check: &Check, values: &Values<'_>) -> Outcome {
    let Some(target) = values.get(check.target) else { return Outcome::undecidable(None) };
    let computed = check.formula.point(&|index| values.get(index).map(|figure| figure.value));
    let figure = |&member: &usize| values.get(member);
    let all = |is: fn(&Figure) -> bool| check.operands().iter().all(|member| figure(member).is_some_and(is));
    // What the figures themselves give decides most checks; only the others need the room around them.
    if check.is_tight()
        && let Some(point) = computed
        && check.formula.is_plain()
        && all(Figure::is_bounded)
        && let Some(grade) = agreement(target, point)
    {
        return agree(check, values, target, computed, grade);
    }
    let hull = match all(Figure::is_point) {
        true => computed.map(Interval::point),
        false => check.formula.interval(&|index| values.get(index).map(|figure| figure.hull)),
    };
    let Some(hull) = hull else { return Outcome::undecidable(computed) };
    match check.comparison {
        Comparison::Equal => judge_equal(check, values, target, computed, hull),
        Comparison::AtMost => judge_order(target.hull.low, hull.high, computed, target, hull),
        Comparison::AtLeast => judge_order(hull.low, target.hull.high, computed, target, hull),
    }
}

fn judge_order(
    lower: Option<crate::interval::End>,
    upper: Option<crate::interval::End>,
    computed: Option<Rational>,
    target: &Figure,
    hull: Interval,
) -> Outcome {
    let holds = match (lower, upper) {
        (Some(lower), Some(upper)) => lower.value <= upper.value,
        _ => true,
    };
    if holds {
        return Outcome {
            verdict: Verdict::Consistent,
            grade: Some(Grade::Exact),
            computed,
            gap: None,
            otherwise: false,
        };
    }
    let gap = target.hull.gap(&hull);
    Outcome { verdict: Verdict::Inconsistent, grade: None, computed, gap, otherwise: false }
}

/// How a value agrees with what is stated.
fn agreement(target: &Figure, point: Rational) -> Option<Grade> {
    if point == target.value {
        return Some(Grade::Exact);
    }
    target.allows(point)
}

fn agree(
    check: &Check,
    values: &Values<'_>,
    target: &Figure,
    computed: Option<Rational>,
    grade: Grade,
) -> Outcome {
    let hedged = |&member: &usize| values.get(member).is_some_and(Figure::is_hedged);
    let hedged = target.is_hedged() || check.operands().iter().any(hedged);
    let grade = Some(if hedged { Grade::Hedged } else { grade });
    Outcome { verdict: Verdict::Consistent, grade, computed, gap: None, otherwise: false }
}

fn judge_equal(
    check: &Check,
    values: &Values<'_>,
    target: &Figure,
    computed: Option<Rational>,
    hull: Interval,
) -> Outcome {
    let of = |index: usize| values.get(index);
    let agree = |grade| agree(check, values, target, computed, grade);
    if let Some(grade) = computed.and_then(|point| agreement(target, point)) {
        return agree(grade);
    }
    let mut gap: Option<Rational> = None;
    let mut closer = |found: Option<Rational>| gap = [gap, found].into_iter().flatten().min();
    match check.rounding {
        Rounding::Free => {
            if let Some(reading) = target.readings().find(|reading| reading.interval.meets(&hull)) {
                return agree(reading.grade);
            }
            closer(target.hull.gap(&hull));
        }
        Rounding::Joint => {
            for grade in [Grade::Rounded, Grade::Truncated] {
                let Some(computed) =
                    check.formula.interval(&|index| of(index).map(|figure| figure.reading(grade)))
                else {
                    continue;
                };
                let stated = target.reading(grade);
                if stated.meets(&computed) {
                    return agree(grade);
                }
                closer(stated.gap(&computed));
            }
        }
    }
    // What lies between two rates is taken from the digits that stand there; it is right or wrong.
    let near = !target.exact && check.rule != Rule::Points && gap.is_some_and(|gap| gap < target.unit);
    Outcome {
        verdict: if near { Verdict::NearMiss } else { Verdict::Inconsistent },
        grade: None,
        computed,
        gap,
        otherwise: false,
    }
}
