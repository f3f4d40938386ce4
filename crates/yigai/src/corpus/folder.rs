use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::WalkDir;

use crate::Error;

/// Endings of files that are read. What cannot be read among them is an error of its own and not left out in silence.
const ENDINGS: [&str; 19] = [
    "txt", "text", "htm", "html", "xhtml", "shtml", "docx", "doc", "pdf", "wps", "rtf", "odt", "ofd", "xls",
    "xlsx", "et", "ppt", "pptx", "caj",
];

/// A folder of reports.
#[derive(Clone, Debug)]
pub struct Folder {
    root: PathBuf,
    without: Option<PathBuf>,
}

/// A file that may be a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The path below the folder, with `/`; bytes that are no UTF-8 are written `%B9`.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
    /// When it was last changed, in nanoseconds since 1970; 0 where the system does not say.
    pub modified: u64,
}

/// What a folder holds.
#[derive(Clone, Debug, Default)]
pub struct Walk {
    /// Files to read, in the order of their names.
    pub files: Vec<File>,
    /// What could not even be looked at.
    pub failed: Vec<(String, Error)>,
    /// How many files were left out, by their ending; links count as `(link)`, text beside a file that is not UTF-8
    /// as `utf8.txt`.
    pub skipped: BTreeMap<String, u64>,
}

impl Folder {
    /// The folder at a path.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into(), without: None }
    }

    /// Leaves out a folder inside, such as the one results are written to.
    pub fn without(mut self, folder: impl Into<PathBuf>) -> Self {
        self.without = Some(folder.into());
        self
    }

    /// Looks at everything inside, without opening a file. Links are not followed, and names with a dot in front are
    /// left out.
    ///
    /// ```
    /// use yigai::corpus::Folder;
    ///
    /// let walk = Folder::new("no/such/folder").walk();
    /// assert!(walk.files.is_empty());
    /// assert_eq!(walk.failed[0].1.kind(), "not_found");
    /// ```
    pub fn walk(&self) -> Walk {
        let mut walk = Walk::default();
        let mut entries = WalkDir::new(&self.root).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            match entry {
                Err(error) => walk.fail(&self.root, &error),
                Ok(entry) if entry.depth() > 0 && self.hidden(entry.path(), entry.file_name()) => {
                    if entry.file_type().is_dir() {
                        entries.skip_current_dir();
                    }
                }
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) if entry.file_type().is_symlink() => walk.skip("(link)"),
                Ok(entry) => walk.file(&self.root, &entry),
            }
        }
        // Beside `a.txt` in another encoding may stand the same text as `a.utf8.txt`.
        walk.files.sort_by(|a, b| a.name.cmp(&b.name));
        let twins: Vec<bool> = walk.files.iter().map(|file| walk.is_twin(&file.name)).collect();
        let count = twins.iter().filter(|twin| **twin).count() as u64;
        if count > 0 {
            walk.skipped.insert("utf8.txt".to_owned(), count);
        }
        let mut twins = twins.into_iter();
        walk.files.retain(|_| !twins.next().unwrap_or_default());
        walk
    }

    fn hidden(&self, path: &Path, name: &OsStr) -> bool {
        name.as_encoded_bytes().starts_with(b".") || self.without.as_deref() == Some(path)
    }
}

impl Walk {
    fn file(&mut self, root: &Path, entry: &walkdir::DirEntry) {
        let ending = entry.path().extension().and_then(OsStr::to_str).unwrap_or_default().to_lowercase();
        if !ENDINGS.contains(&ending.as_str()) {
            return self.skip(if ending.is_empty() { "(none)" } else { &ending });
        }
        match entry.metadata() {
            Err(error) => self.fail(root, &error),
            Ok(data) => {
                let since =
                    data.modified().ok().and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
                let modified = since.and_then(|since| u64::try_from(since.as_nanos()).ok()).unwrap_or(0);
                let name = name(entry.path().strip_prefix(root).unwrap_or(entry.path()));
                self.files.push(File { name, path: entry.path().to_owned(), bytes: data.len(), modified });
            }
        }
    }

    fn skip(&mut self, ending: &str) {
        *self.skipped.entry(ending.to_owned()).or_default() += 1;
    }

    fn fail(&mut self, root: &Path, error: &walkdir::Error) {
        let path = error.path().unwrap_or(root);
        let reason = error.io_error().map_or_else(
            || Error::Io(error.to_string()),
            |error| match error.kind() {
                std::io::ErrorKind::NotFound => Error::NotFound,
                std::io::ErrorKind::PermissionDenied => Error::Denied,
                _ => Error::Io(error.to_string()),
            },
        );
        self.failed.push((name(path.strip_prefix(root).unwrap_or(path)), reason));
    }

    fn is_twin(&self, name: &str) -> bool {
        let Some(stem) = name.strip_suffix(".utf8.txt") else { return false };
        ["txt", "html", "htm", "docx", "doc", "pdf"].iter().any(|ending| {
            let original = format!("{stem}.{ending}");
            self.files.binary_search_by(|file| file.name.as_str().cmp(&original)).is_ok()
        })
    }
}

fn name(path: &Path) -> String {
    let parts: Vec<String> = path.iter().map(part).collect();
    parts.join("/")
}

fn part(part: &OsStr) -> String {
    if let Some(text) = part.to_str() {
        return text.to_owned();
    }
    let mut name = String::new();
    for chunk in part.as_encoded_bytes().utf8_chunks() {
        name.push_str(chunk.valid());
        for byte in chunk.invalid() {
            name.push_str(&format!("%{byte:02X}"));
        }
    }
    name
}
