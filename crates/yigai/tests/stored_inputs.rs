//! Every stored input of the fuzzer goes through its entry point on stable.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_types,
    reason = "an entry point panics where a promise is broken"
)]

#[path = "../fuzz/entries/mod.rs"]
mod entries;

use std::path::{Path, PathBuf};

fn inputs(name: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/inputs").join(name);
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
}

#[test]
fn no_stored_input_breaks_a_promise() {
    for (name, _) in entries::ENTRIES {
        let files = inputs(name);
        assert!(!files.is_empty(), "{name} has no inputs");
        for file in files {
            let data = std::fs::read(&file).unwrap();
            if std::panic::catch_unwind(|| entries::run(name, &data)).is_err() {
                panic!("{name} breaks on {}", file.display());
            }
        }
    }
}

#[test]
fn every_folder_of_inputs_has_its_entry_point() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/inputs");
    for folder in std::fs::read_dir(root).unwrap() {
        let name = folder.unwrap().file_name().into_string().unwrap();
        assert!(entries::ENTRIES.iter().any(|(own, _)| *own == name), "{name}");
    }
}
