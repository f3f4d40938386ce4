//! One pass over a text: every numeral becomes one mention.

use std::collections::VecDeque;
use std::sync::LazyLock;

use rust_decimal::Decimal;
use yigai_numeral::{Kind as NumeralKind, Reader, Shape, cardinal_at};
use yigai_span::Span;

use crate::amount::Amount;
use crate::look::{
    after, before, char_at, char_before, digits, ends_in, is_han, skip_spaces, skip_spaces_back,
};
use crate::words::{List, Words};
use crate::{Form, Mention, Reading, Units, clock, code, date_grammar, ordinal, per, reference, share};

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
    pub(crate) units: Units,
    pub(crate) reader: Reader,
    pub(crate) words: Words,
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
    at: usize,
    /// What is left of the current line.
    line: VecDeque<Mention>,
}

impl Iterator for Mentions<'_> {
    type Item = Mention;

    fn next(&mut self) -> Option<Mention> {
        loop {
            if let Some(mention) = self.line.pop_front() {
                return Some(mention);
            }
            // The room of the line before is used again.
            let mut line = Vec::from(std::mem::take(&mut self.line));
            self.at = self.scanner.line(self.text, self.at, &mut line)?;
            self.line = line.into();
        }
    }
}

impl Scanner {
    /// A scanner with lexicons of one's own.
    pub fn new(units: Units, reader: Reader) -> Self {
        Self { units, reader, words: Words::standard() }
    }

    /// The same scanner with words of one's own beside the numbers.
    #[must_use]
    pub fn with_words(self, words: Words) -> Self {
        Self { words, ..self }
    }

    /// All mentions of `text`, in its order; no two overlap, and no digit or numeral is left out.
    pub fn find(&self, text: &str) -> Vec<Mention> {
        // Reports have a mention about every eighty bytes.
        let mut out = Vec::with_capacity(text.len() / 80);
        let mut at = 0;
        while let Some(next) = self.line(text, at, &mut out) {
            at = next;
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
        Mentions { scanner: self, text, at: 0, line: VecDeque::new() }
    }

    /// Adds the mentions from `at` to the end of its line; where the next begins.
    fn line(&self, text: &str, from: usize, out: &mut Vec<Mention>) -> Option<usize> {
        let (mut pos, mut c) = next_start(text, from)?;
        let end =
            memchr::memchr(b'\n', text.as_bytes().get(pos..)?).map_or(text.len(), |offset| pos + offset);
        let first = out.len();
        let mut seen = Seen { floor: from, each: None };
        let at = loop {
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
            match next_start(text, at) {
                Some(next) if next.0 < end => (pos, c) = next,
                _ => break at,
            }
        };
        share::complete(text, out.get_mut(first..)?, &self.units, &self.words);
        Some(at)
    }

    /// Adds the mentions that begin at the character `c` at `pos`; none where it is no number.
    fn mention_at(&self, text: &str, pos: usize, c: char, seen: Seen, out: &mut Vec<Mention>) {
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
                .is_some_and(|c| starts(c) && !"第上下前几数翻".contains(c)) =>
            {
                return self.number(text, pos, c, seen, out);
            }
            // Surnames and verbs, unless the next character goes on with the sum.
            '伍' | '陆' | '陸' | '參' | '拾' => {
                let next = char_at(text, pos + c.len_utf8());
                if !next.is_some_and(|next| "佰仟万萬亿億元圆圓角壹贰貳叁參肆伍陆陸柒捌玖拾".contains(next))
                    || char_before(text, pos) == Some('收')
                {
                    return;
                }
            }
            '几' | '数' | '幾' | '數' | '翻' => {
                let next = char_at(text, pos + c.len_utf8());
                if next.is_some_and(|next| {
                    "十百千万萬亿億拾佰仟".contains(next)
                        || c == '翻' && "一两二三四五六七八番了".contains(next)
                }) {
                    self.number(text, pos, c, seen, out);
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
        if seen.each.is_some_and(|each| each.ends_at(pos))
            && let Some(end) = per::denominator_at(text, pos, &self.words)
        {
            return out.push(simple(pos, end, Reading::Name));
        }
        let ahead = Ahead::of(text, pos, c);
        if !ahead.arabic && !is_share(text, pos, c) {
            if let Some(end) = code::slogan(text, pos) {
                return out.push(simple(pos, end, Reading::Name));
            }
            if let Some(word) = self.reader.guards().at(text, pos).filter(|word| word.start >= seen.floor) {
                return out.push(simple(word.start, word.end, Reading::Name));
            }
        }
        if ahead.may_be_date()
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
                if let Some(end) = clock::time_at(text, pos, &self.words) {
                    return out.push(simple(pos, end, Reading::Date(crate::DateExpr::default())));
                }
            }
            _ => {}
        }
        if ahead.arabic {
            if ahead.may_be_reference(text, pos)
                && let Some((start, end)) = reference::reference_at(text, pos, &self.words)
            {
                return out.push(simple(start.max(seen.floor), end, Reading::Reference));
            }
            // 120急救中心: the number is the name of the service.
            if (3..=5).contains(&ahead.count)
                && self.words.list(List::Service).beginning(after(text, ahead.end)).is_some()
            {
                return out.push(simple(pos, ahead.end, Reading::Name));
            }
            let previous = pos.checked_sub(1).and_then(|last| text.as_bytes().get(last));
            let joined = previous.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, b'_' | b'-' | b'+'))
                || text.as_bytes().get(ahead.end).is_some_and(u8::is_ascii)
                    && char_at(text, code::decimals_end(text, pos))
                        .is_some_and(|c| c.is_ascii_alphabetic() || c == '_');
            if joined
                && let Some((start, end)) = code::code_at(text, pos, seen.floor, &self.units, &self.words)
            {
                return out.push(simple(start, end, Reading::Name));
            }
        }
        self.number(text, pos, c, seen, out);
    }

    /// 2012医改工作总结 at the start of a line or title: a year whose 年 is left out.
    fn title_year(&self, text: &str, pos: usize, ahead: &Ahead) -> Option<crate::DateExpr> {
        let opens = char_before(text, pos).is_none_or(|c| matches!(c, '\n' | '《' | '“'));
        if !(opens && ahead.next.is_some_and(|c| is_han(c) && !"万亿千百多余年号至到".contains(c)))
        {
            return None;
        }
        let year = digits(text, pos).0.and_then(|year| i32::try_from(year).ok())?;
        let counted = self.units.longest(after(text, skip_spaces(text, ahead.end))).is_some();
        ((1990..=2050).contains(&year) && !counted)
            .then(|| crate::DateExpr::on(crate::PartialDate::year(year)))
    }

    /// A number by itself: a list number, a quantity, or a numeral in an unknown word.
    fn number(&self, text: &str, pos: usize, c: char, seen: Seen, out: &mut Vec<Mention>) {
        let start = sign(text, pos).filter(|start| *start >= seen.floor).unwrap_or(pos);
        let compared = ["从", "由", "自"].iter().any(|word| ends_in(text, start, word));
        let read = if compared { self.reader.single_at(text, start) } else { self.reader.at(text, start) };
        // 0折 is no percentage, and 0 is still a number.
        let plain = || {
            let (cardinal, end, _) = cardinal_at(text, pos);
            (end > pos).then(|| (cardinal.map(|cardinal| yigai_numeral::Numeral::from(&cardinal)), end))
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
                Ok(cardinal) => (numeral, end) = (yigai_numeral::Numeral::from(&cardinal), cardinal_end),
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
        match self.amount(text, start, &numeral, end) {
            Some(amount) => out.push(self.finish(text, amount, seen)),
            // 负二, and a text that is nothing but its numeral.
            None if (start < pos || text.trim().len() == end - start) && numeral.shape != Shape::Bare => {
                if let Some(amount) = Amount::new(&numeral, start, end) {
                    out.push(self.finish(text, amount, seen));
                }
            }
            None if matches!(c, '半' | '几' | '数' | '幾' | '數' | '翻') => {}
            None => out.push(simple(pos, code::name_end(text, end), Reading::Name)),
        }
    }

    fn after_di(&self, text: &str, pos: usize, out: &mut Vec<Mention>) {
        let number = pos + '第'.len_utf8();
        if let Some(word) = self.reader.guards().at(text, number).filter(|word| word.start == pos) {
            return out.push(simple(pos, word.end, Reading::Name));
        }
        if let Some(found) = date_grammar::date_at(text, pos) {
            return out.push(simple(pos, found.end, found.date.map_or(Reading::Unreadable, Reading::Date)));
        }
        if let (_, 4.., digits_end) = digits(text, number)
            && char_at(text, digits_end) == Some('号')
        {
            return out.push(simple(pos, digits_end + '号'.len_utf8(), Reading::Reference));
        }
        let Some(found) = ordinal::prefixed(text, pos, &self.words) else { return };
        let plain = found.value.is_some();
        out.push(simple(found.start, found.end, found.value.map_or(Reading::Name, Reading::Ordinal)));
        if plain {
            for next in ordinal::continued(text, found.end, &self.words) {
                out.push(simple(next.start, next.end, next.value.map_or(Reading::Name, Reading::Ordinal)));
            }
        }
    }

    /// 上半年, 前三季度; 上百, 上千万: the hedge belongs to the number; 前三.
    fn after_position(&self, text: &str, pos: usize, c: char, seen: Seen, out: &mut Vec<Mention>) {
        if let Some(found) = date_grammar::date_at(text, pos) {
            return out.push(simple(pos, found.end, found.date.map_or(Reading::Unreadable, Reading::Date)));
        }
        let number = pos + c.len_utf8();
        if c == '下' || self.reader.guards().at(text, number).is_some() {
            return;
        }
        let (Ok(cardinal), end, _) = cardinal_at(text, number) else { return };
        let numeral = yigai_numeral::Numeral::from(&cardinal);
        match (c, cardinal.shape) {
            ('上', Shape::Bare)
                if !matches!(
                    char_before(text, pos),
                    Some('以' | '线' | '网' | '路' | '身' | '早' | '晚' | '会' | '及')
                ) && char_at(text, number) != Some('十') =>
            {
                if let Some(mut amount) = self.amount(text, number, &numeral, end) {
                    amount.start = pos;
                    amount.bound = crate::Bound::AtLeast;
                    out.push(self.finish(text, amount, Seen { floor: pos, ..seen }));
                }
            }
            ('前', Shape::Lone | Shape::Units) if !char_at(text, end).is_some_and(is_han) => {
                if let Some(amount) = Amount::new(&numeral, number, end) {
                    out.push(self.finish(text, amount, Seen { floor: number, ..seen }));
                }
            }
            _ => {}
        }
    }

    /// Adds currency signs, denominators and the bounds that stand around the number.
    fn finish(&self, text: &str, mut amount: Amount, seen: Seen) -> Mention {
        let mut per = Vec::new();
        let mut each = None;
        if amount.unit.is_none()
            && let Some((start, unit)) = code::currency(text, amount.start)
            && start >= seen.floor
        {
            amount.start = start;
            amount.unit = self.units.get(unit);
        }
        if amount.unit.is_some() {
            amount.end = per::slashes(text, amount.end, &mut per, &self.words);
        }
        if let Some(seen) = seen.each
            && matches!(amount.form, Form::Number | Form::Percent)
        {
            each = per::each(text, amount.start, seen, &mut per, &self.words);
        }
        self.around(text, &mut amount, each);
        amount.into_mention(per)
    }
}

/// What the line has told so far.
#[derive(Clone, Copy)]
struct Seen {
    /// Where the mention before ends.
    floor: usize,
    each: Option<per::Each>,
}

/// What a run of numerals looks like before it is read: enough to leave out the readings that cannot be.
struct Ahead {
    arabic: bool,
    /// How many characters it has, and where it ends.
    count: usize,
    end: usize,
    /// The character after it and any spaces.
    next: Option<char>,
}

impl Ahead {
    fn of(text: &str, pos: usize, c: char) -> Self {
        let arabic = c.is_ascii_digit() || ('０'..='９').contains(&c);
        let (mut count, mut end) = (0, pos);
        if arabic {
            (_, count, end) = digits(text, pos);
        } else {
            while let Some(c) = char_at(text, end).filter(|c| is_chinese_numeral(*c)) {
                count += 1;
                end += c.len_utf8();
            }
        }
        Self { arabic, count, end, next: char_at(text, skip_spaces(text, end)) }
    }

    fn may_be_date(&self) -> bool {
        match self.next {
            Some('年' | '月' | '日' | '号' | '季') => true,
            Some('-' | '~' | '～' | '至' | '到' | '－' | '−' | '─' | '\u{2010}'..='\u{2015}') => true,
            // 2017、2018两年
            Some('两' | '三' | '四' | '五') => self.arabic && self.count == 4,
            Some('/' | '.' | '．' | '、' | '和' | '与' | '及' | '或') => self.arabic && self.count == 4,
            Some(next) => self.arabic && (5..=12).contains(&self.count) && is_han(next),
            None => false,
        }
    }

    fn may_be_reference(&self, text: &str, pos: usize) -> bool {
        self.count >= 7
            || matches!(self.next, Some('号' | '-' | '－' | '—'))
            || self.count == 4 && self.next.is_some_and(|c| "〕]］)）】〉》﹞".contains(c))
            || self.count >= 3 && char_before(text, skip_spaces_back(text, pos)).is_some_and(announces)
    }
}

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

pub(crate) fn simple(start: usize, end: usize, reading: Reading) -> Mention {
    Mention { span: Span::new(start, end), number: Span::new(start, end), reading }
}

/// 百分之五十 begins by no word, although 百分 and 万分 are words.
fn is_share(text: &str, pos: usize, c: char) -> bool {
    if !matches!(c, '百' | '千' | '万') {
        return false;
    }
    let rest = after(text, pos);
    ["百分之", "百分", "千分之", "万分之"].iter().any(|word| {
        rest.strip_prefix(word).and_then(|tail| tail.trim_start().chars().next()).is_some_and(|c| {
            c.is_ascii_digit() || "〇零一二三四五六七八九十百两几半点负廿卅-０１２３４５６７８９".contains(c)
        })
    })
}

/// The start of a sign that belongs to the number: 负三, -5 after punctuation or a verb.
fn sign(text: &str, pos: usize) -> Option<usize> {
    // The last bytes of 负, -, −, －.
    if !matches!(text.as_bytes().get(pos.checked_sub(1)?), Some(0x9f | b'-' | 0x92 | 0x8d)) {
        return None;
    }
    let sign = char_before(text, pos)?;
    let start = pos - sign.len_utf8();
    let head = || char_before(text, start);
    let belongs = match sign {
        '负' => !head().is_some_and(|c| "自担肩抱胜辜欺背减承重正欠".contains(c)),
        '-' | '−' | '－' => head()
            .is_none_or(|c| c.is_whitespace() || "为是达至到长：:（(，,、。；;率幅降约了于值差".contains(c)),
        _ => false,
    };
    belongs.then_some(start)
}

/// The characters that may begin a mention, apart from half-width digits.
const STARTS: &str = "０１２３４５６７８９零〇一二三四五六七八九十百千万萬亿億两兩幺俩仨廿卅卌壹贰貳叁叄肆柒捌玖佰仟伍陆陸參拾几数幾數半翻第上下前\
①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ";

/// One bit for each code point below 2^16: a list of characters is five times slower to ask.
const BITS: [u64; 1024] = bits_of(STARTS);

/// The same with 每, which the scan takes note of.
const STOPS: [u64; 1024] = {
    let (mut bits, each) = (BITS, bits_of("每"));
    let mut place = 0;
    while place < bits.len() {
        bits[place] |= each[place];
        place += 1;
    }
    bits
};

const fn bits_of(characters: &str) -> [u64; 1024] {
    let mut bits = [0; 1024];
    let bytes = characters.as_bytes();
    let mut at = 0;
    while at + 2 < bytes.len() {
        let code = three(bytes[at], bytes[at + 1], bytes[at + 2]);
        bits[code / 64] |= 1 << (code % 64);
        at += 3;
    }
    bits
}

/// The code point of a character of three bytes.
const fn three(a: u8, b: u8, c: u8) -> usize {
    (a as usize & 0x0f) << 12 | (b as usize & 0x3f) << 6 | c as usize & 0x3f
}

fn in_bits(bits: &[u64; 1024], code: usize) -> bool {
    bits.get(code / 64).is_some_and(|word| word >> (code % 64) & 1 == 1)
}

/// Whether the character may begin a mention.
pub(crate) fn starts(c: char) -> bool {
    c.is_ascii_digit() || in_bits(&BITS, c as usize)
}

fn is_chinese_numeral(c: char) -> bool {
    matches!(
        c,
        '零' | '〇'
            | '○'
            | '一'
            | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '千'
            | '万'
            | '亿'
            | '两'
            | '幺'
            | '廿'
            | '卅'
            | '0'
    )
}

/// The next character at which a mention may begin, or that the scan takes note of.
fn next_start(text: &str, from: usize) -> Option<(usize, char)> {
    let mut rest = text.as_bytes().get(from..)?;
    loop {
        rest = match rest {
            [a @ 0xe0..=0xef, b, c, tail @ ..] => {
                // The first two bytes name the word of the table, the third its bit.
                let word =
                    STOPS.get(usize::from(a & 0x0f) << 6 | usize::from(b & 0x3f)).copied().unwrap_or(0);
                if word >> (c & 0x3f) & 1 == 1 {
                    let at = text.len() - rest.len();
                    return char_at(text, at).map(|c| (at, c));
                }
                tail
            }
            [byte @ b'0'..=b'9', ..] => return Some((text.len() - rest.len(), char::from(*byte))),
            [_, tail @ ..] => tail,
            [] => return None,
        };
    }
}
