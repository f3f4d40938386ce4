use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::OnceLock;

use yigai_model::{Catalogue, Modality, Role};
use yigai_quantity::{Dimension, Mention, Reading, Scanner};
use yigai_span::Span;
use yigai_text::Document;

use crate::aspect::{Modalities, role};
use crate::change::{Changes, Part};
use crate::context::ReportContext;
use crate::cues::Cues;
use crate::label::label;
use crate::layout::Layout;
use crate::lexicon::{Lexicon, LexiconError};
use crate::link::{Asked, Choice, Gate, Linker, Memory};
use crate::marks::{Marker, Marks};
use crate::observation::Observation;
use crate::period::Periods;
use crate::relation::{Link, Relation};
use crate::scene::{Scene, Window};
use crate::sum::Sums;
use crate::terms::Terms;
use crate::zip::{Tie, Zips};
use crate::{product, rate, repeat, share};

/// What a report states.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extraction {
    /// Every number of the body, in text order; spans lie in the clean text.
    pub mentions: Vec<Mention>,
    /// One observation for each quantity, in text order.
    pub observations: Vec<Observation>,
    /// What belongs together, as the wording licenses it.
    pub relations: Vec<Relation>,
    /// What the report says of itself.
    pub context: ReportContext,
}

/// What the caller knows better than the text.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Settings {
    /// The place the report is about.
    pub region: Option<String>,
    /// The period the report is of.
    pub period: Option<yigai_quantity::Period>,
}

/// The lexicon, cue words, units and catalogue, loaded once and used for any number of reports.
pub struct Extractor {
    lexicon: Lexicon,
    cues: Cues,
    marker: Marker,
    scanner: Scanner,
    catalogue: Catalogue,
}

const LINKS: (&str, &str) = ("links.toml", include_str!("../data/links.toml"));
const CUES: (&str, &str) = ("cues.toml", include_str!("../data/cues.toml"));

impl Extractor {
    /// The extractor over the data that is compiled in.
    ///
    /// # Errors
    ///
    /// When the data that is compiled in is broken, which a test of this crate rules out.
    pub fn builtin() -> Result<&'static Self, LexiconError> {
        static BUILTIN: OnceLock<Result<Extractor, LexiconError>> = OnceLock::new();
        BUILTIN
            .get_or_init(|| Self::new(Catalogue::builtin().clone(), Scanner::default()))
            .as_ref()
            .map_err(Clone::clone)
    }

    /// An extractor over a catalogue and units of the caller's own, with the wordings that are compiled in.
    ///
    /// # Errors
    ///
    /// When the wordings name an indicator that the catalogue does not have.
    pub fn new(catalogue: Catalogue, scanner: Scanner) -> Result<Self, LexiconError> {
        let lexicon = Lexicon::build(&[LINKS], &catalogue)?;
        let cues = Cues::parse(CUES.0, CUES.1)?;
        Ok(Self { marker: marker(&cues, CUES.0)?, lexicon, cues, scanner, catalogue })
    }

    /// The built-in extractor with the words and indicators of a folder added.
    ///
    /// The folder may hold `links.toml` (wordings, added to the built-in ones), `cues.toml` (cue words, instead of the
    /// built-in ones) and the files of a catalogue as [`Catalogue::extend_from_dir`] reads them.
    ///
    /// # Errors
    ///
    /// When a file cannot be read or is not of the expected shape; the error tells file and line.
    ///
    /// ```
    /// use yigai_extract::Extractor;
    ///
    /// assert!(Extractor::from_dir("no/such/folder").is_err());
    /// ```
    pub fn from_dir(folder: impl AsRef<Path>) -> Result<Self, LexiconError> {
        let folder = folder.as_ref();
        if !folder.is_dir() {
            return Err(LexiconError {
                file: folder.display().to_string(),
                line: 0,
                reason: "is not a folder; name the folder that holds your word files".to_owned(),
            });
        }
        let mut catalogue = Catalogue::builtin().clone();
        catalogue.extend_from_dir(folder).map_err(|error| LexiconError {
            file: error.file().to_owned(),
            line: error.line(),
            reason: error.problem().to_string(),
        })?;
        let own = read(&folder.join(LINKS.0))?;
        let mut files = vec![LINKS];
        files.extend(own.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        let lexicon = Lexicon::build(&files, &catalogue)?;
        let cues = match read(&folder.join(CUES.0))? {
            Some((name, text)) => Cues::parse(&name, &text)?,
            None => Cues::parse(CUES.0, CUES.1)?,
        };
        Ok(Self { marker: marker(&cues, CUES.0)?, lexicon, cues, scanner: Scanner::default(), catalogue })
    }

    /// The catalogue that figures are linked to.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// Reads all figures of a document, and what the wording says of how they belong together.
    pub fn extract(&self, document: &Document, settings: &Settings) -> Extraction {
        let text = document.clean();
        let structure = document.structure();
        let mut mentions = self.scanner.find(text);
        number_headings(&mut mentions, structure);
        let mut context = ReportContext::read(document, &mentions);
        if let Some(region) = &settings.region {
            context.region = Some(region.clone());
        }
        if let Some(period) = settings.period {
            context.period = Some(period);
            context.period_evidence = None;
        }

        let layout = Layout::new(text, &mentions, structure);
        let scene = Scene::new(text, &mentions, structure, &layout);
        let zips = Zips::find(&scene);
        let mut changes = Changes::find(&scene, &self.cues.compare);
        changes.deal(&scene, &zips);
        let observations =
            Reader { extractor: self, scene: &scene, changes: &changes, zips: &zips }.observe(&context);
        let relations = self.relate(&scene, &changes, &zips, &observations);
        let mut observations = observations;
        parts_of_rules(&scene, &relations, &mut observations);
        Extraction { observations, relations, context, mentions }
    }

    fn relate(
        &self,
        scene: &Scene<'_>,
        changes: &Changes,
        zips: &Zips,
        observations: &[Observation],
    ) -> Vec<Relation> {
        let mut relations = Sums { scene, changes, zips }.find();
        let mut known = rate::families(scene, &self.catalogue, observations);
        known.extend(rate::dealt_wholes(scene, zips, observations));
        merge_sums(&mut relations, known);
        relations.extend(share::shares(scene, zips, observations, &relations));
        for (number, change) in changes.list.iter().enumerate() {
            let members: Vec<usize> = changes.members(number).collect();
            if let (Some(&first), true) = (members.iter().min(), members.len() > 1) {
                let last = members.iter().copied().max().unwrap_or(first);
                relations.push(Relation {
                    link: Link::Change(*change),
                    evidence: scene.span(first).join(scene.span(last)),
                    firm: true,
                });
            }
        }
        let stated = rate::stated_rates(scene, changes);
        let known = rate::rates(scene, &self.catalogue, observations);
        // What stands right before a rate goes before what the catalogue finds further off.
        let taken: HashSet<_> = stated.iter().filter_map(rate_of).collect();
        let again = |r: &Relation| rate_of(r).is_some_and(|rate| taken.contains(&rate));
        relations.extend(known.into_iter().filter(|r| !again(r)));
        relations.extend(stated);
        relations.extend(product::products(scene, observations));
        relations.extend(repeat::repeats(scene, observations));
        relations.extend(repeat::dates(scene));
        relations
    }
}

fn rate_of(relation: &Relation) -> Option<usize> {
    match relation.link {
        Link::Rate { rate, .. } => Some(rate),
        _ => None,
    }
}

/// One automaton over the cue words that are looked for anywhere in a sentence.
fn marker(cues: &Cues, file: &str) -> Result<Marker, LexiconError> {
    Marker::new(&[&cues.modality.target, &cues.modality.actual, &cues.subjects])
        .map_err(|reason| LexiconError { file: file.to_owned(), line: 1, reason })
}

/// Name and text of a file; none where there is no such file.
fn read(path: &Path) -> Result<Option<(String, String)>, LexiconError> {
    if !path.exists() {
        return Ok(None);
    }
    let name = path.display().to_string();
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some((name, text))),
        Err(error) => Err(LexiconError { file: name, line: 0, reason: format!("cannot be read: {error}") }),
    }
}

/// What the levels of government pay of a standard is part of the standard.
fn parts_of_rules(scene: &Scene<'_>, relations: &[Relation], observations: &mut [Observation]) {
    let at = |observations: &[Observation], mention: usize| {
        observations.binary_search_by_key(&mention, |o| o.mention).ok()
    };
    let plain = |i: usize| {
        scene.dimension(i) == Some(Dimension::Money)
            && scene.quantity(i).is_some_and(|q| q.stated.scale == rust_decimal::Decimal::ONE)
    };
    for relation in relations {
        let (Link::Sum { whole, parts, .. } | Link::Split { whole, parts }) = &relation.link else {
            continue;
        };
        let rule = at(observations, *whole)
            .and_then(|i| observations.get(i))
            .is_some_and(|o| o.modality == Modality::Standard);
        if !rule || !plain(*whole) {
            continue;
        }
        for &part in parts.iter().filter(|&&part| plain(part)) {
            if let Some(observation) = at(observations, part).and_then(|i| observations.get_mut(i)) {
                observation.modality = Modality::Standard;
            }
        }
    }
}

/// Sums that the catalogue knows make complete what the wording left open, and stand by themselves otherwise.
fn merge_sums(relations: &mut Vec<Relation>, known: Vec<Relation>) {
    let key = |relation: &Relation| match &relation.link {
        Link::Sum { whole, parts, .. } => {
            let mut parts = parts.clone();
            parts.sort_unstable();
            Some((*whole, parts))
        }
        _ => None,
    };
    let stated: HashMap<_, usize> =
        relations.iter().enumerate().filter_map(|(i, relation)| Some((key(relation)?, i))).collect();
    for relation in known {
        match key(&relation).and_then(|key| stated.get(&key)).and_then(|&i| relations.get_mut(i)) {
            Some(Relation { link: Link::Sum { complete, .. }, .. }) => *complete = true,
            _ => relations.push(relation),
        }
    }
}

/// The numbers of headings and list items are ordinals, whatever they look like.
fn number_headings(mentions: &mut [Mention], structure: &yigai_text::Structure) {
    for section in &structure.sections {
        let from = mentions.partition_point(|m| m.span.end() <= section.marker.start());
        for mention in mentions.iter_mut().skip(from).take_while(|m| m.span.start() < section.marker.end()) {
            if section.marker.covers(mention.number) {
                mention.reading = Reading::Ordinal(section.number.into());
                mention.span = mention.number;
            }
        }
    }
}

/// One reading of a document: everything that is needed to say what its quantities measure.
struct Reader<'a> {
    extractor: &'a Extractor,
    scene: &'a Scene<'a>,
    changes: &'a Changes,
    zips: &'a Zips,
}

impl Reader<'_> {
    fn observe(&self, context: &ReportContext) -> Vec<Observation> {
        let scene = self.scene;
        let terms = Terms::find(&self.extractor.lexicon, scene.text);
        let title_end = scene.text.trim_start().find(['\n', '。', ',', '，']).unwrap_or(0).min(240);
        let mut title = title_end;
        while !scene.text.is_char_boundary(title) {
            title -= 1;
        }
        let linker = Linker::new(&self.extractor.lexicon, scene, &terms, Span::new(0, title));
        let mut roles: Vec<(usize, Window, Role)> = scene
            .quantities
            .iter()
            .map(|&index| {
                let window = scene.window(index);
                (index, window, role(scene, self.changes, &self.extractor.cues, index, &window))
            })
            .collect();
        self.share_roles(&mut roles);
        let choices = self.choose(&linker, &roles);
        let periods = Periods::new(scene, context);
        let marks = self.extractor.marker.find(scene.text);
        let [target_marks, actual_marks, subjects] = marks.as_slice() else { return Vec::new() };
        let modalities = Modalities::new(&self.extractor.cues, target_marks, actual_marks);
        roles
            .iter()
            .zip(&choices)
            .map(|((index, window, role), choice)| {
                let target = choice.and_then(|c| self.extractor.lexicon.targets.get(c.target as usize));
                let late = matches!((periods.own_year(*index), context.year()), (Some(year), Some(report)) if year > report);
                let modality = modalities.of(scene, *index, window, target.is_some_and(|t| t.standard), late);
                let period = if *role == Role::Previous { periods.of_earlier(*index) } else { periods.of(*index) };
                Observation {
                    mention: *index,
                    indicator: target.map(|t| t.id.clone()),
                    programme: target.map(|t| t.programme.clone()),
                    label: label(scene, *index, window, choice.as_ref()),
                    role: self.final_role(*index, *role, choice.as_ref()),
                    modality,
                    period,
                    subject: subject(scene, *index, window, subjects),
                    confidence: choice.map_or(30, |c| confidence(c.score)),
                    why: self.reasons(choice.as_ref()),
                    group: scene.sentence(*index),
                }
            })
            .collect()
    }

    /// The indicator of each quantity: from its own words, then from the comparison or the list that it stands in.
    fn choose(&self, linker: &Linker<'_>, roles: &[(usize, Window, Role)]) -> Vec<Option<Choice>> {
        let mut memory = Memory::new(&self.extractor.lexicon);
        let mut entered = None;
        let mut sentence = 0;
        let mut choices: Vec<Option<Choice>> = Vec::with_capacity(roles.len());
        for (index, window, role) in roles {
            let here = self.scene.sentence(*index);
            while entered != Some(here) && sentence <= here {
                memory.enter(linker.terms, self.scene.sentence_span(sentence));
                entered = Some(sentence);
                sentence += 1;
            }
            linker.family.set(self.tied_family(*index, roles, &choices));
            let before = self.listed_before(*index, roles, &choices);
            linker.ruled.set(before.is_some_and(|choice| self.is_rule_of_care(&choice)));
            let own = self.own_choice(linker, &memory, *index, window, *role);
            let kin = || {
                let choice = before?;
                let target = linker.sibling(choice.target, window).filter(|&t| t != choice.target)?;
                Some(Choice { target, ..choice })
            };
            choices.push(own.or_else(kin).or_else(|| self.inherit(*index, window, roles, &choices)));
        }
        self.share_choices(roles, &mut choices);
        choices
    }

    /// What the number before in the same list of the same unit was read as.
    fn listed_before(
        &self,
        index: usize,
        roles: &[(usize, Window, Role)],
        choices: &[Option<Choice>],
    ) -> Option<Choice> {
        let scene = self.scene;
        let previous = scene.previous(index).filter(|&i| scene.dimension(i) == scene.dimension(index))?;
        let between = scene.slice(Span::new(scene.span(previous).end(), scene.span(index).start()));
        let listed = between.starts_with(['、', ',', '，', '和']) && between.chars().count() <= 10;
        let at = roles.binary_search_by_key(&previous, |(i, ..)| *i).ok().filter(|_| listed)?;
        choices.get(at).copied().flatten()
    }

    /// A deductible, a ceiling or a ratio, by level of institution; not what a level of government pays.
    fn is_rule_of_care(&self, choice: &Choice) -> bool {
        self.extractor.lexicon.targets.get(choice.target as usize).is_some_and(|target| {
            ["deductible", "threshold", "cap", "ratio", "fee"].iter().any(|word| target.id.contains(word))
        })
    }

    /// What the first of a run under 分别 is, all are.
    fn share_roles(&self, roles: &mut [(usize, Window, Role)]) {
        for run in &self.zips.runs {
            let position = |mention: usize| roles.binary_search_by_key(&mention, |(index, ..)| *index).ok();
            let positions: Vec<usize> = run.numbers.iter().filter_map(|&i| position(i)).collect();
            let Some(role) = positions.first().and_then(|&p| roles.get(p)).map(|(.., role)| *role) else {
                continue;
            };
            if matches!(role, Role::Share | Role::Change | Role::ChangeRate) {
                for position in positions {
                    if let Some((.., slot)) = roles.get_mut(position) {
                        *slot = role;
                    }
                }
            }
        }
    }

    /// The indicator of the number that this one is dealt out to.
    fn tied_family(
        &self,
        index: usize,
        roles: &[(usize, Window, Role)],
        choices: &[Option<Choice>],
    ) -> Option<u16> {
        let Some(Tie::Number(other)) = self.zips.tie(index) else { return None };
        let position = roles.binary_search_by_key(&other, |(i, ..)| *i).ok()?;
        choices.get(position).copied().flatten().map(|c| c.target)
    }

    fn own_choice(
        &self,
        linker: &Linker<'_>,
        memory: &Memory,
        index: usize,
        window: &Window,
        role: Role,
    ) -> Option<Choice> {
        if self.scene.transparent(index) {
            return None;
        }
        linker.changing.set(role == Role::Change);
        let asked = Asked { memory, index, window, gate: Gate::Of(self.scene.dimension(index)) };
        if let Some(Tie::Item { word, end, list, first }) = self.zips.tie(index) {
            linker.item.set(Some((word, list)));
            let shared = self.scene.window(first);
            let own = linker.best_of_item(Asked { window: &shared, ..asked }, word, end, list);
            linker.item.set(None);
            if own.is_some() {
                return own;
            }
        }
        let own = linker.best(asked);
        match role {
            // A rate of change says nothing of the unit of what changes.
            Role::ChangeRate => {
                let any = linker.best(Asked { gate: Gate::Any, ..asked });
                match (own, any) {
                    (Some(own), Some(any)) if any.score > own.score + 8 => Some(any),
                    (own, any) => own.or(any),
                }
            }
            Role::Share => own.or_else(|| {
                linker.best(Asked { window: &self.part_window(index, window), gate: Gate::Any, ..asked })
            }),
            _ => own,
        }
    }

    /// 结余N万元,占筹资总额的p%: what stands behind 占 is the whole; the share is of what stands before it.
    fn part_window(&self, index: usize, window: &Window) -> Window {
        let before = self.scene.slice(window.before);
        let Some(at) = before.rfind('占') else { return *window };
        let part = Span::new(window.before.start(), window.before.start() + at);
        if self.scene.slice(part).chars().any(char::is_alphabetic) {
            return Window { before: part, lead: Span::default(), ..*window };
        }
        let lead = self.scene.previous(index).map(|i| self.scene.window(i)).map_or(window.lead, |w| {
            if self.scene.slice(w.before).chars().any(char::is_alphabetic) { w.before } else { w.lead }
        });
        Window { before: Span::new(part.end(), part.end()), lead, ..*window }
    }

    /// 乡镇卫生院起付线为100元,县级医院为300元: an item of a list that names no indicator has that of the one before.
    fn inherit(
        &self,
        index: usize,
        window: &Window,
        roles: &[(usize, Window, Role)],
        choices: &[Option<Choice>],
    ) -> Option<Choice> {
        let scene = self.scene;
        if scene.transparent(index) || self.changes.of(index).is_some_and(|(_, part)| part != Part::To) {
            return None;
        }
        const DIVIDES: [&str; 12] = [
            "门诊",
            "住院",
            "慢病",
            "慢性病",
            "大病",
            "分娩",
            "统筹",
            "城镇",
            "农村",
            "县外",
            "县内",
            "域外",
        ];
        let said = if scene.slice(window.before).trim_matches(['、', ' ']).is_empty() {
            window.lead
        } else {
            window.before
        };
        let said = scene.slice(said).trim().trim_start_matches(['、', ',', '，', '和']);
        let divided = said.strip_prefix("其中").unwrap_or(said).trim_start_matches([':', '：']);
        let money = scene.dimension(index) == Some(Dimension::Money);
        let divides = money && DIVIDES.iter().any(|word| divided.contains(word));
        let mut previous = scene.previous(index)?;
        for _ in 0..8 {
            if scene.dimension(previous) == scene.dimension(index) {
                break;
            }
            previous = scene.previous(previous).filter(|_| divides)?;
        }
        if scene.segment(previous) != scene.segment(index)
            || scene.dimension(previous) != scene.dimension(index)
        {
            return None;
        }
        let at = roles.binary_search_by_key(&previous, |(i, ..)| *i).ok()?;
        if !matches!(roles.get(at)?.2, Role::Level | Role::Previous) {
            return None;
        }
        let choice = choices.get(at).copied().flatten()?;
        let planned =
            ["任务", "计划", "目标", "应建", "应完成", "应管"].iter().any(|word| divided.ends_with(word));
        let words = divided.chars().filter(|c| c.is_alphabetic()).count();
        let place = matches!(self.zips.tie(index), Some(Tie::Item { word, .. })
            if scene.slice(word).trim().ends_with(['县', '市', '区', '镇', '乡', '州', '旗', '院', '村', '级']));
        let parallel = said.is_empty()
            || place
            || words <= 10
                && divided
                    .ends_with(['为', '是', '县', '市', '区', '镇', '乡', '州', '院', '达', '级', '仅'])
            || divides && words <= 10
            || planned && words <= 8;
        let after = scene.slice(window.after).trim();
        (parallel && (after.is_empty() || planned)).then_some(choice)
    }

    /// Members of one comparison measure the same thing; so do a share and its part.
    fn share_choices(&self, roles: &[(usize, Window, Role)], choices: &mut [Option<Choice>]) {
        let position = |mention: usize| roles.binary_search_by_key(&mention, |(index, ..)| *index).ok();
        for number in 0..self.changes.list.len() {
            let members: Vec<(usize, Part)> = self
                .changes
                .members(number)
                .filter_map(|mention| Some((position(mention)?, self.changes.of(mention)?.1)))
                .collect();
            let valued = |part: Part| matches!(part, Part::From | Part::To);
            let best = |values: bool| {
                members
                    .iter()
                    .filter(|(_, part)| valued(*part) == values)
                    .filter_map(|(at, _)| choices.get(*at).copied().flatten())
                    .max_by_key(|choice| choice.score)
            };
            let Some(best) = best(true).or_else(|| best(false)) else { continue };
            for &(at, _) in &members {
                if let Some(choice) = choices.get_mut(at) {
                    *choice = Some(best);
                }
            }
        }
        for (at, (index, _, role)) in roles.iter().enumerate() {
            if !matches!(role, Role::Share | Role::Change | Role::ChangeRate) {
                continue;
            }
            let Some(Tie::Number(part)) = self.zips.tie(*index) else { continue };
            if let Some(from) = position(part).and_then(|p| choices.get(p).copied().flatten())
                && let Some(choice) = choices.get_mut(at)
            {
                *choice = Some(from);
            }
        }
    }

    /// 新增N is a change, unless the indicator itself counts what is new.
    fn final_role(&self, index: usize, role: Role, choice: Option<&Choice>) -> Role {
        if role != Role::Level {
            return role;
        }
        let before = self.scene.slice(self.scene.window(index).before);
        let counts_new = choice.is_some_and(|c| self.scene.slice(c.head).contains("新增"));
        if before.contains("新增") && !counts_new && self.changes.of(index).is_none() {
            Role::Change
        } else {
            role
        }
    }

    fn reasons(&self, choice: Option<&Choice>) -> Vec<String> {
        choice.map_or_else(Vec::new, |c| vec![format!("{} {}", self.scene.slice(c.head), c.place.name())])
    }
}

/// The institution or group that the sentence states a figure about, where it names one before the number.
fn subject(scene: &Scene<'_>, index: usize, window: &Window, subjects: &Marks) -> Option<String> {
    let before = Span::new(window.sentence.start(), scene.span(index).start());
    subjects.longest_last_in(before).map(|span| scene.slice(span).to_owned())
}

fn confidence(score: i32) -> u8 {
    u8::try_from((40 + score / 3).clamp(35, 97)).unwrap_or(35)
}

impl Observation {
    /// Whether the figure is a fact and stands for itself.
    pub fn is_actual_level(&self) -> bool {
        self.role == Role::Level && self.modality == Modality::Actual
    }
}
