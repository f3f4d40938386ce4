//! Each kind of constraint at the very edge of what keeps it.

use rust_decimal::Decimal;
use yigai_model::{Catalogue, Constraints, Figure};

/// What one constraint says of figures: `kept`, the formula that is broken, or `unknown`.
fn checked(rule: &str, figures: &[(&str, &str)]) -> String {
    let text = format!("[[constraint]]\nid = \"own\"\nstrength = \"soft\"\nreason = \"a test\"\n{rule}");
    let constraints = Constraints::from_text("own.toml", &text, Catalogue::builtin()).unwrap();
    let constraint = constraints.get("own").unwrap();
    let figure = |id: &str| {
        let (_, value) = figures.iter().find(|(known, _)| *known == id)?;
        Some(Figure::written(Decimal::from_str_exact(value).unwrap()))
    };
    match constraint.check(figure, Some(2012)) {
        None => "unknown".to_owned(),
        Some(None) => "kept".to_owned(),
        Some(Some(violation)) => {
            assert_eq!((violation.constraint.as_str(), violation.reason.as_str()), ("own", "a test"));
            violation.formula
        }
    }
}

#[test]
fn an_order_allows_equal_figures_a_last_place_and_its_tolerance() {
    let order = "kind = \"order\"\nlower = \"hr_e_files\"\nupper = \"hr_files\"\n";
    let of = |lower, upper| checked(order, &[("hr_e_files", lower), ("hr_files", upper)]);
    assert_eq!(of("300", "300"), "kept");
    assert_eq!(of("301", "300"), "301 <= 300");
    // 30.2 may be 30.15 and 30.1 may be 30.14.
    assert_eq!(of("30.2", "30.1"), "kept");
    assert_eq!(of("30.4", "30.1"), "30.4 <= 30.1");
    assert_eq!(checked(order, &[("hr_files", "300")]), "unknown");
    let tolerant = format!("{order}tolerance = \"1.1\"\n");
    let of = |lower, upper| checked(&tolerant, &[("hr_e_files", lower), ("hr_files", upper)]);
    assert_eq!(of("330", "300"), "kept");
    assert_eq!(of("331", "300"), "331 <= 300 x 1.1");
}

#[test]
fn a_part_is_no_more_than_its_whole() {
    let subset = "kind = \"subset\"\npart = \"hr_e_files\"\nwhole = \"hr_files\"\n";
    let of = |part, whole| checked(subset, &[("hr_e_files", part), ("hr_files", whole)]);
    assert_eq!(of("300", "300"), "kept");
    assert_eq!(of("301", "300"), "301 <= 300");
    assert_eq!(of("30.2", "30.1"), "kept");
    assert_eq!(of("30.4", "30.1"), "30.4 <= 30.1");
}

#[test]
fn parts_make_their_sum() {
    let sum = "kind = \"sum\"\nwhole = \"nrcms_benefit_visits\"\nparts = [\"nrcms_op_visits\", \"nrcms_ip_visits\"]\n";
    let whole = format!("{sum}complete = true\n");
    let of = |rule: &str, whole, one, other| {
        checked(
            rule,
            &[("nrcms_benefit_visits", whole), ("nrcms_op_visits", one), ("nrcms_ip_visits", other)],
        )
    };
    assert_eq!(of(&whole, "500", "300", "200"), "kept");
    assert_eq!(of(&whole, "501", "300", "200"), "501 = 300 + 200");
    assert_eq!(of(&whole, "499", "300", "200"), "499 = 300 + 200");
    // Three last places are the most that rounding makes of it.
    assert_eq!(of(&whole, "50.3", "30.0", "20.0"), "kept");
    assert_eq!(of(&whole, "49.7", "30.0", "20.0"), "kept");
    assert_eq!(of(&whole, "50.4", "30.0", "20.0"), "50.4 = 30.0 + 20.0");
    let open = format!("{sum}complete = false\n");
    assert_eq!(of(&open, "900", "300", "200"), "kept");
    assert_eq!(of(&open, "49.7", "30.0", "20.0"), "kept");
    assert_eq!(of(&open, "49.6", "30.0", "20.0"), "49.6 >= 30.0 + 20.0");
}

#[test]
fn products_and_ratios_are_as_near_as_they_are_written() {
    let product = "kind = \"product\"\namount = \"nrcms_subsidy_arrived\"\nfactors = [\"nrcms_subsidy_std\", \"nrcms_enrollees\"]\n";
    let of = |amount| {
        let figures =
            [("nrcms_subsidy_arrived", amount), ("nrcms_subsidy_std", "2.5"), ("nrcms_enrollees", "33")];
        checked(product, &figures)
    };
    // 82.5
    assert_eq!(of("82"), "kept");
    assert_eq!(of("83"), "kept");
    assert_eq!(of("81"), "81 = 2.5 x 33");
    assert_eq!(of("82.4"), "82.4 = 2.5 x 33");
    assert_eq!(of("82.50"), "kept");
    let ratio = "kind = \"ratio\"\nrate = \"nrcms_enrollment_rate\"\nnumerator = \"nrcms_enrollees\"\n\
                 denominator = \"pop_agri\"\nscale = \"100\"\n";
    let of = |rate, below| {
        checked(ratio, &[("nrcms_enrollment_rate", rate), ("nrcms_enrollees", "200"), ("pop_agri", below)])
    };
    // 66.666…
    for rate in ["66.6", "66.7", "66", "67"] {
        assert_eq!(of(rate, "300"), "kept", "{rate}");
    }
    assert_eq!(of("66.5", "300"), "66.5 = 200 / 300 x 100");
    assert_eq!(of("66.8", "300"), "66.8 = 200 / 300 x 100");
    assert_eq!(of("66.7", "0"), "unknown");
}

#[test]
fn complements_bands_and_floors_hold_at_their_ends() {
    let complement =
        "kind = \"complement\"\nparts = [\"nrcms_fund_use_rate\", \"nrcms_balance_rate\"]\ntotal = \"100\"\n";
    let of = |one, other| checked(complement, &[("nrcms_fund_use_rate", one), ("nrcms_balance_rate", other)]);
    assert_eq!(of("88.3", "11.7"), "kept");
    assert_eq!(of("88.3", "11.9"), "kept");
    assert_eq!(of("88.3", "12.0"), "88.3 + 12.0 = 100");
    let band = "kind = \"band\"\nnumerator = \"nrcms_ip_visits\"\ndenominator = \"nrcms_enrollees\"\nlow = \"0.03\"\nhigh = \"0.20\"\n";
    let of = |visits| checked(band, &[("nrcms_ip_visits", visits), ("nrcms_enrollees", "1000")]);
    assert_eq!((of("30"), of("200")), ("kept".into(), "kept".into()));
    assert_eq!(of("29"), "0.03 <= 29 / 1000 <= 0.20");
    assert_eq!(of("201"), "0.03 <= 201 / 1000 <= 0.20");
    let floor = "kind = \"floor\"\nindicator = \"nrcms_fund_percap\"\ntable = \"nrcms_financing.total\"\n";
    // 240 yuan of the budgets and 60 of the insured.
    assert_eq!(checked(floor, &[("nrcms_fund_percap", "300")]), "kept");
    assert_eq!(checked(floor, &[("nrcms_fund_percap", "299")]), "299 >= 300");
}
