//! The same bytes give the same bytes, on one thread or on many.

use proptest::prelude::*;
use yigai::chrono::Datelike;

use crate::reports::{cases, read, sample};

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn two_threads_write_what_one_writes(sample in sample()) {
        let json = || read(&sample.bytes).map(|report| report.to_json("a"));
        let alone = json();
        let (left, right) = std::thread::scope(|scope| {
            let (left, right) = (scope.spawn(json), scope.spawn(json));
            (left.join().unwrap(), right.join().unwrap())
        });
        prop_assert_eq!(&left, &alone);
        prop_assert_eq!(&right, &alone);
    }

    #[test]
    fn a_relative_year_is_that_of_the_report(year in 2001_u16..2024) {
        let text = format!("{year}年全县医改工作总结\n今年，全县参合农民达到31206人，比去年的30154人增加1052人。");
        let report = read(text.as_bytes()).unwrap().to_contract("a");
        let enrolled = report.observations.iter().find(|o| report.mentions[o.mention].value.as_deref() == Some("31206"));
        let period = enrolled.and_then(|observation| observation.period.as_ref()).unwrap();
        prop_assert_eq!(period.start.year(), i32::from(year));
    }
}
