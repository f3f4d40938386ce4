//! Puts several reports beside each other: the same indicator of places and years, growth, contradictions, gaps.

use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::process::ExitCode;

use yigai::contract::Report;
use yigai::{Lang, Options};
use yigai_examples::{FAILED, Output, Source, Usage, complain, each_once, read, run, same_file};
use yigai_view::Style;
use yigai_view::compare::{self, Comparison, charts};

const NAME: &str = "compare";

fn main() -> ExitCode {
    run(NAME, Call::parse, |call, _| {
        let mut out = Output::of(call.output.as_deref());
        let status = call.run(&mut out)?;
        out.flush().map(|()| status)
    })
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
    data: Option<OsString>,
    meta: Option<OsString>,
    indicators: Vec<String>,
    panels: Option<usize>,
    lang: Lang,
}

impl Call {
    fn parse(mut parser: lexopt::Parser, lang: &mut Lang) -> Result<Self, Usage> {
        use lexopt::prelude::*;
        let mut call = Self {
            act: Act::Table,
            files: Vec::new(),
            output: None,
            data: None,
            meta: None,
            indicators: Vec::new(),
            panels: None,
            lang: *lang,
        };
        while let Some(arg) = parser.next()? {
            match arg {
                Long("format") => call.act = act(&parser.value()?.string()?)?,
                Long("lang") => {
                    let name = parser.value()?.string()?;
                    *lang = name.parse().map_err(|_| Usage::bad(&name, "zh, en"))?;
                }
                Long("data") => call.data = Some(parser.value()?),
                Long("meta") => call.meta = Some(parser.value()?),
                Long("panels") => {
                    let text = parser.value()?.string()?;
                    let most = text.parse().ok().filter(|most| *most > 0);
                    call.panels = Some(most.ok_or(Usage::BadNumber(text))?);
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
        if call.panels.is_some() && !matches!(call.act, Act::Svg) {
            return Err(Usage::Useless("--panels"));
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
        let (data, meta) = (self.data.as_deref(), self.meta.as_deref());
        let source = match Source::new(Options::default(), data, meta, self.lang) {
            Ok(source) => source,
            Err(sentence) => {
                complain(NAME, &sentence);
                return Ok(FAILED);
            }
        };
        let (mut status, mut reports) = (0, Vec::new());
        for file in &self.files {
            match self.reports(file, &source) {
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
        let style = source.style(Style::new(self.lang));
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
        let mut options = charts::Options::default();
        options.panels = self.panels.unwrap_or(options.panels);
        let drawn = match charts::svg(comparison, style, &options) {
            Ok(drawn) => drawn,
            Err(error) => {
                complain(NAME, &charts_message(&error, self.lang));
                return Ok(FAILED);
            }
        };
        if !drawn.left_out.is_empty() {
            let ids = drawn.left_out.join(", ");
            let message = self.lang.pick(
                "超出 --panels、可用 --indicator 另画的指标：",
                "beyond --panels; draw them by --indicator: ",
            );
            complain(NAME, &format!("{message}{ids}"));
        }
        writeln!(out, "{}", drawn.svg).map(|()| 0)
    }

    /// The reports of a file: what it says, or what was stored as JSON, one report a line.
    fn reports(&self, file: &OsStr, source: &Source) -> Result<Vec<Report>, String> {
        let bytes = read(file, Options::default().text.limits.file_bytes)
            .map_err(|error| error.message(self.lang))?;
        if !bytes.starts_with(b"{\"format\":\"yigai-report/") {
            let path = file.to_string_lossy();
            let report = source.read(&bytes, &path).map_err(|error| error.message(self.lang))?;
            return Ok(vec![report.to_contract(&path)]);
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
