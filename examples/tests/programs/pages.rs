//! `--format html`: a folder of pages, and what can go wrong with it.

use std::path::{Path, PathBuf};

use crate::{feed, run, samples, stderr, stdout};

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("html-{name}"));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

const WRONG: &str = "全县甲级村卫生室31所、乙级66所，共计98所。";

#[test]
fn a_page_for_each_file_and_an_index() {
    let folder = folder("all");
    let samples = samples();
    let mut arguments = vec!["--lang", "zh", "--format", "html", "-o", text(&folder)];
    arguments.extend(samples.iter().map(String::as_str));
    let output = run(&arguments);
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
    assert_eq!(stdout(&output), format!("{}\n", folder.join("index.html").display()));
    assert_eq!(names(&folder).len(), samples.len() + 1);
    let index = std::fs::read_to_string(folder.join("index.html")).unwrap();
    for name in names(&folder) {
        assert!(name == "index.html" || index.contains(&format!("href=\"./{name}\"")), "{name}");
        let page = std::fs::read_to_string(folder.join(&name)).unwrap();
        assert!(name == "index.html" || page.contains("href=\"./index.html\""), "{name} does not lead back");
    }
    // Once more over the same folder: pages of ours may be replaced.
    assert_eq!(run(&arguments).status.code(), Some(0));
}

#[test]
fn one_file_may_go_to_standard_output() {
    let output = feed(&["--format", "html", "--check", "-"], WRONG.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).starts_with("<!DOCTYPE html>") && stdout(&output).ends_with("</html>\n"));
    let several = run(&["--format", "html", "a.txt", "b.txt"]);
    assert_eq!((several.status.code(), stdout(&several)), (Some(2), ""));
    assert_eq!(stderr(&several), "report: the pages of several files go into a folder: give -o DIR\n");
}

#[test]
fn files_of_the_same_name_do_not_replace_each_other() {
    let folder = folder("same");
    for (place, text) in [("a", WRONG), ("b", "全县共有村卫生室86个。")] {
        std::fs::create_dir_all(folder.join(place)).unwrap();
        std::fs::write(folder.join(place).join("县.txt"), text).unwrap();
    }
    let pages = folder.join("pages");
    let [a, b] = ["a", "b"].map(|place| folder.join(place).join("县.txt"));
    let output = run(&["--format", "html", "-o", text(&pages), text(&a), text(&b)]);
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
    assert_eq!(names(&pages), ["index.html", "县-2.html", "县.html"]);
    assert!(std::fs::read_to_string(pages.join("县.html")).unwrap().contains("98所"));
    assert!(std::fs::read_to_string(pages.join("县-2.html")).unwrap().contains("86个"));
}

#[test]
fn nobody_elses_file_is_replaced() {
    let folder = folder("own");
    std::fs::write(folder.join("a.txt"), WRONG).unwrap();
    std::fs::write(folder.join("a.html"), format!("<p>{WRONG}")).unwrap();
    // Neither a page that somebody wrote by hand, nor the very file that is read.
    for input in ["a.txt", "a.html"] {
        let output = run(&["--format", "html", "-o", text(&folder), text(&folder.join(input))]);
        assert_eq!(output.status.code(), Some(2));
        assert!(
            stderr(&output).contains("a.html: a file of this name is there that is no page of this program"),
            "{}",
            stderr(&output)
        );
        assert_eq!(std::fs::read_to_string(folder.join("a.html")).unwrap(), format!("<p>{WRONG}"));
    }
    let chinese =
        run(&["--lang", "zh", "--format", "html", "-o", text(&folder), text(&folder.join("a.txt"))]);
    assert!(stderr(&chinese).contains("请移开它，或给 -o 另一个文件夹"), "{}", stderr(&chinese));
}

#[test]
fn a_page_of_ours_that_is_read_is_not_replaced() {
    let folder = folder("page");
    std::fs::write(folder.join("a.txt"), WRONG).unwrap();
    let page = folder.join("a.html");
    assert_eq!(
        run(&["--format", "html", "-o", text(&folder), text(&folder.join("a.txt"))]).status.code(),
        Some(0)
    );
    let before = std::fs::read(&page).unwrap();
    assert_eq!(run(&["--format", "html", "-o", text(&folder), text(&page)]).status.code(), Some(2));
    assert_eq!(std::fs::read(&page).unwrap(), before);
}

#[test]
fn a_folder_that_cannot_be_one() {
    let folder = folder("file");
    let file = folder.join("file");
    std::fs::write(&file, "x").unwrap();
    for place in [file.clone(), file.join("below")] {
        let output = run(&["--format", "html", "-o", text(&place), &samples()[0]]);
        assert_eq!((output.status.code(), stdout(&output)), (Some(2), ""));
        let message = stderr(&output);
        assert!(
            message.contains("it cannot be the folder of the pages") && message.lines().count() == 1,
            "{message}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_no_half_page() {
    let folder = folder("full");
    std::fs::write(folder.join("a.txt"), WRONG).unwrap();
    std::fs::write(folder.join("b.txt"), WRONG).unwrap();
    let pages = folder.join("pages");
    std::fs::create_dir_all(&pages).unwrap();
    // What is written beside the page first goes where there is never room.
    std::os::unix::fs::symlink("/dev/full", pages.join("a.html.part")).unwrap();
    let output = run(&[
        "--format",
        "html",
        "-o",
        text(&pages),
        text(&folder.join("a.txt")),
        text(&folder.join("b.txt")),
    ]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("a.html: the page could not be written (No space left"),
        "{}",
        stderr(&output)
    );
    assert_eq!(names(&pages), ["b.html", "index.html"]);
    assert!(!std::fs::read_to_string(pages.join("index.html")).unwrap().contains("href=\"./a.html\""));
}

#[test]
fn a_file_that_cannot_be_read_is_in_the_index() {
    let folder = folder("bad");
    std::fs::write(folder.join("empty.txt"), "").unwrap();
    let pages = folder.join("pages");
    let output =
        run(&["--format", "html", "-o", text(&pages), text(&folder.join("empty.txt")), &samples()[0]]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(names(&pages).len(), 2);
    let index = std::fs::read_to_string(pages.join("index.html")).unwrap();
    assert!(index.contains("the file is empty: check that it was copied completely"));
}
