//! Tables in text: what their cells state, and how their figures belong together.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)] // the helpers of tests fail loudly, as the tests do

use proptest::prelude::*;
use yigai_extract::{Extraction, Extractor, Link, Settings};
use yigai_text::{Document, Options};

fn read(text: &str) -> (Document, Extraction) {
    let document = Document::read(text.as_bytes(), &Options::default()).expect("the case is text");
    let extraction =
        Extractor::builtin().expect("the data is sound").extract(&document, &Settings::default());
    (document, extraction)
}

/// For each quantity its indicator, value and unit, role and modality.
fn figures(text: &str) -> Vec<String> {
    let (_, read) = read(text);
    let name = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let line = |o: &yigai_extract::Observation| {
        let quantity = read.mentions[o.mention].quantity().unwrap();
        let unit = quantity.unit.as_ref().map_or("-", |unit| unit.name());
        let role = name(serde_json::to_value(o.role).unwrap());
        let modality = name(serde_json::to_value(o.modality).unwrap());
        let id = o.indicator.as_deref().unwrap_or("-");
        format!("{id} {}{unit} {role} {modality}", quantity.value.normalize())
    };
    read.observations.iter().map(line).collect()
}

#[test]
fn totals_are_sums() {
    let (_, read) = read("乡镇\t参合人数\t参合率\n甲镇\t12100\t95.1\n乙镇\t2200\t96.2\n合计\t14300\t95.3\n");
    let sums: Vec<_> = read.relations.iter().filter(|r| matches!(r.link, Link::Sum { .. })).collect();
    // Rates do not add up.
    let [only] = sums.as_slice() else { panic!("{sums:?}") };
    assert_eq!(only.link, Link::Sum { whole: 4, parts: vec![0, 2], complete: true, implied_units: 0 });
}

#[test]
fn no_sum_over_subtotals() {
    for text in [
        "机构\t床位数\n县医院\t300\n其中:重症\t20\n合计\t300\n",
        "机构\t床位数\n甲院\t300\n小计\t300\n合计\t300\n",
        "机构\t床位数\n甲院\t300\n合计\t300\n乙院\t20\n",
    ] {
        let (_, read) = read(text);
        assert!(!read.relations.iter().any(|r| matches!(r.link, Link::Sum { .. })), "{text}");
    }
}

#[test]
fn heads_of_two_rows_are_read_together() {
    let text = "2012年重大公共卫生项目完成情况\n项目\t任务数\t完成数\t完成率(%)\n农村孕产妇住院分娩补助(人)\t1500\t1532\t102.1\n免费增补叶酸(人)\t2000\t1980\t99\n";
    assert_eq!(
        figures(text),
        [
            "hosp_delivery 1500人 level target",
            "hosp_delivery 1532人 level actual",
            "- 102.1% level actual",
            "folic_users 2000人 level target",
            "folic_users 1980人 level actual",
            "- 99% level actual",
        ]
    );
}

#[test]
fn a_place_is_the_subject_and_no_indicator() {
    let (_, read) =
        read("单位:张、人\n机构\t床位数\t执业医师\n柳林中心卫生院\t40\t12\n桑园乡卫生院\t20\t6\n");
    let said: Vec<_> =
        read.observations.iter().map(|o| (o.indicator.as_deref(), o.subject.as_deref())).collect();
    let (first, second) = (Some("柳林中心卫生院"), Some("桑园乡卫生院"));
    assert_eq!(
        said,
        [
            (Some("fac_beds"), first),
            (Some("wf_doctors"), first),
            (Some("fac_beds"), second),
            (Some("wf_doctors"), second)
        ]
    );
}

#[test]
fn kinds_of_institutions_in_rows_are_counted() {
    let text = "机构类别\t机构数(个)\n乡镇卫生院\t12\n社区卫生服务中心\t3\n村卫生室\t186\n";
    assert_eq!(
        figures(text),
        ["fac_thc 12个 level actual", "fac_chc 3个 level actual", "fac_vc 186个 level actual"]
    );
}

#[test]
fn a_rate_between_nought_and_one_gets_no_percent_sign() {
    assert_eq!(
        figures("乡镇\t参合率\n甲镇\t0.97\n乙镇\t96.5\n"),
        ["- 0.97- level actual", "nrcms_enrollment_rate 96.5% level actual"]
    );
}

#[test]
fn a_death_rate_without_a_unit_stays_without() {
    let (_, read) = read("指标\t2010年\t2011年\n孕产妇死亡率\t21.3\t18.9\n婴儿死亡率\t8.1\t7.2\n");
    assert!(read.mentions.iter().filter_map(|m| m.quantity()).all(|q| q.unit.is_none()));
}

#[test]
fn years_of_columns_are_periods_and_reach_no_further() {
    let (_, read) = read(
        "2013年白石县医改总结\n指标\t2011年\t2012年\n参合人数(人)\t5210\t5333\n常住人口(人)\t6000\t6100\n一、成效\n建立居民健康档案5000份。\n",
    );
    let years: Vec<_> = read.observations.iter().map(|o| o.period.unwrap().start.to_string()).collect();
    assert_eq!(years, ["2011-01-01", "2012-01-01", "2011-01-01", "2012-01-01", "2013-01-01"]);
}

#[test]
fn a_change_is_of_the_later_year() {
    let text = "县级医院运行情况\n指标\t2015年\t2016年\t同比增长(%)\n门诊人次\t18420人次\t20262人次\t10\n出院人次\t1610人次\t1771人次\t10\n";
    let (_, read) = read(text);
    let years: Vec<_> = read.observations.iter().map(|o| o.period.unwrap().to_string()).collect();
    let (before, after) = ("2015-01-01..2015-12-31", "2016-01-01..2016-12-31");
    assert_eq!(years, [before, after, after, before, after, after]);
}

#[test]
fn of_several_units_above_a_table_the_fitting_one_is_taken() {
    let text = "新农合补偿情况\n单位:人次、万元、元、%\n级别\t住院人次\t总费用\t次均费用\t补偿比\n乡镇卫生院\t205\t15.3\t746\t72.4\n县级医院\t81\t32.5\t4012\t61.9\n";
    let (_, read) = read(text);
    let of = |o: &yigai_extract::Observation| {
        let quantity = read.mentions[o.mention].quantity().unwrap();
        format!("{}{}", quantity.value.normalize(), quantity.unit.as_ref().map_or("-", |unit| unit.name()))
    };
    let said: Vec<_> = read.observations.iter().map(of).collect();
    assert_eq!(said, ["205人次", "153000元", "746元", "72.4%", "81人次", "325000元", "4012元", "61.9%"]);
}

#[test]
fn an_average_is_never_in_the_scale_of_the_totals() {
    let text = "单位:万元\n机构\t业务收入\t次均费用\n甲院\t320.5\t58.2\n乙院\t120\t44\n";
    assert_eq!(figures(text)[..2], ["- 3205000元 level actual", "- 58.2- level actual"]);
}

#[test]
fn a_unit_may_follow_a_comma_or_stroke_in_a_head() {
    let text = "新农合补偿情况\n类别\t补偿人次\t报销金额/万元\n门诊\t512\t1.5\n住院\t41\t9.5\n";
    assert_eq!(
        figures(text),
        [
            "nrcms_op_visits 512人次 level actual",
            "nrcms_fund_spent 15000元 level actual",
            "nrcms_ip_visits 41人次 level actual",
            "nrcms_fund_spent 95000元 level actual"
        ]
    );
}

#[test]
fn a_unit_above_a_table_counts_nothing() {
    let (_, read) = read("单位:万元、人次\n项目\t金额\n门诊\t12.5\n住院\t88\n");
    assert_eq!(read.mentions.iter().filter(|m| m.quantity().is_some()).count(), 2);
}

proptest! {
    #[test]
    fn any_table_is_read(rows in prop::collection::vec(prop::collection::vec(0..14_usize, 1..6), 1..8)) {
        const CELLS: [&str; 14] = [
            "", "12", "95.1%", "参合人数", "金额(万元)", "2011年", "合计", "其中:门诊", "-", "(", "单位:元", "万元", "3.5万人", "甲镇",
        ];
        for divider in ["\t", "|"] {
            let text: Vec<String> = rows
                .iter()
                .map(|row| row.iter().map(|&cell| CELLS[cell]).collect::<Vec<_>>().join(divider))
                .collect();
            let Ok(document) = Document::read(text.join("\n").as_bytes(), &Options::default()) else { continue };
            let read = Extractor::builtin().unwrap().extract(&document, &Settings::default());
            let quantities: Vec<usize> =
                (0..read.mentions.len()).filter(|&i| read.mentions[i].quantity().is_some()).collect();
            let observed: Vec<usize> = read.observations.iter().map(|o| o.mention).collect();
            prop_assert_eq!(quantities, observed, "{:?}", text);
        }
    }
}

#[test]
fn a_unit_in_brackets_ends_the_caption() {
    let text =
        "各县县域内住院率（%）如下：\n地区\t2022年\t2023年\t提高（个百分点）\n云湖县\t91.2\t93.5\t2.3\n";
    let units: Vec<String> =
        figures(text).iter().map(|line| line.split(' ').nth(1).unwrap().to_owned()).collect();
    assert_eq!(units, ["91.2%", "93.5%", "2.3百分点"]);
    let text = "各县医改情况（2022年）如下：\n地区\t建档数\t床位数\n云湖县\t912\t935\n";
    assert!(figures(text).iter().all(|line| !line.contains('%')));
}

#[test]
fn a_rate_has_the_name_of_its_two_columns() {
    let text =
        "机构\t常住人口\t电子档案\t建档率%\n东街中心\t52100\t46212\t88.7\n白沙镇卫生院\t41000\t36121\t88.1\n";
    let rates: Vec<String> = figures(text).into_iter().filter(|line| line.contains('%')).collect();
    assert!(rates.len() == 2 && rates.iter().all(|line| line.starts_with("hr_e_rate ")), "{rates:?}");
    // All records over the same people make the common rate.
    let all = text.replace("电子档案", "健康档案");
    assert!(figures(&all).iter().filter(|line| line.contains('%')).all(|line| line.starts_with("hr_rate ")));
}
