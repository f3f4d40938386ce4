//! Policy tables: they load, they add up, and they say what they do not know.

use rust_decimal::Decimal;
use yigai_model::{ConstraintRule, Constraints, Policies};

fn value(parameter: &str, year: i32) -> Decimal {
    Policies::builtin().in_year(parameter, year).unwrap().exactly().unwrap()
}

#[test]
fn every_table_loads() {
    let read = Policies::with_dir("no/such/folder").unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(read.tables().len(), 11);
    assert_eq!(Policies::builtin().tables(), read.tables());
}

#[test]
fn the_individual_series_adds_up_to_what_was_published() {
    // One person insured every year from 2003 to 2023 paid 2,640 元: published as a sum; this is the series behind it.
    let series =
        [10, 10, 10, 10, 10, 20, 20, 30, 50, 60, 70, 90, 120, 150, 180, 220, 250, 280, 320, 350, 380];
    assert_eq!(series.len(), (2003..=2023).count());
    assert_eq!(series.iter().sum::<i32>(), 2640);
    for (year, expected) in (2003..=2023).zip(series) {
        let parameter =
            if year <= 2015 { "nrcms_financing.individual" } else { "resident_insurance.individual" };
        let found = Policies::builtin().in_year(parameter, year).unwrap().limits();
        assert!(found.contains(expected.into()), "{year}: {expected} is not within {found}");
    }
}

#[test]
fn totals_are_government_and_individual() {
    for year in [2003, 2007, 2009, 2012, 2013, 2014, 2015, 2016] {
        let total = value("nrcms_financing.government", year) + value("nrcms_financing.individual", year);
        assert_eq!(total, value("nrcms_financing.total", year), "{year}");
    }
    for year in 2016..=2025 {
        let total = value("resident_insurance.subsidy", year) + value("resident_insurance.individual", year);
        assert_eq!(total, value("resident_insurance.total", year), "{year}");
    }
}

#[test]
fn the_central_share_follows_its_rule_from_2010_on() {
    let (sixty, base) = (Decimal::from(60), Decimal::from(120));
    for year in 2010..=2016 {
        let above = value("nrcms_financing.government", year) - base;
        assert_eq!(value("nrcms_financing.central_west", year), sixty + above * Decimal::new(8, 1), "{year}");
        assert_eq!(
            value("nrcms_financing.central_middle", year),
            sixty + above * Decimal::new(6, 1),
            "{year}"
        );
    }
}

#[test]
fn list_editions_are_the_sum_of_their_parts() {
    for (year, rise) in [(2010, None), (2014, Some(213)), (2020, Some(165))] {
        let total = value("essential_medicines_list.total", year);
        let parts =
            value("essential_medicines_list.chemical", year) + value("essential_medicines_list.patent", year);
        assert_eq!(total, parts, "{year}");
        if let Some(rise) = rise {
            assert_eq!(total - value("essential_medicines_list.total", year - 5), rise.into());
        }
    }
}

#[test]
fn what_is_not_known_is_said() {
    let message =
        |parameter: &str, year: i32| Policies::builtin().in_year(parameter, year).unwrap_err().to_string();
    insta::assert_snapshot!(
        [
            message("nrcms_financing.total", 2017),
            message("family_doctor_targets.general", 2018),
            message("critical_illness_insurance.ratio", 2011),
            message("hospital_targets.drug_share", 2020),
            message("public_health_services.categories", 2021),
            message("public_health.per_capita", 2010),
            message("nonsense", 2010),
        ]
        .join("\n")
    );
}

#[test]
fn every_floor_constraint_names_a_parameter() {
    let mut floors = 0;
    for constraint in Constraints::builtin() {
        if let ConstraintRule::Floor { table, .. } = constraint.rule() {
            assert!(Policies::builtin().in_year(table, 2016).is_ok(), "{table}");
            floors += 1;
        }
    }
    assert_eq!(floors, 5);
}

#[test]
fn mistakes_are_reported_with_their_line() {
    let good = "table = \"t\"\nname = \"表\"\nenglish = \"t\"\nunit = \"元\"\nsource = \"test\"\n\
                parameters = { a = \"甲\" }\n\n[[row]]\nfrom = 2010\nvalues = { a = \"1\" }\n\n[[row]]\n\
                from = 2011\nvalues = { a = \"2\" }\n";
    assert!(Policies::from_files(&[("t.toml", good)]).is_ok());
    let message = |from: &str, to: &str| {
        assert!(good.contains(from));
        Policies::from_files(&[("t.toml", &good.replacen(from, to, 1))]).unwrap_err().to_string()
    };
    insta::assert_snapshot!(
        [
            message("\"1\"", "\"one\""),
            message("\"1\"", "\"3..2\""),
            message("{ a = \"1\"", "{ b = \"1\""),
            message("from = 2011", "from = 2010"),
            message("from = 2011", "from = \"2011-05-01\""),
            message("from = 2010", "from = 2010\nopen = true"),
            message("from = 2010", "from = 2010\nto = 2009"),
            message("from = 2010", "from = 2010\nconfirmed = [\"b\"]"),
            message("from = 2010", "from = \"spring\""),
        ]
        .join("\n")
    );
}

#[test]
fn a_day_is_of_its_year_and_a_cover_is_paid_the_year_before() {
    let policies = Policies::builtin();
    let on =
        |day: &str| policies.on_day("nrcms_financing.government", day.parse().unwrap()).unwrap().exactly();
    let of = |year| policies.in_year("nrcms_financing.government", year).unwrap().exactly();
    assert_eq!((on("2010-01-01"), on("2010-12-31")), (of(2010), of(2010)));
    assert_eq!(on("2011-01-01"), of(2011));
    assert_ne!(of(2010), of(2011));
    let unknown = policies.on_day("nrcms_financing.government", "1990-06-01".parse().unwrap()).unwrap_err();
    assert!(unknown.to_string().contains("1990"), "{unknown}");
    let paid = policies.individual_for_cover(2018).unwrap().exactly();
    assert_eq!(paid, policies.in_year("resident_insurance.individual", 2017).unwrap().exactly());
    assert_ne!(paid, policies.in_year("resident_insurance.individual", 2018).unwrap().exactly());
}
