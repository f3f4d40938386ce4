//! Cleaning is a list of edits; undoing them gives back the decoded input.

use proptest::prelude::*;
use yigai::text::Container;

use crate::reports::{cases, read, sample, soup};

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn the_edits_of_a_report_can_be_undone(sample in sample()) {
        let Some(report) = read(&sample.bytes) else { return Ok(()) };
        let document = report.document();
        let undone = document.undo();
        prop_assert_eq!(undone.as_deref(), Some(document.decoded()));
        prop_assert_eq!(document.verify(&sample.bytes), Ok(()));
    }

    #[test]
    fn and_those_of_any_text(text in soup()) {
        let Some(report) = read(text.as_bytes()) else { return Ok(()) };
        let document = report.document();
        let undone = document.undo();
        prop_assert_eq!(undone.as_deref(), Some(document.decoded()));
        // Of a page the edits lead back to the text extracted from it.
        if document.container() == Container::Text {
            prop_assert_eq!(document.decoded(), text);
        }
    }
}
