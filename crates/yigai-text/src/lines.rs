use crate::scan;

/// A line that is not blank, without the space around it. Offsets are 32 bits: a reader refuses larger files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    start: u32,
    end: u32,
}

impl Line {
    pub(crate) fn new(start: usize, end: usize) -> Self {
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { start: narrow(start), end: narrow(end) }
    }

    pub(crate) const fn start(self) -> usize {
        self.start as usize
    }

    pub(crate) const fn end(self) -> usize {
        self.end as usize
    }

    pub(crate) fn of(self, text: &str) -> &str {
        text.get(self.start()..self.end()).unwrap_or_default()
    }
}

/// The lines of a text, blank ones left out.
///
/// A line may end in unusual ways too, where the text shows them.
pub(crate) fn split(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let private = private_breaks(text);
    let written = memchr::memmem::find_iter(text.as_bytes(), WRITTEN).take(2).count() >= 2;
    let exotic = private || written || has_unusual_breaks(text.as_bytes());
    let mut at = 0;
    let mut after_row = false;
    let mut add = |start: usize, end: usize| {
        let Some(raw) = text.get(start..end) else { return };
        let trimmed = raw.trim_matches(is_blank);
        let bare =
            if trimmed.starts_with('&') || trimmed.ends_with(';') { trim_codes(trimmed) } else { trimmed };
        if bare.is_empty() {
            return;
        }
        if bare.len() < trimmed.len() {
            let Some(offset) = raw.find(bare) else { return };
            lines.push(Line::new(start + offset, start + offset + bare.len()));
            return;
        }
        // A tab inside makes the line a row of a table: then tabs at its ends are empty cells. Below a row a line of one
        // word between empty cells is a row too.
        let tabs = |line: &str| memchr::memchr(b'\t', line.as_bytes()).is_some();
        let row = tabs(trimmed) || after_row && tabs(raw);
        after_row = row;
        let blank = |c: char| is_blank(c) && !(row && c == '\t');
        let left = raw.trim_start_matches(blank);
        let start = end - left.len();
        lines.push(Line::new(start, start + left.trim_end_matches(blank).len()));
    };
    if exotic {
        for (offset, character) in text.char_indices() {
            if written && character == '\\' && offset >= at {
                let rest = text.get(offset..).unwrap_or_default();
                if rest.as_bytes().starts_with(WRITTEN) {
                    add(at, offset);
                    at = offset + WRITTEN.len();
                }
                continue;
            }
            if is_break(character) || (private && is_private(character)) {
                add(at, offset);
                at = offset + character.len_utf8();
            }
        }
    } else {
        for offset in memchr::memchr3_iter(b'\n', b'\r', 0x0C, text.as_bytes()) {
            add(at, offset);
            at = offset + 1;
        }
    }
    add(at, text.len());
    lines
}

/// A line end as a dump of a database writes it.
const WRITTEN: &[u8] = br"\r\n";

/// Without the character codes of spaces at its ends.
fn trim_codes(line: &str) -> &str {
    const CODES: [&str; 8] =
        ["&nbsp;", "&ensp;", "&emsp;", "&thinsp;", "&#160;", "&#12288;", "&#xa0;", "&#x3000;"];
    let mut line = line;
    loop {
        line = line.trim_matches(is_blank);
        let Some(rest) =
            CODES.iter().find_map(|code| line.strip_prefix(code).or_else(|| line.strip_suffix(code)))
        else {
            return line;
        };
        line = rest;
    }
}

/// White space, and what only looks like nothing.
pub(crate) fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{FEFF}' | '\u{200B}' | '\u{200E}' | '\u{200F}')
}

fn is_break(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether lines end in ways that `memchr` is not asked for: U+000B, U+0085, U+2028, U+2029.
fn has_unusual_breaks(text: &[u8]) -> bool {
    let behind = |at: usize| text.get(at + 1).copied();
    memchr::memchr2_iter(0x0B, 0xC2, text).any(|at| text.get(at) == Some(&0x0B) || behind(at) == Some(0x85))
        || ["\u{2028}", "\u{2029}"].iter().any(|end| memchr::memmem::find(text, end.as_bytes()).is_some())
}

/// Whether a line holds a space of any of the usual widths.
pub(crate) fn is_spaced(line: &str) -> bool {
    let space = |a: u8, b: u8, c: u8| {
        (a == b' ') | (a == 0xC2) & (b == 0xA0) | (a == 0xE3) & (b == 0x80) & (c == 0x80)
    };
    scan::any(line.as_bytes(), space)
}

fn is_private(character: char) -> bool {
    ('\u{E000}'..='\u{F8FF}').contains(&character)
}

/// Whether private-use characters stand for paragraph ends: three or more of them, most behind the end of a sentence.
fn private_breaks(text: &str) -> bool {
    let (mut all, mut behind) = (0usize, 0usize);
    for offset in memchr::memchr_iter(0xEE, text.as_bytes()) {
        let Some(before) = text.get(..offset) else { continue };
        all += 1;
        if before.trim_end_matches(is_blank).chars().next_back().is_none_or(ends_sentence) {
            behind += 1;
        }
    }
    all >= 3 && behind * 2 >= all
}

/// Whether a character ends a sentence or a heading line, so that the next line starts something new.
pub(crate) fn ends_sentence(character: char) -> bool {
    matches!(
        character,
        '。' | '！'
            | '？'
            | '；'
            | '：'
            | '!'
            | '?'
            | ';'
            | ':'
            | '”'
            | '"'
            | '》'
            | '）'
            | ')'
            | '】'
            | '…'
            | '．'
    )
}

/// Whether a line could be a title: no sentence, of fair length.
pub(crate) fn is_title(line: &str) -> bool {
    let characters = line.chars().count();
    (5..=60).contains(&characters)
        && !line.contains(['。', '；', '|', '>'])
        && !line.ends_with([':', '：', ',', '，'])
        && line.chars().filter(|c| matches!(c, '\u{4E00}'..='\u{9FFF}')).count() * 2 >= characters
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn blank_lines_and_indents_are_left_out() {
        let text = "\u{FEFF}　　一\r\n\r\n 二 \n\u{3000}\n三";
        let lines: Vec<&str> = split(text).into_iter().map(|line| line.of(text)).collect();
        assert_eq!(lines, ["一", "二", "三"]);
    }

    #[test]
    fn private_characters_break_paragraphs_where_sentences_end() {
        let text = "甲完成。\u{E40C}乙完成。\u{E40C}丙完成。\u{E40C}丁";
        assert_eq!(split(text).len(), 4);
        assert_eq!(split("甲\u{E40C}乙").len(), 1);
    }
}
