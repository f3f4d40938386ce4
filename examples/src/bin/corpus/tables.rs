//! From the journal to the files of the tables, and new generations of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use rayon::prelude::*;
use yigai::corpus::{Key, Table, TableName};
use yigai_view::parquet::{self, ParquetError};

use crate::journal::Journal;
use crate::problem::{At, Problem, Result};
use crate::store::{Manifest, Store, Written};

/// About how many rows one row group has, and are in memory at a time.
const ROWS: usize = 8192;
/// How Hive writes that there is no value.
const NONE: &str = "__HIVE_DEFAULT_PARTITION__";

/// Writes the tables of a segment from its journal.
pub(crate) fn write(
    journal: &Journal,
    store: &Store,
    segment: u32,
    json_lines: bool,
) -> Result<Vec<Written>> {
    let tables: Vec<_> = journal.tables().into_iter().collect();
    let written: Result<Vec<_>> = tables
        .par_iter()
        .map(|(key, extents)| {
            let mut reader = journal.reader()?;
            let parts = extents.iter().map(|extent| reader.table(key.table, *extent));
            files(store, key, &format!("{segment:06}"), Grouped::new(key.table, parts), json_lines)
        })
        .collect();
    Ok(written?.into_iter().flatten().collect())
}

/// The next generation of a segment, without some of its documents.
pub(crate) fn rewrite(
    store: &Store,
    segment: u32,
    dropped: &BTreeSet<String>,
    json_lines: bool,
) -> Result<Manifest> {
    let Some(before) = store.segments.get(&segment) else { return Ok(Manifest::default()) };
    let generation = before.generation + 1;
    let stem = format!("{segment:06}-{generation}");
    let mut next = Manifest {
        generation,
        entries: before.entries.iter().filter(|entry| !dropped.contains(&entry.name)).cloned().collect(),
        ..Manifest::default()
    };
    let is_table = |file: &&Written| file.path.ends_with(".parquet");
    let tables: Vec<&Written> = before.files.iter().filter(is_table).collect();
    let rewritten: Result<Vec<Option<Vec<Written>>>> = tables
        .par_iter()
        .map(|file| {
            let path = store.out.join(&file.path);
            let bytes = fs::read(&path).at(&path)?;
            let table = parquet::read(bytes.into(), &file.key).map_err(|_| Problem::Damaged(path))?;
            let kept = table.keep(|document| !dropped.contains(document));
            if kept.rows() == table.rows() {
                return Ok(None);
            }
            let parts = std::iter::once(Ok(kept)).filter(|table| table.as_ref().is_ok_and(|t| t.rows() > 0));
            files(store, &file.key, &stem, Grouped::new(file.key.table, parts), json_lines).map(Some)
        })
        .collect();
    let mut changed: BTreeMap<&Key, Vec<Written>> = BTreeMap::new();
    for (file, rewritten) in tables.iter().zip(rewritten?) {
        if let Some(files) = rewritten {
            changed.insert(&file.key, files);
        }
    }
    for file in &before.files {
        match changed.contains_key(&file.key) {
            true => next.obsolete.push(file.path.clone()),
            false => next.files.push(file.clone()),
        }
    }
    next.files.extend(changed.into_values().flatten());
    Ok(next)
}

/// Writes the files of one key into the staging folder: none where there are no rows.
fn files(
    store: &Store,
    key: &Key,
    stem: &str,
    mut tables: Grouped<impl Iterator<Item = Result<Table>>>,
    json_lines: bool,
) -> Result<Vec<Written>> {
    let Some(first) = tables.next() else { return tables.done().map(|()| Vec::new()) };
    let folder = folder(key);
    let parquet_path = format!("{folder}/{stem}.parquet");
    let lines_path = format!("jsonl/{folder}/{stem}.jsonl");
    let mut lines = json_lines.then(|| create(&store.staged(&lines_path))).transpose()?;
    let mut failed = Ok(());
    let staged = store.staged(&parquet_path);
    let sink = create(&staged)?;
    let with_lines = std::iter::once(first).chain(tables.by_ref()).inspect(|table| {
        if let (Some(lines), Ok(())) = (&mut lines, &failed) {
            failed = table.write_json_lines(lines);
        }
    });
    let sink = parquet::write(key.table, with_lines, sink).map_err(|error| trouble(&staged, error))?;
    tables.done()?;
    let mut written = vec![close(sink, &staged, parquet_path, key)?];
    if let Some(lines) = lines {
        let staged = store.staged(&lines_path);
        failed.at(&staged)?;
        written.push(close(lines, &staged, lines_path, key)?);
    }
    Ok(written)
}

/// `observations/programme=nrcms/year=2011`.
pub(crate) fn folder(key: &Key) -> String {
    let programme = || format!("programme={}", key.programme.as_deref().unwrap_or(NONE));
    let year = || format!("year={}", key.year.map_or_else(|| NONE.to_owned(), |year| year.to_string()));
    match key.table.partitions() {
        0 => key.table.name().to_owned(),
        1 => format!("{}/{}", key.table, year()),
        _ => format!("{}/{}/{}", key.table, programme(), year()),
    }
}

fn create(path: &Path) -> Result<BufWriter<File>> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).at(folder)?;
    }
    Ok(BufWriter::with_capacity(1 << 16, File::create(path).at(path)?))
}

fn close(mut sink: BufWriter<File>, staged: &Path, path: String, key: &Key) -> Result<Written> {
    sink.flush().at(staged)?;
    let bytes = sink.get_ref().metadata().at(staged)?.len();
    Ok(Written { path, key: key.clone(), bytes })
}

pub(crate) fn trouble(path: &Path, error: ParquetError) -> Problem {
    Problem::Io(path.to_owned(), io::Error::other(error))
}

/// Small tables joined into row groups; remembers what went wrong on the way.
struct Grouped<I> {
    name: TableName,
    parts: I,
    failed: Result<()>,
}

impl<I: Iterator<Item = Result<Table>>> Grouped<I> {
    fn new(name: TableName, parts: I) -> Self {
        Self { name, parts, failed: Ok(()) }
    }

    fn done(self) -> Result<()> {
        self.failed
    }
}

impl<I: Iterator<Item = Result<Table>>> Iterator for Grouped<I> {
    type Item = Table;

    fn next(&mut self) -> Option<Table> {
        let mut group = Table::new(self.name);
        while group.rows() < ROWS {
            match self.parts.next() {
                Some(Ok(table)) => {
                    group.append(&table);
                }
                Some(Err(problem)) => {
                    self.failed = Err(problem);
                    return None;
                }
                None => break,
            }
        }
        (group.rows() > 0).then_some(group)
    }
}
