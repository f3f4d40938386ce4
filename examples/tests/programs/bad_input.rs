//! Files that are no reports: one line on standard error, a line of JSON, status 2, and the other files are done.

use std::path::PathBuf;

use yigai::contract::Report;

use crate::{feed, run, samples, stderr, stdout};

/// A file of its own for each test, in the folder that cargo keeps for that.
fn file(name: &str, bytes: &[u8]) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, bytes).unwrap();
    path.into_os_string().into_string().unwrap()
}

#[test]
fn each_bad_file_has_its_kind_and_the_others_are_done() {
    let good = &samples()[0];
    // What is left of UTF-8 after a transfer that overwrote every fourth byte.
    let mut undecodable = "二〇一四年全县共有村卫生室八十六个".repeat(9).into_bytes();
    undecodable.iter_mut().step_by(4).for_each(|byte| *byte = 0xff);
    for (kind, path) in [
        ("not_found", "examples/data/no-such-file.txt".to_owned()),
        ("directory", "examples/data".to_owned()),
        ("empty", file("empty.txt", b"")),
        ("empty", file("blank.txt", " \r\n\t\n".as_bytes())),
        (
            "binary",
            file("binary.txt", &[0x7f, b'E', b'L', b'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 62, 0]),
        ),
        ("undecodable", file("undecodable.txt", &undecodable)),
    ] {
        let output = run(&["--format", "json", &path, good]);
        assert_eq!(output.status.code(), Some(2), "{kind}");
        assert_eq!(stderr(&output).lines().count(), 1, "{kind}: {}", stderr(&output));
        let lines: Vec<Report> =
            stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let [bad, good] = lines.as_slice() else { panic!("{kind}: {} lines", lines.len()) };
        let error = bad.document.error.as_ref().unwrap();
        assert_eq!(error.kind, kind, "{path}: {}", error.message);
        assert_eq!(stderr(&output), format!("report: {path}: {}\n", error.message));
        assert!(error.message.contains(": ") && error.message_zh.contains('：'), "{kind} says what to do");
        assert_eq!((bad.document.container, bad.mentions.len()), (None, 0));
        assert_eq!(good.document.error, None);
        assert!(!good.mentions.is_empty());

        let tables = run(&["--lang", "zh", &path, &samples()[0]]);
        assert_eq!(tables.status.code(), Some(2), "{kind}");
        assert_eq!(stderr(&tables), format!("report: {path}: {}\n", error.message_zh));
        assert!(stdout(&tables).contains("核对结果"), "{kind}");
    }
}

#[test]
fn standard_input_may_be_bad_too() {
    let output = feed(&["--format", "json", "-"], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).starts_with("report: -: the file is empty"), "{}", stderr(&output));
    let line: Report = serde_json::from_str(stdout(&output).trim()).unwrap();
    assert_eq!((line.document.path.as_str(), line.document.bytes), ("-", 0));
}

#[test]
fn the_extracted_text_of_a_bad_file_is_an_error() {
    let output = run(&["--extracted-text", "examples/data"]);
    assert_eq!((output.status.code(), stdout(&output)), (Some(2), ""));
}

/// Text that is cut, doubled or mixed with noise is still input: an answer or an error, never a panic (status 101).
#[test]
fn damaged_samples_end_in_an_answer() {
    for path in samples() {
        let bytes = std::fs::read(crate::root().join(&path)).unwrap();
        let mut noisy = bytes.clone();
        for at in (0..noisy.len()).step_by(97) {
            noisy[at] = noisy[at].rotate_left(3);
        }
        let half = &bytes[..bytes.len() / 2 + 1];
        for damaged in [half, &noisy, &[half, half].concat()] {
            let output = feed(&["--format", "json", "-"], damaged);
            assert!(
                matches!(output.status.code(), Some(0 | 2)),
                "{path}: {:?} {}",
                output.status,
                stderr(&output)
            );
            serde_json::from_str::<Report>(stdout(&output).trim()).unwrap();
        }
    }
}
