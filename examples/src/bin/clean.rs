//! Prints the clean text of a report.
#![allow(clippy::print_stdout)]

fn main() {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).unwrap_or_default();
        match yigai_text::Document::read(&bytes, &yigai_text::Options::default()) {
            Ok(document) => {
                println!("{}", document.clean());
                println!("== {:?}", document.title());
                for (i, edit) in document.edits().iter().enumerate() {
                    println!(
                        "{:?} {} {:?} -> {:?} {:?}",
                        edit.span,
                        edit.rule.id,
                        document.map().removed(i),
                        edit.replacement,
                        edit.note
                    );
                }
                for s in &document.structure().sections {
                    println!(
                        "{}{:?}{} {:?}",
                        "  ".repeat(s.level.into()),
                        s.style,
                        s.number,
                        s.title.slice(document.clean())
                    );
                }
                assert_eq!(document.undo().as_deref(), Some(document.decoded()));
            }
            Err(error) => println!("{path}: {error}"),
        }
    }
}
