//! The commands of the guide, the cookbook and the Chinese README do what these pages say. `UPDATE_DOCS=1` writes what they
//! print into the pages; look at the diff before committing it.
#![allow(clippy::unwrap_used, clippy::panic)] // a test that cannot go on fails
#![cfg(unix)] // the pages speak to a POSIX shell

use std::path::{Path, PathBuf};
use std::process::Command;

/// A fenced block: its language and its text.
struct Block {
    language: String,
    text: String,
    line: usize,
}

fn blocks(page: &str) -> Vec<Block> {
    let (mut blocks, mut open): (Vec<Block>, Option<Block>) = (Vec::new(), None);
    for (number, line) in (1..).zip(page.lines()) {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(language)) => {
                open = Some(Block { language: language.to_owned(), text: String::new(), line: number + 1 });
            }
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(block), None) => block.text.extend([line, "\n"]),
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block is not closed");
    blocks
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Runs the `sh` blocks of a page one after another in a folder of their own; the `text` block behind one is what it prints.
fn run(page: &str, at_least: usize) {
    let text = std::fs::read_to_string(root().join(page)).unwrap();
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(page.replace('/', "-"));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    std::os::unix::fs::symlink(root().join("examples"), folder.join("examples")).unwrap();
    let programs = Path::new(env!("CARGO_BIN_EXE_report")).parent().unwrap();
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap());
    let blocks = blocks(&text);
    let (mut ran, mut page_now) = (0, text.clone());
    let update = std::env::var_os("UPDATE_DOCS").is_some();
    for (index, block) in blocks.iter().enumerate().filter(|(_, block)| block.language == "sh") {
        let output = Command::new("sh")
            .args(["-euc", &block.text])
            .current_dir(&folder)
            .env("PATH", &path)
            .env("LC_ALL", "C.UTF-8")
            .output()
            .unwrap();
        let (stdout, stderr) =
            (String::from_utf8(output.stdout).unwrap(), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "{page}:{}: {:?}\n{stderr}", block.line, output.status);
        if let Some(expected) = blocks.get(index + 1).filter(|block| block.language == "text") {
            if update {
                let (old, new) = (format!("```text\n{}```", expected.text), format!("```text\n{stdout}```"));
                page_now = page_now.replacen(&old, &new, 1);
            } else {
                assert_eq!(stdout, expected.text, "{page}:{}", expected.line);
            }
        }
        ran += 1;
    }
    assert!(ran >= at_least, "{page} has only {ran} commands");
    if page_now != text {
        std::fs::write(root().join(page), page_now).unwrap();
    }
}

#[test]
fn the_guide_runs() {
    run("docs/guide.md", 6);
}

#[test]
fn the_cookbook_runs() {
    run("docs/cookbook.md", 6);
}

#[test]
fn the_chinese_readme_runs() {
    run("README.zh-CN.md", 2);
}

/// What the pages link to is there.
#[test]
fn links_between_the_pages_lead_somewhere() {
    for page in
        ["docs/guide.md", "docs/cookbook.md", "docs/alternatives.md", "docs/releasing.md", "README.zh-CN.md"]
    {
        let text = std::fs::read_to_string(root().join(page)).unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if !link.starts_with("http") && !link.starts_with('#') {
                let target = root().join(page).parent().unwrap().join(link);
                assert!(target.exists(), "{page} links to {link}");
            }
        }
    }
}
