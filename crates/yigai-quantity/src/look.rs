//! Looking left and right of a place in a text.

/// The character at `at`.
#[inline]
pub(crate) fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at)? {
        byte @ ..0x80 => Some(char::from(*byte)),
        _ => text.get(at..)?.chars().next(),
    }
}

/// The character before `at`.
pub(crate) fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// The place after at most two spaces.
#[inline]
pub(crate) fn skip_spaces(text: &str, at: usize) -> usize {
    match text.as_bytes().get(at..).unwrap_or_default() {
        [b' ', ..] | [0xc2, 0xa0, ..] | [0xe3, 0x80, 0x80, ..] => past_spaces(text, at),
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

/// What follows `at`.
pub(crate) fn after(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

/// Whether the character is a Han character.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}')
}

/// One digit at `at`, half or full width, and how many bytes it takes.
#[inline]
fn digit(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    match bytes.get(at)? {
        byte @ b'0'..=b'9' => Some((byte - b'0', 1)),
        // ０ to ９ are EF BC 90 to EF BC 99.
        0xef => match bytes.get(at + 1..at + 3) {
            Some([0xbc, byte @ 0x90..=0x99]) => Some((byte - 0x90, 3)),
            _ => None,
        },
        _ => None,
    }
}

/// How many Arabic digits stand at `at`, half or full width, and where they end.
#[inline]
pub(crate) fn digits_end(text: &str, at: usize) -> (usize, usize) {
    let (mut count, mut end) = (0, at);
    while let Some((_, len)) = digit(text.as_bytes(), end) {
        count += 1;
        end += len;
    }
    (count, end)
}

/// Arabic digits at `at`, half or full width: value, count, end. A value beyond 32 bits is `None`.
pub(crate) fn digits(text: &str, at: usize) -> (Option<u32>, usize, usize) {
    let (mut value, mut count, mut end) = (Some(0_u32), 0, at);
    while let Some((digit, len)) = digit(text.as_bytes(), end) {
        value = value.and_then(|value| value.checked_mul(10)?.checked_add(digit.into()));
        count += 1;
        end += len;
    }
    (value, count, end)
}
