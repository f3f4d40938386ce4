use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;
use yigai_quantity::Bound;

use crate::rows::{ObservationRow, RowPeriod};
use crate::{Catalogue, Constraints, Figure, Role, Violation};

/// Which rows a summary is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scope<'a> {
    /// Only rows of this period; `None` takes every row, so that figures of two years are a conflict.
    pub period: Option<RowPeriod>,
    /// Only rows about this (乡镇卫生院); `None` takes every row.
    pub subject: Option<&'a str>,
}

/// An indicator that the rows state with different values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Conflict {
    /// The indicator's id.
    pub indicator: String,
    /// The values, in the order of the rows.
    pub values: Vec<Decimal>,
}

/// What every summary of a programme can do.
pub trait Summary: Sized {
    /// The programme's id.
    const PROGRAMME: &'static str;

    /// The indicators whose figures it holds.
    const INDICATORS: &'static [&'static str];

    /// A summary from observation rows.
    ///
    /// Taken are levels in their usual modality, stated exactly or about; a bound (90%以上), a target and an earlier value
    /// are no figure of the present.
    fn from_rows(rows: &[ObservationRow], scope: Scope<'_>) -> Self {
        let mut found: BTreeMap<&'static str, Vec<Figure>> = BTreeMap::new();
        for row in rows {
            let Some(id) = row.indicator.as_deref().and_then(|id| Catalogue::builtin().get(id)) else {
                continue;
            };
            let Some(own) = Self::INDICATORS.iter().find(|known| **known == id.id()) else { continue };
            let wanted = row.role == Role::Level
                && row.modality == id.usual_modality()
                && matches!(row.bound, Bound::Exact | Bound::About)
                && scope.period.is_none_or(|period| row.period == Some(period))
                && scope.subject.is_none_or(|subject| row.subject.as_deref() == Some(subject));
            if let (true, Some(value)) = (wanted, row.value) {
                // Whole numbers written without a scale word are exact.
                let last_place = row.last_place().filter(|place| *place != Decimal::ONE).unwrap_or_default();
                found.entry(own).or_default().push(Figure { value, last_place });
            }
        }
        Self::from_figures(&found)
    }

    /// A summary from the figures of each indicator; several that differ are a conflict.
    fn from_figures(figures: &BTreeMap<&'static str, Vec<Figure>>) -> Self;

    /// The figure of an indicator.
    fn figure(&self, indicator: &str) -> Option<Figure>;

    /// The indicators that were stated with different values.
    fn conflicts(&self) -> &[Conflict];

    /// The built-in constraints that its figures break, given the year where that is known.
    fn violations(&self, year: Option<i32>) -> Vec<Violation> {
        Constraints::builtin()
            .iter()
            .filter_map(|constraint| constraint.check(|id| self.figure(id), year).flatten())
            .collect()
    }
}

/// The figure that all of a list agree on.
pub(crate) fn agreed(figures: &[Figure]) -> Result<Option<Figure>, Vec<Decimal>> {
    let Some(first) = figures.first() else { return Ok(None) };
    if figures.iter().all(|figure| figure.value == first.value) {
        // The most precise statement is the one to compute with.
        Ok(figures.iter().min_by_key(|figure| figure.last_place).copied())
    } else {
        Err(figures.iter().map(|figure| figure.value).collect())
    }
}

/// Declares a summary: a struct with one optional figure for each indicator, and its [`Summary`] implementation.
macro_rules! summary {
    (
        $(#[$meta:meta])*
        pub struct $name:ident for $programme:literal {
            $($(#[doc = $doc:literal])* $field:ident: $id:literal,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
        pub struct $name {
            $($(#[doc = $doc])* pub $field: Option<crate::Figure>,)*
            /// The indicators that were stated with different values.
            pub conflicts: Vec<crate::programme::Conflict>,
        }

        impl crate::programme::Summary for $name {
            const PROGRAMME: &'static str = $programme;
            const INDICATORS: &'static [&'static str] = &[$($id),*];

            fn from_figures(figures: &std::collections::BTreeMap<&'static str, Vec<crate::Figure>>) -> Self {
                let mut summary = Self::default();
                $(match crate::programme::summary::agreed(figures.get($id).map_or(&[][..], Vec::as_slice)) {
                    Ok(figure) => summary.$field = figure,
                    Err(values) => {
                        summary.conflicts.push(crate::programme::Conflict { indicator: $id.to_owned(), values });
                    }
                })*
                summary
            }

            fn figure(&self, indicator: &str) -> Option<crate::Figure> {
                match indicator {
                    $($id => self.$field,)*
                    _ => None,
                }
            }

            fn conflicts(&self) -> &[crate::programme::Conflict] {
                &self.conflicts
            }
        }
    };
}

pub(crate) use summary;

/// The value of a figure.
pub(crate) fn value(figure: Option<Figure>) -> Option<Decimal> {
    figure.map(|figure| figure.value)
}

/// A rate of two figures in percent, two decimals half up.
pub(crate) fn percent(numerator: Option<Figure>, denominator: Option<Figure>) -> Option<Decimal> {
    let rate = crate::compute::rate(value(numerator)?, value(denominator)?).ok()?;
    Some(crate::compute::round_half_up(rate, 2))
}

/// One figure per so many of another, two decimals half up.
pub(crate) fn per(numerator: Option<Figure>, denominator: Option<Figure>, units: i64) -> Option<Decimal> {
    let rate = crate::compute::per_units(value(numerator)?, value(denominator)?, units.into()).ok()?;
    Some(crate::compute::round_half_up(rate, 2))
}
