use rust_decimal::Decimal;
use yigai_quantity::Dimension;
use yigai_span::Span;

use crate::marks::Cue;
use crate::observation::Observation;
use crate::relation::{Link, Relation};
use crate::scene::Scene;

/// An amount that is a price times a count: 1120人,每人400元,合计44.8万元.
pub(crate) fn products(scene: &Scene<'_>, observations: &[Observation]) -> Vec<Relation> {
    let mut out = Vec::new();
    for &price in &scene.quantities {
        if is_price(scene, price) {
            out.extend(
                sorted_terms(scene, price)
                    .or_else(|| single(scene, price))
                    .or_else(|| over_the_enrolled(scene, price, observations))
                    .or_else(|| over_the_named(scene, price))
                    .map_or_else(|| around(scene, price), |relation| vec![relation]),
            );
        }
    }
    out.dedup_by(|a, b| a.link == b.link);
    out
}

fn money(scene: &Scene<'_>, index: usize) -> bool {
    scene.dimension(index) == Some(Dimension::Money)
}

fn counts(scene: &Scene<'_>, index: usize) -> bool {
    matches!(
        scene.dimension(index),
        Some(
            Dimension::Person
                | Dimension::PersonTime
                | Dimension::Count
                | Dimension::Household
                | Dimension::Thing
                | Dimension::Bed
        )
    )
}

fn said<'a>(scene: &Scene<'a>, index: usize) -> &'a str {
    scene.said(index)
}

/// Money for one: its unit says so, or the words before it do.
fn is_price(scene: &Scene<'_>, index: usize) -> bool {
    let Some(quantity) = scene.quantity(index) else { return false };
    money(scene, index) && (!quantity.per.is_empty() || scene.says(index, Cue::Each))
}

fn is_amount(scene: &Scene<'_>, index: usize) -> bool {
    money(scene, index) && !is_price(scene, index)
}

fn in_sentence<'a>(scene: &'a Scene<'_>, index: usize) -> impl DoubleEndedIterator<Item = usize> + 'a {
    let sentence = scene.sentence(index);
    let from = scene.quantities.partition_point(|&i| scene.sentence(i) < sentence);
    let to = scene.quantities.partition_point(|&i| scene.sentence(i) <= sentence);
    scene.quantities.get(from..to).unwrap_or_default().iter().copied().filter(|&i| !scene.transparent(i))
}

/// One price, one count and one amount stand together, in an order that reads as a calculation.
fn single(scene: &Scene<'_>, price: usize) -> Option<Relation> {
    let segment = scene.segment(price);
    let near: Vec<usize> = in_sentence(scene, price).filter(|&i| scene.segment(i) == segment).collect();
    let position = near.iter().position(|&i| i == price)?;
    let amount =
        near.get(position + 1..)?.iter().copied().find(|&i| is_amount(scene, i)).filter(|&amount| {
            let text = scene.between(price, amount);
            [
                "共", "合计", "总计", "需", "须", "计", "支付", "发放", "兑现", "筹集", "补助", "投入",
                "安排", "落实", "拨付", "代缴", "资助", "下达", "配套",
            ]
            .iter()
            .any(|word| text.contains(word))
        })?;
    if near.iter().filter(|&&i| is_price(scene, i)).count() != 1 {
        return None;
    }
    // 投入A万元改建N所,平均每所P万元,总计投入B万元: the average is of what was said before it.
    let averaged = said(scene, price).contains("平均");
    if averaged && near.get(..position)?.iter().any(|&i| is_amount(scene, i)) {
        return None;
    }
    let mut counted = near.iter().copied().filter(|&i| counts(scene, i) && i < amount);
    let count = counted.next_back()?;
    let licensed = {
        let text = scene.slice(scene.span(price).join(scene.span(count)));
        let words = said(scene, price);
        scene.cues.rules.each.within(text)
            || scene.says(price, Cue::Each)
            || ["按", "标准", "每"].iter().any(|w| text.contains(w) || words.contains(w))
    };
    let times = times(scene, price, amount)?;
    (licensed
        && counted.next().is_none_or(|other| {
            !counts(scene, other) || scene.clause_index(other) != scene.clause_index(count)
        }))
    .then(|| Relation {
        link: Link::Product { amount, terms: vec![vec![count, price]], times },
        evidence: scene.span(price).join(scene.span(amount)),
        firm: true,
    })
}

/// 按每人15元划拨…X万元: the persons are the enrolled of the scheme, stated elsewhere.
fn over_the_enrolled(scene: &Scene<'_>, price: usize, observations: &[Observation]) -> Option<Relation> {
    let amount = paid_for_each(scene, price)?;
    let mut enrolled = observations.iter().filter(|o| {
        o.is_actual_level() && matches!(o.indicator.as_deref(), Some("nrcms_enrollees" | "urrbmi_enrollees"))
    });
    let count = enrolled.next()?.mention;
    enrolled.next().is_none().then(|| Relation {
        link: Link::Product { amount, terms: vec![vec![count, price]], times: 1 },
        evidence: scene.span(price).join(scene.span(amount)),
        firm: false,
    })
}

/// 贫困人口N人。…贫困人口参保,县财政按每人P元代缴,共A万元: the persons are named again, and were counted before.
fn over_the_named(scene: &Scene<'_>, price: usize) -> Option<Relation> {
    const BACK: usize = 24;
    const LETTERS: usize = 4;
    let amount = paid_for_each(scene, price)?;
    let sentence = scene.sentence_span(scene.sentence(price));
    let lead = scene.slice(Span::new(sentence.start(), scene.span(price).start()));
    // 贫困人口N户M人: the noun stands before the households.
    let noun = |i: usize| {
        let own = scene.said(i).trim();
        let beside = scene.previous(i).filter(|&before| scene.span(before).end() == scene.span(i).start());
        if own.is_empty() { beside.map_or("", |before| scene.said(before).trim()) } else { own }
    };
    let named = |&i: &usize| {
        let words = noun(i).trim_end_matches(['有', '共', '数', '约']);
        let tail = words.char_indices().rev().nth(LETTERS - 1).and_then(|(at, _)| words.get(at..));
        scene.dimension(i) == Some(Dimension::Person)
            && tail.is_some_and(|tail| tail.chars().all(char::is_alphabetic) && lead.contains(tail))
    };
    let count =
        std::iter::successors(scene.previous(price), |&i| scene.previous(i)).take(BACK).find(named)?;
    Some(Relation {
        link: Link::Product { amount, terms: vec![vec![count, price]], times: 1 },
        evidence: scene.span(price).join(scene.span(amount)),
        firm: false,
    })
}

/// The amount behind a price for each person, where no count stands beside them.
fn paid_for_each(scene: &Scene<'_>, price: usize) -> Option<usize> {
    let segment = scene.segment(price);
    let near: Vec<usize> = in_sentence(scene, price).filter(|&i| scene.segment(i) == segment).collect();
    // 按人均80元(中央40元、省20元…),应到位A万元: a bracket says who pays the price.
    let bracketed = |i: usize| scene.clause(i).is_some_and(|clause| clause.bracketed);
    let aside = |i: usize| bracketed(i) && !bracketed(price);
    let amount = near.iter().copied().find(|&i| i > price && is_amount(scene, i) && !aside(i))?;
    let plain = near.iter().all(|&i| {
        i == price || i == amount || aside(i) || i > amount || !money(scene, i) && !counts(scene, i)
    });
    let each = ["每人", "人均"].iter().any(|word| said(scene, price).contains(word))
        || scene.quantity(price).is_some_and(|q| q.per.iter().any(|unit| &**unit == "人"));
    (plain && each && times(scene, price, amount) == Some(1)).then_some(amount)
}

/// 投入A万元,按每所P万元建设N所; 补助N人、A万元(人均P元); 每人P元,代缴N人、A万元: one amount nearest to a price in its sentence,
/// and the counts nearest to them, each a way to take the words.
fn around(scene: &Scene<'_>, price: usize) -> Vec<Relation> {
    const NEAR: usize = 5;
    let near: Vec<usize> = in_sentence(scene, price).collect();
    let Some(position) = near.iter().position(|&i| i == price) else { return Vec::new() };
    let value = |i: usize| scene.quantity(i).map(|q| q.value);
    let (before, behind) =
        (near.get(..position).unwrap_or_default(), near.get(position + 1..).unwrap_or_default());
    let amount = |&i: &usize| is_amount(scene, i) && value(i) > value(price);
    let paid = before.iter().rev().take(NEAR).copied().find(|i| amount(i));
    let to_pay = behind.iter().take(NEAR).copied().find(|i| amount(i));
    // 实拨A万元,人均P元;支出B万元: what an amount came to is no price of the next.
    let words = said(scene, price);
    let average = paid.is_some() && words.contains('均') && !words.contains(['按', '标']);
    let amounts = to_pay.filter(|_| !average).into_iter().chain(paid);
    let counted: Vec<usize> =
        before.iter().rev().take(NEAR).chain(behind.iter().take(NEAR)).copied().collect();
    amounts
        .filter(|&amount| times(scene, price, amount) == Some(1))
        .flat_map(|amount| {
            let mut counts: Vec<usize> = counted
                .iter()
                .copied()
                .filter(|&i| counts(scene, i) && value(i) > Some(Decimal::ONE))
                .collect();
            counts.sort_by_key(|count| count.abs_diff(amount).min(count.abs_diff(price)));
            counts.truncate(2);
            let relation = move |count: usize| Relation {
                link: Link::Product { amount, terms: vec![vec![count, price]], times: 1 },
                evidence: scene.span(price).join(scene.span(amount)),
                firm: false,
            };
            counts.into_iter().map(relation).collect::<Vec<_>>()
        })
        .collect()
}

/// A monthly price makes a yearly amount twelve times; other mixes of periods have no product.
fn times(scene: &Scene<'_>, price: usize, amount: usize) -> Option<u32> {
    let yearly_unit = scene.quantity(amount).is_some_and(|q| q.per.iter().any(|unit| &**unit == "年"));
    let monthly = scene.quantity(price).is_some_and(|q| q.per.iter().any(|u| &**u == "月"))
        || said(scene, price).contains("每月");
    let text = said(scene, amount);
    let yearly =
        yearly_unit || ["每年", "全年", "一年", "年需", "年支付"].iter().any(|word| text.contains(word));
    match (monthly, yearly) {
        (true, true) => Some(12),
        (true, false) => None,
        (false, _) => Some(1),
    }
}

/// 续保2元/人、新增4元/人, 续保a人、新增b人: two prices and two counts, told apart by the same words.
fn sorted_terms(scene: &Scene<'_>, price: usize) -> Option<Relation> {
    let near: Vec<usize> = in_sentence(scene, price).collect();
    let segment = scene.segment(price);
    let prices: Vec<usize> =
        near.iter().copied().filter(|&i| is_price(scene, i) && scene.segment(i) == segment).collect();
    if prices.first() != Some(&price) || !(2..=4).contains(&prices.len()) {
        return None;
    }
    let mut terms = Vec::new();
    for &p in &prices {
        let name = name(scene, p)?;
        let count = near.iter().copied().find(|&i| {
            counts(scene, i)
                && self::name(scene, i).is_some_and(|other| other.ends_with(&name) || name.ends_with(&other))
        })?;
        terms.push(vec![count, p]);
    }
    let bracketed = scene.clause(price).is_some_and(|c| c.bracketed);
    let mut amounts = near.iter().copied().filter(|&i| is_amount(scene, i));
    let amount = if bracketed {
        amounts.rfind(|&i| i < price)?
    } else {
        amounts.find(|&i| i > terms.iter().flatten().copied().max().unwrap_or(0))?
    };
    Some(Relation {
        link: Link::Product { amount, terms, times: 1 },
        evidence: Span::new(
            scene.span(price).start().min(scene.span(amount).start()),
            scene.span(*near.last()?).end(),
        ),
        firm: true,
    })
}

/// The last word before a number, without the words of a rule around it.
fn name(scene: &Scene<'_>, index: usize) -> Option<String> {
    let words = said(scene, index);
    let name =
        words.trim().trim_start_matches(['、', ',', '，', '按', '和', ' ']).trim_end_matches(['每', '人']);
    let tail: Vec<char> = name.chars().rev().take(2).collect();
    (tail.len() == 2).then(|| tail.into_iter().rev().collect())
}
