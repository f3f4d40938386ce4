//! The commonest quantities: a plain number, its unit, and nothing beside them that could make it anything else.

use yigai_numeral::{Bound, Kind, Plain, Shape};
use yigai_span::Span;

use crate::across::dash;
use crate::around::{Around, Core, Seen};
use crate::lexicons::Lexicons;
use crate::look::{after, char_at, char_before, skip_spaces};
use crate::start::starts;
use crate::words::List;
use crate::{Denominators, Dimension, Form, Mention, Quantity, Reading, Stated, observed};

impl Lexicons {
    /// The unit that [`amount`](Self::amount) would give the plain number at `start`, in a fraction of the time; `None`
    /// where anything about it needs a closer look.
    #[inline]
    pub(crate) fn plain_core(&self, text: &str, start: usize, plain: &Plain) -> Option<Core<'_>> {
        let arabic = plain.shape == Shape::Arabic;
        let bound = if plain.more { Bound::MoreThan } else { Bound::Exact };
        let core = |end: usize, unit, form| Some(Core { span: Span::new(start, end), unit, form, bound });
        if let Some(sign) = plain.sign {
            let simple = ends(text, plain.end);
            let form = if sign == Kind::Points { Form::Points } else { Form::Percent };
            return if simple { core(plain.end, self.units.implied(sign), form) } else { None };
        }
        if char_at(text, plain.end).is_some_and(numbers_a_list) || arabic && self.in_doubt(text, start, plain)
        {
            return None;
        }
        let place = if arabic { skip_spaces(text, plain.end) } else { plain.end };
        let lone = plain.shape == Shape::Lone;
        let Some(spelling) = self.units.spelled(after(text, place), lone) else {
            let named = || {
                let rest = after(text, plain.end);
                rest.starts_with('后')
                    || self.words.list(List::Named).beginning(rest).is_some()
                    || self.words.list(List::Titled).beginning(rest).is_some()
            };
            return if arabic && !named() { core(plain.end, None, Form::Number) } else { None };
        };
        let (unit, end) = (&spelling.unit, place + spelling.text.len());
        // 三级 may be a name, 5角 is counted in 元, and 零点 is midnight.
        let doubtful = match unit.dimension() {
            Dimension::Money => unit.name() != "元",
            Dimension::Percent | Dimension::Points | Dimension::Rate => true,
            _ => lone && spelling.weak || plain.digits == 0,
        };
        if doubtful || !ends(text, end) { None } else { core(end, Some(unit), Form::Number) }
    }
}

impl Lexicons {
    /// The mention of a plain number in Arabic digits that stands between characters which make nothing else of it, as by
    /// far the most do; `None` where anything needs a closer look.
    #[inline]
    pub(crate) fn undisturbed(&self, text: &str, start: usize, plain: &Plain, seen: Seen) -> Option<Mention> {
        let count = plain.integers;
        let bytes = text.as_bytes();
        // An area code, a telephone number, a year.
        let other = count >= 3
            && (count >= 7
                || count == 4 && plain.decimals > 0
                || count <= 4 && bytes.get(start) == Some(&b'0')
                || count > 4 && matches!(bytes.get(start..start + 2), Some(b"18" | b"19" | b"20")));
        if other
            || self.neighbours.before.has(char_before(text, start)?)
            || seen.each.is_some_and(|each| each.reaches(start))
        {
            return None;
        }
        let (unit, form, end) = match plain.sign {
            Some(sign) => {
                let form = if sign == Kind::Points { Form::Points } else { Form::Percent };
                (self.units.implied(sign)?, form, plain.end)
            }
            None => {
                if plain.digits == 0 || self.neighbours.behind.has(char_at(text, plain.end)?) {
                    return None;
                }
                let spelling = self.units.spelled(after(text, plain.end), false)?;
                let doubtful = match spelling.unit.dimension() {
                    Dimension::Money => spelling.unit.name() != "元",
                    Dimension::Percent | Dimension::Points | Dimension::Rate => true,
                    _ => false,
                };
                if doubtful {
                    return None;
                }
                (&spelling.unit, Form::Number, plain.end + spelling.text.len())
            }
        };
        if char_at(text, end).is_some_and(|c| self.neighbours.beyond.has(c)) {
            return None;
        }
        let bound = match plain.more {
            true => Bound::MoreThan,
            false => self.reader.hedges().before(text.get(..start)?).map_or(Bound::Exact, |(bound, _)| bound),
        };
        let (number, unit) = (Span::new(start, plain.digits_end), Some(unit.clone()));
        let stated = Stated { number: plain.number(), scale: plain.scale() };
        let quantity = Quantity {
            value: plain.value(),
            upper: None,
            bound,
            unit,
            per: Denominators::default(),
            unit_inferred: false,
            stated,
            form,
        };
        Some(Mention { span: Span::new(start, end), number, reading: Reading::Quantity(quantity) })
    }

    /// 1，200万元, 12。5%, 1.1 at the beginning of a line, 5.12护士节: whether what looks like a plain number is a part of
    /// another, the number of a heading, or a day.
    #[inline]
    fn in_doubt(&self, text: &str, start: usize, plain: &Plain) -> bool {
        let bytes = text.as_bytes();
        match bytes.get(plain.end..plain.end + 4) {
            Some([0xef, 0xbc, 0x8c, b'0'..=b'9'] | [0xe3, 0x80, 0x82, b'0'..=b'9']) => {
                return plain.decimals == 0;
            }
            _ if plain.decimals == 0 || plain.power > 0 => return false,
            _ => {}
        }
        let opens = start.checked_sub(1).is_none_or(|last| bytes.get(last) == Some(&b'\n'));
        opens || plain.decimals < 3 && observed::follows(after(text, plain.end), &self.words)
    }
}

/// The mention of a plain number.
#[inline]
pub(crate) fn mention(plain: &Plain, start: usize, core: Core<'_>, around: Around) -> Mention {
    Mention {
        span: around.span,
        number: Span::new(start, plain.digits_end),
        reading: Reading::Quantity(Quantity {
            value: plain.value(),
            upper: None,
            bound: around.bound,
            unit: around.currency.or_else(|| core.unit.cloned()),
            per: around.per,
            unit_inferred: false,
            stated: Stated { number: plain.number(), scale: plain.scale() },
            form: core.form,
        }),
    }
}

/// Whether nothing that stands across the unit can follow: the end of a range, a part (三元五角), 多, 半.
#[inline]
fn ends(text: &str, end: usize) -> bool {
    let next = char_at(text, end);
    !next.is_some_and(|c| matches!(c, '多' | '余' | '来' | '半' | '点') || starts(c))
        && dash(text, end).is_none()
}

/// What follows a list number (3、 一是), of which some may follow a quantity too.
const fn numbers_a_list(c: char) -> bool {
    matches!(c, '、' | '.' | '．' | ')' | '）' | '〕' | ']' | '］' | '】' | '是' | '要' | '则' | '为' | '大')
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use crate::Scanner;

    static CAREFUL: LazyLock<Scanner> = LazyLock::new(|| {
        let mut scanner = Scanner::default();
        scanner.lexicons.careful = true;
        scanner
    });

    proptest! {
        #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]

        #[test]
        fn the_short_way_reads_as_the_long_way(text in concat!(
            "([，约至由第每人不低于￥“年]{0,2}",
            "(一|两|十五|三百|[1-9][0-9]{0,4})([.][0-9]{1,2})?",
            "[万亿]?[余多]?(%|％|个|个百分点|人|人次|元|角|点|米|岁|成|倍|年|级|所|张)?[多余半来以上左右内整大是、。)5一/-]{0,2}){1,4}"
        )) {
            prop_assert_eq!(crate::find(&text), CAREFUL.find(&text), "{}", text);
        }

        #[test]
        fn what_stands_beside_a_number_is_never_overlooked(text in concat!(
            "([，、。：（《“\n 共约近至由第每人中不低于达到为编号美元港币￥$a_+@负-]{1,3}",
            "(0|0[0-9]{2,3}|20[0-9]{2,3}|[1-9][0-9]{0,7})([.][0-9]{1,3})?",
            "[万亿]?[余多]?(%|个百分点|个|人|元|角|点|年|月|号|时|天|岁|台|急救|护士节|平方米|kg)?",
            "[ 多余半以上内之左右强整正每人/年至到、，。大一5-]{0,3}){1,3}"
        )) {
            prop_assert_eq!(crate::find(&text), CAREFUL.find(&text), "{}", text);
        }
    }
}
