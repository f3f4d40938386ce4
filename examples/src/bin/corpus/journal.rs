//! The segment in the making: rows of finished reports, appended as they come.
//!
//! A record holds the rows of a few reports, parted as the files will be. A killed run loses the record it was writing
//! and nothing else: records are checked by their sums, and what follows a torn one is cut off.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{BufReader, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use yigai::corpus::{Key, Sheets, Table, TableName};

use crate::problem::{At, Problem, Result};
use crate::store::Entry;

pub(crate) struct Journal {
    path: PathBuf,
    file: File,
    length: u64,
    pub(crate) records: Vec<Indexed>,
}

/// Finished reports on the way into the journal.
pub(crate) struct Record {
    head: Head,
    body: Vec<u8>,
}

#[derive(Serialize, Deserialize)]
struct Head {
    /// Its place in the order of names, whichever thread is done first.
    order: u32,
    entries: Vec<Entry>,
    /// How many bytes of signatures come first.
    signatures: u64,
    /// Then so many bytes of each table.
    tables: Vec<(Key, u64)>,
}

/// A record in the file.
pub(crate) struct Indexed {
    pub(crate) order: u32,
    pub(crate) entries: Vec<Entry>,
    pub(crate) signatures: Extent,
    pub(crate) tables: Vec<(Key, Extent)>,
}

/// Bytes of the journal.
#[derive(Clone, Copy)]
pub(crate) struct Extent {
    start: u64,
    length: u64,
}

impl Record {
    pub(crate) fn new(order: u32, entries: Vec<Entry>, signatures: Vec<u8>, sheets: &Sheets) -> Self {
        let (mut body, mut tables) = (signatures, Vec::new());
        let signatures = body.len() as u64;
        for (key, table) in sheets.iter() {
            let start = body.len();
            table.pack(&mut body);
            tables.push((key.clone(), (body.len() - start) as u64));
        }
        Self { head: Head { order, entries, signatures, tables }, body }
    }
}

/// Lengths of head and body, and a sum over both.
const FRAME: usize = 4 + 8 + 4;

impl Journal {
    /// The journal at a path with the whole records of an earlier run, or an empty one.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let file =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path).at(path)?;
        let mut journal = Self { path: path.to_owned(), file, length: 0, records: Vec::new() };
        let mut input = BufReader::with_capacity(1 << 20, journal.file.try_clone().at(path)?);
        while let Some((head, start, end)) = whole(&mut input, journal.length).at(path)? {
            journal.index(head, start);
            journal.length = end;
        }
        journal.file.set_len(journal.length).at(path)?;
        journal.file.seek(SeekFrom::Start(journal.length)).at(path)?;
        Ok(journal)
    }

    pub(crate) fn append(&mut self, record: Record) -> Result<()> {
        let head = postcard::to_stdvec(&record.head).unwrap_or_default();
        let mut bytes = Vec::with_capacity(FRAME + head.len() + record.body.len());
        bytes.extend((head.len() as u32).to_le_bytes());
        bytes.extend((record.body.len() as u64).to_le_bytes());
        bytes.extend(sum(&head, &record.body).to_le_bytes());
        bytes.extend(&head);
        let start = self.length + bytes.len() as u64;
        bytes.extend(record.body);
        self.file.write_all(&bytes).at(&self.path)?;
        self.length += bytes.len() as u64;
        self.index(record.head, start);
        Ok(())
    }

    fn index(&mut self, head: Head, mut start: u64) {
        let mut next = |length| {
            let extent = Extent { start, length };
            start += length;
            extent
        };
        let signatures = next(head.signatures);
        let tables = head.tables.into_iter().map(|(key, length)| (key, next(length))).collect();
        self.records.push(Indexed { order: head.order, entries: head.entries, signatures, tables });
    }

    /// The parts of each table in order.
    pub(crate) fn tables(&self) -> BTreeMap<&Key, Vec<Extent>> {
        let mut tables: BTreeMap<&Key, Vec<Extent>> = BTreeMap::new();
        for (key, extent) in self.records.iter().flat_map(|record| &record.tables) {
            tables.entry(key).or_default().push(*extent);
        }
        tables
    }

    /// Another hand on the file, for a thread of its own.
    pub(crate) fn reader(&self) -> Result<Reader> {
        Ok(Reader { file: File::open(&self.path).at(&self.path)?, path: self.path.clone() })
    }

    pub(crate) fn remove(self) -> Result<()> {
        fs::remove_file(&self.path).at(&self.path)
    }
}

pub(crate) struct Reader {
    file: File,
    path: PathBuf,
}

impl Reader {
    pub(crate) fn bytes(&mut self, extent: Extent) -> Result<Vec<u8>> {
        let mut bytes = vec![0; usize::try_from(extent.length).unwrap_or(usize::MAX)];
        self.file.seek(SeekFrom::Start(extent.start)).at(&self.path)?;
        self.file.read_exact(&mut bytes).at(&self.path)?;
        Ok(bytes)
    }

    pub(crate) fn table(&mut self, name: TableName, extent: Extent) -> Result<Table> {
        let bytes = self.bytes(extent)?;
        Table::unpack(name, &bytes).ok_or_else(|| Problem::Damaged(self.path.clone()))
    }
}

/// The next record, where its body starts and where it ends; `None` at the end and before a torn one.
fn whole(input: &mut impl Read, at: u64) -> std::io::Result<Option<(Head, u64, u64)>> {
    let take = |input: &mut dyn Read, length: u64| -> std::io::Result<Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        input.take(length).read_to_end(&mut bytes)?;
        Ok((bytes.len() as u64 == length).then_some(bytes))
    };
    let Some(frame) = take(input, FRAME as u64)? else { return Ok(None) };
    let (lengths, expected) = frame.split_at(12);
    let (head_length, body_length) = lengths.split_at(4);
    let number = |bytes: &[u8]| bytes.iter().rev().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
    let (head_length, body_length) = (number(head_length), number(body_length));
    let Some(head) = take(input, head_length)? else { return Ok(None) };
    let Some(body) = take(input, body_length)? else { return Ok(None) };
    if number(expected) != u64::from(sum(&head, &body)) {
        return Ok(None);
    }
    let head = postcard::from_bytes(&head).map_err(|_| ErrorKind::InvalidData)?;
    let start = at + FRAME as u64 + head_length;
    Ok(Some((head, start, start + body_length)))
}

fn sum(head: &[u8], body: &[u8]) -> u32 {
    let mut sum = crc32fast::Hasher::new();
    sum.update(head);
    sum.update(body);
    sum.finalize()
}
