//! `docs/audit.md` repeats the heads of the rule files, word for word.

use std::path::Path;

#[test]
fn the_reference_page_holds_the_head_of_every_rule() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let Ok(page) = std::fs::read_to_string(folder.join("../../docs/audit.md")) else {
        eprintln!("docs/audit.md is not beside this crate: the reference page is not compared");
        return;
    };
    let rules = std::fs::read_dir(folder.join("src/rules")).expect("the rules are there");
    let mut files: Vec<_> = rules.map(|entry| entry.expect("an entry can be read").path()).collect();
    files.extend([
        folder.join("src/nearby/mod.rs"),
        folder.join("src/damage/mod.rs"),
        folder.join("src/across.rs"),
    ]);
    let mut rules = 0;
    for file in files {
        let source = std::fs::read_to_string(&file).expect("a rule can be read");
        let head: Vec<&str> = source
            .lines()
            .map_while(|line| line.strip_prefix("//!"))
            .map(|line| line.strip_prefix(' ').unwrap_or(line))
            .collect();
        if head.first().is_some_and(|line| line.starts_with("# ")) {
            rules += 1;
            let section = format!("#{}\n", head.join("\n"));
            assert!(
                page.contains(&section),
                "docs/audit.md lacks this, from {}:\n\n{section}",
                file.display()
            );
        }
    }
    assert!(rules >= 17, "only {rules} rules have a head");
}
