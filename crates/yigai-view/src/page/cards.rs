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

/// So many findings are laid out, alarms first, and so many numbers listed; the rest is counted. A page has to open.
pub(super) const MOST: usize = 2000;

/// So many operands of one finding.
const MOST_OPERANDS: usize = 40;

/// Where each finding is on the page, by its index in the report: alarms, then notes, then what holds, up to a limit.
pub(super) struct Order {
    /// Index of the finding and the number under which it is listed; 0 for one that holds.
    pub(super) listed: Vec<(usize, usize)>,
    pub(super) left: usize,
}

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
        let listed = order.into_iter().enumerate().take(MOST).map(number).collect();
        Self { listed, left: findings.len().saturating_sub(MOST) }
    }
}

/// One finding: verdict, sentence, formula, the numbers with the readings used, and what it may have been.
pub(super) fn card(facts: &Facts<'_>, index: usize, number: usize, finding: &Finding) -> Markup {
    let lang = facts.style.lang;
    let (sign, verdict, _) = names::verdict(finding.verdict);
    let rule = messages::rule(&finding.rule).map_or(finding.rule.as_str(), |rule| rule.to(lang));
    let target = finding.target.and_then(|target| facts.mention(target));
    let numbers = finding.target.iter().chain(&finding.operands);
    let ids: Vec<String> = numbers.clone().take(MOST_OPERANDS).map(usize::to_string).collect();
    let readings = finding.intervals.iter().map(Some).chain(std::iter::repeat(None));
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
                table {
                    @for ((place, &mention), reading) in numbers.take(MOST_OPERANDS).enumerate().zip(readings) {
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
                                td.where { (messages::IN_PARAGRAPH.fill(lang, [&of.paragraph.to_string()])) }
                            }
                        }
                    }
                }
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
