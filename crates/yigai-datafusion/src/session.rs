//! Where queries run in this process.

use std::path::Path;
use std::sync::Arc;

use datafusion::error::Result;
use datafusion::prelude::{SessionConfig, SessionContext};
use yigai::corpus::TableName;

use crate::stored::is_stored;
use crate::{Function, TableOf};

/// A context with the functions and table functions, on so many threads; as many as the machine has for `None`.
///
/// # Errors
///
/// None so far.
pub fn local(threads: Option<usize>) -> Result<SessionContext> {
    let mut config = SessionConfig::new();
    if let Some(threads) = threads {
        config = config.with_target_partitions(threads);
    }
    let context = SessionContext::new_with_config(config);
    register(&context);
    Ok(context)
}

pub(crate) fn register(context: &SessionContext) {
    for function in Function::ALL {
        context.register_udf(function.udf());
    }
    for table in TableName::ALL {
        context.register_udtf(table.name(), Arc::new(TableOf(table)));
    }
}

/// Makes the tables of a folder known by their names: `observations`, `findings`, ….
///
/// # Errors
///
/// Where there is no such folder.
pub fn register_tables(context: &SessionContext, folder: &Path) -> Result<()> {
    for table in TableName::ALL {
        if is_stored(folder) || TableOf::RAW.contains(&table) {
            context.register_table(table.name(), TableOf(table).of(folder)?)?;
        }
    }
    Ok(())
}
