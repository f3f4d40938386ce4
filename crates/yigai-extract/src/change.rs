use std::borrow::Cow;

use crate::cues::Compare;
use crate::marks::Cue;
use crate::moved::{
    Base, any_transition, ends_in_verb, is_of_earlier, leads, short_verb, step, transition, trim_hedges,
};
use crate::relation::{Change, Direction};
use crate::scene::Scene;
use crate::words::strip;
use crate::zip::{Tie, Zips, joins, run_from};
use yigai_quantity::{Dimension, Mention};
use yigai_span::Span;

/// The comparisons of a text, and for each mention the one it takes part in.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    pub(crate) list: Vec<Change>,
    of: Vec<Option<(usize, Part)>>,
}

/// What a number is in its comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    From,
    To,
    By,
    Rate,
}

impl Changes {
    /// Reads 由A提高到B, 比上年增加d, 增长r% and their kin from the words between neighbouring numbers.
    pub(crate) fn find(scene: &Scene<'_>, compare: &Compare) -> Self {
        let mut changes = Self { list: Vec::new(), of: vec![None; scene.mentions.len()] };
        let open: Vec<usize> = scene.quantities.iter().copied().filter(|&i| !scene.transparent(i)).collect();
        for pair in open.windows(2) {
            let &[a, b] = pair else { continue };
            if scene.sentence(a) == scene.sentence(b) && scene.span(b).start() - scene.span(a).end() <= 90 {
                changes.join(scene, compare, a, b);
            }
        }
        for &index in &open {
            if changes.of(index).is_none() {
                changes.alone(scene, compare, index);
            }
        }
        changes.recall(scene);
        changes
    }

    /// 兜底资金A万元。…兜底资金比上年的B万元增长r%: what grew was stated before, under the same name.
    fn recall(&mut self, scene: &Scene<'_>) {
        const BACK: usize = 12;
        const LETTERS: usize = 4;
        for number in 0..self.list.len() {
            let Some(&Change { from: Some(from), to: None, .. }) = self.list.get(number) else { continue };
            let said = scene.said(from);
            let Some(named) = said.find(['比', '较']).and_then(|at| said.get(..at)) else { continue };
            let tail = |i: usize| {
                let words = scene.said(i).trim_end_matches(['为', '达', '约', '共']);
                let at = words.char_indices().rev().nth(LETTERS - 1).map(|(at, _)| at)?;
                words.get(at..).filter(|tail| tail.chars().all(char::is_alphabetic))
            };
            let stated = |&i: &usize| {
                self.of(i).is_none()
                    && scene.dimension(i) == scene.dimension(from)
                    && tail(i).is_some_and(|tail| named.contains(tail))
            };
            let before = std::iter::successors(scene.previous(from), |&i| scene.previous(i));
            if let Some(to) = before.take(BACK).find(stated) {
                self.put(to, number, Part::To);
            }
        }
    }

    /// 诊疗A人次、出院B人,分别增长a%和b%: what the first of a run is, all are, each of its own number.
    pub(crate) fn deal(&mut self, scene: &Scene<'_>, zips: &Zips) {
        for run in &zips.runs {
            let Some((number, part @ (Part::By | Part::Rate))) =
                run.numbers.first().and_then(|&i| self.of(i))
            else {
                continue;
            };
            let Some(direction) = self.list.get(number).map(|c| c.direction) else { continue };
            for &index in &run.numbers {
                if let Some((old, _)) = self.of(index)
                    && let Some(change) = self.list.get_mut(old)
                {
                    *change = Change { from: None, to: None, by: None, rate: None, ..*change };
                }
                let tied = match zips.tie(index) {
                    Some(Tie::Number(level)) if part_of(scene, level, index) == Some(part) => Some(level),
                    _ => None,
                };
                let number = match tied.and_then(|level| self.of(level)) {
                    Some((number, Part::To)) => number,
                    _ => {
                        let number = self.open(direction);
                        if let Some(level) = tied {
                            self.put(level, number, Part::To);
                        }
                        number
                    }
                };
                self.put(index, number, part);
            }
        }
    }

    /// The comparison of a mention and its part in it.
    pub(crate) fn of(&self, index: usize) -> Option<(usize, Part)> {
        self.of.get(index).copied().flatten()
    }

    /// All members of a comparison.
    pub(crate) fn members(&self, number: usize) -> impl Iterator<Item = usize> + '_ {
        self.list.get(number).into_iter().flat_map(|c| [c.to, c.from, c.by, c.rate]).flatten()
    }

    fn put(&mut self, index: usize, number: usize, part: Part) {
        if let Some(slot) = self.of.get_mut(index) {
            *slot = Some((number, part));
        }
        if let Some(change) = self.list.get_mut(number) {
            match part {
                Part::From => change.from = Some(index),
                Part::To => change.to = Some(index),
                Part::By => change.by = Some(index),
                Part::Rate => change.rate = Some(index),
            }
        }
    }

    fn open(&mut self, direction: Direction) -> usize {
        self.list.push(Change {
            from: None,
            to: None,
            by: None,
            rate: None,
            multiple_of_base: false,
            direction,
        });
        self.list.len() - 1
    }

    fn join(&mut self, scene: &Scene<'_>, compare: &Compare, a: usize, b: usize) {
        let text = scene.between(a, b);
        let lead = text.trim_start_matches([',', '，', ' ']);
        let whole = || divided(scene, a).filter(|&whole| self.of(whole).is_none());
        let a = match compare.against.at_start(lead).and_then(|_| whole()) {
            Some(whole) => whole,
            None => a,
        };
        // Where a date was taken out, letters stand together that did not.
        let between = Span::new(scene.span(a).end(), scene.span(b).start());
        let moves = matches!(text, Cow::Owned(_)) || scene.marks.of(Cue::Moves).any_in(between);
        let leads = || leads(scene.said(a).trim_end(), compare) || dated_from(scene, a);
        let moved = || moves.then(|| transition(&text, compare))?;
        if let Some(direction) = moved().or_else(|| any_transition(&text, compare).filter(|_| leads())) {
            if same_measure(scene, a, b) {
                if self.join_lists(scene, a, b, direction) {
                    return;
                }
                let number = self.open(direction);
                // A chain 由A提高到B再提高到C: B ends one comparison and begins the next.
                if self.of(a).is_none() {
                    self.put(a, number, Part::From);
                } else if let Some(change) = self.list.get_mut(number) {
                    change.from = Some(a);
                }
                self.put(b, number, Part::To);
                return;
            }
            // 降幅为17.8%: no end value, but how far it fell.
            if part_of(scene, a, b) != Some(Part::Rate) {
                return;
            }
        }
        if self.is_multiple(scene, compare, a, b, &text) {
            return;
        }
        let lead = text.trim_start_matches([',', '，', ' ', '(', '（']);
        // 较2010年的A元: the date is out of the words.
        let since = ["比", "较"].contains(&lead.trim_end_matches(['的', '末', '底'])) && text.ends_with('的');
        let before =
            || compare.before.take(lead).is_some_and(|rest| strip(rest, &[&compare.filler]).is_empty());
        if since || before() || dated_aside(scene, a, b) {
            // 同比增长4.5%(上年同期B人次): B is of what grew.
            let level = match self.of(a) {
                Some((number, Part::By | Part::Rate)) => self.list.get(number).and_then(|c| c.to),
                None | Some((_, Part::To)) => Some(a),
                Some((_, Part::From)) => None,
            };
            if let Some(level) = level.filter(|&level| same_measure(scene, level, b)) {
                let number = self.of(level).map_or_else(|| self.open(Direction::Unsaid), |(n, _)| n);
                if self.slot_free(number, Part::From) {
                    self.put(level, number, Part::To);
                    self.put(b, number, Part::From);
                    return;
                }
            }
        }
        if self.gives_rate(scene, a, b, &text) {
            if let Some((number, _)) = self.of(a) {
                self.put(b, number, Part::Rate);
            }
            return;
        }
        if scene.dimension(b) == Some(Dimension::Multiple)
            && is_of_earlier(&text)
            && let Some((number, Part::To)) = self.of(a)
            && self.slot_free(number, Part::Rate)
        {
            self.put(b, number, Part::Rate);
            if let Some(change) = self.list.get_mut(number) {
                change.multiple_of_base = true;
            }
            return;
        }
        let Some((direction, base)) = moves.then(|| step(&text, compare)).flatten() else { return };
        if base == Base::Benchmark && self.of(a).is_some() {
            // 由A升至B,高出全县平均水平d: how far it lies from there is no part of how it moved.
            let level = self.of(a).and_then(|(number, _)| self.list.get(number)?.to);
            let number = self.open(direction);
            self.put(b, number, Part::By);
            if let Some(change) = self.list.get_mut(number) {
                change.to = level;
            }
            return;
        }
        let Some(part) = part_of(scene, a, b) else {
            self.join_farther(scene, a, b, direction);
            return;
        };
        match self.of(a) {
            Some((number, _)) if self.slot_free(number, part) && self.fits_level(scene, number, b, part) => {
                if let Some(change) = self.list.get_mut(number)
                    && change.direction == Direction::Unsaid
                {
                    change.direction = direction;
                }
                self.put(b, number, part);
            }
            None => {
                let number = self.open(direction);
                // 比上年的A增加d: the number before is the earlier value.
                let earlier = self.told_earlier(scene, compare, a);
                self.put(a, number, if earlier { Part::From } else { Part::To });
                self.put(b, number, part);
                if earlier && let Some(level) = self.level_before(scene, a) {
                    self.put(level, number, Part::To);
                }
            }
            Some(_) => self.join_farther(scene, a, b, direction),
        }
    }

    /// A万人次,是上年B万人次的k倍: what the multiple is of is the earlier value.
    fn is_multiple(&mut self, scene: &Scene<'_>, compare: &Compare, a: usize, b: usize, text: &str) -> bool {
        let Some(times) = scene.next(b).filter(|&i| scene.dimension(i) == Some(Dimension::Multiple)) else {
            return false;
        };
        let lead = text.trim_start_matches([',', '，', ' ']);
        let own = ["是", "为", "相当于", "约为", "约是"].iter().find_map(|word| lead.strip_prefix(word));
        let dated = matches!(scene.mentions.get(a + 1..b), Some([date]) if date.date().is_some());
        let earlier = own.is_some_and(|own| {
            let own = own.trim_end_matches('的');
            dated && own.is_empty() || compare.against.is(own) && own.chars().count() > 1
        });
        let of = scene.slice(Span::new(scene.span(b).end(), scene.span(times).start()));
        if !earlier || of.trim() != "的" || !same_measure(scene, a, b) || self.of(a).is_some() {
            return false;
        }
        let number = self.open(Direction::Unsaid);
        self.put(a, number, Part::To);
        self.put(b, number, Part::From);
        self.put(times, number, Part::Rate);
        if let Some(change) = self.list.get_mut(number) {
            change.multiple_of_base = true;
        }
        true
    }

    /// 参合A人、参合率p%,比去年增加d人、提高q个百分点: a change goes with the level of its own kind further back.
    fn join_farther(&mut self, scene: &Scene<'_>, a: usize, b: usize, direction: Direction) {
        let kind = |level: usize| match (scene.dimension(level), scene.dimension(b)) {
            (Some(Dimension::Percent), Some(Dimension::Points)) => true,
            (Some(x), Some(y)) => x == y && !matches!(y, Dimension::Percent | Dimension::Points),
            _ => false,
        };
        let mut at = a;
        for _ in 0..3 {
            let Some(level) = scene.previous(at).filter(|&i| scene.sentence(i) == scene.sentence(b)) else {
                return;
            };
            if kind(level) {
                let number = match self.of(level) {
                    None => self.open(direction),
                    Some((number, Part::To)) if self.slot_free(number, Part::By) => number,
                    Some(_) => return,
                };
                self.put(level, number, Part::To);
                self.put(b, number, Part::By);
                return;
            }
            at = level;
        }
    }

    /// 分别由a、b、c调整为d、e、f: each earlier value of the list before goes with one of the list behind.
    fn join_lists(&mut self, scene: &Scene<'_>, a: usize, b: usize, direction: Direction) -> bool {
        let later = run_from(scene, b);
        let mut earlier = vec![a];
        while let Some(&first) = earlier.last()
            && let Some(previous) = scene.previous(first)
            && earlier.len() < later.len()
            && same_measure(scene, previous, a)
            && joins(scene.slice(Span::new(scene.span(previous).end(), scene.span(first).start())))
        {
            earlier.push(previous);
        }
        earlier.reverse();
        if later.len() < 2 || earlier.len() != later.len() || earlier.iter().any(|&i| self.of(i).is_some()) {
            return false;
        }
        for (&from, &to) in earlier.iter().zip(&later) {
            let number = self.open(direction);
            self.put(from, number, Part::From);
            self.put(to, number, Part::To);
        }
        true
    }

    /// 减少20元、25%; 增加150人(12.5%): the same change, as an amount and as a rate.
    fn gives_rate(&self, scene: &Scene<'_>, a: usize, b: usize, text: &str) -> bool {
        let Some((number, Part::By)) = self.of(a) else { return false };
        let joined = matches!(text.trim(), "、" | "," | "，" | "(" | "（" | "或" | "即");
        let percent = |i| scene.dimension(i) == Some(Dimension::Percent);
        let points = scene.dimension(a) == Some(Dimension::Points);
        let after = scene.text.get(scene.span(b).end()..).unwrap_or_default().trim_start();
        let ends = after.is_empty() || after.starts_with([',', '，', '。', '；', ';', ')', '）', '\n']);
        joined && ends && percent(b) && !percent(a) && !points && self.slot_free(number, Part::Rate)
    }

    /// An absolute change must be in the unit of the values it changes.
    fn fits_level(&self, scene: &Scene<'_>, number: usize, b: usize, part: Part) -> bool {
        let level = self.list.get(number).and_then(|c| c.to.or(c.from));
        level.is_none_or(|level| part_of(scene, level, b) == Some(part))
    }

    fn slot_free(&self, number: usize, part: Part) -> bool {
        self.list.get(number).is_some_and(|c| match part {
            Part::By => c.by.is_none(),
            Part::Rate => c.rate.is_none(),
            Part::From => c.from.is_none(),
            Part::To => c.to.is_none(),
        })
    }

    /// A人,比上年的B人增加d人: the value that is compared stands before the earlier one.
    fn level_before(&self, scene: &Scene<'_>, earlier: usize) -> Option<usize> {
        let mut at = scene.previous(earlier)?;
        for step in 0..4 {
            if scene.sentence(at) != scene.sentence(earlier) {
                return None;
            }
            // An average further back is not what a total is compared with.
            let average = step > 0 && scene.said(at).contains('均');
            if scene.dimension(at) == scene.dimension(earlier) && !average {
                let level = divided(scene, at).unwrap_or(at);
                return self.of(level).is_none().then_some(level);
            }
            at = scene.previous(at)?;
        }
        None
    }

    fn told_earlier(&self, scene: &Scene<'_>, compare: &Compare, index: usize) -> bool {
        let before = scene.said(index);
        // 比去年增加1.8万人 is a change, and no value of last year.
        if ends_in_verb(trim_hedges(before.trim_end(), compare), compare).is_some() {
            return false;
        }
        compare.earlier.ends(before, 1)
            || ["比", "较", "与"].iter().any(|w| before.trim_start().starts_with(w))
            || scene.mentions.get(index.wrapping_sub(1)).is_some_and(|date| {
                let between = scene.slice(Span::new(date.span.end(), scene.span(index).start()));
                let lead = scene.text.get(..date.span.start()).unwrap_or_default();
                date.date().is_some()
                    && between.trim_start_matches('的').is_empty()
                    && lead.ends_with(['比', '较', '与'])
            })
    }

    /// A change or rate that stands without its values: 门诊人次增长12%.
    fn alone(&mut self, scene: &Scene<'_>, compare: &Compare, index: usize) {
        let window = scene.window(index);
        let before = scene.slice(window.before).trim_end();
        let bounded = compare.bounds.take_end(before).unwrap_or(before);
        let hedged = trim_hedges(bounded, compare);
        let dimension = scene.dimension(index);
        let rate = matches!(dimension, Some(Dimension::Percent | Dimension::Multiple));
        let Some(direction) =
            ends_in_verb(hedged, compare).or_else(|| rate.then(|| short_verb(hedged)).flatten())
        else {
            return;
        };
        let part = match dimension {
            Some(Dimension::Percent | Dimension::Multiple | Dimension::Rate) => Part::Rate,
            _ => Part::By,
        };
        let number = self.open(direction);
        self.put(index, number, part);
    }
}

/// Whether a word says that the number before it is an earlier value.
pub(crate) fn says_earlier(before: &str, compare: &Compare) -> bool {
    let before = before.trim_end();
    compare.earlier.ends(before, 2)
}

/// 收入A万元,其中财政a万元、其他b万元,比上年增长r%: behind a list of parts it is the whole that is compared.
fn divided(scene: &Scene<'_>, last: usize) -> Option<usize> {
    let listed = |&part: &usize| {
        let before = scene.previous(part).filter(|&i| scene.segment(i) == scene.segment(part))?;
        let between = scene.slice(Span::new(scene.span(before).end(), scene.span(part).start()));
        between.starts_with(['、', '和']).then_some(before)
    };
    let first = std::iter::successors(Some(last), listed).take(12).last().filter(|&first| first != last)?;
    let whole = scene.previous(first).filter(|&i| scene.segment(i) == scene.segment(first))?;
    let of_which = scene.cues.sums.of_which.within(scene.said(first));
    (of_which && scene.dimension(whole) == scene.dimension(last)).then_some(whole)
}

fn part_of(scene: &Scene<'_>, level: usize, b: usize) -> Option<Part> {
    match (scene.dimension(level), scene.dimension(b)) {
        (_, Some(Dimension::Points)) => Some(Part::By),
        (_, Some(Dimension::Multiple)) => Some(Part::Rate),
        (_, Some(Dimension::Percent)) => Some(Part::Rate),
        (x, y) if x == y => Some(Part::By),
        (Some(x), Some(y)) if loosely_same(x, y) => Some(Part::By),
        _ => None,
    }
}

fn loosely_same(x: Dimension, y: Dimension) -> bool {
    let counter = |d| {
        matches!(
            d,
            Dimension::Count | Dimension::Person | Dimension::Thing | Dimension::Kind | Dimension::Event
        )
    };
    x == y || counter(x) && counter(y)
}

fn same_measure(scene: &Scene<'_>, a: usize, b: usize) -> bool {
    match (scene.dimension(a), scene.dimension(b)) {
        (Some(x), Some(y)) => loosely_same(x, y) && !matches!(y, Dimension::Points),
        (None, Some(y)) | (Some(y), None) => !matches!(y, Dimension::Points),
        (None, None) => true,
    }
}

/// 由2010年的A: a date stands between 由 and the number.
fn dated_from(scene: &Scene<'_>, index: usize) -> bool {
    scene.mentions.get(index.wrapping_sub(1)).is_some_and(|date| {
        let between = scene.slice(Span::new(date.span.end(), scene.span(index).start()));
        let lead = scene.text.get(..date.span.start()).unwrap_or_default();
        date.date().is_some()
            && between.trim_start_matches(['的', '末', '底']).is_empty()
            && lead.trim_end().ends_with(['由', '从'])
    })
}

/// A人,比上年净增d人(2009年为B人): an aside that dates a value of the same kind back.
fn dated_aside(scene: &Scene<'_>, a: usize, b: usize) -> bool {
    let year = |mention: &Mention| mention.date().and_then(|date| date.start.year);
    let between = scene.mentions.get(a + 1..b).unwrap_or_default();
    let [date] = between else { return false };
    let Some(then) = year(date) else { return false };
    let opening = scene.slice(Span::new(scene.span(a).end(), date.span.start()));
    let closing = scene.slice(Span::new(date.span.end(), scene.span(b).start()));
    // A year that another bracket names is that of another earlier value.
    let open = |&i: &usize| scene.clause(i).is_none_or(|clause| !clause.bracketed);
    let now = (0..a).rev().take(12).filter(open).find_map(|i| scene.mentions.get(i).and_then(year));
    matches!(opening.trim(), "(" | "（")
        && matches!(closing.trim(), "" | "为" | "是" | "仅" | "仅为" | "只有")
        && now.is_none_or(|now| then < now)
}
