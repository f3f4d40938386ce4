//! The list of findings under the tables.

use std::io::{self, Write};

use yigai::contract::{Finding, Report, Verdict};

use crate::line::one_line;
use crate::messages;
use crate::names;
use crate::numbered::{counts, numbered};
use crate::style::{Paint, Style};

/// For each mention the signs of its findings: `✗2` where finding 2 judges it, `✓` where it took part in a
/// recomputation that holds, nothing where no check covers it.
pub(crate) fn marks(report: &Report) -> Vec<String> {
    let mut marks = vec![String::new(); report.mentions.len()];
    for (number, finding) in numbered(report) {
        if let Some(mark) = finding.target.and_then(|target| marks.get_mut(target)) {
            let (sign, ..) = names::verdict(finding.verdict);
            let gap = if mark.is_empty() { "" } else { " " };
            mark.push_str(&format!("{gap}{sign}{number}"));
        }
    }
    for finding in report.findings.iter().filter(|finding| finding.verdict == Verdict::Consistent) {
        for &index in &finding.mentions {
            if let Some(mark) = marks.get_mut(index).filter(|mark| mark.is_empty()) {
                mark.push('✓');
            }
        }
    }
    marks
}

pub(crate) fn write(report: &Report, style: &Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    let lang = style.lang;
    let holds = report.findings.iter().filter(|finding| finding.verdict == Verdict::Consistent);
    let counts = counts(report).map(|count| count.to_string());
    let summary = messages::SUMMARY.fill(lang, counts.each_ref().map(String::as_str));
    writeln!(out, "\n{}{summary}", style.paint(Paint::Bold, messages::FINDINGS.to(lang)))?;
    for (number, finding) in numbered(report) {
        one(report, finding, &number.to_string(), style, out)?;
    }
    if style.all {
        for finding in holds {
            one(report, finding, "", style, out)?;
        }
    }
    Ok(())
}

fn one(
    report: &Report,
    finding: &Finding,
    number: &str,
    style: &Style<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let lang = style.lang;
    let (sign, verdict, paint) = names::verdict(finding.verdict);
    let rule = messages::rule(&finding.rule)
        .map_or_else(|| one_line(&finding.rule), |text| text.to(lang).to_owned());
    let target = finding.target.and_then(|target| report.mentions.get(target));
    let place = match target {
        Some(mention) => {
            let source = &mention.source;
            let [paragraph, start, end] =
                [mention.paragraph, source.start, source.end].map(|n| n.to_string());
            format!("{}  {}", one_line(&source.text), messages::PLACE.fill(lang, [&paragraph, &start, &end]))
        }
        None => messages::WHOLE_DOCUMENT.to(lang).to_owned(),
    };
    let verdict = style.paint(paint, &format!("{sign}{number} {}", verdict.to(lang)));
    writeln!(out, "  {verdict} · {rule} · {place}")?;
    writeln!(out, "     {}", one_line(lang.pick(&finding.message.zh, &finding.message.en)))?;
    if !finding.formula.is_empty() {
        writeln!(out, "     {}", one_line(&finding.formula))?;
    }
    for repair in &finding.suggestions {
        let value =
            [Some(repair.value.as_str()), repair.unit.as_deref()].into_iter().flatten().collect::<Vec<_>>();
        writeln!(
            out,
            "     {}",
            messages::SUGGESTION.fill(
                lang,
                [
                    &one_line(&value.join(" ")),
                    &one_line(&repair.odds),
                    &one_line(lang.pick(&repair.why_zh, &repair.why))
                ]
            )
        )?;
    }
    Ok(())
}
