use yigai_quantity::Dimension;
use yigai_span::Span;

use crate::cues::RateCues;
use crate::quotient::{FARTHEST, Quotients, counted, trim};
use crate::relation::Relation;
use crate::whole::{NAMED, WHOLES, core};
use crate::words::is_letter;

/// How many figures back what is counted by a name may stand.
const COUNTS_BACK: usize = 60;

/// Averages and what is counted for every so many persons.
impl Quotients<'_> {
    /// 平均每队4人, 场均83人次, 例均2.1万元, 次均费用: a figure of its own kind before it over what is counted by that name.
    pub(crate) fn average(&self, index: usize, each: &str, what: &str) -> Vec<Relation> {
        let scene = self.scene;
        let like = |&i: &usize| {
            let times = |unit: &str| matches!(unit, "次" | "人次" | "台次" | "例次");
            let one = |a: &str, b: &str| a == b || is_person(a) && is_person(b) || times(a) && times(b);
            let kind = scene.dimension(i) == scene.dimension(index) || times(self.unit(index));
            let unit = scene.dimension(i) == Some(Dimension::Money) || one(self.unit(i), self.unit(index));
            kind && unit && self.value(i) > self.value(index)
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
            // 平均每村1.2名: the villages were counted in another paragraph.
            let far = self.counted_as(index, noun).filter(|_| named == 0 && what.is_empty());
            pairs.extend(far.map(|count| (amount, count)));
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

    /// What a short name such as 村 counts: 行政村N个, N个行政村.
    fn counted_as(&self, index: usize, noun: &str) -> Option<usize> {
        let formulas = &self.scene.cues.formulas;
        let names = formulas.holders.iter().find(|names| names.iter().any(|name| name == noun))?;
        let is_named = |i: usize, name: &str| {
            let said = trim(self.said(i));
            let behind = self.scene.slice(self.scene.window(i).after).strip_prefix(name);
            counted(self.scene, i)
                && !formulas.lacking.within(said)
                && (behind.is_some_and(|rest| !rest.starts_with(['卫', '医', '级'])) || said.ends_with(name))
        };
        // 行政村 before 村.
        let mut names: Vec<&str> = names.iter().collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        let count = |name: &str| self.before(index).take(COUNTS_BACK).find(|&i| is_named(i, name));
        names.into_iter().find_map(count)
    }

    /// 每千人口1.2名, 每万人口3.4名: persons or things before it over the population that is named, or that stands in a
    /// bracket behind it.
    pub(crate) fn density(&self, index: usize) -> Vec<Relation> {
        let scene = self.scene;
        let alike = |&i: &usize| {
            let (own, other) = (self.unit(index), self.unit(i));
            (own == other || is_person(own) && is_person(other)) && self.value(i) > self.value(index)
        };
        let near = self.sides(index).chain(self.sentence_before(index, 1));
        let counts: Vec<usize> = near.filter(alike).take(2).collect();
        let clause = scene.clause(index).map_or(scene.span(index).start(), |c| c.span.start());
        let words = scene.slice(Span::new(clause, scene.span(index).start()));
        let of = words.rfind('每').and_then(|at| words.get(at..)).unwrap_or_default();
        let of = of.trim_start_matches(|c: char| "每十百千万名个人".contains(c) || c.is_ascii_digit());
        let bracketed = self.bracketed_behind(index);
        let bases = |count: usize| {
            let named = self.named(count, core(trim(of), self.cues()));
            let populations = self.populations.iter().copied().filter(move |&i| i != count);
            let mut bases: Vec<usize> = Vec::new();
            for base in bracketed.into_iter().chain(named).chain(populations) {
                if !bases.contains(&base) {
                    bases.push(base);
                }
            }
            bases.truncate(if bracketed.is_some() { 1 } else { NAMED });
            bases
        };
        let relation = |count: usize| {
            bases(count).into_iter().map(move |base| self.ratio(index, count, base)).collect::<Vec<_>>()
        };
        counts.into_iter().flat_map(relation).collect()
    }

    /// Whether it stands in a list behind 其中.
    fn is_listed(&self, index: usize) -> bool {
        let start = self.scene.segment_start(index);
        self.scene.slice(Span::new(start, self.scene.span(index).start())).contains("其中")
    }
}

fn is_person(unit: &str) -> bool {
    matches!(unit, "人" | "名" | "位")
}

/// What an average is for, and of what: 队 of 平均每队, 次 and 费用 of 次均费用.
pub(crate) fn each(words: &str) -> Option<(&str, &str)> {
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
pub(crate) fn named_after(name: &str, other: &str, cues: &RateCues) -> bool {
    let mut last = None;
    name.chars().filter(|c| is_letter(*c)).any(|c| {
        let Some(first) = last.replace(c) else { return false };
        other.chars().zip(other.chars().skip(1)).any(|pair| pair == (first, c))
            || cues.alike([first, c]).is_some_and(|alike| alike.within(other))
    })
}
