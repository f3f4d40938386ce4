//! What is kept of a quantity beside its value: where its digits stand, and how it is written.
#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests may fail loudly too

use yigai_quantity::{Form, Mention, Quantity, Reading, find, parse};

/// The only mention of a text.
fn only(text: &str) -> (Mention, Quantity) {
    let [mention] = <[Mention; 1]>::try_from(find(text)).unwrap_or_else(|found| panic!("{text}: {found:?}"));
    let Reading::Quantity(quantity) = &mention.reading else { panic!("{text}: {mention:?}") };
    let quantity = quantity.clone();
    (mention, quantity)
}

/// A repair replaces the digits and leaves hedges, signs and units where they are.
#[test]
fn the_digits_stand_apart_from_what_touches_them() {
    let table = [
        // text, its digits, what they say before the scale word, the scale word
        ("参合率达98.5%以上", "98.5", "98.5", 1),
        ("增长百分之三十左右", "百分之三十", "30", 1),
        ("下降2.5个百分点", "2.5", "2.5", 1),
        ("三百余人", "三百", "300", 1),
        ("1,205多人", "1,205", "1205", 1),
        ("一万多名", "一万", "1", 10_000),
        ("2万余人", "2万", "2", 10_000),
        ("30多万元", "30多万", "30", 10_000),
        ("约12.50万人次", "12.50万", "12.50", 10_000),
        ("百把人", "百", "100", 1),
        ("5‰", "5", "5", 1),
        ("12.5/10万", "12.5", "12.5", 1),
        ("2.5倍", "2.5", "2.5", 1),
        ("3至5天", "3至5", "3", 1),
        ("5元至8元", "5元至8", "5", 1),
        ("半公里", "半", "0.5", 1),
        ("半个多月", "半", "0.5", 1),
    ];
    for (text, digits, number, scale) in table {
        let (mention, quantity) = only(text);
        assert_eq!(mention.number.slice(text), Some(digits), "{text}");
        assert_eq!(quantity.stated.number.to_string(), number, "{text}");
        assert_eq!(quantity.stated.scale, scale.into(), "{text}");
    }
}

#[test]
fn the_form_says_how_a_quantity_is_written() {
    let table = [
        ("98.5%", Form::Percent),
        ("百分之三十", Form::Percent),
        ("3 %", Form::Percent),
        ("5‰", Form::Permille),
        ("3 ‰", Form::Permille),
        ("0.5‱", Form::Permyriad),
        ("3 ‱", Form::Permyriad),
        ("万分之三", Form::Permyriad),
        ("2.5个百分点", Form::Points),
        ("是上年的2.5倍", Form::Multiple),
        ("增长2.5倍", Form::Increase),
        ("三分之二", Form::Fraction(2, 3)),
        ("3:1", Form::Ratio(3, 1)),
        ("98.5万元", Form::Number),
        ("半公里", Form::Number),
        ("三个半小时", Form::Number),
    ];
    for (text, form) in table {
        assert_eq!(only(text).1.form, form, "{text}");
    }
}

/// What was not written is not known: an audit allows for half of it.
#[test]
fn the_last_place_is_the_last_one_written() {
    for (text, place) in [
        ("300人", "1"),
        ("98.5%", "0.1"),
        ("98.50%", "0.01"),
        ("52万人", "10000"),
        ("1347.5万元", "1000.0"),
        ("1.20亿元", "1000000.00"),
    ] {
        let place: rust_decimal::Decimal = place.parse().unwrap();
        assert_eq!(only(text).1.last_place(), place, "{text}");
    }
}

#[test]
fn a_text_is_one_mention_with_its_hedges_or_none() {
    for text in ["30人", " 30人 ", "约30人", "30人左右", "约30人以上", "人民币30元", "截至2011年"]
    {
        assert!(parse(text).is_some(), "{text}");
    }
    for text in ["共30人", "30人参加", "约30人参加", "共30人左右", "30人40户", "没有", ""] {
        assert_eq!(parse(text), None, "{text}");
    }
}
