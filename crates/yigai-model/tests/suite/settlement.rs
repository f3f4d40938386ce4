//! Settlement of episodes: worked examples, refusals, and what must hold for every episode.

use proptest::prelude::*;
use rust_decimal::Decimal;
use yigai_model::settle::{
    Care, Category, Episode, Language, Layer, Ledger, Level, Place, Scheme, Settlement, YearToDate,
};

const FULL: &str = r#"
name = "甲县城乡居民医保"
start = "2017-01-01"
end = "2018-12-31"
annual_cap = 50000
outpatient_visit_cap = 30
outpatient_annual_cap = 100

[[inpatient]]
level = "township"
deductible = 100
repeat_deductible = 50
deductible_waived_for = ["wubao"]
ratio = "80%"
essential_uplift = "10%"

[[inpatient]]
level = "county"
deductible = 400
ratio = "70%"
unreferred_cut = "15%"

[[inpatient]]
level = "province"
place = "outside"
deductible = 1000
ratio = "55%"
floor = "30%"

[[outpatient]]
level = "village"
ratio = "50%"

[chronic]
deductible = 200
ratio = "60%"
annual_cap = 3000

[delivery]
fixed = 400

[critical_illness]
threshold = 8000
bands = [
    { from = 0, to = 50000, ratio = "50%" },
    { from = 50000, to = 100000, ratio = "60%" },
    { from = 100000, ratio = "70%" },
]
[critical_illness.favoured]
categories = ["poor"]
threshold = 4000
uplift = "5%"

[[assistance]]
categories = ["dibao"]
ratio = "70%"
annual_cap = 20000

[[assistance]]
categories = ["poor", "wubao"]
ratio = "80%"
annual_cap = 30000

[top_up]
categories = ["poor"]
target = "90%"
out_of_list = true
"#;

fn scheme() -> Scheme {
    Scheme::from_toml(FULL).unwrap_or_else(|error| panic!("{error}"))
}

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn stay(level: Level, cost: &str, out_of_list: &str) -> Episode {
    Episode {
        id: "1".to_owned(),
        person: "甲".to_owned(),
        date: "2017-03-01".parse().unwrap(),
        enrolled: None,
        category: Category::General,
        care: Care::Inpatient,
        level,
        place: if level == Level::Province { Place::Outside } else { Place::Inside },
        referred: true,
        cost: dec(cost),
        out_of_list: dec(out_of_list),
        essential: Decimal::ZERO,
    }
}

fn once(episode: &Episode) -> Settlement {
    scheme().settle(episode, &mut YearToDate::default()).unwrap()
}

#[test]
fn the_deductible_of_outpatient_care_is_the_patients_own() {
    let scheme = Scheme::from_toml(
        "name = \"甲县\"\nstart = \"2017-01-01\"\nend = \"2017-12-31\"\nannual_cap = 5000\n\
         [[inpatient]]\nlevel = \"township\"\ndeductible = 100\nratio = \"80%\"\n\
         [[outpatient]]\nlevel = \"village\"\ndeductible = 20\ndeductible_waived_for = [\"wubao\"]\nratio = \"50%\"\n",
    )
    .unwrap();
    let mut visit = stay(Level::Village, "60", "10");
    visit.care = Care::Outpatient;
    let settled = scheme.settle(&visit, &mut YearToDate::default()).unwrap();
    assert_eq!((settled.deductible, settled.base, settled.basic), (dec("20"), dec("30"), dec("15")));
    visit.category = Category::Wubao;
    let settled = scheme.settle(&visit, &mut YearToDate::default()).unwrap();
    assert_eq!((settled.deductible, settled.base, settled.basic), (dec("0"), dec("50"), dec("25")));
    // Less than the deductible: nothing is paid, and nothing negative.
    (visit.category, visit.cost) = (Category::General, dec("25"));
    let settled = scheme.settle(&visit, &mut YearToDate::default()).unwrap();
    assert_eq!((settled.deductible, settled.base, settled.basic), (dec("15"), dec("0"), dec("0")));
}

#[test]
fn assistance_of_a_year_ends_at_its_cap() {
    let scheme = scheme();
    let mut year = YearToDate::default();
    let mut episode = stay(Level::Province, "100000", "20000");
    episode.category = Category::Dibao;
    let paid: Vec<_> = (0..3).map(|_| scheme.settle(&episode, &mut year).unwrap().assistance).collect();
    assert_eq!(year.stays(), 3);
    assert!(paid.iter().take(2).all(|paid| *paid > Decimal::ZERO && *paid < dec("20000")), "{paid:?}");
    assert_eq!(paid.iter().sum::<Decimal>(), dec("20000"), "{paid:?}");
}

#[test]
fn amounts_of_a_scheme_are_yuan_and_fen() {
    let with = |cap: &str| {
        let text = FULL.replace("annual_cap = 50000", &format!("annual_cap = \"{cap}\""));
        Scheme::from_toml(&text).map(|_| ()).map_err(|error| error.to_string())
    };
    assert_eq!(with("50000.25"), Ok(()));
    assert_eq!(with("50000.250"), Ok(()));
    assert_eq!(with("1000000000"), Ok(()));
    for (wrong, reason) in
        [("1000000000.01", "more than a thousand million"), ("0.125", "finer than 0.01"), ("-1", "negative")]
    {
        assert!(with(wrong).unwrap_err().contains(reason), "{wrong}: {:?}", with(wrong));
    }
}

#[test]
fn an_outpatient_visit_is_capped_by_visit_and_by_year() {
    let scheme = scheme();
    let mut year = YearToDate::default();
    let mut visit = stay(Level::Village, "44.43", "0");
    visit.care = Care::Outpatient;
    assert_eq!(scheme.settle(&visit, &mut year).unwrap().basic, dec("22.22")); // 22.215 half up
    visit.cost = dec("500");
    let paid: Vec<_> = (0..4).map(|_| scheme.settle(&visit, &mut year).unwrap().basic).collect();
    assert_eq!(paid, [dec("30"), dec("30"), dec("17.78"), dec("0")]);
}

#[test]
fn the_full_chain_pays_in_order() {
    let mut episode = stay(Level::Province, "180000", "20000");
    episode.category = Category::Dibao;
    let settled = once(&episode);
    // (160000 - 1000) x 55% is 87450, the minimum of 30% of 180000 is less, the cap is 50000.
    assert_eq!(settled.computed, dec("87450"));
    assert_eq!(settled.basic, dec("50000"));
    assert_eq!(settled.critical, dec("56400")); // 25000 + 30000 + 1400 on an excess of 102000
    assert_eq!(settled.assistance, dec("20000"));
    assert_eq!(settled.patient, dec("53600"));
    assert_eq!(settled.paid(), dec("126400"));
}

#[test]
fn a_poor_person_is_topped_up() {
    let mut episode = stay(Level::County, "20000", "2000");
    episode.category = Category::Poor;
    let settled = once(&episode);
    assert_eq!(settled.basic, dec("12320")); // (18000 - 400) x 70%
    assert_eq!(settled.critical, dec("924")); // (5680 - 4000) x 55%
    assert_eq!(settled.assistance, dec("3804.80")); // 4756 x 80%
    assert_eq!(settled.top_up, dec("951.20")); // 18000 less the layers before
    assert_eq!(settled.patient, dec("2000"));
}

#[test]
fn the_essential_uplift_the_second_stay_and_the_waiver() {
    let scheme = scheme();
    let mut year = YearToDate::default();
    let mut episode = stay(Level::Township, "1100", "0");
    episode.essential = dec("400");
    let first = scheme.settle(&episode, &mut year).unwrap();
    assert_eq!(first.basic, dec("840")); // 600 x 80% + 400 x 90%
    let second = scheme.settle(&episode, &mut year).unwrap();
    assert_eq!(second.deductible, dec("50"));
    assert_eq!(second.basic, dec("880")); // 650 x 80% + 400 x 90%
    assert_eq!(second.stay, 2);
    episode.category = Category::Wubao;
    assert_eq!(once(&episode).deductible, Decimal::ZERO);
}

#[test]
fn without_a_referral_less_is_paid() {
    let mut episode = stay(Level::County, "10400", "0");
    assert_eq!(once(&episode).basic, dec("7000"));
    episode.referred = false;
    assert_eq!(once(&episode).basic, dec("5500"));
}

#[test]
fn the_minimum_payment_looks_at_the_whole_cost() {
    let settled = once(&stay(Level::Province, "10000", "6000"));
    assert_eq!(settled.computed, dec("1650")); // (4000 - 1000) x 55%
    assert_eq!(settled.basic, dec("3000")); // 30% of 10000
}

#[test]
fn the_chronic_deductible_is_annual_and_a_delivery_is_fixed() {
    let scheme = scheme();
    let mut year = YearToDate::default();
    let mut episode = stay(Level::County, "300", "0");
    episode.care = Care::Chronic;
    assert_eq!(scheme.settle(&episode, &mut year).unwrap().basic, dec("60"));
    assert_eq!(scheme.settle(&episode, &mut year).unwrap().basic, dec("180"));
    episode.care = Care::Delivery;
    assert_eq!(scheme.settle(&episode, &mut year).unwrap().basic, dec("300"));
    episode.cost = dec("2500");
    assert_eq!(scheme.settle(&episode, &mut year).unwrap().basic, dec("400"));
}

#[test]
fn the_critical_threshold_is_of_the_year() {
    let scheme = scheme();
    let mut year = YearToDate::default();
    let episode = stay(Level::County, "20400", "0");
    let first = scheme.settle(&episode, &mut year).unwrap();
    assert_eq!((first.basic, first.critical), (dec("14000"), dec("0"))); // 6400 left, below 8000
    let second = scheme.settle(&episode, &mut year).unwrap();
    assert_eq!(second.critical_base, dec("12800"));
    assert_eq!(second.critical, dec("2400")); // 4800 x 50%
    let mut next_year = episode;
    next_year.date = "2018-01-02".parse().unwrap();
    let third = scheme.settle(&next_year, &mut year).unwrap();
    assert_eq!((third.critical_base, third.stay), (dec("6400"), 1));
}

#[test]
fn episodes_of_one_day_are_settled_in_the_order_given() {
    let scheme = scheme();
    let mut small = stay(Level::Township, "1100", "0");
    small.id = "small".to_owned();
    let mut large = stay(Level::Township, "70000", "0");
    large.id = "large".to_owned();
    let order = |bills: &[Episode]| -> Vec<(String, Decimal)> {
        let mut ledger = Ledger::new(&scheme);
        ledger
            .settle_all(bills)
            .into_iter()
            .map(|(bill, done)| (bill.id.clone(), done.unwrap().basic))
            .collect()
    };
    let one = order(&[small.clone(), large.clone()]);
    assert_eq!(one, [("small".to_owned(), dec("800")), ("large".to_owned(), dec("49200"))]);
    let other = order(&[large, small]);
    assert_eq!(other, [("large".to_owned(), dec("50000")), ("small".to_owned(), dec("0"))]);
}

#[test]
fn impossible_episodes_are_refused_with_the_field() {
    let refusal = |change: fn(&mut Episode)| {
        let mut episode = stay(Level::County, "1000", "100");
        change(&mut episode);
        let mut year = YearToDate::default();
        let refusal = scheme().settle(&episode, &mut year).unwrap_err();
        assert_eq!(year, YearToDate::default(), "a refusal leaves the year alone");
        format!("{}: {refusal}", refusal.field())
    };
    insta::assert_snapshot!(
        [
            refusal(|episode| episode.cost = dec("-5")),
            refusal(|episode| episode.cost = dec("10.005")),
            refusal(|episode| episode.cost = dec("12345678901")),
            refusal(|episode| episode.out_of_list = dec("1000.01")),
            refusal(|episode| episode.essential = dec("900.01")),
            refusal(|episode| episode.enrolled = Some("2017-03-02".parse().unwrap())),
            refusal(|episode| episode.date = "2016-12-31".parse().unwrap()),
            refusal(|episode| episode.level = Level::City),
            refusal(|episode| episode.place = Place::Outside),
            refusal(|episode| episode.care = Care::Outpatient),
        ]
        .join("\n")
    );
    let mut ledger_year = YearToDate::default();
    let scheme = scheme();
    scheme.settle(&stay(Level::County, "1000", "0"), &mut ledger_year).unwrap();
    let mut earlier = stay(Level::County, "1000", "0");
    earlier.date = "2017-02-28".parse().unwrap();
    insta::assert_snapshot!(scheme.settle(&earlier, &mut ledger_year).unwrap_err());
}

#[test]
fn impossible_schemes_are_refused_with_the_field() {
    let refusal = |from: &str, to: &str| {
        assert!(FULL.contains(from), "{from}");
        Scheme::from_toml(&FULL.replacen(from, to, 1)).unwrap_err().to_string()
    };
    insta::assert_snapshot!(
        [
            refusal("ratio = \"80%\"", "ratio = \"180%\""),
            refusal("ratio = \"80%\"", "ratio = \"0.8\""),
            refusal("ratio = \"80%\"", "ratio = \"-8%\""),
            refusal("essential_uplift = \"10%\"", "essential_uplift = \"30%\""),
            refusal("unreferred_cut = \"15%\"", "unreferred_cut = \"75%\""),
            refusal("level = \"county\"", "level = \"township\""),
            refusal("annual_cap = 50000", "annual_cap = 900"),
            refusal("repeat_deductible = 50", "repeat_deductible = 150"),
            refusal("annual_cap = 3000", "annual_cap = 100"),
            refusal("deductible = 400", "deductible = -400"),
            refusal("deductible = 400", "deductible = 400.5"),
            refusal("from = 50000", "from = 40000"),
            refusal("from = 50000", "from = 60000"),
            refusal("to = 100000", "to = 50000"),
            refusal("threshold = 4000", "threshold = 9000"),
            refusal("uplift = \"5%\"", "uplift = \"35%\""),
            refusal("[\"poor\", \"wubao\"]", "[\"poor\", \"dibao\"]"),
            refusal("[\"dibao\"]", "[]"),
            refusal("end = \"2018-12-31\"", "end = \"2016-12-31\""),
            refusal("[delivery]", "[delivry]"),
            refusal("level = \"village\"", "level = \"hamlet\""),
        ]
        .join("\n")
    );
}

#[test]
fn every_line_is_explained_in_both_languages() {
    let mut episode = stay(Level::Township, "80000", "3000");
    episode.category = Category::Poor;
    episode.essential = dec("1000");
    let settled = once(&episode);
    let text = |language: Language| {
        let lines = settled.lines(language).into_iter();
        lines
            .map(|(layer, amount, why)| format!("{}: {amount}: {why}\n", layer.name(language)))
            .collect::<String>()
    };
    insta::assert_snapshot!(text(Language::Chinese));
    insta::assert_snapshot!(text(Language::English));
    let sum: Decimal = settled.lines(Language::Chinese).iter().map(|(_, amount, _)| amount).sum();
    assert_eq!(sum, settled.cost);
}

fn fen(max: i64) -> impl Strategy<Value = Decimal> {
    (0..=max).prop_map(|fen| Decimal::new(fen, 2))
}

prop_compose! {
    fn any_episode()(
        cost in fen(30_000_000),
        out in 0..=100i64,
        essential in 0..=100i64,
        care in prop::sample::select(vec![Care::Inpatient, Care::Outpatient, Care::Chronic, Care::Delivery]),
        level in prop::sample::select(vec![Level::Township, Level::County, Level::Province]),
        category in prop::sample::select(vec![Category::General, Category::Dibao, Category::Wubao, Category::Poor]),
        referred in any::<bool>(),
        day in 0..700i64,
    ) -> Episode {
        let part = |whole: Decimal, percent: i64| (whole * Decimal::new(percent, 2)).trunc_with_scale(2);
        let out_of_list = part(cost, out);
        let mut episode = stay(if care == Care::Outpatient { Level::Village } else { level }, "0", "0");
        episode.essential = part(cost - out_of_list, essential);
        episode.cost = cost;
        episode.out_of_list = out_of_list;
        episode.care = care;
        episode.category = category;
        episode.referred = referred;
        episode.date += chrono::Duration::days(day);
        if episode.date.to_string().as_str() > "2018-12-31" { episode.date = "2018-12-31".parse().unwrap(); }
        episode
    }
}

proptest! {
    #[test]
    fn lines_add_up_and_never_pass_cost_or_cap(mut bills in prop::collection::vec(any_episode(), 1..12)) {
        let scheme = scheme();
        let mut ledger = Ledger::new(&scheme);
        // One person of one group through the year.
        let category = bills[0].category;
        bills.iter_mut().for_each(|bill| bill.category = category);
        let mut capped = std::collections::HashMap::<i32, Decimal>::new();
        for (bill, settled) in ledger.settle_all(&bills) {
            let settled = settled.unwrap();
            let sum: Decimal = settled.payments().iter().map(|(_, amount)| amount).sum();
            prop_assert_eq!(sum, bill.cost);
            for (layer, amount) in settled.payments() {
                prop_assert!(amount >= Decimal::ZERO, "{layer:?} {amount}");
                prop_assert!(amount.scale() <= 2);
            }
            if matches!(bill.care, Care::Inpatient | Care::Chronic) {
                use chrono::Datelike;
                let year = capped.entry(bill.date.year()).or_default();
                *year += settled.basic;
                prop_assert!(*year <= dec("50000"));
            }
        }
    }

    #[test]
    fn more_cost_never_means_less_reimbursement(
        bill in any_episode(), more_in in fen(500_000), more_out in fen(500_000), earlier in any_episode(),
    ) {
        let scheme = scheme();
        let mut year = YearToDate::default();
        let mut earlier = earlier;
        earlier.category = bill.category;
        earlier.date = "2017-01-01".parse().unwrap();
        let mut bill = bill;
        bill.date = "2017-12-31".parse().unwrap();
        scheme.settle(&earlier, &mut year).unwrap();
        let paid = |bill: &Episode| scheme.settle(bill, &mut year.clone()).unwrap().paid();
        let mut dearer = bill.clone();
        dearer.cost += more_in;
        prop_assert!(paid(&dearer) >= paid(&bill), "more inside the lists");
        dearer.cost += more_out;
        dearer.out_of_list += more_out;
        prop_assert!(paid(&dearer) >= paid(&bill), "more outside the lists");
    }

    #[test]
    fn a_refused_or_settled_episode_never_panics(cost in any::<i64>(), scale in 0..10u32, out in any::<i32>()) {
        let mut episode = stay(Level::County, "0", "0");
        episode.cost = Decimal::new(cost, scale);
        episode.out_of_list = Decimal::new(out.into(), scale);
        if let Ok(settled) = scheme().settle(&episode, &mut YearToDate::default()) {
            prop_assert!(settled.payments().iter().all(|(_, amount)| *amount <= episode.cost));
            prop_assert_eq!(settled.payments()[5].0, Layer::Patient);
        }
    }
}
