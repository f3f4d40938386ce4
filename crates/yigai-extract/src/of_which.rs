//! 其中: what stands behind it is part of what stands before it.

use rust_decimal::Decimal;
use yigai_quantity::Dimension;
use yigai_span::Span;

use crate::change::Part;
use crate::divisions::Told;
use crate::relation::{Link, Relation};
use crate::scene::Scene;
use crate::sum::Sums;
use crate::total::says_total;

impl Sums<'_> {
    pub(crate) fn of_which(&self, at: usize, behind: usize) -> Option<Relation> {
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
            if !self.is_level(index) || self.bracketed(index) != bracketed || is_reckoned_with(scene, index) {
                continue;
            }
            // 个人a元,财政b元,财政补助中:中央…: a part has parts of its own from here on.
            let last = parts.last().map_or(behind, |&part| scene.span(part).end());
            let opens = scene.slice(Span::new(last, span.start()));
            if !parts.is_empty() && ["中:", "中："].iter().any(|word| opens.contains(word)) {
                break;
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
            let spent = || scene.dimension(index) == Some(Dimension::Money) && self.is_use_of(index, &parts);
            if !parts.is_empty() && (says_total(before) || before.contains("累计") || spent()) {
                break;
            }
            parts.push(index);
        }
        let first = *parts.first()?;
        let mut wholes = scene.quantities.get(..next)?.iter().rev().copied().take(6).filter(|&i| {
            self.is_level(i)
                && !self.is_base(i)
                && (self.alike(i, first) || self.is_standard_over(i, first))
                && (self.bracketed(i) == bracketed || bracketed)
        });
        let nearest = wholes.next()?;
        let whole = wholes.find(|&i| self.is_told_by(i, nearest, &parts)).unwrap_or(nearest);
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

    /// 每人每年120元,其中医保47元: what is said to be for each is said once.
    fn is_standard_over(&self, whole: usize, part: usize) -> bool {
        let plain =
            |i: usize| self.scene.quantity(i).filter(|q| q.stated.scale == Decimal::ONE).map(|q| q.per.len());
        let money = |i: usize| self.scene.dimension(i) == Some(Dimension::Money);
        money(whole) && money(part) && plain(whole) > Some(0) && plain(part) == Some(0)
    }

    /// 筹集A万元,其中财政a万元、捐助b万元,已支出c万元: what was done with the money since is no further source of it.
    fn is_use_of(&self, index: usize, parts: &[usize]) -> bool {
        let done = |i: usize| {
            let words = self.scene.said(i).trim_start_matches(['、', ',', '，', ' ', '现', '目', '前', '均']);
            words.starts_with('已')
        };
        done(index) && parts.first().is_some_and(|&first| !done(first))
    }

    /// 实支A万元,结余B万元;其中甲县实支a万元、乙县实支b万元: the parts say with one word what they are parts of, and what stands
    /// nearer is too small.
    fn is_told_by(&self, whole: usize, nearest: usize, parts: &[usize]) -> bool {
        let value = |i: usize| self.scene.quantity(i).map(|q| q.value);
        let said = |i: usize| self.scene.said(i).trim_end();
        let word = said(whole).char_indices().rev().nth(1).and_then(|(at, _)| said(whole).get(at..));
        let exceeds = |i: usize| parts.iter().all(|&part| value(part) <= value(i));
        parts.len() > 1
            && !exceeds(nearest)
            && exceeds(whole)
            && word.is_some_and(|word| parts.iter().all(|&part| said(part).ends_with(word)))
    }

    /// 整合A家卫生院和B家卫生室,其中…: the other of two that are named together may be what is divided.
    pub(crate) fn other_whole(&self, parts: &Relation) -> Option<Relation> {
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
    pub(crate) fn before_the_change(&self, parts: &Relation) -> Option<Relation> {
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
    pub(crate) fn within(&self, parts: &Relation) -> Option<Relation> {
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
            || matches!(words.as_slice(), [a, b] if done_and_not(a, b) || done_and_not(b, a))
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
}

/// 已脱贫a人,未脱贫b人: what is done of them, and what is not.
fn done_and_not(done: &str, not: &str) -> bool {
    let verb = |words: &'_ str, mark: &[char]| -> Option<String> {
        let words = words.trim_matches(|c: char| !c.is_alphanumeric()).trim_end_matches(['的', '有', '共']);
        words.rsplit_once(mark).map(|(_, verb)| verb.to_owned()).filter(|verb| !verb.is_empty())
    };
    verb(done, &['已']).is_some_and(|verb_done| verb(not, &['未', '没']) == Some(verb_done))
}

/// 按应参保A万人计: what a rate is reckoned with is no part.
pub(crate) fn is_reckoned_with(scene: &Scene<'_>, index: usize) -> bool {
    let after = scene.text.get(scene.span(index).end()..).unwrap_or_default();
    scene.said(index).trim_start_matches([',', '，', ' ']).starts_with(['按', '以'])
        && ["计", "测算", "计算", "口径"].iter().any(|word| after.starts_with(word))
}
