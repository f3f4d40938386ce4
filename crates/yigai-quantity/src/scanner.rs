//! One pass over a text: every numeral becomes one mention.

#![allow(
    clippy::indexing_slicing,
    reason = "every index is cut to the length of its table, or counted when compiled"
)]

use std::sync::LazyLock;

use rust_decimal::Decimal;
use yigai_numeral::lookup::CharSet;
use yigai_numeral::{Kind as NumeralKind, Numeral, Plain, Reader, Shape, cardinal_at};
use yigai_span::Span;

use crate::ahead::{Ahead, is_undisputed};
use crate::amount::Amount;
use crate::apart::Apart;
use crate::around::Seen;
use crate::lead::{is_share, sign};
use crate::lexicons::Lexicons;
use crate::look::{after, before, char_at, char_before, digits, is_han, skip_spaces};
use crate::start::{next_stop, starts};
use crate::words::{List, Words};
use crate::{
    Mention, Reading, Units, clock, code, date_grammar, observed, ordinal, per, plain, reference, share,
    spaced,
};

/// Finds all mentions with the lexicons that come with the crate.
///
/// ```
/// use yigai_quantity::{Bound, Kind, find};
///
/// let mentions = find("统一为20余万人次补助1347.5万元");
/// assert_eq!(mentions.iter().map(|m| m.kind()).collect::<Vec<_>>(), [Kind::Name, Kind::Quantity, Kind::Quantity]);
/// let people = mentions[1].quantity().unwrap();
/// assert_eq!((people.value.to_string().as_str(), people.bound), ("200000", Bound::MoreThan));
/// assert_eq!(mentions[2].quantity().unwrap().value.to_string(), "13475000");
/// assert!(find("没有数字").is_empty());
/// ```
pub fn find(text: &str) -> Vec<Mention> {
    standard().find(text)
}

/// The scanner with the lexicons that come with the crate.
pub(crate) fn standard() -> &'static Scanner {
    static STANDARD: LazyLock<Scanner> = LazyLock::new(Scanner::default);
    &STANDARD
}

/// A scanner with its lexicons: the units, and the reader of numerals with the words that are no numbers.
#[derive(Clone, Debug)]
pub struct Scanner {
    pub(crate) lexicons: Lexicons,
}

impl Default for Scanner {
    fn default() -> Self {
        Self::new(Units::standard(), Reader::standard())
    }
}

/// The mentions of a text, found as the iterator is driven.
#[derive(Clone, Debug)]
pub struct Mentions<'a> {
    scanner: &'a Scanner,
    text: &'a str,
    at: Option<Place>,
    /// What is left of the current line, the next mention last.
    line: Vec<Mention>,
}

/// Where reading goes on.
#[derive(Clone, Copy, Debug)]
struct Place {
    /// Where the mention before ends.
    floor: usize,
    /// The next character at which one may begin.
    stop: usize,
}

impl Place {
    fn next(text: &str, floor: usize) -> Option<Self> {
        next_stop(text, floor).map(|stop| Self { floor, stop })
    }
}

impl Iterator for Mentions<'_> {
    type Item = Mention;

    fn next(&mut self) -> Option<Mention> {
        loop {
            if let Some(mention) = self.line.pop() {
                return Some(mention);
            }
            self.at = self.scanner.line(self.text, self.at?, &mut self.line);
            self.line.reverse();
        }
    }
}

impl Scanner {
    /// A scanner with lexicons of one's own.
    pub fn new(units: Units, reader: Reader) -> Self {
        Self { lexicons: Lexicons { units, reader, words: Words::standard(), careful: false } }
    }

    /// The same scanner with words of one's own beside the numbers.
    #[must_use]
    pub fn with_words(self, words: Words) -> Self {
        Self { lexicons: Lexicons { words, ..self.lexicons } }
    }

    /// All mentions of `text`, in its order; no two overlap, and no digit or numeral is left out.
    pub fn find(&self, text: &str) -> Vec<Mention> {
        // Reports have a mention about every seventy bytes, the densest every thirty-eight.
        let mut out = Vec::with_capacity(text.len() / 32);
        let mut at = Place::next(text, 0);
        while let Some(place) = at {
            at = self.line(text, place, &mut out);
        }
        out
    }

    /// The mentions of `text` one after another, a line at a time: memory does not grow with the text.
    ///
    /// ```
    /// use yigai_quantity::Scanner;
    ///
    /// let scanner = Scanner::default();
    /// assert_eq!(scanner.mentions("新建13所\n改建15所").count(), 2);
    /// ```
    pub fn mentions<'a>(&'a self, text: &'a str) -> Mentions<'a> {
        Mentions { scanner: self, text, at: Place::next(text, 0), line: Vec::new() }
    }

    /// Adds the mentions from a place to the end of its line; the next place.
    fn line(&self, text: &str, from: Place, out: &mut Vec<Mention>) -> Option<Place> {
        let mut pos = from.stop;
        let end =
            memchr::memchr(b'\n', text.as_bytes().get(pos..)?).map_or(text.len(), |offset| pos + offset);
        let first = out.len();
        // Reports have a number about every seventy bytes.
        out.reserve((end - pos).min(4096) / 64 + 1);
        let mut seen = Seen { floor: from.floor, each: None };
        let next = loop {
            let c = char_at(text, pos)?;
            let mut at = pos + c.len_utf8();
            if c == '每' {
                seen.each = Some(per::Each::seen(text, pos, seen.each));
            } else {
                let known = out.len();
                self.mention_at(text, pos, c, seen, out);
                if let Some(last) = out.last().filter(|_| out.len() > known) {
                    seen.floor = last.span.end();
                    at = at.max(seen.floor);
                }
            }
            match Place::next(text, at) {
                Some(next) if next.stop < end => pos = next.stop,
                next => break next,
            }
        };
        share::complete(text, out.get_mut(first..)?, &self.lexicons.units, &self.lexicons.words);
        next
    }

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
    fn mention_at(&self, text: &str, pos: usize, c: char, seen: Seen, out: &mut Vec<Mention>) {
        let digits = if c.is_ascii_digit() { Plain::at(text, pos) } else { None };
        if let Some(plain) = &digits
            && (self.listed_at(text, pos, plain, out) || self.plain_at(text, pos, plain, seen, out))
        {
            return;
        }
        match c {
            '第' => return self.after_di(text, pos, out),
            '上' | '下' | '前' => {
                let next = char_at(text, pos + c.len_utf8());
                if next.is_some_and(|c| starts(c) && !matches!(c, '第' | '上' | '下' | '前' | '数')) {
                    self.after_position(text, pos, c, seen, out);
                }
                return;
            }
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

    /// A number by itself: a list number, a quantity, or a numeral in an unknown word. `plain` is what it says in its
    /// plainest writing, which no sign has.
    fn number(
        &self,
        text: &str,
        pos: usize,
        c: char,
        plain: Option<&Plain>,
        seen: Seen,
        out: &mut Vec<Mention>,
    ) {
        let start = sign(text, pos).filter(|start| *start >= seen.floor).unwrap_or(pos);
        let plain = plain.filter(|_| start == pos);
        // .5%: a point that nobody can tell from a stop, or from the rest of a number that is lost.
        if start == pos
            && let Some(point) = pos.checked_sub(1).filter(|point| *point >= seen.floor)
            && text.as_bytes().get(point) == Some(&b'.')
            && char_before(text, point).is_none_or(|c| !is_han(c) && !c.is_ascii_digit())
            && let Some(sign) = ["%", "％", "‰", "个百分点"]
                .into_iter()
                .find(|sign| after(text, digits(text, pos).2).starts_with(sign))
        {
            return out.push(simple(point, digits(text, pos).2 + sign.len(), Reading::Unreadable));
        }
        if !self.lexicons.careful
            && let Some(plain) = plain
            && let Some(core) = self.lexicons.plain_core(text, pos, plain)
        {
            let around = self.lexicons.around(text, core, seen);
            return out.push(plain::mention(plain, pos, core, around));
        }
        if start == pos
            && let Some(amount) = self.lexicons.either(text, pos)
        {
            return self.finish(text, amount, seen, out);
        }
        if let Some(plain) = plain {
            if let Some(found) = ordinal::plain_heading(text, pos, plain) {
                let reading = found.value.map_or(Reading::Name, Reading::Ordinal);
                return out.push(simple(found.start, found.end, reading));
            }
            // 一， is one character of an unknown word: no unit can follow.
            if plain.shape == Shape::Lone
                && plain.sign.is_none()
                && matches!(char_at(text, plain.end), Some('、' | '，' | '。' | '；'))
            {
                return out.push(simple(pos, plain.end, Reading::Name));
            }
        }
        if matches!(c, '十' | '1')
            && let Some(amount) = self.lexicons.per_hundred_thousand(text, pos)
        {
            return self.finish(text, amount, seen, out);
        }
        let arabic = matches!(c, '0'..='9' | '０'..='９');
        let apart = if start == pos && arabic { self.lexicons.apart(text, pos) } else { None };
        if let Some(Apart { numeral: None, end }) = apart {
            return out.push(simple(pos, end, Reading::Unreadable));
        }
        let apart = apart.and_then(|apart| apart.numeral.map(|numeral| (Ok(numeral), apart.end)));
        let read = match plain {
            _ if apart.is_some() => apart,
            Some(plain) => Some((Ok(Numeral::from(*plain)), plain.end)),
            None => match self.lexicons.reader.at(text, start) {
                Some((Ok(range), end))
                    if range.upper.is_some()
                        && text.get(start..end).is_some_and(|range| range.contains(['到', '至']))
                        && self.lexicons.is_compared(text, start, end) =>
                {
                    self.lexicons.reader.single_at(text, start)
                }
                read => read,
            },
        };
        // 0折 is no percentage, and 0 is still a number.
        let plain = || {
            let (cardinal, end, _) = cardinal_at(text, pos);
            (end > pos).then(|| (cardinal.map(|cardinal| Numeral::from(&cardinal)), end))
        };
        let Some((read, mut end)) = read.or_else(plain) else { return };
        let mut numeral = match read {
            Ok(numeral) => numeral,
            Err(_) if matches!(c, '几' | '数' | '幾' | '數') => return,
            Err(error) => {
                // Too many digits to count, or 1.2.3: a code or a version.
                let dotted = error.expected == "one decimal point";
                let bare = text.get(pos..end).is_some_and(|run| !run.chars().any(is_han));
                let reading = if bare && (dotted || error.is_overflow()) {
                    Reading::Reference
                } else {
                    Reading::Unreadable
                };
                let end = if start < pos { end.max(cardinal_at(text, pos).1) } else { end };
                return out.push(simple(pos, end.max(pos + c.len_utf8()), reading));
            }
        };
        // 1,23,456: the groups are no thousands, and nobody knows what they are.
        if matches!(text.as_bytes().get(start.wrapping_sub(2)..start), Some([b'0'..=b'9', b',']))
            && text.get(start..end).is_some_and(|written| written.contains(','))
        {
            return out.push(simple(pos, end, Reading::Unreadable));
        }
        // 120/80 and 8:12 are two numbers; 1/3 and 3:1 are one.
        let doubtful = match numeral.kind {
            NumeralKind::Fraction => numeral.fraction.is_some_and(|(n, d)| {
                text.get(start..end).is_some_and(|t| t.contains(['/', '／'])) && (n >= d || d > 1000)
            }),
            NumeralKind::Ratio => {
                numeral.fraction.is_some_and(|(n, d)| n > 1000 || d > 1000)
                    || char_before(text, start).is_some_and(|c| matches!(c, ':' | '：' | '∶' | '比'))
                        && before(text, start, 4).contains(|c: char| c.is_ascii_digit())
            }
            _ => false,
        };
        if doubtful {
            let (cardinal, cardinal_end, _) = cardinal_at(text, start);
            match cardinal {
                Ok(cardinal) => (numeral, end) = (Numeral::from(&cardinal), cardinal_end),
                Err(_) => {
                    return out.push(simple(pos, cardinal_end.max(pos + c.len_utf8()), Reading::Unreadable));
                }
            }
        }
        if start == pos
            && let Some(found) = ordinal::heading(text, pos, &numeral, end)
        {
            return out.push(simple(
                found.start,
                found.end,
                found.value.map_or(Reading::Name, Reading::Ordinal),
            ));
        }
        match self.lexicons.amount(text, start, &numeral, end) {
            Some(amount)
                if amount.quantity.unit.is_none()
                    && let Some(found) = ordinal::section(text, pos, &numeral, end) =>
            {
                out.push(simple(pos, found.end, found.value.map_or(Reading::Name, Reading::Ordinal)));
            }
            Some(amount) => self.finish(text, amount, seen, out),
            // 1~ and thirty ones: an end has more digits than a value can.
            None if Amount::new(&numeral, start, end).is_none() => {
                out.push(simple(pos, end, Reading::Unreadable));
            }
            // 负二, and a text that is nothing but its numeral.
            None if (start < pos || text.trim().len() == end - start) && numeral.shape != Shape::Bare => {
                if let Some(amount) = Amount::new(&numeral, start, end) {
                    self.finish(text, amount, seen, out);
                }
            }
            None if matches!(c, '半' | '几' | '数' | '幾' | '數' | '翻') => {}
            None => {
                let title = self.lexicons.title_at(text, &numeral, start, end);
                let end = title.unwrap_or_else(|| code::name_end(text, end));
                out.push(simple(pos, end, Reading::Name));
            }
        }
    }

    fn after_di(&self, text: &str, pos: usize, out: &mut Vec<Mention>) {
        let number = pos + '第'.len_utf8();
        if let Some(word) = self.lexicons.reader.guards().at(text, number).filter(|word| word.start == pos) {
            return out.push(simple(pos, word.end, Reading::Name));
        }
        if let Some(found) = date_grammar::part_at(text, pos) {
            return out.push(simple(pos, found.end, found.date.map_or(Reading::Unreadable, Reading::Date)));
        }
        if let (_, 4.., digits_end) = digits(text, number)
            && char_at(text, digits_end) == Some('号')
        {
            return out.push(simple(pos, digits_end + '号'.len_utf8(), Reading::Reference));
        }
        let Some(found) = ordinal::prefixed(text, pos, &self.lexicons.words) else { return };
        let plain = found.value.is_some();
        out.push(simple(found.start, found.end, found.value.map_or(Reading::Name, Reading::Ordinal)));
        if plain {
            for next in ordinal::continued(text, found.end, &self.lexicons.words) {
                out.push(simple(next.start, next.end, next.value.map_or(Reading::Name, Reading::Ordinal)));
            }
        }
    }

    /// 上半年, 前三季度; 上百, 上千万: the hedge belongs to the number; 前三.
    fn after_position(&self, text: &str, pos: usize, c: char, seen: Seen, out: &mut Vec<Mention>) {
        if let Some(found) = date_grammar::part_at(text, pos) {
            return out.push(simple(pos, found.end, found.date.map_or(Reading::Unreadable, Reading::Date)));
        }
        let number = pos + c.len_utf8();
        if c == '下' || self.lexicons.reader.guards().at(text, number).is_some() {
            return;
        }
        let Some((Ok(numeral), end)) = self.lexicons.reader.single_at(text, number) else { return };
        if !matches!(numeral.kind, NumeralKind::Integer | NumeralKind::Range | NumeralKind::Decimal) {
            return;
        }
        match (c, numeral.shape) {
            ('上', shape)
                if is_scale(text.get(number..end).unwrap_or_default(), shape)
                    && self.lexicons.words.list(List::Surface).ending(before(text, pos, 12)).is_none() =>
            {
                if let Some(mut amount) = self.lexicons.amount(text, number, &numeral, end) {
                    amount.start = pos;
                    amount.quantity.bound = crate::Bound::AtLeast;
                    self.finish(text, amount, Seen { floor: pos, ..seen }, out);
                }
            }
            ('前', Shape::Lone | Shape::Units) if !char_at(text, end).is_some_and(is_han) => {
                if let Some(amount) = Amount::new(&numeral, number, end) {
                    self.finish(text, amount, Seen { floor: number, ..seen }, out);
                }
            }
            _ => {}
        }
    }

    /// Adds an amount with what stands around it.
    fn finish(&self, text: &str, mut amount: Amount, seen: Seen, out: &mut Vec<Mention>) {
        let around = self.lexicons.around(text, amount.core(), seen);
        amount.take(around);
        out.push(amount.into_mention());
    }
}

/// Whether 上 before it says that it is at least as much: 上百, 上千万, 上十亿. 上十 alone is rather the end of another
/// word: 会上十人.
fn is_scale(word: &str, shape: Shape) -> bool {
    match shape {
        Shape::Bare => !word.starts_with('十'),
        Shape::Units => matches!(word, "十万" | "十亿"),
        _ => false,
    }
}

/// The characters that make a word with 伍 or 陆 behind them.
const WORDS_BEFORE: &str = "队入退行落登大着内商水海空";

/// What goes on after 伍, 陆 and the like where they are digits.
static FINANCIAL: CharSet = CharSet::of("佰仟万萬亿億元圆圓角壹贰貳叁參肆伍陆陸柒捌玖拾");

pub(crate) fn simple(start: usize, end: usize, reading: Reading) -> Mention {
    Mention { span: Span::new(start, end), number: Span::new(start, end), reading }
}
