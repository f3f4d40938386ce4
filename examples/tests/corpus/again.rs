use std::fs;
use std::time::{Duration, SystemTime};

use crate::{fails, files, folders, rows, run, write_reports};

#[test]
fn only_what_is_new_or_changed_is_read_and_the_rows_are_those_of_a_fresh_run() {
    let (folder, out) = folders("again");
    write_reports(&folder, 0..30);
    fs::write(folder.join("empty.txt"), "").unwrap();
    run(&folder, &out, &["--jsonl"]);
    let before = files(&out);

    let said = run(&folder, &out, &["--jsonl"]);
    assert!(said.starts_with("new 0, changed 0, unchanged 31, removed 0\n"), "{said}");
    assert!(files(&out) == before);

    // Another time and the same bytes: looked at, and left alone.
    let touched = fs::File::options().append(true).open(folder.join("even/0004.txt")).unwrap();
    touched.set_modified(SystemTime::now() - Duration::from_secs(86_400)).unwrap();
    let said = run(&folder, &out, &["--jsonl"]);
    assert!(said.starts_with("new 0, changed 0, unchanged 31, removed 0\n"), "{said}");
    assert!(files(&out) == before);

    write_reports(&folder, 30..34);
    fs::write(folder.join("odd/0003.txt"), "2012年全县卫生工作总结\n全县共有村卫生室86个。").unwrap();
    fs::copy(folder.join("even/0006.txt"), folder.join("empty.txt")).unwrap();
    fs::remove_file(folder.join("even/0000.txt")).unwrap();
    let said = run(&folder, &out, &["--jsonl"]);
    assert!(said.starts_with("new 4, changed 2, unchanged 28, removed 1\n"), "{said}");

    let fresh = out.with_file_name("fresh");
    run(&folder, &fresh, &["--jsonl"]);
    assert_eq!(rows(&out), rows(&fresh));
    assert!(!rows(&out).contains_key("errors"));

    // Beginning anew gives the very bytes of a fresh run.
    run(&folder, &out, &["--jsonl", "--fresh"]);
    assert!(files(&out) == files(&fresh));
}

#[test]
fn results_are_not_mixed_with_others() {
    let (folder, out) = folders("mixed");
    write_reports(&folder, 0..2);
    run(&folder, &out, &[]);
    assert!(fails(&folder, &out, &["--jsonl"]).contains("another choice of options"));
    assert!(fails(&folder.join("even"), &out, &[]).contains("another folder"));
    assert!(fails(&folder, &out, &["--data", folder.to_str().unwrap()]).contains("another word files"));
    assert!(fails(&folder, &out, &["--jsonl", "--lang", "zh"]).contains("--fresh"));
    // A folder of other things is never touched.
    let message = fails(&out, &folder, &[]);
    assert!(message.contains("give an empty folder"), "{message}");

    // A disk that is not there is no reason to throw everything away.
    fs::rename(&folder, folder.with_file_name("elsewhere")).unwrap();
    fs::create_dir(&folder).unwrap();
    assert!(fails(&folder, &out, &[]).contains("there are no reports any more"));
    fs::remove_dir(&folder).unwrap();
    assert!(fails(&folder, &out, &[]).contains("there is no such file"));
}

#[test]
fn a_file_that_somebody_changed_is_named() {
    let (folder, out) = folders("damaged");
    write_reports(&folder, 0..2);
    run(&folder, &out, &[]);
    let (path, bytes) = files(&out).into_iter().find(|(path, _)| path.starts_with("observations")).unwrap();
    fs::write(out.join(&path), &bytes[1..]).unwrap();
    let message = fails(&folder, &out, &[]);
    assert!(message.contains(&path) && message.contains("--fresh"), "{message}");
    run(&folder, &out, &["--fresh"]);
    assert_eq!(files(&out)[&path], bytes);
}

#[test]
fn results_may_lie_among_the_reports() {
    let (folder, _) = folders("inside");
    write_reports(&folder, 0..4);
    let out = folder.join("tables");
    run(&folder, &out, &["--jsonl"]);
    let said = run(&folder, &out, &["--jsonl"]);
    assert_eq!(
        said,
        "new 0, changed 0, unchanged 4, removed 0\nnow 4 reports, 0 files with errors, 0 near-duplicates\n"
    );
}
