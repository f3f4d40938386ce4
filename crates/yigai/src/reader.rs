use std::path::Path;
use std::sync::Arc;

use yigai_audit::{Input, audit};
use yigai_extract::{Extractor, Settings};
use yigai_model::{Catalogue, Constraints};
use yigai_text::{Document, Lexicon};

use crate::{Error, Options, Report};

/// Reads any number of reports with word files of one's own; [`Report::read`] does it with the built-in ones.
pub struct Reader {
    options: Options,
    extractor: Extractor,
    constraints: Option<Constraints>,
}

impl Reader {
    /// The built-in words with those of a folder.
    ///
    /// Each file is optional and written as the one of the same name in the project: `indicators/*.toml`,
    /// `programmes.toml`, `shared_aliases.toml` and `links.toml` add to the built-in ones; `cues.toml`,
    /// `constraints.toml`, `chrome.toml` and `washing.toml` take their place.
    ///
    /// # Errors
    ///
    /// Where there is no such folder, or a file in it is wrong: its name, the line, and what was expected.
    ///
    /// ```
    /// use yigai::{Options, Reader};
    ///
    /// let error = Reader::from_dir("no/such/folder", Options::default()).err().unwrap();
    /// assert_eq!(error.kind(), "data");
    /// ```
    pub fn from_dir(folder: impl AsRef<Path>, mut options: Options) -> Result<Self, Error> {
        let folder = folder.as_ref();
        let extractor = Extractor::from_dir(folder)?;
        let own = |name| folder.join(name).is_file();
        let constraints = if own("constraints.toml") {
            Some(Constraints::from_dir(folder, extractor.catalogue())?)
        } else {
            None
        };
        if own("chrome.toml") || own("washing.toml") {
            let text = |name, builtin: &str| match own(name) {
                true => std::fs::read_to_string(folder.join(name)),
                false => Ok(builtin.to_owned()),
            };
            let chrome = text("chrome.toml", Lexicon::CHROME)?;
            let washing = text("washing.toml", Lexicon::WASHING)?;
            options.text.lexicon = Arc::new(Lexicon::from_toml(&chrome, &washing)?);
        }
        Ok(Self { options, extractor, constraints })
    }

    /// Reads one report.
    ///
    /// # Errors
    ///
    /// As [`Report::read`].
    pub fn read(&self, bytes: &[u8]) -> Result<Report, Error> {
        self.read_known(bytes, &self.options.extract)
    }

    /// Reads one report of which the caller knows more than the text says.
    ///
    /// # Errors
    ///
    /// As [`Report::read`].
    pub fn read_known(&self, bytes: &[u8], known: &Settings) -> Result<Report, Error> {
        let constraints = self.constraints.as_ref().unwrap_or_else(|| Constraints::builtin());
        read(bytes, &self.options, known, &self.extractor, constraints)
    }

    /// The indicators and programmes, with those of the folder.
    pub fn catalogue(&self) -> &Catalogue {
        self.extractor.catalogue()
    }
}

/// The whole way.
pub(crate) fn read(
    bytes: &[u8],
    options: &Options,
    known: &Settings,
    extractor: &Extractor,
    constraints: &Constraints,
) -> Result<Report, Error> {
    let document = Document::read(bytes, &options.text)?;
    let extraction = extractor.extract(&document, known);
    let input =
        Input::new(document.clean(), &extraction.mentions, &extraction.observations, &extraction.relations);
    let input = input.report_year(extraction.context.year()).constraints(Some(constraints));
    let findings = audit(&input, &options.audit);
    Ok(Report::new(bytes.len(), document, extraction, findings))
}
