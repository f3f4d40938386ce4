use yigai_span::Rule;

use crate::lines::{self, Line};

/// The longest number a page may have.
const PAGES: usize = 2000;

/// A page shorter than this, in characters, is no page.
const PAGE: usize = 120;

/// Finds the lines that begin with a page's number, put there by the site that cut the text into pages.
///
/// Both a page and a list item begin with `3、`. The numbers of pages run 1, 2, 3 … over the whole document, a page is
/// long, and most pages end where no sentence ends; a list starts again and its items end with a full stop. The result
/// holds for each line the length of the marker, or 0.
pub(crate) fn find(text: &str, lines: &[Line], fates: &[Option<&'static Rule>]) -> Vec<u8> {
    let mut found = vec![0; lines.len()];
    let kept: Vec<usize> = (0..lines.len()).filter(|&i| fates.get(i).is_some_and(Option::is_none)).collect();
    let candidates = candidates(text, lines, &kept);
    let Some(chain) = best_chain(&candidates) else { return found };
    if !is_paging(text, lines, &kept, &candidates, &chain) {
        return found;
    }
    for candidate in chain.iter().filter_map(|&i| candidates.get(i)) {
        if let Some(length) = kept.get(candidate.place).and_then(|&line| found.get_mut(line)) {
            *length = candidate.length;
        }
    }
    found
}

/// A line that starts with a number and 、.
struct Candidate {
    /// Its place among the kept lines.
    place: usize,
    number: usize,
    length: u8,
    /// How strongly the text before it runs on into it.
    evidence: u32,
}

fn candidates(text: &str, lines: &[Line], kept: &[usize]) -> Vec<Candidate> {
    let line = |place: usize| kept.get(place).and_then(|&i| lines.get(i)).map(|l| l.of(text));
    let mut found = Vec::new();
    for place in 0..kept.len() {
        let Some(here) = line(place) else { continue };
        let digits = here.bytes().take_while(u8::is_ascii_digit).count();
        let Some(rest) = here.get(digits..).and_then(|rest| rest.strip_prefix('、')) else { continue };
        let Some(number) = here.get(..digits).and_then(|n| n.parse().ok()).filter(|n| (1..=PAGES).contains(n)) else {
            continue;
        };
        let before = place.checked_sub(1).and_then(line).unwrap_or_default();
        let evidence = if before.is_empty() { 0 } else { runs_on(before, rest) };
        found.push(Candidate { place, number, length: u8::try_from(digits + 3).unwrap_or(u8::MAX), evidence });
    }
    found
}

/// 3: a number or a bracket is cut; 2: the next page begins with what ends a clause; 1: a sentence is cut.
fn runs_on(before: &str, after: &str) -> u32 {
    let (Some(last), Some(next)) = (before.chars().next_back(), after.chars().next()) else { return 0 };
    let figure = |c: char| c.is_ascii_digit();
    let number_cut = (figure(last) || last == '.') && (figure(next) || next == '.' || next == '%');
    let unit_cut = figure(last) && "万亿元人名个所家张年月日份户次岁%％座台床米平方公里村镇乡项".contains(next);
    if number_cut || unit_cut || matches!(last, '(' | '（' | '《' | '“') {
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

/// The chain 1, 2, 3 … with the most evidence, as indices of candidates.
fn best_chain(candidates: &[Candidate]) -> Option<Vec<usize>> {
    // For each number the best chain that ends with it so far, as (evidence, candidate).
    let mut best: Vec<Option<(u32, usize)>> = Vec::new();
    let mut previous: Vec<Option<usize>> = Vec::with_capacity(candidates.len());
    let mut top: Option<(u32, usize, usize)> = None;
    for (index, candidate) in candidates.iter().enumerate() {
        let before = if candidate.number == 1 {
            Some((0, None))
        } else {
            best.get(candidate.number - 1).copied().flatten().map(|(evidence, i)| (evidence, Some(i)))
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
fn is_paging(text: &str, lines: &[Line], kept: &[usize], candidates: &[Candidate], chain: &[usize]) -> bool {
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
        return single_page(text, lines, kept, first);
    }
    let cut = breaks.iter().filter(|c| c.evidence > 0).count();
    let strong = breaks.iter().filter(|c| c.evidence > 1).count();
    let mut sizes: Vec<usize> = members.windows(2).filter_map(|w| Some(page(w.first()?.place, w.last()?.place))).collect();
    sizes.sort_unstable();
    let (Some(&shortest), Some(&middle)) = (sizes.first(), sizes.get(sizes.len() / 2)) else { return false };
    // Items of a list differ in length and end as sentences do; pages are alike and end anywhere.
    let long = shortest >= PAGE && shortest * 3 >= middle;
    (long && cut * 2 >= breaks.len()) || (strong * 2 >= breaks.len() && strong >= 2 && middle >= PAGE)
}

/// `1、` before the first line of the text, with no `2` anywhere that could go on from it.
fn single_page(text: &str, lines: &[Line], kept: &[usize], first: &Candidate) -> bool {
    if first.place != 0 || first.number != 1 {
        return false;
    }
    let Some(line) = kept.first().and_then(|&i| lines.get(i)) else { return false };
    let start = line.start() + usize::from(first.length);
    let rest = text.get(start..).unwrap_or_default();
    let outer = ["一、", "(一)", "（一）"].iter().filter_map(|marker| rest.find(marker)).min();
    let Some(head) = outer.and_then(|at| rest.get(..at)) else { return false };
    // A `2、` before the outermost heading goes on from it, so it was a list.
    let goes_on = ["2、", "2.", "2．"].iter().any(|marker| head.contains(marker));
    !goes_on && line.end() - line.start() >= 3 * PAGE
}
