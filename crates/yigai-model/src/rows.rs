//! The rows in which observations and findings are exchanged, with their published JSON Schema.
//!
//! Ids and fields follow semantic versioning: a field is added, never renamed or removed within a major version, and an
//! indicator that is renamed keeps its old id as a former one. Numbers that must be exact are strings.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use yigai_quantity::{Bound, Period};

use crate::{Modality, Role};

/// What one number of a report states.
///
/// ```
/// use yigai_model::rows::ObservationRow;
///
/// let json = r#"{
///     "document": "a.txt", "source": {"start": 10, "end": 22, "text": "785.1万元"}, "indicator": "nrcms_fund_raised",
///     "label": "筹资总额", "programme": "nrcms", "role": "level", "modality": "actual",
///     "value": "7851000", "upper": null, "bound": "exact", "unit": "元", "per": [],
///     "stated": {"digits": "785.1", "scale": "10000"}, "period": null, "subject": null, "place": null, "confidence": 90
/// }"#;
/// let row: ObservationRow = serde_json::from_str(json).unwrap();
/// assert_eq!(row.value.unwrap().to_string(), "7851000");
/// assert_eq!(row.last_place().unwrap().to_string(), "1000.0"); // one unit of the last place written
/// assert!(serde_json::from_str::<ObservationRow>(&json.replace("785.1\"", "about\"")).is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schemars", schemars(description = "What one number of a report states."))]
pub struct ObservationRow {
    /// The file it is from, as given.
    pub document: String,
    /// Where the number stands in the file.
    pub source: SourceSpan,
    /// The indicator's id; null for a fact outside the catalogue.
    pub indicator: Option<String>,
    /// The head noun phrase.
    pub label: String,
    /// The programme's id.
    pub programme: Option<String>,
    /// Which side of the indicator it states.
    #[cfg_attr(feature = "schemars", schemars(schema_with = "schemas::role"))]
    pub role: Role,
    /// Actual, target or standard.
    #[cfg_attr(feature = "schemars", schemars(schema_with = "schemas::modality"))]
    pub modality: Modality,
    /// As meant, in base units; of a range, the lower end.
    pub value: Option<Decimal>,
    /// The upper end of a range.
    pub upper: Option<Decimal>,
    /// How the value bounds what is meant.
    #[cfg_attr(feature = "schemars", schemars(schema_with = "schemas::bound"))]
    pub bound: Bound,
    /// The unit without scale or denominators.
    pub unit: Option<String>,
    /// The denominators of the unit.
    #[serde(default)]
    pub per: Vec<String>,
    /// As stated.
    pub stated: Option<StatedDigits>,
    /// The period it is stated for.
    pub period: Option<RowPeriod>,
    /// What it is stated about, where the sentence says.
    pub subject: Option<String>,
    /// The place of the report, as found; a mask stays a mask.
    pub place: Option<String>,
    /// How sure the reading is, in percent.
    pub confidence: u8,
}

/// A place in a file, in bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct SourceSpan {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// What stands there.
    pub text: String,
}

/// A number as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct StatedDigits {
    /// The digits, with the decimals that were written.
    pub digits: Decimal,
    /// What the scale word multiplies by.
    pub scale: Decimal,
}

/// A period of whole days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct RowPeriod {
    /// The first day.
    pub start: NaiveDate,
    /// The last day.
    pub end: NaiveDate,
}

impl From<Period> for RowPeriod {
    fn from(period: Period) -> Self {
        Self { start: period.start, end: period.end }
    }
}

impl ObservationRow {
    /// One unit of the last place that was written, in base units; `None` where the number as written is not known.
    pub fn last_place(&self) -> Option<Decimal> {
        self.stated.and_then(|stated| Decimal::new(1, stated.digits.scale()).checked_mul(stated.scale))
    }
}

/// What recomputation says about one number, or about a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct FindingRow {
    /// The file it is about, as given.
    pub document: String,
    /// The rule: sum, share, growth, difference, points, ratio, product, split, remainder, multiple, count, bound, order,
    /// repeat or corrupt.
    pub rule: String,
    /// What it says.
    pub verdict: Verdict,
    /// How a consistent one holds: exact, rounded, truncated, balanced or hedged.
    pub grade: Option<String>,
    /// The number that is judged; null where the finding is about the document.
    pub target: Option<SourceSpan>,
    /// The numbers it was recomputed from.
    pub operands: Vec<SourceSpan>,
    /// The formula with the report's own numbers.
    pub formula: String,
    /// As stated.
    pub stated: Option<Decimal>,
    /// As recomputed.
    pub computed: Option<Decimal>,
    /// Values that would fit, the best first.
    pub suggestions: Vec<SuggestionRow>,
    /// A sentence for people.
    pub message: MessageRow,
}

/// The verdict of a finding. Only `inconsistent` and `corrupt` are alarms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the names of the report format
pub enum Verdict {
    Consistent,
    NearMiss,
    Inconsistent,
    Corrupt,
    Undecidable,
}

/// A value that would fit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct SuggestionRow {
    /// The value, in base units.
    pub value: Decimal,
    /// The unit, where it differs.
    pub unit: Option<String>,
    /// How likely, between 0 and 1.
    pub odds: Option<Decimal>,
    /// Why.
    pub why: String,
}

/// A sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct MessageRow {
    /// A stable key.
    pub key: String,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// The published schemas by file name, as `docs/schema` holds them.
///
/// ```
/// let schemas = yigai_model::rows::json_schemas();
/// assert!(schemas.iter().any(|(name, _)| *name == "observation.schema.json"));
/// ```
#[cfg(feature = "schemars")]
pub fn json_schemas() -> [(&'static str, schemars::Schema); 2] {
    [
        ("observation.schema.json", schemars::schema_for!(ObservationRow)),
        ("finding.schema.json", schemars::schema_for!(FindingRow)),
    ]
}

/// Schemas of types that other crates own.
#[cfg(feature = "schemars")]
mod schemas {
    use schemars::{Schema, SchemaGenerator, json_schema};

    pub(super) fn role(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "enum": ["level", "previous", "change", "change_rate", "share"] })
    }

    pub(super) fn modality(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "enum": ["actual", "target", "standard"] })
    }

    pub(super) fn bound(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "enum": ["exact", "about", "more_than", "less_than", "at_least", "at_most", "range"]
        })
    }
}
