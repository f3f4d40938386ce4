//! Chinese health-reform reports (基层医改工作汇报) to trustworthy data, in one call: clean, parse, model, recompute.

pub mod contract;
mod convert;
mod error;
mod lang;
mod options;
mod pending;
mod report;

pub use error::Error;
pub use lang::{Lang, UnknownLang};
pub use options::Options;
pub use report::Report;

pub use chrono;
pub use yigai_audit as audit;
pub use yigai_extract as extract;
pub use yigai_model as model;
pub use yigai_numeral as numeral;
pub use yigai_quantity as quantity;
pub use yigai_span as span;
pub use yigai_text as text;
