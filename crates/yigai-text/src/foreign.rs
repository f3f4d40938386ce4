//! Whole lines that are no text of the report: noise, abstracts, repeats, a glossary.

use std::collections::HashMap;

use yigai_span::Rule;

use crate::cues::Cues;
use crate::layout::{is_han, starts_paragraph};
use crate::lines::Line;
use crate::rules;

/// Cuts whole lines that are no text: noise against copying, English abstracts, paragraphs stored twice.
pub(crate) fn cut_noise(text: &str, lines: &[Line], fates: &mut [Option<&'static Rule>]) {
    let mut before: Option<&str> = None;
    let mut again = 0;
    let chinese = lines.iter().any(|line| line.of(text).chars().take(64).any(is_han));
    for index in 0..lines.len() {
        let Some(line) = lines.get(index).map(|line| line.of(text)) else { break };
        let next = lines.get(index + 1).map(|line| line.of(text));
        let Some(fate) = fates.get_mut(index).filter(|fate| fate.is_none()) else { continue };
        if chinese && line.len() <= 4000 && is_noise(line) {
            *fate = Some(&rules::NOISE);
            continue;
        }
        if chinese && line.len() <= 8000 && is_english(line) {
            *fate = Some(&rules::ENGLISH);
            continue;
        }
        // Twice, and not a pattern that goes on: a file of copies is somebody's test.
        if before == Some(line) && again == 0 && next != Some(line) && line.len() >= 120 {
            *fate = Some(&rules::REPEATED);
            again += 1;
            continue;
        }
        again = usize::from(before == Some(line));
        before = Some(line);
    }
}

/// Blocks of paragraphs that are stored twice, one right behind the other: the second goes.
pub(crate) fn cut_repeated_blocks(text: &str, lines: &[Line], fates: &mut [Option<&'static Rule>]) {
    const BLOCK: usize = 64;
    let of = |index: usize| lines.get(index).map(|line| line.of(text));
    let same = |from: usize, to: usize, count: usize| (0..count).all(|i| of(from + i) == of(to + i));
    let mut seen: HashMap<[u64; 4], usize> = HashMap::new();
    let mut index = 0;
    while let Some(line) = of(index) {
        if line.len() < 120 {
            index += 1;
            continue;
        }
        let size = seen.insert(sample(line), index).map_or(0, |before| index - before);
        // Twice, and not a pattern that goes on: a file of copies is somebody's test.
        let twice = (2..=BLOCK).contains(&size)
            && index + size <= lines.len()
            && same(index - size, index, size)
            && of(index + size) != Some(line);
        if !twice {
            index += 1;
            continue;
        }
        for fate in fates.iter_mut().skip(index).take(size).filter(|fate| fate.is_none()) {
            *fate = Some(&rules::REPEATED);
        }
        index += size;
    }
}

/// The length of a line and a few bytes of it, enough to tell that two lines differ without reading either.
fn sample(line: &str) -> [u64; 4] {
    let bytes = line.as_bytes();
    let eight = |at: usize| {
        let piece = bytes.get(at..).and_then(|rest| rest.first_chunk());
        piece.map_or(0, |piece| u64::from_le_bytes(*piece))
    };
    [line.len() as u64, eight(0), eight(line.len() / 2), eight(line.len().saturating_sub(8))]
}

/// A glossary behind the report: its heading and the numbered definitions under it.
pub(crate) fn cut_glossary(text: &str, lines: &[Line], cues: &Cues, fates: &mut [Option<&'static Rule>]) {
    let heading = |line: &str| {
        let line = line.trim_start_matches(['附', '件', '：', ':', '【', '一', '二', ' ']);
        let line = line.trim_end_matches(['：', ':', '】']);
        cues.glossaries.iter().any(|heading| heading == line)
    };
    let Some(start) = lines.iter().rposition(|line| line.end() - line.start() < 60 && heading(line.of(text)))
    else {
        return;
    };
    let behind = lines.get(start).is_some_and(|line| line.start() * 2 >= text.len());
    let definition = |line: &str| {
        let numbered = starts_paragraph(line)
            || line.starts_with(['[', '①', '②', '③', '④', '⑤', '⑥', '⑦', '⑧', '⑨', '⑩']);
        numbered && line.contains(['：', ':', '指', '是'])
    };
    let rest = lines.get(start + 1..).unwrap_or_default();
    let length = rest.iter().take_while(|line| definition(line.of(text))).count();
    if !behind || length == 0 {
        return;
    }
    for fate in fates.iter_mut().skip(start).take(length + 1).filter(|fate| fate.is_none()) {
        *fate = Some(&rules::GLOSSARY);
    }
}

/// One word of mixed letters and figures, or an address.
fn is_noise(line: &str) -> bool {
    if !line.is_ascii() || line.contains(' ') || line.len() < 8 {
        return false;
    }
    let letters = line.bytes().filter(u8::is_ascii_alphabetic).count();
    let digits = line.bytes().filter(u8::is_ascii_digit).count();
    let address = line.starts_with("http") || line.starts_with("www.");
    // A code or a model has its figures together: WS-T517, LightSpeed16.
    let kinds: Vec<bool> = line.bytes().map(|b| b.is_ascii_digit()).collect();
    let changes = kinds.windows(2).filter(|pair| pair.first() != pair.last()).count();
    address || (letters >= 4 && digits >= 2 && changes >= 3 && !line.contains(['.', '%', ',', '/', '-']))
}

fn is_english(line: &str) -> bool {
    if line.bytes().take(24).any(|b| b >= 0xE3) {
        return false;
    }
    let letters = line.bytes().filter(u8::is_ascii_alphabetic).count();
    letters * 10 >= line.len() * 7 && line.split(' ').count() >= 12 && !line.chars().any(is_han)
}
