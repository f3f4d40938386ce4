//! Values to put in place of damaged ones, and which of them are beyond reasonable doubt.

use rust_decimal::Decimal;
use yigai_quantity::Mention;
use yigai_span::Span;

use crate::book::Book;
use crate::check::{Check, Values};
use crate::compose;
use crate::damage::{Reading, Site};
use crate::figure::Figure;
use crate::finding::{Finding, Rule, Suggestion, Text, Verdict};
use crate::input::Input;
use crate::rational::Rational;
use crate::slip;

/// Suggestions of this many hundredths or more are beyond reasonable doubt.
const BEYOND_DOUBT: u32 = 95;

/// One change to the clean text that is beyond reasonable doubt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The mention: an index into the mentions of the report.
    pub mention: usize,
    /// The digits that change, in the clean text; empty where something is put in.
    pub span: Span,
    /// What stands there.
    pub from: String,
    /// What is to stand there.
    pub to: String,
    /// How likely it is, as the suggestion says.
    pub odds: String,
    /// What speaks for it.
    pub why: Text,
}

/// The repairs among the findings that are beyond reasonable doubt, in text order. Nothing is changed by it; an author's
/// own slip (a sum that does not add up) is never among them, for any of its numbers may be the wrong one.
///
/// ```
/// use yigai_audit::{Input, Options, audit, repairs};
///
/// let input = Input::new("参合率达到九成", &[], &[], &[]);
/// let findings = audit(&input, &Options::default());
/// assert_eq!(repairs(&input, &findings), []);
/// ```
pub fn repairs(input: &Input<'_>, findings: &[Finding]) -> Vec<Repair> {
    let mut repairs: Vec<Repair> = findings.iter().filter_map(|finding| repair(input, finding)).collect();
    repairs.sort_by_key(|repair| repair.span);
    repairs.dedup_by_key(|repair| repair.mention);
    repairs
}

fn repair(input: &Input<'_>, finding: &Finding) -> Option<Repair> {
    let best = finding.suggestions.first().filter(|_| finding.verdict == Verdict::Corrupt)?;
    let odds: u32 = best.odds.strip_prefix("0.")?.parse().ok()?;
    let mention = input.mentions.get(finding.target?)?;
    let token = mention.span.slice(input.text)?;
    let start = token.find(|c: char| c.is_ascii_digit())?;
    let digits = token.get(start..)?;
    let digits =
        digits.get(..digits.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(digits.len()))?;
    let span = Span::new(mention.span.start() + start, mention.span.start() + start + digits.len());
    let (span, from, to) = match &best.unit {
        Some(unit) => (Span::new(span.end(), span.end()), String::new(), unit.clone()),
        None => (span, digits.to_owned(), digits_for(mention, &best.value)?),
    };
    let repair =
        Repair { mention: finding.target?, span, from, to, odds: best.odds.clone(), why: best.why.clone() };
    (odds >= BEYOND_DOUBT).then_some(repair)
}

/// The digits that make a mention worth `value`: the scale word stays as it stands, of a date the year changes.
fn digits_for(mention: &Mention, value: &str) -> Option<String> {
    match mention.quantity() {
        Some(quantity) => {
            let value: Decimal = value.parse().ok()?;
            Some(value.checked_div(quantity.stated.scale)?.normalize().to_string())
        }
        None => value.split('-').next().filter(|year| year.len() == 4).map(str::to_owned),
    }
}

/// The value of a reading as the report's data would have it.
pub(crate) fn value(book: &Book<'_>, site: &Site, reading: &Reading) -> String {
    if site.is_year {
        return date(book, site, reading);
    }
    reading.value.map_or_else(|| reading.digits.clone(), |value| value.decimal_text())
}

/// The date with the damaged part put right, as far as it is written.
fn date(book: &Book<'_>, site: &Site, reading: &Reading) -> String {
    let token = book.token(site.mention).replacen(&site.digits, &reading.digits, 1);
    let parts: Vec<String> = token
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(|part| format!("{part:0>2}"))
        .collect();
    match parts.first() {
        Some(year) if year.len() == 4 && parts.len() <= 3 => parts.join("-"),
        Some(month) if parts.len() == 1 && token.ends_with('月') => format!("--{month}"),
        _ => reading.digits.clone(),
    }
}

/// Thousandths as odds with two decimals; what is not certain is never shown as 1.
pub(crate) fn odds(thousandths: u128) -> String {
    let hundredths = ((thousandths + 5) / 10).clamp(1, 99);
    format!("0.{hundredths:02}")
}

/// The number that one slip of the hand explains: offered where it fits, never as certain, for a slip in another number
/// of the formula may explain it too: `rivals` counts those that nothing else bears out.
pub(crate) fn slips(book: &Book<'_>, check: &Check, target: usize, rivals: usize) -> Vec<Suggestion> {
    let values = Values::stated(&book.figures);
    let (Some(figure), Some(wanted)) = (values.get(target), slip::solve(check, target, &values)) else {
        return Vec::new();
    };
    let center = compose::center(book, check, target);
    let adds =
        matches!(check.rule, Rule::Sum | Rule::Split | Rule::Remainder | Rule::Difference | Rule::Points);
    let told = target == check.target || adds;
    let fits = |value: &Rational| {
        let slipped = figure.with_value(*value);
        // What a rounded number was computed from is known within its rounding only.
        match center.filter(|_| told) {
            Some(point) => slipped.allows(point).is_some(),
            None => slipped.hull.meets(&wanted),
        }
    };
    let mut fitting: Vec<_> = slip::neighbours(figure).into_iter().filter(fits).collect();
    if fitting.is_empty() {
        fitting.extend(slip::miscounted(figure).into_iter().filter(fits));
    }
    if fitting.is_empty() && check.rule == Rule::Product {
        fitting.extend(slip::misscaled(figure).into_iter().filter(fits));
    }
    fitting.sort();
    fitting.dedup();
    if fitting.is_empty() || fitting.len() > 3 {
        return computed(check, figure, center).filter(|_| told).into_iter().collect();
    }
    let distance = |value: &Rational| center.and_then(|point| point.sub(*value)).map(Rational::abs);
    fitting.sort_by_key(distance);
    // The nearest fits rounded as well as it can; another fits cut off.
    let others = fitting.len().saturating_sub(1).max(1) as u128;
    let alone = fitting.len() == 1;
    let all = 900 / (1 + rivals as u128);
    let share = move |nth: usize| match (alone, nth) {
        (true, _) => all,
        (false, 0) => all * 2 / 3,
        (false, _) => all / 3 / others,
    };
    let suggestion = |(nth, value): (usize, Rational)| Suggestion {
        value: value.decimal_text(),
        unit: None,
        odds: odds(share(nth)),
        why: Text {
            zh: "可能是一处笔误".to_owned(), en: "one slip of the hand explains it".to_owned()
        },
    };
    fitting.into_iter().enumerate().map(suggestion).collect()
}

/// What the other numbers of the formula make of one, where no slip tells more.
fn computed(check: &Check, figure: &Figure, center: Option<Rational>) -> Option<Suggestion> {
    let steps: i64 = center?.div(figure.unit)?.rounded_text(0).parse().ok()?;
    let value = Rational::whole(steps).mul(figure.unit)?;
    check.is_tight().then(|| Suggestion {
        value: value.decimal_text(),
        unit: None,
        odds: odds(400),
        why: Text { zh: "由其余数字算得".to_owned(), en: "the other numbers give it".to_owned() },
    })
}
