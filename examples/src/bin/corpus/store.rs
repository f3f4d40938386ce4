//! The folder of results: segments of tables, each with a manifest that says what it was made from.
//!
//! Files are written below `_corpus/staging`. Renaming the manifest into its place commits a segment; only then its files
//! move to where readers look. Whoever opens the folder next finishes what a killed run had committed and forgets what
//! it had not, so that readers see whole segments only.

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use yigai::corpus::{Key, TableName};

use crate::problem::{At, Problem, Result};

const STATE: &str = "_corpus";

pub(crate) struct Store {
    pub(crate) out: PathBuf,
    pub(crate) segments: BTreeMap<u32, Manifest>,
    _lock: File,
}

/// What a segment holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// How often it was written anew without some of its documents.
    pub(crate) generation: u32,
    pub(crate) entries: Vec<Entry>,
    pub(crate) files: Vec<Written>,
    /// Paths that the last generation replaced.
    pub(crate) obsolete: Vec<String>,
}

/// A file that was read, or could not be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) bytes: u64,
    pub(crate) modified: u64,
    pub(crate) sha256: Option<String>,
    /// Where its signature stands among those of the segment.
    pub(crate) signature: Option<u32>,
    /// Why it could not be read.
    pub(crate) error: Option<String>,
}

/// A file of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Written {
    pub(crate) path: String,
    pub(crate) key: Key,
    pub(crate) bytes: u64,
}

/// What must be the same for all segments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Settings {
    pub(crate) folder: PathBuf,
    pub(crate) version: String,
    pub(crate) data: Option<String>,
    pub(crate) json_lines: bool,
    pub(crate) similar: u8,
    pub(crate) max_bytes: u64,
}

impl Settings {
    fn differs(&self, other: &Self) -> Option<&'static str> {
        [
            (self.folder != other.folder, "folder"),
            (self.version != other.version, "version"),
            (self.data != other.data, "word files"),
            (self != other, "choice of options"),
        ]
        .into_iter()
        .find_map(|(differs, what)| differs.then_some(what))
    }
}

impl Store {
    /// Opens the folder of results or makes it.
    pub(crate) fn open(out: &Path, settings: &Settings, fresh: bool) -> Result<Self> {
        let state = out.join(STATE);
        let is_new = !state.is_dir();
        if is_new && out.is_dir() && fs::read_dir(out).at(out)?.next().is_some() {
            return Err(Problem::NotOurs(out.to_owned()));
        }
        fs::create_dir_all(&state).at(&state)?;
        let lock = lock(&state.join("lock"))?;
        let store = Self { out: out.to_owned(), segments: BTreeMap::new(), _lock: lock };
        if fresh {
            store.clear()?;
        }
        store.check(settings)?;
        store.load()
    }

    /// A path of the program's own.
    pub(crate) fn state(&self, name: &str) -> PathBuf {
        self.out.join(STATE).join(name)
    }

    /// Where a file waits until it is committed.
    pub(crate) fn staged(&self, path: &str) -> PathBuf {
        self.state("staging").join(path)
    }

    pub(crate) fn next_segment(&self) -> u32 {
        self.segments.keys().next_back().map_or(1, |last| last + 1)
    }

    pub(crate) fn signatures(&self, segment: u32) -> PathBuf {
        self.state(&format!("{segment:06}.signatures"))
    }

    /// Makes a segment, or its next generation, part of the results. Its new files are staged.
    pub(crate) fn commit(&mut self, segment: u32, manifest: Manifest) -> Result<()> {
        self.replace(&self.state(&format!("{segment:06}.json")), &to_json(&manifest))?;
        self.settle(&manifest)?;
        self.segments.insert(segment, manifest);
        Ok(())
    }

    /// Writes a file at once or not at all.
    pub(crate) fn replace(&self, path: &Path, bytes: &[u8]) -> Result<()> {
        let whole = path.with_extension("part");
        fs::write(&whole, bytes).at(&whole)?;
        fs::rename(&whole, path).at(path)
    }

    fn check(&self, settings: &Settings) -> Result<()> {
        let path = self.state("settings.json");
        match fs::read(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => self.replace(&path, &to_json(settings)),
            Err(error) => Err(Problem::Io(path, error)),
            Ok(bytes) => {
                let before: Settings =
                    serde_json::from_slice(&bytes).map_err(|_| Problem::Damaged(path.clone()))?;
                match settings.differs(&before) {
                    Some(what) => Err(Problem::Other(self.out.clone(), what)),
                    None => Ok(()),
                }
            }
        }
    }

    fn load(mut self) -> Result<Self> {
        let state = self.out.join(STATE);
        for entry in fs::read_dir(&state).at(&state)? {
            let path = entry.at(&state)?.path();
            let number = path.file_stem().and_then(|stem| stem.to_str()?.parse().ok());
            let Some(segment) = number.filter(|_| path.extension().is_some_and(|e| e == "json")) else {
                continue;
            };
            let bytes = fs::read(&path).at(&path)?;
            let manifest: Manifest =
                serde_json::from_slice(&bytes).map_err(|_| Problem::Damaged(path.clone()))?;
            self.segments.insert(segment, manifest);
        }
        for manifest in self.segments.values() {
            self.settle(manifest)?;
            for file in &manifest.files {
                let path = self.out.join(&file.path);
                if fs::metadata(&path).map(|data| data.len()).ok() != Some(file.bytes) {
                    return Err(Problem::Damaged(path));
                }
            }
        }
        // What no manifest names was never committed.
        remove(&self.state("staging"))?;
        Ok(self)
    }

    /// Moves what is staged, and removes what is replaced; done twice it does nothing more.
    fn settle(&self, manifest: &Manifest) -> Result<()> {
        for file in &manifest.files {
            let (from, to) = (self.staged(&file.path), self.out.join(&file.path));
            if from.is_file() {
                if let Some(folder) = to.parent() {
                    fs::create_dir_all(folder).at(folder)?;
                }
                fs::rename(&from, &to).at(&to)?;
            }
        }
        for path in &manifest.obsolete {
            let path = self.out.join(path);
            match fs::remove_file(&path) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(Problem::Io(path, error)),
                _ => {}
            }
        }
        Ok(())
    }

    /// Removes the results of earlier runs and nothing else.
    fn clear(&self) -> Result<()> {
        for name in TableName::ALL {
            remove(&self.out.join(name.name()))?;
        }
        remove(&self.out.join("jsonl"))?;
        let state = self.out.join(STATE);
        for entry in fs::read_dir(&state).at(&state)? {
            let path = entry.at(&state)?.path();
            if path.is_dir() {
                remove(&path)?;
            } else if path.file_name().is_some_and(|name| name != "lock") {
                fs::remove_file(&path).at(&path)?;
            }
        }
        Ok(())
    }
}

/// Removes a folder that may not be there.
pub(crate) fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(Problem::Io(folder.to_owned(), error)),
        _ => Ok(()),
    }
}

/// Held as long as the file is open; the system lets go of it when a process ends, however it ends.
fn lock(path: &Path) -> Result<File> {
    let file = File::create(path).at(path)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Problem::Busy(path.to_owned())),
        Err(TryLockError::Error(error)) => Err(Problem::Io(path.to_owned(), error)),
    }
}

pub(crate) fn to_json(value: &impl Serialize) -> Vec<u8> {
    // Structs of text and numbers: there is nothing that JSON cannot say.
    serde_json::to_vec(value).unwrap_or_default()
}
