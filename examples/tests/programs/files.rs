//! The formats that take all reports at once, and where they go.

use std::path::PathBuf;

use calamine::Reader;

use crate::{feed, root, run, samples, stderr, stdout};

/// A path of its own for each test, in the folder that cargo keeps for that.
fn fresh(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_file(&path);
    path
}

const TEXT_FORMATS: [&str; 5] = ["csv", "csv-wide", "sarif", "dhis2", "sdmx"];

#[test]
fn every_format_writes_the_same_to_a_file_and_to_a_pipe() {
    let samples = &samples()[..2];
    for format in TEXT_FORMATS {
        let path = fresh(&format!("same.{format}"));
        let mut arguments = vec!["--format", format];
        arguments.extend(samples.iter().map(String::as_str));
        let piped = run(&arguments);
        assert_eq!(piped.status.code(), Some(0), "{format}: {}", stderr(&piped));
        arguments.extend(["-o", path.to_str().unwrap()]);
        let filed = run(&arguments);
        assert_eq!((filed.status.code(), stdout(&filed)), (Some(0), ""), "{format}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), stdout(&piped), "{format}");
        assert!(stdout(&piped).lines().count() > samples.len(), "{format}");
    }
}

#[test]
fn a_workbook_of_all_samples_opens_in_another_reader() {
    let path = fresh("samples.xlsx");
    let samples = samples();
    let mut arguments = vec!["--lang", "zh", "--format", "xlsx", "-o", path.to_str().unwrap()];
    arguments.extend(samples.iter().map(String::as_str));
    assert_eq!(run(&arguments).status.code(), Some(0));
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&path).unwrap();
    let sheet = book.worksheet_range("observations").unwrap();
    assert!(sheet.height() > 500, "{}", sheet.height());
    let files: std::collections::BTreeSet<_> = sheet.rows().skip(1).map(|row| row[0].to_string()).collect();
    assert!(files.iter().eq(&samples), "{files:?}");
}

#[test]
fn what_is_left_out_is_said_in_one_line() {
    let text = "沙河县2011年新农合工作总结\n2011年，全县农民参合203412人，参合率达95%以上。".as_bytes();
    let english = feed(&["--format", "dhis2", "-"], text);
    assert_eq!(stderr(&english), "report: 1 of 2 figures are left out: 1 hedged, a bound or a range\n");
    let chinese = feed(&["--lang", "zh", "--format", "sdmx", "-"], text);
    assert_eq!(stderr(&chinese), "report: 2 个数字中有 1 个未写入：是约数、界限或范围1 个\n");
}

#[test]
fn the_scorecard_joins_the_table_and_the_json() {
    let sample = &samples()[0];
    let (plain, scored) = (run(&[sample]), run(&["--scorecard", sample]));
    let more = stdout(&scored).strip_prefix(stdout(&plain)).unwrap();
    assert!(more.starts_with("\nScorecard\n  kind of report: "), "{more}");
    let (plain, scored) =
        (run(&["--format", "json", sample]), run(&["--format", "json", "--scorecard", sample]));
    let open = stdout(&plain).trim_end().strip_suffix('}').unwrap();
    assert!(stdout(&scored).starts_with(&format!("{open},\"scorecard\":{{")));
    serde_json::from_str::<yigai::contract::Report>(stdout(&scored)).unwrap();
}

#[test]
fn a_call_that_cannot_be_carried_out_says_why() {
    let sample = &samples()[0];
    let twin = format!("./{sample}");
    let folder = root().join("examples/data");
    for (arguments, message) in [
        (vec!["--format", "csv", sample, &twin], "is given twice"),
        (vec!["--format", "csv", sample, "-o", &twin], "would replace its original"),
        (vec!["--format", "json", sample, "-o", sample], "would replace its original"),
        (vec!["--bom", sample], "--bom is of no use"),
        (vec!["--format", "csv", "--place", "431281", sample], "--place is of no use"),
        (vec!["--format", "xlsx", "--data-set", "x", sample], "--data-set is of no use"),
        (vec!["--format", "sarif", "--scorecard", sample], "--scorecard is of no use"),
        (vec!["--format", "csv", sample, "-o", folder.to_str().unwrap()], "could not be written: "),
        (
            vec!["--format", "xlsx", sample, "-o", "no/such/folder/a.xlsx"],
            "no/such/folder/a.xlsx: No such file",
        ),
    ] {
        let output = run(&arguments);
        assert_eq!((output.status.code(), stdout(&output)), (Some(2), ""), "{arguments:?}");
        assert!(stderr(&output).contains(message), "{arguments:?}: {}", stderr(&output));
        assert_eq!(stderr(&output).lines().count(), 1, "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_that_names_the_file() {
    for format in ["table", "json", "csv", "csv-wide", "xlsx", "sarif", "dhis2", "sdmx"] {
        let output = run(&["--format", format, &samples()[0], "-o", "/dev/full"]);
        assert_eq!(output.status.code(), Some(2), "{format}");
        let message = "report: the output could not be written: /dev/full: No space left on device";
        assert!(stderr(&output).contains(message), "{format}: {}", stderr(&output));
    }
}

#[test]
fn a_bad_file_among_good_ones_is_said_and_the_others_are_written() {
    let samples = samples();
    for format in TEXT_FORMATS {
        let output = run(&["--format", format, "no-such-file", &samples[0]]);
        assert_eq!(output.status.code(), Some(2), "{format}");
        assert!(stderr(&output).starts_with("report: no-such-file: there is no such file"), "{format}");
        assert!(stdout(&output).lines().count() >= 2, "{format}");
    }
    let path = fresh("nothing.csv");
    std::fs::write(&path, "of the last run").unwrap();
    let output = run(&["--format", "csv", "no-such-file", "-o", path.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        std::fs::read_to_string(&path).unwrap(),
        "of the last run",
        "nothing came, nothing is replaced"
    );
}

#[test]
fn alarms_change_the_status_under_check() {
    let wrong = "全县甲级村卫生室31所、乙级66所，共计98所。".as_bytes();
    assert_eq!(feed(&["--check", "--format", "csv", "-"], wrong).status.code(), Some(1));
    assert_eq!(feed(&["--format", "csv", "-"], wrong).status.code(), Some(0));
}
