use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

use super::Signature;

/// A report whose text occurs more than once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// The report, by its place among the signatures.
    pub document: usize,
    /// The first of those that are alike; the report itself where it is the first.
    pub original: usize,
    /// How alike it is to that first one, in percent.
    pub similarity: u8,
}

/// About how many bytes of keys are in memory at a time.
const PILE: usize = 8 << 20;
/// A key and the document that has it.
const RECORD: usize = 12;
/// With how many that are not alike a document is compared under one key, so that a key that thousands of documents
/// share for a common heading does not cost thousands squared.
const LEADERS: usize = 8;

/// Groups reports that are alike by at least `percent`.
///
/// `signatures` holds [`Signature::to_bytes`] of one document after another. Keys are piled up in files below `scratch`,
/// a folder that exists, and read back pile by pile: memory is some 8 MB and four bytes a document, time linear. Alike
/// is what a chain of alike documents connects; the order of the documents decides which is the first.
///
/// # Errors
///
/// Where `signatures` cannot be read or `scratch` not be written.
pub fn near_duplicates(signatures: &mut File, percent: u8, scratch: &Path) -> io::Result<Vec<Repeat>> {
    let documents = usize::try_from(signatures.metadata()?.len()).unwrap_or(usize::MAX) / Signature::BYTES;
    let piles = Piles::fill(signatures, documents, scratch)?;
    let mut groups = Groups((0..u32::try_from(documents).unwrap_or(u32::MAX)).collect());
    for pile in 0..piles.count {
        for run in piles.read(pile)?.chunk_by(|(a, _), (b, _)| a == b).filter(|run| run.len() > 1) {
            connect(run, signatures, percent, &mut groups)?;
        }
    }
    groups.repeats(signatures)
}

/// Keys of all documents, in files by their upper bits.
struct Piles<'a> {
    scratch: &'a Path,
    count: usize,
}

impl<'a> Piles<'a> {
    fn fill(signatures: &mut File, documents: usize, scratch: &'a Path) -> io::Result<Self> {
        let bands = Signature::BYTES / 4 / 6;
        // So many files stay open at most; a corpus of some hundred million reports makes larger piles instead.
        let count = (documents.saturating_mul(bands * RECORD) / PILE + 1).next_power_of_two().min(256);
        let piles = Self { scratch, count };
        let mut files = (0..count)
            .map(|pile| Ok(BufWriter::new(File::create(piles.path(pile))?)))
            .collect::<io::Result<Vec<_>>>()?;
        signatures.seek(SeekFrom::Start(0))?;
        let mut input = BufReader::with_capacity(1 << 16, &*signatures);
        let mut bytes = [0; Signature::BYTES];
        for document in 0..u32::try_from(documents).unwrap_or(u32::MAX) {
            input.read_exact(&mut bytes)?;
            for key in Signature::from_bytes(&bytes).iter().flat_map(|signature| signature.bands()) {
                if let Some(file) = files.get_mut((key >> 56) as usize % count) {
                    file.write_all(&key.to_le_bytes())?;
                    file.write_all(&document.to_le_bytes())?;
                }
            }
        }
        files.iter_mut().try_for_each(BufWriter::flush)?;
        Ok(piles)
    }

    fn path(&self, pile: usize) -> std::path::PathBuf {
        self.scratch.join(format!("keys-{pile:03}"))
    }

    /// The keys of a pile in order; its file is gone afterwards.
    fn read(&self, pile: usize) -> io::Result<Vec<(u64, u32)>> {
        let bytes = fs::read(self.path(pile))?;
        fs::remove_file(self.path(pile))?;
        let records = bytes.chunks_exact(RECORD).filter_map(|record| {
            let (key, document) = record.split_at(8);
            Some((u64::from_le_bytes(key.try_into().ok()?), u32::from_le_bytes(document.try_into().ok()?)))
        });
        let mut records: Vec<(u64, u32)> = records.collect();
        records.sort_unstable();
        Ok(records)
    }
}

fn connect(run: &[(u64, u32)], signatures: &mut File, percent: u8, groups: &mut Groups) -> io::Result<()> {
    let mut leaders: Vec<(u32, Signature)> = Vec::new();
    for &(_, document) in run {
        if leaders.iter().any(|(leader, _)| groups.first(*leader) == groups.first(document)) {
            continue;
        }
        let signature = signature(signatures, document)?;
        let alike: Vec<u32> = leaders
            .iter()
            .filter(|(_, other)| other.similarity(&signature) >= percent)
            .map(|(leader, _)| *leader)
            .collect();
        for leader in &alike {
            groups.join(*leader, document);
        }
        if alike.is_empty() && leaders.len() < LEADERS {
            leaders.push((document, signature));
        }
    }
    Ok(())
}

fn signature(signatures: &mut File, document: u32) -> io::Result<Signature> {
    let mut bytes = [0; Signature::BYTES];
    signatures.seek(SeekFrom::Start(u64::from(document) * Signature::BYTES as u64))?;
    signatures.read_exact(&mut bytes)?;
    Signature::from_bytes(&bytes).ok_or_else(|| io::ErrorKind::InvalidData.into())
}

/// For each document one of the same group that comes earlier, or itself.
struct Groups(Vec<u32>);

impl Groups {
    fn first(&mut self, mut document: u32) -> u32 {
        while let Some(&up) = self.0.get(document as usize) {
            if up == document {
                break;
            }
            // Halves the way for the next time.
            let further = self.0.get(up as usize).copied().unwrap_or(up);
            if let Some(entry) = self.0.get_mut(document as usize) {
                *entry = further;
            }
            document = further;
        }
        document
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.first(a), self.first(b));
        if let Some(entry) = self.0.get_mut(a.max(b) as usize) {
            *entry = a.min(b);
        }
    }

    fn repeats(mut self, signatures: &mut File) -> io::Result<Vec<Repeat>> {
        let mut groups: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for document in 0..u32::try_from(self.0.len()).unwrap_or(u32::MAX) {
            let first = self.first(document);
            if first != document {
                groups.entry(first).or_insert_with(|| vec![first]).push(document);
            }
        }
        let mut repeats = Vec::new();
        for (original, documents) in groups {
            let first = signature(signatures, original)?;
            for document in documents {
                let similarity = first.similarity(&signature(signatures, document)?);
                let [document, original] = [document as usize, original as usize];
                repeats.push(Repeat { document, original, similarity });
            }
        }
        repeats.sort_by_key(|repeat| repeat.document);
        Ok(repeats)
    }
}
