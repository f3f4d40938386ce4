//! One indicator: a line for each place, or a bar for each where there is one year.

#![allow(clippy::disallowed_types, reason = "places on a drawing")]

use std::ops::Range;

use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::super::{Cell, Series};
use super::{Error, drawing};
use crate::line::one_line;
use crate::names::grouped;
use crate::style::Style;

/// What a browser or office program is likely to have for Chinese.
const FONT: &str =
    "Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, WenQuanYi Zen Hei, sans-serif";

/// The width of the names beside a chart.
const LEGEND: u32 = 110;

pub(super) struct Panel {
    pub(super) id: String,
    title: String,
    years: (i32, i32),
    /// The axis, a little beyond the values.
    range: (Decimal, Decimal),
    lines: Vec<Line>,
}

struct Line {
    place: String,
    certain: Vec<(i32, Decimal)>,
    doubtful: Vec<(i32, Decimal)>,
}

type Chart<'a, 'b> = ChartContext<'a, SVGBackend<'b>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;
type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

impl Panel {
    /// `None` where there are not two certain values.
    pub(super) fn of(group: &[Series], style: &Style<'_>) -> Option<Self> {
        let head = group.first()?;
        let mut lines: Vec<_> = group.iter().map(Line::of).collect();
        lines.retain(|line| !(line.certain.is_empty() && line.doubtful.is_empty()));
        if lines.iter().map(|line| line.certain.len()).sum::<usize>() < 2 {
            return None;
        }
        let points = || lines.iter().flat_map(|line| line.certain.iter().chain(&line.doubtful));
        let years = (points().map(|point| point.0).min()?, points().map(|point| point.0).max()?);
        let (low, high) = (points().map(|point| point.1).min()?, points().map(|point| point.1).max()?);
        let name = style.catalogue.get(&head.indicator);
        let name = name.map_or(head.indicator.as_str(), |i| style.lang.pick(i.name(), i.english()));
        let subject =
            head.subject.as_deref().map_or_else(String::new, |subject| format!(" [{}]", one_line(subject)));
        Some(Self {
            id: head.indicator.clone(),
            title: format!("{name}{subject} ({})", head.unit),
            range: axis(low, high, years.0 == years.1),
            years,
            lines,
        })
    }

    pub(super) fn draw(&self, area: &Area<'_>) -> Result<(), Error> {
        let range = self.range.0.to_f64().zip(self.range.1.to_f64());
        let (low, high) = range.ok_or_else(|| drawing("a value is no coordinate"))?;
        let (plot, legend) = area.split_horizontally(super::WIDTH - LEGEND);
        self.legend(&legend)?;
        if self.years.0 == self.years.1 {
            self.bars(&plot, low, high)
        } else {
            self.over_years(&plot, low, high)
        }
    }

    /// The places in their colours, beside the chart, where no line can hide them.
    fn legend(&self, area: &Area<'_>) -> Result<(), Error> {
        for ((number, line), top) in self.lines.iter().enumerate().zip((44..).step_by(16)) {
            let colour = Palette99::pick(number).to_rgba();
            area.draw(&Circle::new((4, top), 4, colour.filled())).map_err(drawing)?;
            area.draw(&Text::new(one_line(&line.place), (14, top - 6), (FONT, 11).into_font()))
                .map_err(drawing)?;
        }
        Ok(())
    }

    /// A chart without lines: its caption, and the lines across with their values.
    fn chart<'a, 'b>(
        &self,
        area: &'a Area<'b>,
        caption: &str,
        across: Range<f64>,
        values: Range<f64>,
    ) -> Result<Chart<'a, 'b>, Error> {
        let mut chart = ChartBuilder::on(area)
            .caption(caption, (FONT, 15))
            .margin(12)
            .x_label_area_size(24)
            .y_label_area_size(72)
            .build_cartesian_2d(across, values)
            .map_err(drawing)?;
        chart
            .configure_mesh()
            .disable_x_mesh()
            .light_line_style(WHITE)
            .bold_line_style(RGBColor(225, 225, 225))
            .axis_style(RGBColor(120, 120, 120))
            // What stands below is written where it belongs.
            .x_labels(0)
            .y_labels(5)
            .y_label_formatter(&|value| self.tick(*value))
            .label_style((FONT, 11))
            .draw()
            .map_err(drawing)?;
        Ok(chart)
    }

    fn over_years(&self, area: &Area<'_>, low: f64, high: f64) -> Result<(), Error> {
        let (first, last) = self.years;
        // Half a year of room at both ends, in months.
        let across = f64::from(first * 12 - 5)..f64::from(last * 12 + 8);
        let mut chart = self.chart(area, &self.title, across, low..high)?;
        for year in first..=last {
            let at = [(f64::from(year * 12), low)].into_iter().map(|place| {
                EmptyElement::at(place) + Text::new(year.to_string(), (-12, 6), (FONT, 11).into_font())
            });
            chart.draw_series(at).map_err(drawing)?;
        }
        for (number, line) in self.lines.iter().enumerate() {
            let colour = Palette99::pick(number).to_rgba();
            let points = |points: &[(i32, Decimal)]| -> Vec<(f64, f64, String)> {
                let at = |(year, value): &(i32, Decimal)| {
                    Some((f64::from(year * 12), value.to_f64()?, grouped(&value.normalize().to_string())))
                };
                points.iter().filter_map(at).collect()
            };
            let certain = points(&line.certain);
            let path = certain.iter().map(|(x, y, _)| (*x, *y));
            let series = chart.draw_series(LineSeries::new(path, colour.stroke_width(2))).map_err(drawing)?;
            if self.lines.len() > 1 {
                series
                    .label(one_line(&line.place))
                    .legend(move |(x, y)| Circle::new((x + 6, y), 4, colour.filled()));
            }
            let dots = certain.iter().map(|(x, y, label)| {
                EmptyElement::at((*x, *y))
                    + Circle::new((0, 0), 3, colour.filled())
                    + Text::new(label.clone(), (-18, -16), (FONT, 11).into_font())
            });
            chart.draw_series(dots).map_err(drawing)?;
            for (x, y, label) in points(&line.doubtful) {
                cross(&mut chart, (x, y), &label)?;
            }
        }
        Ok(())
    }

    fn bars(&self, area: &Area<'_>, low: f64, high: f64) -> Result<(), Error> {
        let count = i32::try_from(self.lines.len()).unwrap_or(i32::MAX / 20);
        let caption = format!("{} · {}", self.title, self.years.0);
        let mut chart = self.chart(area, &caption, 0.0..f64::from(count * 10), low..high)?;
        let zero = Decimal::ZERO.clamp(self.range.0, self.range.1).to_f64().unwrap_or(low);
        for (left, line) in (0_i32..).step_by(10).zip(&self.lines) {
            let colour = Palette99::pick(usize::try_from(left / 10).unwrap_or(0)).to_rgba();
            let values = line.certain.iter().map(|point| (point, false));
            for ((_, value), doubt) in values.chain(line.doubtful.iter().map(|point| (point, true))) {
                let Some(top) = value.to_f64() else { continue };
                let label = grouped(&value.normalize().to_string());
                if doubt {
                    cross(&mut chart, (f64::from(left + 5), top), &label)?;
                } else {
                    let bar = Rectangle::new(
                        [(f64::from(left + 2), zero), (f64::from(left + 8), top)],
                        colour.filled(),
                    );
                    chart.draw_series([bar]).map_err(drawing)?;
                    let label = EmptyElement::at((f64::from(left + 5), top))
                        + Text::new(label, (-18, -16), (FONT, 11).into_font());
                    chart.draw_series([label]).map_err(drawing)?;
                }
            }
        }
        Ok(())
    }

    /// A mark of the axis: with decimals where the axis is short.
    fn tick(&self, value: f64) -> String {
        let span = self.range.1.saturating_sub(self.range.0);
        if span > Decimal::TEN { grouped(&format!("{value:.0}")) } else { format!("{value:.1}") }
    }
}

/// A value that is in doubt.
fn cross(chart: &mut Chart<'_, '_>, at: (f64, f64), label: &str) -> Result<(), Error> {
    let cross = EmptyElement::at(at)
        + Cross::new((0, 0), 5, RED.stroke_width(2))
        + Text::new(format!("{label} ?"), (-18, -16), (FONT, 11).into_font().color(&RED));
    chart.draw_series([cross]).map(|_| ()).map_err(drawing)
}

impl Line {
    fn of(series: &Series) -> Self {
        let (mut certain, mut doubtful) = (Vec::new(), Vec::new());
        for cell in &series.cells {
            let Some(year) = year(cell) else { continue };
            for value in cell.values.iter().filter(|value| value.exact) {
                let Ok(number) = value.value.parse() else { continue };
                let into = if cell.conflict || value.alarm { &mut doubtful } else { &mut certain };
                into.push((year, number));
            }
        }
        Self { place: series.place.clone(), certain, doubtful }
    }
}

/// The year of a cell; `None` for parts of years.
fn year(cell: &Cell) -> Option<i32> {
    (cell.period.len() == 4).then(|| cell.period.parse().ok()).flatten()
}

/// The values with a tenth of their span around them; bars begin at zero.
fn axis(low: Decimal, high: Decimal, bars: bool) -> (Decimal, Decimal) {
    let low = if bars { low.min(Decimal::ZERO) } else { low };
    let span = high.saturating_sub(low);
    let span = if span.is_zero() { high.abs().max(Decimal::ONE) } else { span };
    let margin = span.checked_div(Decimal::from(6)).unwrap_or_default();
    let below = if bars && low.is_zero() { low } else { low.saturating_sub(margin) };
    (below, high.saturating_add(margin))
}
