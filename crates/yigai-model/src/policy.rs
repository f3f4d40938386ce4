use core::fmt;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use toml::Spanned;

use crate::data::{self, Source};
use crate::{DataError, Limits, Problem};

/// National policy parameters by year (政策参数): financing standards, subsidies, package sizes, list editions.
///
/// ```
/// use yigai_model::Policies;
///
/// let policies = Policies::builtin();
/// let subsidy = policies.in_year("nrcms_financing.government", 2010).unwrap();
/// assert_eq!(subsidy.exactly().unwrap().to_string(), "120");
/// assert!(subsidy.is_confirmed());
///
/// let phased = policies.in_year("nrcms_financing.individual", 2010).unwrap();
/// assert_eq!(phased.exactly(), None); // 20 or 30, by province
/// assert_eq!(phased.limits().to_string(), "20..30");
///
/// let unknown = policies.in_year("nrcms_financing.government", 1999).unwrap_err();
/// assert_eq!(unknown.to_string(), "`nrcms_financing.government` is known for 2003 to 2016, not for 1999");
/// assert!(policies.in_year("nrcms_financing.colour", 2010).is_err());
/// ```
#[derive(Clone, Debug)]
pub struct Policies {
    tables: Vec<PolicyTable>,
}

/// One table of policy parameters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PolicyTable {
    table: Arc<str>,
    name: Arc<str>,
    english: Arc<str>,
    unit: Arc<str>,
    source: Arc<str>,
    parameters: BTreeMap<Arc<str>, Arc<str>>,
    rows: Vec<PolicyRow>,
}

/// What holds for some time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PolicyRow {
    from: NaiveDate,
    to: Option<NaiveDate>,
    values: BTreeMap<Arc<str>, PolicyValue>,
    note: Arc<str>,
}

/// One parameter in one year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PolicyValue {
    limits: Limits,
    confirmed: bool,
    document: Arc<str>,
    evidence: Arc<str>,
}

/// Why there is no value: the answer "unknown", with what is known.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum UnknownPolicy {
    /// No table has such a parameter.
    #[error("there is no policy parameter `{0}`")]
    Parameter(String),
    /// The tables do not reach that far.
    #[error("`{parameter}` is known for {}, not for {asked}", Years(.known))]
    Year {
        /// The parameter.
        parameter: String,
        /// The year or day that was asked for.
        asked: String,
        /// First and last years with a value, the earliest first; the last is `None` where a value still holds.
        known: Vec<(i32, Option<i32>)>,
    },
}

struct Years<'a>(&'a [(i32, Option<i32>)]);

impl fmt::Display for Years<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (first, last)) in self.0.iter().enumerate() {
            f.write_str(if index == 0 { "" } else { ", " })?;
            match last {
                Some(last) if last == first => write!(f, "{first}")?,
                Some(last) => write!(f, "{first} to {last}")?,
                None => write!(f, "{first} and later")?,
            }
        }
        Ok(())
    }
}

impl PolicyValue {
    /// The value where it is one; `None` where provinces differed.
    pub fn exactly(&self) -> Option<Decimal> {
        self.limits.low().filter(|low| self.limits.high() == Some(*low))
    }

    /// The lowest and the highest value.
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// Whether the figure was seen stated in public text. If not, it comes from knowledge of the document.
    pub fn is_confirmed(&self) -> bool {
        self.confirmed
    }

    /// The document that sets it; empty where unknown.
    pub fn document(&self) -> &str {
        &self.document
    }

    /// Where the figure was seen; empty where it was not.
    pub fn evidence(&self) -> &str {
        &self.evidence
    }
}

impl PolicyTable {
    /// The id, the first part of a parameter's name.
    pub fn id(&self) -> &str {
        &self.table
    }

    /// The Chinese name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The English name.
    pub fn english(&self) -> &str {
        &self.english
    }

    /// The unit of its values; `mixed` where the parameters' names give it.
    pub fn unit(&self) -> &str {
        &self.unit
    }

    /// Where it is from.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The parameters with their Chinese names.
    pub fn parameters(&self) -> &BTreeMap<Arc<str>, Arc<str>> {
        &self.parameters
    }

    /// Its rows, the earliest first.
    pub fn rows(&self) -> &[PolicyRow] {
        &self.rows
    }
}

impl PolicyRow {
    /// From when on, and until when, where that is known; both days included.
    pub fn period(&self) -> (NaiveDate, Option<NaiveDate>) {
        (self.from, self.to)
    }

    /// The values by parameter.
    pub fn values(&self) -> &BTreeMap<Arc<str>, PolicyValue> {
        &self.values
    }

    /// What else to know; mostly empty.
    pub fn note(&self) -> &str {
        &self.note
    }

    fn holds_on(&self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

macro_rules! policy_files {
    ($($name:literal),* $(,)?) => {
        &[$((concat!($name, ".toml"), include_str!(concat!("../data/policies/", $name, ".toml")))),*]
    };
}

const FILES: &[(&str, &str)] = policy_files![
    "nrcms_financing",
    "nrcms_targets",
    "nrcms_achieved",
    "resident_insurance",
    "urban_resident_subsidy",
    "public_health_services",
    "essential_medicines_list",
    "family_doctor_targets",
    "critical_illness_insurance",
    "hospital_targets",
    "population_outcomes",
];

impl Policies {
    /// The tables that are compiled in.
    pub fn builtin() -> &'static Self {
        static BUILTIN: OnceLock<Policies> = OnceLock::new();
        // A test reads the same files and fails with their error.
        BUILTIN.get_or_init(|| Self::from_files(FILES).unwrap_or(Self { tables: Vec::new() }))
    }

    /// Tables from the text of files.
    ///
    /// # Errors
    /// The first mistake with its file and line: a value that is no number, rows that overlap, an unknown parameter.
    pub fn from_files(files: &[(&str, &str)]) -> Result<Self, DataError> {
        let mut tables: Vec<PolicyTable> = Vec::with_capacity(files.len());
        for (name, text) in files {
            let source = Source { name, text };
            let table = source.parse::<File>()?.check(&source)?;
            match tables.iter_mut().find(|known| known.table == table.table) {
                Some(known) => *known = table,
                None => tables.push(table),
            }
        }
        Ok(Self { tables })
    }

    /// The built-in tables with those of `policies/*.toml` of a data folder; one with a known id takes its place.
    ///
    /// # Errors
    /// The first mistake with its file and line.
    pub fn with_dir(folder: impl AsRef<Path>) -> Result<Self, DataError> {
        let own = data::read_folder(&folder.as_ref().join("policies"), "toml")?;
        let files: Vec<_> = FILES
            .iter()
            .copied()
            .chain(own.iter().map(|(name, text)| (name.as_str(), text.as_str())))
            .collect();
        Self::from_files(&files)
    }

    /// All tables.
    pub fn tables(&self) -> &[PolicyTable] {
        &self.tables
    }

    /// A parameter (`table.parameter`) on the last day of a year.
    ///
    /// # Errors
    /// [`UnknownPolicy`], with the years that are known.
    pub fn in_year(&self, parameter: &str, year: i32) -> Result<&PolicyValue, UnknownPolicy> {
        let day = NaiveDate::from_ymd_opt(year, 12, 31);
        self.find(parameter, day, &year.to_string())
    }

    /// A parameter (`table.parameter`) on a day.
    ///
    /// # Errors
    /// [`UnknownPolicy`], with the years that are known.
    ///
    /// ```
    /// use yigai_model::Policies;
    ///
    /// let items = |day: &str| Policies::builtin().on_day("essential_medicines_list.total", day.parse().unwrap());
    /// assert_eq!(items("2011-06-01").unwrap().exactly().unwrap().to_string(), "307");
    /// assert_eq!(items("2018-11-02").unwrap().exactly().unwrap().to_string(), "685");
    /// assert!(items("2009-01-01").is_err());
    /// ```
    pub fn on_day(&self, parameter: &str, day: NaiveDate) -> Result<&PolicyValue, UnknownPolicy> {
        self.find(parameter, Some(day), &day.to_string())
    }

    /// The individual contribution for cover in a year, which is collected by the policy of the year before.
    ///
    /// # Errors
    /// [`UnknownPolicy`], with the years that are known.
    ///
    /// ```
    /// let paid = yigai_model::Policies::builtin().individual_for_cover(2024).unwrap();
    /// assert_eq!(paid.exactly().unwrap().to_string(), "380");
    /// ```
    pub fn individual_for_cover(&self, year: i32) -> Result<&PolicyValue, UnknownPolicy> {
        self.in_year("resident_insurance.individual", year.saturating_sub(1))
    }

    fn find(
        &self,
        parameter: &str,
        day: Option<NaiveDate>,
        asked: &str,
    ) -> Result<&PolicyValue, UnknownPolicy> {
        let no_parameter = || UnknownPolicy::Parameter(parameter.to_owned());
        let (table, name) = parameter.split_once('.').ok_or_else(no_parameter)?;
        let table = self.tables.iter().find(|known| known.id() == table).ok_or_else(no_parameter)?;
        if !table.parameters.contains_key(name) {
            return Err(no_parameter());
        }
        let rows = || table.rows.iter().filter_map(|row| Some((row, row.values.get(name)?)));
        if let Some((_, value)) = day.and_then(|day| rows().find(|(row, _)| row.holds_on(day))) {
            return Ok(value);
        }
        let mut known: Vec<(i32, Option<i32>)> = Vec::new();
        for (row, _) in rows() {
            let (first, last) = (row.from.year(), row.to.map(|to| to.year()));
            match known.last_mut() {
                Some((_, end)) if end.is_some_and(|end| end + 1 >= first) => *end = last,
                _ => known.push((first, last)),
            }
        }
        Err(UnknownPolicy::Year { parameter: parameter.to_owned(), asked: asked.to_owned(), known })
    }
}

/// A document that marks the reform.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// The date as far as known: `2009-03-17`, `2010-12` or `2007`.
    pub date: String,
    /// Its number.
    pub document: String,
    /// What it is about.
    pub matter: String,
    /// Whether date or content was seen stated in public text.
    #[serde(default)]
    pub confirmed: bool,
}

/// The documents that mark the reform, the earliest first.
///
/// ```
/// let found = yigai_model::milestones();
/// assert!(found.iter().any(|milestone| milestone.document == "国发〔2016〕3号"));
/// assert!(found.is_sorted_by_key(|milestone| &milestone.date));
/// ```
pub fn milestones() -> &'static [Milestone] {
    #[derive(Deserialize)]
    struct File {
        milestone: Vec<Milestone>,
    }
    static READ: OnceLock<Vec<Milestone>> = OnceLock::new();
    READ.get_or_init(|| {
        let source = Source { name: "milestones.toml", text: include_str!("../data/milestones.toml") };
        source.parse::<File>().map(|file| file.milestone).unwrap_or_default()
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    table: Arc<str>,
    name: Arc<str>,
    english: Arc<str>,
    unit: Arc<str>,
    source: Arc<str>,
    parameters: BTreeMap<Arc<str>, Arc<str>>,
    row: Vec<Spanned<Row>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    from: When,
    to: Option<When>,
    /// Whether it holds until told otherwise.
    #[serde(default)]
    open: bool,
    values: BTreeMap<Arc<str>, String>,
    #[serde(default)]
    confirmed: Vec<Arc<str>>,
    #[serde(default)]
    document: Arc<str>,
    #[serde(default)]
    evidence: Arc<str>,
    #[serde(default)]
    note: Arc<str>,
}

/// A year or a day.
#[derive(Deserialize)]
#[serde(untagged, expecting = "write a year (2010) or a day (\"2010-05-01\")")]
enum When {
    Year(i32),
    Day(NaiveDate),
}

impl When {
    fn first(&self) -> Option<NaiveDate> {
        match self {
            Self::Year(year) => NaiveDate::from_ymd_opt(*year, 1, 1),
            Self::Day(day) => Some(*day),
        }
    }

    fn last(&self) -> Option<NaiveDate> {
        match self {
            Self::Year(year) => NaiveDate::from_ymd_opt(*year, 12, 31),
            Self::Day(day) => Some(*day),
        }
    }
}

impl File {
    fn check(self, source: &Source<'_>) -> Result<PolicyTable, DataError> {
        let mut rows: Vec<PolicyRow> = Vec::with_capacity(self.row.len());
        let row_count = self.row.len();
        for (index, row) in self.row.into_iter().enumerate() {
            let offset = row.span().start;
            let row = row.into_inner();
            let invalid = |field, reason: String| source.error(offset, Problem::Invalid { field, reason });
            let from = row.from.first().ok_or_else(|| invalid("from", "there is no such year".to_owned()))?;
            let to = match (&row.to, &row.from) {
                (None, _) if row.open && index + 1 == row_count => None,
                (_, _) if row.open => {
                    return Err(invalid("open", "only the last row, without `to`".to_owned()));
                }
                (Some(to), _) => to.last(),
                (None, When::Year(_)) => row.from.last(),
                (None, When::Day(_)) => {
                    return Err(invalid("to", "say until when, or `open = true`".to_owned()));
                }
            };
            if to.is_some_and(|to| to < from) {
                return Err(invalid("to", "it is before `from`".to_owned()));
            }
            if rows.last().is_some_and(|before| before.to.is_none_or(|to| to >= from)) {
                return Err(invalid("from", "it overlaps the row before".to_owned()));
            }
            let mut values = BTreeMap::new();
            for (name, text) in &row.values {
                if !self.parameters.contains_key(name) {
                    let problem = Problem::Undefined { field: "values", name: name.to_string() };
                    return Err(source.error(offset, problem));
                }
                let limits = limits(text).map_err(|reason| invalid("values", reason))?;
                let value = PolicyValue {
                    limits,
                    confirmed: row.confirmed.contains(name),
                    document: Arc::clone(&row.document),
                    evidence: Arc::clone(&row.evidence),
                };
                values.insert(Arc::clone(name), value);
            }
            if let Some(name) = row.confirmed.iter().find(|name| !row.values.contains_key(*name)) {
                let problem = Problem::Undefined { field: "confirmed", name: name.to_string() };
                return Err(source.error(offset, problem));
            }
            rows.push(PolicyRow { from, to, values, note: row.note });
        }
        Ok(PolicyTable {
            table: self.table,
            name: self.name,
            english: self.english,
            unit: self.unit,
            source: self.source,
            parameters: self.parameters,
            rows,
        })
    }
}

fn limits(text: &str) -> Result<Limits, String> {
    if text.contains("..") {
        return text.parse().map_err(|error: crate::LimitsError| error.to_string());
    }
    let value = Decimal::from_str_exact(text).map_err(|_| format!("`{text}` is not a decimal number"))?;
    Limits::new(Some(value), Some(value)).map_err(|error| error.to_string())
}
