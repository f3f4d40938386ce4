#![allow(clippy::disallowed_types, reason = "the confidence of a reading is a judgement, and no value")]

use serde::{Deserialize, Serialize};
use yigai_model::{Modality, Role};
use yigai_quantity::Period;

/// What one quantity states.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Observation {
    /// The quantity: an index into the mentions.
    pub mention: usize,
    /// The catalogue id; `null` for a fact outside the catalogue.
    pub indicator: Option<String>,
    /// The head noun phrase as cleaned.
    pub label: String,
    /// The programme id.
    pub programme: Option<String>,
    /// Which side of the indicator.
    pub role: Role,
    /// Actual, target or standard.
    pub modality: Modality,
    /// The period as written, `null` where the text gives none.
    pub period: Option<Period>,
    /// What it is stated about, where the sentence says so.
    pub subject: Option<String>,
    /// How sure the reading is, from 0 to 1. A judgement, not a value: the one float of the format.
    pub confidence: f64,
    /// The rules or words that decided.
    pub why: Vec<String>,
}
