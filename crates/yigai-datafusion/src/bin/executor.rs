//! Does work that a scheduler hands out.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program")]

use std::process::ExitCode;

const HELP: &str = "Does work that a scheduler hands out.

    executor [OPTIONS]

    --scheduler HOST:PORT   the scheduler; else 127.0.0.1:50050
    --bind HOST:PORT        where to listen, there and at the next port; else 127.0.0.1:50060
    --threads N             how much is done at a time; else as the machine has processors
    -h, --help              this text

The paths of a query must lead to the same files as where it was asked.
";

struct Call {
    scheduler: (String, u16),
    bind: (String, u16),
    threads: Option<usize>,
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
            eprintln!("executor: {error}; see --help");
            return ExitCode::from(2);
        }
    };
    let (scheduler, port) = &call.scheduler;
    match yigai_datafusion::executor(&call.bind.0, call.bind.1, (scheduler, *port), call.threads).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("executor: {error}");
            ExitCode::from(2)
        }
    }
}

fn parse(mut parser: lexopt::Parser) -> Result<Option<Call>, lexopt::Error> {
    use lexopt::prelude::*;
    let local = |port| ("127.0.0.1".to_owned(), port);
    let mut call = Call { scheduler: local(50050), bind: local(50060), threads: None };
    while let Some(arg) = parser.next()? {
        match arg {
            Long("scheduler") => call.scheduler = address(&parser.value()?.string()?)?,
            Long("bind") => call.bind = address(&parser.value()?.string()?)?,
            Long("threads") => call.threads = Some(parser.value()?.parse()?),
            Short('h') | Long("help") => return Ok(None),
            _ => return Err(arg.unexpected()),
        }
    }
    Ok(Some(call))
}

fn address(text: &str) -> Result<(String, u16), lexopt::Error> {
    let parts = text.rsplit_once(':').and_then(|(host, port)| Some((host.to_owned(), port.parse().ok()?)));
    parts.ok_or_else(|| format!("{text:?} is no HOST:PORT").into())
}
