//! The text, read from date to date.

use yigai_quantity::Dimension;
use yigai_span::Span;

use crate::anchors::{self, Anchor};
use crate::governor::{Governed, Governor};
use crate::marks::Cue;
use crate::scene::{Scene, Under};
use crate::zip::{joins, run};

/// Where a governor came from, to know how far it reaches.
#[derive(Clone, Copy)]
struct Reach {
    sentence: u32,
    under: Option<Under>,
    paragraph: usize,
    /// What holds again when the sentence ends: a date in the middle of a sentence does not lead the next one.
    leading: Governor,
}

/// The text, read from date to date.
pub(crate) struct Walk<'a> {
    scene: &'a Scene<'a>,
    anchors: &'a [Anchor],
    current: Governor,
    reach: Reach,
    /// What was in force in each section before its first subsection began.
    lead_of: Vec<Governor>,
    /// The date that opened a sentence last: the paragraph and section it stands in, and what it is.
    opened: Option<(usize, Option<u32>, Governor)>,
    /// What the sentence compares with.
    reference: Option<usize>,
    /// A date of a comparison that waits for its number.
    attached: Option<usize>,
    /// The part of the sentence that a deadline (8月底以前) was set in, and what was in force before it.
    deadline: Option<(u32, Governor)>,
    /// What was in force before a bracket named a date, and whether a figure in the bracket took it.
    aside: Option<(Governor, bool)>,
    /// Numbers that several dates were dealt out to.
    dealt: Vec<(usize, usize)>,
    /// Numbers that the years of one date were dealt out to.
    yearly: Vec<(usize, i32)>,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(scene: &'a Scene<'a>, anchors: &'a [Anchor]) -> Self {
        Self {
            scene,
            anchors,
            current: Governor::Report,
            reach: Reach { sentence: u32::MAX, under: None, paragraph: 0, leading: Governor::Report },
            lead_of: vec![Governor::Report; scene.structure.sections.len()],
            opened: None,
            reference: None,
            attached: None,
            deadline: None,
            aside: None,
            dealt: Vec::new(),
            yearly: Vec::new(),
        }
    }

    /// Goes on to a place: sentences, paragraphs and headings end what governs.
    pub(crate) fn enter(&mut self, at: usize, sentence: u32, under: Under) {
        let begun = |paragraph: usize| {
            self.scene.structure.paragraphs.get(paragraph).is_some_and(|p| p.span.start() <= at)
        };
        let mut paragraph = self.reach.paragraph;
        while begun(paragraph) {
            paragraph += 1;
        }
        let moved = self.reach.under != Some(under);
        if moved || paragraph != self.reach.paragraph && under.section.is_none() {
            // 2019年,一是…;二是…: the items of a paragraph have the year that leads to the first of them.
            let parent =
                under.section.and_then(|s| self.scene.structure.sections.get(s as usize)).map(|s| s.parent);
            let led = || {
                let (at, section, dated) = self.opened?;
                let sections = &self.scene.structure.sections;
                let begun = section.and_then(|s| sections.get(s as usize)).map(|s| s.marker.start());
                let line = paragraph.checked_sub(1).and_then(|p| self.scene.structure.paragraphs.get(p));
                // The items of the paragraph before may still be open.
                let stale = begun.zip(line).is_some_and(|(begun, line)| begun < line.span.start());
                (at == paragraph && (stale || parent == Some(section.map(|s| s as usize)))).then_some(dated)
            };
            self.current = match self.inherited(under) {
                Governor::Report => self.dated_lead(under).or_else(led).unwrap_or(Governor::Report),
                dated => dated,
            };
            self.reach.leading = self.current;
        } else if sentence != self.reach.sentence {
            self.current = self.reach.leading;
        }
        if moved || paragraph != self.reach.paragraph || sentence != self.reach.sentence {
            (self.attached, self.reference, self.deadline, self.aside) = (None, None, None, None);
        }
        self.reach = Reach { sentence, under: Some(under), paragraph, ..self.reach };
    }

    /// Goes past a date.
    pub(crate) fn pass(&mut self, number: usize) {
        let Some(anchor) = self.anchors.get(number) else { return };
        if !anchor.readable {
            self.current = Governor::Unknown;
            if leads(self.scene, anchor.span) && !anchor.compared {
                self.reach.leading = self.current;
            }
        } else if dates(self.scene, anchor.span) {
            if anchor.compared {
                (self.attached, self.reference) = (Some(number), Some(number));
                return;
            }
            let now = self.dated(number);
            let before = std::mem::replace(&mut self.current, now);
            self.attached = None;
            self.aside = match self.aside {
                _ if !self.bracketed(anchor.span) => None,
                None => Some((before, false)),
                known => known,
            };
            self.deadline = (!anchor.yearly && is_deadline(self.scene, anchor.span))
                .then(|| self.scene.layout.at(anchor.span.start()).map(|clause| (clause.segment, before)))
                .flatten();
            // 2010、2011、2012年: what led with the first of them leads with all.
            let all = matches!(self.current, Governor::Several(..)) && self.reach.leading == before;
            if all || leads(self.scene, anchor.span) || self.goes_on(number) {
                self.reach.leading = self.current;
                let section = self.reach.under.and_then(|under| under.section);
                self.opened = Some((self.reach.paragraph, section, self.current));
            }
        }
        self.note();
    }

    /// 2011年底,…A家;2012年又…B家: a later year behind a semicolon leads on from there.
    fn goes_on(&self, number: usize) -> bool {
        use chrono::Datelike;
        let year = |number: usize| {
            let anchor = self.anchors.get(number)?;
            anchor.period.filter(|_| anchor.yearly).map(|period| period.start.year())
        };
        let Governor::Date(before) = self.reach.leading else { return false };
        let Some(anchor) = self.anchors.get(number) else { return false };
        let opens = anchor.mention.is_some_and(|mention| {
            let words = self.scene.slice(Span::new(self.scene.segment_start(mention), anchor.span.start()));
            words.chars().all(|c| !c.is_alphanumeric())
        });
        // …;2013年计划…: an aim leads nowhere.
        let segment = anchor.mention.map_or(anchor.span, |mention| {
            let clauses = &self.scene.layout.clauses;
            let own = self.scene.segment(mention);
            let from = self.scene.clause_index(mention);
            let end = clauses.get(from..).unwrap_or_default().iter().take_while(|c| c.segment == own).last();
            anchor.span.join(end.map_or(anchor.span, |clause| clause.span))
        });
        opens && year(number) > year(before) && !self.scene.marks.of(Cue::Target).any_in(segment)
    }

    fn bracketed(&self, span: Span) -> bool {
        self.scene.layout.at(span.start()).is_some_and(|clause| clause.bracketed)
    }

    fn note(&mut self) {
        let section = self.reach.under.and_then(|under| under.section);
        if let Some(slot) = section.and_then(|s| self.lead_of.get_mut(s as usize)) {
            *slot = self.reach.leading;
        }
    }

    /// What governs a mention.
    pub(crate) fn govern(&mut self, index: usize) -> Governed {
        self.note();
        // A deadline holds for what is to be done by it, and for nothing behind a semicolon.
        if let Some((segment, before)) = self.deadline
            && segment != self.scene.segment(index)
        {
            (self.current, self.deadline) = (before, None);
        }
        // 增长5%(2020年为A);出院B: the bracket was about its own figure. 今年(2011年),参合A leads on.
        match (self.aside, self.bracketed(self.scene.span(index))) {
            (Some((before, _)), true) => self.aside = Some((before, true)),
            (Some((before, true)), false) => (self.current, self.aside) = (before, None),
            (_, false) => self.aside = None,
            (None, true) => {}
        }
        let around = self.current;
        let quantity = self.scene.quantity(index).is_some();
        let attached = self.attached.filter(|_| quantity);
        if quantity {
            self.attached = None;
        }
        let by = match (attached, around) {
            (Some(date), _) if self.belongs(date, index) => Governor::Compared(date),
            (_, Governor::Several(first, last)) if quantity => self.deal(first, last, index),
            (_, Governor::Date(date)) if quantity => self.deal_years(date, index).unwrap_or(around),
            // 2013年的44%下降到…: the date right before an earlier value is its own.
            _ => around,
        };
        let reference = self.reference.or(match by {
            Governor::Date(date) if self.touches(date, index) => Some(date),
            _ => None,
        });
        Governed { by, around, reference }
    }

    /// 2009—2012年分别投入A、B、C、D: as many numbers as years.
    fn deal_years(&mut self, date: usize, index: usize) -> Option<Governor> {
        use chrono::Datelike;
        let known = self.yearly.iter().rev().take(16).find(|(number, _)| *number == index);
        if let Some((_, offset)) = known {
            return Some(Governor::Year(date, *offset));
        }
        let period = self.anchors.get(date)?.period?;
        let years = period.end.year() - period.start.year() + 1;
        if years < 2 {
            return None;
        }
        let said = self.scene.slice(self.scene.window(index).before);
        let dealt = ["分别", "依次", "各年"].iter().any(|word| said.contains(word));
        let numbers: Vec<usize> = run(self.scene, index).take(years as usize + 1).collect();
        (dealt && numbers.len() == years as usize).then_some(())?;
        self.yearly.extend(numbers.into_iter().zip(0..years));
        Some(Governor::Year(date, 0))
    }

    /// Several dates and as many numbers: each has its own.
    fn deal(&mut self, first: usize, last: usize, index: usize) -> Governor {
        let known = self.dealt.iter().rev().take(16).find(|(number, _)| *number == index);
        if let Some((_, date)) = known {
            return Governor::Date(*date);
        }
        let count = last - first + 1;
        let run: Vec<usize> = run(self.scene, index).take(count + 1).collect();
        if run.len() != count {
            return Governor::Unknown;
        }
        self.dealt.extend(run.into_iter().zip(first..=last));
        Governor::Date(first)
    }

    /// 比2010年提高5个百分点, 与2010年相比,B人: the date has no number of its own; what follows is the change, or the later value.
    fn belongs(&self, date: usize, quantity: usize) -> bool {
        let Some(anchor) = self.anchors.get(date) else { return false };
        let words = self.scene.slice(Span::new(anchor.span.end(), self.scene.span(quantity).start()));
        !words.contains([',', '，', '：', ':']) && !self.scene.cues.years.moves.within(words)
    }

    fn touches(&self, date: usize, quantity: usize) -> bool {
        self.anchors.get(date).is_some_and(|anchor| {
            let words = self.scene.slice(Span::new(anchor.span.end(), self.scene.span(quantity).start()));
            words.trim_matches(['的', '底', '末', '为', ' ']).is_empty()
        })
    }

    /// A date in the headings, the inner before the outer, or what led the section around.
    fn inherited(&self, under: Under) -> Governor {
        let mut marked = under.marked;
        let mut at = under.section.map(|s| s as usize);
        let mut first = true;
        while let Some(found) = at.and_then(|s| self.scene.structure.sections.get(s)) {
            if let Some(title) = marked.filter(|title| title.start() > found.marker.start()) {
                if let Some(dated) = self.heading_date(title) {
                    return dated;
                }
                marked = None;
            }
            if let Some(dated) = self.heading_date(found.title) {
                return dated;
            }
            let lead = at.and_then(|s| self.lead_of.get(s)).copied().filter(|_| !first);
            if let Some(lead @ (Governor::Date(_) | Governor::Unknown)) =
                lead.filter(|lead| !self.began(*lead))
            {
                return lead;
            }
            first = false;
            at = found.parent;
        }
        let dated = marked.and_then(|title| self.heading_date(title));
        dated.or_else(|| self.heading_date(under.outer?)).unwrap_or(Governor::Report)
    }

    /// 2009年以来累计投入…: a beginning dates its own sentences, and no items further below.
    fn began(&self, lead: Governor) -> bool {
        let Governor::Date(number) = lead else { return false };
        self.anchors.get(number).is_some_and(|anchor| anchors::begins(self.scene, anchor.span))
    }

    /// 2014年重点工作:1.…;2.…: the year that leads to a list is that of its items.
    fn dated_lead(&self, under: Under) -> Option<Governor> {
        let lead = self.scene.lead_of(under.section);
        let from = self.anchors.partition_point(|a| a.span.start() < lead.start());
        let dates =
            self.anchors.iter().enumerate().skip(from).take_while(|(_, a)| a.span.end() <= lead.end());
        let last = dates.filter(|(_, a)| a.yearly && a.readable && !a.compared).last();
        last.map(|(number, _)| Governor::Date(number))
    }

    /// The one year that a heading names.
    fn heading_date(&self, title: Span) -> Option<Governor> {
        let words = self.scene.slice(title);
        if words.len() > 90 || words.contains([',', '，', '。']) {
            return None;
        }
        let from = self.anchors.partition_point(|a| a.span.start() < title.start());
        let inside =
            self.anchors.iter().enumerate().skip(from).take_while(|(_, a)| a.span.end() <= title.end());
        let (number, _) = inside.clone().find(|(_, a)| a.yearly && a.readable)?;
        Some(Governor::Date(number))
    }

    /// What a date governs: itself, or one of several (2010、2011年).
    fn dated(&self, number: usize) -> Governor {
        let joined = |other: usize| {
            let ends = |i: usize| self.anchors.get(i).map(|a| a.span);
            matches!((ends(other), ends(number)), (Some(a), Some(b))
                if anchors::sentence(self.scene, a) == anchors::sentence(self.scene, b)
                    && joins(self.scene.slice(Span::new(a.end(), b.start()))))
        };
        let Some(other) = number.checked_sub(1).filter(|&other| joined(other)) else {
            return Governor::Date(number);
        };
        match self.current {
            Governor::Several(first, last) if last == other => Governor::Several(first, number),
            Governor::Date(before) if before == other => Governor::Several(other, number),
            Governor::Date(_) | Governor::Report | Governor::Compared(_) => Governor::Date(number),
            _ => Governor::Unknown,
        }
    }
}

/// 8月底以前, 10月前: what follows the date says that it is an end.
fn is_deadline(scene: &Scene<'_>, date: Span) -> bool {
    let rest = scene.text.get(date.end()..).unwrap_or_default();
    let rest = rest.trim_start_matches(['底', '末', '初', '上', '中', '下', '旬', '份']);
    ["以前", "之前", "前"].iter().any(|word| rest.starts_with(word)) && !rest.starts_with("前期")
}

/// Whether a date opens its sentence, and so the sentences that follow; 经过几年努力,截至2018年底 opens it, too.
fn leads(scene: &Scene<'_>, span: Span) -> bool {
    let start = scene.sentence_span(anchors::sentence(scene, span)).start();
    let before = scene.slice(Span::new(start.min(span.start()), span.start()));
    let counted = || {
        let from = scene.quantities.partition_point(|&i| scene.span(i).start() < start);
        let inside = scene.quantities.iter().skip(from).take_while(|&&i| scene.span(i).end() <= span.start());
        inside.copied().any(|i| scene.dimension(i) != Some(Dimension::Duration))
    };
    before.chars().filter(|c| c.is_alphanumeric()).count() <= 6
        || ["截至", "截止", "截止到"].iter().any(|until| before.trim_end().ends_with(until)) && !counted()
}

/// Whether a date speaks of the figures around it, and not of a document or an event.
fn dates(scene: &Scene<'_>, span: Span) -> bool {
    let after = scene.text.get(span.end()..).unwrap_or_default();
    let before = scene.text.get(..span.start()).unwrap_or_default();
    // 始建于1951年: the figures behind it are of today.
    const FOUNDED: [&str; 9] =
        ["建于", "成立于", "始于", "创办于", "创建于", "设立于", "建院于", "建成于", "开业于"];
    !after.starts_with(['版', '号'])
        && !before.ends_with(['〕', '《'])
        && !FOUNDED.iter().any(|word| before.ends_with(word))
}
