//! The step of a plan that reads reports.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use datafusion::arrow::array::{Array, AsArray, RecordBatch, StringArray};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::common::{exec_datafusion_err, exec_err, plan_err};
use datafusion::datasource::memory::MemorySourceConfig;
use datafusion::error::Result;
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_expr::{EquivalenceProperties, PhysicalExpr};
use datafusion::physical_plan::execution_plan::{Boundedness, EmissionType};
use datafusion::physical_plan::stream::RecordBatchReceiverStream;
use datafusion::physical_plan::{
    DisplayAs, DisplayFormatType, ExecutionPlan, ExecutionPlanProperties, Partitioning, PlanProperties,
};
use serde::{Deserialize, Serialize};
use yigai::corpus::{File, Sheets, TableName};
use yigai::{Error, Options, contract};

use crate::{batch, schema};

/// How many reports one batch is made of.
const BATCH: usize = 16;
/// Larger files are rows of `errors`.
const MAX_BYTES: u64 = 32 << 20;

/// Turns names and paths of reports into the rows of one table.
///
/// The paths are rows of a plan of the engine's own and not a list in here: a cluster hands each task some partitions,
/// and it knows how to cut its own leaves only. One of ours it would run whole in every task, with every row of the
/// result there as often as there are tasks.
#[derive(Debug)]
pub struct ReadReports {
    pub(crate) work: Work,
    input: Arc<dyn ExecutionPlan>,
    properties: Arc<PlanProperties>,
}

/// What is made of the reports.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Work {
    table: TableName,
    projection: Option<Vec<usize>>,
}

impl ReadReports {
    /// The rows of a table over files, in so many partitions.
    ///
    /// # Errors
    ///
    /// Where a path is no text that can be sent.
    pub(crate) fn over(
        files: &[File],
        partitions: usize,
        table: TableName,
        projection: Option<Vec<usize>>,
    ) -> Result<Self> {
        let partitions = partitions.clamp(1, files.len().max(1));
        let lists = (0..partitions).map(|at| {
            // One after another, so that long reports that stand side by side are shared out.
            paths(&files.iter().skip(at).step_by(partitions).collect::<Vec<_>>()).map(|batch| vec![batch])
        });
        let lists = lists.collect::<Result<Vec<_>>>()?;
        let input = MemorySourceConfig::try_new_exec(&lists, path_schema(), None)?;
        Self::new(Work { table, projection }, input)
    }

    pub(crate) fn new(work: Work, input: Arc<dyn ExecutionPlan>) -> Result<Self> {
        if input.schema().fields().len() != 2 {
            return plan_err!("reading reports wants names and paths");
        }
        let properties = PlanProperties::new(
            EquivalenceProperties::new(work.schema()?),
            Partitioning::UnknownPartitioning(input.output_partitioning().partition_count()),
            EmissionType::Incremental,
            Boundedness::Bounded,
        );
        Ok(Self { work, input, properties: Arc::new(properties) })
    }
}

fn path_schema() -> SchemaRef {
    let text = |name| Field::new(name, DataType::Utf8, false);
    Arc::new(Schema::new(vec![text("name"), text("path")]))
}

fn paths(files: &[&File]) -> Result<RecordBatch> {
    let names: StringArray = files.iter().map(|file| Some(file.name.as_str())).collect();
    let paths = files.iter().map(|file| match file.path.to_str() {
        Some(path) => Ok(Some(path)),
        None => Err(exec_datafusion_err!("{}: give the file a name in UTF-8", file.name)),
    });
    let paths: StringArray = paths.collect::<Result<_>>()?;
    Ok(RecordBatch::try_new(path_schema(), vec![Arc::new(names), Arc::new(paths)])?)
}

impl Work {
    fn schema(&self) -> Result<SchemaRef> {
        let schema = schema(self.table);
        Ok(match &self.projection {
            Some(columns) => Arc::new(schema.project(columns)?),
            None => schema,
        })
    }

    fn rows(&self, reports: &[(String, PathBuf)]) -> Result<RecordBatch> {
        let mut sheets = Sheets::default();
        for (name, path) in reports {
            let report = match report(path) {
                Ok(report) => report.to_contract(name),
                // Files lie where all executors find them; one that is gone is no empty report.
                Err(error @ (Error::NotFound | Error::Io(_))) => {
                    return exec_err!("{}: {error}", path.display());
                }
                Err(error) => contract::Report::failed(&**name, 0, (&error).into()),
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

fn report(path: &Path) -> std::result::Result<yigai::Report, Error> {
    if std::fs::metadata(path)?.len() > MAX_BYTES {
        return Err(Error::TooLarge { limit: MAX_BYTES });
    }
    yigai::Report::read(&std::fs::read(path)?, &Options::default())
}

impl DisplayAs for ReadReports {
    fn fmt_as(&self, _: DisplayFormatType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ReadReports: {}", self.work.table)
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
        vec![&self.input]
    }

    /// The files are shared out already.
    fn benefits_from_input_partitioning(&self) -> Vec<bool> {
        vec![false]
    }

    fn apply_expressions(
        &self,
        _: &mut dyn FnMut(&Arc<dyn PhysicalExpr>) -> Result<TreeNodeRecursion>,
    ) -> Result<TreeNodeRecursion> {
        Ok(TreeNodeRecursion::Continue)
    }

    fn with_new_children(
        self: Arc<Self>,
        children: Vec<Arc<dyn ExecutionPlan>>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        match children.as_slice() {
            [input] => Ok(Arc::new(Self::new(self.work.clone(), Arc::clone(input))?)),
            _ => plan_err!("reading reports has one input"),
        }
    }

    fn execute(&self, partition: usize, context: Arc<TaskContext>) -> Result<SendableRecordBatchStream> {
        let mut paths = self.input.execute(partition, context)?;
        let work = self.work.clone();
        // Reading keeps a processor busy: it has a thread of its own, which waits while nobody takes its batches.
        let mut stream = RecordBatchReceiverStream::builder(self.schema(), 1);
        let (list, mut lists) = tokio::sync::mpsc::channel(1);
        stream.spawn(async move {
            while let Some(batch) = next(&mut paths).await {
                if list.send(files(&batch?)?).await.is_err() {
                    break;
                }
            }
            Ok(())
        });
        let batches = stream.tx();
        stream.spawn_blocking(move || {
            while let Some(reports) = lists.blocking_recv() {
                for reports in reports.chunks(BATCH) {
                    if batches.blocking_send(work.rows(reports)).is_err() {
                        return Ok(());
                    }
                }
            }
            Ok(())
        });
        Ok(stream.build())
    }
}

/// The next batch of a stream.
async fn next(stream: &mut SendableRecordBatchStream) -> Option<Result<RecordBatch>> {
    std::future::poll_fn(|context| stream.as_mut().poll_next(context)).await
}

fn files(batch: &RecordBatch) -> Result<Vec<(String, PathBuf)>> {
    let text = |column: usize| batch.column(column).as_string_opt::<i32>();
    let (Some(names), Some(paths)) = (text(0), text(1)) else {
        return exec_err!("reading reports wants names and paths");
    };
    let rows = 0..names.len();
    Ok(rows.map(|row| (names.value(row).to_owned(), PathBuf::from(paths.value(row)))).collect())
}
