//! Values to put in place of damaged ones.

use crate::book::Book;
use crate::check::{Check, Values};
use crate::compose;
use crate::damage::{Reading, Site};
use crate::finding::{Suggestion, Text};
use crate::slip;

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
/// of the formula may explain it too.
pub(crate) fn slips(book: &Book<'_>, check: &Check, target: usize) -> Vec<Suggestion> {
    let values = Values::stated(&book.figures);
    let (Some(figure), Some(wanted)) = (values.get(target), slip::solve(check, target, &values)) else { return Vec::new() };
    let center = compose::center(book, check, target);
    let mut fitting: Vec<_> = slip::neighbours(figure)
        .into_iter()
        .filter(|&value| {
            let slipped = figure.with_value(value);
            match center {
                Some(point) => slipped.readings.iter().any(|reading| reading.interval.contains(point)),
                None => slipped.hull().meets(&wanted),
            }
        })
        .collect();
    fitting.sort();
    fitting.dedup();
    if fitting.len() > 3 {
        return Vec::new();
    }
    let rivals = check.members().into_iter().filter(|&member| member != target && slip::explains(check, member, &values)).count();
    let share = 900 / (fitting.len() + rivals).max(1) as u128;
    let distance = |value: &crate::rational::Rational| {
        center.and_then(|point| point.sub(*value)).map(crate::rational::Rational::abs)
    };
    fitting.sort_by_key(distance);
    fitting
        .into_iter()
        .map(|value| Suggestion {
            value: value.decimal_text(),
            unit: None,
            odds: odds(share),
            why: Text { zh: "可能是一处笔误".to_owned(), en: "one slip of the hand explains it".to_owned() },
        })
        .collect()
}
