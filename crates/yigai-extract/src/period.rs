use yigai_quantity::{Kind, Mention, PartialDate, Period};
use yigai_span::Span;

use crate::context::ReportContext;
use crate::scene::Scene;

/// The period each quantity is stated for, handed on from date to date.
pub(crate) struct Periods<'a> {
    report: &'a ReportContext,
    /// For each mention what governs it.
    governed: Vec<Governor>,
    /// For each mention the date that the earlier values of its sentence are of: 与2010年相比,A由b增至c,D由e降至f.
    bases: Vec<Option<usize>>,
    /// For each mention its period, where it is a date.
    resolved: Vec<Option<Period>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Governor {
    /// No date was given: the report's own period holds.
    Report,
    /// A date that has no reading stands in its place, or several do.
    Unknown,
    Date(usize),
    /// The date of a comparison (比2010年的A): it holds for the next number alone.
    Compared(usize),
}

/// Where a governor came from, to know how far it reaches.
#[derive(Clone, Copy)]
struct Reach {
    sentence: u32,
    section: Option<u32>,
    paragraph: usize,
    /// What holds again when the sentence ends: a date in the middle of a sentence does not lead the next one.
    leading: Governor,
}

impl<'a> Periods<'a> {
    pub(crate) fn new(scene: &Scene<'_>, report: &'a ReportContext) -> Self {
        let mut governed = Vec::with_capacity(scene.mentions.len());
        let mut bases = Vec::with_capacity(scene.mentions.len());
        let mut base = None;
        let mut current = Governor::Report;
        let mut reach = Reach { sentence: u32::MAX, section: None, paragraph: 0, leading: Governor::Report };
        // What was in force in each section before its first subsection began.
        let mut lead_of = vec![Governor::Report; scene.structure.sections.len()];
        let mut compared: Option<(usize, Governor)> = None;
        for (index, mention) in scene.mentions.iter().enumerate() {
            let clause = scene.clause(index);
            let (sentence, section) = (clause.map_or(0, |c| c.sentence), clause.and_then(|c| c.section));
            let paragraph = paragraph(scene, mention.span.start());
            if section != reach.section {
                current = inherited(scene, section, &lead_of);
                if current == Governor::Report {
                    current = dated_lead(scene, index).map_or(current, Governor::Date);
                }
                reach.leading = current;
                compared = None;
            } else if paragraph != reach.paragraph && section.is_none() {
                current = Governor::Report;
                reach.leading = current;
                compared = None;
            } else if sentence != reach.sentence {
                current = reach.leading;
                compared = None;
            }
            if sentence != reach.sentence {
                base = None;
            }
            (reach.sentence, reach.section, reach.paragraph) = (sentence, section, paragraph);
            match mention.kind() {
                Kind::Date if scene.tabled(index) => {}
                Kind::Date if dates(scene, index) => {
                    let now = dated(scene, index, current);
                    if is_compared(scene, index) {
                        compared = Some((index, current));
                        base = Some(index);
                    } else {
                        current = now;
                        compared = None;
                        if leads(scene, index) {
                            reach.leading = now;
                        }
                    }
                }
                Kind::Unreadable if !is_compared(scene, index) => {
                    current = Governor::Unknown;
                    if leads(scene, index) {
                        reach.leading = current;
                    }
                }
                Kind::Unreadable => current = Governor::Unknown,
                _ => {}
            }
            if let Some(slot) = section.and_then(|s| lead_of.get_mut(s as usize)) {
                *slot = reach.leading;
            }
            let own = match compared {
                Some((date, _)) if mention.quantity().is_some() => {
                    compared = None;
                    if only_since(scene, date, index) { current } else { Governor::Compared(date) }
                }
                _ => current,
            };
            governed.push(own);
            bases.push(base);
        }
        Self { report, governed, bases, resolved: resolve(scene, report) }
    }

    /// The period of a quantity, as far as the text gives one.
    pub(crate) fn of(&self, index: usize) -> Option<Period> {
        match self.governed.get(index)? {
            Governor::Report => self.report.period,
            Governor::Unknown => None,
            Governor::Date(date) | Governor::Compared(date) => self.resolve(*date),
        }
    }

    /// The period of an earlier value: a date of its own, or the one that its sentence compares with.
    pub(crate) fn of_earlier(&self, index: usize) -> Option<Period> {
        match self.governed.get(index)? {
            Governor::Compared(date) => self.resolve(*date),
            _ => self.resolve(self.bases.get(index).copied().flatten()?),
        }
    }

    /// The year of a date in the quantity's own sentence.
    pub(crate) fn own_year(&self, index: usize) -> Option<i32> {
        use chrono::Datelike;
        match self.governed.get(index)? {
            Governor::Date(date) => self.resolve(*date).map(|period| period.end.year()),
            _ => None,
        }
    }

    fn resolve(&self, date: usize) -> Option<Period> {
        self.resolved.get(date).copied().flatten()
    }
}

/// The period of each date; one without a year is read against the report's year, else the nearest year before it.
fn resolve(scene: &Scene<'_>, report: &ReportContext) -> Vec<Option<Period>> {
    let mut nearest = None;
    let period = |(index, mention): (usize, &Mention)| {
        let date = mention.date()?;
        let led = section_year(scene, index);
        let context = PartialDate { year: led.or(report.year()).or(nearest), month: None, day: None };
        // 较2011年增长: what is compared with dates nothing else.
        if !is_compared(scene, index) {
            nearest = date.start.year.or(nearest);
        }
        date.resolve(&context)
    };
    scene.mentions.iter().enumerate().map(period).collect()
}

/// 六、2018年打算…10月: the year in the heading around a month without one.
fn section_year(scene: &Scene<'_>, index: usize) -> Option<i32> {
    scene.mentions.get(index)?.date().filter(|date| date.start.year.is_none())?;
    match inherited(scene, scene.clause(index).and_then(|c| c.section), &[]) {
        Governor::Date(heading) => scene.mentions.get(heading)?.date()?.start.year,
        _ => None,
    }
}

/// A date in the headings, or what led the section around.
fn inherited(scene: &Scene<'_>, section: Option<u32>, lead_of: &[Governor]) -> Governor {
    let mut at = section.map(|s| s as usize);
    let mut first = true;
    while let Some(found) = at.and_then(|s| scene.structure.sections.get(s)) {
        let from = scene.mentions.partition_point(|m| m.span.start() < found.title.start());
        let heading = scene.slice(found.title);
        let short = heading.len() <= 90 && !heading.contains([',', '，', '。']);
        let dated = scene
            .mentions
            .iter()
            .enumerate()
            .skip(from)
            .take_while(|(_, m)| m.span.end() <= found.title.end())
            .find(|(_, m)| m.date().is_some_and(|d| d.start.year.is_some()));
        if let (Some((index, _)), true) = (dated, short) {
            return Governor::Date(index);
        }
        if !first
            && let Some(lead @ (Governor::Date(_) | Governor::Unknown)) = at.and_then(|s| lead_of.get(s))
        {
            return *lead;
        }
        first = false;
        at = found.parent;
    }
    Governor::Report
}

/// 2014年重点工作:1.…;2.…: the year that leads to a list is that of its items.
fn dated_lead(scene: &Scene<'_>, index: usize) -> Option<usize> {
    let lead = scene.list_lead(index);
    let from = scene.mentions.partition_point(|m| m.span.start() < lead.start());
    let dates = scene.mentions.iter().enumerate().skip(from).take_while(|(_, m)| m.span.end() <= lead.end());
    let year = |(at, m): &(usize, &Mention)| {
        m.date().is_some_and(|d| d.start.year.is_some()) && !is_compared(scene, *at)
    };
    dates.filter(year).map(|(at, _)| at).last()
}

/// Whether a date opens its sentence, and so the sentences that follow.
fn leads(scene: &Scene<'_>, index: usize) -> bool {
    let start = scene.sentence_span(scene.sentence(index)).start();
    let before = scene.slice(Span::new(start, scene.span(index).start()));
    before.chars().filter(|c| c.is_alphanumeric()).count() <= 6
}

/// 比2010年的, 与上年…相比: a date that belongs to the earlier value alone.
fn is_compared(scene: &Scene<'_>, index: usize) -> bool {
    let span = scene.span(index);
    let before = scene.text.get(..span.start()).unwrap_or_default().trim_end();
    let after = scene.text.get(span.end()..).unwrap_or_default().trim_start();
    let from = ["比", "较", "与", "由", "从"].iter().any(|word| before.ends_with(word));
    let base = ["是", "为", "相当于"].iter().any(|word| before.ends_with(word)) && times(scene, index);
    (from || base)
        && !["起", "开始", "以来", "启动", "至", "到", "初"].iter().any(|word| after.starts_with(word))
}

/// 是2015年A的1.4倍: the date belongs to what the multiple is of.
fn times(scene: &Scene<'_>, index: usize) -> bool {
    let multiple = |i: usize| scene.dimension(i) == Some(yigai_quantity::Dimension::Multiple);
    let near = |i: &usize| scene.sentence(*i) == scene.sentence(index);
    scene
        .next(index)
        .filter(near)
        .is_some_and(|i| multiple(i) || scene.next(i).filter(near).is_some_and(multiple))
}

/// 比2010年提高5个百分点: the date has no number of its own; what follows is the change since.
fn only_since(scene: &Scene<'_>, date: usize, quantity: usize) -> bool {
    let between = scene.slice(Span::new(scene.span(date).end(), scene.span(quantity).start()));
    ["提高", "增加", "增长", "下降", "减少", "上升", "降低", "提升", "扩大", "相比", "缩短"]
        .iter()
        .any(|verb| between.contains(verb))
}

/// What a date governs: itself, or nothing where several are dealt out (分别于A和B).
fn dated(scene: &Scene<'_>, index: usize, current: Governor) -> Governor {
    let several = matches!(current, Governor::Date(other)
        if scene.sentence(other) == scene.sentence(index)
            && crate::zip::joins(scene.slice(Span::new(scene.span(other).end(), scene.span(index).start()))));
    if several || current == Governor::Unknown && joined_to_unknown(scene, index) {
        Governor::Unknown
    } else {
        Governor::Date(index)
    }
}

fn joined_to_unknown(scene: &Scene<'_>, index: usize) -> bool {
    index.checked_sub(1).is_some_and(|other| {
        scene.sentence(other) == scene.sentence(index)
            && crate::zip::joins(scene.slice(Span::new(scene.span(other).end(), scene.span(index).start())))
    })
}

/// Whether a date speaks of the figures around it, and not of a document or an event.
fn dates(scene: &Scene<'_>, index: usize) -> bool {
    let span = scene.span(index);
    let after = scene.text.get(span.end()..).unwrap_or_default();
    let before = scene.text.get(..span.start()).unwrap_or_default();
    !after.starts_with(['版', '号']) && !before.ends_with(['〕', '《'])
}

fn paragraph(scene: &Scene<'_>, at: usize) -> usize {
    scene.structure.paragraphs.partition_point(|p| p.span.start() <= at)
}
