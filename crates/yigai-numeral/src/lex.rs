//! A maximal run of numeral characters, as tokens.

use alloc::vec::Vec;

use crate::class::{Class, class};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// 一 to 九; `true` for 两 and its like, which never stand in a string of digits.
    Digit(u8, bool),
    Zero,
    /// Arabic digits with their decimals: mantissa, decimals, number of digits before the point.
    Arabic {
        mantissa: i128,
        decimals: u8,
        digits: u8,
    },
    Small(u8),
    Tens(u8),
    Big(u8),
    /// 几 or 数 before a unit (几十), 几 after one (十几).
    Few,
    /// 余, 多.
    More,
    /// 来.
    Round,
    /// 点 between digits.
    Point,
    /// More digits than can be exact.
    TooLong,
    /// A second decimal point (1.2.3), and where it is.
    Dotted(usize),
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) at: usize,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Run {
    pub(crate) tokens: Vec<Token>,
    /// The byte after the run.
    pub(crate) end: usize,
    /// The byte after the digits and units, before a hedge.
    pub(crate) bare_end: usize,
    pub(crate) arabic: bool,
    pub(crate) chinese: bool,
    /// Digits of the financial script (壹贰叁).
    pub(crate) financial: bool,
    pub(crate) plain: bool,
}

/// No number that is exact needs more tokens; a longer run is refused as a whole.
const MOST_TOKENS: usize = 96;

/// Lexes the run of numeral characters that begins at `from`. It never looks back, and each byte is read once.
pub(crate) fn run(text: &str, from: usize, mixed_scripts: bool) -> Run {
    let mut out = Run { end: from, bare_end: from, ..Run::default() };
    let bytes = text.as_bytes();
    let mut at = from;
    let mut overlong = false;
    while let Some(c) = text.get(at..).and_then(crate::class::first) {
        let last = out.tokens.last().map(|token| token.kind);
        let next_at = at + c.len_utf8();
        let (kind, end) = match class(c) {
            Some(Class::Arabic(_)) => {
                // 2万零50: Arabic digits after a missing place.
                let missing = last == Some(Kind::Zero)
                    && matches!(
                        out.tokens.iter().rev().nth(1).map(|t| t.kind),
                        Some(Kind::Small(_) | Kind::Big(_))
                    );
                // 二0一0: a zero among Chinese digits.
                if missing {
                    out.arabic = true;
                    arabic(text, at)
                } else if matches!(last, Some(Kind::Digit(..) | Kind::Zero)) {
                    let next = text.get(next_at..).and_then(crate::class::first);
                    let inside = next.is_some_and(chinese_digit)
                        || out.tokens.len() >= 3
                            && !next.is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
                    if matches!(c, '0' | '０') && inside {
                        (Kind::Zero, next_at)
                    } else {
                        break;
                    }
                } else if matches!(last, None | Some(Kind::Small(_) | Kind::Big(_)))
                    || mixed_scripts && last == Some(Kind::Point)
                {
                    out.arabic = true;
                    arabic(text, at)
                } else {
                    break;
                }
            }
            Some(Class::Zero) => {
                if matches!(last, Some(Kind::Arabic { .. })) {
                    break;
                }
                (Kind::Zero, next_at)
            }
            Some(Class::Circle) => {
                let after = text.get(next_at..).and_then(crate::class::first);
                let inside = matches!(last, Some(Kind::Digit(..) | Kind::Zero));
                if !(inside && (c != 'O' || after.is_some_and(|c| chinese_digit(c) || c == '年' || c == 'O'))
                    || !inside && last.is_none() && after.is_some_and(chinese_digit))
                {
                    break;
                }
                (Kind::Zero, next_at)
            }
            Some(Class::Digit(digit)) => {
                if matches!(last, Some(Kind::Arabic { .. } | Kind::More | Kind::Round | Kind::Few)) {
                    break;
                }
                let pair = matches!(c, '两' | '兩' | '俩' | '倆' | '仨');
                // 二两, 十五两: the weight; 一两 may be a pair (一两个).
                let counted = text.get(next_at..).and_then(crate::class::first).and_then(class);
                if matches!(c, '两' | '兩')
                    && matches!(last, Some(Kind::Digit(2.., _) | Kind::Small(_) | Kind::Big(_)))
                    && !matches!(counted, Some(Class::Small(2..) | Class::Big(_)))
                    && !(last == Some(Kind::Digit(3, false)) && text.get(next_at..).is_some_and(counts_few))
                {
                    break;
                }
                // 一两黄金: the weight too.
                if matches!(c, '两' | '兩')
                    && last == Some(Kind::Digit(1, false))
                    && text.get(next_at..).is_some_and(weighed)
                {
                    break;
                }
                if !mixed_scripts && !script(&mut out, c) && !mixes(&out, c, text, next_at) {
                    break;
                }
                (Kind::Digit(digit, pair), next_at)
            }
            Some(Class::Small(power)) => {
                if !mixed_scripts && !script(&mut out, c) && !mixes(&out, c, text, next_at) {
                    break;
                }
                // 3百分点: the 百 of the unit.
                let points = |rest: &str| {
                    rest.starts_with("分点") || rest.starts_with("分點") || rest.starts_with("分比点")
                };
                if matches!(c, '百' | '千') && last.is_some() && text.get(next_at..).is_some_and(points) {
                    break;
                }
                // 二十五千克, 25千米: the 千 of the unit.
                let metric = c == '千'
                    && text
                        .get(next_at..)
                        .is_some_and(|rest| rest.starts_with(['克', '米', '瓦', '卡', '帕', '赫']));
                if metric
                    && (matches!(last, Some(Kind::Arabic { .. } | Kind::Small(_))) || within_thousand(&out))
                {
                    break;
                }
                if matches!(last, Some(Kind::More | Kind::Round))
                    && matches!(
                        out.tokens.iter().rev().nth(1).map(|t| t.kind),
                        Some(Kind::Small(_) | Kind::Big(_) | Kind::Digit(..))
                    )
                {
                    break;
                }
                (Kind::Small(power), next_at)
            }
            Some(Class::Tens(tens)) => (Kind::Tens(tens), next_at),
            Some(Class::Big(power)) => {
                // 3兆瓦, 100兆宽带: the 兆 of the unit.
                let mega = c == '兆'
                    && text
                        .get(next_at..)
                        .is_some_and(|rest| rest.starts_with(['瓦', '赫', '帕', '字', '宽', '带', '光']));
                if last.is_none() && power > 8 || mega {
                    break;
                }
                (Kind::Big(power), next_at)
            }
            None => match c {
                // 126 万元
                ' ' | '\u{a0}' if out.tokens.len() == 1 && matches!(last, Some(Kind::Arabic { .. })) => {
                    let rest = text.get(next_at..).unwrap_or_default();
                    let tail = rest.trim_start_matches(['万', '亿']);
                    let counted = tail.len() < rest.len()
                        && !tail.starts_with(['一', '分', '能', '事', '科', '达', '州']);
                    // 6825 余万元, 9000 多份: without a counter behind it 余 begins another word (余额).
                    let hedge = rest.chars().next().filter(|c| matches!(c, '余' | '多'));
                    match (hedge, crate::class::first(rest).and_then(class)) {
                        (Some(c), _) if more_of(rest.get(c.len_utf8()..).unwrap_or_default()) => {
                            (Kind::More, next_at + c.len_utf8())
                        }
                        (_, Some(Class::Big(power))) if counted => {
                            (Kind::Big(power), next_at + '万'.len_utf8())
                        }
                        _ => break,
                    }
                }
                '几' | '幾' => match last {
                    None | Some(Kind::Small(_) | Kind::Big(_) | Kind::Arabic { .. } | Kind::Zero) => {
                        (Kind::Few, next_at)
                    }
                    _ => break,
                },
                '数' | '數' if last.is_none() => (Kind::Few, next_at),
                '余' | '餘' | '多' if hedgeable(&out) => (Kind::More, next_at),
                '来' | '來' if hedgeable(&out) && rounds(text, next_at) => (Kind::Round, next_at),
                // 百把块, 千把人: about as many.
                '把' if matches!(last, Some(Kind::Small(2..) | Kind::Big(4)))
                    && out.tokens.len() == 1
                    && rounds(text, next_at) =>
                {
                    (Kind::Round, next_at)
                }
                '个' | '個'
                    if matches!(
                        last,
                        Some(Kind::Digit(..) | Kind::Arabic { .. } | Kind::Small(_) | Kind::Few)
                    ) =>
                {
                    // 1.5个亿, 两个多亿
                    let rest = text.get(next_at..).unwrap_or_default();
                    if let Some(word) =
                        ["多亿", "余亿", "多億", "餘億"].iter().find(|word| rest.starts_with(**word))
                        && last != Some(Kind::Few)
                    {
                        out.tokens.push(Token { kind: Kind::More, at: next_at });
                        out.tokens.push(Token { kind: Kind::Big(8), at: next_at + '多'.len_utf8() });
                        out.chinese = true;
                        at = next_at + word.len();
                        (out.end, out.bare_end) = (at, at);
                        continue;
                    }
                    match crate::class::first(rest) {
                        Some(c @ ('亿' | '億'))
                            if text.get(next_at + c.len_utf8()..).and_then(crate::class::first)
                                != Some('万') =>
                        {
                            (Kind::Big(8), next_at + c.len_utf8())
                        }
                        _ => break,
                    }
                }
                '点' | '點' | '.' | '．' | '·'
                    if (matches!(
                        last,
                        None | Some(Kind::Digit(_, false) | Kind::Zero | Kind::Small(_) | Kind::Tens(_))
                    ) || matches!(last, Some(Kind::Big(_))) && ends_in_digits(text, next_at))
                        && (last.is_some() || matches!(c, '点' | '點'))
                        && !out.tokens.iter().any(|t| t.kind == Kind::Point)
                        && text
                            .get(next_at..)
                            .and_then(crate::class::first)
                            .is_some_and(|c| chinese_digit(c) || mixed_scripts && c.is_ascii_digit())
                        && !clock(text.get(next_at..).unwrap_or_default()) =>
                {
                    (Kind::Point, next_at)
                }
                // 三点一点四
                '点' | '點'
                    if matches!(last, Some(Kind::Digit(..) | Kind::Zero))
                        && out.tokens.iter().any(|t| t.kind == Kind::Point)
                        && text.get(next_at..).and_then(crate::class::first).is_some_and(chinese_digit)
                        && !clock(text.get(next_at..).unwrap_or_default()) =>
                {
                    (Kind::Dotted(at), next_at)
                }
                _ => break,
            },
        };
        if out.tokens.len() >= MOST_TOKENS {
            overlong = true;
            let rest = text.get(end..).unwrap_or_default();
            let run =
                rest.find(|c| !matches!(class(c), Some(Class::Digit(_) | Class::Zero | Class::Small(_))));
            out.end = end + run.unwrap_or(rest.len());
            out.bare_end = out.end;
            break;
        }
        out.tokens.push(Token { kind, at });
        out.chinese |= !matches!(kind, Kind::Arabic { .. } | Kind::TooLong | Kind::Dotted(_));
        at = end;
        out.end = end;
        if !matches!(kind, Kind::More | Kind::Round) {
            out.bare_end = end;
        }
        debug_assert!(at <= bytes.len());
    }
    if overlong {
        out.tokens.clear();
        out.tokens.push(Token { kind: Kind::TooLong, at: from });
    }
    // 三点 without digits after it is no decimal, and 几/数 alone is no number.
    out
}

fn script(out: &mut Run, c: char) -> bool {
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
fn mixes(out: &Run, c: char, text: &str, next_at: usize) -> bool {
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
fn counts_few(rest: &str) -> bool {
    rest.starts_with(['天', '日', '个', '年', '次', '人', '句', '名', '家', '周', '位', '步', '月', '下'])
}

/// Whether what follows 一两 is a thing that is weighed rather than counted.
fn weighed(rest: &str) -> bool {
    rest.starts_with(['金', '银', '酒', '茶', '油', '盐', '糖', '饭', '粮', '棉', '肉', '药', '重'])
        || ["黄金", "白银", "白酒", "粮食", "中药", "药材", "人参"].iter().any(|noun| rest.starts_with(noun))
}

/// Whether the section has a unit already, so that no 千 can follow its digit.
fn within_thousand(out: &Run) -> bool {
    out.tokens
        .iter()
        .rev()
        .take_while(|token| !matches!(token.kind, Kind::Big(_)))
        .any(|token| matches!(token.kind, Kind::Small(_)))
}

/// 八点三十, 八点零五分: what follows 点 is minutes, not decimals.
fn clock(rest: &str) -> bool {
    let digits: usize = rest.chars().take(2).take_while(|c| chinese_digit(*c)).map(char::len_utf8).sum();
    let tail = rest.get(digits..).unwrap_or_default();
    let zero = rest.starts_with('零') && digits > '零'.len_utf8();
    tail.starts_with('十') || zero && tail.starts_with('分') && !tail.starts_with("分之")
}

fn chinese_digit(c: char) -> bool {
    matches!(class(c), Some(Class::Digit(_) | Class::Zero)) || matches!(c, '○' | 'Ｏ')
}

/// Whether 余, 多 or 来 may follow: after a unit, or after Arabic digits.
fn hedgeable(out: &Run) -> bool {
    matches!(
        out.tokens.last().map(|token| token.kind),
        Some(Kind::Small(_) | Kind::Big(_) | Kind::Tens(_) | Kind::Arabic { .. })
    )
}

/// 九百万点零: after a large unit 点 is a decimal point only where the digits behind it end the words (三万点一路上涨).
fn ends_in_digits(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    let tail = rest.trim_start_matches(chinese_digit);
    tail.len() < rest.len() && !tail.starts_with(char::is_alphabetic)
}

/// Whether a scale or a counter follows, so that the word before it was a hedge.
fn more_of(rest: &str) -> bool {
    rest.starts_with([
        '万', '亿', '个', '人', '名', '位', '户', '家', '所', '份', '次', '场', '元', '张', '台', '例', '座',
        '项', '条', '种', '对', '平', '亩', '吨',
    ]) && !["万能", "人均", "人力", "家庭", "项目", "种类", "位置", "次数"]
        .iter()
        .any(|word| rest.starts_with(word))
}

/// 来 is a hedge before a counter (十来个) and not before 自, 到 and the like (三百来自).
fn rounds(text: &str, at: usize) -> bool {
    text.get(at..).and_then(crate::class::first).is_none_or(|c| {
        "个個人名次家所天年岁歲位种種户戶万萬亿億公米斤元块塊里项項张張例台辆座分".contains(c)
    })
}

/// Arabic digits with thousands separators and decimals.
fn arabic(text: &str, from: usize) -> (Kind, usize) {
    let bytes = text.as_bytes();
    let digit = |at: usize| -> Option<(u8, usize)> {
        match bytes.get(at) {
            Some(byte @ b'0'..=b'9') => return Some((byte - b'0', at + 1)),
            Some(0..0x80) | None => return None,
            _ => {}
        }
        let c = text.get(at..).and_then(crate::class::first)?;
        match class(c) {
            Some(Class::Arabic(value)) => Some((value, at + c.len_utf8())),
            _ => None,
        }
    };
    let mut mantissa: i128 = 0;
    let mut fits = true;
    let mut push = |value: u8| {
        if fits {
            match mantissa.checked_mul(10).and_then(|m| m.checked_add(i128::from(value))) {
                Some(sum) => mantissa = sum,
                None => fits = false,
            }
        }
    };
    let (mut at, mut digits, mut leading_zero) = (from, 0_usize, false);
    while let Some((value, next)) = digit(at) {
        leading_zero |= digits == 0 && value == 0;
        push(value);
        digits += 1;
        at = next;
    }
    if digits <= 3 && !leading_zero {
        while text.get(at..).and_then(crate::class::first) == Some(',') {
            let mut group = [0_u8; 3];
            let mut end = at + 1;
            let mut count = 0;
            while let Some((value, next)) = digit(end) {
                if let Some(slot) = group.get_mut(count) {
                    *slot = value;
                }
                count += 1;
                end = next;
                if count > 3 {
                    break;
                }
            }
            if count != 3 {
                break;
            }
            group.into_iter().for_each(&mut push);
            digits += 3;
            at = end;
        }
    }
    let mut decimals = 0_usize;
    let mut dotted = None;
    loop {
        let point = text.get(at..).and_then(crate::class::first);
        let Some(point @ ('.' | '．')) = point else { break };
        if digit(at + point.len_utf8()).is_none() {
            break;
        }
        if decimals > 0 {
            dotted = dotted.or(Some(at));
        }
        at += point.len_utf8();
        while let Some((value, next)) = digit(at) {
            push(value);
            decimals += 1;
            at = next;
        }
    }
    let kind = if let Some(at) = dotted {
        Kind::Dotted(at)
    } else if !fits || decimals > 28 {
        Kind::TooLong
    } else {
        Kind::Arabic {
            mantissa,
            decimals: u8::try_from(decimals).unwrap_or(u8::MAX),
            digits: u8::try_from(digits).unwrap_or(u8::MAX),
        }
    };
    (kind, at)
}
