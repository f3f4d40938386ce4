//! Numerals that are parts of codes, slogans and unknown words, and currency signs.

use crate::Units;
use crate::lead::sign;
use crate::look::{after, before, char_at, char_before, digits_end, is_han, skip_spaces, skip_spaces_back};
use crate::start::starts;
use crate::words::{List, Words};

/// www.12320.gov.cn, 163.com: whether the digits that end at `end` go on as the name of a host.
pub(crate) fn is_host(text: &str, end: usize) -> bool {
    let rest = text.as_bytes().get(end..).unwrap_or_default();
    matches!(rest, [b'.', b'a'..=b'z' | b'A'..=b'Z', ..])
}

/// Digits inside a code of Latin letters: H1N1, PM2.5, 5G, A4. Its start and end.
pub(crate) fn code_at(
    text: &str,
    pos: usize,
    floor: usize,
    units: &Units,
    words: &Words,
) -> Option<(usize, usize)> {
    let letter = |c: char| c.is_ascii_alphabetic() || c == '_';
    let end = decimals_end(text, pos);
    let previous = char_before(text, pos);
    let joined = previous.is_some_and(|c| matches!(c, '-' | '+'))
        && pos > 0
        && char_before(text, pos - 1).is_some_and(letter)
        || is_host(text, end);
    let before_letter = previous.is_some_and(letter) || joined;
    let tail = after(text, end);
    let after_letter = tail.starts_with(letter)
        && units.longest(tail).is_none()
        && words.list(List::Device).beginning(tail).is_none();
    // CT2台, ICU8张: the letters are a thing that is counted.
    let counted = before_letter
        && tail.starts_with(is_han)
        && words.list(List::Counted).ending(before(text, pos, 6)).is_some();
    if counted || !(before_letter || after_letter) || currency(text, pos, words).is_some() {
        return None;
    }
    let mut start = pos;
    while let Some(c) = char_before(text, start).filter(|c| letter(*c) || matches!(c, '-' | '+' | '.' | '@'))
    {
        if start - c.len_utf8() < floor {
            break;
        }
        start -= c.len_utf8();
    }
    let mut end = end;
    while let Some(c) = char_at(text, end) {
        let inside = matches!(c, '.' | '-' | '+')
            && char_at(text, end + 1).is_some_and(|next| next.is_ascii_alphanumeric());
        if !(letter(c) || c.is_ascii_digit() || inside) {
            break;
        }
        end += c.len_utf8();
    }
    Some((start, end))
}

/// 新冠-19, 附件-3: whether a dash joins the digits at `pos` to a word as its number, and nothing counts them.
pub(crate) fn is_labelled(text: &str, pos: usize, end: usize, units: &Units, words: &Words) -> bool {
    if sign(text, pos, words).is_some() {
        return false;
    }
    let head = before(text, pos - 1, 12);
    let mut word = head.chars().rev();
    let named = word.next().is_some_and(is_han) && word.next().is_some_and(is_han);
    let goes_on = |c: char| {
        starts(c)
            || matches!(
                c,
                '%' | '％'
                    | '‰'
                    | '.'
                    | '-'
                    | '~'
                    | '～'
                    | '—'
                    | '/'
                    | ':'
                    | '：'
                    | '至'
                    | '到'
                    | '多'
                    | '余'
                    | '号'
            )
    };
    named
        && !head.chars().any(starts)
        && !char_at(text, end).is_some_and(goes_on)
        && units.longest(after(text, skip_spaces(text, end))).is_none()
}

/// “三提高”, “一人一院”: a quoted slogan that begins by a numeral at `pos`; where it ends.
pub(crate) fn slogan(text: &str, pos: usize) -> Option<usize> {
    let close = match char_before(text, pos)? {
        '“' => '”',
        '‘' => '’',
        '「' => '」',
        '『' => '』',
        quote @ ('"' | '\'') => quote,
        _ => return None,
    };
    let mut place = pos;
    for _ in 0..12 {
        let c = char_at(text, place)?;
        if c == close {
            return (place > pos).then_some(place);
        }
        if c.is_ascii_digit()
            || matches!(c, '，' | '。' | '；' | ',' | ';' | '！' | '？' | '\n' | '%' | '％' | '年')
        {
            return None;
        }
        place += c.len_utf8();
    }
    None
}

/// A numeral in an unknown word takes the next character along.
pub(crate) fn name_end(text: &str, end: usize) -> usize {
    match char_at(text, end) {
        Some(c) if is_han(c) && !starts(c) => end + c.len_utf8(),
        _ => end,
    }
}

/// Where the name of a foreign currency before a sum in 元 begins, and its unit: 港币200元.
pub(crate) fn foreign<'a>(text: &str, at: usize, words: &'a Words) -> Option<(usize, &'a str)> {
    // The last bytes of 币, 元, 金, 圆, 镑, 郎, of the dollar, of a Latin letter and of the three spaces.
    let last = at.checked_sub(1).and_then(|last| text.as_bytes().get(last))?;
    if !matches!(last, 0x81 | 0x83 | 0x91 | 0x86 | 0x8e | b'$' | b'A'..=b'Z' | b' ' | 0xa0 | 0x80) {
        return None;
    }
    currency(text, at, words).filter(|(_, unit)| *unit != "元")
}

/// Where a currency sign or word that touches the number begins, and the unit it means.
pub(crate) fn currency<'a>(text: &str, at: usize, words: &'a Words) -> Option<(usize, &'a str)> {
    let place = skip_spaces_back(text, at);
    let (len, unit) = words.currency(before(text, place, 12))?;
    Some((place - len, unit))
}

/// 20世纪, 二十一世纪: a century is a name for a time, and its number counts none.
pub(crate) fn century_at(text: &str, pos: usize) -> Option<usize> {
    let (cardinal, end, _) = yigai_numeral::cardinal_at(text, pos);
    let number = cardinal.ok()?.value;
    let century = end > pos
        && number >= yigai_numeral::Value::Integer(10)
        && number <= yigai_numeral::Value::Integer(22);
    (century && after(text, end).starts_with("世纪")).then(|| end + "世纪".len())
}

/// 80后, 70、80后: those who were born in these years; where the word, or the member of the list, ends.
pub(crate) fn cohort(text: &str, pos: usize, end: usize) -> Option<usize> {
    let decade = |digits: &str| {
        digits.len() == 2 && digits.ends_with('0') && digits.bytes().all(|b| b.is_ascii_digit())
    };
    let rest = text.get(pos..end).filter(|digits| decade(digits)).map(|_| after(text, end))?;
    if rest.starts_with('后') {
        return Some(end + '后'.len_utf8());
    }
    let next = rest.strip_prefix(['、', '和', '与'])?;
    (decade(next.get(..2)?) && after(next, 2).starts_with('后')).then_some(end)
}

/// Where the digits at `pos` end, decimals included.
pub(crate) fn decimals_end(text: &str, pos: usize) -> usize {
    let (_, end) = digits_end(text, pos);
    match text.as_bytes().get(end) {
        Some(b'.') => match digits_end(text, end + 1) {
            (1.., decimals) => decimals,
            _ => end,
        },
        _ => end,
    }
}

/// 4+7, 1+3+N: a scheme named after its parts; where it ends.
pub(crate) fn scheme_at(text: &str, end: usize) -> Option<usize> {
    let mut place = end;
    while let Some(rest) = after(text, place).strip_prefix('+') {
        let part = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        if part == 0 {
            break;
        }
        place += 1 + part;
    }
    (place > end).then_some(place)
}

/// 六七十年代: decades named loosely; where the words end.
pub(crate) fn decades_at(text: &str, end: usize) -> Option<usize> {
    after(text, end).starts_with("年代").then(|| end + "年代".len())
}
