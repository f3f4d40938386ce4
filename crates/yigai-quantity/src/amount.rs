//! A number with its unit.

use rust_decimal::Decimal;
use yigai_numeral::{Bound, Kind, Numeral, Shape};
use yigai_span::Span;

use crate::around::{Around, Core};
use crate::lexicons::Lexicons;
use crate::look::{after, before, char_at, char_before, is_han, skip_spaces, skip_spaces_back};
use crate::words::{List, Words};
use crate::{Denominators, Dimension, Form, FoundUnit, Mention, Quantity, Reading, Stated, Unit, code};

/// A quantity in the making.
pub(crate) struct Amount {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) number: Span,
    pub(crate) quantity: Quantity,
}

impl Amount {
    /// A number without a unit; `None` beyond 28 digits.
    pub(crate) fn new(numeral: &Numeral, start: usize, end: usize) -> Option<Self> {
        let mut number = numeral.number.to_decimal()?;
        if numeral.decimals > number.scale() {
            number.rescale(numeral.decimals);
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
        let quantity = Quantity {
            value: numeral.value.to_decimal()?,
            upper: match numeral.upper {
                Some(upper) => Some(upper.to_decimal()?),
                None => None,
            },
            bound: numeral.bound,
            stated: Stated { number, scale: Decimal::try_from_i128_with_scale(numeral.scale, 0).ok()? },
            form,
            unit: None,
            per: Denominators::default(),
            unit_inferred: false,
        };
        Some(Self { start, end, number: Span::new(start, end), quantity })
    }

    /// The value is no longer the number as written times a scale word.
    pub(crate) fn restate(&mut self, value: Decimal) {
        self.quantity.value = value;
        self.quantity.stated = Stated { number: value, scale: Decimal::ONE };
    }

    pub(crate) fn has(&mut self, unit: Unit, end: usize) {
        if self.quantity.form == Form::Number {
            self.quantity.form = form_of(&unit);
        }
        self.quantity.unit = Some(unit);
        self.end = end;
    }

    pub(crate) fn core(&self) -> Core<'_> {
        let Quantity { unit, form, bound, .. } = &self.quantity;
        Core { span: Span::new(self.start, self.end), unit: unit.as_ref(), form: *form, bound: *bound }
    }

    /// 一万三天, 五百一人: thirteen thousand days, or ten thousand for three of them; 510 people, or 500 for each.
    pub(crate) fn may_be_price(&self, text: &str, numeral: &Numeral) -> bool {
        use Dimension::{Area, Duration, Length, Money, Weight};
        if numeral.shape != Shape::Units || numeral.upper.is_some() {
            return false;
        }
        let written = text.get(self.number.start()..self.number.end()).unwrap_or_default();
        let mut last = written.chars().rev();
        let (digit, scale) = (last.next(), last.next());
        let shortened = digit.is_some_and(|c| "一二两三四五六七八九".contains(c))
            && matches!(scale, Some('百' | '千' | '万' | '亿'));
        shortened
            && self.quantity.unit.as_ref().is_some_and(|unit| match unit.dimension() {
                Duration => true,
                Money | Length | Weight | Area => false,
                _ => digit == Some('一'),
            })
    }

    /// Takes what was found around it.
    pub(crate) fn take(&mut self, around: Around) {
        (self.start, self.end) = (around.span.start(), around.span.end());
        self.quantity.bound = around.bound;
        self.quantity.per = around.per;
        if around.currency.is_some() {
            self.quantity.unit = around.currency;
        }
    }

    pub(crate) fn into_mention(self) -> Mention {
        Mention {
            span: Span::new(self.start, self.end),
            number: self.number,
            reading: Reading::Quantity(self.quantity),
        }
    }
}

impl Lexicons {
    /// A number with its range end and unit; `None` where the numeral is rather part of a word.
    pub(crate) fn amount(&self, text: &str, pos: usize, numeral: &Numeral, end: usize) -> Option<Amount> {
        let mut amount = Amount::new(numeral, pos, end)?;
        if numeral.shape == Shape::Bare
            && let Some((_, low)) = LOOSE.iter().find(|(word, _)| text.get(pos..end) == Some(*word))
        {
            amount.quantity.upper = Some(amount.quantity.value);
            amount.quantity.bound = Bound::Range;
            amount.restate(Decimal::from(*low));
        }
        if end - pos > 1 {
            amount.number = Span::new(pos, digits_end(text, pos, end, numeral));
        }
        if matches!(
            numeral.kind,
            Kind::Percent | Kind::Permille | Kind::Permyriad | Kind::Points | Kind::Multiple
        ) {
            amount.quantity.unit = self.units.implied(numeral.kind).cloned();
            if numeral.kind == Kind::Multiple {
                amount.quantity.form = multiple_form(text, pos, &self.words);
                self.across(text, &mut amount);
            } else {
                self.range_across(text, pos, numeral, &mut amount);
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
                amount.quantity.form = Form::Number;
                let value = amount.quantity.value;
                amount.restate(value);
                amount.has(found, unit_end);
            }
            return Some(amount);
        }
        let arabic = numeral.shape == Shape::Arabic;
        if arabic
            && numeral.scale > 1
            && let Some(amount) = self.bandwidth(text, pos, end)
        {
            return Some(amount);
        }
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
                self.colloquial_points(text, &mut amount);
                if !self.range_across(text, pos, numeral, &mut amount) {
                    self.across(text, &mut amount);
                }
                Some(amount)
            }
            None => {
                if self.title_at(text, numeral, pos, end).is_some() {
                    return None;
                }
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

    /// 上升0.8个点, 提高两个点: percentage points, as they are said. 设了三个点 counts places.
    fn colloquial_points(&self, text: &str, amount: &mut Amount) {
        let general = amount.quantity.unit.as_ref().is_some_and(|unit| unit.name() == "个");
        let Some(rest) = after(text, amount.end).strip_prefix('点').filter(|_| general) else { return };
        let head =
            before(text, skip_spaces_back(text, amount.start), 36).trim_end_matches(['约', '近', '了']);
        let moved =
            amount.quantity.stated.number.scale() > 0 || self.words.list(List::Moved).ending(head).is_some();
        let ended = !rest.starts_with(is_han)
            || ["左右", "以上", "以下", "以内"].iter().any(|word| rest.starts_with(word));
        if moved && ended {
            amount.quantity.form = Form::Points;
            amount.quantity.unit = self.units.implied(Kind::Points).cloned();
            amount.end += '点'.len_utf8();
        }
    }

    /// 带宽100兆: data are measured in 兆, and nothing else that stands beside such words counts 10^12.
    fn bandwidth(&self, text: &str, pos: usize, end: usize) -> Option<Amount> {
        let digits = text.get(pos..end)?.strip_suffix('兆')?;
        let words = self.words.list(List::Bandwidth);
        let rest = after(text, end);
        let sum = rest.starts_with(['元', '美', '日', '欧', '港', '英', '韩']);
        if words.beginning(rest).is_none() && (sum || !words.within(before(text, pos, 36))) {
            return None;
        }
        let numeral = self.reader.parse(digits).ok().filter(|numeral| numeral.upper.is_none())?;
        let mut amount = Amount::new(&numeral, pos, pos + digits.len())?;
        amount.has(self.units.get("兆")?, end);
        Some(amount)
    }

    /// 十万分之十五点六, 10万分之3.5: the rate that 15.6/10万 is.
    pub(crate) fn per_hundred_thousand(&self, text: &str, pos: usize) -> Option<Amount> {
        let rest = after(text, pos);
        let word = ["十万分之", "10万分之"].into_iter().find(|word| rest.starts_with(word))?;
        let (Ok(numeral), end) = self.reader.single_at(text, pos + word.len())? else { return None };
        let plain = matches!(numeral.kind, Kind::Integer | Kind::Decimal | Kind::Range);
        let mut amount = Amount::new(&numeral, pos, end).filter(|_| plain)?;
        amount.has(self.units.get("/10万")?, end);
        Some(amount)
    }

    /// 2型, 4价疫苗, 三〇二医院, 211工程: where the name ends that begins by the number.
    pub(crate) fn title_at(&self, text: &str, numeral: &Numeral, pos: usize, end: usize) -> Option<usize> {
        let rest = after(text, end);
        let titled = match numeral.shape {
            Shape::Digits => numeral.upper.is_none(),
            Shape::Arabic => end - pos == 3 && numeral.decimals == 0,
            _ => false,
        };
        let named = self.words.list(List::Named).beginning(rest);
        let title = || self.words.list(List::Titled).beginning(rest).filter(|_| titled);
        let word = named.or_else(title).map(|word| end + word.len());
        word.or_else(|| code::cohort(text, pos, end))
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
            amount.quantity.form = Form::Number;
            amount.quantity.stated.number = amount.quantity.value;
            amount.quantity.bound = Bound::MoreThan;
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
        if !matches!(
            unit.dimension(),
            Dimension::Duration | Dimension::Length | Dimension::Weight | Dimension::Points
        ) {
            return None;
        }
        amount.quantity.form = Form::Number;
        amount.quantity.stated.number = amount.quantity.value;
        amount.has(unit, unit_end);
        self.across(text, &mut amount);
        Some(amount)
    }

    /// The unit at `at` as if 个 stood before it: 半[个]月, 3个多[月].
    pub(crate) fn inner_unit(&self, text: &str, at: usize) -> Option<(Unit, usize)> {
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
}

/// What is said of eighty to a hundred, and also, for short, of a hundred and eighty: the least that it may mean. What the
/// characters say is the most.
const LOOSE: [(&str, u32); 3] = [("百八十", 80), ("千八百", 800), ("万八千", 8000)];

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
    let begun = written.len() - written.trim_start_matches(in_number).len();
    let digits = written.get(..begun).unwrap_or_default().trim_end_matches(['余', '多']).len();
    // 百分之三十: the words before the number belong to it.
    if digits > 0 && !after(written, begun).starts_with("分") { pos + digits } else { end }
}

/// The characters of a number between its first digit and its sign.
fn in_number(c: char) -> bool {
    crate::start::starts(c) && !matches!(c, '第' | '翻' | '上' | '下' | '前' | '半')
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
    lexicons: &Lexicons,
    text: &str,
    pos: usize,
    end: usize,
    numeral: &Numeral,
    found: &FoundUnit,
) -> bool {
    // 零点 is midnight, and 一点二点三 no number.
    if found.unit.name() == "点"
        && (numeral.value == yigai_numeral::Value::Integer(0)
            || numeral.decimals > 0 && numeral.shape != Shape::Arabic)
    {
        return true;
    }
    match numeral.shape {
        // 零下五度 is no name.
        Shape::Lone => found.weak && !matches!(char_at(text, pos), Some('两' | '兩' | '零')),
        Shape::Bare => {
            let hedged = || {
                lexicons.reader.hedges().before(before(text, pos, 30)).is_some()
                    || char_before(text, pos) == Some('上')
                    || found.unit.dimension() != Dimension::Grade
                        && ["以上", "以下", "以内"]
                            .iter()
                            .any(|bound| after(text, end + found.len).starts_with(bound))
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

fn form_of(unit: &Unit) -> Form {
    match (unit.dimension(), unit.name()) {
        (Dimension::Percent, _) => Form::Percent,
        (Dimension::Points, _) => Form::Points,
        (Dimension::Rate, "‰") => Form::Permille,
        (Dimension::Rate, "‱") => Form::Permyriad,
        _ => Form::Number,
    }
}
