//! What begins at a character: a list number, a date, a word, a code, a number, or nothing.

#![allow(
    clippy::indexing_slicing,
    reason = "every index is cut to the length of its table, or counted when compiled"
)]

use rust_decimal::Decimal;
use yigai_numeral::Plain;
use yigai_numeral::lookup::CharSet;

use crate::ahead::{Ahead, is_undisputed};
use crate::around::Seen;
use crate::lead::is_share;
use crate::look::{after, char_at, char_before, digits, is_han, skip_spaces};
use crate::number::simple;
use crate::start::starts;
use crate::words::List;
use crate::{
    Dimension, Mention, Reading, Scanner, clock, code, date_grammar, observed, ordinal, per, plain,
    reference, spaced,
};

impl Scanner {
    /// 1、 2. (3): one or two digits that number a list. Whether they did.
    fn listed_at(&self, text: &str, pos: usize, plain: &Plain, out: &mut Vec<Mention>) -> bool {
        if plain.end > pos + 2 || self.lexicons.careful {
            return false;
        }
        let Some(found) = ordinal::plain_heading(text, pos, plain) else { return false };
        out.push(simple(found.start, found.end, found.value.map_or(Reading::Name, Reading::Ordinal)));
        true
    }

    /// A plain number in Arabic digits with its unit, as most numbers of a report are. Whether it was one.
    fn plain_at(&self, text: &str, pos: usize, plain: &Plain, seen: Seen, out: &mut Vec<Mention>) -> bool {
        if self.lexicons.careful
            || seen.each.is_some_and(|each| each.ends_at(pos))
            || !is_undisputed(text, pos, plain, &self.lexicons.words)
        {
            return false;
        }
        let core = self.lexicons.plain_core(text, pos, plain);
        if let Some(core) = core {
            let around = self.lexicons.around(text, core, seen);
            out.push(plain::mention(plain, pos, core, around));
        }
        core.is_some()
    }

    /// Adds the mentions that begin at the character `c` at `pos`; none where it is no number.
    #[inline]
    pub(crate) fn mention_at(&self, text: &str, pos: usize, c: char, seen: Seen, out: &mut Vec<Mention>) {
        if matches!(c, '上' | '下' | '前') {
            let next = char_at(text, pos + c.len_utf8());
            if next.is_some_and(|c| starts(c) && !matches!(c, '第' | '上' | '下' | '前' | '数')) {
                self.after_position(text, pos, c, seen, out);
            }
            return;
        }
        let digits = if c.is_ascii_digit() { Plain::at(text, pos) } else { None };
        if let Some(plain) = &digits
            && !self.lexicons.careful
            && let Some(mention) = self.lexicons.undisturbed(text, pos, plain, seen)
        {
            return out.push(mention);
        }
        self.closer_look(text, pos, c, digits, seen, out);
    }

    /// The mentions that begin at a character which may be anything: all but the commonest quantities.
    #[inline(never)]
    fn closer_look(
        &self,
        text: &str,
        pos: usize,
        c: char,
        digits: Option<Plain>,
        seen: Seen,
        out: &mut Vec<Mention>,
    ) {
        if let Some(plain) = &digits
            && (self.listed_at(text, pos, plain, out) || self.plain_at(text, pos, plain, seen, out))
        {
            return;
        }
        match c {
            '第' => return self.after_di(text, pos, out),
            // 零下5度: the word is the sign of the number.
            '零' if after(text, pos)
                .strip_prefix("零下")
                .and_then(|rest| rest.chars().next())
                .is_some_and(|c| {
                    starts(c) && !matches!(c, '第' | '上' | '下' | '前' | '几' | '数' | '翻')
                }) =>
            {
                return self.number(text, pos, c, None, seen, out);
            }
            // 三年零两个月: the word joins two lengths of time. 零八个月 is a number as it stands.
            '零' if pos > 0
                && seen.floor == pos
                && after(text, pos).starts_with("零两")
                && self.is_length_of_time(text, pos + c.len_utf8()) =>
            {
                return out.push(simple(pos, pos + c.len_utf8(), Reading::Name));
            }
            // Surnames and verbs, unless the next character goes on with the sum.
            '伍' | '陆' | '陸' | '參' | '拾' => {
                let next = char_at(text, pos + c.len_utf8());
                let before = char_before(text, pos);
                // 伍百元; 入伍十年, 登陆百次; 伍千同志
                let counted = || {
                    let third = after(text, pos).chars().nth(2);
                    third.is_some_and(|c| FINANCIAL.has(c) || matches!(c, '余' | '多' | '人' | '名' | '户'))
                };
                let mixed = || {
                    matches!((c, next), ('伍' | '陆' | '陸', Some('十' | '百' | '千')))
                        && !before.is_some_and(|c| WORDS_BEFORE.contains(c))
                        && counted()
                };
                if !next.is_some_and(|next| FINANCIAL.has(next)) && !mixed() || before == Some('收') {
                    return;
                }
            }
            '几' | '数' | '幾' | '數' | '翻' => {
                let next = char_at(text, pos + c.len_utf8());
                if next.is_some_and(|next| {
                    matches!(next, '十' | '百' | '千' | '万' | '萬' | '亿' | '億' | '拾' | '佰' | '仟')
                        || c == '翻'
                            && matches!(
                                next,
                                '一' | '两' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '番' | '了'
                            )
                }) {
                    self.number(text, pos, c, None, seen, out);
                }
                return;
            }
            _ => {}
        }
        // ①, ⑴, ㈠, Ⅰ.
        if matches!(c, '\u{2160}'..='\u{24ff}' | '\u{3220}'..='\u{32ff}')
            && let Some(number) = ordinal::circled(c)
        {
            return out.push(simple(pos, pos + c.len_utf8(), Reading::Ordinal(Decimal::from(number))));
        }
        if digits.is_none()
            && spaced::goes_on(text, pos + c.len_utf8())
            && let Some(found) = spaced::date_at(text, pos)
        {
            return out.push(simple(pos, found.end, found.date.map_or(Reading::Unreadable, Reading::Date)));
        }
        if seen.each.is_some_and(|each| each.ends_at(pos))
            && let Some(end) = per::denominator_at(text, pos, &self.lexicons.words)
        {
            return out.push(simple(pos, end, Reading::Name));
        }
        let ahead = Ahead::of(text, pos, c);
        if !ahead.arabic && !is_share(text, pos, c) {
            if let Some(end) = code::slogan(text, pos) {
                return out.push(simple(pos, end, Reading::Name));
            }
            if let Some(word) =
                self.lexicons.reader.guards().at(text, pos).filter(|word| word.start >= seen.floor)
            {
                return out.push(simple(word.start, word.end, Reading::Name));
            }
        }
        if ahead.may_be_date(text, pos)
            && let Some(found) = date_grammar::date_at(text, pos)
        {
            return out.push(simple(pos, found.end, found.date.map_or(Reading::Unreadable, Reading::Date)));
        }
        if ahead.arabic
            && ahead.count == 4
            && let Some(year) = self.title_year(text, pos, &ahead)
        {
            return out.push(simple(pos, ahead.end, Reading::Date(year)));
        }
        match ahead.next {
            Some('年') => {
                if let Some(end) = code::decades_at(text, ahead.end) {
                    return out.push(simple(pos, end, Reading::Name));
                }
            }
            Some('+') => {
                if let Some(end) = code::scheme_at(text, ahead.end) {
                    return out.push(simple(pos, end, Reading::Name));
                }
            }
            Some('世') => {
                if let Some(end) = code::century_at(text, pos) {
                    return out.push(simple(pos, end, Reading::Name));
                }
            }
            Some(':' | '：' | '∶' | '点' | '时') => {
                if let Some(end) = clock::time_at(text, pos, &self.lexicons.words) {
                    return out.push(simple(pos, end, Reading::Date(crate::DateExpr::default())));
                }
                if let Some(end) = clock::no_time_at(text, pos) {
                    return out.push(simple(pos, end, Reading::Unreadable));
                }
            }
            _ => {}
        }
        if !ahead.arabic
            && ahead.count >= 5
            && let Some(end) =
                reference::spoken_at(text, pos, ahead.end, &self.lexicons.words, &self.lexicons.units)
        {
            return out.push(simple(pos, end, Reading::Reference));
        }
        if ahead.arabic {
            if ahead.may_be_reference(text, pos)
                && let Some((start, end)) =
                    reference::reference_at(text, pos, &self.lexicons.words, &self.lexicons.units)
            {
                return out.push(simple(start.max(seen.floor), end, Reading::Reference));
            }
            // 120急救中心: the number is the name of the service.
            if (3..=5).contains(&ahead.count)
                && self.lexicons.words.list(List::Service).beginning(after(text, ahead.end)).is_some()
            {
                return out.push(simple(pos, ahead.end, Reading::Name));
            }
            if ahead.count >= 3 && self.quoted_name(text, pos, ahead.end) {
                return out.push(simple(pos, ahead.end, Reading::Name));
            }
            let previous = pos.checked_sub(1).and_then(|last| text.as_bytes().get(last));
            let joined = previous
                .is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, b'_' | b'-' | b'+' | b'@' | b'.'))
                || code::is_host(text, ahead.end)
                || text.as_bytes().get(ahead.end).is_some_and(u8::is_ascii)
                    && char_at(text, code::decimals_end(text, pos))
                        .is_some_and(|c| c.is_ascii_alphabetic() || c == '_');
            if joined
                && let Some((start, end)) =
                    code::code_at(text, pos, seen.floor, &self.lexicons.units, &self.lexicons.words)
            {
                return out.push(simple(start, end, Reading::Name));
            }
            if previous == Some(&b'-')
                && code::is_labelled(text, pos, ahead.end, &self.lexicons.units, &self.lexicons.words)
            {
                return out.push(simple(pos, ahead.end, Reading::Name));
            }
        }
        if ahead.arabic
            && ahead.count <= 2
            && let Some(end) = observed::observed_at(text, pos, &self.lexicons.words)
        {
            return out.push(simple(pos, end, Reading::Name));
        }
        if c.is_ascii_digit() {
            self.number(text, pos, c, digits.as_ref(), seen, out);
        } else {
            self.number(text, pos, c, Plain::at(text, pos).as_ref(), seen, out);
        }
    }

    /// Whether a number at `at` counts a length of time.
    fn is_length_of_time(&self, text: &str, at: usize) -> bool {
        let Some((Ok(_), end)) = self.lexicons.reader.single_at(text, at) else { return false };
        let unit = self.lexicons.units.longest(after(text, end));
        unit.is_some_and(|found| found.unit.dimension() == Dimension::Duration)
    }

    /// “1357”工程: digits in quotes that name what follows.
    fn quoted_name(&self, text: &str, pos: usize, end: usize) -> bool {
        let quotes = (char_before(text, pos), char_at(text, end));
        let (Some('“' | '"' | '‘' | '「'), Some(close @ ('”' | '"' | '’' | '」'))) = quotes else {
            return false;
        };
        let rest = after(text, end + close.len_utf8());
        rest.starts_with(is_han) && !rest.starts_with('年') && self.lexicons.units.longest(rest).is_none()
    }

    /// 2012医改工作总结 at the start of a line or title: a year whose 年 is left out.
    fn title_year(&self, text: &str, pos: usize, ahead: &Ahead) -> Option<crate::DateExpr> {
        let opens = char_before(text, pos).is_none_or(|c| matches!(c, '\n' | '《' | '“'));
        if !(opens
            && ahead.next.is_some_and(|c| {
                is_han(c) && !matches!(c, '万' | '亿' | '千' | '百' | '多' | '余' | '年' | '号' | '至' | '到')
            }))
        {
            return None;
        }
        let year = digits(text, pos).0.and_then(|year| i32::try_from(year).ok())?;
        let counted = self.lexicons.units.longest(after(text, skip_spaces(text, ahead.end))).is_some();
        ((1990..=2050).contains(&year) && !counted)
            .then(|| crate::DateExpr::on(crate::PartialDate::year(year)))
    }
}

/// The characters that make a word with 伍 or 陆 behind them.
const WORDS_BEFORE: &str = "队入退行落登大着内商水海空";

/// What goes on after 伍, 陆 and the like where they are digits.
static FINANCIAL: CharSet = CharSet::of("佰仟万萬亿億元圆圓角壹贰貳叁參肆伍陆陸柒捌玖拾");
