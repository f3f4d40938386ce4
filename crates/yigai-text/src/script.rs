//! Traditional script to simplified, character by character, so that every offset stays.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use yigai_span::{Certainty, Edit, Span};

use crate::rules;

/// How much is looked at from the start, the middle and the end of a text to tell its script.
const WINDOW: usize = 2048;

/// A run of Chinese characters longer than this is converted in pieces.
const RUN: usize = 4096;

/// Frequent characters of reports that the two scripts write differently.
const TRADITIONAL: &str = "們來說時會對學過後開無見經頭長現將實進與種話間電門東衛醫療農縣鄉鎮藥業產機關務參償補構設發達個億萬總這點級\
     區員處強應從數據標準檢驗體檔護婦幼兒貧幹獲圍統籌資轉診優質為國動還當條導團續專結費報銷額歲網絡規範積極齊";
const SIMPLIFIED: &str = "们来说时会对学过后开无见经头长现将实进与种话间电门东卫医疗农县乡镇药业产机关务参偿补构设发达个亿万总这点级\
     区员处强应从数据标准检验体档护妇儿贫干获围统筹资转诊优质为国动还当条导团续专结费报销额岁网络规范积极齐";

/// The edits that write a text of traditional script in simplified; none where the text is simplified already.
///
/// Each character is an edit of its own, so that what is cleaned later leads back to it.
pub(crate) fn edits(text: &str) -> Vec<Edit> {
    if !is_traditional(text) {
        return Vec::new();
    }
    let Some(converter) = converter() else { return Vec::new() };
    let mut edits = Vec::new();
    for span in runs(text) {
        let Some(run) = span.slice(text) else { continue };
        let converted = convert(converter, run);
        let mut at = span.start();
        for (before, after) in run.chars().zip(converted.chars()) {
            if before != after {
                let place = Span::new(at, at + before.len_utf8());
                edits.push(Edit::new(place, after.to_string(), &rules::SCRIPT, Certainty::Sure));
            }
            at += before.len_utf8();
        }
    }
    edits
}

/// The lines of an article that a reader of web pages found, in the script that the text was brought to.
pub(crate) fn convert_all(lines: HashSet<String>) -> HashSet<String> {
    let Some(converter) = converter() else { return lines };
    lines.into_iter().map(|line| convert(converter, &line).into_owned()).collect()
}

/// The converter, made once: loading its dictionaries takes some milliseconds.
fn converter() -> Option<&'static OpenCC> {
    static CONVERTER: LazyLock<Option<OpenCC>> =
        LazyLock::new(|| OpenCC::from_config(BuiltinConfig::T2s).ok());
    CONVERTER.as_ref()
}

/// The text in simplified script, of as many characters: where a phrase would change their number, each is converted
/// for itself.
fn convert<'t>(converter: &OpenCC, text: &'t str) -> Cow<'t, str> {
    let converted = converter.convert(text);
    if converted == text {
        return Cow::Borrowed(text);
    }
    if converted.chars().count() == text.chars().count() {
        return Cow::Owned(converted);
    }
    let alone = |character: char| {
        let mut one = [0; 4];
        let converted = converter.convert(character.encode_utf8(&mut one));
        let mut characters = converted.chars();
        match (characters.next(), characters.next()) {
            (Some(simple), None) => simple,
            _ => character,
        }
    };
    Cow::Owned(text.chars().map(alone).collect())
}

/// Whether a text is written in traditional script: its signs are there, and outnumber the simplified ones.
fn is_traditional(text: &str) -> bool {
    let middle = text.len() / 2;
    let starts = [0, middle.saturating_sub(WINDOW / 2), text.len().saturating_sub(WINDOW)];
    let (mut traditional, mut simplified) = (0usize, 0usize);
    for start in starts {
        let (start, end) = (text.floor_char_boundary(start), text.floor_char_boundary(start + WINDOW));
        for character in text.get(start..end).unwrap_or_default().chars() {
            match SIGNS.sign(character) {
                1 => traditional += 1,
                2 => simplified += 1,
                _ => {}
            }
        }
        if text.len() <= WINDOW {
            break;
        }
    }
    traditional >= 3 && traditional > 2 * simplified
}

static SIGNS: LazyLock<Signs> = LazyLock::new(|| {
    let mut signs = Signs(vec![0; 0x5200]);
    // A character that both scripts share says nothing.
    for (list, other, sign) in [(TRADITIONAL, SIMPLIFIED, 1), (SIMPLIFIED, TRADITIONAL, 2)] {
        for character in list.chars().filter(|&c| !other.contains(c)) {
            if let Some(slot) = Signs::index(character).and_then(|i| signs.0.get_mut(i)) {
                *slot = sign;
            }
        }
    }
    signs
});

/// For each Chinese character: 1 traditional, 2 simplified, 0 neither.
struct Signs(Vec<u8>);

impl Signs {
    fn index(character: char) -> Option<usize> {
        (u32::from(character) as usize).checked_sub(0x4E00)
    }

    fn sign(&self, character: char) -> u8 {
        Self::index(character).and_then(|i| self.0.get(i)).copied().unwrap_or(0)
    }
}

/// The runs of Chinese characters; what stands between is the same in both scripts.
fn runs(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    core::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + rest.find(is_han)?;
        let run = text.get(start..)?;
        let length = run.find(|c| !is_han(c)).unwrap_or(run.len());
        at = if length > RUN { text.floor_char_boundary(start + RUN) } else { start + length };
        Some(Span::new(start, at))
    })
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::{convert, converter, edits, is_traditional};

    #[test]
    fn the_numeral_stays_a_numeral_and_other_characters_do_not_become_one() {
        let converter = converter().unwrap();
        for (before, after) in [
            ("參合農民", "参合农民"),
            ("叄萬元", "叁万元"),
            ("伍佰陸拾元", "伍佰陆拾元"),
            ("剩餘", "剩余"),
            ("百分之十幾", "百分之十几"),
            ("兩所", "两所"),
            ("乾淨", "干净"),
            ("后台", "后台"),
        ] {
            assert_eq!(convert(converter, before), after);
        }
    }

    #[test]
    fn simplified_text_is_not_touched() {
        for text in [
            "全县参合农民21万人，参合率98%，著名专家、乾县、余额、于都县、后勤均照旧。",
            "文中引用一處級幹部的發言",
            "",
            "2011",
        ] {
            assert_eq!(is_traditional(text), text.contains('處'), "{text}");
        }
        assert!(edits("全县著名专家到乾县义诊，发放後續資料。").is_empty());
    }

    #[test]
    fn every_character_is_an_edit_of_its_own() {
        let text = "參合農民達到3萬人";
        let changed: Vec<(String, String)> = edits(text)
            .iter()
            .map(|edit| (edit.span.slice(text).unwrap().to_owned(), edit.replacement.to_string()))
            .collect();
        let wanted = [("參", "参"), ("農", "农"), ("達", "达"), ("萬", "万")];
        assert_eq!(changed, wanted.map(|(a, b)| (a.to_owned(), b.to_owned())));
    }
}
