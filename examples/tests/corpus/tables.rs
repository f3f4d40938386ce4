use std::fs;
use std::process::Command;

use serde_json::Value;
use yigai::corpus::Key;
use yigai_samples::{Recipe, generate, places};
use yigai_view::parquet;

use crate::{files, folders, rows, run, values, write_reports};

/// A key from the path of its file.
fn key(path: &str) -> Key {
    let mut parts = path.split('/');
    let mut key = Key { table: parts.next().unwrap().parse().unwrap(), programme: None, year: None };
    for (name, value) in parts.filter_map(|part| part.split_once('=')) {
        let value = Some(value).filter(|value| *value != "__HIVE_DEFAULT_PARTITION__");
        match name {
            "programme" => key.programme = value.map(str::to_owned),
            "year" => key.year = value.map(|year| year.parse().unwrap()),
            _ => panic!("{path}"),
        }
    }
    key
}

#[test]
fn parquet_files_hold_the_rows_of_the_json_lines() {
    let (folder, out) = folders("parquet");
    write_reports(&folder, 0..24);
    fs::write(folder.join("empty.txt"), "").unwrap();
    run(&folder, &out, &["--jsonl"]);
    let files = files(&out);
    let mut tables = std::collections::BTreeSet::new();
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".parquet")) {
        let key = key(path);
        let table = parquet::read(bytes.clone().into(), &key).unwrap();
        let mut lines = Vec::new();
        table.write_json_lines(&mut lines).unwrap();
        let twin = format!("jsonl/{}", path.replace(".parquet", ".jsonl"));
        assert_eq!(
            String::from_utf8(lines).unwrap(),
            String::from_utf8(files[&twin].clone()).unwrap(),
            "{path}"
        );
        tables.insert(key.table);
    }
    assert_eq!(tables.len(), 6, "{tables:?}");
}

#[test]
fn rows_are_what_the_program_report_says() {
    let (folder, out) = folders("same");
    write_reports(&folder, 40..48);
    run(&folder, &out, &["--jsonl"]);
    let rows = rows(&out);
    let (mut mentions, mut observations, mut findings) = (0, 0, 0);
    for document in values(&rows, "documents") {
        let name = document["document"].as_str().unwrap();
        let mut report = Command::new(env!("CARGO_BIN_EXE_report"));
        let output = report.args(["--format", "json"]).arg(folder.join(name)).output().unwrap();
        let json: Value = serde_json::from_slice(&output.stdout).unwrap();
        let of = |table: &str| -> Vec<Value> {
            values(&rows, table).into_iter().filter(|row| row["document"] == name).collect()
        };
        let all = |key: &str| json[key].as_array().unwrap().clone();
        for row in of("mentions") {
            let mention = &json["mentions"][row["mention"].as_u64().unwrap() as usize];
            assert_eq!(row["value"], mention["value"]);
            assert_eq!(row["text"], mention["source"]["text"]);
            assert_eq!(row["start"], mention["source"]["start"]);
            mentions += 1;
        }
        assert_eq!(of("mentions").len(), all("mentions").len());
        for row in of("observations") {
            let same = |observation: &&Value| observation["mention"] == row["mention"];
            let observation = all("observations").iter().find(same).unwrap().clone();
            for field in ["indicator", "label", "programme", "role", "modality", "subject"] {
                assert_eq!(row[field], observation[field], "{name}: {field}");
            }
            let mention = &json["mentions"][row["mention"].as_u64().unwrap() as usize];
            // The exact number and its text say the same.
            assert_eq!((&row["value"], &row["value_text"]), (&mention["value"], &mention["value"]));
            observations += 1;
        }
        assert_eq!(of("observations").len(), all("observations").len());
        for row in of("findings") {
            let finding = &json["findings"][row["finding"].as_u64().unwrap() as usize];
            assert_eq!((&row["rule"], &row["verdict"]), (&finding["rule"], &finding["verdict"]));
            assert_eq!(row["message_zh"], finding["message"]["zh"]);
            findings += 1;
        }
        assert_eq!(of("findings").len(), all("findings").len());
        let end = json["document"]["period"]["end"].as_str().map(|end| end.get(..4).unwrap().to_owned());
        assert_eq!(document["year"].as_i64().map(|year| year.to_string()), end);
    }
    assert!(mentions > 100 && observations > 80 && findings > 20, "{mentions} {observations} {findings}");
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let (folder, out) = folders("threads");
    write_reports(&folder, 100..148);
    let outs = ["1", "2", "5"].map(|threads| {
        let out = out.join(threads);
        run(&folder, &out, &["--jsonl", "--threads", threads]);
        files(&out)
    });
    assert!(outs[0].len() > 60);
    assert!(outs[0] == outs[1] && outs[0] == outs[2]);
}

#[test]
fn bad_files_are_rows_and_stop_nothing() {
    let (folder, out) = folders("bad");
    write_reports(&folder, 0..3);
    fs::write(folder.join("empty.txt"), "").unwrap();
    fs::write(folder.join("picture.txt"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01").unwrap();
    fs::write(folder.join("broken.docx"), b"PK\x03\x04 and nothing more").unwrap();
    fs::write(folder.join("broken.pdf"), b"%PDF-1.4\n1 0 obj <<").unwrap();
    fs::write(folder.join("sheet.wps"), b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0").unwrap();
    fs::write(folder.join("large.txt"), "报".repeat(400_000)).unwrap();
    fs::write(folder.join("notes.csv"), "1,2").unwrap();
    fs::write(folder.join(".hidden.txt"), "参合农民3人").unwrap();
    let said = run(&folder, &out, &["--jsonl", "--max-bytes", "1000000"]);
    assert!(said.contains("now 3 reports, 6 files with errors, 0 near-duplicates"), "{said}");
    assert!(said.contains("other files, not read: csv 1"), "{said}");
    let errors = values(&rows(&out), "errors");
    let kinds: Vec<(&str, &str)> =
        errors.iter().map(|row| (row["document"].as_str().unwrap(), row["kind"].as_str().unwrap())).collect();
    assert!(
        kinds.contains(&("empty.txt", "empty")) && kinds.contains(&("large.txt", "too_large")),
        "{kinds:?}"
    );
    assert_eq!(kinds.len(), 6);
    assert!(errors.iter().all(|row| !row["message"].as_str().unwrap().is_empty()));
    assert!(errors.iter().all(|row| !row["message_zh"].as_str().unwrap().is_ascii()));
}

#[test]
fn reposts_under_another_name_are_grouped() {
    let (folder, out) = folders("reposts");
    let mut expected = Vec::new();
    for seed in 0..12 {
        let recipe = Recipe::clean().size(3_000);
        let original = generate(seed, &recipe);
        fs::write(folder.join(format!("{seed:02}-a.txt")), &original.bytes).unwrap();
        if seed % 4 == 1 {
            let others = places().iter().filter(|place| **place != original.place);
            for (place, letter) in others.zip(["b", "c"]) {
                let copy = generate(seed, &recipe.clone().place(place.as_str()));
                fs::write(folder.join(format!("{seed:02}-{letter}.txt")), copy.bytes).unwrap();
            }
            expected.extend(
                ["a", "b", "c"].map(|letter| (format!("{seed:02}-{letter}.txt"), format!("{seed:02}-a.txt"))),
            );
        }
    }
    run(&folder, &out, &["--jsonl"]);
    let rows = values(&rows(&out), "duplicates");
    let text = |row: &Value, field: &str| row[field].as_str().unwrap().to_owned();
    let found: Vec<_> = rows.iter().map(|row| (text(row, "document"), text(row, "original"))).collect();
    assert_eq!(found, expected);
    assert!(rows.iter().all(|row| row["similarity"].as_u64().unwrap() >= 80));
}
