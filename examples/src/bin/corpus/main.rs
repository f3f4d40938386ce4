//! Reads a folder of reports into tables.

mod call;
mod journal;
mod known;
mod problem;
mod progress;
mod read;
mod repeats;
mod run;
mod store;
mod tables;

use std::io::{self, Write};
use std::process::ExitCode;

use call::Call;
use yigai_examples::{FAILED, complain, finish, lang_of};

const NAME: &str = "corpus";

fn main() -> ExitCode {
    let mut lang = lang_of(|name| std::env::var_os(name));
    let call = match Call::parse(lexopt::Parser::from_env(), &mut lang) {
        Ok(call) => call,
        Err(error) => {
            complain(NAME, &error.message(lang));
            return ExitCode::from(FAILED);
        }
    };
    let mut out = io::stdout().lock();
    let result = match call {
        Call::Help => {
            let help = lang.pick(
                include_str!("../../../help/corpus.zh.txt"),
                include_str!("../../../help/corpus.en.txt"),
            );
            write!(out, "{help}")
        }
        Call::Version => writeln!(out, "{NAME} {}", env!("CARGO_PKG_VERSION")),
        Call::Run(task) => match run::run(&task) {
            Ok(summary) => summary.write(lang, &mut out),
            Err(problem) => {
                complain(NAME, &problem.message(lang));
                return ExitCode::from(FAILED);
            }
        },
    };
    // Files that cannot be read are rows of a table and no failure.
    finish(NAME, result.and_then(|()| out.flush()).map(|()| 0), lang)
}
