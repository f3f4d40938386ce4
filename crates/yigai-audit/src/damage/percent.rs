//! Rates that lost their percent sign: 参合率达93.47.
//!
//! What names the number decides: the label of its observation, the catalogue's unit, or the word right before it (率, 比例).
//! A sign that stands at the end of a list (61.5、27.3和11.2%) or of a comparison (由55提高到70%) is shared, not lost; where
//! another number of the list has its own sign, this one lost it.

use std::collections::BTreeSet;

use yigai_extract::{Link, Observation};
use yigai_model::{Catalogue, Role};
use yigai_quantity::{Dimension, Mention};
use yigai_span::Span;

use super::form::finding;
use crate::book::{Book, Class};
use crate::check::{Check, Values, judge};
use crate::compose;
use crate::figure::Figure;
use crate::finding::{Finding, Message, Suggestion, Text, Verdict};
use crate::message::Kind;
use crate::rational::Rational;

/// Words between the name of a rate and its number.
const FILLERS: [&str; 22] = [
    "达到",
    "到达",
    "达",
    "稳定",
    "保持",
    "控制",
    "均",
    "分别",
    "为",
    "是",
    "在",
    "约",
    "仅",
    "已",
    "至",
    "到",
    "提高",
    "上升",
    "下降",
    "超过",
    "不低于",
    "不超过",
];

pub(super) fn findings(book: &Book<'_>) -> Vec<Finding> {
    let points = beside_points(book);
    let mut lost = BTreeSet::new();
    let mut findings = Vec::new();
    for observation in book.input.observations {
        let index = observation.mention;
        if is_lost(book, observation, &points, &lost) == Some(true) {
            lost.insert(index);
            findings.push(said(book, index));
        }
    }
    findings
}

/// The numbers that lost their sign.
pub(crate) fn lost(findings: &[Finding]) -> BTreeSet<usize> {
    findings
        .iter()
        .filter(|finding| finding.message.key == LOST)
        .filter_map(|finding| finding.target)
        .collect()
}

/// The numbers of the lists that a lost sign stands in: which share is whose is not certain there.
pub(crate) fn lists(book: &Book<'_>, findings: &[Finding]) -> BTreeSet<usize> {
    let mut members = BTreeSet::new();
    for mut at in lost(findings) {
        while let Some(before) = at.checked_sub(1)
            && let (Some(first), Some(second)) =
                (book.input.mentions.get(before), book.input.mentions.get(at))
            && is_list(book, first.span.end(), second)
        {
            members.insert(before);
            at = before;
        }
    }
    members
}

const LOST: &str = "corrupt.lost_percent";

/// A bare decimal that is a rate because it is what two figures beside it make.
pub(crate) fn shown_by(book: &Book<'_>, check: &Check) -> Finding {
    let outcome = judge(check, &Values::stated(&book.figures));
    let shown = compose::finding(book, check, &outcome, Kind::Consistent, None);
    let mut lost = said(book, check.target);
    (lost.operands, lost.mentions) = (shown.operands, shown.mentions);
    if let Some(suggestion) = lost.suggestions.first_mut() {
        suggestion.why = Text {
            zh: format!("比率后缺少百分号,且{}", shown.formula),
            en: format!("a rate without its percent sign, for {}", shown.formula),
        };
    }
    lost
}

fn said(book: &Book<'_>, index: usize) -> Finding {
    let stated = book.token(index);
    let message = Message {
        key: LOST,
        zh: format!("{stated}是比率,原文缺少“%”。"),
        en: format!("{stated} is a rate; its percent sign is missing."),
    };
    let why =
        Text { zh: "比率后缺少百分号".to_owned(), en: "a rate without its percent sign".to_owned() };
    let (value, unit) = (compose::stated(book, index), Some("%".to_owned()));
    let suggestion = Suggestion { value, unit, odds: "0.97".to_owned(), why };
    finding(book, index, Verdict::Corrupt, vec![suggestion], message)
}

fn is_lost(
    book: &Book<'_>,
    observation: &Observation,
    points: &BTreeSet<usize>,
    lost: &BTreeSet<usize>,
) -> Option<bool> {
    let index = observation.mention;
    let (mention, figure) = (book.input.mentions.get(index)?, book.figure(index)?);
    let quantity = mention.quantity()?;
    let bare = quantity.unit.is_none();
    let implied = quantity.unit_inferred && quantity.is(Dimension::Percent);
    if !bare && !implied {
        return None;
    }
    let plain = quantity.stated.scale == rust_decimal::Decimal::ONE && quantity.per.is_empty();
    // A rate of nothing needs no sign, and 下转与上转之比 is no percentage.
    let before = Span::new(0, mention.span.start()).slice(book.input.text).unwrap_or_default();
    if figure.value == Rational::ZERO
        || FILLERS.iter().fold(before, |text, filler| text.trim_end_matches(filler)).ends_with("之比")
    {
        return None;
    }
    if !plain || figure.value > Rational::whole(400) || is_proportion(book, mention) || is_per(book, mention)
    {
        return None;
    }
    let before = index.checked_sub(1).and_then(|before| Some((before, book.input.mentions.get(before)?)));
    let beside = before.is_some_and(|(at, before)| {
        (is_signed(before) || lost.contains(&at)) && is_list(book, before.span.end(), mention)
    });
    if beside {
        return Some(!is_article(figure));
    }
    let named = names_a_rate(observation, figure) || follows_a_rate(book, mention) || points.contains(&index);
    Some((implied || bare && named) && !shares_sign(book, index, mention))
}

/// 3:5:2 are parts of each other.
fn is_proportion(book: &Book<'_>, mention: &Mention) -> bool {
    let colon = |c: char| matches!(c, ':' | '：' | '∶');
    let behind = book.input.text.get(mention.span.end()..).unwrap_or_default();
    let before = book.input.text.get(..mention.span.start()).unwrap_or_default();
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
    let ahead = behind.strip_prefix(colon).is_some_and(|rest| digit(rest.chars().next()));
    let own = mention.span.slice(book.input.text).is_some_and(|own| own.contains(colon));
    own || ahead || before.strip_suffix(colon).is_some_and(|rest| digit(rest.chars().next_back()))
}

/// 26.8/2023万: a base follows, however broken it is.
fn is_per(book: &Book<'_>, mention: &Mention) -> bool {
    let behind = book.input.text.get(mention.span.end()..).unwrap_or_default();
    behind.trim_start().starts_with(['/', '／', '‰'])
}

/// 和1个: a small count after a percentage is of something else.
fn is_article(figure: &Figure) -> bool {
    figure.value.is_whole() && figure.value < Rational::whole(3)
}

/// A bare number under the name of a rate or share, or of an indicator that the catalogue counts in percent, and a bare
/// decimal after 增长 or 下降.
fn names_a_rate(observation: &Observation, figure: &Figure) -> bool {
    let label = observation.label.as_str();
    let rate = label.contains('率') && !label.contains("效率") || label.contains('占');
    let named = rate || ["比例", "比重", "比", "覆盖面"].iter().any(|name| label.ends_with(name));
    let catalogued = observation.indicator.as_deref().and_then(|id| Catalogue::builtin().get(id));
    let percent = catalogued.is_some_and(|indicator| indicator.unit() == "%");
    match observation.role {
        Role::ChangeRate | Role::Share => true,
        Role::Change => !figure.value.is_whole(),
        Role::Level | Role::Previous => named || percent,
    }
}

/// Whether the word before the number, without 达到 and its like, ends as the names of rates do.
fn follows_a_rate(book: &Book<'_>, mention: &Mention) -> bool {
    let mut before = Span::new(0, mention.span.start()).slice(book.input.text).unwrap_or_default();
    while let Some(shorter) = FILLERS.iter().find_map(|filler| before.trim_end().strip_suffix(filler)) {
        before = shorter;
    }
    let before = before.trim_end();
    ["率", "比例", "比重", "占比", "补偿比", "报销比", "药占比"].iter().any(|name| before.ends_with(name))
        && !before.ends_with("效率")
        && !before.ends_with("频率")
}

/// The two values of a change that is stated in percentage points are percentages.
fn beside_points(book: &Book<'_>) -> BTreeSet<usize> {
    let mut values = BTreeSet::new();
    for relation in book.input.relations {
        if let Link::Change(change) = &relation.link
            && change.by.and_then(|by| book.class(by)) == Some(Class::Points)
        {
            values.extend(change.from.into_iter().chain(change.to));
        }
    }
    values
}

fn is_signed(mention: &Mention) -> bool {
    mention.quantity().is_some_and(|quantity| {
        !quantity.unit_inferred && (quantity.is(Dimension::Percent) || quantity.is(Dimension::Points))
    })
}

/// Whether nothing but 、 or 和 stands between: the numbers are of one list.
fn is_list(book: &Book<'_>, end: usize, next: &Mention) -> bool {
    let between = Span::new(end, next.span.start()).slice(book.input.text).unwrap_or_default();
    matches!(between.trim(), "、" | "和" | "及" | "与")
}

fn shares_sign(book: &Book<'_>, index: usize, mention: &Mention) -> bool {
    let joined = |end: usize, next: &Mention| {
        let between = Span::new(end, next.span.start()).slice(book.input.text).unwrap_or("|");
        between
            .chars()
            .all(|c| c.is_whitespace() || "、,，和及与或至到~～-—–提高升降下增减为由从%".contains(c))
    };
    let (mut end, mut found) = (mention.span.end(), false);
    for next in book.input.mentions.iter().skip(index + 1).take(12) {
        if next.quantity().is_none() || !joined(end, next) {
            break;
        }
        match (is_signed(next), found) {
            (true, true) => return false,
            (true, false) => found = true,
            (false, true) => break,
            (false, false) => {}
        }
        end = next.span.end();
    }
    found
}
