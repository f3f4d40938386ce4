//! Reads reports and prints their figures as tables or as JSON.

use std::ffi::{OsStr, OsString};
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use yigai::text::Document;
use yigai::{Error, Lang, Options, Report, contract};
use yigai_examples::export::{Format, Read, Wishes, export};
use yigai_examples::{
    ALARMS, FAILED, Output, Pages, Progress, Source, Usage, complain, each_once, read, run, same_file,
};
use yigai_view::scorecard::{self, Scorecard};
use yigai_view::{Style, diagnostics, explain, page, table};

const NAME: &str = "report";

fn main() -> ExitCode {
    run(NAME, Call::parse, |call, _| {
        // Pages go into a folder.
        let mut out = Output::of(call.copy.as_deref().filter(|_| !matches!(call.act, Act::Html)));
        let status = call.run(&mut out)?;
        out.flush().map(|()| status)
    })
}

/// What the user asked for.
struct Call {
    act: Act,
    files: Vec<OsString>,
    style: Style<'static>,
    check: bool,
    data: Option<OsString>,
    meta: Option<OsString>,
    copy: Option<OsString>,
    scorecard: bool,
    wishes: Wishes,
    options: Options,
    progress: Progress,
}

enum Act {
    Table,
    Diagnostics,
    Html,
    Explain(OsString),
    Json,
    Export(Format),
    ExtractedText,
    Repair,
    Help,
    Version,
}

impl Call {
    /// `lang` follows what is parsed, so that a complaint about a later option is in the language of an earlier one.
    fn parse(mut parser: lexopt::Parser, lang: &mut Lang) -> Result<Self, Usage> {
        use lexopt::prelude::*;
        let mut colour = None;
        let mut call = Self {
            act: Act::Table,
            files: Vec::new(),
            style: Style::default(),
            check: false,
            data: None,
            meta: None,
            copy: None,
            scorecard: false,
            wishes: Wishes::default(),
            options: Options::default(),
            progress: Progress::default(),
        };
        while let Some(arg) = parser.next()? {
            match arg {
                Long("format") => call.act = act(&parser.value()?.string()?)?,
                Long("lang") => *lang = tongue(&parser.value()?.string()?)?,
                Long("color" | "colour") => colour = when(&parser.value()?.string()?)?,
                Long("all") => call.style = call.style.all(true),
                Long("data") => call.data = Some(parser.value()?),
                Long("meta") => call.meta = Some(parser.value()?),
                Long("check") => call.check = true,
                Long("repair") => call.act = Act::Repair,
                Short('o') | Long("output") => call.copy = Some(parser.value()?),
                Long("scorecard") => call.scorecard = true,
                Long("bom") => call.wishes.bom = true,
                Long("place") => call.wishes.place = Some(parser.value()?.string()?),
                Long("data-set") => call.wishes.data_set = Some(parser.value()?.string()?),
                Long("explain") => call.act = Act::Explain(parser.value()?),
                Long("extracted-text") => call.act = Act::ExtractedText,
                Short('h') | Long("help") => call.act = Act::Help,
                Short('V') | Long("version") => call.act = Act::Version,
                Value(file) => call.files.push(file),
                _ => return Err(arg.unexpected().into()),
            }
        }
        if call.files.is_empty() && !matches!(call.act, Act::Help | Act::Version | Act::Explain(_)) {
            return Err(Usage::NoFile);
        }
        call.check_output()?;
        let printed = call.copy.as_ref().is_none_or(|copy| copy == "-");
        let unwanted = || std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let terminal = || printed && io::stdout().is_terminal() && !unwanted();
        call.style = Style::new(*lang).all(call.style.all).colour(colour.unwrap_or_else(terminal));
        Ok(call)
    }

    /// Whether what is asked for can go where it is asked to go.
    fn check_output(&self) -> Result<(), Usage> {
        if matches!(self.act, Act::Help | Act::Version | Act::Explain(_)) {
            return Ok(());
        }
        if self
            .copy
            .as_ref()
            .is_some_and(|copy| self.files.iter().any(|file| same_file(copy, file) && file != "-"))
        {
            return Err(Usage::OwnCopy);
        }
        let format = if let Act::Export(format) = self.act { Some(format) } else { None };
        self.wishes.check(format)?;
        match self.act {
            Act::Html if self.copy.is_none() && self.files.len() > 1 => return Err(Usage::NoFolder),
            Act::Repair if self.files.len() > 1 => return Err(Usage::OneFile),
            Act::Export(format) => {
                each_once(&self.files)?;
                let screen = self.copy.as_ref().is_none_or(|copy| copy == "-") && io::stdout().is_terminal();
                if format.is_binary() && screen {
                    return Err(Usage::Terminal);
                }
            }
            _ => {}
        }
        if self.scorecard && !matches!(self.act, Act::Table | Act::Json) {
            return Err(Usage::Useless("--scorecard"));
        }
        Ok(())
    }

    fn run(&self, out: &mut dyn Write) -> io::Result<u8> {
        let lang = self.style.lang;
        match &self.act {
            Act::Explain(rule) => return self.explain(&rule.to_string_lossy(), out),
            Act::Help => {
                let help = lang
                    .pick(include_str!("../../help/report.zh.txt"), include_str!("../../help/report.en.txt"));
                return write!(out, "{help}").map(|()| 0);
            }
            Act::Version => return writeln!(out, "{NAME} {}", env!("CARGO_PKG_VERSION")).map(|()| 0),
            Act::Table
            | Act::Diagnostics
            | Act::Html
            | Act::Json
            | Act::Export(_)
            | Act::ExtractedText
            | Act::Repair => {}
        }
        let (data, meta) = (self.data.as_deref(), self.meta.as_deref());
        let source = match Source::new(self.options.clone(), data, meta, lang) {
            Ok(source) => source,
            Err(sentence) => return Ok(self.complain(&sentence)),
        };
        if let (Act::Html, Some(folder)) = (&self.act, &self.copy) {
            return self.pages(folder, &source, out);
        }
        if let Act::Export(format) = self.act {
            return self.export(format, &source, out);
        }
        let mut status = 0;
        let mut printed = false;
        self.progress.begin(self.files.len(), true);
        for file in &self.files {
            self.progress.at(&file.to_string_lossy());
            if matches!(self.act, Act::Table | Act::Diagnostics) {
                // A blank line parts two tables; a file without one leaves none behind.
                let mut table = Vec::new();
                status = status.max(self.one(file, &source, &mut table)?);
                if printed && !table.is_empty() {
                    writeln!(out)?;
                }
                printed |= !table.is_empty();
                out.write_all(&table)?;
            } else {
                status = status.max(self.one(file, &source, out)?);
            }
            out.flush()?;
            self.progress.done();
        }
        Ok(status)
    }

    /// Writes a page for each file into a folder, and the index over them, whose path is printed.
    fn pages(&self, folder: &OsStr, source: &Source, out: &mut dyn Write) -> io::Result<u8> {
        let mut pages = match Pages::create(folder, &self.files) {
            Ok(pages) => pages,
            Err(error) => return Ok(self.complain(&error.message(self.style.lang))),
        };
        let style = source.style(self.style);
        let mut status = 0;
        self.progress.begin(self.files.len(), false);
        for file in &self.files {
            let path = file.to_string_lossy();
            self.progress.at(&path);
            let bytes = read(file, self.options.text.limits.file_bytes);
            let size = bytes.as_ref().map_or(0, |bytes| bytes.len() as u64);
            let report = bytes.and_then(|bytes| source.read(&bytes, &path));
            status = status.max(self.status(&path, &report));
            match report {
                Ok(report) => {
                    if let Err(error) = pages.add(&report, &path, &style) {
                        status = self.complain(&error.message(self.style.lang));
                    }
                }
                Err(error) => pages.add_failed(&contract::Report::failed(&*path, size, (&error).into())),
            }
            self.progress.done();
        }
        match pages.finish(&style) {
            Ok(index) => writeln!(out, "{}", index.display())?,
            Err(error) => status = self.complain(&error.message(self.style.lang)),
        }
        Ok(status)
    }

    /// One file, from its bytes to what is printed; the exit status it asks for.
    fn one(&self, file: &OsStr, source: &Source, out: &mut dyn Write) -> io::Result<u8> {
        let path = file.to_string_lossy();
        let bytes = read(file, self.options.text.limits.file_bytes);
        let size = bytes.as_ref().map_or(0, |bytes| bytes.len() as u64);
        if matches!(self.act, Act::ExtractedText) {
            let document = bytes.and_then(|bytes| Ok(Document::read(&bytes, &self.options.text)?));
            return match document {
                Ok(document) => out.write_all(document.decoded().as_bytes()).map(|()| 0),
                Err(error) => Ok(self.failed(&path, &error)),
            };
        }
        if matches!(self.act, Act::Repair) {
            return match bytes.and_then(|bytes| source.read(&bytes, &path)) {
                Ok(report) => self.repair(&report, out),
                Err(error) => Ok(self.failed(&path, &error)),
            };
        }
        let report = bytes.and_then(|bytes| source.read(&bytes, &path));
        let status = self.status(&path, &report);
        let style = source.style(self.style);
        match (&self.act, report) {
            (Act::Json, Ok(report)) if self.scorecard => {
                let report = report.to_contract(&path);
                let card = Scorecard::of(&report, source.expected());
                writeln!(out, "{}", scorecard::to_json(&report, &card))?;
            }
            (Act::Json, Ok(report)) => writeln!(out, "{}", report.to_json(&path))?,
            (Act::Json, Err(error)) => {
                writeln!(out, "{}", contract::Report::failed(&*path, size, (&error).into()).to_json())?;
            }
            // Standard error has said already why there is nothing.
            (_, Err(_)) => {}
            (Act::Html, Ok(report)) => {
                page::write(&report, &path, &style, out)?;
            }
            (Act::Diagnostics, Ok(report)) => diagnostics::write(&report, &path, &style, out)?,
            (_, Ok(report)) => {
                let report = report.to_contract(&path);
                table::write(&report, &style, out)?;
                if self.scorecard {
                    scorecard::write(&Scorecard::of(&report, source.expected()), &style, out)?;
                }
            }
        }
        Ok(status)
    }

    /// All files into one; a report that could not be read is in it as far as the format has a place for that.
    fn export(&self, format: Format, source: &Source, out: &mut dyn Write) -> io::Result<u8> {
        let (mut status, mut all) = (0, Vec::new());
        self.progress.begin(self.files.len(), false);
        for file in &self.files {
            let path = file.to_string_lossy();
            self.progress.at(&path);
            let bytes = read(file, self.options.text.limits.file_bytes);
            let size = bytes.as_ref().map_or(0, |bytes| bytes.len() as u64);
            let (report, bytes) = match bytes {
                Ok(bytes) => (source.read(&bytes, &path), bytes),
                Err(error) => (Err(error), Vec::new()),
            };
            status = status.max(self.status(&path, &report));
            all.push(match report {
                Ok(report) => {
                    let text = report.document().container() == yigai::text::Container::Text;
                    let bytes = if text { bytes } else { report.document().decoded().as_bytes().to_vec() };
                    let bytes = format.wants_bytes().then_some(bytes);
                    Read { report: report.to_contract(&path), bytes }
                }
                Err(error) => {
                    Read { report: contract::Report::failed(&*path, size, (&error).into()), bytes: None }
                }
            });
            self.progress.done();
        }
        if all.iter().all(|read| read.report.document.error.is_some()) && format != Format::Sarif {
            // There is nothing to write, and a file without a row would look like a report without figures.
            return Ok(status);
        }
        let style = source.style(self.style);
        if let Some(sentence) = export(format, all, source.expected(), &style, &self.wishes, out)? {
            complain(NAME, &sentence);
        }
        Ok(status)
    }

    /// Prints what a rule of the audit does; `all` stands for every rule.
    fn explain(&self, rule: &str, out: &mut dyn Write) -> io::Result<u8> {
        let lang = self.style.lang;
        let rules = match explain::rule(rule) {
            Some(rule) => std::slice::from_ref(rule),
            None if rule == "all" => explain::rules(),
            None => {
                let known: Vec<_> = explain::rules().iter().map(|rule| rule.id.as_str()).collect();
                let message = lang.pick(
                    format!("没有规则“{rule}”；可用的有 all、{}", known.join("、")),
                    format!("there is no rule {rule:?}; write all or one of {}", known.join(", ")),
                );
                return Ok(self.complain(&message));
            }
        };
        let texts: Vec<_> = rules.iter().map(|rule| rule.to_text(lang)).collect();
        write!(out, "{}", texts.join("\n")).map(|()| 0)
    }

    /// Writes the copy with the repairs that are beyond reasonable doubt, listed before its first line.
    fn repair(&self, report: &Report, out: &mut dyn Write) -> io::Result<u8> {
        let copy = report.repaired().with_header(self.style.lang);
        out.write_all(copy.as_bytes()).map(|()| 0)
    }

    /// The exit status that a report asks for; a file that could not be read is complained about.
    fn status(&self, path: &str, report: &Result<Report, Error>) -> u8 {
        match report {
            Ok(report) if self.check && report.findings().iter().any(|f| f.verdict.is_alarm()) => ALARMS,
            Ok(_) => 0,
            Err(error) => self.failed(path, error),
        }
    }

    fn failed(&self, path: &str, error: &Error) -> u8 {
        self.complain(&format!("{path}: {}", error.message(self.style.lang)))
    }

    fn complain(&self, message: &str) -> u8 {
        self.progress.aside(|| complain(NAME, message));
        FAILED
    }
}

fn act(name: &str) -> Result<Act, Usage> {
    match name {
        "table" => Ok(Act::Table),
        "diagnostics" => Ok(Act::Diagnostics),
        "html" => Ok(Act::Html),
        "json" => Ok(Act::Json),
        _ => Format::named(name).map(Act::Export).ok_or_else(|| {
            Usage::bad(name, "table, diagnostics, html, json, csv, csv-wide, xlsx, sarif, dhis2, sdmx")
        }),
    }
}

fn tongue(name: &str) -> Result<Lang, Usage> {
    name.parse().map_err(|_| Usage::bad(name, "zh, en"))
}

fn when(name: &str) -> Result<Option<bool>, Usage> {
    match name {
        "always" => Ok(Some(true)),
        "never" => Ok(Some(false)),
        "auto" => Ok(None),
        _ => Err(Usage::bad(name, "auto, always, never")),
    }
}
