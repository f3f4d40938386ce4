//! Findings over the text, as printed.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)] // a test that cannot go on fails

use yigai::{Lang, Options, Report};
use yigai_view::{Style, diagnostics};

fn print(bytes: &[u8], style: Style<'_>) -> String {
    let report = Report::read(bytes, &Options::default()).unwrap();
    let mut out = Vec::new();
    diagnostics::write(&report, "report.txt", &style, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

const TEXT: &str = "青岭县2014年医改工作总结\n\
    新农合：全年基金支出8136.53万元，其中住院5320.8万元、门诊2805.73万元。\n\
    村卫生室由91所增加到96所，增加6所。\n\
    全年共补偿48.2万人次；参合农民反映良好；住院补偿由21046人次增加到22150人次，增长15.25%。\n";

#[test]
fn both_languages_as_printed() {
    for (lang, name) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("diagnostics.{name}"), print(TEXT.as_bytes(), Style::new(lang).all(true)));
        });
    }
}

#[test]
fn colour_is_only_colour() {
    let plain = print(TEXT.as_bytes(), Style::new(Lang::Zh));
    let coloured = print(TEXT.as_bytes(), Style::new(Lang::Zh).colour(true));
    assert!(!plain.contains('\u{1b}'));
    let mut bare = String::new();
    for piece in coloured.split('\u{1b}') {
        bare.push_str(
            piece.split_once('m').filter(|_| piece.starts_with('[')).map_or(piece, |(_, rest)| rest),
        );
    }
    let bare: Vec<_> = bare.lines().map(str::trim_end).collect();
    assert_eq!(bare, plain.lines().collect::<Vec<_>>());
    assert_ne!(coloured, plain);
}

#[test]
fn places_are_those_of_the_file_in_every_encoding() {
    let text = "二〇一四年工作总结\n全县甲级村卫生室31所、乙级66所，共计98所。";
    let (bytes, ..) = encoding_rs::GB18030.encode(text);
    for bytes in [text.as_bytes(), &bytes] {
        let out = print(bytes, Style::default());
        assert!(out.contains("report.txt:2:21 · "), "{out}");
    }
}

#[test]
fn a_report_on_one_line_prints_only_its_clauses() {
    let line = "全县甲级村卫生室31所、乙级66所，共计98所。".to_owned() + &"各项工作平稳推进，".repeat(20_000);
    let out = print(line.as_bytes(), Style::default());
    assert!(out.contains("[sum]"), "{out}");
    assert!(out.len() < 4000, "{} bytes", out.len());
}

#[test]
fn numbers_that_stand_lines_apart_are_shown_together() {
    let text = "青岭县2014年医改工作总结\n全县参合农民263918人。\n各项工作平稳推进。\n\
        按每人15元的标准从基金中划拨大病保险资金385.88万元。\n";
    let out = print(text.as_bytes(), Style::default());
    for place in ["report.txt:2:", "report.txt:4:"] {
        assert!(out.contains(place), "{out}");
    }
}

#[test]
fn lines_stay_aligned_where_their_numbers_are_long() {
    let text = "工作平稳推进。\n".repeat(12_344) + "全县甲级村卫生室31所、乙级66所，共计98所。\n";
    let out = print(text.as_bytes(), Style::default());
    assert!(out.contains("report.txt:12345:"), "{out}");
    let bars: Vec<_> =
        out.lines().filter_map(|line| line.find('│').map(|at| line[..at].chars().count())).collect();
    assert!(bars.len() > 2 && bars.iter().all(|bar| *bar == bars[0]), "{out}");
}

#[test]
fn what_a_report_says_does_not_steer_the_terminal() {
    let text = "安丰县2015年医改工作总结\n各项工作平稳推进，成效明显。\u{1b}[31m全县甲级村卫生室31所、乙级66所，共计98所\u{7}。";
    let report = Report::read(text.as_bytes(), &Options::default()).unwrap();
    let mut out = Vec::new();
    diagnostics::write(&report, "a\u{1b}[2J.txt", &Style::default(), &mut out).unwrap();
    let out = String::from_utf8(out).unwrap();
    assert!(out.contains("[sum]") && !out.contains(['\u{1b}', '\u{7}']), "{}", out.escape_debug());
}
