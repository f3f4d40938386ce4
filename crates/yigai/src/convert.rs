//! From the layers' own types to the structs of the contract.

#![allow(clippy::disallowed_types, reason = "the confidence of a reading is a judgement, and no value")]

use std::sync::LazyLock;

use rust_decimal::Decimal;
use yigai_audit as audit;
use yigai_extract::{Observation, ReportContext};
use yigai_quantity::{Bound, DateExpr, Mention, PartialDate, Quantity, Reading};
use yigai_text::{Document, Structure};

use crate::contract;

pub(crate) fn container(container: yigai_text::Container) -> Option<contract::Container> {
    Some(match container {
        yigai_text::Container::Text => contract::Container::Text,
        yigai_text::Container::Html => contract::Container::Html,
        yigai_text::Container::Docx => contract::Container::Docx,
        yigai_text::Container::Doc => contract::Container::Doc,
        yigai_text::Container::Pdf => contract::Container::Pdf,
        _ => return None,
    })
}

/// What the caller knew better than the text.
pub(crate) fn given(context: &ReportContext) -> Option<Vec<String>> {
    let region = context.region_given.then(|| "region".to_owned());
    let period = context.period_given.then(|| "period".to_owned());
    Some(region.into_iter().chain(period).collect()).filter(|given: &Vec<String>| !given.is_empty())
}

pub(crate) fn mentions(document: &Document, mentions: &[Mention]) -> Vec<contract::Mention> {
    let mut paragraphs = Paragraphs::new(document.structure());
    mentions.iter().map(|mention| self::mention(document, mention, &mut paragraphs)).collect()
}

fn mention(document: &Document, mention: &Mention, paragraphs: &mut Paragraphs<'_>) -> contract::Mention {
    let source = document.source(mention.span);
    let quantity = mention.quantity();
    contract::Mention {
        source: contract::Source {
            start: source.start,
            end: source.end,
            text: source.text,
            parts: Some(source.parts).filter(|parts| !parts.is_empty()),
        },
        paragraph: paragraphs.number(mention.span.start()),
        kind: mention.kind(),
        value: value(&mention.reading),
        upper: quantity.and_then(|quantity| quantity.upper).map(plain),
        bound: quantity.map_or(Bound::Exact, |quantity| quantity.bound),
        unit: quantity.and_then(|quantity| quantity.unit.as_ref()).map(|unit| unit.name().to_owned()),
        per: quantity
            .filter(|quantity| !quantity.per.is_empty())
            .map(|quantity| quantity.per.iter().map(ToString::to_string).collect()),
        inferred: quantity.filter(|quantity| quantity.unit_inferred).map(|_| vec!["unit".to_owned()]),
        stated: quantity.map(stated),
    }
}

fn value(reading: &Reading) -> Option<String> {
    match reading {
        Reading::Quantity(quantity) => Some(plain(quantity.value)),
        Reading::Ordinal(number) => Some(plain(*number)),
        Reading::Date(date) => Some(iso(date)),
        Reading::Reference | Reading::Name | Reading::Unreadable => None,
    }
}

/// Without trailing zeros or exponent: `96.96`, `13475000`.
fn plain(number: Decimal) -> String {
    whole(number).unwrap_or_else(|| number.normalize().to_string())
}

/// The digits of a whole number; nearly all are, and small.
fn whole(number: Decimal) -> Option<String> {
    let digits = (number.scale() == 0).then(|| i64::try_from(number.mantissa()).ok())?;
    digits.map(|digits| digits.to_string())
}

fn stated(quantity: &Quantity) -> contract::Stated {
    contract::Stated {
        digits: whole(quantity.stated.number).unwrap_or_else(|| quantity.stated.number.to_string()),
        decimals: quantity.stated.number.scale(),
        scale: plain(quantity.stated.scale),
    }
}

/// ISO 8601 as far as written. What is left out before a part that is there is a dash, as in `--06` and `---15`.
fn iso(date: &DateExpr) -> String {
    let start = iso_part(&date.start);
    match &date.end {
        Some(end) => format!("{start}..{}", iso_part(end)),
        None => start,
    }
}

fn iso_part(date: &PartialDate) -> String {
    match (date.year, date.month, date.day) {
        (Some(year), None, _) => format!("{year:04}"),
        (Some(year), Some(month), None) => format!("{year:04}-{month:02}"),
        (Some(year), Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
        (None, Some(month), None) => format!("--{month:02}"),
        (None, Some(month), Some(day)) => format!("--{month:02}-{day:02}"),
        (None, None, Some(day)) => format!("---{day:02}"),
        (None, None, None) => String::new(),
    }
}

/// Paragraph numbers for offsets that only grow: one walk over the whole text.
struct Paragraphs<'a> {
    structure: &'a Structure,
    at: usize,
}

impl<'a> Paragraphs<'a> {
    fn new(structure: &'a Structure) -> Self {
        Self { structure, at: 0 }
    }

    fn number(&mut self, offset: usize) -> usize {
        while self.structure.paragraphs.get(self.at + 1).is_some_and(|next| next.span.start() <= offset) {
            self.at += 1;
        }
        self.at + 1
    }
}

pub(crate) fn observation(observation: Observation) -> contract::Observation {
    contract::Observation {
        mention: observation.mention,
        indicator: observation.indicator.as_deref().map(str::to_owned),
        label: observation.label,
        programme: observation.programme.as_deref().map(str::to_owned),
        role: observation.role,
        modality: observation.modality,
        period: observation.period,
        subject: observation.subject,
        confidence: confidence(observation.confidence),
        why: observation.why,
    }
}

/// Percent as a fraction, by way of its decimal notation: there is no float arithmetic in this project.
fn confidence(percent: u8) -> f64 {
    static FRACTIONS: LazyLock<Vec<f64>> = LazyLock::new(|| {
        let fraction = |percent| Decimal::new(percent, 2).to_string().parse().unwrap_or_default();
        (0..=100).map(fraction).collect()
    });
    FRACTIONS.get(usize::from(percent.min(100))).copied().unwrap_or_default()
}

pub(crate) fn finding(finding: audit::Finding) -> contract::Finding {
    let interval = |interval: audit::Interval| {
        let (low, high, ends) = interval.to_text();
        contract::Interval(low, high, self::ends(ends))
    };
    let suggestion = |suggestion: audit::Suggestion| contract::Suggestion {
        value: suggestion.value,
        unit: suggestion.unit,
        odds: suggestion.odds,
        why: suggestion.why.en,
        why_zh: suggestion.why.zh,
    };
    contract::Finding {
        rule: finding.rule.as_str().to_owned(),
        verdict: match finding.verdict {
            audit::Verdict::Consistent => contract::Verdict::Consistent,
            audit::Verdict::NearMiss => contract::Verdict::NearMiss,
            audit::Verdict::Inconsistent => contract::Verdict::Inconsistent,
            audit::Verdict::Corrupt => contract::Verdict::Corrupt,
            audit::Verdict::Undecidable => contract::Verdict::Undecidable,
        },
        grade: finding.grade.map(|grade| match grade {
            audit::Grade::Exact => contract::Grade::Exact,
            audit::Grade::Rounded => contract::Grade::Rounded,
            audit::Grade::Truncated => contract::Grade::Truncated,
            audit::Grade::Balanced => contract::Grade::Balanced,
            audit::Grade::Hedged => contract::Grade::Hedged,
        }),
        target: finding.target,
        operands: finding.operands,
        mentions: finding.mentions,
        formula: finding.formula,
        stated: Some(finding.stated).filter(|stated| !stated.is_empty()),
        computed: finding.computed,
        intervals: finding.intervals.into_iter().map(interval).collect(),
        suggestions: finding.suggestions.into_iter().map(suggestion).collect(),
        message: contract::Message {
            key: finding.message.key.to_owned(),
            zh: finding.message.zh,
            en: finding.message.en,
        },
    }
}

fn ends(brackets: &str) -> contract::Ends {
    match brackets {
        "[)" => contract::Ends::OpenAbove,
        "(]" => contract::Ends::OpenBelow,
        "()" => contract::Ends::Open,
        _ => contract::Ends::Closed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_plain() {
        for (number, text) in
            [("96.960", "96.96"), ("13475000.0", "13475000"), ("0.00", "0"), ("-4.50", "-4.5")]
        {
            assert_eq!(plain(number.parse().unwrap()), text);
        }
    }

    #[test]
    fn dates_go_as_far_as_written() {
        let date = |year, month, day| PartialDate { year, month, day };
        let one = |start| iso(&DateExpr { start, end: None });
        assert_eq!(one(date(Some(2011), None, None)), "2011");
        assert_eq!(one(date(Some(2011), Some(2), Some(1))), "2011-02-01");
        assert_eq!(one(date(None, Some(9), Some(1))), "--09-01");
        let half =
            DateExpr { start: date(Some(2011), Some(1), None), end: Some(date(Some(2011), Some(6), None)) };
        assert_eq!(iso(&half), "2011-01..2011-06");
    }

    #[test]
    fn confidence_is_a_fraction() {
        assert_eq!([0, 5, 95, 100, 255].map(confidence), [0.0, 0.05, 0.95, 1.0, 1.0]);
    }
}
