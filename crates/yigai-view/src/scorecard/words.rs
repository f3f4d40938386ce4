//! What the scorecard says, in both languages.

messages! {
    SCORECARD: "评分表", "Scorecard";
    KIND: "报告类型", "kind of report";
    BY_WORD: "标题或单位中有“{}”", "its title or issuer says {}";
    BY_PROGRAMME: "目录内的数字有 {}/{} 属于该领域", "{}/{} of its catalogued figures are of that programme";
    BY_DEFAULT: "没有更具体的特征", "nothing more specific is known";
    COMPLETENESS: "完整性（应有指标中已写明的）", "completeness (stated of what is expected)";
    MISSING: "未见指标", "not stated";
    NOT_ASKED: "因年份不明而未要求的指标", "not asked for, since the year is not known";
    CONSISTENCY: "内部一致（可判定的核算中相符的）", "consistency (recomputations that hold of those decided)";
    NEAR_MISSES: "其中差不到末位一个单位的", "off by less than one unit of the last place";
    UNDECIDABLE: "无法判定的核算", "recomputations that cannot be decided";
    TO_REPAIR: "需要修正的数字（不符、损坏、无法识读）", "figures to repair (inconsistent, corrupt, unreadable)";
    WITH_SUGGESTION: "其中有建议值的", "of these with a suggestion";
    EDITS: "清理改动处数/文件字节数", "cleaning edits per bytes of the file";
    UNCHECKED: "没有任何核算涉及的数字", "figures that no check covers";
}

#[test]
fn both_languages_say_the_same() {
    crate::messages::agree(ALL);
}
