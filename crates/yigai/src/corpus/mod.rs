//! Many reports: the files of a folder, their figures as flat rows, and reports that repeat each other.
//!
//! Nothing here holds more than a few reports at a time. [`Folder`] lists what there is to read; [`Sheets`] takes reports
//! one after another and gives their rows by table, programme and year; [`Signature`] and [`near_duplicates`] find the
//! same text under another county's name, with the bulk of the work on disk.
//!
//! ```
//! use yigai::corpus::{Sheets, TableName};
//! use yigai::{Options, Report};
//!
//! let mut sheets = Sheets::default();
//! let report = Report::read("2014年，全县共有村卫生室86个。".as_bytes(), &Options::default())?;
//! sheets.add(&report.to_contract("a.txt"), None);
//! let observations = sheets.iter().find(|(key, _)| key.table == TableName::Observations).unwrap().1;
//! assert_eq!(observations.rows(), 1);
//! assert_eq!(observations.text(0, "value_text"), Some("86"));
//! # Ok::<(), yigai::Error>(())
//! ```

mod folder;
mod near;
mod packed;
mod repeats;
mod rows;
mod schema;
mod table;

pub use folder::{File, Folder, Walk};
pub use near::Signature;
pub use repeats::{Repeat, near_duplicates};
pub use rows::{Key, Sheets};
pub use schema::{Column, TableName, Type};
pub use table::{Cell, Table, Texts, Values, decimal};
