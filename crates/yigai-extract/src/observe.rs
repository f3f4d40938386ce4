use yigai_model::Role;
use yigai_quantity::Dimension;
use yigai_span::Span;

use crate::aspect::{Modalities, role};
use crate::change::{Changes, Part};
use crate::context::ReportContext;
use crate::label::label;
use crate::lexicon::Lexicon;
use crate::link::{Asked, Choice, Linker, Memory, Place};
use crate::marks::Cue;
use crate::observation::Observation;
use crate::period::Periods;
use crate::scene::{Scene, Window};
use crate::terms::Terms;
use crate::wording::Gate;
use crate::words::letters;
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
        let terms = Terms::find(self.lexicon, scene.text);
        let title_end = scene.text.trim_start().find(['\n', '。', ',', '，']).unwrap_or(0).min(240);
        let mut title = title_end;
        while !scene.text.is_char_boundary(title) {
            title -= 1;
        }
        let mut linker = Linker::new(self.lexicon, scene, &terms, Span::new(0, title), self.tabular);
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
        let mut memory = Memory::new(self.lexicon);
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
            linker.family = self.tied_family(*index, roles, &choices);
            let before = self.listed_before(*index, roles, &choices);
            linker.ruled =
                before.is_some_and(|choice| self.is_rule_of_care(&choice)) || self.in_rules(*index, window);
            let own = self.own_choice(linker, &memory, *index, window, *role);
            let kin = || {
                let choice = before?;
                let target = linker.sibling(choice.target, window).filter(|&t| t != choice.target)?;
                Some(Choice { target, ..choice })
            };
            let chosen = match self.part_of_share(*index, *role, roles, &choices) {
                Some((part, words))
                    if own.is_none_or(|own| !words.covers(own.head) || !self.takes(own.target, *index)) =>
                {
                    part
                }
                _ => own.or_else(kin).or_else(|| self.inherit(*index, window, roles, &choices)),
            };
            let chosen = chosen.or_else(|| {
                matches!(role, Role::Level).then(|| self.class_of(*index, window, roles, &choices))?
            });
            choices.push(self.whole_of_part(*index, window, chosen, roles, &choices).or(chosen));
        }
        self.share_choices(roles, &mut choices);
        choices
    }

    /// 住院A人次、B万元,占补偿总额的p%: the share is of the figure right before it that is of the kind of the whole; what that
    /// was read as, which may be nothing.
    fn part_of_share(
        &self,
        index: usize,
        role: Role,
        roles: &[(usize, Window, Role)],
        choices: &[Option<Choice>],
    ) -> Option<(Option<Choice>, Span)> {
        let scene = self.scene;
        if role != Role::Share || self.zips.has_tie(index) {
            return None;
        }
        let mut part = scene.previous(index).filter(|&i| scene.sentence(i) == scene.sentence(index))?;
        let between = scene.between(part, index);
        let alone = matches!(between.trim(), "(" | "（");
        let (lead, whole) = if alone { ("", "") } else { between.split_once('占')? };
        if lead.chars().any(char::is_alphanumeric) || whole.chars().count() > 20 {
            return None;
        }
        let money = self.scene.cues.naming.fund_words.ends(whole.trim_end_matches(['的', '约', '近']), 1);
        for _ in 0..3 {
            let fits = match scene.dimension(part) {
                Some(Dimension::Percent | Dimension::Points) | None => return None,
                Some(dimension) => !money || dimension == Dimension::Money,
            };
            if fits {
                let at = roles.binary_search_by_key(&part, |(i, ..)| *i).ok()?;
                // 结余A万元,占筹资总额的p%: what the words of the part and of the whole name together stays.
                let words = scene.window(part).before.start();
                let part = choices.get(at).copied()?.map(|choice| self.rate_of(choice, whole));
                return Some((part, Span::new(words, scene.span(index).start())));
            }
            part = scene.previous(part).filter(|&i| scene.segment(i) == scene.segment(index))?;
        }
        None
    }

    /// 签约A人,占常住人口的p%: the share is the rate that the catalogue knows.
    fn rate_of(&self, part: Choice, whole: &str) -> Choice {
        let named = self.lexicon.shares.iter().find(|(of, _, words)| {
            *of == part.target && words.iter().any(|word| whole.contains(word.as_str()))
        });
        named.map_or(part, |&(_, rate, _)| Choice { target: rate, ..part })
    }

    /// 从学历看,大专140名、本科80名: classes of what was counted last before they began.
    fn class_of(
        &self,
        index: usize,
        window: &Window,
        roles: &[(usize, Window, Role)],
        choices: &[Option<Choice>],
    ) -> Option<Choice> {
        let scene = self.scene;
        let naming = &scene.cues.naming;
        // Institutions are divided among several kinds; what was counted last need not be what is divided.
        (scene.dimension(index) == Some(Dimension::Person)).then_some(())?;
        let segment = scene.segment_start(index);
        let opening = scene.slice(Span::new(segment, scene.span(index).start())).trim_start();
        let seen = naming.class_open.take(opening)?;
        let reach = seen.char_indices().nth(8).map_or(seen.len(), |(at, _)| at);
        naming.class_close.within(seen.get(..reach)?).then_some(())?;
        let own = scene.slice(window.before).trim_matches([',', '，', '、', ' ', '和']);
        (own.chars().count() <= 14).then_some(())?;
        let alike = |(i, _, role): &&(usize, Window, Role)| {
            scene.span(*i).end() <= segment
                && matches!(role, Role::Level)
                && scene.dimension(*i) == scene.dimension(index)
                && !scene.transparent(*i)
        };
        let end = roles.partition_point(|(i, ..)| *i < index);
        let near = |(i, ..): &&(usize, Window, Role)| scene.sentence(*i) + 2 >= scene.sentence(index);
        let (last, ..) = roles.get(..end)?.iter().rev().take(24).take_while(near).find(alike)?;
        let at = roles.binary_search_by_key(last, |(i, ..)| *i).ok()?;
        choices.get(at).copied().flatten()
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

    /// 建设项目28个,其中县医院3个、卫生院16个: parts that only say where they are have the indicator of the whole.
    fn whole_of_part(
        &self,
        index: usize,
        window: &Window,
        own: Option<Choice>,
        roles: &[(usize, Window, Role)],
        choices: &[Option<Choice>],
    ) -> Option<Choice> {
        let scene = self.scene;
        let house = |choice: &Choice| {
            self.lexicon.targets.get(usize::from(choice.target)).is_some_and(|target| target.house)
        };
        let own = own.filter(house)?;
        if !matches!(own.place, Place::Before | Place::Lead) {
            return None;
        }
        let unit = |i: usize| scene.quantity(i).and_then(|q| q.unit.as_ref()).map(|u| u.name());
        let behind = self.scene.previous(index).map_or(0, |i| self.scene.span(i).end());
        if self.scene.text.get(behind..).is_some_and(|rest| rest.starts_with(['、', '和']))
            && let Some(built) =
                self.listed_before(index, roles, choices).filter(|choice| self.is_built(choice))
        {
            return Some(built);
        }
        let mut previous = index;
        for _ in 0..6 {
            let next = previous;
            previous = scene.previous(next).filter(|&i| scene.segment(i) == scene.segment(index))?;
            let words = scene.slice(Span::new(scene.span(previous).end(), scene.span(next).start()));
            let listed = words.trim_start_matches([',', '，', '、', '(', '（', ' ']);
            // 成员单位26家:卫生院17家、…: a colon parts like 其中.
            let words = listed.trim_start_matches([':', '：']);
            let parted = words.strip_prefix("其中").or((words.len() < listed.len()).then_some(words));
            let name = parted.unwrap_or(words);
            // 镇办(房产在卫生院名下)60个: what stands in brackets names no part.
            let name = name.split_once(['(', '（']).map_or(name, |(name, _)| name);
            let stands = name.chars().count() <= 12 && unit(previous) == unit(index);
            if !stands || name.contains([',', '，', '。', '；']) {
                return None;
            }
            if parted.is_some() {
                break;
            }
            (next != index || !words.is_empty()).then_some(())?;
        }
        let between = scene.slice(Span::new(scene.span(previous).end(), window.before.end()));
        (between.contains("其中") || between.contains([':', '：'])).then_some(())?;
        let at = roles.binary_search_by_key(&previous, |(i, ..)| *i).ok()?;
        matches!(roles.get(at)?.2, Role::Level | Role::Previous).then_some(())?;
        // 镇办(房产在卫生院名下)60个: the head stands in brackets, and is no noun of the number.
        let beside = Span::new(own.head.end().min(window.before.end()), window.before.end());
        let beside = scene.slice(beside);
        // 中心(站)34个: a short word in brackets belongs to the name.
        let named = own.head.len() > 9;
        let closed =
            named && beside.rfind([')', '）']) > beside.rfind(['(', '（']) && !beside.contains(['(', '（']);
        choices.get(at).copied().flatten().filter(|whole| closed || !house(whole))
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
        let listed = between.starts_with(['、', ',', '，', '和']) && between.chars().count() <= 12;
        let at = roles.binary_search_by_key(&previous, |(i, ..)| *i).ok().filter(|_| listed)?;
        choices.get(at).copied().flatten()
    }

    /// 新建县医院4所、卫生院36所: what was built of the first was built of the second.
    fn is_built(&self, choice: &Choice) -> bool {
        self.lexicon.targets.get(usize::from(choice.target)).is_some_and(|target| target.built)
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
        linker: &mut Linker<'_>,
        memory: &Memory,
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
        let said = if scene.slice(window.before).trim_matches(['、', ' ']).is_empty() {
            window.lead
        } else {
            window.before
        };
        let said = scene.slice(said).trim().trim_start_matches(['、', ',', '，', '和']);
        let divided = said.strip_prefix("其中").unwrap_or(said).trim_start_matches([':', '：']);
        let money = scene.dimension(index) == Some(Dimension::Money);
        let divides = money && self.scene.cues.naming.divides.within(divided);
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
        let choice =
            choices.get(at).copied().flatten().filter(|choice| self.is_as_large(choice.target, index))?;
        let planned =
            ["任务", "计划", "目标", "应建", "应完成", "应管"].iter().any(|word| divided.ends_with(word));
        let words = letters(divided);
        let place = matches!(self.zips.tie(index), Some(Tie::Item { word, .. })
            if scene.slice(word).trim().ends_with(['县', '市', '区', '镇', '乡', '州', '旗', '院', '村', '级']));
        let rest = ["其余", "剩余", "余下", "另外", "另有"].iter().any(|word| divided.starts_with(word));
        let parallel = said.is_empty()
            || place
            || rest && words <= 10
            || words <= 10
                && divided.ends_with([
                    '为', '是', '县', '市', '区', '镇', '乡', '州', '院', '达', '级', '仅', '外', '内',
                ])
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
            let found = best(true).or_else(|| best(false));
            // What only the rate of change was read as may not be of the unit that changes.
            let value = members.iter().find(|(_, part)| valued(*part)).and_then(|(at, _)| roles.get(*at));
            let fits = |choice: &Choice| value.is_none_or(|(index, ..)| self.takes(choice.target, *index));
            let before = || value.and_then(|(index, ..)| self.level_before(*index, roles, choices));
            let Some(best) = found.filter(fits).or_else(before) else {
                for &(at, _) in &members {
                    if let Some(choice) = choices.get_mut(at) {
                        *choice = choice.filter(fits);
                    }
                }
                continue;
            };
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

    /// Whether a density or an average can be as large as the figure.
    fn is_as_large(&self, target: u16, index: usize) -> bool {
        let most = self.lexicon.targets.get(target as usize).and_then(|target| target.most);
        most.is_none_or(|most| self.scene.quantity(index).is_none_or(|quantity| quantity.value <= most))
    }

    /// Whether an indicator is counted in the unit of a number.
    fn takes(&self, target: u16, index: usize) -> bool {
        let Some(dimension) = self.scene.dimension(index) else { return true };
        self.lexicon.targets.get(usize::from(target)).is_none_or(|target| {
            target.dimensions.contains(&dimension)
                || dimension == Dimension::Points && target.dimensions.contains(&Dimension::Percent)
        })
    }

    /// 补偿A人次、支付B万元,与去年同期的C万元比较: what the unit of C was read as last in its sentence.
    fn level_before(
        &self,
        index: usize,
        roles: &[(usize, Window, Role)],
        choices: &[Option<Choice>],
    ) -> Option<Choice> {
        let scene = self.scene;
        let at = roles.partition_point(|(i, ..)| *i < index);
        let alike = |(i, _, role): &&(usize, Window, Role)| {
            *role == Role::Level && scene.dimension(*i) == scene.dimension(index)
        };
        let near = |(i, ..): &&(usize, Window, Role)| {
            scene.sentence(*i) + 1 >= scene.sentence(index)
                && scene.heading_start(*i) == scene.heading_start(index)
        };
        let (last, ..) = roles.get(..at)?.iter().rev().take(8).take_while(near).find(alike)?;
        let own = scene.said(index);
        let named = letters(own) > 8;
        let position = roles.binary_search_by_key(last, |(i, ..)| *i).ok().filter(|_| !named)?;
        choices.get(position).copied().flatten()
    }

    /// 新增N is a change, unless the indicator itself counts what is new.
    fn final_role(&self, index: usize, role: Role, choice: Option<&Choice>) -> Role {
        if role != Role::Level {
            return role;
        }
        let scene = self.scene;
        if choice.is_none() && self.is_part(index, &scene.window(index)) {
            return Role::Share;
        }
        let counts_new = || choice.is_some_and(|c| scene.cues.naming.new.within(scene.slice(c.head)));
        if scene.says(index, Cue::New) && !counts_new() && self.changes.of(index).is_none() {
            Role::Change
        } else {
            role
        }
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

/// The institution or group that the sentence states a figure about, where it names one before the number.
fn subject(scene: &Scene<'_>, index: usize, window: &Window) -> Option<String> {
    let before = Span::new(window.sentence.start(), scene.span(index).start());
    scene.marks.of(Cue::Subject).longest_last_in(before).map(|span| scene.slice(span).to_owned())
}

fn confidence(score: i32) -> u8 {
    u8::try_from((40 + score / 3).clamp(35, 97)).unwrap_or(35)
}
