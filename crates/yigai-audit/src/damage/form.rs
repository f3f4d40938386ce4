//! Tokens whose form alone says that something is lost or impossible.

use yigai_extract::Observation;
use yigai_model::{Catalogue, Role};
use yigai_quantity::{Dimension, Kind, Mention, Quantity};
use yigai_span::Span;

use super::token::{Token, year_like};
use crate::book::Book;
use crate::compose;
use crate::figure::Figure;
use crate::finding::{Finding, Message, Rule, Suggestion, Text, Verdict};
use crate::rational::Rational;

/// What the forms of the tokens say.
pub(crate) fn findings(book: &Book<'_>, tokens: &[Token]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for observation in book.input.observations {
        findings.extend(lost_percent(book, observation));
    }
    for (index, mention) in book.input.mentions.iter().enumerate() {
        findings.extend(below_a_cent(book, index, mention));
    }
    for token in tokens {
        findings.extend(lost_brackets(book, token));
        findings.extend(broken_year(book, token));
    }
    findings
}

fn finding(
    book: &Book<'_>,
    mention: usize,
    verdict: Verdict,
    suggestions: Vec<Suggestion>,
    message: Message,
) -> Finding {
    Finding {
        rule: Rule::Corrupt,
        verdict,
        grade: None,
        target: Some(mention),
        operands: Vec::new(),
        mentions: vec![mention],
        formula: String::new(),
        stated: compose::stated(book, mention),
        computed: None,
        intervals: compose::intervals(book, &[mention]),
        suggestions,
        message,
    }
}

/// 参合率达90.18: the rate lost its sign. A unit shared with the next number of a list (61.5、27.3和11.2%) is not lost.
fn lost_percent(book: &Book<'_>, observation: &Observation) -> Option<Finding> {
    let index = observation.mention;
    let mention = book.input.mentions.get(index)?;
    let quantity = mention.quantity()?;
    let figure = book.figure(index)?;
    let implied = quantity.unit_inferred && quantity.is(Dimension::Percent);
    if !(implied || quantity.unit.is_none() && names_a_rate(observation, figure))
        || shares_sign(book, index, mention)
    {
        return None;
    }
    let plain = quantity.stated.scale == rust_decimal::Decimal::ONE && quantity.per.is_empty();
    if !plain || figure.value > Rational::whole(400) {
        return None;
    }
    let value = figure.value.decimal_text();
    let why =
        Text { zh: "比率后缺少百分号".to_owned(), en: "a rate without its percent sign".to_owned() };
    let stated = book.token(index);
    let message = Message {
        key: "corrupt.lost_percent",
        zh: format!("{stated}是比率,原文缺少“%”。"),
        en: format!("{stated} is a rate; its percent sign is missing."),
    };
    let suggestion = Suggestion { value, unit: Some("%".to_owned()), odds: "0.97".to_owned(), why };
    Some(finding(book, index, Verdict::Corrupt, vec![suggestion], message))
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

/// Whether the sign at the end of a list stands for its numbers too. Where another number of the list has its own sign,
/// this one lost it.
fn shares_sign(book: &Book<'_>, index: usize, mention: &Mention) -> bool {
    let joined = |end: usize, next: &Mention| {
        let between = Span::new(end, next.span.start()).slice(book.input.text).unwrap_or("|");
        between.chars().all(|c| c.is_whitespace() || "、,,和及与或至到~~-—–提高升降下增减为由从%".contains(c))
    };
    let signed = |mention: &Mention| {
        let sign = |quantity: &Quantity| quantity.is(Dimension::Percent) || quantity.is(Dimension::Points);
        mention.quantity().is_some_and(|quantity| !quantity.unit_inferred && sign(quantity))
    };
    let before = index.checked_sub(1).and_then(|before| book.input.mentions.get(before));
    if before.is_some_and(|before| signed(before) && joined(before.span.end(), mention)) {
        return false;
    }
    let (mut end, mut found) = (mention.span.end(), false);
    for next in book.input.mentions.iter().skip(index + 1).take(12) {
        if next.quantity().is_none() || !joined(end, next) {
            break;
        }
        match (signed(next), found) {
            (true, true) => return false,
            (true, false) => found = true,
            (false, true) => break,
            (false, false) => {}
        }
        end = next.span.end();
    }
    found
}

/// 731.561元: money has two decimals. A note only, for the third may be computed.
fn below_a_cent(book: &Book<'_>, index: usize, mention: &Mention) -> Option<Finding> {
    let quantity = mention.quantity()?;
    let cents = book.figure(index)?.value.mul(Rational::HUNDRED)?;
    if !quantity.is(Dimension::Money) || cents.is_whole() {
        return None;
    }
    let stated = book.token(index);
    let message = Message {
        key: "corrupt.below_a_cent",
        zh: format!("{stated}的小数位到了分以下。"),
        en: format!("{stated} is stated below a cent (分)."),
    };
    Some(finding(book, index, Verdict::NearMiss, Vec::new(), message))
}

/// 政办发201245号: the year of a document number lost its brackets.
fn lost_brackets(book: &Book<'_>, token: &Token) -> Option<Finding> {
    let year = token.digits.get(..4).and_then(year_like)?;
    let number = token.digits.get(4..)?;
    let issued = token.kind == Kind::Reference && token.next == Some('号') && (1..=4).contains(&number.len());
    if !issued || number.starts_with('0') || !follows_issuer(book, token.mention) {
        return None;
    }
    let stated = book.token(token.mention);
    let message = Message {
        key: "corrupt.lost_brackets",
        zh: format!("{stated}是文号,年份的括号丢失,应为〔{year}〕{number}号。"),
        en: format!("{stated} is a document number without the brackets of its year: 〔{year}〕{number}号."),
    };
    Some(finding(book, token.mention, Verdict::Corrupt, Vec::new(), message))
}

/// Document numbers follow the short name of an office: 政办发, 卫字, 委办.
fn follows_issuer(book: &Book<'_>, mention: usize) -> bool {
    let Some(mention) = book.input.mentions.get(mention) else { return false };
    let token = mention.span.slice(book.input.text).unwrap_or_default();
    let before = Span::new(0, mention.span.start()).slice(book.input.text).unwrap_or_default();
    let issuer = |c: char| "发办字函文委政党府卫人财社通规".contains(c);
    let inside = token.chars().take_while(|c| !c.is_ascii_digit()).filter(|c| !c.is_whitespace()).last();
    inside.or_else(|| before.chars().rev().find(|c| !c.is_whitespace())).is_some_and(issuer)
}

/// 20112年, 3010年: a year that is none.
fn broken_year(book: &Book<'_>, token: &Token) -> Option<Finding> {
    let year =
        token.next == Some('年') && matches!(token.kind, Kind::Date | Kind::Unreadable) && token.is_whole();
    let impossible = match token.digits.len() {
        0..=3 => false,
        4 => !token.digits.parse().is_ok_and(|year: i32| (1900..=2099).contains(&year)),
        _ => true,
    };
    if !(year || token.kind == Kind::Unreadable) || !impossible {
        return None;
    }
    let stated = book.token(token.mention);
    let suggestions = match token.digits.len() {
        5 => without_one_digit(&token.digits),
        _ => Vec::new(),
    };
    let message = Message {
        key: "corrupt.year",
        zh: format!("{stated}不是一个年份。"),
        en: format!("{stated} is not a year."),
    };
    Some(finding(book, token.mention, Verdict::Corrupt, suggestions, message))
}

fn without_one_digit(digits: &str) -> Vec<Suggestion> {
    let mut years: Vec<String> = Vec::new();
    for at in 0..digits.len() {
        let year: String = digits.char_indices().filter(|(other, _)| *other != at).map(|(_, c)| c).collect();
        if year_like(&year).is_some() && !years.contains(&year) {
            years.push(year);
        }
    }
    let odds = format!("0.{:02}", 90 / years.len().max(1));
    years
        .into_iter()
        .map(|value| Suggestion {
            value,
            unit: None,
            odds: odds.clone(),
            why: Text { zh: "去掉一个多余的数字".to_owned(), en: "one digit too many".to_owned() },
        })
        .collect()
}
