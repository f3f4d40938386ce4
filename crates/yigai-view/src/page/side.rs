//! What stands beside the text: filters, findings, figures without a check, what was cleaned, and the legend.

use std::collections::BTreeMap;

use maud::{Markup, html};
use yigai::Report;
use yigai::quantity::Kind;

use super::cards::{Listed, Order, PART, cards, holds, part_of};
use super::state::State;
use super::summary::Summary;
use super::words::Facts;
use crate::line::one_line;
use crate::messages::{self, Text};
use crate::names;

/// The states in the order of their weight, with their words.
const STATES: [(State, Text); 6] = [
    (State::Broken, messages::CORRUPT),
    (State::Wrong, messages::INCONSISTENT),
    (State::Near, messages::NEAR_MISS),
    (State::Open, messages::UNDECIDABLE),
    (State::Holds, messages::CONSISTENT),
    (State::Unchecked, messages::UNCHECKED),
];

pub(super) fn aside(
    report: &Report,
    facts: &Facts<'_>,
    states: &[State],
    order: &Order,
    summary: &Summary,
) -> Markup {
    let lang = facts.style.lang;
    let findings = &facts.report.findings;
    let listed =
        order.listed.iter().filter_map(|&(index, number)| Some((index, number, findings.get(index)?)));
    let (held, open): (Vec<Listed<'_>>, Vec<_>) = listed.partition(|(_, _, finding)| holds(finding));
    html! {
        aside {
            (filters(facts))
            h2 { (messages::FINDINGS.to(lang).trim_end_matches([':', '：', ' '])) }
            @if summary.alarms() + summary.notes() == 0 { p.none { (messages::NO_ALARMS.to(lang)) } }
            (cards(facts, &open, Some("findings")))
            @if summary.holds() > 0 {
                details #holds {
                    summary { (messages::HOLDS.to(lang)) " (" (grouped(summary.holds())) ")" }
                    (cards(facts, &held, None))
                }
            }
            (unchecked(facts, states, summary))
            (cleaning(report, facts))
            (legend(facts))
        }
    }
}

fn filters(facts: &Facts<'_>) -> Markup {
    let lang = facts.style.lang;
    let mut used: Vec<usize> = (0..facts.report.mentions.len()).map(|index| facts.programme(index)).collect();
    used.sort_unstable();
    used.dedup();
    let programmes = facts.style.catalogue.programmes();
    html! {
        div.tools {
            label {
                (messages::PROGRAMME.to(lang)) " "
                select #programme {
                    option value="" { (messages::ALL_PROGRAMMES.to(lang)) }
                    @for (place, programme) in (1..).zip(programmes).filter(|(place, _)| used.contains(place)) {
                        option value=(place) { (lang.pick(programme.name(), programme.english())) }
                    }
                    option value="0" { (messages::NO_PROGRAMME.to(lang)) }
                }
            }
            fieldset {
                legend { (messages::SHOW.to(lang)) }
                @for (state, word) in STATES {
                    label { input type="checkbox" name="state" value=(state.class()) checked; " " b.(state.class()) { (word.to(lang)) } }
                }
                label { input #numerals type="checkbox"; " " (messages::ALL_NUMERALS.to(lang)) }
            }
            p #shown role="status" aria-live="polite" {}
        }
    }
}

fn unchecked(facts: &Facts<'_>, states: &[State], summary: &Summary) -> Markup {
    let lang = facts.style.lang;
    let figures: Vec<_> = facts
        .report
        .mentions
        .iter()
        .enumerate()
        .filter(|&(index, mention)| {
            mention.kind == Kind::Quantity && states.get(index) == Some(&State::Unchecked)
        })
        .collect();
    let counts = [grouped(figures.len()), grouped(summary.figures())];
    let (first, rest) = figures.split_at_checked(PART).unwrap_or((&figures, &[]));
    html! {
        @if !figures.is_empty() {
            details #unchecked {
                summary { (messages::UNCHECKED_FIGURES.fill(lang, counts.each_ref().map(String::as_str))) }
                ul.figures {
                    @for &(index, mention) in first {
                        li data-p=(facts.programme(index)) {
                            a href=(format!("#m{index}")) { (one_line(&mention.source.text)) }
                            span { (facts.subject(index)) }
                            span.where { (messages::IN_PARAGRAPH.fill(lang, [&mention.paragraph.to_string()])) }
                        }
                    }
                }
                @for (part, begin) in rest.chunks(PART).zip((PART + 1..).step_by(PART)) {
                    details {
                        summary { (part_of(facts, begin, part.len(), figures.len())) }
                        ul.figures.short {
                            @for &(index, mention) in part {
                                li data-p=(facts.programme(index)) {
                                    a href=(format!("#m{index}")) { (one_line(&mention.source.text)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// How often each rule cleaned, by its reason.
fn cleaning(report: &Report, facts: &Facts<'_>) -> Markup {
    let lang = facts.style.lang;
    let edits = report.document().edits();
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for edit in edits {
        *reasons.entry(lang.pick(edit.rule.zh, edit.rule.en)).or_default() += 1;
    }
    html! {
        @if !edits.is_empty() {
            details #cleaning {
                summary { (messages::CLEANING.fill(lang, [&grouped(edits.len())])) }
                ul.reasons { @for (reason, count) in reasons { li { (reason) " × " (count) } } }
            }
        }
    }
}

fn legend(facts: &Facts<'_>) -> Markup {
    let lang = facts.style.lang;
    let keys = [
        ("j", "k", messages::KEY_FINDING),
        ("n", "p", messages::KEY_NUMBER),
        ("Enter", "", messages::KEY_OPEN),
        ("Esc", "", messages::KEY_CLOSE),
    ];
    html! {
        details #legend open {
            summary { (messages::LEGEND.to(lang)) }
            ul.legend {
                @for (state, word) in STATES { li { b.(state.class()) { "123" } " " (word.to(lang)) } }
                li { del { "123" } " " (messages::CUT.to(lang)) }
                li { ins { "123" } " " (messages::REREAD.to(lang)) }
            }
            dl.keys {
                @for (next, previous, word) in keys {
                    dt { kbd { (next) } @if !previous.is_empty() { " " kbd { (previous) } } }
                    dd { (word.to(lang)) }
                }
            }
        }
    }
}

fn grouped(count: usize) -> String {
    names::grouped(&count.to_string())
}
