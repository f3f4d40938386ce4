//! The step of a plan that reads reports.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::common::exec_err;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::error::Result;
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_expr::{EquivalenceProperties, PhysicalExpr};
use datafusion::physical_plan::execution_plan::{Boundedness, EmissionType};
use datafusion::physical_plan::stream::RecordBatchReceiverStream;
use datafusion::physical_plan::{DisplayAs, DisplayFormatType, ExecutionPlan, Partitioning, PlanProperties};
use serde::{Deserialize, Serialize};
use yigai::corpus::{Sheets, TableName};
use yigai::{Error, Options, contract};

use crate::{batch, schema};

/// How many reports one batch is made of.
const BATCH: usize = 16;
/// Larger files are rows of `errors`.
const MAX_BYTES: u64 = 32 << 20;

/// Reads reports and gives the rows of one table, a list of files for each partition. Where the plan is sent to
/// executors, each reads the files of the partitions it got.
#[derive(Debug)]
pub struct ReadReports {
    pub(crate) work: Work,
    properties: Arc<PlanProperties>,
}

/// What is to be read; also what is sent to an executor.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Work {
    table: TableName,
    partitions: Vec<Vec<Report>>,
    projection: Option<Vec<usize>>,
}

/// A file by its name in the table and its place on the disk.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Report {
    pub(crate) name: String,
    pub(crate) path: PathBuf,
}

impl ReadReports {
    pub(crate) fn new(
        table: TableName,
        partitions: Vec<Vec<Report>>,
        projection: Option<Vec<usize>>,
    ) -> Result<Self> {
        Self::of(Work { table, partitions, projection })
    }

    pub(crate) fn of(work: Work) -> Result<Self> {
        let schema = work.schema()?;
        let properties = PlanProperties::new(
            EquivalenceProperties::new(schema),
            Partitioning::UnknownPartitioning(work.partitions.len()),
            EmissionType::Incremental,
            Boundedness::Bounded,
        );
        Ok(Self { work, properties: Arc::new(properties) })
    }
}

impl Work {
    fn schema(&self) -> Result<SchemaRef> {
        let schema = schema(self.table);
        Ok(match &self.projection {
            Some(columns) => Arc::new(schema.project(columns)?),
            None => schema,
        })
    }

    fn rows(&self, reports: &[Report]) -> Result<RecordBatch> {
        let mut sheets = Sheets::default();
        let options = Options::default();
        for report in reports {
            let name = report.name.as_str();
            let read = std::fs::metadata(&report.path)
                .map_err(Error::from)
                .and_then(|data| match data.len() {
                    bytes if bytes > MAX_BYTES => Err(Error::TooLarge { limit: MAX_BYTES }),
                    _ => Ok(std::fs::read(&report.path)?),
                })
                .and_then(|bytes| yigai::Report::read(&bytes, &options));
            let report = match read {
                Ok(report) => report.to_contract(name),
                // The cluster's files lie where all can read them; one that is gone is no empty report.
                Err(error @ (Error::NotFound | Error::Io(_))) => return exec_err!("{name}: {error}"),
                Err(error) => contract::Report::failed(name, 0, (&error).into()),
            };
            sheets.add(&report, None);
        }
        let batch = batch(&sheets.table(self.table))?;
        Ok(match &self.projection {
            Some(columns) => batch.project(columns)?,
            None => batch,
        })
    }
}

impl DisplayAs for ReadReports {
    fn fmt_as(&self, _: DisplayFormatType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let files: usize = self.work.partitions.iter().map(Vec::len).sum();
        write!(
            f,
            "ReadReports: {} of {files} files in {} partitions",
            self.work.table,
            self.work.partitions.len()
        )
    }
}

impl ExecutionPlan for ReadReports {
    fn name(&self) -> &str {
        "ReadReports"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        &self.properties
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        Vec::new()
    }

    fn apply_expressions(
        &self,
        _: &mut dyn FnMut(&Arc<dyn PhysicalExpr>) -> Result<TreeNodeRecursion>,
    ) -> Result<TreeNodeRecursion> {
        Ok(TreeNodeRecursion::Continue)
    }

    fn with_new_children(self: Arc<Self>, _: Vec<Arc<dyn ExecutionPlan>>) -> Result<Arc<dyn ExecutionPlan>> {
        Ok(self)
    }

    fn execute(&self, partition: usize, _: Arc<TaskContext>) -> Result<SendableRecordBatchStream> {
        let Some(reports) = self.work.partitions.get(partition).cloned() else {
            return exec_err!("there is no partition {partition}");
        };
        let work = Work { partitions: Vec::new(), ..self.work.clone() };
        // Reading keeps a processor busy: it has a thread of its own, which waits while nobody takes its batches.
        let mut stream = RecordBatchReceiverStream::builder(self.schema(), 1);
        let batches = stream.tx();
        stream.spawn_blocking(move || {
            for reports in reports.chunks(BATCH) {
                if batches.blocking_send(work.rows(reports)).is_err() {
                    break;
                }
            }
            Ok(())
        });
        Ok(stream.build())
    }
}
