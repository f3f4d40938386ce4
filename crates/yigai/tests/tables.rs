//! The cells of a table say the same in every container: what is measured, in which unit, of when and of whom.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)] // the helpers of tests fail loudly, as the tests do

use yigai::contract::Verdict;
use yigai::{Options, Report, contract};

fn read(bytes: &[u8]) -> contract::Report {
    Report::read(bytes, &Options::default()).expect("the file is read").to_contract("file")
}

/// For each figure of the tables its indicator, value, unit, year, subject and role.
fn cells(report: &contract::Report) -> Vec<String> {
    let in_table = |o: &&contract::Observation| o.why.iter().any(|why| why.contains("heads of its row"));
    let line = |o: &contract::Observation| {
        let mention = &report.mentions[o.mention];
        format!(
            "{} {} {} {} {} {:?}",
            o.indicator.as_deref().unwrap_or("-"),
            mention.value.as_deref().unwrap_or("-"),
            mention.unit.as_deref().unwrap_or("-"),
            o.period.map_or_else(|| "-".to_owned(), |period| period.start.to_string()),
            o.subject.as_deref().unwrap_or("-"),
            o.role,
        )
    };
    report.observations.iter().filter(in_table).map(line).collect()
}

const WANT: [&str; 25] = [
    "nrcms_enrollees 30412 人 2012-01-01 柳林镇 Level",
    "nrcms_op_visits 51208 人次 2012-01-01 柳林镇 Level",
    "nrcms_fund_spent 964000 元 2012-01-01 柳林镇 Level",
    "nrcms_ip_visits 2510 人次 2012-01-01 柳林镇 Level",
    "nrcms_fund_spent 5203500 元 2012-01-01 柳林镇 Level",
    "nrcms_enrollment_rate 97.6 % 2012-01-01 柳林镇 Level",
    "nrcms_enrollees 18230 人 2012-01-01 桑园乡 Level",
    "nrcms_op_visits 29114 人次 2012-01-01 桑园乡 Level",
    "nrcms_fund_spent 553000 元 2012-01-01 桑园乡 Level",
    "nrcms_ip_visits 1407 人次 2012-01-01 桑园乡 Level",
    "nrcms_fund_spent 2881600 元 2012-01-01 桑园乡 Level",
    "nrcms_enrollment_rate 96.1 % 2012-01-01 桑园乡 Level",
    "nrcms_enrollees 48642 人 2012-01-01 - Level",
    "nrcms_op_visits 80322 人次 2012-01-01 - Level",
    "nrcms_fund_spent 1517000 元 2012-01-01 - Level",
    "nrcms_ip_visits 3917 人次 2012-01-01 - Level",
    "nrcms_fund_spent 8085100 元 2012-01-01 - Level",
    "nrcms_enrollment_rate 97.03 % 2012-01-01 - Level",
    "hr_files 81200 份 2011-01-01 - Level",
    "hr_files 98600 份 2012-01-01 - Level",
    "hr_files 21.43 % 2012-01-01 - ChangeRate",
    "htn_std_rate 61.5 % 2011-01-01 高血压患者 Level",
    "htn_std_rate 70.2 % 2012-01-01 高血压患者 Level",
    "mat_system_rate 90.4 % 2011-01-01 孕产妇 Level",
    "mat_system_rate 93.1 % 2012-01-01 孕产妇 Level",
];

fn check(bytes: &[u8]) {
    let report = read(bytes);
    assert_eq!(cells(&report), WANT);
    let sums = report.findings.iter().filter(|f| f.rule == "sum" && f.verdict == Verdict::Consistent).count();
    let growth =
        report.findings.iter().filter(|f| f.rule == "growth" && f.verdict == Verdict::Consistent).count();
    assert_eq!((sums, growth, report.alarms().count()), (5, 1, 0));
    // The numbers of the rows are ordinals, and units in heads count nothing.
    let quantities = report.mentions.iter().filter(|m| m.kind == yigai_quantity::Kind::Quantity);
    assert_eq!(quantities.count(), WANT.len());
}

const TAB_TABLE: &str = "乡镇\t参合人数\t门诊补偿\t\t住院补偿\t\t参合率(%)
\t\t人次\t金额\t人次\t金额\t
柳林镇\t30412\t51208\t96.4\t2510\t520.35\t97.6
桑园乡\t18230\t29114\t55.3\t1407\t288.16\t96.1
合计\t48642\t80322\t151.7\t3917\t808.51\t97.03
二、基本公共卫生服务完成情况
序号\t指标名称\t单位\t2011年\t2012年\t增长(%)
1\t居民健康档案建档人数\t万份\t8.12\t9.86\t21.43
2\t高血压患者规范管理率\t%\t61.5\t70.2\t-
3\t孕产妇系统管理率\t%\t90.4\t93.1\t-
";

fn text(table: &str) -> String {
    format!("云溪县2012年卫生工作情况\n一、新型农村合作医疗补偿情况(单位:人次、万元)\n{table}")
}

#[test]
fn tabs() {
    check(text(TAB_TABLE).as_bytes());
}

#[test]
fn bars() {
    let bars: Vec<String> =
        TAB_TABLE
            .lines()
            .map(|line| {
                if line.contains('\t') {
                    format!("| {} |", line.replace('\t', " | "))
                } else {
                    line.to_owned()
                }
            })
            .collect();
    check(text(&bars.join("\n")).as_bytes());
}

#[cfg(any(feature = "containers", feature = "html"))]
#[test]
fn html() {
    check(include_bytes!("data/tables.html"));
}

#[cfg(any(feature = "containers", feature = "docx"))]
#[test]
fn word() {
    check(include_bytes!("data/tables.docx"));
}

#[cfg(any(feature = "containers", feature = "docx"))]
#[test]
fn word_before_2007() {
    check(include_bytes!("data/tables.doc"));
}

#[test]
fn a_cell_that_does_not_add_up_is_an_alarm() {
    let report = read(text(&TAB_TABLE.replace("80322", "80422")).as_bytes());
    let alarms: Vec<_> = report.alarms().map(|finding| finding.formula.as_str()).collect();
    assert_eq!(alarms, ["80422 = 51208 + 29114"]);
}

#[test]
fn figures_without_heads_stay_without_a_meaning() {
    let report = read("甲\t乙\n1203\t4511\n1333\t5612\n".as_bytes());
    assert!(report.observations.iter().all(|o| o.indicator.is_none()));
    assert!(report.mentions.iter().all(|m| m.unit.is_none()));
}

#[test]
fn text_below_a_table_takes_shares_of_its_rows() {
    let text = "永宁县2013年卫生工作总结\n\n指标\t2012年\t2013年\n医疗收入(万元)\t4187.5\t4623.8\n药品收入(万元)\t2219.4\t2089.9\n\n\
                药品收入占医疗收入的比重由53%下降到45.2%。\n";
    let report = read(text.as_bytes());
    let share = |written: &str| {
        let holds = |f: &&contract::Finding| f.rule == "ratio" && f.verdict == Verdict::Consistent;
        let target = |f: &contract::Finding| report.mentions[f.target?].source.text.clone().into();
        let found = report.findings.iter().filter(holds).filter_map(target);
        found.filter(|text: &String| text == written).count()
    };
    assert_eq!((share("53%"), share("45.2%")), (1, 1), "{:#?}", report.findings);
}

#[test]
fn columns_parted_by_spaces_say_of_whom_the_next_ones_are() {
    let text = "河湾区2014年卫生工作小结\n表2 各镇工作完成情况\n单位      65岁及以上（人）  体检（人）  管理率（%）\n\
                东山镇    3120    2340    75.0\n西坪镇    2810    2051    73.0\n合计     5930   4391   74.0\n";
    let report = read(text.as_bytes());
    let cells = cells(&report);
    assert_eq!(
        cells[..3],
        [
            "pop_65plus 3120 人 2014-01-01 东山镇 Level",
            "eld_managed 2340 人 2014-01-01 东山镇 Level",
            "eld_rate 75 % 2014-01-01 东山镇 Level",
        ]
    );
    let sums = report.findings.iter().filter(|finding| finding.rule == "sum").count();
    let rates = report.findings.iter().filter(|finding| finding.rule == "ratio").count();
    assert_eq!((sums, rates), (2, 3));
    assert!(report.findings.iter().all(|finding| finding.verdict == Verdict::Consistent));
}
