//! Looking left and right of a place in a text.

/// The character at `at`.
pub(crate) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The character before `at`.
pub(crate) fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// The place after at most two spaces.
pub(crate) fn skip_spaces(text: &str, mut at: usize) -> usize {
    for _ in 0..2 {
        match char_at(text, at) {
            Some(c @ (' ' | '\u{3000}' | '\u{a0}')) => at += c.len_utf8(),
            _ => break,
        }
    }
    at
}

/// The place before at most two spaces.
pub(crate) fn skip_spaces_back(text: &str, mut at: usize) -> usize {
    for _ in 0..2 {
        match char_before(text, at) {
            Some(c @ (' ' | '\u{3000}' | '\u{a0}')) => at -= c.len_utf8(),
            _ => break,
        }
    }
    at
}

/// At most `bytes` bytes before `at`, from a character on.
pub(crate) fn before(text: &str, at: usize, bytes: usize) -> &str {
    let mut from = at.saturating_sub(bytes);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    text.get(from..at).unwrap_or_default()
}

/// What follows `at`.
pub(crate) fn after(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

/// Whether the character is a Han character.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}')
}

/// Arabic digits at `at`, half or full width: value, count, end. Beyond nine digits the value is `None`.
pub(crate) fn digits(text: &str, at: usize) -> (Option<u32>, usize, usize) {
    let (mut value, mut count, mut end) = (Some(0_u32), 0, at);
    while let Some(c) = char_at(text, end) {
        let digit = match c {
            '0'..='9' => u32::from(c) - u32::from('0'),
            '０'..='９' => u32::from(c) - u32::from('０'),
            _ => break,
        };
        value = value.and_then(|v| v.checked_mul(10)).and_then(|v| v.checked_add(digit));
        count += 1;
        end += c.len_utf8();
    }
    (value, count, end)
}
