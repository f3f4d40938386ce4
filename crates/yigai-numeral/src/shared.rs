//! The free functions, over the lists of the crate.

use crate::{Cardinal, Error, Numeral, Options, cardinal, lex, plain};

#[cfg(feature = "std")]
static STANDARD: std::sync::LazyLock<crate::Reader> = std::sync::LazyLock::new(crate::Reader::standard);

/// Reads a text that is one numeral: digits, units, percentages, fractions, ranges, with hedges.
///
/// ```
/// use yigai_numeral::{Bound, Kind, parse};
///
/// assert_eq!(parse("三万五千零六").unwrap().value.to_string(), "35006");
/// assert_eq!(parse("两千三").unwrap().value.to_string(), "2300");
/// let range = parse("十七八").unwrap();
/// assert_eq!((range.value.to_string(), range.upper.unwrap().to_string()), ("17".into(), "18".into()));
/// let share = parse("约三成五").unwrap();
/// assert_eq!((share.value.to_string().as_str(), share.kind, share.bound), ("35", Kind::Percent, Bound::About));
///
/// let error = parse("三四五百").unwrap_err();
/// assert_eq!((error.at, error.expected), (6, "a unit (十, 百, 千, 万, 亿)"));
/// assert!(parse("统一").is_err());
/// ```
///
/// # Errors
/// Where the text is no numeral; the error says at which byte, and what was expected there. A number beyond an
/// `i128`, or beyond 28 digits with decimals, is refused as an overflow.
pub fn parse(text: &str) -> Result<Numeral, Error> {
    #[cfg(feature = "std")]
    return STANDARD.parse(text);
    #[cfg(not(feature = "std"))]
    return crate::Reader::standard().parse(text);
}

/// All numerals of a text with the lists of the crate.
///
/// ```
/// use yigai_numeral::{Kind, find};
///
/// let found: Vec<_> = find("统一配送十四家,占三分之二").collect();
/// assert_eq!(found.iter().map(|f| f.text).collect::<Vec<_>>(), ["统一", "十四", "三分之二"]);
/// assert_eq!(found[0].reading.kind(), Some(Kind::Name));
/// assert_eq!(found[2].reading.kind(), Some(Kind::Fraction));
/// ```
#[cfg(feature = "std")]
pub fn find(text: &str) -> crate::Find<'_> {
    STANDARD.find(text)
}

/// Reads the numeral characters at the start of `text[from..]` as one number: what it is, where it ends, and where
/// its digits and units end without a hedge. The end is `from` where no numeral character stands.
pub fn cardinal_at(text: &str, from: usize) -> (Result<Cardinal, Error>, usize, usize) {
    if let Some(found) = text.get(from..).and_then(|rest| plain::prefix(rest.as_bytes())) {
        return (Ok(found.cardinal()), from + found.end, from + found.digits_end);
    }
    let run = lex::run(text, from, false);
    (cardinal::evaluate(&run, Options::default()), run.end, run.bare_end)
}
