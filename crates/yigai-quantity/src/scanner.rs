//! One pass over a text: every numeral becomes one mention.

use std::sync::{Arc, LazyLock};

use rust_decimal::Decimal;
use yigai_numeral::{Bound, Cardinal, Guards, Shape, Value, cardinal_at};
use yigai_span::Span;

use crate::look::{after, before, char_at, char_before, digits, is_han, skip_spaces, skip_spaces_back};
use crate::{
    Dimension, Form, Mention, Quantity, Reading, Stated, Unit, Units, date_grammar, hedge, ordinal, per,
    reference, share,
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
    static STANDARD: LazyLock<Scanner> = LazyLock::new(Scanner::default);
    STANDARD.find(text)
}

/// A scanner with its lexicons: the units, and the words that are no numbers.
#[derive(Clone, Debug)]
pub struct Scanner {
    units: Units,
    guards: Guards,
}

impl Default for Scanner {
    fn default() -> Self {
        Self::new(Units::standard(), Guards::standard())
    }
}

/// An amount before its unit is known.
struct Amount {
    start: usize,
    end: usize,
    number: Span,
    value: Decimal,
    upper: Option<Decimal>,
    bound: Bound,
    stated: Stated,
    form: Form,
    unit: Option<Unit>,
}

impl Scanner {
    /// A scanner with lexicons of one's own.
    pub fn new(units: Units, guards: Guards) -> Self {
        Self { units, guards }
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

    fn mention_at(&self, text: &str, pos: usize, c: char, floor: usize, out: &mut Vec<Mention>) {
        if let Some(number) = ordinal::circled(c) {
            return out.push(simple(pos, pos + c.len_utf8(), Reading::Ordinal(Decimal::from(number))));
        }
        match c {
            '第' => return self.after_di(text, pos, out),
            '翻' => return out.extend(doubling(text, pos)),
            '半' => return self.half(text, pos, floor, out),
            '上' | '下' | '前' => {
                if let Some(found) = date_grammar::date_at(text, pos) {
                    out.push(simple(
                        found.start,
                        found.end,
                        found.date.map_or(Reading::Unreadable, Reading::Date),
                    ));
                } else if c == '上' {
                    self.bare_hedged(text, pos, out);
                }
                return;
            }
            _ => {}
        }
        if let Some(end) = per::denominator_at(text, pos) {
            return out.push(simple(pos, end, Reading::Name));
        }
        if let Some(amount) = self.part(text, pos) {
            return out.push(self.finish(text, amount, floor));
        }
        let chinese = !c.is_ascii_digit() && !('０'..='９').contains(&c);
        if chinese && let Some(end) = slogan(text, pos, pos) {
            return out.push(simple(pos, end, Reading::Name));
        }
        if chinese
            && let Some(word) = self.guards.at(text, pos)
            && word.start >= floor
        {
            return out.push(simple(word.start, word.end, Reading::Name));
        }
        if let Some(found) = date_grammar::date_at(text, pos) {
            return out.push(simple(
                found.start,
                found.end,
                found.date.map_or(Reading::Unreadable, Reading::Date),
            ));
        }
        if let Some((start, end)) = reference::reference_at(text, pos) {
            return out.push(simple(start.max(floor), end, Reading::Reference));
        }
        if !chinese && let Some((start, end)) = self.code(text, pos, floor) {
            return out.push(simple(start, end, Reading::Name));
        }
        let (cardinal, end, bare) = cardinal_at(text, pos);
        if end == pos {
            return;
        }
        let cardinal = match cardinal {
            Ok(cardinal) => cardinal,
            Err(_) if matches!(c, '几' | '数' | '幾' | '數') => return,
            Err(error) => {
                let reading =
                    if error.is_overflow() && !chinese { Reading::Reference } else { Reading::Unreadable };
                let reading = if chinese && is_lone_word(text, pos, end) { Reading::Name } else { reading };
                return out.push(simple(pos, end, reading));
            }
        };
        if let Some(found) = ordinal::heading(text, pos, &cardinal, bare) {
            let reading = found.value.map_or(Reading::Name, Reading::Ordinal);
            return out.push(simple(found.start, found.end, reading));
        }
        let amount = self.amount(text, pos, &cardinal, end, bare);
        match amount {
            Some(amount) => out.push(self.finish(text, amount, floor)),
            None => out.push(simple(pos, name_end(text, end), Reading::Name)),
        }
    }

    fn after_di(&self, text: &str, pos: usize, out: &mut Vec<Mention>) {
        let number = pos + '第'.len_utf8();
        if let Some(word) = self.guards.at(text, number)
            && word.start == pos
        {
            return out.push(simple(pos, word.end, Reading::Name));
        }
        if let Some(found) = date_grammar::date_at(text, pos) {
            return out.push(simple(pos, found.end, found.date.map_or(Reading::Unreadable, Reading::Date)));
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

    /// 半年, 一半 is read from its 一; 半 in words is left alone.
    fn half(&self, text: &str, pos: usize, floor: usize, out: &mut Vec<Mention>) {
        if self.guards.at(text, pos).is_some() {
            return;
        }
        let end = pos + '半'.len_utf8();
        let (start, end, form, unit) = if after(text, end).starts_with('数') {
            (pos, end + '数'.len_utf8(), Form::Fraction(1, 2), None)
        } else {
            let counted = if char_at(text, end) == Some('个') { end + '个'.len_utf8() } else { end };
            match self.units.longest(after(text, counted)).or_else(|| self.units.longest(after(text, end))) {
                Some(found)
                    if matches!(
                        found.unit.dimension(),
                        Dimension::Duration | Dimension::Length | Dimension::Weight
                    ) =>
                {
                    let from = if self.units.longest(after(text, counted)).is_some() { counted } else { end };
                    (pos, from + found.len, Form::Number, Some(found.unit))
                }
                _ => return,
            }
        };
        let half = Decimal::new(5, 1);
        let amount = Amount {
            start,
            end,
            number: Span::new(pos, pos + '半'.len_utf8()),
            value: half,
            upper: None,
            bound: Bound::Exact,
            stated: Stated { number: half, scale: Decimal::ONE },
            form,
            unit,
        };
        out.push(self.finish(text, amount, floor));
    }

    /// 上百, 上千万: the hedge belongs to the number.
    fn bare_hedged(&self, text: &str, pos: usize, out: &mut Vec<Mention>) {
        if matches!(
            char_before(text, pos),
            Some('以' | '线' | '网' | '路' | '身' | '早' | '晚' | '会' | '及')
        ) {
            return;
        }
        let number = pos + '上'.len_utf8();
        if self.guards.at(text, number).is_some() || char_at(text, number) == Some('十') {
            return;
        }
        let (Ok(cardinal), end, bare) = cardinal_at(text, number) else { return };
        if cardinal.shape != Shape::Bare || end == number {
            return;
        }
        if let Some(mut amount) = self.amount(text, number, &cardinal, end, bare) {
            amount.start = pos;
            amount.bound = Bound::AtLeast;
            out.push(self.finish(text, amount, pos));
        }
    }

    /// 百分之五十, 三分之二, 千分之三, 万分之一.
    fn part(&self, text: &str, pos: usize) -> Option<Amount> {
        let rest = after(text, pos);
        let named = [
            ("百分之", Form::Percent, "%"),
            ("千分之", Form::Permille, "‰"),
            ("万分之", Form::Permyriad, "‱"),
        ];
        for (word, form, unit) in named {
            let Some(tail) = rest.strip_prefix(word) else { continue };
            let number = pos + word.len() + (tail.len() - tail.trim_start_matches(' ').len());
            let (cardinal, end, _) = cardinal_at(text, number);
            let cardinal = cardinal.ok().filter(|_| end > number)?;
            let mut amount = from_cardinal(&cardinal, pos, number, end)?;
            if cardinal.shape == Shape::Bare {
                amount.value = cardinal.value.to_decimal()?;
            }
            amount.form = form;
            amount.unit = self.units.get(unit);
            // 百分之85%: marked twice.
            if let Some(sign) = self.units.longest(after(text, end)).filter(|u| u.unit.name() == unit) {
                amount.end = end + sign.len;
            }
            let next = dash(text, amount.end);
            if let Some(next) = next {
                let tail = after(text, next);
                let next = next + if tail.starts_with(word) { word.len() } else { 0 };
                let (upper, upper_end, _) = cardinal_at(text, next);
                if let Some(upper) =
                    upper.ok().filter(|_| upper_end > next).and_then(|u| u.value.to_decimal())
                    && upper > amount.value
                {
                    amount.upper = Some(upper);
                    amount.bound = Bound::Range;
                    amount.end = upper_end;
                }
            }
            return Some(amount);
        }
        let (cardinal, end, _) = cardinal_at(text, pos);
        let denominator = cardinal.ok().filter(|_| end > pos)?;
        let tail = after(text, end).strip_prefix("分之")?;
        let _ = tail;
        let number = end + "分之".len();
        let (cardinal, end, _) = cardinal_at(text, number);
        let numerator = cardinal.ok().filter(|_| end > number)?;
        let (Value::Integer(n), Value::Integer(d)) = (numerator.value, denominator.value) else {
            return None;
        };
        let (n, d) = (i64::try_from(n).ok()?, i64::try_from(d).ok()?);
        let value = Decimal::from(n).checked_div(Decimal::from(d))?;
        let mut amount = from_cardinal(&numerator, pos, number, end)?;
        amount.value = value;
        amount.stated = Stated { number: value, scale: Decimal::ONE };
        amount.form = Form::Fraction(n, d);
        Some(amount)
    }

    /// A number with its range end and unit; `None` where the numeral is rather part of a word.
    fn amount(&self, text: &str, pos: usize, cardinal: &Cardinal, end: usize, bare: usize) -> Option<Amount> {
        let mut amount = from_cardinal(cardinal, pos, pos, end)?;
        amount.number = Span::new(pos, bare);
        // 三成, 三成五, 八折, 八五折
        if let Some(found) = tenths(text, cardinal, end) {
            let (value, end) = found;
            amount.value = value;
            amount.stated = Stated { number: value, scale: Decimal::ONE };
            amount.form = Form::Percent;
            amount.unit = self.units.get("%");
            amount.end = end;
            return Some(amount);
        }
        let arabic = cardinal.shape == Shape::Arabic;
        let place = if arabic { skip_spaces(text, end) } else { end };
        let unit = self.unit_at(text, place, !arabic);
        // A range: 3—5个, 30%-40%, 10万至20万元.
        let first_end = unit.as_ref().map_or(end, |(_, end)| *end);
        let from = before(text, skip_spaces_back(text, pos), 3);
        if let Some(next) = dash(text, first_end)
            && char_at(text, next)
                .is_some_and(|c| c.is_ascii_digit() || ('０'..='９').contains(&c) || !arabic && is_han(c))
        {
            let (upper, upper_end, upper_bare) = cardinal_at(text, next);
            let worded = matches!(char_before(text, next), Some('到' | '至'));
            if let Ok(upper) = upper
                && upper_end > next
                && upper.upper.is_none()
                && !(worded && matches!(from, "从" | "由" | "自"))
                && (arabic == (upper.shape == Shape::Arabic))
                && digits(text, next).2.max(upper_bare) >= upper_bare
            {
                let place = if arabic { skip_spaces(text, upper_end) } else { upper_end };
                let upper_unit = self.unit_at(text, place, !arabic);
                let same = match (&unit, &upper_unit) {
                    (None, _) => true,
                    (Some((a, _)), Some((b, _))) => a.unit == b.unit,
                    (Some(_), None) => false,
                };
                let mut low = amount.value;
                let high = upper.value.to_decimal()?;
                if unit.is_none() && cardinal.scale == 1 && upper.scale > 1 && cardinal.number < upper.number
                {
                    low = cardinal.value.checked_scaled(upper.scale)?;
                    amount.stated.scale = Decimal::try_from_i128_with_scale(upper.scale, 0).ok()?;
                }
                if same && low < high && cardinal.upper.is_none() {
                    amount.value = low;
                    amount.upper = Some(high);
                    amount.bound = Bound::Range;
                    amount.end = upper_end;
                    amount.number = Span::new(pos, upper_bare);
                    if let Some((found, end)) = upper_unit {
                        amount.form = form_of(&found.unit);
                        amount.unit = Some(found.unit);
                        amount.end = end;
                    }
                    return Some(amount);
                }
            }
        }
        match unit {
            Some((found, unit_end)) => {
                let uncertain = match cardinal.shape {
                    Shape::Lone => {
                        found.weak && !matches!(char_at(text, pos), Some('两' | '兩'))
                            || cardinal.value == Value::Integer(0)
                    }
                    Shape::Bare => {
                        let single = end - pos <= 3;
                        single
                            && cardinal.bound == Bound::Exact
                            && found.unit.dimension() != Dimension::Money
                            && hedge::before_number(text, pos).is_none()
                            && !matches!(char_before(text, pos), Some('上'))
                    }
                    Shape::Digits => cardinal.upper.is_none() && end - pos <= 6 && found.weak,
                    _ => false,
                };
                if uncertain {
                    return None;
                }
                amount.form = form_of(&found.unit);
                amount.unit = Some(found.unit);
                amount.end = unit_end;
                self.across(text, &mut amount);
                Some(amount)
            }
            None => {
                let number = match cardinal.shape {
                    Shape::Arabic => true,
                    Shape::Units => cardinal.bound != Bound::Exact || end - pos >= 6,
                    Shape::Bare => cardinal.bound != Bound::Exact,
                    Shape::Digits => end - pos >= 9,
                    Shape::Lone => {
                        char_at(text, end) == Some('大') && !matches!(char_before(text, pos), Some('十'))
                    }
                };
                if !number {
                    return None;
                }
                if cardinal.shape == Shape::Lone {
                    amount.end = end + '大'.len_utf8();
                }
                Some(amount)
            }
        }
    }

    /// The unit at `at`, also with a hedge or a half inside it (3个多月, 三个半百分点, 5个多亿).
    fn unit_at(&self, text: &str, at: usize, chinese: bool) -> Option<(crate::FoundUnit, usize)> {
        let found = self.units.longest_after(after(text, at), chinese)?;
        let end = at + found.len;
        Some((found, end))
    }

    /// What stands across the unit: 两年半, 3个多月, 5公里多, 三元五角.
    fn across(&self, text: &str, amount: &mut Amount) {
        let Some(unit) = &amount.unit else { return };
        let next = char_at(text, amount.end);
        let half = Decimal::new(5, 1);
        if unit.name() == "个"
            && let Some(mark @ ('多' | '余' | '来' | '半')) = next
            && let place = amount.end + mark.len_utf8()
            && let Some(inner) = self
                .units
                .longest(&format!("个{}", after(text, place).chars().take(6).collect::<String>()))
                .filter(|found| found.len > '个'.len_utf8())
                .map(|found| (found.unit, found.len - '个'.len_utf8()))
                .or_else(|| self.units.longest(after(text, place)).map(|found| (found.unit, found.len)))
        {
            match mark {
                '半' => {
                    if let Some(value) = amount.value.checked_add(half) {
                        amount.value = value;
                        amount.stated = Stated { number: value, scale: Decimal::ONE };
                    }
                }
                '来' => amount.bound = Bound::About,
                _ => amount.bound = Bound::MoreThan,
            }
            amount.form = form_of(&inner.0);
            amount.unit = Some(inner.0);
            amount.end = place + inner.1;
            return;
        }
        let measured = matches!(
            unit.dimension(),
            Dimension::Duration
                | Dimension::Length
                | Dimension::Weight
                | Dimension::Money
                | Dimension::Age
                | Dimension::Multiple
        );
        if !measured || amount.upper.is_some() {
            return;
        }
        if unit.name() == "元" {
            self.jiao_fen(text, amount);
            return;
        }
        let past = |c: char| char_at(text, amount.end + c.len_utf8());
        match next {
            Some(c @ ('多' | '余')) if !past(c).is_some_and(|c| "种个名项元次家发数方样点".contains(c)) =>
            {
                amount.bound = Bound::MoreThan;
                amount.end += c.len_utf8();
            }
            Some(c @ '半') if !past(c).is_some_and(|c| "年天个月脱公自价封数径".contains(c)) => {
                if let Some(value) = amount.value.checked_add(half) {
                    amount.value = value;
                    amount.stated = Stated { number: value, scale: Decimal::ONE };
                    amount.end += c.len_utf8();
                }
            }
            _ => {}
        }
    }

    /// 三元五角二分.
    fn jiao_fen(&self, text: &str, amount: &mut Amount) {
        let mut value = amount.value;
        let mut end = amount.end;
        let mut place = Decimal::new(1, 1);
        for (mark, worth) in [('角', Decimal::new(1, 1)), ('分', Decimal::new(1, 2))] {
            let (cardinal, number_end, _) = cardinal_at(text, end);
            let Some(digit) = cardinal.ok().filter(|_| number_end > end).and_then(|c| c.value.to_decimal())
            else {
                continue;
            };
            if char_at(text, number_end) != Some(mark) || digit >= Decimal::TEN {
                break;
            }
            let Some(sum) = digit.checked_mul(worth).and_then(|part| value.checked_add(part)) else { return };
            value = sum;
            place = worth;
            end = number_end + mark.len_utf8();
        }
        if end > amount.end {
            let _ = place;
            amount.value = value;
            amount.stated = Stated { number: value, scale: Decimal::ONE };
            amount.end = end;
        }
    }

    /// Digits inside a code of Latin letters: H1N1, PM2.5, 5G, A4.
    fn code(&self, text: &str, pos: usize, floor: usize) -> Option<(usize, usize)> {
        let letter = |c: char| c.is_ascii_alphabetic() || matches!(c, '_');
        let (_, _, end) = digits(text, pos);
        let before_letter = char_before(text, pos).is_some_and(letter) || {
            let dash = char_before(text, pos).is_some_and(|c| matches!(c, '-' | '+'));
            dash && char_before(text, pos - 1).is_some_and(letter)
        };
        let currency = ["RMB", "CNY", "USD", "US"].iter().any(|word| before(text, pos, 3).ends_with(word));
        let after_letter = char_at(text, end).is_some_and(letter)
            && self.units.longest(after(text, end)).is_none()
            && !after(text, end).starts_with("CT")
            && !after(text, end).starts_with("DR");
        if currency || !(before_letter || after_letter) {
            return None;
        }
        let mut start = pos;
        while let Some(c) = char_before(text, start).filter(|c| letter(*c) || matches!(c, '-' | '+')) {
            if start - c.len_utf8() < floor {
                break;
            }
            start -= c.len_utf8();
        }
        let mut end = end;
        while let Some(c) = char_at(text, end).filter(|c| {
            letter(*c)
                || c.is_ascii_digit()
                || matches!(c, '.' | '-' | '+')
                    && char_at(text, end + 1).is_some_and(|n| n.is_ascii_alphanumeric())
        }) {
            end += c.len_utf8();
        }
        Some((start, end))
    }

    /// Adds currency signs, denominators and the bounds that stand around the number.
    fn finish(&self, text: &str, mut amount: Amount, floor: usize) -> Mention {
        let mut per = Vec::new();
        if amount.unit.is_none()
            && let Some(start) = currency(text, amount.start)
            && start >= floor
        {
            amount.start = start;
            amount.unit = self.units.get("元");
        }
        if amount.unit.is_some() {
            amount.end = per::slashes(text, amount.end, &mut per);
        }
        if amount.form == Form::Number || amount.form == Form::Percent {
            per::each(text, amount.start, &mut per);
        }
        if amount.bound == Bound::Exact {
            amount.bound = hedge::before_number(text, amount.start)
                .map(|(bound, _)| bound)
                .or_else(|| hedge::after_unit(text, amount.end).map(|(bound, _)| bound))
                .unwrap_or(Bound::Exact);
        }
        Mention {
            span: Span::new(amount.start, amount.end),
            number: amount.number,
            reading: Reading::Quantity(Quantity {
                value: amount.value,
                upper: amount.upper,
                bound: amount.bound,
                unit: amount.unit,
                per,
                unit_inferred: false,
                stated: amount.stated,
                form: amount.form,
            }),
        }
    }
}

fn simple(start: usize, end: usize, reading: Reading) -> Mention {
    Mention { span: Span::new(start, end), number: Span::new(start, end), reading }
}

fn from_cardinal(cardinal: &Cardinal, start: usize, number: usize, end: usize) -> Option<Amount> {
    let value = cardinal.value.to_decimal()?;
    let written = cardinal.number.to_decimal()?;
    let mut stated = written;
    if cardinal.decimals > stated.scale() {
        stated.rescale(cardinal.decimals);
    }
    Some(Amount {
        start,
        end,
        number: Span::new(number, end),
        value,
        upper: match cardinal.upper {
            Some(upper) => Some(upper.to_decimal()?),
            None => None,
        },
        bound: cardinal.bound,
        stated: Stated { number: stated, scale: Decimal::try_from_i128_with_scale(cardinal.scale, 0).ok()? },
        form: Form::Number,
        unit: None,
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

/// A range sign at `at`, one or two dashes or a tilde, 至 or 到; where the next number begins.
fn dash(text: &str, at: usize) -> Option<usize> {
    let at = skip_spaces(text, at);
    let c = char_at(text, at)?;
    if !"-—–－−‐―─~～〜∼至到".contains(c) {
        return None;
    }
    let mut end = at + c.len_utf8();
    if !matches!(c, '至' | '到') && char_at(text, end) == Some(c) {
        end += c.len_utf8();
    }
    Some(skip_spaces(text, end))
}

/// 三成, 三成五, 八折, 八五折 in hundredths.
fn tenths(text: &str, cardinal: &Cardinal, end: usize) -> Option<(Decimal, usize)> {
    let value = cardinal.alternative.unwrap_or(cardinal.value).to_decimal()?;
    let next = char_at(text, end)?;
    let past = end + next.len_utf8();
    let limit = Decimal::TEN;
    match next {
        '成' if value <= limit && cardinal.upper.is_none() => {
            let word = char_at(text, past);
            if word.is_some_and(|c| "立功员为本熟都果分效绩长年交人品就套份".contains(c)) {
                return None;
            }
            let (more, more_end, _) = cardinal_at(text, past);
            let small = more.ok().filter(|more| more_end > past && more.shape == Shape::Lone);
            match small.and_then(|more| more.value.to_decimal()) {
                Some(more) if more < limit => Some((value * limit + more, more_end)),
                _ if word == Some('半') => Some((value * limit + Decimal::from(5), past + '半'.len_utf8())),
                _ => Some((value * limit, past)),
            }
        }
        '折' if !char_at(text, past).is_some_and(|c| "叠线射合断旧腾磨中".contains(c)) => (value
            < limit)
            .then(|| (value * limit, past))
            .or((value < Decimal::ONE_HUNDRED).then_some((value, past))),
        _ => None,
    }
}

/// 翻一番, 翻了两番, 翻番.
fn doubling(text: &str, pos: usize) -> Option<Mention> {
    let mut number = pos + '翻'.len_utf8();
    if char_at(text, number) == Some('了') {
        number += '了'.len_utf8();
    }
    let (times, end, start) = if char_at(text, number) == Some('番') {
        (1_u32, number, pos)
    } else {
        let (cardinal, end, _) = cardinal_at(text, number);
        let Value::Integer(times) = cardinal.ok().filter(|_| end > number)?.value else { return None };
        (u32::try_from(times).ok()?, end, number)
    };
    (char_at(text, end) == Some('番') && (1..=60).contains(&times)).then(|| {
        let value = Decimal::from(1_u64 << times);
        Mention {
            span: Span::new(pos, end + '番'.len_utf8()),
            number: Span::new(start, end),
            reading: Reading::Quantity(Quantity {
                value,
                upper: None,
                bound: Bound::Exact,
                unit: Some(Unit::new("倍", Dimension::Multiple)),
                per: Vec::new(),
                unit_inferred: false,
                stated: Stated { number: Decimal::from(times), scale: Decimal::ONE },
                form: Form::Multiple,
            }),
        }
    })
}

/// A currency sign or word that touches the number.
fn currency(text: &str, at: usize) -> Option<usize> {
    let place = skip_spaces_back(text, at);
    let head = before(text, place, 9);
    ["￥", "¥", "RMB", "CNY", "人民币"]
        .iter()
        .find(|sign| head.ends_with(**sign))
        .map(|sign| place - sign.len())
}

/// “三提高”, “一人一院”: a quoted slogan that begins by a numeral; where it ends.
fn slogan(text: &str, pos: usize, end: usize) -> Option<usize> {
    let quote = char_before(text, pos)?;
    let close = match quote {
        '“' => '”',
        '‘' => '’',
        '「' => '」',
        '『' => '』',
        '"' => '"',
        '\'' => '\'',
        _ => return None,
    };
    let mut place = end;
    for _ in 0..10 {
        let c = char_at(text, place)?;
        if c == close {
            return Some(place);
        }
        if "，。；,;！？\n%％".contains(c) || c.is_ascii_digit() {
            return None;
        }
        place += c.len_utf8();
    }
    None
}

/// A numeral in an unknown word takes the next character along.
fn name_end(text: &str, end: usize) -> usize {
    match char_at(text, end) {
        Some(c) if is_han(c) && !is_start(c) => end + c.len_utf8(),
        _ => end,
    }
}

fn is_lone_word(text: &str, start: usize, end: usize) -> bool {
    text.get(start..end).is_some_and(|run| !run.chars().any(|c| "十百千".contains(c)))
}

fn is_start(c: char) -> bool {
    matches!(c,
        '0'..='9' | '０'..='９' | '①'..='⒛' | '㈠'..='㈩' | '㊀'..='㊉' | 'Ⅰ'..='Ⅻ'
        | '零' | '〇' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千' | '万' | '萬' | '亿' | '億'
        | '两' | '兩' | '俩' | '仨' | '廿' | '卅' | '卌' | '壹' | '贰' | '貳' | '叁' | '叄' | '肆' | '柒' | '捌' | '玖' | '佰' | '仟'
        | '几' | '数' | '幾' | '數' | '半' | '翻' | '第' | '上' | '下' | '前')
}

fn next_start(text: &str, from: usize) -> Option<(usize, char)> {
    text.get(from..)?.char_indices().find(|&(_, c)| is_start(c)).map(|(offset, c)| (from + offset, c))
}

#[allow(dead_code)]
fn shared(word: &str) -> Arc<str> {
    Arc::from(word)
}
