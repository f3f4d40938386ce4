//! Names and archives that were made to break out: of the folder of the pages, or of the terminal.

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::{report, stderr, stdout};

/// A folder of its own with a folder inside, from which the program runs; what it writes outside of `out` would be seen.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("hostile-{name}"));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(folder.join("here")).unwrap();
    folder
}

fn files(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => names.extend(files(&path)),
            false => names.push(path.file_name().unwrap().to_string_lossy().into_owned()),
        }
    }
    names.sort();
    names
}

fn word(members: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, body) in members {
        archive.start_file(*name, options).unwrap();
        archive.write_all(body.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="../../../../../../etc/passwd"/><Relationship Id="t" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" TargetMode="External" Target="http://localhost:9/x"/></Relationships>"#;
const DOCUMENT: &str = r#"<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>全县共有村卫生室86个。</w:t></w:r></w:p></w:body></w:document>"#;

#[cfg(feature = "containers")]
#[test]
fn members_of_an_archive_lead_nowhere() {
    let folder = folder("archive");
    let ways = [
        "../../escaped.txt",
        "/tmp/yigai-escaped.txt",
        "C:\\escaped.txt",
        "word/../../escaped.txt",
        "a\0b",
        "NUL",
        "con/aux",
    ];
    let mut members =
        vec![("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), ("word/document.xml", DOCUMENT)];
    members.extend(ways.map(|way| (way, "escaped")));
    std::fs::write(folder.join("here/a.docx"), word(&members)).unwrap();
    let output = report()
        .current_dir(folder.join("here"))
        .args(["--format", "html", "-o", "out", "a.docx"])
        .output()
        .unwrap();
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
    assert_eq!(files(&folder), ["a.docx", "a.html", "index.html"]);
    assert!(!Path::new("/tmp/yigai-escaped.txt").exists());
    let page = std::fs::read_to_string(folder.join("here/out/a.html")).unwrap();
    assert!(page.contains("86个") && !page.contains("escaped") && !page.contains("root:"));
}

#[test]
fn pages_stay_in_their_folder_whatever_the_files_are_called() {
    let folder = folder("names");
    let text = "全县共有村卫生室86个。";
    let mut inputs = vec![folder.join("up.txt").into_os_string()];
    std::fs::write(folder.join("up.txt"), text).unwrap();
    std::fs::write(folder.join("here/up.txt"), text).unwrap();
    inputs.extend(["../up.txt", "up.txt", "./up.txt"].map(Into::into));
    let mut names = vec!["...txt", "con.txt", "index.txt", "-.txt", "~.txt"];
    if cfg!(unix) {
        names.extend(["..\\..\\up.txt", "a\u{1b}]0;x\u{7}.txt", "up\n.txt", "*?|.txt"]);
    }
    for name in &names {
        std::fs::write(folder.join("here").join(name), text).unwrap();
    }
    inputs.extend(names.iter().map(|name| format!("./{name}").into()));
    let before = files(&folder).len();
    let output = report()
        .current_dir(folder.join("here"))
        .args(["--format", "html", "-o", "out"])
        .args(&inputs)
        .output()
        .unwrap();
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
    let pages = files(&folder.join("here/out"));
    assert_eq!(pages.len(), inputs.len() + 1, "{pages:?}");
    assert_eq!(files(&folder).len(), before + pages.len());
    let plain = |name: &String| {
        name.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c)) && !name.starts_with("con.")
    };
    assert!(pages.iter().all(plain), "{pages:?}");
}

#[cfg(unix)]
#[test]
fn the_name_of_a_file_does_not_steer_the_terminal() {
    let folder = folder("terminal");
    let hostile = "a\u{1b}]0;x\u{7}\u{9b}31m\u{202e}.txt";
    std::fs::write(folder.join("here").join(hostile), "全县甲级村卫生室31所、乙级66所，共计98所。").unwrap();
    let missing = hostile.replace('a', "b");
    for lang in ["zh", "en"] {
        for arguments in [
            &["--format", "table", "--scorecard"][..],
            &["--format", "diagnostics"],
            &["--format", "json"],
            &["--format", "csv"],
            &["--format", "sarif"],
            &["--format", hostile],
            &[hostile, "--data", hostile],
            &["--explain", hostile],
        ] {
            let output = report()
                .current_dir(folder.join("here"))
                .args(["--lang", lang])
                .args(arguments)
                .args([hostile, &missing])
                .output()
                .unwrap();
            for shown in [stdout(&output), stderr(&output)] {
                let steering = shown.chars().find(|&c| yigai::contract::steers(c) && c != '\n');
                assert_eq!(steering, None, "{arguments:?}: {}", shown.escape_debug());
            }
            assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        }
    }
}
