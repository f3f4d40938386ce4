//! Numbers with their units, bounds, denominators, money, dates and periods in Chinese text.

mod date;
mod mention;
mod unit;

pub use date::{DateExpr, PartialDate, Period};
pub use mention::{Bound, Kind, Mention, Quantity, Reading, Stated};
pub use unit::{Dimension, Unit};
