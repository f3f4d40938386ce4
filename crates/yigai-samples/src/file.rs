//! The data files as they are written.

use crate::DataError;
use serde::Deserialize;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Families {
    pub(crate) family: Vec<Family>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct County {
    pub(crate) vars: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Family {
    pub(crate) topic: Spanned<String>,
    pub(crate) years: [u16; 2],
    pub(crate) vars: Vec<Spanned<String>>,
    pub(crate) texts: Vec<Spanned<String>>,
    pub(crate) checks: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Topics {
    pub(crate) topic: Vec<Topic>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Topic {
    pub(crate) id: String,
    pub(crate) headings: Vec<String>,
    pub(crate) prose: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Frame {
    pub(crate) places: Vec<String>,
    pub(crate) titles: Vec<Spanned<String>>,
    pub(crate) openings: Vec<Spanned<String>>,
    pub(crate) closings: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Policies {
    pub(crate) year: Vec<toml::Table>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Damages {
    pub(crate) program: Vec<Pairs>,
    pub(crate) washing: Vec<Pairs>,
    pub(crate) wrapper: Vec<Wrapper>,
}

/// A list of replacements; its name in the file is for people.
#[derive(Deserialize)]
pub(crate) struct Pairs {
    pub(crate) pairs: Vec<[String; 2]>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wrapper {
    pub(crate) head: String,
    pub(crate) tail: String,
}

/// One data file: its name for messages and its text.
#[derive(Clone, Copy)]
pub(crate) struct Source {
    pub(crate) name: &'static str,
    pub(crate) text: &'static str,
}

impl Source {
    pub(crate) fn read<T: serde::de::DeserializeOwned>(self) -> Result<T, DataError> {
        toml::from_str(self.text)
            .map_err(|error| self.error(error.span().map_or(0, |span| span.start), error.message()))
    }

    /// An error at a byte offset of the file.
    pub(crate) fn error(self, offset: usize, message: impl Into<String>) -> DataError {
        let before = self.text.as_bytes().iter().take(offset);
        DataError {
            file: self.name,
            line: 1 + before.filter(|&&byte| byte == b'\n').count(),
            message: message.into(),
        }
    }
}
