//! Numbers with their units, bounds, denominators, money, dates and periods in Chinese text.

mod amount;
mod clock;
mod code;
mod date;
mod date_grammar;
mod form;
mod look;
mod mention;
mod ordinal;
mod per;
mod reference;
mod relative;
mod scanner;
mod share;
mod unit;
mod units;
mod whole;

pub use date::{DateExpr, PartialDate, Period};
pub use form::Form;
pub use mention::{Bound, Kind, Mention, Quantity, Reading, Stated};
pub use relative::{Relative, resolve_relative};
pub use scanner::{Mentions, Scanner, find};
pub use unit::{Dimension, Unit};
pub use units::{FoundUnit, Units, UnitsError};
pub use whole::parse;
