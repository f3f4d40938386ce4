use std::sync::Arc;

use yigai_model::{Modality, Role};
use yigai_quantity::Period;

/// What one quantity of a report states.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    /// The quantity: an index into the mentions of the report.
    pub mention: usize,
    /// The indicator's id in the catalogue; `None` for a fact outside of it.
    pub indicator: Option<Arc<str>>,
    /// The programme's id.
    pub programme: Option<Arc<str>>,
    /// The head noun phrase as cleaned.
    pub label: String,
    /// Which side of the indicator.
    pub role: Role,
    /// Actual, target or standard.
    pub modality: Modality,
    /// The period it is stated for, where the text gives one.
    pub period: Option<Period>,
    /// What it is stated about, where the sentence says so.
    pub subject: Option<String>,
    /// How sure the reading is, in percent.
    pub confidence: u8,
    /// The words and rules that decided.
    pub why: Vec<String>,
    /// The scope it stands in: observations of one number were stated in one sentence group.
    pub group: u32,
}

impl Observation {
    /// Whether the figure is a fact and stands for itself.
    pub fn is_actual_level(&self) -> bool {
        self.role == Role::Level && self.modality == Modality::Actual
    }
}
