//! A folder of annotated pages with an index.

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use yigai::{Lang, Report, contract};
use yigai_view::Style;
use yigai_view::page::{self, Summary};

/// Why a page could not be written.
#[derive(Debug)]
pub enum PageError {
    /// The folder is not there and cannot be made, or is a file.
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        reason: io::Error,
    },
    /// Writing failed: no permission, or a full disk. Nothing half written is left.
    Write {
        /// The page.
        path: PathBuf,
        /// What the system says.
        reason: io::Error,
    },
    /// A file of this name is there, and it is no page of ours.
    Occupied {
        /// The file.
        path: PathBuf,
    },
}

impl PageError {
    /// One sentence that says what to do.
    pub fn message(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Folder { path, reason }, Lang::Zh) => {
                format!("{}: 不能用作页面的文件夹（{reason}）：请给 -o 另一个文件夹", path.display())
            }
            (Self::Folder { path, reason }, Lang::En) => {
                format!(
                    "{}: it cannot be the folder of the pages ({reason}): give -o another one",
                    path.display()
                )
            }
            (Self::Write { path, reason }, Lang::Zh) => {
                format!(
                    "{}: 页面写不出来（{reason}）：请检查权限和磁盘空间，或给 -o 另一个文件夹",
                    path.display()
                )
            }
            (Self::Write { path, reason }, Lang::En) => format!(
                "{}: the page could not be written ({reason}): check permissions and free space, or give -o another folder",
                path.display()
            ),
            (Self::Occupied { path }, Lang::Zh) => {
                format!(
                    "{}: 已有同名文件，且不是本程序写的页面：请移开它，或给 -o 另一个文件夹",
                    path.display()
                )
            }
            (Self::Occupied { path }, Lang::En) => format!(
                "{}: a file of this name is there that is no page of this program: move it away, or give -o another folder",
                path.display()
            ),
        }
    }
}

/// The file of the page that leads to the others.
const INDEX: &str = "index.html";

/// Pages in a folder, each under a name of its own, and the index over them.
pub struct Pages {
    folder: PathBuf,
    inputs: HashSet<PathBuf>,
    taken: HashSet<String>,
    entries: Vec<(Option<String>, Summary)>,
}

impl Pages {
    /// Pages in `folder`, which is made where it is not there, for reports read from `inputs`.
    ///
    /// # Errors
    ///
    /// Where the folder cannot be made.
    pub fn create(folder: &OsStr, inputs: &[OsString]) -> Result<Self, PageError> {
        let folder = PathBuf::from(folder);
        fs::create_dir_all(&folder).map_err(|reason| PageError::Folder { path: folder.clone(), reason })?;
        let inputs = inputs.iter().filter_map(|path| fs::canonicalize(path).ok()).collect();
        Ok(Self { folder, inputs, taken: HashSet::from(["index".to_owned()]), entries: Vec::new() })
    }

    /// Writes the page of a report that was read from `path`.
    ///
    /// # Errors
    ///
    /// Where its file cannot be written or is somebody else's; the report then stands in the index without a page.
    pub fn add(&mut self, report: &Report, path: &str, style: &Style<'_>) -> Result<(), PageError> {
        let name = self.name(path);
        let mut summary = None;
        let written = self.write(&name, |out| {
            summary = Some(page::write_with_index(report, path, INDEX, style, out)?);
            Ok(())
        });
        let summary = summary.unwrap_or_else(|| Summary::new(&report.to_contract(path)));
        self.entries.push((written.is_ok().then_some(name), summary));
        written
    }

    /// Lists a file that could not be read.
    pub fn add_failed(&mut self, report: &contract::Report) {
        self.entries.push((None, Summary::new(report)));
    }

    /// Writes the index; its path.
    ///
    /// # Errors
    ///
    /// As for a page.
    pub fn finish(self, style: &Style<'_>) -> Result<PathBuf, PageError> {
        self.write(INDEX, |out| page::index(&self.entries, style, out))?;
        Ok(self.folder.join(INDEX))
    }

    /// A file name like that of the report, and unlike those of the others, also where case does not count.
    fn name(&mut self, path: &str) -> String {
        let stem = Path::new(path).file_stem().unwrap_or_default().to_string_lossy();
        let plain = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' };
        // File systems allow 255 bytes.
        let mut stem: String = stem.trim_start_matches('.').chars().map(plain).take(60).collect();
        if path == "-" || stem.is_empty() {
            stem = "stdin".to_owned();
        }
        if is_device(&stem) {
            stem.insert(0, '_');
        }
        let mut name = stem.clone();
        let mut number = 2_usize;
        while !self.taken.insert(name.to_lowercase()) {
            name = format!("{stem}-{number}");
            number += 1;
        }
        name + ".html"
    }

    /// Writes a file beside its place and moves it there when it is whole.
    fn write(
        &self,
        name: &str,
        fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), PageError> {
        let path = self.folder.join(name);
        if !self.is_ours(&path) {
            return Err(PageError::Occupied { path });
        }
        let part = self.folder.join(format!("{name}.part"));
        let write = || {
            let mut out = BufWriter::new(File::create(&part)?);
            fill(&mut out)?;
            out.flush()?;
            drop(out);
            fs::rename(&part, &path)
        };
        write().map_err(|reason| {
            // What is half written helps nobody; where it cannot be removed, the error says enough.
            let _ = fs::remove_file(&part);
            PageError::Write { path, reason }
        })
    }

    /// Whether a page may be written here: nothing is there, or a page of this program that is not one of the inputs.
    fn is_ours(&self, path: &Path) -> bool {
        let Ok(file) = File::open(path) else { return !path.exists() };
        let mut head = Vec::new();
        let page = file.take(4096).read_to_end(&mut head).is_ok()
            && String::from_utf8_lossy(&head).contains("name=\"generator\" content=\"yigai-view");
        page && fs::canonicalize(path).is_ok_and(|path| !self.inputs.contains(&path))
    }
}

/// Whether Windows takes a file of that name, whatever its ending, for a device.
fn is_device(stem: &str) -> bool {
    let name = stem.split('.').next().unwrap_or_default().to_uppercase();
    let port = |kind| {
        name.strip_prefix(kind).is_some_and(|port| port.chars().count() == 1 && port.parse() != Ok(0u8))
    };
    matches!(name.as_str(), "CON" | "PRN" | "AUX" | "NUL") || port("COM") || port("LPT")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_never_meet() {
        let folder = std::env::temp_dir();
        let mut pages = Pages::create(folder.as_os_str(), &[]).unwrap();
        let long = "长".repeat(300);
        let names: Vec<_> = [
            "a/县.txt",
            "b/县.docx",
            "A.txt",
            "a.txt",
            "a-2.txt",
            "-",
            "index.txt",
            "..",
            "x/.b c?.txt",
            "CON.txt",
            "lpt1.tar.gz",
            "com.txt",
            &long,
            &long,
        ]
        .map(|path| pages.name(path))
        .to_vec();
        let lower: HashSet<_> = names.iter().map(|name| name.to_lowercase()).collect();
        assert_eq!(lower.len(), names.len(), "{names:?}");
        assert_eq!(
            names.get(..12).unwrap_or_default(),
            [
                "县.html",
                "县-2.html",
                "A.html",
                "a-2.html",
                "a-2-2.html",
                "stdin.html",
                "index-2.html",
                "stdin-2.html",
                "b-c-.html",
                "_CON.html",
                "_lpt1.tar.html",
                "com.html"
            ]
        );
        assert!(names.iter().all(|name| name.len() < 220));
    }
}
