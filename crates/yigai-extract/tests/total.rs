//! Any text is read: nothing panics, each quantity has one observation, and all numbers of relations exist.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)] // the helpers of tests fail loudly, as the tests do

use proptest::prelude::*;
use yigai_extract::{Extractor, Link, Settings};
use yigai_text::{Document, Options};

const PIECES: [&str; 44] = [
    "参合农民",
    "比上年",
    "增加",
    "由",
    "提高到",
    "降为",
    "其中",
    "分别",
    "占",
    "共计",
    "、",
    ",",
    "，",
    "。",
    "；",
    ":",
    "(",
    ")",
    "\n",
    "一、",
    "（二）",
    "12人",
    "3.5%",
    "40万元",
    "5个百分点",
    "2010年",
    "202223年",
    "65岁以上",
    "8所",
    "三成",
    "百分之五",
    "1—6月",
    "每人每年",
    "乡镇卫生院",
    "高血压",
    "门诊",
    "住院",
    "新农合",
    "基本药物制度",
    "计划",
    "的",
    "9",
    "每千人口",
    "XX县",
];

proptest! {
    #[test]
    fn any_mix_of_words_is_read(picks in prop::collection::vec(0..PIECES.len(), 1..120)) {
        let text: String = picks.iter().map(|&i| PIECES[i]).collect();
        check(&text);
    }

    #[test]
    fn any_text_is_read(text in "\\PC{1,200}") {
        check(&text);
    }
}

fn check(text: &str) {
    let Ok(document) = Document::read(text.as_bytes(), &Options::default()) else { return };
    let extraction = Extractor::builtin().unwrap().extract(&document, &Settings::default());
    let quantities: Vec<usize> =
        (0..extraction.mentions.len()).filter(|&i| extraction.mentions[i].quantity().is_some()).collect();
    let observed: Vec<usize> = extraction.observations.iter().map(|o| o.mention).collect();
    assert_eq!(quantities, observed);
    for mention in &extraction.mentions {
        assert!(mention.span.slice(document.clean()).is_some());
    }
    for relation in &extraction.relations {
        for index in members(&relation.link) {
            assert!(index < extraction.mentions.len());
        }
        assert!(relation.evidence.slice(document.clean()).is_some());
    }
}

fn members(link: &Link) -> Vec<usize> {
    match link {
        Link::Sum { whole, parts, .. } | Link::Within { whole, parts } | Link::Split { whole, parts } => {
            [&[*whole], parts.as_slice()].concat()
        }
        Link::Share { share, part, whole } => vec![*share, *part, *whole],
        Link::Shares { shares } => shares.clone(),
        Link::Parted { shares, parts } => [shares.as_slice(), parts.as_slice()].concat(),
        Link::Change(change) => {
            [change.from, change.to, change.by, change.rate].into_iter().flatten().collect()
        }
        Link::Rate { rate, numerator, denominator } => {
            [&[*rate], numerator.as_slice(), denominator.as_slice()].concat()
        }
        Link::Product { amount, terms, .. } => [&[*amount][..], &terms.concat()].concat(),
        Link::Progress { planned, parts } => [&[*planned], parts.as_slice()].concat(),
        Link::Left { left, of, less, among } => {
            [&[*left][..], of.as_slice(), less.as_slice(), among.as_slice()].concat()
        }
        Link::Portion { portion, whole, .. } => vec![*portion, *whole],
        Link::Repeat { first, again } => vec![*first, *again],
        Link::Subset { part, whole } => vec![*part, *whole],
        Link::Allocation { total, holders, each } => vec![*total, *holders, *each],
        Link::Dates { earlier, later } => vec![*earlier, *later],
        Link::Listed { stated, .. } => vec![*stated],
    }
}
