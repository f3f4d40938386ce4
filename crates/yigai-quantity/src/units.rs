//! The unit file: which words may follow a number, and what they measure.

use std::sync::Arc;

use serde::Deserialize;
use thiserror::Error;
use yigai_numeral::Kind;
use yigai_numeral::lookup::ByEdge;

use crate::{Dimension, Unit};

/// The units that a number can have, found by their spelling.
///
/// ```
/// use yigai_quantity::Units;
///
/// let units = Units::standard();
/// let found = units.longest("人次增加").unwrap();
/// assert_eq!((found.unit.name(), found.len), ("人次", 6));
/// assert!(units.longest("医院").is_none());
/// ```
#[derive(Clone, Debug)]
pub struct Units {
    spellings: ByEdge<Spelling>,
    /// The units that a kind of number implies, as [`IMPLIED`] lists them.
    implied: [Option<Unit>; 5],
}

const IMPLIED: [Kind; 5] = [Kind::Percent, Kind::Permille, Kind::Permyriad, Kind::Points, Kind::Multiple];

/// One spelling of a unit.
#[derive(Clone, Debug)]
pub(crate) struct Spelling {
    pub(crate) text: String,
    pub(crate) unit: Unit,
    not_before: Arc<[String]>,
    never_before: Arc<[String]>,
    /// The first characters of both lists: most units stand before none of them.
    ruled_by: u64,
    /// Whether it ends in a Latin letter.
    latin: bool,
    pub(crate) weak: bool,
    counts_before: Arc<[String]>,
    decimals_behind: Option<u32>,
}

impl AsRef<str> for Spelling {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl Spelling {
    /// Whether a word follows that makes it a counter after all.
    fn counts(&self, text: &str) -> bool {
        let rest = text.get(self.text.len()..).unwrap_or_default();
        self.counts_before.iter().any(|word| rest.starts_with(word.as_str()))
    }

    /// Whether the text, which begins by it, begins by no word of which it is a part.
    fn stands_alone(&self, text: &str, chinese: bool) -> bool {
        let rest = text.get(self.text.len()..).unwrap_or_default();
        let Some(next) = rest.chars().next() else { return true };
        let part_of_word = |words: &[String]| words.iter().any(|word| rest.starts_with(word.as_str()));
        let ruled_out = self.ruled_by & bit(next) != 0
            && (part_of_word(&self.never_before) || chinese && part_of_word(&self.not_before));
        !(ruled_out || self.latin && next.is_ascii_alphanumeric())
    }
}

/// One bit for a character, shared by a sixty-fourth of all.
fn bit(c: char) -> u64 {
    1 << (u32::from(c) % 64)
}

/// A unit at the start of a text.
#[derive(Clone, Debug)]
pub struct FoundUnit {
    /// The unit.
    pub unit: Unit,
    /// How many bytes it takes.
    pub len: usize,
    /// Whether a single Chinese digit before it is rather part of a name (三级, 一线).
    pub weak: bool,
}

/// A unit file that cannot be used.
#[derive(Debug, Error)]
pub enum UnitsError {
    /// Not the expected TOML.
    #[error("the unit file does not parse: {0}")]
    Syntax(#[from] toml::de::Error),
    /// One spelling belongs to two units.
    #[error("the spelling {spelling:?} belongs to both {first:?} and {second:?}; keep one")]
    Ambiguous {
        /// The spelling.
        spelling: String,
        /// The unit that has it first.
        first: String,
        /// The unit that has it too.
        second: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    unit: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    dimension: Dimension,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    not_before: Vec<String>,
    #[serde(default)]
    never_before: Vec<String>,
    #[serde(default)]
    counts_before: Vec<String>,
    decimals_behind: Option<u32>,
    #[serde(default)]
    weak: bool,
}

impl Units {
    /// The units that come with the crate.
    pub fn standard() -> Self {
        Self::from_toml(include_str!("../data/units.toml"))
            .unwrap_or(Self { spellings: ByEdge::NONE, implied: Default::default() })
    }

    /// Reads a unit file.
    ///
    /// ```
    /// use yigai_quantity::Units;
    ///
    /// let file = "[[unit]]\nname = \"帖\"\ndimension = \"thing\"\n";
    /// assert!(Units::from_toml(file).unwrap().longest("帖药").is_some());
    /// assert!(Units::from_toml("[[unit]]\nname = \"帖\"").is_err());
    /// ```
    ///
    /// # Errors
    /// Where the TOML is not as described, or a spelling belongs to two units.
    pub fn from_toml(text: &str) -> Result<Self, UnitsError> {
        let file: File = toml::from_str(text)?;
        let mut spellings = Vec::new();
        for row in file.unit {
            let unit = Unit::new(row.name.as_str(), row.dimension);
            let not_before: Arc<[String]> = row.not_before.into();
            let never_before: Arc<[String]> = row.never_before.into();
            let counts_before: Arc<[String]> = row.counts_before.into();
            let firsts = not_before.iter().chain(&*never_before).filter_map(|word| word.chars().next());
            let ruled_by = firsts.fold(0, |bits, c| bits | bit(c));
            for text in std::iter::once(row.name).chain(row.aliases) {
                spellings.push(Spelling {
                    latin: text.ends_with(|c: char| c.is_ascii_alphabetic()),
                    text,
                    unit: unit.clone(),
                    not_before: Arc::clone(&not_before),
                    never_before: Arc::clone(&never_before),
                    ruled_by,
                    weak: row.weak,
                    counts_before: Arc::clone(&counts_before),
                    decimals_behind: row.decimals_behind,
                });
            }
        }
        spellings.sort_by(|a, b| a.text.cmp(&b.text));
        for pair in spellings.windows(2) {
            if let [a, b] = pair
                && a.text == b.text
            {
                return Err(UnitsError::Ambiguous {
                    spelling: a.text.clone(),
                    first: a.unit.name().to_owned(),
                    second: b.unit.name().to_owned(),
                });
            }
        }
        let spellings = ByEdge::beginning(spellings);
        let mut units = Self { spellings, implied: Default::default() };
        units.implied = IMPLIED.map(|kind| kind.unit().and_then(|name| units.get(name)));
        Ok(units)
    }

    /// The longest unit at the start of `text`, as it may follow an Arabic number.
    pub fn longest(&self, text: &str) -> Option<FoundUnit> {
        self.longest_after(text, false)
    }

    /// The longest unit at the start of `text`; after a Chinese numeral more words are taken for parts of names.
    pub fn longest_after(&self, text: &str, chinese: bool) -> Option<FoundUnit> {
        self.spelled(text, chinese).map(|spelling| FoundUnit {
            unit: spelling.unit.clone(),
            len: spelling.text.len(),
            weak: spelling.weak && !spelling.counts(text),
        })
    }

    /// The spelling of the longest unit at the start of `text`.
    pub(crate) fn spelled(&self, text: &str, chinese: bool) -> Option<&Spelling> {
        self.spellings.at_start(text, |spelling| spelling.stands_alone(text, chinese))
    }

    /// The unit of a percentage, of points, of a multiple.
    pub(crate) fn implied(&self, kind: Kind) -> Option<&Unit> {
        let place = IMPLIED.iter().position(|known| *known == kind)?;
        self.implied.get(place)?.as_ref()
    }

    /// How many digits behind the unit are decimals: 1米65.
    pub(crate) fn decimals_behind(&self, unit: &Unit) -> Option<u32> {
        let exact = |known: &Spelling| known.text.len() == unit.name().len();
        self.spellings.at_start(unit.name(), exact)?.decimals_behind
    }

    /// The unit with exactly this spelling.
    pub fn get(&self, spelling: &str) -> Option<Unit> {
        let exact = |known: &Spelling| known.text.len() == spelling.len();
        self.spellings.at_start(spelling, exact).map(|known| known.unit.clone())
    }
}
