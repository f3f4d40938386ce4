//! Whether a character goes on with a numeral or begins another word: what stands beside it says.

use super::{Kind, Run};
use crate::class::{Class, class};

pub(super) fn script(out: &mut Run, c: char) -> bool {
    let financial = matches!(
        c,
        '壹' | '贰'
            | '貳'
            | '叁'
            | '參'
            | '叄'
            | '肆'
            | '伍'
            | '陆'
            | '陸'
            | '柒'
            | '捌'
            | '玖'
            | '拾'
            | '佰'
            | '仟'
    );
    if financial && out.plain || !financial && out.financial {
        return false;
    }
    out.financial |= financial;
    out.plain |= !financial;
    true
}

/// 五百贰拾元, 贰佰五十元: whether a character of the other script goes on with the sum. 伍, 陆, 肆 and 拾 begin words of
/// their own too (三百陆军).
pub(super) fn mixes(out: &Run, c: char, text: &str, next_at: usize) -> bool {
    let last = out.tokens.last().map(|token| token.kind);
    let small = matches!(class(c), Some(Class::Small(_)));
    let fits = match last {
        Some(Kind::Digit(..)) => small,
        Some(Kind::Small(_) | Kind::Tens(_) | Kind::Big(_) | Kind::Zero) => !small,
        _ => false,
    };
    let counted = || {
        let next = text.get(next_at..).and_then(crate::class::first);
        next.is_some_and(|c| {
            matches!(class(c), Some(Class::Small(_) | Class::Big(_))) || matches!(c, '元' | '圆' | '圓')
        })
    };
    fits && match c {
        '伍' | '陆' | '陸' | '肆' | '參' => last == Some(Kind::Zero) || counted(),
        '拾' => !text.get(next_at..).is_some_and(|rest| rest.starts_with(['金', '遗', '荒', '级', '掇'])),
        // 贰佰一次性补助
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' => {
            last == Some(Kind::Zero) || counted()
        }
        _ => true,
    }
}

/// 三两天 is two or three days, and 三两 before other words a weight.
pub(super) fn counts_few(rest: &str) -> bool {
    rest.starts_with(['天', '日', '个', '年', '次', '人', '句', '名', '家', '周', '位', '步', '月', '下'])
}

/// Whether what follows 一两 is a thing that is weighed rather than counted.
pub(super) fn weighed(rest: &str) -> bool {
    rest.starts_with(['金', '银', '酒', '茶', '油', '盐', '糖', '饭', '粮', '棉', '肉', '药', '重'])
        || ["黄金", "白银", "白酒", "粮食", "中药", "药材", "人参"].iter().any(|noun| rest.starts_with(noun))
}

/// Whether the section has a unit already, so that no 千 can follow its digit.
pub(super) fn within_thousand(out: &Run) -> bool {
    out.tokens
        .iter()
        .rev()
        .take_while(|token| !matches!(token.kind, Kind::Big(_)))
        .any(|token| matches!(token.kind, Kind::Small(_)))
}

/// 八点三十, 八点零五分: what follows 点 is minutes, not decimals.
pub(super) fn clock(rest: &str) -> bool {
    let digits: usize = rest.chars().take(2).take_while(|c| chinese_digit(*c)).map(char::len_utf8).sum();
    let tail = rest.get(digits..).unwrap_or_default();
    let zero = rest.starts_with('零') && digits > '零'.len_utf8();
    tail.starts_with('十') || zero && tail.starts_with('分') && !tail.starts_with("分之")
}

pub(super) fn chinese_digit(c: char) -> bool {
    matches!(class(c), Some(Class::Digit(_) | Class::Zero)) || matches!(c, '○' | 'Ｏ')
}

/// Whether 余, 多 or 来 may follow: after a unit, or after Arabic digits.
pub(super) fn hedgeable(out: &Run) -> bool {
    matches!(
        out.tokens.last().map(|token| token.kind),
        Some(Kind::Small(_) | Kind::Big(_) | Kind::Tens(_) | Kind::Arabic { .. })
    )
}

/// 九百万点零: after a large unit 点 is a decimal point only where the digits behind it end the words (三万点一路上涨).
pub(super) fn ends_in_digits(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    let tail = rest.trim_start_matches(chinese_digit);
    tail.len() < rest.len() && !tail.starts_with(char::is_alphabetic)
}

/// Whether a scale or a counter follows, so that the word before it was a hedge.
pub(super) fn more_of(rest: &str) -> bool {
    rest.starts_with([
        '万', '亿', '个', '人', '名', '位', '户', '家', '所', '份', '次', '场', '元', '张', '台', '例', '座',
        '项', '条', '种', '对', '平', '亩', '吨',
    ]) && !["万能", "人均", "人力", "家庭", "项目", "种类", "位置", "次数"]
        .iter()
        .any(|word| rest.starts_with(word))
}

/// 来 is a hedge before a counter (十来个) and not before 自, 到 and the like (三百来自).
pub(super) fn rounds(text: &str, at: usize) -> bool {
    text.get(at..).and_then(crate::class::first).is_none_or(|c| {
        "个個人名次家所天年岁歲位种種户戶万萬亿億公米斤元块塊里项項张張例台辆座分".contains(c)
    })
}
