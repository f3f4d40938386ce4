//! What stands across the unit: 30%-40%, 两年半, 3个多月, 三元五角, 1米65.

use rust_decimal::Decimal;
use yigai_numeral::lookup::CharSet;
use yigai_numeral::{Bound, Kind, Numeral, Shape};
use yigai_span::Span;

use crate::amount::Amount;
use crate::lexicons::Lexicons;
use crate::look::{after, before, char_at, char_before, digits, is_han, skip_spaces, skip_spaces_back};
use crate::words::List;
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
        let worded = matches!(char_before(text, next), Some('到' | '至'));
        if amount.quantity.upper.is_some()
            || numeral.bound != Bound::Exact
            || worded && self.is_compared(text, pos, next)
        {
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

    /// 由5到7人: whether the ends are before and after, and not those of a range (由5到7人组成). `past` is where what
    /// follows begins.
    pub(crate) fn is_compared(&self, text: &str, at: usize, past: usize) -> bool {
        let head = before(text, skip_spaces_back(text, at), 24);
        if self.words.list(List::Opening).ending(head).is_none() {
            return false;
        }
        let clause = after(text, past).char_indices().take_while(|(_, c)| c.is_alphanumeric()).take(12);
        let end = clause.last().map_or(past, |(place, c)| past + place + c.len_utf8());
        !self.words.list(List::Spread).within(text.get(past..end).unwrap_or_default())
    }

    /// What stands across the unit: 两年半, 3个多月, 5公里多, 三元五角.
    pub(crate) fn across(&self, text: &str, amount: &mut Amount) {
        if self.coins(text, amount) {
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
            || tenths_of_mu(text, amount)
            || self.smaller_part(text, amount)
            || !measured_unit(amount)
        {
            return;
        }
        let past = |c: char| char_at(text, amount.end + c.len_utf8());
        match next {
            Some(c @ ('多' | '余'))
                if !past(c).is_some_and(|c| MORE_THINGS.has(c))
                    && !exceeds(text, amount.start, amount.end) =>
            {
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

    /// 1米65, 一米八: the digits behind the unit are decimals. Whether there were any.
    fn smaller_part(&self, text: &str, amount: &mut Amount) -> bool {
        let Some(places) = amount.quantity.unit.as_ref().and_then(|unit| self.units.decimals_behind(unit))
        else {
            return false;
        };
        if amount.quantity.upper.is_some() || !amount.quantity.value.fract().is_zero() {
            return false;
        }
        let (part, written, end) = match digits(text, amount.end) {
            (_, 0, _) => match chinese_digits(text, amount.end, places) {
                Some(found) => found,
                None => return false,
            },
            (Some(part), count, end) => match u32::try_from(count) {
                Ok(count) if count <= places => (part, count, end),
                _ => return false,
            },
            _ => return false,
        };
        let goes_on = char_at(text, end)
            .is_some_and(|c| matches!(c, '.' | '%' | '％' | '-' | '/' | '×' | '*'))
            || self.units.longest(after(text, end)).is_some();
        if goes_on {
            return false;
        }
        let whole = amount.quantity.value;
        let part = Decimal::new(part.into(), written);
        // 零下5度3
        let part = if whole.is_sign_negative() { -part } else { part };
        let Some(value) = whole.checked_add(part) else {
            return false;
        };
        amount.restate(value);
        amount.end = end;
        true
    }
}

/// 三亩二分: a 分 is a tenth of a 亩. Whether there was one.
fn tenths_of_mu(text: &str, amount: &mut Amount) -> bool {
    if amount.quantity.unit.as_ref().is_none_or(|unit| unit.name() != "亩") {
        return false;
    }
    let Some(digit) = char_at(text, amount.end) else { return false };
    let Some(rest) = after(text, amount.end + digit.len_utf8()).strip_prefix('分') else { return false };
    let tenths = match digit {
        '1'..='9' => u32::from(digit) - u32::from('0'),
        digit => match (1_u32..).zip("一二三四五六七八九".chars()).find(|(_, known)| *known == digit)
        {
            Some((tenths, _)) => tenths,
            None => return false,
        },
    };
    let ended = !rest.starts_with(is_han) || rest.starts_with('地') || rest.starts_with("左右");
    let value = amount.quantity.value.checked_add(Decimal::new(tenths.into(), 1));
    let Some(value) = value.filter(|_| ended && amount.quantity.value.fract().is_zero()) else {
        return false;
    };
    amount.restate(value);
    amount.end = text.len() - rest.len();
    true
}

/// The digits of 三十九度二 and 一米七五, at the end of their words or before a bound: value, count, end.
fn chinese_digits(text: &str, at: usize, most: u32) -> Option<(u32, u32, usize)> {
    let (mut value, mut count, mut end) = (0, 0, at);
    while count < most
        && let Some(digit) = "零一二三四五六七八九".chars().position(|c| Some(c) == char_at(text, end))
    {
        value = value * 10 + u32::try_from(digit).ok()?;
        count += 1;
        end += '一'.len_utf8();
    }
    let rest = after(text, end);
    let ended = !rest.starts_with(is_han)
        || ["以上", "以下", "左右", "以内", "的", "高", "长", "宽", "深"]
            .iter()
            .any(|word| rest.starts_with(word));
    (count > 0 && ended).then_some((value, count, end))
}

/// What makes 多 and 余 after a unit the start of another word: 多种, 多年.
/// 比上年的620万元多投240万元: 多 belongs to the verb and its own number, and not to the number before it.
fn exceeds(text: &str, start: usize, end: usize) -> bool {
    const LONGEST_VERB: usize = 4;
    let Some(rest) = after(text, end).strip_prefix('多') else { return false };
    let number = |c: char| c.is_ascii_digit() || "一二两三四五六七八九十百千约近".contains(c);
    let verb = rest.chars().take(LONGEST_VERB + 1).position(number);
    let told = verb.is_some_and(|letters| rest.chars().take(letters).all(is_han));
    let clause =
        before(text, start, 60).rsplit([',', '，', '。', '；', ';', '\n']).next().unwrap_or_default();
    told && clause.contains(['比', '较'])
}

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
    // The signs and spaces, and the words 至 and 到. Full-width marks and most words begin by the same bytes.
    match text.as_bytes().get(at..)? {
        [b'-' | b'~' | b' ' | 0xc2 | 0xe2, ..]
        | [0xe3, 0x80, 0x80 | 0x9c, ..]
        | [0xe5, 0x88, 0xb0, ..]
        | [0xe8, 0x87, 0xb3, ..]
        | [0xef, 0xbc, 0x8d, ..]
        | [0xef, 0xbd, 0x9e, ..] => past_dash(text, at),
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
