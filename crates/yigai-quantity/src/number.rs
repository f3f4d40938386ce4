//! A number by itself, with what its digits, unit and neighbours make of it.

use yigai_numeral::{Kind, Numeral, Plain, Shape, cardinal_at};
use yigai_span::Span;

use crate::amount::Amount;
use crate::apart::Apart;
use crate::around::Seen;
use crate::lead::sign;
use crate::look::{after, before, char_at, char_before, digits, is_han};
use crate::{Mention, Reading, Scanner, code, ordinal, plain};

impl Scanner {
    /// A number by itself: a list number, a quantity, or a numeral in an unknown word. `plain` is what it says in its
    /// plainest writing, which no sign has.
    pub(crate) fn number(
        &self,
        text: &str,
        pos: usize,
        c: char,
        plain: Option<&Plain>,
        seen: Seen,
        out: &mut Vec<Mention>,
    ) {
        let start = sign(text, pos, &self.lexicons.words).filter(|start| *start >= seen.floor).unwrap_or(pos);
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
            Kind::Fraction => numeral.fraction.is_some_and(|(n, d)| {
                text.get(start..end).is_some_and(|t| t.contains(['/', '／'])) && (n >= d || d > 1000)
            }),
            Kind::Ratio => {
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
            && arabic
            && let Some(whole) = proportion(text, pos)
        {
            let (cardinal, ..) = cardinal_at(text, pos);
            if let Ok(cardinal) = cardinal {
                (numeral, end) = (Numeral::from(&cardinal), whole);
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
            Some(amount) if amount.may_be_price(text, &numeral) => {
                out.push(simple(pos, amount.end, Reading::Unreadable));
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

    /// Adds an amount with what stands around it.
    pub(crate) fn finish(&self, text: &str, mut amount: Amount, seen: Seen, out: &mut Vec<Mention>) {
        let around = self.lexicons.around(text, amount.core(), seen);
        amount.take(around);
        out.push(amount.into_mention());
    }
}

/// 8:1:1: where a proportion of three parts or more ends; it is one figure, whose value is its first part.
fn proportion(text: &str, at: usize) -> Option<usize> {
    let number = |at: usize| {
        let (_, count, end) = digits(text, at);
        let fraction = after(text, end).strip_prefix('.').map_or(0, |_| digits(text, end + 1).1);
        let end = if fraction > 0 { digits(text, end + 1).2 } else { end };
        (1..=4).contains(&count).then_some(end)
    };
    let mark = |at: usize| char_at(text, at).filter(|c| matches!(c, ':' | '：' | '∶'));
    let next = |&end: &usize| mark(end).and_then(|mark| number(end + mark.len_utf8()));
    let ends: Vec<usize> = std::iter::successors(number(at), next).take(9).collect();
    let opens = char_before(text, at).is_none_or(|c| !matches!(c, ':' | '：' | '∶' | '比'));
    ends.last().copied().filter(|_| opens && (3..9).contains(&ends.len()))
}

pub(crate) fn simple(start: usize, end: usize, reading: Reading) -> Mention {
    Mention { span: Span::new(start, end), number: Span::new(start, end), reading }
}
