//! The table `duplicates`, over all segments.

use std::fs::{self, File};
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

use yigai::corpus::{Cell, Signature, Table, TableName, near_duplicates};
use yigai_view::parquet;

use crate::problem::{At, Result};
use crate::store::{Store, remove, to_json};
use crate::tables::trouble;

/// Finds the near-duplicates anew where a segment has changed since they were found; how many there are is noted.
pub(crate) fn refresh(store: &Store, similar: u8, json_lines: bool) -> Result<u64> {
    let segments: Vec<(u32, u32)> =
        store.segments.iter().map(|(segment, manifest)| (*segment, manifest.generation)).collect();
    let note = store.state("duplicates.json");
    if let Some((_, count)) = noted(&note).filter(|(before, _)| *before == segments) {
        return Ok(count);
    }
    let scratch = store.state("scratch");
    remove(&scratch)?;
    fs::create_dir_all(&scratch).at(&scratch)?;
    let (mut signatures, names) = collect(store, &scratch)?;
    let repeats = near_duplicates(&mut signatures, similar, &scratch).at(&scratch)?;
    let mut table = Table::new(TableName::Duplicates);
    for repeat in &repeats {
        let name = |at: usize| names.get(at).map_or(Cell::Empty, |name| Cell::Text(name));
        table.push(&[name(repeat.document), name(repeat.original), Cell::Integer(repeat.similarity.into())]);
    }
    remove(&scratch)?;
    publish(store, &table, json_lines)?;
    store.replace(&note, &to_json(&(segments, repeats.len())))?;
    Ok(repeats.len() as u64)
}

type Note = (Vec<(u32, u32)>, u64);

fn noted(note: &Path) -> Option<Note> {
    serde_json::from_slice(&fs::read(note).ok()?).ok()
}

/// The signatures of all documents in the order of their names, whichever segments they are in.
fn collect<'a>(store: &'a Store, scratch: &Path) -> Result<(File, Vec<&'a str>)> {
    let mut documents: Vec<(&str, u32, u32)> = Vec::new();
    for (segment, manifest) in &store.segments {
        let signed = manifest.entries.iter().filter_map(|entry| Some((entry, entry.signature?)));
        documents.extend(signed.map(|(entry, at)| (entry.name.as_str(), *segment, at)));
    }
    documents.sort_unstable();
    let path = scratch.join("signatures");
    let mut out = BufWriter::new(File::create(&path).at(&path)?);
    let mut open: Option<(u32, File)> = None;
    let mut bytes = [0; Signature::BYTES];
    for (_, segment, at) in &documents {
        let from = store.signatures(*segment);
        let mut file = match open.take() {
            Some((number, file)) if number == *segment => file,
            _ => File::open(&from).at(&from)?,
        };
        file.seek(SeekFrom::Start(u64::from(*at) * Signature::BYTES as u64)).at(&from)?;
        file.read_exact(&mut bytes).at(&from)?;
        out.write_all(&bytes).at(&path)?;
        open = Some((*segment, file));
    }
    out.flush().at(&path)?;
    Ok((File::open(&path).at(&path)?, documents.into_iter().map(|(name, _, _)| name).collect()))
}

fn publish(store: &Store, table: &Table, json_lines: bool) -> Result<()> {
    let path = store.out.join("duplicates/duplicates.parquet");
    let bytes = parquet::write(TableName::Duplicates, [table.clone()], Vec::new())
        .map_err(|error| trouble(&path, error))?;
    put(store, &path, &bytes)?;
    if json_lines {
        let mut lines = Vec::new();
        let path = store.out.join("jsonl/duplicates/duplicates.jsonl");
        table.write_json_lines(&mut lines).at(&path)?;
        put(store, &path, &lines)?;
    }
    Ok(())
}

fn put(store: &Store, path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).at(folder)?;
    }
    store.replace(path, bytes)
}
