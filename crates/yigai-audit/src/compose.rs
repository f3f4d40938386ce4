//! From a check and its outcome to the finding a reader sees.

use std::borrow::Cow;

use crate::book::Book;
use crate::check::{Check, Comparison, Outcome, Shown, Values};
use crate::figure::Written;
use crate::finding::{Finding, Rule, Verdict};
use crate::interval::Interval;
use crate::message::{Kind, Words};
use crate::rational::Rational;
use crate::slip;

/// The finding of a check about its own target.
pub(crate) fn finding(
    book: &Book<'_>,
    check: &Check,
    outcome: &Outcome,
    kind: Kind,
    doubtful: Option<usize>,
) -> Finding {
    let check = match &check.otherwise {
        Some(otherwise) if outcome.otherwise => otherwise,
        _ => check,
    };
    let percent = book.figure(check.target).is_some_and(|figure| figure.written.is_percent());
    // What is said of two values in order names no third.
    let unnamed = check.rule == Rule::Order && matches!(kind, Kind::Consistent | Kind::Mismatch);
    let value = outcome.computed.filter(|_| !unnamed);
    let computed = value.map(|value| value.decimal_text());
    let shown = match (value, &computed) {
        (Some(value), Some(text)) if value.is_whole() && !percent => Cow::Borrowed(text.as_str()),
        (value, _) => Cow::Owned(value.map_or_else(String::new, |value| shown(value, percent))),
    };
    let words = Words {
        stated: book.token(check.target),
        formula: formula(book, check, None),
        computed: shown,
        gap: outcome
            .gap
            .filter(|gap| !gap.is_zero())
            .and_then(|_| difference(book, check, outcome))
            .unwrap_or_default(),
        other: doubtful.map(|mention| book.token(mention)).unwrap_or_default(),
        grade: outcome.grade,
    };
    let message = words.of(check.rule, kind);
    let formula = words.formula;
    Finding {
        rule: check.rule,
        verdict: outcome.verdict,
        grade: outcome.grade,
        target: Some(check.target),
        operands: check.operands().to_vec(),
        mentions: check.members.clone(),
        formula,
        stated: stated(book, check.target),
        computed: if check.comparison == Comparison::Equal { computed } else { None },
        intervals: intervals(book, &check.members),
        suggestions: Vec::new(),
        message,
    }
}

/// The finding of a check about one of its operands: `target` is what the other numbers do not allow.
pub(crate) fn finding_about(book: &Book<'_>, check: &Check, target: usize, verdict: Verdict) -> Finding {
    let values = Values::stated(&book.figures);
    let solved = slip::solve(check, target, &values);
    let computed = solved.and_then(|solved| center(book, check, target).or_else(|| solved.as_point()));
    let mut mentions = Vec::with_capacity(check.members.len());
    mentions.push(target);
    mentions.extend(check.members.iter().copied().filter(|&member| member != target));
    let percent = book.figure(target).is_some_and(|figure| figure.written.is_percent());
    let words = Words {
        stated: book.token(target),
        formula: formula(book, check, Some(target)),
        computed: Cow::Owned(computed.map_or_else(String::new, |value| shown(value, percent))),
        ..Words::default()
    };
    Finding {
        rule: check.rule,
        verdict,
        grade: None,
        target: Some(target),
        operands: mentions.iter().copied().skip(1).collect(),
        formula: words.formula.clone(),
        stated: stated(book, target),
        computed: computed.map(|value| value.decimal_text()),
        intervals: intervals(book, &mentions),
        mentions,
        suggestions: Vec::new(),
        message: words.about(check.rule),
    }
}

/// What the stated values of the others make of one number of a formula.
pub(crate) fn center(book: &Book<'_>, check: &Check, target: usize) -> Option<Rational> {
    let point = |index: usize| book.figure(index).map(|figure| Interval::point(figure.value));
    if target == check.target {
        return check.formula.interval(&point)?.as_point();
    }
    check.formula.solve(target, point(check.target)?, &point)?.as_point()
}

/// `59434 = 55127 + x`: the target's own number, the sign, and the formula over the operands.
fn formula(book: &Book<'_>, check: &Check, unknown: Option<usize>) -> String {
    let write = |text: &mut String, mention: usize| {
        let written = book.figure(mention).map(|figure| figure.written);
        if unknown == Some(mention) {
            text.push('x');
            text.push_str(written.map_or("", Written::sign));
        } else if let Some(written) = written {
            written.write(text);
        }
    };
    let sign = match check.comparison {
        Comparison::Equal => " = ",
        Comparison::AtMost => " ≤ ",
        Comparison::AtLeast => " ≥ ",
    };
    let tree = match &check.shown {
        Shown::AsComputed => &check.formula,
        Shown::WithoutFactor => check.formula.without_factor(),
        Shown::Otherwise(tree) => tree,
    };
    let mut text = String::with_capacity(24 * check.members.len());
    write(&mut text, check.target);
    text.push_str(sign);
    tree.write(&mut text, &write);
    text
}

fn difference(book: &Book<'_>, check: &Check, outcome: &Outcome) -> Option<String> {
    let target = book.figure(check.target)?;
    Some(outcome.computed?.sub(target.value)?.abs().rounded_text(4))
}

pub(crate) fn shown(value: Rational, percent: bool) -> String {
    let text = if value.is_whole() { value.decimal_text() } else { value.rounded_text(4) };
    if percent { text + "%" } else { text }
}

pub(crate) fn stated(book: &Book<'_>, mention: usize) -> String {
    book.figure(mention)
        .map_or_else(|| book.token(mention).into_owned(), |figure| figure.value.decimal_text())
}

pub(crate) fn intervals(book: &Book<'_>, mentions: &[usize]) -> Vec<Interval> {
    let mut intervals = Vec::with_capacity(mentions.len());
    intervals.extend(mentions.iter().filter_map(|&mention| book.figure(mention)).map(|figure| figure.hull));
    intervals
}
