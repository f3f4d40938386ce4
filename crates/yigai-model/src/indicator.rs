use std::sync::Arc;

use serde::{Deserialize, Serialize};
use yigai_quantity::Dimension;

use crate::{Limits, Modality, Role};

/// One indicator (指标) of the catalogue: what a figure of a report can be about.
///
/// ```
/// use yigai_model::{Catalogue, Role};
/// use yigai_quantity::Dimension;
///
/// let rate = Catalogue::builtin().get("nrcms_enrollment_rate").unwrap();
/// assert_eq!(rate.name(), "参合率");
/// assert_eq!(rate.numerator(), Some("nrcms_enrollees"));
/// assert!(rate.accepts(Role::Level, Dimension::Percent));
/// assert!(rate.accepts(Role::Change, Dimension::Points)); // 提高2个百分点
/// assert!(!rate.accepts(Role::Level, Dimension::Person)); // a rate is never a number of persons
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Indicator {
    pub(crate) id: Arc<str>,
    pub(crate) former_ids: Vec<Arc<str>>,
    pub(crate) name: Arc<str>,
    pub(crate) english: Arc<str>,
    pub(crate) programme: Arc<str>,
    pub(crate) unit: Arc<str>,
    pub(crate) per: Vec<Arc<str>>,
    pub(crate) dimensions: Vec<Dimension>,
    pub(crate) kind: IndicatorKind,
    pub(crate) direction: Preference,
    pub(crate) aliases: Vec<Arc<str>>,
    pub(crate) weak_aliases: Vec<Arc<str>>,
    pub(crate) definition: Arc<str>,
    pub(crate) numerator: Option<Arc<str>>,
    pub(crate) denominator: Option<Arc<str>>,
    pub(crate) parts: Vec<Arc<str>>,
    pub(crate) factors: Vec<Arc<str>>,
    pub(crate) hard: Limits,
    pub(crate) soft: Limits,
    pub(crate) source: Arc<str>,
    pub(crate) unconfirmed: bool,
    #[serde(skip)]
    pub(crate) file: Arc<str>,
    #[serde(skip)]
    pub(crate) line: usize,
}

/// What sort of figure an indicator is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IndicatorKind {
    /// A number of persons, visits, institutions, things.
    Count,
    /// Money in total.
    Amount,
    /// A proportion in percent.
    Rate,
    /// A parameter that a policy sets: 筹资标准, 封顶线, 报销比例.
    Standard,
    /// Money or days per case.
    Average,
    /// A number per 1,000 or 10,000 residents.
    Density,
    /// Another measure of a population: life expectancy, mortality.
    Measure,
}

/// Which way an indicator is wished to move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Preference {
    /// Higher is better.
    Up,
    /// Lower is better.
    Down,
    /// Neither.
    Neutral,
    /// Best within a band.
    Band,
}

impl Indicator {
    /// The stable id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The id as a shared string, for records that keep it.
    pub fn shared_id(&self) -> Arc<str> {
        Arc::clone(&self.id)
    }

    /// Ids that it had in earlier releases.
    pub fn former_ids(&self) -> &[Arc<str>] {
        &self.former_ids
    }

    /// The standard Chinese name (标准名).
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The English name.
    pub fn english(&self) -> &str {
        &self.english
    }

    /// The id of its programme.
    pub fn programme(&self) -> &str {
        &self.programme
    }

    /// The usual unit, without denominators.
    pub fn unit(&self) -> &str {
        &self.unit
    }

    /// The usual denominators of the unit: 人 and 年 of 元/人/年.
    pub fn per(&self) -> &[Arc<str>] {
        &self.per
    }

    /// What a value of it may be measured in; the first is the usual one.
    pub fn dimensions(&self) -> &[Dimension] {
        &self.dimensions
    }

    /// The sort of figure.
    pub fn kind(&self) -> IndicatorKind {
        self.kind
    }

    /// Which way it is wished to move.
    pub fn direction(&self) -> Preference {
        self.direction
    }

    /// Other wordings that mean it by themselves, given the right unit.
    pub fn aliases(&self) -> &[Arc<str>] {
        &self.aliases
    }

    /// Wordings that mean it only where the sentence is about its programme.
    pub fn weak_aliases(&self) -> &[Arc<str>] {
        &self.weak_aliases
    }

    /// What is counted or measured.
    pub fn definition(&self) -> &str {
        &self.definition
    }

    /// The indicator above the line of a ratio.
    pub fn numerator(&self) -> Option<&str> {
        self.numerator.as_deref()
    }

    /// The indicator below the line of a ratio.
    pub fn denominator(&self) -> Option<&str> {
        self.denominator.as_deref()
    }

    /// The indicators that it is the sum of.
    pub fn parts(&self) -> &[Arc<str>] {
        &self.parts
    }

    /// The indicators that it is the product of.
    pub fn factors(&self) -> &[Arc<str>] {
        &self.factors
    }

    /// Values outside of these cannot be.
    pub fn hard(&self) -> Limits {
        self.hard
    }

    /// Values outside of these deserve a second look, no more.
    pub fn soft(&self) -> Limits {
        self.soft
    }

    /// The documents that define it.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Whether the definition or its figures rest on memory of a document that could not be opened.
    pub fn is_unconfirmed(&self) -> bool {
        self.unconfirmed
    }

    /// The data file and line that define it.
    pub fn origin(&self) -> (&str, usize) {
        (&self.file, self.line)
    }

    /// The modality of a figure whose sentence gives no sign of its own.
    pub fn usual_modality(&self) -> Modality {
        if self.kind == IndicatorKind::Standard { Modality::Standard } else { Modality::Actual }
    }

    /// Whether a figure of that role may have a unit of that dimension.
    pub fn accepts(&self, role: Role, dimension: Dimension) -> bool {
        let own = self.dimensions.contains(&dimension);
        match role {
            Role::Level | Role::Previous => own,
            // Percentages change by percentage points; a report that writes % there means a relative change.
            Role::Change => {
                (own && dimension != Dimension::Percent)
                    || (dimension == Dimension::Points && self.dimensions.contains(&Dimension::Percent))
            }
            Role::ChangeRate => matches!(dimension, Dimension::Percent | Dimension::Multiple),
            Role::Share => dimension == Dimension::Percent,
        }
    }
}
