use yigai::Lang;

pub(crate) fn programmes() -> Vec<&'static str> {
    vec![
        "population",
        "nrcms",
        "medical_insurance",
        "critical_illness_insurance",
        "medical_assistance",
        "essential_medicines",
        "public_health_services",
        "major_public_health",
        "service_system",
        "workforce",
        "family_doctor",
        "tiered_care",
        "poverty_alleviation",
        "public_hospital",
        "outcomes",
        "finance",
        "governance",
    ]
}
pub(crate) fn programme(id: &str, _lang: Lang) -> &str {
    id
}
pub(crate) fn indicator(_id: &str, _lang: Lang) -> Option<&'static str> {
    None
}
