//! `observations('reports')` and its like.

use std::path::Path;
use std::sync::Arc;

use datafusion::catalog::{TableFunctionArgs, TableFunctionImpl, TableProvider};
use datafusion::common::plan_err;
use datafusion::error::Result;
use datafusion::logical_expr::Expr;
use datafusion::scalar::ScalarValue;
use yigai::corpus::TableName;

use crate::stored::is_stored;
use crate::{Reports, stored};

/// A table function that takes the path of a folder of reports or of tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableOf(pub TableName);

impl TableOf {
    /// The tables that a folder of reports has; near-duplicates need them all at once and are only in stored ones.
    pub const RAW: [TableName; 5] = [
        TableName::Documents,
        TableName::Mentions,
        TableName::Observations,
        TableName::Findings,
        TableName::Errors,
    ];

    /// The table of a folder.
    ///
    /// # Errors
    ///
    /// Where there is no such folder, or near-duplicates are asked of a folder of reports.
    pub fn of(self, folder: &Path) -> Result<Arc<dyn TableProvider>> {
        if is_stored(folder) {
            let folder = std::fs::canonicalize(folder)?;
            return stored(&folder, self.0);
        }
        if !Self::RAW.contains(&self.0) {
            return plan_err!("{} needs a folder that the program corpus wrote", self.0);
        }
        Ok(Arc::new(Reports::new(folder, self.0)?))
    }
}

impl TableFunctionImpl for TableOf {
    fn call_with_args(&self, args: TableFunctionArgs<'_, '_>) -> Result<Arc<dyn TableProvider>> {
        match args.exprs() {
            [Expr::Literal(ScalarValue::Utf8(Some(path)), _)] => self.of(Path::new(path)),
            _ => plan_err!("{} takes one path in quotes: {}('reports')", self.0, self.0),
        }
    }
}
