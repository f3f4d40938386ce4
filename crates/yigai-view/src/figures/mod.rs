//! Which figures of a report can stand beside figures of other reports.

mod figure;
mod left_out;
mod place;
mod unit;

#[cfg(any(feature = "dhis2", feature = "sdmx"))]
pub(crate) use self::figure::is_of_a_part;
pub(crate) use self::figure::{Figure, figures};
pub use self::left_out::{LeftOut, Reason};
pub(crate) use self::place::Place;
