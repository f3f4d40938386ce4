//! What the further words of a wording add to its head.

use yigai_span::Span;

use crate::link::Linker;
use crate::memory::Memory;
use crate::question::Place;
use crate::wording::{MOST_BESIDE, MOST_OF_ITEM, MOST_SUPPORT, TermId, Wording};
use crate::words::{CHAR, gap};

impl Linker<'_> {
    /// What the further groups of a wording add; `None` where one of them is absent.
    pub(crate) fn support(
        &mut self,
        memory: &Memory<'_>,
        index: usize,
        wording: &Wording,
        place: Place,
    ) -> Option<i32> {
        let scene = self.scene;
        let at = scene.span(index);
        let absent = self.lexicon.targets.get(wording.indicator as usize).map_or(&[][..], |t| &t.absent);
        let mut absent = wording.absent.iter().chain(absent);
        if absent.any(|&term| memory.in_sentence(term).any(|span| span.end() <= at.start())) {
            return None;
        }
        let clause = scene.clause(index);
        let (clause_end, segment) = clause.map_or((at.end(), 0), |c| (c.span.end(), c.segment));
        let item = self.item;
        let weight = |span: Span| {
            if let Some((own, list)) = item.filter(|(_, list)| list.covers(span)) {
                return Some(if own.covers(span) {
                    MOST_OF_ITEM
                } else if list.end() <= span.end() + 2 * CHAR {
                    12
                } else {
                    -16
                });
            }
            if span.end() <= at.start() {
                Some(MOST_SUPPORT - gap(at.start() - span.end(), 48) / 4)
            } else if span.start() < clause_end {
                Some(14 - gap(span.start().saturating_sub(at.end()), 40) / 5)
            } else {
                // What follows in a further clause may still say what was done with what was counted.
                let same = scene.layout.at(span.start())?.segment == segment;
                let next = scene.next(index).map_or(usize::MAX, |i| scene.span(i).start());
                (same && place == Place::After && (next < clause_end || span.start() < next)).then_some(2)
            }
        };
        let mut sum = 0;
        for (group, wide) in &wording.groups {
            let here = group.iter().flat_map(|&term| memory.in_sentence(term)).filter_map(weight).max();
            sum += match here {
                Some(weight) => weight,
                None if *wide => self.wide_support(memory, index, group, at.start())?,
                // Other rows say nothing of this one; the caption does.
                None if self.tabular => self.headed_support(index, group)?,
                None => return None,
            };
        }
        // A wording whose further words all stand in the clause itself says more than its head alone.
        Some(sum + MOST_BESIDE * wording.beside.len().min(1) as i32)
    }

    fn wide_support(
        &mut self,
        memory: &Memory<'_>,
        index: usize,
        group: &[TermId],
        at: usize,
    ) -> Option<i32> {
        let start = self.scene.heading_start(index);
        if let Some(seen) = group.iter().filter_map(|&term| memory.since(term, start)).max() {
            return Some(10 - gap(at.abs_diff(seen), 140) / 20);
        }
        self.headed_support(index, group)
    }

    fn headed_support(&mut self, index: usize, group: &[TermId]) -> Option<i32> {
        self.headed.enter(self.terms, self.scene.under(index), self.scene.headings(index));
        if self.headed.any(group) {
            return Some(5);
        }
        self.titled.enter(self.terms, (), [self.title]);
        self.titled.any(group).then_some(3)
    }
}
