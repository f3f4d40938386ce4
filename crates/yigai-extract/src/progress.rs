//! What was planned, what of it is done, and what is left.

use yigai_quantity::Dimension;

use crate::marks::Cue;
use crate::relation::{Link, Relation};
use crate::sum::Sums;

impl Sums<'_> {
    /// 共需建设A个,已完成B个,在建C个,拟建D个.
    pub(crate) fn progress(&self, index: usize) -> Option<Relation> {
        let scene = self.scene;
        if !self.is_level(index)
            || !matches!(scene.dimension(index), Some(Dimension::Count | Dimension::Thing))
        {
            return None;
        }
        if !scene.says(index, Cue::Planned) {
            return None;
        }
        let (mut done, mut open, mut parts) = (false, false, Vec::new());
        let mut at = index;
        while let Some(next) = scene.next(at).filter(|&i| scene.segment(i) == scene.segment(index)) {
            if !self.is_level(next) || !self.alike(next, index) {
                break;
            }
            let said = scene.said(next);
            let is_open = self.scene.cues.sums.open.within(said);
            let is_done = !is_open && self.scene.cues.sums.done.within(said);
            if !is_open && !is_done {
                break;
            }
            done |= is_done;
            open |= is_open;
            parts.push(next);
            at = next;
        }
        let last = *parts.last()?;
        (done && open).then(|| Relation {
            link: Link::Progress { planned: index, parts },
            evidence: scene.span(index).join(scene.span(last)),
            firm: true,
        })
    }

    /// 需A万元,已到位B万元,尚缺C万元: what is missing or left over, after the need and what of it is there.
    pub(crate) fn remainder(&self, index: usize) -> Option<Relation> {
        let scene = self.scene;
        let said = |i: usize| scene.said(i);
        let left = said(index).trim_end().trim_end_matches(['了', '近', '约', '为', '达', '人', '额']);
        if !self.is_level(index)
            || !self.scene.cues.sums.left.ends(left, 1)
            || ["累计结余", "历年", "相差", "上年"].iter().any(|word| left.contains(word))
        {
            return None;
        }
        let there = self.previous_alike(index)?;
        let all = self.previous_alike(there);
        let named = |all: usize| {
            self.scene.cues.sums.there.within(said(there))
                && self.scene.cues.sums.all.within(said(all))
                && scene.sentence(all) == scene.sentence(index)
                && !left.ends_with("在建")
        };
        let (all, firm) = match all.filter(|&all| named(all)) {
            Some(all) => (all, true),
            None => (self.larger_before(there)?, false),
        };
        Some(Relation {
            link: Link::Progress { planned: all, parts: vec![there, index] },
            evidence: scene.span(all).join(scene.span(index)),
            firm,
        })
    }

    /// The nearest larger figure of its kind, in its sentence or the one before.
    fn larger_before(&self, index: usize) -> Option<usize> {
        let scene = self.scene;
        let value = |i: usize| scene.quantity(i).map(|q| q.value);
        let mut at = index;
        for _ in 0..8 {
            at = self.previous_level(at).filter(|&i| scene.sentence(i) + 1 >= scene.sentence(index))?;
            if self.alike(at, index) && value(at) > value(index) {
                return Some(at);
            }
        }
        None
    }
}
