use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};
use serde::Deserialize;
use toml::Spanned;
use yigai_span::Rule;

use crate::data::{self, LexiconError};
use crate::marks::{Marks, PAGE, Signs};
use crate::pattern::Pattern;
use crate::rules;
use crate::scan;

const FILE: &str = "chrome.toml";

/// Lines longer than this are never the page's own.
const LONGEST: usize = 900;

/// The patterns for what pages put round a report and into it.
#[derive(Clone, Default)]
pub(crate) struct Chrome {
    lines: Vec<LinePattern>,
    /// Finds the anchors of the lines and the words of the trade.
    index: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    /// The patterns that share an anchor, by the anchor's number, and whether it is a word of the trade as well.
    anchors: Vec<(Vec<usize>, bool)>,
    pub(crate) inline: Vec<(String, &'static Rule)>,
    buttons: Vec<String>,
    /// The first characters of buttons, sorted.
    button_starts: Vec<char>,
    words: Vec<String>,
    /// What patterns are known by that have a single character: `】`; sorted.
    single: Vec<char>,
}

impl core::fmt::Debug for Chrome {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Chrome")
            .field("lines", &self.lines.len())
            .field("inline", &self.inline.len())
            .finish()
    }
}

#[derive(Clone)]
struct LinePattern {
    pattern: Pattern,
    rule: &'static Rule,
    place: Place,
}

/// Where a page's line may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Place {
    Any,
    Top,
    Bottom,
    End,
}

/// What a line was found to be.
#[derive(Clone, Copy)]
pub(crate) struct Hit {
    pub(crate) rule: &'static Rule,
    pub(crate) place: Place,
}

/// What the index says about a line.
#[derive(Clone, Copy, Default)]
pub(crate) struct Look {
    pub(crate) hit: Option<Hit>,
    /// How many different words of the trade it holds.
    pub(crate) words: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    line: Vec<LineRow>,
    #[serde(default)]
    inline: Vec<InlineRow>,
    #[serde(default)]
    word: Vec<WordRow>,
    buttons: Option<Buttons>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Buttons {
    words: Vec<String>,
    source: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LineRow {
    pattern: Spanned<String>,
    rule: Spanned<String>,
    #[serde(rename = "where")]
    place: Place,
    source: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct InlineRow {
    text: Spanned<String>,
    rule: Spanned<String>,
    source: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordRow {
    word: Spanned<String>,
    source: Spanned<String>,
}

impl Chrome {
    pub(crate) fn from_toml(text: &str) -> Result<Self, LexiconError> {
        let file: File = data::parse(FILE, text)?;
        let fail = |at: &Spanned<String>, message: &str| {
            LexiconError::at(FILE, text, at.span().start, format!("{message}: {}", at.get_ref()))
        };
        let reason = |source: &Spanned<String>| {
            if source.get_ref().trim().is_empty() {
                Err(fail(source, "the row needs a source"))
            } else {
                Ok(())
            }
        };
        let named = |id: &Spanned<String>| data::rule(id.get_ref()).ok_or_else(|| fail(id, "no such rule"));
        let mut chrome = Self::default();
        let mut anchors: Vec<String> = Vec::new();
        let mut seen: Vec<&str> = Vec::new();
        for row in &file.line {
            reason(&row.source)?;
            if seen.contains(&row.pattern.get_ref().as_str()) {
                return Err(fail(&row.pattern, "the pattern stands twice"));
            }
            seen.push(row.pattern.get_ref());
            let pattern = Pattern::new(row.pattern.get_ref())
                .ok_or_else(|| fail(&row.pattern, "a pattern needs some text besides * and #"))?;
            let number = anchors.iter().position(|a| *a == pattern.anchor).unwrap_or(anchors.len());
            if number == anchors.len() {
                anchors.push(pattern.anchor.clone());
                chrome.anchors.push((Vec::new(), false));
            }
            if let Some((list, _)) = chrome.anchors.get_mut(number) {
                list.push(chrome.lines.len());
            }
            chrome.lines.push(LinePattern { pattern, rule: named(&row.rule)?, place: row.place });
        }
        for row in &file.inline {
            reason(&row.source)?;
            if row.text.get_ref().chars().count() < 3 {
                return Err(fail(&row.text, "words inside a line need three characters or more"));
            }
            chrome.inline.push((row.text.get_ref().clone(), named(&row.rule)?));
        }
        for row in &file.word {
            reason(&row.source)?;
            let number = anchors.iter().position(|a| a == row.word.get_ref()).unwrap_or(anchors.len());
            if number == anchors.len() {
                anchors.push(row.word.get_ref().clone());
                chrome.anchors.push((Vec::new(), false));
            }
            if let Some((_, word)) = chrome.anchors.get_mut(number) {
                *word = true;
            }
            chrome.words.push(row.word.get_ref().clone());
        }
        if let Some(buttons) = file.buttons {
            reason(&buttons.source)?;
            chrome.buttons = buttons.words;
            chrome.button_starts = chrome.buttons.iter().filter_map(|word| word.chars().next()).collect();
            chrome.button_starts.sort_unstable();
        }
        if !anchors.is_empty() {
            let entries = anchors.iter().zip(0u32..).map(|(anchor, number)| (anchor.as_str(), number));
            let index = CharwiseDoubleArrayAhoCorasickBuilder::new().build_with_values(entries);
            chrome.index = Some(index.map_err(|error| LexiconError::at(FILE, text, 0, error.to_string()))?);
        }
        Ok(chrome)
    }

    /// Marks of the lines that are worth a look.
    pub(crate) fn mark(&mut self, marks: &mut Marks) {
        self.single.clear();
        for line in &self.lines {
            let known = match line.pattern.start().filter(|start| start.starts_with(char::is_alphanumeric)) {
                Some(start) if start.chars().nth(1).is_some() => {
                    marks.add_start(start);
                    true
                }
                _ => marks.add_inside(&line.pattern.anchor),
            };
            if !known {
                self.single.extend(line.pattern.anchor.chars().next());
            }
        }
        self.single.sort_unstable();
        self.single.dedup();
        self.words.iter().for_each(|word| marks.add_trade(word));
    }

    /// What the page's patterns say about a line with these signs; `buffer` is scratch space.
    pub(crate) fn look(&self, line: &str, signs: Signs, marks: &Marks, buffer: &mut String) -> Look {
        if line.len() > LONGEST {
            return Look::default();
        }
        buffer.clear();
        // What is folded: white space, U+200B, and what begins with EF.
        let folded = |a: u8, b: u8, c: u8| {
            (a <= b' ') | (a == 0xC2) | (a == 0xEF) | matches!(a, 0xE1..=0xE3) & (b == 0x80) & (c <= 0x8B)
        };
        let plain = !scan::any(line.as_bytes(), folded);
        let (line, signs) = if plain {
            (line, signs)
        } else {
            fold(line, buffer);
            (buffer.as_str(), marks.signs(buffer))
        };
        let mut look = Look::default();
        if signs & PAGE != 0 || line.contains(|c| self.single.binary_search(&c).is_ok()) {
            look = self.search(line);
        }
        if look.hit.is_none() && self.is_buttons(line) {
            look.hit = Some(Hit { rule: &rules::NAVIGATION, place: Place::Any });
        }
        look
    }

    /// Searches a folded line for the anchors of all patterns.
    fn search(&self, line: &str) -> Look {
        let Some(index) = &self.index else { return Look::default() };
        let mut look = Look::default();
        let mut words: Vec<u32> = Vec::new();
        for found in index.find_overlapping_iter(line) {
            let Some((list, word)) = self.anchors.get(found.value() as usize) else { continue };
            if *word && !words.contains(&found.value()) {
                words.push(found.value());
            }
            if look.hit.is_some_and(|hit| hit.place == Place::Any) {
                continue;
            }
            for pattern in list.iter().filter_map(|&number| self.lines.get(number)) {
                if pattern.pattern.matches(line) {
                    look.hit = Some(Hit { rule: pattern.rule, place: pattern.place });
                }
            }
        }
        look.words = words.len();
        look
    }

    /// Whether a short line is made of the words of buttons alone.
    fn is_buttons(&self, line: &str) -> bool {
        let mut rest = line;
        let first = line.chars().next();
        if line.len() > 60 || first.is_none_or(|first| self.button_starts.binary_search(&first).is_err()) {
            return false;
        }
        while !rest.is_empty() {
            let Some(after) = self.buttons.iter().find_map(|word| rest.strip_prefix(word.as_str())) else {
                return false;
            };
            rest = after;
        }
        true
    }
}

/// Without spaces, and with the full-width forms of ASCII folded.
fn fold(line: &str, buffer: &mut String) {
    for character in line.chars() {
        match character {
            c if c.is_whitespace() || c == '\u{FEFF}' || c == '\u{200B}' => {}
            '\u{FF01}'..='\u{FF5E}' => {
                buffer.push(char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character));
            }
            c => buffer.push(c),
        }
    }
}
