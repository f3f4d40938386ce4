//! Verdicts against brute force: the true values that round or cut off to what is stated are enumerated in tenths of the
//! last place, and the audit must say what the enumeration says.
//!
//! A few thousand cases run with the tests; `cargo test --release -p yigai-audit -- --ignored` runs a million.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use yigai_audit::Verdict;

use crate::notation::Report;

/// What is said of the formula of a target; the number that is blamed may be another of its numbers.
fn verdict(text: &str, relation: &str, target: &str) -> Verdict {
    let report = Report::new(text, &[relation.to_owned()]);
    let index = report.names[target];
    let findings = report.findings();
    let of = |own: bool| {
        let judges = move |finding: &&yigai_audit::Finding| match own {
            true => finding.target == Some(index),
            false => finding.mentions.contains(&index),
        };
        findings.iter().filter(judges).collect::<Vec<_>>()
    };
    let own = Some(of(true)).filter(|own| !own.is_empty()).unwrap_or_else(|| of(false));
    assert_eq!(own.len(), 1, "{text}: {findings:#?}");
    own[0].verdict
}

/// A stated number of `decimals` places from its mantissa.
fn stated(mantissa: i64, decimals: u32) -> String {
    let scale = 10_i64.pow(decimals);
    match decimals {
        0 => mantissa.to_string(),
        _ => format!("{}.{:0width$}", mantissa / scale, mantissa % scale, width = decimals as usize),
    }
}

/// Whether `over / under` in percent reads as `mantissa`: rounded to the nearest, a tie either way, or cut off.
fn reads(over: i64, under: i64, mantissa: i64, decimals: u32) -> bool {
    // Twice the ratio in units of the last place, as a fraction over `under`.
    let twice = i128::from(over) * 2 * 100 * 10_i128.pow(decimals);
    let (under, mantissa) = (i128::from(under), i128::from(mantissa));
    let rounded = (2 * mantissa - 1) * under <= twice && twice <= (2 * mantissa + 1) * under;
    let cut = 2 * mantissa * under <= twice && twice < (2 * mantissa + 2) * under;
    rounded || cut
}

fn share(part: i64, whole: i64, mantissa: i64, decimals: u32) -> Result<(), TestCaseError> {
    let text = format!("{{w:{whole}个}}{{a:{part}个}}{{s:{}%}}", stated(mantissa, decimals));
    let found = verdict(&text, "share s = a / w", "s");
    let right = reads(part, whole, mantissa, decimals);
    prop_assert_eq!(found == Verdict::Consistent, right, "{}", text);
    Ok(())
}

/// Amounts with one decimal: whether true values in hundredths exist that make the parts and the whole read as stated.
fn sum_exists(parts: &[i64], whole: i64) -> bool {
    let exists = |low: i64, high: i64| {
        let mut sums = vec![0_i64];
        for part in parts {
            let mut next: Vec<i64> =
                sums.iter().flat_map(|sum| (low..=high).map(move |off| sum + part * 10 + off)).collect();
            next.sort_unstable();
            next.dedup();
            sums = next;
        }
        sums.iter().any(|sum| (whole * 10 + low..=whole * 10 + high).contains(sum))
    };
    exists(-5, 5) || exists(0, 9)
}

fn sum(parts: &[i64], whole: i64) -> Result<(), TestCaseError> {
    let marks: String =
        parts.iter().enumerate().map(|(at, part)| format!("{{p{at}:{}万元}}", stated(*part, 1))).collect();
    let names: Vec<String> = (0..parts.len()).map(|at| format!("p{at}")).collect();
    let text = format!("{{w:{}万元}}{marks}", stated(whole, 1));
    let found = verdict(&text, &format!("sum w = {}", names.join(" + ")), "w");
    prop_assert_eq!(found == Verdict::Consistent, sum_exists(parts, whole), "{}", text);
    Ok(())
}

/// Growth between two rounded amounts: an alarm needs that no pair of true values gives the stated rate.
fn growth(from: i64, to: i64, mantissa: i64) -> Result<(), TestCaseError> {
    let text = format!("{{a:{}元}}{{b:{}元}}{{r:{}%}}", stated(from, 1), stated(to, 1), stated(mantissa, 1));
    let found = verdict(&text, "change from=a to=b rate=r up", "r");
    let exists = (-5..10).any(|f| {
        (-5..10).any(|t| {
            let (from, to) = (from * 10 + f, to * 10 + t);
            to >= from && reads(to - from, from, mantissa, 1)
        })
    });
    if exists {
        prop_assert_eq!(found, Verdict::Consistent, "{}", text);
    }
    // The other way round: what is far outside of all of them is never called consistent.
    let far = (-6..=11).all(|f| {
        (-6..=11).all(|t| {
            let (from, to) = (from * 10 + f, to * 10 + t);
            (mantissa - 2..=mantissa + 2).all(|near| near < 0 || !reads(to - from, from, near, 1))
        })
    });
    if far {
        prop_assert_ne!(found, Verdict::Consistent, "{}", text);
    }
    Ok(())
}

/// Counts that add up or do not: no reading but the stated one.
fn counts(parts: &[i64], off: i64) -> Result<(), TestCaseError> {
    let whole = parts.iter().sum::<i64>() + off;
    let marks: String = parts.iter().enumerate().map(|(at, part)| format!("{{p{at}:{part}人}}")).collect();
    let names: Vec<String> = (0..parts.len()).map(|at| format!("p{at}")).collect();
    let text = format!("{{w:{whole}人}}{marks}");
    let found = verdict(&text, &format!("sum w = {}", names.join(" + ")), "w");
    prop_assert_eq!(found == Verdict::Consistent, off == 0, "{}", text);
    prop_assert_ne!(found, Verdict::NearMiss, "{}", text);
    Ok(())
}

fn shares() -> impl Strategy<Value = (i64, i64, i64, u32)> {
    (1_i64..20_000, 0_u32..3, -3_i64..4).prop_flat_map(|(whole, decimals, off)| {
        (1..=whole).prop_map(move |part| {
            let near = part * 100 * 10_i64.pow(decimals) / whole;
            (part, whole, (near + off).max(0), decimals)
        })
    })
}

/// No part is as small as what the list may be off by: one that adds up without such a part has two readings, and then
/// the part may be blamed and not the whole.
fn amounts() -> impl Strategy<Value = (Vec<i64>, i64)> {
    (proptest::collection::vec(50_i64..5_000, 2..5), -4_i64..5).prop_map(|(parts, off)| {
        let whole = (parts.iter().sum::<i64>() + off).max(1);
        (parts, whole)
    })
}

fn rates() -> impl Strategy<Value = (i64, i64, i64)> {
    (100_i64..5_000, 0_i64..3_000, -4_i64..5)
        .prop_map(|(from, more, off)| (from, from + more, (more * 1000 / from + off).max(0)))
}

fn people() -> impl Strategy<Value = (Vec<i64>, i64)> {
    (proptest::collection::vec(200_i64..90_000, 2..6), -9_i64..10)
}

proptest! {
    // The same cases each time: a change is judged by them, and new ones are looked for by the million below.
    #![proptest_config(ProptestConfig {
        cases: 1500, failure_persistence: None, rng_seed: RngSeed::Fixed(20_090_317), ..ProptestConfig::default()
    })]

    #[test]
    fn shares_hold_exactly_where_a_reading_does((part, whole, mantissa, decimals) in shares()) {
        share(part, whole, mantissa, decimals)?;
    }

    #[test]
    fn sums_of_rounded_amounts_hold_exactly_where_true_values_exist((parts, whole) in amounts()) {
        sum(&parts, whole)?;
    }

    #[test]
    fn growth_is_no_alarm_where_true_values_exist((from, to, mantissa) in rates()) {
        growth(from, to, mantissa)?;
    }

    #[test]
    fn counts_hold_exactly_where_they_add_up((parts, off) in people()) {
        counts(&parts, off)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    #[ignore = "a million cases; run in release"]
    fn many_shares((part, whole, mantissa, decimals) in shares()) {
        share(part, whole, mantissa, decimals)?;
    }

    #[test]
    #[ignore = "a million cases; run in release"]
    fn many_sums((parts, whole) in amounts()) {
        sum(&parts, whole)?;
    }

    #[test]
    #[ignore = "a million cases; run in release"]
    fn many_growths((from, to, mantissa) in rates()) {
        growth(from, to, mantissa)?;
    }

    #[test]
    #[ignore = "a million cases; run in release"]
    fn many_counts((parts, off) in people()) {
        counts(&parts, off)?;
    }
}
