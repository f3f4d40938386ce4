//! What stops the whole work. A bad file does not: it is a row of `errors`.

use std::io;
use std::path::{Path, PathBuf};

use yigai::Lang;

#[derive(Debug)]
pub(crate) enum Problem {
    /// A folder or file of the results could not be read or written.
    Io(PathBuf, io::Error),
    /// The folder of reports cannot be read.
    Folder(PathBuf, Box<yigai::Error>),
    /// Nothing is left of the files that were read before.
    Empty(PathBuf),
    /// The folder of results holds other things.
    NotOurs(PathBuf),
    /// Another run is writing there.
    Busy(PathBuf),
    /// The results were made with other settings.
    Other(PathBuf, &'static str),
    /// A file of the results was changed by somebody else.
    Damaged(PathBuf),
    /// A word file is wrong.
    Data(Box<yigai::Error>),
    /// The threads could not be started.
    Threads(String),
}

pub(crate) type Result<T> = std::result::Result<T, Problem>;

/// Says which path an error of the system is about.
pub(crate) trait At<T> {
    fn at(self, path: &Path) -> Result<T>;
}

impl<T> At<T> for io::Result<T> {
    fn at(self, path: &Path) -> Result<T> {
        self.map_err(|error| Problem::Io(path.to_owned(), error))
    }
}

impl Problem {
    pub(crate) fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.zh(),
            Lang::En => self.en(),
        }
    }

    fn en(&self) -> String {
        match self {
            Self::Io(path, error) => format!("{}: {error}", path.display()),
            Self::Folder(path, error) => format!("{}: {error}", path.display()),
            Self::Empty(path) => format!(
                "{}: there are no reports any more; if that is meant, delete the results, else check the path",
                path.display()
            ),
            Self::NotOurs(path) => {
                format!("{}: holds other files; give an empty folder for the results", path.display())
            }
            Self::Busy(path) => format!("{}: another run is writing there; wait for it", path.display()),
            Self::Other(path, what) => format!(
                "{}: was made with another {what}; use the same, another folder, or --fresh to begin anew",
                path.display()
            ),
            Self::Damaged(path) => format!(
                "{}: is missing or was changed since it was written; use --fresh to begin anew",
                path.display()
            ),
            Self::Data(error) => format!("--data: {error}"),
            Self::Threads(reason) => format!("the threads could not be started: {reason}"),
        }
    }

    fn zh(&self) -> String {
        match self {
            Self::Io(path, error) => format!("{}：{error}", path.display()),
            Self::Folder(path, error) => format!("{}：{}", path.display(), error.message(Lang::Zh)),
            Self::Empty(path) => {
                format!("{}：已经没有汇报了；确实如此请删除结果目录，否则请检查路径", path.display())
            }
            Self::NotOurs(path) => format!("{}：里面有别的文件；请给结果一个空目录", path.display()),
            Self::Busy(path) => format!("{}：另一个进程正在写入；请等它结束", path.display()),
            Self::Other(path, what) => {
                let what = match *what {
                    "folder" => "目录",
                    "version" => "版本",
                    "word files" => "词表",
                    _ => "选项",
                };
                format!("{}：结果出自另一{what}；请保持一致、换一个目录，或用 --fresh 重做", path.display())
            }
            Self::Damaged(path) => {
                format!("{}：缺失，或写成之后被改动过；请用 --fresh 重做", path.display())
            }
            Self::Data(error) => format!("--data：{}", error.message(Lang::Zh)),
            Self::Threads(reason) => format!("无法启动线程：{reason}"),
        }
    }
}
