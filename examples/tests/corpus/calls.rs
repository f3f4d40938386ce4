use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::{folders, stderr};

fn call(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_corpus")).env_clear().args(arguments).output().unwrap()
}

#[test]
fn wrong_calls_say_what_would_be_right() {
    for (arguments, expected) in [
        (&["-o", "x"][..], "corpus: DIR is missing; see --help\n"),
        (&["x"], "corpus: -o OUT is missing; see --help\n"),
        (&["x", "-o", "y", "--threads", "0"], "corpus: \"0\" is no whole number that fits; see --help\n"),
        (&["--lang", "zh", "x"], "corpus: 缺少-o OUT；用法见 --help\n"),
        (&["x", "-o", "y", "--fast"], "corpus: there is no option --fast; see --help\n"),
    ] {
        let output = call(arguments);
        assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(2), expected));
    }
}

#[test]
fn help_and_summary_stand_in_both_languages() {
    let text = |arguments: &[&str]| String::from_utf8(call(arguments).stdout).unwrap();
    let (english, chinese) = (text(&["--help"]), text(&["--lang", "zh", "--help"]));
    let options = |help: &str| -> Vec<String> {
        help.split_whitespace().filter(|word| word.starts_with("--")).map(str::to_owned).collect()
    };
    assert!(options(&english).len() >= 9);
    assert!(options(&chinese).iter().all(|option| options(&english).contains(option)));
    let (folder, out) = folders("chinese");
    fs::write(folder.join("甲.txt"), "2012年全县卫生工作总结\n全县共有村卫生室86个。").unwrap();
    let said = text(&[folder.to_str().unwrap(), "-o", out.to_str().unwrap(), "--lang", "zh"]);
    assert!(said.starts_with("新读 1，有改动 0，未变 0，已删除 0\n现有汇报 1 篇"), "{said}");
}

/// The commands of the page run as they stand, in the order in which they stand.
#[test]
fn the_first_commands_of_the_page_work() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let page = fs::read_to_string(root.join("docs/corpus.md")).unwrap();
    let (scratch, _) = folders("page");
    let block = page.split("```sh\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let mut run = 0;
    for line in block.lines().filter(|line| !line.is_empty()) {
        let (_, call) = line.split_once("--bin ").unwrap_or_else(|| panic!("{line}"));
        let (program, arguments) = call.split_once(" -- ").unwrap();
        let program = match program {
            "generate" => env!("CARGO_BIN_EXE_generate"),
            "corpus" => env!("CARGO_BIN_EXE_corpus"),
            other => panic!("{other}"),
        };
        let output = Command::new(program).current_dir(&scratch).args(arguments.split(' ')).output().unwrap();
        assert!(output.status.success(), "{line}: {}", stderr(&output));
        run += 1;
    }
    assert!(run >= 2);
}
