//! Words are files that a person extends, and a mistake in one is told with its line.

use yigai::{Options, Reader};

fn folder(name: &str, file: &str, content: &str) -> std::path::PathBuf {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let path = folder.join(file);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, content).unwrap();
    folder
}

#[test]
fn a_wording_of_ones_own_is_read_after_it_is_added() {
    let text = "2012年全县新农合工作总结\n全县合医卡持卡人数达到31206人。";
    let folder = folder("wording", "indicators/own.toml", OWN);
    let own = Reader::from_dir(folder, Options::default()).unwrap();
    let report = own.read(text.as_bytes()).unwrap().to_contract("a");
    assert_eq!(report.observations.last().unwrap().indicator.as_deref(), Some("own_cards"));
    let builtin = yigai::Report::read(text.as_bytes(), &Options::default()).unwrap().to_contract("a");
    assert_ne!(builtin.observations.last().unwrap().indicator.as_deref(), Some("own_cards"));
}

#[test]
fn a_mistake_is_told_with_its_line() {
    let folder =
        folder("mistake", "indicators/own.toml", &OWN.replace("kind = \"count\"", "kind = \"countt\""));
    let error = Reader::from_dir(folder, Options::default()).err().unwrap().to_string();
    assert!(error.contains("own.toml") && error.contains("countt"), "{error}");
}

const OWN: &str = r#"programme = "nrcms"
source = "a card of one county"

[[indicator]]
id = "own_cards"
name = "合医卡持卡人口"
english = "Persons who hold the card of the scheme"
unit = "人"
dimensions = ["person"]
kind = "count"
direction = "up"
aliases = ["合医卡持卡人数"]
weak_aliases = []
definition = "持有合作医疗卡的人数"
"#;
