//! Several reports of one place.

use yigai_audit::{Source, Verdict, across};
use yigai_quantity::Period;

use crate::notation::Report;

fn year(year: i32) -> Option<Period> {
    let day = |month, day| chrono::NaiveDate::from_ymd_opt(year, month, day);
    Some(Period { start: day(1, 1)?, end: day(12, 31)? })
}

fn report(text: &str) -> Report {
    let mut report = Report::new(text, &[]);
    report.indicate("nrcms_enrollees");
    report
}

#[test]
fn one_year_one_number() {
    let (a, b, c) = (report("参合{n:252104人}"), report("参合{n:225104人}"), report("参合{n:25.2万人}"));
    let conflicts = across(&[a.source("青溪县", year(2012)), b.source("青溪县", year(2012))]);
    assert_eq!(conflicts.len(), 1);
    assert_eq!(conflicts[0].verdict, Verdict::Inconsistent);
    assert_eq!((conflicts[0].first, conflicts[0].second), ((0, 0), (1, 0)));
    // 25.2万 is 252104 rounded; other years and other places are other facts.
    assert_eq!(across(&[a.source("青溪县", year(2012)), c.source("青溪县", year(2012))]), []);
    assert_eq!(across(&[a.source("青溪县", year(2012)), b.source("青溪县", year(2013))]), []);
    assert_eq!(across(&[a.source("青溪县", year(2012)), b.source("石桥县", year(2012))]), []);
}

#[test]
fn a_jump_from_year_to_year_is_a_doubt() {
    let (a, b) = (report("参合{n:252104人}"), report("参合{n:25104人}"));
    let sources: [Source<'_>; 2] = [a.source("青溪县", year(2012)), b.source("青溪县", year(2013))];
    let conflicts = across(&sources);
    assert_eq!(conflicts.len(), 1);
    assert_eq!(conflicts[0].verdict, Verdict::NearMiss);
    assert_eq!(
        conflicts[0].message.en,
        "252104 in 2012 and 25104 in 2013 are more than fivefold apart; please check."
    );
}

#[test]
fn only_what_was_said_of_whole_years_is_compared() {
    let days = |first: (i32, u32), last: (i32, u32)| {
        let day = |(year, month), day| chrono::NaiveDate::from_ymd_opt(year, month, day);
        Some(Period { start: day(first, 1)?, end: day(last, 28)? })
    };
    let (a, b) = (report("参合{n:252104人}"), report("参合{n:225104人}"));
    for period in [
        days((2012, 1), (2012, 6)),
        days((2012, 7), (2012, 12)),
        days((2012, 1), (2013, 12)),
        days((2012, 3), (2012, 9)),
        None,
    ] {
        assert_eq!(across(&[a.source("青溪县", period), b.source("青溪县", period)]), [], "{period:?}");
    }
    let whole = days((2012, 1), (2012, 12));
    assert_eq!(across(&[a.source("青溪县", whole), b.source("青溪县", whole)]).len(), 1);
}

#[test]
fn a_jump_is_one_of_more_than_fivefold_in_one_year() {
    let told = |first: &str, second: &str, years: (i32, i32)| {
        let (a, b) = (report(&format!("参合{{n:{first}人}}")), report(&format!("参合{{n:{second}人}}")));
        across(&[a.source("青溪县", year(years.0)), b.source("青溪县", year(years.1))]).len()
    };
    assert_eq!((told("1000", "5000", (2012, 2013)), told("1000", "5001", (2012, 2013))), (0, 1));
    assert_eq!((told("5000", "1000", (2012, 2013)), told("5001", "1000", (2012, 2013))), (0, 1));
    assert_eq!(told("1000", "9000", (2012, 2014)), 0, "two years are time enough");
}
