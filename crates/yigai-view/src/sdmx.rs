//! SDMX-CSV 2.0: a row for each observation, for SDMX tools and statistical offices.
//!
//! The specification gives the first three columns (`STRUCTURE`, `STRUCTURE_ID`, `ACTION`), the names of time periods and
//! of the usual dimensions and attributes; the rest of the mapping is ours. `REF_AREA` is the GB/T 2260 code of the
//! division (its name, where no one division has it), `INDICATOR` the indicator's id, `UNIT_MEASURE` by
//! `data/units.csv` of this crate, `UNIT_MULT` 0, since values are in base units. `OBS_STATUS` is `A` (normal), since
//! nothing else goes in; `COMMENT_OBS` says which bytes of which file the value is from.
//!
//! Only what is certain goes in; see [`exchange`](crate::exchange).
//!
//! ```
//! use yigai_view::{exchange, sdmx};
//!
//! let text = "2011年1-9月，沙河县农民参合203412人。";
//! let report = yigai::Report::read(text.as_bytes(), &yigai::Options::default())?.to_contract("a.txt");
//! let mut out = Vec::new();
//! let left_out = sdmx::write(&[report], &exchange::Options::default().place(Some("431281")), &mut out)?;
//! let text = String::from_utf8(out)?;
//! assert!(text.starts_with("STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,"));
//! assert!(text.contains("431281,nrcms_enrollees,2011-01-01/P9M,203412,PS,0,A,"));
//! assert!(left_out.is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::OnceLock;

use yigai::chrono::{Datelike, Months};
use yigai::contract::Report;
use yigai::quantity::Period;

use crate::exchange::{Cell, LeftOut, Options, cells, part_of_year};
use crate::rows::Rows;

/// The data flow where the caller names none: agency, id and version.
const DATA_FLOW: &str = "YIGAI:HEALTH_REFORM(1.0.0)";

const HEAD: [&str; 12] = [
    "STRUCTURE",
    "STRUCTURE_ID",
    "ACTION",
    "FREQ",
    "REF_AREA",
    "INDICATOR",
    "TIME_PERIOD",
    "OBS_VALUE",
    "UNIT_MEASURE",
    "UNIT_MULT",
    "OBS_STATUS",
    "COMMENT_OBS",
];

/// Writes the certain figures of reports; returns what is left out, each with its reason.
///
/// # Errors
///
/// What `out` returns, such as a full disk.
pub fn write(reports: &[Report], options: &Options<'_>, out: &mut dyn Write) -> io::Result<Vec<LeftOut>> {
    let (cells, left_out) = cells(reports, options, |period| Some(time_period(period)));
    let mut table = Rows::new(out);
    table.row(HEAD)?;
    let flow = options.data_set.unwrap_or(DATA_FLOW);
    for cell in &cells {
        table.row(row(cell, flow))?;
    }
    table.finish()?;
    Ok(left_out)
}

fn row(cell: &Cell<'_>, flow: &str) -> [String; 12] {
    let indicator = cell.figure.indicator;
    [
        "dataflow".to_owned(),
        flow.to_owned(),
        "I".to_owned(),
        cell.figure.period.as_ref().map_or("_U", frequency).to_owned(),
        cell.place.id().to_owned(),
        indicator.id().to_owned(),
        cell.period.clone(),
        cell.figure.value.to_string(),
        unit(indicator.unit()).unwrap_or("_X").to_owned(),
        "0".to_owned(),
        "A".to_owned(),
        cell.provenance(),
    ]
}

/// A period by its SDMX name: a part of the year, a day, or a start with a duration.
fn time_period(period: &Period) -> String {
    if period.start == period.end {
        return period.start.to_string();
    }
    let year = period.start.year();
    match part_of_year(period) {
        Some((_, 12, _)) => format!("{year:04}"),
        Some((_, 6, part)) => format!("{year:04}-S{part}"),
        Some((_, 3, part)) => format!("{year:04}-Q{part}"),
        Some(_) => format!("{year:04}-{:02}", period.start.month()),
        None => format!("{}/{}", period.start, duration(period)),
    }
}

/// In months where it is a number of months, else in days.
fn duration(period: &Period) -> String {
    let after = period.end.succ_opt();
    let (start, end) = (period.start, period.end);
    let months =
        (end.year() - start.year()).saturating_mul(12) + end.month() as i32 - start.month() as i32 + 1;
    let whole =
        u32::try_from(months).ok().filter(|months| after == start.checked_add_months(Months::new(*months)));
    match whole {
        Some(months) => format!("P{months}M"),
        None => format!("P{}D", (end - start).num_days() + 1),
    }
}

/// The code of `CL_FREQ`; `_O` for what is no part of the calendar, such as nine months in total.
fn frequency(period: &Period) -> &'static str {
    if period.start == period.end {
        return "D";
    }
    match part_of_year(period) {
        Some((_, 12, _)) => "A",
        Some((_, 6, _)) => "S",
        Some((_, 3, _)) => "Q",
        Some(_) => "M",
        None => "_O",
    }
}

/// The code of a unit.
fn unit(name: &str) -> Option<&'static str> {
    static UNITS: OnceLock<HashMap<&'static str, &'static str>> = OnceLock::new();
    let units = UNITS.get_or_init(|| {
        // No cell of the file is quoted; a test holds it against the catalogue.
        let rows = include_str!("../data/units.csv").lines().skip(1);
        rows.filter_map(|row| {
            let mut cells = row.split(',');
            Some((cells.next()?, cells.next()?))
        })
        .collect()
    });
    units.get(name).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use yigai::model::Catalogue;

    #[test]
    fn every_unit_of_the_catalogue_has_a_code() {
        for indicator in Catalogue::builtin() {
            let code = unit(indicator.unit());
            assert!(code.is_some(), "{} has no code for {}", indicator.id(), indicator.unit());
        }
    }

    #[test]
    fn every_row_of_units_says_why() {
        for row in include_str!("../data/units.csv").lines().skip(1) {
            let cells: Vec<_> = row.split(',').collect();
            assert!(
                matches!(cells[..], [unit, code, reason] if !unit.is_empty() && !reason.is_empty()
                && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')),
                "{row}"
            );
        }
    }

    #[test]
    fn periods_by_their_names() {
        for (start, end, name, freq) in [
            ("2010-01-01", "2010-12-31", "2010", "A"),
            ("2010-01-01", "2010-06-30", "2010-S1", "S"),
            ("2010-10-01", "2010-12-31", "2010-Q4", "Q"),
            ("2012-02-01", "2012-02-29", "2012-02", "M"),
            ("2012-02-01", "2012-02-01", "2012-02-01", "D"),
            ("2010-01-01", "2010-09-30", "2010-01-01/P9M", "_O"),
            ("2009-01-01", "2011-12-31", "2009-01-01/P36M", "_O"),
            ("2010-01-01", "2010-01-10", "2010-01-01/P10D", "_O"),
        ] {
            let period = Period { start: start.parse().unwrap(), end: end.parse().unwrap() };
            assert_eq!((time_period(&period).as_str(), frequency(&period)), (name, freq));
        }
    }
}
