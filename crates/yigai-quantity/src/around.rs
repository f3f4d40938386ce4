//! What stands around a number with its unit: currency signs, denominators, and the words that bound it.

use yigai_numeral::Bound;
use yigai_span::Span;

use crate::lexicons::Lexicons;
use crate::look::{after, before, char_at, is_han, skip_spaces, skip_spaces_back};
use crate::words::List;
use crate::{Denominators, Dimension, Form, Unit, code, per};

/// What the line has told before the number.
#[derive(Clone, Copy)]
pub(crate) struct Seen {
    /// Where the mention before ends.
    pub(crate) floor: usize,
    pub(crate) each: Option<per::Each>,
}

/// A number with its unit.
#[derive(Clone, Copy)]
pub(crate) struct Core<'a> {
    pub(crate) span: Span,
    pub(crate) unit: Option<&'a Unit>,
    pub(crate) form: Form,
    pub(crate) bound: Bound,
}

/// What was found around it.
pub(crate) struct Around {
    pub(crate) span: Span,
    pub(crate) bound: Bound,
    pub(crate) per: Denominators,
    /// The unit that a currency sign says: ￥200.
    pub(crate) currency: Option<Unit>,
}

impl Lexicons {
    /// Looks around a number with its unit.
    pub(crate) fn around(&self, text: &str, core: Core<'_>, seen: Seen) -> Around {
        let (mut start, mut end) = (core.span.start(), core.span.end());
        let mut per = Vec::new();
        let mut each = None;
        let mut currency = None;
        let written = match core.unit {
            None => code::currency(text, start, &self.words),
            Some(unit) if unit.name() == "元" => code::foreign(text, start, &self.words),
            Some(_) => None,
        };
        if let Some((sign, unit)) = written.filter(|(sign, _)| *sign >= seen.floor) {
            start = sign;
            currency = self.units.get(unit);
        }
        let unit = currency.as_ref().or(core.unit);
        if unit.is_some() {
            end = per::slashes(text, end, &mut per, &self.words);
        }
        if let Some(seen) = seen.each.filter(|seen| seen.reaches(start))
            && matches!(core.form, Form::Number | Form::Percent)
        {
            each = per::each(text, start, seen, &mut per, &self.words);
        }
        if text.as_bytes().get(end..end + 3) == Some("每".as_bytes())
            && unit.is_some_and(|unit| unit.dimension() == Dimension::Money)
        {
            end = per::behind(text, end, &mut per, &self.words);
        }
        // 三元整
        if unit.is_some_and(|unit| unit.dimension() == Dimension::Money && unit.name() == "元")
            && let Some(c @ ('整' | '正')) = char_at(text, end)
            && !char_at(text, end + c.len_utf8()).is_some_and(in_other_words)
        {
            end += c.len_utf8();
        }
        let bound = if core.bound == Bound::Exact {
            self.bound(text, Span::new(start, end), unit, core.form, each).unwrap_or(Bound::Exact)
        } else {
            core.bound
        };
        Around { span: Span::new(start, end), bound, per: per.into(), currency }
    }

    /// 应到50人，5人不到: whether the hedge behind the number rather says who is missing.
    fn is_attendance(&self, text: &str, start: usize, tail: &str, len: usize) -> bool {
        let missing = tail.get(..len).is_some_and(|word| word == "不到");
        missing && {
            let head = before(text, start, 90);
            let sentence = head.rsplit(['。', '；', '！', '？', '\n']).next().unwrap_or_default();
            self.words.list(List::Attendance).within(sentence)
        }
    }

    /// The bound that the words before the number or after its unit give.
    fn bound(
        &self,
        text: &str,
        span: Span,
        unit: Option<&Unit>,
        form: Form,
        each: Option<usize>,
    ) -> Option<Bound> {
        let (start, end) = (span.start(), span.end());
        let hedges = self.reader.hedges();
        let tail = after(text, skip_spaces(text, end));
        // 30日内, 3年内: 内 bounds a time, and is part of a word elsewhere.
        let within = || {
            let time = unit.is_some_and(|unit| unit.dimension() == Dimension::Duration);
            let rest = tail.strip_prefix('内').filter(|_| time)?;
            self.words.list(List::Inside).beginning(rest).is_none().then_some(Bound::AtMost)
        };
        let head = text.get(..skip_spaces_back(text, start)).unwrap_or_default();
        // 约合人民币2.4亿元
        let head = head.strip_suffix("人民币").unwrap_or(head);
        hedges
            .before(head)
            .or_else(|| hedges.after(tail).filter(|(_, len)| !self.is_attendance(text, start, tail, *len)))
            // 不低于每千人口1.5名
            .or_else(|| each.and_then(|place| hedges.before(before(text, place, 30))))
            .map(|(bound, _)| bound)
            .or_else(within)
            .or_else(|| over_or_under(form, tail))
    }
}

/// What goes on with 整 or 正 as another word: 整个, 正式.
pub(crate) const fn in_other_words(c: char) -> bool {
    matches!(
        c,
        '顿' | '修'
            | '编'
            | '洁'
            | '数'
            | '套'
            | '个'
            | '体'
            | '理'
            | '治'
            | '合'
            | '改'
            | '式'
            | '常'
            | '在'
            | '好'
            | '确'
    )
}

/// 五分之一强, 七成弱: a little more or less, where the words end there.
fn over_or_under(form: Form, tail: &str) -> Option<Bound> {
    // The first bytes of 强 and 弱.
    if tail.as_bytes().first() != Some(&0xe5) {
        return None;
    }
    let share = matches!(form, Form::Fraction(..) | Form::Percent);
    tail.strip_prefix(['强', '弱']).filter(|rest| share && !rest.starts_with(is_han))?;
    Some(if tail.starts_with('强') { Bound::MoreThan } else { Bound::LessThan })
}
