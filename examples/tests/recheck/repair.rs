//! `report --repair FILE -o COPY`: only what is beyond reasonable doubt, and never the original.

use std::path::PathBuf;
use std::process::{Command, Output};

fn report(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_report")).args(arguments).output().expect("it runs")
}

fn place(name: &str, text: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("repair-{}-{name}", std::process::id()));
    std::fs::write(&path, text).expect("the temporary folder can be written");
    path
}

#[test]
fn the_copy_lists_its_changes_and_keeps_the_rest() {
    let text = "云山县202223年工作总结\n202223年,政策范围内报销比例由60%提高到70%,提高2023个百分点。\n续保31466人,新增15944人,共计47460人。\n";
    let (file, copy) = (place("report.txt", text), place("copy.txt", ""));
    let (file_name, copy_name) = (file.to_string_lossy(), copy.to_string_lossy());
    let output = report(&["--lang", "en", "--repair", &file_name, "-o", &copy_name]);
    assert!(output.status.success(), "{output:?}");
    let copied = std::fs::read_to_string(&copy).expect("the copy is there");
    assert!(copied.starts_with("[Repairs]") && copied.contains("2023 → 10"), "{copied}");
    assert!(copied.contains("提高10个百分点"), "{copied}");
    // 31466 + 15944 = 47410: an author's slip, and any of the three may be it.
    assert!(copied.contains("共计47460人"), "{copied}");
    assert_eq!(std::fs::read_to_string(&file).expect("the original is there"), text);
    for path in [file, copy] {
        std::fs::remove_file(path).expect("it is there");
    }
}

#[test]
fn the_original_is_never_replaced() {
    let file = place("own.txt", "参合率95%。\n");
    let name = file.to_string_lossy();
    let output = report(&["--lang", "en", "--repair", &name, "-o", &name]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "report: the copy would replace its original; give -o another name\n"
    );
    assert_eq!(std::fs::read_to_string(&file).expect("it is there"), "参合率95%。\n");
    std::fs::remove_file(file).expect("it is there");
}

#[test]
fn one_file_at_a_time() {
    let output = report(&["--lang", "zh", "--repair", "a.txt", "b.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "report: --repair 一次只写一个文件的副本；请分别运行\n"
    );
}
