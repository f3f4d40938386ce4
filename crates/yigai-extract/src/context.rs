use chrono::Datelike;
use yigai_quantity::{Mention, PartialDate, Period};
use yigai_span::Span;
use yigai_text::Document;

use crate::cues::RecordCues;
use crate::front::{issuer, title, written};
use crate::place::{is_place, region};

/// What a report says of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReportContext {
    /// The title, placeholders (XX县) kept.
    pub title: Option<String>,
    /// The body that wrote it, as signed or as named in the title.
    pub issuer: Option<String>,
    /// The place it is about, as named; placeholders are kept and never filled.
    pub region: Option<String>,
    /// Its own period: from the title or the opening of the body, never from an upload date.
    pub period: Option<Period>,
    /// The words that gave the period.
    pub period_evidence: Option<String>,
    /// Whether the caller gave the place.
    pub region_given: bool,
    /// Whether the caller gave the period.
    pub period_given: bool,
    /// The year of the dateline or of the signature.
    pub(crate) written: Option<i32>,
}

impl ReportContext {
    /// The year that 今年 means: of the report's period, else of its dateline.
    pub fn year(&self) -> Option<i32> {
        self.period.map(|period| period.end.year()).or(self.written)
    }

    /// Reads title, issuer, region and period from a document.
    pub(crate) fn read(document: &Document, mentions: &[Mention], cues: &RecordCues) -> Self {
        let text = document.clean();
        let lines = &document.structure().paragraphs;
        let head = head(text);
        let title = title(text, document.title(), head, cues);
        let mut context = Self {
            issuer: issuer(text, title.as_deref(), lines, mentions, cues),
            written: written(text, lines, mentions, cues),
            region: title.as_deref().and_then(region).or_else(|| {
                region(text.get(..floor(text, 600)).unwrap_or(text)).filter(|name| is_place(text, name))
            }),
            title,
            ..Self::default()
        };
        context.find_period(text, head, mentions, cues);
        context
    }

    /// The first of: a year in the title, one that the opening says the report is of (现将2011年…情况汇报), one in the lines
    /// below the head of a newsletter, and one that opens the first sentence.
    fn find_period(&mut self, text: &str, head: Span, mentions: &[Mention], cues: &RecordCues) {
        let opening = floor(text, 900.max(head.end()));
        let dates = || {
            let opened = mentions.iter().take_while(|m| m.span.start() < opening);
            opened.filter_map(|m| Some((m, m.date()?.start.year?)))
        };
        let behind = |mention: &Mention| {
            text.get(mention.span.end()..floor(text, mention.span.end() + 120)).unwrap_or_default()
        };
        let own = |mention: &Mention| {
            let clause = behind(mention).split(['。', ',', '，', '\n']).next().unwrap_or_default();
            mention.span.start() < floor(text, 450.max(head.end())) && cues.own.within(clause)
        };
        // The head is a title where it stands alone, or counts nothing: 永宁县2013年医改纪实 2013年以来,….
        let counts =
            || mentions.iter().take_while(|m| m.span.end() <= head.end()).any(|m| m.quantity().is_some());
        let titled = text.get(head.end()..).is_some_and(|rest| {
            rest.is_empty()
                || rest.starts_with('\n')
                || rest.starts_with([' ', '\u{3000}', '。']) && !counts()
        });
        let stated = |mention: &Mention| {
            let rest = behind(mention);
            !rest.starts_with(['版', '号', '〕', ']'])
                && cues.since.at_start(rest).is_none()
                && mention.date().is_none_or(|date| date.start.day.is_none())
        };
        // A line of its own between the head and the body: the title of a newsletter.
        let in_line = |mention: &Mention| {
            let before = text.get(..mention.span.start()).unwrap_or_default();
            let start = before.rfind('\n').map_or(0, |at| at + 1);
            let line = text.get(start..).unwrap_or_default().split('\n').next().unwrap_or_default();
            before.matches('\n').count() <= 5
                && line.chars().count() <= 45
                && !line.contains(['。', '〔', '；', '，', '：'])
                && start + line.len() < text.len()
        };
        let opens = |mention: &Mention| {
            let before = text.get(..mention.span.start()).unwrap_or_default();
            let begun = before.trim_end().is_empty() || before.trim_end_matches(' ').ends_with('\n');
            let rest = behind(mention);
            begun && (rest.starts_with([',', '，']) || half(rest, 2000, cues).is_some())
        };
        // A month alone is when something was written or happened.
        let whole =
            |m: &Mention| m.date().is_some_and(|date| date.start.month.is_none() || date.end.is_some());
        let kept = |mention: &Mention| !behind(mention).starts_with(['版', '号']);
        let found = dates()
            .find(|(m, _)| kept(m) && titled && head.covers(m.span) && stated(m))
            .or_else(|| {
                dates().find(|(m, _)| kept(m) && (own(m) || head.covers(m.span) && of_title(behind(m), cues)))
            })
            .or_else(|| dates().find(|(m, _)| whole(m) && stated(m) && in_line(m)))
            .or_else(|| dates().find(|(m, _)| whole(m) && stated(m) && opens(m)));
        let Some((mention, year)) = found else { return };
        let part = half(behind(mention), year, cues)
            .filter(|_| mention.date().is_some_and(|date| date.start.month.is_none() && date.end.is_none()));
        self.period = part
            .or_else(|| mention.date().and_then(|date| date.resolve(&PartialDate::year(year))))
            .or_else(|| Period::year(year));
        self.period_evidence = mention.span.slice(text).map(str::to_owned);
    }
}

fn of_title(behind: &str, cues: &RecordCues) -> bool {
    let clause = behind.split(['。', ',', '，', '\n']).next().unwrap_or_default();
    cues.of_titles.within(clause)
}

/// 2020年上半年, 2013年一季度: a part of the year right behind it.
fn half(behind: &str, year: i32, cues: &RecordCues) -> Option<Period> {
    cues.halves.at_start(behind)?;
    yigai_quantity::resolve_relative(behind, year).map(|found| found.period)
}

/// The first line, or as much of it as can be a title.
fn head(text: &str) -> Span {
    let start = text.len() - text.trim_start().len();
    let rest = text.get(start..).unwrap_or_default();
    let line = rest.find('\n').unwrap_or(rest.len());
    let stop = rest.find(['。', '：', ':', ',', '，']).unwrap_or(rest.len());
    let end = line.min(stop).min(floor(rest, 240));
    // The body follows on the same line: the title ends at the space before its first sentence.
    let words = rest.get(..end).unwrap_or_default();
    let goes_on = stop < line && rest.get(..line).is_some_and(|line| line.contains('。'));
    let space = words
        .rfind([' ', '\u{3000}'])
        .filter(|&at| goes_on && words.get(..at).is_some_and(|t| t.chars().count() >= 8));
    Span::new(start, start + space.unwrap_or(end))
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
