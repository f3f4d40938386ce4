use yigai_span::Rule;

use crate::cues::Cues;
use crate::lines::{self, Line};
use crate::rules;
use crate::tables;

/// How a kept line is tied to the kept line before it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tie {
    /// A new paragraph.
    Break,
    /// The same sentence goes on.
    Join(&'static Rule),
}

/// How each kept line is tied to the kept line before it.
pub(crate) fn ties(
    text: &str,
    lines: &[Line],
    fates: &[Option<&'static Rule>],
    markers: &[u8],
    cues: &Cues,
    wrapped: bool,
) -> Vec<Tie> {
    let mut ties = vec![Tie::Break; lines.len()];
    let kept: Vec<usize> = (0..lines.len()).filter(|&i| fates.get(i).is_some_and(Option::is_none)).collect();
    let rows = tables::may_hold(text);
    let width = wrap_width(text, lines, &kept, rows, wrapped);
    let indents = width.is_some()
        && kept.iter().filter(|&&i| is_indented(text, lines, i)).count() * 2 < kept.len()
        && kept.iter().filter(|&&i| is_indented(text, lines, i)).count() >= 2;
    for pair in kept.windows(2) {
        let &[before, here] = pair else { continue };
        let (Some(last), Some(line)) = (lines.get(before), lines.get(here)) else { continue };
        let (last, line) = (last.of(text), line.of(text));
        // A row of a table is a line of its own.
        if rows && (tables::is_row(last) || tables::is_row(line)) {
            continue;
        }
        let marked = markers.get(here).is_some_and(|&m| m > 0);
        let page_between = (before + 1..here).any(|i| {
            fates
                .get(i)
                .copied()
                .flatten()
                .is_some_and(|rule| rule == &rules::PAGING || rule == &rules::RUNNING_HEAD)
        });
        let full = width.is_some_and(|width| display(last) * 100 >= width * 85)
            && goes_on(last, line, indents && !is_indented(text, lines, here));
        let across_pages = page_between && goes_on(last, line, false) && last.chars().count() >= 15;
        // No paragraph ends with a comma.
        let comma =
            last.ends_with([',', '，', '、']) && last.chars().count() >= 12 && goes_on(last, line, false);
        // A fraction behind its point, with the unit behind it.
        let fraction = is_cut_decimal(last, line);
        let rule = if marked {
            Some(&rules::PAGE_MARKER)
        } else if full || across_pages || comma || fraction {
            Some(&rules::HARD_WRAP)
        } else {
            None
        };
        if let (Some(rule), Some(tie)) = (rule, ties.get_mut(here)) {
            *tie = Tie::Join(rule);
        }
    }
    number_lines(text, lines, &kept, cues, &mut ties);
    ties
}

/// Whether a line goes on in the next; `same` where the layout says that no paragraph begins there.
pub(crate) fn goes_on(last: &str, next: &str, same: bool) -> bool {
    let figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || matches!(c, '０'..='９'));
    // A decimal point at the end of a line looks like a full stop.
    let decimal = last
        .strip_suffix(['.', '．'])
        .is_some_and(|whole| figure(whole.chars().next_back()) && figure(next.chars().next()));
    decimal || ((same || is_open(last)) && !starts_paragraph(next))
}

/// Whether a line ends behind a decimal point and the next begins with the fraction and its unit: 86. and 5%.
///
/// Two digits or more before the point, so that no number of a list or table is meant.
fn is_cut_decimal(last: &str, next: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit() || matches!(c, '０'..='９');
    let Some(whole) = last.strip_suffix(['.', '．']) else { return false };
    let word = whole.trim_end_matches(digit);
    let digits = whole.get(word.len()..).unwrap_or_default().chars().count();
    let unit = next.trim_start_matches(digit);
    let fraction = next.chars().take_while(|&c| digit(c)).count();
    (2..=5).contains(&digits)
        && word.ends_with(is_han)
        && !word.ends_with(['表', '图', '第', '附', '件'])
        && (1..=2).contains(&fraction)
        && unit.starts_with(['%', '％', '‰', '元', '万', '亿'])
}

/// Whether a line began with two spaces or more, or a wide one.
fn is_indented(text: &str, lines: &[Line], index: usize) -> bool {
    let Some(line) = lines.get(index) else { return false };
    let before = text.get(..line.start()).unwrap_or_default();
    before.ends_with(['\u{3000}', '\t']) || before.ends_with("  ") || before.ends_with("\u{A0}\u{A0}")
}

/// The width at which the text was wrapped, in columns; `None` where lines end with their paragraphs.
///
/// Where the file's kind says that it was wrapped, the widest line is the width. `rows` where some lines may be rows.
fn wrap_width(text: &str, lines: &[Line], kept: &[usize], rows: bool, wrapped: bool) -> Option<usize> {
    const WIDEST: usize = 160;
    let mut counts = vec![0usize; WIDEST + 1];
    let (mut open, mut all) = (0usize, 0usize);
    for line in kept.iter().filter_map(|&i| lines.get(i)).map(|line| line.of(text)) {
        if line.len() > 4 * WIDEST {
            return None;
        }
        let width = display(line);
        if width < 30 || (rows && tables::is_row(line)) {
            continue;
        }
        *counts.get_mut(width.min(WIDEST))? += 1;
        all += 1;
        open += usize::from(is_open(line));
    }
    if wrapped {
        return (30..=WIDEST).rev().find(|&w| counts.get(w).is_some_and(|&n| n > 0));
    }
    if all < 4 || open * 2 < all {
        return None;
    }
    // The widest line that is not alone sets the width; most lines must come near it.
    let width = (30..=WIDEST)
        .rev()
        .find(|&w| counts.get(w.saturating_sub(2)..=w).is_some_and(|c| c.iter().sum::<usize>() >= 2))?;
    let near: usize = counts.get(width * 85 / 100..)?.iter().sum();
    (near * 10 >= all * 6).then_some(width)
}

/// Columns on a terminal: two for a Chinese character.
fn display(line: &str) -> usize {
    line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// Whether a line ends inside a sentence.
pub(crate) fn is_open(line: &str) -> bool {
    line.chars().next_back().is_some_and(|c| !lines::ends_sentence(c))
}

/// Whether a line begins with the marker of a heading or a list item.
pub(crate) fn starts_paragraph(line: &str) -> bool {
    let rest = line.trim_start_matches(['(', '（', '第']);
    let bracket = rest.len() < line.len();
    let numeral = rest.trim_start_matches(|c: char| "一二三四五六七八九十百".contains(c));
    if numeral.len() < rest.len() {
        return numeral.starts_with(['、', '是', '要'])
            || (bracket && numeral.starts_with([')', '）', '章', '节', '条', '部', '，', ',', '、']));
    }
    let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    if digits.len() < rest.len() && rest.len() - digits.len() <= 2 {
        return digits.starts_with('、')
            || digits.starts_with('．')
            || (digits.starts_with('.')
                && !digits.get(1..).unwrap_or_default().starts_with(|c: char| c.is_ascii_digit()))
            || (bracket && digits.starts_with([')', '）']));
    }
    ["首先", "其次", "再次", "最后", "●", "■", "◆", "★", "•"].iter().any(|start| line.starts_with(start))
}

/// Numbers set on lines of their own between the halves of their sentences.
fn number_lines(text: &str, lines: &[Line], kept: &[usize], cues: &Cues, ties: &mut [Tie]) {
    let line = |i: usize| lines.get(i).map(|l| l.of(text)).unwrap_or_default();
    let mut found: Vec<[usize; 2]> = Vec::new();
    let mut alone = 0usize;
    for triple in kept.windows(3) {
        let &[before, here, after] = triple else { continue };
        if !is_number(line(here)) {
            continue;
        }
        alone += 1;
        let words = |l: &str| !is_number(l) && l.chars().any(is_han);
        if words(line(before))
            && words(line(after))
            && is_open(line(before))
            && !starts_paragraph(line(after))
            && (line(before).chars().count() >= 6
                || line(after).chars().count() >= 6
                || line(after).starts_with(|c| cues.is_unit(c)))
        {
            found.push([here, after]);
        }
    }
    // A column of a table has numbers too: then most stand between other cells.
    if found.len() < 3 || found.len() * 3 < alone * 2 {
        return;
    }
    for index in found.into_iter().flatten() {
        if let Some(tie) = ties.get_mut(index) {
            *tie = Tie::Join(&rules::NUMBER_LINE);
        }
    }
}

/// A figure, also with the comma of its sentence behind it.
fn is_number(line: &str) -> bool {
    let line = line.trim_end_matches(['，', '；', '。']);
    line.len() <= 24
        && line.starts_with(|c: char| c.is_ascii_digit())
        && line
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | '%' | ',' | '-' | '％' | '～' | '~' | '—'))
}

pub(crate) fn is_han(character: char) -> bool {
    ('\u{3400}'..='\u{9FFF}').contains(&character)
}
