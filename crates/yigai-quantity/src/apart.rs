//! Digits that belong to one number and are set apart: 住院3 562人次, 投入1，200万元, 新增1'280人, 增长12·5%.

use yigai_numeral::Numeral;
use yigai_numeral::lookup::CharSet;

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
                .or_else(|| self.spaced_zero(text, end))
                .or_else(|| self.blank(text, pos, (count, end))),
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
            // 20二人: digits of two scripts are no number. 5三甲 and 2011一季度 are two words.
            c if CHINESE_DIGITS.has(c) => {
                let digits = after(text, end).chars().take(4).take_while(|c| CHINESE_DIGITS.has(*c)).count();
                let past = end + digits * '二'.len_utf8();
                let year = count == 4 && matches!(text.get(pos..pos + 2), Some("19" | "20"));
                let word = self.reader.guards().at(text, end).is_some();
                let counted =
                    digits < 4 && self.units.longest(after(text, past)).is_some_and(|found| !found.weak);
                (!year && !word && counted).then_some(Apart { numeral: None, end: past })
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
        let rate = mark == '，' && self.words.list(List::Rate).within(head);
        // １２，３４５．６７元
        let pointed = tail.starts_with('．') && first.1 > pos + first.0;
        let measured =
            pointed || tail.starts_with(['万', '亿', '余', '多']) || self.units.longest(tail).is_some();
        if !is_han(previous) || self.is_labelled(text, pos) || rate || !measured {
            return None;
        }
        // 120 135元 may be two numbers; 120 000元 is one.
        if first.0 == 3 && !matches!(last, "000" | "０００") {
            return Some(Apart { numeral: None, end });
        }
        self.joined(text, joined, end)
    }

    /// Whether the number at `pos` is rather that of a table or annex, or a member of a list (附件2 100张床, 分别为3 12人).
    fn is_labelled(&self, text: &str, pos: usize) -> bool {
        let head = before(text, pos, 30);
        self.words.list(List::Label).ending(head).is_some() || self.words.list(List::Each).within(head)
    }

    /// 6 5人, 达6 5.2%: two numbers, or one with a blank inside it.
    fn blank(&self, text: &str, pos: usize, (count, first_end): (usize, usize)) -> Option<Apart> {
        let (mut end, mut all) = (first_end, count);
        while all <= MOST_APART
            && char_at(text, end) == Some(' ')
            && let (more @ 1.., past) = digits_end(text, end + ' '.len_utf8())
        {
            (end, all) = (past, all + more);
        }
        if let Some('.') = char_at(text, end)
            && let (1.., past) = digits_end(text, end + '.'.len_utf8())
        {
            end = past;
        }
        let tail = after(text, end);
        let measured =
            tail.starts_with(['万', '亿', '余', '多', '%', '％']) || self.units.longest(tail).is_some();
        let year = count == 4 && matches!(text.get(pos..pos + 2), Some("19" | "20"));
        let alone = !year && char_before(text, pos).is_none_or(|c| is_han(c) || c == '\n');
        let apart = all <= MOST_APART && measured && alone && !self.is_labelled(text, pos);
        // 3 5万
        let end = if tail.starts_with(['万', '亿']) { end + '万'.len_utf8() } else { end };
        apart.then_some(Apart { numeral: None, end })
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

/// As many digits as a count may have whose digits are written apart.
const MOST_APART: usize = 6;

static CHINESE_DIGITS: CharSet = CharSet::of("零〇二三四五六七八九");

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
    if !(1..=3).contains(&count) || after(text, pos).starts_with(['0', '０']) {
        return None;
    }
    let mut joined = text.get(pos..first_end)?.to_owned();
    let (mut end, mut last) = (first_end, "");
    while char_at(text, end) == Some(mark)
        && let place = end + mark.len_utf8()
        && let (3, past) = digits_end(text, place)
        && (past == place + 3) == (first_end == pos + count)
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
