//! What a page carries at its head and foot: numbers and running heads.

use std::collections::HashMap;

use yigai_span::Rule;

use crate::layout::{goes_on, is_open};
use crate::lines::{self, Line};
use crate::rules;

/// Numbers of pages, as `2 / 7`, between the halves of a sentence.
pub(crate) fn cut_page_numbers(text: &str, lines: &[Line], fates: &mut [Option<&'static Rule>]) {
    let page = |line: &str| {
        let (page, pages) = line.split_once(" / ")?;
        let (page, pages): (u32, u32) = (page.trim().parse().ok()?, pages.trim().parse().ok()?);
        (1 <= page && page <= pages && pages < 2000).then_some(())
    };
    for index in 1..lines.len() {
        let of = |index: usize| lines.get(index).map(|line| line.of(text)).unwrap_or_default();
        if of(index).len() > 16 || page(of(index)).is_none() {
            continue;
        }
        let before = of(index - 1);
        if before.chars().count() >= 15
            && goes_on(before, of(index + 1), false)
            && let Some(fate) = fates.get_mut(index).filter(|fate| fate.is_none())
        {
            *fate = Some(&rules::PAGING);
        }
    }
}

/// Lines that come back on every page with the page's number behind them: all of them go.
pub(crate) fn cut_numbered_heads(text: &str, lines: &[Line], fates: &mut [Option<&'static Rule>]) {
    let mut heads: HashMap<&str, Vec<(usize, u32)>> = HashMap::new();
    for (index, line) in lines.iter().enumerate() {
        let free = fates.get(index).is_some_and(Option::is_none);
        if let Some((head, page)) =
            Some(line.of(text)).filter(|l| free && l.len() <= 150).and_then(page_label)
        {
            heads.entry(head).or_default().push((index, page));
        }
    }
    for places in heads.into_values() {
        let ascending = places.windows(2).all(|pair| matches!(pair, [(_, a), (_, b)] if a < b));
        if places.len() < 3 || !ascending {
            continue;
        }
        for (index, _) in places {
            if let Some(fate) = fates.get_mut(index) {
                *fate = Some(&rules::RUNNING_HEAD);
            }
        }
    }
}

/// A line's words and the page number behind them: 某某简报 第3页.
fn page_label(line: &str) -> Option<(&str, u32)> {
    let number = line.strip_suffix('页')?.trim_end_matches(' ');
    let head = number.trim_end_matches(|c: char| c.is_ascii_digit());
    let page = number.get(head.len()..)?.parse().ok()?;
    let head = head.trim_end_matches(' ').strip_suffix('第')?.trim_end_matches([' ', '\u{3000}']);
    (head.chars().count() >= 6 && !head.ends_with(lines::ends_sentence)).then_some((head, page))
}

/// Lines that come back on every page, in the middle of sentences: all but the first go.
pub(crate) fn cut_running_heads(text: &str, lines: &[Line], fates: &mut [Option<&'static Rule>]) {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, line) in lines.iter().enumerate() {
        let line = line.of(text);
        let size = (18..=120).contains(&line.len());
        if size
            && fates.get(index).is_some_and(Option::is_none)
            && !line.ends_with(lines::ends_sentence)
            && !without_year(line).bytes().any(|byte| byte.is_ascii_digit())
        {
            places.entry(line).or_default().push(index);
        }
    }
    for places in places.into_values() {
        if places.len() < 3 {
            continue;
        }
        let cuts = |&&index: &&usize| {
            let before =
                index.checked_sub(1).and_then(|i| lines.get(i)).map(|l| l.of(text)).unwrap_or_default();
            is_open(before) && before.chars().count() >= 20
        };
        let (Some(_), Some(others)) = (places.first(), places.get(1..)) else { continue };
        if others.iter().filter(cuts).count() * 2 < others.len() {
            continue;
        }
        for &index in others {
            if let Some(fate) = fates.get_mut(index) {
                *fate = Some(&rules::RUNNING_HEAD);
            }
        }
    }
}

/// A head without the year in it: 某某局2012年度工作总结. A figure that comes back is a row's, and stays.
fn without_year(line: &str) -> std::borrow::Cow<'_, str> {
    let Some((before, behind)) = line.split_once('年') else { return line.into() };
    let words = before.trim_end_matches(|c: char| c.is_ascii_digit());
    if before.len() - words.len() == 4 { format!("{words}{behind}").into() } else { line.into() }
}
