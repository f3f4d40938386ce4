//! Reports to hold the promises against.

use proptest::prelude::*;
use yigai::{Options, Report};
use yigai_samples::{Recipe, Sample, generate};

/// Pieces of reports, sound and broken, that the random ones are made of.
const PIECES: &[&str] = &[
    "全县农业人口31.26万人",
    "参合30.18万人",
    "参合率96.54%",
    "人均筹资290元",
    "由150元提高到290元",
    "2012年",
    "202223年",
    "2023%",
    "上半年",
    "其中男性1206人、女性",
    "1094人",
    "共计",
    "分别为35人、",
    "12人和8人",
    "比上年增长8.3%",
    "下降2.1个百分点",
    "三分之二",
    "十几万",
    "两所卫生院",
    "统一",
    "约",
    "以上",
    "不足",
    "第十二批",
    "，",
    "。",
    "；",
    "、",
    "\n",
    "\n\n",
    "（一）",
    "1、",
    "3、\n",
    " ",
    "\u{3000}",
    "&nbsp;",
    "１２",
    "％",
    "1 6 5",
    "\t",
    "|",
    "首页",
    "内容总结",
    "效劳",
    "根本药物",
    "服务",
    "万元",
    "人次",
    "<p>",
    "〔2007〕63号",
    "0",
    "%",
    "~",
    "—",
];

/// Random text out of pieces.
pub(crate) fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 1..50).prop_map(|pieces| pieces.concat())
}

/// A generated report, with or without damage.
pub(crate) fn sample() -> impl Strategy<Value = Sample> {
    (any::<u64>(), any::<bool>()).prop_map(|(seed, damaged)| {
        let recipe = if damaged { Recipe::any(seed) } else { Recipe::clean() };
        generate(seed, &recipe.size(1_500))
    })
}

/// The report, where the bytes are one.
pub(crate) fn read(bytes: &[u8]) -> Option<Report> {
    Report::read(bytes, &Options::default()).ok()
}

/// Few cases of the whole way, which costs some milliseconds each.
pub(crate) fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}
