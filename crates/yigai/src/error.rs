use std::io;

use yigai_extract::LexiconError;
use yigai_model::DataError;
use yigai_text::ReadError;

use crate::contract::DocumentError;
use crate::{Lang, MetaError};

/// Why a report could not be read; one sentence that says what to do.
///
/// ```
/// use yigai::{Lang, Options, Report};
///
/// let error = Report::read(b"", &Options::default()).unwrap_err();
/// assert_eq!(error.kind(), "empty");
/// assert_eq!(error.to_string(), "the file is empty: check that it was copied completely");
/// assert_eq!(error.message(Lang::Zh), "文件是空的：请检查是否完整复制");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No file has this name.
    #[error("there is no such file: check the path")]
    NotFound,
    /// A directory where a file is wanted.
    #[error("this is a directory: give the files in it")]
    Directory,
    /// The user may not read it.
    #[error("reading it is not permitted: check the permissions of the file")]
    Denied,
    /// Something else went wrong on the way from the disk.
    #[error("reading it failed ({0}): try again, or copy the file somewhere else")]
    Io(String),
    /// Larger than the caller wants to hold in memory.
    #[error("the file is larger than the limit of {limit} bytes: split it or raise the limit")]
    TooLarge {
        /// The limit.
        limit: u64,
    },
    /// The bytes are there, and are no report.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A data file of the catalogue is wrong.
    #[error(transparent)]
    Catalogue(#[from] DataError),
    /// A data file of the cleaning is wrong.
    #[error(transparent)]
    Cleaning(#[from] yigai_text::LexiconError),
    /// A data file of wordings is wrong.
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
    /// A file of what is known of the reports is wrong.
    #[error(transparent)]
    Meta(#[from] MetaError),
}

impl Error {
    /// A short name for programs: `not_found`, `directory`, `denied`, `io`, `too_large`, `data`, or a [`ReadError::kind`].
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::Directory => "directory",
            Self::Denied => "denied",
            Self::Io(_) => "io",
            Self::TooLarge { .. } => "too_large",
            Self::Read(error) => error.kind(),
            Self::Catalogue(_) | Self::Cleaning(_) | Self::Lexicon(_) | Self::Meta(_) => "data",
        }
    }

    /// The sentence in a language.
    pub fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.zh(),
            Lang::En => self.to_string(),
        }
    }

    fn zh(&self) -> String {
        match self {
            Self::NotFound => "没有这个文件：请检查路径".to_owned(),
            Self::Directory => "这是文件夹：请给出其中的文件".to_owned(),
            Self::Denied => "没有读取权限：请检查文件权限".to_owned(),
            Self::Io(reason) => format!("读取失败（{reason}）：请重试，或把文件复制到别处"),
            Self::TooLarge { limit } => format!("文件超过 {limit} 字节的上限：请拆分文件或提高上限"),
            Self::Read(error) => read_error_zh(error),
            Self::Catalogue(error) => format!("数据文件有误：{error}"),
            Self::Cleaning(error) => format!("数据文件有误：{error}"),
            Self::Lexicon(error) => format!("数据文件有误：{error}"),
            Self::Meta(error) => error.message(Lang::Zh),
        }
    }
}

fn read_error_zh(error: &ReadError) -> String {
    match error {
        ReadError::Empty => "文件是空的：请检查是否完整复制".to_owned(),
        ReadError::Binary { what } => {
            format!("这是二进制文件（{what}），不是汇报：请给出文本、HTML、Word 或 PDF 文件")
        }
        ReadError::Undecodable { encoding, malformed, first } => format!(
            "按 {encoding} 有 {malformed} 个字节无法解码，第一个在字节 {first} 处：请找到原文件，或另存为 UTF-8"
        ),
        ReadError::Garbled { what } => {
            format!("文本是乱码（{what}）：保存之前已被错误解码，请找到原文件")
        }
        ReadError::Container { name } => {
            format!("不支持 {name} 文件：请打开后另存为 .docx、.html 或文本")
        }
        ReadError::NotBuilt { name, feature } => {
            format!("本程序编译时没有包含 {name} 支持：请加上特性 `{feature}` 重新编译")
        }
        ReadError::NeedsOcr { name } => format!("{name} 文件里只有页面图片，没有文字：请先做文字识别"),
        ReadError::Encrypted { name } => format!("{name} 文件已加密：请去掉密码后另存"),
        ReadError::TooLarge { bytes, limit, .. } => {
            format!("文件太大（{bytes} 字节，上限 {limit}）：请拆分文件或提高上限")
        }
        ReadError::Damaged { name, reason } => format!("{name} 文件已损坏（{reason}）：请重新获取"),
        // A kind that is newer than this list.
        other => other.to_string(),
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::NotFound,
            io::ErrorKind::IsADirectory => Self::Directory,
            io::ErrorKind::PermissionDenied => Self::Denied,
            _ => Self::Io(error.to_string()),
        }
    }
}

impl From<&Error> for DocumentError {
    fn from(error: &Error) -> Self {
        Self {
            kind: error.kind().to_owned(),
            message: error.to_string(),
            message_zh: error.message(Lang::Zh),
        }
    }
}
