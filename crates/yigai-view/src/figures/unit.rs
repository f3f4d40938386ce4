use std::sync::OnceLock;

use yigai::contract::Mention;
use yigai::model::Indicator;
use yigai::quantity::{Dimension, Units};

/// Whether a value may be written under the usual unit of an indicator as it is, without a conversion.
///
/// Counters of one kind (人, 名, 位; 所, 家, 个) are interchangeable. Measures with several sizes (平方米 and 亩) are so only
/// under the same name. Denominators that are written must be the indicator's; unwritten ones are in its words.
pub(crate) fn fits(mention: &Mention, indicator: &Indicator) -> bool {
    let per = mention.per.as_deref().unwrap_or_default();
    let same_per =
        per.is_empty() || per.iter().map(String::as_str).eq(indicator.per().iter().map(|per| &**per));
    same_per && same_unit(mention.unit.as_deref(), indicator.unit())
}

fn same_unit(unit: Option<&str>, usual: &str) -> bool {
    let Some(unit) = unit else { return false };
    if unit == usual || matches!((unit, usual), ("天", "日") | ("日", "天")) {
        return true;
    }
    let dimension = |name| standard().get(name).map(|unit| unit.dimension());
    let interchangeable = [
        Dimension::Person,
        Dimension::PersonTime,
        Dimension::Household,
        Dimension::Count,
        Dimension::Bed,
        Dimension::Event,
    ];
    dimension(unit).is_some_and(|own| interchangeable.contains(&own) && dimension(usual) == Some(own))
}

fn standard() -> &'static Units {
    static STANDARD: OnceLock<Units> = OnceLock::new();
    STANDARD.get_or_init(Units::standard)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_are_interchangeable_and_measures_are_not() {
        for (unit, usual, same) in [
            (Some("名"), "人", true),
            (Some("所"), "个", true),
            (Some("%"), "%", true),
            (Some("天"), "日", true),
            (Some("场次"), "次", true),
            (Some("个月"), "日", false),
            (Some("人"), "人次", false),
            (Some("户"), "人", false),
            (Some("‰"), "%", false),
            (Some("亩"), "平方米", false),
            (None, "人", false),
        ] {
            assert_eq!(same_unit(unit, usual), same, "{unit:?} as {usual}");
        }
    }
}
