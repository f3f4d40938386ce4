//! From clean report text to observations and the relations between them.

mod observation;
mod relation;

pub use observation::Observation;
pub use relation::{Change, Direction, Link, Relation};
