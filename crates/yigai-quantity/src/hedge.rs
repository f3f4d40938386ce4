//! Words that stand beside a number and say how it bounds what is meant.

use yigai_numeral::Bound;

use crate::look::{after, before, skip_spaces, skip_spaces_back};

/// Before the number; the longest comes first.
const PREFIXES: &[(&str, Bound)] = &[
    ("不得低于", Bound::AtLeast),
    ("不得少于", Bound::AtLeast),
    ("不得高于", Bound::AtMost),
    ("不得超过", Bound::AtMost),
    ("原则上不超过", Bound::AtMost),
    ("不会超过", Bound::AtMost),
    ("不能超过", Bound::AtMost),
    ("不能低于", Bound::AtLeast),
    ("不应低于", Bound::AtLeast),
    ("大于等于", Bound::AtLeast),
    ("大于或等于", Bound::AtLeast),
    ("小于等于", Bound::AtMost),
    ("小于或等于", Bound::AtMost),
    ("不低于", Bound::AtLeast),
    ("不少于", Bound::AtLeast),
    ("不小于", Bound::AtLeast),
    ("不下于", Bound::AtLeast),
    ("不下", Bound::AtLeast),
    ("至少", Bound::AtLeast),
    ("最少", Bound::AtLeast),
    ("最低", Bound::AtLeast),
    ("起码", Bound::AtLeast),
    ("不超过", Bound::AtMost),
    ("不高于", Bound::AtMost),
    ("不大于", Bound::AtMost),
    ("不多于", Bound::AtMost),
    ("不超", Bound::AtMost),
    ("未超过", Bound::AtMost),
    ("没有超过", Bound::AtMost),
    ("至多", Bound::AtMost),
    ("最多", Bound::AtMost),
    ("最高", Bound::AtMost),
    ("控制在", Bound::Exact),
    ("超过了", Bound::MoreThan),
    ("超过", Bound::MoreThan),
    ("超出", Bound::Exact),
    ("超额", Bound::Exact),
    ("高于", Bound::MoreThan),
    ("多于", Bound::MoreThan),
    ("大于", Bound::MoreThan),
    ("突破了", Bound::MoreThan),
    ("突破", Bound::MoreThan),
    ("逾", Bound::MoreThan),
    ("超", Bound::MoreThan),
    ("过", Bound::Exact),
    ("低于", Bound::LessThan),
    ("少于", Bound::LessThan),
    ("小于", Bound::LessThan),
    ("不足", Bound::LessThan),
    ("不到", Bound::LessThan),
    ("不满", Bound::LessThan),
    ("未满", Bound::LessThan),
    ("未达到", Bound::LessThan),
    ("未达", Bound::LessThan),
    ("大约", Bound::About),
    ("大概", Bound::About),
    ("约为", Bound::About),
    ("约占", Bound::About),
    ("约有", Bound::About),
    ("约计", Bound::About),
    ("约需", Bound::About),
    ("约合", Bound::About),
    ("约达", Bound::About),
    ("约", Bound::About),
    ("接近", Bound::About),
    ("将近", Bound::About),
    ("近", Bound::About),
    ("几近", Bound::About),
    ("≥", Bound::AtLeast),
    ("≧", Bound::AtLeast),
    ("≤", Bound::AtMost),
    ("≦", Bound::AtMost),
    (">", Bound::MoreThan),
    ("＞", Bound::MoreThan),
    ("<", Bound::LessThan),
    ("＜", Bound::LessThan),
    ("≈", Bound::About),
    ("~", Bound::Exact),
];

/// After the number and its unit; the longest comes first.
const SUFFIXES: &[(&str, Bound)] = &[
    ("(含)以上", Bound::AtLeast),
    ("（含）以上", Bound::AtLeast),
    ("(含)以下", Bound::AtMost),
    ("（含）以下", Bound::AtMost),
    ("及以上", Bound::AtLeast),
    ("或以上", Bound::AtLeast),
    ("以上", Bound::AtLeast),
    ("及以下", Bound::AtMost),
    ("或以下", Bound::AtMost),
    ("以下", Bound::LessThan),
    ("以内", Bound::AtMost),
    ("之内", Bound::AtMost),
    ("左右", Bound::About),
    ("上下", Bound::About),
    ("开外", Bound::MoreThan),
    ("有余", Bound::MoreThan),
    ("出头", Bound::MoreThan),
    ("不到", Bound::LessThan),
    ("不等", Bound::Exact),
];

/// Verbs that may stand between 约 and its number.
const VERBS: &[&str] = &[
    "为", "占", "有", "计", "需", "须", "合", "达", "在", "是", "支付", "支出", "投入", "投资", "需要",
    "补助", "安排", "增加", "减少", "节约", "节省", "完成", "发放", "提高", "下降", "上升", "降低", "增长",
    "筹集", "覆盖", "涉及", "惠及", "服务", "培训", "接诊", "占到", "达到", "花费", "负担", "报销", "缺口",
    "下达", "拨付", "减负",
];

/// With one of these before it, 约 is the end of a word (签约, 节约).
const PART_OF_YUE: [char; 12] = ['签', '合', '节', '预', '条', '制', '履', '违', '解', '特', '公', '集'];

/// What the words before a number say, and where they begin.
pub(crate) fn before_number(text: &str, at: usize) -> Option<(Bound, usize)> {
    let at = skip_spaces_back(text, at);
    let head = before(text, at, 24);
    // 约须, 约支付: a verb between the hedge and the number.
    if let Some(verb) = VERBS.iter().filter(|verb| head.ends_with(**verb)).max_by_key(|verb| verb.len()) {
        let rest = head.get(..head.len() - verb.len()).unwrap_or_default();
        if let Some(rest) = rest.strip_suffix('约').or_else(|| rest.strip_suffix("大概"))
            && !rest.ends_with(PART_OF_YUE)
        {
            return Some((Bound::About, at - verb.len() - '约'.len_utf8()));
        }
    }
    for (word, bound) in PREFIXES {
        if let Some(rest) = head.strip_suffix(word) {
            let last = rest.chars().next_back();
            // 最近、附近、靠近, 合约、节约, 通过、经过, 签约.
            let part_of_word = match *word {
                "近" => matches!(last, Some('最' | '附' | '靠' | '邻' | '临' | '远' | '亲' | '新')),
                "约" => last.is_some_and(|c| PART_OF_YUE.contains(&c)),
                "超" => matches!(last, Some('彩' | 'B' | '不')),
                "最高" | "最低" => false,
                _ => false,
            };
            return (!part_of_word && *bound != Bound::Exact).then(|| (*bound, at - word.len()));
        }
    }
    None
}

/// What the words after a number and its unit say, and where they end.
pub(crate) fn after_unit(text: &str, at: usize) -> Option<(Bound, usize)> {
    let at = skip_spaces(text, at);
    let tail = after(text, at);
    SUFFIXES.iter().find(|(word, _)| tail.starts_with(word)).and_then(|(word, bound)| {
        // 3所不到位 is no 不到.
        let next = tail.get(word.len()..).and_then(|rest| rest.chars().next());
        let part_of_word = *word == "不到"
            && next.is_some_and(|c| !matches!(c, ',' | '，' | '。' | ';' | '；' | '的' | ')' | '）'));
        (!part_of_word && *bound != Bound::Exact).then(|| (*bound, at + word.len()))
    })
}
