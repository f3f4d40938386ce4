//! Amounts with their units, and the limits of what is plausible.

use rust_decimal::Decimal;
use yigai_model::{Catalogue, Limits, Measure, MeasureError, MeasureUnit, Role};
use yigai_quantity::Dimension;

fn dec(text: &str) -> Decimal {
    Decimal::from_str_exact(text).unwrap()
}

fn measure(value: &str, unit: MeasureUnit) -> Measure {
    Measure::new(dec(value), unit)
}

#[test]
fn amounts_of_one_kind_convert_into_each_other_and_into_nothing_else() {
    use MeasureUnit::*;
    let table = [
        // One of these is so many of those.
        (Year, "1", Month, "12"),
        (TenThousandPersonTimes, "3.5", PersonTime, "35000"),
        (HundredMillionYuan, "1.5", TenThousandYuan, "15000"),
        (Mu, "3", SquareMetre, "2000"),
        (Percent, "3.2", PerMille, "32"),
        (PerMille, "7", PerHundredThousand, "700"),
        (Percent, "0.25", PerHundredThousand, "250"),
        (Bed, "40", Bed, "40"),
        (Day, "40", Day, "40"),
        (PercentagePoint, "1.5", PercentagePoint, "1.5"),
    ];
    for (one, value, other, expected) in table {
        let there = measure(value, one).convert(other).unwrap();
        assert_eq!((there.value(), there.unit()), (dec(expected), other), "{value} {one:?}");
        let back = there.convert(one).unwrap();
        assert_eq!((back.value(), back.unit()), (dec(value), one), "{value} {one:?}");
    }
    for (one, other) in [
        (Day, Month),
        (Day, Year),
        (Percent, PercentagePoint),
        (PerMille, PercentagePoint),
        (Person, PersonTime),
        (Household, Person),
        (Yuan, Count),
        (File, Count),
        (Mu, Bed),
    ] {
        assert_eq!(measure("1", one).convert(other), Err(MeasureError::Mixed(one, other)));
        assert_eq!(measure("1", other).convert(one), Err(MeasureError::Mixed(other, one)));
    }
    let error = measure("1", Person).convert(PersonTime).unwrap_err();
    assert_eq!(error.to_string(), "人 and 人次 are different things; neither becomes the other");
    let most = Measure::new(Decimal::MAX, HundredMillionYuan);
    assert_eq!(most.convert(Yuan), Err(MeasureError::TooLarge));
}

#[test]
fn a_difference_of_percentages_is_in_points_and_every_other_keeps_its_unit() {
    use MeasureUnit::*;
    let minus = |one: Measure, other| one.minus(other).map(|left| (left.value(), left.unit()));
    let plus = |one: Measure, other| one.plus(other).map(|sum| (sum.value(), sum.unit()));
    assert_eq!(minus(measure("96.5", Percent), measure("94", Percent)), Ok((dec("2.5"), PercentagePoint)));
    assert_eq!(minus(measure("8", PerMille), measure("0.3", Percent)), Ok((dec("5"), PerMille)));
    assert_eq!(
        minus(measure("2", TenThousandYuan), measure("500", Yuan)),
        Ok((dec("1.95"), TenThousandYuan))
    );
    assert_eq!(plus(measure("2", TenThousandYuan), measure("500", Yuan)), Ok((dec("2.05"), TenThousandYuan)));
    assert_eq!(plus(measure("40", Percent), measure("2", Percent)), Ok((dec("42"), Percent)));
    assert!(plus(measure("40", Percent), measure("2", PercentagePoint)).is_err());
    assert!(minus(measure("40", Percent), measure("2", PercentagePoint)).is_err());
    let most = Measure::new(Decimal::MAX, Yuan);
    assert_eq!(most.plus(most), Err(MeasureError::TooLarge));
    assert_eq!(Measure::new(Decimal::MIN, Yuan).minus(most), Err(MeasureError::TooLarge));

    let raised = measure("40", Percent).raised_by(measure("2.5", PercentagePoint)).unwrap();
    assert_eq!((raised.value(), raised.unit()), (dec("42.5"), Percent));
    for (one, other) in [(Percent, Percent), (PercentagePoint, PercentagePoint), (PerMille, PercentagePoint)]
    {
        assert_eq!(measure("1", one).raised_by(measure("1", other)), Err(MeasureError::Mixed(one, other)));
    }
}

#[test]
fn limits_hold_their_ends() {
    let limits = |text: &str| text.parse::<Limits>().unwrap();
    for (text, inside, outside) in [
        ("0..100", ["0", "100"], ["-0.1", "100.1"]),
        ("5..", ["5", "9999"], ["4.9", "-5"]),
        ("..5", ["5", "-100"], ["5.1", "6"]),
    ] {
        for value in inside {
            assert!(limits(text).contains(dec(value)), "{value} in {text}");
        }
        for value in outside {
            assert!(!limits(text).contains(dec(value)), "{value} in {text}");
        }
        assert_eq!(limits(text).to_string(), text);
    }
    assert_eq!((limits("2..3.5").low(), limits("2..3.5").high()), (Some(dec("2")), Some(dec("3.5"))));
    for wrong in ["5", "a..5", "5..b", "7..3"] {
        assert!(wrong.parse::<Limits>().is_err(), "{wrong}");
    }
    for (wide, narrow) in [
        ("0..100", "0..100"),
        ("0..100", "5..90"),
        ("0..", "5..90"),
        ("0..", "0.."),
        ("..", "3..4"),
        ("..9", "..9"),
    ] {
        assert!(limits(wide).covers(&limits(narrow)), "{wide} covers {narrow}");
    }
    for (one, other) in [
        ("5..90", "0..100"),
        ("0..100", "0.."),
        ("0..100", "..100"),
        ("0..100", "-1..50"),
        ("0..100", "50..101"),
    ] {
        assert!(!limits(one).covers(&limits(other)), "{one} does not cover {other}");
    }
}

#[test]
fn roles_take_the_units_that_they_can_have() {
    let indicator = |id| Catalogue::builtin().get(id).unwrap();
    let (rate, count) = (indicator("nrcms_enrollment_rate"), indicator("nrcms_enrollees"));
    let table = [
        (Role::Level, Dimension::Percent, true, false),
        (Role::Previous, Dimension::Percent, true, false),
        (Role::Level, Dimension::Person, false, true),
        (Role::Change, Dimension::Percent, false, false),
        (Role::Change, Dimension::Points, true, false),
        (Role::Change, Dimension::Person, false, true),
        (Role::ChangeRate, Dimension::Percent, true, true),
        (Role::ChangeRate, Dimension::Multiple, true, true),
        (Role::ChangeRate, Dimension::Points, false, false),
        (Role::Share, Dimension::Percent, true, true),
        (Role::Share, Dimension::Person, false, false),
    ];
    for (role, dimension, of_rate, of_count) in table {
        assert_eq!(rate.accepts(role, dimension), of_rate, "{role:?} {dimension:?} of a rate");
        assert_eq!(count.accepts(role, dimension), of_count, "{role:?} {dimension:?} of a count");
    }
}
