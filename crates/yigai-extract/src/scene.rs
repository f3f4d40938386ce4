use std::borrow::Cow;

use yigai_quantity::{Dimension, Mention, Quantity};
use yigai_span::Span;
use yigai_text::{MarkerStyle, Structure};

use crate::cues::Cues;
use crate::grid::Grid;
use crate::heads::{self, Head};
use crate::layout::{Clause, Layout};
use crate::marks::{Cue, CueMarks, Said};
use crate::terms::Terms;
use crate::vocabulary::Vocabulary;
use crate::window::Window;

/// What every pass looks at: the clean text, its numbers, and where its clauses lie.
pub(crate) struct Scene<'a> {
    pub(crate) text: &'a str,
    pub(crate) mentions: &'a [Mention],
    pub(crate) structure: &'a Structure,
    pub(crate) layout: &'a Layout,
    pub(crate) cues: &'a Cues,
    pub(crate) marks: CueMarks,
    pub(crate) terms: Terms,
    /// The tables, in order.
    grids: &'a [Grid],
    /// The headings without numbers.
    heads: Vec<Head>,
    /// For each section the words that lead to its list.
    leads: Vec<Span>,
    /// For each section where the chapter (一、) around it begins.
    chapters: Vec<usize>,
    /// The headings that numbers stand under, in order.
    unders: Vec<Under>,
    /// The quantities outside the cells of tables, as indices into the mentions.
    pub(crate) quantities: Vec<usize>,
    /// What every pass asks of each mention.
    places: Vec<Place>,
    /// For each stretch between two semicolons where it begins.
    segment_starts: Vec<usize>,
    /// The words around each quantity, in the order of the quantities: every pass asks for them.
    windows: Vec<Window>,
    /// For each mention the words before it, from the last comma or number on; none where it is no quantity.
    said: Vec<&'a str>,
    /// For each mention the cue words among those.
    cued: Vec<Said>,
}

/// Where a mention stands among the others.
#[derive(Clone, Copy, Debug)]
struct Place {
    clause: u32,
    sentence: u32,
    segment: u32,
    /// As an index into the headings.
    under: u32,
    /// How many quantities stand before it.
    rank: u32,
    /// The quantities before and after it, over those that are only part of the words; its own number for none.
    previous: u32,
    next: u32,
    dimension: Option<Dimension>,
    transparent: bool,
}

/// Under which headings a number stands: numbers that agree in this stand under the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Under {
    /// The innermost section.
    pub(crate) section: Option<u32>,
    /// The nearest heading without a number.
    pub(crate) marked: Option<Span>,
    /// The nearest one with another mark before it: ■ 下步计划 above its ● items.
    pub(crate) outer: Option<Span>,
}

impl<'a> Scene<'a> {
    pub(crate) fn new(
        text: &'a str,
        mentions: &'a [Mention],
        structure: &'a Structure,
        layout: &'a Layout,
        grids: &'a [Grid],
        cues: &'a Cues,
        vocabulary: &Vocabulary,
    ) -> Self {
        let mut cells: Vec<usize> =
            grids.iter().flat_map(|grid| &grid.cells).map(|cell| cell.mention).collect();
        cells.sort_unstable();
        let (terms, marks) = vocabulary.find(text);
        let mut scene = Self {
            grids,
            heads: heads::find(text, structure, &cues.modality),
            leads: heads::leads(text, structure),
            chapters: Vec::with_capacity(structure.sections.len()),
            unders: Vec::new(),
            said: vec![""; mentions.len()],
            cued: vec![Said::default(); mentions.len()],
            marks,
            terms,
            text,
            mentions,
            structure,
            layout,
            cues,
            quantities: Vec::new(),
            places: Vec::with_capacity(mentions.len()),
            segment_starts: Vec::new(),
            windows: Vec::new(),
        };
        for clause in &layout.clauses {
            if scene.segment_starts.len() <= clause.segment as usize {
                scene.segment_starts.resize(clause.segment as usize + 1, clause.span.start());
            }
        }
        scene.find_chapters();
        scene.place(&cells);
        scene.windows = scene.quantities.iter().map(|&index| scene.find_window(index)).collect();
        let cued = scene.marks.said(scene.windows.iter().map(|window| window.before));
        for ((&index, window), cues) in scene.quantities.iter().zip(&scene.windows).zip(cued) {
            if let (Some(said), Some(cued)) = (scene.said.get_mut(index), scene.cued.get_mut(index)) {
                *said = window.before.slice(text).unwrap_or_default();
                *cued = cues;
            }
        }
        scene
    }

    /// Parents stand before their children.
    fn find_chapters(&mut self) {
        for section in &self.structure.sections {
            let around = section.parent.and_then(|parent| self.chapters.get(parent)).copied();
            self.chapters.push(match section.style {
                MarkerStyle::Chapter | MarkerStyle::Chinese => section.marker.start(),
                _ => around.unwrap_or_default(),
            });
        }
    }

    fn place(&mut self, cells: &[usize]) {
        let mut clause = 0;
        let mut previous = None;
        for (index, mention) in self.mentions.iter().enumerate() {
            while self.layout.clauses.get(clause + 1).is_some_and(|c| c.span.start() <= mention.span.start())
            {
                clause += 1;
            }
            let quantity = mention.quantity();
            let dimension = quantity.and_then(|q| q.unit.as_ref()).map(|unit| unit.dimension());
            let own = index as u32;
            let around = self.layout.clauses.get(clause);
            let under = self.under_in(mention.span.start(), around.and_then(|clause| clause.section));
            if self.unders.last() != Some(&under) {
                self.unders.push(under);
            }
            self.places.push(Place {
                clause: clause as u32,
                sentence: around.map_or(0, |clause| clause.sentence),
                segment: around.map_or(0, |clause| clause.segment),
                under: self.unders.len() as u32 - 1,
                rank: self.quantities.len() as u32,
                previous: previous.unwrap_or(own),
                next: own,
                dimension,
                transparent: self.is_transparent(mention, dimension),
            });
            if quantity.is_some() && cells.binary_search(&index).is_err() {
                self.quantities.push(index);
                if !self.places.last().is_some_and(|place| place.transparent) {
                    previous = Some(own);
                }
            }
        }
        let mut next = None;
        let mut rest = self.quantities.as_slice();
        for (index, place) in self.places.iter_mut().enumerate().rev() {
            place.next = next.unwrap_or(index as u32);
            if let Some((last, before)) = rest.split_last()
                && *last == index
            {
                rest = before;
                if !place.transparent {
                    next = Some(index as u32);
                }
            }
        }
    }

    pub(crate) fn quantity(&self, index: usize) -> Option<&'a Quantity> {
        self.mentions.get(index).and_then(Mention::quantity)
    }

    pub(crate) fn dimension(&self, index: usize) -> Option<Dimension> {
        self.places.get(index).and_then(|place| place.dimension)
    }

    pub(crate) fn span(&self, index: usize) -> Span {
        self.mentions.get(index).map(|m| m.span).unwrap_or_default()
    }

    pub(crate) fn slice(&self, span: Span) -> &'a str {
        span.slice(self.text).unwrap_or_default()
    }

    /// The last bytes of a stretch, from a character on.
    pub(crate) fn tail(&self, span: Span, bytes: usize) -> &'a str {
        let words = self.slice(span);
        let from = words.len().saturating_sub(bytes);
        let from = (from..=words.len()).find(|&at| words.is_char_boundary(at)).unwrap_or(words.len());
        words.get(from..).unwrap_or_default()
    }

    pub(crate) fn clause_index(&self, index: usize) -> usize {
        self.places.get(index).map_or(0, |place| place.clause as usize)
    }

    pub(crate) fn clause(&self, index: usize) -> Option<&'a Clause> {
        self.layout.clauses.get(self.clause_index(index))
    }

    pub(crate) fn sentence(&self, index: usize) -> u32 {
        self.places.get(index).map_or(0, |place| place.sentence)
    }

    pub(crate) fn segment(&self, index: usize) -> u32 {
        self.places.get(index).map_or(0, |place| place.segment)
    }

    /// Where the stretch between two semicolons begins that holds the number.
    pub(crate) fn segment_start(&self, index: usize) -> usize {
        self.segment_starts.get(self.segment(index) as usize).copied().unwrap_or_default()
    }

    pub(crate) fn sentence_span(&self, sentence: u32) -> Span {
        self.layout.sentences.get(sentence as usize).copied().unwrap_or_default()
    }

    /// Whether the number is only a part of the words around it: 65岁以上老年人, 孕前三个月.
    pub(crate) fn transparent(&self, index: usize) -> bool {
        self.places.get(index).is_some_and(|place| place.transparent)
    }

    fn is_transparent(&self, mention: &Mention, dimension: Option<Dimension>) -> bool {
        let after = || self.text.get(mention.span.end()..).unwrap_or_default();
        match dimension {
            Some(Dimension::Grade) => true,
            // 2型糖尿病, 5岁以下: part of a name.
            None => after().starts_with('型'),
            // 寿命由75岁提高到77岁 holds figures; 65岁以上老年人 is a word.
            Some(Dimension::Age) => {
                let after = after().trim_start();
                let before = self.text.get(..mention.span.start()).unwrap_or_default().trim_end();
                let compare = &self.cues.compare;
                let verb = compare.up.at_start(after).or_else(|| compare.down.at_start(after));
                let rises = verb.is_some_and(|verb| verb.chars().count() > 1);
                !rises
                    && !self.cues.naming.age_verbs.ends(before, 1)
                    && after.chars().next().is_some_and(|c| c.is_alphanumeric() || "(（-—~～".contains(c))
            }
            Some(Dimension::Duration) => {
                let unit = mention.quantity().and_then(|q| q.unit.as_ref()).map(|unit| unit.name());
                let start = mention.span.start();
                let before = self.slice(Span::new(start.saturating_sub(9), start));
                !matches!(unit, Some("天" | "日"))
                    && !before.ends_with(['日', '间', '长', '天', '龄', '短', '期', '到', '为'])
            }
            _ => false,
        }
    }

    /// The quantity before this one, over those that are only part of the words.
    pub(crate) fn previous(&self, index: usize) -> Option<usize> {
        self.places.get(index).map(|place| place.previous as usize).filter(|&found| found != index)
    }

    /// The quantity after this one, over those that are only part of the words.
    pub(crate) fn next(&self, index: usize) -> Option<usize> {
        self.places.get(index).map(|place| place.next as usize).filter(|&found| found != index)
    }

    /// Whether a mention stands in a table.
    pub(crate) fn tabled(&self, index: usize) -> bool {
        let at = self.span(index).start();
        let after = self.grids.partition_point(|grid| grid.span.end() <= at);
        self.grids.get(after).is_some_and(|grid| grid.span.contains(at))
    }

    /// The text between two numbers without the dates in it.
    pub(crate) fn between(&self, first: usize, second: usize) -> Cow<'a, str> {
        let (from, to) = (self.span(first).end(), self.span(second).start());
        let mut out = String::new();
        let mut at = from;
        for mention in self.mentions.get(first + 1..second).unwrap_or_default() {
            if mention.date().is_some() || mention.kind() == yigai_quantity::Kind::Unreadable {
                out.push_str(self.slice(Span::new(at, mention.span.start())));
                at = mention.span.end();
            }
        }
        let rest = self.slice(Span::new(at, to));
        if at == from {
            return Cow::Borrowed(rest);
        }
        out.push_str(rest);
        Cow::Owned(out)
    }

    /// The words around a quantity; nothing for another mention.
    pub(crate) fn window(&self, index: usize) -> Window {
        let rank = self.quantity(index).and(self.places.get(index)).map(|place| place.rank as usize);
        rank.and_then(|rank| self.windows.get(rank)).copied().unwrap_or_default()
    }

    /// The words before a quantity, from the last comma or number on; nothing for another mention.
    pub(crate) fn said(&self, index: usize) -> &'a str {
        self.said.get(index).copied().unwrap_or_default()
    }

    /// Whether a word of a list stands among the words before a quantity.
    pub(crate) fn says(&self, index: usize, cue: Cue) -> bool {
        self.cued.get(index).is_some_and(|said| said.has(cue))
    }

    /// Where the nearest heading around the number begins; list items belong to their heading.
    pub(crate) fn heading_start(&self, index: usize) -> usize {
        let mut section = self.clause(index).and_then(|c| c.section);
        while let Some(found) = section.and_then(|s| self.structure.sections.get(s as usize)) {
            if matches!(found.style, MarkerStyle::Chapter | MarkerStyle::Chinese | MarkerStyle::ChineseParen)
            {
                return found.marker.start();
            }
            section = found.parent.map(|p| p as u32);
        }
        0
    }

    /// The headings around the number, inner before outer.
    pub(crate) fn headings(&self, index: usize) -> impl Iterator<Item = Span> + '_ {
        let under = self.under(index);
        let mut section = under.section.map(|s| s as usize);
        std::iter::from_fn(move || {
            let at = section?;
            let found = self.structure.sections.get(at)?;
            section = found.parent;
            // 四、打算 一是…: the title ends where the first item begins.
            let inner = self.structure.sections.get(at + 1).map(|next| next.marker.start());
            let end = inner.filter(|start| found.title.contains(*start)).unwrap_or(found.title.end());
            Some(Span::new(found.title.start(), end))
        })
        .chain(under.marked)
        .chain(under.outer)
    }

    /// The headings around a mention.
    pub(crate) fn under(&self, index: usize) -> Under {
        let under = self.places.get(index).and_then(|place| self.unders.get(place.under as usize));
        under.copied().unwrap_or_default()
    }

    /// The headings around a place.
    pub(crate) fn under_at(&self, at: usize) -> Under {
        let section = self.layout.at(at).and_then(|c| c.section);
        self.under_in(at, section)
    }

    /// The nearest headings without a number, where no numbered chapter begins behind them.
    fn under_in(&self, at: usize, section: Option<u32>) -> Under {
        let chapter = section.and_then(|s| self.chapters.get(s as usize)).copied().unwrap_or_default();
        let last = self.heads.partition_point(|head| head.start <= at).checked_sub(1);
        let own = last.and_then(|last| self.heads.get(last));
        let outer = own.and_then(|own| self.heads.get(own.outer?));
        let title = |head: Option<&Head>| head.filter(|head| head.start >= chapter).map(|head| head.title);
        Under { section, marked: title(own).filter(|title| title.end() <= at), outer: title(outer) }
    }

    /// The words that lead to the list whose item the number stands in.
    pub(crate) fn list_lead(&self, index: usize) -> Span {
        self.lead_of(self.clause(index).and_then(|c| c.section))
    }

    /// The words that lead to the list whose item a section is.
    pub(crate) fn lead_of(&self, section: Option<u32>) -> Span {
        section.and_then(|s| self.leads.get(s as usize)).copied().unwrap_or_default()
    }
}
