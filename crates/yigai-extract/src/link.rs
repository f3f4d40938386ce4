use yigai_quantity::Dimension;
use yigai_span::Span;

use rust_decimal::Decimal;

use crate::cues::NamingCues;
use crate::lexicon::Lexicon;
use crate::marks::Cue;
use crate::memory::{Memory, Seen};
use crate::scene::{Scene, Under};
use crate::terms::{Hit, Terms};
use crate::window::Window;
use crate::wording::{Brief, Gate, Headed, MOST_BESIDE, MOST_OF_ITEM, MOST_SUPPORT, Target, TermId, Wording};
use crate::words::{is_letter, letters};

/// An indicator that the words around a number speak for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Choice {
    /// As an index into the lexicon's targets.
    pub(crate) target: u16,
    pub(crate) score: i32,
    /// The head that decided.
    pub(crate) head: Span,
    pub(crate) place: Place,
}

/// A number that an indicator is sought for.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'m> {
    pub(crate) memory: &'m Memory,
    pub(crate) index: usize,
    pub(crate) window: &'m Window,
    pub(crate) gate: Gate,
}

/// Where the head stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Before,
    Lead,
    After,
    Earlier,
    Topic,
    Item,
}

impl Place {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Before => "before the number",
            Self::Lead => "before its neighbour",
            Self::After => "after the number",
            Self::Earlier => "earlier in the sentence",
            Self::Topic => "in the heading",
            Self::Item => "in the list",
        }
    }
}

/// The most that an indicator's family and a heading add.
const MOST_KIN: i32 = 60;
const PRIOR: i32 = 10;

/// Below this the words say too little.
const ENOUGH: i32 = 62;

/// A number that an indicator is sought for, and what is the same for all wordings.
struct Question<'m> {
    asked: Asked<'m>,
    /// The unit of the number, as the wordings number them.
    gate: u32,
    /// Where the name ends that the words before the number give to a rate: 出院患者随访率.
    own_rate: Option<usize>,
    /// Whether what is counted is said not to be there: only what measures a lack may be meant.
    wanting: bool,
    best: Option<Choice>,
}

impl Question<'_> {
    /// Whether so much evidence is too little, or cannot lift a wording over the best so far.
    fn is_hopeless(&self, most: i32) -> bool {
        most < ENOUGH || self.best.is_some_and(|best| most + PRIOR <= best.score)
    }
}

/// Finds the indicator that the words around a number speak for.
pub(crate) struct Linker<'a> {
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) scene: &'a Scene<'a>,
    pub(crate) terms: &'a Terms,
    /// The title of the report: what the whole of it is about.
    pub(crate) title: Span,
    /// Where the number's own item of a list lies, and the list.
    pub(crate) item: Option<(Span, Span)>,
    /// The family of indicators (htn, dm, …) of the number that this one is dealt out to.
    pub(crate) family: Option<u16>,
    /// Whether the number before, in the same list, is a rule: 起付线乡级80元、县级200元 names no level of government.
    pub(crate) ruled: bool,
    /// Whether the number is a change.
    pub(crate) changing: bool,
    /// Whether the sentences are the cells of a table: what its caption says is said in each of them.
    tabular: bool,
    /// For each programme whether the document speaks of it at all.
    spoken_of: Vec<bool>,
    /// For each wording whether the document has words of all its groups, as far as that was asked.
    possible: Vec<Option<bool>>,
    /// The words right before and behind the number at hand, up to its neighbours.
    beside: Seen<(Span, Span)>,
    /// The words of the headings around it.
    headed: Seen<Under>,
    /// The words of the title.
    titled: Seen<()>,
    /// The programmes of the headings around the last number.
    programmes: Option<(Under, Vec<u16>)>,
}

/// More than this no thousand or ten thousand inhabitants have of doctors or nurses.
const MOST_PER_CAPITA: Decimal = Decimal::from_parts(200, 0, 0, false, 0);

/// No fund, contribution or expenditure of a scheme is smaller, in 元.
const SMALLEST_FUND: Decimal = Decimal::from_parts(1_000, 0, 0, false, 0);

const CHAR: usize = 3;

fn gap(chars: usize, most: i32) -> i32 {
    i32::try_from(chars / CHAR).unwrap_or(most).min(most)
}

impl<'a> Linker<'a> {
    pub(crate) fn new(lexicon: &'a Lexicon, scene: &'a Scene<'a>, title: Span, tabular: bool) -> Self {
        let terms = &scene.terms;
        let spoken_of = lexicon.needs.iter().map(|words| words.is_empty() || terms.any(words)).collect();
        Self {
            ruled: false,
            tabular,
            changing: false,
            spoken_of,
            possible: vec![None; lexicon.wordings.len()],
            beside: Seen::new(lexicon),
            headed: Seen::new(lexicon),
            titled: Seen::new(lexicon),
            lexicon,
            scene,
            terms,
            title,
            item: None,
            family: None,
            programmes: None,
        }
    }

    fn naming(&self) -> &'a NamingCues {
        &self.scene.cues.naming
    }

    /// The best indicator for a number, or none where the words say too little.
    pub(crate) fn best(&mut self, asked: Asked<'_>) -> Option<Choice> {
        let Asked { index, window, .. } = asked;
        let mut question = self.question(asked);
        question.wanting = self.is_wanting(asked);
        let before = self.scene.slice(window.before);
        let after = skip_bound(self.naming(), self.scene.slice(window.after), window.after);
        let counter = self.scene.dimension(index).is_none_or(counts);
        let noun_follows = counter && self.scene.slice(after).chars().next().is_some_and(is_word);
        let listed = self.scene.says(index, Cue::OfWhich) && self.scene.cues.sums.of_which.within(before);
        let named = listed || noun_follows || own_words(self.naming(), before) >= 3;
        let zones = [
            (window.before, Place::Before, if noun_follows { 78 } else { 100 }),
            (window.lead, Place::Lead, 84),
            (after, Place::After, if counter { 102 } else { 66 }),
            (window.topic, Place::Topic, if named { 46 } else { 66 }),
            (
                Span::new(self.scene.segment_start(index).min(window.before.start()), window.before.start()),
                Place::Earlier,
                if named { 40 } else { 58 },
            ),
        ];
        let exact = before.trim_matches(|c: char| {
            matches!(c, ' ' | '、' | ',' | '，' | '和' | '(' | '（') || c.is_whitespace()
        });
        let exact = exact.strip_prefix("其中").unwrap_or(exact).trim_start_matches([':', '：']);
        if !self.ruled
            && let Some((_, headed)) =
                self.lexicon.item_of.get(exact).and_then(|&at| self.lexicon.items.get(at))
        {
            // What a whole item says weighs more than a word in it.
            let length = i32::try_from(exact.chars().count()).unwrap_or(10).min(10);
            self.weigh_all(&mut question, headed, window.before, 96 + 2 * length, Place::Before);
        }
        // 9个县, 12个部门: what is counted are places and offices, whatever is said of them further on.
        let of_places = noun_follows && self.naming().starts_with_place(self.scene.slice(after));
        for (zone, place, base) in zones {
            if zone.is_empty() || of_places && matches!(place, Place::Lead | Place::Topic | Place::Earlier) {
                continue;
            }
            for hit in self.terms.heads(zone, question.gate) {
                let distance = match place {
                    Place::After => hit.span.start().saturating_sub(after.start()),
                    Place::Topic => 0,
                    _ => zone.end().saturating_sub(hit.span.end()),
                };
                if place == Place::After && of_places && distance > 0 {
                    continue;
                }
                let near = match place {
                    Place::After => base - 2 * gap(distance, 30),
                    Place::Earlier => base - gap(distance, 30) / 2,
                    Place::Before if of_places => base - 30 - gap(distance, 30),
                    _ => base - gap(distance, 30),
                };
                self.try_heads(&mut question, hit, near, place);
            }
        }
        question.best
    }

    fn question<'m>(&mut self, asked: Asked<'m>) -> Question<'m> {
        let Window { before, after, .. } = *asked.window;
        self.beside.enter(self.terms, (before, after), [before, after]);
        Question {
            gate: self.lexicon.gates.asked(asked.gate),
            own_rate: self.own_rate(asked.window, asked.gate),
            wanting: false,
            best: None,
            asked,
        }
    }

    /// 护士缺口64人: what is wanting is no stock.
    fn is_wanting(&self, asked: Asked<'_>) -> bool {
        if !self.scene.says(asked.index, Cue::Wanting) {
            return false;
        }
        let before = self.scene.slice(asked.window.before).trim_end();
        let words = self.naming().trim_leading(before);
        self.scene.dimension(asked.index).is_some_and(counts) && self.naming().wanting.ends(words, 1)
    }

    /// The best indicator for a number whose words are one item of a list: 高、中、初级…分别是.
    pub(crate) fn best_of_item(
        &mut self,
        asked: Asked<'_>,
        item: Span,
        end: ItemEnd,
        list: Span,
    ) -> Option<Choice> {
        let window = asked.window;
        let text = self.scene.slice(item).trim();
        let mut question = self.question(asked);
        for (word, headed) in &self.lexicon.items {
            let is = match end {
                ItemEnd::First => text.ends_with(word.as_str()),
                ItemEnd::Middle => text == word,
                ItemEnd::Last => text.starts_with(word.as_str()),
            };
            // 乡镇、县、县外起付线分别为: kinds of hospital, and no levels of government.
            if is && !self.ruled {
                let near = 100 + 2 * i32::try_from(word.chars().count()).unwrap_or(0);
                self.weigh_all(&mut question, headed, item, near, Place::Item);
            }
        }
        // A head at the end of the list (患者规范管理率) is every item's; a disease in another item is not this one's.
        let last = last_item(self.scene.slice(list)).map_or(list.end(), |at| list.start() + at);
        for hit in self.terms.heads(list, question.gate) {
            let own = item.covers(hit.span);
            // 门诊、住院次均费用: 住院次均费用 is of the last item, 次均费用 of all.
            if end != ItemEnd::Last && hit.span.start() <= last && last < hit.span.end() {
                continue;
            }
            let behind = hit.span.end() + 2 * CHAR >= list.end();
            let shared = behind || self.scene.slice(window.before).len() > 2 * CHAR;
            if own || shared {
                let near = if own { 90 } else { 80 };
                self.try_heads(&mut question, hit, near, Place::Item);
            }
        }
        for hit in self.terms.heads(window.before, question.gate) {
            self.try_heads(&mut question, hit, 80, Place::Item);
        }
        question.best
    }

    fn try_heads(&mut self, question: &mut Question<'_>, hit: &Hit, near: i32, place: Place) {
        let Hit { term, span, .. } = *hit;
        let Some(headed) = self.lexicon.heads.get(term as usize) else { return };
        let length = self.lexicon.terms.get(term as usize).map_or(0, |(_, chars)| i32::from(*chars));
        self.weigh_all(question, headed, span, near + 2 * length.min(10), place);
    }

    fn weigh_all(
        &mut self,
        question: &mut Question<'_>,
        headed: &Headed,
        head: Span,
        near: i32,
        place: Place,
    ) {
        // What no support could lift over the best so far need not be looked at.
        let kin = if self.family.is_some() { MOST_KIN } else { 0 };
        let Some(gated) = headed.of(question.gate) else { return };
        let listed = self.item.is_some();
        if question.is_hopeless(near + kin + gated.most.where_listed(listed)) {
            return;
        }
        for brief in &gated.briefs {
            if !question.is_hopeless(near + kin + brief.most.where_listed(listed)) {
                self.weigh(question, brief, head, near, place);
            }
        }
    }

    /// Whether the document has words of all groups of a wording.
    fn is_possible(&mut self, number: u32, wording: &Wording) -> bool {
        let Some(known) = self.possible.get_mut(number as usize) else { return false };
        *known.get_or_insert_with(|| wording.groups.iter().all(|(group, _)| self.terms.any(group)))
    }

    fn weigh(&mut self, question: &mut Question<'_>, brief: &Brief, head: Span, near: i32, place: Place) {
        let Asked { memory, index, window, .. } = question.asked;
        let Some(wording) = self.lexicon.wordings.get(brief.wording as usize) else { return };
        let Some(target) = self.lexicon.targets.get(wording.indicator as usize) else { return };
        if !self.is_possible(brief.wording, wording)
            || !self.spoken_of.get(usize::from(brief.programme)).is_none_or(|&spoken| spoken)
            || target.change && !self.changing
            || question.wanting && !target.lack
            // The head holds the name of the rate, or at least reaches into it.
            || !matches!(place, Place::After | Place::Item)
                && question.own_rate.is_some_and(|end| head.end() + 2 * CHAR < end)
            || self.wrong_unit(wording, index)
            || self.wrong_size(target, index)
            || self.vetoed(wording, head, place, window.sentence)
            || !self.beside(wording, target, index, window)
        {
            return;
        }
        let Some(support) = self.support(memory, index, wording, place) else { return };
        let family = self.kinship(target);
        let evidence = near + support + family - wording.penalty;
        if question.is_hopeless(evidence) || wording.weak && !self.unqualified(window, head, place) {
            return;
        }
        let score = evidence + self.prior(index, target);
        let choice = Choice { target: wording.indicator, score, head, place };
        if question.best.is_none_or(|best| choice.score > best.score) {
            question.best = Some(choice);
        }
    }

    /// 出院患者随访率98%: a rate with a name of its own is no other rate that was spoken of before.
    fn own_rate(&self, window: &Window, gate: Gate) -> Option<usize> {
        if !matches!(gate, Gate::Of(Some(Dimension::Percent) | None)) {
            return None;
        }
        let words = self.naming().trim_leading(self.scene.slice(window.before).trim_end());
        let stem = ["率", "占比", "比重"].iter().find_map(|end| words.strip_suffix(end))?;
        let named = stem.chars().rev().take_while(|c| is_letter(*c)).take(2).count() == 2;
        named.then_some(window.before.start() + words.len())
    }

    /// Figures under a heading about a programme are likely of that programme.
    fn prior(&mut self, index: usize, target: &Target) -> i32 {
        let under = self.scene.under(index);
        if self.programmes.as_ref().is_none_or(|(of, _)| *of != under) {
            self.programmes = Some((under, self.heading_programmes(index)));
        }
        let known = self.programmes.as_ref().is_some_and(|(_, list)| list.contains(&target.programme_number));
        if known { PRIOR } else { 0 }
    }

    /// The programmes that the nearest heading with a word of any programme speaks of; else the title.
    fn heading_programmes(&self, index: usize) -> Vec<u16> {
        let spoken = |title: Span| -> Vec<u16> {
            let said =
                self.terms.inside(title).filter_map(|hit| self.lexicon.speaks_of.get(hit.term as usize));
            said.flatten().copied().collect()
        };
        self.scene
            .headings(index)
            .filter(|title| title.len() <= 120)
            .chain([self.title])
            .map(spoken)
            .find(|list| !list.is_empty())
            .unwrap_or_default()
    }

    /// How close an indicator is to that of the number which this one is dealt out to: its own rate, or one of its family.
    fn kinship(&self, target: &Target) -> i32 {
        let Some(other) = self.family.and_then(|i| self.lexicon.targets.get(i as usize)) else {
            return 0;
        };
        if target.family != other.family {
            0
        } else if target.id != other.id && target.id.starts_with(&*other.id) {
            MOST_KIN
        } else {
            40
        }
    }

    /// Whether nothing but a verb stands before the head.
    fn unqualified(&self, window: &Window, head: Span, place: Place) -> bool {
        let words = self.scene.slice(Span::new(window.before.start(), head.start()));
        place == Place::Before && window.before.covers(head) && letters(words) <= 1
    }

    /// 高血压患者规范管理率a、糖尿病b: the same measure of the family that the number's own words name.
    pub(crate) fn sibling(&self, of: u16, window: &Window) -> Option<u16> {
        let id = &self.lexicon.targets.get(of as usize)?.id;
        let (_, measure) = id.split_once('_')?;
        let (name, _) =
            self.lexicon.families.iter().find(|(_, words)| self.terms.any_inside(window.before, words))?;
        let sought = format!("{name}_{measure}");
        self.lexicon.targets.iter().position(|target| *target.id == *sought).map(|at| at as u16)
    }

    /// Words that never stand beside a figure of the indicator, and those that must stand in its clause.
    fn beside(&self, wording: &Wording, target: &Target, index: usize, window: &Window) -> bool {
        let near = |group: &Vec<TermId>| {
            let clause = self.scene.clause(index).map_or(window.before, |c| c.span);
            self.terms.any_inside(Span::new(clause.start(), self.scene.span(index).start()), group)
        };
        !self.beside.any(&target.never) && wording.beside.iter().all(near)
    }

    fn wrong_unit(&self, wording: &Wording, index: usize) -> bool {
        let unit = self.scene.quantity(index).and_then(|q| q.unit.as_ref()).map(|u| u.name());
        !wording.units.is_empty() && !wording.units.iter().any(|u| Some(u.as_str()) == unit)
    }

    /// A sum of money for a whole county is no rule for one person, and a rule for one person is no fund.
    fn wrong_size(&self, target: &Target, index: usize) -> bool {
        let Some(quantity) = self.scene.quantity(index) else { return false };
        if !target.may_be(quantity.value) {
            return true;
        }
        match self.scene.dimension(index) {
            Some(Dimension::Money) => {
                target.standard && quantity.value > target.largest
                    || target.fund && quantity.value < SMALLEST_FUND
            }
            // 每千人口医师2.43人: nobody counts parts of a person, and no thousand people have hundreds of doctors.
            Some(Dimension::Person) => {
                let parts = quantity.stated.number.scale() > 0 && quantity.stated.scale == Decimal::ONE;
                parts != target.density && (parts || quantity.value > MOST_PER_CAPITA)
            }
            _ => false,
        }
    }

    fn vetoed(&self, wording: &Wording, head: Span, place: Place, sentence: Span) -> bool {
        if wording.vetoes.is_empty() {
            return false;
        }
        let around = match place {
            Place::Before | Place::After => None,
            _ => {
                let from = head.start().saturating_sub(6 * CHAR).max(sentence.start().min(head.start()));
                Some(Span::new(from, head.end() + 4 * CHAR))
            }
        };
        self.beside.any(&wording.vetoes)
            || around.is_some_and(|span| self.terms.any_inside(span, &wording.vetoes))
    }

    /// What the further groups of a wording add; `None` where one of them is absent.
    fn support(&mut self, memory: &Memory, index: usize, wording: &Wording, place: Place) -> Option<i32> {
        let (scene, terms) = (self.scene, self.terms);
        let at = scene.span(index);
        let absent = self.lexicon.targets.get(wording.indicator as usize).map_or(&[][..], |t| &t.absent);
        let mut absent = wording.absent.iter().chain(absent);
        if absent.any(|&term| memory.in_sentence(terms, term).any(|span| span.end() <= at.start())) {
            return None;
        }
        let clause = scene.clause(index);
        let (clause_end, segment) = clause.map_or((at.end(), 0), |c| (c.span.end(), c.segment));
        let item = self.item;
        let weight = |span: Span| {
            if let Some((own, list)) = item.filter(|(_, list)| list.covers(span)) {
                return Some(if own.covers(span) {
                    MOST_OF_ITEM
                } else if list.end() <= span.end() + 2 * CHAR {
                    12
                } else {
                    -16
                });
            }
            if span.end() <= at.start() {
                Some(MOST_SUPPORT - gap(at.start() - span.end(), 48) / 4)
            } else if span.start() < clause_end {
                Some(14 - gap(span.start().saturating_sub(at.end()), 40) / 5)
            } else {
                // What follows in a further clause may still say what was done with what was counted.
                let same = scene.layout.at(span.start())?.segment == segment;
                let next = scene.next(index).map_or(usize::MAX, |i| scene.span(i).start());
                (same && place == Place::After && (next < clause_end || span.start() < next)).then_some(2)
            }
        };
        let mut sum = 0;
        for (group, wide) in &wording.groups {
            let mut here = None;
            for first in group.iter().filter_map(|&term| memory.first(term)) {
                here = here.max(memory.same_behind(terms, first).filter_map(weight).max());
            }
            sum += match here {
                Some(weight) => weight,
                None if *wide => self.wide_support(memory, index, group, at.start())?,
                // Other rows say nothing of this one; the caption does.
                None if self.tabular => self.headed_support(index, group)?,
                None => return None,
            };
        }
        // A wording whose further words all stand in the clause itself says more than its head alone.
        Some(sum + MOST_BESIDE * wording.beside.len().min(1) as i32)
    }

    fn wide_support(&mut self, memory: &Memory, index: usize, group: &[TermId], at: usize) -> Option<i32> {
        let start = self.scene.heading_start(index);
        if let Some(seen) = group.iter().filter_map(|&term| memory.since(term, start)).max() {
            return Some(10 - gap(at.abs_diff(seen), 140) / 20);
        }
        self.headed_support(index, group)
    }

    fn headed_support(&mut self, index: usize, group: &[TermId]) -> Option<i32> {
        self.headed.enter(self.terms, self.scene.under(index), self.scene.headings(index));
        if self.headed.any(group) {
            return Some(5);
        }
        self.titled.enter(self.terms, (), [self.title]);
        self.titled.any(group).then_some(3)
    }
}

/// Where an item stands in its list: the first shares its end with the words before, the last its start with those after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ItemEnd {
    First,
    Middle,
    Last,
}

/// Where the last item of a list begins.
fn last_item(list: &str) -> Option<usize> {
    let (at, joint) = list.char_indices().rev().find(|(_, c)| "、和与".contains(*c))?;
    Some(at + joint.len_utf8())
}

/// How many letters of a name stand before a number, without the verbs that lead to it.
fn own_words(naming: &NamingCues, before: &str) -> usize {
    let mut text = before.trim_matches(|c: char| !is_letter(c));
    while let Some(shorter) = naming.leading.take_end(text).or_else(|| naming.leading.take(text)) {
        text = shorter;
    }
    letters(text)
}

fn counts(dimension: Dimension) -> bool {
    !matches!(
        dimension,
        Dimension::Money | Dimension::Percent | Dimension::Points | Dimension::Rate | Dimension::Multiple
    )
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || "“\"《〈".contains(c)
}

fn skip_bound(naming: &NamingCues, text: &str, span: Span) -> Span {
    let mut rest = text.trim_start();
    while let Some(shorter) = naming.bounds_behind.take(rest) {
        rest = shorter.trim_start();
    }
    Span::new(span.start() + (text.len() - rest.len()), span.end())
}
