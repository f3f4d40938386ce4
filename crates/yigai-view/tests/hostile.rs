//! Whatever a report holds, it is text on the page and in the terminal.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails

use proptest::prelude::*;
use yigai::{Lang, Options, Report};
use yigai_view::{Style, diagnostics, page};

/// Pieces that break pages and terminals, among pieces of which reports are made.
const PIECES: &[&str] = &[
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "]]>",
    "\"",
    "'",
    "<img src=x onerror=x()>",
    "</main>",
    "</style>",
    "&lt;",
    "&#x3c;",
    "\u{2028}",
    "\u{202e}",
    "\u{feff}",
    "\u{e000}0:1:1",
    "\u{85}",
    "\\u003c",
    "{}",
    "\r",
    "\r\n",
    "\n",
    "　　",
    "\t",
    "全县甲级村卫生室31所、乙级66所，共计98所。",
    "由91所增加到96所，增加6所；",
    "参合率96.\n46%",
    "2014年",
    "一、",
    "占82.7%",
    "第3批",
    "统一",
    "村卫生室912",
    "人均25元，其中中央20元、省3元、县3元。",
    "9\r\n8所",
    "202223年",
];

proptest! {
    #![proptest_config(ProptestConfig {
        cases: if cfg!(debug_assertions) { 40 } else { 400 },
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn it_is_text(pieces in prop::collection::vec(prop::sample::select(PIECES), 1..40), zh in any::<bool>()) {
        let text = pieces.concat() + "各项工作平稳推进，群众反映良好。";
        let Ok(report) = Report::read(text.as_bytes(), &Options::default()) else { return Ok(()) };
        let style = Style::new(if zh { Lang::Zh } else { Lang::En }).all(true);

        let mut out = Vec::new();
        let path = format!("{}.txt", pieces[0]);
        page::write(&report, &path, &style, &mut out).unwrap();
        let page = String::from_utf8(out).unwrap();
        prop_assert_eq!(page.matches("<script").count(), 2);
        prop_assert_eq!(page.matches("</script").count(), 2);
        for once in ["<style", "</style", "</main", "</body", "<aside"] {
            prop_assert_eq!(page.matches(once).count(), 1, "{}", once);
        }
        prop_assert_eq!(page.matches("<img").count() + page.matches("<!--").count(), 0);
        let json = page.split("type=\"application/json\">").nth(1).unwrap().split("</script>").next().unwrap();
        let details: serde_json::Value = serde_json::from_str(json).unwrap();
        prop_assert_eq!(details["rows"].as_array().unwrap().len(), report.mentions().len());
        for index in 0..report.mentions().len() {
            prop_assert_eq!(page.matches(&format!(" id=\"m{index}\"")).count(), 1, "number {} of {:?}", index, text);
        }

        let mut out = Vec::new();
        diagnostics::write(&report, &path, &style, &mut out).unwrap();
        let lines = String::from_utf8(out).unwrap();
        prop_assert!(!lines.contains(|c: char| c.is_control() && c != '\n' || c == '\u{202e}'), "{}", lines.escape_debug());
    }
}
