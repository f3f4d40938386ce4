//! Asks questions of reports in SQL.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program")]

use std::io::Read;
use std::path::PathBuf;
use std::process::ExitCode;

use datafusion::arrow::util::pretty::pretty_format_batches;
use datafusion::error::Result;
use datafusion::prelude::SessionContext;
use yigai_datafusion::{datafusion, local, register_tables};

const HELP: &str = "Asks questions of reports in SQL.

    sql [OPTIONS] [-c \"SELECT …\"] [DIR]

    -c, --command SQL       the question; else standard input
    --cluster HOST:PORT     ask the cluster of a scheduler
    --partitions N          into how many pieces the work is cut; else 16 on a cluster, and one a processor without
    -h, --help              this text

DIR is a folder of reports, or of tables that the program corpus wrote. Its tables are documents, mentions, observations,
findings and errors, and for stored ones duplicates. Other folders: observations('FOLDER') and so on. Functions:
zh_number, zh_percent, clean_text, region_of.

Exit status: 0 done; 2 the question could not be answered.
";

struct Call {
    command: Option<String>,
    folder: Option<PathBuf>,
    cluster: Option<String>,
    partitions: Option<usize>,
}

#[tokio::main]
async fn main() -> ExitCode {
    let call = match parse(lexopt::Parser::from_env()) {
        Ok(Some(call)) => call,
        Ok(None) => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            eprintln!("sql: {error}; see --help");
            return ExitCode::from(2);
        }
    };
    match run(call).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("sql: {}", error.strip_backtrace());
            ExitCode::from(2)
        }
    }
}

async fn run(call: Call) -> Result<()> {
    let command = match call.command {
        Some(command) => command,
        None => {
            let mut command = String::new();
            std::io::stdin().read_to_string(&mut command)?;
            command
        }
    };
    let context = context(call.cluster.as_deref(), call.partitions).await?;
    if let Some(folder) = &call.folder {
        register_tables(&context, folder)?;
    }
    let batches = context.sql(command.trim().trim_end_matches(';')).await?.collect().await?;
    println!("{}", pretty_format_batches(&batches)?);
    Ok(())
}

#[cfg(feature = "cluster")]
async fn context(cluster: Option<&str>, partitions: Option<usize>) -> Result<SessionContext> {
    match cluster {
        Some(scheduler) => yigai_datafusion::remote(scheduler, partitions.unwrap_or(16)).await,
        None => local(partitions),
    }
}

#[cfg(not(feature = "cluster"))]
async fn context(cluster: Option<&str>, partitions: Option<usize>) -> Result<SessionContext> {
    match cluster {
        Some(_) => {
            Err(datafusion::error::DataFusionError::Plan("built without the feature cluster".to_owned()))
        }
        None => local(partitions),
    }
}

fn parse(mut parser: lexopt::Parser) -> std::result::Result<Option<Call>, lexopt::Error> {
    use lexopt::prelude::*;
    let mut call = Call { command: None, folder: None, cluster: None, partitions: None };
    while let Some(arg) = parser.next()? {
        match arg {
            Short('c') | Long("command") => call.command = Some(parser.value()?.string()?),
            Long("cluster") => call.cluster = Some(parser.value()?.string()?),
            Long("partitions") => call.partitions = Some(parser.value()?.parse()?),
            Short('h') | Long("help") => return Ok(None),
            Value(folder) if call.folder.is_none() => call.folder = Some(folder.into()),
            _ => return Err(arg.unexpected()),
        }
    }
    Ok(Some(call))
}
