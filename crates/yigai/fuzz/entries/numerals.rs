//! Numerals.

use chinese_number::{ChineseCountMethod, ChineseToNumber};
use yigai::numeral::{self, Bound, Figure, Kind, Value};

/// One numeral: what is read and can be written is read again as the same.
pub(super) fn parse(data: &[u8]) {
    let text = super::text(data);
    match numeral::parse(&text) {
        Ok(read) => {
            if let (Kind::Integer, Bound::Exact, None, Value::Integer(value)) =
                (read.kind, read.bound, &read.upper, read.value)
                && let Ok(words) = Figure::from(value).lower()
            {
                let again = numeral::parse(&words).map(|read| read.value);
                assert_eq!(again, Ok(Value::Integer(value)), "{text:?} → {words}");
            }
        }
        Err(error) => assert!(text.is_char_boundary(error.at), "{text:?}: {error}"),
    }
}

/// All numerals of a text: whole characters, in order, apart from each other.
pub(super) fn find(data: &[u8]) {
    let text = super::text(data);
    let mut end = 0;
    for found in numeral::find(&text) {
        assert!(end <= found.range.start && !found.text.is_empty());
        end = found.range.end;
        assert_eq!(text.get(found.range.clone()), Some(found.text));
    }
}

/// Where this crate and `chinese-number` both read an exact integer, it is the same integer.
///
/// The inputs are spelled with the characters of integers, so that both read often. Words after which one digit
/// stands without its unit (两千三) are left out: there the other crate gives 2003 or 2300 by the type asked for; and so
/// are a ten and a hundred after a zero (零十, 零百), where it multiplies by the zero. `docs/numerals-comparison.md` settles
/// them by hand.
pub(super) fn against_chinese_number(data: &[u8]) {
    const CHARACTERS: [char; 16] =
        ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万', '亿', '两'];
    let words: String = data.iter().take(24).map(|byte| CHARACTERS[usize::from(byte & 15)]).collect();
    if words.contains("零十") || words.contains("零百") {
        return;
    }
    let Ok(ours) = numeral::parse(&words) else { return };
    let theirs: Result<i64, _> = words.as_str().to_number(ChineseCountMethod::TenThousand);
    let float: Result<f64, _> = words.as_str().to_number(ChineseCountMethod::TenThousand);
    let (Ok(theirs), Ok(float)) = (theirs, float) else { return };
    let agrees_with_itself = format!("{float:.0}") == theirs.to_string();
    if let (Value::Integer(value), Kind::Integer, None, true, true) =
        (ours.value, ours.kind, &ours.upper, ours.alternative.is_none(), agrees_with_itself)
    {
        assert_eq!(value, i128::from(theirs), "{words}");
    }
}
