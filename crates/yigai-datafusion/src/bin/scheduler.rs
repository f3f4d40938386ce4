//! Hands out the work of a cluster.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program")]

use std::process::ExitCode;

const HELP: &str = "Hands out the work of a cluster.

    scheduler [--bind HOST:PORT]

    --bind HOST:PORT    where to listen; else 127.0.0.1:50050, which only this machine reaches
    -h, --help          this text

There is neither a password nor encryption: listen only where everybody is trusted.
";

#[tokio::main]
async fn main() -> ExitCode {
    let (host, port) = match parse(lexopt::Parser::from_env()) {
        Ok(Some(address)) => address,
        Ok(None) => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            eprintln!("scheduler: {error}; see --help");
            return ExitCode::from(2);
        }
    };
    match yigai_datafusion::scheduler(&host, port).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("scheduler: {error}");
            ExitCode::from(2)
        }
    }
}

fn parse(mut parser: lexopt::Parser) -> Result<Option<(String, u16)>, lexopt::Error> {
    use lexopt::prelude::*;
    let mut address = ("127.0.0.1".to_owned(), 50050);
    while let Some(arg) = parser.next()? {
        match arg {
            Long("bind") => address = self::address(&parser.value()?.string()?)?,
            Short('h') | Long("help") => return Ok(None),
            _ => return Err(arg.unexpected()),
        }
    }
    Ok(Some(address))
}

fn address(text: &str) -> Result<(String, u16), lexopt::Error> {
    let parts = text.rsplit_once(':').and_then(|(host, port)| Some((host.to_owned(), port.parse().ok()?)));
    parts.ok_or_else(|| format!("{text:?} is no HOST:PORT").into())
}
