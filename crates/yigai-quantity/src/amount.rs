//! A number with its unit, and what stands across the unit.

use std::sync::Arc;

use rust_decimal::Decimal;
use yigai_numeral::{Bound, Kind, Numeral, Shape, cardinal_at};
use yigai_span::Span;

use crate::look::{after, before, char_at, char_before, digits, skip_spaces, skip_spaces_back};
use crate::words::{List, Words};
use crate::{Dimension, Form, FoundUnit, Mention, Quantity, Reading, Scanner, Stated, Unit};

/// A quantity in the making.
pub(crate) struct Amount {
    pub(crate) start: usize,
    pub(crate) end: usize,
    number: Span,
    value: Decimal,
    upper: Option<Decimal>,
    pub(crate) bound: Bound,
    stated: Stated,
    pub(crate) form: Form,
    pub(crate) unit: Option<Unit>,
}

impl Amount {
    /// A number without a unit; `None` beyond 28 digits.
    pub(crate) fn new(numeral: &Numeral, start: usize, end: usize) -> Option<Self> {
        let mut stated = numeral.number.to_decimal()?;
        if numeral.decimals > stated.scale() {
            stated.rescale(numeral.decimals);
        }
        let form = match numeral.kind {
            Kind::Percent => Form::Percent,
            Kind::Permille => Form::Permille,
            Kind::Permyriad => Form::Permyriad,
            Kind::Points => Form::Points,
            Kind::Multiple => Form::Multiple,
            Kind::Fraction | Kind::Ratio => {
                let (n, d) = numeral.fraction?;
                let (n, d) = (i64::try_from(n).ok()?, i64::try_from(d).ok()?);
                if numeral.kind == Kind::Ratio { Form::Ratio(n, d) } else { Form::Fraction(n, d) }
            }
            _ => Form::Number,
        };
        Some(Self {
            start,
            end,
            number: Span::new(start, end),
            value: numeral.value.to_decimal()?,
            upper: match numeral.upper {
                Some(upper) => Some(upper.to_decimal()?),
                None => None,
            },
            bound: numeral.bound,
            stated: Stated {
                number: stated,
                scale: Decimal::try_from_i128_with_scale(numeral.scale, 0).ok()?,
            },
            form,
            unit: None,
        })
    }

    /// The value is no longer the number as written times a scale word.
    fn restate(&mut self, value: Decimal) {
        self.value = value;
        self.stated = Stated { number: value, scale: Decimal::ONE };
    }

    fn has(&mut self, unit: Unit, end: usize) {
        if self.form == Form::Number {
            self.form = form_of(&unit);
        }
        self.unit = Some(unit);
        self.end = end;
    }

    pub(crate) fn into_mention(self, per: Vec<Arc<str>>) -> Mention {
        Mention {
            span: Span::new(self.start, self.end),
            number: self.number,
            reading: Reading::Quantity(Quantity {
                value: self.value,
                upper: self.upper,
                bound: self.bound,
                unit: self.unit,
                per,
                unit_inferred: false,
                stated: self.stated,
                form: self.form,
            }),
        }
    }
}

impl Scanner {
    /// A number with its range end and unit; `None` where the numeral is rather part of a word.
    pub(crate) fn amount(&self, text: &str, pos: usize, numeral: &Numeral, end: usize) -> Option<Amount> {
        let mut amount = Amount::new(numeral, pos, end)?;
        if end - pos > 1 {
            amount.number = Span::new(pos, digits_end(text, pos, end, numeral));
        }
        if matches!(
            numeral.kind,
            Kind::Percent | Kind::Permille | Kind::Permyriad | Kind::Points | Kind::Multiple
        ) {
            amount.unit = self.units.implied(numeral.kind);
            if numeral.kind == Kind::Multiple {
                amount.form = multiple_form(text, pos, &self.words);
                self.across(text, &mut amount);
            } else if !self.range_across(text, pos, numeral, &mut amount)
                && amount.bound == Bound::Exact
                && let Some(c @ ('多' | '余')) = char_at(text, amount.end)
                && char_before(text, amount.end) == Some('成')
            {
                // 一成多
                amount.bound = Bound::MoreThan;
                amount.end += c.len_utf8();
            }
            return Some(amount);
        }
        if numeral.kind == Kind::Fraction
            && numeral.fraction == Some((1, 2))
            && char_at(text, pos) == Some('半')
        {
            return self.half(text, pos, end, amount);
        }
        if matches!(numeral.kind, Kind::Fraction | Kind::Ratio) {
            // 一个半月, 三个半小时: the half stands before its unit.
            if numeral.kind == Kind::Fraction
                && text.get(pos..end).is_some_and(|t| t.ends_with('半'))
                && let Some((found, unit_end)) = self.inner_unit(text, end)
            {
                amount.form = Form::Number;
                let value = amount.value;
                amount.restate(value);
                amount.has(found, unit_end);
            }
            return Some(amount);
        }
        let arabic = numeral.shape == Shape::Arabic;
        let place = if arabic { skip_spaces(text, end) } else { end };
        let unit =
            self.units.longest_after(after(text, place), matches!(numeral.shape, Shape::Lone | Shape::Bare));
        match unit {
            Some(found) => {
                let unit_end = place + found.len;
                if doubtful(self, text, pos, end, numeral, &found) {
                    return None;
                }
                amount.has(found.unit, unit_end);
                if !self.range_across(text, pos, numeral, &mut amount) {
                    self.across(text, &mut amount);
                }
                Some(amount)
            }
            None => {
                let bounded = numeral.bound != Bound::Exact;
                let number = match numeral.shape {
                    Shape::Arabic => true,
                    Shape::Units => bounded || end - pos >= 6,
                    Shape::Bare => bounded,
                    Shape::Digits => end - pos >= 9,
                    // 三大机制
                    Shape::Lone => char_at(text, end) == Some('大') && char_before(text, pos) != Some('十'),
                };
                if number && numeral.shape == Shape::Lone {
                    amount.end = end + '大'.len_utf8();
                }
                number.then_some(amount)
            }
        }
    }

    /// 半年, 半个月, 半数; 半 in other words is left alone.
    fn half(&self, text: &str, pos: usize, end: usize, mut amount: Amount) -> Option<Amount> {
        if end - pos > '半'.len_utf8() {
            return Some(amount);
        }
        // 半个多月
        if let Some(("多" | "余", rest)) =
            after(text, end).strip_prefix('个').and_then(|r| r.split_at_checked(3))
            && let place = text.len() - rest.len()
            && let Some((unit, unit_end)) = self.inner_unit(text, place)
        {
            amount.form = Form::Number;
            amount.stated.number = amount.value;
            amount.bound = Bound::MoreThan;
            amount.has(unit, unit_end);
            return Some(amount);
        }
        let (unit, unit_end) = match self.inner_unit(text, end) {
            Some(found) => found,
            None => {
                let place = if char_at(text, end) == Some('个') { end + '个'.len_utf8() } else { end };
                let found = self.units.longest_after(after(text, place), true)?;
                (found.unit, place + found.len)
            }
        };
        if !matches!(unit.dimension(), Dimension::Duration | Dimension::Length | Dimension::Weight) {
            return None;
        }
        amount.form = Form::Number;
        amount.stated.number = amount.value;
        amount.has(unit, unit_end);
        self.across(text, &mut amount);
        Some(amount)
    }

    /// The unit at `at` as if 个 stood before it: 半[个]月, 3个多[月].
    fn inner_unit(&self, text: &str, at: usize) -> Option<(Unit, usize)> {
        let tail: String = after(text, at).chars().take(6).collect();
        let counted = format!("个{tail}");
        let found = self.units.longest(&counted).filter(|found| found.len > '个'.len_utf8());
        match found {
            Some(found) => Some((found.unit, at + found.len - '个'.len_utf8())),
            None => {
                let found = self.units.longest(&tail)?;
                matches!(found.unit.dimension(), Dimension::Duration | Dimension::Points | Dimension::Money)
                    .then(|| (found.unit, at + found.len))
            }
        }
    }

    /// 30%-40%, 10万元至20万元: the range end after the unit. Whether there was one.
    fn range_across(&self, text: &str, pos: usize, numeral: &Numeral, amount: &mut Amount) -> bool {
        let Some(next) = dash(text, amount.end) else { return false };
        let compared = matches!(before(text, skip_spaces_back(text, pos), 3), "从" | "由" | "自");
        let worded = matches!(char_before(text, next), Some('到' | '至'));
        if amount.upper.is_some() || numeral.bound != Bound::Exact || compared && worded {
            return false;
        }
        let Some((Ok(high), end)) = self.reader.single_at(text, next) else { return false };
        let Some(upper) = Amount::new(&high, next, end) else { return false };
        let unit = match high.kind {
            Kind::Integer | Kind::Decimal => {
                let place = skip_spaces(text, end);
                self.units.longest(after(text, place)).map(|found| (found.unit, place + found.len))
            }
            _ => amount.unit.clone().filter(|_| upper.form == amount.form).map(|unit| (unit, end)),
        };
        match unit {
            Some((unit, end))
                if Some(&unit) == amount.unit.as_ref()
                    && upper.value > amount.value
                    && high.upper.is_none()
                    && (high.shape == Shape::Arabic) == (numeral.shape == Shape::Arabic) =>
            {
                amount.upper = Some(upper.value);
                amount.bound = Bound::Range;
                amount.number = Span::new(pos, upper.number.end());
                amount.end = end;
                true
            }
            _ => false,
        }
    }

    /// What stands across the unit: 两年半, 3个多月, 5公里多, 三元五角.
    fn across(&self, text: &str, amount: &mut Amount) {
        if self.coins(amount) {
            return;
        }
        let Some(unit) = &amount.unit else { return };
        let next = char_at(text, amount.end);
        let half = Decimal::new(5, 1);
        if unit.dimension() == Dimension::Count
            && unit.name() == "个"
            && let Some(mark @ ('多' | '余' | '来' | '半')) = next
            && let Some((inner, end)) = self.inner_unit(text, amount.end + mark.len_utf8())
        {
            match mark {
                '半' => {
                    let Some(value) = amount.value.checked_add(half) else { return };
                    amount.restate(value);
                }
                '来' => amount.bound = Bound::About,
                _ => amount.bound = Bound::MoreThan,
            }
            amount.form = Form::Number;
            amount.has(inner, end);
            return;
        }
        if amount.upper.is_some()
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
            Some(c @ ('多' | '余'))
                if !past(c).is_some_and(|c| "种个名项元次家发数方样点媒年".contains(c)) =>
            {
                amount.bound = Bound::MoreThan;
                amount.end += c.len_utf8();
            }
            Some(c @ '半') if !past(c).is_some_and(|c| "年天个月脱公自价封数径".contains(c)) => {
                if let Some(value) = amount.value.checked_add(half) {
                    amount.restate(value);
                    amount.end += c.len_utf8();
                }
            }
            _ => {}
        }
    }

    /// 1米65: the digits behind the unit are decimals. Whether there were any.
    fn smaller_part(&self, text: &str, amount: &mut Amount) -> bool {
        let places = match amount.unit.as_ref().map(|unit| unit.name()) {
            Some("米") => 2,
            _ => return false,
        };
        let (Some(part), count, end) = digits(text, amount.end) else { return false };
        let plain = count == places && amount.upper.is_none() && amount.value.fract().is_zero();
        let goes_on = char_at(text, end)
            .is_some_and(|c| matches!(c, '.' | '%' | '％' | '-' | '/' | '×' | '*'))
            || self.units.longest(after(text, end)).is_some();
        if !plain || goes_on {
            return false;
        }
        let Some(value) = amount.value.checked_add(Decimal::new(part.into(), 2)) else { return false };
        amount.restate(value);
        amount.end = end;
        true
    }

    /// 5角, 一分钱 in 元, the base unit. Whether it was such a coin.
    fn coins(&self, amount: &mut Amount) -> bool {
        let money = amount.unit.as_ref().filter(|unit| unit.dimension() == Dimension::Money);
        let worth = match money.map(|unit| unit.name()) {
            Some("角") => Decimal::new(1, 1),
            Some("分钱") => Decimal::new(1, 2),
            _ => return false,
        };
        let Some(value) = amount.value.checked_mul(worth) else { return false };
        let upper = amount.upper.map(|upper| upper.checked_mul(worth));
        amount.restate(value);
        amount.upper = upper.flatten();
        amount.unit = self.units.get("元");
        true
    }

    /// 三元五角二分, 12块5毛, 十二块五: whether there was such a part.
    fn smaller_coins(&self, text: &str, amount: &mut Amount) -> bool {
        if !char_at(text, amount.end).is_some_and(crate::scanner::starts) {
            return false;
        }
        let mut value = amount.value;
        let mut end = amount.end;
        let spoken = amount.unit.as_ref().is_some_and(|unit| unit.name() == "块");
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
        amount.unit = self.units.get("元");
        true
    }

    /// The bound that the words before the number or after its unit give.
    pub(crate) fn around(&self, text: &str, amount: &mut Amount, each: Option<usize>) {
        // 三元整
        if amount
            .unit
            .as_ref()
            .is_some_and(|unit| unit.dimension() == Dimension::Money && unit.name() == "元")
            && let Some(c @ ('整' | '正')) = char_at(text, amount.end)
            && !char_at(text, amount.end + c.len_utf8()).is_some_and(|c| "个体理治合改式常在好确".contains(c))
        {
            amount.end += c.len_utf8();
        }
        if amount.bound != Bound::Exact {
            return;
        }
        let head = text.get(..skip_spaces_back(text, amount.start)).unwrap_or_default();
        let hedges = self.reader.hedges();
        let tail_at = skip_spaces(text, amount.end);
        amount.bound = hedges
            .before(head)
            .or_else(|| hedges.after(after(text, tail_at)))
            // 不低于每千人口1.5名
            .or_else(|| each.and_then(|place| hedges.before(before(text, place, 30))))
            .map_or(Bound::Exact, |(bound, _)| bound);
        // 30日内, 3年内: 内 bounds a time, and is part of a word elsewhere.
        let time = amount.unit.as_ref().is_some_and(|unit| unit.dimension() == Dimension::Duration);
        if time && amount.bound == Bound::Exact {
            let inside = after(text, tail_at).strip_prefix('内');
            if inside
                .is_some_and(|rest| !rest.starts_with(['科', '儿', '部', '外', '容', '分', '设', '涵', '镜']))
            {
                amount.bound = Bound::AtMost;
            }
        }
    }
}

/// Where the digits and scale words end, before a sign or a hedge.
fn digits_end(text: &str, pos: usize, end: usize, numeral: &Numeral) -> usize {
    let plain = matches!(numeral.kind, Kind::Integer | Kind::Decimal | Kind::Range);
    if plain && matches!(numeral.bound, Bound::Exact | Bound::Range) {
        return end;
    }
    if numeral.shape == Shape::Arabic && numeral.scale == 1 {
        let digits = text.as_bytes().get(pos..end).unwrap_or_default();
        let len = digits.iter().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')).count();
        if len > 0 {
            return pos + len;
        }
    }
    let written = text.get(pos..end).unwrap_or_default();
    if plain {
        return pos + written.trim_end_matches(['余', '餘', '多', '来', '來', '把']).len();
    }
    let digits = written.len() - written.trim_start_matches(in_number).len();
    // 百分之三十: the words before the number belong to it.
    if digits > 0 && !after(written, digits).starts_with("分") { pos + digits } else { end }
}

/// The characters of a number between its first digit and its sign.
fn in_number(c: char) -> bool {
    crate::scanner::starts(c) && !matches!(c, '第' | '翻' | '上' | '下' | '前' | '半')
        || matches!(c, '.' | ',' | '点' | '余' | '多')
}

/// 增长1.5倍 adds to the base; 增长到3倍 and 是去年的3倍 are times the base.
fn multiple_form(text: &str, pos: usize, words: &Words) -> Form {
    let head = before(text, skip_spaces_back(text, pos), 36);
    let head = head.trim_end_matches(['约', '近', '了', '超', '过', '逾', '达']);
    if words.list(List::Growth).ending(head).is_some() { Form::Increase } else { Form::Multiple }
}

/// Whether a short Chinese numeral before this unit is rather part of a name.
fn doubtful(
    scanner: &Scanner,
    text: &str,
    pos: usize,
    end: usize,
    numeral: &Numeral,
    found: &FoundUnit,
) -> bool {
    // 零点 is midnight.
    if found.unit.name() == "点" && numeral.value == yigai_numeral::Value::Integer(0) {
        return true;
    }
    match numeral.shape {
        // 零下五度 is no name.
        Shape::Lone => found.weak && !matches!(char_at(text, pos), Some('两' | '兩' | '零')),
        Shape::Bare => {
            let hedged = || {
                scanner.reader.hedges().before(before(text, pos, 30)).is_some()
                    || char_before(text, pos) == Some('上')
            };
            end - pos <= 3
                && numeral.bound == Bound::Exact
                && found.unit.dimension() != Dimension::Money
                && !hedged()
        }
        Shape::Digits => numeral.upper.is_none() && end - pos <= 6 && found.weak,
        Shape::Arabic | Shape::Units => false,
    }
}

/// Whether 多, 余 and 半 may follow the unit (两年半, 5公里多).
fn measured_unit(amount: &Amount) -> bool {
    use Dimension::{Age, Area, Duration, Length, Money, Multiple, Weight};
    amount.unit.as_ref().is_some_and(|unit| {
        matches!(unit.dimension(), Duration | Length | Area | Weight | Money | Age | Multiple)
    })
}

fn form_of(unit: &Unit) -> Form {
    match (unit.dimension(), unit.name()) {
        (Dimension::Percent, _) => Form::Percent,
        (Dimension::Points, _) => Form::Points,
        (Dimension::Rate, "‰") => Form::Permille,
        (Dimension::Rate, "‱") => Form::Permyriad,
        _ => Form::Number,
    }
}

/// A range sign at `at`: one or two dashes, a tilde, 至 or 到; where the next number begins.
fn dash(text: &str, at: usize) -> Option<usize> {
    let at = skip_spaces(text, at);
    // The first bytes of the signs; of the words 至 and 到 all.
    match text.as_bytes().get(at..)? {
        [b'-' | b'~' | 0xe2 | 0xef | 0xe3, ..] | [0xe8, 0x87, 0xb3, ..] | [0xe5, 0x88, 0xb0, ..] => {}
        _ => return None,
    }
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
