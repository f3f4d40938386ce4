//! Cleans reports and explains each change.

#![allow(clippy::string_slice, reason = "edits stand at characters of the text that they are of")]

use std::ffi::{OsStr, OsString};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use yigai::{Error, Lang};
use yigai_examples::{FAILED, Usage, complain, finish, lang_of, read};
use yigai_text::{Document, Lexicon, Options};

const NAME: &str = "clean";

fn main() -> ExitCode {
    let mut lang = lang_of(|name| std::env::var_os(name));
    let call = match Call::parse(lexopt::Parser::from_env(), &mut lang) {
        Ok(call) => call,
        Err(error) => {
            complain(NAME, &error.message(lang));
            return ExitCode::from(FAILED);
        }
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let result = call.run(&mut out).and_then(|status| out.flush().map(|()| status));
    finish(NAME, result, lang)
}

/// What the user asked for.
struct Call {
    act: Act,
    lang: Lang,
    files: Vec<OsString>,
    data: Option<OsString>,
}

enum Act {
    Clean,
    Diff,
    Edits,
    Body,
    Verify,
    Help,
    Version,
}

impl Call {
    fn parse(mut parser: lexopt::Parser, lang: &mut Lang) -> Result<Self, Usage> {
        use lexopt::prelude::*;
        let mut call = Self { act: Act::Clean, lang: *lang, files: Vec::new(), data: None };
        while let Some(arg) = parser.next()? {
            match arg {
                Long("diff") => call.act = Act::Diff,
                Long("edits") => call.act = Act::Edits,
                Long("body") => call.act = Act::Body,
                Long("verify") => call.act = Act::Verify,
                Long("data") => call.data = Some(parser.value()?),
                Long("lang") => {
                    let name = parser.value()?.string()?;
                    *lang = name.parse().map_err(|_| Usage::bad(&name, "zh, en"))?;
                }
                Short('h') | Long("help") => call.act = Act::Help,
                Short('V') | Long("version") => call.act = Act::Version,
                Value(file) => call.files.push(file),
                _ => return Err(arg.unexpected().into()),
            }
        }
        if call.files.is_empty() && !matches!(call.act, Act::Help | Act::Version) {
            return Err(Usage::NoFile);
        }
        call.lang = *lang;
        Ok(call)
    }

    fn run(&self, out: &mut dyn Write) -> io::Result<u8> {
        match self.act {
            Act::Help => {
                let help = self
                    .lang
                    .pick(include_str!("../../help/clean.zh.txt"), include_str!("../../help/clean.en.txt"));
                return write!(out, "{help}").map(|()| 0);
            }
            Act::Version => return writeln!(out, "{NAME} {}", env!("CARGO_PKG_VERSION")).map(|()| 0),
            _ => {}
        }
        let mut options = Options::default();
        if let Some(folder) = &self.data {
            match lexicon(folder) {
                Ok(lexicon) => options.lexicon = Arc::new(lexicon),
                Err(error) => {
                    complain(NAME, &format!("--data: {error}"));
                    return Ok(FAILED);
                }
            }
        }
        let mut status = 0;
        for file in &self.files {
            status = status.max(self.one(file, &options, out)?);
        }
        Ok(status)
    }

    fn one(&self, file: &OsStr, options: &Options, out: &mut dyn Write) -> io::Result<u8> {
        let path = file.to_string_lossy();
        let read = read(file, options.limits.file_bytes)
            .and_then(|bytes| Ok((Document::read(&bytes, options).map_err(Error::from)?, bytes)));
        let (document, bytes) = match read {
            Ok(read) => read,
            Err(error) => {
                complain(NAME, &format!("{path}: {}", error.message(self.lang)));
                return Ok(FAILED);
            }
        };
        match self.act {
            Act::Diff => diff(&document, self.lang, out)?,
            Act::Edits => edits(&document, self.lang, out)?,
            Act::Body => writeln!(out, "{}", body(&document))?,
            Act::Verify => return verify(&path, &document, &bytes, self.lang, out),
            _ => writeln!(out, "{}", document.clean())?,
        }
        Ok(0)
    }
}

/// The lists of a folder; a file that is not there is left as it is built in.
fn lexicon(folder: &OsStr) -> Result<Lexicon, String> {
    let file = |name: &str, builtin: &'static str| match std::fs::read_to_string(Path::new(folder).join(name))
    {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(builtin.to_owned()),
        Err(error) => Err(format!("{name}: {error}")),
    };
    let chrome = file("chrome.toml", Lexicon::CHROME)?;
    let washing = file("washing.toml", Lexicon::WASHING)?;
    let lexicon = Lexicon::from_toml(&chrome, &washing).map_err(|error| error.to_string())?;
    let lexicon = lexicon.with_terms(&file("terms.txt", Lexicon::TERMS)?);
    lexicon.with_cues(&file("cues.toml", Lexicon::CUES)?).map_err(|error| error.to_string())
}

/// One change after the other: where, why, and the line before and after with some of its neighbourhood.
fn diff(document: &Document, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    const AROUND: usize = 12;
    let text = document.decoded();
    let mut line = 1;
    let mut at = 0;
    for (index, edit) in document.edits().iter().enumerate() {
        let (before, after) = (&text[..edit.span.start()], &text[edit.span.end()..]);
        line += text[at..edit.span.start()].matches('\n').count();
        at = edit.span.start();
        let tail: String = before.chars().rev().take(AROUND).collect::<Vec<_>>().into_iter().rev().collect();
        let head: String = after.chars().take(AROUND).collect();
        let place = document.byte_map().file(edit.span);
        let reason = lang.pick(edit.rule.zh, edit.rule.en);
        let note = edit.note.as_deref().map(|note| format!(" ({note})")).unwrap_or_default();
        let (word, byte) = (lang.pick("第", "line "), lang.pick("行，字节 ", ", byte "));
        writeln!(
            out,
            "@ {word}{line}{byte}{}  {} [{}] {reason}{note}",
            place.start(),
            edit.rule.id,
            edit.certainty.name()
        )?;
        writeln!(out, "- {}[{}]{}", shown(&tail), shown(document.map().removed(index)), shown(&head))?;
        writeln!(out, "+ {}[{}]{}", shown(&tail), shown(&edit.replacement), shown(&head))?;
    }
    Ok(())
}

/// Line ends and tabs as signs, and long texts with their middle left out.
fn shown(text: &str) -> String {
    const LONG: usize = 60;
    let count = text.chars().count();
    let mut short: String = text.chars().take(LONG).collect();
    if count > LONG {
        short.push('…');
    }
    short.replace('\r', "␍").replace('\n', "⏎").replace('\t', "⇥").replace('\u{A0}', "⍽")
}

fn edits(document: &Document, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    for (index, edit) in document.edits().iter().enumerate() {
        let place = document.byte_map().file(edit.span);
        let line = serde_json::json!({
            "start": place.start(),
            "end": place.end(),
            "removed": document.map().removed(index),
            "replacement": edit.replacement,
            "rule": edit.rule.id,
            "kind": edit.rule.kind,
            "certainty": edit.certainty.name(),
            "reason": lang.pick(edit.rule.zh, edit.rule.en),
            "note": edit.note.as_deref(),
        });
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// The decoded text without what was cut as the page's own.
fn body(document: &Document) -> String {
    let mut text = String::new();
    let mut at = 0;
    for edit in document.edits().iter().filter(|edit| edit.rule.kind == "body") {
        text.push_str(&document.decoded()[at..edit.span.start()]);
        at = edit.span.end();
    }
    text.push_str(&document.decoded()[at..]);
    text.trim_matches(['\n', '\r', ' ', '\t', '\u{3000}']).to_owned()
}

fn verify(path: &str, document: &Document, bytes: &[u8], lang: Lang, out: &mut dyn Write) -> io::Result<u8> {
    let edits = document.edits().len();
    match document.verify(bytes) {
        Ok(()) => {
            let (ok, changes) = (lang.pick("成立", "ok"), lang.pick("处改动", "edits"));
            let (container, encoding) = (document.container().name(), document.encoding());
            writeln!(out, "{ok}  {path}  {container} {encoding}, {edits} {changes}")?;
            Ok(0)
        }
        Err(error) => {
            writeln!(out, "{}  {path}  {error}", lang.pick("不成立", "FAILED"))?;
            Ok(1)
        }
    }
}
