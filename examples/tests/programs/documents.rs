//! What the README says is what happens.

use crate::{feed, root, stdout};

fn readme() -> String {
    std::fs::read_to_string(root().join("README.md")).unwrap()
}

/// The blocks of a language in the README.
fn blocks(lang: &str) -> Vec<String> {
    let readme = readme();
    let fence = format!("```{lang}\n");
    readme.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

#[test]
fn the_sentence_gives_the_table() {
    let texts = blocks("text");
    let [sentence, table, ..] = texts.as_slice() else { panic!("the README shows a sentence and its table") };
    let output = feed(&["-"], sentence.trim_end().as_bytes());
    assert_eq!(stdout(&output).trim(), table.trim());
}

#[test]
fn the_commands_name_what_is_there() {
    let commands = blocks("sh").concat();
    assert!(commands.lines().any(|line| line == "cargo test --workspace"), "{commands}");
    let main =
        commands.lines().find(|line| line.starts_with("cargo run --release --bin report -- ")).unwrap();
    for word in main.split(" -- ").nth(1).unwrap().split_whitespace().filter(|word| !word.starts_with("--")) {
        let folder = word.trim_end_matches("*.txt");
        assert!(root().join(folder).exists(), "{word}");
    }
}

#[test]
fn the_links_lead_somewhere() {
    for name in ["README.md", "CONTRIBUTING.md", "docs/design.md", "docs/status.md"] {
        let path = root().join(name);
        let text = std::fs::read_to_string(&path).unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if !link.starts_with("http") && !link.starts_with('#') {
                let target = path.parent().unwrap().join(link.split('#').next().unwrap());
                assert!(target.exists(), "{name}: {link}");
            }
        }
    }
}
