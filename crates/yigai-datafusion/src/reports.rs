//! A folder of reports as a table.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use async_trait::async_trait;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::catalog::{Session, TableProvider};
use datafusion::common::plan_err;
use datafusion::error::Result;
use datafusion::logical_expr::{Expr, TableType};
use datafusion::physical_plan::ExecutionPlan;
use serde::{Deserialize, Serialize};
use yigai::corpus::{Folder, TableName};

use crate::{ReadReports, schema};

/// One table of a folder of reports. They are read when a query runs, on all its threads or executors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reports {
    pub(crate) folder: PathBuf,
    pub(crate) table: TableName,
}

impl Reports {
    /// A table of a folder, by an absolute path, so that executors find it too.
    ///
    /// # Errors
    ///
    /// Where there is no such folder.
    pub fn new(folder: &Path, table: TableName) -> Result<Self> {
        match std::fs::canonicalize(folder) {
            Ok(folder) if folder.is_dir() => Ok(Self { folder, table }),
            Ok(_) => plan_err!("{} is no folder: give the folder that the reports are in", folder.display()),
            Err(error) => plan_err!("{}: {error}", folder.display()),
        }
    }
}

#[async_trait]
impl TableProvider for Reports {
    fn schema(&self) -> SchemaRef {
        schema(self.table)
    }

    fn table_type(&self) -> TableType {
        TableType::Base
    }

    async fn scan(
        &self,
        state: &dyn Session,
        projection: Option<&Vec<usize>>,
        _filters: &[Expr],
        _limit: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let walk = Folder::new(&self.folder).walk();
        if let Some((name, error)) = walk.failed.first() {
            return plan_err!("{}/{name}: {error}", self.folder.display());
        }
        let partitions = state.config().target_partitions();
        Ok(Arc::new(ReadReports::over(&walk.files, partitions, self.table, projection.cloned())?))
    }
}
