//! Chinese and Arabic numerals, percentages, fractions and ranges: parse, find and format, exactly.
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod bound;
mod cardinal;
mod class;
mod error;
mod guard;
mod lex;
mod value;

pub use bound::Bound;
pub use cardinal::{Cardinal, Shape};
pub use error::{Error, ErrorKind};
pub use guard::{GuardError, Guards};
pub use value::Value;

/// Reads the numeral characters at the start of `text[from..]` as one number: what it is, where it ends, and where
/// its digits and units end without a hedge.
pub fn cardinal_at(text: &str, from: usize) -> (Result<Cardinal, Error>, usize, usize) {
    let run = lex::run(text, from, false);
    (cardinal::evaluate(&run), run.end, run.bare_end)
}

/// Reads one whole cardinal.
pub fn parse(text: &str) -> Result<Cardinal, Error> {
    let run = lex::run(text, 0, true);
    if run.end < text.len() {
        return Err(Error { kind: ErrorKind::Trailing, at: run.end, expected: "the end" });
    }
    cardinal::evaluate(&run)
}
