//! The findings beside the text: each with its calculation, so that it reads without a script.

use maud::{Markup, html};
use yigai::contract::{Finding, Verdict};
use yigai::quantity::Kind;

use super::state::State;
use super::words::Facts;
use crate::interval;
use crate::line::one_line;
use crate::messages;
use crate::names;

/// So many findings and so many numbers of a list are laid out at once and in full; the rest follows in closed parts of
/// that length, in short. A page has to open.
pub(super) const PART: usize = 2000;

/// So many operands of one finding.
const MOST_OPERANDS: usize = 40;

/// Where each finding is on the page, by its index in the report: alarms, then notes, then what holds.
pub(super) struct Order {
    /// Index of the finding and the number under which it is listed; 0 for one that holds.
    pub(super) listed: Vec<(usize, usize)>,
}

/// A finding with its index in the report and the number under which it is listed.
pub(super) type Listed<'a> = (usize, usize, &'a Finding);

impl Order {
    pub(super) fn new(findings: &[Finding]) -> Self {
        let rank = |finding: &Finding| match finding.verdict {
            Verdict::Consistent => 2,
            _ if finding.is_alarm() => 0,
            _ => 1,
        };
        let mut order: Vec<usize> = (0..findings.len()).collect();
        order.sort_by_key(|&index| findings.get(index).map_or(2, rank));
        let number = |(place, index): (usize, usize)| {
            (index, if findings.get(index).is_some_and(|finding| rank(finding) < 2) { place + 1 } else { 0 })
        };
        Self { listed: order.into_iter().enumerate().map(number).collect() }
    }
}

/// A list of findings: the first part open and each with its calculation, every further part closed and in short.
pub(super) fn cards(facts: &Facts<'_>, list: &[Listed<'_>], id: Option<&str>) -> Markup {
    let (first, rest) = list.split_at_checked(PART).unwrap_or((list, &[]));
    html! {
        ol.cards id=[id] { @for &(index, number, finding) in first { (card(facts, index, number, finding, true)) } }
        @for (part, begin) in rest.chunks(PART).zip((PART + 1..).step_by(PART)) {
            details {
                summary { (part_of(facts, begin, part.len(), list.len())) }
                ol.cards { @for &(index, number, finding) in part { (card(facts, index, number, finding, false)) } }
            }
        }
    }
}

/// Which of a long list a part holds: `2,001 to 4,000 of 31,206`.
pub(super) fn part_of(facts: &Facts<'_>, begin: usize, count: usize, all: usize) -> String {
    let [begin, end, all] = [begin, begin + count - 1, all].map(|n| names::grouped(&n.to_string()));
    messages::PART_OF.fill(facts.style.lang, [&begin, &end, &all])
}

/// One finding: verdict, sentence, formula, and what it may have been; in full also the numbers with the readings used,
/// which the script adds to the others when they are opened.
fn card(facts: &Facts<'_>, index: usize, number: usize, finding: &Finding, full: bool) -> Markup {
    let lang = facts.style.lang;
    let (sign, verdict, _) = names::verdict(finding.verdict);
    let rule = messages::rule(&finding.rule).map_or(finding.rule.as_str(), |rule| rule.to(lang));
    let target = finding.target.and_then(|target| facts.mention(target));
    let ids: Vec<String> = numbers(finding).take(MOST_OPERANDS).map(usize::to_string).collect();
    let programme = finding.target.or(finding.mentions.first().copied()).map_or(0, |at| facts.programme(at));
    html! {
        li.card.(State::of(finding.verdict).class()) id=(format!("f{index}")) data-m=(ids.join(" ")) data-p=(programme) {
            h3 {
                a href=(finding.target.map_or("#text".to_owned(), |target| format!("#m{target}"))) {
                    span.sign { (sign) @if number > 0 { (number) } } " " (verdict.to(lang)) " · " (rule)
                }
                span.where {
                    @match target {
                        Some(mention) => { (messages::IN_PARAGRAPH.fill(lang, [&mention.paragraph.to_string()])) }
                        None => { (messages::WHOLE_DOCUMENT.to(lang)) }
                    }
                }
            }
            p.says { (lang.pick(&finding.message.zh, &finding.message.en)) }
            @for repair in &finding.suggestions {
                p.fix {
                    b { (names::suggested(repair, target)) } " "
                    span.odds { (messages::ODDS.fill(lang, [&repair.odds])) } " "
                    (lang.pick(&repair.why_zh, &repair.why))
                }
            }
            div.calc {
                @if !finding.formula.is_empty() { p.formula { (finding.formula) } }
                @if full { (calculation(facts, finding)) }
                p.result {
                    @if let Some(computed) = &finding.computed {
                        (messages::COMPUTED.fill(lang, [&names::grouped(computed)]))
                    }
                    @if let Some(grade) = finding.grade { " " (names::grade(grade).to(lang)) }
                    @if finding.mentions.len() > MOST_OPERANDS {
                        " " (messages::MORE_NUMBERS.fill(lang, [&(finding.mentions.len() - MOST_OPERANDS).to_string()]))
                    }
                }
            }
        }
    }
}

/// What is judged, then what it was recomputed from.
fn numbers(finding: &Finding) -> impl Iterator<Item = &usize> {
    finding.target.iter().chain(&finding.operands)
}

/// The numbers of a calculation with the readings used.
fn calculation(facts: &Facts<'_>, finding: &Finding) -> Markup {
    let readings = finding.intervals.iter().map(Some).chain(std::iter::repeat(None));
    html! {
        table {
            @for ((place, &mention), reading) in numbers(finding).take(MOST_OPERANDS).enumerate().zip(readings) {
                @if let Some(of) = facts.mention(mention) {
                    tr {
                        td.letter { (letter(place, finding.target.is_some())) }
                        td { a href=(format!("#m{mention}")) { (one_line(&of.source.text)) } }
                        td { (facts.subject(mention)) }
                        td.reading {
                            @match reading {
                                Some(reading) => { (interval::text(reading)) }
                                None if of.kind == Kind::Quantity => { (facts.meaning(of)) }
                                None => {}
                            }
                        }
                        td.where { (messages::IN_PARAGRAPH.fill(facts.style.lang, [&of.paragraph.to_string()])) }
                    }
                }
            }
        }
    }
}

/// The sign of a number of a calculation: ● is the one that is judged, ① and on are what it was recomputed from.
fn letter(place: usize, judged: bool) -> String {
    match (place, judged) {
        (0, true) => "●".to_owned(),
        (place, judged) => {
            let number = if judged { place } else { place + 1 };
            let circled = u32::try_from(number).ok().filter(|number| (1..=20).contains(number));
            circled
                .and_then(|number| char::from_u32(0x245f + number))
                .map_or(format!("({number})"), String::from)
        }
    }
}

/// Whether a finding is listed apart from what asks for attention.
pub(super) fn holds(finding: &Finding) -> bool {
    finding.verdict == Verdict::Consistent
}
