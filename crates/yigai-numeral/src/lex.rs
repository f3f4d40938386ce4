//! A maximal run of numeral characters, as tokens.

mod arabic;
mod beside;

use alloc::vec::Vec;

use self::arabic::arabic;
use self::beside::{
    chinese_digit, clock, counts_few, ends_in_digits, hedgeable, mixes, more_of, rounds, script, weighed,
    within_thousand,
};
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
