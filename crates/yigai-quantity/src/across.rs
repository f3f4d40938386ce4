//! What stands across the unit: 30%-40%, 两年半, 3个多月, 三元五角, 1米65.

use rust_decimal::Decimal;
use yigai_numeral::lookup::CharSet;
use yigai_numeral::{Bound, Kind, Numeral, Shape, cardinal_at};
use yigai_span::Span;

use crate::amount::Amount;
use crate::lexicons::Lexicons;
use crate::look::{after, before, char_at, char_before, digits, skip_spaces, skip_spaces_back};
use crate::{Dimension, Form};

impl Lexicons {
    /// 30%-40%, 10万元至20万元: the range end after the unit. Whether there was one.
    pub(crate) fn range_across(
        &self,
        text: &str,
        pos: usize,
        numeral: &Numeral,
        amount: &mut Amount,
    ) -> bool {
        let Some(next) = dash(text, amount.end) else { return false };
        let compared = matches!(before(text, skip_spaces_back(text, pos), 3), "从" | "由" | "自");
        let worded = matches!(char_before(text, next), Some('到' | '至'));
        if amount.quantity.upper.is_some() || numeral.bound != Bound::Exact || compared && worded {
            return false;
        }
        let Some((Ok(high), end)) = self.reader.single_at(text, next) else { return false };
        let Some(upper) = Amount::new(&high, next, end) else { return false };
        let unit = match high.kind {
            Kind::Integer | Kind::Decimal => {
                let place = skip_spaces(text, end);
                self.units.longest(after(text, place)).map(|found| (found.unit, place + found.len))
            }
            _ => amount
                .quantity
                .unit
                .clone()
                .filter(|_| upper.quantity.form == amount.quantity.form)
                .map(|unit| (unit, end)),
        };
        match unit {
            Some((unit, end))
                if Some(&unit) == amount.quantity.unit.as_ref()
                    && upper.quantity.value > amount.quantity.value
                    && high.upper.is_none()
                    && (high.shape == Shape::Arabic) == (numeral.shape == Shape::Arabic) =>
            {
                amount.quantity.upper = Some(upper.quantity.value);
                amount.quantity.bound = Bound::Range;
                amount.number = Span::new(pos, upper.number.end());
                amount.end = end;
                true
            }
            _ => false,
        }
    }

    /// What stands across the unit: 两年半, 3个多月, 5公里多, 三元五角.
    pub(crate) fn across(&self, text: &str, amount: &mut Amount) {
        if self.coins(amount) {
            return;
        }
        let Some(unit) = &amount.quantity.unit else { return };
        let next = char_at(text, amount.end);
        let half = Decimal::new(5, 1);
        if unit.dimension() == Dimension::Count
            && unit.name() == "个"
            && let Some(mark @ ('多' | '余' | '来' | '半')) = next
            && let Some((inner, end)) = self.inner_unit(text, amount.end + mark.len_utf8())
        {
            match mark {
                '半' => {
                    let Some(value) = amount.quantity.value.checked_add(half) else { return };
                    amount.restate(value);
                }
                '来' => amount.quantity.bound = Bound::About,
                _ => amount.quantity.bound = Bound::MoreThan,
            }
            amount.quantity.form = Form::Number;
            amount.has(inner, end);
            return;
        }
        if amount.quantity.upper.is_some()
            || matches!(unit.name(), "元" | "块") && self.smaller_coins(text, amount)
            || !measured_unit(amount)
        {
            return;
        }
        if self.smaller_part(text, amount) {
            return;
        }
        let past = |c: char| char_at(text, amount.end + c.len_utf8());
        match next {
            Some(c @ ('多' | '余')) if !past(c).is_some_and(|c| MORE_THINGS.has(c)) => {
                amount.quantity.bound = Bound::MoreThan;
                amount.end += c.len_utf8();
            }
            Some(c @ '半') if !past(c).is_some_and(|c| HALF_WORDS.has(c)) => {
                if let Some(value) = amount.quantity.value.checked_add(half) {
                    amount.restate(value);
                    amount.end += c.len_utf8();
                }
            }
            _ => {}
        }
    }

    /// 1米65: the digits behind the unit are decimals. Whether there were any.
    fn smaller_part(&self, text: &str, amount: &mut Amount) -> bool {
        let places = match amount.quantity.unit.as_ref().map(|unit| unit.name()) {
            Some("米") => 2,
            _ => return false,
        };
        let (Some(part), count, end) = digits(text, amount.end) else { return false };
        let plain =
            count == places && amount.quantity.upper.is_none() && amount.quantity.value.fract().is_zero();
        let goes_on = char_at(text, end)
            .is_some_and(|c| matches!(c, '.' | '%' | '％' | '-' | '/' | '×' | '*'))
            || self.units.longest(after(text, end)).is_some();
        if !plain || goes_on {
            return false;
        }
        let Some(value) = amount.quantity.value.checked_add(Decimal::new(part.into(), 2)) else {
            return false;
        };
        amount.restate(value);
        amount.end = end;
        true
    }

    /// 5角, 一分钱 in 元, the base unit. Whether it was such a coin.
    fn coins(&self, amount: &mut Amount) -> bool {
        let money = amount.quantity.unit.as_ref().filter(|unit| unit.dimension() == Dimension::Money);
        let worth = match money.map(|unit| unit.name()) {
            Some("角") => Decimal::new(1, 1),
            Some("分钱") => Decimal::new(1, 2),
            _ => return false,
        };
        let Some(value) = amount.quantity.value.checked_mul(worth) else { return false };
        let upper = amount.quantity.upper.map(|upper| upper.checked_mul(worth));
        amount.restate(value);
        amount.quantity.upper = upper.flatten();
        amount.quantity.unit = self.units.get("元");
        true
    }

    /// 三元五角二分, 12块5毛, 十二块五: whether there was such a part.
    fn smaller_coins(&self, text: &str, amount: &mut Amount) -> bool {
        if !char_at(text, amount.end).is_some_and(crate::start::starts) {
            return false;
        }
        let mut value = amount.quantity.value;
        let mut end = amount.end;
        let spoken = amount.quantity.unit.as_ref().is_some_and(|unit| unit.name() == "块");
        let steps: [(&[char], Decimal); 2] =
            [(&['角', '毛'], Decimal::new(1, 1)), (&['分'], Decimal::new(1, 2))];
        for (marks, worth) in steps {
            let place = if char_at(text, end) == Some('零') { end + '零'.len_utf8() } else { end };
            let (cardinal, number_end, _) = cardinal_at(text, place);
            let Some(cardinal) = cardinal.ok().filter(|c| number_end > place && c.upper.is_none()) else {
                continue;
            };
            let Some(digit) =
                cardinal.value.to_decimal().filter(|digit| *digit < Decimal::TEN && digit.fract().is_zero())
            else {
                break;
            };
            let mark = char_at(text, number_end);
            let named = mark.is_some_and(|mark| marks.contains(&mark));
            // 十二块五: without a following word the digit counts 角.
            let bare = spoken && worth == Decimal::new(1, 1) && !mark.is_some_and(crate::look::is_han);
            if !named && !bare {
                continue;
            }
            let Some(sum) = digit.checked_mul(worth).and_then(|part| value.checked_add(part)) else {
                return false;
            };
            value = sum;
            end = number_end + if named { mark.map_or(0, char::len_utf8) } else { 0 };
        }
        if end == amount.end {
            return false;
        }
        amount.restate(value);
        amount.end = end;
        amount.quantity.unit = self.units.get("元");
        true
    }
}

/// What makes 多 and 余 after a unit the start of another word: 多种, 多年.
static MORE_THINGS: CharSet = CharSet::of("种个名项元次家发数方样点媒年");

/// What makes 半 after a unit the start of another word: 半年, 半自动.
static HALF_WORDS: CharSet = CharSet::of("年天个月脱公自价封数径");

/// Whether 多, 余 and 半 may follow the unit (两年半, 5公里多).
fn measured_unit(amount: &Amount) -> bool {
    use Dimension::{Age, Area, Duration, Length, Money, Multiple, Weight};
    amount.quantity.unit.as_ref().is_some_and(|unit| {
        matches!(unit.dimension(), Duration | Length | Area | Weight | Money | Age | Multiple)
    })
}

/// A range sign at `at`: one or two dashes, a tilde, 至 or 到; where the next number begins.
#[inline]
pub(crate) fn dash(text: &str, at: usize) -> Option<usize> {
    // The first bytes of the signs and spaces, and of the words 至 and 到.
    match text.as_bytes().get(at)? {
        b'-' | b'~' | b' ' | 0xc2 | 0xe2 | 0xe3 | 0xe5 | 0xe8 | 0xef => past_dash(text, at),
        _ => None,
    }
}

fn past_dash(text: &str, at: usize) -> Option<usize> {
    let at = skip_spaces(text, at);
    let c = char_at(text, at)?;
    if !matches!(c, '-' | '~' | '至' | '到' | '－' | '−' | '─' | '～' | '〜' | '∼' | '\u{2010}'..='\u{2015}')
    {
        return None;
    }
    let mut end = at + c.len_utf8();
    if !matches!(c, '至' | '到') && char_at(text, end) == Some(c) {
        end += c.len_utf8();
    }
    Some(skip_spaces(text, end))
}
