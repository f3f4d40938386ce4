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
#[inline]
pub(crate) fn skip_spaces(text: &str, at: usize) -> usize {
    match text.as_bytes().get(at) {
        // The first bytes of the three spaces.
        Some(b' ' | 0xc2 | 0xe3) => past_spaces(text, at),
        _ => at,
    }
}

fn past_spaces(text: &str, mut at: usize) -> usize {
    for _ in 0..2 {
        match char_at(text, at) {
            Some(c @ (' ' | '\u{3000}' | '\u{a0}')) => at += c.len_utf8(),
            _ => break,
        }
    }
    at
}

/// The place before at most two spaces.
#[inline]
pub(crate) fn skip_spaces_back(text: &str, at: usize) -> usize {
    match at.checked_sub(1).and_then(|last| text.as_bytes().get(last)) {
        // The last bytes of the three spaces.
        Some(b' ' | 0xa0 | 0x80) => before_spaces(text, at),
        _ => at,
    }
}

fn before_spaces(text: &str, mut at: usize) -> usize {
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

/// Whether the word stands right before `at`.
pub(crate) fn ends_in(text: &str, at: usize, word: &str) -> bool {
    at.checked_sub(word.len()).and_then(|from| text.as_bytes().get(from..at)) == Some(word.as_bytes())
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
    let bytes = text.as_bytes();
    let (mut value, mut count, mut end) = (0_u64, 0, at);
    loop {
        let (digit, len) = match bytes.get(end) {
            Some(byte @ b'0'..=b'9') => (byte - b'0', 1),
            // ０ to ９ are EF BC 90 to EF BC 99.
            Some(0xef) => match bytes.get(end + 1..end + 3) {
                Some([0xbc, byte @ 0x90..=0x99]) => (byte - 0x90, 3),
                _ => break,
            },
            _ => break,
        };
        if count < 19 {
            value = value * 10 + u64::from(digit);
        }
        count += 1;
        end += len;
    }
    (if count < 19 { u32::try_from(value).ok() } else { None }, count, end)
}
