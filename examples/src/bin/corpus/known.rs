//! What of a folder is to be done: its files against what earlier runs know of them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;
use yigai::Error;
use yigai::corpus::{File, Walk};

use crate::read::Content;
use crate::store::{Entry, Manifest};

/// Something to read, or to note as unreadable.
pub(crate) struct Todo {
    pub(crate) file: File,
    /// Why it cannot even be looked at.
    pub(crate) failed: Option<Error>,
}

#[derive(Default)]
pub(crate) struct Plan {
    pub(crate) todo: Vec<Todo>,
    /// Documents that are gone or have changed, by their segment.
    pub(crate) dropped: BTreeMap<u32, BTreeSet<String>>,
    /// Segments whose entries have new times, though the content is the same.
    pub(crate) touched: BTreeMap<u32, Vec<File>>,
    pub(crate) changed: u64,
    pub(crate) removed: u64,
    pub(crate) unchanged: u64,
}

impl Todo {
    /// Whether an entry tells about this file as it is now.
    pub(crate) fn is_done(&self, entry: &Entry) -> bool {
        !retry(entry) && self.failed.is_none() && same_stamp(entry, &self.file)
    }
}

fn same_stamp(entry: &Entry, file: &File) -> bool {
    entry.bytes == file.bytes && entry.modified == file.modified
}

/// What the disk or a permission was to blame for may be better now.
fn retry(entry: &Entry) -> bool {
    entry.error.is_some() && entry.sha256.is_none()
}

pub(crate) fn plan(walk: Walk, segments: &BTreeMap<u32, Manifest>, max_bytes: u64) -> Plan {
    let mut known: HashMap<&str, (u32, &Entry)> = HashMap::new();
    for (segment, manifest) in segments {
        known.extend(manifest.entries.iter().map(|entry| (entry.name.as_str(), (*segment, entry))));
    }
    let mut plan = Plan::default();
    let mut doubtful = Vec::new();
    for file in walk.files {
        match known.remove(file.name.as_str()) {
            None => plan.todo.push(Todo { file, failed: None }),
            Some((_, entry)) if !retry(entry) && same_stamp(entry, &file) => plan.unchanged += 1,
            Some((segment, entry)) => doubtful.push((segment, entry, file)),
        }
    }
    let same: Vec<bool> = doubtful
        .par_iter()
        .map(|(_, entry, file)| entry.sha256.is_some() && entry.sha256 == Content::of(file, max_bytes).sha256)
        .collect();
    for ((segment, entry, file), same) in doubtful.into_iter().zip(same) {
        if same {
            plan.unchanged += 1;
            plan.touched.entry(segment).or_default().push(file);
        } else {
            plan.changed += 1;
            plan.dropped.entry(segment).or_default().insert(entry.name.clone());
            plan.todo.push(Todo { file, failed: None });
        }
    }
    for (name, error) in walk.failed {
        if let Some((segment, entry)) = known.remove(name.as_str()) {
            plan.dropped.entry(segment).or_default().insert(entry.name.clone());
        }
        let file = File { name, path: std::path::PathBuf::new(), bytes: 0, modified: 0 };
        plan.todo.push(Todo { file, failed: Some(error) });
    }
    for (segment, entry) in known.into_values() {
        plan.removed += 1;
        plan.dropped.entry(segment).or_default().insert(entry.name.clone());
    }
    plan.todo.sort_by(|a, b| a.file.name.cmp(&b.file.name));
    plan
}
