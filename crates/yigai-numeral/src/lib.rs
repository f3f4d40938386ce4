//! Chinese and Arabic numerals, percentages, fractions and ranges: parse one, find all in a text, write one out. Every
//! value is exact, and what is not a number is refused with its place.
//!
//! ```
//! use yigai_numeral::{Bound, Figure, Kind, find, parse};
//!
//! let numeral = parse("近三成五").unwrap();
//! assert_eq!((numeral.value.to_string().as_str(), numeral.kind, numeral.bound), ("35", Kind::Percent, Bound::About));
//!
//! let found: Vec<_> = find("统一为三百余个村补助1347.5万").map(|found| found.text).collect();
//! assert_eq!(found, ["统一", "三百余", "1347.5万"]);
//!
//! assert_eq!(Figure::from(35006).financial().unwrap(), "叁万伍仟零陆");
//! assert_eq!(parse("一百百").unwrap_err().to_string(), "at byte 6: expected a digit or a smaller unit");
//! ```
//!
//! # What is read
//!
//! | form | value | kind | bound |
//! | --- | --- | --- | --- |
//! | 三万五千零六 | 35006 | integer | exact |
//! | 一万三 | 13000 | integer | exact |
//! | 二〇一〇 | 2010 | integer | exact |
//! | 3万5千 | 35000 | integer | exact |
//! | 零点五 | 0.5 | decimal | exact |
//! | 百分之三十五点五至四十 | 35.5..40 | percent | range |
//! | 八五折 | 85 | percent | exact |
//! | 千分之三点二 | 3.2 | permille | exact |
//! | 25个基点 | 0.25 | points | exact |
//! | 一又二分之一 | 1.5 | fraction | exact |
//! | 3：1 | 3 | ratio | exact |
//! | 第十二 | 12 | ordinal | exact |
//! | 翻两番 | 4 | multiple | exact |
//! | 三四十万 | 300000..400000 | range | range |
//! | 十几 | 10..20 | range | range |
//! | 30多万 | 300000 | integer | more_than |
//! | 不低于85% | 85 | percent | at_least |
//! | 九成左右 | 90 | percent | about |
//!
//! ```
//! let table = [
//!     ("三万五千零六", "35006", "integer", "exact"),
//!     ("一万三", "13000", "integer", "exact"),
//!     ("二〇一〇", "2010", "integer", "exact"),
//!     ("3万5千", "35000", "integer", "exact"),
//!     ("零点五", "0.5", "decimal", "exact"),
//!     ("百分之三十五点五至四十", "35.5..40", "percent", "range"),
//!     ("八五折", "85", "percent", "exact"),
//!     ("千分之三点二", "3.2", "permille", "exact"),
//!     ("25个基点", "0.25", "points", "exact"),
//!     ("一又二分之一", "1.5", "fraction", "exact"),
//!     ("3：1", "3", "ratio", "exact"),
//!     ("第十二", "12", "ordinal", "exact"),
//!     ("翻两番", "4", "multiple", "exact"),
//!     ("三四十万", "300000..400000", "range", "range"),
//!     ("十几", "10..20", "range", "range"),
//!     ("30多万", "300000", "integer", "more_than"),
//!     ("不低于85%", "85", "percent", "at_least"),
//!     ("九成左右", "90", "percent", "about"),
//! ];
//! for (form, value, kind, bound) in table {
//!     let numeral = yigai_numeral::parse(form).unwrap();
//!     let upper = numeral.upper.map(|upper| format!("..{upper}")).unwrap_or_default();
//!     assert_eq!((format!("{}{upper}", numeral.value).as_str(), numeral.kind.name(), numeral.bound.name()), (value, kind, bound), "{form}");
//! }
//! ```
//!
//! # The types
//!
//! [`parse`] reads one [`Numeral`] with its [`Kind`], [`Bound`] and exact [`Value`], or gives an [`Error`] with the byte
//! and what was expected there. [`find`] walks over a text and yields each numeral as a number, as part of a word or
//! name ([`Guards`]), or as malformed. A [`Reader`] holds word lists and [`Options`] of one's own. A [`Figure`] is a
//! number to be written. [`Percent`] and [`PercentagePoints`] cannot be mixed up.
//!
//! # What it does not do
//!
//! Units, money and dates are `yigai-quantity`'s. Numbers from 10^24 on have no words here, values beyond `i128` (or 28
//! digits with decimals) are an overflow error, roots are not read, and nothing is guessed: 三四五百 is
//! refused, and 三四 is a range whose other reading, 34, is its [`alternative`](Numeral::alternative).
//!
//! # Features
//!
//! `std` (default) shares the word lists between calls; without it the crate is `no_std` with `alloc`, and a [`Reader`]
//! is built once and kept. `serde` derives the traits for the value types.
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod bound;
mod canonical;
mod cardinal;
mod class;
mod digits;
mod error;
mod figure;
mod find;
mod format;
mod grammar;
mod guard;
mod hedge;
mod lex;
pub mod lookup;
mod numeral;
mod options;
mod percent;
mod plain;
mod range;
mod reader;
mod share;
mod shared;
mod spoken;
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
pub use plain::Plain;
pub use reader::Reader;
#[cfg(feature = "std")]
pub use shared::find;
pub use shared::{cardinal_at, parse};
pub use table::LexiconError;
pub use value::Value;

/// The examples of the README.
#[cfg(all(doctest, feature = "std"))]
#[doc = include_str!("../README.md")]
pub struct ReadmeDoctests;
