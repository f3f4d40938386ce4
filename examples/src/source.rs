//! How the files of a call are read: with the words of a folder, and with what the user knows better.

use std::ffi::OsStr;
use std::path::Path;

use yigai::{Error, Lang, Meta, Options, Reader, Report};
use yigai_view::Style;
use yigai_view::scorecard::{Expected, ExpectedError};

/// A way to read reports that is the same for every file of a call.
pub struct Source {
    options: Options,
    own: Option<Reader>,
    meta: Meta,
    expected: Option<Expected>,
}

impl Source {
    /// Reads the folder of `--data` and the file of `--meta`, where they are given.
    ///
    /// # Errors
    ///
    /// A sentence in the language that begins with the option.
    pub fn new(
        options: Options,
        data: Option<&OsStr>,
        meta: Option<&OsStr>,
        lang: Lang,
    ) -> Result<Self, String> {
        let wrong = |option: &str, error: Error| format!("{option}: {}", error.message(lang));
        let own = data.map(|folder| Reader::from_dir(folder, options.clone())).transpose();
        let own = own.map_err(|error| wrong("--data", error))?;
        let expected = match (data, &own) {
            (Some(folder), Some(own)) => Expected::from_dir(Path::new(folder), own.catalogue())
                .map_err(|error| format!("--data: {}", expected_message(&error, lang)))?,
            _ => None,
        };
        let meta = meta.map(Meta::from_path).transpose().map_err(|error| wrong("--meta", error))?;
        Ok(Self { options, own, meta: meta.unwrap_or_default(), expected })
    }

    /// Reads the report of a file.
    ///
    /// # Errors
    ///
    /// As [`Report::read`].
    pub fn read(&self, bytes: &[u8], path: &str) -> Result<Report, Error> {
        match (&self.own, self.meta.settings(path)) {
            (Some(own), Some(known)) => own.read_known(bytes, known),
            (Some(own), None) => own.read(bytes),
            (None, Some(known)) => {
                let mut options = self.options.clone();
                options.extract = known.clone();
                Report::read(bytes, &options)
            }
            (None, None) => Report::read(bytes, &self.options),
        }
    }

    /// The style with the indicators of the folder.
    pub fn style<'a>(&'a self, style: Style<'a>) -> Style<'a> {
        self.own.as_ref().map_or(style, |own| style.catalogue(own.catalogue()))
    }

    /// What is expected of reports of a kind: the lists of the folder, or the built-in ones.
    pub fn expected(&self) -> &Expected {
        self.expected.as_ref().unwrap_or_else(|| Expected::builtin())
    }
}

fn expected_message(error: &ExpectedError, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("数据文件有误：expected.toml: {error}"),
        Lang::En => format!("expected.toml: {error}"),
    }
}
