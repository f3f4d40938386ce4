//! Reading data files so that a mistake in one is reported with its file and line.

use std::path::Path;

use serde::de::DeserializeOwned;
use thiserror::Error;

/// A mistake in a data file: where it stands and what to do about it.
///
/// ```
/// use yigai_model::Catalogue;
///
/// let error = Catalogue::from_files(&[("mine.toml", "programme = \"nrcms\"\n\n[[indicator]]\nid = 3\n")]).unwrap_err();
/// assert_eq!(error.file(), "mine.toml");
/// assert_eq!(error.line(), 4);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}: {problem}", place(file, *line))]
pub struct DataError {
    file: String,
    line: usize,
    problem: Problem,
}

/// What is wrong with a data file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Problem {
    /// The file or folder could not be read.
    #[error("cannot be read: {0}")]
    Unreadable(String),
    /// Not TOML, an unknown field, or a value of the wrong type.
    #[error("{0}")]
    Syntax(String),
    /// A name that must be unique stands twice.
    #[error("`{0}` is defined twice; remove or rename one")]
    Duplicate(String),
    /// A name is used that nothing defines.
    #[error("`{name}` in `{field}` is not defined; check the spelling or define it first")]
    Undefined {
        /// The field that names it.
        field: &'static str,
        /// The undefined name.
        name: String,
    },
    /// A field holds a value that makes no sense.
    #[error("`{field}`: {reason}")]
    Invalid {
        /// The field.
        field: &'static str,
        /// Why, and what would be right.
        reason: String,
    },
    /// One wording means two indicators that take the same units, and `shared_aliases.toml` gives no reason.
    #[error(
        "`{alias}` means both `{first}` and `{second}`; make it a weak alias of one, or give the reason in `shared_aliases.toml`"
    )]
    AmbiguousAlias {
        /// The wording.
        alias: String,
        /// The indicator that had it first.
        first: String,
        /// The indicator that repeats it.
        second: String,
    },
}

/// `file:line`, or the file alone where no line is at fault.
fn place(file: &str, line: usize) -> String {
    if line == 0 { file.to_owned() } else { format!("{file}:{line}") }
}

impl DataError {
    pub(crate) fn new(file: &str, line: usize, problem: Problem) -> Self {
        Self { file: file.to_owned(), line, problem }
    }

    /// The file, as given.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The line, counted from 1; 0 where the file as a whole could not be read.
    pub fn line(&self) -> usize {
        self.line
    }

    /// What is wrong.
    pub fn problem(&self) -> &Problem {
        &self.problem
    }
}

/// One data file being read.
pub(crate) struct Source<'a> {
    pub(crate) name: &'a str,
    pub(crate) text: &'a str,
}

impl Source<'_> {
    pub(crate) fn parse<T: DeserializeOwned>(&self) -> Result<T, DataError> {
        toml::from_str(self.text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            self.error(at, Problem::Syntax(error.message().to_owned()))
        })
    }

    /// A problem at a byte offset.
    pub(crate) fn error(&self, offset: usize, problem: Problem) -> DataError {
        let before = self.text.as_bytes().get(..offset).unwrap_or_default();
        DataError::new(self.name, 1 + before.iter().filter(|byte| **byte == b'\n').count(), problem)
    }
}

/// Reads a file whole.
pub(crate) fn read(path: &Path) -> Result<String, DataError> {
    std::fs::read_to_string(path).map_err(|error| {
        DataError::new(&path.display().to_string(), 0, Problem::Unreadable(error.to_string()))
    })
}

/// Name and text of the files of a folder that end in `extension`, sorted by name; none where there is no such folder.
pub(crate) fn read_folder(folder: &Path, extension: &str) -> Result<Vec<(String, String)>, DataError> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let unreadable = |error: std::io::Error| {
        DataError::new(&folder.display().to_string(), 0, Problem::Unreadable(error.to_string()))
    };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_some_and(|found| found == extension) {
            paths.push(path);
        }
    }
    paths.sort();
    paths.into_iter().map(|path| Ok((path.display().to_string(), read(&path)?))).collect()
}
