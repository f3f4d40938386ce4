//! 第, 上, 下 and 前 before a number: 第三批, 上半年, 上千人, 前三.

use yigai_numeral::{Kind, Shape};

use crate::amount::Amount;
use crate::around::Seen;
use crate::look::{before, char_at, digits, is_han};
use crate::number::simple;
use crate::words::List;
use crate::{Mention, Reading, Scanner, date_grammar, ordinal};

impl Scanner {
    pub(crate) fn after_di(&self, text: &str, pos: usize, out: &mut Vec<Mention>) {
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
    #[inline(never)]
    pub(crate) fn after_position(&self, text: &str, pos: usize, c: char, seen: Seen, out: &mut Vec<Mention>) {
        if let Some(found) = date_grammar::part_at(text, pos) {
            return out.push(simple(pos, found.end, found.date.map_or(Reading::Unreadable, Reading::Date)));
        }
        let number = pos + c.len_utf8();
        if c == '下' || self.lexicons.reader.guards().at(text, number).is_some() {
            return;
        }
        let Some((Ok(numeral), end)) = self.lexicons.reader.single_at(text, number) else { return };
        if !matches!(numeral.kind, Kind::Integer | Kind::Range | Kind::Decimal) {
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
