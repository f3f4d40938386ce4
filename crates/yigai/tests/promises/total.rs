//! No input panics, loops, or passes the limits: what cannot be read is refused with a name and a sentence.

use proptest::prelude::*;
use yigai::{Lang, Options, Report};

use crate::reports::cases;

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn any_bytes_are_read_or_refused_in_words(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Err(error) = Report::read(&bytes, &Options::default()) {
            prop_assert!(!error.kind().is_empty() && !error.message(Lang::Zh).is_empty());
        }
    }

    #[test]
    fn so_is_any_text(text in "[\\PC\n\t]{0,300}") {
        let _ = Report::read(text.as_bytes(), &Options::default());
    }
}

#[test]
fn a_file_beyond_the_limit_is_refused() {
    let mut options = Options::default();
    options.text.limits.file_bytes = 20;
    let error = Report::read("全县参合农民31206人。".as_bytes(), &options).unwrap_err();
    assert!(error.to_string().contains("20"), "{error}");
}
