//! The commands of `docs/corpus.md` run as they stand.

use std::path::Path;
use std::process::{Command, Output};

use crate::cluster::{start, wait_for};
use crate::{folder, program, write_reports};

const RUN: &str = "cargo run --manifest-path crates/yigai-datafusion/Cargo.toml --bin ";

fn blocks() -> Vec<Vec<String>> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/corpus.md");
    let page = std::fs::read_to_string(page).unwrap();
    let blocks = page.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    blocks
        .map(|block| block.lines().filter_map(|line| line.strip_prefix(RUN)).map(str::to_owned).collect())
        .collect()
}

/// Runs what stands after `--bin sql -- ` by a shell, which knows about quotes.
fn sql(line: &str, folder: &Path) -> Output {
    let arguments = line.strip_prefix("sql -- ").unwrap();
    let call = format!("{} {arguments}", env!("CARGO_BIN_EXE_sql"));
    Command::new("sh").arg("-c").arg(call).current_dir(folder).output().unwrap()
}

fn answered(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[tokio::test]
async fn the_commands_of_the_page_work() {
    let Some(corpus) = program("corpus") else { return };
    let folder = folder("page");
    std::fs::create_dir(folder.join("reports")).unwrap();
    write_reports(&folder.join("reports"), 20, 2_000);
    let arguments = ["reports", "-o", "tables"];
    assert!(Command::new(corpus).args(arguments).current_dir(&folder).status().unwrap().success());
    let blocks = blocks();
    let [_, questions, cluster] = blocks.as_slice() else { panic!("{blocks:?}") };

    let answers: Vec<String> = questions.iter().map(|line| answered(&sql(line, &folder))).collect();
    assert_eq!(answers.len(), 3);
    assert_eq!(answers[0].lines().count(), 9, "{}", answers[0]);
    assert!(answers[1].contains("consistent"), "{}", answers[1]);
    assert!(answers[2].contains("| 35006.0000000000 | 95.0000000000 | central |"), "{}", answers[2]);

    let [scheduler, first, second, question] = cluster.as_slice() else { panic!("{cluster:?}") };
    let arguments = |line: &str| -> Vec<String> { line.split(' ').skip(2).map(str::to_owned).collect() };
    let log = |name: &str| folder.join(name);
    assert_eq!((scheduler.as_str(), first.as_str()), ("scheduler", "executor"));
    let _scheduler = start(env!("CARGO_BIN_EXE_scheduler"), &[], &log("scheduler.log"));
    wait_for(50050);
    let _first = start(env!("CARGO_BIN_EXE_executor"), &[], &log("first.log"));
    let more = arguments(second);
    let more: Vec<&str> = more.iter().map(String::as_str).collect();
    let _second = start(env!("CARGO_BIN_EXE_executor"), &more, &log("second.log"));
    wait_for(50060);
    wait_for(50070);
    let alone = question.replace("--cluster 127.0.0.1:50050 ", "");
    assert_eq!(answered(&sql(question, &folder)), answered(&sql(&alone, &folder)));
}
