#![doc = include_str!("../README.md")]

mod compose;
mod damage;
mod draft;
mod encode;
mod error;
mod file;
mod formula;
mod gold;
mod library;
mod number;
mod random;
mod sample;
mod template;

pub use damage::{Damage, UnknownDamage};
pub use error::DataError;
pub use library::{check_data, places};
pub use sample::{Check, Recipe, Record, Sample, generate};
