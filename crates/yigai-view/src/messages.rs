//! Every word that the writers print, in both languages. `{}` is filled in from left to right.

use yigai::Lang;

/// One text in both languages; leaving one out does not compile.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text {
    pub(crate) zh: &'static str,
    pub(crate) en: &'static str,
}

impl Text {
    /// In one language.
    pub(crate) fn to(self, lang: Lang) -> &'static str {
        lang.pick(self.zh, self.en)
    }

    /// In one language, with the blanks filled in.
    pub(crate) fn fill<const N: usize>(self, lang: Lang, blanks: [&str; N]) -> String {
        let mut pieces = self.to(lang).split("{}");
        let mut text = pieces.next().unwrap_or_default().to_owned();
        for (piece, blank) in pieces.zip(blanks) {
            text.push_str(blank);
            text.push_str(piece);
        }
        text
    }
}

/// Constants of [`Text`], with a list of them for the test that both languages say the same.
macro_rules! messages {
    ($($name:ident: $zh:literal, $en:literal;)*) => {
        $(
            // Each writer uses its own part of them.
            #[allow(dead_code)]
            pub(crate) const $name: $crate::messages::Text = $crate::messages::Text { zh: $zh, en: $en };
        )*
        #[cfg(test)]
        const ALL: &[(&str, $crate::messages::Text)] = &[$((stringify!($name), $name)),*];
    };
}

messages! {
    // The head of a report.
    UNTITLED: "（无标题）", "(no title)";
    REGION: "地区 {}", "region {}";
    ISSUER: "单位 {}", "issuer {}";
    PERIOD: "报告期 {}", "period {}";
    NO_PERIOD: "报告期不明", "period not stated";
    EDITS: "清理 {} 处", "cleaning edits {}";
    BYTES: "{} 字节", "{} bytes";
    COUNTS: "数量 {} 个，日期 {} 个，序号 {} 个，文号电话 {} 个，固定词语 {} 个，无法识读 {} 个",
            "quantities {}, dates {}, ordinals {}, references {}, names {}, unreadable {}";

    // Tables.
    INDICATOR: "指标", "Indicator";
    VALUE: "数值", "Value";
    WRITTEN: "原文", "As written";
    SIDE: "口径", "Reading";
    WHEN: "时期", "Period";
    PARAGRAPH: "段", "¶";
    CHECK: "核算", "Check";
    NO_PROGRAMME: "其他", "Other facts";
    INFERRED: "{}（推定）", "{} (implied)";

    // Roles and modalities; a level that is actual needs no word.
    PREVIOUS: "上期", "previous";
    CHANGE: "增减量", "change";
    CHANGE_RATE: "增减率", "change rate";
    SHARE: "占比", "share";
    TARGET: "目标", "target";
    STANDARD: "标准", "standard";

    // Findings.
    FINDINGS: "核对结果：", "Findings: ";
    SUMMARY: "警示 {} 条，提示 {} 条，核算相符 {} 条", "alarms {}, notes {}, recomputations that hold {}";
    CONSISTENT: "相符", "consistent";
    NEAR_MISS: "接近", "near miss";
    INCONSISTENT: "不符", "inconsistent";
    CORRUPT: "数字损坏", "corrupt";
    UNDECIDABLE: "无法判定", "undecidable";
    PLACE: "第 {} 段，字节 {}..{}", "¶ {}, bytes {}..{}";
    WHOLE_DOCUMENT: "整篇", "the document";
    SUGGESTION: "建议 {}（可能性 {}）：{}", "suggestion: {} (odds {}): {}";

    // The rules of the audit.
    SUM: "合计", "sum";
    RULE_SHARE: "占比", "share";
    GROWTH: "增长率", "growth";
    DIFFERENCE: "增减量", "difference";
    POINTS: "百分点", "points";
    RATIO: "比率", "ratio";
    PRODUCT: "乘积", "product";
    SPLIT: "分摊", "split";
    REMAINDER: "余数", "remainder";
    MULTIPLE: "倍数", "multiple";
    COUNT: "计数", "count";
    BOUND: "界限", "bound";
    ORDER: "先后", "order";
    REPEAT: "前后一致", "repeat";
    CORRUPT_RULE: "数字形态", "form";

    // Findings over the text.
    FORMULA: "算式：{}", "formula: {}";
    HELP: "建议：{}（可能性 {}）：{}", "help: {} (odds {}): {}";
    MORE_NUMBERS: "另有 {} 个数字未标出", "{} more numbers are not shown";
    STATED: "写的是 {}", "stated: {}";
    STATED_COMPUTED: "写的是 {}，算得 {}", "stated: {}; computed: {}";

    // Annotated pages.
    BRAND: "医改汇报数字核对", "Figures of a health-reform report, checked";
    EXTRACTED: "字节位置按抽取出的文字计", "places are bytes of the extracted text";
    ALARMS: "警示", "alarms";
    NOTES: "提示", "notes";
    HOLDS: "核算相符", "recomputations that hold";
    UNCHECKED: "未核对", "no check";
    UNCHECKED_FIGURES: "没有任何核对的数字（{} 个，共 {} 个）", "Figures without any check ({} of {})";
    NO_ALARMS: "没有对不上的数字。", "No number disagrees.";
    PART_OF: "第 {} 至 {} 条，共 {} 条", "{} to {} of {}";
    TEXT: "原文", "The text";
    LEGEND: "图例与按键", "Legend and keys";
    CUT: "清理掉的文字", "cut as foreign to the report";
    REREAD: "按另一写法理解", "read as other words";
    CLEANING: "清理记录（{} 处）", "Cleaning ({} edits)";
    READ_AS: "读作“{}”：{}", "read as \"{}\": {}";
    ALL_PROGRAMMES: "全部条线", "All programmes";
    PROGRAMME: "条线", "Programme";
    SHOW: "显示", "Show";
    ALL_NUMERALS: "日期、序号等其他数字", "dates, ordinals and other numerals";
    KEY_FINDING: "下一条、上一条核对结果", "next and previous finding";
    KEY_NUMBER: "下一个、上一个数字", "next and previous number";
    KEY_OPEN: "打开所在数字的核对", "open the finding of the number";
    KEY_CLOSE: "取消选中", "clear";
    SHOWN: "显示 {} 条结果、{} 个数字", "{} findings and {} numbers shown";
    MEANS: "含义", "Means";
    LABEL: "文中说法", "In its words";
    SUBJECT: "对象", "About";
    STATED_AS: "写法", "Stated as";
    READINGS: "容许区间", "Readings";
    ONLY: "只能是 {}", "{} and no other";
    WHERE: "位置", "Place";
    REASON: "依据", "Why";
    CONFIDENCE: "把握", "Confidence";
    ODDS: "可能性 {}", "odds {}";
    COMPUTED: "算得 {}", "computed: {}";
    IN_PARAGRAPH: "第 {} 段", "¶ {}";
    QUANTITY: "数量", "quantity";
    DATE: "日期", "date";
    ORDINAL: "序号", "ordinal";
    REFERENCE: "文号、电话", "reference";
    NAME: "固定词语", "name";
    UNREADABLE: "无法识读", "unreadable";
    EXACT: "完全一致", "to the last digit";
    ROUNDED: "四舍五入后一致", "after rounding";
    TRUNCATED: "舍去尾数后一致", "after cutting digits off";
    BALANCED: "为凑足100而调整", "balanced so that shares make 100";
    HEDGED: "在约数的余地之内", "within what the hedge allows";
    INDEX_TITLE: "汇报核对一览", "Reports and what does not add up";
    REPORT: "汇报", "Report";
    NUMBERS: "数字", "Figures";
    TOTAL: "合计", "Total";
    MADE_BY: "由 yigai 生成：原文未作改动，数字一律保持原样，建议仅供核对。",
            "Made by yigai: the text is as it was, every number as written, and suggestions are only that.";

    // Explaining a rule.
    RECOMPUTES: "复算什么", "Recomputes";
    WHY: "为什么", "Why";
    SILENT: "何时不说话", "Silent";
    SURE: "有多大把握", "How sure";
    EXAMPLES: "例子", "Examples";

    // A file that could not be read.
    UNREADABLE_FILE: "未能读取", "not read";
}

/// The name of a rule of the audit, where it is one of the contract.
pub(crate) fn rule(name: &str) -> Option<Text> {
    Some(match name {
        "sum" => SUM,
        "share" => RULE_SHARE,
        "growth" => GROWTH,
        "difference" => DIFFERENCE,
        "points" => POINTS,
        "ratio" => RATIO,
        "product" => PRODUCT,
        "split" => SPLIT,
        "remainder" => REMAINDER,
        "multiple" => MULTIPLE,
        "count" => COUNT,
        "bound" => BOUND,
        "order" => ORDER,
        "repeat" => REPEAT,
        "corrupt" => CORRUPT_RULE,
        _ => return None,
    })
}

/// Holds both languages of a list of texts against each other.
#[cfg(test)]
pub(crate) fn agree(texts: &[(&str, Text)]) {
    for (name, text) in texts {
        assert!(!text.zh.is_empty() && !text.en.is_empty(), "{name} lacks a language");
        assert_eq!(text.zh.matches("{}").count(), text.en.matches("{}").count(), "{name}: blanks differ");
        assert!(text.en.is_ascii() || text.en.contains('¶'), "{name}: English is {:?}", text.en);
        assert!(text.zh.chars().any(|c| c > '\u{2fff}'), "{name}: Chinese is {:?}", text.zh);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_say_the_same() {
        agree(ALL);
    }

    #[test]
    fn blanks_are_filled_from_left_to_right() {
        assert_eq!(PLACE.fill(Lang::En, ["3", "10", "16"]), "¶ 3, bytes 10..16");
        assert_eq!(PLACE.fill(Lang::Zh, ["3", "{}", "16"]), "第 3 段，字节 {}..16");
    }
}
