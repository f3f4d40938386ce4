//! When a failing formula is an alarm, and when its numbers are just not about one thing.
//!
//! An alarm on a sound number costs a reader's trust; a formula whose sides are far apart, with no slip of the hand
//! between them, was more likely put together from numbers of different things.

use yigai_quantity::Dimension;

use crate::check::{Check, Comparison, Outcome, Values, Ways};
use crate::figure::Figure;
use crate::finding::{Rule, Verdict};
use crate::message::Kind;
use crate::rational::Rational;
use crate::slip;

/// What to say about a check; `None` for nothing. May take an alarm back.
pub(crate) fn kind(check: &Check, outcome: &mut Outcome, values: &Values<'_>) -> Option<Kind> {
    match outcome.verdict {
        Verdict::Consistent => Some(Kind::Consistent),
        Verdict::NearMiss if check.open => None,
        Verdict::NearMiss => Some(Kind::NearMiss),
        Verdict::Inconsistent if has_a_stranger(check, outcome, values) => {
            outcome.verdict = Verdict::Undecidable;
            None
        }
        Verdict::Inconsistent
            if check.open
                && !is_slip_in_a_whole_list(check, outcome, values)
                && !is_slip_in_a_long_target(check, outcome, values) =>
        {
            outcome.verdict = Verdict::Undecidable;
            None
        }
        Verdict::Inconsistent if is_far(check, outcome, values) => {
            outcome.verdict = Verdict::Undecidable;
            Some(Kind::Far)
        }
        Verdict::Inconsistent => Some(Kind::Mismatch),
        _ if check.open => None,
        _ => Some(Kind::Silent),
    }
}

/// A list after 其中 need not be complete, and parts that only the model brings together need not be those of this whole.
/// They are taken so where the sum misses the whole by exactly what one mistyped digit makes: of all differences a
/// number of three digits or more allows, one in thirty is such.
fn is_slip_in_a_whole_list(check: &Check, outcome: &Outcome, values: &Values<'_>) -> bool {
    if check.rule != Rule::Sum || check.distant && is_apart(check) {
        return false;
    }
    let (Some(target), Some(computed)) = (values.get(check.target), outcome.computed) else { return false };
    let close = computed.mul(Rational::whole(2)).is_some_and(|twice| twice >= target.value);
    let exact = check.members.iter().all(|&member| values.get(member).is_some_and(|figure| figure.exact));
    // A standard per head is a short number, and its levels are all named.
    let least = match (exact, target.dimension == Some(Dimension::Money)) {
        (true, true) => 100,
        (true, false) => 500,
        (false, _) => 1000,
    };
    let steps = target.value.div(target.unit).is_some_and(|steps| steps >= Rational::whole(least));
    // Where the list may well leave some out only the whole is held to it.
    let slipped = || match (exact, check.ways == Ways::Some(1)) {
        (true, true) => {
            let several = check.operands().len() > 2 && !check.distant;
            slip::explains_any(check, values) || several && slip::miscounts(check, check.target, values)
        }
        (true, false) => slip::explains(check, check.target, values),
        (false, _) => slip::settles_any(check, values),
    };
    close && steps && slipped()
}

/// Whether the figures of a formula stand among others.
fn is_apart(check: &Check) -> bool {
    let members = &check.members;
    members
        .iter()
        .max()
        .zip(members.iter().min())
        .is_some_and(|(last, first)| last - first > if check.distant { 4 } else { 6 })
}

/// A rate or amount of four digits or more (three, where its figures stand beside it) that one slip separates from what
/// its figures give: of all numbers that wrong figures would give, one in a hundred is so close.
fn is_slip_in_a_long_target(check: &Check, outcome: &Outcome, values: &Values<'_>) -> bool {
    let (Some(target), Some(computed)) = (values.get(check.target), outcome.computed) else { return false };
    let least = match check.ways {
        Ways::Shown(1) => 100,
        Ways::Shown(_) => 20,
        Ways::Some(0..=2) if !is_apart(check) => 100,
        Ways::Some(_) => 1000,
    };
    let steps = target.value.div(target.unit);
    let has = |least: i64| steps.is_some_and(|steps| steps >= Rational::whole(least));
    let rule = matches!(
        check.rule,
        Rule::Ratio
            | Rule::Product
            | Rule::Growth
            | Rule::Share
            | Rule::Remainder
            | Rule::Points
            | Rule::Difference
    );
    let own = || {
        slip::neighbours(target).into_iter().any(|value| target.with_value(value).allows(computed).is_some())
    };
    // A slip in a figure that it was computed from, where the words leave few ways to take them.
    let operand = || match check.ways {
        Ways::Shown(times) => {
            has(if times > 1 { 100 } else { 1000 })
                && is_near(target, computed)
                && slip::explains_any(check, values)
        }
        Ways::Some(ways) => {
            has(1000) && ways < 3 && !check.distant && !is_apart(check) && slip::explains_any(check, values)
        }
    };
    rule && has(least) && !target.is_hedged() && (own() || is_misscaled(check, target, computed) || operand())
}

/// 人均30元,人口41.2万人,拨款1236亿元: the digits are right and the word behind them is not.
fn is_misscaled(check: &Check, target: &Figure, computed: Rational) -> bool {
    let telling = target.value.div(target.unit).is_some_and(|steps| steps >= Rational::whole(100));
    let fits = |value: Rational| target.with_value(value).allows(computed).is_some();
    check.rule == Rule::Product && telling && slip::misscaled(target).into_iter().any(fits)
}

/// Whether a quarter of the larger is the most that lies between the two.
fn is_near(target: &Figure, computed: Rational) -> bool {
    let apart = computed.sub(target.value).map(Rational::abs);
    let larger = target.value.abs().max(computed.abs());
    apart.zip(larger.div(Rational::whole(4))).is_some_and(|(apart, quarter)| apart <= quarter)
}

/// A list of three or more that adds up to the last digit without one of its numbers: that one is of something else.
fn has_a_stranger(check: &Check, outcome: &Outcome, values: &Values<'_>) -> bool {
    let parts = check.operands();
    let excess = values.get(check.target).and_then(|target| outcome.computed?.sub(target.value));
    let value = |part: &usize| values.get(*part).map(|figure| figure.value);
    check.rule == Rule::Sum
        && parts.len() > 2
        && excess.is_some()
        && parts.iter().any(|part| value(part) == excess)
}

/// 由12650元增加到18420元,增长31.3%: a growth that was taken of the later value is about these two, and wrong.
fn is_of_the_other_end(check: &Check, target: &Figure, values: &Values<'_>) -> bool {
    let &[one, other] = check.operands() else { return false };
    let (Some(one), Some(other)) = (values.get(one), values.get(other)) else { return false };
    let change = one.value.sub(other.value).map(Rational::abs);
    let of = |end: &Figure| change?.mul(Rational::HUNDRED)?.div(end.value);
    let telling = target.value.div(target.unit).is_some_and(|steps| steps >= Rational::whole(100));
    let fits = |rate: Rational| target.allows(rate).is_some();
    check.rule == Rule::Growth && telling && [one, other].into_iter().filter_map(of).any(fits)
}

fn is_far(check: &Check, outcome: &Outcome, values: &Values<'_>) -> bool {
    let (Some(target), Some(computed)) = (values.get(check.target), outcome.computed) else { return false };
    let larger = target.value.abs().max(computed.abs());
    let smaller = target.value.abs().min(computed.abs());
    let threefold = || smaller.mul(Rational::whole(3)).is_some_and(|limit| larger > limit);
    if check.comparison != Comparison::Equal {
        // A part three times its whole is of another whole; a misplaced digit of its own shows where it has a sum.
        return threefold();
    }
    // What a change or a share is of stands in the words around it, and authors take them of the wrong number altogether;
    // only figures of another kind lie further apart than that.
    let told = matches!(check.rule, Rule::Growth | Rule::Difference | Rule::Points | Rule::Share)
        && !check.distant
        && (target.value > Rational::ZERO) == (computed > Rational::ZERO);
    !is_near(target, computed)
        && (!told || threefold())
        && !is_of_the_other_end(check, target, values)
        && !is_misscaled(check, target, computed)
        && !slip::explains_any(check, values)
        && !slip::miscounts_any(check, values)
}
