//! What a report says of itself: its period, its place and who wrote it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // the helpers of tests fail loudly, as the tests do

use yigai_extract::{Extractor, ReportContext, Settings};
use yigai_text::{Document, Options};

fn context(text: &str) -> ReportContext {
    let document = Document::read(text.as_bytes(), &Options::default()).expect("the case is text");
    Extractor::builtin().expect("the data is sound").extract(&document, &Settings::default()).context
}

fn period(text: &str) -> Option<String> {
    context(text).period.map(|period| period.to_string())
}

#[test]
fn the_year_of_a_title_whatever_noun_ends_it() {
    for title in [
        "关于对2015年度卫生工作考核结果的通报",
        "云岭县2015年公立医院运行分析",
        "我县2015年健康扶贫成效明显",
        "云岭县2015年医改监测简报",
    ] {
        let text = format!("{title}\n全县共有床位350张。\n");
        assert_eq!(period(&text).as_deref(), Some("2015-01-01..2015-12-31"), "{title}");
    }
}

#[test]
fn a_half_year_behind_the_year() {
    let text = "云岭县2020年上半年医共体监测情况\n全县共有床位350张。\n";
    assert_eq!(period(text).as_deref(), Some("2020-01-01..2020-06-30"));
}

#[test]
fn the_year_that_opens_the_first_sentence() {
    let text = "医改工作总结\n2014年,全县上下认真落实各项任务。全县共有床位350张。\n";
    assert_eq!(period(text).as_deref(), Some("2014-01-01..2014-12-31"));
}

#[test]
fn a_year_that_something_began_in_is_not_the_period() {
    for text in [
        "医改工作总结\n2009年以来,全县医改稳步推进。全县共有床位350张。\n",
        "医改工作总结\n根据2011年版规范,全县开展服务。共有床位350张。\n",
        "医改工作总结\n全县共有床位350张,比2012年增加20张。\n",
    ] {
        assert_eq!(period(text), None, "{text}");
    }
}

#[test]
fn a_place_stands_in_the_title_or_more_than_once() {
    let region = |text: &str| context(text).region;
    assert_eq!(region("云岭县医改工作总结\n共有床位350张。\n").as_deref(), Some("云岭县"));
    assert_eq!(region("医改工作总结\n青沙县高度重视。青沙县共有床位350张。\n").as_deref(), Some("青沙县"));
    for text in [
        "医改工作总结\n成立由分管副县长任组长的领导小组,共有床位350张。\n",
        "医改工作总结\n组织县乡村三级医务人员入户,共有床位350张。\n",
        "关于提案的答复\n经商县财政局,现答复如下:共有床位350张。\n",
    ] {
        assert_eq!(region(text), None, "{text}");
    }
}

#[test]
fn who_wrote_it_may_open_the_title() {
    let issuer = |text: &str| context(text).issuer;
    assert_eq!(issuer("云岭县卫生局2012年工作总结\n共有床位350张。\n").as_deref(), Some("云岭县卫生局"));
    assert_eq!(issuer("(2020年度)云岭县中医院工作总结\n共有床位350张。\n").as_deref(), Some("云岭县中医院"));
    assert_eq!(issuer("医改工作总结\n共有床位350张。\n"), None);
}

#[test]
fn who_wrote_it_may_stand_below_the_title() {
    let issuer = |text: &str| context(text).issuer;
    for text in [
        "全县医改工作情况\n(云岭县卫生局 2013年9月)\n全县共有床位350张。\n",
        "全县医改工作情况\n云岭县卫生局\n2013年9月16日\n全县共有床位350张。\n",
        "全县医改工作情况\n全县共有床位350张。\n云岭县卫生局\n2013年9月16日\n",
        "云岭县卫生局\n关于2013年医改工作的报告\n全县共有床位350张。\n",
    ] {
        assert_eq!(issuer(text).as_deref(), Some("云岭县卫生局"), "{text}");
    }
    let merged = "云岭县卫生和计划生育局2016年工作总结\n全县共有床位350张。\n";
    assert_eq!(issuer(merged).as_deref(), Some("云岭县卫生和计划生育局"));
    let heading = "医改工作总结\n一、县人民医院\n全院共有床位350张。\n";
    assert_eq!(issuer(heading), None);
}

#[test]
fn a_title_of_two_lines() {
    let title = |text: &str| context(text).title;
    let body = "全县共有床位350张。\n";
    for (lines, whole) in [
        ("云岭县卫生局\n关于2013年医改工作的报告\n", "云岭县卫生局关于2013年医改工作的报告"),
        ("云岭县人民政府\n关于2013年医改工作的\n自查报告\n", "云岭县人民政府关于2013年医改工作的自查报告"),
        ("云岭县2013年医改工作总结\n云岭县卫生局\n", "云岭县2013年医改工作总结"),
        ("云岭县2013年医改工作总结\n一、基本情况\n", "云岭县2013年医改工作总结"),
    ] {
        assert_eq!(title(&format!("{lines}{body}")).as_deref(), Some(whole), "{lines}");
    }
}

#[test]
fn the_place_behind_the_word_for_a_year() {
    let region = |text: &str| context(text).region;
    assert_eq!(region("2016年度花溪区卫生工作考核通报\n共有床位350张。\n").as_deref(), Some("花溪区"));
    assert_eq!(region("2016年度石山区医改考核通报\n共有床位350张。\n").as_deref(), None);
    assert_eq!(region("2017年度秀山区医改考核通报\n共有床位350张。\n").as_deref(), Some("秀山区"));
    assert_eq!(region("2016年度某某区卫生工作考核通报\n共有床位350张。\n").as_deref(), Some("某某区"));
}

#[test]
fn a_title_that_the_body_follows_on_the_same_line() {
    let text = "云岭县2013年医改工作纪实 2011年以来,全县推进改革。共有床位350张。\n";
    assert_eq!(period(text).as_deref(), Some("2013-01-01..2013-12-31"));
    assert_eq!(context(text).title.as_deref(), Some("云岭县2013年医改工作纪实"));
    let text = "全县共有床位350张 2011年以来,全县推进改革。\n";
    assert_eq!(period(text), None);
}

#[test]
fn the_year_that_opens_most_sentences_where_nothing_else_says_one() {
    let text = "县级公立医院改革自查报告\n县人民医院始建于1951年，床位600张。2015年完成门急诊38万人次。\n2014年6月1日起取消药品加成。2015年减少收入1062万元。\n四、打算\n2016年将开放床位700张。\n";
    let context = context(text);
    assert_eq!(context.period.map(|period| period.to_string()).as_deref(), Some("2015-01-01..2015-12-31"));
    assert_eq!(context.period_evidence.as_deref(), Some("2015年"));
}

#[test]
fn two_years_that_open_as_many_sentences_decide_nothing() {
    let text = "医院改革情况\n2014年门诊38万人次。2015年门诊41万人次。\n";
    assert_eq!(period(text), None);
}

#[test]
fn a_year_before_the_dateline_needs_to_be_said_more_than_once() {
    let text = "医改情况汇报\n（云岭县卫生局 2013年9月）\n2012年门诊38万人次。全县共有床位350张。\n";
    assert_eq!(period(text), None);
}

#[test]
fn the_end_of_a_plan_is_no_year_of_a_report() {
    assert_eq!(period("卫生情况说明\n全县共有床位350张。\n到2015年底床位达到500张。\n"), None);
    let text = "签约服务情况\n截至2018年11月底，全村签约734人。\n";
    assert_eq!(period(text).as_deref(), Some("2018-01-01..2018-12-31"));
}

#[test]
fn a_line_of_nothing_but_dates_takes_linear_time() {
    // Some hundred thousand dates: looking behind each of them to the end of the line would take minutes.
    let text = format!("情况说明\n{}", "；2010年；2011年".repeat(40_000));
    // Behind the last one nothing is stated.
    assert_eq!(period(&text).as_deref(), Some("2010-01-01..2010-12-31"));
}
