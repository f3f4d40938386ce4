//! The programmes, one module each: a summary typed by its figures, and what can be computed from them.
//!
//! Every summary is built from observation rows by [`Summary::from_rows`]. A figure that the rows state twice with
//! different values is left out and listed among the conflicts: choosing one would be a guess.

mod critical_illness_insurance;
mod essential_medicines;
mod family_doctor;
mod finance;
mod major_public_health;
mod medical_assistance;
mod medical_insurance;
mod nrcms;
mod outcomes;
mod population;
mod poverty_alleviation;
mod public_health_services;
mod public_hospital;
mod service_system;
mod summary;
mod tiered_care;
mod workforce;

pub use critical_illness_insurance::CriticalIllnessInsurance;
pub use essential_medicines::EssentialMedicines;
pub use family_doctor::FamilyDoctor;
pub use finance::Finance;
pub use major_public_health::MajorPublicHealth;
pub use medical_assistance::MedicalAssistance;
pub use medical_insurance::MedicalInsurance;
pub use nrcms::Nrcms;
pub use outcomes::Outcomes;
pub use population::Population;
pub use poverty_alleviation::PovertyAlleviation;
pub use public_health_services::PublicHealthServices;
pub use public_hospital::PublicHospital;
pub use service_system::ServiceSystem;
pub use summary::{Conflict, Scope, Summary};
pub use tiered_care::TieredCare;
pub use workforce::Workforce;
