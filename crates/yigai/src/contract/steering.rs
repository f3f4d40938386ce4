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
    let character = |at: usize| json.get(at..).and_then(|rest| rest.chars().next());
    let mut suspects = json.bytes().enumerate().filter(|(_, byte)| may_steer(*byte));
    if !suspects.any(|(at, _)| character(at).is_some_and(escaped)) {
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

/// Whether a character that steers may begin with this byte; nearly all characters of a report begin with others.
const fn may_steer(byte: u8) -> bool {
    byte < 0x20 || matches!(byte, 0x7f | 0xc2 | 0xd8 | 0xe2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_begins_with_one_of_a_few_bytes() {
        let mut buffer = [0; 4];
        for c in (0..=u32::from(char::MAX)).filter_map(char::from_u32).filter(|&c| steers(c)) {
            assert!(c.encode_utf8(&mut buffer).bytes().next().is_some_and(may_steer), "{c:?}");
        }
    }

    #[test]
    fn quotation_marks_steer_nothing_and_what_follows_them_may() {
        assert!(matches!(escape_steering("\u{201c}两票制\u{201d}"), Cow::Borrowed(_)));
        assert_eq!(escape_steering("\u{201c}\u{202e}元\u{7f}"), "\u{201c}\\u202e元\\u007f");
    }
}
