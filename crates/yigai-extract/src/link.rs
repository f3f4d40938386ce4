//! Where the words stand that may say what a number measures.

use yigai_quantity::Dimension;
use yigai_span::Span;

use crate::cues::NamingCues;
use crate::lexicon::Lexicon;
use crate::marks::Cue;
use crate::memory::Seen;
use crate::question::{Asked, Choice, ENOUGH, Lead, MOST_KIN, Place, Question};
use crate::scene::{Scene, Under};
use crate::terms::{Hit, Terms};
use crate::window::Window;
use crate::wording::{Gate, Headed};
use crate::words::{CHAR, gap, is_letter, letters};

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
    pub(crate) tabular: bool,
    /// For each programme whether the document speaks of it at all.
    pub(crate) spoken_of: Vec<bool>,
    /// For each wording whether the document has words of all its groups, as far as that was asked.
    pub(crate) possible: Vec<Option<bool>>,
    /// The words right before and behind the number at hand, up to its neighbours.
    pub(crate) beside: Seen<(Span, Span)>,
    /// The words of the headings around it.
    pub(crate) headed: Seen<Under>,
    /// The words of the title.
    pub(crate) titled: Seen<()>,
    /// The programmes of the headings around the last number.
    pub(crate) programmes: Option<(Under, Vec<u16>)>,
    /// The heads near the number at hand.
    pub(crate) leads: Vec<Lead<'a>>,
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
            leads: Vec::new(),
        }
    }

    pub(crate) fn naming(&self) -> &'a NamingCues {
        &self.scene.cues.naming
    }

    /// The best indicator for a number, or none where the words say too little.
    pub(crate) fn best(&mut self, asked: Asked<'_>) -> Option<Choice> {
        self.best_above(asked, i32::MIN)
    }

    /// The same, where only one that scores higher is of use.
    pub(crate) fn best_above(&mut self, asked: Asked<'_>, above: i32) -> Option<Choice> {
        let Asked { index, window, .. } = asked;
        let mut question = Question { above, ..self.question(asked) };
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
            let lead = self.lead(&question, headed, window.before, Place::Before, 96 + 2 * length, 0);
            lead.into_iter().for_each(|lead| self.weigh_all(&mut question, lead));
        }
        // 9个县, 12个部门: what is counted are places and offices, whatever is said of them further on.
        let of_places = noun_follows && self.naming().starts_with_place(self.scene.slice(after));
        let mut leads = std::mem::take(&mut self.leads);
        leads.clear();
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
                leads.extend(self.lead_at(&question, hit, place, near, leads.len() + 1));
            }
        }
        // The most promising first, so that the others need not be looked at.
        leads.sort_by_key(|lead| std::cmp::Reverse(lead.most));
        leads.iter().for_each(|lead| self.weigh_all(&mut question, *lead));
        self.leads = leads;
        question.chosen()
    }

    fn question<'m>(&mut self, asked: Asked<'m>) -> Question<'m> {
        let Window { before, after, .. } = *asked.window;
        self.beside.enter(self.terms, (before, after), [before, after]);
        Question {
            gate: self.lexicon.gates.asked(asked.gate),
            own_rate: self.own_rate(asked.window, asked.gate),
            wanting: false,
            above: i32::MIN,
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
        let mut order = 0..;
        for (word, headed) in &self.lexicon.items {
            let is = match end {
                ItemEnd::First => text.ends_with(word.as_str()),
                ItemEnd::Middle => text == word,
                ItemEnd::Last => text.starts_with(word.as_str()),
            };
            // 乡镇、县、县外起付线分别为: kinds of hospital, and no levels of government; nor are they in 在县、乡间分配.
            if is && !self.ruled && !text.starts_with('在') {
                let near = 100 + 2 * i32::try_from(word.chars().count()).unwrap_or(0);
                let order = order.next().unwrap_or_default();
                let lead = self.lead(&question, headed, item, Place::Item, near, order);
                lead.into_iter().for_each(|lead| self.weigh_all(&mut question, lead));
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
                let order = order.next().unwrap_or_default();
                let lead = self.lead_at(&question, hit, Place::Item, near, order);
                lead.into_iter().for_each(|lead| self.weigh_all(&mut question, lead));
            }
        }
        for hit in self.terms.heads(window.before, question.gate) {
            let order = order.next().unwrap_or_default();
            let lead = self.lead_at(&question, hit, Place::Item, 80, order);
            lead.into_iter().for_each(|lead| self.weigh_all(&mut question, lead));
        }
        question.chosen()
    }

    /// The wordings whose head stands at a place; none where they cannot count enough.
    fn lead_at(
        &self,
        question: &Question<'_>,
        hit: &Hit,
        place: Place,
        near: i32,
        order: usize,
    ) -> Option<Lead<'a>> {
        let headed = self.lexicon.heads.get(hit.term as usize)?;
        let length = self.lexicon.terms.get(hit.term as usize).map_or(0, |(_, chars)| i32::from(*chars));
        self.lead(question, headed, hit.span, place, near + 2 * length.min(10), order)
    }

    fn lead(
        &self,
        question: &Question<'_>,
        headed: &'a Headed,
        head: Span,
        place: Place,
        near: i32,
        order: usize,
    ) -> Option<Lead<'a>> {
        let gated = headed.of(question.gate)?;
        let most = near + self.most_kin() + gated.most.where_listed(self.item.is_some());
        (most >= ENOUGH).then_some(Lead { gated, head, place, near, most, order })
    }

    pub(crate) fn most_kin(&self) -> i32 {
        if self.family.is_some() { MOST_KIN } else { 0 }
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

    /// 高血压患者规范管理率a、糖尿病b: the same measure of the family that the number's own words name.
    pub(crate) fn sibling(&self, of: u16, window: &Window) -> Option<u16> {
        let id = &self.lexicon.targets.get(of as usize)?.id;
        let (_, measure) = id.split_once('_')?;
        let (name, _) =
            self.lexicon.families.iter().find(|(_, words)| self.terms.any_inside(window.before, words))?;
        let sought = format!("{name}_{measure}");
        self.lexicon.targets.iter().position(|target| *target.id == *sought).map(|at| at as u16)
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
