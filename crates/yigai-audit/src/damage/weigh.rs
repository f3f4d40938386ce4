//! Which two digits were replaced: every pair is weighed by what speaks for it.
//!
//! All weights are whole numbers; only their proportions matter.

use std::ops::Range;
use std::sync::LazyLock;

use super::by_mention::ByMention;
use super::evidence::amount;
use super::limit::Limit;
use super::program::{Program, Scratch, Traces, undone_marked};
use super::token::{Token, places_of, year_like};
use crate::book::Book;
use crate::check::{Check, Values, judge};
use crate::figure::Figure;
use crate::finding::Verdict;
use crate::rational::Rational;

/// The sum that weights are scaled to.
const TOTAL: u128 = 1_000_000;

/// How a candidate stands to the checks that hold its token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    Contradicted,
    Unknown,
    Confirmed,
}

impl Fit {
    /// A confirmed reading by another rule outweighs a contradicted one by the proven rule: where arithmetic says 4307 and
    /// the rule 4310, the first comes first and both are shown.
    pub(crate) const fn weight(self) -> u128 {
        match self {
            Self::Contradicted => 500,
            Self::Unknown => 10_000,
            Self::Confirmed => 1_000_000,
        }
    }
}

/// For each pair of digits what a token may have been, with its fit.
#[derive(Debug, Default)]
pub(crate) struct Candidates {
    /// The digits of all of them, in one text.
    digits: String,
    reads: Vec<(Fit, Range<usize>)>,
    /// For each pair where the next one's begin.
    ends: Vec<usize>,
}

impl Candidates {
    fn push(&mut self, original: &str) {
        let start = self.digits.len();
        self.digits.push_str(original);
        self.reads.push((Fit::Unknown, start..self.digits.len()));
    }

    /// Those of one pair.
    pub(crate) fn of(&self, pair: usize) -> impl Iterator<Item = (Fit, &str)> {
        let from = pair.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        let to = self.ends.get(pair).copied().unwrap_or(from);
        let reads = self.reads.get(from..to).unwrap_or_default().iter();
        reads.filter_map(|(fit, range)| Some((*fit, self.digits.get(range.clone())?)))
    }
}

/// The hundred pairs of digits.
pub(crate) fn pairs() -> &'static [String] {
    static PAIRS: LazyLock<Vec<String>> =
        LazyLock::new(|| (0..100).map(|pair| format!("{pair:02}")).collect());
    &PAIRS
}

/// How often each pair of digits stands in some numbers.
#[derive(Debug)]
pub(crate) struct Standing([usize; 100]);

impl Standing {
    pub(crate) fn new(tokens: &[&Token<'_>]) -> Self {
        let mut standing = Self([0; 100]);
        for pair in tokens.iter().flat_map(|token| token.digits.as_bytes().windows(2)) {
            if let Some(times) = number(pair).and_then(|at| standing.0.get_mut(at)) {
                *times += 1;
            }
        }
        standing
    }

    fn of(&self, pair: &str) -> usize {
        number(pair.as_bytes()).and_then(|at| self.0.get(at)).copied().unwrap_or_default()
    }
}

/// 12 for the digits 1 and 2.
fn number(pair: &[u8]) -> Option<usize> {
    let [tens, ones] = pair else { return None };
    (tens.is_ascii_digit() && ones.is_ascii_digit()).then(|| usize::from((tens - b'0') * 10 + (ones - b'0')))
}

/// The damaged tokens of a report and what is known to have damaged them.
#[derive(Debug)]
pub(crate) struct Scene<'a> {
    pub(crate) book: &'a Book<'a>,
    pub(crate) checks: &'a [Check],
    pub(crate) by_mention: &'a ByMention,
    pub(crate) traces: &'a Traces,
    /// The damaged tokens.
    pub(crate) sites: Vec<&'a Token<'a>>,
    /// How many numbers stand undamaged.
    pub(crate) sound: usize,
    /// How often each pair of digits stands in them.
    pub(crate) standing: Standing,
    /// Undamaged years.
    pub(crate) years: Vec<i32>,
}

/// A check that a damaged token stands in.
#[derive(Debug)]
pub(crate) struct Hold<'a> {
    check: &'a Check,
    /// What the token is held to where no other number of the check is damaged.
    limit: Option<Limit>,
    /// The other damaged tokens in it, by their place among the sites and their mention.
    others: Vec<(usize, usize)>,
}

impl Hold<'_> {
    fn excludes(&self, value: Rational) -> bool {
        self.limit.is_some_and(|limit| limit.excludes(value))
    }
}

impl Scene<'_> {
    /// How likely each pair is to be the one that `year` was put in for, over the whole report; what is known before any
    /// site is looked at is weighed by what they say.
    pub(crate) fn weigh(&self, year: &str, candidates: &[Candidates], weights: &mut [u128]) {
        let sites = self.sites.iter().zip(candidates);
        for (site, candidates) in sites.filter(|(site, _)| site.is_year() || site.digits.contains(year)) {
            if site.is_year() {
                self.weigh_year(year, candidates, weights);
            } else {
                weigh_amount(candidates, weights);
            }
            scale(weights);
        }
        scale(weights);
    }

    /// Before any site is looked at. Two digits that were replaced everywhere stand nowhere any more; that the commonest
    /// pair of all, 10, is missing says more than that a rare one is.
    pub(crate) fn prior(&self, pair: &str, year: &str) -> u128 {
        let digits: u32 = pair.parse().unwrap_or_default();
        let own: u32 = year.get(2..).and_then(|own| own.parse().ok()).unwrap_or_default();
        let standing = self.standing.of(pair);
        let common = match (standing, self.sound, digits) {
            (0, 40.., 10) => 40,
            (0, _, 10) => 8,
            (0, 40.., 11..=15) => 3,
            _ => 1,
        };
        let read = 2000 + i32::try_from(digits).unwrap_or_default();
        let near = self.years.iter().map(|known| (known - read).abs()).min();
        let year_pair = match ((1..=own).contains(&digits), near) {
            (false, _) => 10,
            (true, Some(0..=2)) => 300,
            (true, Some(3..=5)) => 150,
            (true, _) => 100,
        };
        (year_pair * common * 1_000_000) >> (standing.min(3) * 7)
    }

    /// What each pair makes of each token, and how that stands to its checks: both are asked for again and again.
    pub(crate) fn candidates(&self, year: &str, pairs: &[String]) -> Vec<Candidates> {
        let mut scratch = Scratch::default();
        let of = |site: &&Token<'_>| -> Candidates {
            let middles = undone_marked(&site.digits, &self.traces.then, year);
            let mut candidates = Candidates::default();
            for pair in pairs {
                let program = Program { pair, year, then: &self.traces.then };
                let originals = program.originals_of(&middles, &site.digits, &mut scratch);
                originals.for_each(|original| candidates.push(original));
                candidates.ends.push(candidates.reads.len());
            }
            candidates
        };
        let mut candidates: Vec<Candidates> = self.sites.iter().map(of).collect();
        // The other damaged tokens of a check are read by the same pair.
        let first = |pair: usize, site: usize| candidates.get(site)?.of(pair).next().map(|(_, read)| read);
        let mut values = Values::stated(&self.book.figures);
        let mut fits: Vec<Fit> = Vec::with_capacity(candidates.iter().map(|own| own.reads.len()).sum());
        for (site, own) in self.sites.iter().zip(&candidates) {
            let holds = self.holds(site);
            for pair in 0..pairs.len() {
                let read = |other: usize| first(pair, other);
                let fit = |(_, original)| self.fit(site, original, &holds, &mut values, read);
                fits.extend(own.of(pair).map(fit));
            }
        }
        let reads = candidates.iter_mut().flat_map(|own| &mut own.reads);
        reads.zip(fits).for_each(|((slot, _), fit)| *slot = fit);
        candidates
    }

    fn weigh_year(&self, year: &str, candidates: &Candidates, weights: &mut [u128]) {
        let limit: i32 = year.parse().unwrap_or(2029);
        for (pair, weight) in weights.iter_mut().enumerate() {
            let best = candidates.of(pair).filter_map(|(_, original)| year_like(original)).map(|read| {
                let near = self.years.iter().map(|known| (known - read).abs()).min();
                match (read <= limit, near) {
                    (false, _) => 1,
                    (true, Some(0..=2)) => 40,
                    (true, Some(3..=6)) => 20,
                    (true, _) => 10,
                }
            });
            *weight *= best.max().unwrap_or(1);
        }
    }

    /// The checks of a token, with what its readings are held against in each.
    pub(crate) fn holds(&self, site: &Token<'_>) -> Vec<Hold<'_>> {
        let values = Values::stated(&self.book.figures);
        let checks = self.by_mention.of(site.mention).iter().filter_map(|&at| self.checks.get(at));
        checks
            .map(|check| {
                let members = check.members.iter().filter(|&&member| member != site.mention);
                let damaged = |&member| places_of(&self.sites, member).map(move |place| (place, member));
                let others: Vec<(usize, usize)> = members.flat_map(damaged).collect();
                let limit = others.is_empty().then(|| Limit::of(check, site.mention, &values)).flatten();
                Hold { check, limit, others }
            })
            .collect()
    }

    /// How a reading of one token stands to its checks; what the other damaged tokens in them are read as, by their place
    /// among them, is told by `read`, and `values` is room to try it in.
    pub(crate) fn fit<S: AsRef<str>>(
        &self,
        site: &Token<'_>,
        original: &str,
        holds: &[Hold<'_>],
        values: &mut Values<'_>,
        read: impl Fn(usize) -> Option<S>,
    ) -> Fit {
        let stated = self.book.figure(site.mention);
        let Some((stated, value)) = stated.zip(amount(self.book, site.mention, original)) else {
            return Fit::Unknown;
        };
        if holds.iter().any(|hold| !hold.check.open && hold.excludes(value)) {
            return Fit::Contradicted;
        }
        let mut tried = holds.iter().filter(|hold| !hold.excludes(value)).peekable();
        if tried.peek().is_none() {
            return Fit::Unknown;
        }
        let figure = stated.with_digits(value, original);
        let mut fit = Fit::Unknown;
        for Hold { check, others, .. } in tried {
            values.reset();
            values.replace(site.mention, figure);
            let mut readable = true;
            for &(other, member) in others {
                match read(other).and_then(|read| self.figure(member, read.as_ref())) {
                    Some(figure) => values.replace(member, figure),
                    None => readable = false,
                }
            }
            if !readable {
                continue;
            }
            match judge(check, values).verdict {
                Verdict::Undecidable | Verdict::NearMiss | Verdict::Corrupt => {}
                Verdict::Inconsistent if check.open => {}
                Verdict::Inconsistent => return Fit::Contradicted,
                Verdict::Consistent if check.is_tight() => fit = Fit::Confirmed,
                Verdict::Consistent => {}
            }
        }
        fit
    }

    /// A figure as if other digits were written.
    fn figure(&self, mention: usize, digits: &str) -> Option<Figure> {
        let value = amount(self.book, mention, digits)?;
        Some(self.book.figure(mention)?.with_digits(value, digits))
    }
}

fn weigh_amount(candidates: &Candidates, weights: &mut [u128]) {
    let best = |pair| candidates.of(pair).map(|(fit, _)| fit).max();
    let fits: Vec<Option<Fit>> = (0..weights.len()).map(best).collect();
    let confirmed = fits.iter().filter(|fit| **fit == Some(Fit::Confirmed)).count() as u128;
    for (fit, weight) in fits.iter().zip(weights) {
        *weight *= match fit {
            Some(Fit::Confirmed) => 100 + 5_000 / confirmed.max(1),
            Some(Fit::Unknown) => 100,
            Some(Fit::Contradicted) if confirmed > 0 => 50,
            Some(Fit::Contradicted) => 100,
            // A leading zero: this site at least was made by another rule.
            None => 5,
        };
    }
}

/// Brings the sum of the weights to [`TOTAL`]; nothing falls to zero.
pub(crate) fn scale(weights: &mut [u128]) {
    let sum: u128 = weights.iter().sum::<u128>().max(1);
    for weight in weights {
        *weight = (*weight * TOTAL / sum).max(1);
    }
}
