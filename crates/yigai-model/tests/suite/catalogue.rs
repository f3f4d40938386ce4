//! The catalogue that is compiled in, and how mistakes in data files are reported.

use std::collections::BTreeSet;

use yigai_model::{AliasStrength, Catalogue, IndicatorKind, Limits};

/// Ids are a promise: one may be added, none may go without staying as a former id.
const IDS: &str = include_str!("ids.txt");

#[test]
fn every_promised_id_is_there() {
    let missing: Vec<_> = IDS.lines().filter(|id| Catalogue::builtin().get(id).is_none()).collect();
    assert!(missing.is_empty(), "{missing:?}");
    let promised: BTreeSet<_> = IDS.lines().collect();
    let extra: Vec<_> = Catalogue::builtin().iter().filter(|found| !promised.contains(found.id())).collect();
    assert!(extra.is_empty(), "add these ids to tests/suite/ids.txt: {extra:?}");
}

#[test]
fn the_data_folder_loads_as_the_built_in_catalogue() {
    let folder = Catalogue::from_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/data"));
    let folder = folder.unwrap_or_else(|error| panic!("{error}"));
    let mut ids: Vec<_> = folder.iter().map(|indicator| indicator.id().to_owned()).collect();
    let mut builtin: Vec<_> =
        Catalogue::builtin().iter().map(|indicator| indicator.id().to_owned()).collect();
    ids.sort();
    builtin.sort();
    assert_eq!(ids, builtin);
}

#[test]
fn every_indicator_is_complete() {
    for indicator in Catalogue::builtin() {
        let id = indicator.id();
        assert!(!indicator.definition().is_empty(), "{id} has no definition");
        assert!(!indicator.source().is_empty(), "{id} has no source");
        assert!(Catalogue::builtin().programme(indicator.programme()).is_some(), "{id}");
        if indicator.kind() == IndicatorKind::Rate {
            assert_ne!(indicator.hard(), Limits::default(), "{id} is a proportion without a hard range");
        }
    }
}

#[test]
fn every_alias_leads_back_to_its_indicator() {
    let catalogue = Catalogue::builtin();
    for indicator in catalogue {
        for (wording, strength) in indicator
            .aliases()
            .iter()
            .map(|alias| (alias, AliasStrength::Strong))
            .chain(indicator.weak_aliases().iter().map(|alias| (alias, AliasStrength::Weak)))
        {
            assert!(
                catalogue.by_alias(wording).any(|found| found == (indicator, strength)),
                "{wording} does not lead to {}",
                indicator.id()
            );
        }
    }
}

const ONE: &str = r#"programme = "nrcms"
source = "test"

[[indicator]]
id = "a"
name = "甲"
english = "a"
unit = "人"
dimensions = ["person"]
kind = "count"
direction = "up"
definition = "甲"
"#;

fn message(files: &[(&str, &str)]) -> String {
    Catalogue::from_files(files).unwrap_err().to_string()
}

#[test]
fn mistakes_are_reported_with_file_and_line() {
    assert!(Catalogue::from_files(&[("a.toml", ONE)]).is_ok());
    let edit = |from: &str, to: &str| ONE.replace(from, to);

    let wrong = edit("programme = \"nrcms\"", "programme = \"nrmcs\"");
    insta::assert_snapshot!(message(&[("a.toml", &wrong)]));
    let wrong = edit("definition = \"甲\"", "definition = \"甲\"\ncolour = \"red\"");
    insta::assert_snapshot!(message(&[("a.toml", &wrong)]));
    let wrong = edit("kind = \"count\"", "kind = \"rate\"");
    insta::assert_snapshot!(message(&[("a.toml", &wrong)]));
    let wrong = edit("definition = \"甲\"", "definition = \"甲\"\nhard = \"100..0\"");
    insta::assert_snapshot!(message(&[("a.toml", &wrong)]));
    let wrong = edit("definition = \"甲\"", "definition = \"甲\"\nhard = \"0..10\"\nsoft = \"5..11\"");
    insta::assert_snapshot!(message(&[("a.toml", &wrong)]));
    let wrong = edit("definition = \"甲\"", "definition = \"甲\"\nnumerator = \"b\"");
    insta::assert_snapshot!(message(&[("a.toml", &wrong)]));
    let wrong = edit("dimensions = [\"person\"]", "dimensions = []");
    insta::assert_snapshot!(message(&[("a.toml", &wrong)]));
    let wrong = edit("[\"person\"]", "[\"persons\"]");
    insta::assert_snapshot!(message(&[("a.toml", &wrong)]));
    let twice = format!("{ONE}{}", ONE.split_once("\n\n").unwrap().1);
    insta::assert_snapshot!(message(&[("a.toml", &twice)]));
    let other = edit("id = \"a\"", "id = \"b\"");
    insta::assert_snapshot!(message(&[("a.toml", ONE), ("b.toml", &other)]));
    let shared = "[[shared]]\nalias = \"甲\"\nindicators = [\"a\", \"b\"]\nreason = \"\"\n";
    insta::assert_snapshot!(message(&[("a.toml", ONE), ("b.toml", &other), ("shared_aliases.toml", shared)]));
}

#[test]
fn a_shared_alias_with_a_reason_keeps_its_order() {
    let other = ONE.replace("id = \"a\"", "id = \"b\"");
    let shared = "[[shared]]\nalias = \"甲\"\nindicators = [\"b\", \"a\"]\nreason = \"test\"\n";
    let catalogue =
        Catalogue::from_files(&[("a.toml", ONE), ("b.toml", &other), ("shared_aliases.toml", shared)])
            .unwrap();
    let ids: Vec<_> = catalogue.by_alias("甲").map(|(found, _)| found.id()).collect();
    assert_eq!(ids, ["b", "a"]);
}

#[test]
fn a_missing_folder_is_refused() {
    insta::assert_snapshot!(Catalogue::from_dir("no/such/folder").unwrap_err().to_string());
}

#[test]
fn former_ids_still_find_their_indicator() {
    let renamed = ONE.replace("id = \"a\"", "id = \"a\"\nformer_ids = [\"old_a\"]");
    let catalogue = Catalogue::from_files(&[("a.toml", &renamed)]).unwrap();
    let found = catalogue.get("old_a").unwrap();
    assert_eq!((found.id(), found.former_ids().len(), &*found.former_ids()[0]), ("a", 1, "old_a"));
    let plain = Catalogue::from_files(&[("a.toml", ONE)]).unwrap();
    assert!(plain.get("old_a").is_none() && plain.get("a").unwrap().former_ids().is_empty());
}

#[test]
fn wordings_of_ones_own_are_added_or_nothing_is_changed() {
    let mut catalogue = Catalogue::from_files(&[("a.toml", ONE)]).unwrap();
    let own = "programme = \"nrcms\"\nsource = \"own\"\n\n[[extend]]\nid = \"a\"\naliases = [\"某甲\"]\n";
    catalogue.extend_from_files(&[("own.toml", own)]).unwrap();
    let ids = |wording| catalogue.by_alias(wording).map(|(found, _)| found.id()).collect::<Vec<_>>();
    assert_eq!((ids("某甲"), ids("某乙")), (vec!["a"], vec![]));
    let mut other = catalogue.clone();
    let wrong = own.replace("\"a\"", "\"b\"").replace("某甲", "某乙");
    assert!(
        other
            .extend_from_files(&[("good.toml", &own.replace("某甲", "某丙")), ("own.toml", &wrong)])
            .is_err()
    );
    assert_eq!(other.by_alias("某丙").count(), 0, "a refused extension leaves the catalogue as it was");
}

#[test]
fn every_wording_leads_to_its_indicator() {
    let catalogue = Catalogue::builtin();
    let mut last = String::new();
    let mut count = 0;
    for (wording, indicator, strength) in catalogue.wordings() {
        assert!(last.as_str() <= wording, "{wording} stands in order");
        assert!(catalogue.by_alias(wording).any(|found| found == (indicator, strength)), "{wording}");
        last = wording.to_owned();
        count += 1;
    }
    assert!(count > 3000, "only {count} wordings");
}

#[test]
fn every_entry_has_its_names_and_every_programme_its_words() {
    let catalogue = Catalogue::builtin();
    for indicator in catalogue.iter() {
        assert!(indicator.english().chars().any(|c| c.is_ascii_lowercase()), "{}", indicator.id());
        assert!(!indicator.name().is_ascii(), "{}", indicator.id());
    }
    let with_words = catalogue.programmes().iter().filter(|programme| !programme.context().is_empty());
    assert!(with_words.count() > 5);
}

#[test]
fn indicators_say_what_they_are_and_where_they_stand() {
    let catalogue = Catalogue::from_files(&[
        ("a.toml", ONE),
        ("b.toml", &ONE.replace("\"a\"", "\"b\"").replace("甲", "乙")),
    ])
    .unwrap();
    let (a, b) = (catalogue.get("a").unwrap(), catalogue.get("b").unwrap());
    assert_eq!((a.origin(), b.origin()), (("a.toml", 5), ("b.toml", 5)));
    assert_eq!(a.dimensions(), [yigai_quantity::Dimension::Person]);
    assert_eq!((&*a.shared_id(), a.usual_modality()), ("a", yigai_model::Modality::Actual));
    let standard = ONE.replace("kind = \"count\"", "kind = \"standard\"");
    let standard = Catalogue::from_files(&[("a.toml", &standard)]).unwrap();
    assert_eq!(standard.get("a").unwrap().usual_modality(), yigai_model::Modality::Standard);
    let of =
        |dimension| catalogue.by_alias_in("甲", dimension).map(|(found, _)| found.id()).collect::<Vec<_>>();
    use yigai_quantity::Dimension;
    assert_eq!((of(Dimension::Person), of(Dimension::Money)), (vec!["a"], vec![]));
}

#[test]
fn wordings_are_spelled_in_one_way() {
    use yigai_model::alias_key;
    assert_eq!(alias_key("“新农合” 参合 率（%）"), "新农合参合率(%)");
    assert_eq!(alias_key("0～6岁"), alias_key("0-6岁"));
    assert_eq!(alias_key("0——6岁"), "0-6岁");
    assert_eq!(alias_key("《某法》"), "某法");
    assert_ne!(alias_key("甲乙"), alias_key("甲-乙"));
}

#[test]
fn a_mistake_names_its_file_its_line_and_its_kind() {
    let wrong = ONE.replace("kind = \"count\"", "kind = \"rate\"");
    let error = Catalogue::from_files(&[("a.toml", &wrong)]).unwrap_err();
    assert_eq!((error.line(), error.to_string().starts_with("a.toml:5: ")), (5, true), "{error}");
    assert_eq!(error.file(), "a.toml");
    assert!(!matches!(error.problem(), yigai_model::Problem::Duplicate(_)), "{error}");
    let twice = format!("{ONE}{}", ONE.split_once("\n\n").unwrap().1);
    let error = Catalogue::from_files(&[("a.toml", &twice)]).unwrap_err();
    assert!(matches!(error.problem(), yigai_model::Problem::Duplicate(id) if id == "a"), "{error}");
}
