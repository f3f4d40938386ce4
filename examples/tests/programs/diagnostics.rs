//! `--format diagnostics`: the findings over the text.

use crate::{feed, run, stderr, stdout};

const WRONG: &str = "全县甲级村卫生室31所、乙级66所，共计98所。";

#[test]
fn findings_of_a_sample_in_both_languages() {
    for lang in ["zh", "en"] {
        let output = run(&["--format", "diagnostics", "--lang", lang, "examples/data/nrcms-slips.txt"]);
        assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("diagnostics.{lang}"), stdout(&output));
        });
    }
}

#[test]
fn they_come_from_standard_input_too_and_alarms_count_under_check() {
    let output = feed(&["--format", "diagnostics", "--check", "-"], WRONG.as_bytes());
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(stdout(&output).contains("-:1:21 · "), "{}", stdout(&output));
}

#[test]
fn colour_only_when_asked() {
    let escape = '\u{1b}';
    assert!(!stdout(&feed(&["--format", "diagnostics", "-"], WRONG.as_bytes())).contains(escape));
    let coloured = feed(&["--format", "diagnostics", "--color", "always", "-"], WRONG.as_bytes());
    assert!(stdout(&coloured).contains(escape));
}

#[test]
fn a_report_on_one_long_line_prints_little() {
    let line = WRONG.to_owned() + &"各项工作平稳推进，".repeat(40_000);
    let output = feed(&["--format", "diagnostics", "-"], line.as_bytes());
    assert!((100..4000).contains(&stdout(&output).len()), "{} bytes", stdout(&output).len());
}

#[test]
fn the_guide_shows_what_is_printed() {
    let guide = std::fs::read_to_string(crate::root().join("docs/looking-at-a-report.md")).unwrap();
    let blocks: Vec<_> =
        guide.split("```text\n").skip(1).map(|rest| rest.split("\n```").next().unwrap()).collect();
    let [sentences, shown] = blocks.as_slice() else { panic!("sentences and what comes of them") };
    let output = feed(&["--format", "diagnostics", "-"], sentences.as_bytes());
    assert_eq!(stdout(&output).trim_end(), *shown);
}
