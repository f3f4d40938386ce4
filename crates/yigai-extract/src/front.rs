//! What stands around the body of a report: its title, who wrote it, and when.

use yigai_quantity::Mention;
use yigai_span::Span;
use yigai_text::Paragraph;

use crate::cues::RecordCues;
use crate::place::is_name_char;

/// So many lines at most stand between the top of a report and its body, and behind the body.
const FRONT: usize = 6;
const BACK: usize = 4;
/// A line that is longer is no title and no signature.
const LONGEST_LINE: usize = 45;

/// The title: the first words, with the lines that it goes on in.
pub(crate) fn title(text: &str, found: Option<&str>, head: Span, cues: &RecordCues) -> Option<String> {
    let first = found.map(str::to_owned).or_else(|| head.slice(text).map(str::to_owned))?;
    let mut lines = text.trim_start().lines().map(str::trim).take(FRONT);
    if lines.next() != Some(first.as_str()) {
        return Some(first);
    }
    let mut title = first;
    for line in lines.take(2) {
        let short =
            !line.is_empty() && line.chars().count() <= LONGEST_LINE && !line.contains(['。', '，', ',']);
        // A body, then 关于…的报告; or a noun that the line above leaves out.
        let about = line.starts_with("关于") && is_office(&title, cues);
        let ends = cues.title_ends.ends(line, 1);
        let open = !cues.title_ends.ends(&title, 1);
        let rest =
            ends && open && (title.ends_with('的') || title.contains("关于") || line.chars().count() <= 6);
        if !short || !(about || rest) {
            break;
        }
        title.push_str(line);
    }
    Some(title)
}

/// The office that signed at the end or below the title, or that the title names.
pub(crate) fn issuer(
    text: &str,
    title: Option<&str>,
    lines: &[Paragraph],
    mentions: &[Mention],
    cues: &RecordCues,
) -> Option<String> {
    let is_office = |line: &str| is_office(line, cues);
    let signs = |span: Span| {
        let line = undated(text, span, mentions);
        (line.chars().count() <= 30 && is_office(line)).then_some(line)
    };
    let at_end = || back(text, lines).find_map(signs);
    let below = || front(text, lines).skip(1).find_map(signs);
    let named = || {
        let (before, _) = title?.split_once("关于")?;
        is_office(before).then_some(before)
    };
    // 永宁县卫生局2012年工作总结: who wrote it opens the title.
    let opens = || {
        let title = title?.trim_start();
        let title =
            title.strip_prefix(['(', '（']).and_then(|t| t.split_once([')', '）'])).map_or(title, |(_, t)| t);
        let ends = [&cues.offices, &cues.houses].into_iter().filter_map(|words| words.first_within(title));
        let (at, end) = ends.min_by_key(|&(at, end)| (end, at))?;
        let place = title.get(..at)?;
        let plain = place.chars().all(is_name_char) && place.chars().count() <= 16;
        plain.then(|| title.get(..end)).flatten()
    };
    at_end().or_else(named).or_else(opens).or_else(below).map(str::to_owned)
}

/// Whether the words are the name of an office or a house, and no heading about one (一、县人民医院).
fn is_office(line: &str, cues: &RecordCues) -> bool {
    let place = cues.offices.take_end(line).or_else(|| cues.houses.take_end(line));
    place.is_some_and(|place| place.chars().all(is_name_char) && place.chars().count() <= 16)
}

/// The year of the dateline below the title or of the signature. In its first two months a report looks back on the year
/// before, so that 今年 may be either: then none.
pub(crate) fn written(
    text: &str,
    lines: &[Paragraph],
    mentions: &[Mention],
    cues: &RecordCues,
) -> Option<i32> {
    // ——二〇一二年十月二十六日在…会议上: when a speech was held.
    let spoken = || {
        front(text, lines).skip(1).find_map(|line| {
            let words = line.slice(text)?.trim_start();
            let dash = words.starts_with(['—', '-', '－', '(', '（']);
            let from = mentions.partition_point(|m| m.span.start() < line.start());
            let first = mentions.get(from).filter(|m| m.span.end() <= line.end())?.date()?;
            (dash && first.start.day.is_some() && first.start.month > Some(2)).then_some(first.start.year)?
        })
    };
    front(text, lines)
        .chain(back(text, lines))
        .find_map(|line| {
            let date = last_date(text, line, mentions)?.date()?;
            let words = undated(text, line, mentions);
            let plain = words.chars().count() <= 30 && !words.contains(['。', '，', ',', '；', '：', ':']);
            let signs = words.is_empty() || is_office(words, cues);
            let month = date.end.and_then(|end| end.month).or(date.start.month)?;
            (plain && signs && month > 2).then_some(date.start.year).flatten()
        })
        .or_else(spoken)
}

/// The short lines at the top.
fn front<'a>(text: &'a str, lines: &'a [Paragraph]) -> impl Iterator<Item = Span> + 'a {
    lines.iter().take(FRONT).map(|line| line.span).take_while(move |line| is_short(text, *line))
}

/// The short lines at the end, the last one first.
fn back<'a>(text: &'a str, lines: &'a [Paragraph]) -> impl Iterator<Item = Span> + 'a {
    lines.iter().rev().take(BACK).map(|line| line.span).take_while(move |line| is_short(text, *line))
}

fn is_short(text: &str, line: Span) -> bool {
    let words = line.slice(text).unwrap_or_default();
    words.chars().count() <= LONGEST_LINE && !words.contains('。')
}

/// The date that ends a line, but for brackets.
fn last_date<'m>(text: &str, line: Span, mentions: &'m [Mention]) -> Option<&'m Mention> {
    let to = mentions.partition_point(|m| m.span.end() <= line.end());
    let last = mentions.get(..to)?.iter().rev().find(|m| m.date().is_some())?;
    let behind = text.get(last.span.end()..line.end())?;
    (last.span.start() >= line.start()
        && behind.trim_matches([')', '）', ' ', '\u{3000}', '印', '发']).is_empty())
    .then_some(last)
}

/// A line without the brackets around it and the date at its end.
fn undated<'t>(text: &'t str, line: Span, mentions: &[Mention]) -> &'t str {
    let end = last_date(text, line, mentions).map_or(line.end(), |date| date.span.start());
    let words = text.get(line.start()..end).unwrap_or_default();
    words.trim_matches(|c: char| c.is_whitespace() || "()（）【】[]".contains(c))
}
