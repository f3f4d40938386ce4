//! Raw text, clean text, and the edits between: `tests/corpus/*.toml`, described in its first lines.

use serde::Deserialize;
use yigai_text::{Document, Options};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Corpus {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    raw: String,
    clean: String,
    #[serde(default)]
    edits: Vec<[String; 3]>,
    title: Option<String>,
    /// Whether traditional script is converted.
    #[cfg_attr(not(feature = "script"), expect(dead_code))]
    #[serde(default)]
    simplify: bool,
}

/// Cleans a case; text in traditional script stays so where the case does not say otherwise.
fn read(text: &str, #[cfg_attr(not(feature = "script"), expect(unused_variables))] case: &Case) -> Document {
    #[cfg_attr(not(feature = "script"), expect(unused_mut))]
    let mut options = Options::default();
    #[cfg(feature = "script")]
    {
        options.simplify = case.simplify;
    }
    Document::read(text.as_bytes(), &options).unwrap()
}

fn check(source: &str) {
    let corpus: Corpus = toml::from_str(source).unwrap();
    let mut names = std::collections::HashSet::new();
    for case in corpus.case {
        assert!(names.insert(case.name.clone()), "{} stands twice", case.name);
        let document = read(&case.raw, &case);
        assert_eq!(document.clean(), case.clean, "{}", case.name);
        let edits: Vec<[String; 3]> = document
            .edits()
            .iter()
            .enumerate()
            .filter(|(_, edit)| edit.rule.id != "line-break")
            .map(|(i, edit)| {
                [edit.rule.id.to_owned(), document.map().removed(i).to_owned(), edit.replacement.to_string()]
            })
            .collect();
        assert_eq!(edits, case.edits, "{}", case.name);
        if let Some(title) = &case.title {
            assert_eq!(document.title(), Some(title.as_str()), "{}", case.name);
        }
        assert_eq!(document.verify(case.raw.as_bytes()), Ok(()), "{}", case.name);
        let again = read(&case.clean, &case);
        assert_eq!(again.clean(), case.clean, "{}: a second cleaning changes it", case.name);
    }
}

#[test]
fn characters() {
    check(include_str!("../corpus/characters.toml"));
}

#[test]
fn layout() {
    check(include_str!("../corpus/layout.toml"));
}

#[cfg(feature = "script")]
#[test]
fn script() {
    check(include_str!("../corpus/script.toml"));
}

#[test]
fn body() {
    check(include_str!("../corpus/body.toml"));
}

#[test]
fn pages() {
    check(include_str!("../corpus/pages.toml"));
}

#[test]
fn damage() {
    check(include_str!("../corpus/damage.toml"));
}

#[test]
fn apart() {
    check(include_str!("../corpus/apart.toml"));
}

#[test]
fn washed() {
    check(include_str!("../corpus/washing.toml"));
}
