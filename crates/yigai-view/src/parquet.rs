//! The rows of many reports as Parquet files.
//!
//! The columns that files are parted by (`programme=nrcms/year=2011/`) are left out of a file, as Hive does and as
//! engines expect; [`read`] puts them back. The same tables give the same bytes.
//!
//! ```
//! use yigai::corpus::{Cell, Key, Table, TableName};
//! use yigai_view::parquet;
//!
//! let mut table = Table::new(TableName::Duplicates);
//! table.push(&[Cell::Text("a.txt"), Cell::Text("b.txt"), Cell::Integer(97)]);
//! let bytes = parquet::write(TableName::Duplicates, [table.clone()], Vec::new())?;
//! let key = Key { table: TableName::Duplicates, programme: None, year: None };
//! assert_eq!(parquet::read(bytes.clone().into(), &key)?, table);
//!
//! // What is no such file is refused.
//! assert!(parquet::read(bytes[..20].to_vec().into(), &key).is_err());
//! # Ok::<(), parquet::ParquetError>(())
//! ```

use std::io::Write;
use std::sync::Arc;

use ::parquet::basic::{Compression, ConvertedType, Encoding, LogicalType, Repetition, Type as Physical};
use ::parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use ::parquet::data_type::{ByteArray, DataType, FixedLenByteArray};
use ::parquet::data_type::{ByteArrayType, DoubleType, FixedLenByteArrayType, Int64Type};
use ::parquet::file::properties::{EnabledStatistics, WriterProperties, WriterVersion};
use ::parquet::file::reader::{FileReader, RowGroupReader, SerializedFileReader};
use ::parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter, SerializedRowGroupWriter};
use ::parquet::schema::types::{ColumnPath, Type as Schema, TypePtr};
use bytes::Bytes;
use yigai::corpus::{Column, Key, Table, TableName, Texts, Type, Values};

pub use ::parquet::errors::ParquetError;

type Result<T> = std::result::Result<T, ParquetError>;

/// How many bytes an exact number takes.
const DECIMAL_BYTES: usize = 16;
/// Columns by whose least and greatest text an engine leaves out row groups: rows stand in the order of documents, and
/// of most other texts a group has all from the first to the last.
const BOUNDED: [&str; 4] = ["document", "indicator", "period_start", "period_end"];
/// Texts that hardly ever occur twice: looking for the same one again costs more than it saves.
const UNIQUE: [&str; 7] = ["sha256", "title", "text", "operands", "formula", "message_zh", "message_en"];

/// Writes tables of one name into one file, each as a row group.
///
/// # Errors
///
/// Where the sink cannot be written, or a table has another name.
pub fn write<W: Write + Send>(
    name: TableName,
    tables: impl IntoIterator<Item = Table>,
    sink: W,
) -> Result<W> {
    let mut file = SerializedFileWriter::new(sink, schema(name)?, Arc::new(properties(name)))?;
    for table in tables.into_iter().filter(|table| table.rows() > 0) {
        if table.name() != name {
            return Err(ParquetError::General(format!("rows of {} in a file of {name}", table.name())));
        }
        let mut group = file.next_row_group()?;
        for values in stored(&table) {
            column(values, &mut group)?;
        }
        group.close()?;
    }
    file.into_inner()
}

/// How each column is written.
fn properties(name: TableName) -> WriterProperties {
    let mut all = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_writer_version(WriterVersion::PARQUET_1_0)
        .set_statistics_enabled(EnabledStatistics::None)
        .set_offset_index_disabled(true);
    for column in name.columns().iter().take(count(name)) {
        let path = || ColumnPath::from(column.name);
        if column.kind == Type::Integer {
            // Places only grow within a document: the steps between them are short, and there is nothing left to compress.
            all = all
                .set_column_dictionary_enabled(path(), false)
                .set_column_encoding(path(), Encoding::DELTA_BINARY_PACKED)
                .set_column_compression(path(), Compression::UNCOMPRESSED);
        }
        if UNIQUE.contains(&column.name) {
            all = all.set_column_dictionary_enabled(path(), false);
        }
        if BOUNDED.contains(&column.name) {
            all = all.set_column_statistics_enabled(path(), EnabledStatistics::Chunk);
        }
    }
    all.build()
}

/// The columns that stand in the file.
fn stored(table: &Table) -> impl Iterator<Item = &Values> {
    table.columns().iter().take(count(table.name()))
}

fn count(name: TableName) -> usize {
    name.columns().len().saturating_sub(name.partitions())
}

fn schema(name: TableName) -> Result<TypePtr> {
    let columns = name.columns().iter().take(count(name)).map(field).collect::<Result<_>>()?;
    Ok(Arc::new(Schema::group_type_builder(name.name()).with_fields(columns).build()?))
}

fn field(column: &Column) -> Result<TypePtr> {
    let builder = match column.kind {
        Type::Text => Schema::primitive_type_builder(column.name, Physical::BYTE_ARRAY)
            .with_logical_type(Some(LogicalType::String))
            .with_converted_type(ConvertedType::UTF8),
        Type::Integer => Schema::primitive_type_builder(column.name, Physical::INT64),
        Type::Decimal => Schema::primitive_type_builder(column.name, Physical::FIXED_LEN_BYTE_ARRAY)
            .with_length(DECIMAL_BYTES as i32)
            .with_logical_type(Some(LogicalType::decimal(10, 38)))
            .with_converted_type(ConvertedType::DECIMAL)
            .with_precision(38)
            .with_scale(10),
        Type::Real => Schema::primitive_type_builder(column.name, Physical::DOUBLE),
    };
    Ok(Arc::new(builder.with_repetition(Repetition::OPTIONAL).build()?))
}

fn column<W: Write + Send>(values: &Values, group: &mut SerializedRowGroupWriter<'_, W>) -> Result<()> {
    let missing = || ParquetError::General("a column more than the schema has".to_owned());
    let mut writer = group.next_column()?.ok_or_else(missing)?;
    match values {
        Values::Text(texts) => texts_into(texts, &mut writer)?,
        Values::Integer(numbers) => cells::<Int64Type, _>(numbers, |number| number, &mut writer)?,
        Values::Real(numbers) => cells::<DoubleType, _>(numbers, |number| number, &mut writer)?,
        Values::Decimal(numbers) => {
            let mut all = Vec::with_capacity(numbers.len() * DECIMAL_BYTES);
            numbers.iter().flatten().for_each(|number| all.extend_from_slice(&number.to_be_bytes()));
            let (all, mut start) = (Bytes::from(all), 0);
            let next = |_| {
                start += DECIMAL_BYTES;
                FixedLenByteArray::from(ByteArray::from(all.slice(start - DECIMAL_BYTES..start)))
            };
            cells::<FixedLenByteArrayType, _>(numbers, next, &mut writer)?;
        }
    }
    writer.close()
}

fn cells<T: DataType, V: Copy>(
    cells: &[Option<V>],
    mut convert: impl FnMut(V) -> T::T,
    writer: &mut SerializedColumnWriter<'_>,
) -> Result<()> {
    let there: Vec<i16> = cells.iter().map(|cell| i16::from(cell.is_some())).collect();
    let values: Vec<T::T> = cells.iter().flatten().map(|value| convert(*value)).collect();
    writer.typed::<T>().write_batch(&values, Some(&there), None).map(|_| ())
}

/// Texts share one buffer, so that none of them is copied by itself.
fn texts_into(texts: &Texts, writer: &mut SerializedColumnWriter<'_>) -> Result<()> {
    let buffer = Bytes::copy_from_slice(texts.as_str().as_bytes());
    let (mut there, mut values, mut start) = (Vec::new(), Vec::new(), 0);
    for &(end, is_there) in texts.ends() {
        there.push(i16::from(is_there));
        if is_there {
            values.push(ByteArray::from(buffer.slice(start..end)));
        }
        start = end;
    }
    writer.typed::<ByteArrayType>().write_batch(&values, Some(&there), None).map(|_| ())
}

/// The rows of a file of [`write()`], all row groups one after another, with the columns of `key`.
///
/// # Errors
///
/// Where it is no Parquet file, is damaged, or has other columns than the table.
pub fn read(file: Bytes, key: &Key) -> Result<Table> {
    let reader = SerializedFileReader::new(file)?;
    let mut all = Table::new(key.table);
    for group in 0..reader.num_row_groups() {
        all.append(&read_group(reader.get_row_group(group)?.as_ref(), key)?);
    }
    Ok(all)
}

fn read_group(group: &dyn RowGroupReader, key: &Key) -> Result<Table> {
    let other = || ParquetError::General(format!("this file holds no rows of {}", key.table));
    let rows = usize::try_from(group.metadata().num_rows()).map_err(|_| other())?;
    if group.num_columns() != count(key.table) {
        return Err(other());
    }
    let mut columns = Vec::new();
    for at in 0..count(key.table) {
        columns.push(match group.get_column_reader(at)? {
            ColumnReader::ByteArrayColumnReader(reader) => Values::Text(read_texts(reader, rows)?),
            ColumnReader::Int64ColumnReader(reader) => Values::Integer(read_cells(reader, rows)?),
            ColumnReader::DoubleColumnReader(reader) => Values::Real(read_cells(reader, rows)?),
            ColumnReader::FixedLenByteArrayColumnReader(reader) => {
                let cells = read_cells(reader, rows)?.into_iter();
                let number =
                    |bytes: FixedLenByteArray| Some(i128::from_be_bytes(bytes.data().try_into().ok()?));
                Values::Decimal(cells.map(|cell| cell.and_then(number)).collect())
            }
            _ => return Err(other()),
        });
    }
    let mut parts = [
        Values::Text(repeated(key.programme.as_deref(), rows)),
        Values::Integer(vec![key.year.map(i64::from); rows]),
    ];
    columns.extend(parts.iter_mut().skip(2 - key.table.partitions()).map(|part| part.clone()));
    Table::from_columns(key.table, columns).ok_or_else(other)
}

fn repeated(text: Option<&str>, rows: usize) -> Texts {
    let mut texts = Texts::default();
    (0..rows).for_each(|_| texts.push(text));
    texts
}

fn read_cells<T: DataType>(mut reader: ColumnReaderImpl<T>, rows: usize) -> Result<Vec<Option<T::T>>> {
    let (mut there, mut values) = (Vec::new(), Vec::new());
    while there.len() < rows {
        let (records, _, _) = reader.read_records(rows - there.len(), Some(&mut there), None, &mut values)?;
        if records == 0 {
            return Err(ParquetError::EOF("fewer rows than the file says".to_owned()));
        }
    }
    let mut values = values.into_iter();
    Ok(there.into_iter().map(|level| if level > 0 { values.next() } else { None }).collect())
}

fn read_texts(reader: ColumnReaderImpl<ByteArrayType>, rows: usize) -> Result<Texts> {
    let mut texts = Texts::default();
    for cell in read_cells(reader, rows)? {
        match cell {
            Some(bytes) => texts.push(Some(bytes.as_utf8()?)),
            None => texts.push(None),
        }
    }
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use yigai::corpus::{Cell, Sheets};
    use yigai::{Options, Report};

    #[test]
    fn every_table_comes_back_as_it_was() {
        let mut sheets = Sheets::default();
        for n in 0..40 {
            let text = format!(
                "201{}年全县卫生工作总结\n全县参合农民20{n}人，参合率98.7%。村卫生室由91所增加到96所，增加6所。",
                n % 7
            );
            let report = Report::read(text.as_bytes(), &Options::default()).unwrap();
            sheets.add(&report.to_contract(&format!("{n}.txt")), Some("abc"));
        }
        for (key, table) in sheets.iter() {
            let bytes = write(key.table, [table.clone(), table.clone()], Vec::new()).unwrap();
            assert_eq!(bytes, write(key.table, [table.clone(), table.clone()], Vec::new()).unwrap());
            let mut twice = table.clone();
            twice.append(table);
            assert_eq!(read(bytes.into(), key).unwrap(), twice);
        }
        assert!(sheets.iter().count() > 20);
    }

    #[test]
    fn another_table_is_refused() {
        let bytes = write(TableName::Errors, [Table::new(TableName::Errors)], Vec::new()).unwrap();
        let errors = Key { table: TableName::Errors, programme: None, year: None };
        assert_eq!(read(bytes.into(), &errors).unwrap().rows(), 0);
        let mut table = Table::new(TableName::Duplicates);
        table.push(&[Cell::Empty; 3]);
        assert!(write(TableName::Errors, [table], Vec::new()).is_err());
    }
}
