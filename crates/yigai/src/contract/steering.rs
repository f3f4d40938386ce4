use std::borrow::Cow;

/// Whether a character steers a terminal or turns the direction of writing: control characters, line ends among them, and
/// the marks of bidirectional text. What a report holds is shown without them.
///
/// ```
/// use yigai::contract::steers;
///
/// assert!(steers('\u{1b}') && steers('\u{9b}') && steers('\u{202e}'));
/// assert!(!steers('县') && !steers(' '));
/// ```
pub fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The same JSON with what [`steers`] in its strings as escapes, so that a terminal shows it and is not steered. Line ends
/// and tabs are left: a JSON has them only between its parts.
///
/// ```
/// use yigai::contract::escape_steering;
///
/// assert_eq!(escape_steering("{\"path\":\"\u{9b}31m.txt\"}"), "{\"path\":\"\\u009b31m.txt\"}");
/// assert_eq!(escape_steering("[\n1\n]"), "[\n1\n]");
/// ```
pub fn escape_steering(json: &str) -> Cow<'_, str> {
    let escaped = |c: char| steers(c) && !matches!(c, '\n' | '\r' | '\t');
    if !json.contains(escaped) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        if escaped(c) {
            out.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}
