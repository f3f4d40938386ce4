//! Tokens that no author writes, and what they say about the replacements that made them.

use std::collections::{BTreeMap, BTreeSet};

use yigai_quantity::{Dimension, Kind};

use super::program::{Marked, Program, Scratch, Traces, YearRule, undone_marked};
use super::token::{Token, of_mention, year_like};
use super::weigh::pairs;
use crate::book::Book;
use crate::check::{Check, Outcome, Values, judge};
use crate::finding::Verdict;
use crate::rational::{Rational, ten_to_the};

/// Tokens longer than this are account numbers, not amounts; undoing replacements in them would take for ever.
pub(super) const LONGEST: usize = 16;

/// The replacements that the report's impossible tokens show.
pub(crate) fn traces<'a>(
    book: &'a Book<'a>,
    tokens: &'a [Token<'a>],
    checks: &[Check],
    outcomes: &[Outcome],
) -> Traces {
    let mut traces = Traces::default();
    for token in tokens.iter().filter(|token| token.digits.len() <= LONGEST) {
        if token.is_year() {
            from_year(&token.digits, &mut traces);
        } else if is_impossible(book, token) {
            inner_years(&token.digits).for_each(|year| traces.add_year(year));
        }
    }
    from_company(tokens, &mut traces);
    from_own_year(book, tokens, &mut traces);
    for (check, _) in
        checks.iter().zip(outcomes).filter(|(_, outcome)| outcome.verdict == Verdict::Inconsistent)
    {
        from_failure(book, tokens, check, &mut traces);
    }
    // A year that was put in for two digits may itself be the second half of what a year rule left: 2010 became 202023
    // and then 202223.
    for token in tokens.iter().filter(|token| token.is_year()) {
        second_rule(&token.digits, &mut traces);
    }
    traces
}

/// `202019` where 2019 was put in for the last two digits of a year.
fn from_year(digits: &str, traces: &mut Traces) {
    let (Some(head), Some(tail)) = (digits.get(..2), digits.get(2..)) else { return };
    if digits.len() == 6 && matches!(head, "19" | "20") && year_like(tail).is_some() {
        traces.add_year(tail);
    } else if digits.len() == 6
        && let (Some(first), Some(last)) = (digits.get(..4), digits.get(4..))
        && year_like(first).is_some()
        && year_like(&format!("20{last}")).is_some()
    {
        traces.add_year(&format!("20{last}"));
    }
}

/// `202223` is 202023 after 2020 was replaced by 2022.
fn second_rule(digits: &str, traces: &mut Traces) {
    let (Some(first), Some(last)) = (digits.get(..4), digits.get(4..)) else { return };
    let put_in = format!("20{last}");
    if digits.len() == 6 && traces.years.contains(&put_in) && year_like(first).is_some() && first != "2020" {
        traces.add_rule("2020", first);
    }
}

/// Percentages, months and days in the thousands.
fn is_impossible(book: &Book<'_>, token: &Token<'_>) -> bool {
    let whole = token.digits.split('.').next().unwrap_or_default();
    let percent = book
        .figure(token.mention)
        .is_some_and(|figure| matches!(figure.dimension, Some(Dimension::Percent | Dimension::Points)));
    let month = (token.kind == Kind::Date || !token.alone) && matches!(token.next, Some('月' | '日' | '号'));
    (percent || month) && whole.len() > 3
}

/// The years that stand inside a token.
pub(super) fn inner_years(digits: &str) -> impl Iterator<Item = &str> {
    (0..digits.len()).filter_map(|at| digits.get(at..at + 4)).filter(|part| year_like(part).is_some())
}

/// Several numbers with one year inside: that two numbers of five digits or more hold the same one of forty years by
/// chance happens in one report of a thousand. A number that is stated twice, or in 元 and in 万元, is one; and 12000 is a
/// round number.
fn from_company(tokens: &[Token<'_>], traces: &mut Traces) {
    let mut company: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    let amounts = tokens
        .iter()
        .filter(|token| token.kind == Kind::Quantity && token.alone && token.digits.len() <= LONGEST);
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for token in amounts.filter(|token| token.digits.len() >= 4) {
        let mut years: Vec<&str> =
            inner_years(&token.digits).filter(|year| *year != "2000" || token.digits.len() == 4).collect();
        years.dedup();
        let figures = || token.digits.replace('.', "").trim_end_matches('0').to_owned();
        if token.digits.len() > 4 && !years.is_empty() && !seen.insert(figures()) {
            continue;
        }
        for year in years {
            let (inside, whole) = company.entry(year).or_default();
            *(if token.digits.len() > 4 { inside } else { whole }) += 1;
        }
    }
    // In a report of thousands of numbers some hold a year by chance; the company must outgrow that.
    let long = tokens.iter().filter(|token| token.kind == Kind::Quantity && token.digits.len() > 4).count();
    let least = 2 + u32::try_from(long / 500).unwrap_or(u32::MAX / 2);
    let mut company: Vec<_> = company.into_iter().collect();
    company.sort_by_key(|(year, (inside, whole))| (std::cmp::Reverse(inside + whole), *year));
    for (year, (inside, whole)) in company {
        let held = |token: &&Token<'_>| token.kind == Kind::Quantity && token.digits.contains(year);
        // 202027 twice holds 2020 and 2027; the one that others hold too is the one that was put in.
        let known = tokens.iter().filter(held).all(|token| traces.mark(&token.digits));
        if !known && (inside >= least || (least == 2 && inside == 1 && whole >= 2)) {
            traces.add_year(year);
        }
    }
}

/// The year of the report itself inside a number that is far larger than all others of its unit: 71742021人 in a report
/// of 2021.
fn from_own_year(book: &Book<'_>, tokens: &[Token<'_>], traces: &mut Traces) {
    let mut years: BTreeMap<&str, u32> = BTreeMap::new();
    for token in tokens.iter().filter(|token| token.is_year() && year_like(&token.digits).is_some()) {
        *years.entry(&token.digits).or_default() += 1;
    }
    let Some((year, 2..)) = years.into_iter().max_by_key(|(_, count)| *count) else { return };
    let marked =
        tokens.iter().filter(|token| token.alone && token.digits.len() > 5 && token.digits.contains(year));
    for token in marked.take(8) {
        let class = book.class(token.mention);
        let others =
            (0..book.figures.len()).filter(|other| *other != token.mention && book.class(*other) == class);
        let largest = others.filter_map(|other| book.figure(other)).map(|figure| figure.value).max();
        let limit = largest.and_then(|largest| largest.mul(Rational::whole(5)));
        let value = book.figure(token.mention).map(|figure| figure.value);
        if value.zip(limit).is_some_and(|(value, limit)| value > limit) {
            traces.add_year(year);
            return;
        }
    }
}

/// A formula that fails as stated and holds when a year inside its numbers is taken back to two digits.
fn from_failure<'a>(book: &'a Book<'a>, tokens: &'a [Token<'a>], check: &Check, traces: &mut Traces) {
    let members = &check.members;
    let marked: Vec<&Token<'_>> = members
        .iter()
        .flat_map(|member| of_mention(tokens, *member))
        .filter(|token| token.alone && token.digits.len() >= 4 && token.digits.len() <= LONGEST)
        .filter(|token| !traces.mark(&token.digits))
        .collect();
    let mut years: Vec<(String, Vec<YearRule>)> = Vec::new();
    for token in &marked {
        for year in inner_years(&token.digits) {
            years.push((year.to_owned(), Vec::new()));
            // 12022231 holds 2022 where 2020 stood, and before that 12020231 holds 2023.
            let rule = YearRule { from: "2020".to_owned(), to: year.to_owned() };
            let before = token.digits.replacen(year, "2020", 1);
            years.extend(inner_years(&before).map(|inner| (inner.to_owned(), vec![rule.clone()])));
        }
    }
    years.sort_unstable();
    years.dedup();
    for (year, then) in years {
        let mut trial = Trial::new(book, check, &marked, &year, &then);
        let fits = pairs().iter().filter(|pair| trial.holds(pair)).count();
        // Where most pairs fit, the formula only says that the number is too large, which a year inside explains too.
        let far = !check.open
            && !check.is_tight()
            && marked.iter().any(|token| token.digits.contains(&year) && is_far_above(book, check, token));
        // A bare 2023 fits into many formulas, and so does any number where the words are loose; they count where
        // hardly another pair fits.
        let bare = check.open || marked.iter().all(|token| token.digits.len() == 4);
        if (1..=if bare { 3 } else { 30 }).contains(&fits) || (far && then.is_empty()) {
            traces.add_year(&year);
            then.iter().for_each(|rule| traces.add_rule(&rule.from, &rule.to));
        }
    }
}

/// One formula with marked numbers, on which hundreds of programs are tried.
pub(super) struct Trial<'a> {
    book: &'a Book<'a>,
    check: &'a Check,
    /// The marked numbers, with what each was before any of the year rules touched it.
    marked: Vec<(&'a Token<'a>, Vec<Marked>)>,
    year: &'a str,
    then: &'a [YearRule],
    values: Values<'a>,
    scratch: Scratch,
}

impl<'a> Trial<'a> {
    pub(super) fn new(
        book: &'a Book<'a>,
        check: &'a Check,
        marked: &[&'a Token<'a>],
        year: &'a str,
        then: &'a [YearRule],
    ) -> Self {
        let marked = marked.iter().map(|&token| (token, undone_marked(&token.digits, then, year))).collect();
        let (values, scratch) = (Values::stated(&book.figures), Scratch::default());
        Self { book, check, marked, year, then, values, scratch }
    }

    /// Whether the formula holds once what a program did to its marked numbers is undone.
    pub(super) fn holds(&mut self, pair: &str) -> bool {
        let program = Program { pair, year: self.year, then: self.then };
        self.values.reset();
        let mut undone = false;
        for (token, middles) in &self.marked {
            let original = program.originals_of(middles, &token.digits, &mut self.scratch).next();
            let Some(original) = original else { continue };
            match (amount(self.book, token.mention, original), self.book.figure(token.mention)) {
                (Some(value), Some(figure)) => {
                    self.values.replace(token.mention, figure.with_digits(value, original))
                }
                _ => return false,
            }
            undone = true;
        }
        undone && judge(self.check, &self.values).verdict == Verdict::Consistent
    }
}

fn is_far_above(book: &Book<'_>, check: &Check, token: &Token<'_>) -> bool {
    let others = check.members.iter().copied().filter(|&member| member != token.mention);
    let largest = others.filter_map(|member| book.figure(member)).map(|figure| figure.value).max();
    match (book.figure(token.mention), largest.and_then(|largest| largest.mul(Rational::whole(5)))) {
        (Some(figure), Some(limit)) => figure.value > limit,
        _ => false,
    }
}

/// What the digits are worth in the scale of a mention.
pub(super) fn amount(book: &Book<'_>, mention: usize, digits: &str) -> Option<Rational> {
    let scale = Rational::from_decimal(book.input.mentions.get(mention)?.quantity()?.stated.scale)?;
    let (mut mantissa, mut places, mut point) = (0_u64, 0_u32, false);
    for byte in digits.bytes() {
        if byte == b'.' && !point {
            point = true;
            continue;
        }
        let digit = byte.checked_sub(b'0').filter(|digit| *digit < 10)?;
        mantissa = mantissa.checked_mul(10)?.checked_add(digit.into())?;
        places += u32::from(point);
    }
    let written = digits.len() > usize::from(point);
    written.then(|| Rational::new(mantissa.into(), ten_to_the(places)?)?.mul(scale))?
}
