//! What a reader expects of a report of a kind, as data.

use std::io;
use std::path::Path;
use std::sync::OnceLock;

use serde::Deserialize;
use yigai::contract::Report;
use yigai::model::Catalogue;

/// The kinds of reports, each with the indicators that one of it is expected to state.
///
/// ```
/// use yigai::model::Catalogue;
/// use yigai_view::scorecard::Expected;
///
/// let own = "[[kind]]\nid = \"visits\"\nname = \"门诊\"\nenglish = \"Visits\"\nsource = \"ours\"\n\
///            [[kind.expect]]\nany = [\"fac_visits\"]\nreason = \"it is about them\"\n";
/// assert!(Expected::from_toml(own, Catalogue::builtin()).is_ok());
///
/// let error = Expected::from_toml(&own.replace("fac_visits", "visit"), Catalogue::builtin()).unwrap_err();
/// assert_eq!(error.to_string(), "kind `visits`: the catalogue has no indicator `visit`");
/// ```
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    kind: Vec<Kind>,
}

/// Why lists of expected indicators could not be loaded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ExpectedError {
    /// The TOML is not as described; the message has its line.
    #[error(transparent)]
    Syntax(#[from] toml::de::Error),
    /// The file is there and cannot be read.
    #[error("reading it failed: {0}")]
    Io(String),
    /// A file without kinds.
    #[error("there is no [[kind]]: write one at least")]
    Empty,
    /// An expectation that nothing can meet.
    #[error("kind `{kind}`: `any` names no indicator")]
    NoIndicator {
        /// The kind.
        kind: String,
    },
    /// A name that the catalogue does not have.
    #[error("kind `{kind}`: the catalogue has no {what} `{name}`")]
    Unknown {
        /// The kind.
        kind: String,
        /// Whether an indicator or a programme.
        what: &'static str,
        /// The name.
        name: String,
    },
}

/// A kind of report.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kind {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) english: String,
    #[serde(default)]
    title: Vec<String>,
    programme: Option<String>,
    /// Kept in the file for people; a file without it is refused.
    #[serde(rename = "source")]
    _source: String,
    #[serde(default)]
    pub(super) expect: Vec<Expectation>,
}

/// One thing that is expected.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Expectation {
    pub(super) any: Vec<String>,
    from: Option<i32>,
    to: Option<i32>,
    #[serde(rename = "reason")]
    _reason: String,
}

/// What made a report one of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Because<'a> {
    Word(&'a str),
    Programme { count: usize, of: usize },
    Nothing,
}

impl Expected {
    /// The lists that are compiled in.
    pub fn builtin() -> &'static Self {
        static BUILTIN: OnceLock<Expected> = OnceLock::new();
        BUILTIN.get_or_init(|| {
            // A test loads the same file and fails with its error; no kinds at all is what is left to return.
            Self::from_toml(include_str!("../../data/expected.toml"), Catalogue::builtin())
                .unwrap_or(Self { kind: Vec::new() })
        })
    }

    /// Lists of one's own, written as `data/expected.toml` of this crate.
    ///
    /// # Errors
    ///
    /// Where the TOML is not as described (with its line), or a name is not in the catalogue.
    pub fn from_toml(text: &str, catalogue: &Catalogue) -> Result<Self, ExpectedError> {
        let expected: Self = toml::from_str(text)?;
        if expected.kind.is_empty() {
            return Err(ExpectedError::Empty);
        }
        for kind in &expected.kind {
            let wrong = |what, name: &str| ExpectedError::Unknown {
                kind: kind.id.clone(),
                what,
                name: name.to_owned(),
            };
            if let Some(name) = &kind.programme
                && !catalogue.programmes().iter().any(|programme| programme.id() == name)
            {
                return Err(wrong("programme", name));
            }
            for expectation in &kind.expect {
                if expectation.any.is_empty() {
                    return Err(ExpectedError::NoIndicator { kind: kind.id.clone() });
                }
                if let Some(name) = expectation.any.iter().find(|name| catalogue.get(name).is_none()) {
                    return Err(wrong("indicator", name));
                }
            }
        }
        Ok(expected)
    }

    /// The lists of the file `expected.toml` in a folder of word files, which take the place of the built-in ones; `None`
    /// where the folder has no such file.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read, and as [`Expected::from_toml`].
    ///
    /// ```
    /// use yigai::model::Catalogue;
    /// use yigai_view::scorecard::Expected;
    ///
    /// assert!(Expected::from_dir("no/such/folder", Catalogue::builtin()).unwrap().is_none());
    /// ```
    pub fn from_dir(folder: impl AsRef<Path>, catalogue: &Catalogue) -> Result<Option<Self>, ExpectedError> {
        match std::fs::read_to_string(folder.as_ref().join("expected.toml")) {
            Ok(text) => Self::from_toml(&text, catalogue).map(Some),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(ExpectedError::Io(error.to_string())),
        }
    }

    /// The kind of a report; `None` where there are no kinds.
    pub(super) fn kind_of<'a>(&'a self, report: &Report) -> Option<(&'a Kind, Because<'a>)> {
        let document = &report.document;
        let heads = [document.title.as_deref(), document.issuer.as_deref()];
        for head in heads.into_iter().flatten() {
            for kind in &self.kind {
                if let Some(word) = kind.title.iter().find(|word| head.contains(word.as_str())) {
                    return Some((kind, Because::Word(word)));
                }
            }
        }
        let catalogued = || report.observations.iter().filter(|observation| observation.indicator.is_some());
        let of = catalogued().count();
        for kind in &self.kind {
            let Some(programme) = &kind.programme else { continue };
            let count = catalogued().filter(|o| o.programme.as_ref() == Some(programme)).count();
            if count * 2 > of {
                return Some((kind, Because::Programme { count, of }));
            }
        }
        self.kind.last().map(|kind| (kind, Because::Nothing))
    }
}

impl Expectation {
    /// Whether it can be expected of a report of that year; `None` where that hangs on a year that is not known.
    pub(super) fn applies(&self, year: Option<i32>) -> Option<bool> {
        match (self.from, self.to, year) {
            (None, None, _) => Some(true),
            (_, _, None) => None,
            (from, to, Some(year)) => {
                Some(from.is_none_or(|from| from <= year) && to.is_none_or(|to| year <= to))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_lists_load() {
        let text = include_str!("../../data/expected.toml");
        let expected = Expected::from_toml(text, Catalogue::builtin()).unwrap();
        assert!(expected.kind.iter().all(|kind| kind.expect.len() >= 5), "a list too short to score");
        let mut ids: Vec<_> = expected.kind.iter().map(|kind| &kind.id).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), expected.kind.len());
    }

    #[test]
    fn mistakes_name_their_place() {
        let load = |text: &str| Expected::from_toml(text, Catalogue::builtin()).unwrap_err().to_string();
        assert_eq!(load("kind = []"), "there is no [[kind]]: write one at least");
        let kind = "[[kind]]\nid = \"a\"\nname = \"甲\"\nenglish = \"A\"\n";
        assert!(load(kind).contains("missing field `source`"), "{}", load(kind));
        assert!(load(&format!("{kind}source = \"s\"\nprogram = \"x\"")).contains("line 6"));
        assert_eq!(
            load(&format!("{kind}source = \"s\"\nprogramme = \"x\"")),
            "kind `a`: the catalogue has no programme `x`"
        );
        let empty = format!("{kind}source = \"s\"\n[[kind.expect]]\nany = []\nreason = \"r\"");
        assert_eq!(load(&empty), "kind `a`: `any` names no indicator");
    }
}
