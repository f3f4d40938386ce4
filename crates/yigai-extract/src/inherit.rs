//! What a figure measures because another one beside it does.

use yigai_model::Role;
use yigai_quantity::Dimension;
use yigai_span::Span;

use crate::change::Part;
use crate::chosen::Chosen;
use crate::observe::Observer;
use crate::question::{Choice, Place};
use crate::window::Window;
use crate::words::letters;
use crate::zip::Tie;

impl Observer<'_> {
    /// 住院A人次、B万元,占补偿总额的p%: the share is of the figure right before it that is of the kind of the whole; what that
    /// was read as, which may be nothing.
    pub(crate) fn part_of_share(
        &self,
        index: usize,
        role: Role,
        chosen: Chosen<'_>,
    ) -> Option<(Option<Choice>, Span)> {
        let scene = self.scene;
        if let Some(found) = self.part_of_stated_share(index, chosen) {
            return Some(found);
        }
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
                // 结余A万元,占筹资总额的p%: what the words of the part and of the whole name together stays.
                let words = scene.window(part).before.start();
                let part = chosen.read(part)?.map(|choice| self.rate_of(choice, whole));
                return Some((part, Span::new(words, scene.span(index).start())));
            }
            part = scene.previous(part).filter(|&i| scene.segment(i) == scene.segment(index))?;
        }
        None
    }

    /// 老年人管理A人,占65岁以上老年人B人的p%: the rate that the catalogue knows of the two.
    fn part_of_stated_share(&self, index: usize, chosen: Chosen<'_>) -> Option<(Option<Choice>, Span)> {
        let scene = self.scene;
        if scene.dimension(index) != Some(Dimension::Percent) {
            return None;
        }
        let near = |i: usize| scene.previous(i).filter(|&p| scene.segment(p) == scene.segment(index));
        let whole = near(index)?;
        if scene.between(whole, index).trim() != "的" {
            return None;
        }
        let part = std::iter::successors(near(whole), |&i| near(i)).find(|&i| !scene.transparent(i))?;
        let words = scene.between(part, whole);
        let (_, name) = words.split_once('占')?;
        let choice = chosen.choice(part)?;
        let rate = self.rate_of(choice, name);
        (rate.target != choice.target && scene.dimension(part) == scene.dimension(whole))
            .then(|| (Some(rate), Span::new(scene.span(part).end(), scene.span(index).start())))
    }

    /// 签约A人,占常住人口的p%: the share is the rate that the catalogue knows.
    fn rate_of(&self, part: Choice, whole: &str) -> Choice {
        let named = self.lexicon.shares.iter().find(|(of, _, words)| {
            *of == part.target && words.iter().any(|word| whole.contains(word.as_str()))
        });
        named.map_or(part, |&(_, rate, _)| Choice { target: rate, ..part })
    }

    /// 从学历看,大专140名、本科80名: classes of what was counted last before they began.
    pub(crate) fn class_of(&self, index: usize, window: &Window, chosen: Chosen<'_>) -> Option<Choice> {
        let scene = self.scene;
        let naming = &scene.cues.naming;
        matches!(scene.dimension(index), Some(Dimension::Person | Dimension::Count)).then_some(())?;
        let at = scene.span(index).start();
        let opens = |start: &usize| {
            let seen = naming.class_open.take(scene.slice(Span::new(*start, at)).trim_start())?;
            let reach = seen.char_indices().nth(8).map_or(seen.len(), |(at, _)| at);
            naming.class_close.within(seen.get(..reach)?).then_some(*start)
        };
        // 从年龄看,35岁以下A名;60岁以上B名: the phrase holds to the end of its sentence.
        let starts = [scene.segment_start(index), scene.sentence_span(scene.sentence(index)).start()];
        let segment = starts.iter().find_map(opens)?;
        let own = scene.slice(window.before).trim_matches([',', '，', '、', ' ', '和']);
        (own.chars().count() <= 14 && !own.contains('均')).then_some(())?;
        let value = |i: usize| scene.quantity(i).map(|quantity| quantity.value);
        let alike = |&(i, role): &(usize, Role)| {
            scene.span(i).end() <= segment
                && matches!(role, Role::Level)
                && scene.dimension(i) == scene.dimension(index)
                && !scene.transparent(i)
                // 每千人口1.2名(农业人口26万人): neither what falls on one nor what an aside counts is divided.
                && scene.clause(i).is_none_or(|clause| !clause.bracketed)
                && value(i) >= value(index)
        };
        let near = |&(i, _): &(usize, Role)| scene.sentence(i) + 2 >= scene.sentence(index);
        let mut counted = chosen.before(index).take(24).take_while(near).filter(alike).map(|(i, _)| i);
        let last = chosen.choice(counted.next()?)?;
        // Where institutions of several kinds were counted, nothing says which of them are divided.
        let several = scene.dimension(index) == Some(Dimension::Count)
            && counted.filter_map(|i| chosen.choice(i)).any(|other| other.target != last.target);
        (!several).then_some(last)
    }

    /// 建设项目28个,其中县医院3个、卫生院16个: parts that only say where they are have the indicator of the whole.
    pub(crate) fn whole_of_part(
        &self,
        index: usize,
        window: &Window,
        own: Option<Choice>,
        chosen: Chosen<'_>,
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
            && let Some(built) = self.listed_before(index, chosen).filter(|choice| self.is_built(choice))
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
        matches!(chosen.role(previous)?, Role::Level | Role::Previous).then_some(())?;
        // 镇办(房产在卫生院名下)60个: the head stands in brackets, and is no noun of the number.
        let beside = Span::new(own.head.end().min(window.before.end()), window.before.end());
        let beside = scene.slice(beside);
        // 中心(站)34个: a short word in brackets belongs to the name.
        let words = scene.slice(window.before);
        let inside = words.rfind(['(', '（']).and_then(|at| words.get(at..)).unwrap_or_default();
        let named = inside.chars().count() > 5;
        let closed =
            named && beside.rfind([')', '）']) > beside.rfind(['(', '（']) && !beside.contains(['(', '（']);
        chosen.choice(previous).filter(|whole| closed || !house(whole))
    }

    /// What the number before in the same list of the same unit was read as.
    pub(crate) fn listed_before(&self, index: usize, chosen: Chosen<'_>) -> Option<Choice> {
        let scene = self.scene;
        let previous = scene.previous(index).filter(|&i| scene.dimension(i) == scene.dimension(index))?;
        let between = scene.slice(Span::new(scene.span(previous).end(), scene.span(index).start()));
        let listed = between.starts_with(['、', ',', '，', '和']) && between.chars().count() <= 12;
        chosen.choice(previous).filter(|_| listed)
    }

    /// 乡镇卫生院起付线为100元,县级医院为300元: an item of a list that names no indicator has that of the one before.
    pub(crate) fn inherit(&self, index: usize, window: &Window, chosen: Chosen<'_>) -> Option<Choice> {
        let scene = self.scene;
        if scene.transparent(index) || self.changes.of(index).is_some_and(|(_, part)| part != Part::To) {
            return None;
        }
        if let Some(resumed) = self.resumed(index, window, chosen) {
            return Some(resumed);
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
        if !matches!(chosen.role(previous)?, Role::Level | Role::Previous) {
            return None;
        }
        let choice = chosen.choice(previous).filter(|choice| self.is_as_large(choice.target, index))?;
        // 孕产妇应管A人 behind a clause on children is of nobody there.
        let planned = ["任务", "计划", "目标", "应建", "应完成", "应管"]
            .iter()
            .filter_map(|word| divided.strip_suffix(word))
            .any(|own| {
                own.contains('占')
                    || own.starts_with("完成")
                    || letters(scene.cues.naming.trim_leading(own)) <= 2
            });
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

    /// 2006年参合A人;2007年增加到B人: a clause of nothing but a date and a verb goes on with what was counted before it.
    fn resumed(&self, index: usize, window: &Window, chosen: Chosen<'_>) -> Option<Choice> {
        let scene = self.scene;
        let date = scene.mentions.get(index.checked_sub(1)?).filter(|mention| mention.date().is_some())?;
        let verb = scene.slice(Span::new(date.span.end(), scene.span(index).start()));
        let opens =
            scene.text.get(..date.span.start())?.trim_end().ends_with([',', '，', ';', '；', '、', '到']);
        let bare = scene.cues.naming.trim_leading(verb.trim()).is_empty();
        if !opens || !bare || !scene.slice(window.after).trim().is_empty() {
            return None;
        }
        let alike = |&(i, role): &(usize, Role)| {
            matches!(role, Role::Level | Role::Previous)
                && scene.dimension(i) == scene.dimension(index)
                && !scene.transparent(i)
        };
        let near = |&(i, _): &(usize, Role)| scene.sentence(i) == scene.sentence(index);
        let (last, _) = chosen.before(index).take(6).take_while(near).find(alike)?;
        chosen.choice(last)
    }

    /// Members of one comparison measure the same thing; so do a share and its part.
    pub(crate) fn share_choices(&self, roles: &[(usize, Window, Role)], choices: &mut [Option<Choice>]) {
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
            let before = || {
                value.and_then(|(index, ..)| self.level_before(*index, Chosen { roles, choices: &*choices }))
            };
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
        let target = self.lexicon.targets.get(usize::from(target));
        let value = self.scene.quantity(index).map(|quantity| quantity.value);
        target.zip(value).is_none_or(|(target, value)| target.may_be(value))
    }

    /// Whether an indicator is counted in the unit of a number.
    pub(crate) fn takes(&self, target: u16, index: usize) -> bool {
        let Some(dimension) = self.scene.dimension(index) else { return true };
        self.lexicon.targets.get(usize::from(target)).is_none_or(|target| {
            target.dimensions.contains(&dimension)
                || dimension == Dimension::Points && target.dimensions.contains(&Dimension::Percent)
        })
    }

    /// 补偿A人次、支付B万元,与去年同期的C万元比较: what the unit of C was read as last in its sentence.
    fn level_before(&self, index: usize, chosen: Chosen<'_>) -> Option<Choice> {
        let scene = self.scene;
        let alike =
            |&(i, role): &(usize, Role)| role == Role::Level && scene.dimension(i) == scene.dimension(index);
        let near = |&(i, _): &(usize, Role)| {
            scene.sentence(i) + 1 >= scene.sentence(index)
                && scene.heading_start(i) == scene.heading_start(index)
        };
        let (last, _) = chosen.before(index).take(8).take_while(near).find(alike)?;
        let named = letters(scene.said(index)) > 8;
        chosen.choice(last).filter(|_| !named)
    }

    /// 新建县医院4所、卫生院36所: what was built of the first was built of the second.
    fn is_built(&self, choice: &Choice) -> bool {
        self.lexicon.targets.get(usize::from(choice.target)).is_some_and(|target| target.built)
    }
}
