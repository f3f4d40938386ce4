/// Without line ends and what else steers a terminal: a number may stand over a page break, and what a report holds must
/// only be read.
pub(crate) fn one_line(text: &str) -> String {
    let words: Vec<_> =
        text.split(|c: char| steers(c) || c.is_whitespace()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// Control characters, and the marks that turn the direction of writing.
pub(crate) fn steers(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
