//! Numbers with their units, bounds, denominators, money, dates and periods in Chinese text.
//!
//! Every numeral of a text becomes one [`Mention`]: a quantity, a date, an ordinal, a reference, part of a name, or a
//! broken number that has no reading. None is dropped.
//!
//! ```
//! use yigai_quantity::{Bound, find};
//!
//! let text = "参合率达90.18,每人每年补助120元,封顶线由4万提高到5万元,满意度在90%以上";
//! let mentions = find(text);
//! let rate = mentions[0].quantity().unwrap();
//! assert_eq!((rate.unit.as_ref().unwrap().name(), rate.unit_inferred), ("%", true));
//! let subsidy = mentions[1].quantity().unwrap();
//! assert_eq!(subsidy.per.iter().map(|unit| &**unit).collect::<Vec<_>>(), ["人", "年"]);
//! let ceiling = mentions[2].quantity().unwrap();
//! assert_eq!((ceiling.value.to_string().as_str(), ceiling.unit.as_ref().unwrap().name()), ("40000", "元"));
//! assert_eq!(mentions[4].quantity().unwrap().bound, Bound::AtLeast);
//! ```
//!
//! # What is read
//!
//! | text | mention |
//! | --- | --- |
//! | 30余人 | 30 人, more than |
//! | 1347.5万元 | 13475000 元 |
//! | 3个多月 | 3 个月, more than |
//! | 两年半 | 2.5 年 |
//! | 三元五角二分 | 3.52 元 |
//! | 30%-40% | 30 to 40 % |
//! | 1-6月份 | a period without a year |
//! | 〔2011〕12号 | a reference |
//! | 202223年 | unreadable |
//!
//! ```
//! use yigai_quantity::{Kind, find};
//!
//! let table = [
//!     ("30余人", "30 人"),
//!     ("1347.5万元", "13475000 元"),
//!     ("3个多月", "3 个月"),
//!     ("两年半", "2.5 年"),
//!     ("三元五角二分", "3.52 元"),
//!     ("30%-40%", "30 %"),
//! ];
//! for (text, expected) in table {
//!     let mentions = find(text);
//!     let quantity = mentions[0].quantity().unwrap();
//!     assert_eq!(format!("{} {}", quantity.value.normalize(), quantity.unit.as_ref().unwrap().name()), expected);
//! }
//! let kinds = [("1-6月份", Kind::Date), ("〔2011〕12号", Kind::Reference), ("202223年", Kind::Unreadable)];
//! for (text, kind) in kinds {
//!     assert_eq!(find(text)[0].kind(), kind);
//! }
//! ```
//!
//! # The types
//!
//! [`find`] collects the mentions of a text, [`Scanner::mentions`] yields them one after another, and [`parse`] reads a
//! text that is one mention. A [`Quantity`] keeps what was written ([`Stated`]) beside what it means. A [`DateExpr`] is a
//! date as far as written and becomes a [`Period`] against a context; [`resolve_relative`] does so for 今年 and “十二五”.
//! The units and the words beside a number are files, `data/units.toml` and `data/words.toml`, that [`Units::from_toml`]
//! and [`Words::from_toml`] replace.
//!
//! # What it does not do
//!
//! It judges no sentence: which indicator a number belongs to is for the layer above. A bare 15日 counts days unless
//! 本月 or the like stands before it. A time of the day is a date without parts, and a century is a name.

mod across;
mod ahead;
mod amount;
mod apart;
mod around;
mod at;
mod clock;
mod code;
mod coins;
mod date;
mod date_grammar;
mod denominators;
mod either;
mod form;
mod lead;
mod lexicons;
mod look;
mod lunar;
mod mention;
mod neighbours;
mod number;
mod observed;
mod ordinal;
mod per;
mod plain;
mod position;
mod reference;
mod relative;
mod scanner;
mod share;
mod spaced;
mod start;
mod unit;
mod units;
mod whole;
mod words;

pub use date::{DateExpr, PartialDate, Period};
pub use denominators::Denominators;
pub use form::Form;
pub use mention::{Bound, Kind, Mention, Quantity, Reading, Stated};
pub use relative::{Relative, resolve_relative};
pub use scanner::{Mentions, Scanner, find};
pub use unit::{Dimension, Unit};
pub use units::{FoundUnit, Units, UnitsError};
pub use whole::parse;
pub use words::{Words, WordsError};

/// The examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct ReadmeDoctests;
