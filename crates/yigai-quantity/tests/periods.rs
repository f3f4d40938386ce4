//! Dates as far as they are written, and the whole days that they mean.
#![allow(clippy::unwrap_used)] // helpers of tests may fail loudly too

use chrono::NaiveDate;
use yigai_quantity::{DateExpr, PartialDate, Period, resolve_relative};

fn date(year: Option<i32>, month: Option<u8>, day: Option<u8>) -> PartialDate {
    PartialDate { year, month, day }
}

fn told(period: Option<Period>) -> Option<String> {
    period.map(|period| period.to_string())
}

#[test]
fn a_date_is_written_as_far_as_it_is_known() {
    for (year, month, day, iso) in [
        (Some(2011), None, None, Some("2011")),
        (Some(2011), Some(2), None, Some("2011-02")),
        (Some(2011), Some(2), Some(9), Some("2011-02-09")),
        (None, Some(2), Some(9), None),
    ] {
        assert_eq!(date(year, month, day).iso().as_deref(), iso);
    }
}

#[test]
fn what_is_missing_comes_from_the_date_before() {
    let before = date(Some(2011), Some(5), Some(8));
    // A year and a month are handed on; a month without a year never takes the month of another date.
    assert_eq!(date(None, None, Some(9)).in_context(&before), date(Some(2011), Some(5), Some(9)));
    assert_eq!(date(None, Some(6), None).in_context(&before), date(Some(2011), Some(6), None));
    assert_eq!(date(Some(2012), None, Some(9)).in_context(&before), date(Some(2012), None, Some(9)));
    assert_eq!(date(Some(2012), None, None).in_context(&before), date(Some(2012), None, None));
    assert_eq!(date(None, None, None).in_context(&before), date(Some(2011), None, None));
    let months = DateExpr::between(date(None, Some(1), None), date(None, Some(6), None));
    assert_eq!(months.in_context(&before).iso().as_deref(), Some("2011-01..2011-06"));
    // The year of the end is the year of the start, whatever stands before both.
    let years = DateExpr::between(date(Some(2009), Some(4), None), date(None, Some(12), None));
    assert_eq!(years.in_context(&before).iso().as_deref(), Some("2009-04..2009-12"));
}

#[test]
fn periods_are_whole_days() {
    let resolved = |start, end: Option<PartialDate>| {
        let whole = end.map_or(DateExpr::on(start), |end| DateExpr::between(start, end));
        told(whole.resolve(&PartialDate::year(2012)))
    };
    let table = [
        (date(Some(2011), None, None), None, Some("2011-01-01..2011-12-31")),
        (date(None, Some(2), None), None, Some("2012-02-01..2012-02-29")),
        (date(Some(2011), Some(12), None), None, Some("2011-12-01..2011-12-31")),
        (date(Some(2011), Some(2), Some(28)), None, Some("2011-02-28..2011-02-28")),
        (date(Some(2011), Some(2), Some(29)), None, None),
        (date(None, Some(1), None), Some(date(None, Some(6), None)), Some("2012-01-01..2012-06-30")),
        (date(Some(2009), None, None), Some(date(Some(2011), None, None)), Some("2009-01-01..2011-12-31")),
        (date(Some(2011), None, None), Some(date(Some(2009), None, None)), None),
        (date(None, Some(13), None), None, None),
    ];
    for (start, end, expected) in table {
        assert_eq!(resolved(start, end).as_deref(), expected, "{start:?} {end:?}");
    }
    assert_eq!(DateExpr::on(date(None, Some(2), None)).resolve(&PartialDate::default()), None);
}

#[test]
fn periods_know_their_year_and_their_days() {
    let year = Period::year(2011).unwrap();
    assert_eq!(year.whole_year(), Some(2011));
    assert_eq!(Period::months(2011, 1, 12).unwrap().whole_year(), Some(2011));
    assert_eq!(Period::months(2011, 1, 11).unwrap().whole_year(), None);
    assert_eq!(Period::years(2010, 2011).unwrap().whole_year(), None);
    assert_eq!(told(Period::months(2011, 7, 9)).as_deref(), Some("2011-07-01..2011-09-30"));
    assert_eq!(Period::months(2011, 9, 7), None);
    assert_eq!(Period::years(2011, 2010), None);
    let quarter = Period::months(2012, 1, 3).unwrap();
    for (month, day, inside) in [(1, 1, true), (3, 31, true), (4, 1, false)] {
        let day = NaiveDate::from_ymd_opt(2012, month, day).unwrap();
        assert_eq!(quarter.contains(day), inside, "{day}");
    }
    assert!(!quarter.contains(Period::month(2011, 12).unwrap().end));
    assert_eq!(told(quarter.shifted_years(-1)).as_deref(), Some("2011-01-01..2011-03-31"));
    // 29 February has no day of its own in other years.
    let february = Period::month(2012, 2).unwrap();
    assert_eq!(told(february.shifted_years(1)).as_deref(), Some("2013-02-01..2013-02-28"));
    assert_eq!(told(february.shifted_years(4)).as_deref(), Some("2016-02-01..2016-02-29"));
}

#[test]
fn words_of_time_are_those_of_the_reports_year() {
    let table = [
        ("今年", Some(("2012-01-01..2012-12-31", "今年"))),
        ("去年同期", Some(("2011-01-01..2011-12-31", "去年"))),
        ("上半年全县", Some(("2012-01-01..2012-06-30", "上半年"))),
        ("去年上半年", Some(("2011-01-01..2011-06-30", "去年上半年"))),
        ("“十二五”期间", Some(("2011-01-01..2015-12-31", "“十二五”"))),
        ("十二五期间", Some(("2011-01-01..2015-12-31", "十二五"))),
        ("“十五”期间", Some(("2001-01-01..2005-12-31", "“十五”"))),
        // Without quotes it is fifteen of something.
        ("十五期间", None),
        ("往年", None),
        ("全县", None),
        ("", None),
    ];
    for (text, expected) in table {
        let found = resolve_relative(text, 2012);
        let told = found.map(|found| (found.period.to_string(), text.get(..found.len).unwrap()));
        let told = told.as_ref().map(|(period, words)| (period.as_str(), *words));
        assert_eq!(told, expected, "{text}");
    }
}
