//! Denominators: 120元/人/年, 每人每年200元, 每万常住人口13名.

use std::sync::Arc;

use crate::look::{after, char_at, is_han, skip_spaces};

/// What can stand after 每 or a slash.
const WORDS: &[&str] = &[
    "人次",
    "床日",
    "人",
    "名",
    "年",
    "月",
    "天",
    "日",
    "户",
    "村",
    "乡镇",
    "乡",
    "镇",
    "县",
    "所",
    "家",
    "个",
    "次",
    "例",
    "床",
    "周",
    "季度",
    "季",
    "学期",
    "半年",
    "小时",
    "分钟",
    "张",
    "台",
    "份",
    "项",
    "位",
    "亩",
    "平方米",
    "㎡",
    "公里",
    "m²",
    "m2",
    "吨",
    "公斤",
    "kg",
    "千克",
    "片",
    "盒",
    "支",
    "瓶",
    "剂",
    "万人",
    "千人",
    "百人",
    "10万人",
    "十万人",
    "10万",
    "十万",
    "万",
    "千",
    "人年",
    "机构",
    "院",
    "站",
    "室",
    "点",
    "居民",
    "村民",
    "农民",
    "学年",
    "度",
    "h",
    "min",
    "s",
    "d",
    "L",
    "ml",
    "mL",
    "m3",
    "m³",
    "立方米",
    "斤",
    "头",
    "科",
    "岗",
    "队",
    "组",
    "员",
    "袋",
    "针",
    "套",
    "届",
    "期",
    "晚",
    "夜",
    "课时",
];

fn longest_word(text: &str) -> Option<&'static &'static str> {
    // The second byte tells most words apart.
    let first = text.as_bytes().get(1);
    WORDS
        .iter()
        .filter(|word| word.len() == 1 || word.as_bytes().get(1) == first)
        .filter(|word| text.starts_with(**word))
        .max_by_key(|word| word.len())
}

/// Slashes after the unit: `/人/年`.
pub(crate) fn slashes(text: &str, mut at: usize, per: &mut Vec<Arc<str>>) -> usize {
    loop {
        let slash = skip_spaces(text, at);
        let Some(mark) =
            char_at(text, slash).filter(|c| matches!(c, '/' | '／') || *c == '·' && !per.is_empty())
        else {
            return at;
        };
        let word_at = slash + mark.len_utf8();
        let rest = after(text, word_at).trim_start_matches(['每', '·']);
        let skipped = after(text, word_at).len() - rest.len();
        let Some(word) = longest_word(rest) else {
            return at;
        };
        let tail = rest.get(word.len()..).unwrap_or_default();
        if word.is_ascii() && tail.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            return at;
        }
        per.push(Arc::from(*word));
        at = word_at + skipped + word.len();
        if at == slash {
            return at;
        }
    }
}

/// 每人每年, 每万常住人口 before the number, in the same clause. Where the words begin, if nothing but the counted
/// people stands between them and the number.
pub(crate) fn each(text: &str, at: usize, per: &mut Vec<Arc<str>>) -> Option<usize> {
    let place = nearest_each(text, at)?;
    let clause = text.get(place..at)?;
    let mut words = Vec::new();
    let mut rest = clause;
    while let Some(tail) = rest.strip_prefix('每') {
        let scaled = ["10万", "十万", "百万", "1000", "10000", "100000", "万", "千", "百"]
            .iter()
            .find(|scale| tail.starts_with(**scale));
        if let Some(scale) = scaled {
            let scale = match *scale {
                "1000" => "千",
                "10000" => "万",
                "100000" | "十万" => "10万",
                other => other,
            };
            words.push(Arc::from(format!("{scale}人")));
            rest = tail.trim_start_matches(|c: char| c.is_ascii_digit() || "十百千万".contains(c));
            break;
        }
        let Some(word) = longest_word(tail) else {
            break;
        };
        words.push(Arc::from(*word));
        rest = tail.get(word.len()..).unwrap_or_default();
    }
    // What stands between must be words of the same clause, not another number with its own meaning.
    let between = rest.trim();
    let close = between.chars().count() <= 10
        && between.chars().all(|c| is_han(c) || c == ' ')
        && !between.contains('每');
    let scaled = words
        .iter()
        .any(|word: &Arc<str>| word.ends_with("万人") || word.ends_with("千人") || word.ends_with("百人"));
    if close || scaled {
        per.extend(words);
    }
    (between.is_empty() || scaled && between.chars().count() <= 6).then_some(place)
}

/// The first 每 of the clause that ends at `at`, at most 72 bytes back.
fn nearest_each(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    // Most clauses have none, and a search for its last byte is much faster than the loop.
    let window = at.saturating_sub(72);
    let each = "每".as_bytes();
    memchr::memrchr_iter(0x8f, bytes.get(window..at)?)
        .find(|last| bytes.get((window + last).saturating_sub(2)..=window + last) == Some(each))?;
    let mut found = None;
    let mut place = at;
    while place > at.saturating_sub(72) {
        place -= 1;
        let Some(&lead) = bytes.get(place) else { break };
        let tail = || (bytes.get(place + 1).copied(), bytes.get(place + 2).copied());
        match lead {
            0xe6 if tail() == (Some(0xaf), Some(0x8f)) => found = Some(place),
            // ，；：（）！
            0xef if matches!(tail(), (Some(0xbc), Some(0x8c | 0x9b | 0x9a | 0x88 | 0x89 | 0x81))) => break,
            // 。、
            0xe3 if matches!(tail(), (Some(0x80), Some(0x82 | 0x81))) => break,
            b',' | b';' | b':' | b'\n' | b'(' | b')' | b'!' => break,
            _ => {}
        }
    }
    found
}

/// 每万, 每千, 每10万: the number after 每 is a denominator, not a quantity. Where it ends.
pub(crate) fn denominator_at(text: &str, at: usize) -> Option<usize> {
    if !text.get(..at)?.ends_with('每') {
        return None;
    }
    let rest = after(text, at);
    let scale = ["10万", "十万", "百万", "100000", "10000", "1000", "万", "千", "百"]
        .iter()
        .find(|scale| rest.starts_with(**scale))?;
    let tail = rest.get(scale.len()..).unwrap_or_default();
    let counted = [
        "人", "名", "常", "户", "农", "服", "活", "孕", "居", "儿", "职", "医", "城", "张", "老", "平", "公",
    ];
    counted.iter().any(|word| tail.starts_with(word)).then(|| at + scale.len())
}
