use std::path::Path;
use std::process::Command;

use yigai::contract::Report;
use yigai_datafusion::{local, register_tables};

use crate::{ask, everything, folder, program, write_reports};

#[tokio::test]
async fn rows_are_those_of_the_reports() {
    let folder = folder("raw");
    write_reports(&folder, 20, 2_000);
    let context = local(Some(3)).unwrap();
    register_tables(&context, &folder).unwrap();
    let mut expected = 0;
    for entry in std::fs::read_dir(&folder).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        let read = yigai::Report::read(&bytes, &yigai::Options::default());
        expected += read.map_or(0, |report| -> usize {
            let report: Report = report.to_contract("");
            report.observations.len()
        });
    }
    assert!(expected > 200);
    let count = ask(&context, "SELECT count(*) AS n, count(DISTINCT document) AS d FROM observations").await;
    assert_eq!(
        count.get(3).unwrap().split('|').map(str::trim).collect::<Vec<_>>(),
        ["", &expected.to_string(), "20", ""]
    );
    let errors = ask(&context, "SELECT document, kind FROM errors").await;
    assert!(errors.get(3).unwrap().contains("empty.txt") && errors.len() == 5);
    // A path that is given by hand leads to the same rows, whatever the number of partitions.
    let one = local(Some(1)).unwrap();
    let by_hand = format!("observations('{}')", folder.display());
    assert_eq!(ask(&one, &everything(&by_hand)).await, ask(&context, &everything("observations")).await);
}

#[tokio::test]
async fn wrong_paths_are_named() {
    let context = local(None).unwrap();
    for (question, expected) in [
        ("SELECT * FROM observations('no/such/folder')", "no/such/folder: No such file"),
        ("SELECT * FROM observations(3)", "observations takes one path in quotes"),
        ("SELECT * FROM duplicates('src')", "duplicates needs a folder that the program corpus wrote"),
        ("SELECT * FROM observations('Cargo.toml')", "is no folder"),
    ] {
        let error = context.sql(question).await.unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
}

/// The tables of the program `corpus`, where the script that runs these tests has built it.
#[tokio::test]
async fn stored_tables_have_the_same_rows() {
    let Some(corpus) = program("corpus") else { return };
    let reports = folder("stored");
    write_reports(&reports, 20, 2_000);
    let tables = reports.with_file_name("stored-tables");
    let _ = std::fs::remove_dir_all(&tables);
    let status = Command::new(corpus).arg(&reports).arg("-o").arg(&tables).status().unwrap();
    assert!(status.success());
    let (raw, stored) = (local(Some(2)).unwrap(), local(Some(2)).unwrap());
    register_tables(&raw, &reports).unwrap();
    register_tables(&stored, &tables).unwrap();
    for table in ["mentions", "observations"] {
        assert_eq!(ask(&raw, &everything(table)).await, ask(&stored, &everything(table)).await, "{table}");
    }
    let findings = "SELECT * FROM findings ORDER BY document, finding";
    assert_eq!(ask(&raw, findings).await, ask(&stored, findings).await);
    let per_year = "SELECT year, programme, indicator, median(value) AS m, count(*) AS n FROM observations \
                    WHERE role = 'level' AND year >= 2012 GROUP BY year, programme, indicator ORDER BY 1, 2, 3";
    let answer = ask(&stored, per_year).await;
    assert!(answer.len() > 20);
    assert_eq!(ask(&raw, per_year).await, answer);
    assert!(!ask(&stored, "SELECT * FROM duplicates").await.is_empty());
    // A table that has no rows has no files, and is there all the same.
    assert_eq!(
        ask(&stored, "SELECT count(*) AS n FROM errors").await,
        ask(&raw, "SELECT count(*) AS n FROM errors").await
    );
}

#[test]
fn the_program_answers_and_complains() {
    let folder = folder("program");
    write_reports(&folder, 3, 2_000);
    let sql = |arguments: &[&str], folder: &Path| {
        Command::new(env!("CARGO_BIN_EXE_sql")).args(arguments).arg(folder).output().unwrap()
    };
    let answer = sql(&["-c", "SELECT count(*) AS n FROM documents;"], &folder);
    assert_eq!(String::from_utf8(answer.stdout).unwrap(), "+---+\n| n |\n+---+\n| 3 |\n+---+\n");
    let wrong = sql(&["-c", "SELECT nothing FROM documents"], &folder);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8(wrong.stderr).unwrap().contains("No field named nothing"));
    let help = String::from_utf8(sql(&["--help"], &folder).stdout).unwrap();
    assert!(help.contains("--cluster HOST:PORT"));
}
