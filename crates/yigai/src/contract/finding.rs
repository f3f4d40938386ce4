use serde::{Deserialize, Serialize};

/// What recomputation says about one number, or about the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule that was applied: `sum`, `share`, `growth`, ….
    pub rule: String,
    /// Whether it holds.
    pub verdict: Verdict,
    /// How a consistent one holds.
    pub grade: Option<Grade>,
    /// The one mention that is judged; `null` for a finding about the document.
    pub target: Option<usize>,
    /// The mentions it was recomputed from.
    pub operands: Vec<usize>,
    /// Target and operands together.
    pub mentions: Vec<usize>,
    /// The calculation with the report's own numbers.
    pub formula: String,
    /// The value the report states.
    pub stated: Option<String>,
    /// The value that comes out.
    pub computed: Option<String>,
    /// The readings used.
    pub intervals: Vec<Interval>,
    /// Repairs, best first.
    pub suggestions: Vec<Suggestion>,
    /// One calm sentence in each language.
    pub message: Message,
}

/// What the recomputation says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It fits.
    Consistent,
    /// Off by less than one unit of the last stated place.
    NearMiss,
    /// No reading fits.
    Inconsistent,
    /// The number itself is broken.
    Corrupt,
    /// The text does not say enough.
    Undecidable,
}

/// How a consistent finding holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// To the last digit.
    Exact,
    /// After rounding.
    Rounded,
    /// After cutting digits off.
    Truncated,
    /// Shares forced to total 100.
    Balanced,
    /// Within what a hedge allows.
    Hedged,
}

/// An interval with its ends: `["6207", "6207", "[]"]`; an end that is not bounded is the empty string.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interval(pub String, pub String, pub Ends);

/// Which ends of an interval belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // the brackets say it
pub enum Ends {
    #[serde(rename = "[]")]
    Closed,
    #[serde(rename = "[)")]
    OpenAbove,
    #[serde(rename = "(]")]
    OpenBelow,
    #[serde(rename = "()")]
    Open,
}

/// A proposed repair. The report itself is never changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// The value it should have.
    pub value: String,
    /// The unit it should have, where that changes.
    pub unit: Option<String>,
    /// How likely this repair is the right one.
    pub odds: String,
    /// The evidence, in English.
    pub why: String,
    /// The same in Chinese.
    pub why_zh: String,
}

/// The finding in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// A name that programs can compare.
    pub key: String,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Finding {
    /// Whether a person should look at it: the number is inconsistent or corrupt.
    pub fn is_alarm(&self) -> bool {
        matches!(self.verdict, Verdict::Inconsistent | Verdict::Corrupt)
    }
}
