//! Reads Chinese and Arabic numbers line by line, and writes them.
//!
//! ```text
//! numerals --parse [--json]     each line is one numeral
//! numerals --find  [--json]     each line is a text
//! numerals --format lower|financial|traditional|digits|rmb|percent [--json]
//! ```
//!
//! One line in, one line of JSON out, at once; with `--json` each input line is a JSON string. `--format` prints the
//! words alone, or with `--json` a JSON string. A line that cannot be read is answered with its error.

use std::io::{self, BufRead, Write};

use serde::Serialize;
use yigai_numeral::{Figure, Kind, Numeral, Reader};
use yigai_quantity::{Form, Mention, Reading, Scanner};

const HELP: &str = "\
Reads Chinese and Arabic numbers line by line, and writes them: one line in, one line of JSON out, at once.

  numerals --parse           each line is one numeral:
                             {\"value\",\"upper\",\"bound\",\"kind\",\"unit\",\"fraction\",\"alternatives\"} or {\"error\",\"at\"}
  numerals --find            each line is a text: {\"mentions\":[{\"start\",\"end\",\"text\",...}]}, byte offsets into the line
  numerals --format STYLE    a number in, Chinese out: lower, financial, traditional, digits, rmb or percent
  --json                     each input line is a JSON string, which can hold line breaks; --format answers in JSON too
  --help                     this page

  echo 四万零三百 | numerals --parse
";

const USAGE: &str =
    "usage: numerals --parse | --find | --format lower|financial|traditional|digits|rmb|percent  [--json]";

#[derive(Clone, Copy)]
enum Task {
    Parse,
    Find,
    Format(Style),
    Help,
}

#[derive(Clone, Copy)]
enum Style {
    Lower,
    Financial,
    Traditional,
    Digits,
    Rmb,
    Percent,
}

#[derive(Serialize, Default)]
struct Number {
    value: Option<String>,
    upper: Option<String>,
    bound: &'static str,
    kind: &'static str,
    unit: Option<String>,
    fraction: Option<String>,
    alternatives: Vec<String>,
}

#[derive(Serialize)]
struct Failure {
    error: String,
    at: usize,
}

#[derive(Serialize)]
struct Found<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    #[serde(flatten)]
    number: Number,
}

#[derive(Serialize)]
struct Mentions<'a> {
    mentions: Vec<Found<'a>>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let Some((task, json)) = arguments()? else { return Err(USAGE.into()) };
    if matches!(task, Task::Help) {
        return Ok(write!(io::stdout(), "{HELP}")?);
    }
    let reader = Reader::standard();
    let scanner = Scanner::default();
    let mut input = io::stdin().lock();
    let mut output = io::stdout().lock();
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        let answer = match text_of(&line, json) {
            Ok(text) => answer(task, json, &text, &reader, &scanner)?,
            Err(failure) => serde_json::to_string(&failure)?,
        };
        writeln!(output, "{answer}")?;
        output.flush()?;
    }
}

fn arguments() -> Result<Option<(Task, bool)>, lexopt::Error> {
    use lexopt::prelude::*;
    let mut parser = lexopt::Parser::from_env();
    let (mut task, mut json) = (None, false);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("parse") => task = Some(Task::Parse),
            Long("find") => task = Some(Task::Find),
            Long("json") => json = true,
            Long("format") => {
                let style = match parser.value()?.to_str() {
                    Some("lower") => Style::Lower,
                    Some("financial") => Style::Financial,
                    Some("traditional") => Style::Traditional,
                    Some("digits") => Style::Digits,
                    Some("rmb") => Style::Rmb,
                    Some("percent") => Style::Percent,
                    _ => return Ok(None),
                };
                task = Some(Task::Format(style));
            }
            Long("help") | Short('h') => return Ok(Some((Task::Help, json))),
            _ => return Ok(None),
        }
    }
    Ok(task.map(|task| (task, json)))
}

/// The text of a line without its end; with `--json` the string it holds.
fn text_of(line: &[u8], json: bool) -> Result<String, Failure> {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let text = std::str::from_utf8(line)
        .map_err(|error| Failure { error: "the line is not UTF-8".into(), at: error.valid_up_to() })?;
    if json {
        serde_json::from_str(text).map_err(|error| Failure {
            error: format!("the line is no JSON string: {error}"),
            at: error.column(),
        })
    } else {
        Ok(text.to_owned())
    }
}

fn answer(
    task: Task,
    json: bool,
    text: &str,
    reader: &Reader,
    scanner: &Scanner,
) -> serde_json::Result<String> {
    match task {
        Task::Parse => match parse(text, reader) {
            Ok(number) => serde_json::to_string(&number),
            Err(error) => serde_json::to_string(&failure(&error)),
        },
        Task::Find => {
            let mentions = scanner.find(text).into_iter().filter_map(|mention| {
                let text = mention.span.slice(text)?;
                Some(Found {
                    start: mention.span.start(),
                    end: mention.span.end(),
                    text,
                    number: describe(&mention),
                })
            });
            serde_json::to_string(&Mentions { mentions: mentions.collect() })
        }
        Task::Help => Ok(HELP.to_owned()),
        Task::Format(style) => match format(text, style) {
            Ok(words) if json => serde_json::to_string(&words),
            Ok(words) => Ok(words),
            Err(error) => serde_json::to_string(&failure(&error)),
        },
    }
}

fn failure(error: &yigai_numeral::Error) -> Failure {
    let words = error.to_string();
    let words = words.split_once(": ").map_or(words.as_str(), |(_, words)| words);
    Failure { error: words.to_owned(), at: error.at }
}

/// One numeral; what has units across it (money, dates) is read as a quantity.
fn parse(text: &str, reader: &Reader) -> Result<Number, yigai_numeral::Error> {
    let error = match reader.parse(text) {
        Ok(numeral) => return Ok(of_numeral(&numeral)),
        Err(error) => error,
    };
    if error.kind == yigai_numeral::ErrorKind::Name {
        return Ok(Number { bound: "exact", kind: Kind::Name.name(), ..Number::default() });
    }
    match yigai_quantity::parse(text) {
        // 2014年13月: what follows the year cannot be; of 五百百 the first error says more.
        Some(mention)
            if mention.reading == Reading::Unreadable && error.kind == yigai_numeral::ErrorKind::Trailing =>
        {
            Err(yigai_numeral::Error {
                expected: "a date or number that can exist",
                at: mention.span.start(),
                ..error
            })
        }
        // 1.2.3 is a version in a text, and no number.
        Some(mention)
            if mention.reading == Reading::Reference && error.kind == yigai_numeral::ErrorKind::Malformed =>
        {
            Err(error)
        }
        Some(mention) if !matches!(mention.reading, Reading::Name | Reading::Unreadable) => {
            Ok(describe(&mention))
        }
        _ => Err(error),
    }
}

fn of_numeral(numeral: &Numeral) -> Number {
    let ratio = numeral.fraction.map(|(n, d)| format!("{n}/{d}"));
    let plain = matches!(numeral.kind, Kind::Fraction | Kind::Ratio);
    Number {
        value: Some(numeral.value.to_string()),
        upper: numeral.upper.map(|upper| upper.to_string()),
        bound: numeral.bound.name(),
        kind: numeral.kind.name(),
        unit: numeral.kind.unit().map(str::to_owned),
        fraction: ratio.filter(|_| plain),
        alternatives: numeral.alternative.iter().map(ToString::to_string).collect(),
    }
}

fn describe(mention: &Mention) -> Number {
    let plain = |kind: &'static str| Number { bound: "exact", kind, ..Number::default() };
    match &mention.reading {
        Reading::Quantity(quantity) => {
            let unit = quantity.unit.as_ref().map(|unit| unit.name().to_owned());
            let money = quantity.is(yigai_quantity::Dimension::Money);
            let (mut value, mut upper) = (quantity.value, quantity.upper);
            let mut fraction = None;
            let kind = match quantity.form {
                Form::Percent => "percent",
                Form::Permille => "permille",
                Form::Permyriad => "permyriad",
                Form::Points => "points",
                Form::Fraction(n, d) => {
                    fraction = Some(format!("{n}/{d}"));
                    "fraction"
                }
                Form::Ratio(n, d) => {
                    fraction = Some(format!("{n}/{d}"));
                    "ratio"
                }
                Form::Multiple => "multiple",
                Form::Increase => {
                    // What is added, plus the base itself.
                    value = value.saturating_add(1.into());
                    upper = upper.map(|upper| upper.saturating_add(1.into()));
                    "multiple"
                }
                _ if quantity.upper.is_some() => "range",
                _ if money => "money",
                _ if value.fract().is_zero() => "integer",
                _ => "decimal",
            };
            Number {
                value: Some(value.normalize().to_string()),
                upper: upper.map(|upper| upper.normalize().to_string()),
                bound: quantity.bound.name(),
                kind,
                unit,
                fraction,
                alternatives: Vec::new(),
            }
        }
        Reading::Date(date) => Number { value: date.iso(), ..plain("date") },
        Reading::Ordinal(value) => Number { value: Some(value.to_string()), ..plain("ordinal") },
        Reading::Reference => plain("reference"),
        Reading::Name => plain("name"),
        Reading::Unreadable => plain("unreadable"),
    }
}

fn format(text: &str, style: Style) -> Result<String, yigai_numeral::Error> {
    let percent = text.trim().trim_end_matches(['%', '％']);
    let figure: Figure = if matches!(style, Style::Percent) { percent.parse()? } else { text.parse()? };
    match style {
        Style::Lower => figure.lower(),
        Style::Financial => figure.financial(),
        Style::Traditional => figure.traditional(),
        Style::Digits => Ok(figure.digits()),
        Style::Rmb => figure.rmb(),
        Style::Percent => figure.percent(),
    }
}
