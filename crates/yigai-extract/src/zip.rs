use yigai_quantity::Dimension;
use yigai_span::Span;

use crate::link::ItemEnd;
use crate::marks::Cue;
use crate::scene::Scene;
use crate::words::trim_word_start;

/// What 分别 (respectively) ties a number to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tie {
    /// A number of the list before: 卫技8人、管理2人,分别占80%、20%.
    Number(usize),
    /// A word of the list before: 高、中、初级分别是….
    Item {
        /// The word.
        word: Span,
        /// Where it stands in its list.
        end: ItemEnd,
        /// The whole list.
        list: Span,
        /// The first number of the run: the words before it are said of all.
        first: usize,
    },
}

/// For each mention what it is tied to, and the runs of numbers that stand together.
#[derive(Debug, Default)]
pub(crate) struct Zips {
    ties: Vec<Option<Tie>>,
    /// Each run of numbers under one 分别, in order.
    pub(crate) runs: Vec<Run>,
}

/// The numbers under one 分别.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    pub(crate) numbers: Vec<usize>,
    /// Whether 占 stands between 分别 and the numbers.
    pub(crate) shares: bool,
}

impl Zips {
    pub(crate) fn find(scene: &Scene<'_>) -> Self {
        let mut zips = Self { ties: vec![None; scene.mentions.len()], runs: Vec::new() };
        for word in scene.marks.of(Cue::Dealt).all() {
            zips.at(scene, word.start(), word.end());
        }
        zips.undealt(scene);
        zips
    }

    /// 高血压、糖尿病患者管理a人、b人: a list of words right before a list of as many numbers, without 分别.
    fn undealt(&mut self, scene: &Scene<'_>) {
        let mut skip_to = 0;
        for &first in &scene.quantities {
            if first < skip_to || scene.transparent(first) || self.has_tie(first) {
                continue;
            }
            // Most numbers stand alone; the next one tells.
            if scene.next(first).is_none_or(|next| scene.span(next).start() - scene.span(first).end() > 60) {
                continue;
            }
            let numbers = run_from(scene, first);
            let Some(&last) = numbers.last() else { continue };
            skip_to = last + 1;
            let plain =
                scene.slice(Span::new(scene.span(first).end(), scene.span(last).start())).contains('、');
            if numbers.len() < 2 || !plain {
                continue;
            }
            let Some(ties) = items(scene, scene.window(first).before, numbers.len(), first) else { continue };
            for (&number, tie) in numbers.iter().zip(ties) {
                if let Some(slot) = self.ties.get_mut(number) {
                    *slot = Some(tie);
                }
            }
            self.runs.push(Run { numbers, shares: false });
        }
    }

    pub(crate) fn tie(&self, index: usize) -> Option<Tie> {
        self.ties.get(index).copied().flatten()
    }

    pub(crate) fn has_tie(&self, index: usize) -> bool {
        self.tie(index).is_some()
    }

    fn at(&mut self, scene: &Scene<'_>, at: usize, behind: usize) {
        let Some(clause) = scene.layout.clause_at(at).and_then(|c| scene.layout.clauses.get(c)) else {
            return;
        };
        let sentence = scene.sentence_span(clause.sentence);
        let next = scene.quantities.partition_point(|&i| scene.span(i).start() < behind);
        let Some(&first) = scene.quantities.get(next) else { return };
        if scene.span(first).start() > sentence.end() || scene.span(first).start() - behind > 150 {
            return;
        }
        let verb = scene.slice(Span::new(behind, scene.span(first).start()));
        // 分别增加1.2万人次、200张和30台: figures of any kinds may have changed.
        let numbers =
            if is_change(verb) { listed(scene, first, |_| true).collect() } else { run_from(scene, first) };
        if numbers.len() < 2 {
            return;
        }
        let shares = verb.contains('占')
            || scene.slice(Span::new(at, behind)).contains('占')
            || ends_in_shares(scene.slice(Span::new(sentence.start(), at)));
        let ties = self
            .items_after(scene, behind, first, numbers.len())
            .or_else(|| numbers_before(scene, at, sentence, &numbers, verb))
            .or_else(|| items_before(scene, at, sentence, &numbers));
        for (&number, tie) in numbers.iter().zip(ties.into_iter().flatten()) {
            if let Some(slot) = self.ties.get_mut(number) {
                *slot = Some(tie);
            }
        }
        self.runs.push(Run { numbers, shares });
    }

    /// 分别培训A、B和C人员a人、b人和c人: the list stands between.
    fn items_after(&self, scene: &Scene<'_>, behind: usize, first: usize, count: usize) -> Option<Vec<Tie>> {
        items(scene, Span::new(behind, scene.span(first).start()), count, first)
    }
}

/// The numbers that follow each other with nothing but 、 and 和 between them.
pub(crate) fn run_from(scene: &Scene<'_>, first: usize) -> Vec<usize> {
    run(scene, first).collect()
}

/// The same, one after another.
pub(crate) fn run<'a>(scene: &'a Scene<'_>, first: usize) -> impl Iterator<Item = usize> + 'a {
    let alike = move |next| scene.dimension(next) == scene.dimension(first) || both_count(scene, next, first);
    listed(scene, first, alike)
}

/// The numbers of a list from one on, as long as they are of the kind that is asked for.
fn listed<'a>(
    scene: &'a Scene<'_>,
    first: usize,
    fits: impl Fn(usize) -> bool + 'a,
) -> impl Iterator<Item = usize> + 'a {
    let follows = move |&last: &usize| {
        let next = scene.next(last).filter(|&next| scene.sentence(next) == scene.sentence(first))?;
        let between = scene.slice(Span::new(scene.span(last).end(), scene.span(next).start()));
        (fits(next) && joins(between)).then_some(next)
    };
    std::iter::successors(Some(first), follows)
}

/// Whether the words between 分别 and its numbers speak of changes.
fn is_change(verb: &str) -> bool {
    ["增", "升", "提高", "减", "降", "长"].iter().any(|word| verb.contains(word)) && !verb.contains('占')
}

fn both_count(scene: &Scene<'_>, a: usize, b: usize) -> bool {
    let counts =
        |i| matches!(scene.dimension(i), Some(Dimension::Count | Dimension::Person | Dimension::Thing));
    counts(a) && counts(b)
}

pub(crate) fn joins(between: &str) -> bool {
    let text = between.trim();
    let joint = |c: char| matches!(c, '、' | ',' | '，' | '和' | '及' | '与' | '或') || c.is_whitespace();
    !text.is_empty() && trim_word_start(trim_word_start(text, "以上").trim_matches(joint), "以及").is_empty()
}

/// Names of shares before 分别 and 依次.
const SHARES: [&str; 4] = ["所占比重", "所占比例", "占比", "比重"];

/// 四项占比依次是: the shares of what is listed before.
fn ends_in_shares(text: &str) -> bool {
    SHARES.iter().any(|share| text.trim_end().ends_with(share))
}

/// Where the number of the items of a list ends that a text ends in: 三者, 四项, 四项占比.
pub(crate) fn counts_items(text: &str, count: usize) -> Option<usize> {
    const ITEMS: [&str; 7] = ["者", "项", "类", "笔", "块", "部分", "方面"];
    const NUMBERS: [&str; 7] = ["两", "三", "四", "五", "六", "七", "八"];
    let text = text.trim_end();
    let text = SHARES.iter().find_map(|share| text.strip_suffix(share)).unwrap_or(text);
    let number = ITEMS.iter().find_map(|item| text.strip_suffix(item))?;
    let said = count.checked_sub(2).and_then(|at| NUMBERS.get(at))?;
    number.ends_with(said).then_some(text.len())
}

/// The numbers of the list before. Shares and levels are dealt out over figures of one kind; a change may be of anything.
fn numbers_before(
    scene: &Scene<'_>,
    at: usize,
    sentence: Span,
    numbers: &[usize],
    verb: &str,
) -> Option<Vec<Tie>> {
    let changes = is_change(verb);
    if !changes && let Some(first) = foremost(scene, at, sentence, numbers.len()) {
        return Some(first.into_iter().map(Tie::Number).collect());
    }
    let mut end = scene.quantities.partition_point(|&i| scene.span(i).end() <= at);
    // 三者分别占: the number of items right before the word leaves no doubt how far the list reaches.
    let counted = counts_items(scene.text.get(sentence.start()..at)?, numbers.len());
    let farthest = if counted.is_some() { 150 } else { 36 };
    // Where that number is a figure itself it is no part of the list.
    let last = end.checked_sub(1).and_then(|i| scene.quantities.get(i)).zip(counted);
    let number =
        |(&i, length): (&usize, usize)| scene.span(i).end() + '者'.len_utf8() >= sentence.start() + length;
    end -= usize::from(last.is_some_and(number));
    let before: Vec<usize> = scene
        .quantities
        .get(..end)?
        .iter()
        .rev()
        .copied()
        .filter(|&i| !scene.transparent(i))
        .take_while(|&i| scene.span(i).start() >= sentence.start())
        .take(numbers.len())
        .collect();
    let last = *before.first()?;
    let gap = at - scene.span(last).end();
    let alike =
        before.iter().all(|&i| scene.dimension(i) == scene.dimension(last) || both_count(scene, i, last));
    let rates = scene.dimension(last) == Some(Dimension::Percent);
    let fit = if changes {
        let of_its_kind = |(&level, &number): (&usize, &usize)| match scene.dimension(number) {
            Some(Dimension::Points) => scene.dimension(level) == Some(Dimension::Percent),
            Some(Dimension::Percent | Dimension::Multiple) => {
                scene.dimension(level) != Some(Dimension::Percent)
            }
            kind => kind == scene.dimension(level) || both_count(scene, level, number),
        };
        before.len() == numbers.len() && before.iter().rev().zip(numbers).all(of_its_kind)
    } else {
        alike && !rates
    };
    (before.len() == numbers.len() && fit && gap <= farthest)
        .then(|| before.into_iter().rev().map(Tie::Number).collect())
}

/// A例、B例、C例、D例,前三位分别占…: the first of a list, as many as are said.
fn foremost(scene: &Scene<'_>, at: usize, sentence: Span, count: usize) -> Option<Vec<usize>> {
    const LONGEST: usize = 24;
    const NUMBERS: [&str; 5] = ["前两", "前三", "前四", "前五", "前六"];
    let before = scene.text.get(sentence.start()..at)?;
    let said = before.rfind('前').filter(|said| before.len() - said <= LONGEST)?;
    let word = NUMBERS.get(count.checked_sub(2)?)?;
    if !before.get(said..)?.starts_with(word) {
        return None;
    }
    let start = sentence.start() + said;
    let end = scene.quantities.partition_point(|&i| scene.span(i).end() <= start);
    let last = end.checked_sub(1).and_then(|i| scene.quantities.get(i)).copied()?;
    let listed = |&item: &usize| {
        let previous = scene.previous(item).filter(|&i| scene.span(i).start() >= sentence.start())?;
        let between = scene.slice(Span::new(scene.span(previous).end(), scene.span(item).start()));
        (between.starts_with('、') && scene.dimension(previous) == scene.dimension(last)).then_some(previous)
    };
    let mut list: Vec<usize> = std::iter::successors(Some(last), listed).take(16).collect();
    list.reverse();
    list.truncate(count);
    (list.len() == count).then_some(list)
}

fn items_before(scene: &Scene<'_>, at: usize, sentence: Span, numbers: &[usize]) -> Option<Vec<Tie>> {
    let text = scene.slice(Span::new(sentence.start(), at));
    // The list ends at 分别; it begins behind the last comma, number or colon before it.
    let number = scene.quantities.partition_point(|&i| scene.span(i).end() <= at);
    // 老年人、0—36个月儿童分别为: an age or a span of months is a word of its item.
    let figures = scene.quantities.get(..number).unwrap_or_default().iter().rev();
    let after_number =
        figures.copied().take(8).find(|&i| !scene.transparent(i)).map_or(0, |i| scene.span(i).end());
    let trimmed = text.trim_end_matches([',', '，', ' ']);
    let comma = trimmed.rfind([',', '，', ';', '；', ':', '：', '。']).map_or(0, |i| i + 1);
    let comma = trimmed.get(comma..).map_or(comma, |_| comma);
    let mut start = (sentence.start() + comma).max(after_number);
    while !scene.text.is_char_boundary(start) {
        start += 1;
    }
    items(scene, Span::new(start, sentence.start() + trimmed.len()), numbers.len(), *numbers.first()?)
}

fn items(scene: &Scene<'_>, span: Span, count: usize, first: usize) -> Option<Vec<Tie>> {
    let text = scene.slice(span);
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        if "、和及与".contains(c) {
            // 以及 is one joint, and 及 inside 初级及以下 is none.
            if c == '及' && text.get(at..).is_some_and(|rest| rest.starts_with("及以")) {
                continue;
            }
            parts.push((start, at));
            start = at + c.len_utf8();
        }
    }
    parts.push((start, text.len()));
    parts.retain(|&(s, e)| text.get(s..e).is_some_and(|t| !t.trim_end_matches('以').trim().is_empty()));
    (parts.len() == count && count > 1).then(|| {
        let last = parts.len() - 1;
        parts
            .iter()
            .enumerate()
            .map(|(i, &(s, e))| {
                let end = if i == 0 {
                    ItemEnd::First
                } else if i == last {
                    ItemEnd::Last
                } else {
                    ItemEnd::Middle
                };
                Tie::Item { word: Span::new(span.start() + s, span.start() + e), end, list: span, first }
            })
            .collect()
    })
}
