//! # Possible values, policy floors and usual ranges
//!
//! **Recomputes** nothing: a percentage is held against what its indicator can be at all, a standard against the national
//! one of its year (筹资标准, 补助标准, 人均经费), and the quotient of two figures of one sentence against what is usual
//! (65岁以上 in residents, 高血压 per 糖尿病).
//!
//! **Why**: a standard of another year betrays a year that was rewritten, and a quotient far outside a misplaced digit.
//!
//! **Example**: 2012年筹资标准300元 is what was set for 2012; 2012年筹资标准200元 is below it.
//!
//! **Silent** where the year is not known, above the national standard, within a quarter below it (provinces phased it)
//! and below half of it: what one level of government pays is no standard of its own.
//!
//! **How sure**: what cannot be is an alarm; provinces and years differ, so what is outside of the usual is a note.

use chrono::Datelike;
use rust_decimal::Decimal;
use yigai_extract::Observation;
use yigai_model::{Constraint, ConstraintRule, Limits, Modality, Policies, Role};

use super::model::Shelf;
use crate::book::{Book, Class};
use crate::compose;
use crate::finding::{Finding, Grade, Message, Rule, Verdict};
use crate::rational::Rational;

/// How many times outside of the usual range a quotient is worth a word: beds are bought by the ward, money comes in parts.
const FAR: i64 = 3;

pub(super) fn findings(book: &Book<'_>, shelf: &Shelf<'_>, constraints: &[&Constraint]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for constraint in constraints {
        match constraint.rule() {
            ConstraintRule::Floor { indicator, table } => {
                findings.extend(shelf.of(indicator).iter().filter_map(|stated| floor(book, stated, table)));
            }
            ConstraintRule::Band { numerator, denominator, low, high } => {
                for over in shelf.of(numerator) {
                    // A county's own figure may be among those of the sentence: one that is usual is enough.
                    let near = shelf.near(denominator, over).into_iter();
                    let near = near.filter(|under| under.group == over.group).map(|under| under.mention);
                    let outside: Option<Vec<Finding>> =
                        near.map(|under| band(book, over, under, (*low, *high))).collect();
                    findings.extend(outside.and_then(|outside| outside.into_iter().next()));
                }
            }
            ConstraintRule::Range { indicator, limits } => {
                findings
                    .extend(shelf.of(indicator).iter().filter_map(|stated| possible(book, stated, limits)));
            }
            _ => {}
        }
    }
    findings
}

/// 满意度108.2%: no plain proportion is above the whole.
fn possible(book: &Book<'_>, stated: &Observation, limits: &Limits) -> Option<Finding> {
    let figure = book.figure(stated.mention)?;
    if stated.role != Role::Level || book.class(stated.mention)? != Class::Percent {
        return None;
    }
    let value = figure.value;
    let below = limits.low().filter(|&low| Rational::from_decimal(low).is_some_and(|low| value < low));
    let above = limits.high().filter(|&high| Rational::from_decimal(high).is_some_and(|high| value > high));
    let (sign, limit) = below.map(|low| ("≥", low)).or(above.map(|high| ("≤", high)))?;
    let token = book.token(stated.mention);
    let (zh, en) = match sign {
        "≥" => ("低于", "below"),
        _ => ("高于", "above"),
    };
    let message = Message {
        key: "bound.impossible",
        zh: format!("{token}{zh}{limit}%,这一指标不可能如此,请核对。"),
        en: format!("{token} is {en} {limit}%, which this indicator cannot be; please check."),
    };
    let formula = format!("{} {sign} {limit}%", figure.written);
    Some(bound(book, &[stated.mention], Verdict::Inconsistent, formula, message))
}

fn floor(book: &Book<'_>, stated: &Observation, table: &str) -> Option<Finding> {
    let year = stated.period.map(|period| period.end.year()).or(book.input.report_year)?;
    let limits = Policies::builtin().in_year(table, year).ok()?.limits();
    let low = limits.low()?;
    let high = limits.high().unwrap_or(low);
    let figure = book.figure(stated.mention).filter(|figure| !figure.is_hedged())?;
    let value = figure.value;
    let (least, most) = (Rational::from_decimal(low)?, Rational::from_decimal(high)?);
    let standard = stated.modality == Modality::Standard;
    // A year's phasing makes a fifth; what is less than half is what one level of government pays.
    let (half, phased) = (value.mul(Rational::whole(2))? < least, value.mul(Rational::new(4, 3)?)? >= least);
    if !standard || value > most || half || phased && value < least {
        return None;
    }
    let token = book.token(stated.mention);
    let (verdict, message) = if value >= least {
        let message = Message {
            key: "bound.policy",
            zh: format!("{token}与{year}年国家标准相符。"),
            en: format!("{token} is the national standard of {year}."),
        };
        (Verdict::Consistent, message)
    } else {
        let message = Message {
            key: "bound.below_policy",
            zh: format!("{token}低于{year}年国家标准{low}元,年份或数字可能有误。"),
            en: format!(
                "{token} is below the national standard of {year}, {low}元; the year or the figure may be off."
            ),
        };
        (Verdict::NearMiss, message)
    };
    let formula = format!("{} ≥ {low}", figure.written);
    Some(bound(book, &[stated.mention], verdict, formula, message))
}

fn band(
    book: &Book<'_>,
    over: &Observation,
    under: usize,
    (low, high): (Decimal, Decimal),
) -> Option<Finding> {
    let (numerator, denominator) = (book.figure(over.mention)?, book.figure(under)?);
    let quotient = numerator.hull.div(&denominator.hull)?;
    let (least, most) = (Rational::from_decimal(low)?, Rational::from_decimal(high)?);
    let (least, most) = (least.div(Rational::whole(FAR))?, most.mul(Rational::whole(FAR))?);
    let below = quotient.high.is_some_and(|end| end.value < least);
    let above = quotient.low.is_some_and(|end| end.value > most);
    if !(below || above) || over.modality != Modality::Actual {
        return None;
    }
    let (sign, limit) = if below { ("≥", low) } else { ("≤", high) };
    let value = numerator.value.div(denominator.value)?.rounded_text(4);
    let (first, second) = (book.token(over.mention), book.token(under));
    let message = Message {
        key: "bound.unusual",
        zh: format!("{first}为{second}的{value}倍,常见为{low}至{high},请核对。"),
        en: format!("{first} is {value} times {second}; {low} to {high} is usual. Please check."),
    };
    let formula = format!("{} / {} {sign} {limit}", numerator.written, denominator.written);
    Some(bound(book, &[over.mention, under], Verdict::NearMiss, formula, message))
}

fn bound(
    book: &Book<'_>,
    mentions: &[usize],
    verdict: Verdict,
    formula: String,
    message: Message,
) -> Finding {
    let target = mentions.first().copied();
    Finding {
        rule: Rule::Bound,
        verdict,
        grade: (verdict == Verdict::Consistent).then_some(Grade::Exact),
        target,
        operands: mentions.iter().copied().skip(1).collect(),
        mentions: mentions.to_vec(),
        formula,
        stated: target.map_or_else(String::new, |target| compose::stated(book, target)),
        computed: None,
        intervals: compose::intervals(book, mentions),
        suggestions: Vec::new(),
        message,
    }
}
