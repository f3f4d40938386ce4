use yigai_model::Role;
use yigai_quantity::Dimension;
use yigai_span::Span;

use crate::aspect::{Modalities, role};
use crate::change::Changes;
use crate::chosen::Chosen;
use crate::context::ReportContext;
use crate::label::label;
use crate::lexicon::Lexicon;
use crate::link::Linker;
use crate::marks::Cue;
use crate::memory::Memory;
use crate::observation::Observation;
use crate::period::Periods;
use crate::question::{Asked, Choice};
use crate::scene::Scene;
use crate::window::Window;
use crate::wording::Gate;
use crate::zip::{Tie, Zips};

/// One reading of a document: everything that is needed to say what its quantities measure.
pub(crate) struct Observer<'a> {
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) scene: &'a Scene<'a>,
    pub(crate) changes: &'a Changes,
    pub(crate) zips: &'a Zips,
    /// Whether the sentences are the cells of a table, whose caption is part of each.
    pub(crate) tabular: bool,
}

impl Observer<'_> {
    pub(crate) fn observe(&self, context: &ReportContext) -> Vec<Observation> {
        let scene = self.scene;
        let mut linker = Linker::new(self.lexicon, scene, title(scene.text), self.tabular);
        let mut roles: Vec<(usize, Window, Role)> = scene
            .quantities
            .iter()
            .map(|&index| {
                let window = scene.window(index);
                (index, window, role(scene, self.changes, self.scene.cues, index, &window))
            })
            .collect();
        self.share_roles(&mut roles);
        self.bracketed_shares(&mut roles);
        let choices = self.choose(&mut linker, &roles);
        let periods = Periods::new(scene, context);
        let modalities = Modalities::new(scene);
        roles
            .iter()
            .zip(&choices)
            .map(|((index, window, role), choice)| {
                let target = choice.and_then(|c| self.lexicon.targets.get(c.target as usize));
                let late = matches!((periods.own_year(*index), context.year()), (Some(year), Some(report)) if year > report);
                let modality = modalities.of(scene, *index, window, target.is_some_and(|t| t.standard), late);
                let period = match role {
                    Role::Previous => periods.of_earlier(*index),
                    Role::Change | Role::ChangeRate => periods.of_change(*index),
                    Role::Level | Role::Share => periods.of(*index),
                };
                Observation {
                    mention: *index,
                    indicator: target.map(|t| t.id.clone()),
                    programme: target.map(|t| t.programme.clone()),
                    label: label(scene, *index, window, choice.as_ref()),
                    role: self.final_role(*index, *role, choice.as_ref()),
                    modality,
                    period,
                    subject: subject(scene, *index, window),
                    confidence: choice.map_or(30, |c| confidence(c.score)),
                    why: self.reasons(choice.as_ref()),
                    group: scene.sentence(*index),
                }
            })
            .collect()
    }

    /// The indicator of each quantity: from its own words, then from the comparison or the list that it stands in.
    fn choose(&self, linker: &mut Linker<'_>, roles: &[(usize, Window, Role)]) -> Vec<Option<Choice>> {
        let mut memory = Memory::new(&self.scene.terms);
        let mut entered = None;
        let mut sentence = 0;
        let mut choices: Vec<Option<Choice>> = Vec::with_capacity(roles.len());
        for (index, window, role) in roles {
            let here = self.scene.sentence(*index);
            while entered != Some(here) && sentence <= here {
                memory.enter(self.scene.sentence_span(sentence));
                entered = Some(sentence);
                sentence += 1;
            }
            let so_far = Chosen { roles, choices: &choices };
            linker.family = self.tied_family(*index, so_far);
            let before = self.listed_before(*index, so_far);
            linker.ruled =
                before.is_some_and(|choice| self.is_rule_of_care(&choice)) || self.in_rules(*index, window);
            let own = self.own_choice(linker, &memory, *index, window, *role);
            let kin = || {
                let choice = before?;
                let target = linker.sibling(choice.target, window).filter(|&t| t != choice.target)?;
                Some(Choice { target, ..choice })
            };
            let chosen = match self.part_of_share(*index, *role, so_far) {
                Some((part, words))
                    if own.is_none_or(|own| !words.covers(own.head) || !self.takes(own.target, *index)) =>
                {
                    part
                }
                _ => own.or_else(kin).or_else(|| self.inherit(*index, window, so_far)),
            };
            let chosen = chosen
                .or_else(|| matches!(role, Role::Level).then(|| self.class_of(*index, window, so_far))?);
            let chosen = self.whole_of_part(*index, window, chosen, so_far).or(chosen);
            choices.push(chosen);
        }
        self.share_choices(roles, &mut choices);
        choices
    }

    /// 县外住院630例(14%): a percentage alone in brackets behind a count is its share.
    fn bracketed_shares(&self, roles: &mut [(usize, Window, Role)]) {
        let scene = self.scene;
        for (index, _, role) in roles.iter_mut().filter(|(.., role)| *role == Role::Level) {
            let alone = || {
                let part = scene.previous(*index)?;
                let between = scene.slice(Span::new(scene.span(part).end(), scene.span(*index).start()));
                let behind = scene.text.get(scene.span(*index).end()..)?;
                let counted = !matches!(
                    scene.dimension(part),
                    None | Some(Dimension::Percent | Dimension::Points | Dimension::Rate)
                );
                Some(matches!(between.trim(), "(" | "（") && behind.starts_with([')', '）']) && counted)
            };
            if scene.dimension(*index) == Some(Dimension::Percent) && alone().unwrap_or(false) {
                *role = Role::Share;
            }
        }
    }

    /// A deductible, a ceiling or a ratio, by level of institution; not what a level of government pays.
    fn is_rule_of_care(&self, choice: &Choice) -> bool {
        self.lexicon.targets.get(usize::from(choice.target)).is_some_and(|target| target.care)
    }

    /// 门槛费:镇卫生院80元、县级医院300元: a list of rules, where 县级 is a kind of hospital.
    fn in_rules(&self, index: usize, window: &Window) -> bool {
        let start = self.scene.segment_start(index).max(window.sentence.start());
        let before = Span::new(start, self.scene.span(index).start());
        let last = |cue: Cue| self.scene.marks.of(cue).last_in(before);
        last(Cue::RuleOfCare).is_some_and(|rule| last(Cue::Payer).is_none_or(|payer| payer < rule))
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
    fn tied_family(&self, index: usize, chosen: Chosen<'_>) -> Option<u16> {
        let Some(Tie::Number(other)) = self.zips.tie(index) else { return None };
        chosen.choice(other).map(|choice| choice.target)
    }

    fn own_choice(
        &self,
        linker: &mut Linker<'_>,
        memory: &Memory<'_>,
        index: usize,
        window: &Window,
        role: Role,
    ) -> Option<Choice> {
        if self.scene.transparent(index) {
            return None;
        }
        linker.changing = role == Role::Change;
        let asked = Asked { memory, index, window, gate: Gate::Of(self.scene.dimension(index)) };
        if let Some(Tie::Item { word, end, list, first }) = self.zips.tie(index) {
            linker.item = Some((word, list));
            let shared = self.scene.window(first);
            let asked = Asked { window: &shared, ..asked };
            let mut own = linker.best_of_item(asked, word, end, list);
            if own.is_none() && matches!(role, Role::Share | Role::ChangeRate) {
                own = linker.best_of_item(Asked { gate: Gate::Any, ..asked }, word, end, list);
            }
            linker.item = None;
            if own.is_some() {
                return own;
            }
        }
        let own = linker.best(asked);
        match role {
            // A rate of change says nothing of the unit of what changes.
            Role::ChangeRate => {
                let enough = own.map_or(i32::MIN, |own| own.score + 8);
                linker.best_above(Asked { gate: Gate::Any, ..asked }, enough).or(own)
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

    /// 新增N is a change, unless the indicator itself counts what is new.
    fn final_role(&self, index: usize, role: Role, choice: Option<&Choice>) -> Role {
        if role != Role::Level {
            return role;
        }
        let scene = self.scene;
        let window = scene.window(index);
        // A percentage of what is counted says how large a part of it is meant.
        let of_count = scene.dimension(index) == Some(Dimension::Percent)
            && choice.is_some_and(|choice| !self.takes(choice.target, index));
        if of_count
            || choice.is_none() && self.is_part(index, &window)
            || self.is_part_of_stated(index, &window, choice)
        {
            return Role::Share;
        }
        let counts_new = || choice.is_some_and(|c| scene.cues.naming.new.within(scene.slice(c.head)));
        if scene.says(index, Cue::New) && !counts_new() && self.changes.of(index).is_none() {
            Role::Change
        } else {
            role
        }
    }

    /// 优质护理病区19个,占全院病区22个的86.4%: the whole stands between 占 and its share. A rate of the catalogue is one by itself.
    fn is_part_of_stated(&self, index: usize, window: &Window, choice: Option<&Choice>) -> bool {
        let scene = self.scene;
        let rate = choice.is_some_and(|choice| {
            let target = self.lexicon.targets.get(usize::from(choice.target));
            target.is_some_and(|target| target.dimensions.contains(&Dimension::Percent))
        });
        // 占全省88个县(市)的40.9%: the noun may stand behind the number.
        let of_it = |words: &str| {
            words.ends_with('的')
                && words.chars().count() <= 8
                && !words.contains([',', '，', '、', ';', '；', ':', '：'])
        };
        let whole = || scene.previous(index).filter(|&i| scene.segment(i) == scene.segment(index));
        let said = || whole().is_some_and(|i| scene.slice(scene.window(i).before).contains('占'));
        scene.dimension(index) == Some(Dimension::Percent)
            && !rate
            && of_it(scene.slice(window.before).trim())
            && said()
    }

    /// 检查收入占比24%, 门诊收入占比:41%: a share, unless the catalogue knows it as a rate of its own (药占比).
    fn is_part(&self, index: usize, window: &Window) -> bool {
        let scene = self.scene;
        let own = scene.slice(window.before).trim();
        let words = if own.is_empty() { scene.slice(window.topic) } else { own };
        let words = words.trim_end_matches(['为', '达', '约', '近', '仅', '是', ' ']);
        scene.dimension(index) == Some(Dimension::Percent) && words.ends_with("占比")
    }

    fn reasons(&self, choice: Option<&Choice>) -> Vec<String> {
        choice.map_or_else(Vec::new, |c| {
            let (head, place) = (self.scene.slice(c.head), c.place.name());
            let mut reason = String::with_capacity(head.len() + 1 + place.len());
            reason.push_str(head);
            reason.push(' ');
            reason.push_str(place);
            vec![reason]
        })
    }
}

/// The words that the whole report is about: its first line, and a subtitle behind a dash (——县人民医院工作汇报).
fn title(text: &str) -> Span {
    const LONGEST: usize = 240;
    let start = text.len() - text.trim_start().len();
    let rest = text.get(start..).unwrap_or_default();
    let end = start + rest.find(['\n', '。', ',', '，']).unwrap_or(0);
    let below = text.get(end..).unwrap_or_default().trim_start();
    let line = below.split('\n').next().unwrap_or_default();
    let subtitle = line.starts_with(['—', '─', '－']) && !line.contains(['。', ',', '，']);
    let all = if subtitle { text.len() - below.len() + line.len() } else { end };
    let end = if all - start <= LONGEST { all } else { end.min(start + LONGEST) };
    Span::new(start, (start..=end).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(start))
}

/// The institution or group that the sentence states a figure about, where it names one before the number.
fn subject(scene: &Scene<'_>, index: usize, window: &Window) -> Option<String> {
    let before = Span::new(window.sentence.start(), scene.span(index).start());
    scene.marks.of(Cue::Subject).longest_last_in(before).map(|span| scene.slice(span).to_owned())
}

fn confidence(score: i32) -> u8 {
    u8::try_from((40 + score / 3).clamp(35, 97)).unwrap_or(35)
}
