use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::data::{self, Source};
use crate::{Catalogue, DataError, IndicatorKind, Limits, Problem};

/// What must hold between the indicators of one place and one period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Constraint {
    id: Arc<str>,
    rule: ConstraintRule,
    strength: Strength,
    code: Arc<str>,
    reason: Arc<str>,
}

/// The kinds of constraint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ConstraintRule {
    /// `lower` ≤ `upper` × `tolerance`.
    Order {
        /// The indicator that is not the greater.
        lower: Arc<str>,
        /// The indicator that is not the smaller.
        upper: Arc<str>,
        /// 1 where no excess is allowed.
        tolerance: Decimal,
    },
    /// `part` is contained in `whole`.
    Subset {
        /// The part.
        part: Arc<str>,
        /// What contains it.
        whole: Arc<str>,
    },
    /// `whole` is the sum of `parts`, or at least that sum where they are not `complete`.
    Sum {
        /// The sum.
        whole: Arc<str>,
        /// Its parts.
        parts: Vec<Arc<str>>,
        /// Whether these are all parts.
        complete: bool,
    },
    /// `amount` is the product of `factors`.
    Product {
        /// The product.
        amount: Arc<str>,
        /// What is multiplied.
        factors: Vec<Arc<str>>,
    },
    /// `rate` is `numerator` over `denominator`, times `scale` (100 for %, 1000 for per 1,000).
    Ratio {
        /// The ratio.
        rate: Arc<str>,
        /// Above the line.
        numerator: Arc<str>,
        /// Below the line.
        denominator: Arc<str>,
        /// What the ratio is multiplied by to be the rate.
        scale: Decimal,
    },
    /// The values add up to `total`.
    Complement {
        /// The indicators.
        parts: Vec<Arc<str>>,
        /// What they add up to.
        total: Decimal,
    },
    /// `numerator` over `denominator` lies between `low` and `high`, both in base units.
    Band {
        /// Above the line.
        numerator: Arc<str>,
        /// Below the line.
        denominator: Arc<str>,
        /// The lower end.
        low: Decimal,
        /// The upper end.
        high: Decimal,
    },
    /// `indicator` is not below the national policy of its year, see [`Policies`](crate::Policies).
    Floor {
        /// The indicator.
        indicator: Arc<str>,
        /// The policy parameter.
        table: Arc<str>,
    },
    /// `indicator` lies within what its entry calls possible: no rate of coverage is above 100%.
    Range {
        /// The indicator.
        indicator: Arc<str>,
        /// The ends, in the catalogue's unit.
        limits: Limits,
    },
}

/// Whether a broken constraint proves a wrong figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// True figures cannot break it.
    Hard,
    /// It deserves a second look.
    Soft,
}

impl Constraint {
    /// The stable id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What must hold.
    pub fn rule(&self) -> &ConstraintRule {
        &self.rule
    }

    /// Whether true figures can break it.
    pub fn strength(&self) -> Strength {
        self.strength
    }

    /// The code of the reference table that it comes from.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Why it holds.
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// The indicators that it binds.
    pub fn indicators(&self) -> Vec<&str> {
        match &self.rule {
            ConstraintRule::Order { lower, upper, .. } => vec![lower, upper],
            ConstraintRule::Subset { part, whole } => vec![part, whole],
            ConstraintRule::Sum { whole, parts, .. } => with(whole, parts),
            ConstraintRule::Product { amount, factors } => with(amount, factors),
            ConstraintRule::Ratio { rate, numerator, denominator, .. } => vec![rate, numerator, denominator],
            ConstraintRule::Complement { parts, .. } => parts.iter().map(|part| &**part).collect(),
            ConstraintRule::Band { numerator, denominator, .. } => vec![numerator, denominator],
            ConstraintRule::Floor { indicator, .. } | ConstraintRule::Range { indicator, .. } => {
                vec![indicator]
            }
        }
    }
}

fn with<'a>(first: &'a Arc<str>, rest: &'a [Arc<str>]) -> Vec<&'a str> {
    core::iter::once(first).chain(rest).map(|id| &**id).collect()
}

/// All constraints: those of the data file, and the ratios, sums, products and ranges that the catalogue's entries state.
///
/// ```
/// use yigai_model::{Catalogue, Constraints, ConstraintRule, Strength};
///
/// let constraints = Constraints::builtin();
/// let found = constraints.get("contracts-posts").unwrap();
/// assert_eq!(found.strength(), Strength::Hard);
/// assert_eq!(found.indicators(), ["st_contracts", "st_posts"]);
/// let formula = constraints.get("nrcms_fund_use_rate=ratio").unwrap();
/// assert!(matches!(formula.rule(), ConstraintRule::Ratio { .. }));
/// assert!(constraints.on("st_contracts_tech").count() >= 3);
/// ```
#[derive(Clone, Debug)]
pub struct Constraints {
    all: Vec<Constraint>,
    /// For each indicator the constraints that it is the first indicator of, as places in the list.
    led: HashMap<Arc<str>, Vec<usize>>,
}

const FILE: (&str, &str) = ("constraints.toml", include_str!("../data/constraints.toml"));

impl Constraints {
    /// The constraints that are compiled in.
    pub fn builtin() -> &'static Self {
        static BUILTIN: std::sync::OnceLock<Constraints> = std::sync::OnceLock::new();
        // A test reads the same text and fails with its error.
        BUILTIN.get_or_init(|| {
            Self::from_text(FILE.0, FILE.1, Catalogue::builtin()).unwrap_or_else(|_| Self::new(Vec::new()))
        })
    }

    /// Constraints from the text of a data file, over a catalogue.
    ///
    /// # Errors
    /// The first mistake, with its line: an unknown indicator, a missing or superfluous field, an id that stands twice.
    ///
    /// ```
    /// use yigai_model::{Catalogue, Constraints};
    ///
    /// let text = "[[constraint]]\nid = \"x\"\nkind = \"order\"\nlower = \"st_contract\"\nupper = \"st_posts\"\nstrength = \"hard\"\nreason = \"test\"\n";
    /// let error = Constraints::from_text("own.toml", text, Catalogue::builtin()).unwrap_err();
    /// assert_eq!(error.to_string(), "own.toml:1: `st_contract` in `constraint` is not defined; check the spelling or define it first");
    /// ```
    pub fn from_text(name: &str, text: &str, catalogue: &Catalogue) -> Result<Self, DataError> {
        let mut all = formulas(catalogue);
        read(&mut all, &Source { name, text }, catalogue)?;
        Ok(Self::new(all))
    }

    fn new(all: Vec<Constraint>) -> Self {
        let mut led: HashMap<Arc<str>, Vec<usize>> = HashMap::new();
        for (at, constraint) in all.iter().enumerate() {
            if let Some(first) = constraint.indicators().first() {
                led.entry(Arc::from(*first)).or_default().push(at);
            }
        }
        Self { all, led }
    }

    /// Constraints from `constraints.toml` of a data folder.
    ///
    /// # Errors
    /// The file cannot be read, or as [`from_text`](Self::from_text).
    pub fn from_dir(folder: impl AsRef<Path>, catalogue: &Catalogue) -> Result<Self, DataError> {
        let path = folder.as_ref().join("constraints.toml");
        Self::from_text(&path.display().to_string(), &data::read(&path)?, catalogue)
    }

    /// All of them.
    pub fn iter(&self) -> core::slice::Iter<'_, Constraint> {
        self.all.iter()
    }

    /// One by its id. Those stated by a catalogue entry are named `id=ratio`, `id=sum`, `id=product` and `id=range`.
    pub fn get(&self, id: &str) -> Option<&Constraint> {
        self.all.iter().find(|constraint| constraint.id() == id)
    }

    /// Those that bind an indicator.
    pub fn on<'a>(&'a self, indicator: &str) -> impl Iterator<Item = &'a Constraint> {
        self.all.iter().filter(move |constraint| constraint.indicators().contains(&indicator))
    }

    /// Those whose first indicator (the rate of a ratio, the whole of a sum, the lower side of an order) is one of these, in
    /// their own order: the others cannot bind figures of these indicators alone.
    ///
    /// ```
    /// use yigai_model::Constraints;
    ///
    /// let constraints = Constraints::builtin();
    /// let led = constraints.led_by(["st_contracts"]);
    /// assert!(led.iter().any(|constraint| constraint.id() == "contracts-posts"));
    /// assert!(constraints.led_by(["no_such_indicator"]).is_empty());
    /// ```
    pub fn led_by<'i>(&self, indicators: impl IntoIterator<Item = &'i str>) -> Vec<&Constraint> {
        let led = indicators.into_iter().filter_map(|id| self.led.get(id));
        let mut places: Vec<usize> = led.flatten().copied().collect();
        places.sort_unstable();
        places.dedup();
        places.into_iter().filter_map(|at| self.all.get(at)).collect()
    }
}

impl<'a> IntoIterator for &'a Constraints {
    type Item = &'a Constraint;
    type IntoIter = core::slice::Iter<'a, Constraint>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

fn read(all: &mut Vec<Constraint>, source: &Source<'_>, catalogue: &Catalogue) -> Result<(), DataError> {
    let file: File = source.parse()?;
    let mut known: HashSet<Arc<str>> = all.iter().map(|constraint| constraint.id.clone()).collect();
    for entry in file.constraint {
        let offset = entry.span().start;
        let constraint = entry.into_inner().build().map_err(|problem| source.error(offset, problem))?;
        if !known.insert(constraint.id.clone()) {
            return Err(source.error(offset, Problem::Duplicate(constraint.id.to_string())));
        }
        if let Some(id) = constraint.indicators().into_iter().find(|id| catalogue.get(id).is_none()) {
            let problem = Problem::Undefined { field: "constraint", name: id.to_owned() };
            return Err(source.error(offset, problem));
        }
        all.push(constraint);
    }
    Ok(())
}

/// The formulas that the entries of the catalogue state.
fn formulas(catalogue: &Catalogue) -> Vec<Constraint> {
    let mut found = Vec::new();
    for indicator in catalogue {
        let id = indicator.shared_id();
        let mut add = |kind: &str, rule: ConstraintRule, strength: Strength| {
            found.push(Constraint {
                id: Arc::from(format!("{id}={kind}")),
                rule,
                strength,
                code: Arc::from("A"),
                reason: Arc::from(indicator.definition()),
            });
        };
        if let (Some(numerator), Some(denominator)) = (&indicator.numerator, &indicator.denominator) {
            let scale = scale_of(indicator.unit(), indicator.per());
            let (numerator, denominator) = (Arc::clone(numerator), Arc::clone(denominator));
            let rule = ConstraintRule::Ratio { rate: Arc::clone(&id), numerator, denominator, scale };
            // The base of a stated rate may be another than the one that stands beside it.
            add("ratio", rule, Strength::Soft);
        }
        if !indicator.parts.is_empty() {
            let rule = ConstraintRule::Sum {
                whole: Arc::clone(&id),
                parts: indicator.parts.clone(),
                complete: true,
            };
            // Counts add up; a standard may be of another year than its parts.
            let counted = indicator.kind() == IndicatorKind::Count;
            add("sum", rule, if counted { Strength::Hard } else { Strength::Soft });
        }
        if !indicator.factors.is_empty() {
            let rule =
                ConstraintRule::Product { amount: Arc::clone(&id), factors: indicator.factors.clone() };
            // Interest, arrears and the year of the standard may differ.
            add("product", rule, Strength::Soft);
        }
        let limits = indicator.hard();
        if limits.low().is_some() || limits.high().is_some() {
            add("range", ConstraintRule::Range { indicator: Arc::clone(&id), limits }, Strength::Hard);
        }
    }
    found
}

fn scale_of(unit: &str, per: &[Arc<str>]) -> Decimal {
    match (unit, per.first().map(|per| &**per)) {
        ("%", _) => Decimal::ONE_HUNDRED,
        ("‰", _) | (_, Some("千人")) => Decimal::ONE_THOUSAND,
        (_, Some("万人" | "万")) => Decimal::from(10_000),
        (_, Some("10万")) => Decimal::from(100_000),
        _ => Decimal::ONE,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    constraint: Vec<Spanned<Entry>>,
}

/// One table of the file; which fields it needs depends on its kind.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: Arc<str>,
    kind: EntryKind,
    strength: Strength,
    #[serde(default)]
    code: Option<Arc<str>>,
    reason: Arc<str>,
    lower: Option<Arc<str>>,
    upper: Option<Arc<str>>,
    tolerance: Option<Decimal>,
    part: Option<Arc<str>>,
    whole: Option<Arc<str>>,
    parts: Option<Vec<Arc<str>>>,
    complete: Option<bool>,
    total: Option<Decimal>,
    amount: Option<Arc<str>>,
    factors: Option<Vec<Arc<str>>>,
    rate: Option<Arc<str>>,
    scale: Option<Decimal>,
    numerator: Option<Arc<str>>,
    denominator: Option<Arc<str>>,
    low: Option<Decimal>,
    high: Option<Decimal>,
    indicator: Option<Arc<str>>,
    table: Option<Arc<str>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum EntryKind {
    Order,
    Subset,
    Sum,
    Product,
    Ratio,
    Complement,
    Band,
    Floor,
}

impl Entry {
    fn build(mut self) -> Result<Constraint, Problem> {
        let rule = match self.kind {
            EntryKind::Order => ConstraintRule::Order {
                lower: need(self.lower.take(), "lower")?,
                upper: need(self.upper.take(), "upper")?,
                tolerance: self.tolerance.take().unwrap_or(Decimal::ONE),
            },
            EntryKind::Subset => ConstraintRule::Subset {
                part: need(self.part.take(), "part")?,
                whole: need(self.whole.take(), "whole")?,
            },
            EntryKind::Sum => ConstraintRule::Sum {
                whole: need(self.whole.take(), "whole")?,
                parts: need(self.parts.take(), "parts")?,
                complete: need(self.complete.take(), "complete")?,
            },
            EntryKind::Product => ConstraintRule::Product {
                amount: need(self.amount.take(), "amount")?,
                factors: need(self.factors.take(), "factors")?,
            },
            EntryKind::Ratio => ConstraintRule::Ratio {
                rate: need(self.rate.take(), "rate")?,
                numerator: need(self.numerator.take(), "numerator")?,
                denominator: need(self.denominator.take(), "denominator")?,
                scale: need(self.scale.take(), "scale")?,
            },
            EntryKind::Complement => ConstraintRule::Complement {
                parts: need(self.parts.take(), "parts")?,
                total: need(self.total.take(), "total")?,
            },
            EntryKind::Band => ConstraintRule::Band {
                numerator: need(self.numerator.take(), "numerator")?,
                denominator: need(self.denominator.take(), "denominator")?,
                low: need(self.low.take(), "low")?,
                high: need(self.high.take(), "high")?,
            },
            EntryKind::Floor => ConstraintRule::Floor {
                indicator: need(self.indicator.take(), "indicator")?,
                table: need(self.table.take(), "table")?,
            },
        };
        self.refuse_leftovers()?;
        Ok(Constraint {
            id: self.id,
            rule,
            strength: self.strength,
            code: self.code.unwrap_or_default(),
            reason: self.reason,
        })
    }

    /// A field of another kind is a slip of the pen, not something to pass over.
    fn refuse_leftovers(&self) -> Result<(), Problem> {
        let leftovers = [
            ("lower", self.lower.is_some()),
            ("upper", self.upper.is_some()),
            ("tolerance", self.tolerance.is_some()),
            ("part", self.part.is_some()),
            ("whole", self.whole.is_some()),
            ("parts", self.parts.is_some()),
            ("complete", self.complete.is_some()),
            ("total", self.total.is_some()),
            ("amount", self.amount.is_some()),
            ("factors", self.factors.is_some()),
            ("rate", self.rate.is_some()),
            ("scale", self.scale.is_some()),
            ("numerator", self.numerator.is_some()),
            ("denominator", self.denominator.is_some()),
            ("low", self.low.is_some()),
            ("high", self.high.is_some()),
            ("indicator", self.indicator.is_some()),
            ("table", self.table.is_some()),
        ];
        match leftovers.into_iter().find(|(_, present)| *present) {
            Some((field, _)) => Err(Problem::Invalid {
                field,
                reason: "does not belong to this kind of constraint".to_owned(),
            }),
            None => Ok(()),
        }
    }
}

fn need<T>(field: Option<T>, name: &'static str) -> Result<T, Problem> {
    field.ok_or_else(|| Problem::Invalid {
        field: name,
        reason: "this kind of constraint needs it".to_owned(),
    })
}
