use memchr::memmem;
use rust_decimal::Decimal;
use yigai_quantity::Dimension;
use yigai_span::Span;

use crate::change::{Changes, Part};
use crate::divisions::Told;
use crate::items;
use crate::marks::Cue;
use crate::relation::{Link, Relation};
use crate::scene::Scene;
use crate::zip::Zips;

/// Wholes and their parts: 其中, 共计, 分别为, 在建.
pub(crate) struct Sums<'a> {
    pub(crate) scene: &'a Scene<'a>,
    pub(crate) changes: &'a Changes,
    pub(crate) zips: &'a Zips,
}

const OF_WHICH: &str = "其中";

impl Sums<'_> {
    pub(crate) fn find(&self) -> Vec<Relation> {
        let mut out = Vec::new();
        for at in memmem::find_iter(self.scene.text.as_bytes(), OF_WHICH) {
            let parts = self.of_which(at, at + OF_WHICH.len());
            out.extend(parts.as_ref().and_then(|parts| self.within(parts)));
            out.extend(parts.as_ref().and_then(|parts| self.other_whole(parts)));
            out.extend(parts.as_ref().and_then(|parts| self.before_the_change(parts)));
            if parts.is_none() {
                out.extend(items::itemised(self, at, at + OF_WHICH.len()));
            }
            out.extend(parts);
        }
        for &index in &self.scene.quantities {
            if let Some(total) = self.total(index) {
                out.extend(self.beside(&total));
                out.push(total);
            }
            out.extend(self.progress(index));
            out.extend(self.remainder(index));
            out.extend(self.borne(index));
            out.extend(self.in_brackets(index));
            out.extend(self.per_head_split(index));
            out.extend(items::carried(self, index));
        }
        out.extend(self.dealt());
        out.extend(self.contained());
        out
    }

    /// A value that stands for itself, and not for a change or an earlier time.
    pub(crate) fn is_level(&self, index: usize) -> bool {
        !self.scene.transparent(index)
            && !matches!(self.changes.of(index), Some((_, Part::From | Part::By | Part::Rate)))
            && !matches!(
                self.scene.dimension(index),
                Some(Dimension::Percent | Dimension::Points | Dimension::Rate | Dimension::Multiple)
            )
    }

    pub(crate) fn alike(&self, a: usize, b: usize) -> bool {
        let (Some(x), Some(y)) = (self.scene.quantity(a), self.scene.quantity(b)) else { return false };
        let counts = |d| matches!(d, Some(Dimension::Count | Dimension::Person | Dimension::Thing));
        let (dx, dy) = (self.scene.dimension(a), self.scene.dimension(b));
        let heads = |q: &yigai_quantity::Quantity| q.per.iter().filter(|unit| &***unit != "年").count();
        // 每年约需A万元: a yearly total is made of yearly parts, said or not.
        heads(x) == heads(y) && (dx == dy || counts(dx) && counts(dy))
    }

    /// 每人每年120元,其中医保47元: what is said to be for each is said once.
    fn is_standard_over(&self, whole: usize, part: usize) -> bool {
        let plain =
            |i: usize| self.scene.quantity(i).filter(|q| q.stated.scale == Decimal::ONE).map(|q| q.per.len());
        let money = |i: usize| self.scene.dimension(i) == Some(Dimension::Money);
        money(whole) && money(part) && plain(whole) > Some(0) && plain(part) == Some(0)
    }

    /// 是A的2.33倍: what a multiple is of is not what is divided.
    fn is_base(&self, index: usize) -> bool {
        let after = self.scene.text.get(self.scene.span(index).end()..).unwrap_or_default();
        let multiple = self.scene.next(index).is_some_and(|i| {
            matches!(self.scene.dimension(i), Some(Dimension::Multiple | Dimension::Percent))
        });
        after.starts_with('的') && multiple
    }

    fn bracketed(&self, index: usize) -> bool {
        self.scene.clause(index).is_some_and(|c| c.bracketed)
    }

    fn of_which(&self, at: usize, behind: usize) -> Option<Relation> {
        let scene = self.scene;
        let clause = scene.layout.clauses.get(scene.layout.clause_at(at)?)?;
        let sentence = scene.sentence_span(clause.sentence);
        let (segment, bracketed) = (clause.segment, clause.bracketed);
        let colon = scene.text.get(behind..).is_some_and(|rest| rest.starts_with([':', '：']));
        let next = scene.quantities.partition_point(|&i| scene.span(i).start() < behind);
        let mut parts: Vec<usize> = Vec::new();
        let end = scene.text.get(behind..sentence.end())?.find("其中").map_or(sentence.end(), |i| behind + i);
        for &index in scene.quantities.get(next..)? {
            let span = scene.span(index);
            let over = span.start() >= end || !colon && scene.segment(index) != segment;
            if over || !self.bracketed(index) && bracketed {
                break;
            }
            if !self.is_level(index) || self.bracketed(index) != bracketed {
                continue;
            }
            if parts.first().is_some_and(|&first| !self.alike(first, index)) {
                continue;
            }
            let before = scene.said(index);
            // 次均费用A元,其中次均药费a元: an average is a part of an average.
            let each = &self.scene.cues.sums.each;
            let averages = || {
                let whole = self.previous_level(index).filter(|&i| parts.is_empty() && self.alike(i, index));
                whole.is_some_and(|i| each.within(scene.said(i)))
            };
            if each.within(before) && !averages() {
                continue;
            }
            if !parts.is_empty() && (says_total(before) || before.contains("累计")) {
                break;
            }
            parts.push(index);
        }
        let first = *parts.first()?;
        let whole = scene.quantities.get(..next)?.iter().rev().copied().take(6).find(|&i| {
            self.is_level(i)
                && !self.is_base(i)
                && (self.alike(i, first) || self.is_standard_over(i, first))
                && (self.bracketed(i) == bracketed || bracketed)
        })?;
        // 其中 may open a sentence of its own; then the whole stands in the one before.
        let near = scene.sentence(whole) + u32::from(sentence.start() + 6 >= at) >= clause.sentence;
        if !near {
            return None;
        }
        let evidence = Span::new(scene.span(whole).start(), scene.span(*parts.last()?).end());
        if let &[part] = parts.as_slice() {
            return Some(Relation { link: Link::Subset { part, whole }, evidence, firm: true });
        }
        let text = scene.slice(Span::new(behind, evidence.end()));
        let complete = self.divides(&parts)
            || self.are_years(whole, &parts)
            || self.are_holders(&parts)
            || self.are_government_run(whole, &parts)
            || colon && !text.contains('等');
        Some(Relation { link: Link::Sum { whole, parts, complete, implied_units: 0 }, evidence, firm: true })
    }

    /// 整合A家卫生院和B家卫生室,其中…: the other of two that are named together may be what is divided.
    fn other_whole(&self, parts: &Relation) -> Option<Relation> {
        let Link::Sum { whole, parts: all, .. } = &parts.link else { return None };
        let scene = self.scene;
        let other = scene.previous(*whole).filter(|&i| self.is_level(i) && self.alike(i, *whole))?;
        let between = scene.slice(Span::new(scene.span(other).end(), scene.span(*whole).start()));
        let joined = ['、', '和', '及', '与'].iter().any(|&joint| between.ends_with(joint));
        let plain = !between.contains([',', '，', ';', '；', ':', '：', '(', '（']);
        (joined && plain).then(|| Relation {
            link: Link::Sum { whole: other, parts: all.clone(), complete: true, implied_units: 0 },
            evidence: parts.evidence.join(scene.span(other)),
            firm: false,
        })
    }

    /// 标准由A提高到B,其中财政由a提高到b、个人由c提高到d: what was divided before, as it is divided now.
    fn before_the_change(&self, parts: &Relation) -> Option<Relation> {
        let Link::Sum { whole, parts: all, complete, .. } = &parts.link else { return None };
        let earlier = |&i: &usize| {
            let (number, part) = self.changes.of(i)?;
            self.changes.list.get(number).filter(|_| part == Part::To)?.from
        };
        let link = Link::Sum {
            whole: earlier(whole)?,
            parts: all.iter().map(earlier).collect::<Option<_>>()?,
            complete: *complete,
            implied_units: 0,
        };
        Some(Relation { link, ..parts.clone() })
    }

    /// Parts that are told apart, so that together they are no more than their whole, though more might be named.
    fn within(&self, parts: &Relation) -> Option<Relation> {
        let Link::Sum { whole, parts: all, complete: false, .. } = &parts.link else { return None };
        let scene = self.scene;
        let said = |i: usize| scene.said(i);
        let telling = || {
            let houses = &scene.cues.sums.houses;
            let mut taken: Vec<&str> = Vec::new();
            all.iter().all(|&part| {
                let own = houses.at_end(said(part)).filter(|house| !taken.contains(house));
                taken.extend(own);
                own.is_some()
            })
        };
        let listed = all.windows(2).all(|pair| {
            let &[a, b] = pair else { return false };
            let between = scene.slice(Span::new(scene.span(a).end(), scene.span(b).start()));
            scene.next(a) == Some(b) && between.starts_with(['、', ',', '，', '和'])
        });
        // Amounts and visits are divided; persons may be counted by two things at once (男性, 60岁以上).
        let divided = matches!(scene.dimension(*whole), Some(Dimension::Money | Dimension::PersonTime));
        let apart = listed && divided || telling() || {
            let divisions = &scene.cues.sums.divisions;
            let told: Vec<Told> = all.iter().map(|&part| divisions.told(said(part))).collect();
            divisions.apart(&told)
        };
        apart.then(|| Relation { link: Link::Within { whole: *whole, parts: all.clone() }, ..parts.clone() })
    }

    /// Whether the parts are told apart by words that leave no rest.
    fn divides(&self, parts: &[usize]) -> bool {
        let words: Vec<&str> = parts
            .iter()
            .map(|&i| {
                let window = self.scene.window(i);
                let before = self.scene.slice(window.before);
                let after = self.scene.slice(window.after);
                if before.contains(char::is_alphabetic) { before } else { after }
            })
            .collect();
        if words.last().is_some_and(|last| self.scene.cues.sums.rest.within(last)) {
            return true;
        }
        let divisions = &self.scene.cues.sums.divisions;
        let told: Vec<Told> = words.iter().map(|words| divisions.told(words)).collect();
        divisions.complete(&told)
    }

    /// 其中县医院牵头a家、县中医院牵头b家: the same is said of each part, and who does it tells them apart.
    fn are_holders(&self, parts: &[usize]) -> bool {
        const HOLDERS: [char; 6] = ['院', '心', '局', '县', '区', '市'];
        let words = |&i: &usize| {
            let words = self.scene.said(i);
            words.trim_start_matches(['、', ',', '，', '和', '及'])
        };
        let Some(verb) = parts.first().map(words).and_then(|first| {
            let at = first.rfind(HOLDERS)?;
            let verb = first.get(at..)?.trim_start_matches(HOLDERS);
            (!verb.is_empty() && verb.chars().count() <= 2).then_some(verb)
        }) else {
            return false;
        };
        let holder = |i| words(i).strip_suffix(verb).filter(|holder| holder.ends_with(HOLDERS));
        let count = |&i: &usize| self.scene.dimension(i) == Some(Dimension::Count);
        parts.iter().all(|i| holder(i).is_some() && count(i))
    }

    /// 近三年流失N人,其中2012年a人、2013年b人、2014年c人: as many years as are said.
    fn are_years(&self, whole: usize, parts: &[usize]) -> bool {
        const YEARS: [&str; 5] = ["两年", "三年", "四年", "五年", "六年"];
        let scene = self.scene;
        let dated = |&part: &usize| {
            let date = part.checked_sub(1).and_then(|before| scene.mentions.get(before));
            date.is_some_and(|date| {
                let between = scene.slice(Span::new(date.span.end(), scene.span(part).start()));
                date.date().is_some() && between.chars().count() <= 4
            })
        };
        let sentence = scene.sentence_span(scene.sentence(whole));
        let before = scene.slice(Span::new(sentence.start(), scene.span(whole).start()));
        let said = parts.len().checked_sub(2).and_then(|at| YEARS.get(at));
        said.is_some_and(|years| before.contains(years)) && parts.iter().all(dated)
    }

    /// 政府办基层医疗卫生机构: township and community institutions, and no others.
    fn are_government_run(&self, whole: usize, parts: &[usize]) -> bool {
        let said = |i: usize| self.scene.said(i);
        let of = |word: &str| parts.iter().filter(|&&part| said(part).contains(word)).count() == 1;
        said(whole).contains("政府办") && parts.len() == 2 && of("卫生院") && of("社区")
    }

    /// 共计, 合计, 总计 right before a number that closes a list.
    fn total(&self, index: usize) -> Option<Relation> {
        let scene = self.scene;
        if !self.is_level(index) {
            return None;
        }
        let before = scene.said(index);
        let bare =
            before.trim_end().trim_end_matches(['约', '近', '达', '为', '有', '需', '须', '：', ':', ' ']);
        let Total { word, lead, tail } = Total::of(bare)?;
        // 全市共120人 counts; it does not add up what stands before it, unless a list ends right there.
        let own = match lead {
            "以上" | "上述" | "各项" => 0,
            _ => lead.chars().filter(|c| c.is_alphabetic()).count(),
        };
        let mut parts = Vec::new();
        let mut implied = 0;
        let counted = self.items(index, before);
        let mut last = counted.map_or(index, |(item, _)| item);
        let opens_sentence = own == 0
            && scene.sentence_span(scene.sentence(index)).start() + 12
                >= scene.span(index).start().saturating_sub(before.len());
        while let Some(previous) = self.previous_level(last) {
            let distance = scene.sentence(index) - scene.sentence(previous);
            let reach = distance == 0 || opens_sentence && distance == 1;
            if !reach || self.bracketed(previous) != self.bracketed(index) {
                break;
            }
            if self.is_base(previous) {
                last = previous;
                continue;
            }
            if !self.alike(previous, index) || self.units_differ(previous, index) {
                // Figures of another kind may stand between the parts; they end the list only in a plain one.
                if distance == 0
                    && !scene.slice(scene.sentence_span(scene.sentence(index))).contains([';', '；'])
                {
                    break;
                }
                last = previous;
                continue;
            }
            if let Some(&part) = parts.last()
                && scene.clause_index(part) == scene.clause_index(previous)
            {
                implied += named_without_number(&scene.between(previous, part));
            }
            let said = scene.said(previous);
            let average = said.contains('均') && !tail.contains('均');
            if average || ["减收", "减少", "每月", "缺口"].iter().any(|word| said.contains(word)) {
                // A loss or an average is made good by what follows; it is no part of it.
                break;
            }
            // 总费用A,报销B、赔付C,合计报销D: what is larger than the total is what it is of.
            let value = |i: usize| scene.quantity(i).map(|q| q.value);
            let within = parts.iter().all(|&part| value(part) <= value(index));
            if parts.len() > 1 && within && value(previous) > value(index) {
                break;
            }
            parts.push(previous);
            last = previous;
            if says_total(said) {
                // A total of its own, not a part.
                parts.pop();
                break;
            }
            // 总费用A,其中B、C、D,合计E: the list begins here.
            if said.contains("其中") {
                break;
            }
        }
        parts.reverse();
        let first = *parts.first()?;
        // A所卫生院、B个中心实行…,实施机构共N个: institutions that are listed and then counted.
        let listed = own <= 8 && word == "共" && scene.dimension(index) == Some(Dimension::Count) && {
            let pairs = parts.windows(2);
            pairs.clone().count() > 0
                && pairs
                    .into_iter()
                    .all(|pair| matches!(pair, [a, b] if scene.clause_index(*a) == scene.clause_index(*b)))
        };
        let adjacent = own == 0 && tail.is_empty()
            || listed
            || scene.clause_index(*parts.last()?) == scene.clause_index(index);
        // 合计报销, 共代缴: a verb of its own may be about more or less than the list; a number of items says it is not.
        let said = own == 0
            && (word == "合计"
                || word == "总计"
                || counted.is_some_and(|(_, items)| items == Decimal::from(parts.len())));
        let close = scene.segment(*parts.last()?) == scene.segment(index) || word == "合计";
        if parts.len() < 2 || !(adjacent || own == 0 && close) {
            return None;
        }
        let evidence = Span::new(scene.span(first).start(), scene.span(index).end());
        let link = Link::Sum { whole: index, parts, complete: true, implied_units: implied };
        Some(Relation { link, evidence, firm: adjacent || said })
    }

    /// 三项合计: the number of items right before the words of a total.
    fn items(&self, index: usize, before: &str) -> Option<(usize, Decimal)> {
        let scene = self.scene;
        let item = scene.previous(index)?;
        let joined = scene.span(item).end() + before.len() == scene.span(index).start();
        let lists = joined
            && scene
                .quantity(item)
                .and_then(|q| q.unit.as_ref())
                .is_some_and(|unit| ["项", "类", "者", "级", "笔", "部分"].contains(&unit.name()));
        lists.then(|| scene.quantity(item).map(|q| (item, q.value)))?
    }

    /// 门诊a人次、x元,住院b人次、y元,合计c人次、z元: what stands right behind each part adds up to what stands right behind
    /// the total.
    fn beside(&self, total: &Relation) -> Option<Relation> {
        let Link::Sum { whole, parts, implied_units: 0, .. } = &total.link else { return None };
        let scene = self.scene;
        let behind = |i: usize| {
            let next = scene.next(i).filter(|&next| self.is_level(next))?;
            let between = scene.slice(Span::new(scene.span(i).end(), scene.span(next).start()));
            let near = between.starts_with(['、', ',', '，']) && between.chars().count() <= 6;
            (near && scene.segment(next) == scene.segment(i)).then_some(next)
        };
        let second = behind(*whole).filter(|&i| !self.alike(i, *whole))?;
        let parts: Option<Vec<usize>> =
            parts.iter().map(|&part| behind(part).filter(|&i| self.alike(i, second))).collect();
        let parts = parts.filter(|parts| !parts.contains(&second))?;
        let evidence = total.evidence.join(scene.span(second));
        let link = Link::Sum { whole: second, parts, complete: true, implied_units: 0 };
        Some(Relation { link, evidence, firm: total.firm })
    }

    pub(crate) fn units_differ(&self, a: usize, b: usize) -> bool {
        let name = |i| self.scene.quantity(i).and_then(|q| q.unit.as_ref()).map(|u| u.name().to_owned());
        let general = |n: &Option<String>| {
            n.as_deref().is_some_and(|n| matches!(n, "个" | "所" | "家" | "处" | "名" | "人" | "位"))
        };
        let (x, y) = (name(a), name(b));
        x != y && !(general(&x) && general(&y) && self.scene.dimension(a) == self.scene.dimension(b))
    }

    fn previous_level(&self, index: usize) -> Option<usize> {
        let mut at = self.scene.previous(index)?;
        for _ in 0..12 {
            if self.is_level(at) {
                return Some(at);
            }
            at = self.scene.previous(at)?;
        }
        None
    }

    /// 共需建设A个,已完成B个,在建C个,拟建D个.
    fn progress(&self, index: usize) -> Option<Relation> {
        let scene = self.scene;
        if !self.is_level(index)
            || !matches!(scene.dimension(index), Some(Dimension::Count | Dimension::Thing))
        {
            return None;
        }
        if !scene.says(index, Cue::Planned) {
            return None;
        }
        let (mut done, mut open, mut parts) = (false, false, Vec::new());
        let mut at = index;
        while let Some(next) = scene.next(at).filter(|&i| scene.segment(i) == scene.segment(index)) {
            if !self.is_level(next) || !self.alike(next, index) {
                break;
            }
            let said = scene.said(next);
            let is_open = self.scene.cues.sums.open.within(said);
            let is_done = !is_open && self.scene.cues.sums.done.within(said);
            if !is_open && !is_done {
                break;
            }
            done |= is_done;
            open |= is_open;
            parts.push(next);
            at = next;
        }
        let last = *parts.last()?;
        (done && open).then(|| Relation {
            link: Link::Progress { planned: index, parts },
            evidence: scene.span(index).join(scene.span(last)),
            firm: true,
        })
    }

    /// 需A万元,已到位B万元,尚缺C万元: what is missing or left over, after the need and what of it is there.
    fn remainder(&self, index: usize) -> Option<Relation> {
        let scene = self.scene;
        let said = |i: usize| scene.said(i);
        let left = said(index).trim_end().trim_end_matches(['了', '近', '约', '为', '达', '人', '额']);
        if !self.is_level(index)
            || !self.scene.cues.sums.left.ends(left, 1)
            || ["累计结余", "历年", "相差", "上年"].iter().any(|word| left.contains(word))
        {
            return None;
        }
        let there = self.previous_alike(index)?;
        let all = self.previous_alike(there);
        let named = |all: usize| {
            self.scene.cues.sums.there.within(said(there))
                && self.scene.cues.sums.all.within(said(all))
                && scene.sentence(all) == scene.sentence(index)
                && !left.ends_with("在建")
        };
        let (all, firm) = match all.filter(|&all| named(all)) {
            Some(all) => (all, true),
            None => (self.larger_before(there)?, false),
        };
        Some(Relation {
            link: Link::Progress { planned: all, parts: vec![there, index] },
            evidence: scene.span(all).join(scene.span(index)),
            firm,
        })
    }

    /// The nearest larger figure of its kind, in its sentence or the one before.
    fn larger_before(&self, index: usize) -> Option<usize> {
        let scene = self.scene;
        let value = |i: usize| scene.quantity(i).map(|q| q.value);
        let mut at = index;
        for _ in 0..8 {
            at = self.previous_level(at).filter(|&i| scene.sentence(i) + 1 >= scene.sentence(index))?;
            if self.alike(at, index) && value(at) > value(index) {
                return Some(at);
            }
        }
        None
    }

    /// 42家医院(县级3家、乡镇18家、民营21家): a bracket right behind a count lists its parts.
    fn in_brackets(&self, index: usize) -> Option<Relation> {
        let scene = self.scene;
        let clause = scene.clause(index)?;
        let behind = scene.text.get(clause.span.end()..)?;
        if clause.bracketed || !behind.starts_with(['(', '（']) || !self.is_level(index) {
            return None;
        }
        let after = scene.text.get(scene.span(index).end()..clause.span.end())?;
        if after.chars().count() > 8 {
            return None;
        }
        let mut parts = Vec::new();
        let mut at = index;
        while let Some(next) =
            scene.next(at).filter(|&i| self.bracketed(i) && self.is_level(i) && self.alike(i, index))
        {
            let joined = parts.is_empty()
                || scene
                    .slice(Span::new(scene.span(at).end(), scene.span(next).start()))
                    .starts_with(['、', ',', '，']);
            if !joined || scene.sentence(next) != scene.sentence(index) {
                break;
            }
            parts.push(next);
            at = next;
        }
        let last = *parts.last().filter(|_| parts.len() >= 2)?;
        let text = scene.slice(scene.span(index).join(scene.span(last)));
        // 其中 has its own rule, 含 names only some, and 各 says a figure for several.
        let open = ["其中", "含", "等", "每", "各"].iter().any(|word| text.contains(word));
        (!open).then(|| Relation {
            link: Link::Sum { whole: index, parts, complete: true, implied_units: 0 },
            evidence: scene.span(index).join(scene.span(last)),
            firm: true,
        })
    }

    /// The level before this one in the same sentence, if it is of the same unit.
    fn previous_alike(&self, index: usize) -> Option<usize> {
        let previous = self.previous_level(index)?;
        let scene = self.scene;
        (scene.sentence(previous) == scene.sentence(index) && self.alike(previous, index)).then_some(previous)
    }

    /// 减少收入N万元,通过调价补偿a万元、财政补助b万元、自行消化c万元: the last part says that it is all the rest.
    fn borne(&self, index: usize) -> Option<Relation> {
        let scene = self.scene;
        if !scene.says(index, Cue::Borne) || !self.is_level(index) {
            return None;
        }
        let mut parts = vec![index];
        let mut at = index;
        while let Some(previous) =
            self.previous_alike(at).filter(|&i| scene.segment(i) == scene.segment(index))
        {
            parts.push(previous);
            at = previous;
        }
        let whole = parts.pop().filter(|_| parts.len() >= 2)?;
        let text = scene.slice(Span::new(scene.span(whole).end(), scene.span(index).start()));
        // 其中 has its own rule; without a word that deals the whole out nothing is said of it.
        let dealt =
            ["通过", "由", "分别", "用于"].iter().any(|word| text.contains(word)) && !text.contains("其中");
        parts.reverse();
        dealt.then(|| Relation {
            evidence: scene.span(whole).join(scene.span(index)),
            link: Link::Sum { whole, parts, complete: true, implied_units: 0 },
            firm: true,
        })
    }

    /// 人均15元,中央补助9元,省补助3元,…: money per head over the levels of government.
    fn per_head_split(&self, index: usize) -> Option<Relation> {
        let scene = self.scene;
        let money = |i: usize| scene.dimension(i) == Some(Dimension::Money);
        let level = |i: usize| {
            if let Some(crate::zip::Tie::Item { word, .. }) = self.zips.tie(i) {
                return self.scene.cues.sums.levels.within(scene.slice(word));
            }
            let said = scene.said(i);
            // 中央348元、省级139.2元、市县各92.8元: the verb may be left out in a list.
            let listed = said.starts_with('、') || self.bracketed(i);
            let bare = || listed && self.names_levels(said);
            scene.says(i, Cue::Levels) && (scene.says(i, Cue::Pays) || bare())
        };
        // 起付线市级1000元、县级400元: kinds of hospital, not levels of government.
        let of_care = scene.says(index, Cue::RuleOfCare);
        if !money(index) || of_care || !self.is_level(index) || level(index) {
            return None;
        }
        let mut parts = Vec::new();
        let mut at = index;
        while let Some(next) = scene.next(at).filter(|&i| scene.segment(i) == scene.segment(index)) {
            let size =
                |i| scene.quantity(i).is_some_and(|q| !q.per.is_empty() || q.stated.scale == Decimal::ONE);
            if !money(next) || !level(next) || !size(next) || !self.is_level(next) {
                break;
            }
            parts.extend(std::iter::repeat_n(next, self.levels_named(next)));
            at = next;
        }
        // 各级均有补助: a level that was not read.
        let unread = scene.next(at).filter(|&i| scene.segment(i) == scene.segment(index));
        if unread.is_some_and(|i| money(i) && self.bracketed(i) == self.bracketed(at)) && parts.len() < 3 {
            return None;
        }
        let whole_small = scene.quantity(index).is_some_and(|q| q.stated.scale == Decimal::ONE);
        let last = *parts.last()?;
        // 起付线乡镇100元、县级400元: levels that are no parts of the first.
        let value = |i: usize| scene.quantity(i).map(|q| q.value);
        let within = parts.iter().all(|&part| value(part) < value(index));
        (parts.len() >= 2 && whole_small && within).then(|| Relation {
            link: Link::Split { whole: index, parts },
            evidence: scene.span(index).join(scene.span(last)),
            firm: true,
        })
    }

    /// 市级, 市、县各, 农民个人: nothing but who pays.
    fn names_levels(&self, said: &str) -> bool {
        let joints = ['、', ',', '，', '和', '及', '级', '各', ' '];
        let mut rest = said.trim_matches(joints);
        while let Some(behind) = self.scene.cues.sums.levels.take(rest) {
            rest = behind.trim_start_matches(joints);
        }
        rest.is_empty() && !said.trim_matches(joints).is_empty()
    }

    /// 市、县各5元: how many levels pay the same.
    fn levels_named(&self, index: usize) -> usize {
        let said = self.scene.said(index).trim_end();
        let Some(names) = said.strip_suffix('各').or_else(|| said.strip_suffix("各补助")) else {
            return 1;
        };
        let named = |name: &&str| self.scene.cues.sums.levels.within(name);
        names.split(['、', '和', '及', ',', '，']).filter(named).count().max(1)
    }

    /// 救助1200人次,门诊、住院分别为800人次、400人次: the numbers under 分别 divide the one before.
    fn dealt(&self) -> Vec<Relation> {
        let scene = self.scene;
        let mut out = Vec::new();
        for run in &self.zips.runs {
            let (Some(&first), Some(&last)) = (run.numbers.first(), run.numbers.last()) else { continue };
            if run.shares || !self.is_level(first) || !run.numbers.iter().all(|&i| self.divides_item(i)) {
                continue;
            }
            let Some(whole) = self.previous_level(first) else { continue };
            if scene.segment(whole) == scene.segment(first)
                && self.alike(whole, first)
                && !self.zips.has_tie(whole)
            {
                out.push(Relation {
                    link: Link::Sum { whole, parts: run.numbers.clone(), complete: true, implied_units: 0 },
                    evidence: scene.span(whole).join(scene.span(last)),
                    firm: true,
                });
            }
        }
        out
    }

    /// Whether the list word of a number is one that divides its whole.
    fn divides_item(&self, index: usize) -> bool {
        let Some(crate::zip::Tie::Item { word, .. }) = self.zips.tie(index) else { return false };
        self.scene.cues.sums.divisions.told(self.scene.slice(word)).any()
    }

    /// A(含B): a part in brackets.
    fn contained(&self) -> Vec<Relation> {
        let scene = self.scene;
        let inside = |&index: &usize| -> Option<Relation> {
            let clause = scene.clause(index).filter(|clause| clause.bracketed)?;
            let whole = scene.previous(index)?;
            let said = scene.slice(clause.span).trim_start();
            let opens = said.starts_with('含') || said.starts_with("包括") || said.starts_with("内含");
            (opens && self.alike(whole, index) && self.is_level(index) && !self.bracketed(whole)).then(|| {
                Relation {
                    link: Link::Subset { part: index, whole },
                    evidence: scene.span(whole).join(scene.span(index)),
                    firm: true,
                }
            })
        };
        scene.quantities.iter().filter_map(inside).collect()
    }
}

/// The words before a total: what leads to it, the word itself, and the verb behind that.
struct Total<'a> {
    lead: &'a str,
    word: &'a str,
    tail: &'a str,
}

/// Whether words say that what follows is a total; 公共卫生 does not.
fn says_total(words: &str) -> bool {
    words.contains('计') && (words.contains("合计") || words.contains("总计"))
        || words.match_indices('共').any(|(at, _)| !words.get(..at).is_some_and(|lead| lead.ends_with('公')))
}

impl<'a> Total<'a> {
    fn of(bare: &'a str) -> Option<Self> {
        const LONGEST_VERB: usize = 4;
        if !bare.contains(['共', '计']) {
            return None;
        }
        let words = ["共计", "合计", "总计", "合共", "共"];
        let (at, word) = words.iter().find_map(|word| Some((bare.rfind(word)?, *word)))?;
        let tail = bare.get(at + word.len()..)?.trim();
        // 公共卫生, 共同: no total.
        let inside =
            bare.get(..at)?.ends_with('公') || tail.starts_with(['同', '享', '用', '建', '青', '和', '产']);
        let lead = bare.get(..at)?.trim_matches([' ', '、', ',', '，']);
        (tail.chars().count() <= LONGEST_VERB && !inside).then_some(Self { lead, word, tail })
    }
}

/// How many things are named without a number between two counted ones: 9个街道、某镇、61个社区 has one.
fn named_without_number(between: &str) -> u32 {
    let mut chunks = between.split(['、', ',', '，', '和', '及']);
    let own = chunks.next().unwrap_or_default().trim();
    if own.is_empty() {
        return 0;
    }
    chunks.filter(|chunk| chunk.trim().chars().count() >= 2).count().try_into().unwrap_or(u32::MAX)
}
