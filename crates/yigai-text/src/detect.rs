use std::sync::LazyLock;

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use crate::ReadError;

/// How much of a file is looked at where its first bytes do not tell.
const PREFIX: usize = 64 * 1024;

/// How much of it is decoded in each encoding that it might have.
const TRIAL: usize = 16 * 1024;

/// The characters that make up a quarter of any Chinese report, in both scripts.
const FREQUENT: &str = "的一是不在人有我他这为之大来以个中上们到说国和地也子时道出而要于就下得可你年生会自着去之过家学对里后小么心多天能好都然没日起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市卫医院疗农保基药乡镇县府度建强个们这国来为过学对里后个会说时们發國這為們來說時會對學過裡後開個無見經頭長現將實進與種話間電門東衛醫療農縣鄉鎮藥業產機關務";

/// The encoding of a text file, and how many bytes of mark stand before the text.
pub(crate) fn encoding(bytes: &[u8]) -> Result<(&'static Encoding, usize), ReadError> {
    if let Some((encoding, skip)) = Encoding::for_bom(bytes) {
        return Ok((encoding, skip));
    }
    let prefix = bytes.get(..PREFIX.min(bytes.len())).unwrap_or_default();
    if let Some(what) = known_binary(prefix) {
        return Err(ReadError::Binary { what });
    }
    let zeros = memchr::memchr(0, prefix).is_some();
    // The whole is checked where it is decoded; a fault further on is located there.
    if !zeros && simdutf8::basic::from_utf8(whole(prefix)).is_ok() {
        return control_free(prefix).map(|()| (UTF_8, 0));
    }
    if let Some(wide) = utf16(prefix) {
        return Ok((wide, 0));
    }
    if zeros {
        return Err(ReadError::Binary { what: "zero bytes among the text" });
    }
    control_free(prefix)?;
    Ok((best_fit(prefix), 0))
}

/// Without the beginning of a UTF-8 character at the end, which the end of the prefix may have cut.
fn whole(prefix: &[u8]) -> &[u8] {
    let lead = prefix.iter().rposition(|byte| byte & 0xC0 != 0x80).unwrap_or(0);
    let (before, last) = prefix.split_at(lead);
    let length = match last.first() {
        Some(0xC2..=0xDF) => 2,
        Some(0xE0..=0xEF) => 3,
        Some(0xF0..=0xF4) => 4,
        _ => 1,
    };
    if last.len() < length { before } else { prefix }
}

/// Whether a character is one of the most frequent of Chinese text.
pub(crate) fn is_frequent(character: char) -> bool {
    static TABLE: LazyLock<Vec<bool>> = LazyLock::new(|| {
        let mut table = vec![false; 0x5200];
        for character in FREQUENT.chars() {
            if let Some(slot) = han(character).and_then(|index| table.get_mut(index)) {
                *slot = true;
            }
        }
        table
    });
    matches!(character, '，' | '。' | '、')
        || han(character).and_then(|index| TABLE.get(index)).copied().unwrap_or(false)
}

/// The number of a Chinese character among them.
fn han(character: char) -> Option<usize> {
    (u32::from(character) as usize).checked_sub(0x4E00)
}

/// The candidate that gives the most frequent Chinese characters; faulty sequences count against it.
fn best_fit(prefix: &[u8]) -> &'static Encoding {
    if is_plain_gb18030(prefix) {
        return GB18030;
    }
    let prefix = prefix.get(..TRIAL.min(prefix.len())).unwrap_or_default();
    let score = |encoding: &'static Encoding| -> i64 {
        let (text, _) = encoding.decode_without_bom_handling(prefix);
        let mut score = 0;
        for character in text.chars() {
            match character {
                '\u{FFFD}' => score -= 8,
                '\u{E000}'..='\u{F8FF}' => score -= 4,
                '\u{80}'..='\u{24F}' => score -= 2,
                '，' | '。' | '、' => score += 2,
                '\u{4E00}'..='\u{9FFF}' => score += 2 * i64::from(is_frequent(character)),
                '\u{0}'..='\u{7F}' => {}
                _ => score -= 1,
            }
        }
        score
    };
    let candidates = [UTF_8, GB18030, BIG5];
    let mut best = (GB18030, score(GB18030));
    for candidate in candidates {
        let mine = score(candidate);
        if mine > best.1 {
            best = (candidate, mine);
        }
    }
    // No Chinese in sight: a second opinion before bytes are called Chinese.
    if best.1 <= 0 {
        let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
        detector.feed(prefix, true);
        let guess = detector.guess(None, chardetng::Utf8Detection::Allow);
        // Anything but Chinese is no report: as GB18030 its faulty bytes are counted and refused.
        return candidates.into_iter().find(|&candidate| candidate == guess).unwrap_or(GB18030);
    }
    best.0
}

/// Whether the first few words leave no doubt: nothing malformed, and as many frequent characters as Chinese text has.
fn is_plain_gb18030(prefix: &[u8]) -> bool {
    // Room for a hundred characters behind a page's head; the end may cut one.
    let (text, _) =
        GB18030.decode_without_bom_handling(prefix.get(..1024.min(prefix.len())).unwrap_or_default());
    let text = text.trim_end_matches('\u{FFFD}');
    let wide = text.chars().filter(|c| !c.is_ascii()).count();
    let frequent = text.chars().filter(|&c| is_frequent(c)).count();
    wide >= 200 && frequent * 6 >= wide && !text.contains('\u{FFFD}')
}

/// UTF-16 without a mark: nearly all units are Chinese, ASCII or common punctuation in one byte order.
fn utf16(prefix: &[u8]) -> Option<&'static Encoding> {
    let units = prefix.len() / 2;
    if units < 2 {
        return None;
    }
    // Some hundred units from all over the prefix tell as much as all of them.
    let step = (units / 256).max(1);
    let fits = |order: fn([u8; 2]) -> u16| {
        let (mut good, mut all) = (0, 0);
        for pair in prefix.chunks_exact(2).step_by(step) {
            all += 1;
            let &[a, b] = pair else { continue };
            if matches!(order([a, b]), 0x0A | 0x0D | 0x09 | 0x20..=0x7E | 0x2010..=0x203B | 0x3000..=0x3017 | 0x4E00..=0x9FFF | 0xFF01..=0xFF5E)
            {
                good += 1;
            }
        }
        good * 100 >= all * 95
    };
    match (fits(u16::from_le_bytes), fits(u16::from_be_bytes)) {
        (true, false) => Some(UTF_16LE),
        (false, true) => Some(UTF_16BE),
        _ => None,
    }
}

/// Text has few control characters besides line ends, tabs, page feeds and the cell marks of old Word files.
fn control_free(prefix: &[u8]) -> Result<(), ReadError> {
    let is_control = |b: u8| b < 0x20 && !matches!(b, 0x07 | 0x09..=0x0D | 0x1A | 0x1B);
    // Most texts have none at all, and that is seen without counting.
    if !prefix.iter().fold(false, |any, &b| any | is_control(b)) {
        return Ok(());
    }
    let control = prefix.iter().filter(|&&b| is_control(b)).count();
    if control * 100 > prefix.len() {
        return Err(ReadError::Binary { what: "control characters among the text" });
    }
    Ok(())
}

/// Kinds of binary file that are often handed in by mistake.
fn known_binary(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: &[(&[u8], &str)] = &[
        (b"\x89PNG", "a PNG picture"),
        (b"\xFF\xD8\xFF", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
        (b"II*\0", "a TIFF picture"),
        (b"MM\0*", "a TIFF picture"),
        (b"\x7FELF", "a program"),
        (b"MZ\x90", "a program"),
        (b"\x1F\x8B", "a gzip archive"),
        (b"Rar!", "a RAR archive"),
        (b"7z\xBC\xAF", "a 7z archive"),
        (b"SQLite format 3", "a database"),
        (b"ID3", "a sound file"),
    ];
    KINDS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, what)| *what)
}
