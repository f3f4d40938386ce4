//! Who pays of an amount how much.

use rust_decimal::Decimal;
use yigai_quantity::Dimension;
use yigai_span::Span;

use crate::marks::Cue;
use crate::relation::{Link, Relation};
use crate::sum::Sums;
use crate::zip::Tie;

impl Sums<'_> {
    /// 减少收入N万元,通过调价补偿a万元、财政补助b万元、自行消化c万元: the last part says that it is all the rest.
    pub(crate) fn borne(&self, index: usize) -> Option<Relation> {
        let scene = self.scene;
        if !scene.says(index, Cue::Borne) || !self.is_level(index) {
            return None;
        }
        let mut parts = vec![index];
        let mut at = index;
        while let Some(previous) =
            self.previous_alike(at).filter(|&i| scene.segment(i) == scene.segment(index))
        {
            parts.push(previous);
            at = previous;
        }
        let whole = parts.pop().filter(|_| parts.len() >= 2)?;
        let text = scene.slice(Span::new(scene.span(whole).end(), scene.span(index).start()));
        // 其中 has its own rule; without a word that deals the whole out nothing is said of it.
        let dealt =
            ["通过", "由", "分别", "用于"].iter().any(|word| text.contains(word)) && !text.contains("其中");
        parts.reverse();
        dealt.then(|| Relation {
            evidence: scene.span(whole).join(scene.span(index)),
            link: Link::Sum { whole, parts, complete: true, implied_units: 0 },
            firm: true,
        })
    }

    /// 人均15元,中央补助9元,省补助3元,…: money per head over the levels of government.
    pub(crate) fn per_head_split(&self, index: usize) -> Option<Relation> {
        let scene = self.scene;
        let money = |i: usize| scene.dimension(i) == Some(Dimension::Money);
        let level = |i: usize| {
            if let Some(Tie::Item { word, .. }) = self.zips.tie(i) {
                return self.scene.cues.sums.levels.within(scene.slice(word));
            }
            let said = scene.said(i);
            // 中央348元、省级139.2元、市县各92.8元: the verb may be left out in a list.
            let listed = said.starts_with('、') || self.bracketed(i);
            let bare = || listed && self.names_levels(said);
            scene.says(i, Cue::Levels) && (scene.says(i, Cue::Pays) || bare())
        };
        // 起付线市级1000元、县级400元: kinds of hospital, not levels of government.
        let of_care = scene.says(index, Cue::RuleOfCare);
        if !money(index) || of_care || !self.is_level(index) || level(index) {
            return None;
        }
        let mut parts = Vec::new();
        let mut at = index;
        while let Some(next) = scene.next(at).filter(|&i| scene.segment(i) == scene.segment(index)) {
            let size =
                |i| scene.quantity(i).is_some_and(|q| !q.per.is_empty() || q.stated.scale == Decimal::ONE);
            if !money(next) || !level(next) || !size(next) || !self.is_level(next) {
                break;
            }
            parts.extend(std::iter::repeat_n(next, self.levels_named(next)));
            at = next;
        }
        // 各级均有补助: a level that was not read.
        let unread = scene.next(at).filter(|&i| scene.segment(i) == scene.segment(index));
        if unread.is_some_and(|i| money(i) && self.bracketed(i) == self.bracketed(at)) && parts.len() < 3 {
            return None;
        }
        let whole_small = scene.quantity(index).is_some_and(|q| q.stated.scale == Decimal::ONE);
        let last = *parts.last()?;
        // 起付线乡镇100元、县级400元: levels that are no parts of the first.
        let value = |i: usize| scene.quantity(i).map(|q| q.value);
        let within = parts.iter().all(|&part| value(part) < value(index));
        (parts.len() >= 2 && whole_small && within).then(|| Relation {
            link: Link::Split { whole: index, parts },
            evidence: scene.span(index).join(scene.span(last)),
            firm: true,
        })
    }

    /// 市级, 市、县各, 农民个人: nothing but who pays.
    fn names_levels(&self, said: &str) -> bool {
        let joints = ['、', ',', '，', '和', '及', '级', '各', ' '];
        let mut rest = said.trim_matches(joints);
        while let Some(behind) = self.scene.cues.sums.levels.take(rest) {
            rest = behind.trim_start_matches(joints);
        }
        rest.is_empty() && !said.trim_matches(joints).is_empty()
    }

    /// 市、县各5元: how many levels pay the same.
    fn levels_named(&self, index: usize) -> usize {
        let said = self.scene.said(index).trim_end();
        let Some(names) = said.strip_suffix('各').or_else(|| said.strip_suffix("各补助")) else {
            return 1;
        };
        let named = |name: &&str| self.scene.cues.sums.levels.within(name);
        names.split(['、', '和', '及', ',', '，']).filter(named).count().max(1)
    }
}
