//! What happens exactly at a limit of a scheme: a cap that is just reached takes nothing away and is not named as a reason.

use rust_decimal::Decimal;
use yigai_model::settle::{
    Care, Category, Episode, Language, Layer, Ledger, Level, Place, Refusal, Scheme, SchemeError, Settlement,
    YearToDate,
};

const RULES: &str = r#"name = "limits"
start = "2017-01-01"
end = "2018-12-31"
annual_cap = 20000
outpatient_visit_cap = 40
outpatient_annual_cap = 100

[[inpatient]]
level = "township"
deductible = 100
ratio = "80%"

[[inpatient]]
level = "city"
deductible = 1000
ratio = "60%"
essential_uplift = "20%"
floor = "30%"

[[outpatient]]
level = "village"
ratio = "50%"

[chronic]
deductible = 200
ratio = "60%"
annual_cap = 3000

[critical_illness]
threshold = 6000
annual_cap = 9000
bands = [{ from = 0, to = 10000, ratio = "50%" }, { from = 10000, ratio = "60%" }]
[critical_illness.favoured]
categories = ["dibao"]
threshold = 3000
uplift = "10%"

[supplement]
categories = ["general"]
deductible = 500
ratio = "40%"
annual_cap = 800

[[assistance]]
categories = ["dibao"]
ratio = "70%"

[top_up]
categories = ["wubao"]
target = "90%"
annual_cap = 1500
"#;

fn scheme(rules: &str) -> Scheme {
    Scheme::from_toml(rules).unwrap_or_else(|error| panic!("{error}"))
}

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn bill(care: Care, level: Level, cost: &str) -> Episode {
    Episode {
        id: "1".to_owned(),
        person: "甲".to_owned(),
        date: "2017-06-01".parse().unwrap(),
        enrolled: None,
        category: Category::Poor,
        care,
        level,
        place: Place::Inside,
        referred: true,
        cost: dec(cost),
        out_of_list: Decimal::ZERO,
        essential: Decimal::ZERO,
    }
}

fn first(episode: &Episode) -> Settlement {
    scheme(RULES).settle(episode, &mut YearToDate::default()).unwrap()
}

#[test]
fn a_cap_that_is_just_reached_is_no_reason() {
    for (care, level, reached, passed, cap) in [
        (Care::Outpatient, Level::Village, "80", "80.02", "40"),
        (Care::Inpatient, Level::Township, "25100", "25100.05", "20000"),
        (Care::Chronic, Level::Township, "5200", "5200.05", "3000"),
    ] {
        let settled = first(&bill(care, level, reached));
        assert_eq!((settled.basic, settled.cap), (dec(cap), None), "{care:?} {reached}");
        let settled = first(&bill(care, level, passed));
        assert_eq!((settled.basic, settled.cap), (dec(cap), Some(dec(cap))), "{care:?} {passed}");
        assert!(settled.computed > dec(cap));
    }
}

#[test]
fn chronic_care_shows_how_it_was_computed() {
    let settled = first(&bill(Care::Chronic, Level::Township, "700"));
    assert_eq!((settled.deductible, settled.base, settled.computed), (dec("200"), dec("500"), dec("300")));
    assert_eq!((settled.ratio.to_string(), settled.essential_ratio), ("60%".to_owned(), settled.ratio));
    assert_eq!(settled.lines(Language::English)[0].2, "(700 - 0 - 200.00) x 60% = 300.00");
}

#[test]
fn a_bill_may_go_up_to_its_limits_and_not_beyond() {
    let scheme = scheme(RULES);
    let field = |change: &dyn Fn(&mut Episode)| {
        let mut episode = bill(Care::Inpatient, Level::Township, "1000");
        change(&mut episode);
        scheme.settle(&episode, &mut YearToDate::default()).err().map(|refusal| refusal.field())
    };
    assert_eq!(field(&|bill| bill.out_of_list = dec("1000")), None);
    assert_eq!(field(&|bill| bill.out_of_list = dec("1000.01")), Some("out_of_list"));
    assert_eq!(field(&|bill| (bill.out_of_list, bill.essential) = (dec("400"), dec("600"))), None);
    assert_eq!(
        field(&|bill| (bill.out_of_list, bill.essential) = (dec("400"), dec("600.01"))),
        Some("essential")
    );
    assert_eq!(field(&|bill| bill.enrolled = Some(bill.date)), None);
    assert_eq!(field(&|bill| bill.enrolled = bill.date.succ_opt()), Some("date"));
    assert_eq!(field(&|bill| bill.cost = dec("1000000000")), None);
    assert_eq!(field(&|bill| bill.cost = dec("1000000000.01")), Some("cost"));
    // Its two decimals are none too many; it is too large.
    let mut episode = bill(Care::Inpatient, Level::Township, "1000000000.01");
    let refusal = scheme.settle(&episode, &mut YearToDate::default()).unwrap_err();
    assert!(matches!(refusal, Refusal::TooLarge { field: "cost", .. }), "{refusal}");
    episode.cost = dec("-0.01");
    let refusal = scheme.settle(&episode, &mut YearToDate::default()).unwrap_err();
    assert!(matches!(refusal, Refusal::Negative { field: "cost", .. }), "{refusal}");
    assert_eq!(field(&|bill| bill.cost = dec("999.99")), None);
    assert_eq!(field(&|bill| bill.cost = dec("999.999")), Some("cost"));
}

#[test]
fn a_minimum_payment_that_is_just_reached_is_no_reason() {
    // (11000 - out - 1000) x 60% against 30% of 11000.
    let mut episode = bill(Care::Inpatient, Level::City, "11000");
    episode.out_of_list = dec("4500");
    let settled = first(&episode);
    assert_eq!((settled.computed, settled.floor, settled.basic), (dec("3300"), None, dec("3300")));
    episode.out_of_list = dec("4500.05");
    let settled = first(&episode);
    assert_eq!((settled.computed, settled.floor), (dec("3299.97"), Some(dec("3300"))));
    assert_eq!(settled.basic, dec("3300"));
}

#[test]
fn chronic_care_and_stays_share_the_cap_of_the_year_and_deliveries_do_not() {
    let scheme = scheme(RULES);
    let mut year = YearToDate::default();
    let mut settle = |care, cost: &str| scheme.settle(&bill(care, Level::Township, cost), &mut year).unwrap();
    assert_eq!(settle(Care::Chronic, "1200").basic, dec("600"));
    assert_eq!(settle(Care::Chronic, "5000").basic, dec("2400"), "the rest of the 3000 of chronic care");
    let stay = settle(Care::Inpatient, "50000");
    assert_eq!((stay.basic, stay.cap), (dec("17000"), Some(dec("17000"))));
    assert_eq!(settle(Care::Inpatient, "50000").basic, Decimal::ZERO);
    assert_eq!((year.basic(), year.stays()), (dec("20000"), 2));
}

#[test]
fn visits_have_a_cap_of_their_own() {
    let scheme = scheme(RULES);
    let mut ledger = Ledger::new(&scheme);
    let visit = bill(Care::Outpatient, Level::Village, "70");
    let paid: Vec<_> = (0..4).map(|_| ledger.settle(&visit).unwrap().basic).collect();
    assert_eq!(paid, [dec("35"), dec("35"), dec("30"), dec("0")]);
    assert_eq!(ledger.year("甲").map(|year| (year.basic(), year.stays())), Some((Decimal::ZERO, 0)));
    assert!(ledger.year("乙").is_none());
}

/// A stay in the township costs what leaves so much to the patient after the basic scheme has paid its cap.
fn leaves(left: &str, category: Category) -> Settlement {
    let mut episode = bill(Care::Inpatient, Level::Township, "0");
    (episode.cost, episode.category) = (dec("20000") + dec(left), category);
    first(&episode)
}

#[test]
fn the_bands_begin_behind_the_threshold() {
    for (left, due) in
        [("6000", "0"), ("6000.02", "0.01"), ("16000", "5000"), ("17000", "5600"), ("30000", "9000")]
    {
        let settled = leaves(left, Category::Poor);
        assert_eq!((settled.critical_base, settled.critical), (dec(left), dec(due)), "{left}");
        assert_eq!((settled.critical_threshold, settled.critical_due), (dec("6000"), dec(due)));
    }
    // Those who are favoured begin earlier, are paid more, and have the same cap.
    for (left, due) in [("5100", "1260"), ("14000", "6700"), ("40000", "9000")] {
        assert_eq!(leaves(left, Category::Dibao).critical, dec(due), "{left}");
    }
}

#[test]
fn favoured_persons_may_be_without_a_cap() {
    let rules = RULES.replace("uplift = \"10%\"", "uplift = \"10%\"\nno_cap = true");
    let scheme = scheme(&rules);
    let paid = |category| {
        let mut episode = bill(Care::Inpatient, Level::Township, "60000");
        episode.category = category;
        scheme.settle(&episode, &mut YearToDate::default()).unwrap().critical
    };
    assert_eq!((paid(Category::Dibao), paid(Category::Poor)), (dec("24900"), dec("9000")));
}

#[test]
fn what_critical_illness_paid_before_is_taken_off() {
    let scheme = scheme(RULES);
    let mut year = YearToDate::default();
    let mut stay = bill(Care::Inpatient, Level::Township, "28100");
    let paid: Vec<_> = (0..3)
        .map(|_| {
            let settled = scheme.settle(&stay, &mut year).unwrap();
            stay.cost = dec("7000");
            (settled.basic, settled.critical_base, settled.critical)
        })
        .collect();
    assert_eq!(
        paid,
        [
            (dec("20000"), dec("8100"), dec("1050")),
            (dec("0"), dec("15100"), dec("3500")),
            // 16100 above the threshold are due 8660.
            (dec("0"), dec("22100"), dec("4110")),
        ]
    );
}

#[test]
fn a_supplement_takes_its_deductible_and_ends_at_its_cap() {
    // What critical illness does not touch: below its threshold.
    let mut stay = bill(Care::Inpatient, Level::Township, "5100");
    stay.category = Category::General;
    let scheme = scheme(RULES);
    let mut year = YearToDate::default();
    let mut settle = || scheme.settle(&stay, &mut year).unwrap();
    let settled = settle(); // 4000 paid, 1100 left, 600 behind the deductible
    let terms = settled.supplement_terms;
    assert_eq!((terms.left, terms.deductible, terms.due), (dec("1100"), dec("500"), dec("240")));
    assert_eq!((settled.supplement, settled.patient), (dec("240"), dec("860")));
    let all: Vec<_> = (0..4).map(|_| settle().supplement).collect();
    assert_eq!(all, [dec("240"), dec("240"), dec("80"), dec("0")]);
    let small = Episode { cost: dec("400"), ..stay.clone() };
    let terms = scheme.settle(&small, &mut YearToDate::default()).unwrap().supplement_terms;
    assert_eq!((terms.left, terms.deductible, terms.due), (dec("160"), dec("160"), dec("0")));
}

#[test]
fn a_supplement_says_what_its_cap_leaves() {
    let mut stay = bill(Care::Inpatient, Level::Township, "15100");
    stay.category = Category::General;
    let settled = first(&stay); // 12000 paid, 3100 left, of which 2600 x 40%
    let said = |language| {
        let lines = settled.lines(language);
        lines
            .into_iter()
            .find(|(layer, ..)| *layer == Layer::Supplement)
            .map(|(_, amount, why)| (amount, why))
    };
    assert_eq!(
        said(Language::English),
        Some((dec("800"), "(3100.00 - 500.00) x 40% = 1040.00; the cap leaves 800.00".to_owned()))
    );
    assert_eq!(said(Language::Chinese).unwrap().1, "(3100.00 - 500.00) x 40% = 1040.00; 限额剩余800.00");
    // Just the cap: it is not named.
    stay.cost = dec("12100");
    assert_eq!(first(&stay).lines(Language::English)[1].2, "(2500.00 - 500.00) x 40% = 800.00");
}

#[test]
fn a_top_up_may_look_at_the_costs_inside_the_lists_alone() {
    let scheme = scheme(RULES);
    let mut year = YearToDate::default();
    let mut stay = bill(Care::Inpatient, Level::Township, "6100");
    (stay.category, stay.out_of_list) = (Category::Wubao, dec("1000"));
    let paid: Vec<_> =
        (0..4).map(|_| scheme.settle(&stay, &mut year).unwrap()).map(|s| (s.basic, s.top_up)).collect();
    // 90% of 5100 less 4000 are 590; 1500 in the year.
    assert_eq!(paid[..3], [(dec("4000"), dec("590")), (dec("4000"), dec("590")), (dec("4000"), dec("320"))]);
    assert_eq!(paid[3], (dec("4000"), dec("0")));
    let out = scheme_with("target = \"90%\"", "target = \"90%\"\nout_of_list = true").unwrap();
    // 90% of 6100 less 4000.
    assert_eq!(out.settle(&stay, &mut YearToDate::default()).unwrap().top_up, dec("1490"));
}

#[test]
fn essential_medicines_are_paid_higher_and_the_deductible_spares_them() {
    let mut stay = bill(Care::Inpatient, Level::City, "5000");
    stay.essential = dec("1500");
    let settled = first(&stay); // 2500 x 60% + 1500 x 80%
    assert_eq!((settled.essential_base, settled.basic), (dec("1500"), dec("2700")));
    stay.essential = dec("4500"); // only 4000 are left behind the deductible
    let settled = first(&stay);
    assert_eq!((settled.essential_base, settled.basic), (dec("4000"), dec("3200")));
    let why = settled.lines(Language::English)[0].2.clone();
    assert_eq!(why, "(5000 - 0 - 1000.00 - 4000.00) x 60% + 4000.00 x 80% = 3200.00");
}

#[test]
fn ratios_of_a_bill_without_costs_do_not_exist() {
    let settled = first(&bill(Care::Inpatient, Level::Township, "0"));
    assert_eq!((settled.policy_ratio(), settled.actual_ratio()), (None, None));
    assert_eq!((settled.basic, settled.patient, settled.deductible), (dec("0"), dec("0"), dec("0")));
}

fn scheme_with(from: &str, to: &str) -> Result<Scheme, SchemeError> {
    assert!(RULES.contains(from), "{from}");
    Scheme::from_toml(&RULES.replacen(from, to, 1))
}

#[test]
fn a_scheme_may_go_up_to_its_limits_and_not_beyond() {
    for (from, good, bad, field) in [
        ("annual_cap = 20000", "annual_cap = 1000", "annual_cap = \"999.99\"", "annual_cap"),
        ("annual_cap = 3000", "annual_cap = 200", "annual_cap = \"199.99\"", "chronic.annual_cap"),
        ("annual_cap = 800", "annual_cap = 500", "annual_cap = \"499.99\"", "supplement.annual_cap"),
        (
            "essential_uplift = \"20%\"",
            "essential_uplift = \"40%\"",
            "essential_uplift = \"40.01%\"",
            "inpatient[2].essential_uplift",
        ),
        (
            "floor = \"30%\"",
            "unreferred_cut = \"60%\"",
            "unreferred_cut = \"60.01%\"",
            "inpatient[2].unreferred_cut",
        ),
        (
            "deductible = 100\n",
            "deductible = 100\nrepeat_deductible = 100\n",
            "deductible = 100\nrepeat_deductible = \"100.01\"\n",
            "inpatient[1].repeat_deductible",
        ),
        (
            "threshold = 3000",
            "threshold = 6000",
            "threshold = \"6000.01\"",
            "critical_illness.favoured.threshold",
        ),
        ("uplift = \"10%\"", "uplift = \"40%\"", "uplift = \"40.01%\"", "critical_illness.favoured.uplift"),
        ("to = 10000", "to = 10000", "to = 0", "critical_illness.bands[1].to"),
        ("{ from = 10000", "{ from = 10000", "{ from = \"10000.01\"", "critical_illness.bands[2].from"),
        ("{ from = 10000", "{ from = 10000", "{ from = \"9999.99\"", "critical_illness.bands[2].from"),
        (", to = 10000", ", to = 10000", "", "critical_illness.bands[2].from"),
        ("end = \"2018-12-31\"", "end = \"2017-01-01\"", "end = \"2016-12-31\"", "end"),
    ] {
        assert!(scheme_with(from, good).is_ok(), "{good}: {:?}", scheme_with(from, good));
        let error = scheme_with(from, bad).unwrap_err();
        assert_eq!(error.field(), Some(field), "{bad}: {error}");
    }
    // The bands that are no bands, and what is no rule.
    let none = scheme_with(
        "bands = [{ from = 0, to = 10000, ratio = \"50%\" }, { from = 10000, ratio = \"60%\" }]",
        "bands = []",
    );
    assert_eq!(none.unwrap_err().field(), Some("critical_illness.bands"));
    let syntax = scheme_with("ratio = \"60%\"\nessential", "ratio = \"60\"\nessential").unwrap_err();
    assert_eq!(
        (syntax.field(), syntax.to_string().starts_with("line 16: `ratio`")),
        (None, true),
        "{syntax}"
    );
}

#[test]
fn a_scheme_has_its_name_and_its_days() {
    let scheme = scheme(RULES);
    assert_eq!(scheme.name(), "limits");
    assert_eq!(scheme.period(), ("2017-01-01".parse().unwrap(), "2018-12-31".parse().unwrap()));
    for (day, settled) in
        [("2016-12-31", false), ("2017-01-01", true), ("2018-12-31", true), ("2019-01-01", false)]
    {
        let mut episode = bill(Care::Inpatient, Level::Township, "500");
        episode.date = day.parse().unwrap();
        let done = Ledger::with_capacity(&scheme, 4).settle(&episode);
        assert_eq!(done.is_ok(), settled, "{day}");
        assert_eq!(done.err().map(|refusal| refusal.field()), (!settled).then_some("date"), "{day}");
    }
}

#[test]
fn percentages_have_four_decimals_at_most() {
    use yigai_model::settle::Percent;
    let read = |text: &str| text.parse::<Percent>().map(|percent| percent.to_string());
    assert_eq!(read("62.5%"), Ok("62.5%".to_owned()));
    assert_eq!(read(" 0.1234％ "), Ok("0.1234%".to_owned()));
    assert_eq!(
        (read("0%"), read("-0%"), read("100%")),
        (Ok("0%".into()), Ok("0%".into()), Ok("100%".into()))
    );
    for wrong in ["0.12345%", "-0.01%", "100.01%", "50", "%", "五成"] {
        assert!(read(wrong).is_err(), "{wrong}");
    }
    assert_eq!("62.5%".parse::<Percent>().unwrap().points(), dec("62.5"));
    assert_eq!("62.5%".parse::<Percent>().unwrap().of(dec("80")), dec("50"));
}

#[test]
fn a_bill_of_an_earlier_day_is_refused_whatever_came_first() {
    let scheme = scheme(RULES);
    let mut ledger = Ledger::new(&scheme);
    let mut on = |day: &str| {
        let mut episode = bill(Care::Inpatient, Level::Township, "500");
        episode.date = day.parse().unwrap();
        ledger.settle(&episode).map(|settled| settled.stay)
    };
    assert_eq!((on("2017-03-01"), on("2017-03-05")), (Ok(1), Ok(2)));
    assert_eq!(on("2017-03-04").unwrap_err().field(), "date");
    assert_eq!((on("2017-03-05"), on("2018-01-01")), (Ok(3), Ok(1)));
    assert!(on("2017-12-31").is_err());
}

#[test]
fn without_a_referral_essential_medicines_are_cut_too() {
    let scheme = scheme_with("floor = \"30%\"", "unreferred_cut = \"15%\"").unwrap();
    let mut stay = bill(Care::Inpatient, Level::City, "5000");
    (stay.essential, stay.referred) = (dec("1500"), false);
    let settled = scheme.settle(&stay, &mut YearToDate::default()).unwrap();
    // 2500 x 45% + 1500 x 65%
    assert_eq!(
        (settled.ratio.to_string(), settled.essential_ratio.to_string()),
        ("45%".into(), "65%".into())
    );
    assert_eq!(settled.basic, dec("2100"));
}

/// Found by the fuzzer: a person who comes under a lower cap than the one before would have paid assistance back.
#[test]
fn another_group_with_a_lower_cap_takes_nothing_back() {
    let rules = "name = \"x\"\nstart = \"2017-01-01\"\nend = \"2017-12-31\"\n\
                 [[inpatient]]\nlevel = \"township\"\nratio = \"50%\"\n\
                 [[assistance]]\ncategories = [\"wubao\"]\nratio = \"100%\"\nannual_cap = 5000\n\
                 [[assistance]]\ncategories = [\"dibao\"]\nratio = \"70%\"\nannual_cap = 3000\n";
    let scheme = scheme(rules);
    let mut year = YearToDate::default();
    let mut settle = |category, cost: &str| {
        let mut stay = bill(Care::Inpatient, Level::Township, cost);
        stay.category = category;
        let settled = scheme.settle(&stay, &mut year).unwrap();
        (settled.assistance, settled.patient)
    };
    assert_eq!(settle(Category::Wubao, "8000"), (dec("4000"), dec("0")));
    assert_eq!(settle(Category::Dibao, "2000"), (dec("0"), dec("1000")));
    assert_eq!(settle(Category::Wubao, "8000"), (dec("1000"), dec("3000")));
}
