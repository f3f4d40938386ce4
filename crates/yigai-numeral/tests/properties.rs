//! What holds for every number and every text.
#![allow(clippy::unwrap_used)] // helpers of tests may fail loudly too

use chinese_number::{ChineseCountMethod, ChineseToNumber};
use proptest::prelude::*;
use rust_decimal::Decimal;
use yigai_numeral::{Figure, Kind, Value, find, parse};

fn decimals() -> impl Strategy<Value = Decimal> {
    (-1_000_000_000_000_i64..1_000_000_000_000, 0_u32..9)
        .prop_map(|(mantissa, scale)| Decimal::new(mantissa, scale))
}

/// Runs of the characters that numerals are made of.
fn numeral_like() -> impl Strategy<Value = String> {
    let characters: Vec<char> =
        "零〇一二三五九两十百千万亿几数余多半点成折第负第翻番倍个又分之至到-~%:0125.,统一".chars().collect();
    proptest::collection::vec(proptest::sample::select(characters), 0..24).prop_map(String::from_iter)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_back(value in -999_999_999_999_999_999_999_999_i128..999_999_999_999_999_999_999_999) {
        let figure = Figure::from(value);
        for words in [figure.lower(), figure.traditional(), figure.financial()] {
            let words = words.unwrap();
            let read = parse(&words).unwrap();
            prop_assert_eq!(read.value, Value::Integer(value), "{}", words);
        }
    }

    #[test]
    fn canonical_words_are_written_back(value in 0_i128..1_000_000_000_000) {
        let words = Figure::from(value).lower().unwrap();
        let read = parse(&words).unwrap();
        prop_assert_eq!(Figure::from(read.value).lower().unwrap(), words);
    }

    #[test]
    fn decimals_are_read_back(value in decimals()) {
        let figure = Figure::from(value);
        prop_assert_eq!(parse(&figure.lower().unwrap()).unwrap().value, Value::from(value));
        prop_assert_eq!(parse(&figure.digits()).unwrap().value.to_decimal(), Some(value.normalize()));
        let percent = parse(&figure.percent().unwrap()).unwrap();
        prop_assert_eq!((percent.value, percent.kind), (Value::from(value), Kind::Percent));
    }

    #[test]
    fn another_reader_agrees_on_plain_integers(value in 0_i64..1_000_000_000_000_000) {
        let words = Figure::from(i128::from(value)).lower().unwrap();
        let theirs: i64 = words.to_number(ChineseCountMethod::TenThousand).unwrap();
        prop_assert_eq!(parse(&words).unwrap().value, Value::Integer(theirs.into()));
    }

    #[test]
    fn spans_are_whole_characters_in_order(text in numeral_like()) {
        let mut end = 0;
        for found in find(&text) {
            prop_assert!(found.range.start >= end && found.range.end > found.range.start);
            prop_assert_eq!(text.get(found.range.clone()), Some(found.text));
            end = found.range.end;
        }
    }

    #[test]
    fn nothing_panics_and_errors_point_into_the_text(text in numeral_like()) {
        if let Err(error) = parse(&text) {
            prop_assert!(error.at <= text.len(), "{error} in {text:?}");
            prop_assert!(text.is_char_boundary(error.at), "{error} in {text:?}");
        }
    }

    #[test]
    fn marks_and_letters_without_digits_are_no_numeral(text in "[!-/:-~]{1,12}") {
        prop_assert!(parse(&text).is_err(), "{text:?} reads as {:?}", parse(&text));
        prop_assert_eq!(find(&text).count(), 0);
    }

    #[test]
    fn no_text_at_all_panics(text in ".{0,40}") {
        let _ = parse(&text);
        let _ = find(&text).count();
        let _ = text.parse::<Figure>();
    }
}

#[test]
fn a_long_run_is_refused_as_a_whole() {
    for run in ["一".repeat(100_000), "7".repeat(100_000), "十百".repeat(50_000), "1.".repeat(50_000)] {
        assert!(parse(&run).is_err());
        assert!(find(&run).count() <= 50_000);
    }
}
