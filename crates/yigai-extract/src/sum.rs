use memchr::memmem;
use rust_decimal::Decimal;
use yigai_quantity::Dimension;
use yigai_span::Span;

use crate::change::{Changes, Part};
use crate::items;
use crate::relation::{Link, Relation};
use crate::scene::Scene;
use crate::zip::Zips;

/// Wholes and their parts: 其中, 共计, 分别为, 在建.
pub(crate) struct Sums<'a> {
    pub(crate) scene: &'a Scene<'a>,
    pub(crate) changes: &'a Changes,
    pub(crate) zips: &'a Zips,
}

const OF_WHICH: &str = "其中";

/// Whether a sum is that of a whole, to a slip of the pen: one digit that differs, or a twentieth.
fn is_meant(whole: Decimal, sum: Decimal) -> bool {
    let distance = whole.checked_sub(sum).map(|difference| difference.abs());
    let near = distance.and_then(|distance| distance.checked_mul(Decimal::from(20)));
    let (a, b) = (whole.normalize().to_string(), sum.normalize().to_string());
    let slipped = a.len() == b.len() && a.bytes().zip(b.bytes()).filter(|(a, b)| a != b).count() < 2;
    near.is_some_and(|near| near <= whole.abs()) || slipped
}

impl Sums<'_> {
    pub(crate) fn find(&self) -> Vec<Relation> {
        let mut out = Vec::new();
        for at in memmem::find_iter(self.scene.text.as_bytes(), OF_WHICH) {
            let parts = self.of_which(at, at + OF_WHICH.len());
            out.extend(parts.as_ref().and_then(|parts| self.within(parts)));
            out.extend(parts.as_ref().and_then(|parts| self.other_whole(parts)));
            out.extend(parts.as_ref().and_then(|parts| self.before_the_change(parts)));
            if parts.is_none() {
                out.extend(items::itemised(self, at, at + OF_WHICH.len()));
            }
            out.extend(parts);
        }
        for &index in &self.scene.quantities {
            if let Some(total) = self.total(index) {
                out.extend(self.beside(&total));
                out.push(total);
            }
            out.extend(self.progress(index));
            out.extend(self.remainder(index));
            out.extend(self.borne(index));
            out.extend(self.in_brackets(index));
            out.extend(self.per_head_split(index));
            out.extend(items::carried(self, index));
        }
        out.extend(self.dealt());
        out.extend(self.contained());
        out
    }

    /// A value that stands for itself, and not for a change or an earlier time.
    pub(crate) fn is_level(&self, index: usize) -> bool {
        !self.scene.transparent(index)
            && !matches!(self.changes.of(index), Some((_, Part::From | Part::By | Part::Rate)))
            && !matches!(
                self.scene.dimension(index),
                Some(Dimension::Percent | Dimension::Points | Dimension::Rate | Dimension::Multiple)
            )
    }

    pub(crate) fn alike(&self, a: usize, b: usize) -> bool {
        let (Some(x), Some(y)) = (self.scene.quantity(a), self.scene.quantity(b)) else { return false };
        let counts = |d| matches!(d, Some(Dimension::Count | Dimension::Person | Dimension::Thing));
        let (dx, dy) = (self.scene.dimension(a), self.scene.dimension(b));
        let heads = |q: &yigai_quantity::Quantity| q.per.iter().filter(|unit| &***unit != "年").count();
        // 每年约需A万元: a yearly total is made of yearly parts, said or not.
        heads(x) == heads(y) && (dx == dy || counts(dx) && counts(dy))
    }

    /// 是A的2.33倍: what a multiple is of is not what is divided.
    pub(crate) fn is_base(&self, index: usize) -> bool {
        let after = self.scene.text.get(self.scene.span(index).end()..).unwrap_or_default();
        let multiple = self.scene.next(index).is_some_and(|i| {
            matches!(self.scene.dimension(i), Some(Dimension::Multiple | Dimension::Percent))
        });
        after.starts_with('的') && multiple
    }

    pub(crate) fn bracketed(&self, index: usize) -> bool {
        self.scene.clause(index).is_some_and(|c| c.bracketed)
    }

    pub(crate) fn units_differ(&self, a: usize, b: usize) -> bool {
        let name = |i| self.scene.quantity(i).and_then(|q| q.unit.as_ref()).map(|u| u.name().to_owned());
        let general = |n: &Option<String>| {
            n.as_deref().is_some_and(|n| matches!(n, "个" | "所" | "家" | "处" | "名" | "人" | "位"))
        };
        let (x, y) = (name(a), name(b));
        x != y && !(general(&x) && general(&y) && self.scene.dimension(a) == self.scene.dimension(b))
    }

    pub(crate) fn previous_level(&self, index: usize) -> Option<usize> {
        let mut at = self.scene.previous(index)?;
        for _ in 0..12 {
            if self.is_level(at) {
                return Some(at);
            }
            at = self.scene.previous(at)?;
        }
        None
    }

    /// 42家医院(县级3家、乡镇18家、民营21家): a bracket right behind a count lists its parts.
    fn in_brackets(&self, index: usize) -> Option<Relation> {
        let scene = self.scene;
        let clause = scene.clause(index)?;
        let behind = scene.text.get(clause.span.end()..)?;
        if clause.bracketed || !behind.starts_with(['(', '（']) || !self.is_level(index) {
            return None;
        }
        let after = scene.text.get(scene.span(index).end()..clause.span.end())?;
        if after.chars().count() > 8 {
            return None;
        }
        let mut parts = Vec::new();
        let mut at = index;
        while let Some(next) =
            scene.next(at).filter(|&i| self.bracketed(i) && self.is_level(i) && self.alike(i, index))
        {
            let joined = parts.is_empty()
                || scene
                    .slice(Span::new(scene.span(at).end(), scene.span(next).start()))
                    .starts_with(['、', ',', '，']);
            if !joined || scene.sentence(next) != scene.sentence(index) {
                break;
            }
            parts.push(next);
            at = next;
        }
        let last = *parts.last().filter(|_| parts.len() >= 2)?;
        let text = scene.slice(scene.span(index).join(scene.span(last)));
        // 其中 has its own rule, 含 names only some, and 各 says a figure for several.
        let open = ["其中", "含", "等", "每", "各"].iter().any(|word| text.contains(word));
        // 卫技人员41人(副高2人、中级12人) names only some of them.
        let value = |i: usize| scene.quantity(i).map(|q| q.value);
        let sum = parts.iter().try_fold(Decimal::ZERO, |sum, &i| sum.checked_add(value(i)?))?;
        let complete = is_meant(value(index)?, sum);
        (!open && complete).then(|| Relation {
            link: Link::Sum { whole: index, parts, complete: true, implied_units: 0 },
            evidence: scene.span(index).join(scene.span(last)),
            firm: true,
        })
    }

    /// The level before this one in the same sentence, if it is of the same unit.
    pub(crate) fn previous_alike(&self, index: usize) -> Option<usize> {
        let previous = self.previous_level(index)?;
        let scene = self.scene;
        (scene.sentence(previous) == scene.sentence(index) && self.alike(previous, index)).then_some(previous)
    }

    /// 救助1200人次,门诊、住院分别为800人次、400人次: the numbers under 分别 divide the one before.
    fn dealt(&self) -> Vec<Relation> {
        let scene = self.scene;
        let mut out = Vec::new();
        for run in &self.zips.runs {
            let (Some(&first), Some(&last)) = (run.numbers.first(), run.numbers.last()) else { continue };
            if run.shares || !self.is_level(first) || !run.numbers.iter().all(|&i| self.divides_item(i)) {
                continue;
            }
            let Some(whole) = self.previous_level(first) else { continue };
            if scene.segment(whole) == scene.segment(first)
                && self.alike(whole, first)
                && !self.zips.has_tie(whole)
            {
                out.push(Relation {
                    link: Link::Sum { whole, parts: run.numbers.clone(), complete: true, implied_units: 0 },
                    evidence: scene.span(whole).join(scene.span(last)),
                    firm: true,
                });
            }
        }
        out
    }

    /// Whether the list word of a number is one that divides its whole.
    fn divides_item(&self, index: usize) -> bool {
        let Some(crate::zip::Tie::Item { word, .. }) = self.zips.tie(index) else { return false };
        self.scene.cues.sums.divisions.told(self.scene.slice(word)).any()
    }

    /// A(含B): a part in brackets.
    fn contained(&self) -> Vec<Relation> {
        let scene = self.scene;
        let inside = |&index: &usize| -> Option<Relation> {
            let clause = scene.clause(index).filter(|clause| clause.bracketed)?;
            let whole = scene.previous(index)?;
            let said = scene.slice(clause.span).trim_start();
            let opens = said.starts_with('含') || said.starts_with("包括") || said.starts_with("内含");
            (opens && self.alike(whole, index) && self.is_level(index) && !self.bracketed(whole)).then(|| {
                Relation {
                    link: Link::Subset { part: index, whole },
                    evidence: scene.span(whole).join(scene.span(index)),
                    firm: true,
                }
            })
        };
        scene.quantities.iter().filter_map(inside).collect()
    }
}
