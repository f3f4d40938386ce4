//! The table of a stored report that holds every kind of verdict, bound, role and modality.

// A helper of tests may fail as loudly as tests.
#![allow(clippy::unwrap_used)]

use yigai::Lang;
use yigai::contract::{DocumentError, Report};
use yigai_view::{Style, table};

fn stored() -> Report {
    serde_json::from_str(include_str!("stored.json")).unwrap()
}

#[test]
fn in_both_languages() {
    for (name, lang) in [("zh", Lang::Zh), ("en", Lang::En)] {
        insta::assert_snapshot!(
            format!("stored.{name}"),
            table::to_string(&stored(), &Style::new(lang).all(true))
        );
    }
}

#[test]
fn colour_is_asked_for() {
    let plain = table::to_string(&stored(), &Style::new(Lang::En));
    let coloured = table::to_string(&stored(), &Style::new(Lang::En).colour(true));
    assert!(!plain.contains('\u{1b}'), "not even where the report holds an escape");
    assert!(coloured.contains("\u{1b}[31m✗"));
    let mut stripped = coloured;
    for code in ["\u{1b}[0m", "\u{1b}[1m", "\u{1b}[31m", "\u{1b}[32m", "\u{1b}[33m"] {
        stripped = stripped.replace(code, "");
    }
    assert_eq!(stripped, plain);
}

#[test]
fn a_report_that_could_not_be_read() {
    let error = DocumentError {
        kind: "empty".into(),
        message: "it is empty: fetch it".into(),
        message_zh: "空的".into(),
    };
    let report = Report::failed("a.txt", 0, error);
    assert_eq!(table::to_string(&report, &Style::new(Lang::En)), "a.txt: not read: it is empty: fetch it\n");
    assert_eq!(table::to_string(&report, &Style::new(Lang::Zh)), "a.txt: 未能读取: 空的\n");
}

/// Indices that lead nowhere, as a damaged file may hold them, lose their row and do no harm.
#[test]
fn indices_out_of_range() {
    let mut report = stored();
    report.observations[0].mention = 900;
    report.findings[0].target = Some(900);
    report.findings[0].mentions = vec![900];
    assert!(!table::to_string(&report, &Style::default()).is_empty());
}

#[test]
fn a_pipe_that_closes_is_an_error() {
    struct Closed;
    impl std::io::Write for Closed {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    assert!(table::write(&stored(), &Style::default(), &mut Closed).is_err());
}
