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
use yigai_examples::{FAILED, complain};

const NAME: &str = "corpus";

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    yigai_examples::run(NAME, Call::parse, |call, lang| {
        let mut out = io::stdout().lock();
        match call {
            Call::Help => {
                let help = lang.pick(
                    include_str!("../../../help/corpus.zh.txt"),
                    include_str!("../../../help/corpus.en.txt"),
                );
                write!(out, "{help}")?;
            }
            Call::Version => writeln!(out, "{NAME} {}", env!("CARGO_PKG_VERSION"))?,
            // Files that cannot be read are rows of a table and no failure.
            Call::Run(task) => match run::run(&task) {
                Ok(summary) => summary.write(lang, &mut out)?,
                Err(problem) => {
                    complain(NAME, &problem.message(lang));
                    return Ok(FAILED);
                }
            },
        }
        out.flush().map(|()| 0)
    })
}
