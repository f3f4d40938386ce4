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
