//! What the script shows about each number: a row of whole numbers that point into one list of strings.
//!
//! Most strings occur many times, so that a page of a hundred thousand numbers stays small enough to open.

#![allow(clippy::disallowed_types, reason = "the confidence of the format, which is only printed")]

use std::collections::HashMap;

use serde::Serialize;

use super::words::Facts;
use crate::interval;
use crate::line::one_line;
use crate::messages::{self, Text};
use crate::names;

/// The data of a page, as JSON between script tags.
#[derive(Serialize)]
struct Details<'a> {
    /// The words of the script.
    words: Vec<&'a str>,
    strings: Vec<String>,
    rows: Vec<Vec<usize>>,
}

/// The words that the script puts on the page, in its order.
const WORDS: &[Text] = &[
    messages::WRITTEN,
    messages::MEANS,
    messages::INDICATOR,
    messages::LABEL,
    messages::SIDE,
    messages::WHEN,
    messages::SUBJECT,
    messages::STATED_AS,
    messages::READINGS,
    messages::WHERE,
    messages::PLACE,
    messages::REASON,
    messages::CONFIDENCE,
    messages::SHOWN,
    messages::IN_PARAGRAPH,
];

#[derive(Default)]
struct Strings {
    list: Vec<String>,
    numbers: HashMap<String, usize>,
}

impl Strings {
    fn number(&mut self, text: String) -> usize {
        if let Some(&number) = self.numbers.get(&text) {
            return number;
        }
        let number = self.list.len();
        self.list.push(text.clone());
        self.numbers.insert(text, number);
        number
    }
}

/// The details of all numbers as JSON that cannot end the script tag around it.
pub(super) fn json(facts: &Facts<'_>) -> String {
    let lang = facts.style.lang;
    let mut strings = Strings::default();
    // What is 0 is not there.
    strings.number(String::new());
    let mut readings: HashMap<usize, String> = HashMap::new();
    for finding in &facts.report.findings {
        let numbers = finding.target.iter().chain(&finding.operands);
        for (&number, interval) in numbers.zip(&finding.intervals) {
            readings.entry(number).or_insert_with(|| match interval.0 == interval.1 {
                true => messages::ONLY.fill(lang, [&interval::text(interval)]),
                false => interval::text(interval),
            });
        }
    }
    let mut rows = Vec::with_capacity(facts.report.mentions.len());
    for (index, mention) in facts.report.mentions.iter().enumerate() {
        let observation = facts.observation(index);
        let stated = mention.stated.as_ref().map_or(String::new(), |stated| {
            let scale = names::grouped(&stated.scale);
            if stated.scale == "1" { stated.digits.clone() } else { format!("{} × {scale}", stated.digits) }
        });
        let texts = match observation {
            Some(observation) => [
                facts.indicator(index),
                one_line(&observation.label),
                names::side(observation, lang),
                observation.period.as_ref().map(names::period).unwrap_or_default(),
                observation.subject.as_deref().map(one_line).unwrap_or_default(),
                one_line(&observation.why.join(lang.pick("；", "; "))),
                percent(observation.confidence),
            ],
            None => Default::default(),
        };
        let mut row = vec![
            mention.paragraph,
            mention.source.start,
            mention.source.end,
            facts.programme(index),
            strings.number(facts.meaning(mention)),
            strings.number(stated),
            strings.number(readings.remove(&index).unwrap_or_default()),
        ];
        row.extend(texts.map(|text| strings.number(text)));
        while row.last() == Some(&0) {
            row.pop();
        }
        rows.push(row);
    }
    let words = WORDS.iter().map(|word| word.to(lang)).collect();
    let details = Details { words, strings: strings.list, rows };
    // Strings and whole numbers: there is nothing that JSON cannot say. Without `<` nothing in it reads as markup.
    serde_json::to_string(&details).unwrap_or_default().replace('<', "\\u003c")
}

/// 0.79 as `79 %`, without arithmetic on floats.
fn percent(confidence: f64) -> String {
    let text = format!("{confidence:.2}");
    let digits = text.replace('.', "");
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() { String::new() } else { format!("{digits} %") }
}
