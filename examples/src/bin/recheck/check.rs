//! One finding: its formula over the readings of its mentions.

#![allow(clippy::indexing_slicing, reason = "a JSON value that is not there is null")]

use serde_json::Value;

use crate::formula::Formula;
use crate::fraction::Fraction;

pub(crate) enum Outcome {
    Confirmed,
    /// Dates, broken tokens and what the audit itself leaves open.
    Skipped,
    /// The verdict does not follow; how far apart the sides are.
    Failed(String),
}

/// Redoes one finding of a report.
pub(crate) fn recheck(report: &Value, finding: &Value) -> Outcome {
    let text = |key: &str| finding[key].as_str().unwrap_or_default();
    let verdict = text("verdict");
    let Some(formula) = Formula::parse(text("formula")) else { return Outcome::Skipped };
    if verdict == "undecidable" {
        return Outcome::Skipped;
    }
    let Some(sheet) = Sheet::new(report, finding) else { return Outcome::Skipped };
    let joint = matches!(text("rule"), "sum" | "split" | "remainder" | "difference" | "points");
    let modes: &[Mode] = if joint { &[Mode::Nearest, Mode::Cut] } else { &[Mode::All] };
    let gaps: Option<Vec<Fraction>> = modes.iter().map(|mode| formula.gap(&sheet, *mode, None)).collect();
    let Some(gap) = gaps.and_then(|gaps| gaps.into_iter().min()) else { return Outcome::Skipped };
    let holds = gap == Fraction::ZERO;
    let unit = sheet.unit();
    let right = match (verdict, text("grade")) {
        ("consistent", "balanced") => {
            formula.gap(&sheet, Mode::Stated, None).is_some_and(|gap| gap <= unit.times(2))
        }
        ("consistent", _) => holds,
        // A policy or a usual range that is missed is a note, however far.
        ("near_miss", _) if text("rule") == "bound" => !holds,
        ("near_miss", _) => gap < unit || gap == Fraction::ZERO,
        ("inconsistent" | "corrupt", _) => {
            let repaired = finding["computed"].as_str().and_then(Fraction::parse);
            let fits = repaired.is_none_or(|value| {
                formula.gap(&sheet, Mode::All, Some(value)).is_none_or(|gap| gap <= sheet.room())
            });
            !holds && fits
        }
        _ => return Outcome::Skipped,
    };
    if right { Outcome::Confirmed } else { Outcome::Failed(gap.to_string()) }
}

/// How stated numbers are read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    All,
    Nearest,
    Cut,
    Stated,
}

/// The mentions of one finding: what they state and their readings.
pub(crate) struct Sheet {
    rows: Vec<Row>,
}

struct Row {
    value: Fraction,
    low: Fraction,
    high: Fraction,
}

impl Sheet {
    fn new(report: &Value, finding: &Value) -> Option<Self> {
        let mentions = finding["mentions"].as_array()?;
        let intervals = finding["intervals"].as_array()?;
        let row = |(mention, interval): (&Value, &Value)| {
            let mention = &report["mentions"][usize::try_from(mention.as_u64()?).ok()?];
            let value = Fraction::parse(mention["value"].as_str()?)?;
            let end = |at: usize| interval[at].as_str().filter(|text| !text.is_empty()).map(Fraction::parse);
            // An open end is far away.
            let low = end(0).unwrap_or(Some(Fraction::ZERO))?;
            let high = end(1).unwrap_or_else(|| Some(value.times(1000).plus(Fraction::whole(1000))))?;
            Some(Row { value, low, high })
        };
        let rows: Option<Vec<Row>> = mentions.iter().zip(intervals).map(row).collect();
        rows.filter(|rows| rows.len() == mentions.len() && !rows.is_empty()).map(|rows| Self { rows })
    }

    /// One unit of the target's last place; its readings run from half of it below to one of it above.
    fn unit(&self) -> Fraction {
        self.rows.first().map_or(Fraction::ZERO, |row| row.high.minus(row.value))
    }

    /// The row that states a value; the target is the first and stands on the left.
    pub(crate) fn row(&self, value: Fraction, left: bool) -> Option<usize> {
        let first = usize::from(!left);
        self.rows.iter().skip(first).position(|row| row.value == value).map(|row| row + first)
    }

    /// What the six decimals of a computed value may be off in the end.
    fn room(&self) -> Fraction {
        let largest = self.rows.iter().map(|row| row.value).max().unwrap_or(Fraction::ZERO);
        largest.plus(Fraction::whole(1)).over(Fraction::whole(1000))
    }

    pub(crate) fn reading(&self, row: usize, mode: Mode) -> Option<(Fraction, Fraction)> {
        let row = self.rows.get(row)?;
        let (below, above) = (row.value.minus(row.low), row.high.minus(row.value));
        let rounded = below > Fraction::ZERO && above == below.times(2);
        Some(match mode {
            Mode::Stated => (row.value, row.value),
            Mode::Nearest if rounded => (row.low, row.value.plus(below)),
            Mode::Cut if rounded => (row.value, row.high),
            _ => (row.low, row.high),
        })
    }
}
