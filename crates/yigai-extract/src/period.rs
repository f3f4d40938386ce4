use yigai_quantity::{Kind, PartialDate, Period};
use yigai_span::Span;

use crate::context::ReportContext;
use crate::scene::Scene;

/// The period each sentence speaks of, handed on from date to date.
pub(crate) struct Periods<'a> {
    scene: &'a Scene<'a>,
    report: &'a ReportContext,
    /// For each mention the date that governs it: an index into the mentions, or nothing.
    governed: Vec<Governor>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Governor {
    /// No date was given: the report's own period holds.
    Report,
    /// A date that has no reading stands in its place, or several do.
    Unknown,
    Date(usize),
}

impl<'a> Periods<'a> {
    pub(crate) fn new(scene: &'a Scene<'a>, report: &'a ReportContext) -> Self {
        let mut governed = Vec::with_capacity(scene.mentions.len());
        let mut current = Governor::Report;
        let mut place = (u32::MAX, None, 0_usize);
        for (index, mention) in scene.mentions.iter().enumerate() {
            let clause = scene.clause(index);
            let here = (
                clause.map_or(0, |c| c.sentence),
                clause.and_then(|c| c.section),
                paragraph(scene, mention.span.start()),
            );
            if (here.1, here.2) != (place.1, place.2) {
                current = Governor::Report;
            }
            place = here;
            match mention.kind() {
                Kind::Date if dates(scene, index) => {
                    // 分别于A和B: two dates, and none of them governs.
                    let several = matches!(current, Governor::Date(other)
                        if scene.sentence(other) == here.0 && crate::zip::joins(&scene.between(other, index)));
                    current = if several { Governor::Unknown } else { Governor::Date(index) };
                }
                Kind::Unreadable => current = Governor::Unknown,
                _ => {}
            }
            governed.push(current);
        }
        Self { scene, report, governed }
    }

    /// The period of a quantity, as far as the text gives one.
    pub(crate) fn of(&self, index: usize) -> Option<Period> {
        match self.governed.get(index)? {
            Governor::Report => self.report.period,
            Governor::Unknown => None,
            Governor::Date(date) => {
                let expr = self.scene.mentions.get(*date)?.date()?;
                expr.resolve(&self.context(*date))
            }
        }
    }

    /// The year that governs a quantity.
    pub(crate) fn year(&self, index: usize) -> Option<i32> {
        use chrono::Datelike;
        self.of(index).map(|period| period.end.year())
    }

    /// What a date without a year is read against: the nearest year before it, else the report's.
    fn context(&self, index: usize) -> PartialDate {
        let earlier = self.scene.mentions.get(..index).unwrap_or_default().iter().rev();
        let year = earlier.filter_map(|m| m.date().and_then(|d| d.start.year)).next();
        PartialDate { year: year.or(self.report.year()), month: None, day: None }
    }
}

/// Whether a date speaks of the figures around it, and not of a document or an event.
fn dates(scene: &Scene<'_>, index: usize) -> bool {
    let span = scene.span(index);
    let after = scene.slice(Span::new(span.end(), (span.end() + 6).min(scene.text.len())));
    let before = scene.text.get(..span.start()).unwrap_or_default();
    !after.starts_with('版') && !before.ends_with('〕') && !before.ends_with('《')
}

fn paragraph(scene: &Scene<'_>, at: usize) -> usize {
    scene.structure.paragraphs.partition_point(|p| p.span.start() <= at)
}
