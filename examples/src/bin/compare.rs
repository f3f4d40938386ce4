//! Puts several reports beside each other: the same indicator of places and years, growth, contradictions, gaps.

use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::process::ExitCode;

use yigai::contract::Report;
use yigai::{Lang, Options};
use yigai_examples::{FAILED, Output, Usage, complain, each_once, finish, lang_of, read, same_file};
use yigai_view::Style;
use yigai_view::compare::{self, Comparison, charts};

const NAME: &str = "compare";

fn main() -> ExitCode {
    let mut lang = lang_of(|name| std::env::var_os(name));
    let call = match Call::parse(lexopt::Parser::from_env(), &mut lang) {
        Ok(call) => call,
        Err(error) => {
            complain(NAME, &error.message(lang));
            return ExitCode::from(FAILED);
        }
    };
    let mut out = Output::of(call.output.as_deref());
    let result = call.run(&mut out).and_then(|status| out.flush().map(|()| status));
    finish(NAME, result, lang)
}

#[derive(Clone, Copy)]
enum Act {
    Table,
    Csv,
    Json,
    Svg,
    Help,
    Version,
}

/// What the user asked for.
struct Call {
    act: Act,
    files: Vec<OsString>,
    output: Option<OsString>,
    indicators: Vec<String>,
    lang: Lang,
}

impl Call {
    fn parse(mut parser: lexopt::Parser, lang: &mut Lang) -> Result<Self, Usage> {
        use lexopt::prelude::*;
        let mut call =
            Self { act: Act::Table, files: Vec::new(), output: None, indicators: Vec::new(), lang: *lang };
        while let Some(arg) = parser.next()? {
            match arg {
                Long("format") => call.act = act(&parser.value()?.string()?)?,
                Long("lang") => {
                    let name = parser.value()?.string()?;
                    *lang = name.parse().map_err(|_| Usage::bad(&name, "zh, en"))?;
                }
                Long("indicator") => call.indicators.push(parser.value()?.string()?),
                Short('o') | Long("output") => call.output = Some(parser.value()?),
                Short('h') | Long("help") => call.act = Act::Help,
                Short('V') | Long("version") => call.act = Act::Version,
                Value(file) => call.files.push(file),
                _ => return Err(arg.unexpected().into()),
            }
        }
        call.lang = *lang;
        if matches!(call.act, Act::Help | Act::Version) {
            return Ok(call);
        }
        if call.files.is_empty() {
            return Err(Usage::NoFile);
        }
        each_once(&call.files)?;
        if call.output.as_ref().is_some_and(|output| call.files.iter().any(|file| same_file(output, file))) {
            return Err(Usage::OwnCopy);
        }
        Ok(call)
    }

    fn run(&self, out: &mut dyn Write) -> io::Result<u8> {
        match self.act {
            Act::Help => {
                let help = self.lang.pick(
                    include_str!("../../help/compare.zh.txt"),
                    include_str!("../../help/compare.en.txt"),
                );
                return write!(out, "{help}").map(|()| 0);
            }
            Act::Version => return writeln!(out, "{NAME} {}", env!("CARGO_PKG_VERSION")).map(|()| 0),
            Act::Table | Act::Csv | Act::Json | Act::Svg => {}
        }
        let (mut status, mut reports) = (0, Vec::new());
        for file in &self.files {
            match self.reports(file) {
                Ok(read) => reports.extend(read),
                Err(message) => {
                    complain(NAME, &format!("{}: {message}", file.to_string_lossy()));
                    status = FAILED;
                }
            }
        }
        if reports.is_empty() {
            return Ok(status);
        }
        let style = Style::new(self.lang);
        let mut comparison = Comparison::of(&reports, &style);
        if !self.indicators.is_empty() {
            comparison.series.retain(|series| self.indicators.contains(&series.indicator));
            comparison.missing.retain(|missing| self.indicators.contains(&missing.indicator));
        }
        match self.act {
            Act::Csv => compare::csv(&comparison, &style, out)?,
            Act::Json => compare::json(&comparison, out)?,
            Act::Svg => return self.draw(&comparison, &style, out).map(|drawn| status.max(drawn)),
            _ => compare::table(&comparison, &style, out)?,
        }
        Ok(status)
    }

    fn draw(&self, comparison: &Comparison, style: &Style<'_>, out: &mut dyn Write) -> io::Result<u8> {
        let drawn = match charts::svg(comparison, style, &charts::Options::default()) {
            Ok(drawn) => drawn,
            Err(error) => {
                complain(NAME, &charts_message(&error, self.lang));
                return Ok(FAILED);
            }
        };
        if !drawn.left_out.is_empty() {
            let ids = drawn.left_out.join(", ");
            let message = self.lang.pick(
                "图中放不下、可用 --indicator 另画的指标：",
                "no room for these; draw them by --indicator: ",
            );
            complain(NAME, &format!("{message}{ids}"));
        }
        writeln!(out, "{}", drawn.svg).map(|()| 0)
    }

    /// The reports of a file: what it says, or what was stored as JSON, one report a line.
    fn reports(&self, file: &OsStr) -> Result<Vec<Report>, String> {
        let options = Options::default();
        let bytes = read(file, options.text.limits.file_bytes).map_err(|error| error.message(self.lang))?;
        if !bytes.starts_with(b"{\"format\":\"yigai-report/") {
            let report = yigai::Report::read(&bytes, &options).map_err(|error| error.message(self.lang))?;
            return Ok(vec![report.to_contract(&file.to_string_lossy())]);
        }
        let mut reports = Vec::new();
        for (number, line) in
            (1..).zip(bytes.split(|byte| *byte == b'\n')).filter(|(_, line)| !line.is_empty())
        {
            reports.push(serde_json::from_slice(line).map_err(|error| match self.lang {
                Lang::Zh => {
                    format!("第 {number} 行不是存下的报告（{error}）：请重新运行 report --format json")
                }
                Lang::En => {
                    format!("line {number} is no stored report ({error}): run report --format json again")
                }
            })?);
        }
        Ok(reports)
    }
}

fn charts_message(error: &charts::Error, lang: Lang) -> String {
    match (error, lang) {
        (charts::Error::Nothing, Lang::Zh) => "没有可画的：没有指标有两个整年的确定数值".to_owned(),
        (error, _) => error.to_string(),
    }
}

fn act(name: &str) -> Result<Act, Usage> {
    match name {
        "table" => Ok(Act::Table),
        "csv" => Ok(Act::Csv),
        "json" => Ok(Act::Json),
        "svg" => Ok(Act::Svg),
        _ => Err(Usage::bad(name, "table, csv, json, svg")),
    }
}
