//! Between which values a number must lie for a check to hold: of the hundred readings of a token nearly all are refuted
//! by a comparison, without any recomputing.

use crate::check::{Check, Comparison, Values};
use crate::figure::Figure;
use crate::interval::{End, Interval};
use crate::rational::Rational;

/// Outside of these the check fails, by more than what makes a near miss.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limit {
    least: Option<Rational>,
    most: Option<Rational>,
    /// How far a reading may reach on either side of its value.
    reach: Rational,
}

impl Limit {
    /// The limits of one member of a check whose other members are what they state; `None` where they are not known.
    pub(super) fn of(check: &Check, member: usize, values: &Values<'_>) -> Option<Self> {
        let (own, target) = (values.get(member)?, values.get(check.target)?);
        let once = check.members.iter().filter(|&&other| other == member).count() == 1;
        let mut others = check.operands().iter().filter(|&&other| other != member);
        // Then the formula has a value whatever the member is, as long as that is above zero.
        let bounded = |other: &usize| values.get(*other).is_some_and(Figure::is_bounded);
        if !once || check.otherwise.is_some() || !check.formula.is_plain() || !others.all(bounded) {
            return None;
        }
        let hull = |index: usize| values.get(index).map(|figure| figure.hull);
        let room = if member == check.target {
            let computed = check.formula.interval(&hull)?;
            match check.comparison {
                Comparison::Equal => computed,
                Comparison::AtMost => Interval { low: None, ..computed },
                Comparison::AtLeast => Interval { high: None, ..computed },
            }
        } else {
            let nearly = Interval::closed(target.unit.neg(), target.unit);
            let wanted = match check.comparison {
                Comparison::Equal => target.hull.add(&nearly)?,
                Comparison::AtMost => Interval { high: None, ..target.hull },
                Comparison::AtLeast => Interval { low: None, ..target.hull },
            };
            check.formula.solve(member, wanted, &hull)?
        };
        let reach = own.reach()?;
        let moved = |end: Option<End>, by: Rational| end.and_then(|end| end.value.add(by));
        Some(Self { least: moved(room.low, reach.neg()), most: moved(room.high, reach), reach })
    }

    /// Whether the check fails with this value.
    pub(super) fn excludes(&self, value: Rational) -> bool {
        value > self.reach
            && (self.least.is_some_and(|least| value < least) || self.most.is_some_and(|most| value > most))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;
    use yigai_quantity::Scanner;

    use super::super::evidence::amount;
    use super::*;
    use crate::book::Book;
    use crate::check::judge;
    use crate::expression::Expression::{self, Mul, Value};
    use crate::finding::{Rule, Verdict};
    use crate::input::Input;

    static SCANNER: LazyLock<Scanner> = LazyLock::new(Scanner::default);

    fn checks() -> [Check; 6] {
        let share = Value(0).over(Value(1)).times(100);
        let (rest, product) = (Value(1).sub(Value(2)), Mul(vec![Value(1), Value(2)]));
        [
            Check::equal(Rule::Share, 2, share),
            Check::equal(Rule::Sum, 0, Expression::sum([1, 2])).jointly(),
            Check::equal(Rule::Remainder, 0, rest).jointly(),
            Check::equal(Rule::Product, 0, product),
            Check::order(0, Comparison::AtMost, 1),
            Check::order(0, Comparison::AtLeast, 1),
        ]
    }

    fn written() -> impl Strategy<Value = String> {
        (0..4_u32, 1..2000_u32).prop_map(|(places, digits)| match (places, digits) {
            (0, digits) => digits.to_string(),
            (1, digits) => format!("{}.{}", digits / 10, digits % 10),
            (2, digits) => format!("{}.{:02}", digits / 100, digits % 100),
            (_, digits) => (digits % 20).to_string(),
        })
    }

    proptest! {
        #[test]
        fn a_check_fails_with_what_its_limits_exclude(
            stated in [written(), written(), written()],
            tried in written(),
            about in any::<bool>(),
        ) {
            let [first, second, third] = stated;
            let text = format!("{first}万元;{}{second}万元;{third}%", if about { "约" } else { "" });
            let mentions = SCANNER.find(&text);
            let input = Input::new(&text, &mentions, &[], &[]);
            let book = Book::new(&input);
            for check in checks() {
                for member in check.members.clone() {
                    let mut values = Values::stated(&book.figures);
                    let limit = Limit::of(&check, member, &values);
                    let value = amount(&book, member, &tried);
                    let Some(((limit, value), figure)) = limit.zip(value).zip(book.figure(member)) else { continue };
                    if limit.excludes(value) {
                        values.replace(member, figure.with_digits(value, &tried));
                        prop_assert_eq!(judge(&check, &values).verdict, Verdict::Inconsistent);
                    }
                }
            }
        }
    }
}
