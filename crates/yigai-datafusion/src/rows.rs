//! The rows of `yigai` as Arrow.

use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, Decimal128Array, Float64Array, Int64Array, RecordBatch, StringArray,
};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::error::Result;
use yigai::corpus::{Table, TableName, Type, Values};

/// The type of exact numbers.
pub(crate) const DECIMAL: DataType = DataType::Decimal128(38, 10);

/// The columns of a table.
pub fn schema(table: TableName) -> SchemaRef {
    Arc::new(Schema::new(fields(table)))
}

pub(crate) fn fields(table: TableName) -> Vec<Field> {
    let kind = |kind| match kind {
        Type::Text => DataType::Utf8,
        Type::Integer => DataType::Int64,
        Type::Decimal => DECIMAL,
        Type::Real => DataType::Float64,
    };
    table.columns().iter().map(|column| Field::new(column.name, kind(column.kind), true)).collect()
}

/// The rows of a table.
///
/// # Errors
///
/// None that a table could cause; the engine's own.
pub fn batch(table: &Table) -> Result<RecordBatch> {
    let columns = table.columns().iter().map(column).collect();
    Ok(RecordBatch::try_new(schema(table.name()), columns)?)
}

fn column(values: &Values) -> ArrayRef {
    match values {
        Values::Text(texts) => Arc::new(texts.iter().collect::<StringArray>()),
        Values::Integer(numbers) => Arc::new(Int64Array::from(numbers.clone())),
        Values::Decimal(numbers) => Arc::new(Decimal128Array::from(numbers.clone()).with_data_type(DECIMAL)),
        Values::Real(numbers) => Arc::new(Float64Array::from(numbers.clone())),
    }
}
