use std::sync::LazyLock;

use memchr::memmem;
use yigai_quantity::Dimension;
use yigai_span::Span;

use crate::change::{Changes, Part};
use crate::relation::{Link, Relation};
use crate::scene::Scene;
use crate::words::Words;
use crate::zip::Zips;

/// Wholes and their parts: 其中, 共计, 分别为, 在建.
pub(crate) struct Sums<'a> {
    pub(crate) scene: &'a Scene<'a>,
    pub(crate) changes: &'a Changes,
    pub(crate) zips: &'a Zips,
}

/// Words that divide a thing without a rest; each list is one division.
const DIVISIONS: [&[&[&str]]; 10] = [
    &[&["县级", "县直"], &["乡镇"], &["社区"], &["村"]],
    &[&["县级", "县、"], &["乡镇", "乡级", "镇级"], &["村级", "村卫生"]],
    &[&["城镇", "城市"], &["农村", "农业"]],
    &[&["男"], &["女"]],
    &[&["城镇", "城市", "市区"], &["农村", "乡村"]],
    &[&["门诊"], &["住院"]],
    &[&["续保", "续签"], &["新增", "新参"]],
    &[&["上半年"], &["下半年"]],
    &[&["高级", "高"], &["中级", "中"], &["初级", "初"]],
    &[&["个人", "农民"], &["财政", "政府"]],
];

const OF_WHICH: &str = "其中";

/// The words of all divisions.
static DIVIDING: LazyLock<Words> = LazyLock::new(|| {
    let words = DIVISIONS.iter().copied().flatten().copied().flatten().copied();
    Words::of(&words.collect::<Vec<_>>())
});

static EACH: LazyLock<Words> =
    LazyLock::new(|| Words::of(&["均", "每人", "每例", "每个", "每所", "每名", "每户"]));
static TOTALS: LazyLock<Words> = LazyLock::new(|| Words::of(&["共", "合计", "总计", "累计"]));
static REST: LazyLock<Words> =
    LazyLock::new(|| Words::of(&["其他", "其它", "其余", "剩余", "及以下", "另外"]));

impl Sums<'_> {
    pub(crate) fn find(&self) -> Vec<Relation> {
        let mut out = Vec::new();
        for at in memmem::find_iter(self.scene.text.as_bytes(), OF_WHICH) {
            out.extend(self.of_which(at, at + OF_WHICH.len()));
        }
        for &index in &self.scene.quantities {
            out.extend(self.total(index));
            out.extend(self.progress(index));
            out.extend(self.remainder(index));
            out.extend(self.borne(index));
            out.extend(self.in_brackets(index));
            out.extend(self.per_head_split(index));
        }
        out.extend(self.dealt());
        out.extend(self.contained());
        out
    }

    /// A value that stands for itself, and not for a change or an earlier time.
    fn is_level(&self, index: usize) -> bool {
        !self.scene.transparent(index)
            && !matches!(self.changes.of(index), Some((_, Part::From | Part::By | Part::Rate)))
            && !matches!(
                self.scene.dimension(index),
                Some(Dimension::Percent | Dimension::Points | Dimension::Rate | Dimension::Multiple)
            )
    }

    fn alike(&self, a: usize, b: usize) -> bool {
        let (Some(x), Some(y)) = (self.scene.quantity(a), self.scene.quantity(b)) else { return false };
        let counts = |d| matches!(d, Some(Dimension::Count | Dimension::Person | Dimension::Thing));
        let (dx, dy) = (self.scene.dimension(a), self.scene.dimension(b));
        let heads = |q: &yigai_quantity::Quantity| q.per.iter().filter(|unit| &***unit != "年").count();
        // 每年约需A万元: a yearly total is made of yearly parts, said or not.
        heads(x) == heads(y) && (dx == dy || counts(dx) && counts(dy))
    }

    /// 是A的2.33倍: what a multiple is of is not what is divided.
    fn is_base(&self, index: usize) -> bool {
        let after = self.scene.text.get(self.scene.span(index).end()..).unwrap_or_default();
        let multiple =
            self.scene.next(index).is_some_and(|i| self.scene.dimension(i) == Some(Dimension::Multiple));
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
            let before = scene.slice(scene.window(index).before);
            if EACH.within(before) {
                continue;
            }
            if !parts.is_empty() && TOTALS.within(before) {
                break;
            }
            parts.push(index);
        }
        let first = *parts.first()?;
        let whole = scene.quantities.get(..next)?.iter().rev().copied().take(6).find(|&i| {
            self.is_level(i)
                && !self.is_base(i)
                && self.alike(i, first)
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
        let complete = self.divides(&parts) || colon && !text.contains('等');
        Some(Relation { link: Link::Sum { whole, parts, complete, implied_units: 0 }, evidence, firm: true })
    }

    /// Whether the parts are told apart by words that leave no rest.
    fn divides(&self, parts: &[usize]) -> bool {
        let words: Vec<&str> = parts
            .iter()
            .map(|&i| {
                let window = self.scene.window(i);
                let before = self.scene.slice(window.before);
                let after = self.scene.slice(window.after);
                if before.chars().filter(|c| c.is_alphabetic()).count() > 0 { before } else { after }
            })
            .collect();
        if words.last().is_some_and(|last| REST.within(last)) {
            return true;
        }
        DIVISIONS.iter().any(|division| {
            division.len() <= parts.len()
                && division.iter().all(|kind| {
                    words.iter().filter(|text| kind.iter().any(|word| text.contains(word))).count() >= 1
                })
                && words
                    .iter()
                    .all(|text| division.iter().any(|kind| kind.iter().any(|word| text.contains(word))))
        })
    }

    /// 共计, 合计, 总计 right before a number that closes a list.
    fn total(&self, index: usize) -> Option<Relation> {
        let scene = self.scene;
        static TOTAL: LazyLock<Words> = LazyLock::new(|| Words::of(&["共计", "合计", "总计", "合共", "共"]));
        if !self.is_level(index) {
            return None;
        }
        let before = scene.slice(scene.window(index).before);
        let bare =
            before.trim_end().trim_end_matches(['约', '近', '达', '为', '有', '需', '须', '：', ':', ' ']);
        let lead = TOTAL.take_end(bare)?;
        let lead_end = lead.len();
        let lead = lead.trim();
        // 全市共120人 counts; it does not add up what stands before it, unless a list ends right there.
        let own = lead.chars().filter(|c| c.is_alphabetic()).count();
        let mut parts = Vec::new();
        let mut implied = 0;
        let mut last = index;
        let opens_sentence = own == 0
            && scene.sentence_span(scene.sentence(index)).start() + 12
                >= scene.span(index).start().saturating_sub(before.len());
        while let Some(previous) = self.previous_level(last) {
            let distance = scene.sentence(index) - scene.sentence(previous);
            let reach = distance == 0 || opens_sentence && distance == 1;
            if !reach || self.bracketed(previous) != self.bracketed(index) {
                break;
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
            let said = scene.slice(scene.window(previous).before);
            if ["减收", "减少", "月均", "每月", "缺口", "均"].iter().any(|word| said.contains(word))
            {
                // A loss or an average is made good by what follows; it is no part of it.
                break;
            }
            parts.push(previous);
            last = previous;
            if ["其中", "共", "合计", "总计"].iter().any(|w| said.contains(w)) {
                // A total of its own, not a part.
                parts.pop();
                break;
            }
        }
        parts.reverse();
        let first = *parts.first()?;
        // A所卫生院、B个中心实行…,实施机构共N个: institutions that are listed and then counted.
        let listed = own <= 8
            && bare.len() - lead_end == "共".len()
            && scene.dimension(index) == Some(Dimension::Count)
            && {
                let pairs = parts.windows(2);
                pairs.clone().count() > 0
                    && pairs.into_iter().all(
                        |pair| matches!(pair, [a, b] if scene.clause_index(*a) == scene.clause_index(*b)),
                    )
            };
        let adjacent = own == 0 || listed || scene.clause_index(*parts.last()?) == scene.clause_index(index);
        if parts.len() < 2 || !adjacent {
            return None;
        }
        let evidence = Span::new(scene.span(first).start(), scene.span(index).end());
        let link = Link::Sum { whole: index, parts, complete: true, implied_units: implied };
        Some(Relation { link, evidence, firm: true })
    }

    fn units_differ(&self, a: usize, b: usize) -> bool {
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
        static PLAN: LazyLock<Words> = LazyLock::new(|| {
            Words::of(&[
                "需建设",
                "应建",
                "计划建设",
                "需新建",
                "计划新建",
                "列入",
                "规划建设",
                "任务",
                "需改造",
            ])
        });
        static DONE: LazyLock<Words> = LazyLock::new(|| {
            Words::of(&["已完成", "已建成", "完成", "竣工", "建成", "已竣工", "已建", "已改造"])
        });
        static OPEN: LazyLock<Words> = LazyLock::new(|| {
            Words::of(&["在建", "拟建", "待建", "未开工", "另外", "其余", "剩余", "未建", "尚有", "未完成"])
        });
        let scene = self.scene;
        if !self.is_level(index)
            || !matches!(scene.dimension(index), Some(Dimension::Count | Dimension::Thing))
        {
            return None;
        }
        let before = scene.slice(scene.window(index).before);
        if !PLAN.within(before) {
            return None;
        }
        let (mut done, mut open, mut parts) = (false, false, Vec::new());
        let mut at = index;
        while let Some(next) = scene.next(at).filter(|&i| scene.segment(i) == scene.segment(index)) {
            if !self.is_level(next) || !self.alike(next, index) {
                break;
            }
            let said = scene.slice(scene.window(next).before);
            let is_open = OPEN.within(said);
            let is_done = !is_open && DONE.within(said);
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
        static LEFT: LazyLock<Words> = LazyLock::new(|| {
            Words::of(&[
                "缺口",
                "尚缺",
                "还缺",
                "尚差",
                "还差",
                "仍差",
                "仍缺",
                "缺",
                "差",
                "剩余",
                "还剩",
                "结余",
                "空编",
                "空缺",
                "尚欠",
                "未完成",
            ])
        });
        static THERE: LazyLock<Words> = LazyLock::new(|| {
            Words::of(&[
                "到位", "支付", "支出", "完成", "实到", "实有", "使用", "安排", "落实", "发放", "已", "实际",
                "在编", "拨付", "仅",
            ])
        });
        static ALL: LazyLock<Words> = LazyLock::new(|| {
            Words::of(&[
                "需", "应", "计划", "筹集", "核定", "总额", "任务", "收入", "列入", "筹资", "编制", "目标",
                "共有", "安排",
            ])
        });
        let scene = self.scene;
        let said = |i: usize| scene.slice(scene.window(i).before);
        let left = said(index).trim_end().trim_end_matches(['了', '近', '约', '为', '达', '人', '额']);
        if !self.is_level(index)
            || !LEFT.ends(left, 1)
            || ["累计结余", "历年", "相差", "上年"].iter().any(|word| left.contains(word))
        {
            return None;
        }
        let there = self.previous_alike(index)?;
        let all = self.previous_alike(there)?;
        let named = THERE.within(said(there)) && ALL.within(said(all));
        (named && scene.sentence(all) == scene.sentence(index)).then(|| Relation {
            link: Link::Progress { planned: all, parts: vec![there, index] },
            evidence: scene.span(all).join(scene.span(index)),
            firm: true,
        })
    }

    /// 42家医院(县级3家、乡镇18家、民营21家): a bracket right behind a count lists its parts.
    fn in_brackets(&self, index: usize) -> Option<Relation> {
        let scene = self.scene;
        let clause = scene.clause(index)?;
        let after = scene.text.get(scene.span(index).end()..clause.span.end())?;
        let behind = scene.text.get(clause.span.end()..)?;
        if clause.bracketed
            || !self.is_level(index)
            || after.chars().count() > 8
            || !behind.starts_with(['(', '（'])
        {
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
        static LAST: LazyLock<Words> = LazyLock::new(|| {
            Words::of(&["自行消化", "自行承担", "自行解决", "其余", "其他", "剩余部分", "自筹"])
        });
        let scene = self.scene;
        if !self.is_level(index) || !LAST.within(scene.slice(scene.window(index).before)) {
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
        static LEVELS: LazyLock<Words> = LazyLock::new(|| {
            Words::of(&["中央", "省", "自治区", "市", "州", "县", "区", "乡", "个人", "农民"])
        });
        static PAYS: LazyLock<Words> = LazyLock::new(|| {
            Words::of(&["补助", "负担", "财政", "配套", "承担", "安排", "级", "缴", "出资", "中央", "筹"])
        });
        let scene = self.scene;
        let money = |i: usize| scene.dimension(i) == Some(Dimension::Money);
        let level = |i: usize| {
            if let Some(crate::zip::Tie::Item { word, .. }) = self.zips.tie(i) {
                return LEVELS.within(scene.slice(word));
            }
            let said = scene.slice(scene.window(i).before);
            LEVELS.within(said) && PAYS.within(said)
        };
        if !money(index) || !self.is_level(index) || level(index) {
            return None;
        }
        let mut parts = Vec::new();
        let mut at = index;
        while let Some(next) = scene.next(at).filter(|&i| scene.segment(i) == scene.segment(index)) {
            let size = |i| {
                scene
                    .quantity(i)
                    .is_some_and(|q| !q.per.is_empty() || q.stated.scale == rust_decimal::Decimal::ONE)
            };
            if !money(next) || !level(next) || !size(next) || !self.is_level(next) {
                break;
            }
            parts.push(next);
            at = next;
        }
        let whole_small = scene.quantity(index).is_some_and(|q| q.stated.scale == rust_decimal::Decimal::ONE);
        let last = *parts.last()?;
        (parts.len() >= 2 && whole_small).then(|| Relation {
            link: Link::Split { whole: index, parts },
            evidence: scene.span(index).join(scene.span(last)),
            firm: true,
        })
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
        let text = self.scene.slice(word);
        DIVIDING.within(text)
    }

    /// A(含B): a part in brackets.
    fn contained(&self) -> Vec<Relation> {
        let scene = self.scene;
        let inside = |&index: &usize| -> Option<Relation> {
            let clause = scene.clause(index)?;
            let whole = scene.previous(index)?;
            let said = scene.slice(clause.span).trim_start();
            let opens = said.starts_with('含') || said.starts_with("包括") || said.starts_with("内含");
            (clause.bracketed
                && opens
                && self.alike(whole, index)
                && self.is_level(index)
                && !self.bracketed(whole))
            .then(|| Relation {
                link: Link::Subset { part: index, whole },
                evidence: scene.span(whole).join(scene.span(index)),
                firm: true,
            })
        };
        scene.quantities.iter().filter_map(inside).collect()
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
