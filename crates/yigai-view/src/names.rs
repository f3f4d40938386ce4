//! Words for the closed sets of the contract.

use yigai::Lang;
use yigai::contract::{Mention, Observation, Verdict};
use yigai::model::{Modality, Role};
use yigai::quantity::{Bound, Period};

use crate::line::one_line;
use crate::messages::{self, Text};
use crate::style::Paint;

pub(crate) fn verdict(verdict: Verdict) -> (char, Text, Paint) {
    match verdict {
        Verdict::Consistent => ('✓', messages::CONSISTENT, Paint::Green),
        Verdict::NearMiss => ('≈', messages::NEAR_MISS, Paint::Yellow),
        Verdict::Inconsistent => ('✗', messages::INCONSISTENT, Paint::Red),
        Verdict::Corrupt => ('‼', messages::CORRUPT, Paint::Red),
        Verdict::Undecidable => ('?', messages::UNDECIDABLE, Paint::Yellow),
    }
}

/// What sort of number it is.
#[cfg(feature = "html")]
pub(crate) fn kind(kind: yigai::quantity::Kind) -> Text {
    use yigai::quantity::Kind;
    match kind {
        Kind::Quantity => messages::QUANTITY,
        Kind::Date => messages::DATE,
        Kind::Ordinal => messages::ORDINAL,
        Kind::Reference => messages::REFERENCE,
        Kind::Name => messages::NAME,
        Kind::Unreadable => messages::UNREADABLE,
    }
}

/// How a recomputation holds.
#[cfg(feature = "html")]
pub(crate) fn grade(grade: yigai::contract::Grade) -> Text {
    use yigai::contract::Grade;
    match grade {
        Grade::Exact => messages::EXACT,
        Grade::Rounded => messages::ROUNDED,
        Grade::Truncated => messages::TRUNCATED,
        Grade::Balanced => messages::BALANCED,
        Grade::Hedged => messages::HEDGED,
    }
}

/// Role and modality in words; empty for an actual level, which is what one expects.
pub(crate) fn side(observation: &Observation, lang: Lang) -> String {
    let role = match observation.role {
        Role::Level => None,
        Role::Previous => Some(messages::PREVIOUS),
        Role::Change => Some(messages::CHANGE),
        Role::ChangeRate => Some(messages::CHANGE_RATE),
        Role::Share => Some(messages::SHARE),
    };
    let modality = match observation.modality {
        Modality::Actual => None,
        Modality::Target => Some(messages::TARGET),
        Modality::Standard => Some(messages::STANDARD),
    };
    let words: Vec<_> = [modality, role].into_iter().flatten().map(|text| text.to(lang)).collect();
    words.join(lang.pick("、", ", "))
}

/// The value with its bound, unit and denominators: `≥ 90 %`, `120 元/人/年`.
pub(crate) fn value(mention: &Mention, lang: Lang) -> String {
    let mut text = bound_sign(mention.bound).to_owned();
    text.push_str(&grouped(mention.value.as_deref().unwrap_or_default()));
    if let Some(upper) = &mention.upper {
        text.push('–');
        text.push_str(&grouped(upper));
    }
    if let Some(unit) = &mention.unit {
        text.push(' ');
        text.push_str(unit);
    }
    for per in mention.per.iter().flatten() {
        text.push('/');
        text.push_str(per);
    }
    let text = one_line(&text);
    if mention.inferred.is_some() { messages::INFERRED.fill(lang, [&text]) } else { text }
}

/// The sign before a value that is no exact one, with a blank.
pub(crate) fn bound_sign(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact | Bound::Range => "",
        Bound::About => "≈ ",
        Bound::MoreThan => "> ",
        Bound::LessThan => "< ",
        Bound::AtLeast => "≥ ",
        Bound::AtMost => "≤ ",
    }
}

/// A suggested value as the number it is for would be shown: `81,265,300 元`; a year or a date as it stands.
pub(crate) fn suggested(suggestion: &yigai::contract::Suggestion, target: Option<&Mention>) -> String {
    let quantity = target.filter(|mention| mention.kind == yigai::quantity::Kind::Quantity);
    let number = suggestion.value.chars().all(|c| c.is_ascii_digit() || c == '.' || c == '-');
    let value =
        if quantity.is_some() && number { grouped(&suggestion.value) } else { suggestion.value.clone() };
    match suggestion.unit.as_deref().or(quantity.and_then(|mention| mention.unit.as_deref())) {
        Some(unit) => one_line(&format!("{value} {unit}")),
        None => one_line(&value),
    }
}

/// Thousands apart, so that zeros can be counted: 13,475,000.
pub(crate) fn grouped(number: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("-", digits));
    let (whole, decimals) = digits.split_once('.').map_or((digits, None), |(w, d)| (w, Some(d)));
    let mut text = sign.to_owned();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(decimals) = decimals {
        text.push('.');
        text.push_str(decimals);
    }
    text
}

/// A year or month by its name where the period is one, else first and last day.
pub(crate) fn period(period: &Period) -> String {
    use yigai::chrono::{Datelike, Months};
    let (start, end) = (period.start, period.end);
    let after = end.succ_opt();
    if start == end {
        start.to_string()
    } else if start.ordinal() == 1 && after == start.checked_add_months(Months::new(12)) {
        start.format("%Y").to_string()
    } else if start.day() == 1 && after == start.checked_add_months(Months::new(1)) {
        start.format("%Y-%m").to_string()
    } else if start.day() == 1 && after.is_some_and(|after| after.day() == 1) {
        format!("{}..{}", start.format("%Y-%m"), end.format("%Y-%m"))
    } else {
        format!("{start}..{end}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        for (number, text) in [
            ("7", "7"),
            ("999", "999"),
            ("1000", "1,000"),
            ("-13475000.50", "-13,475,000.50"),
            ("0.125", "0.125"),
        ] {
            assert_eq!(grouped(number), text);
        }
    }

    #[test]
    fn periods_have_their_common_names() {
        let text = |start: &str, end: &str| {
            period(&Period { start: start.parse().unwrap(), end: end.parse().unwrap() })
        };
        assert_eq!(text("2012-01-01", "2012-12-31"), "2012");
        assert_eq!(text("2012-02-01", "2012-02-29"), "2012-02");
        assert_eq!(text("2012-01-01", "2012-06-30"), "2012-01..2012-06");
        assert_eq!(text("2012-05-04", "2012-05-04"), "2012-05-04");
        assert_eq!(text("2011-01-01", "2012-12-31"), "2011-01..2012-12");
        assert_eq!(text("2012-05-04", "2012-05-09"), "2012-05-04..2012-05-09");
    }
}
