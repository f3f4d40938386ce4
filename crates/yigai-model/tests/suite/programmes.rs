//! Summaries are built from rows: what they take, what they leave, and what they refuse to choose.

use yigai_model::programme::{
    CriticalIllnessInsurance, EssentialMedicines, FamilyDoctor, Finance, MajorPublicHealth,
    MedicalAssistance, MedicalInsurance, Nrcms, Outcomes, Population, PovertyAlleviation,
    PublicHealthServices, PublicHospital, Scope, ServiceSystem, Summary, TieredCare, Workforce,
};
use yigai_model::rows::{ObservationRow, RowPeriod};
use yigai_model::{Catalogue, Figure};

fn row(indicator: &str, value: &str, change: impl FnOnce(&mut serde_json::Value)) -> ObservationRow {
    let mut json = serde_json::json!({
        "document": "a.txt", "source": {"start": 0, "end": 3, "text": "x"}, "indicator": indicator, "label": "x",
        "programme": null, "role": "level", "modality": "actual", "value": value, "upper": null, "bound": "exact",
        "unit": null, "per": [], "stated": {"digits": value, "scale": "1"}, "period": null, "subject": null,
        "place": null, "confidence": 80
    });
    change(&mut json);
    serde_json::from_value(json).unwrap()
}

fn year(year: i32) -> serde_json::Value {
    serde_json::json!({ "start": format!("{year}-01-01"), "end": format!("{year}-12-31") })
}

#[test]
fn levels_in_their_usual_modality_are_taken() {
    let rows = [
        row("nrcms_enrollees", "52340", |_| {}),
        row("nrcms_enrollees", "51000", |row| row["role"] = "previous".into()),
        row("nrcms_enrollees", "60000", |row| row["modality"] = "target".into()),
        row("nrcms_cap", "50000", |row| row["modality"] = "standard".into()),
        row("nrcms_enrollment_rate", "95", |row| row["bound"] = "at_least".into()),
        row("fac_beds", "300", |_| {}),
    ];
    let summary = Nrcms::from_rows(&rows, Scope::default());
    assert_eq!(summary.enrollees, Some(Figure::exact(52_340)));
    assert_eq!(summary.cap, Some(Figure::exact(50_000)));
    assert_eq!(summary.enrollment_rate, None);
    assert!(summary.conflicts.is_empty());
}

#[test]
fn two_values_are_a_conflict_and_never_a_choice() {
    let rows = [
        row("nrcms_enrollees", "52340", |row| row["period"] = year(2010)),
        row("nrcms_enrollees", "53120", |row| row["period"] = year(2011)),
    ];
    let summary = Nrcms::from_rows(&rows, Scope::default());
    assert_eq!(summary.enrollees, None);
    assert_eq!(summary.conflicts[0].values, [52_340.into(), 53_120.into()]);

    let period = RowPeriod { start: "2011-01-01".parse().unwrap(), end: "2011-12-31".parse().unwrap() };
    let summary = Nrcms::from_rows(&rows, Scope { period: Some(period), subject: None });
    assert_eq!(summary.enrollees, Some(Figure::exact(53_120)));
}

#[test]
fn the_subject_keeps_institutions_apart() {
    let rows = [
        row("fac_beds", "120", |row| row["subject"] = "乡镇卫生院".into()),
        row("fac_beds", "600", |row| row["subject"] = "县级医院".into()),
    ];
    assert_eq!(ServiceSystem::from_rows(&rows, Scope::default()).conflicts.len(), 1);
    let scope = Scope { period: None, subject: Some("乡镇卫生院") };
    assert_eq!(ServiceSystem::from_rows(&rows, scope).beds, Some(Figure::exact(120)));
}

#[test]
fn a_rounded_amount_keeps_its_precision() {
    let rounded = |row: &mut serde_json::Value| {
        row["stated"] = serde_json::json!({ "digits": "785.1", "scale": "10000" });
    };
    let rows = [
        row("nrcms_fund_raised", "7851000", rounded),
        row("nrcms_fund_percap", "150", |row| row["modality"] = "standard".into()),
        row("nrcms_enrollees", "52337", |_| {}),
    ];
    // 52337 x 150 = 7850550, which 785.1万元 rounds.
    let summary = Nrcms::from_rows(&rows, Scope::default());
    assert_eq!(summary.fund_raised.unwrap().last_place, 1000.into());
    assert!(summary.violations(None).is_empty());
    let wrong = Nrcms { enrollees: Some(Figure::exact(52_000)), ..summary };
    assert_eq!(wrong.violations(None)[0].formula, "7851000 = 150 x 52000");
}

#[test]
fn a_floor_needs_the_year() {
    let low = Nrcms { subsidy_standard: Some(Figure::exact(80)), ..Nrcms::default() };
    assert!(low.violations(None).is_empty());
    assert!(low.violations(Some(2009)).is_empty());
    assert_eq!(low.violations(Some(2010))[0].formula, "80 >= 120");
    assert!(low.violations(Some(2030)).is_empty(), "an unknown year is no violation");
}

/// Every indicator that a summary names exists, and its programme has the id it says.
fn known<S: Summary>() -> usize {
    assert!(Catalogue::builtin().programme(S::PROGRAMME).is_some(), "{}", S::PROGRAMME);
    for id in S::INDICATORS {
        assert!(Catalogue::builtin().get(id).is_some(), "{id}");
    }
    S::INDICATORS.len()
}

#[test]
fn every_summary_names_known_indicators() {
    let counts = [
        known::<Population>(),
        known::<Nrcms>(),
        known::<MedicalInsurance>(),
        known::<CriticalIllnessInsurance>(),
        known::<MedicalAssistance>(),
        known::<EssentialMedicines>(),
        known::<PublicHealthServices>(),
        known::<MajorPublicHealth>(),
        known::<ServiceSystem>(),
        known::<Workforce>(),
        known::<FamilyDoctor>(),
        known::<TieredCare>(),
        known::<PovertyAlleviation>(),
        known::<PublicHospital>(),
        known::<Outcomes>(),
        known::<Finance>(),
    ];
    assert_eq!(
        counts.len(),
        Catalogue::builtin().programmes().len() - 1,
        "all but governance, which has no indicator"
    );
}
