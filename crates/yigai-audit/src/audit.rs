//! The whole audit: recompute, find the damage, blame, and write it down.

#![allow(
    clippy::indexing_slicing,
    reason = "checks, outcomes and what is noted of them are lists of one length, and every index is one of theirs"
)]

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::balance;
use crate::book::Book;
use crate::check::{Check, Outcome, Values, judge};
use crate::compose;
use crate::damage::{self, Site};
use crate::diagnose::{self, Blame};
use crate::finding::{Finding, Message, Rule, Suggestion, Text, Verdict};
use crate::input::{Input, Options};
use crate::message::Kind;
use crate::nearby;
use crate::plausible;
use crate::repair;
use crate::rules;

/// Judges every figure that the relations of a report let one recompute, and every token that cannot be what was meant.
///
/// Findings come in the order of their targets. Only [`Verdict::Inconsistent`] and [`Verdict::Corrupt`] are alarms.
pub fn audit(input: &Input<'_>, options: &Options) -> Vec<Finding> {
    let book = Book::new(input);
    let work = rules::checks(&book, input.relations);
    let mut checks = work.checks;
    let (families, closing): (Vec<Vec<usize>>, Vec<Check>) =
        work.families.into_iter().map(|family| (family.shares, family.check)).unzip();
    checks.extend(closing);
    let stated = Values::stated(&book.figures);
    let judged = work.outcomes.into_iter().chain(std::iter::repeat(None));
    let mut outcomes: Vec<Outcome> = Vec::with_capacity(checks.capacity());
    outcomes.extend(
        checks.iter().zip(judged).map(|(check, judged)| judged.unwrap_or_else(|| judge(check, &stated))),
    );
    balance::apply(&book, &families, &checks, &mut outcomes);

    let tokens = damage::tokens(&book);
    let sites = damage::sites(&book, &tokens, &checks, &outcomes);
    let damaged: BTreeSet<usize> = sites.iter().map(|site| site.mention).collect();

    let forms = damage::form_findings(&book, &tokens);
    let shaken = damage::lists_with_lost_signs(&book, &forms);

    let mut findings = work.findings;
    findings.retain(|finding| finding.mentions.iter().all(|mention| !damaged.contains(mention)));
    let mut kinds: Vec<Option<Kind>> = Vec::with_capacity(checks.capacity());
    let mut doubts: Vec<Option<usize>> = Vec::with_capacity(checks.capacity());
    let agreed = agreed_quotients(&checks, &outcomes);
    // 建档率102% that its own figures give: what it was taken of is another base, and no slip.
    let given = |finding: &Finding| finding.target.is_some_and(|target| agreed.contains(&target));
    findings.retain(|finding| finding.message.key != "bound.impossible" || !given(finding));
    let weigh = |check: &Check, outcome: &mut Outcome| match check.rule {
        // What the figures beside a rate make of it goes before what the model would have made.
        Rule::Share | Rule::Ratio
            if check.distant && outcome.verdict != Verdict::Consistent && agreed.contains(&check.target) =>
        {
            outcome.verdict = Verdict::Undecidable;
            None
        }
        Rule::Share if outcome.verdict == Verdict::Inconsistent && shaken.contains(&check.target) => {
            outcome.verdict = Verdict::Undecidable;
            None
        }
        _ => plausible::kind(check, outcome, &stated),
    };
    for (check, outcome) in checks.iter().zip(&mut outcomes) {
        let doubtful = check.members.iter().copied().find(|member| damaged.contains(member));
        doubts.push(doubtful);
        kinds.push(match doubtful {
            Some(mention) => {
                *outcome = Outcome { verdict: Verdict::Undecidable, grade: None, ..*outcome };
                (check.target != mention && !check.open).then_some(Kind::Doubt)
            }
            None => weigh(check, outcome),
        });
    }

    tell_by_the_sum(&checks, &mut outcomes, &mut kinds);
    let lost = damage::lost_signs(&forms);
    let nearby = nearby::find(&book, &checks, &outcomes, &damaged, &lost);
    findings.extend(nearby.lost.iter().map(|check| damage::lost_sign_by(&book, check)));
    for check in nearby.agreeing.into_iter().chain(nearby.siblings) {
        let mut outcome = judge(&check, &stated);
        kinds.push(weigh(&check, &mut outcome));
        doubts.push(None);
        outcomes.push(outcome);
        checks.push(check);
    }

    findings.reserve(checks.len() + sites.len() + forms.len());
    for Blame { mention, check: shown, explains, rivals } in diagnose::blame(&book, &checks, &outcomes) {
        for &other in &explains {
            outcomes[other].verdict = Verdict::Undecidable;
            kinds[other] = (checks[other].target != mention).then_some(Kind::Doubt);
            doubts[other] = Some(mention);
        }
        let check = &checks[shown];
        let mut finding = if check.target == mention {
            kinds[shown] = None;
            compose::finding(&book, check, &outcomes[shown], Kind::Mismatch, None)
        } else {
            kinds[shown] = None;
            compose::finding_about(&book, check, mention, Verdict::Inconsistent)
        };
        finding.suggestions = repair::slips(&book, check, mention, rivals);
        findings.push(finding);
    }
    for (at, kind) in kinds.iter().enumerate() {
        if let Some(kind) = kind {
            findings.push(compose::finding(&book, &checks[at], &outcomes[at], *kind, doubts[at]));
        }
    }
    for site in &sites {
        findings.push(broken(&book, site, &checks, &damaged, options));
    }
    findings.extend(
        forms.into_iter().filter(|finding| finding.target.is_none_or(|target| !damaged.contains(&target))),
    );
    in_order(findings)
}

/// By their targets, each once. Their places are sorted, for a finding is large.
fn in_order(findings: Vec<Finding>) -> Vec<Finding> {
    let mut places: Vec<usize> = (0..findings.len()).collect();
    places.sort_by(|&a, &b| {
        let (a, b) = (&findings[a], &findings[b]);
        (a.target, a.rule, &a.operands).cmp(&(b.target, b.rule, &b.operands))
    });
    let mut ordered = Vec::with_capacity(findings.len());
    let mut findings: Vec<Option<Finding>> = findings.into_iter().map(Some).collect();
    ordered.extend(places.into_iter().filter_map(|at| findings[at].take()));
    ordered.dedup();
    ordered
}

/// Parts that are together more than their whole are told as a sum that does not add up: it says what each of them was.
fn tell_by_the_sum(checks: &[Check], outcomes: &mut [Outcome], kinds: &mut [Option<Kind>]) {
    let over = |at: &usize| {
        let check = &checks[*at];
        let several = !check.is_tight() && check.operands().len() > 1;
        several && outcomes[*at].verdict == Verdict::Inconsistent
    };
    let failing: Vec<usize> = (0..checks.len()).filter(over).collect();
    if failing.is_empty() {
        return;
    }
    let sums = checks.iter().enumerate().rev().filter(|(_, check)| check.rule == Rule::Sum);
    let first: FxHashMap<&[usize], usize> = sums.map(|(at, check)| (check.members.as_slice(), at)).collect();
    for at in failing {
        if let Some(&sum) = first.get(checks[at].members.as_slice()) {
            outcomes[sum].verdict = Verdict::Inconsistent;
            outcomes[at].verdict = Verdict::Undecidable;
            kinds[sum] = kinds[at].take();
        }
    }
}

/// The rates and shares that the wording ties to figures that give them.
fn agreed_quotients(checks: &[Check], outcomes: &[Outcome]) -> BTreeSet<usize> {
    let agrees = |(check, outcome): &(&Check, &Outcome)| {
        matches!(check.rule, Rule::Share | Rule::Ratio)
            && !check.distant
            && outcome.verdict == Verdict::Consistent
    };
    checks.iter().zip(outcomes).filter(agrees).map(|(check, _)| check.target).collect()
}

fn broken(
    book: &Book<'_>,
    site: &Site,
    checks: &[Check],
    damaged: &BTreeSet<usize>,
    options: &Options,
) -> Finding {
    let check = site.check.and_then(|at| checks.get(at));
    let mut finding = match check {
        Some(check) => compose::finding_about(book, check, site.mention, Verdict::Corrupt),
        None => Finding {
            rule: Rule::Corrupt,
            verdict: Verdict::Corrupt,
            grade: None,
            target: Some(site.mention),
            operands: Vec::new(),
            mentions: vec![site.mention],
            formula: String::new(),
            stated: compose::stated(book, site.mention),
            computed: None,
            intervals: compose::intervals(book, &[site.mention]),
            suggestions: Vec::new(),
            message: Message::default(),
        },
    };
    if finding.operands.iter().any(|operand| damaged.contains(operand)) {
        finding.computed = None;
    }
    let stated = book.token(site.mention);
    let fits = check.filter(|_| site.readings.first().is_some_and(|best| best.fit == damage::Fit::Confirmed));
    finding.suggestions = site
        .readings
        .iter()
        .take(options.suggestions)
        .filter(|reading| reading.odds >= damage::LEAST_ODDS)
        .map(|reading| Suggestion {
            value: repair::value(book, site, reading),
            unit: None,
            odds: repair::odds(reading.odds),
            why: why(reading, fits.map(|_| finding.formula.as_str())),
        })
        .collect();
    finding.message = match finding.suggestions.first() {
        Some(best) => Message {
            key: if check.is_some() { "corrupt.arithmetic" } else { "corrupt.form" },
            zh: format!("{stated}疑似被批量替换损坏,最可能是{}({})。", best.value, best.why.zh),
            en: format!(
                "{stated} looks damaged by a find-and-replace; most likely it was {} ({}).",
                best.value, best.why.en
            ),
        },
        None => Message {
            key: "corrupt.unknown",
            zh: format!("{stated}无法读成数字或年份,原数未知。"),
            en: format!("{stated} cannot be read as a number or a year; what it was is not known."),
        },
    };
    finding
}

fn why(reading: &damage::Reading, formula: Option<&str>) -> Text {
    let rule = reading.rule.replace('、', ", then ");
    match (reading.fit, formula) {
        (damage::Fit::Confirmed, Some(formula)) => Text {
            zh: format!("按替换{}还原,且与{formula}相符", reading.rule),
            en: format!("undoing {}, and it fits {formula}", rule),
        },
        (damage::Fit::Confirmed, None) => Text {
            zh: format!("按替换{}还原,且与其他数字相符", reading.rule),
            en: format!("undoing {}, and it fits the other numbers", rule),
        },
        (damage::Fit::Unknown, _) => {
            Text { zh: format!("按替换{}还原", reading.rule), en: format!("undoing {}", rule) }
        }
        (damage::Fit::Contradicted, _) => Text {
            zh: format!("按替换{}还原,但与其他数字不符", reading.rule),
            en: format!("undoing {}, though it does not fit the other numbers", rule),
        },
    }
}
