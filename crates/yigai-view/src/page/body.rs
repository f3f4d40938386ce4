//! The text of a report as found, its numbers and cuts marked.

use std::borrow::Cow;
use std::io::{self, Write};

use maud::{Markup, html};
use yigai::Report;
use yigai::contract::{Finding, Verdict};
use yigai::quantity::Kind;
use yigai::span::Edit;

use super::cards::Order;
use super::segments::{Block, Blocks, Segment, is_cut};
use super::state::State;
use super::words::Facts;
use crate::messages;
use crate::names;

/// With more numbers than this they have no line of their own for readers without scripts: it would double the page.
const BRIEFS: usize = 5000;

/// What is put at a number.
struct Mark {
    state: State,
    /// The listed finding that it leads to, by its index in the report.
    finding: Option<usize>,
    /// The signs of the alarms and notes that judge it.
    signs: String,
}

pub(super) fn write(
    report: &Report,
    facts: &Facts<'_>,
    states: &[State],
    order: &Order,
    out: &mut dyn Write,
) -> io::Result<()> {
    let marks = marks(&facts.report.findings, states, order);
    let title = facts.report.document.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
    let mut blank = false;
    for block in Blocks::new(report) {
        if block.is_blank() {
            // Several blank lines are one gap.
            if !blank {
                out.write_all(b"<p class=\"gap\"></p>\n")?;
            }
            blank = true;
            continue;
        }
        blank = false;
        let text: String = if block.segments.len() < 9 {
            block.segments.iter().map(|s| s.text).collect()
        } else {
            String::new()
        };
        let class = match &block {
            block if block.is_cut() => "l cut",
            _ if title == Some(text.trim()) => "l title",
            block if block.continued => "l more",
            block if block.paragraph.is_some() && is_heading(&text) => "l heading",
            _ => "l",
        };
        let line = html! {
            p class=(class) data-n=[block.paragraph] { (segments(&block, facts, &marks)) }
        };
        writeln!(out, "{}", line.into_string())?;
    }
    Ok(())
}

/// A short line that begins with the number of a section and does not end as a sentence does.
fn is_heading(line: &str) -> bool {
    let line = line.trim();
    let numbered = line
        .split_once('、')
        .is_some_and(|(number, _)| number.chars().all(|c| "一二三四五六七八九十".contains(c)));
    (numbered || line.starts_with('（') || line.starts_with('第'))
        && line.chars().count() <= 30
        && !line.ends_with(['。', '；', '，', '：', ':', ',', ';'])
}

fn marks(findings: &[Finding], states: &[State], order: &Order) -> Vec<Mark> {
    let mut marks: Vec<Mark> =
        states.iter().map(|&state| Mark { state, finding: None, signs: String::new() }).collect();
    let listed =
        || order.listed.iter().filter_map(|&(index, number)| Some((index, number, findings.get(index)?)));
    for (index, number, finding) in listed() {
        if let Some(mark) = finding.target.and_then(|target| marks.get_mut(target)) {
            mark.finding = mark.finding.or(Some(index));
            if finding.verdict != Verdict::Consistent {
                let (sign, ..) = names::verdict(finding.verdict);
                mark.signs.push_str(&format!("{sign}{number}"));
            }
        }
    }
    for (index, _, finding) in listed() {
        for &operand in &finding.operands {
            if let Some(mark) = marks.get_mut(operand) {
                mark.finding = mark.finding.or(Some(index));
            }
        }
    }
    marks
}

fn segments(block: &Block<'_>, facts: &Facts<'_>, marks: &[Mark]) -> Markup {
    html! {
        @for segment in &block.segments {
            @match (segment.mention, segment.edit) {
                (Some(index), _) => { (number(segment, index, facts, marks)) }
                (None, Some(edit)) => { (edited(segment, edit, facts)) }
                (None, None) => { (shown(segment.text)) }
            }
        }
    }
}

fn number(segment: &Segment<'_>, index: usize, facts: &Facts<'_>, marks: &[Mark]) -> Markup {
    let (Some(mention), Some(mark)) = (facts.mention(index), marks.get(index)) else {
        return html! { (shown(segment.text)) };
    };
    // What is no quantity and in no finding is marked only when asked for.
    let plain =
        mention.kind != Kind::Quantity && mention.kind != Kind::Unreadable && mark.state == State::Unchecked;
    let class = if plain { "k" } else { mark.state.class() };
    let id = segment.first.then(|| format!("m{index}"));
    let again = (!segment.first).then_some(index);
    let brief = (segment.first && !plain && marks.len() <= BRIEFS).then(|| facts.brief(index, mention));
    let signs = Some(mark.signs.as_str()).filter(|signs| segment.first && !signs.is_empty());
    let text = shown(segment.text);
    match mark.finding {
        Some(finding) => html! {
            a class=(class) id=[id] data-m=[again] href=(format!("#f{finding}")) title=[brief] data-f=[signs] { (text) }
        },
        None => html! { b class=(class) id=[id] data-m=[again] title=[brief] { (text) } },
    }
}

fn edited(segment: &Segment<'_>, edit: &Edit, facts: &Facts<'_>) -> Markup {
    let lang = facts.style.lang;
    let why = lang.pick(edit.rule.zh, edit.rule.en);
    if is_cut(edit) {
        return html! { del title=(why) { (shown(segment.text)) } };
    }
    let read: String = edit.replacement.chars().take(40).collect();
    html! { ins title=(messages::READ_AS.fill(lang, [&read, why])) { (shown(segment.text)) } }
}

/// Text as a browser shows it: control characters by their pictures, since they are there and cannot be seen.
fn shown(text: &str) -> Cow<'_, str> {
    if !text.contains(|c: char| c.is_control() && c != '\t') {
        return Cow::Borrowed(text);
    }
    let picture = |c: char| match c {
        '\r' => None,
        '\t' | '\n' => Some(c),
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)),
        c if c.is_control() => Some('\u{fffd}'),
        c => Some(c),
    };
    Cow::Owned(text.chars().filter_map(picture).collect())
}
