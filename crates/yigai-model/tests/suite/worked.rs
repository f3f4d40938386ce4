//! Worked examples: the figures of the domain page, computed by hand there and by the model here.

use rust_decimal::Decimal;
use yigai_model::compute::{
    FundYear, FundingStandard, Goal, Markup, attainment, composite_score, growth_rate, largest_remainder,
    margin_in_revenue, per_units, product_sum, raised, rate, round_half_up, staffing_gap, to_fen,
};
use yigai_model::programme::{
    FamilyDoctor, MajorPublicHealth, MedicalInsurance, Nrcms, PublicHealthServices, ServiceSystem, Summary,
    TieredCare, Workforce,
};
use yigai_model::settle::{Care, Category, Episode, Level, Place, Scheme, Settlement, YearToDate};
use yigai_model::{Figure, Measure, MeasureUnit, Policies};

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn two(value: Decimal) -> String {
    round_half_up(value, 2).to_string()
}

fn exact(value: i64) -> Option<Figure> {
    Some(Figure::exact(value))
}

fn written(text: &str) -> Option<Figure> {
    Some(Figure::written(dec(text)))
}

/// An amount written in 万元, with its precision.
fn ten_thousands(text: &str) -> Option<Figure> {
    let scale = Decimal::from(10_000);
    Some(Figure { value: dec(text) * scale, last_place: Decimal::new(1, dec(text).scale()) * scale })
}

fn broken<S: Summary>(summary: &S, year: Option<i32>) -> Vec<String> {
    summary.violations(year).into_iter().map(|found| found.constraint).collect()
}

fn settle(rules: &str, cost: &str, out_of_list: &str, care: Care, category: Category) -> Settlement {
    let head = "name = \"x\"\nstart = \"2010-01-01\"\nend = \"2011-12-31\"\n";
    let scheme = Scheme::from_toml(&format!("{head}{rules}")).unwrap_or_else(|error| panic!("{error}"));
    let episode = Episode {
        id: "1".to_owned(),
        person: "甲".to_owned(),
        date: dec_date(),
        enrolled: None,
        category,
        care,
        level: Level::County,
        place: Place::Inside,
        referred: true,
        cost: dec(cost),
        out_of_list: dec(out_of_list),
        essential: Decimal::ZERO,
    };
    scheme.settle(&episode, &mut YearToDate::default()).unwrap()
}

fn dec_date() -> chrono::NaiveDate {
    "2010-06-01".parse().unwrap()
}

#[test]
fn e1_outpatient() {
    let visit = |cost: &str, ratio: &str| {
        let rules = format!("[[outpatient]]\nlevel = \"county\"\nratio = \"{ratio}\"\n");
        settle(&rules, cost, "0", Care::Outpatient, Category::General)
    };
    let (before, after) = (visit("44.42", "30%"), visit("33.11", "40%"));
    assert_eq!((before.basic, before.patient), (dec("13.33"), dec("31.09")));
    assert_eq!((after.basic, after.patient), (dec("13.24"), dec("19.87")));
    assert_eq!(two(growth_rate(before.patient, after.patient).unwrap()), "-36.09");
}

#[test]
fn e3_the_full_chain() {
    let rules = "annual_cap = 50000\n[[inpatient]]\nlevel = \"county\"\ndeductible = 1000\nratio = \"55%\"\n\
                 [critical_illness]\nthreshold = 8000\nbands = [{ from = 0, to = 50000, ratio = \"50%\" }, \
                 { from = 50000, to = 100000, ratio = \"60%\" }, { from = 100000, ratio = \"70%\" }]\n\
                 [[assistance]]\ncategories = [\"dibao\"]\nratio = \"70%\"\nannual_cap = 20000\n";
    let settled = settle(rules, "180000", "20000", Care::Inpatient, Category::Dibao);
    let paid = settled.payments().map(|(_, amount)| amount.normalize().to_string());
    assert_eq!(paid, ["50000", "56400", "0", "20000", "0", "53600"]);
    assert_eq!(settled.paid() + settled.patient, dec("180000"));
}

#[test]
fn e5_fund_raised_and_split() {
    let persons = dec("89830");
    let parts = [("150", "13474500"), ("30", "2694900"), ("120", "10779600"), ("60", "5389800")];
    for (standard, amount) in parts {
        assert_eq!(raised(dec(standard), persons).unwrap(), dec(amount));
    }
    assert_eq!(
        Policies::builtin().in_year("nrcms_financing.government", 2010).unwrap().exactly(),
        Some(dec("120"))
    );
}

#[test]
fn e6_funding_by_level_for_a_mixed_population() {
    let standard = |parts: [&str; 4], total: &str| {
        let [central, province, city, county] = parts.map(dec);
        FundingStandard::new(central, province, city, county).unwrap().checked(dec(total)).unwrap()
    };
    let rural = standard(["12", "1.5", "0.75", "0.75"], "15");
    let urban = standard(["12", "1.5", "3.25", "3.25"], "20");
    let all =
        PublicHealthServices::funding_by_level(&[(rural, dec("9600")), (urban, dec("320000"))]).unwrap();
    assert_eq!(all.county, dec("1047200"));
    assert_eq!(all.total().unwrap(), dec("15") * dec("9600") + dec("20") * dec("320000"));
    assert!(
        FundingStandard::new(dec("12"), dec("1.5"), dec("1.5"), dec("0"))
            .unwrap()
            .checked(dec("20"))
            .is_err()
    );
}

#[test]
fn e8_to_e12_rates_of_change_targets_and_ratios() {
    assert_eq!(two(growth_rate(dec("7861"), dec("8688")).unwrap()), "10.52");
    assert_eq!(two(growth_rate(dec("44.42"), dec("33.11")).unwrap()), "-25.46");
    for (value, target) in [("47", "30"), ("73", "60"), ("90.05", "90")] {
        assert!(attainment(dec(value), dec(target), Goal::AtLeast).unwrap().met);
    }
    let year = FundYear::new(Decimal::ZERO, dec("13475000"), dec("12745000")).unwrap();
    assert_eq!(year.use_rate(2).unwrap() + year.balance_rate(2).unwrap(), Decimal::ONE_HUNDRED);
    let raw: Vec<_> = [489, 2694, 2940].map(|part| two(rate(part.into(), dec("6123")).unwrap())).into();
    assert_eq!(raw, ["7.99", "44.00", "48.02"], "which total 100.01");
    let shares = largest_remainder(Decimal::ONE_HUNDRED, &[489, 2694, 2940].map(Decimal::from), 2).unwrap();
    assert_eq!(shares, ["7.99", "44.00", "48.01"].map(dec));
    assert_eq!(two(per_units(dec("2749"), dec("428008"), dec("1000")).unwrap()), "6.42");
}

#[test]
fn e13_to_e18_markup_tariff_units_and_staff() {
    let markup = Markup::new(15.into()).unwrap();
    assert_eq!(to_fen(margin_in_revenue(dec("46.32"), markup).unwrap()), dec("6.04"));
    assert_eq!(product_sum(&[(dec("2"), dec("61466")), (dec("4"), dec("35944"))]).unwrap(), dec("266708"));
    assert_eq!(product_sum(&[(dec("100"), dec("80") * dec("12"))]).unwrap(), dec("96000"));
    let convert = |value: &str, from, to| Measure::new(dec(value), from).convert(to).unwrap().value();
    assert_eq!(convert("20.5040", MeasureUnit::TenThousandPersons, MeasureUnit::Person), dec("205040"));
    assert_eq!(convert("1.58", MeasureUnit::HundredMillionYuan, MeasureUnit::Yuan), dec("158000000"));
    assert!(Measure::new(dec("5"), MeasureUnit::Household).convert(MeasureUnit::Person).is_err());
    assert_eq!(staffing_gap(&[(dec("13"), dec("428008"))], dec("500")).unwrap(), dec("57"));
    assert_eq!(
        composite_score(&[(dec("1"), dec("45"), dec("60")), (dec("1"), dec("9"), dec("6"))]).unwrap(),
        dec("87.50")
    );
}

/// Two settlements of the same bill: the actual ratio is never above the policy ratio.
#[test]
fn e20_both_ratios() {
    let rules = "[[inpatient]]\nlevel = \"county\"\ndeductible = 400\nratio = \"70%\"\n";
    let settled = settle(rules, "12600", "1600", Care::Inpatient, Category::General);
    assert_eq!(settled.policy_ratio().unwrap(), dec("67.45"));
    assert_eq!(settled.actual_ratio().unwrap(), dec("58.89"));
}

#[test]
fn a_county_of_2010_and_2011() {
    let scheme = Nrcms {
        enrollees: exact(89_830),
        fund_percap: exact(150),
        fund_raised: ten_thousands("1347.5"),
        fund_spent: ten_thousands("1274.5"),
        benefit_visits: exact(54_167),
        outpatient_visits: exact(47_960),
        inpatient_visits: exact(6_207),
        ..Nrcms::default()
    };
    assert_eq!(broken(&scheme, Some(2010)), Vec::<String>::new());
    let damaged = Nrcms { inpatient_visits: exact(622_023), ..scheme.clone() };
    let found = broken(&damaged, Some(2010));
    assert_eq!(found, ["nrcms-benefit-parts", "nrcms-inpatient-rate", "nrcms-inpatient-enrollees"]);
    // 200 元 a head in 2011 is below the national minimum of 230: a subsidy, or a part. A soft note, no more.
    let later = Nrcms { fund_percap: exact(200), ..Nrcms::default() };
    let notes = later.violations(Some(2011));
    assert_eq!(notes.len(), 1);
    assert_eq!((notes[0].formula.as_str(), notes[0].strength), ("200 >= 230", yigai_model::Strength::Soft));
    // A ceiling of 50,000 元 is the minimum of 2011.
    assert_eq!(Policies::builtin().in_year("nrcms_targets.cap", 2011).unwrap().exactly(), Some(dec("50000")));
}

#[test]
fn building_costs_tell_a_damaged_area() {
    let hospital = |area: i64| ServiceSystem {
        investment: exact(20_200_000),
        floor_area: exact(area),
        ..ServiceSystem::default()
    };
    assert_eq!(broken(&hospital(2_023_000), None), ["investment-per-area"]);
    assert!(broken(&hospital(10_000), None).is_empty());
    let centres = ServiceSystem { floor_area: exact(7_810), beds: exact(136), ..ServiceSystem::default() };
    assert_eq!(centres.area_per_bed().unwrap(), dec("57.43"));
    assert!(broken(&centres, None).is_empty());
}

#[test]
fn a_county_city_of_2018() {
    let services = PublicHealthServices {
        residents: exact(428_008),
        records: exact(397_876),
        stated_record_rate: written("92.96"),
        electronic_records: exact(18_148),
        elderly_managed: exact(32_987),
        hypertension: exact(22_913),
        diabetes: exact(8_741),
        mental_disorder: exact(1_707),
        ..PublicHealthServices::default()
    };
    assert!(broken(&services, None).is_empty());
    let contracts = FamilyDoctor {
        signed: exact(205_040),
        rate: exact(47),
        key_signed: exact(135_270),
        key_rate: exact(73),
        poor_signed: exact(48_118),
        poor_rate: exact(100),
        residents: exact(428_008),
        ..FamilyDoctor::default()
    };
    assert!(broken(&contracts, None).is_empty(), "47% cuts 47.906% off");
    let implied = contracts.implied_population().unwrap();
    assert_eq!((implied.low, implied.high), (dec("431664"), dec("440946")));
    let referrals =
        TieredCare { referred_up: exact(2_815), referred_down: exact(406), ..TieredCare::default() };
    assert_eq!(referrals.down_ratio().unwrap(), dec("14.42"));
    let projects = MajorPublicHealth {
        folic_rate: written("97.32"),
        folic_adherence: written("85.51"),
        ..MajorPublicHealth::default()
    };
    assert!(broken(&projects, None).is_empty());
}

#[test]
fn a_city_that_counts_its_posts() {
    let staff = Workforce {
        establishment: exact(10_389),
        establishment_change: exact(673),
        establishment_before: exact(9_716),
        posts: exact(9_812),
        posts_technical: exact(8_458),
        posts_management: exact(538),
        posts_support: exact(816),
        posts_senior: exact(831),
        posts_intermediate: exact(3_722),
        posts_junior: exact(3_905),
        contracts: exact(7_235),
        contracts_technical: exact(6_123),
        contracts_management: exact(504),
        contracts_support: exact(608),
        contracts_senior: exact(489),
        contracts_intermediate: exact(2_694),
        contracts_junior: exact(2_940),
        ..Workforce::default()
    };
    assert!(broken(&staff, None).is_empty());
    assert_eq!(staff.filled().unwrap(), dec("73.74"));
    assert_eq!(staff.posts_of_establishment().unwrap(), dec("94.45"));
    let shares = staff.post_shares(2).unwrap().unwrap();
    assert_eq!(shares, ["86.20", "5.48", "8.32"].map(dec));
    let wrong = Workforce { contracts_management: exact(540), ..staff };
    assert_eq!(broken(&wrong, None), ["st_contracts=sum", "contracts-posts-mgmt"]);
}

#[test]
fn a_district_whose_sum_is_wrong_by_fifty() {
    let insurance = MedicalInsurance {
        resident_renewed: exact(61_466),
        resident_new: exact(35_944),
        resident_enrollees: exact(97_460),
        ..MedicalInsurance::default()
    };
    assert_eq!(insurance.resident_total().unwrap(), dec("97410"));
    assert_eq!(insurance.violations(None)[0].formula, "97460 = 61466 + 35944");
}

#[test]
fn a_district_that_collects_contributions() {
    let scheme = Nrcms {
        enrollees: exact(387_466),
        individual_standard: exact(10),
        individual_paid: ten_thousands("387.47"),
        assisted_paid: ten_thousands("11.069"),
        ..Nrcms::default()
    };
    assert!(broken(&scheme, Some(2007)).is_empty());
    assert_eq!(scheme.individual_due().unwrap(), dec("3874660"));
    assert_eq!(scheme.assisted_persons().unwrap(), dec("11069"));
}

#[test]
fn a_settlement_is_data_with_its_ratios() {
    let rules = "[[inpatient]]\nlevel = \"county\"\ndeductible = 400\nratio = \"70%\"\n";
    let settled = settle(rules, "12600", "1600", Care::Inpatient, Category::General);
    let json = serde_json::to_value(settled).unwrap();
    assert_eq!(
        (&json["basic"], &json["ratio"], &json["care"]),
        (&"7420.00".into(), &"70%".into(), &"inpatient".into())
    );
}

proptest::proptest! {
    #[test]
    fn the_parts_of_a_split_add_up_and_stay_near(
        fen in 0..10_000_000_000i64, weights in proptest::collection::vec(0..1_000_000i64, 1..12),
    ) {
        let total = Decimal::new(fen, 2);
        let weights: Vec<Decimal> = weights.into_iter().map(|weight| Decimal::new(weight, 2)).collect();
        let sum: Decimal = weights.iter().sum();
        let split = yigai_model::compute::split_total(total, &weights);
        proptest::prop_assume!(!sum.is_zero());
        let parts = split.unwrap();
        proptest::prop_assert_eq!(parts.iter().sum::<Decimal>(), total);
        for (part, weight) in parts.iter().zip(&weights) {
            proptest::prop_assert!(part.scale() <= 2);
            proptest::prop_assert!((*part - total * *weight / sum).abs() < Decimal::new(1, 2));
        }
    }
}

#[test]
fn intervals_meet_at_their_ends() {
    let interval =
        |low: i64, high: i64| yigai_model::compute::Interval { low: low.into(), high: high.into() };
    assert!(interval(3, 5).overlaps(&interval(5, 9)) && interval(5, 9).overlaps(&interval(3, 5)));
    assert!(interval(3, 9).overlaps(&interval(4, 5)) && interval(4, 5).overlaps(&interval(3, 9)));
    assert!(!interval(3, 5).overlaps(&interval(6, 9)) && !interval(6, 9).overlaps(&interval(3, 5)));
}

#[test]
fn a_score_takes_what_is_zero_and_refuses_what_is_negative() {
    use yigai_model::compute::composite_score;
    let row = |weight: i64, value: i64, target: i64| (weight.into(), value.into(), target.into());
    let score = |rows: &[_]| composite_score(rows).map(|score| score.to_string());
    assert_eq!(score(&[row(60, 0, 30), row(40, 60, 60)]), Ok("40.00".to_owned()));
    assert_eq!(score(&[row(0, 10, 30), row(40, 30, 60)]), Ok("50.00".to_owned()));
    for wrong in [row(-1, 10, 30), row(60, -1, 30), row(60, 10, -30), row(60, 10, 0)] {
        assert!(score(&[wrong, row(40, 30, 60)]).is_err(), "{wrong:?}");
    }
}
