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
    /// Whether the period was inferred from the years that open its sentences.
    pub(crate) inferred: bool,
}

impl ReportContext {
    /// The year that 今年 means: of the report's period, else of its dateline. Of a period that was only inferred from some
    /// sentences nothing follows for the others.
    pub fn year(&self) -> Option<i32> {
        let own = self.period.map(|period| period.end.year()).filter(|_| !self.inferred);
        own.or(self.written)
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
        if context.period.is_none() {
            context.take_spoken_year(text, mentions, cues);
        }
        context
    }

    /// A report that nowhere says what it is of: the year that opens most of its sentences, where plans, beginnings and
    /// comparisons open none.
    fn take_spoken_year(&mut self, text: &str, mentions: &[Mention], cues: &RecordCues) {
        /// No report speaks of more.
        const MOST_YEARS: usize = 64;
        let mut votes: Vec<(i32, usize, &Mention)> = Vec::new();
        for mention in mentions {
            let Some(date) = mention.date() else { continue };
            let Some(year) = date.start.year.filter(|_| opens_statement(text, mention.span, cues)) else {
                continue;
            };
            let year = date.end.and_then(|end| end.year).unwrap_or(year);
            // 截至2018年11月底: that is when it was written.
            let before = text.get(..mention.span.start()).unwrap_or_default();
            if date.start.month.is_some() && cues.until.take_end(before).is_some() {
                self.written = self.written.or(Some(year));
            }
            if let Some((_, count, _)) = votes.iter_mut().find(|(voted, ..)| *voted == year) {
                *count += 1;
            } else if votes.len() < MOST_YEARS {
                votes.push((year, 1, mention));
            }
        }
        // What was written in 2016 may still be of 2015, where it says so more than once.
        let likely = |year: i32, count: usize| match self.written {
            Some(written) => written == year || written == year + 1 && count > 1,
            None => true,
        };
        let best = votes.iter().max_by_key(|(_, count, _)| *count);
        let spoken = best.filter(|(year, count, _)| {
            likely(*year, *count) && votes.iter().all(|(other, votes, _)| other == year || votes < count)
        });
        let this_year = || Some((self.written?, text.get(text.find("今年")?..)?.get(.."今年".len())?));
        let said =
            spoken.and_then(|(year, _, first)| Some((*year, first.span.slice(text)?))).or_else(this_year);
        if let Some((year, evidence)) = said {
            self.period = Period::year(year);
            self.period_evidence = Some(evidence.to_owned());
            self.inferred = true;
        }
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
        // 2020年以来,…: where the title names the same year, it is the report's.
        let begins = |mention: &Mention| {
            let before = text.get(..mention.span.start()).unwrap_or_default();
            before.is_empty() || before.ends_with(char::is_whitespace)
        };
        let apart = |title: &&String| !text.trim_start().starts_with(title.as_str());
        let named = self.title.as_ref().filter(apart).cloned().unwrap_or_default();
        let titled_year = |year: i32| named.contains(&format!("{year}年"));
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
            .or_else(|| dates().find(|(m, _)| whole(m) && stated(m) && opens(m)))
            .or_else(|| dates().find(|(m, year)| whole(m) && begins(m) && titled_year(*year)));
        let Some((mention, year)) = found else { return };
        // 年度工作总结及2021年工作计划: the year named is that of the plan.
        let before = text.get(head.start()..mention.span.start()).unwrap_or_default();
        let ahead = head.covers(mention.span) && cues.looks_ahead.at_start(behind(mention)).is_some();
        if ahead && cues.looks_back.within(before) {
            self.period = Period::year(year - 1);
            self.period_evidence = mention.span.slice(text).map(str::to_owned);
            return;
        }
        let part = half(behind(mention), year, cues)
            .filter(|_| mention.date().is_some_and(|date| date.start.month.is_none() && date.end.is_none()));
        self.period = part
            .or_else(|| mention.date().and_then(|date| date.resolve(&PartialDate::year(year))))
            .or_else(|| Period::year(year));
        self.period_evidence = mention.span.slice(text).map(str::to_owned);
    }
}

/// 2015年完成…, 截至2018年11月底,…: a date that opens a sentence and says of when its figures are.
fn opens_statement(text: &str, date: Span, cues: &RecordCues) -> bool {
    /// So many characters behind the date a plan names itself.
    const NEAR: usize = 12;
    /// No further on a figure is looked for.
    const REACH: usize = 240;
    let before = text.get(..date.start()).unwrap_or_default().trim_end_matches([' ', '\u{3000}']);
    let opened = cues.until.take_end(before).unwrap_or(before);
    if !opened.is_empty() && !opened.ends_with(['\n', '。', '；', ';', '：', ':']) {
        return false;
    }
    let rest = text.get(date.end()..floor(text, date.end() + REACH)).unwrap_or_default();
    let sentence = rest.split(['。', '\n']).next().unwrap_or_default();
    let near =
        sentence.char_indices().nth(NEAR).map_or(sentence, |(at, _)| sentence.get(..at).unwrap_or(sentence));
    cues.began.at_start(rest).is_none()
        && !cues.plans.within(near)
        && sentence.contains(|c: char| c.is_ascii_digit() || "一二三四五六七八九十百千万两".contains(c))
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
