//! A run of numerals before it is read.

use yigai_numeral::lookup::CharSet;

use crate::look::{char_at, char_before, digits_end, is_han, skip_spaces, skip_spaces_back};

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
            // 2017、2018两年
            Some('两' | '三' | '四' | '五' | '/' | '.' | '．' | '、' | '和' | '与' | '及' | '或') => {
                self.arabic && self.count == 4
            }
            // 202223年度: too many digits for a year.
            Some(next) if self.arabic && self.count > 4 => {
                let century = text.as_bytes().get(pos..pos + 2);
                self.count <= 12 && is_han(next) && matches!(century, Some(b"18" | b"19" | b"20"))
            }
            _ => false,
        }
    }

    pub(crate) fn may_be_reference(&self, text: &str, pos: usize) -> bool {
        self.count >= 7
            || matches!(self.next, Some('号' | '-' | '－' | '—'))
            || self.count == 4
                && matches!(self.next, Some('〕' | ']' | '］' | ')' | '）' | '】' | '〉' | '》' | '﹞'))
            || self.count >= 3 && char_before(text, skip_spaces_back(text, pos)).is_some_and(announces)
    }
}

/// The characters of a plain Chinese numeral.
static NUMERALS: CharSet = CharSet::of("零〇○一二三四五六七八九十百千万亿两幺廿卅0");

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
            | ':'
            | '：'
    )
}
