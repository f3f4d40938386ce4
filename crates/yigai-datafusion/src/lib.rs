#![doc = include_str!("../README.md")]

#[cfg(feature = "cluster")]
mod cluster;
#[cfg(feature = "cluster")]
mod codec;
mod function;
mod read;
mod reports;
mod rows;
mod session;
mod stored;
mod table_function;

#[cfg(feature = "cluster")]
pub use cluster::{executor, remote, scheduler};
#[cfg(feature = "cluster")]
pub use codec::{LogicalCodec, PhysicalCodec};
pub use function::Function;
pub use read::ReadReports;
pub use reports::Reports;
pub use rows::{batch, schema};
pub use session::{local, register_tables};
pub use stored::stored;
pub use table_function::TableOf;

pub use datafusion;
