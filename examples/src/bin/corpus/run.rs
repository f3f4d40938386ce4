//! The work itself: what is new goes through the journal into a segment; then near-duplicates are found.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::Mutex;

use rayon::prelude::*;
use sha2::{Digest, Sha256};
use yigai::corpus::Folder;
use yigai::{Error, Lang, Options, Reader};

use crate::call::Task;
use crate::journal::Journal;
use crate::known::{self, Plan, Todo};
use crate::problem::{At, Problem, Result};
use crate::progress::Progress;
use crate::read::Desk;
use crate::store::{Entry, Manifest, Settings, Store};
use crate::{repeats, tables};

/// How many documents, and how many bytes of them, a segment has at most.
const SEGMENT: (usize, u64) = (16_384, 1 << 30);
/// The same for a record of the journal.
const RECORD: (usize, u64) = (16, 1 << 20);

/// What was done.
pub(crate) struct Summary {
    read: u64,
    changed: u64,
    unchanged: u64,
    removed: u64,
    /// Of those read, what an interrupted run had read already.
    resumed: u64,
    documents: usize,
    errors: usize,
    duplicates: u64,
    skipped: BTreeMap<String, u64>,
}

pub(crate) fn run(task: &Task) -> Result<Summary> {
    let folder = fs::canonicalize(&task.folder)
        .map_err(|e| Problem::Folder(task.folder.clone(), Box::new(e.into())))?;
    if !folder.is_dir() {
        let error = Error::Io("not a directory".to_owned());
        return Err(Problem::Folder(task.folder.clone(), Box::new(error)));
    }
    let threads = rayon::ThreadPoolBuilder::new().num_threads(task.threads.unwrap_or(0));
    let threads = threads.build().map_err(|error| Problem::Threads(error.to_string()))?;
    let data = task.data.as_deref().map(fingerprint).transpose()?;
    let settings = Settings {
        folder: folder.clone(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        data,
        json_lines: task.json_lines,
        similar: task.similar,
        max_bytes: task.max_bytes,
    };
    let store = Store::open(&task.out, &settings, task.fresh)?;
    let out = fs::canonicalize(&task.out).at(&task.out)?;
    threads.install(|| Work { task, store }.run(&Folder::new(folder).without(out)))
}

struct Work<'a> {
    task: &'a Task,
    store: Store,
}

impl Work<'_> {
    fn run(mut self, folder: &Folder) -> Result<Summary> {
        let mut walk = folder.walk();
        let skipped = std::mem::take(&mut walk.skipped);
        if walk.files.is_empty() && walk.failed.is_empty() && !self.store.segments.is_empty() {
            return Err(Problem::Empty(self.task.folder.clone()));
        }
        let Plan { todo, dropped, touched, changed, removed, unchanged } =
            known::plan(walk, &self.store.segments, self.task.max_bytes);
        for (segment, files) in touched {
            if let Some(mut manifest) = self.store.segments.get(&segment).cloned() {
                let files: HashMap<&str, _> = files.iter().map(|file| (file.name.as_str(), file)).collect();
                for entry in &mut manifest.entries {
                    if let Some(file) = files.get(entry.name.as_str()) {
                        entry.modified = file.modified;
                    }
                }
                self.store.commit(segment, manifest)?;
            }
        }
        for (segment, names) in dropped {
            let manifest = tables::rewrite(&self.store, segment, &names, self.task.json_lines)?;
            self.store.commit(segment, manifest)?;
        }
        let read = todo.len() as u64 - changed.min(todo.len() as u64);
        let resumed = self.read(todo)?;
        let duplicates = repeats::refresh(&self.store, self.task.similar, self.task.json_lines)?;
        let entries = || self.store.segments.values().flat_map(|manifest| &manifest.entries);
        let errors = entries().filter(|entry| entry.error.is_some()).count();
        let documents = entries().count() - errors;
        Ok(Summary { read, changed, unchanged, removed, resumed, documents, errors, duplicates, skipped })
    }

    /// Reads what is to be read, a segment at a time; how much of it an interrupted run had read.
    fn read(&mut self, mut todo: Vec<Todo>) -> Result<u64> {
        let path = self.store.state("journal");
        if todo.is_empty() && !path.exists() {
            return Ok(0);
        }
        let mut resumed = 0;
        let total = todo.len() as u64;
        let progress = Progress::new(total);
        let desk = self.desk()?;
        loop {
            let mut journal = Journal::open(&path)?;
            resumed += resume(&mut journal, &mut todo);
            if todo.is_empty() && journal.records.is_empty() {
                journal.remove()?;
                break;
            }
            progress.set(total - todo.len() as u64);
            let done: usize = journal.records.iter().map(|record| record.entries.len()).sum();
            let rest = todo.split_off(length(&todo, (SEGMENT.0.saturating_sub(done), SEGMENT.1)));
            let first = journal.records.iter().map(|record| record.order + 1).max().unwrap_or(0);
            let journal = Mutex::new(journal);
            let records: Vec<(u32, &[Todo])> = (first..).zip(pieces(&todo)).collect();
            records.par_iter().with_max_len(1).try_for_each(|(order, todo)| {
                let record = desk.record(*order, todo);
                // A thread that panics elsewhere leaves whole records behind.
                journal.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).append(record)?;
                progress.add(todo.len() as u64, todo.iter().map(|todo| todo.file.bytes).sum());
                Ok(())
            })?;
            let journal = journal.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
            self.close(journal)?;
            todo = rest;
        }
        progress.clear();
        Ok(resumed)
    }

    /// Makes a segment of the journal.
    fn close(&mut self, mut journal: Journal) -> Result<()> {
        journal.records.sort_by_key(|record| record.order);
        let segment = self.store.next_segment();
        let files = tables::write(&journal, &self.store, segment, self.task.json_lines)?;
        let entries = self.signatures(&journal, segment)?;
        self.store.commit(segment, Manifest { generation: 0, entries, files, obsolete: Vec::new() })?;
        journal.remove()
    }

    /// Writes the signatures of a segment in one file and says where each is.
    fn signatures(&self, journal: &Journal, segment: u32) -> Result<Vec<Entry>> {
        let path = self.store.signatures(segment);
        let mut out = BufWriter::new(File::create(&path).at(&path)?);
        let (mut reader, mut entries, mut count) = (journal.reader()?, Vec::new(), 0);
        for record in &journal.records {
            out.write_all(&reader.bytes(record.signatures)?).at(&path)?;
            for entry in &record.entries {
                let signature = entry.signature.map(|_| count);
                count += u32::from(signature.is_some());
                entries.push(Entry { signature, ..entry.clone() });
            }
        }
        out.flush().at(&path)?;
        Ok(entries)
    }

    fn desk(&self) -> Result<Desk> {
        let options = Options::default();
        let own = self.task.data.as_deref().map(|folder| Reader::from_dir(folder, options.clone()));
        let own = own.transpose().map_err(|error| Problem::Data(Box::new(error)))?;
        Ok(Desk { own, options, max_bytes: self.task.max_bytes })
    }
}

/// Takes over what a killed run had read, where the files are still the same.
fn resume(journal: &mut Journal, todo: &mut Vec<Todo>) -> u64 {
    if journal.records.is_empty() {
        return 0;
    }
    let before = todo.len();
    let mut waiting: HashMap<&str, &Todo> = todo.iter().map(|todo| (todo.file.name.as_str(), todo)).collect();
    journal.records.retain(|record| {
        let done = |entry: &Entry| waiting.get(entry.name.as_str()).is_some_and(|todo| todo.is_done(entry));
        let all = record.entries.iter().all(done);
        if all {
            record.entries.iter().for_each(|entry| {
                waiting.remove(entry.name.as_str());
            });
        }
        all
    });
    let waiting: std::collections::HashSet<String> = waiting.into_keys().map(str::to_owned).collect();
    todo.retain(|todo| waiting.contains(&todo.file.name));
    (before - todo.len()) as u64
}

/// How many of the first files fit; one at least.
fn length(todo: &[Todo], (count, bytes): (usize, u64)) -> usize {
    let mut sum = 0_u64;
    let fits = todo.iter().take(count).take_while(|todo| {
        sum = sum.saturating_add(todo.file.bytes);
        sum <= bytes
    });
    fits.count().max(1).min(todo.len())
}

fn pieces(mut todo: &[Todo]) -> impl Iterator<Item = &[Todo]> {
    std::iter::from_fn(move || {
        let (piece, rest) = todo.split_at_checked(length(todo, RECORD))?;
        todo = rest;
        (!piece.is_empty()).then_some(piece)
    })
}

/// What the word files of a folder are known by.
fn fingerprint(folder: &Path) -> Result<String> {
    fn add(folder: &Path, sum: &mut Sha256) -> io::Result<()> {
        let mut paths: Vec<_> =
            fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<_>>()?;
        paths.sort();
        for path in paths {
            if path.is_dir() {
                add(&path, sum)?;
            } else {
                let bytes = fs::read(&path)?;
                sum.update(path.to_string_lossy().as_bytes());
                sum.update((bytes.len() as u64).to_le_bytes());
                sum.update(bytes);
            }
        }
        Ok(())
    }
    let mut sum = Sha256::new();
    add(folder, &mut sum).at(folder)?;
    Ok(sum.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

impl Summary {
    pub(crate) fn write(&self, lang: Lang, out: &mut impl Write) -> io::Result<()> {
        let Self { read, changed, unchanged, removed, resumed, documents, errors, duplicates, .. } = self;
        match lang {
            Lang::Zh => {
                writeln!(out, "新读 {read}，有改动 {changed}，未变 {unchanged}，已删除 {removed}")?;
                writeln!(
                    out,
                    "现有汇报 {documents} 篇，读不了的文件 {errors} 个，重复或转载 {duplicates} 篇"
                )?;
            }
            Lang::En => {
                writeln!(out, "new {read}, changed {changed}, unchanged {unchanged}, removed {removed}")?;
                writeln!(
                    out,
                    "now {documents} reports, {errors} files with errors, {duplicates} near-duplicates"
                )?;
            }
        }
        if *resumed > 0 {
            match lang {
                Lang::Zh => writeln!(out, "有 {resumed} 个文件在上次中断前已经读完")?,
                Lang::En => writeln!(out, "{resumed} files had been read before an interruption")?,
            }
        }
        if !self.skipped.is_empty() {
            let kinds: Vec<String> =
                self.skipped.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
            writeln!(out, "{}: {}", lang.pick("未读的其他文件", "other files, not read"), kinds.join(", "))?;
        }
        Ok(())
    }
}
