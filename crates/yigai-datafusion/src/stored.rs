//! The tables that the program `corpus` wrote.

use std::path::Path;
use std::sync::Arc;

use datafusion::arrow::datatypes::{DataType, Schema};
use datafusion::catalog::TableProvider;
use datafusion::datasource::ViewTable;
use datafusion::datasource::file_format::parquet::ParquetFormat;
use datafusion::datasource::listing::{ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl};
use datafusion::datasource::provider_as_source;
use datafusion::error::Result;
use datafusion::functions::core::expr_fn::nullif;
use datafusion::logical_expr::{
    EmptyRelation, Expr, ExprSchemable, LogicalPlan, LogicalPlanBuilder, ident, lit,
};
use yigai::corpus::{TableName, Type};

use crate::rows::fields;

/// How `corpus` writes in the name of a folder that there is no value.
const NONE: &str = "__HIVE_DEFAULT_PARTITION__";

/// Whether a folder holds tables rather than reports.
pub(crate) fn is_stored(folder: &Path) -> bool {
    folder.join("_corpus/settings.json").is_file()
}

/// A table of a folder of results, with the columns that its files are parted by.
///
/// # Errors
///
/// Where the path cannot be a URL.
pub fn stored(folder: &Path, table: TableName) -> Result<Arc<dyn TableProvider>> {
    let plan = match folder.join(table.name()).is_dir() {
        true => files(folder, table)?,
        // A table without rows has no files.
        false => LogicalPlan::EmptyRelation(EmptyRelation {
            produce_one_row: false,
            schema: Arc::new(Schema::new(fields(table)).try_into()?),
        }),
    };
    Ok(Arc::new(ViewTable::new(plan, None)))
}

fn files(folder: &Path, table: TableName) -> Result<LogicalPlan> {
    let fields = fields(table);
    let (inside, parts) = fields.split_at(fields.len().saturating_sub(table.partitions()));
    let folder = folder.join(table.name());
    let url = ListingTableUrl::parse(format!("{}/", folder.display()))?;
    let names = parts.iter().map(|part| (part.name().clone(), DataType::Utf8)).collect();
    let options = ListingOptions::new(Arc::new(ParquetFormat::default()))
        .with_file_extension(".parquet")
        .with_table_partition_cols(names);
    let config = ListingTableConfig::new(url)
        .with_listing_options(options)
        .with_schema(Arc::new(Schema::new(inside.to_vec())));
    let source = provider_as_source(Arc::new(ListingTable::try_new(config)?));
    let scan = LogicalPlanBuilder::scan(table.name(), source, None)?;
    let schema = scan.schema().clone();
    let mut columns: Vec<Expr> = inside.iter().map(|field| ident(field.name())).collect();
    for (part, column) in parts.iter().zip(table.columns().iter().skip(inside.len())) {
        let value = nullif(ident(part.name()), lit(NONE));
        let value = match column.kind {
            Type::Text => value,
            _ => value.cast_to(part.data_type(), schema.as_ref())?,
        };
        columns.push(value.alias(part.name()));
    }
    scan.project(columns)?.build()
}
