//! What each damaged token may have been, best first.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use yigai_quantity::Kind;

use super::by_mention::ByMention;
use super::evidence::{LONGEST, Trial, amount, traces};
use super::form;
use super::program::{Program, Traces};
use super::token::{Token, of_mention, year_like};
use super::weigh::{Candidates, Fit, Scene, Standing, pairs, scale};
use crate::book::Book;
use crate::check::{Check, Outcome, Values, judge};
use crate::finding::{Grade, Verdict};
use crate::rational::Rational;

/// Readings below this many thousandths are not worth a reader's time.
pub(crate) const LEAST_ODDS: u128 = 15;

/// One thing a damaged token may have been.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) digits: String,
    /// In base units; `None` for a year.
    pub(crate) value: Option<Rational>,
    /// In thousandths.
    pub(crate) odds: u128,
    pub(crate) fit: Fit,
    /// The replacement that made it, as `10→2023`.
    pub(crate) rule: String,
}

/// A damaged token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Site {
    pub(crate) mention: usize,
    /// The digits as printed.
    pub(crate) digits: String,
    pub(crate) is_year: bool,
    /// Those that are worth telling and the best, best first; may be empty.
    pub(crate) readings: Vec<Reading>,
    /// The check that decides for the best reading: an index into the checks.
    pub(crate) check: Option<usize>,
}

/// The tokens that a replacement damaged. Empty where nothing proves that one ran.
pub(crate) fn sites(
    book: &Book<'_>,
    tokens: &[Token<'_>],
    checks: &[Check],
    outcomes: &[Outcome],
) -> Vec<Site> {
    let traces = traces(book, tokens, checks, outcomes);
    if traces.is_empty() {
        return Vec::new();
    }
    let by_mention = &ByMention::new(checks, book.input.mentions.len());
    let marked: Vec<&Token<'_>> = tokens.iter().filter(|token| is_site(book, token, &traces)).collect();
    let pairs = pairs();
    let bears_out = |&at: &usize| match (checks.get(at), outcomes.get(at)) {
        (Some(check), Some(outcome)) => bears_out(book, check, outcome, &marked, &traces),
        _ => false,
    };
    let is_borne_out = |token: &&Token<'_>| by_mention.of(token.mention).iter().any(bears_out);
    let broken = |token: &Token<'_>| form::is_below_a_cent(book, token.mention) == Some(true);
    let sites: Vec<&Token<'_>> =
        marked.iter().copied().filter(|token| broken(token) || !is_borne_out(token)).collect();
    let damaged: BTreeSet<usize> = sites.iter().map(|token| token.mention).collect();
    let undamaged = |token: &&Token<'_>| !damaged.contains(&token.mention) && !traces.mark(&token.digits);
    let undamaged: Vec<&Token<'_>> = tokens.iter().filter(undamaged).collect();
    let scene = Scene {
        book,
        checks,
        by_mention,
        traces: &traces,
        sound: undamaged.len(),
        standing: Standing::new(&undamaged),
        years: undamaged
            .iter()
            .filter(|token| token.is_year())
            .filter_map(|token| year_like(&token.digits))
            .collect(),
        sites: sites.clone(),
    };
    let years: Vec<Year<'_>> = traces
        .years
        .iter()
        .map(|year| {
            let candidates = scene.candidates(year, pairs);
            Year { year, weights: mixed(&scene, year, pairs, &candidates), candidates }
        })
        .collect();
    sites
        .into_iter()
        .enumerate()
        .map(|(at, site)| {
            let readings = readings(&scene, (at, site), &years, pairs);
            let check = deciding(&scene, site, readings.first(), outcomes);
            Site {
                mention: site.mention,
                digits: site.digits.clone().into_owned(),
                is_year: is_date(site),
                readings,
                check,
            }
        })
        .collect()
}

fn is_date(token: &Token<'_>) -> bool {
    token.kind != Kind::Quantity || !token.alone
}

fn is_site(book: &Book<'_>, token: &Token<'_>, traces: &Traces) -> bool {
    match token.kind {
        Kind::Quantity if token.alone => token.digits.len() <= LONGEST && traces.mark(&token.digits),
        // 1至2023月: one end of a range of months.
        Kind::Quantity => {
            token.next == Some('月') && year_like(&token.digits).is_some() && traces.mark(&token.digits)
        }
        Kind::Unreadable => {
            (token.digits.len() > 4 || token.is_day() && traces.mark(&token.digits))
                && token.digits.len() <= LONGEST
        }
        // The year 2023 itself may be meant; a year of six digits, or a month 2023, is not.
        Kind::Date => {
            let plain = year_like(&token.digits).is_some() && token.next == Some('年');
            let day = matches!(token.next, Some('月' | '日' | '号')) || !token.is_year();
            !plain
                && traces.mark(&token.digits)
                && (token.digits.len() > 4 || (day && !is_bare_year(book, token)))
        }
        _ => false,
    }
}

/// A date written as a year alone, or with points and strokes (2023.5, 2023-05).
fn is_bare_year(book: &Book<'_>, token: &Token<'_>) -> bool {
    let date = book.input.mentions.get(token.mention).and_then(yigai_quantity::Mention::date);
    let year = year_like(&token.digits);
    date.is_some_and(|date| date.start.year == year || date.end.is_some_and(|end| end.year == year))
        && !matches!(token.next, Some('月' | '日'))
}

/// Whether a formula shows that the marked numbers in it are what they say: it holds to the last digit as printed. Where
/// several of them are marked it must not hold as well with a replacement undone, as a number that is stated twice does.
fn bears_out(
    book: &Book<'_>,
    check: &Check,
    outcome: &Outcome,
    marked: &[&Token<'_>],
    traces: &Traces,
) -> bool {
    let agrees = matches!(outcome.grade, Some(Grade::Exact | Grade::Rounded | Grade::Truncated));
    if !check.is_tight() || outcome.verdict != Verdict::Consistent || !agrees {
        return false;
    }
    let members = &check.members;
    let own: Vec<&Token<'_>> =
        members.iter().flat_map(|&member| of_mention(marked, member)).copied().collect();
    if own.len() == 1 {
        return true;
    }
    !traces.years.iter().any(|year| {
        let mut trial = Trial::new(book, check, &own, year, &traces.then);
        pairs().iter().any(|pair| trial.holds(pair))
    })
}

/// The weights of the whole report, with some room for a token that another pair made.
fn mixed(scene: &Scene<'_>, year: &str, pairs: &[String], candidates: &[Candidates]) -> Vec<u128> {
    let mut priors: Vec<u128> = pairs.iter().map(|pair| scene.prior(pair, year)).collect();
    let mut weights = priors.clone();
    scene.weigh(year, candidates, &mut weights);
    scale(&mut priors);
    weights.iter().zip(priors).map(|(weight, prior)| weight * 90 + prior * 10).collect()
}

/// A year that was put in for two digits: how likely each pair is, and what each makes of each token.
struct Year<'a> {
    year: &'a str,
    weights: Vec<u128>,
    candidates: Vec<Candidates>,
}

/// What a token may have been, and all that speaks for it.
struct Found<'a> {
    digits: &'a str,
    weight: u128,
    fit: Fit,
    /// The first replacement that makes the token of it.
    program: Program<'a>,
}

fn readings<'a>(
    scene: &Scene<'a>,
    (at, site): (usize, &Token<'_>),
    years: &'a [Year<'_>],
    pairs: &'a [String],
) -> Vec<Reading> {
    let date = is_date(site);
    let mut found: Vec<Found<'a>> = Vec::with_capacity(pairs.len());
    for Year { year, weights, candidates } in years {
        let Some(candidates) = candidates.get(at) else { continue };
        for (at, (pair, weight)) in pairs.iter().zip(weights).enumerate() {
            let program = Program { pair, year, then: &scene.traces.then };
            for (fit, digits) in candidates.of(at) {
                if date && !is_possible_date(site, digits, year) {
                    continue;
                }
                let fit = if date { Fit::Unknown } else { fit };
                found.push(Found { digits, weight: weight * fit.weight(), fit, program });
            }
        }
    }
    found.sort_by_key(|one| one.digits);
    found.dedup_by(|again, first| {
        let same = again.digits == first.digits;
        if same {
            first.weight += again.weight;
            first.fit = first.fit.max(again.fit);
        }
        same
    });
    found.extend(round_year(scene, site, &found));
    let sum: u128 = found.iter().map(|one| one.weight).sum::<u128>().max(1);
    let odds = |one: &Found<'_>| one.weight * 1000 / sum;
    // Among equals the rounder number comes first.
    let rank = |one: &Found<'a>| {
        let zeros = one.digits.bytes().rev().take_while(|digit| *digit == b'0').count();
        (Reverse(odds(one)), Reverse(zeros), one.digits)
    };
    // The best decides for a check however unlikely it is.
    let likely = |one: &Found<'_>| one.weight * 1000 >= LEAST_ODDS * sum;
    match found.iter().any(likely) {
        true => found.retain(likely),
        false => found = found.into_iter().min_by_key(rank).into_iter().collect(),
    }
    found.sort_by_cached_key(rank);
    let reading = |one: &Found<'_>| Reading {
        digits: one.digits.to_owned(),
        value: amount(scene.book, site.mention, one.digits),
        odds: odds(one),
        fit: one.fit,
        rule: one.program.rules(one.digits),
    };
    found.iter().map(reading).collect()
}

fn is_possible_date(site: &Token<'_>, original: &str, year: &str) -> bool {
    let value: i32 = original.parse().unwrap_or_default();
    match site.next {
        Some('月') => (1..=12).contains(&value),
        Some('日' | '号') => (1..=31).contains(&value),
        _ => value >= 1949 && year.parse().is_ok_and(|limit: i32| value <= limit),
    }
}

/// A number that is just the year a year rule puts in (2022座) was 2020, which the rule replaces, or another year-like
/// number that the same hand replaced: 2000 is the one that is written as a number.
fn round_year<'a>(scene: &Scene<'a>, site: &Token<'_>, found: &[Found<'a>]) -> Option<Found<'a>> {
    let rule = scene.traces.then.iter().find(|rule| rule.to == site.digits && !is_date(site))?;
    let known = |digits: &str| found.iter().find(|one| one.digits == digits);
    let from = known(&rule.from).filter(|_| known(ROUND_YEAR).is_none())?;
    let program = Program { pair: ROUND_YEAR, year: &rule.to, then: &[] };
    let read = |other: usize| program.originals(&scene.sites.get(other)?.digits).into_iter().next();
    let mut values = Values::stated(&scene.book.figures);
    let fit = scene.fit(site, ROUND_YEAR, &scene.holds(site), &mut values, read);
    let weight = from.weight / from.fit.weight() * fit.weight() / 3;
    Some(Found { digits: ROUND_YEAR, weight, fit, program })
}

const ROUND_YEAR: &str = "2000";

/// The check that fails as printed and holds with the best reading.
fn deciding(
    scene: &Scene<'_>,
    site: &Token<'_>,
    best: Option<&Reading>,
    outcomes: &[Outcome],
) -> Option<usize> {
    let own = scene.by_mention.of(site.mention);
    let failing =
        |at: &&usize| outcomes.get(**at).is_some_and(|outcome| outcome.verdict == Verdict::Inconsistent);
    let tight = |at: &&usize| scene.checks.get(**at).is_some_and(Check::is_tight);
    let holds = |at: &&usize| {
        let reading = best.and_then(|best| Some((best.value?, best.digits.as_str())));
        let (Some(check), Some((value, digits)), Some(figure)) =
            (scene.checks.get(**at), reading, scene.book.figure(site.mention))
        else {
            return false;
        };
        let mut values = Values::stated(&scene.book.figures);
        values.replace(site.mention, figure.with_digits(value, digits));
        judge(check, &values).verdict == Verdict::Consistent
    };
    own.iter()
        .filter(failing)
        .filter(tight)
        .find(holds)
        .or_else(|| own.iter().filter(failing).find(tight))
        .or_else(|| own.iter().find(failing))
        .copied()
}
