//! Units that are not written at the number but at its neighbour, and lost percent signs.

use rust_decimal::Decimal;
use yigai_numeral::Bound;

use crate::look::{after, before, char_at, skip_spaces_back};
use crate::words::{List, Words};
use crate::{Dimension, Form, Mention, Quantity, Reading, Units};

pub(crate) fn complete(text: &str, mentions: &mut [Mention], units: &Units, words: &Words) {
    // The places of the numbers without a unit, which are few.
    let mut bare = Vec::new();
    let (mut points, mut bounded, mut counted) = (false, false, false);
    for (index, mention) in mentions.iter().enumerate() {
        let Some(quantity) = mention.quantity() else { continue };
        if quantity.unit.is_none() {
            bare.push(index);
        }
        points |= quantity.form == Form::Points;
        bounded |= quantity.bound != Bound::Exact;
        counted |= !quantity.per.is_empty();
    }
    for index in &bare {
        named(text, mentions, *index);
    }
    if points {
        (0..mentions.len()).rev().for_each(|index| from_the_right(text, mentions, index, words));
    } else {
        bare.iter().rev().for_each(|index| from_the_right(text, mentions, *index, words));
    }
    if bounded {
        shared_bounds(text, mentions, words);
    }
    if counted {
        shared_denominators(text, mentions);
    }
    for index in bare {
        if let Some(mention) = mentions.get_mut(index) {
            lost_percent(text, mention, units, words);
        }
        lost_yuan(text, mentions, index, units, words);
        if let Some(mention) = mentions.get_mut(index) {
            lost_persons(text, mention, units, words);
        }
    }
}

/// “1+1+N”团队: a bare number that is a part of a name.
fn named(text: &str, mentions: &mut [Mention], index: usize) {
    let Some(mention) = mentions.get_mut(index) else { return };
    let number = mention.quantity().is_some_and(|quantity| quantity.form == Form::Number);
    let (start, end) = (mention.span.start(), mention.span.end());
    let joined =
        || text.get(..start).is_some_and(|head| head.ends_with('+')) || char_at(text, end) == Some('+');
    if number && joined() {
        mention.reading = Reading::Name;
    }
}

fn gap<'a>(text: &'a str, a: &Mention, b: &Mention) -> &'a str {
    text.get(a.span.end()..b.span.start()).unwrap_or_default().trim_matches([' ', '\u{3000}', '\u{a0}'])
}

/// A number without a unit takes the unit of the next one of its list or comparison.
fn from_the_right(text: &str, mentions: &mut [Mention], index: usize, words: &Words) {
    let Some((left, [b, ..])) = mentions.split_at_mut_checked(index + 1) else { return };
    let Some(a) = left.last_mut() else { return };
    // 提高1.1个和2.4个百分点: the 个 is that of 个百分点.
    let of_points = || b.quantity().is_some_and(|quantity| quantity.is(Dimension::Points));
    let unmeasured = |quantity: &Quantity| {
        let open = quantity.unit.as_ref().is_none_or(|unit| unit.name() == "个" && of_points());
        open && !matches!(quantity.form, Form::Fraction(..) | Form::Ratio(..))
    };
    if !a.quantity().is_some_and(unmeasured) {
        return;
    }
    let between = gap(text, a, b);
    let start = a.span.start();
    let (Reading::Quantity(first), Reading::Quantity(second)) = (&mut a.reading, &b.reading) else { return };
    let Some(unit) = &second.unit else { return };
    let list = words.list(List::Joint).has(between);
    let step = words.list(List::Step).has(between);
    let opened = before(text, skip_spaces_back(text, start), 24);
    let compared = step
        && (words.list(List::Opening).ending(opened).is_some() || list || !matches!(between, "到" | "至"));
    // Counters of things are not shared across a comma.
    if !(list || compared) || matches!(between, "，" | ",") {
        return;
    }
    first.unit = Some(unit.clone());
    first.unit_inferred = true;
    first.form = second.form;
    if first.per.is_empty() {
        first.per = second.per.clone();
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

fn lost_percent(text: &str, mention: &mut Mention, units: &Units, words: &Words) {
    let Some(percent) = units.implied(yigai_numeral::Kind::Percent) else { return };
    let (start, end) = (mention.span.start(), mention.span.end());
    let Reading::Quantity(quantity) = &mut mention.reading else { return };
    if quantity.unit.is_some()
        || quantity.form != Form::Number
        // A rate of nothing is nothing, whatever it is a rate in.
        || quantity.value.is_zero()
        || quantity.value > Decimal::from(200)
        || quantity.stated.scale != Decimal::ONE
    {
        return;
    }
    let written = text.get(start..end).unwrap_or_default();
    if !written.starts_with(|c: char| c.is_ascii_digit()) || written.contains([':', '：', '∶']) {
        return;
    }
    let bounds = ["以上", "左右", "以下", "以内"].iter().find(|word| after(text, end).starts_with(**word));
    let end = end + bounds.map_or(0, |word| word.len());
    let next = char_at(text, end);
    if !next
        .is_none_or(|c| matches!(c, '，' | '。' | '；' | '、' | ',' | ';' | '.' | ')' | '）' | '\n' | ' '))
        || after(text, end).starts_with(".") && after(text, end + 1).starts_with(|c: char| c.is_ascii_digit())
    {
        return;
    }
    let head = without_fillers(before(text, start, 60), words);
    let rate = words.list(List::Rate).ending(head).is_some();
    if rate && words.list(List::OtherRate).ending(head).is_none() {
        quantity.unit = Some(percent.clone());
        quantity.unit_inferred = true;
        quantity.form = Form::Percent;
    }
}

/// What says what is counted, before 为, 达到 and the like.
fn without_fillers<'a>(mut head: &'a str, words: &Words) -> &'a str {
    while let Some(filler) = words.list(List::Filler).ending(head) {
        head = head.get(..head.len() - filler.len()).unwrap_or_default();
    }
    head
}

/// Whether the clause, or the member of a list, ends here.
fn is_closed(text: &str, end: usize) -> bool {
    char_at(text, end).is_none_or(|c| matches!(c, '，' | '。' | '；' | '、' | ',' | ';' | ')' | '）' | '\n'))
}

/// 服务人口4.6万: what is counted are people, where the clause ends with the number.
fn lost_persons(text: &str, mention: &mut Mention, units: &Units, words: &Words) {
    let (start, end) = (mention.span.start(), mention.span.end());
    let Reading::Quantity(quantity) = &mut mention.reading else { return };
    if quantity.unit.is_some() || quantity.form != Form::Number || !is_closed(text, end) {
        return;
    }
    let head = without_fillers(before(text, start, 60), words);
    if ["人口", "人口数", "人数"].iter().any(|noun| head.ends_with(noun)) {
        quantity.unit = units.get("人");
        quantity.unit_inferred = quantity.unit.is_some();
    }
}

/// How far behind a sum of money, in bytes, another may stand without its 元.
const NEAR: usize = 60;

/// 中央800万元、省级配套500万: a round sum beside others in 元, at the end of its clause, is money too.
fn lost_yuan(text: &str, mentions: &mut [Mention], index: usize, units: &Units, words: &Words) {
    let Some((earlier, [mention, ..])) = mentions.split_at_mut_checked(index) else { return };
    let (start, end) = (mention.span.start(), mention.span.end());
    let Reading::Quantity(quantity) = &mut mention.reading else { return };
    if quantity.unit.is_some()
        || quantity.form != Form::Number
        || quantity.stated.scale < Decimal::from(10_000)
        || !is_closed(text, end)
    {
        return;
    }
    let mut reached = earlier.iter().rev().take_while(|sum| sum.span.end() + NEAR >= start);
    let money = reached.find(|sum| sum.quantity().is_some_and(|quantity| quantity.is(Dimension::Money)));
    let near = money.and_then(|money| text.get(money.span.end()..start)).is_some_and(|between| {
        !between.contains(['。', '；', ';', '\n']) && !between.contains("人次") && !between.contains("人数")
    });
    // 设备购置费500余万
    if near || words.list(List::MoneyNoun).within(before(text, start, 18)) {
        quantity.unit = units.get("元");
        quantity.unit_inferred = quantity.unit.is_some();
    }
}
