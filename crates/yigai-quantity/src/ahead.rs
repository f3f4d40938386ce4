//! A run of numerals before it is read.

use yigai_numeral::Plain;
use yigai_numeral::lookup::CharSet;

use crate::look::{after, char_at, char_before, digits_end, is_han, skip_spaces, skip_spaces_back};
use crate::words::{List, Words};

/// What a run of numerals looks like before it is read: enough to leave out the readings that cannot be.
pub(crate) struct Ahead {
    pub(crate) arabic: bool,
    /// How many characters it has, and where it ends.
    pub(crate) count: usize,
    pub(crate) end: usize,
    /// The character after it and any spaces.
    pub(crate) next: Option<char>,
}

impl Ahead {
    pub(crate) fn of(text: &str, pos: usize, c: char) -> Self {
        let arabic = matches!(c, '0'..='9' | '０'..='９');
        let (mut count, mut end) = (0, pos);
        if arabic {
            (count, end) = digits_end(text, pos);
        } else {
            while let Some(c) = char_at(text, end).filter(|c| NUMERALS.has(*c)) {
                count += 1;
                end += c.len_utf8();
            }
        }
        Self { arabic, count, end, next: char_at(text, skip_spaces(text, end)) }
    }

    pub(crate) fn may_be_date(&self, text: &str, pos: usize) -> bool {
        match self.next {
            Some('年' | '月' | '日' | '号' | '季') => true,
            Some('-' | '~' | '～' | '至' | '到' | '－' | '−' | '─' | '\u{2010}'..='\u{2015}') => true,
            // 二〇一一、二〇一二年
            Some('、' | '和' | '与' | '及' | '或') if !self.arabic && self.count == 4 => true,
            // 201〇年, 二〇1二年: digits of two scripts.
            Some(next) if self.is_mixed(next) => true,
            // 2017、2018两年
            Some('两' | '三' | '四' | '五' | '/' | '.' | '．' | '、' | '和' | '与' | '及' | '或')
                if self.arabic && self.count == 4 =>
            {
                true
            }
            // 3、4月份, 5月8、9日; 3、 at the beginning of its words numbers a list.
            Some('、' | '和' | '及' | '与' | '或') if self.count <= 2 => {
                char_before(text, pos).is_some_and(|c| is_han(c) || c == '、')
                    // 97、98年
                    || self.count == 2 && matches!(text.as_bytes().get(pos), Some(b'5'..=b'9'))
                    || in_decades(text, self.end)
            }
            // 202223年度: too many digits for a year.
            Some(next) if self.arabic && self.count > 4 => {
                let century = text.as_bytes().get(pos..pos + 2);
                self.count <= 12 && is_han(next) && matches!(century, Some(b"18" | b"19" | b"20"))
            }
            // 正月十五
            _ => !self.arabic && char_before(text, pos) == Some('月'),
        }
    }

    /// Whether the digits of a year may go on in the other script.
    fn is_mixed(&self, next: char) -> bool {
        self.count < 4
            && match self.arabic {
                true => YEAR_DIGITS.has(next),
                false => matches!(next, '0'..='9' | '０'..='９'),
            }
    }

    pub(crate) fn may_be_reference(&self, text: &str, pos: usize) -> bool {
        self.count >= 7
            || self.next == Some('/') && crate::reference::is_slashed_day(text, self.end)
            || matches!(self.next, Some('号' | '-' | '－' | '—'))
            || (3..=4).contains(&self.count) && text.as_bytes().get(pos) == Some(&b'0')
            || self.count >= 4
                && matches!(self.next, Some('〕' | ']' | '］' | ')' | '）' | '】' | '〉' | '》' | '﹞'))
            || char_before(text, skip_spaces_back(text, pos))
                .is_some_and(|c| announces(c) && (self.count >= 2 || c == '转'))
    }
}

/// Whether nothing beside a plain number in Arabic digits can make it a date, a reference or a part of a name: none of
/// the readings that [`Ahead`] leaves open.
#[inline]
pub(crate) fn is_undisputed(text: &str, pos: usize, plain: &Plain, words: &Words) -> bool {
    let bytes = text.as_bytes();
    let count = bytes.get(pos..plain.digits_end).unwrap_or_default();
    let count = count.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let century = || matches!(bytes.get(pos..pos + 2), Some(b"18" | b"19" | b"20"));
    let area_code = || (3..=4).contains(&count) && bytes.get(pos) == Some(&b'0');
    if area_code() || count >= 7 || count > 4 && century() || count == 4 && plain.decimals > 0 {
        return false;
    }
    let before = match char_before(text, pos) {
        None | Some('《' | '“' | '\n') if count == 4 => return false,
        Some(c) if c.is_ascii_alphanumeric() => return false,
        Some('_' | '-' | '+' | '负' | '−' | '－' | '.') => return false,
        Some(' ' | '\u{3000}' | '\u{a0}') => char_before(text, skip_spaces_back(text, pos)),
        before => before,
    };
    if before.is_some_and(|c| announces(c) && (count >= 2 || c == '转')) {
        return false;
    }
    if plain.end > pos + count {
        return true;
    }
    match char_at(text, skip_spaces(text, plain.end)) {
        Some('年' | '月' | '日' | '号' | '季' | '时' | '世') => false,
        Some(
            '、' | '和' | '与' | '及' | '或' | '.' | ')' | '）' | ']' | '］' | '】' | '〉' | '》' | '〕'
            | '﹞',
        ) if count == 4 => false,
        Some('/') if count <= 2 && crate::reference::is_slashed_day(text, plain.end) => false,
        Some('和' | '与' | '及' | '或') if count == 2 => false,
        _ => {
            !(3..=5).contains(&count) || words.list(List::Service).beginning(after(text, plain.end)).is_none()
        }
    }
}

/// 50、60年代: whether 年代 stands near behind `end`.
fn in_decades(text: &str, end: usize) -> bool {
    // 七、八十年代 and 五十、六十年代 are told by their Chinese digits.
    if end
        .checked_sub(1)
        .and_then(|last| text.as_bytes().get(last))
        .is_some_and(|last| matches!(last, b'1'..=b'9'))
    {
        return false;
    }
    let list = after(text, end).char_indices().take(LONGEST_LIST);
    let mut list =
        list.take_while(|(_, c)| c.is_ascii_digit() || "、和及与或 年代二三四五六七八九十".contains(*c));
    list.any(|(place, _)| after(text, end + place).starts_with("年代"))
}

/// As many characters as three further decades take.
const LONGEST_LIST: usize = 16;

/// The characters of a plain Chinese numeral.
static NUMERALS: CharSet = CharSet::of("零〇○◯OＯo一二三四五六七八九十百千万亿两幺廿卅0壹贰叁肆伍陆柒捌玖");

/// The Chinese digits of a year.
static YEAR_DIGITS: CharSet = CharSet::of("〇零○◯一二三四五六七八九");

/// The last characters of the words before a telephone number or code.
fn announces(c: char) -> bool {
    matches!(
        c,
        '话' | '线'
            | '真'
            | '机'
            | '编'
            | '码'
            | '号'
            | 'Q'
            | '信'
            | '备'
            | '打'
            | 'N'
            | '为'
            | '是'
            | '道'
            | '转'
            | ':'
            | '：'
    )
}
