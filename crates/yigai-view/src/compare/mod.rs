//! Several reports beside each other: the same indicator of places and years, growth, gaps, and contradictions.
//!
//! What is compared are levels of the catalogue in their own unit. Two figures of one place, indicator and period agree
//! where what they state can be one number: 20.3万 and 203412 do, 203412 and 203421 do not. Then the more precise one
//! stands in the cell; else both do, and the cell is a conflict. Growth is taken from one year to the next one stated,
//! between single exact values only: relative change in percent, for rates the difference in percentage points.
//!
//! A report that names no place, or masks it (XX县), is compared as a place of its own, under its path.
//!
//! ```
//! use yigai_view::{Style, compare::Comparison};
//!
//! let read = |text: &str, path: &str| {
//!     yigai::Report::read(text.as_bytes(), &yigai::Options::default()).map(|report| report.to_contract(path))
//! };
//! let reports = [
//!     read("沙河县2011年新农合工作总结\n2011年，全县农民参合200000人。", "a.txt")?,
//!     read("沙河县2012年新农合工作总结\n2012年，全县农民参合205000人。", "b.txt")?,
//! ];
//! let comparison = Comparison::of(&reports, &Style::default());
//! let series = &comparison.series[0];
//! assert_eq!((series.indicator.as_str(), series.cells.len()), ("nrcms_enrollees", 2));
//! assert_eq!(series.cells[1].growth.as_deref(), Some("2.50"));
//! # Ok::<(), yigai::Error>(())
//! ```

#[cfg(feature = "charts")]
pub mod charts;
mod claim;
mod growth;
mod write;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use yigai::contract::Report;

use self::claim::Claim;
use crate::figures::{Figure, Place, figures};
use crate::names;
use crate::style::Style;

pub use self::write::{csv, json, table};

/// Reports beside each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Comparison {
    /// The places, in the order of their names.
    pub places: Vec<PlaceOf>,
    /// The periods that occur, in order.
    pub periods: Vec<String>,
    /// What is compared: in the order of the catalogue, then by subject, then by place.
    pub series: Vec<Series>,
    /// What at least half of the places state and another does not.
    pub missing: Vec<Missing>,
    /// How many figures are outside of the comparison: not in the catalogue, changes, shares, targets, parts of a sum,
    /// without a period, or in another unit.
    pub left_out: usize,
}

/// A place, and the reports that are about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PlaceOf {
    /// Its name; the path of the report where there is none.
    pub name: String,
    /// Its code, where one division has that name.
    pub code: Option<String>,
    /// The paths of its reports.
    pub files: Vec<String>,
}

/// One indicator of one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Series {
    /// The indicator's id.
    pub indicator: String,
    /// The unit, with denominators.
    pub unit: String,
    /// What it is stated about, where the sentence limits it.
    pub subject: Option<String>,
    /// The place.
    pub place: String,
    /// A cell for each period that is stated, in order.
    pub cells: Vec<Cell>,
}

/// What is stated of one indicator, place and period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Cell {
    /// The period: `2012`, `2012-01..2012-06`.
    pub period: String,
    /// What is stated. One, or several that cannot be one number; of several that can, the most precise.
    pub values: Vec<Value>,
    /// Whether the reports contradict each other, or one of them itself.
    pub conflict: bool,
    /// The change from the year stated before: in percent, for rates in percentage points.
    pub growth: Option<String>,
}

/// One statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Value {
    /// The exact value, the lower end of a range.
    pub value: String,
    /// With bound and upper end, for people: `≥ 95`.
    pub shown: String,
    /// Whether it is a value and no bound or range.
    pub exact: bool,
    /// Whether the audit calls it inconsistent or corrupt.
    pub alarm: bool,
    /// Where it stands: path, first byte and the byte after the last. Those that agree with it follow.
    pub sources: Vec<(String, usize, usize)>,
}

/// An indicator that others state and this place does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Missing {
    /// The place.
    pub place: String,
    /// The indicator's id.
    pub indicator: String,
    /// The places that state it.
    pub stated_by: Vec<String>,
}

/// Order of the catalogue, id, subject, place.
type Key = (usize, String, Option<String>, Place);

impl Comparison {
    /// Compares reports, fresh or stored; the catalogue is that of the style. Reports that could not be read are left out.
    pub fn of(reports: &[Report], style: &Style<'_>) -> Self {
        let order: BTreeMap<&str, usize> = style.catalogue.iter().map(|i| i.id()).zip(0..).collect();
        let mut places: BTreeMap<Place, Vec<String>> = BTreeMap::new();
        let mut claims: BTreeMap<Key, BTreeMap<(String, String), Vec<Claim>>> = BTreeMap::new();
        let mut left_out = 0;
        for report in reports.iter().filter(|report| report.document.error.is_none()) {
            let path = &report.document.path;
            let place = Place::of(&report.document);
            let place = place.unwrap_or_else(|| Place { name: path.clone(), code: None });
            places.entry(place.clone()).or_default().push(path.clone());
            for figure in figures(report, style.catalogue) {
                let Some((period, figure)) = figure.ok().and_then(|figure| Some((figure.period?, figure)))
                else {
                    left_out += 1;
                    continue;
                };
                let id = figure.indicator.id();
                let at = order.get(id).copied().unwrap_or(usize::MAX);
                let key = (at, id.to_owned(), figure.observation.subject.clone(), place.clone());
                // By the last day, so that a half year stands before its year.
                let when = (format!("{} {}", period.end, period.start), names::period(&period));
                claims.entry(key).or_default().entry(when).or_default().push(Claim::of(&figure));
            }
        }
        let periods: BTreeSet<_> = claims.values().flat_map(|cells| cells.keys().cloned()).collect();
        let missing = missing(&claims, &places);
        let series = claims.into_iter().map(|(key, cells)| series(key, cells, style)).collect();
        Self {
            places: places
                .into_iter()
                .map(|(place, files)| PlaceOf { name: place.name, code: place.code, files })
                .collect(),
            periods: periods.into_iter().map(|(_, name)| name).collect(),
            series,
            missing,
            left_out,
        }
    }

    /// The cells in which statements contradict each other.
    pub fn conflicts(&self) -> impl Iterator<Item = (&Series, &Cell)> {
        let cells = self.series.iter().flat_map(|series| series.cells.iter().map(move |cell| (series, cell)));
        cells.filter(|(_, cell)| cell.conflict)
    }
}

fn series(key: Key, cells: BTreeMap<(String, String), Vec<Claim>>, style: &Style<'_>) -> Series {
    let (_, indicator, subject, place) = key;
    let known = style.catalogue.get(&indicator);
    let unit = known.map_or_else(String::new, |indicator| {
        std::iter::once(indicator.unit())
            .chain(indicator.per().iter().map(|per| &**per))
            .collect::<Vec<_>>()
            .join("/")
    });
    let mut cells: Vec<_> =
        cells.into_iter().map(|((_, period), claims)| claim::cell(period, claims)).collect();
    growth::fill(&mut cells, &unit);
    Series { indicator, unit, subject, place: place.name, cells }
}

/// What at least half of the places state; what few state is their own matter.
fn missing<T>(claims: &BTreeMap<Key, T>, places: &BTreeMap<Place, Vec<String>>) -> Vec<Missing> {
    let mut stated: BTreeMap<(usize, &str), BTreeSet<&Place>> = BTreeMap::new();
    for (order, id, _, place) in claims.keys() {
        stated.entry((*order, id)).or_default().insert(place);
    }
    let mut missing = Vec::new();
    for place in places.keys() {
        for ((_, id), by) in &stated {
            if !by.contains(place) && by.len() * 2 >= places.len() {
                missing.push(Missing {
                    place: place.name.clone(),
                    indicator: (*id).to_owned(),
                    stated_by: by.iter().map(|place| place.name.clone()).collect(),
                });
            }
        }
    }
    missing
}

impl From<&Figure<'_>> for Value {
    fn from(figure: &Figure<'_>) -> Self {
        let mention = figure.mention;
        let upper =
            mention.upper.as_deref().map_or_else(String::new, |upper| format!("–{}", names::grouped(upper)));
        let value = figure.value.to_string();
        Self {
            shown: format!("{}{}{upper}", names::bound_sign(mention.bound), names::grouped(&value)),
            value,
            exact: figure.is_exact(),
            alarm: figure.alarm,
            sources: vec![(figure.report.document.path.clone(), mention.source.start, mention.source.end)],
        }
    }
}
