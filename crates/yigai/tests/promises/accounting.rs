//! Every digit of the body is in exactly one mention, and every quantity has exactly one observation.

use proptest::prelude::*;
use yigai::Report;
use yigai::numeral;

use crate::reports::{cases, read, sample, soup};

/// The first digit that no mention covers, or the first place where two overlap.
fn unaccounted(report: &Report) -> Option<usize> {
    let clean = report.document().clean();
    let mut end = 0;
    for mention in report.mentions() {
        if mention.span.start() < end {
            return Some(mention.span.start());
        }
        if let Some(at) = clean.get(end..mention.span.start())?.find(|c: char| c.is_ascii_digit()) {
            return Some(end + at);
        }
        end = mention.span.end();
    }
    clean.get(end..)?.find(|c: char| c.is_ascii_digit()).map(|at| end + at)
}

/// The first number in Chinese numerals of which no mention covers a part.
fn unmentioned(report: &Report) -> Option<String> {
    let found = numeral::find(report.document().clean());
    let mut numbers = found.filter(|found| found.reading.kind() != Some(numeral::Kind::Name));
    let mentions = report.mentions();
    numbers
        .find(|found| {
            let next = mentions.partition_point(|mention| mention.span.end() <= found.range.start);
            mentions.get(next).is_none_or(|mention| mention.span.start() >= found.range.end)
        })
        .map(|found| found.text.to_owned())
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn no_digit_is_lost_and_none_counted_twice(sample in sample()) {
        let Some(report) = read(&sample.bytes) else { return Ok(()) };
        prop_assert_eq!(unaccounted(&report), None);
    }

    #[test]
    fn nor_in_any_text(text in soup()) {
        let Some(report) = read(text.as_bytes()) else { return Ok(()) };
        prop_assert_eq!(unaccounted(&report), None, "{}", report.document().clean());
    }

    #[test]
    fn no_numeral_is_lost(sample in sample(), text in soup()) {
        for bytes in [sample.bytes.as_slice(), text.as_bytes()] {
            let Some(report) = read(bytes) else { continue };
            prop_assert_eq!(unmentioned(&report), None, "{}", report.document().clean());
        }
    }

    #[test]
    fn each_quantity_has_its_observation(text in soup()) {
        let Some(report) = read(text.as_bytes()) else { return Ok(()) };
        let quantities = report.mentions().iter().enumerate().filter(|(_, mention)| mention.quantity().is_some());
        let observed = report.observations().iter().map(|observation| observation.mention);
        prop_assert!(quantities.map(|(index, _)| index).eq(observed));
    }
}
