//! 共计, 合计, 总计: a figure that closes a list of its parts.

use rust_decimal::Decimal;
use yigai_quantity::Dimension;
use yigai_span::Span;

use crate::relation::{Link, Relation};
use crate::sum::Sums;

impl Sums<'_> {
    /// 共计, 合计, 总计 right before a number that closes a list.
    pub(crate) fn total(&self, index: usize) -> Option<Relation> {
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
            // One of a plain list that is larger than its total is a damaged part.
            let in_list =
                || parts.last().is_some_and(|&part| scene.between(previous, part).starts_with(['、', '和']));
            if parts.len() > 1 && within && value(previous) > value(index) && !in_list() {
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
        // 在3个县(区)推行,卫生院A所、中心B所,合计C所: where it was done is no part of how many did it.
        let unit = |i: usize| scene.quantity(i).and_then(|q| q.unit.as_ref()).map(|unit| unit.name());
        let place = |&part: &usize| {
            let after = scene.text.get(scene.span(part).end()..).unwrap_or_default();
            unit(part) != unit(index) && scene.cues.naming.starts_with_place(after)
        };
        if !parts.iter().all(place) {
            parts.retain(|part| !place(part));
        }
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
    pub(crate) fn beside(&self, total: &Relation) -> Option<Relation> {
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
}

/// The words before a total: what leads to it, the word itself, and the verb behind that.
struct Total<'a> {
    lead: &'a str,
    word: &'a str,
    tail: &'a str,
}

/// Whether words say that what follows is a total; 公共卫生 does not.
pub(crate) fn says_total(words: &str) -> bool {
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
