//! Digits that belong to one number and are set apart: 住院3 562人次, 投入1，200万元, 新增1'280人, 增长12·5%.

use yigai_numeral::Numeral;

use crate::lexicons::Lexicons;
use crate::look::{after, before, char_at, char_before, digits_end, is_han};
use crate::words::List;

/// One number whose digits are set apart, or what nobody can tell from two.
pub(crate) struct Apart {
    /// `None` where it may be one number or two.
    pub(crate) numeral: Option<Numeral>,
    pub(crate) end: usize,
}

impl Lexicons {
    /// The number at `pos` that goes on behind a space, a full-width comma or a point that is none.
    pub(crate) fn apart(&self, text: &str, pos: usize) -> Option<Apart> {
        let (count, end) = digits_end(text, pos);
        match char_at(text, end)? {
            ' ' => self
                .thousands(text, pos, (count, end), ' ')
                .or_else(|| self.spaced_point(text, pos, end))
                .or_else(|| self.spaced_zero(text, end)),
            '，' => {
                self.thousands(text, pos, (count, end), '，').or_else(|| decimal_comma(text, (count, end)))
            }
            mark @ ('\'' | '’') => {
                if char_before(text, pos)
                    .is_some_and(|c| matches!(c, '\'' | '‘') || c.is_ascii_alphanumeric())
                {
                    return None;
                }
                let (joined, end, _) = groups(text, pos, (count, end), mark)?;
                self.joined(text, joined, end)
            }
            // Thin spaces part nothing but the digits of one number.
            mark @ ('\u{2005}' | '\u{2006}' | '\u{2009}' | '\u{202f}') => {
                let (joined, end, _) = groups(text, pos, (count, end), mark)?;
                self.joined(text, joined, end)
            }
            mark @ ('·' | '•') => {
                let place = end + mark.len_utf8();
                let (1..=3, decimals) = digits_end(text, place) else { return None };
                let tail = after(text, decimals);
                let sign = ["%", "％", "‰", "个百分点", "万", "亿", "元", "倍"];
                if !sign.iter().any(|sign| tail.starts_with(sign)) {
                    return None;
                }
                self.joined(text, point(text, pos..end, place..decimals), decimals)
            }
            // 12。5%: a point that was typed as a full stop, or the end of a sentence.
            '。' => {
                let (1..=2, decimals) = digits_end(text, end + '。'.len_utf8()) else { return None };
                let tail = after(text, decimals);
                let sign = ["%", "％", "个百分点"].into_iter().find(|sign| tail.starts_with(sign))?;
                Some(Apart { numeral: None, end: decimals + sign.len() })
            }
            _ => None,
        }
    }

    /// 3 562人次, 1，200万元: groups of three digits with a unit behind them, where no list is told.
    fn thousands(&self, text: &str, pos: usize, first: (usize, usize), mark: char) -> Option<Apart> {
        let (joined, end, last) = groups(text, pos, first, mark)?;
        let previous = char_before(text, pos)?;
        let head = before(text, pos, 30);
        let tail = after(text, end);
        // 附件2 100张床, 图3 500人以上
        let label = matches!(previous, '表' | '图' | '例' | '注' | '第' | '章' | '节' | '款' | '件' | '年');
        let listed = ["分别", "依次", "各为", "各有"].iter().any(|word| head.contains(word));
        let rate = mark == '，' && self.words.list(List::Rate).within(head);
        let measured = tail.starts_with(['万', '亿', '余', '多']) || self.units.longest(tail).is_some();
        if !is_han(previous) || label || listed || rate || !measured {
            return None;
        }
        // 120 135元 may be two numbers; 120 000元 is one.
        if first.0 == 3 && last != "000" {
            return Some(Apart { numeral: None, end });
        }
        self.joined(text, joined, end)
    }

    /// 3 . 5%, 35 .6万元.
    fn spaced_point(&self, text: &str, pos: usize, end: usize) -> Option<Apart> {
        let rest = after(text, end).strip_prefix(" .")?;
        let place = text.len() - rest.strip_prefix(' ').unwrap_or(rest).len();
        let (1..=4, decimals) = digits_end(text, place) else { return None };
        let tail = after(text, decimals);
        let measured = tail.starts_with(['万', '亿']) || self.units.longest(tail).is_some();
        if !measured {
            return None;
        }
        self.joined(text, point(text, pos..end, place..decimals), decimals)
    }

    /// 5 0人: 50 with a space inside it, and never a count of nothing.
    fn spaced_zero(&self, text: &str, end: usize) -> Option<Apart> {
        let place = end + ' '.len_utf8();
        let (1.., past) = digits_end(text, place) else { return None };
        let zero =
            text.as_bytes().get(place) == Some(&b'0') && self.units.longest(after(text, past)).is_some();
        zero.then_some(Apart { numeral: None, end: past })
    }

    /// Reads the digits as if they stood together, with the scale word or sign behind them.
    fn joined(&self, text: &str, mut digits: String, end: usize) -> Option<Apart> {
        let len = digits.len();
        digits.extend(after(text, end).chars().take(8));
        let (numeral, read) = self.reader.single_at(&digits, 0)?;
        let end = end + read.checked_sub(len)?;
        numeral.ok().map(|numeral| Apart { numeral: Some(numeral), end })
    }
}

/// 12，5%: a decimal comma, or two members of a list.
fn decimal_comma(text: &str, (count, end): (usize, usize)) -> Option<Apart> {
    let (1..=2, decimals) = digits_end(text, end + '，'.len_utf8()) else { return None };
    let tail = after(text, decimals);
    let sign = ["%", "％", "‰", "个百分点", "万", "亿"].into_iter().find(|sign| tail.starts_with(sign))?;
    (count <= 3).then_some(Apart { numeral: None, end: decimals + sign.len() })
}

/// One to three digits and groups of three behind them: the digits, where they end, and the last group.
fn groups(
    text: &str,
    pos: usize,
    (count, first_end): (usize, usize),
    mark: char,
) -> Option<(String, usize, &str)> {
    if !(1..=3).contains(&count) || text.as_bytes().get(pos) == Some(&b'0') {
        return None;
    }
    let mut joined = text.get(pos..first_end)?.to_owned();
    let (mut end, mut last) = (first_end, "");
    while char_at(text, end) == Some(mark)
        && let place = end + mark.len_utf8()
        && let (3, past) = digits_end(text, place)
        && past == place + 3
    {
        last = text.get(place..past)?;
        joined.push_str(last);
        end = past;
    }
    // Seven groups are more than any count has.
    (end > first_end && joined.len() <= 18).then_some((joined, end, last))
}

fn point(text: &str, whole: std::ops::Range<usize>, decimals: std::ops::Range<usize>) -> String {
    format!("{}.{}", text.get(whole).unwrap_or_default(), text.get(decimals).unwrap_or_default())
}
