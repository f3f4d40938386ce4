//! Redoes the arithmetic of findings from the JSON of `report` alone: `report --format json FILE | recheck`.
//!
//! It shares no code with the audit. A finding's formula is parsed, each number of it is looked up among the mentions, and
//! the formula is computed again at all ends of their readings.

#![allow(clippy::indexing_slicing, reason = "a JSON value that is not there is null")]

mod check;
mod formula;
mod fraction;

use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::process::ExitCode;

use serde_json::Value;
use yigai::Lang;
use yigai_examples::{ALARMS, FAILED, Usage, complain, plain, read, run};

use check::{Outcome, recheck};

const NAME: &str = "recheck";
/// The JSON of a report is many times as long as the report.
const LIMIT: u64 = 1 << 30;

fn main() -> ExitCode {
    run(NAME, Call::parse, Call::run)
}

enum Call {
    Recheck(Vec<OsString>),
    Help,
    Version,
}

impl Call {
    fn parse(mut parser: lexopt::Parser, lang: &mut Lang) -> Result<Self, Usage> {
        use lexopt::prelude::*;
        let mut files = Vec::new();
        while let Some(arg) = parser.next()? {
            match arg {
                Long("lang") => {
                    let name = parser.value()?.string()?;
                    *lang = name.parse().map_err(|_| Usage::bad(&name, "zh, en"))?;
                }
                Short('h') | Long("help") => return Ok(Self::Help),
                Short('V') | Long("version") => return Ok(Self::Version),
                Value(file) => files.push(file),
                _ => return Err(arg.unexpected().into()),
            }
        }
        if files.is_empty() {
            files.push("-".into());
        }
        Ok(Self::Recheck(files))
    }

    fn run(self, lang: Lang) -> io::Result<u8> {
        let mut out = io::stdout().lock();
        match self {
            Self::Help => {
                let help = lang.pick(
                    include_str!("../../../help/recheck.zh.txt"),
                    include_str!("../../../help/recheck.en.txt"),
                );
                write!(out, "{help}").map(|()| 0)
            }
            Self::Version => writeln!(out, "{NAME} {}", env!("CARGO_PKG_VERSION")).map(|()| 0),
            Self::Recheck(files) => {
                let mut tally = Tally::default();
                for file in &files {
                    if let Err(problem) = tally.file(file, &mut out, lang)? {
                        complain(NAME, &format!("{}: {problem}", file.display()));
                        return Ok(FAILED);
                    }
                }
                tally.close(&mut out, lang)
            }
        }
    }
}

/// What the findings of all files came to.
#[derive(Default)]
struct Tally {
    confirmed: u32,
    skipped: u32,
    wrong: u32,
}

impl Tally {
    /// Redoes the findings of one file, one report a line. The inner error is about the file, the outer about the output.
    fn file(&mut self, file: &OsStr, out: &mut impl Write, lang: Lang) -> io::Result<Result<(), String>> {
        let bytes = match read(file, LIMIT) {
            Ok(bytes) => bytes,
            Err(error) => return Ok(Err(error.message(lang))),
        };
        let lines = bytes.split(|byte| *byte == b'\n').enumerate();
        for (line, json) in lines.filter(|(_, json)| !json.trim_ascii().is_empty()) {
            let report: Value = match serde_json::from_slice(json) {
                Ok(report) => report,
                Err(error) => {
                    let line = line + 1;
                    return Ok(Err(match lang {
                        Lang::Zh => format!("第 {line} 行不是 report --format json 的输出（{error}）"),
                        Lang::En => format!("line {line} is no output of report --format json ({error})"),
                    }));
                }
            };
            self.report(&report, out, lang)?;
        }
        Ok(Ok(()))
    }

    fn report(&mut self, report: &Value, out: &mut impl Write, lang: Lang) -> io::Result<()> {
        for finding in report["findings"].as_array().into_iter().flatten() {
            match recheck(report, finding) {
                Outcome::Confirmed => self.confirmed += 1,
                Outcome::Skipped => self.skipped += 1,
                Outcome::Failed(gap) => {
                    self.wrong += 1;
                    let text = |value: &Value| plain(value.as_str().unwrap_or_default());
                    let (path, rule) = (text(&report["document"]["path"]), text(&finding["rule"]));
                    let (verdict, formula) = (text(&finding["verdict"]), text(&finding["formula"]));
                    match lang {
                        Lang::Zh => writeln!(out, "{path}：{rule} {verdict} {formula}：两边相差 {gap}")?,
                        Lang::En => {
                            writeln!(out, "{path}: {rule} {verdict} {formula}: the sides are {gap} apart")?
                        }
                    }
                }
            }
        }
        Ok(())
    }

    fn close(&self, out: &mut impl Write, lang: Lang) -> io::Result<u8> {
        let Self { confirmed, skipped, wrong } = self;
        match lang {
            Lang::Zh => writeln!(out, "{confirmed} 条结论得到证实，{skipped} 条无算式，{wrong} 条有误")?,
            Lang::En => {
                writeln!(out, "{confirmed} verdicts confirmed, {skipped} without arithmetic, {wrong} wrong")?
            }
        }
        Ok(if self.wrong > 0 { ALARMS } else { 0 })
    }
}
