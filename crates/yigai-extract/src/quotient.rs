use rust_decimal::Decimal;
use yigai_model::{Catalogue, Modality, Role};
use yigai_quantity::{Bound, Dimension};
use yigai_span::Span;

use crate::average::{each, named_after};
use crate::change::{Changes, Part};
use crate::cues::RateCues;
use crate::marks::Cue;
use crate::observation::Observation;
use crate::of_which::is_reckoned_with;
use crate::relation::{Link, Relation};
use crate::scene::Scene;
use crate::whole::{NAMED, WHOLES, core};
use crate::zip::{Tie, Zips};

/// Over how many others the figures of a rate may stand back.
pub(crate) const FARTHEST: usize = 16;

/// The figures around a rate, a share or an average that it may have been computed from: one relation for each way to take
/// the words, the likeliest first. They are not firm, but where a bracket or the name of what is divided leaves one way.
pub(crate) fn quotients(
    scene: &Scene<'_>,
    changes: &Changes,
    zips: &Zips,
    catalogue: &Catalogue,
    observations: &[Observation],
    found: &[Relation],
) -> Vec<Relation> {
    let is_population = |&&index: &&usize| {
        scene.dimension(index) == Some(Dimension::Person) && scene.says(index, Cue::Population)
    };
    let populations = scene.quantities.iter().filter(is_population).copied().take(NAMED).collect();
    let whole = |relation: &Relation| match relation.link {
        Link::Sum { whole, .. } | Link::Share { whole, .. } => Some(whole),
        _ => None,
    };
    let mut quotients =
        Quotients { scene, changes, zips, catalogue, observations, populations, divided: Vec::new() };
    let mut divided: Vec<usize> = found.iter().filter_map(whole).collect();
    divided.extend(found.iter().filter_map(|relation| quotients.parted(relation)));
    divided.sort_unstable();
    divided.dedup();
    quotients.divided = divided;
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

/// What quotients are sought in.
pub(crate) struct Quotients<'a> {
    pub(crate) scene: &'a Scene<'a>,
    changes: &'a Changes,
    zips: &'a Zips,
    pub(crate) catalogue: &'a Catalogue,
    observations: &'a [Observation],
    /// The first figures of a report that are called 人口.
    pub(crate) populations: Vec<usize>,
    /// The wholes of lists and shares.
    pub(crate) divided: Vec<usize>,
}

impl Quotients<'_> {
    fn of(&self, index: usize) -> Vec<Relation> {
        let mut ways = self.ways(index);
        // 应检A人,实检B人,受检率p%: a rate right behind the two figures that it can only be of.
        if let [only] = ways.as_mut_slice()
            && self.stands_behind(index, only)
        {
            only.firm = true;
        }
        ways
    }

    /// Whether a rate stands right behind its figures, is named after the part (签约B人,签约率) or says no more than 占, and names no
    /// other whole. 管理B人,血糖控制率 is of something else.
    fn stands_behind(&self, rate: usize, relation: &Relation) -> bool {
        let whole = match &relation.link {
            Link::Share { part, whole, .. } => Some((*part, *whole)),
            Link::Rate { numerator, denominator, .. } => match (numerator.as_slice(), denominator.as_slice())
            {
                (&[part], &[whole]) => Some((part, whole)),
                _ => None,
            },
            _ => None,
        };
        // 占应筹数的p%: the whole that is named may stand elsewhere, or nowhere.
        let words = trim(self.said(rate)).trim_start_matches(|c: char| !c.is_alphabetic());
        let named = behind_share(words).map(|of| core(of, self.cues()));
        // 基层诊疗占比, 签约率, 下转相当于上转的: what has the rate.
        let subject = words.split_once('占').map(|(subject, _)| subject);
        let name = self.cues().ends.take_end(words).unwrap_or(words);
        let verb = name.char_indices().rev().nth(1).and_then(|(at, _)| name.get(at..));
        whole.is_some_and(|(part, whole)| {
            let (first, second) = (part.min(whole), part.max(whole));
            // Two that are counted side by side are parts, both of them.
            let between =
                self.scene.slice(Span::new(self.scene.span(first).end(), self.scene.span(second).start()));
            let listed = between.trim_end().ends_with(['和', '、', '与', '及']);
            let bare = named.is_none_or(|of| of.is_empty() || self.named(part, of).contains(&whole));
            let said = self.said(part);
            let own = match (subject, words.ends_with('的')) {
                (Some(subject), _) => said.ends_with(subject),
                (None, true) => named_after(words, said, self.cues()),
                (None, false) => verb.is_some_and(|verb| said.contains(verb)),
            };
            second < rate && rate - first < 3 && bare && own && !listed
        })
    }

    fn ways(&self, index: usize) -> Vec<Relation> {
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
                    _ => self.likened(index, words),
                }
            }
            Some(Dimension::Rate) if words.ends_with('率') => self.rate(index, words),
            _ if self.is_density(index) => self.density(index),
            Some(
                Dimension::Money
                | Dimension::Person
                | Dimension::PersonTime
                | Dimension::Count
                | Dimension::Thing
                | Dimension::Event
                | Dimension::Area,
            ) => each(words).map_or_else(Vec::new, |(each, what)| self.average(index, each, what)),
            _ => Vec::new(),
        }
    }

    /// 每千人口1.2名: what is counted for every so many.
    fn is_density(&self, index: usize) -> bool {
        let base = |per: &str| ["千", "万", "十万", "10万"].contains(&per.trim_end_matches('人'));
        self.scene.quantity(index).is_some_and(|q| q.per.iter().any(|per| base(per)))
    }

    /// The indicator of a figure.
    pub(crate) fn indicator(&self, index: usize) -> Option<&str> {
        let at = self.observations.binary_search_by_key(&index, |o| o.mention).ok()?;
        self.observations.get(at)?.indicator.as_deref()
    }

    pub(crate) fn cues(&self) -> &RateCues {
        &self.scene.cues.rates
    }

    pub(crate) fn said(&self, index: usize) -> &str {
        self.scene.said(index)
    }

    pub(crate) fn value(&self, index: usize) -> Option<Decimal> {
        self.scene.quantity(index).map(|q| q.value)
    }

    pub(crate) fn unit(&self, index: usize) -> &str {
        self.scene.quantity(index).and_then(|q| q.unit.as_ref()).map_or("", |unit| unit.name())
    }

    pub(crate) fn is_change(&self, index: usize) -> bool {
        matches!(self.changes.of(index), Some((_, Part::From | Part::By | Part::Rate)))
    }

    /// Whether it is a count or an amount that stands for itself.
    pub(crate) fn is_side(&self, index: usize) -> bool {
        (counted(self.scene, index)
            || matches!(self.scene.dimension(index), Some(Dimension::Money | Dimension::Area)))
            && !self.is_change(index)
            && self.scene.quantity(index).is_some_and(|q| q.upper.is_none())
    }

    /// The figures before one, the nearest first.
    pub(crate) fn before(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.scene.previous(index), |&at| self.scene.previous(at))
    }

    /// The counts and amounts before one in its sentence, the nearest first.
    pub(crate) fn sides(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        let sentence = self.scene.sentence(index);
        self.before(index)
            .take(FARTHEST)
            .take_while(move |&i| self.scene.sentence(i) == sentence)
            .filter(|&i| self.is_side(i))
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
        // 参保A万人,其中…,按应参保B万人计,参保率p%.
        if is_reckoned_with(self.scene, nearest) {
            let parts = self.sides(nearest).filter(|&part| self.kin(part, nearest));
            return parts.take(WHOLES).map(|part| self.relation(index, part, nearest, false)).collect();
        }
        // 高血压管理A人,…;糖尿病B人,管理率p%: what ; closes is of others, where something is counted behind it.
        let here = self.scene.segment(index);
        let own = |i: usize| self.scene.segment(i) == here;
        let akin =
            self.sides(index).take(3).find(|&i| own(i) && named_after(name, self.said(i), self.cues()));
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
        let of_residents = self.scene.dimension(index) == Some(Dimension::Rate);
        let covered = |whole: &usize| (alone || of_residents) && larger(whole);
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
        if let Some(whole) = self.bracketed_behind(index).filter(|&whole| self.kin(part, whole)) {
            return vec![self.relation(index, part, whole, false)];
        }
        // 占参保人数的p%;低保B人,占q%: of what the share before it is of.
        let own = Some(core(of, self.cues())).filter(|own| !own.is_empty());
        let of = own.or_else(|| self.named_before(index));
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        if let Some(of) = of {
            // N户M人,占贫困户的p%: the count that has the unit of the whole.
            let parts = self.parts_before(part);
            let of_one = |part: usize| self.named(part, of).into_iter().map(move |whole| (part, whole));
            pairs.extend(parts.flat_map(of_one));
            pairs.sort_by_key(|&(part, whole)| self.unit(part) != self.unit(whole));
            pairs.truncate(WHOLES + 1);
        }
        let unnamed = pairs.is_empty();
        let wholes = self.wholes(index, part).into_iter().take(WHOLES);
        let here = self.scene.sentence(index);
        let beside = wholes.clone().any(|whole| self.scene.sentence(whole) == here);
        // 使用基本药物的处方M张,占p%: of the prescriptions that were counted before; else of whom the report divided last.
        let akin = if unnamed && !beside { self.akin(part) } else { Vec::new() };
        let divided = self.divided(part).filter(|_| unnamed && !beside && own.is_none());
        for whole in akin.into_iter().chain(wholes).chain(divided) {
            if !pairs.contains(&(part, whole)) {
                pairs.push((part, whole));
            }
        }
        pairs.into_iter().map(|(part, whole)| self.relation(index, part, whole, false)).collect()
    }

    /// 接近住院补偿总额的三成, 171家(83%): a part of what is named, or of what has the noun of the count before the bracket.
    fn likened(&self, index: usize, words: &str) -> Vec<Relation> {
        let scene = self.scene;
        let Some(part) = self.part_of(index) else { return Vec::new() };
        let between = scene.slice(Span::new(scene.span(part).end(), scene.span(index).start()));
        let bare = between.trim().trim_start_matches(['(', '（']).is_empty();
        if bare && scene.clause(index).is_some_and(|clause| clause.bracketed) {
            let akin = self.akin(part).into_iter();
            return akin.map(|whole| self.ratio(index, part, whole)).collect();
        }
        let likened = scene.cues.formulas.likened.iter().filter_map(|verb| {
            let at = words.rfind(verb)?;
            words.get(at + verb.len()..).filter(|of| of.ends_with('的'))
        });
        let Some(of) = likened.min_by_key(|of| of.len()) else { return Vec::new() };
        let named = self.named(part, core(of, self.cues())).into_iter();
        named.map(|whole| self.ratio(index, part, whole)).collect()
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
        // 45人中有36人收入不足2000元,占p%: a bound says which are counted.
        let limit = |&i: &usize| {
            let bound = self.scene.quantity(i).is_some_and(|q| q.bound != Bound::Exact);
            let before = self
                .scene
                .previous(i)
                .filter(|&other| self.scene.clause_index(other) == self.scene.clause_index(i));
            bound && before.is_some_and(|other| self.scene.dimension(other) != self.scene.dimension(i))
        };
        let part = self.before(index).take(FARTHEST).find(|i| !rate(i) && !limit(i))?;
        (self.is_side(part) && self.scene.segment(part) == segment).then_some(part)
    }

    fn relation(&self, rate: usize, part: usize, whole: usize, firm: bool) -> Relation {
        let share = self.scene.dimension(rate) == Some(Dimension::Percent)
            && self.scene.dimension(part) == self.scene.dimension(whole)
            && self.said(rate).contains('占');
        let ratio = self.ratio(rate, part, whole);
        let link = if share { Link::Share { share: rate, part, whole } } else { ratio.link };
        Relation { link, firm, ..ratio }
    }

    pub(crate) fn ratio(&self, rate: usize, numerator: usize, denominator: usize) -> Relation {
        Relation {
            link: Link::Rate { rate, numerator: vec![numerator], denominator: vec![denominator] },
            evidence: self.scene.span(numerator.min(denominator)).join(self.scene.span(rate)),
            firm: false,
        }
    }
}

/// A number without the words that lead to it.
pub(crate) fn trim(words: &str) -> &str {
    words
        .trim_end()
        .trim_end_matches(['达', '为', '到', '仅', '约', '是', '近', '至', '：', ':', '(', '（', ' '])
}

/// What stands behind the last 占.
fn behind_share(words: &str) -> Option<&str> {
    words.rsplit_once('占').map(|(_, of)| of)
}

pub(crate) fn counted(scene: &Scene<'_>, index: usize) -> bool {
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
