//! Units that are not written at the number but at its neighbour, and lost percent signs.

use rust_decimal::Decimal;
use yigai_numeral::Bound;

use crate::look::{after, before, char_at, skip_spaces_back};
use crate::words::{List, Words};
use crate::{Dimension, Form, Mention, Quantity, Reading, Units};

pub(crate) fn complete(text: &str, mentions: &mut [Mention], units: &Units, words: &Words) {
    let (mut bare, mut points, mut bounded, mut counted) = (false, false, false, false);
    for quantity in mentions.iter().filter_map(Mention::quantity) {
        bare |= quantity.unit.is_none();
        points |= quantity.is(Dimension::Points);
        bounded |= quantity.bound != Bound::Exact;
        counted |= !quantity.per.is_empty();
    }
    if bare {
        named(text, mentions);
    }
    if bare || points {
        from_the_right(text, mentions, words);
    }
    if bounded {
        shared_bounds(text, mentions, words);
    }
    if counted {
        shared_denominators(text, mentions);
    }
    if bare {
        lost_percent(text, mentions, units, words);
        lost_yuan(text, mentions, units, words);
        lost_persons(text, mentions, units, words);
    }
}

/// “1+1+N”团队: a bare number that is a part of a name.
fn named(text: &str, mentions: &mut [Mention]) {
    for mention in mentions {
        let bare = mention
            .quantity()
            .is_some_and(|quantity| quantity.unit.is_none() && quantity.form == Form::Number);
        let (start, end) = (mention.span.start(), mention.span.end());
        let joined =
            text.get(..start).is_some_and(|head| head.ends_with('+')) || char_at(text, end) == Some('+');
        if bare && joined {
            mention.reading = Reading::Name;
        }
    }
}

fn gap<'a>(text: &'a str, a: &Mention, b: &Mention) -> &'a str {
    text.get(a.span.end()..b.span.start()).unwrap_or_default().trim_matches([' ', '\u{3000}', '\u{a0}'])
}

/// A number without a unit takes the unit of the next one of its list or comparison.
fn from_the_right(text: &str, mentions: &mut [Mention], words: &Words) {
    for index in (0..mentions.len().saturating_sub(1)).rev() {
        let (left, right) = mentions.split_at_mut(index + 1);
        let (Some(a), Some(b)) = (left.last_mut(), right.first()) else { continue };
        let a_span = a.span;
        // 提高1.1个和2.4个百分点: the 个 is that of 个百分点.
        let points = right.first().and_then(Mention::quantity).is_some_and(|q| q.is(Dimension::Points));
        let unmeasured = |quantity: &Quantity| {
            (quantity.unit.is_none()
                || points && quantity.unit.as_ref().is_some_and(|unit| unit.name() == "个"))
                && !matches!(quantity.form, Form::Fraction(..) | Form::Ratio(..))
        };
        if !a.quantity().is_some_and(unmeasured) {
            continue;
        }
        let between = gap(text, a, b);
        let (Reading::Quantity(first), Reading::Quantity(second)) = (&mut a.reading, &b.reading) else {
            continue;
        };
        let Some(unit) = &second.unit else { continue };
        let list = words.list(List::Joint).has(between);
        let step = words.list(List::Step).has(between);
        let opened = before(text, skip_spaces_back(text, a_span.start()), 24);
        let compared = step
            && (words.list(List::Opening).ending(opened).is_some()
                || list
                || !matches!(between, "到" | "至"));
        if !(list || compared) {
            continue;
        }
        // Counters of things are not shared across a comma.
        if matches!(between, "，" | ",") {
            continue;
        }
        first.unit = Some(unit.clone());
        first.unit_inferred = true;
        first.form = second.form;
        if first.per.is_empty() {
            first.per = second.per.clone();
        }
    }
}

/// 分别低于6%和5%: the bound before the first is said of all.
fn shared_bounds(text: &str, mentions: &mut [Mention], words: &Words) {
    let mut open: Option<(Bound, usize)> = None;
    for index in 0..mentions.len() {
        let (left, right) = mentions.split_at_mut(index);
        let Some(mention) = right.first_mut() else { continue };
        let last = left.last().filter(|_| open.is_some());
        let listed = last.is_some_and(|a| matches!(gap(text, a, mention), "、" | "和" | "及"));
        let Reading::Quantity(quantity) = &mut mention.reading else {
            open = None;
            continue;
        };
        match open.filter(|(_, last)| listed && last + 1 == index) {
            Some((bound, _)) if quantity.bound == Bound::Exact => {
                quantity.bound = bound;
                open = Some((bound, index));
            }
            _ if quantity.bound == Bound::Exact => open = None,
            _ => {
                let head = before(text, mention.span.start(), 24);
                let told = head.rfind("分别").and_then(|at| head.get(at + "分别".len()..));
                let near = told.is_some_and(|hedge| words.list(List::SharedBound).has(hedge));
                open = near.then_some((quantity.bound, index));
            }
        }
    }
}

/// 每人每年132元、46元、12元: the later members are per head and year too.
fn shared_denominators(text: &str, mentions: &mut [Mention]) {
    for index in 1..mentions.len() {
        let (left, right) = mentions.split_at_mut(index);
        let (Some(a), Some(b)) = (left.last(), right.first_mut()) else { continue };
        if a.quantity().is_none_or(|quantity| quantity.per.is_empty()) {
            continue;
        }
        let listed = matches!(gap(text, a, b), "、" | "和" | "或" | "及");
        let (Reading::Quantity(first), Reading::Quantity(second)) = (&a.reading, &mut b.reading) else {
            continue;
        };
        if listed && second.per.is_empty() && first.unit == second.unit {
            second.per.clone_from(&first.per);
        }
    }
}

fn lost_percent(text: &str, mentions: &mut [Mention], units: &Units, words: &Words) {
    let Some(percent) = units.implied(yigai_numeral::Kind::Percent) else { return };
    for mention in mentions {
        let (start, end) = (mention.span.start(), mention.span.end());
        let Reading::Quantity(quantity) = &mut mention.reading else { continue };
        if quantity.unit.is_some()
            || quantity.form != Form::Number
            || quantity.value > Decimal::from(200)
            || quantity.stated.scale != Decimal::ONE
        {
            continue;
        }
        let written = text.get(start..end).unwrap_or_default();
        if !written.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let bounds =
            ["以上", "左右", "以下", "以内"].iter().find(|word| after(text, end).starts_with(**word));
        let end = end + bounds.map_or(0, |word| word.len());
        let next = char_at(text, end);
        if !next.is_none_or(|c| {
            matches!(c, '，' | '。' | '；' | '、' | ',' | ';' | '.' | ')' | '）' | '\n' | ' ')
        }) || after(text, end).starts_with(".")
            && after(text, end + 1).starts_with(|c: char| c.is_ascii_digit())
        {
            continue;
        }
        let mut head = before(text, start, 60);
        while let Some(filler) = words.list(List::Filler).ending(head) {
            head = head.get(..head.len() - filler.len()).unwrap_or_default();
        }
        let rate = words.list(List::Rate).ending(head).is_some();
        if rate && words.list(List::OtherRate).ending(head).is_none() {
            quantity.unit = Some(percent.clone());
            quantity.unit_inferred = true;
            quantity.form = Form::Percent;
        }
    }
}

/// 服务人口4.6万: what is counted are people, where the clause ends with the number.
fn lost_persons(text: &str, mentions: &mut [Mention], units: &Units, words: &Words) {
    for mention in mentions {
        let (start, end) = (mention.span.start(), mention.span.end());
        let Reading::Quantity(quantity) = &mut mention.reading else { continue };
        if quantity.unit.is_some() || quantity.form != Form::Number {
            continue;
        }
        let closed = char_at(text, end)
            .is_none_or(|c| matches!(c, '，' | '。' | '；' | '、' | ',' | ';' | ')' | '）' | '\n'));
        let mut head = before(text, start, 60);
        while let Some(filler) = words.list(List::Filler).ending(head) {
            head = head.get(..head.len() - filler.len()).unwrap_or_default();
        }
        if closed && ["人口", "人口数", "人数"].iter().any(|noun| head.ends_with(noun)) {
            quantity.unit = units.get("人");
            quantity.unit_inferred = quantity.unit.is_some();
        }
    }
}

/// 中央800万元、省级配套500万: a round sum beside others in 元, at the end of its clause, is money too.
fn lost_yuan(text: &str, mentions: &mut [Mention], units: &Units, words: &Words) {
    let mut money: Option<usize> = None;
    for mention in mentions {
        let (start, end) = (mention.span.start(), mention.span.end());
        let Reading::Quantity(quantity) = &mut mention.reading else { continue };
        if quantity.is(Dimension::Money) {
            money = Some(end);
            continue;
        }
        if quantity.unit.is_some()
            || quantity.form != Form::Number
            || quantity.stated.scale < Decimal::from(10_000)
        {
            continue;
        }
        let near = money.and_then(|money| text.get(money..start)).is_some_and(|between| {
            between.len() <= 60
                && !between.contains(['。', '；', ';', '\n'])
                && !between.contains("人次")
                && !between.contains("人数")
        });
        let closed = char_at(text, end)
            .is_none_or(|c| matches!(c, '，' | '。' | '；' | '、' | ',' | ';' | ')' | '）' | '\n'));
        // 设备购置费500余万
        let named = words.list(List::MoneyNoun).within(before(text, start, 18));
        if (near || named) && closed {
            quantity.unit = units.get("元");
            quantity.unit_inferred = quantity.unit.is_some();
            money = Some(end);
        }
    }
}
