//! One pass over a text: every numeral becomes one mention.

use std::sync::LazyLock;

use rust_decimal::Decimal;
use yigai_numeral::{Kind as NumeralKind, Reader, Shape, cardinal_at};
use yigai_span::Span;

use crate::amount::Amount;
use crate::look::{after, before, char_at, char_before, digits, is_han};
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
}

impl Default for Scanner {
    fn default() -> Self {
        Self::new(Units::standard(), Reader::standard())
    }
}

impl Scanner {
    /// A scanner with lexicons of one's own.
    pub fn new(units: Units, reader: Reader) -> Self {
        Self { units, reader }
    }

    /// All mentions of `text`, in its order; no two overlap, and no digit or numeral is left out.
    pub fn find(&self, text: &str) -> Vec<Mention> {
        let mut out: Vec<Mention> = Vec::new();
        let mut at = 0;
        while let Some((pos, c)) = next_start(text, at) {
            let floor = out.last().map_or(0, |mention| mention.span.end());
            let known = out.len();
            self.mention_at(text, pos, c, floor, &mut out);
            at = match out.last() {
                Some(last) if out.len() > known => last.span.end().max(pos + c.len_utf8()),
                _ => pos + c.len_utf8(),
            };
        }
        share::complete(text, &mut out, &self.units);
        out
    }

    /// Adds the mentions that begin at the character `c` at `pos`; none where it is no number.
    fn mention_at(&self, text: &str, pos: usize, c: char, floor: usize, out: &mut Vec<Mention>) {
        let arabic = c.is_ascii_digit() || ('０'..='９').contains(&c);
        match c {
            '第' => return self.after_di(text, pos, out),
            '上' | '下' | '前' => return self.after_position(text, pos, c, out),
            _ => {}
        }
        if let Some(number) = ordinal::circled(c) {
            return out.push(simple(pos, pos + c.len_utf8(), Reading::Ordinal(Decimal::from(number))));
        }
        if let Some(end) = per::denominator_at(text, pos) {
            return out.push(simple(pos, end, Reading::Name));
        }
        if !arabic && !is_share(text, pos) {
            if let Some(end) = code::slogan(text, pos) {
                return out.push(simple(pos, end, Reading::Name));
            }
            if let Some(word) = self.reader.guards().at(text, pos).filter(|word| word.start >= floor) {
                return out.push(simple(word.start, word.end, Reading::Name));
            }
        }
        if let Some(found) = date_grammar::date_at(text, pos) {
            return out.push(simple(pos, found.end, found.date.map_or(Reading::Unreadable, Reading::Date)));
        }
        if let Some(end) = code::century_at(text, pos) {
            return out.push(simple(pos, end, Reading::Name));
        }
        if let Some(end) = clock::time_at(text, pos) {
            return out.push(simple(pos, end, Reading::Date(crate::DateExpr::default())));
        }
        if arabic {
            if let Some((start, end)) = reference::reference_at(text, pos) {
                return out.push(simple(start.max(floor), end, Reading::Reference));
            }
            if let Some((start, end)) = code::code_at(text, pos, floor, &self.units) {
                return out.push(simple(start, end, Reading::Name));
            }
        }
        self.number(text, pos, c, floor, out);
    }

    /// A number by itself: a list number, a quantity, or a numeral in an unknown word.
    fn number(&self, text: &str, pos: usize, c: char, floor: usize, out: &mut Vec<Mention>) {
        let start = sign(text, pos).filter(|start| *start >= floor).unwrap_or(pos);
        let compared = matches!(before(text, start, 3), "从" | "由" | "自");
        let read = if compared { self.reader.single_at(text, start) } else { self.reader.at(text, start) };
        let Some((read, mut end)) = read else { return };
        let mut numeral = match read {
            Ok(numeral) => numeral,
            Err(_) if matches!(c, '几' | '数' | '幾' | '數') => return,
            Err(error) => {
                // Too many digits to count, or 1.2.3: a code or a version.
                let dotted = error.expected == "one decimal point";
                let bare = text.get(pos..end).is_some_and(|run| !run.chars().any(is_han));
                let reading = if bare && (dotted || error.is_overflow()) { Reading::Reference } else { Reading::Unreadable };
                return out.push(simple(pos, end, reading));
            }
        };
        // 120/80 and 8:12 are two numbers; 1/3 and 3:1 are one.
        let doubtful = match numeral.kind {
            NumeralKind::Fraction => numeral.fraction.is_some_and(|(n, d)| text.get(start..end).is_some_and(|t| t.contains(['/', '／'])) && (n >= d || d > 1000)),
            NumeralKind::Ratio => numeral.fraction.is_some_and(|(n, d)| n > 1000 || d > 1000),
            _ => false,
        };
        if doubtful {
            let (cardinal, cardinal_end, _) = cardinal_at(text, start);
            match cardinal {
                Ok(cardinal) => (numeral, end) = (yigai_numeral::Numeral::from(&cardinal), cardinal_end),
                Err(_) => return out.push(simple(pos, cardinal_end.max(pos + c.len_utf8()), Reading::Unreadable)),
            }
        }
        if start == pos && let Some(found) = ordinal::heading(text, pos, &numeral, end) {
            return out.push(simple(found.start, found.end, found.value.map_or(Reading::Name, Reading::Ordinal)));
        }
        match self.amount(text, start, &numeral, end) {
            Some(amount) => out.push(self.finish(text, amount, floor)),
            // 负二, and a text that is nothing but its numeral.
            None if (start < pos || text.trim().len() == end - start) && numeral.shape != Shape::Bare => {
                if let Some(amount) = Amount::new(&numeral, start, end) {
                    out.push(self.finish(text, amount, floor));
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
        let Some(found) = ordinal::prefixed(text, pos) else { return };
        let plain = found.value.is_some();
        out.push(simple(found.start, found.end, found.value.map_or(Reading::Name, Reading::Ordinal)));
        if plain {
            for next in ordinal::continued(text, found.end) {
                out.push(simple(next.start, next.end, next.value.map_or(Reading::Name, Reading::Ordinal)));
            }
        }
    }

    /// 上半年, 前三季度; 上百, 上千万: the hedge belongs to the number; 前三.
    fn after_position(&self, text: &str, pos: usize, c: char, out: &mut Vec<Mention>) {
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
            ('上', Shape::Bare) if !matches!(char_before(text, pos), Some('以' | '线' | '网' | '路' | '身' | '早' | '晚' | '会' | '及')) && char_at(text, number) != Some('十') => {
                if let Some(mut amount) = self.amount(text, number, &numeral, end) {
                    amount.start = pos;
                    amount.bound = crate::Bound::AtLeast;
                    out.push(self.finish(text, amount, pos));
                }
            }
            ('前', Shape::Lone | Shape::Units) if !char_at(text, end).is_some_and(is_han) => {
                if let Some(amount) = Amount::new(&numeral, number, end) {
                    out.push(self.finish(text, amount, number));
                }
            }
            _ => {}
        }
    }

    /// Adds currency signs, denominators and the bounds that stand around the number.
    fn finish(&self, text: &str, mut amount: Amount, floor: usize) -> Mention {
        let mut per = Vec::new();
        let mut each = None;
        if amount.unit.is_none()
            && let Some(start) = code::currency(text, amount.start)
            && start >= floor
        {
            amount.start = start;
            amount.unit = self.units.get("元");
        }
        if amount.unit.is_some() {
            amount.end = per::slashes(text, amount.end, &mut per);
        }
        if amount.form == Form::Number || amount.form == Form::Percent {
            each = per::each(text, amount.start, &mut per);
        }
        self.around(text, &mut amount, each);
        amount.into_mention(per)
    }
}

pub(crate) fn simple(start: usize, end: usize, reading: Reading) -> Mention {
    Mention { span: Span::new(start, end), number: Span::new(start, end), reading }
}

/// 百分之五十 begins by no word, although 百分 and 万分 are words.
fn is_share(text: &str, pos: usize) -> bool {
    let rest = after(text, pos);
    ["百分之", "百分", "千分之", "万分之"].iter().any(|word| {
        rest.strip_prefix(word).and_then(|tail| tail.trim_start().chars().next()).is_some_and(|c| {
            c.is_ascii_digit() || "〇零一二三四五六七八九十百两几半点负廿卅-０１２３４５６７８９".contains(c)
        })
    })
}

/// The start of a sign that belongs to the number: 负三, -5 after punctuation or a verb.
fn sign(text: &str, pos: usize) -> Option<usize> {
    let sign = char_before(text, pos)?;
    let start = pos - sign.len_utf8();
    let head = char_before(text, start);
    let belongs = match sign {
        '负' => !head.is_some_and(|c| "自担肩抱胜辜欺背".contains(c)),
        '-' | '−' | '－' => head.is_none_or(|c| c.is_whitespace() || "为是达至到长：:（(，,、。；;率幅降约了于值差".contains(c)),
        _ => false,
    };
    belongs.then_some(start)
}

/// Characters that may begin a mention.
pub(crate) fn is_start(c: char) -> bool {
    matches!(c,
        '0'..='9' | '０'..='９' | '①'..='⒛' | '㈠'..='㈩' | '㊀'..='㊉' | 'Ⅰ'..='Ⅻ'
        | '零' | '〇' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千' | '万' | '萬' | '亿' | '億'
        | '两' | '兩' | '幺' | '俩' | '仨' | '廿' | '卅' | '卌' | '壹' | '贰' | '貳' | '叁' | '叄' | '肆' | '柒' | '捌' | '玖' | '佰' | '仟'
        | '几' | '数' | '幾' | '數' | '半' | '翻' | '第' | '上' | '下' | '前')
}

fn next_start(text: &str, from: usize) -> Option<(usize, char)> {
    text.get(from..)?.char_indices().find(|&(_, c)| is_start(c)).map(|(offset, c)| (from + offset, c))
}
