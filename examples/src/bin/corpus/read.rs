//! One file, from the disk to its rows.

use std::panic::{AssertUnwindSafe, catch_unwind};

use sha2::{Digest, Sha256};
use yigai::contract::{self, DocumentError};
use yigai::corpus::{File, Sheets, Signature};
use yigai::{Error, Options, Reader, Report};

use crate::journal::Record;
use crate::known::Todo;
use crate::store::Entry;

/// The bytes of a file and what they are known by.
pub(crate) struct Content {
    pub(crate) bytes: Result<Vec<u8>, Error>,
    pub(crate) sha256: Option<String>,
}

impl Content {
    pub(crate) fn of(file: &File, max_bytes: u64) -> Self {
        let bytes = yigai_examples::read(file.path.as_os_str(), max_bytes);
        let sha256 = bytes
            .as_ref()
            .ok()
            .map(|bytes| Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect());
        Self { bytes, sha256 }
    }
}

/// Reads reports by the built-in words or by those of a folder.
pub(crate) struct Desk {
    pub(crate) own: Option<Reader>,
    pub(crate) options: Options,
    pub(crate) max_bytes: u64,
}

impl Desk {
    /// Some files, as a record of the journal.
    pub(crate) fn record(&self, order: u32, todo: &[Todo]) -> Record {
        let (mut sheets, mut entries, mut signatures) = (Sheets::default(), Vec::new(), Vec::new());
        for todo in todo {
            let mut entry = Entry {
                name: todo.file.name.clone(),
                bytes: todo.file.bytes,
                modified: todo.file.modified,
                sha256: None,
                signature: None,
                error: None,
            };
            let report = match &todo.failed {
                Some(error) => contract::Report::failed(&*entry.name, 0, error.into()),
                None => {
                    let (report, signature) = self.one(&todo.file, &mut entry);
                    if let Some(signature) = signature {
                        // Its place among those of this record.
                        entry.signature = u32::try_from(signatures.len() / Signature::BYTES).ok();
                        signatures.extend(signature.to_bytes());
                    }
                    report
                }
            };
            entry.error = report.document.error.as_ref().map(|error| error.kind.clone());
            sheets.add(&report, entry.sha256.as_deref());
            entries.push(entry);
        }
        Record::new(order, entries, signatures, &sheets)
    }

    fn one(&self, file: &File, entry: &mut Entry) -> (contract::Report, Option<Signature>) {
        let content = Content::of(file, self.max_bytes);
        entry.sha256 = content.sha256;
        let name = file.name.as_str();
        // Readers of containers are not ours; one that panics on a file takes nothing else down.
        let read = catch_unwind(AssertUnwindSafe(|| {
            let report = self.report(&content.bytes?)?;
            let text = report.document().clean();
            let signature = Signature::of(text, report.context().region.as_deref());
            Ok::<_, Error>((report.into_contract(name), signature))
        }));
        match read {
            Ok(Ok(done)) => done,
            Ok(Err(error)) => (contract::Report::failed(name, file.bytes, (&error).into()), None),
            Err(_) => (contract::Report::failed(name, file.bytes, panicked()), None),
        }
    }

    fn report(&self, bytes: &[u8]) -> Result<Report, Error> {
        match &self.own {
            Some(own) => own.read(bytes),
            None => Report::read(bytes, &self.options),
        }
    }
}

fn panicked() -> DocumentError {
    DocumentError {
        kind: "panic".to_owned(),
        message: "reading it failed in a way that nobody foresaw: please send the file to the authors"
            .to_owned(),
        message_zh: "读取时出现未预料到的错误：请把文件发给作者".to_owned(),
    }
}
