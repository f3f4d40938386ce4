//! Annotated pages as written; how they behave in a browser is tested with the programs.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails

use yigai::contract::DocumentError;
use yigai::{Lang, Options, Report, contract};
use yigai_view::Style;
use yigai_view::page::{self, Summary};

const TEXT: &str = "当前位置：首页 > 政务公开 > 工作总结\n\
    青岭县2014年医改工作总结\n\
    一、新农合\n\
    全年基金支出8136.53万元，其中住院5320.8万元、门诊2805.73万元；全县参合农民263918人。\n\
    二、服务体系\n\
    村卫生室由91所增加到96所，增加6所。\n";

fn page(text: &str, lang: Lang) -> (String, Summary) {
    let report = Report::read(text.as_bytes(), &Options::default()).unwrap();
    let mut out = Vec::new();
    let summary = page::write(&report, "reports/a.txt", &Style::new(lang), &mut out).unwrap();
    (String::from_utf8(out).unwrap(), summary)
}

/// A tag a line, without the style sheet and the script.
fn readable(page: &str) -> String {
    let mut out = String::new();
    for (index, piece) in page.split("<style>").flat_map(|piece| piece.split("<script>")).enumerate() {
        let rest = match index {
            0 => piece,
            1 => piece.split_once("</style>").unwrap().1,
            _ => piece.split_once("</script>").unwrap().1,
        };
        out.push_str(rest);
    }
    out.replace("><", ">\n<")
}

#[test]
fn pages_in_both_languages() {
    for (lang, name) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        let (page, _) = page(TEXT, lang);
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("page.{name}"), readable(&page));
        });
    }
}

#[test]
fn an_index_in_both_languages() {
    let (_, summary) = page(TEXT, Lang::En);
    let error = DocumentError {
        kind: "empty".into(),
        message: "the file is empty".into(),
        message_zh: "文件是空的".into(),
    };
    let failed = Summary::new(&contract::Report::failed("b.txt", 0, error));
    let entries = [(Some("a b.html".to_owned()), summary), (None, failed)];
    for (lang, name) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        let mut out = Vec::new();
        page::index(&entries, &Style::new(lang), &mut out).unwrap();
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("index.{name}"), readable(&String::from_utf8(out).unwrap()));
        });
    }
}

/// Thousands of findings stand in closed parts behind the first ones; none is left out.
#[test]
fn every_finding_and_every_figure_is_on_the_page() {
    let text: String = (1..2050)
        .map(|n| {
            format!(
                "第{n}组甲级村卫生室{}所、乙级{}所，共计{}所，出诊{}人次，备有药箱{}只。\n",
                n + 3,
                n + 4,
                2 * n + 8,
                n + 90,
                n % 7 + 3
            )
        })
        .collect();
    let report = Report::read(text.as_bytes(), &Options::default()).unwrap();
    let contract = report.to_contract("a.txt");
    let alarms = contract.alarms().count();
    assert!(alarms > 2000, "{alarms} alarms");
    let (page, _) = page(&text, Lang::En);
    let mut listed: Vec<usize> =
        page.split(" id=\"f").filter_map(|rest| rest.split_once('"')?.0.parse().ok()).collect();
    listed.sort_unstable();
    assert_eq!(listed, (0..contract.findings.len()).collect::<Vec<_>>());
    assert!(page.contains(&format!("<summary>2,001 to {} of ", with_comma(alarms))), "{alarms}");
    // Each figure without a check leads to its place.
    let unchecked = page.split("<details id=\"unchecked\">").nth(1).unwrap();
    let unchecked = unchecked.split("<details id=").next().unwrap();
    assert!(unchecked.matches("<a href=\"#m").count() > 2000 && unchecked.contains("<summary>2,001 to "));
}

fn with_comma(number: usize) -> String {
    format!("{},{:03}", number / 1000, number % 1000)
}

#[test]
fn a_page_leads_back_to_its_index() {
    let report = Report::read(TEXT.as_bytes(), &Options::default()).unwrap();
    let mut out = Vec::new();
    page::write_with_index(&report, "a.txt", "a\"b.html", &Style::new(Lang::Zh), &mut out).unwrap();
    let out = String::from_utf8(out).unwrap();
    assert!(out.contains("<a href=\"./a%22b.html\">← 汇报核对一览</a>"), "{}", readable(&out));
    assert!(!page(TEXT, Lang::Zh).0.contains("汇报核对一览"), "a page by itself has no index");
}

#[test]
fn the_same_report_gives_the_same_page() {
    assert_eq!(page(TEXT, Lang::Zh), page(TEXT, Lang::Zh));
}

#[test]
fn what_was_cut_stays_on_the_page_in_grey() {
    let (page, _) = page(TEXT, Lang::Zh);
    assert!(page.contains("class=\"l cut\"") && page.contains("政务公开"), "{}", readable(&page));
}

#[test]
fn a_full_disk_is_an_error() {
    struct Full(usize);
    impl std::io::Write for Full {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 = self.0.checked_sub(bytes.len()).ok_or(std::io::ErrorKind::StorageFull)?;
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let report = Report::read(TEXT.as_bytes(), &Options::default()).unwrap();
    let whole = page(TEXT, Lang::En).0.len();
    for room in [0, 20_000, whole - 1] {
        let error = page::write(&report, "reports/a.txt", &Style::default(), &mut Full(room)).unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::StorageFull);
    }
    page::write(&report, "reports/a.txt", &Style::default(), &mut Full(whole)).unwrap();
}
