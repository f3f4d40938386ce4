//! Whether a wording is meant by the words around a number, and how much speaks for it.

use rust_decimal::Decimal;
use yigai_quantity::Dimension;
use yigai_span::Span;

use crate::link::Linker;
use crate::question::{Asked, Choice, Lead, MOST_KIN, PRIOR, Place, Question};
use crate::window::Window;
use crate::wording::{Brief, Target, TermId, Wording};
use crate::words::{CHAR, letters};

/// More than this no thousand or ten thousand inhabitants have of doctors or nurses.
const MOST_PER_CAPITA: Decimal = Decimal::from_parts(200, 0, 0, false, 0);

/// No fund, contribution or expenditure of a scheme is smaller, in 元.
const SMALLEST_FUND: Decimal = Decimal::from_parts(1_000, 0, 0, false, 0);

impl<'a> Linker<'a> {
    pub(crate) fn weigh_all(&mut self, question: &mut Question<'_>, lead: Lead<'a>) {
        // What no support could lift over the best so far need not be looked at.
        if question.is_hopeless(lead.most, lead.order) {
            return;
        }
        let (kin, listed) = (self.most_kin(), self.item.is_some());
        for brief in &lead.gated.briefs {
            if !question.is_hopeless(lead.near + kin + brief.most.where_listed(listed), lead.order) {
                self.weigh(question, brief, lead);
            }
        }
    }

    /// Whether the document has words of all groups of a wording.
    fn is_possible(&mut self, number: u32, wording: &Wording) -> bool {
        let Some(known) = self.possible.get_mut(number as usize) else { return false };
        *known.get_or_insert_with(|| wording.groups.iter().all(|(group, _)| self.terms.any(group)))
    }

    fn weigh(&mut self, question: &mut Question<'_>, brief: &Brief, lead: Lead<'a>) {
        let Lead { head, place, near, order, .. } = lead;
        let Asked { memory, index, window, .. } = question.asked;
        let Some(wording) = self.lexicon.wordings.get(brief.wording as usize) else { return };
        let Some(target) = self.lexicon.targets.get(wording.indicator as usize) else { return };
        if !self.is_possible(brief.wording, wording)
            || !self.spoken_of.get(usize::from(brief.programme)).is_none_or(|&spoken| spoken)
            || target.change && !self.changing
            || question.wanting && !target.lack
            // The head holds the name of the rate, or at least reaches into it.
            || !matches!(place, Place::After | Place::Item)
                && question.own_rate.is_some_and(|end| head.end() + 2 * CHAR < end)
            || self.wrong_unit(wording, index)
            || self.wrong_size(target, index)
            || self.vetoed(wording, head, place, window.sentence)
            || !self.beside(wording, target, index, window)
        {
            return;
        }
        let Some(support) = self.support(memory, index, wording, place) else { return };
        let family = self.kinship(target);
        let evidence = near + support + family - wording.penalty;
        if question.is_hopeless(evidence, order) || wording.weak && !self.unqualified(window, head, place) {
            return;
        }
        let score = evidence + self.prior(index, target);
        let choice = Choice { target: wording.indicator, score, head, place };
        if question.is_better(score, order) {
            question.best = Some((choice, order));
        }
    }

    /// Figures under a heading about a programme are likely of that programme.
    fn prior(&mut self, index: usize, target: &Target) -> i32 {
        let under = self.scene.under(index);
        if self.programmes.as_ref().is_none_or(|(of, _)| *of != under) {
            self.programmes = Some((under, self.heading_programmes(index)));
        }
        let known = self.programmes.as_ref().is_some_and(|(_, list)| list.contains(&target.programme_number));
        if known { PRIOR } else { 0 }
    }

    /// The programmes that the nearest heading with a word of any programme speaks of; else the title.
    fn heading_programmes(&self, index: usize) -> Vec<u16> {
        let spoken = |title: Span| -> Vec<u16> {
            let said =
                self.terms.inside(title).filter_map(|hit| self.lexicon.speaks_of.get(hit.term as usize));
            said.flatten().copied().collect()
        };
        self.scene
            .headings(index)
            .filter(|title| title.len() <= 120)
            .chain([self.title])
            .map(spoken)
            .find(|list| !list.is_empty())
            .unwrap_or_default()
    }

    /// How close an indicator is to that of the number which this one is dealt out to: its own rate, or one of its family.
    fn kinship(&self, target: &Target) -> i32 {
        let Some(other) = self.family.and_then(|i| self.lexicon.targets.get(i as usize)) else {
            return 0;
        };
        if target.family != other.family {
            0
        } else if target.id != other.id && target.id.starts_with(&*other.id) {
            MOST_KIN
        } else {
            40
        }
    }

    /// Whether nothing but a verb stands before the head.
    fn unqualified(&self, window: &Window, head: Span, place: Place) -> bool {
        let words = self.scene.slice(Span::new(window.before.start(), head.start()));
        place == Place::Before && window.before.covers(head) && letters(words) <= 1
    }

    /// Words that never stand beside a figure of the indicator, and those that must stand in its clause.
    fn beside(&self, wording: &Wording, target: &Target, index: usize, window: &Window) -> bool {
        let near = |group: &Vec<TermId>| {
            let clause = self.scene.clause(index).map_or(window.before, |c| c.span);
            self.terms.any_inside(Span::new(clause.start(), self.scene.span(index).start()), group)
        };
        !self.beside.any(&target.never) && wording.beside.iter().all(near)
    }

    fn wrong_unit(&self, wording: &Wording, index: usize) -> bool {
        let unit = self.scene.quantity(index).and_then(|q| q.unit.as_ref()).map(|u| u.name());
        !wording.units.is_empty() && !wording.units.iter().any(|u| Some(u.as_str()) == unit)
    }

    /// A sum of money for a whole county is no rule for one person, and a rule for one person is no fund.
    fn wrong_size(&self, target: &Target, index: usize) -> bool {
        let Some(quantity) = self.scene.quantity(index) else { return false };
        if !target.may_be(quantity.value) {
            return true;
        }
        match self.scene.dimension(index) {
            Some(Dimension::Money) => {
                target.standard && quantity.value > target.largest
                    || target.fund && quantity.value < SMALLEST_FUND
            }
            // 每千人口医师2.43人: nobody counts parts of a person, and no thousand people have hundreds of doctors.
            Some(Dimension::Person) => {
                let parts = quantity.stated.number.scale() > 0 && quantity.stated.scale == Decimal::ONE;
                parts != target.density && (parts || quantity.value > MOST_PER_CAPITA)
            }
            _ => false,
        }
    }

    fn vetoed(&self, wording: &Wording, head: Span, place: Place, sentence: Span) -> bool {
        if wording.vetoes.is_empty() {
            return false;
        }
        let around = match place {
            Place::Before | Place::After => None,
            _ => {
                let from = head.start().saturating_sub(6 * CHAR).max(sentence.start().min(head.start()));
                Some(Span::new(from, head.end() + 4 * CHAR))
            }
        };
        self.beside.any(&wording.vetoes)
            || around.is_some_and(|span| self.terms.any_inside(span, &wording.vetoes))
    }
}
