//! Questions in SQL: in one process, over stored tables, and on a cluster.

// Helpers of tests may fail as loudly as tests.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::get_unwrap,
    clippy::print_stdout
)]

mod cluster;
mod functions;
mod page;
mod tables;

use std::fs;
use std::path::{Path, PathBuf};

use datafusion::arrow::util::pretty::pretty_format_batches;
use datafusion::prelude::SessionContext;
use yigai_datafusion::datafusion;
use yigai_samples::{Recipe, generate};

/// A program of the workspace, where the script that runs these tests has built it.
fn program(name: &str) -> Option<PathBuf> {
    let Some(folder) = std::env::var_os("YIGAI_PROGRAMS") else {
        println!("YIGAI_PROGRAMS names no folder of programs: not run; see .ci/sql");
        return None;
    };
    Some(Path::new(&folder).join(name))
}

/// An empty folder for a test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sql").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Reports of about so many bytes, damaged in some way each, and a file that is none.
fn write_reports(folder: &Path, count: u64, size: usize) {
    for seed in 0..count {
        let sample = generate(seed, &Recipe::any(seed).size(size));
        fs::write(folder.join(format!("{seed:04}.txt")), sample.bytes).unwrap();
    }
    fs::write(folder.join("empty.txt"), "").unwrap();
}

/// The answer as lines of a table.
async fn ask(context: &SessionContext, question: &str) -> Vec<String> {
    let batches = context.sql(question).await.unwrap().collect().await.unwrap();
    let table = pretty_format_batches(&batches).unwrap().to_string();
    table.lines().map(str::to_owned).collect()
}

/// All rows of a table, in an order of their own.
fn everything(table: &str) -> String {
    let first = if table == "errors" { "document" } else { "document, mention" };
    format!("SELECT * FROM {table} ORDER BY {first}")
}
