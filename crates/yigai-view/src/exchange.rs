//! What the exchange formats share: one certain value for each indicator, place and period.
//!
//! DHIS2 and SDMX take a figure for a fact. They have no field for a second reading, so that only what is certain goes
//! into them: levels of the catalogue in their own unit, without hedge, without an alarm, of one place and period, and
//! stated with one value only. Everything else is [`LeftOut`], each with its [`Reason`].

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use yigai::contract::Report;
use yigai::model::{Catalogue, Role};
use yigai::quantity::Period;

use crate::figures::{Figure, Place, figures, is_of_a_part};
pub use crate::figures::{LeftOut, Reason};

/// How to fill an exchange file.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Options<'a> {
    /// The place of all reports, for those that name none, or whose name has no one code.
    pub place: Option<&'a str>,
    /// The id of the data set (DHIS2) or data flow (SDMX) that the receiver knows; each format has its own default.
    pub data_set: Option<&'a str>,
    /// Where indicators are looked up.
    pub catalogue: &'a Catalogue,
}

impl Default for Options<'_> {
    /// Places as found, no data set, and the catalogue that is compiled in.
    fn default() -> Self {
        Self { place: None, data_set: None, catalogue: Catalogue::builtin() }
    }
}

impl<'a> Options<'a> {
    /// With a place for all reports.
    #[must_use]
    pub fn place(self, place: Option<&'a str>) -> Self {
        Self { place, ..self }
    }

    /// With the receiver's data set or data flow.
    #[must_use]
    pub fn data_set(self, data_set: Option<&'a str>) -> Self {
        Self { data_set, ..self }
    }

    /// With a catalogue of the caller's own.
    #[must_use]
    pub fn catalogue(self, catalogue: &'a Catalogue) -> Self {
        Self { catalogue, ..self }
    }
}

/// One cell of an exchange file.
pub(crate) struct Cell<'a> {
    pub(crate) figure: Figure<'a>,
    pub(crate) place: Place,
    /// The period in the format's words.
    pub(crate) period: String,
}

impl Cell<'_> {
    /// Where it stands: `a.txt, bytes 10..22: 785.1万元`.
    pub(crate) fn provenance(&self) -> String {
        let source = &self.figure.mention.source;
        let text = crate::line::one_line(&source.text);
        format!("{}, bytes {}..{}: {text}", self.figure.report.document.path, source.start, source.end)
    }

    fn key(&self) -> (String, String, String) {
        (self.place.id().to_owned(), self.figure.indicator.id().to_owned(), self.period.clone())
    }
}

/// The cells that are certain, in the order of the reports, and what is left out. `name` gives a period its name in the
/// format, where it has one.
pub(crate) fn cells<'a>(
    reports: &'a [Report],
    options: &Options<'a>,
    name: impl Fn(&Period) -> Option<String>,
) -> (Vec<Cell<'a>>, Vec<LeftOut>) {
    let (mut cells, mut left_out) = (Vec::new(), Vec::new());
    for report in reports {
        let place = options.place.map(Place::named).or_else(|| Place::of(&report.document));
        for figure in figures(report, options.catalogue) {
            match figure.and_then(|figure| {
                cell(figure, place.as_ref(), &name).map_err(|reason| left(&figure, reason))
            }) {
                Ok(cell) => cells.push(cell),
                Err(left) => left_out.push(left),
            }
        }
    }
    let mut values: BTreeMap<_, (Decimal, bool)> = BTreeMap::new();
    for cell in &cells {
        let value = cell.figure.value;
        values
            .entry(cell.key())
            .and_modify(|(first, same)| *same &= *first == value)
            .or_insert((value, true));
    }
    // The same value twice is one cell; two values are none.
    let mut certain = Vec::new();
    for cell in cells {
        match values.get_mut(&cell.key()) {
            Some((_, false)) => left_out.push(left(&cell.figure, Reason::Conflict)),
            Some(_) => {
                values.remove(&cell.key());
                certain.push(cell);
            }
            None => {}
        }
    }
    (certain, left_out)
}

fn left(figure: &Figure<'_>, reason: Reason) -> LeftOut {
    LeftOut { path: figure.report.document.path.clone(), mention: figure.index, reason }
}

fn cell<'a>(
    figure: Figure<'a>,
    place: Option<&Place>,
    name: impl Fn(&Period) -> Option<String>,
) -> Result<Cell<'a>, Reason> {
    if figure.observation.role != Role::Level {
        return Err(Reason::NotALevel);
    }
    if figure.alarm {
        return Err(Reason::Alarm);
    }
    if !figure.is_exact() {
        return Err(Reason::NotExact);
    }
    if is_of_a_part(&figure) {
        return Err(Reason::PartOfPlace);
    }
    let place = place.ok_or(Reason::NoPlace)?.clone();
    let period = name(&figure.period.ok_or(Reason::NoPeriod)?).ok_or(Reason::OddPeriod)?;
    Ok(Cell { figure, place, period })
}

/// The parts of the year that have names: the length in months and the number of the part, counted from 1.
pub(crate) fn part_of_year(period: &Period) -> Option<(i32, u32, u32)> {
    use yigai::chrono::{Datelike, Months};
    let (start, end) = (period.start, period.end);
    let months = [12, 6, 3, 1].into_iter().find(|months| {
        start.day() == 1
            && start.month0() % months == 0
            && end.succ_opt() == start.checked_add_months(Months::new(*months))
    })?;
    Some((start.year(), months, start.month0() / months + 1))
}
