use yigai_quantity::Period;

use crate::anchors::{self, Anchor};
use crate::context::ReportContext;
use crate::governor::{Governed, Governor};
use crate::scene::Scene;
use crate::walk::Walk;

/// The period each quantity is stated for, handed on from date to date.
pub(crate) struct Periods<'a> {
    report: &'a ReportContext,
    anchors: Vec<Anchor>,
    /// For each mention what governs it.
    governed: Vec<Governed>,
}

impl<'a> Periods<'a> {
    pub(crate) fn new(scene: &Scene<'_>, report: &'a ReportContext) -> Self {
        let anchors = anchors::find(scene, report);
        let mut walk = Walk::new(scene, &anchors);
        let mut governed = Vec::with_capacity(scene.mentions.len());
        let mut next = 0;
        for (index, mention) in scene.mentions.iter().enumerate() {
            while let Some(anchor) = anchors.get(next).filter(|a| a.span.start() <= mention.span.start()) {
                // The place of a word is found by where it stands, that of a mention is known.
                let at = anchor.span.start();
                let sentence = scene.layout.at(at).map_or(0, |clause| clause.sentence);
                walk.enter(at, sentence, scene.under_at(at));
                if anchor.mention.is_none_or(|own| !scene.tabled(own)) {
                    walk.pass(next);
                }
                next += 1;
            }
            walk.enter(mention.span.start(), scene.sentence(index), scene.under(index));
            governed.push(walk.govern(index));
        }
        Self { report, anchors, governed }
    }

    /// The period of a quantity, as far as the text gives one.
    pub(crate) fn of(&self, index: usize) -> Option<Period> {
        self.period(self.governed.get(index)?.by)
    }

    /// The period of a change: that of its sentence, whatever it is compared with.
    pub(crate) fn of_change(&self, index: usize) -> Option<Period> {
        let governed = self.governed.get(index)?;
        match governed.by {
            Governor::Compared(_) => self.period(governed.around),
            by => self.period(by),
        }
    }

    /// The period of an earlier value: only a date of its own, or the one that its sentence compares with.
    pub(crate) fn of_earlier(&self, index: usize) -> Option<Period> {
        use chrono::Datelike;
        let governed = self.governed.get(index)?;
        let anchor = match governed.by {
            Governor::Compared(anchor) => self.anchors.get(anchor)?,
            _ => self.anchors.get(governed.reference?)?,
        };
        let period = anchor.period?;
        // 1—6月A人次(上年同期B人次): the same months.
        let same = || {
            let around = self.period(governed.around)?;
            around.shifted_years(period.start.year() - around.start.year())
        };
        if anchor.same_months && period.whole_year().is_some() {
            same().or(Some(period))
        } else {
            Some(period)
        }
    }

    /// The year of a date in the quantity's own sentence.
    pub(crate) fn own_year(&self, index: usize) -> Option<i32> {
        use chrono::Datelike;
        match self.governed.get(index)?.by {
            by @ (Governor::Date(_) | Governor::Year(..)) => self.period(by).map(|period| period.end.year()),
            _ => None,
        }
    }

    fn period(&self, governor: Governor) -> Option<Period> {
        use chrono::Datelike;
        match governor {
            Governor::Report => self.report.period,
            Governor::Unknown | Governor::Several(..) => None,
            Governor::Date(anchor) | Governor::Compared(anchor) => self.anchors.get(anchor)?.period,
            Governor::Year(anchor, offset) => {
                Period::year(self.anchors.get(anchor)?.period?.start.year() + offset)
            }
        }
    }
}
