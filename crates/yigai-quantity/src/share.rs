//! Units that are not written at the number but at its neighbour, and lost percent signs.

use rust_decimal::Decimal;

use crate::look::{after, before, char_at, skip_spaces_back};
use crate::{Dimension, Form, Mention, Quantity, Reading, Units};

/// Words between the two ends of a comparison: 由4万提高到5万元.
const STEPS: &[&str] = &[
    "提高到",
    "提高至",
    "提高为",
    "增加到",
    "增加至",
    "增至",
    "增长到",
    "增长至",
    "上升到",
    "上升至",
    "上升为",
    "升至",
    "升到",
    "升为",
    "提升到",
    "提升至",
    "提升为",
    "调整为",
    "调整到",
    "调整至",
    "扩大到",
    "扩大至",
    "扩展到",
    "降低到",
    "降低至",
    "降低为",
    "降到",
    "降至",
    "降为",
    "下降到",
    "下降至",
    "下降为",
    "减少到",
    "减少至",
    "减少为",
    "减至",
    "缩短到",
    "缩短至",
    "缩短为",
    "压缩到",
    "压缩至",
    "变为",
    "变成",
    "发展到",
    "到",
    "至",
    "改为",
    "提到",
    "涨到",
    "涨至",
    "上调到",
    "上调至",
    "上调为",
    "下调到",
    "下调至",
    "下调为",
    "增为",
    "逐步提高到",
    "统一提高到",
    "分别提高到",
    "大幅提高到",
    "逐年提高到",
    "再提高到",
    "又提高到",
];

/// Marks between the members of a list: 13、15或18名.
const LIST: &[&str] =
    &["、", "或", "和", "及", "与", "或者", "以及", "，", ",", "/", "至", "到", "-", "—", "~", "～"];

pub(crate) fn complete(text: &str, mentions: &mut [Mention], units: &Units) {
    named(text, mentions);
    from_the_right(text, mentions);
    shared_denominators(text, mentions);
    lost_percent(text, mentions, units);
    lost_yuan(text, mentions, units);
}

/// 2型糖尿病, “1+1+N”团队: a bare number that is a part of a name.
fn named(text: &str, mentions: &mut [Mention]) {
    for mention in mentions {
        let bare = mention
            .quantity()
            .is_some_and(|quantity| quantity.unit.is_none() && quantity.form == Form::Number);
        let (start, end) = (mention.span.start(), mention.span.end());
        let joined =
            text.get(..start).is_some_and(|head| head.ends_with('+')) || char_at(text, end) == Some('+');
        if bare && (joined || char_at(text, end) == Some('型')) {
            mention.reading = Reading::Name;
        }
    }
}

fn gap<'a>(text: &'a str, a: &Mention, b: &Mention) -> &'a str {
    text.get(a.span.end()..b.span.start()).unwrap_or_default().trim_matches([' ', '\u{3000}', '\u{a0}'])
}

/// A number without a unit takes the unit of the next one of its list or comparison.
fn from_the_right(text: &str, mentions: &mut [Mention]) {
    for index in (0..mentions.len().saturating_sub(1)).rev() {
        let (left, right) = mentions.split_at_mut(index + 1);
        let (Some(a), Some(b)) = (left.last_mut(), right.first()) else { continue };
        let a_span = a.span;
        // 提高1.1个和2.4个百分点: the 个 is that of 个百分点.
        let points = right.first().and_then(Mention::quantity).is_some_and(|q| q.is(Dimension::Points));
        let unmeasured = |quantity: &Quantity| {
            (quantity.unit.is_none()
                || points && quantity.unit.as_ref().is_some_and(|unit| unit.name() == "个"))
                && !matches!(quantity.form, Form::Fraction(..) | Form::Ratio(..))
        };
        if !a.quantity().is_some_and(unmeasured) {
            continue;
        }
        let between = gap(text, a, b);
        let (Reading::Quantity(first), Reading::Quantity(second)) = (&mut a.reading, &b.reading) else {
            continue;
        };
        let Some(unit) = &second.unit else { continue };
        let list = LIST.contains(&between);
        let step = STEPS.contains(&between);
        let opened = before(text, skip_spaces_back(text, a_span.start()), 24);
        let compared = step
            && (["由", "从", "自", "原", "原来的", "由原来的", "从原来的", "过去的", "上年的", "去年的"]
                .iter()
                .any(|w| opened.ends_with(w))
                || list
                || !matches!(between, "到" | "至"));
        if !(list || compared) {
            continue;
        }
        // Counters of things are not shared across a comma.
        if matches!(between, "，" | ",") {
            continue;
        }
        first.unit = Some(unit.clone());
        first.unit_inferred = true;
        first.form = second.form;
        if first.per.is_empty() {
            first.per = second.per.clone();
        }
    }
}

/// 每人每年132元、46元、12元: the later members are per head and year too.
fn shared_denominators(text: &str, mentions: &mut [Mention]) {
    for index in 1..mentions.len() {
        let (left, right) = mentions.split_at_mut(index);
        let (Some(a), Some(b)) = (left.last(), right.first_mut()) else { continue };
        if a.quantity().is_none_or(|quantity| quantity.per.is_empty()) {
            continue;
        }
        let listed = matches!(gap(text, a, b), "、" | "和" | "或" | "及");
        let (Reading::Quantity(first), Reading::Quantity(second)) = (&a.reading, &mut b.reading) else {
            continue;
        };
        if listed && second.per.is_empty() && first.unit == second.unit {
            second.per.clone_from(&first.per);
        }
    }
}

/// Words before a lost percent sign.
const CUES: &[&str] =
    &["率", "比例", "比重", "占比", "覆盖面", "百分比", "满意度", "占", "知晓度", "降幅", "增幅", "涨幅"];
/// Rates that are not percentages, or not always.
const NOT_PERCENT: &[&str] = &[
    "死亡率",
    "出生率",
    "生育率",
    "发病率",
    "增长率",
    "患病率",
    "速率",
    "频率",
    "心率",
    "汇率",
    "利率",
    "功率",
    "效率",
    "概率",
    "曲率",
    "斜率",
    "周转率",
];
/// Words that may stand between the cue and the number.
const FILLERS: &[&str] = &[
    "达到",
    "到达",
    "达",
    "为",
    "是",
    "至",
    "到",
    "提高",
    "上升",
    "下降",
    "升至",
    "降至",
    "了",
    "约",
    "近",
    "均",
    "超过",
    "分别",
    "已",
    "有",
    "由",
    "从",
    ":",
    "：",
    " ",
    "的",
    "接近",
    "稳定在",
    "保持在",
    "控制在",
    "在",
    "不低于",
    "全部",
    "增加",
    "平均",
    "总体",
    "只有",
    "仅",
    "仅为",
    "高达",
    "以上",
];

fn lost_percent(text: &str, mentions: &mut [Mention], units: &Units) {
    let Some(percent) = units.get("%") else { return };
    for mention in mentions {
        let (start, end) = (mention.span.start(), mention.span.end());
        let Reading::Quantity(quantity) = &mut mention.reading else { continue };
        if quantity.unit.is_some()
            || quantity.form != Form::Number
            || quantity.value > Decimal::from(200)
            || quantity.stated.scale != Decimal::ONE
        {
            continue;
        }
        let written = text.get(start..end).unwrap_or_default();
        if !written.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let bounds =
            ["以上", "左右", "以下", "以内"].iter().find(|word| after(text, end).starts_with(**word));
        let end = end + bounds.map_or(0, |word| word.len());
        let next = char_at(text, end);
        if !next.is_none_or(|c| "，。；、,;.)）\n ".contains(c))
            || after(text, end).starts_with(".")
                && after(text, end + 1).starts_with(|c: char| c.is_ascii_digit())
        {
            continue;
        }
        let mut head = before(text, start, 60);
        while let Some(filler) =
            FILLERS.iter().filter(|word| head.ends_with(**word)).max_by_key(|word| word.len())
        {
            head = head.get(..head.len() - filler.len()).unwrap_or_default();
        }
        let cued = CUES.iter().any(|cue| head.ends_with(cue))
            && !NOT_PERCENT.iter().any(|word| head.ends_with(word));
        if cued {
            quantity.unit = Some(percent.clone());
            quantity.unit_inferred = true;
            quantity.form = Form::Percent;
        }
    }
}

/// Nouns that are measured in money alone.
const MONEY_NOUNS: &[&str] = &[
    "费用",
    "购置费",
    "经费",
    "资金",
    "投资",
    "投入",
    "收入",
    "支出",
    "补助",
    "补偿",
    "金额",
    "预算",
    "欠款",
    "债务",
    "工资",
    "贷款",
    "产值",
    "造价",
    "基金",
];

/// 中央800万元、省级配套500万: a round sum beside others in 元, at the end of its clause, is money too.
fn lost_yuan(text: &str, mentions: &mut [Mention], units: &Units) {
    let Some(yuan) = units.get("元") else { return };
    let mut money: Option<usize> = None;
    for mention in mentions {
        let (start, end) = (mention.span.start(), mention.span.end());
        let Reading::Quantity(quantity) = &mut mention.reading else { continue };
        if quantity.is(Dimension::Money) {
            money = Some(end);
            continue;
        }
        if quantity.unit.is_some()
            || quantity.form != Form::Number
            || quantity.stated.scale < Decimal::from(10_000)
        {
            continue;
        }
        let near = money.and_then(|money| text.get(money..start)).is_some_and(|between| {
            between.len() <= 60
                && !between.contains(['。', '；', ';', '\n'])
                && !between.contains("人次")
                && !between.contains("人数")
        });
        let closed = char_at(text, end).is_none_or(|c| "，。；、,;)）\n".contains(c));
        // 设备购置费500余万
        let named = MONEY_NOUNS.iter().any(|noun| before(text, start, 18).contains(noun));
        if (near || named) && closed {
            quantity.unit = Some(yuan.clone());
            quantity.unit_inferred = true;
            money = Some(end);
        }
    }
}
