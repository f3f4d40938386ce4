//! Numbers written out, and the small types around them.
#![allow(clippy::unwrap_used)] // helpers of tests may fail loudly too

use rust_decimal::Decimal;
use yigai_numeral::lookup::{CharSet, Places, pair};
use yigai_numeral::{
    Bound, Figure, Guards, Hedges, Kind, Numeral, Percent, PercentagePoints, Plain, Reader, Reading, Shape,
    cardinal_at, find, parse,
};

fn figure(text: &str) -> Figure {
    text.parse().unwrap()
}

#[test]
fn figures_are_written_as_people_write_them() {
    let table = [
        // figure, lower, financial, digit by digit
        ("0", "零", "零", "零"),
        ("10", "十", "壹拾", "一零"),
        ("100010", "十万零一十", "壹拾万零壹拾", "一零零零一零"),
        ("11000", "一万一千", "壹万壹仟", "一一零零零"),
        ("10100", "一万零一百", "壹万零壹佰", "一零一零零"),
        ("-4056", "负四千零五十六", "负肆仟零伍拾陆", "负四零五六"),
        ("120000000", "一亿二千万", "壹亿贰仟万", "一二零零零零零零零"),
        ("7.080", "七点零八零", "柒点零捌零", "七点零八零"),
        ("10000000000000000", "一京", "壹京", "一零零零零零零零零零零零零零零零零"),
    ];
    for (text, lower, financial, digits) in table {
        let figure = figure(text);
        assert_eq!(figure.lower().unwrap(), lower, "{text}");
        assert_eq!(figure.financial().unwrap(), financial, "{text}");
        assert_eq!(figure.digits(), digits, "{text}");
    }
    assert_eq!(figure("-70008.05").traditional().unwrap(), "負七萬零八點零五");
    assert_eq!(figure("-0.05").percent().unwrap(), "负百分之零点零五");
    assert_eq!(Figure::from(0).lower().unwrap(), "零");
    assert_eq!(Figure::from(-1).lower().unwrap(), "负一");
    assert_eq!(Figure::from(Decimal::new(-30, 2)).lower().unwrap(), "负零点三零");
    assert_eq!(Figure::from(Decimal::new(0, 1)).lower().unwrap(), "零点零");
}

#[test]
fn scales_end_where_no_word_is_in_use() {
    let most = 10_i128.pow(24) - 1;
    assert!(Figure::from(most).lower().is_ok());
    assert!(Figure::from(most + 1).lower().unwrap_err().is_overflow());
    assert!(Figure::from(most + 1).rmb().is_err());
}

#[test]
fn money_is_written_as_on_cheques() {
    let table = [
        ("-12", "负壹拾贰元整"),
        ("-0.5", "负伍角"),
        ("100.40", "壹佰元肆角"),
        ("100.04", "壹佰元零肆分"),
        ("3.72", "叁元柒角贰分"),
        ("0.72", "柒角贰分"),
        ("5.000", "伍元整"),
    ];
    for (amount, words) in table {
        assert_eq!(figure(amount).rmb().unwrap(), words, "{amount}");
    }
    // The place of the digit that cannot be written.
    assert_eq!(figure("21.005").rmb().unwrap_err().at, 5);
}

#[test]
fn digits_are_read_with_signs_separators_and_powers_of_ten() {
    let table = [
        ("1,234,567.80", "一二三四五六七点八零"),
        ("+7", "七"),
        ("−7", "负七"),
        ("-0.00", "零点零零"),
        ("1.25e1", "一二点五"),
        ("1.25e3", "一二五零"),
        ("12.5E-2", "零点一二五"),
        ("0012e1", "一二零"),
        ("0012e-1", "零零一点二"),
        (".5", "零点五"),
        (" 12 ", "一二"),
        ("9e28", "九零零零零零零零零零零零零零零零零零零零零零零零零零零零零"),
    ];
    for (text, digits) in table {
        assert_eq!(figure(text).digits(), digits, "{text}");
    }
}

#[test]
fn what_is_no_figure_is_refused_where_it_goes_wrong() {
    let table = [
        ("", 0),
        ("   ", 0),
        ("  -7x", 4),
        ("-", 1),
        ("12.", 3),
        ("12..5", 3),
        ("1.2.3", 3),
        (",5", 0),
        ("1.2,3", 3),
        ("e5", 0),
        ("3e", 2),
        ("3.e5", 2),
        ("3e29", 2),
        ("3e-29", 2),
        ("3e1.5", 2),
        ("七", 0),
    ];
    for (text, at) in table {
        let error = text.parse::<Figure>().unwrap_err();
        assert_eq!(error.at, at, "{text:?}: {error}");
    }
    assert!("9".repeat(40).parse::<Figure>().unwrap_err().is_overflow());
}

#[test]
fn sets_hold_their_characters_and_no_others() {
    static SET: CharSet = CharSet::of("%é½。一龥😀");
    for c in "%é½。一龥".chars() {
        assert!(SET.has(c), "{c}");
        assert_eq!(SET.next(&format!("a{c}"), 0), Some(1), "{c}");
    }
    for c in "&ê¼，二龤😀🍀".chars() {
        assert!(!SET.has(c), "{c}");
        assert_eq!(SET.next(&format!("{c}{c}"), 0), None, "{c}");
    }
    // Of characters that end alike, only the ones that were asked for: one bit off in each place.
    for code in 0x80..0xffff_u32 {
        if let Some(c) = char::from_u32(code) {
            assert_eq!(
                SET.next(c.encode_utf8(&mut [0; 4]), 0).is_some(),
                "%é½。一龥".contains(c),
                "{code:x}"
            );
        }
    }
    let more = SET.with('ß').with('二').with('😀');
    assert!(more.has('ß') && more.has('二') && more.has('一') && !more.has('😀') && !more.has('三'));
    assert_eq!(SET.next("一a一", 3), Some(4));
    assert_eq!(SET.next("一", 7), None);
    assert_eq!(format!("{:?}", CharSet::of("一%")), "{'%', '一'}");
}

#[test]
fn places_find_every_key_of_a_list() {
    let keys: Vec<u64> =
        (0..900_u32).filter_map(|n| char::from_u32(0x4e00 + n / 3)).map(|c| pair(c, None)).collect();
    let places = Places::new(keys.iter().copied());
    for (at, &key) in keys.iter().enumerate() {
        assert_eq!(places.of(key), at / 3 * 3..at / 3 * 3 + 3);
    }
    assert_eq!(places.of(pair('人', Some('次'))), 0..0);
    assert_eq!(Places::NONE.of(pair('一', None)), 0..0);
    assert_eq!(Places::new([].into_iter()).of(pair('一', None)), 0..0);
    assert_ne!(pair('人', None), pair('次', None));
    assert_ne!(pair('人', Some('次')), pair('次', Some('人')));
}

#[test]
fn percentages_are_shares_and_points_are_not() {
    let percent = |mantissa, scale| Percent::new(Decimal::new(mantissa, scale));
    let points = |mantissa, scale| PercentagePoints::new(Decimal::new(mantissa, scale));
    assert_eq!(percent(375, 1).fraction(), Decimal::new(375, 3));
    assert_eq!(percent(50, 0).fraction().to_string(), "0.50");
    // No two further places are left: the last two are rounded.
    assert_eq!(percent(5, 27).fraction(), Decimal::new(5, 28).checked_div(Decimal::TEN).unwrap());
    assert_eq!(percent(12, 27).fraction(), Decimal::new(1, 28));
    assert_eq!(percent(80, 0) - percent(725, 1), points(75, 1));
    assert_eq!(percent(80, 0) + points(5, 1), percent(805, 1));
    assert_eq!(percent(80, 0) - points(5, 1), percent(795, 1));
    assert_eq!((percent(80, 0).to_string(), points(5, 1).to_string()), ("80%".into(), "0.5个百分点".into()));
    assert_eq!(parse("37.5%").unwrap().percent(), Some(percent(375, 1)));
    assert_eq!(parse("37.5%").unwrap().points(), None);
    assert_eq!(parse("2.5个百分点").unwrap().points(), Some(points(25, 1)));
    assert_eq!(parse("2.5个百分点").unwrap().percent(), None);
    assert_eq!(parse("12.5万").unwrap().decimal(), Some(Decimal::from(125_000)));
}

#[test]
fn words_of_ones_own_are_added_to_the_guards() {
    let csv = |word: &str| format!("word,unless,reason\n{word},,a name\n");
    let mut guards = Guards::standard();
    let before = guards.len();
    guards.extend(Guards::from_csv(&csv("五号坡")).unwrap());
    guards.extend(Guards::from_csv(&csv("五号坡")).unwrap());
    assert_eq!((guards.len(), guards.is_empty()), (before + 1, false));
    assert_eq!(guards.at("住在五号坡", 6), Some(6..15));
    assert_eq!(guards.at("住在五号楼", 6), None);
    assert!(Guards::default().is_empty());
}

#[test]
fn hedges_stand_alone() {
    let hedges = Hedges::standard();
    let before = |text| hedges.before(text).map(|(bound, length)| (bound.name(), length));
    assert_eq!(before("全县约"), Some(("about", 3)));
    assert_eq!(before("已签约"), None);
    assert_eq!(before("约需"), Some(("about", 6)));
    assert_eq!(before("至少配备"), Some(("at_least", 12)));
    assert_eq!(before("需"), None);
    let after = |text| hedges.after(text).map(|(bound, length)| (bound.name(), length));
    assert_eq!(after("以上的家庭"), Some(("at_least", 6)));
    assert_eq!(after("以上级文件为准"), None);
}

/// What is read without the grammar is read as by it, and no canonical spelling below 亿 needs it.
#[test]
fn a_plain_number_is_read_as_by_the_grammar() {
    let values =
        (1..12_000_i128).chain((1..4_000).map(|n| n * 1_000_003)).chain((1..16).map(|n| 10_i128.pow(n) - 1));
    for value in values {
        let words = Figure::from(value).lower().unwrap();
        let plain = Plain::at(&format!("{words}，"), 0);
        assert!(plain.is_some() || value >= 100_000_000, "{words} is left to the grammar");
        if let Some(plain) = plain {
            assert_eq!((plain.value().to_string(), plain.end), (value.to_string(), words.len()), "{words}");
        }
        assert_eq!(parse(&words).unwrap().value.to_string(), value.to_string());
    }
    for (words, value) in
        [("两百", 200), ("两亿两千两百万", 222_000_000), ("三萬零二十", 30_020), ("二十億", 2_000_000_000)]
    {
        assert_eq!(Plain::at(words, 0).map(|plain| plain.value()), Some(value.into()), "{words}");
    }
    for not in ["两", "二两", "两十", "一百零五十", "二零", "三百二", "百", "一万万", "五亿三千", "零五"]
    {
        let plain = Plain::at(not, 0).filter(|plain| plain.end == not.len()).map(|plain| plain.value());
        let read = parse(not).ok().filter(|read| read.alternative.is_none()).and_then(|read| read.decimal());
        assert!(plain.is_none() || plain == read, "{not}: {plain:?} {read:?}");
    }
}

#[test]
fn the_parts_of_a_number_are_kept() {
    let numeral = parse("一百点123").unwrap();
    assert_eq!((numeral.decimals, numeral.number.to_string()), (3, "100.123".to_owned()));
    let numeral = parse("1347.50万").unwrap();
    assert_eq!(
        (numeral.decimals, numeral.scale, numeral.number.to_string()),
        (2, 10_000, "1347.5".to_owned())
    );
    let numeral = parse("贰佰万").unwrap();
    assert_eq!((numeral.number.to_string(), numeral.scale), ("200".to_owned(), 10_000));
    let numeral = parse("五百万亿").unwrap();
    assert_eq!((numeral.number.to_string(), numeral.scale), ("500".to_owned(), 1_000_000_000_000));
    let plain = Plain::at("0.500%；", 0).unwrap();
    assert_eq!((plain.value().to_string(), plain.number().to_string()), ("0.5".into(), "0.500".into()));
    assert_eq!(Plain::at("补助12.50亿元", 6).unwrap().value().to_string(), "1250000000");
    assert_eq!(Plain::at("1.23456万，", 0).unwrap().value().to_string(), "12345.6");
    let more =
        |text: &str| Plain::at(text, 0).map(|plain| (plain.value().to_string(), plain.more, plain.end));
    assert_eq!(more("三百余人"), Some(("300".into(), true, 9)));
    assert_eq!(more("五万多户"), Some(("50000".into(), true, 9)));
    assert_eq!(more("三百二十人"), Some(("320".into(), false, 12)));
    for ending in ["", ")", "(", ";", "\n", "\r", "。", "，"] {
        assert!(Plain::at(&format!("35{ending}"), 0).is_some(), "{ending:?}");
    }
    assert_eq!(Plain::at("1.8个百分点，", 0).unwrap().sign, Some(Kind::Points));
    for not in ["1.8万个百分点", "1.8余个百分点", "1.8个百分点-2", "十个百分点"] {
        assert_ne!(Plain::at(not, 0).and_then(|plain| plain.sign), Some(Kind::Points), "{not}");
    }
}

/// A value alone may be rounded; the fraction that is written never is.
#[test]
fn fractions_keep_what_is_over_what() {
    let fraction = |text: &str| parse(text).unwrap().fraction;
    for (text, n, d) in [
        ("三分之二", 2, 3),
        ("负三分之二", -2, 3),
        ("2/3", 2, 3),
        ("一又三分之一", 4, 3),
        ("负一又三分之一", -4, 3),
        ("2 1/3", 7, 3),
        ("半", 1, 2),
        ("一半", 1, 2),
        ("三个半", 7, 2),
        ("3:1", 3, 1),
        ("1:2.5", 2, 5),
    ] {
        assert_eq!(fraction(text), Some((n, d)), "{text}");
    }
    for (text, n, d) in [
        ('½', 1, 2),
        ('⅓', 1, 3),
        ('⅔', 2, 3),
        ('¼', 1, 4),
        ('¾', 3, 4),
        ('⅕', 1, 5),
        ('⅖', 2, 5),
        ('⅗', 3, 5),
        ('⅘', 4, 5),
        ('⅙', 1, 6),
        ('⅛', 1, 8),
        ('⅜', 3, 8),
        ('⅝', 5, 8),
        ('⅞', 7, 8),
    ] {
        assert_eq!(fraction(&text.to_string()), Some((n, d)), "{text}");
        assert_eq!(fraction(&format!("2{text}")), Some((2 * d + n, d)), "2{text}");
    }
    // Halves and doublings that are counted in another unit are no fraction of it.
    for text in ["半成", "对折", "半个百分点", "两个半百分点", "翻两番", "翻一倍", "50%", "七成", "半打"]
    {
        assert_eq!(fraction(text), None, "{text}");
    }
}

#[test]
fn the_shape_says_how_a_number_is_written() {
    let shape = |text: &str| parse(text).unwrap().shape;
    for (text, expected) in [
        ("2万零50", Shape::Arabic),
        ("3百零7", Shape::Arabic),
        ("12.5万", Shape::Arabic),
        ("三", Shape::Lone),
        ("两", Shape::Lone),
        ("二〇一〇", Shape::Digits),
        ("十五", Shape::Units),
        ("廿五", Shape::Units),
        ("三百", Shape::Units),
        ("百万", Shape::Bare),
    ] {
        assert_eq!(shape(text), expected, "{text}");
    }
}

#[test]
fn kinds_imply_their_units() {
    let unit = |text: &str| parse(text).unwrap().kind.unit();
    for (text, expected) in [
        ("三成", Some("%")),
        ("5%", Some("%")),
        ("千分之三", Some("‰")),
        ("万分之三", Some("‱")),
        ("两个百分点", Some("百分点")),
        ("三倍", Some("倍")),
        ("翻一番", Some("倍")),
        ("三分之二", None),
        ("3:1", None),
        ("三百", None),
    ] {
        assert_eq!(unit(text), expected, "{text}");
    }
}

/// 第三四批 may be two batches or one; the place in an order is one number all the same.
#[test]
fn a_place_in_an_order_has_no_bound() {
    let numeral = parse("第三四").unwrap();
    assert_eq!((numeral.kind, numeral.bound, numeral.upper), (Kind::Ordinal, Bound::Exact, None));
    assert_eq!((numeral.value.to_string(), numeral.number.to_string()), ("34".into(), "34".into()));
}

#[test]
fn where_no_number_begins_none_is_read() {
    let (read, end, bare_end) = cardinal_at("住院", 3);
    assert!(read.is_err());
    assert_eq!((end, bare_end), (3, 3));
    let (read, end, bare_end) = cardinal_at("补助三百元", 6);
    assert_eq!((read.unwrap().value.to_string(), end, bare_end), ("300".into(), 12, 12));
    let (read, end, bare_end) = cardinal_at("补助三百余元", 6);
    assert_eq!((read.unwrap().value.to_string(), end, bare_end), ("300".into(), 15, 12));
}

/// What is too long to be exact is one number that cannot be read, not the part of it that could.
#[test]
fn a_number_that_is_too_long_is_found_whole() {
    let digits = "一".repeat(200);
    let text = format!("全县{digits}人");
    let found: Vec<_> = find(&text).collect();
    let [one] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(one.range, 6..6 + digits.len());
    assert!(matches!(&one.reading, Reading::Malformed(error) if error.is_overflow()), "{one:?}");
}

#[test]
fn a_single_number_leaves_the_end_of_a_range_alone() {
    let reader = Reader::standard();
    let ends = |read: Option<(Result<Numeral, _>, usize)>| {
        read.map(|(read, end)| (read.ok().map(|read| (read.value.to_string(), read.upper.is_some())), end))
    };
    assert_eq!(ends(reader.at("住3-5天", 3)), Some((Some(("3".into(), true)), 6)));
    assert_eq!(ends(reader.single_at("住3-5天", 3)), Some((Some(("3".into(), false)), 4)));
    assert_eq!(ends(reader.single_at("住院", 3)), None);
}

#[test]
fn lists_of_ordinals_have_no_ranges() {
    let found: Vec<_> = find("第一、三四批").collect();
    let numbers: Vec<_> = found
        .iter()
        .filter_map(|found| match &found.reading {
            Reading::Number(number) => Some(number),
            _ => None,
        })
        .collect();
    assert!(numbers.iter().all(|number| number.kind == Kind::Ordinal && number.upper.is_none()), "{found:?}");
}
