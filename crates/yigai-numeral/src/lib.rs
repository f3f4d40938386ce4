//! Chinese and Arabic numerals, percentages, fractions and ranges: parse, find and format, exactly.
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod bound;
mod cardinal;
mod class;
mod error;
mod fast;
mod figure;
mod find;
mod format;
mod grammar;
mod guard;
mod hedge;
mod lex;
mod numeral;
mod options;
mod percent;
mod reader;
mod shared;
mod table;
mod value;

pub use bound::Bound;
pub use cardinal::{Cardinal, Shape};
pub use error::{Error, ErrorKind};
pub use figure::Figure;
pub use find::{Find, Found, Reading};
pub use guard::Guards;
pub use hedge::Hedges;
pub use numeral::{Kind, Numeral};
pub use options::{Options, Zhao};
pub use percent::{Percent, PercentagePoints};
pub use reader::Reader;
#[cfg(feature = "std")]
pub use shared::find;
pub use shared::{cardinal_at, parse};
pub use table::LexiconError;
pub use value::Value;
