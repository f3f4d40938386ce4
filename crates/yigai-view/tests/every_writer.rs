//! Whatever stands in whichever field of a report, stored ones included: no writer runs it, links it or lets it steer.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::disallowed_types)] // a test that cannot go on fails

use std::io::Write;

use calamine::{Data, Reader, Xlsx};
use serde_json::Value;
use yigai::contract::{Report, steers};
use yigai::{Lang, Options};
use yigai_view::compare::{self, Comparison, charts};
use yigai_view::page::{self, Summary};
use yigai_view::scorecard::{self, Expected, Scorecard};
use yigai_view::{Style, csv, dhis2, exchange, sarif, sdmx, table, xlsx};

/// A formula, escape sequences of both kinds, a mark that turns the text, a tag, a link, a blank, ends of lines, a zero byte.
const HOSTILE: &str =
    "=1+1\u{1b}]0;x\u{7}\u{9b}31m\u{202e}\u{61c}<script>alert(1)</script>\"'&[a](http://x){0}\r\n\t\0\u{85}";

fn read(text: &str, path: &str) -> Report {
    yigai::Report::read(text.as_bytes(), &Options::default()).unwrap().to_contract(path)
}

fn reports() -> [Report; 2] {
    [
        read(
            "梅山县2011年新农合工作总结\n2011年，全县农民参合198320人，参合率97.6%。全年基金支出8136.53万元，其中住院5320.8万元、\
             门诊2805.73万元。人均筹资标准为300元。支付方式改革覆盖12家乡镇卫生院。",
            "a.txt",
        ),
        read("梅山县2012年新农合工作总结\n2012年，全县农民参合203412人，参合率98.7%以上。", "b.txt"),
    ]
}

/// Where the strings of a JSON value stand.
fn strings(value: &Value, at: &str, into: &mut Vec<String>) {
    match value {
        Value::String(_) => into.push(at.to_owned()),
        Value::Array(items) => {
            (0..).zip(items).for_each(|(n, item)| strings(item, &format!("{at}/{n}"), into))
        }
        Value::Object(fields) => {
            fields.iter().for_each(|(name, item)| strings(item, &format!("{at}/{name}"), into));
        }
        _ => {}
    }
}

/// The reports with something hostile in one field after another, and at last in all of them. Fields that hold one of a few
/// names, a day or the format refuse it.
fn spoilt() -> Vec<[Report; 2]> {
    let [one, other] = reports();
    let whole = serde_json::to_value(&one).unwrap();
    let (mut places, mut all, mut out) = (Vec::new(), whole.clone(), Vec::new());
    strings(&whole, "", &mut places);
    for place in places {
        let spoil = |value: &mut Value| {
            let text = value.pointer_mut(&place).unwrap();
            *text = format!("{HOSTILE}{}", text.as_str().unwrap()).into();
        };
        let mut value = whole.clone();
        spoil(&mut value);
        if let Ok(report) = serde_json::from_value(value) {
            out.push([report, other.clone()]);
            spoil(&mut all);
        }
    }
    assert!(out.len() > 60, "{} fields", out.len());
    out.push([serde_json::from_value(all).unwrap(), other]);
    out
}

fn text(write: impl FnOnce(&mut dyn Write)) -> String {
    let mut out = Vec::new();
    write(&mut out);
    String::from_utf8(out).unwrap()
}

/// Nothing but line ends steers, apart from the few colours of our own.
fn only_reads(mut text: String) {
    for colour in ["\u{1b}[0m", "\u{1b}[1m", "\u{1b}[31m", "\u{1b}[32m", "\u{1b}[33m"] {
        text = text.replace(colour, "");
    }
    let steering = text.find(|c: char| steers(c) && c != '\n');
    assert!(
        steering.is_none(),
        "{}",
        text.lines().find(|line| line.contains(steers)).unwrap().escape_debug()
    );
}

fn styles() -> [Style<'static>; 2] {
    [Style::new(Lang::Zh).all(true).colour(true), Style::new(Lang::En)]
}

#[test]
fn nothing_steers_a_terminal() {
    for reports in spoilt() {
        for style in styles() {
            only_reads(text(|out| table::write(&reports[0], &style, out).unwrap()));
            let comparison = Comparison::of(&reports, &style);
            only_reads(text(|out| compare::table(&comparison, &style, out).unwrap()));
            let card = Scorecard::of(&reports[0], Expected::builtin());
            only_reads(text(|out| scorecard::write(&card, &style, out).unwrap()));
        }
    }
    // A file that could not be read, of a name that was made for this.
    let error = yigai::contract::DocumentError {
        kind: "io".into(),
        message: HOSTILE.into(),
        message_zh: HOSTILE.into(),
    };
    only_reads(table::to_string(&Report::failed(HOSTILE, 0, error), &Style::default()));
}

#[test]
fn json_is_json_and_steers_nothing() {
    for reports in spoilt() {
        let style = Style::new(Lang::Zh).all(true);
        let json = reports[0].to_json();
        assert_eq!(serde_json::from_str::<Report>(&json).unwrap(), reports[0], "it says the same");
        let comparison = Comparison::of(&reports, &style);
        let card = Scorecard::of(&reports[0], Expected::builtin());
        let sarif =
            text(|out| sarif::write(&reports.each_ref().map(sarif::Source::new), &style, out).unwrap());
        let options = exchange::Options::default().place(Some(HOSTILE)).data_set(Some(HOSTILE));
        let dhis2 = text(|out| {
            dhis2::write(&reports, &options, out).unwrap();
        });
        let log: Value = serde_json::from_str(&sarif).unwrap();
        for result in log["runs"][0]["results"].as_array().unwrap() {
            let message = result["message"]["text"].as_str().unwrap();
            assert!(!message.contains("](") && !message.replace("{{", "").contains('{'), "{message}");
        }
        for json in [
            json,
            text(|out| compare::json(&comparison, out).unwrap()),
            scorecard::to_json(&reports[0], &card),
            sarif,
            dhis2,
        ] {
            serde_json::from_str::<Value>(&json).unwrap();
            only_reads(json);
        }
    }
}

#[test]
fn no_cell_is_a_formula() {
    for reports in spoilt() {
        let style = Style::default();
        let options = exchange::Options::default().place(Some(HOSTILE)).data_set(Some(HOSTILE));
        let comparison = Comparison::of(&reports, &style);
        for csv in [
            text(|out| csv::tidy(&reports, &style, csv::Options::default(), out).unwrap()),
            text(|out| csv::wide(&reports, &style, csv::Options::default(), out).unwrap()),
            text(|out| compare::csv(&comparison, &style, out).unwrap()),
            text(|out| {
                sdmx::write(&reports, &options, out).unwrap();
            }),
        ] {
            for row in ::csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes()).records() {
                for cell in row.unwrap().iter() {
                    let number = cell.parse::<f64>().is_ok();
                    assert!(number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
                }
            }
            only_reads(csv);
        }
    }
}

#[test]
fn no_cell_of_a_workbook_is_a_formula() {
    // The last one has it in every field.
    let reports = spoilt().pop().unwrap();
    let mut out = Vec::new();
    xlsx::write(&reports, &Style::new(Lang::Zh), &mut out).unwrap();
    let mut book = Xlsx::new(std::io::Cursor::new(out)).unwrap();
    let mut hostile = 0;
    for name in book.sheet_names() {
        assert!(
            book.worksheet_formula(&name).unwrap().used_cells().all(|(_, _, formula)| formula.is_empty())
        );
        for (_, _, cell) in book.worksheet_range(&name).unwrap().used_cells() {
            match cell {
                Data::String(text) => hostile += usize::from(text.contains("=1+1")),
                Data::Float(_) | Data::Int(_) | Data::Empty => {}
                other => panic!("{other:?}"),
            }
        }
    }
    assert!(hostile > 10, "{hostile} cells");
}

#[test]
fn pictures_and_the_index_hold_text() {
    let mut drawn = 0;
    for reports in spoilt() {
        let style = Style::new(Lang::Zh);
        let comparison = Comparison::of(&reports, &style);
        if let Ok(drawing) = charts::svg(&comparison, &style, &charts::Options::default()) {
            for tag in drawing.svg.split('<').skip(1) {
                let known = ["svg", "rect", "text", "circle", "polyline", "line", "polygon"];
                let name = tag.trim_start_matches('/');
                assert!(known.iter().any(|known| name.starts_with(known)), "<{tag}");
            }
            only_reads(drawing.svg);
            drawn += 1;
        }
        let entries = [(Some(HOSTILE.to_owned()), Summary::new(&reports[0]))];
        let index = text(|out| page::index(&entries, &style, out).unwrap());
        assert_eq!(index.matches("<script").count() + index.matches("href=\"javascript").count(), 0);
        assert!(!index.contains(['\0', '\u{1b}', '\u{202e}']), "{index}");
    }
    assert!(drawn > 50, "{drawn}");
}
