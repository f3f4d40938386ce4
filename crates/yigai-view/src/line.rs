/// Without line ends and other control characters: a number may stand over a page break, and what a report holds must
/// not steer the terminal.
pub(crate) fn one_line(text: &str) -> String {
    let words: Vec<_> =
        text.split(|c: char| c.is_control() || c.is_whitespace()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}
