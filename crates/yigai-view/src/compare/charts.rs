//! Charts of a comparison as SVG: a panel for each indicator, a line for each place over the years, bars where there is
//! one year only.
//!
//! The text of an SVG is drawn by the viewer's fonts, so that Chinese labels need one there, and none here. Values that
//! contradict each other, or that the audit has an alarm for, are crosses without a line. The coordinates are floats, as a
//! drawing wants them; every label is the exact value.
//!
//! ```
//! use yigai_view::compare::{Comparison, charts};
//! use yigai_view::Style;
//!
//! let read = |text: &str, path: &str| {
//!     yigai::Report::read(text.as_bytes(), &yigai::Options::default()).map(|report| report.to_contract(path))
//! };
//! let reports = [
//!     read("沙河县2011年新农合工作总结\n2011年，全县农民参合200000人。", "a.txt")?,
//!     read("沙河县2012年新农合工作总结\n2012年，全县农民参合205000人。", "b.txt")?,
//! ];
//! let comparison = Comparison::of(&reports, &Style::new(yigai::Lang::Zh));
//! let drawn = charts::svg(&comparison, &Style::new(yigai::Lang::Zh), &charts::Options::default())?;
//! assert!(drawn.svg.contains("参合人数") && drawn.svg.contains("205,000"));
//!
//! let none = charts::Options::default().indicators(&["nrcms_cap".to_owned()]);
//! let error = charts::svg(&comparison, &Style::default(), &none).unwrap_err();
//! assert_eq!(error.to_string(), "nothing to draw: no indicator has two certain values of whole years");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod panel;

use plotters::prelude::*;

use super::{Comparison, Series};
use crate::style::Style;

/// What to draw.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// The ids of indicators, in any order; empty for all that can be drawn.
    pub indicators: Vec<String>,
    /// The most panels, three beside each other; the rest is named in [`Drawn::left_out`].
    pub panels: usize,
}

impl Default for Options {
    /// All that can be drawn.
    fn default() -> Self {
        Self { indicators: Vec::new(), panels: usize::MAX }
    }
}

impl Options {
    /// Only these indicators.
    #[must_use]
    pub fn indicators(self, indicators: &[String]) -> Self {
        Self { indicators: indicators.to_vec(), ..self }
    }

    /// Up to so many panels.
    #[must_use]
    pub fn panels(self, panels: usize) -> Self {
        Self { panels, ..self }
    }
}

/// A drawing, and what it leaves out.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Drawn {
    /// The SVG.
    pub svg: String,
    /// Ids of indicators that could be drawn and had no panel left.
    pub left_out: Vec<String>,
}

/// Why there is no drawing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No indicator has two values to compare.
    #[error("nothing to draw: no indicator has two certain values of whole years")]
    Nothing,
    /// The drawing library refused.
    #[error("drawing failed: {0}")]
    Drawing(String),
}

const WIDTH: u32 = 520;
const HEIGHT: u32 = 320;

/// Draws the indicators that have two certain values or more, in the order of the catalogue.
///
/// # Errors
///
/// Where there is nothing to draw.
pub fn svg(comparison: &Comparison, style: &Style<'_>, options: &Options) -> Result<Drawn, Error> {
    let groups = comparison.series.chunk_by(|a, b| a.indicator == b.indicator && a.subject == b.subject);
    let wanted = |group: &&[Series]| {
        let id = group.first().map(|series| &series.indicator);
        options.indicators.is_empty() || id.is_some_and(|id| options.indicators.contains(id))
    };
    let mut panels: Vec<_> =
        groups.filter(wanted).filter_map(|group| panel::Panel::of(group, style)).collect();
    let rest = panels.split_off(options.panels.min(panels.len()));
    if panels.is_empty() {
        return Err(Error::Nothing);
    }
    let columns = panels.len().min(3);
    let rows = panels.len().div_ceil(columns);
    let size = |count: usize, each: u32| u32::try_from(count).unwrap_or(1).saturating_mul(each);
    let mut svg = String::new();
    {
        let backend = SVGBackend::with_string(&mut svg, (size(columns, WIDTH), size(rows, HEIGHT)));
        let area = backend.into_drawing_area();
        area.fill(&WHITE).map_err(drawing)?;
        for (panel, area) in panels.iter().zip(area.split_evenly((rows, columns))) {
            panel.draw(&area)?;
        }
        area.present().map_err(drawing)?;
    }
    Ok(Drawn { svg, left_out: rest.into_iter().map(|panel| panel.id).collect() })
}

fn drawing(error: impl std::fmt::Display) -> Error {
    Error::Drawing(error.to_string())
}
