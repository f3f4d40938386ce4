use rust_decimal::Decimal;
use yigai_model::{Modality, Role};
use yigai_quantity::Dimension;
use yigai_span::Span;

use crate::change::{Changes, Part};
use crate::cues::RateCues;
use crate::marks::Cue;
use crate::observation::Observation;
use crate::relation::{Link, Relation};
use crate::scene::Scene;
use crate::words::is_letter;
use crate::zip::{Tie, Zips};

/// How many figures are taken for what a rate may be of, and over how many others they may stand back.
const WHOLES: usize = 3;
const FARTHEST: usize = 16;
/// How many sentences back it may be stated.
const SENTENCES: u32 = 3;
/// How many figures back a whole that is named may stand, and how many of that name are taken.
const NAMED_BACK: usize = 60;
const NAMED: usize = 4;

/// The figures around a rate, a share or an average that it may have been computed from: one relation for each way to take
/// the words, the likeliest first. They are not firm, but where a bracket or the name of what is divided leaves one way.
pub(crate) fn quotients(
    scene: &Scene<'_>,
    changes: &Changes,
    zips: &Zips,
    observations: &[Observation],
) -> Vec<Relation> {
    let is_population = |&&index: &&usize| {
        scene.dimension(index) == Some(Dimension::Person) && scene.says(index, Cue::Population)
    };
    let populations = scene.quantities.iter().filter(is_population).copied().take(NAMED).collect();
    let quotients = Quotients { scene, changes, zips, populations };
    let stated =
        |o: &&Observation| o.modality != Modality::Target && matches!(o.role, Role::Level | Role::Share);
    let mut out: Vec<Relation> =
        observations.iter().filter(stated).flat_map(|o| quotients.of(o.mention)).collect();
    for run in zips.runs.iter().filter(|run| run.shares) {
        let of = run.numbers.first().map_or("", |&first| trim(quotients.said(first)));
        let of = behind_share(of).unwrap_or_default();
        for &share in &run.numbers {
            if let Some(Tie::Number(part)) = zips.tie(share) {
                let named = quotients.named(part, core(of, &scene.cues.rates));
                let firm = named.len() == 1;
                out.extend(named.into_iter().map(|whole| quotients.relation(share, part, whole, firm)));
            }
        }
    }
    out
}

struct Quotients<'a> {
    scene: &'a Scene<'a>,
    changes: &'a Changes,
    zips: &'a Zips,
    /// The first figures of a report that are called 人口.
    populations: Vec<usize>,
}

impl Quotients<'_> {
    fn of(&self, index: usize) -> Vec<Relation> {
        if self.scene.transparent(index) || self.is_change(index) || self.zips.has_tie(index) {
            return Vec::new();
        }
        let words = trim(self.said(index));
        match self.scene.dimension(index) {
            Some(Dimension::Percent | Dimension::Multiple) => {
                if let Some(relation) = self.of_bracketed_whole(index) {
                    return vec![relation];
                }
                // 已建成N个,完成规划的p%.
                if words.ends_with('的')
                    && let Some((_, of)) = words.rsplit_once("完成")
                {
                    return self.share(index, of);
                }
                match behind_share(words) {
                    Some(of) if !of.starts_with(['比', '地']) => self.share(index, of),
                    _ if self.cues().ends.ends(words, 1) => self.rate(index, words),
                    _ => Vec::new(),
                }
            }
            Some(
                Dimension::Money
                | Dimension::Person
                | Dimension::PersonTime
                | Dimension::Count
                | Dimension::Thing
                | Dimension::Area,
            ) => each(words).map_or_else(Vec::new, |(each, what)| self.average(index, each, what)),
            _ => Vec::new(),
        }
    }

    fn cues(&self) -> &RateCues {
        &self.scene.cues.rates
    }

    fn said(&self, index: usize) -> &str {
        self.scene.said(index)
    }

    fn value(&self, index: usize) -> Option<Decimal> {
        self.scene.quantity(index).map(|q| q.value)
    }

    fn unit(&self, index: usize) -> &str {
        self.scene.quantity(index).and_then(|q| q.unit.as_ref()).map_or("", |unit| unit.name())
    }

    fn is_change(&self, index: usize) -> bool {
        matches!(self.changes.of(index), Some((_, Part::From | Part::By | Part::Rate)))
    }

    /// Whether it is a count or an amount that stands for itself.
    fn is_side(&self, index: usize) -> bool {
        (counted(self.scene, index)
            || matches!(self.scene.dimension(index), Some(Dimension::Money | Dimension::Area)))
            && !self.is_change(index)
            && self.scene.quantity(index).is_some_and(|q| q.upper.is_none())
    }

    /// Whether one may be a part of the other: files are kept and cases counted one a person, and persons hold posts.
    fn kin(&self, part: usize, whole: usize) -> bool {
        let posts = |i: usize| {
            let window = self.scene.window(i);
            [window.before, window.after].iter().any(|&words| self.scene.slice(words).contains(['岗', '编']))
        };
        match (self.scene.dimension(part), self.scene.dimension(whole)) {
            (part, whole) if part == whole => true,
            (Some(Dimension::File | Dimension::Thing), Some(Dimension::Person)) => true,
            (Some(Dimension::Person), Some(Dimension::Count)) => posts(whole),
            _ => false,
        }
    }

    /// The figures before one, the nearest first.
    fn before(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.scene.previous(index), |&at| self.scene.previous(at))
    }

    /// The counts and amounts before one in its sentence, the nearest first.
    fn sides(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        let sentence = self.scene.sentence(index);
        self.before(index)
            .take(FARTHEST)
            .take_while(move |&i| self.scene.sentence(i) == sentence)
            .filter(|&i| self.is_side(i))
    }

    /// The counts and amounts of a sentence before that of a figure, where they stand under the same heading.
    fn sentence_before(&self, index: usize, back: u32) -> impl Iterator<Item = usize> + '_ {
        let sentence = self.scene.sentence(index);
        let section = self.scene.clause(index).and_then(|c| c.section);
        self.before(index)
            .take(2 * FARTHEST)
            .skip_while(move |&i| self.scene.sentence(i) + back > sentence)
            .take_while(move |&i| self.scene.sentence(i) + back == sentence)
            .filter(move |&i| self.is_side(i) && self.scene.clause(i).and_then(|c| c.section) == section)
    }

    /// 占总诊疗人次(B万人次)的p%, 是上年(B万元)的k倍: what it is of stands in a bracket right before it.
    fn of_bracketed_whole(&self, index: usize) -> Option<Relation> {
        let scene = self.scene;
        let whole = scene.previous(index).filter(|&i| self.is_side(i))?;
        let between = scene.slice(Span::new(scene.span(whole).end(), scene.span(index).start())).trim();
        let behind = between.strip_prefix([')', '）'])?;
        let bracketed = scene.clause(whole).is_some_and(|c| c.bracketed);
        let part = self.sides(whole).next().filter(|&part| self.kin(part, whole))?;
        let plain = behind.starts_with('的') && behind.chars().count() <= 4;
        (bracketed && plain).then(|| self.relation(index, part, whole, true))
    }

    /// 到位率, 药占比, 完成进度: the count or amount that it is named after, or that stands right before it, over a larger
    /// one before that.
    fn rate(&self, index: usize, words: &str) -> Vec<Relation> {
        let name = self.cues().ends.take_end(words).unwrap_or(words);
        let Some(nearest) = self.part_of(index) else { return Vec::new() };
        let akin = self.sides(index).take(3).find(|&i| named_after(name, self.said(i), self.cues()));
        let part = akin.unwrap_or(nearest);
        // 服用率a%,依从率b%: the count before belongs to the first.
        let over_changes = self.before(index).find(|&i| !self.is_change(i));
        if akin.is_none() && over_changes != Some(part) {
            return Vec::new();
        }
        // 签约A人,…;重点人群签约B人,签约率b%: what ; closes is of others than those who are named now.
        let segment = self.scene.segment(index);
        let open = akin.is_some() && !self.cues().groups.within(self.said(part));
        let ways = if akin.is_some() { WHOLES - 1 } else { WHOLES };
        // 建档率, 签约率: of the population, which is stated once, where the sentence names nothing larger.
        let larger =
            |&whole: &usize| self.kin(part, whole) && self.value(whole) >= self.value(part) && whole != part;
        let alone = akin.is_some() && !self.sides(part).any(|side| larger(&side));
        let covered = |whole: &usize| alone && larger(whole);
        let mut relations: Vec<Relation> = self
            .wholes(index, part)
            .into_iter()
            .filter(|&whole| {
                open || self.scene.segment(whole) == segment
                    || self.scene.sentence(whole) != self.scene.sentence(part)
            })
            .take(ways)
            .chain(self.populations.iter().copied().filter(covered).take(2))
            .map(|whole| self.relation(index, part, whole, false))
            .collect();
        // 县域内A人次、县域外B人次,县域内就诊率: one side over both.
        let outside = |&other: &usize| self.kin(part, other) && self.said(other).contains('外');
        if name.contains('内') {
            let other = self.sides(index).filter(|&i| i != part).find(outside);
            let (inside, other) = match other {
                None if self.said(part).contains('外') => (self.sides(part).next(), Some(part)),
                _ => (Some(part), other),
            };
            if let (Some(inside), Some(other)) = (inside, other) {
                let link =
                    Link::Rate { rate: index, numerator: vec![inside], denominator: vec![inside, other] };
                relations.insert(0, Relation { link, ..self.ratio(index, inside, other) });
            }
        }
        relations
    }

    /// 占p%, 占职工总数的p%: of what is named, else of a larger figure before it.
    fn share(&self, index: usize, of: &str) -> Vec<Relation> {
        let Some(part) = self.part_of(index) else { return Vec::new() };
        // 占参保人数的p%;低保B人,占q%: of what the share before it is of.
        let of =
            Some(core(of, self.cues())).filter(|own| !own.is_empty()).or_else(|| self.named_before(index));
        let mut wholes = of.map_or_else(Vec::new, |of| self.named(part, of));
        for whole in self.wholes(index, part).into_iter().take(WHOLES) {
            if !wholes.contains(&whole) {
                wholes.push(whole);
            }
        }
        wholes.into_iter().map(|whole| self.relation(index, part, whole, false)).collect()
    }

    /// What an earlier share of the sentence is said to be of.
    fn named_before(&self, index: usize) -> Option<&str> {
        let sentence = self.scene.sentence(index);
        let before = self.before(index).take(FARTHEST).take_while(|&i| self.scene.sentence(i) == sentence);
        let shares = before.filter(|&i| self.scene.dimension(i) == Some(Dimension::Percent));
        let of = |i: usize| behind_share(trim(self.said(i))).map(|of| core(of, self.cues()));
        shares.filter_map(of).find(|of| !of.is_empty())
    }

    /// The count or amount that a rate follows, with nothing but other rates between.
    fn part_of(&self, index: usize) -> Option<usize> {
        let segment = self.scene.segment(index);
        let rate = |&i: &usize| {
            matches!(self.scene.dimension(i), Some(Dimension::Percent | Dimension::Points))
                || self.is_change(i)
        };
        let part = self.before(index).take(FARTHEST).find(|i| !rate(i))?;
        (self.is_side(part) && self.scene.segment(part) == segment).then_some(part)
    }

    /// The larger figures before a part: the two nearest of its sentence, and the largest of the sentences before; those of
    /// its own unit, where there are any.
    fn wholes(&self, rate: usize, part: usize) -> Vec<usize> {
        let over = self.value(rate) > Some(Decimal::ONE_HUNDRED);
        let fits = |&whole: &usize| {
            let (small, large) = (self.value(part), self.value(whole));
            whole != part && self.kin(part, whole) && if over { small > large } else { small <= large }
        };
        let near: Vec<usize> = self.sides(part).filter(fits).collect();
        let before: Vec<usize> =
            (1..=SENTENCES).flat_map(|back| self.sentence_before(part, back)).filter(fits).collect();
        let own = |wholes: &[usize]| {
            let alike = |&&whole: &&usize| self.unit(whole) == self.unit(part);
            let own: Vec<usize> = wholes.iter().filter(alike).copied().collect();
            if own.is_empty() { wholes.to_vec() } else { own }
        };
        let mut wholes: Vec<usize> = own(&near).into_iter().take(WHOLES - 1).collect();
        let largest = own(&before).into_iter().max_by_key(|&whole| (self.value(whole), whole));
        wholes.extend(largest.filter(|_| over <= wholes.is_empty()));
        // 筹集A,加上结转B,可用C: what came in, not what there was in all.
        let income = |i: &usize| self.cues().income.within(self.said(*i));
        let raised = before.iter().copied().filter(|i| self.unit(*i) == "元" && income(i));
        wholes.extend(raised.take(1).filter(|raised| largest != Some(*raised)));
        if wholes.is_empty() {
            wholes.extend(before.first());
        }
        wholes
    }

    /// The figures before a part that the words of its share name: 占签约人数的 after 签约N人.
    fn named(&self, part: usize, core: &str) -> Vec<usize> {
        if core.chars().count() < 2 {
            return Vec::new();
        }
        let names = |i: &usize| {
            let window = self.scene.window(*i);
            self.scene.slice(window.before).contains(core) || self.scene.slice(window.after).starts_with(core)
        };
        let larger = |i: &usize| self.is_side(*i) && self.kin(part, *i) && self.value(*i) >= self.value(part);
        self.before(part).take(NAMED_BACK).filter(larger).filter(names).take(NAMED).collect()
    }

    /// 平均每队4人, 场均83人次, 例均2.1万元, 次均费用: a figure of its own kind before it over what is counted by that name.
    fn average(&self, index: usize, each: &str, what: &str) -> Vec<Relation> {
        let scene = self.scene;
        let like = |&i: &usize| {
            scene.dimension(i) == scene.dimension(index)
                && (scene.dimension(i) == Some(Dimension::Money) || self.unit(i) == self.unit(index))
                && self.value(i) > self.value(index)
        };
        let sides: Vec<usize> =
            self.sides(index).chain(self.sentence_before(index, 1)).take(FARTHEST).collect();
        let noun = each.trim_start_matches(['个', '所', '名']);
        let by_name = |i: usize| {
            let unit = self.unit(i);
            !unit.is_empty() && each.starts_with(unit)
                || noun.chars().count() > 1 && self.said(i).contains(noun)
        };
        let other = |&i: &usize| counted(scene, i) && self.unit(i) != self.unit(index);
        let named = sides.iter().copied().filter(other).filter(|&i| by_name(i)).count();
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for amount in sides.iter().copied().filter(like) {
            let counts = sides.iter().copied().filter(other).filter(|&i| i != amount);
            pairs.extend(counts.filter(|&i| named == 0 || by_name(i)).map(|count| (amount, count)));
        }
        // 住院补偿a万元…住院b人次,人均补偿: what is named alike goes together; 村医a人,其中男b人,平均每所: the whole before
        // its parts.
        pairs.sort_by_cached_key(|&(amount, count)| {
            let words = self.said(amount);
            let alike = usize::from(named_after(what, words, self.cues()))
                + usize::from(named_after(self.said(count), words, self.cues()));
            (std::cmp::Reverse(alike), what.is_empty() && self.is_listed(amount))
        });
        let firm = named == 1 && what.is_empty();
        let ratio = |(nth, (amount, count)): (usize, (usize, usize))| Relation {
            firm: firm && nth == 0,
            ..self.ratio(index, amount, count)
        };
        pairs.into_iter().take(WHOLES).enumerate().map(ratio).collect()
    }

    /// Whether it stands in a list behind 其中.
    fn is_listed(&self, index: usize) -> bool {
        let start = self.scene.segment_start(index);
        self.scene.slice(Span::new(start, self.scene.span(index).start())).contains("其中")
    }

    fn relation(&self, rate: usize, part: usize, whole: usize, firm: bool) -> Relation {
        let share = self.scene.dimension(rate) == Some(Dimension::Percent)
            && self.scene.dimension(part) == self.scene.dimension(whole)
            && self.said(rate).contains('占');
        let ratio = self.ratio(rate, part, whole);
        let link = if share { Link::Share { share: rate, part, whole } } else { ratio.link };
        Relation { link, firm, ..ratio }
    }

    fn ratio(&self, rate: usize, numerator: usize, denominator: usize) -> Relation {
        Relation {
            link: Link::Rate { rate, numerator: vec![numerator], denominator: vec![denominator] },
            evidence: self.scene.span(numerator.min(denominator)).join(self.scene.span(rate)),
            firm: false,
        }
    }
}

/// A number without the words that lead to it.
fn trim(words: &str) -> &str {
    words
        .trim_end()
        .trim_end_matches(['达', '为', '到', '仅', '约', '是', '近', '至', '：', ':', '(', '（', ' '])
}

/// What stands behind the last 占.
fn behind_share(words: &str) -> Option<&str> {
    words.rsplit_once('占').map(|(_, of)| of)
}

/// What 占…的 names, without the words for all of it.
fn core<'t>(of: &'t str, cues: &RateCues) -> &'t str {
    let mut core = of.trim();
    while let Some(shorter) = cues.all_behind.take_end(core) {
        core = shorter;
    }
    while let Some(shorter) = cues.all_before.take(core) {
        core = shorter;
    }
    core
}

/// What an average is for, and of what: 队 of 平均每队, 次 and 费用 of 次均费用.
fn each(words: &str) -> Option<(&str, &str)> {
    if let Some(at) = words.rfind('每') {
        let each = words.get(at + '每'.len_utf8()..).filter(|each| !each.is_empty())?;
        return words.contains("平均").then_some((each, ""));
    }
    let (before, behind) = words.split_once('均')?;
    let last = before.char_indices().next_back().map(|(at, _)| at)?;
    let each = before.get(last..).filter(|each| !["平", "月", "年", "日", "季"].contains(each))?;
    (behind.chars().count() <= 4).then_some((each, behind))
}

/// Whether two names have a word of two characters in common, or words that mean one thing.
fn named_after(name: &str, other: &str, cues: &RateCues) -> bool {
    let mut last = None;
    name.chars().filter(|c| is_letter(*c)).any(|c| {
        let Some(first) = last.replace(c) else { return false };
        other.chars().zip(other.chars().skip(1)).any(|pair| pair == (first, c))
            || cues.alike([first, c]).is_some_and(|alike| alike.within(other))
    })
}

fn counted(scene: &Scene<'_>, index: usize) -> bool {
    matches!(
        scene.dimension(index),
        Some(
            Dimension::Person
                | Dimension::PersonTime
                | Dimension::File
                | Dimension::Household
                | Dimension::Count
                | Dimension::Thing
                | Dimension::Event
                | Dimension::Bed
                | Dimension::Kind
        )
    )
}
