//! The files for other programs: read back by another reader, held against the specification, and byte for byte the same
//! for the same reports.

// A helper of tests may fail as loudly as tests.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_types
)]

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use yigai::Lang;
use yigai::contract::{DocumentError, Report};
use yigai_view::exchange::{self, Reason};
use yigai_view::{Style, csv, dhis2, sarif, sdmx, xlsx};

const TEXT: &str = "梅山县2012年新型农村合作医疗工作总结\n\n\
    2012年，全县农民参合203412人，参合率98.7%，人均筹资标准为300元。\
    全年基金支出8136.53万元，其中住院5320.8万元、门诊2805.73万元。参合农民政策知晓率达95%以上。\
    2012年1-9月，全县农民参合201927人。";

fn read(text: &str, path: &str) -> Report {
    yigai::Report::read(text.as_bytes(), &yigai::Options::default()).unwrap().to_contract(path)
}

fn stored() -> Report {
    serde_json::from_str(include_str!("stored.json")).unwrap()
}

fn failed(path: &str) -> Report {
    let error =
        DocumentError { kind: "empty".into(), message: "it is empty".into(), message_zh: "空的".into() };
    Report::failed(path, 0, error)
}

fn text(write: impl FnOnce(&mut dyn std::io::Write)) -> String {
    let mut out = Vec::new();
    write(&mut out);
    String::from_utf8(out).unwrap()
}

/// A formula in every place where a report's own words come through.
fn hostile() -> Report {
    let mut report = stored();
    report.document.path = "=HYPERLINK(\"x\").txt".into();
    report.document.region = Some("@县".into());
    for observation in &mut report.observations {
        observation.label = "+cmd|' /C calc'!A0".into();
        observation.subject = Some("-2+3".into());
    }
    for mention in &mut report.mentions {
        mention.source.text = "\t=1+1".into();
    }
    report
}

#[test]
fn tidy_csv_has_every_observation_with_its_exact_value() {
    let report = read(TEXT, "a.txt");
    let csv = text(|out| {
        csv::tidy(&[report.clone(), failed("b.txt")], &Style::new(Lang::Zh), csv::Options::default(), out)
            .unwrap();
    });
    let mut reader = ::csv::Reader::from_reader(csv.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let column = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), report.observations.len());
    for (row, observation) in rows.iter().zip(&report.observations) {
        let mention = &report.mentions[observation.mention];
        assert_eq!(&row[column("value")], mention.value.as_deref().unwrap_or_default());
        let [start, end] = ["start", "end"].map(|name| row[column(name)].parse::<usize>().unwrap());
        assert_eq!(&TEXT[start..end], &mention.source.text);
        assert_eq!(row[column("indicator")], *observation.indicator.clone().unwrap_or_default());
    }
    let wrong: Vec<_> = rows.iter().filter(|row| &row[column("check")] == "inconsistent").collect();
    assert_eq!(wrong.len(), 1, "{csv}");
    assert_eq!(&wrong[0][column("text")], "8136.53万元");
    assert!(wrong[0][column("message")].contains("请核对"), "{:?}", &wrong[0]);
}

#[test]
fn no_cell_of_a_csv_file_is_a_formula() {
    let reports = [hostile()];
    let style = Style::default();
    let tidy = text(|out| csv::tidy(&reports, &style, csv::Options::default(), out).unwrap());
    let wide = text(|out| csv::wide(&reports, &style, csv::Options::default(), out).unwrap());
    let sdmx = text(|out| {
        let options = exchange::Options::default().place(Some("=x")).data_set(Some("@flow"));
        sdmx::write(&reports, &options, out).unwrap();
    });
    for csv in [&tidy, &wide, &sdmx] {
        let mut cells = 0;
        for row in ::csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes()).records() {
            for cell in row.unwrap().iter() {
                let number = cell.parse::<f64>().is_ok();
                assert!(number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
                cells += 1;
            }
        }
        assert!(cells >= 8, "{csv}");
    }
    assert!(tidy.contains("\"'=HYPERLINK(\"\"x\"\").txt\""), "{tidy}");
}

#[test]
fn a_byte_order_mark_comes_only_when_asked_for() {
    let csv = |options| text(|out| csv::tidy(&[stored()], &Style::default(), options, out).unwrap());
    let plain = csv(csv::Options::default());
    assert_eq!(csv(csv::Options::default().byte_order_mark(true)), format!("\u{feff}{plain}"));
    assert!(plain.starts_with("file,"));
}

#[test]
fn wide_csv_says_where_reports_disagree_or_bound() {
    let other = read("梅山县卫生局2012年工作总结\n2012年，全县农民参合203421人，参合率达97%以上。", "b.txt");
    let csv = text(|out| {
        csv::wide(&[read(TEXT, "a.txt"), other], &Style::default(), csv::Options::default(), out).unwrap();
    });
    let mut reader = ::csv::Reader::from_reader(csv.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 1, "one place: {csv}");
    let cell = |name: &str| rows[0][heads.iter().position(|head| head == name).unwrap()].to_owned();
    assert_eq!(cell("place"), "梅山县");
    assert_eq!(cell("files"), "a.txt b.txt");
    assert_eq!(cell("nrcms_enrollees 2012"), "203412 | 203421");
    assert_eq!(cell("nrcms_enrollment_rate 2012"), "98.7 | ≥ 97");
    assert_eq!(cell("nrcms_fund_spent 2012"), "81365300 !", "the parts are not the whole");
    assert_eq!(cell("nrcms_enrollees 2012-01..2012-09"), "201927");
}

fn workbook(reports: &[Report], lang: Lang) -> Xlsx<Cursor<Vec<u8>>> {
    let mut out = Vec::new();
    xlsx::write(reports, &Style::new(lang), &mut out).unwrap();
    Xlsx::new(Cursor::new(out)).unwrap()
}

#[test]
fn a_workbook_reads_back_cell_by_cell() {
    let report = read(TEXT, "a.txt");
    let mut book = workbook(std::slice::from_ref(&report), Lang::Zh);
    assert_eq!(book.sheet_names(), ["observations", "findings", "scorecard", "codebook"]);
    let sheet = book.worksheet_range("observations").unwrap();
    let heads: Vec<_> = sheet.rows().next().unwrap().iter().map(ToString::to_string).collect();
    let column = |name: &str| {
        heads.iter().position(|head| head == name).unwrap_or_else(|| panic!("{name}: {heads:?}"))
    };
    assert_eq!(sheet.height(), report.observations.len() + 1);
    for (row, observation) in sheet.rows().skip(1).zip(&report.observations) {
        let mention = &report.mentions[observation.mention];
        let value = mention.value.as_deref().unwrap();
        assert_eq!(row[column("数值")], Data::Float(value.parse().unwrap()), "numbers are numbers");
        assert_eq!(row[column("数值（精确文本）")], Data::String(value.to_owned()), "and their text is text");
        assert_eq!(row[column("原文")], Data::String(mention.source.text.clone()));
        assert_eq!(
            row[column("起始字节")],
            Data::Float(f64::from(u32::try_from(mention.source.start).unwrap()))
        );
    }
    let findings = book.worksheet_range("findings").unwrap();
    assert_eq!(findings.height(), report.findings.len() + 1);
    let wrong = findings.rows().find(|row| row[2] == Data::String("inconsistent".into())).unwrap();
    assert_eq!(wrong[4], Data::String("8136.53万元".into()));
    assert_eq!((&wrong[9], &wrong[10]), (&Data::Float(81_365_300.0), &Data::String("81365300".into())));
    let scorecard = book.worksheet_range("scorecard").unwrap();
    assert_eq!(scorecard.height(), 7, "a row for each share");
    let codebook = book.worksheet_range("codebook").unwrap();
    assert!(codebook.rows().any(|row| row[0] == Data::String("nrcms_enrollees".into())));
}

#[test]
fn a_workbook_holds_hostile_text_and_unreadable_reports() {
    let mut book = workbook(&[hostile(), failed("b.txt")], Lang::En);
    let sheet = book.worksheet_range("observations").unwrap();
    assert_eq!(sheet.rows().nth(1).unwrap()[0], Data::String("=HYPERLINK(\"x\").txt".into()));
    let formulas = book.worksheet_formula("observations").unwrap();
    assert!(formulas.used_cells().next().is_none(), "text is never a formula");
}

#[test]
fn the_same_reports_give_the_same_bytes() {
    let once = || {
        let mut out = Vec::new();
        xlsx::write(&[stored()], &Style::default(), &mut out).unwrap();
        out
    };
    let first = once();
    std::thread::sleep(std::time::Duration::from_millis(1100)); // longer than a clock of a ZIP archive stands still
    assert!(first == once());
}

fn sarif_of(sources: &[sarif::Source<'_>], style: &Style<'_>) -> serde_json::Value {
    serde_json::from_str(&text(|out| sarif::write(sources, style, out).unwrap())).unwrap()
}

#[test]
fn sarif_is_valid_by_its_published_schema() {
    let schema: serde_json::Value = serde_json::from_str(include_str!("sarif/schema.json")).unwrap();
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("sarif.json", schema).unwrap();
    let mut schemas = boon::Schemas::new();
    let schema = compiler.compile("sarif.json", &mut schemas).unwrap();
    let (report, stored, failed) = (read(TEXT, "a b/汇报.txt"), stored(), failed("c.txt"));
    let html = Report {
        document: yigai::contract::Document {
            container: Some(yigai::contract::Container::Html),
            ..report.document.clone()
        },
        ..report.clone()
    };
    let sources = [
        sarif::Source::new(&report).bytes(TEXT.as_bytes()),
        sarif::Source::new(&stored),
        sarif::Source::new(&failed),
        sarif::Source::new(&html).bytes(TEXT.as_bytes()),
    ];
    for style in [Style::new(Lang::Zh), Style::new(Lang::En).all(true)] {
        let mut log = sarif_of(&sources, &style);
        if let Err(error) = schemas.validate(&log, schema) {
            panic!("{error}");
        }
        assert!(!log["runs"][0]["results"].as_array().unwrap().is_empty());
        log["runs"][0]["results"][0]["level"] = "grave".into();
        assert!(schemas.validate(&log, schema).is_err(), "the schema refuses what it should");
    }
}

#[test]
fn sarif_regions_are_the_bytes_lines_and_columns_of_the_file() {
    let report = read(TEXT, "a.txt");
    let log = sarif_of(&[sarif::Source::new(&report).bytes(TEXT.as_bytes())], &Style::default().all(true));
    let results = log["runs"][0]["results"].as_array().unwrap();
    let locations = results.iter().flat_map(|result| {
        let related = result["relatedLocations"].as_array().into_iter().flatten();
        result["locations"].as_array().unwrap().iter().chain(related)
    });
    let mut seen = 0;
    for location in locations {
        let region = &location["physicalLocation"]["region"];
        let number = |name: &str| usize::try_from(region[name].as_u64().unwrap()).unwrap();
        let (start, length) = (number("byteOffset"), number("byteLength"));
        let snippet = region["snippet"]["text"].as_str().unwrap();
        assert_eq!(&TEXT[start..start + length], snippet);
        let line: Vec<char> = TEXT.lines().nth(number("startLine") - 1).unwrap().chars().collect();
        let columns = &line[number("startColumn") - 1..number("endColumn") - 1];
        assert_eq!(columns.iter().collect::<String>(), snippet);
        seen += 1;
    }
    assert!(seen >= 3, "the sum and its two parts at least");
}

#[test]
fn exchange_files_hold_what_is_certain_and_say_what_they_left_out() {
    let report = read(TEXT, "a.txt");
    let options = exchange::Options::default();
    let mut left_out = Vec::new();
    let json = text(|out| left_out = dhis2::write(std::slice::from_ref(&report), &options, out).unwrap());
    let set: serde_json::Value = serde_json::from_str(&json).unwrap();
    let values = set["dataValues"].as_array().unwrap();
    assert_eq!(
        values.len() + left_out.len(),
        report.observations.len(),
        "every figure is in or accounted for"
    );
    let value = |element: &str| values.iter().find(|value| value["dataElement"] == element);
    let enrolled = value("nrcms_enrollees").unwrap();
    assert_eq!((&enrolled["value"], &enrolled["period"]), (&"203412".into(), &"2012".into()));
    assert_eq!(enrolled["orgUnit"], "梅山县");
    assert_eq!(value("nrcms_enrollment_rate").unwrap()["value"], "98.7", "exactly as written");
    let reason = |text: &str| {
        let left = left_out.iter().find(|left| report.mentions[left.mention].source.text == text);
        left.map(|left| left.reason)
    };
    assert_eq!(reason("8136.53万元"), Some(Reason::Alarm));
    assert_eq!(reason("5320.8万元"), Some(Reason::Part));
    assert_eq!(reason("95%"), Some(Reason::NotExact));
    assert_eq!(reason("201927人"), Some(Reason::OddPeriod), "nine months are no DHIS2 period");

    let sdmx = text(|out| left_out = sdmx::write(std::slice::from_ref(&report), &options, out).unwrap());
    assert!(sdmx.contains(",_O,梅山县,nrcms_enrollees,2012-01-01/P9M,201927,PS,0,A,"), "{sdmx}");
    assert!(sdmx.contains(",A,梅山县,nrcms_enrollment_rate,2012,98.7,PT,0,A,"), "{sdmx}");
}

#[test]
fn a_cell_with_two_values_is_left_out_and_one_stated_twice_is_there_once() {
    let a = read("梅山县2012年卫生工作总结\n2012年，全县农民参合203412人，参合率98.7%。", "a.txt");
    let b = read("梅山县2012年新农合总结\n2012年，全县农民参合203421人，参合率98.7%。", "b.txt");
    let mut left_out = Vec::new();
    let json = text(|out| left_out = dhis2::write(&[a, b], &exchange::Options::default(), out).unwrap());
    assert!(!json.contains("nrcms_enrollees"), "{json}");
    assert_eq!(json.matches("nrcms_enrollment_rate").count(), 1);
    assert_eq!(left_out.iter().filter(|left| left.reason == Reason::Conflict).count(), 2);
}

#[test]
fn a_report_without_a_place_wants_one() {
    let report = read("2012年，全县农民参合203412人。", "a.txt");
    let masked = read("XX县2012年卫生工作总结\n2012年，XX县农民参合203412人。", "b.txt");
    for report in [report, masked] {
        let mut left_out = Vec::new();
        let json = text(|out| {
            left_out =
                dhis2::write(std::slice::from_ref(&report), &exchange::Options::default(), out).unwrap();
        });
        assert!(!json.contains("203412") || json.is_empty(), "{json}");
        assert!(left_out.iter().any(|left| left.reason == Reason::NoPlace), "{left_out:?}");
        let options = exchange::Options::default().place(Some("431281")).data_set(Some("reform"));
        let json = text(|out| {
            dhis2::write(std::slice::from_ref(&report), &options, out).unwrap();
        });
        assert!(json.contains(r#""orgUnit": "431281""#) && json.contains(r#""dataSet": "reform""#), "{json}");
    }
}

/// A writer that is full from the start.
struct Full;

impl std::io::Write for Full {
    fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
        Err(std::io::ErrorKind::StorageFull.into())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_full_disk_is_an_error_of_its_kind() {
    let (reports, style) = ([stored()], Style::default());
    let full = std::io::ErrorKind::StorageFull;
    assert_eq!(csv::tidy(&reports, &style, csv::Options::default(), &mut Full).unwrap_err().kind(), full);
    assert_eq!(csv::wide(&reports, &style, csv::Options::default(), &mut Full).unwrap_err().kind(), full);
    assert_eq!(sdmx::write(&reports, &exchange::Options::default(), &mut Full).unwrap_err().kind(), full);
    assert_eq!(dhis2::write(&reports, &exchange::Options::default(), &mut Full).unwrap_err().kind(), full);
    assert_eq!(sarif::write(&[sarif::Source::new(&reports[0])], &style, &mut Full).unwrap_err().kind(), full);
    let error = xlsx::write(&reports, &style, &mut Full).unwrap_err();
    assert!(matches!(error, xlsx::Error::Io(error) if error.kind() == full));
}
