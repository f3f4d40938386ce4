//! What a check computes: a small tree over mentions in which each mention stands once.
//!
//! Because each stands once, the interval of the tree is exact, and the tree can be solved for any one of them.

use crate::interval::Interval;
use crate::rational::Rational;

/// A formula over mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Expression {
    /// The value of a mention.
    Value(usize),
    /// A whole number that no mention states. No fraction is needed, and with one every node would be twice as large.
    Constant(i64),
    /// All of it: 100 %.
    Whole,
    Add(Vec<Expression>),
    Sub(Box<[Expression; 2]>),
    Mul(Vec<Expression>),
    Div(Box<[Expression; 2]>),
}

use Expression::{Add, Constant, Div, Mul, Sub, Value, Whole};

impl Expression {
    pub(crate) fn sum(terms: impl IntoIterator<Item = usize>) -> Self {
        let mut terms = terms.into_iter();
        match (terms.next(), terms.next()) {
            (Some(only), None) => Value(only),
            (first, second) => Add(first.into_iter().chain(second).chain(terms).map(Value).collect()),
        }
    }

    pub(crate) fn sub(self, other: Self) -> Self {
        Sub(Box::new([self, other]))
    }

    pub(crate) fn over(self, other: Self) -> Self {
        Div(Box::new([self, other]))
    }

    pub(crate) fn times(self, factor: i64) -> Self {
        if factor == 1 { self } else { Mul(vec![Constant(factor), self]) }
    }

    /// What a factor stands before; itself where none does.
    pub(crate) fn without_factor(&self) -> &Self {
        match self {
            Mul(terms) => match terms.as_slice() {
                [Constant(_), rest] => rest,
                _ => self,
            },
            _ => self,
        }
    }

    /// Adds the mentions it is made of, in the order of the formula.
    pub(crate) fn collect(&self, members: &mut Vec<usize>) {
        match self {
            Value(index) => members.push(*index),
            Constant(_) | Whole => {}
            Add(terms) | Mul(terms) => terms.iter().for_each(|term| term.collect(members)),
            Sub(sides) | Div(sides) => sides.iter().for_each(|side| side.collect(members)),
        }
    }

    /// The values it can take where each mention can take those that `of` gives.
    pub(crate) fn interval(&self, of: &dyn Fn(usize) -> Option<Interval>) -> Option<Interval> {
        match self {
            Value(index) => of(*index),
            Constant(value) => Some(Interval::point(Rational::whole(*value))),
            Whole => Some(Interval::point(Rational::HUNDRED)),
            Add(terms) => fold(terms, of, Rational::ZERO, Interval::add),
            Mul(terms) => fold(terms, of, Rational::ONE, Interval::mul),
            Sub(sides) => {
                let [left, right] = &**sides;
                left.interval(of)?.sub(&right.interval(of)?)
            }
            Div(sides) => {
                let [left, right] = &**sides;
                left.interval(of)?.div(&right.interval(of)?)
            }
        }
    }

    /// The one value it takes where each mention is what it states.
    pub(crate) fn point(&self, of: &dyn Fn(usize) -> Option<Rational>) -> Option<Rational> {
        match self {
            Value(index) => of(*index),
            Constant(value) => Some(Rational::whole(*value)),
            Whole => Some(Rational::HUNDRED),
            Add(terms) => terms.iter().try_fold(Rational::ZERO, |sum, term| sum.add(term.point(of)?)),
            Mul(terms) => terms.iter().try_fold(Rational::ONE, |product, term| product.mul(term.point(of)?)),
            Sub(sides) => {
                let [left, right] = &**sides;
                left.point(of)?.sub(right.point(of)?)
            }
            Div(sides) => {
                let [left, right] = &**sides;
                let under = right.point(of)?;
                left.point(of)?.div(under).filter(|_| !under.is_negative())
            }
        }
    }

    /// Whether it takes a value wherever its mentions do that are above zero: nothing is divided by a difference.
    pub(crate) fn is_plain(&self) -> bool {
        match self {
            Value(_) | Constant(_) | Whole => true,
            Add(terms) | Mul(terms) => terms.iter().all(Self::is_plain),
            Sub(sides) => sides.iter().all(Self::is_plain),
            Div(sides) => {
                let [_, under] = &**sides;
                sides.iter().all(Self::is_plain) && !under.subtracts()
            }
        }
    }

    fn subtracts(&self) -> bool {
        match self {
            Value(_) | Constant(_) | Whole => false,
            Add(terms) | Mul(terms) => terms.iter().any(Self::subtracts),
            Sub(..) => true,
            Div(sides) => sides.iter().any(Self::subtracts),
        }
    }

    /// The values that the mention `unknown` must have for the whole to be within `result`.
    pub(crate) fn solve(
        &self,
        unknown: usize,
        result: Interval,
        of: &dyn Fn(usize) -> Option<Interval>,
    ) -> Option<Interval> {
        match self {
            Value(index) => (*index == unknown).then_some(result),
            Constant(_) | Whole => None,
            Add(terms) => {
                let at = terms.iter().position(|term| term.holds(unknown))?;
                let others = rest(terms, at, of, Rational::ZERO, Interval::add)?;
                terms.get(at)?.solve(unknown, result.sub(&others)?, of)
            }
            Mul(terms) => {
                let at = terms.iter().position(|term| term.holds(unknown))?;
                let others = rest(terms, at, of, Rational::ONE, Interval::mul)?;
                terms.get(at)?.solve(unknown, result.div(&others)?, of)
            }
            Sub(sides) => {
                let [left, right] = &**sides;
                if left.holds(unknown) {
                    return left.solve(unknown, result.add(&right.interval(of)?)?, of);
                }
                right.solve(unknown, left.interval(of)?.sub(&result)?, of)
            }
            Div(sides) => {
                let [left, right] = &**sides;
                if left.holds(unknown) {
                    return left.solve(unknown, result.mul(&right.interval(of)?)?, of);
                }
                right.solve(unknown, left.interval(of)?.div(&result)?, of)
            }
        }
    }

    fn holds(&self, unknown: usize) -> bool {
        match self {
            Value(index) => *index == unknown,
            Constant(_) | Whole => false,
            Add(terms) | Mul(terms) => terms.iter().any(|term| term.holds(unknown)),
            Sub(sides) | Div(sides) => sides.iter().any(|side| side.holds(unknown)),
        }
    }

    /// The formula as it is written with a pencil; `of` writes a mention.
    /// Writes it behind a text; `of` writes the mentions.
    pub(crate) fn write(&self, text: &mut String, of: &dyn Fn(&mut String, usize)) {
        self.write_inside(text, of, 0);
    }

    fn write_inside(&self, text: &mut String, of: &dyn Fn(&mut String, usize), outer: u8) {
        let strength = match self {
            Value(_) | Constant(_) | Whole => 9,
            Add(terms) | Mul(terms) if terms.len() == 1 => 9,
            Add(_) | Sub(..) => 1,
            Mul(_) | Div(..) => 3,
        };
        let brackets = strength < outer;
        if brackets {
            text.push('(');
        }
        match self {
            Value(index) => of(text, *index),
            Constant(value) => text.push_str(itoa::Buffer::new().format(*value)),
            Whole => text.push_str("100%"),
            Add(terms) | Mul(terms) => {
                let inner = if terms.len() == 1 { outer } else { strength };
                let sign = if matches!(self, Add(_)) { " + " } else { " × " };
                for (at, term) in terms.iter().enumerate() {
                    if at > 0 {
                        text.push_str(sign);
                    }
                    term.write_inside(text, of, inner);
                }
            }
            Sub(sides) | Div(sides) => {
                let [left, right] = &**sides;
                left.write_inside(text, of, strength);
                text.push_str(if matches!(self, Sub(..)) { " - " } else { " / " });
                right.write_inside(text, of, strength + 1);
            }
        }
        if brackets {
            text.push(')');
        }
    }
}

type Join = fn(&Interval, &Interval) -> Option<Interval>;

fn fold(
    terms: &[Expression],
    of: &dyn Fn(usize) -> Option<Interval>,
    start: Rational,
    join: Join,
) -> Option<Interval> {
    terms.iter().try_fold(Interval::point(start), |total, term| join(&total, &term.interval(of)?))
}

fn rest(
    terms: &[Expression],
    without: usize,
    of: &dyn Fn(usize) -> Option<Interval>,
    start: Rational,
    join: Join,
) -> Option<Interval> {
    let mut total = Interval::point(start);
    for (at, term) in terms.iter().enumerate() {
        if at != without {
            total = join(&total, &term.interval(of)?)?;
        }
    }
    Some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(value: i64) -> Rational {
        Rational::whole(value)
    }

    #[test]
    fn growth_is_solved_for_each_of_its_values() {
        // 100 × (b / a - 1)
        let growth = Mul(vec![Constant(100), Value(1).over(Value(0)).sub(Constant(1))]);
        let of = |index: usize| Some(Interval::point(n([80, 100][index])));
        let growth_of = |unknown, result| {
            growth.solve(unknown, Interval::point(n(result)), &of).and_then(|found| found.as_point())
        };
        assert_eq!(growth.interval(&of).and_then(|found| found.as_point()), Some(n(25)));
        assert_eq!(growth_of(1, 50), Some(n(120)));
        assert_eq!(growth_of(0, 25), Some(n(80)));
    }

    #[test]
    fn formulas_bracket_what_needs_it() {
        let tree = Mul(vec![Constant(100), Value(1).sub(Value(0)).over(Value(2))]);
        let written = |tree: &Expression| {
            let mut text = String::new();
            tree.write(&mut text, &|text, index| text.push_str(&format!("n{index}")));
            text
        };
        assert_eq!(written(&tree), "100 × (n1 - n0) / n2");
        assert_eq!(written(&Value(0).sub(Value(1).sub(Value(2)))), "n0 - (n1 - n2)");
    }
}
