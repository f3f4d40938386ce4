//! Places and institutions: divisions with their codes, names that are masked, levels of government, kinds of institution.

mod division;
mod fiscal;
mod institution;
mod name;

pub use division::{CodeError, Division, DivisionCode, DivisionLevel, Gazetteer};
pub use fiscal::{FiscalLevel, Region, RegionRow, region_of};
pub use institution::{Institution, InstitutionClass, Institutions};
pub use name::PlaceName;
