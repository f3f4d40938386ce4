//! Cells that a spreadsheet must not take for a formula.

use std::borrow::Cow;

/// The text as a cell of a CSV file: what begins like a formula gets an apostrophe before it; a plain number never does.
pub(crate) fn cell(text: &str) -> Cow<'_, str> {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if formula && !is_number(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Whether it is digits with at most a minus and one decimal point, and nothing else.
pub(crate) fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, decimals].iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_guarded_and_numbers_are_not() {
        for text in [
            "=1+1",
            "+86",
            "-1-2",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "＝1",
            "-",
            "-5个",
            "-.5",
            "-1e5",
            "-cmd|' /C calc'!A0",
        ] {
            assert_eq!(cell(text), format!("'{text}"));
        }
        for text in ["", "-5", "-5.25", "5", "参合率", "1347.5万元", "a=1", " =1"] {
            assert_eq!(cell(text), text);
        }
    }
}
