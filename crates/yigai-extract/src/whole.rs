use rust_decimal::Decimal;
use yigai_quantity::Dimension;
use yigai_span::Span;

use crate::cues::RateCues;
use crate::quotient::{FARTHEST, Quotients, trim};
use crate::relation::{Link, Relation};

/// How many figures are taken for what a rate may be of.
pub(crate) const WHOLES: usize = 3;
/// How many sentences back it may be stated.
const SENTENCES: u32 = 3;
/// How many figures back a whole that is named may stand, and how many of that name are taken.
const NAMED_BACK: usize = 60;
pub(crate) const NAMED: usize = 4;
/// How many figures back one may stand that the catalogue calls so, or that has the noun of a part.
const MEANT_BACK: usize = 240;
/// How many wholes that are spoken of by a common noun are taken.
const AKIN: usize = 2;

/// What shares and rates may be of.
impl Quotients<'_> {
    /// The larger figures before a part: the two nearest of its sentence, and the largest of the sentences before; those of
    /// its own unit, where there are any.
    pub(crate) fn wholes(&self, rate: usize, part: usize) -> Vec<usize> {
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

    /// The figures before a part that the words of its share name: 占签约人数的 after 签约N人, 占常住人口的 after 常住的有N人.
    pub(crate) fn named(&self, part: usize, core: &str) -> Vec<usize> {
        if core.chars().count() < 2 {
            return Vec::new();
        }
        let names = |i: &usize| {
            let window = self.scene.window(*i);
            self.scene.slice(window.before).contains(core) || self.scene.slice(window.after).starts_with(core)
        };
        let larger = |i: &usize| self.is_side(*i) && self.kin(part, *i) && self.value(*i) >= self.value(part);
        let mut named: Vec<usize> =
            self.before(part).take(NAMED_BACK).filter(larger).filter(names).take(NAMED).collect();
        if named.is_empty() {
            // What the catalogue calls so, whatever the text does.
            let ids: Vec<&str> = self.catalogue.by_alias(core).map(|(entry, _)| entry.id()).collect();
            let is_of = |i: &usize| self.indicator(*i).is_some_and(|id| ids.contains(&id));
            let reach = if ids.is_empty() { 0 } else { MEANT_BACK };
            named.extend(self.before(part).take(reach).filter(is_of).filter(larger).take(AKIN));
        }
        if named.is_empty() {
            named.extend(self.told_apart(part, core));
        }
        named
    }

    /// 住院N人次,补偿A万元;… 占住院补偿的p%: the two words of the name stand before the figure, the first one further off.
    fn told_apart(&self, part: usize, core: &str) -> Option<usize> {
        let (at, _) = core.char_indices().nth(2).filter(|_| core.chars().count() == 4)?;
        let (of_what, name) = core.split_at_checked(at)?;
        let names = |&i: &usize| {
            let start = self.scene.segment_start(i);
            let lead = self.scene.slice(Span::new(start, self.scene.span(i).start()));
            self.is_side(i)
                && self.unit(i) == self.unit(part)
                && self.value(i) >= self.value(part)
                && trim(self.said(i)).ends_with(name)
                && lead.contains(of_what)
        };
        self.before(part).take(NAMED_BACK).find(names)
    }

    /// 抽查处方N张 … 使用基本药物的处方M张,占p%; 卫生室N家 … 卫生室M家(p%): larger figures of one unit whose noun the part's words
    /// hold too.
    pub(crate) fn akin(&self, part: usize) -> Vec<usize> {
        let window = self.scene.window(part);
        let words = self.scene.slice(Span::new(window.before.start(), window.after.end()));
        let is_akin = |&whole: &usize| {
            self.unit(whole) == self.unit(part)
                && self.value(whole) > self.value(part)
                && self.is_side(whole)
                && self.noun(whole).is_some_and(|noun| words.contains(noun))
        };
        self.before(part).take(MEANT_BACK).filter(is_akin).take(AKIN).collect()
    }

    /// The last two letters of what a figure counts: behind it, else before it.
    fn noun(&self, index: usize) -> Option<&str> {
        let letters = |text: &str| text.chars().all(char::is_alphabetic);
        let after = self.scene.slice(self.scene.window(index).after);
        let after = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let before = trim(self.said(index));
        let before = self.scene.cues.naming.leading.take_end(before).unwrap_or(before);
        let of = if after.chars().count() >= 2 { after } else { before };
        let (at, _) = of.char_indices().rev().nth(1)?;
        of.get(at..).filter(|noun| letters(noun))
    }

    /// 村医N名。按年龄分,a名、b名、c名,分别占…: what is told apart so is the figure of its unit before it.
    pub(crate) fn parted(&self, relation: &Relation) -> Option<usize> {
        let Link::Parted { parts, .. } = &relation.link else { return None };
        let first = *parts.iter().min()?;
        let exceeds = |&i: &usize| {
            self.unit(i) == self.unit(first) && parts.iter().all(|&part| self.value(part) < self.value(i))
        };
        self.before(first).take(FARTHEST).find(exceeds)
    }

    /// The whole of the last list or share of a unit: 村医N名。按年龄分…。参加养老保险的M名,占p%.
    pub(crate) fn divided(&self, part: usize) -> Option<usize> {
        let larger = |&&whole: &&usize| {
            whole < part
                && self.unit(whole) == self.unit(part)
                && self.value(whole) > self.value(part)
                && part - whole <= NAMED_BACK
        };
        self.divided.iter().rev().find(larger).copied()
    }

    /// 占全县诊疗总量的p%(全县N万人次): what it is of stands in a bracket right behind it.
    pub(crate) fn bracketed_behind(&self, index: usize) -> Option<usize> {
        const NEAR: usize = 12;
        let scene = self.scene;
        let whole = scene.next(index).filter(|&i| self.is_side(i))?;
        let between = scene.slice(Span::new(scene.span(index).end(), scene.span(whole).start()));
        let words = between.trim_start().strip_prefix(['(', '（'])?;
        let other = scene.cues.compare.before.within(words)
            || ["其中", "含", "比", "较", "增", "减", "应", "同期"].iter().any(|word| words.contains(word));
        (words.chars().count() <= NEAR && !other && scene.clause(whole).is_some_and(|c| c.bracketed))
            .then_some(whole)
    }

    /// The counts right before a share that it may be of: of N户M人,占贫困户的p% both.
    pub(crate) fn parts_before(&self, part: usize) -> impl Iterator<Item = usize> {
        let scene = self.scene;
        let beside = scene.previous(part).filter(|&other| {
            let between = scene.slice(Span::new(scene.span(other).end(), scene.span(part).start()));
            between.chars().all(|c| c.is_whitespace() || c == '、') && self.is_side(other)
        });
        [part].into_iter().chain(beside)
    }

    /// The counts and amounts of a sentence before that of a figure, where they stand under the same heading.
    pub(crate) fn sentence_before(&self, index: usize, back: u32) -> impl Iterator<Item = usize> + '_ {
        let sentence = self.scene.sentence(index);
        let section = self.scene.clause(index).and_then(|c| c.section);
        self.before(index)
            .take(2 * FARTHEST)
            .skip_while(move |&i| self.scene.sentence(i) + back > sentence)
            .take_while(move |&i| self.scene.sentence(i) + back == sentence)
            .filter(move |&i| self.is_side(i) && self.scene.clause(i).and_then(|c| c.section) == section)
    }

    /// Whether one may be a part of the other: files are kept and cases counted one a person, and persons hold posts.
    pub(crate) fn kin(&self, part: usize, whole: usize) -> bool {
        let posts = |i: usize| {
            let window = self.scene.window(i);
            [window.before, window.after].iter().any(|&words| self.scene.slice(words).contains(['岗', '编']))
        };
        match (self.scene.dimension(part), self.scene.dimension(whole)) {
            (part, whole) if part == whole => true,
            (Some(Dimension::File | Dimension::Thing), Some(Dimension::Person)) => true,
            (Some(Dimension::Thing), Some(Dimension::PersonTime)) => self.unit(part).ends_with('例'),
            (Some(Dimension::Person), Some(Dimension::Count)) => posts(whole),
            _ => false,
        }
    }
}

/// What 占…的 names, without the words for all of it.
pub(crate) fn core<'t>(of: &'t str, cues: &RateCues) -> &'t str {
    let mut core = of.trim();
    while let Some(shorter) = cues.all_behind.take_end(core) {
        core = shorter;
    }
    while let Some(shorter) = cues.all_before.take(core) {
        core = shorter;
    }
    core
}
