//! What holds for every text.
#![allow(clippy::unwrap_used)] // helpers of tests may fail loudly too

use std::sync::LazyLock;

use proptest::prelude::*;
use yigai_quantity::{Scanner, find};

static SCANNER: LazyLock<Scanner> = LazyLock::new(Scanner::default);

/// Texts of the characters that decide, so that odd neighbours meet often.
fn dense() -> impl Strategy<Value = String> {
    let pieces = [
        "0",
        "1",
        "7",
        "20",
        "2011",
        "1.5",
        ",",
        "，",
        ".",
        "。",
        "、",
        "-",
        "—",
        "至",
        "到",
        "%",
        "％",
        "/",
        "(",
        ")",
        "〔",
        "〕",
        "号",
        "年",
        "月",
        "日",
        "一",
        "二",
        "两",
        "三",
        "十",
        "百",
        "千",
        "万",
        "亿",
        "零",
        "〇",
        "半",
        "几",
        "数",
        "余",
        "多",
        "个",
        "人",
        "人次",
        "元",
        "角",
        "点",
        "分之",
        "百分之",
        "第",
        "每",
        "约",
        "以上",
        "上",
        "由",
        "翻",
        "番",
        "倍",
        "成",
        "折",
        "统一",
        "时",
        "：",
        ":",
        "H",
        "m",
        " ",
        "\n",
        "“",
        "”",
        "率",
        "Ｏ",
        "３",
        "é",
        "😀",
    ];
    proptest::collection::vec(proptest::sample::select(pieces.to_vec()), 0..40)
        .prop_map(|pieces| pieces.concat())
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let mentions = find(text);
    let mut end = 0;
    for mention in &mentions {
        prop_assert!(mention.span.start() >= end, "mentions overlap in {text:?}: {mentions:?}");
        prop_assert!(!mention.span.is_empty());
        prop_assert!(mention.span.slice(text).is_some(), "not on character boundaries in {text:?}");
        prop_assert!(mention.number.slice(text).is_some());
        end = mention.span.end();
    }
    for (at, c) in text
        .char_indices()
        .filter(|(_, c)| c.is_ascii_digit() || "零〇一二三四五六七八九十百千万亿两".contains(*c))
    {
        prop_assert!(
            mentions.iter().any(|m| m.span.contains(at)),
            "{c} at {at} of {text:?} is in no mention"
        );
    }
    prop_assert_eq!(SCANNER.mentions(text).count(), mentions.len());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn every_numeral_is_in_one_mention(text in dense()) {
        check(&text)?;
    }

    #[test]
    fn no_text_panics(text in ".{0,60}") {
        check(&text)?;
    }

    #[test]
    fn a_plain_amount_comes_back(value in 0_u64..10_000_000_000, unit in proptest::sample::select(vec!["人", "元", "张", "人次", "%"])) {
        let text = format!("共计{value}{unit}。");
        let mentions = find(&text);
        prop_assert_eq!(mentions.len(), 1);
        let quantity = mentions[0].quantity().unwrap();
        prop_assert_eq!(quantity.value.to_string(), value.to_string());
        prop_assert_eq!(quantity.unit.as_ref().unwrap().name(), unit);
    }
}
