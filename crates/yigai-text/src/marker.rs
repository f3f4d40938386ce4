use yigai_span::Rule;

use crate::cues::Cues;
use crate::lines::{self, Line, is_title};

/// The longest number a page may have.
const PAGES: usize = 2000;

/// A page shorter than this, in characters, is no page.
const PAGE: usize = 120;

/// Finds the lines that begin with a page's number, put there by the site that cut the text into pages.
///
/// Both a page and a list item begin with `3、`. The numbers of pages run 1, 2, 3 … over the whole document, a page is
/// long, and most pages end where no sentence ends; a list starts again and its items end with a full stop. The result
/// holds for each line the length of the marker, or 0.
pub(crate) fn find(text: &str, lines: &[Line], cues: &Cues, fates: &[Option<&'static Rule>]) -> Vec<u8> {
    let mut found = vec![0; lines.len()];
    let kept: Vec<usize> = (0..lines.len()).filter(|&i| fates.get(i).is_some_and(Option::is_none)).collect();
    let candidates = candidates(text, lines, &kept, cues);
    let chain =
        best_chain(&candidates).filter(|chain| is_paging(text, lines, &kept, &candidates, chain, cues));
    // A figure that is cut through proves its marker, whatever became of the other pages.
    let proven = candidates.iter().enumerate().filter(|(_, c)| c.evidence >= PROOF).map(|(i, _)| i);
    for index in chain.unwrap_or_default().into_iter().chain(proven) {
        if let Some(candidate) = candidates.get(index)
            && let Some(length) = kept.get(candidate.place).and_then(|&line| found.get_mut(line))
        {
            *length = candidate.length;
        }
    }
    found
}

/// Evidence that needs no other: a figure is cut through.
const PROOF: u32 = 4;

/// A line that starts with a number and 、.
struct Candidate {
    /// Its place among the kept lines.
    place: usize,
    number: usize,
    length: u8,
    /// How strongly the text before it runs on into it.
    evidence: u32,
}

fn candidates(text: &str, lines: &[Line], kept: &[usize], cues: &Cues) -> Vec<Candidate> {
    let line = |place: usize| kept.get(place).and_then(|&i| lines.get(i)).map(|l| l.of(text));
    let blank = |place: usize| {
        let span = |place: usize| kept.get(place).and_then(|&i| lines.get(i));
        let (Some(before), Some(here)) = (place.checked_sub(1).and_then(span), span(place)) else {
            return false;
        };
        text.get(before.end()..here.start()).unwrap_or_default().matches('\n').count() > 1
    };
    let ordinary = |place: &usize| line(*place).is_some_and(|l| !l.starts_with(|c: char| c.is_ascii_digit()));
    let (mut others, mut blanks) = (0usize, 0usize);
    for place in (1..kept.len()).filter(ordinary) {
        others += 1;
        blanks += usize::from(blank(place));
    }
    // A blank line where no other paragraph has one sets the page apart.
    let apart = others >= 3 && blanks * 5 < others;
    let mut found = Vec::new();
    for place in 0..kept.len() {
        let Some(here) = line(place) else { continue };
        let digits = here.bytes().take_while(u8::is_ascii_digit).count();
        let Some(rest) = here.get(digits..).and_then(|rest| rest.strip_prefix('、')) else { continue };
        let Some(number) =
            here.get(..digits).and_then(|n| n.parse().ok()).filter(|n| (1..=PAGES).contains(n))
        else {
            continue;
        };
        let before = place.checked_sub(1).and_then(line).unwrap_or_default();
        let evidence = if before.is_empty() { 0 } else { runs_on(before, rest, cues) };
        let evidence = if apart && blank(place) { evidence.max(2) } else { evidence };
        found.push(Candidate {
            place,
            number,
            length: u8::try_from(digits + 3).unwrap_or(u8::MAX),
            evidence,
        });
    }
    found
}

/// 4: a figure is cut, from itself or from its unit; 3: perhaps a number or a bracket; 2: a clause; 1: a sentence.
fn runs_on(before: &str, after: &str, cues: &Cues) -> u32 {
    let (Some(last), Some(next)) = (before.chars().next_back(), after.chars().next()) else { return 0 };
    let figure = |c: char| c.is_ascii_digit();
    let tail = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = before.len() - tail.len();
    let decimal =
        last == '.' && before.strip_suffix('.').is_some_and(|b| b.ends_with(figure)) && figure(next);
    let amount = figure(last) && matches!(next, '万' | '亿' | '元' | '%' | '％' | '‰' | '.');
    let digits_cut = figure(last) && figure(next);
    let mut following = after.chars().skip(1);
    let unit = cues.is_counter(next) || matches!(next, '年' | '月' | '日');
    let unit_cut = figure(last) && unit && following.next().is_none_or(|c| !c.is_alphanumeric());
    if decimal || amount || digits_cut || unit_cut || (figure(last) && is_year(before, digits, after)) {
        return PROOF;
    }
    if (figure(last) && unit) || matches!(last, '(' | '（' | '《' | '“') {
        return 3;
    }
    if matches!(next, '、' | ',' | '，' | '。' | ';' | '；' | ')' | '）' | '”' | '》' | ':' | '：') {
        return 2;
    }
    if matches!(last, ',' | '，' | '、') {
        return 2;
    }
    u32::from(!lines::ends_sentence(last))
}

/// Whether the two halves make a year: `20` and `12年`.
fn is_year(before: &str, digits: usize, after: &str) -> bool {
    let rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
    let start = before.get(before.len() - digits..).unwrap_or_default();
    digits + after.len() - rest.len() == 4
        && rest.starts_with('年')
        && (start.starts_with('2') || start.starts_with("19"))
}

/// The chain 1, 2, 3 … with the most evidence, as indices of candidates.
fn best_chain(candidates: &[Candidate]) -> Option<Vec<usize>> {
    // For each number the best chain that ends with it so far, as (evidence, candidate).
    let mut best: Vec<Option<(u32, usize)>> = Vec::new();
    let mut previous: Vec<Option<usize>> = Vec::with_capacity(candidates.len());
    let mut top: Option<(u32, usize, usize)> = None;
    for (index, candidate) in candidates.iter().enumerate() {
        let link = candidate.number.checked_sub(1).and_then(|n| best.get(n)).copied().flatten();
        let before = match link {
            Some((evidence, i)) => Some((evidence, Some(i))),
            // The first page, or the second of a text that lost its first marker.
            None if candidate.number <= 2 => Some((0, None)),
            None => None,
        };
        previous.push(before.and_then(|(_, link)| link));
        let Some((evidence, _)) = before else { continue };
        let evidence = evidence + candidate.evidence;
        if best.len() <= candidate.number {
            best.resize(candidate.number + 1, None);
        }
        if let Some(slot) = best.get_mut(candidate.number)
            && slot.is_none_or(|(old, _)| old < evidence)
        {
            *slot = Some((evidence, index));
        }
        if top.is_none_or(|(old, number, _)| (old, number) < (evidence, candidate.number)) {
            top = Some((evidence, candidate.number, index));
        }
    }
    let mut chain = Vec::new();
    let mut at = Some(top?.2);
    while let Some(index) = at {
        chain.push(index);
        at = previous.get(index).copied().flatten();
    }
    chain.reverse();
    Some(chain)
}

/// Whether the chain numbers pages and not the items of a list.
fn is_paging(
    text: &str,
    lines: &[Line],
    kept: &[usize],
    candidates: &[Candidate],
    chain: &[usize],
    cues: &Cues,
) -> bool {
    let members: Vec<&Candidate> = chain.iter().filter_map(|&i| candidates.get(i)).collect();
    let (Some(first), Some((_, breaks))) = (members.first(), members.split_first()) else { return false };
    let page = |from: usize, to: usize| -> usize {
        kept.get(from..to)
            .unwrap_or_default()
            .iter()
            .filter_map(|&i| lines.get(i))
            .map(|line| line.of(text).chars().count())
            .sum()
    };
    if breaks.is_empty() {
        // One page: its number stands before a title, and no list goes on from it.
        return single_page(text, lines, kept, first, cues);
    }
    let cut = breaks.iter().filter(|c| c.evidence > 0).count();
    let strong = breaks.iter().filter(|c| c.evidence > 1).count();
    let mut sizes: Vec<usize> =
        members.windows(2).filter_map(|w| Some(page(w.first()?.place, w.last()?.place))).collect();
    sizes.sort_unstable();
    let (Some(&shortest), Some(&middle)) = (sizes.first(), sizes.get(sizes.len() / 2)) else { return false };
    // Items of a list differ in length and end as sentences do; pages are alike and end anywhere.
    let long = shortest >= PAGE && shortest * 3 >= middle;
    // An outer heading inside an item turns the order of markers round, so the items are pages.
    let outer = |candidate: &&Candidate| {
        let line =
            kept.get(candidate.place).and_then(|&i| lines.get(i)).map(|l| l.of(text)).unwrap_or_default();
        let rest = line.get(usize::from(candidate.length)..).unwrap_or_default();
        ["一、", "二、", "三、", "(一)", "（一）", "(二)", "（二）"]
            .iter()
            .any(|marker| rest.contains(marker))
    };
    let inverted = first.place == 0 && members.iter().any(outer);
    let alone = members.len() == kept.len();
    (long && (cut * 2 >= breaks.len() || (inverted && (cut >= 1 || alone))))
        || (strong * 2 >= breaks.len() && strong >= 2 && middle >= PAGE)
}

/// `1、` before the first line of the text, with no `2` anywhere that could go on from it.
fn single_page(text: &str, lines: &[Line], kept: &[usize], first: &Candidate, cues: &Cues) -> bool {
    if first.place != 0 || first.number != 1 {
        return false;
    }
    let Some(line) = kept.first().and_then(|&i| lines.get(i)) else { return false };
    if is_titled(line.of(text), usize::from(first.length), text, lines, kept, cues) {
        return true;
    }
    let start = line.start() + usize::from(first.length);
    let rest = text.get(start..).unwrap_or_default();
    let outer = ["一、", "(一)", "（一）"].iter().filter_map(|marker| rest.find(marker)).min();
    let Some(head) = outer.and_then(|at| rest.get(..at)) else { return false };
    // A `2、` before the outermost heading goes on from it, so it was a list.
    let goes_on = ["2、", "2.", "2．"].iter().any(|marker| head.contains(marker));
    !goes_on && line.end() - line.start() >= 3 * PAGE
}

/// Whether the first line is a number before a report's title, and no second item comes before the first heading.
fn is_titled(line: &str, marker: usize, text: &str, lines: &[Line], kept: &[usize], cues: &Cues) -> bool {
    let title = line.get(marker..).unwrap_or_default();
    if !is_title(title) || !cues.ends_title(title) {
        return false;
    }
    let heading = |line: &str| ["一、", "(一)", "（一）"].iter().any(|marker| line.starts_with(marker));
    let next = kept
        .iter()
        .skip(1)
        .filter_map(|&i| lines.get(i))
        .map(|l| l.of(text))
        .find(|l| heading(l) || l.starts_with("2、"));
    next.is_some_and(heading)
}
