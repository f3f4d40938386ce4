use std::cell::Cell;
use yigai_model::{Modality, Role};
use yigai_quantity::Dimension;
use yigai_span::Span;
use yigai_text::MarkerStyle;

use crate::change::{Changes, Part, says_earlier};
use crate::cues::Cues;
use crate::marks::{Cue, CueMarks};
use crate::scene::{Scene, Under};
use crate::window::Window;

/// Which side of its indicator a number states.
pub(crate) fn role(scene: &Scene<'_>, changes: &Changes, cues: &Cues, index: usize, window: &Window) -> Role {
    match changes.of(index) {
        Some((_, Part::From)) => return Role::Previous,
        Some((_, Part::By)) => return Role::Change,
        Some((_, Part::Rate)) => return Role::ChangeRate,
        Some((_, Part::To)) | None => {}
    }
    if scene.dimension(index) == Some(Dimension::Points) {
        return Role::Change;
    }
    let before = scene.slice(window.before);
    let part = matches!(scene.dimension(index), Some(Dimension::Percent));
    if part && is_share(before, scene.slice(window.lead)) {
        return Role::Share;
    }
    if says_earlier(before, &cues.compare) && changes.of(index).is_none() {
        return Role::Previous;
    }
    Role::Level
}

/// Whether 占 stands before a percentage, or before the list that it belongs to.
fn is_share(before: &str, lead: &str) -> bool {
    let says = |text: &str| {
        text.rfind('占').is_some_and(|at| {
            let rest = text.get(at..).unwrap_or_default();
            // 药占比, 基层诊疗占比 name a ratio; 占…的 says that something is part of a whole.
            !rest.starts_with("占地") && !rest.starts_with("占比")
        })
    };
    says(before) || before.trim().trim_matches(['、', ',', '，', '和']).is_empty() && says(lead)
}

/// Where a cue for fact or aim was last seen.
pub(crate) struct Modalities<'a> {
    cues: &'a Cues,
    marks: &'a CueMarks,
    /// What was read of the headings of the last number.
    headings: Cell<Option<(Under, Tells)>>,
}

impl<'a> Modalities<'a> {
    pub(crate) fn new(scene: &'a Scene<'_>) -> Self {
        Self { cues: scene.cues, marks: &scene.marks, headings: Cell::new(None) }
    }

    /// Where the last cue of a list stands in a stretch.
    fn last(&self, cue: Cue, span: Span) -> Option<usize> {
        self.marks.of(cue).last_in(span)
    }

    /// Whether a number is a fact, an aim or a rule.
    pub(crate) fn of(
        &self,
        scene: &Scene<'_>,
        index: usize,
        window: &Window,
        standard: bool,
        late_year: bool,
    ) -> Modality {
        // What a rule sets is a round number; a ratio with decimals was measured.
        let measured = scene.dimension(index) == Some(Dimension::Percent)
            && scene.quantity(index).is_some_and(|q| q.stated.number.scale() > 0);
        let rule = standard && !measured || self.is_rule(scene, index, window);
        let summed = || {
            is_summed(scene, index, window)
                || self.is_large(scene, index, window)
                || self.is_average(scene, index, window)
        };
        if rule && !summed() {
            return Modality::Standard;
        }
        let at = scene.span(index).start();
        let segment = scene.segment_start(index).max(window.sentence.start());
        let before = Span::new(segment, at);
        if is_task(scene, index, window) {
            return Modality::Target;
        }
        // Aims reach over commas and semicolons to the end of their sentence; the nearest cue decides.
        let clause = scene.clause(index).map_or(at, |clause| clause.span.start()).max(segment);
        let own = Span::new(clause, at);
        let near = self.last(Cue::NearTarget, own).filter(|_| self.last(Cue::Actual, own).is_none());
        let target = self.last(Cue::Target, before).max(near);
        let planned = late_year || self.heading_aims(scene, index);
        let compared = self.last(Cue::Compared, before).filter(|_| !planned);
        let actual = self.last(Cue::Actual, before).max(compared);
        match (target, actual) {
            (Some(t), Some(a)) if t > a => Modality::Target,
            (Some(_), Some(_)) | (None, Some(_)) => Modality::Actual,
            (Some(_), None) => Modality::Target,
            (None, None)
                if planned
                    || is_demand(scene, index)
                    || self.aims(window.led)
                    || self.listed(scene, index)
                    || self.continues(scene, index, window) =>
            {
                Modality::Target
            }
            (None, None) => Modality::Actual,
        }
    }

    /// 村医人均年收入2.1万元,其中…: what is earned or spent is no rule.
    fn is_average(&self, scene: &Scene<'_>, index: usize, window: &Window) -> bool {
        let from = scene.segment_start(index).max(window.sentence.start());
        let said = scene.tail(Span::new(from, scene.span(index).start()), NEAR);
        // The nearest clause that says the one or the other: 人均年收入2.4万元,每人每年补助1.2万元.
        let modality = &self.cues.modality;
        let mut clauses = said.rsplit([',', '，']);
        scene.dimension(index) == Some(Dimension::Money)
            && clauses.find_map(|clause| {
                let averaged = modality.averaged.within(clause);
                (averaged || modality.standard.within(clause)).then_some(averaged)
            }) == Some(true)
    }

    fn is_rule(&self, scene: &Scene<'_>, index: usize, window: &Window) -> bool {
        let Some(quantity) = scene.quantity(index) else { return false };
        let head = matches!(scene.dimension(index), Some(Dimension::Money));
        let before = scene.slice(window.before);
        // 国家规定的40DDDs以下.
        let modality = &self.cues.modality;
        let share = scene.dimension(index) == Some(Dimension::Percent);
        let ruled = modality.ruled.take_end(before.trim_end()).is_some()
            || share && modality.ruled_shares.take_end(before.trim_end()).is_some();
        if !head && !ruled {
            return false;
        }
        let per_head =
            quantity.per.iter().any(|unit| matches!(&**unit, "人" | "月" | "户" | "例" | "次" | "名"));
        if head && per_head {
            return true;
        }
        if quantity.stated.scale != rust_decimal::Decimal::ONE
            && quantity.value > rust_decimal::Decimal::from(1_000_000)
        {
            return false;
        }
        let near = [before, scene.slice(window.lead)];
        ruled || near.iter().any(|text| self.cues.modality.standard.within(text))
    }

    /// 到2025年,要实现:a达到…;b不少于…: an aim before a colon holds to the end of the sentence.
    fn aims(&self, words: Span) -> bool {
        let target = self.last(Cue::Target, words);
        target.is_some() && target > self.last(Cue::Actual, words)
    }

    /// 下半年要力争做到:一是a;二是b: what leads to a list is said of each item.
    fn listed(&self, scene: &Scene<'_>, index: usize) -> bool {
        let lead = scene.list_lead(index);
        if lead.is_empty() {
            return false;
        }
        let target = self.last(Cue::Target, lead);
        let words = scene.slice(lead);
        let plans = self.cues.modality.plans(words) || self.cues.modality.lead_target.within(words);
        !self.wants(scene.slice(lead))
            && (target.is_some() || plans)
            && target >= self.last(Cue::Actual, lead)
    }

    /// 计划投资A改建甲;投资B新建乙: the next item of a list of aims.
    fn continues(&self, scene: &Scene<'_>, index: usize, window: &Window) -> bool {
        let start = scene.segment_start(index);
        let before = Span::new(window.sentence.start(), start);
        if !self.aims(before) {
            return false;
        }
        let earlier = scene.slice(before);
        let own = scene.slice(Span::new(start, scene.span(index).start())).trim_start();
        self.cues.modality.list_verbs.at_start(own).is_some_and(|verb| earlier.contains(verb))
    }

    /// 落实村医补助63.8万元: so much goes to many, and is a rule for one person only where it is a ceiling.
    fn is_large(&self, scene: &Scene<'_>, index: usize, window: &Window) -> bool {
        let large = || {
            scene.quantity(index).is_some_and(|q| {
                q.stated.scale > rust_decimal::Decimal::ONE && q.value > LARGE && q.per.is_empty()
            })
        };
        let from = scene.segment_start(index).max(window.sentence.start());
        let before = Span::new(from, scene.span(index).start());
        scene.dimension(index) == Some(Dimension::Money)
            && large()
            && !self.marks.of(Cue::Ceiling).any_in(before)
    }

    fn heading_aims(&self, scene: &Scene<'_>, index: usize) -> bool {
        let place = scene.under(index);
        let known = self.headings.get().filter(|(under, _)| *under == place);
        let said = known.map_or_else(|| self.read_headings(scene, index), |(_, said)| said);
        self.headings.set(Some((place, said)));
        !said.wants
            && (said.aims
                || said.budget && scene.dimension(index) == Some(Dimension::Money)
                || said.advice && advises(scene, index))
    }

    /// What is wanting is a fact, also where plans stand under the same outer heading.
    fn wants(&self, title: &str) -> bool {
        self.cues.modality.wanting_heading.within(title)
    }

    fn read_headings(&self, scene: &Scene<'_>, index: usize) -> Tells {
        let mut said = Tells { wants: self.wants(scene.slice(scene.list_lead(index))), ..Tells::default() };
        for (depth, title) in scene.headings(index).enumerate() {
            let words = scene.slice(title);
            said.wants |= depth == 0 && self.wants(words);
            let title = words.trim();
            said.advice |= title.len() <= 60 && self.cues.modality.advice_heading.ends(title, 1);
            said.budget |= title.len() <= 90 && self.cues.modality.budget_heading.within(title);
            // 四、下一步打算,一是…: a sentence is no heading, but its first words may be one.
            let first = title.split([',', '，', '。']).next().unwrap_or_default();
            let heading = if title.len() <= 90 { title } else { first };
            said.aims |= heading.len() <= 90 && self.cues.modality.plans(heading);
        }
        said
    }
}

/// What the headings around a number say of all that stands under them.
#[derive(Clone, Copy, Debug, Default)]
struct Tells {
    wants: bool,
    aims: bool,
    budget: bool,
    advice: bool,
}

/// So many bytes before a number a demand may stand.
const NEAR: usize = 240;

/// 一要充实队伍,招录…;二要改善条件: what follows such a mark is asked for.
fn is_demand(scene: &Scene<'_>, index: usize) -> bool {
    let section = scene.clause(index).and_then(|clause| clause.section);
    let section = section.and_then(|s| scene.structure.sections.get(s as usize));
    let marked =
        section.is_some_and(|s| s.style == MarkerStyle::YiShi && scene.slice(s.marker).ends_with('要'));
    let segment = Span::new(scene.segment_start(index), scene.span(index).start());
    let asked = scene.marks.of(Cue::Demand).any_in(segment);
    let opens = |clause: &str| {
        clause.trim_start().trim_start_matches(|c| "一二三四五六七八九十".contains(c)).starts_with('要')
            && !clause.trim_start().starts_with('要')
    };
    marked || asked && scene.tail(segment, NEAR).split([',', '，', ':', '：']).any(opens)
}

/// What advice asks for is said with what is to be reached; the facts that it builds on are said beside it.
fn advises(scene: &Scene<'_>, index: usize) -> bool {
    let segment = Span::new(scene.segment_start(index), scene.span(index).start());
    let bracketed = scene.clause(index).is_some_and(|clause| clause.bracketed);
    !bracketed && scene.cues.modality.asks.within(scene.slice(segment))
}

/// 每人每月300元,全年共69.48万元: what was paid to all is no rule for one.
fn is_summed(scene: &Scene<'_>, index: usize, window: &Window) -> bool {
    let scaled = || scene.quantity(index).is_some_and(|q| q.stated.scale > rust_decimal::Decimal::ONE);
    let before = scene.slice(window.before);
    scene.dimension(index) == Some(Dimension::Money) && scaled() && scene.cues.modality.summed.within(before)
}

/// 10万元.
const LARGE: rust_decimal::Decimal = rust_decimal::Decimal::from_parts(100_000, 0, 0, false, 0);

/// 完成年度任务(1500座)的67%, 超过98%的目标: the number is what was asked for.
fn is_task(scene: &Scene<'_>, index: usize, window: &Window) -> bool {
    let before = scene.slice(window.before).trim_end().trim_end_matches(['(', '（', '为']);
    let lead = if before.is_empty() { scene.slice(window.lead) } else { before };
    let words = if before.is_empty() { bracket_words(scene, index) } else { lead };
    let after = scene.slice(window.after).trim_start_matches(['以', '上', '左', '右', '”', '"', '’']);
    // 任务的96%, 超过目标任务1.8个百分点: how much of the task was done.
    let done = matches!(scene.dimension(index), Some(Dimension::Percent | Dimension::Points));
    !done && scene.cues.modality.task_before.ends(words, 1)
        || scene.cues.modality.task_after.at_start(after).is_some() && !after.starts_with("任务的")
}

/// The words right before a bracket that holds only the number.
fn bracket_words<'a>(scene: &Scene<'a>, index: usize) -> &'a str {
    let before = scene.text.get(..scene.span(index).start()).unwrap_or_default();
    let Some(outside) = before.trim_end().strip_suffix(['(', '（']) else { return "" };
    let from = outside.len().saturating_sub(24);
    let from = (from..=outside.len()).find(|&i| outside.is_char_boundary(i)).unwrap_or(outside.len());
    outside.get(from..).unwrap_or_default().trim_end()
}
