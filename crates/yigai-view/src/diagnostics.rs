//! Findings over the text of the report, as a compiler shows them: the clause, the number that is judged, the numbers it
//! was recomputed from, the formula and the repair.
//!
//! Only the clauses around the numbers are printed, so that a file of fifty megabytes on one line stays readable.

use std::fmt;
use std::io::{self, Write};
use std::ops::Range;

use ariadne::{Cache, Color, Config, IndexType, Label, LabelAttach, ReportKind, Source};
use yigai::Report;
use yigai::contract::{self, Finding, Interval, Verdict};

use crate::excerpt::{Excerpt, excerpt};
use crate::interval;
use crate::line::one_line;
use crate::messages;
use crate::names;
use crate::numbered::{counts, numbered};
use crate::place::{Place, places};
use crate::style::Style;

/// So many numbers of one formula are pointed at; a list of hundreds is no picture.
const MOST: usize = 12;

/// Begins the name of an excerpt until the place in the file is put there.
const NAME: char = '\u{e000}';

/// Writes the alarms and notes of a report under the name of its file, then their counts; with [`Style::all`] the
/// recomputations that hold, too.
///
/// # Errors
///
/// What `out` returns, such as a broken pipe.
///
/// ```
/// use yigai::{Options, Report};
/// use yigai_view::{Style, diagnostics};
///
/// let text = "全县甲级村卫生室31所、乙级66所，共计98所。";
/// let report = Report::read(text.as_bytes(), &Options::default())?;
/// let mut out = Vec::new();
/// diagnostics::write(&report, "a.txt", &Style::default(), &mut out).unwrap();
/// let out = String::from_utf8(out).unwrap();
/// assert!(out.starts_with("inconsistent[sum]: "), "{out}");
/// assert!(out.contains("a.txt:1:21"), "{out}");
/// # Ok::<(), yigai::Error>(())
/// ```
pub fn write(report: &Report, path: &str, style: &Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    let contract = report.to_contract(path);
    let page = Page { text: report.document().decoded(), places: places(report), contract: &contract, style };
    let holds = contract.findings.iter().filter(|f| style.all && f.verdict == Verdict::Consistent);
    for finding in numbered(&contract).map(|(_, finding)| finding).chain(holds) {
        page.finding(finding, out)?;
        writeln!(out)?;
    }
    let counts = counts(&contract).map(|count| count.to_string());
    let summary = messages::SUMMARY.fill(style.lang, counts.each_ref().map(String::as_str));
    writeln!(out, "{}: {summary}", one_line(path))
}

struct Page<'a> {
    text: &'a str,
    places: Vec<Place>,
    contract: &'a contract::Report,
    style: &'a Style<'a>,
}

/// A number of a finding and what is said at it.
struct Mark {
    mention: usize,
    place: Place,
    judged: bool,
    words: String,
}

impl Page<'_> {
    fn finding(&self, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
        let lang = self.style.lang;
        let (_, verdict, paint) = names::verdict(finding.verdict);
        let head = self.style.paint(paint, &format!("{}[{}]", verdict.to(lang), one_line(&finding.rule)));
        writeln!(out, "{head}: {}", one_line(lang.pick(&finding.message.zh, &finding.message.en)))?;
        let marks = self.marks(finding);
        if !marks.is_empty() {
            out.write_all(self.picture(&marks, finding.verdict).as_bytes())?;
        }
        let mut notes = Vec::new();
        if !finding.formula.is_empty() {
            notes.push(messages::FORMULA.fill(lang, [&one_line(&finding.formula)]));
        }
        let left = finding.mentions.len().saturating_sub(MOST);
        if left > 0 {
            notes.push(messages::MORE_NUMBERS.fill(lang, [&left.to_string()]));
        }
        for repair in &finding.suggestions {
            let target = finding.target.and_then(|target| self.contract.mentions.get(target));
            let value = one_line(&names::suggested(repair, target));
            let why = one_line(lang.pick(&repair.why_zh, &repair.why));
            notes.push(messages::HELP.fill(lang, [&value, &repair.odds, &why]));
        }
        notes.into_iter().try_for_each(|note| writeln!(out, "  = {note}"))
    }

    /// The numbers of a finding in text order.
    fn marks(&self, finding: &Finding) -> Vec<Mark> {
        let judged = finding.target.into_iter().map(|index| (index, true));
        let operands = finding.operands.iter().map(|&index| (index, false));
        let readings = finding.intervals.iter().map(Some).chain(std::iter::repeat(None));
        let mut marks: Vec<Mark> = judged
            .chain(operands)
            .zip(readings)
            .take(MOST)
            .filter_map(|((index, judged), reading)| {
                let place = *self.places.get(index)?;
                let words = self.words(finding, index, judged, reading)?;
                Some(Mark { mention: index, place, judged, words })
            })
            .collect();
        marks.sort_by_key(|mark| (mark.place.span.start(), !mark.judged));
        marks.dedup_by_key(|mark| mark.place.span.start());
        marks
    }

    fn words(
        &self,
        finding: &Finding,
        index: usize,
        judged: bool,
        reading: Option<&Interval>,
    ) -> Option<String> {
        let lang = self.style.lang;
        let mention = self.contract.mentions.get(index)?;
        let mut value = match mention.value {
            Some(_) => names::value(mention, lang),
            None => one_line(&mention.source.text),
        };
        if let Some(wide) = reading.filter(|reading| reading.0 != reading.1) {
            value.push_str(" ∈ ");
            value.push_str(&interval::text(wide));
        }
        Some(match (judged, &finding.computed) {
            (true, Some(computed)) => {
                messages::STATED_COMPUTED.fill(lang, [&value, &names::grouped(computed)])
            }
            (true, None) => messages::STATED.fill(lang, [&value]),
            (false, _) => value,
        })
    }

    /// The clauses with their labels, drawn by `ariadne`.
    fn picture(&self, marks: &[Mark], verdict: Verdict) -> String {
        let mut lines: Vec<Vec<&Mark>> = Vec::new();
        for mark in marks {
            match lines.last_mut() {
                Some(line) if line.last().is_some_and(|last| last.place.line == mark.place.line) => {
                    line.push(mark)
                }
                _ => lines.push(vec![mark]),
            }
        }
        let colour = match verdict {
            Verdict::Inconsistent | Verdict::Corrupt => Color::Red,
            Verdict::NearMiss | Verdict::Undecidable => Color::Yellow,
            Verdict::Consistent => Color::Green,
        };
        // Places are counted in characters: `ariadne` 0.6 takes a character for a byte in every excerpt but the first.
        let config = Config::new()
            .with_color(self.style.colour)
            .with_index_type(IndexType::Char)
            .with_label_attach(LabelAttach::Start);
        let mut report = ariadne::Report::build(ReportKind::Error, (0, 0..0)).with_config(config);
        let mut sources = Sources(Vec::new());
        for (index, line) in lines.iter().enumerate() {
            let spans: Vec<_> = line.iter().map(|mark| mark.place.span).collect();
            let Excerpt { text, marks } = excerpt(self.text, &spans);
            let number = line.first().map_or(1, |mark| mark.place.line);
            // The margin is as wide as the number of the excerpt's line in its source: empty lines before it make the
            // two one number, as far as four digits.
            let empty = (number - 1).min(9999);
            sources
                .0
                .push(Source::from("\n".repeat(empty) + &text).with_display_line_offset(number - 1 - empty));
            for (mark, Range { start, end }) in line.iter().zip(marks) {
                let label = Label::new((index, start + empty..end + empty)).with_message(&mark.words);
                report.add_label(label.with_color(if mark.judged { colour } else { Color::Cyan }));
            }
        }
        let mut picture = Vec::new();
        // Writing into memory does not fail.
        let _ = report.finish().write(sources, &mut picture);
        let picture = String::from_utf8(picture).unwrap_or_default();
        // Its head is English; ours stands there already.
        let body = picture.split_once('\n').map_or("", |(_, body)| body);
        let body = body.lines().map(|line| line.trim_end().to_owned() + "\n").collect::<String>();
        self.placed(&body, &lines)
    }

    /// Puts the place in the file where `ariadne` names an excerpt and counts its columns.
    fn placed(&self, picture: &str, lines: &[Vec<&Mark>]) -> String {
        let mut pieces = picture.split(NAME);
        let mut out = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let rest = piece.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':' || c == '?');
            let index = piece.split(':').next().and_then(|index| index.parse::<usize>().ok());
            let line = index.and_then(|index| lines.get(index));
            let mark = line.and_then(|line| line.iter().find(|mark| mark.judged).or(line.first()));
            if let Some(mark) = mark {
                out.push_str(&self.place(mark));
            }
            out.push_str(rest);
        }
        out
    }

    fn place(&self, mark: &Mark) -> String {
        let path = one_line(&self.contract.document.path);
        let Place { line, column, .. } = mark.place;
        match self.contract.mentions.get(mark.mention) {
            Some(mention) => {
                let [paragraph, start, end] =
                    [mention.paragraph, mention.source.start, mention.source.end].map(|n| n.to_string());
                let place = messages::PLACE.fill(self.style.lang, [&paragraph, &start, &end]);
                format!("{path}:{line}:{column} · {place}")
            }
            None => format!("{path}:{line}:{column}"),
        }
    }
}

/// The excerpts of one finding, by number.
struct Sources(Vec<Source<String>>);

impl Cache<usize> for Sources {
    type Storage = String;

    fn fetch(&mut self, id: &usize) -> Result<&Source<String>, impl fmt::Debug> {
        self.0.get(*id).ok_or("no such excerpt")
    }

    fn display<'a>(&self, id: &'a usize) -> Option<impl fmt::Display + 'a> {
        Some(format!("{NAME}{id}"))
    }
}
