//! DHIS2 data value sets: the JSON that a DHIS2 server imports under `/api/dataValueSets`.
//!
//! The specification gives the fields; which of our ids go into them is ours: a data element's *code* is the indicator's
//! id, an organisation unit's *code* is the GB/T 2260 code of the division (its name, where no one division has it). The
//! server is asked to compare codes by `dataElementIdScheme` and `orgUnitIdScheme`. Periods are DHIS2's: `2010`,
//! `2010S1`, `2010Q2`, `201006`, `20100615`; the server refuses those that do not fit the data set's period type. The
//! comment of each value says which bytes of which file it is from.
//!
//! Only what is certain goes in; see [`exchange`](crate::exchange).
//!
//! ```
//! use yigai_view::{dhis2, exchange};
//!
//! let text = "2011年，沙河县农民参合203412人，参合率达95%以上。";
//! let report = yigai::Report::read(text.as_bytes(), &yigai::Options::default())?.to_contract("a.txt");
//! let mut out = Vec::new();
//! let left_out = dhis2::write(&[report], &exchange::Options::default().place(Some("shahe")), &mut out)?;
//! let text = String::from_utf8(out)?;
//! assert!(text.contains(r#""dataElement": "nrcms_enrollees""#) && text.contains(r#""value": "203412""#));
//! assert_eq!(left_out[0].reason, exchange::Reason::NotExact); // 95%以上 is no value
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::io::{self, Write};

use serde::Serialize;
use yigai::chrono::Datelike;
use yigai::contract::Report;
use yigai::quantity::Period;

use crate::exchange::{Cell, LeftOut, Options, cells, part_of_year};
use crate::line::Escaped;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DataValueSet<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    data_set: Option<&'a str>,
    data_element_id_scheme: &'static str,
    org_unit_id_scheme: &'static str,
    data_values: Vec<DataValue<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DataValue<'a> {
    data_element: &'a str,
    period: &'a str,
    org_unit: &'a str,
    value: String,
    comment: String,
}

/// Writes the certain figures of reports; returns what is left out, each with its reason.
///
/// # Errors
///
/// What `out` returns, such as a full disk.
pub fn write(reports: &[Report], options: &Options<'_>, out: &mut dyn Write) -> io::Result<Vec<LeftOut>> {
    let (cells, left_out) = cells(reports, options, period);
    let set = DataValueSet {
        data_set: options.data_set,
        data_element_id_scheme: "CODE",
        org_unit_id_scheme: "CODE",
        data_values: cells.iter().map(value).collect(),
    };
    serde_json::to_writer_pretty(Escaped(&mut *out), &set)?;
    writeln!(out)?;
    Ok(left_out)
}

fn value<'a>(cell: &'a Cell<'_>) -> DataValue<'a> {
    DataValue {
        data_element: cell.figure.indicator.id(),
        period: &cell.period,
        org_unit: cell.place.id(),
        value: cell.figure.value.to_string(),
        comment: cell.provenance(),
    }
}

/// A period by its DHIS2 name.
fn period(period: &Period) -> Option<String> {
    if period.start == period.end {
        return Some(period.start.format("%Y%m%d").to_string());
    }
    // DHIS2 has four digits for a year.
    let (year, months, part) = part_of_year(period).filter(|(year, ..)| (1000..=9999).contains(year))?;
    Some(match months {
        12 => year.to_string(),
        6 => format!("{year}S{part}"),
        3 => format!("{year}Q{part}"),
        _ => format!("{year}{:02}", period.start.month()),
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn periods_by_their_names() {
        for (start, end, name) in [
            ("2010-01-01", "2010-12-31", Some("2010")),
            ("2010-07-01", "2010-12-31", Some("2010S2")),
            ("2010-04-01", "2010-06-30", Some("2010Q2")),
            ("2012-02-01", "2012-02-29", Some("201202")),
            ("2012-02-01", "2012-02-01", Some("20120201")),
            ("2010-01-01", "2010-09-30", None),
            ("2010-02-01", "2010-04-30", None),
            ("2009-01-01", "2011-12-31", None),
        ] {
            let period = super::Period { start: start.parse().unwrap(), end: end.parse().unwrap() };
            assert_eq!(super::period(&period).as_deref(), name, "{start}..{end}");
        }
    }
}
