//! Clean text to mentions, observations and findings.

use yigai::audit::{Input, audit as recompute};
use yigai::extract::{Extractor, Settings};
use yigai::quantity::{self, Reading};
use yigai::text::{Document, Options};

/// Every digit stands in one mention; mentions are whole characters, in order and apart.
pub(super) fn quantity(data: &[u8]) {
    let text = super::text(data);
    let found = quantity::find(&text);
    let mut end = 0;
    for mention in &found {
        let (start, stop) = (mention.span.start(), mention.span.end());
        assert!(end <= start && start < stop, "{text:?}");
        assert!(text.get(start..stop).is_some(), "{text:?}");
        assert!(
            !between(&text, end, start).contains(|c: char| c.is_ascii_digit()),
            "{text:?} at {end}..{start}"
        );
        if let Reading::Quantity(quantity) = &mention.reading {
            assert!(quantity.upper.is_none_or(|upper| quantity.value <= upper), "{text:?}");
        }
        end = stop;
    }
    assert!(!between(&text, end, text.len()).contains(|c: char| c.is_ascii_digit()), "{text:?} from {end}");
}

fn between(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or_default()
}

/// One observation for every quantity; relations point at mentions that are there.
pub(super) fn extract(data: &[u8]) {
    let text = super::text(data);
    let Ok(document) = Document::read(text.as_bytes(), &Options::default()) else { return };
    let Ok(extractor) = Extractor::builtin() else { panic!("the built-in words do not load") };
    let extraction = extractor.extract(&document, &Settings::default());
    let quantities = extraction.mentions.iter().filter(|mention| mention.quantity().is_some()).count();
    assert_eq!(quantities, extraction.observations.len());
    assert!(extraction.observations.windows(2).all(|pair| pair[0].mention < pair[1].mention));
}

/// A finding judges mentions that are there, and a repair of it has odds between none and all.
pub(super) fn audit(data: &[u8]) {
    let text = super::text(data);
    let Ok(document) = Document::read(text.as_bytes(), &Options::default()) else { return };
    let Ok(extractor) = Extractor::builtin() else { panic!("the built-in words do not load") };
    let extraction = extractor.extract(&document, &Settings::default());
    let input =
        Input::new(document.clean(), &extraction.mentions, &extraction.observations, &extraction.relations)
            .report_year(extraction.context.year());
    for finding in recompute(&input, &yigai::audit::Options::default()) {
        let count = extraction.mentions.len();
        assert!(finding.target.iter().chain(&finding.operands).all(|&index| index < count));
    }
}
