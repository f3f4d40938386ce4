//! Tokens whose form alone says that something is lost or impossible.

use yigai_quantity::{Dimension, Kind};
use yigai_span::Span;

use super::token::{Token, year_like};
use crate::book::Book;
use crate::compose;
use crate::finding::{Finding, Message, Rule, Suggestion, Text, Verdict};
use crate::rational::Rational;

/// What the forms of the tokens say.
pub(crate) fn findings(book: &Book<'_>, tokens: &[Token<'_>]) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend((0..book.input.mentions.len()).filter_map(|index| below_a_cent(book, index)));
    for token in tokens {
        let number = lost_brackets(book, token).or_else(|| broken_number(book, token));
        findings.extend(number.or_else(|| broken_year(book, token)).or_else(|| broken_day(book, token)));
    }
    findings
}

pub(super) fn finding(
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

/// 618.245元: money has two decimals. A note only, for the third may be computed.
fn below_a_cent(book: &Book<'_>, index: usize) -> Option<Finding> {
    is_below_a_cent(book, index).filter(|below| *below)?;
    let stated = book.token(index);
    let message = Message {
        key: "corrupt.below_a_cent",
        zh: format!("{stated}的小数位到了分以下。"),
        en: format!("{stated} is stated below a cent (分)."),
    };
    Some(finding(book, index, Verdict::NearMiss, Vec::new(), message))
}

/// Whether a sum of money is stated to less than 分.
pub(super) fn is_below_a_cent(book: &Book<'_>, index: usize) -> Option<bool> {
    let quantity = book.input.mentions.get(index)?.quantity()?;
    let money = quantity.is(Dimension::Money).then(|| book.figure(index))??;
    Some(!money.value.mul(Rational::HUNDRED)?.is_whole())
}

/// 政办发201245号: the year of a document number lost its brackets.
fn lost_brackets(book: &Book<'_>, token: &Token<'_>) -> Option<Finding> {
    if token.kind != Kind::Reference || token.next != Some('号') {
        return None;
    }
    let year = token.digits.get(..4).and_then(year_like)?;
    let number = token.digits.get(4..)?;
    if !(1..=4).contains(&number.len()) || number.starts_with('0') || !follows_issuer(book, token.mention) {
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

/// 卫发〔202223〕46号: the year of a document number is none.
fn broken_number(book: &Book<'_>, token: &Token<'_>) -> Option<Finding> {
    let closes = matches!(token.next, Some('〕' | ']' | '］' | '】' | '﹞'));
    let century = ["18", "19", "20"].iter().any(|century| token.digits.starts_with(century));
    if token.kind != Kind::Reference
        || !closes
        || !century
        || !(5..=8).contains(&token.digits.len())
        || !token.is_whole()
    {
        return None;
    }
    let stated = book.token(token.mention);
    let message = Message {
        key: "corrupt.document_year",
        zh: format!("文号{stated}里的{}不是一个年份。", token.digits),
        en: format!("the document number {stated} holds {}, which is not a year.", token.digits),
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
fn broken_year(book: &Book<'_>, token: &Token<'_>) -> Option<Finding> {
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

/// 2023月底, 3月2023日: no month and no day.
fn broken_day(book: &Book<'_>, token: &Token<'_>) -> Option<Finding> {
    if token.kind != Kind::Unreadable || !token.is_day() || token.digits.len() < 3 {
        return None;
    }
    let stated = book.token(token.mention);
    let message = Message {
        key: "corrupt.day",
        zh: format!("{stated}中没有这样的月或日。"),
        en: format!("{stated} holds a month or day that does not exist."),
    };
    Some(finding(book, token.mention, Verdict::Corrupt, Vec::new(), message))
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
