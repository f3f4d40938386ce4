use chrono::Datelike;
use yigai_quantity::{Dimension, Kind, PartialDate, Period, resolve_relative};
use yigai_span::Span;

use crate::context::ReportContext;
use crate::marks::Cue;
use crate::scene::Scene;

/// A date of the text, or a word for a year (今年): what figures can be of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Anchor {
    pub(crate) span: Span,
    /// The days that are meant; none where the year stays unknown, or the date cannot be read.
    pub(crate) period: Option<Period>,
    /// Whether it says which year, and not only which months.
    pub(crate) yearly: bool,
    /// A broken date stands in the place of an unknown one.
    pub(crate) readable: bool,
    /// 比2010年的A: it belongs to an earlier value and dates nothing else.
    pub(crate) compared: bool,
    /// 上年同期: the same months of another year.
    pub(crate) same_months: bool,
    /// The mention, where it is one.
    pub(crate) mention: Option<usize>,
}

/// How many dates back the year of a month may stand.
const NEAR: usize = 8;

/// All dates and words for years, in order.
pub(crate) fn find(scene: &Scene<'_>, report: &ReportContext) -> Vec<Anchor> {
    let mut words = words(scene, report).into_iter().peekable();
    let mut anchors: Vec<Anchor> = Vec::new();
    let mut nearest = None;
    for (index, mention) in scene.mentions.iter().enumerate() {
        if !matches!(mention.kind(), Kind::Date | Kind::Unreadable) {
            continue;
        }
        while let Some(word) = words.next_if(|word| word.span.start() < mention.span.start()) {
            anchors.push(word);
        }
        let year = mention.date().and_then(|date| date.start.year);
        let last_year = mention.date().and_then(|date| date.end.and_then(|end| end.year)).or(year);
        // 今年1—7月: the word says which year the months are of.
        let worded = anchors.last().copied().filter(|last| {
            year.is_none() && last.mention.is_none() && joined(scene, last.span, mention.span)
        });
        let governing = || {
            let last = anchors.iter().rev().take(NEAR).find(|a| a.yearly && !a.compared)?;
            let near = sentence(scene, last.span) == sentence(scene, mention.span)
                || opens_paragraph_of(scene, last.span, mention.span) && !begins(scene, last.span);
            near.then_some(last.period).flatten()
        };
        let around = match worded {
            Some(word) => word.period.map(|period| period.start.year()),
            None => governing()
                .or_else(|| headed(scene, &anchors, mention.span))
                .map(|period| period.start.year())
                .or(report.year())
                .or(nearest),
        };
        // 同比增长19%,2012年为32亿元: the date belongs to the earlier value behind it.
        let earlier = || year.is_some() && year < report.year() && tells_earlier(scene, mention.span);
        let compared =
            worded.map_or_else(|| is_compared(scene, mention.span) || earlier(), |word| word.compared);
        // 较2011年增长, 2009年以来: what something is compared with or began in dates nothing else, but a year that is
        // later than the last one (2011年6月…,2012年1月起…).
        let later = year > nearest && nearest.is_some();
        if !compared && (later || !begins(scene, mention.span)) {
            nearest = last_year.or(nearest);
        }
        let context = PartialDate { year: around, month: None, day: None };
        let span = worded.map_or(mention.span, |word| word.span.join(mention.span));
        if worded.is_some() {
            anchors.pop();
        }
        anchors.push(Anchor {
            span,
            period: mention.date().and_then(|date| date.resolve(&context)),
            yearly: year.is_some() || worded.is_some(),
            readable: mention.kind() == Kind::Date,
            compared,
            same_months: behind(scene, span).starts_with("同期"),
            mention: Some(index),
        });
    }
    anchors.extend(words);
    settle(scene, &mut anchors);
    anchors
}

/// 2015年完成A,较上年B: where nothing says what 上年 is counted from, the year that its sentence began with does.
fn settle(scene: &Scene<'_>, anchors: &mut [Anchor]) {
    let mut stated: Option<(u32, i32)> = None;
    for anchor in anchors {
        let here = sentence(scene, anchor.span);
        let year = stated.filter(|(of, _)| *of == here).map(|(_, year)| year);
        if anchor.mention.is_none() && anchor.period.is_none() {
            let rest = scene.text.get(anchor.span.start()..).unwrap_or_default();
            anchor.period = year.and_then(|year| resolve_relative(rest, year)).map(|found| found.period);
        }
        if anchor.mention.is_some() && anchor.yearly && !anchor.compared && year.is_none() {
            stated = anchor.period.map(|period| (here, period.end.year()));
        }
    }
}

/// 2009年的工作,…。…8月底以前完工: whether a date is what the paragraph of a later one begins with.
fn opens_paragraph_of(scene: &Scene<'_>, date: Span, later: Span) -> bool {
    let paragraphs = &scene.structure.paragraphs;
    let at = paragraphs.partition_point(|paragraph| paragraph.span.end() <= date.start());
    paragraphs.get(at).is_some_and(|paragraph| {
        let opening = scene.text.get(paragraph.span.start()..date.start());
        later.end() <= paragraph.span.end() && opening.is_some_and(|words| words.trim().is_empty())
    })
}

/// 六、2018年打算…10月: the year in the nearest heading that names one.
fn headed(scene: &Scene<'_>, before: &[Anchor], date: Span) -> Option<Period> {
    let under = scene.under_at(date.start());
    let mut section = under.section.map(|s| s as usize);
    let chain = std::iter::from_fn(|| {
        let found = scene.structure.sections.get(section?)?;
        section = found.parent;
        Some(found.title)
    });
    let mut titles = under.marked.into_iter().chain(chain).filter(|title| title.len() <= LONGEST_HEADING);
    titles.find_map(|title| {
        let from = before.partition_point(|a| a.span.start() < title.start());
        let inside = before.iter().skip(from).take_while(|a| a.span.end() <= title.end());
        inside.filter(|a| a.yearly).find_map(|a| a.period)
    })
}

/// A heading is no longer.
const LONGEST_HEADING: usize = 90;

/// 今年, 去年, 明年, read against the report's own year.
fn words(scene: &Scene<'_>, report: &ReportContext) -> Vec<Anchor> {
    /// Any year does to learn how far a word leads from it.
    const ANY: i32 = 2000;
    let mut out: Vec<Anchor> = Vec::new();
    for found in scene.marks.of(Cue::Year).all() {
        let hidden = scene.marks.of(Cue::NoYear).around(found)
            || out.last().is_some_and(|last| last.span.end() > found.start());
        let rest = scene.text.get(found.start()..).unwrap_or_default();
        let Some(meant) = resolve_relative(rest, ANY).filter(|_| !hidden) else { continue };
        let shift = meant.period.start.year() - ANY;
        let year = report.year().and_then(|year| resolve_relative(rest, year)).map(|found| found.period);
        // In a report of half a year 今年 is that half.
        let own = report.period.filter(|own| {
            shift == 0 && year.is_some_and(|year| year.contains(own.start) && year.contains(own.end))
        });
        let whole = meant.period.whole_year().is_some();
        let span = Span::new(found.start(), found.start() + meant.len);
        out.push(Anchor {
            span,
            period: own.filter(|_| whole).or(year),
            yearly: true,
            readable: true,
            compared: is_compared(scene, span) || shift < 0 && tells_earlier(scene, span),
            same_months: rest.get(meant.len..).is_some_and(|rest| rest.starts_with("同期"))
                || rest.get(..meant.len).is_some_and(|word| word.ends_with("同期")),
            mention: None,
        });
    }
    out
}

/// ,上年6900元; (上年同期8万人次): the word belongs to the earlier value behind it.
fn tells_earlier(scene: &Scene<'_>, span: Span) -> bool {
    const NEAR: usize = 12;
    let word = scene.slice(span);
    let rest = behind(scene, span);
    if word.ends_with("同期") || rest.starts_with("同期") {
        return true;
    }
    let next = scene.quantities.partition_point(|&i| scene.span(i).start() < span.end());
    let Some(&number) = scene.quantities.get(next) else { return false };
    let before = scene.quantities.get(..next).unwrap_or_default().iter().rev().copied();
    let mut before = before.take_while(|&i| scene.segment(i) == scene.segment(number));
    // A万元,同比增长19%,2012年为B万元: growth may stand between.
    let growth = |i: usize| matches!(scene.dimension(i), Some(Dimension::Percent | Dimension::Points));
    let alike = |i: usize| {
        scene.dimension(i) == scene.dimension(number) && scene.dimension(i) != Some(Dimension::Points)
    };
    let later = before.next().is_some_and(|nearest| {
        alike(nearest) || growth(nearest) && before.take(2).find(|&i| !growth(i)).is_some_and(alike)
    });
    later
        && scene.span(number).start() - span.end() <= NEAR
        && scene
            .slice(Span::new(span.end(), scene.span(number).start()))
            .chars()
            .all(|c| "的为是仅只有约达末底度全年".contains(c))
}

/// 比2010年的, 与上年…相比, 改革前(2014年)比: a date that belongs to the earlier value alone.
fn is_compared(scene: &Scene<'_>, span: Span) -> bool {
    let before = scene.text.get(..span.start()).unwrap_or_default().trim_end();
    let after = behind(scene, span).trim_start();
    let years = &scene.cues.years;
    if years.goes_on.at_start(after).is_some() {
        return false;
    }
    let from = years.against.ends(before, 1);
    let held = years.held.at_start(after).is_some();
    let base = ["是", "为", "相当于"].iter().any(|word| before.ends_with(word)) && times(scene, span);
    from || held || base || is_base(before, after)
}

/// 与改革前(2014年)相比: the bracket says when the state was that is compared with.
fn is_base(before: &str, after: &str) -> bool {
    let Some(words) = before.strip_suffix(['(', '（']) else { return false };
    let closed = after.strip_prefix([')', '）']);
    let clause = words.rsplit([',', '，', '。', '；', ';', '\n', '：', ':']).next().unwrap_or_default();
    closed.is_some() && clause.ends_with('前') && clause.contains(['比', '较', '与', '同', '跟'])
}

/// 是2015年A的1.4倍: the date belongs to what the multiple is of.
fn times(scene: &Scene<'_>, span: Span) -> bool {
    let next = scene.quantities.partition_point(|&i| scene.span(i).start() < span.end());
    let near = scene.quantities.get(next..).unwrap_or_default().iter().copied();
    near.take(2)
        .take_while(|&i| scene.sentence(i) == sentence(scene, span))
        .any(|i| scene.dimension(i) == Some(Dimension::Multiple))
}

/// 2009年以来, 2010年起: when something began.
pub(crate) fn begins(scene: &Scene<'_>, span: Span) -> bool {
    let rest = behind(scene, span);
    scene.cues.years.begins.at_start(rest).is_some()
}

fn joined(scene: &Scene<'_>, word: Span, date: Span) -> bool {
    date.start() < word.end()
        || scene.slice(Span::new(word.end(), date.start())).trim_matches([' ', '的', '\u{3000}']).is_empty()
}

fn behind<'a>(scene: &Scene<'a>, span: Span) -> &'a str {
    scene.text.get(span.end()..).unwrap_or_default()
}

pub(crate) fn sentence(scene: &Scene<'_>, span: Span) -> u32 {
    scene.layout.at(span.start()).map_or(0, |clause| clause.sentence)
}
