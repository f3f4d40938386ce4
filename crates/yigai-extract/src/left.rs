use yigai_quantity::Dimension;
use yigai_span::Span;

use crate::change::{Changes, Part};
use crate::quotient::{counted, trim};
use crate::relation::{Link, Relation};
use crate::scene::Scene;

/// How many figures back the sides of a balance may stand.
const FARTHEST: usize = 60;
/// How many figures of each side are taken.
const SIDES: usize = 3;

/// What is left of one figure without another: of a fund, of a bill, of the villages.
pub(crate) fn left(scene: &Scene<'_>, changes: &Changes) -> Vec<Relation> {
    let lefts = Lefts { scene, changes };
    scene.quantities.iter().flat_map(|&index| lefts.of(index)).collect()
}

struct Lefts<'a> {
    scene: &'a Scene<'a>,
    changes: &'a Changes,
}

impl Lefts<'_> {
    fn of(&self, index: usize) -> Vec<Relation> {
        let words = trim(self.said(index));
        let formulas = &self.scene.cues.formulas;
        if self.scene.transparent(index) || !self.is_level(index) {
            return Vec::new();
        }
        match self.scene.dimension(index) {
            Some(Dimension::Money) if formulas.closing.ends(words, 2) => self.balance(index),
            Some(Dimension::Money) if words.contains('均') && formulas.own_share.within(words) => {
                self.own_share(index)
            }
            Some(Dimension::Money) if formulas.own_share.ends(words, 2) => self.own_part(index),
            Some(Dimension::Percent) => self.uncovered(index, words).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    fn said(&self, index: usize) -> &str {
        self.scene.slice(self.scene.window(index).before)
    }

    fn is_level(&self, index: usize) -> bool {
        !matches!(self.changes.of(index), Some((_, Part::From | Part::By | Part::Rate)))
    }

    /// The figures before one that stand for themselves, the nearest first.
    fn before(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.scene.previous(index), |&at| self.scene.previous(at))
            .take(FARTHEST)
            .filter(|&i| self.is_level(i))
    }

    /// 年初结转A万元,当年筹集B万元…全年支出C万元,年末结存D万元; 收入A万元 … 支出B万元 … 结余C万元.
    fn balance(&self, index: usize) -> Vec<Relation> {
        let scene = self.scene;
        let formulas = &scene.cues.formulas;
        let amounts = || {
            let large = |&i: &usize| {
                scene.dimension(i) == Some(Dimension::Money)
                    && scene.quantity(i).is_some_and(|q| q.stated.scale > rust_decimal::Decimal::ONE)
                    && !self.said(i).contains('均')
            };
            self.before(index).filter(large)
        };
        let opens = |&i: &usize| formulas.opening.within(self.said(i));
        let incomes: Vec<usize> =
            amounts().filter(|i| !opens(i) && formulas.income.within(self.said(*i))).take(SIDES).collect();
        let expenses: Vec<usize> = amounts()
            .filter(|&i| formulas.expense.within(self.said(i)) && !incomes.contains(&i))
            .take(SIDES)
            .collect();
        let near = scene.sentence(index).saturating_sub(3);
        let opening = amounts().take_while(|&i| scene.sentence(i) >= near).find(opens);
        let mut found = Vec::new();
        for &income in &incomes {
            for &expense in &expenses {
                let with_opening = opening.filter(|&opening| opening != expense);
                found.extend(
                    with_opening
                        .map(|opening| self.relation(index, vec![opening, income], vec![expense], None)),
                );
                found.push(self.relation(index, vec![income], vec![expense], None));
            }
        }
        found
    }

    /// 总费用A万元,合计报销B万元…救治C人次,人均自付D元.
    fn own_share(&self, index: usize) -> Vec<Relation> {
        let scene = self.scene;
        let formulas = &scene.cues.formulas;
        let money =
            |i: &usize| scene.dimension(*i) == Some(Dimension::Money) && !self.said(*i).contains('均');
        let value = |i: usize| scene.quantity(i).map(|q| q.value);
        let named = |words: &crate::words::Words| -> Vec<usize> {
            let before = self.before(index).take(FARTHEST / 3).filter(money);
            before.filter(|&i| words.within(self.said(i))).take(2).collect()
        };
        let heads = |&i: &usize| {
            matches!(scene.dimension(i), Some(Dimension::Person | Dimension::PersonTime | Dimension::Thing))
        };
        let heads: Vec<usize> = self.before(index).take(FARTHEST / 3).filter(heads).take(2).collect();
        let (costs, covered) = (named(&formulas.cost), named(&formulas.covered));
        let mut found = Vec::new();
        for &cost in &costs {
            for &paid in covered.iter().filter(|&&paid| paid != cost && value(paid) < value(cost)) {
                let relation = |&among| self.relation(index, vec![cost], vec![paid], Some(among));
                found.extend(heads.iter().map(relation));
            }
        }
        found
    }

    /// 总费用A万元,报销B万元;个人自付C万元.
    fn own_part(&self, index: usize) -> Vec<Relation> {
        let scene = self.scene;
        let formulas = &scene.cues.formulas;
        let scale = |i: usize| scene.quantity(i).map(|q| q.stated.scale);
        let amounts = || {
            let near = self.before(index).take(FARTHEST / 6);
            near.filter(|&i| {
                scene.dimension(i) == Some(Dimension::Money)
                    && scale(i) == scale(index)
                    && !self.said(i).contains('均')
                    && scene.sentence(i) + 1 >= scene.sentence(index)
            })
        };
        let value = |i: usize| scene.quantity(i).map(|q| q.value);
        let cost = amounts().find(|&i| formulas.cost.within(self.said(i)));
        let paid = |cost: usize| {
            let behind = amounts().take_while(move |&i| i > cost);
            behind.filter(|&i| formulas.covered.within(self.said(i)) && value(i) < value(cost)).last()
        };
        let sides = cost.and_then(|cost| Some((cost, paid(cost)?)));
        sides.map(|(cost, paid)| self.relation(index, vec![cost], vec![paid], None)).into_iter().collect()
    }

    /// 空白村A个,行政村覆盖率p%: those that are named without the ones that are left out.
    fn uncovered(&self, index: usize, words: &str) -> Option<Relation> {
        let scene = self.scene;
        let name = ["覆盖率", "达标率"].iter().find_map(|end| words.strip_suffix(end))?;
        let name = name.trim_start_matches(|c: char| !c.is_alphabetic());
        let without = scene.previous(index).filter(|&i| scene.sentence(i) == scene.sentence(index))?;
        let lacking = counted(scene, without) && scene.cues.formulas.lacking.within(self.said(without));
        if !lacking || name.chars().count() < 2 {
            return None;
        }
        let value = |i: usize| scene.quantity(i).map(|q| q.value);
        let all = self.before(without).find(|&i| {
            let after = scene.slice(scene.window(i).after);
            counted(scene, i)
                && value(i) > value(without)
                && (after.starts_with(name) || trim(self.said(i)).ends_with(name))
        })?;
        Some(self.relation(index, vec![all], vec![without], Some(all)))
    }

    fn relation(&self, left: usize, of: Vec<usize>, less: Vec<usize>, among: Option<usize>) -> Relation {
        let first = of.iter().chain(&less).chain(&among).copied().min().unwrap_or(left);
        let (first, last) = (self.scene.span(first), self.scene.span(left));
        let evidence = Span::new(first.start().min(last.start()), last.end());
        Relation { link: Link::Left { left, of, less, among }, evidence, firm: false }
    }
}
