//! The formats that take all reports at once.

use std::collections::BTreeMap;
use std::io::{self, Write};

use yigai::Lang;
use yigai::contract::Report;
use yigai_view::exchange::LeftOut;
use yigai_view::scorecard::Expected;
use yigai_view::{Style, csv, dhis2, exchange, sarif, sdmx, xlsx};

use crate::Usage;

/// A format that takes all reports at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A row for each observation.
    Csv,
    /// A row for each place.
    CsvWide,
    /// A workbook.
    Xlsx,
    /// Findings for viewers of static analysis.
    Sarif,
    /// A data value set.
    Dhis2,
    /// SDMX-CSV 2.0.
    Sdmx,
}

/// What the user says about a file of one of these formats.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    /// A byte-order mark, for Excel.
    pub bom: bool,
    /// The place of all reports.
    pub place: Option<String>,
    /// The data set or data flow of the receiver.
    pub data_set: Option<String>,
}

/// A report with the bytes that its offsets lie in, where the format wants them.
pub struct Read {
    /// The report.
    pub report: Report,
    /// Of the file, or of the text extracted from it.
    pub bytes: Option<Vec<u8>>,
}

impl Format {
    /// The format of that name.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "csv" => Self::Csv,
            "csv-wide" => Self::CsvWide,
            "xlsx" => Self::Xlsx,
            "sarif" => Self::Sarif,
            "dhis2" => Self::Dhis2,
            "sdmx" => Self::Sdmx,
            _ => return None,
        })
    }

    /// Whether it is no text, and a terminal should not get it.
    pub fn is_binary(self) -> bool {
        self == Self::Xlsx
    }

    /// Whether it wants the bytes of the files.
    pub fn wants_bytes(self) -> bool {
        self == Self::Sarif
    }

    fn takes_bom(self) -> bool {
        matches!(self, Self::Csv | Self::CsvWide)
    }

    fn takes_place(self) -> bool {
        matches!(self, Self::Dhis2 | Self::Sdmx)
    }
}

impl Wishes {
    /// Whether the format can fulfil them.
    ///
    /// # Errors
    ///
    /// An option that it has no use for.
    pub fn check(&self, format: Option<Format>) -> Result<(), Usage> {
        let useless = |option| Err(Usage::Useless(option));
        if self.bom && !format.is_some_and(Format::takes_bom) {
            return useless("--bom");
        }
        if self.place.is_some() && !format.is_some_and(Format::takes_place) {
            return useless("--place");
        }
        if self.data_set.is_some() && !format.is_some_and(Format::takes_place) {
            return useless("--data-set");
        }
        Ok(())
    }
}

/// Writes all reports; returns a sentence about what the format had to leave out, where it did.
///
/// # Errors
///
/// What `out` returns, and more rows than a sheet has.
pub fn export(
    format: Format,
    read: Vec<Read>,
    expected: &Expected,
    style: &Style<'_>,
    wishes: &Wishes,
    out: &mut dyn Write,
) -> io::Result<Option<String>> {
    let (reports, bytes): (Vec<_>, Vec<_>) = read.into_iter().map(|read| (read.report, read.bytes)).unzip();
    let csv_options = csv::Options::default().byte_order_mark(wishes.bom);
    let options = exchange::Options::default().catalogue(style.catalogue);
    let options = options.place(wishes.place.as_deref()).data_set(wishes.data_set.as_deref());
    let left_out = match format {
        Format::Csv => csv::tidy(&reports, style, csv_options, out).map(|()| Vec::new()),
        Format::CsvWide => csv::wide(&reports, style, csv_options, out).map(|()| Vec::new()),
        Format::Xlsx => {
            xlsx::write_expecting(&reports, expected, style, out).map(|()| Vec::new()).map_err(io_error)
        }
        Format::Sarif => {
            let sources: Vec<_> = reports
                .iter()
                .zip(&bytes)
                .map(|(report, bytes)| match bytes {
                    Some(bytes) => sarif::Source::new(report).bytes(bytes),
                    None => sarif::Source::new(report),
                })
                .collect();
            sarif::write(&sources, style, out).map(|()| Vec::new())
        }
        Format::Dhis2 => dhis2::write(&reports, &options, out),
        Format::Sdmx => sdmx::write(&reports, &options, out),
    }?;
    Ok(sentence(&left_out, &reports, style.lang))
}

fn io_error(error: xlsx::Error) -> io::Error {
    match error {
        xlsx::Error::Io(error) => error,
        other => io::Error::other(other),
    }
}

/// How many figures are in the file, and why the others are not.
fn sentence(left_out: &[LeftOut], reports: &[Report], lang: Lang) -> Option<String> {
    if left_out.is_empty() {
        return None;
    }
    let mut reasons: BTreeMap<_, usize> = BTreeMap::new();
    left_out.iter().for_each(|left| *reasons.entry(left.reason).or_default() += 1);
    let reasons: Vec<_> = reasons
        .into_iter()
        .map(|(reason, count)| match lang {
            Lang::Zh => format!("{}{count} 个", reason.to(lang)),
            Lang::En => format!("{count} {}", reason.to(lang)),
        })
        .collect();
    let of: usize = reports.iter().map(|report| report.observations.len()).sum();
    Some(match lang {
        Lang::Zh => format!("{of} 个数字中有 {} 个未写入：{}", left_out.len(), reasons.join("，")),
        Lang::En => format!("{} of {of} figures are left out: {}", left_out.len(), reasons.join(", ")),
    })
}
