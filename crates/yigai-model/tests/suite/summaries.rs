//! What programmes compute from the figures of a report, by hand; and nothing where a figure is missing.

use rust_decimal::Decimal;
use yigai_model::Figure;
use yigai_model::compute::{BandTable, BandTableError, ComputeError, Markup, largest_remainder};
use yigai_model::programme::{
    CriticalIllnessInsurance, EssentialMedicines, FamilyDoctor, Finance, MajorPublicHealth,
    MedicalAssistance, MedicalInsurance, Nrcms, Outcomes, Population, PovertyAlleviation,
    PublicHealthServices, PublicHospital, ServiceSystem, TieredCare, Workforce,
};

fn figure(value: i64) -> Option<Figure> {
    Some(Figure::exact(value))
}

fn dec(text: &str) -> Option<Decimal> {
    Some(text.parse().unwrap())
}

#[test]
fn the_cooperative_scheme_by_hand() {
    let scheme = Nrcms {
        enrollees: figure(50_000),
        fund_percap: figure(150),
        individual_standard: figure(30),
        assisted_paid: figure(36_000),
        fund_raised: figure(7_500_000),
        fund_spent: figure(7_000_000),
        inpatient_visits: figure(4_000),
        benefit_visits: figure(75_000),
        ..Nrcms::default()
    };
    assert_eq!(scheme.fund_due(), dec("7500000"));
    assert_eq!(scheme.individual_due(), dec("1500000"));
    assert_eq!(scheme.assisted_persons(), dec("1200"));
    assert_eq!(scheme.inpatient_rate(), dec("8"));
    assert_eq!(scheme.benefit_rate(), dec("150"));
    assert_eq!(scheme.spent_per_enrollee(), dec("140"));
    assert!(scheme.fund_year().is_some());
    let nothing = Nrcms::default();
    assert_eq!(
        (nothing.fund_due(), nothing.individual_due(), nothing.assisted_persons()),
        (None, None, None)
    );
    assert_eq!(
        (nothing.inpatient_rate(), nothing.benefit_rate(), nothing.spent_per_enrollee()),
        (None, None, None)
    );
    assert!(nothing.fund_year().is_none() && nothing.implied_eligible().is_none());
    let nobody = Nrcms { enrollees: figure(0), ..scheme };
    assert_eq!((nobody.inpatient_rate(), nobody.spent_per_enrollee()), (None, None));
}

#[test]
fn essential_medicines_by_hand() {
    let markup = Markup::new(15.into()).unwrap();
    let system = EssentialMedicines {
        institutions: figure(18),
        all_institutions: figure(24),
        price_drop: figure(30),
        ..EssentialMedicines::default()
    };
    assert_eq!(system.coverage(), dec("75"));
    // 15 of 115 are 13.04 %: thirty have other causes, too.
    assert_eq!(system.drop_beyond_markup(markup), Some(true));
    assert_eq!(
        EssentialMedicines { price_drop: figure(13), ..system }.drop_beyond_markup(markup),
        Some(false)
    );
    let nothing = EssentialMedicines::default();
    assert_eq!((nothing.coverage(), nothing.drop_beyond_markup(markup)), (None, None));
    assert_eq!((nothing.lost_margin(markup), nothing.subsidy_coverage(markup)), (None, None));
}

#[test]
fn public_health_services_by_hand() {
    let services = PublicHealthServices {
        residents: figure(320_000),
        funding_percap: figure(25),
        records: figure(240_000),
        electronic_records: figure(200_000),
        elderly: figure(24_000),
        elderly_managed: figure(15_000),
        children: figure(12_000),
        children_managed: figure(9_000),
        ..PublicHealthServices::default()
    };
    assert_eq!(services.funding_due(), dec("8000000"));
    assert_eq!(services.record_rate(), dec("75"));
    assert_eq!(services.electronic_rate(), dec("62.5"));
    assert_eq!(services.elderly_managed_rate(), dec("62.5"));
    assert_eq!(services.children_managed_rate(), dec("75"));
    let nothing = PublicHealthServices::default();
    assert_eq!((nothing.funding_due(), nothing.record_rate(), nothing.electronic_rate()), (None, None, None));
    assert_eq!((nothing.elderly_managed_rate(), nothing.children_managed_rate()), (None, None));
}

#[test]
fn the_service_system_by_hand() {
    let system = ServiceSystem {
        residents: figure(320_000),
        beds: figure(800),
        investment: figure(12_000_000),
        floor_area: figure(8_000),
        built: figure(12),
        building: figure(3),
        planned: figure(5),
        township_centres: figure(14),
        community_centres: figure(2),
        ..ServiceSystem::default()
    };
    assert_eq!(system.beds_per_1000(), dec("2.5"));
    assert_eq!(system.cost_per_square_metre(), dec("1500"));
    assert_eq!(system.area_per_bed(), dec("10"));
    assert_eq!(system.progress_total(), dec("20"));
    assert_eq!(system.primary_centres(), dec("16"));
    let nothing = ServiceSystem::default();
    assert_eq!(
        (nothing.beds_per_1000(), nothing.cost_per_square_metre(), nothing.area_per_bed()),
        (None, None, None)
    );
    assert_eq!((nothing.progress_total(), nothing.primary_centres()), (None, None));
}

#[test]
fn the_workforce_by_hand() {
    let workforce = Workforce {
        establishment: figure(380),
        posts: figure(342),
        posts_technical: figure(300),
        posts_management: figure(24),
        posts_support: figure(18),
        contracts: figure(171),
        doctors: figure(640),
        general_practitioners: figure(64),
        residents: figure(320_000),
        ..Workforce::default()
    };
    assert_eq!(workforce.filled(), dec("50"));
    assert_eq!(workforce.posts_of_establishment(), dec("90"));
    assert_eq!(
        workforce.post_shares(1).unwrap().unwrap(),
        ["87.7", "7.0", "5.3"].map(|share| dec(share).unwrap())
    );
    // Twelve for ten thousand are 384.
    assert_eq!(workforce.establishment_gap(12.into()), dec("4"));
    assert_eq!(workforce.doctors_per_1000(), dec("2"));
    assert_eq!(workforce.general_practitioners_per_10000(), dec("2"));
    let nothing = Workforce::default();
    assert_eq!((nothing.filled(), nothing.posts_of_establishment()), (None, None));
    assert!(nothing.post_shares(1).is_none() && nothing.establishment_gap(12.into()).is_none());
    assert_eq!((nothing.doctors_per_1000(), nothing.general_practitioners_per_10000()), (None, None));
}

#[test]
fn insurance_population_and_poverty_by_hand() {
    let insurance = MedicalInsurance {
        subsidy_standard: figure(320),
        individual_standard: figure(90),
        resident_renewed: figure(18_000),
        resident_new: figure(2_000),
        resident_enrollees: figure(20_000),
        ..MedicalInsurance::default()
    };
    assert_eq!((insurance.financing_percap(), insurance.new_share()), (dec("410"), dec("10")));
    assert_eq!(insurance.resident_total(), dec("20000"));
    let population = Population {
        resident: figure(200_000),
        elderly: figure(24_000),
        registered: figure(250_000),
        agricultural: figure(200_000),
        ..Population::default()
    };
    assert_eq!((population.elderly_share(), population.agricultural_share()), (dec("12"), dec("80")));
    let poverty = PovertyAlleviation {
        inpatient_ratio: figure(90),
        clinic_visits: figure(3_600),
        clinic_events: figure(24),
        top_up_amount: figure(540_000),
        one_stop_visits: figure(1_200),
        ..PovertyAlleviation::default()
    };
    assert_eq!((poverty.own_share(), poverty.visits_per_event()), (dec("10"), dec("150")));
    assert_eq!(poverty.top_up_per_settlement(), dec("450"));
    assert_eq!(PovertyAlleviation::default().own_share(), None);
    assert_eq!(
        (MedicalInsurance::default().financing_percap(), Population::default().elderly_share()),
        (None, None)
    );
}

#[test]
fn what_each_level_pays_by_hand() {
    let finance = Finance {
        health_expenditure: figure(5_000),
        central: figure(900),
        province: figure(600),
        city: figure(250),
        county: figure(1_250),
        ..Finance::default()
    };
    assert_eq!((finance.levels_total(), finance.county_share()), (dec("3000"), dec("25")));
    assert_eq!(Finance { city: None, ..finance }.levels_total(), None);
}

#[test]
fn ceilings_of_hospitals_are_of_their_year() {
    let hospital = PublicHospital {
        drug_share: figure(28),
        consumables: figure(23),
        cost_growth: figure(8),
        ..PublicHospital::default()
    };
    let gap = |found: Option<Result<yigai_model::compute::Attainment, _>>| {
        found.and_then(Result::ok).map(|a| (a.met, a.gap))
    };
    assert_eq!(gap(hospital.drug_share_attainment(2017)), Some((true, 2.into())));
    assert_eq!(gap(hospital.consumables_attainment(2017)), Some((false, (-3).into())));
    assert_eq!(gap(hospital.cost_growth_attainment(2017)), Some((true, 2.into())));
    assert!(hospital.cost_growth_attainment(2005).unwrap().is_err(), "there was no ceiling yet");
    assert!(PublicHospital::default().cost_growth_attainment(2017).is_none());
}

#[test]
fn a_total_is_split_to_the_last_unit_or_refused() {
    let split = |total: &str, weights: &[i64], decimals| {
        let weights: Vec<Decimal> = weights.iter().map(|weight| Decimal::from(*weight)).collect();
        largest_remainder(total.parse().unwrap(), &weights, decimals)
    };
    let parts = |total, weights: &[i64], decimals| {
        split(total, weights, decimals).unwrap().iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    // What is over goes to the earlier of equals.
    assert_eq!(parts("100", &[1, 1, 1], 0), ["34", "33", "33"]);
    assert_eq!(parts("0.05", &[1, 1], 2), ["0.03", "0.02"]);
    assert_eq!(parts("7", &[0, 1], 0), ["0", "7"]);
    assert_eq!(split("-1", &[1, 1], 0), Err(ComputeError::Negative("weights")));
    assert_eq!(split("1", &[3, -1], 0), Err(ComputeError::Negative("weights")));
    assert_eq!(split("1", &[0, 0], 0), Err(ComputeError::ZeroBase("weights")));
    assert_eq!(split("1", &[], 0), Err(ComputeError::ZeroBase("weights")));
    assert_eq!(split("0.05", &[1, 1], 1), Err(ComputeError::PartsDiffer("total")));
}

#[test]
fn bands_pay_each_part_at_its_own_ratio() {
    let ratio = |text: &str| text.parse().unwrap();
    let ratios = [ratio("50%"), ratio("60%"), ratio("70%")];
    let table = BandTable::new(&[50_000.into(), 100_000.into()], &ratios).unwrap();
    for (amount, paid) in
        [(0, "0"), (50_000, "25000"), (50_001, "25000.60"), (100_000, "55000"), (110_000, "62000")]
    {
        assert_eq!(Some(table.pays(amount.into())), dec(paid), "{amount}");
    }
    let refused = |bounds: &[Decimal]| BandTable::new(bounds, &ratios).unwrap_err();
    assert_eq!(refused(&[5.into(), 5.into()]), BandTableError::NotRising(5.into()));
    assert_eq!(refused(&[0.into(), 5.into()]), BandTableError::NotRising(0.into()));
    assert_eq!(refused(&[5.into()]), BandTableError::WrongCount { bounds: 1, ratios: 3 });
    assert_eq!(refused(&[5.into()]).to_string(), "1 bounds make 2 bands, but there are 3 ratios");
}

#[test]
fn the_smaller_programmes_by_hand() {
    let critical = CriticalIllnessInsurance {
        paid: figure(1_860_000),
        beneficiaries: figure(240),
        ratio: figure(50),
        ..CriticalIllnessInsurance::default()
    };
    assert_eq!(critical.average_payment(), dec("7750"));
    assert_eq!(critical.meets_minimum_ratio(2016), Some(Ok(true)));
    let below =
        CriticalIllnessInsurance { ratio: Some(Figure::written("49.9".parse().unwrap())), ..critical };
    assert_eq!(below.meets_minimum_ratio(2016), Some(Ok(false)));
    assert!(below.meets_minimum_ratio(2009).unwrap().is_err());
    let nothing = CriticalIllnessInsurance::default();
    assert_eq!((nothing.average_payment(), nothing.meets_minimum_ratio(2016)), (None, None));

    let assistance = MedicalAssistance {
        direct_visits: figure(1_250),
        expenditure: figure(1_500_000),
        ..MedicalAssistance::default()
    };
    assert_eq!(assistance.average_payment(), dec("1200"));
    assert_eq!(MedicalAssistance::default().average_payment(), None);

    let projects = MajorPublicHealth {
        hospital_deliveries: figure(2_376),
        live_births: figure(2_400),
        delivery_subsidy: figure(400),
        sanitary_toilets: figure(1_800),
        toilet_completion: figure(90),
        ..MajorPublicHealth::default()
    };
    assert_eq!((projects.delivery_rate(), projects.delivery_subsidies_due()), (dec("99"), dec("950400")));
    // 90 % rounded or cut off: from 89.5 to below 91.
    let planned = projects.toilets_planned().unwrap();
    assert!(planned.low <= 2000.into() && Decimal::from(2000) <= planned.high, "{planned:?}");
    assert!(planned.low > 1900.into() && planned.high < 2100.into(), "{planned:?}");
    let nothing = MajorPublicHealth::default();
    assert_eq!((nothing.delivery_rate(), nothing.delivery_subsidies_due()), (None, None));
    assert!(nothing.toilets_planned().is_none());

    let markup = Markup::new(15.into()).unwrap();
    let medicines = EssentialMedicines {
        drug_revenue: figure(2_300_000),
        zero_markup_subsidy: figure(240_000),
        ..EssentialMedicines::default()
    };
    assert_eq!(
        (medicines.lost_margin(markup), medicines.subsidy_coverage(markup)),
        (dec("300000"), dec("80"))
    );
}

#[test]
fn contracts_are_held_against_the_target_of_their_year() {
    let contracts = FamilyDoctor {
        rate: figure(30),
        key_rate: figure(59),
        key_signed: figure(5_900),
        ..FamilyDoctor::default()
    };
    let told = |found: Option<Result<yigai_model::compute::Attainment, _>>| {
        found.and_then(Result::ok).map(|found| (found.met, found.gap))
    };
    assert_eq!(told(contracts.attainment(2017)), Some((true, 0.into())));
    assert_eq!(told(contracts.key_attainment(2017)), Some((false, 1.into())));
    assert!(contracts.attainment(2004).unwrap().is_err());
    let key = contracts.implied_key_population().unwrap();
    assert!(key.low <= 10_000.into() && Decimal::from(10_000) <= key.high, "{key:?}");
    assert!(contracts.implied_population().is_none() && FamilyDoctor::default().attainment(2017).is_none());
}

#[test]
fn changes_and_posts_by_hand() {
    use yigai_model::compute::{annualise_half_year, growth_rate, point_change, posts_needed, staffing_gap};
    let two = |old: i64, new: i64| (Decimal::from(old), Decimal::from(new));
    let (old, new) = two(62, 58);
    assert_eq!(point_change(old, new), Ok((-4).into()));
    assert_eq!(point_change(Decimal::MIN, Decimal::MAX), Err(ComputeError::TooLarge("new")));
    assert_eq!(growth_rate(old, 31.into()), Ok((-50).into()));
    assert_eq!(growth_rate((-1).into(), new), Err(ComputeError::Negative("old")));
    assert_eq!(growth_rate("-0".parse().unwrap(), new), Err(ComputeError::ZeroBase("old")));
    assert_eq!(annualise_half_year(276.into()), Ok(552.into()));
    assert_eq!(annualise_half_year(Decimal::MAX), Err(ComputeError::TooLarge("value")));
    assert_eq!(posts_needed(12.into(), 100_000.into()), Ok(120.into()));
    assert_eq!(posts_needed(12.into(), 100_001.into()), Ok(121.into()));
    assert_eq!(posts_needed(0.into(), 0.into()), Ok(0.into()));
    assert_eq!(posts_needed((-1).into(), 1.into()), Err(ComputeError::Negative("per_ten_thousand")));
    assert_eq!(posts_needed(1.into(), (-1).into()), Err(ComputeError::Negative("population")));
    assert_eq!(staffing_gap(&[two(12, 100_001), two(13, 100_000)], 300.into()), Ok((-49).into()));
}

#[test]
fn nothing_is_split_into_nothing() {
    let parts = largest_remainder(Decimal::ZERO, &[1.into(), 3.into()], 1).unwrap();
    assert_eq!(parts, [Decimal::ZERO, Decimal::ZERO]);
}

#[test]
fn alliances_outcomes_and_prices_by_hand() {
    let care = TieredCare { alliances: figure(4), members: figure(26), ..TieredCare::default() };
    assert_eq!((care.members_per_alliance(), care.down_ratio()), (dec("6.5"), None));
    assert_eq!(TieredCare { alliances: figure(0), ..care }.members_per_alliance(), None);

    let years = |own: &str, year| {
        let outcomes =
            Outcomes { life_expectancy: Some(Figure::written(own.parse().unwrap())), ..Outcomes::default() };
        outcomes.years_above_nation(year).map(Result::ok)
    };
    assert_eq!(years("77.9", 2015), Some(dec("1.56"))); // 76.34
    assert_eq!(years("73.83", 2010), Some(dec("-1")));
    assert_eq!(years("77.9", 1999), Some(None));
    assert!(Outcomes::default().years_above_nation(2015).is_none());

    let markup = Markup::new(15.into()).unwrap();
    assert_eq!(markup.retail_price(40.into()).ok(), dec("46"));
    assert_eq!(markup.zero_markup_price(46.into()).ok(), dec("40"));
    assert_eq!(yigai_model::compute::price_drop(Markup::new(25.into()).unwrap()).ok(), dec("20"));
    assert_eq!(Markup::new(Decimal::ZERO).unwrap().retail_price(40.into()).ok(), dec("40"));
    assert!(Markup::new(10_000.into()).is_ok());
    assert_eq!(Markup::new("10000.01".parse().unwrap()), Err(ComputeError::TooLarge("markup")));
    assert_eq!(Markup::new("-0.01".parse().unwrap()), Err(ComputeError::Negative("markup")));
    assert_eq!(markup.retail_price(Decimal::MAX), Err(ComputeError::TooLarge("purchase")));
}

#[test]
fn a_fund_year_by_hand() {
    use yigai_model::compute::FundYear;
    let year = FundYear::new(50.into(), 200.into(), 150.into()).unwrap();
    assert_eq!((year.balance(), year.surplus()), (100.into(), 50.into()));
    assert_eq!((year.use_rate(1).ok(), year.balance_rate(1).ok()), (dec("75"), dec("25")));
    assert_eq!((year.cumulative_balance_rate(1).ok(), year.months_of_reserve(1).ok()), (dec("50"), dec("8")));
    // All that is there may be spent, and no 分 more.
    let spent = FundYear::new(50.into(), 200.into(), 250.into()).unwrap();
    assert_eq!((spent.balance(), spent.surplus()), (0.into(), (-50).into()));
    let refused = |opening: &str, raised: &str, spent: &str| {
        FundYear::new(dec(opening).unwrap(), dec(raised).unwrap(), dec(spent).unwrap()).unwrap_err()
    };
    assert_eq!(refused("50", "200", "250.01"), ComputeError::Negative("balance"));
    assert_eq!(refused("-1", "200", "1"), ComputeError::Negative("opening"));
    assert_eq!(refused("1", "-1", "0"), ComputeError::Negative("raised"));
    assert_eq!(refused("1", "1", "-1"), ComputeError::Negative("spent"));
    let none = FundYear::new(50.into(), 0.into(), 0.into()).unwrap();
    assert!(none.use_rate(1).is_err() && none.months_of_reserve(1).is_err());
}

#[test]
fn what_a_rate_says_of_its_denominator() {
    use yigai_model::compute::implied_denominator;
    let ends = |numerator: i64, stated: &str| {
        let found = implied_denominator(numerator.into(), stated.parse().unwrap())?;
        Ok::<_, ComputeError>((found.low.to_string(), found.high.to_string()))
    };
    // 50 % is from 49.5 % to below 50.5 %: 100 / 0.505 = 198.02, 100 / 0.495 = 202.02.
    assert_eq!(ends(100, "50"), Ok(("199".to_owned(), "202".to_owned())));
    // An end that is a whole number: 101 / 50.5 % = 200 reads as 51 %, 99 / 49.5 % = 200 as 50 %.
    assert_eq!(ends(101, "50"), Ok(("201".to_owned(), "204".to_owned())));
    assert_eq!(ends(99, "50"), Ok(("197".to_owned(), "200".to_owned())));
    assert_eq!(ends(5, "0"), Err(ComputeError::ZeroBase("stated")));
    assert_eq!(ends(5, "0.5").map(|(low, _)| low), Ok("910".to_owned()));
}

#[test]
fn goals_are_met_where_they_are_reached() {
    use yigai_model::compute::{Goal, attainment};
    let told = |value: i64, goal| {
        let found = attainment(value.into(), 40.into(), goal).unwrap();
        (found.met, found.gap.to_string(), found.fraction.to_string())
    };
    let is = |met, gap: &str, fraction: &str| (met, gap.to_owned(), fraction.to_owned());
    assert_eq!(told(40, Goal::AtLeast), is(true, "0", "1"));
    assert_eq!(told(39, Goal::AtLeast), is(false, "1", "0.975"));
    assert_eq!(told(40, Goal::AtMost), is(true, "0", "1"));
    assert_eq!(told(41, Goal::AtMost), is(false, "-1", "1.025"));
    assert!(attainment(1.into(), 0.into(), Goal::AtLeast).is_err());
}
