//! The word file: what stands beside a number and decides how it reads.

use std::sync::Arc;

use serde::Deserialize;
use thiserror::Error;
use toml::Spanned;
use yigai_numeral::lookup::ByEdge;

/// The words beside a number that decide how it reads: what joins the members of a list, what may follow 每, what
/// announces a telephone number.
///
/// ```
/// use yigai_quantity::Words;
///
/// let file = "[[list]]\nname = \"per\"\nreason = \"beds are counted by ward\"\nwords = [\"病区\"]\n";
/// assert!(Words::from_toml(file).is_ok());
/// let error = Words::from_toml("[[list]]\nname = \"pre\"\nreason = \"\"\nwords = []\n").unwrap_err();
/// assert!(error.to_string().contains("line 2"));
/// let error = Words::from_toml("[[list]]\nname = \"per\"\nreason = \"\"\nwords = []\n").unwrap_err();
/// assert!(error.to_string().starts_with("line 3"));
/// ```
#[derive(Clone, Debug)]
pub struct Words {
    lists: Vec<WordList>,
    /// 每万: how a scale is written, and the denominator that it says.
    scales: ByEdge<Scaled>,
    /// ￥: how a currency is written before a number, and its unit.
    currencies: ByEdge<Scaled>,
}

/// A word file that cannot be used.
#[derive(Debug, Error)]
pub enum WordsError {
    /// Not the expected TOML; the message says in which line.
    #[error("the word file does not parse: {0}")]
    Syntax(#[from] toml::de::Error),
    /// A list without a reason.
    #[error("line {line}: the list {list:?} has no reason; say why its words are there")]
    NoReason {
        /// The list.
        list: String,
        /// The line of the file, counted from 1.
        line: usize,
    },
    /// A word that stands twice in its list, or is empty.
    #[error("line {line}: the word {word:?} of the list {list:?} is empty or given twice; keep one")]
    Twice {
        /// The list.
        list: String,
        /// The word.
        word: String,
        /// The line of the file, counted from 1.
        line: usize,
    },
}

/// The lists of the word file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum List {
    Step,
    Joint,
    Opening,
    Rate,
    OtherRate,
    Filler,
    MoneyNoun,
    Per,
    Populated,
    Announces,
    Measure,
    Institution,
    InstitutionEnd,
    PartOfDay,
    Device,
    Counted,
    Growth,
    Spread,
    Named,
    Titled,
    Service,
    Observed,
    Bandwidth,
    SharedBound,
    Surface,
    Label,
    Each,
    Moved,
    Standard,
    Attendance,
    Things,
    Ratio,
    Worldwide,
    Measured,
    Balance,
    Inside,
    Hours,
}

impl List {
    const LAST: Self = Self::Hours;
}

/// A way to write something, and the unit that it says.
#[derive(Clone, Debug)]
struct Scaled {
    written: String,
    per: Arc<str>,
}

impl AsRef<str> for Scaled {
    fn as_ref(&self) -> &str {
        &self.written
    }
}

/// One list, ready to be asked what begins or ends a text.
#[derive(Clone, Debug)]
pub(crate) struct WordList {
    words: ByEdge<Arc<str>>,
    turned: ByEdge<Arc<str>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    list: Vec<Block>,
    #[serde(default)]
    scale: Vec<Scale>,
    #[serde(default)]
    currency: Vec<Currency>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Block {
    name: List,
    reason: Spanned<String>,
    words: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scale {
    written: Vec<String>,
    per: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Currency {
    written: Vec<String>,
    unit: String,
}

impl Words {
    /// The words that come with the crate.
    pub fn standard() -> Self {
        Self::from_toml(include_str!("../data/words.toml")).unwrap_or(Self {
            lists: Vec::new(),
            scales: ByEdge::NONE,
            currencies: ByEdge::NONE,
        })
    }

    /// Reads a word file.
    ///
    /// # Errors
    /// Where the TOML is not as described, a list has no reason or an unknown name, or a word stands twice.
    pub fn from_toml(text: &str) -> Result<Self, WordsError> {
        let file: File = toml::from_str(text)?;
        let mut lists: Vec<Vec<Arc<str>>> = vec![Vec::new(); List::LAST as usize + 1];
        for block in file.list {
            let name = || format!("{:?}", block.name);
            let line = |at: usize| text.get(..at).map_or(1, |before| before.matches('\n').count() + 1);
            if block.reason.get_ref().trim().is_empty() {
                return Err(WordsError::NoReason { list: name(), line: line(block.reason.span().start) });
            }
            let Some(list) = lists.get_mut(block.name as usize) else { continue };
            for word in &block.words {
                let (word, line) = (word.get_ref(), line(word.span().start));
                if word.is_empty() || list.iter().any(|known| **known == **word) {
                    return Err(WordsError::Twice { list: name(), word: word.clone(), line });
                }
                list.push(Arc::from(word.as_str()));
            }
        }
        let mut scales = Vec::new();
        for scale in file.scale {
            let per: Arc<str> = scale.per.into();
            scales.extend(scale.written.into_iter().map(|written| Scaled { written, per: Arc::clone(&per) }));
        }
        let mut currencies = Vec::new();
        for currency in file.currency {
            let per: Arc<str> = currency.unit.into();
            let written = currency.written.into_iter();
            currencies.extend(written.map(|written| Scaled { written, per: Arc::clone(&per) }));
        }
        let currencies = ByEdge::ending(currencies);
        let scales = ByEdge::beginning(scales);
        Ok(Self { lists: lists.into_iter().map(WordList::new).collect(), scales, currencies })
    }

    pub(crate) fn list(&self, list: List) -> &WordList {
        static EMPTY: WordList = WordList { words: ByEdge::NONE, turned: ByEdge::NONE };
        self.lists.get(list as usize).unwrap_or(&EMPTY)
    }

    /// The last characters of the currencies.
    pub(crate) fn currency_ends(&self) -> impl Iterator<Item = char> {
        self.currencies.entries().iter().filter_map(|currency| currency.written.chars().next_back())
    }

    /// The currency that ends the text: its bytes there, and its unit.
    pub(crate) fn currency(&self, text: &str) -> Option<(usize, &str)> {
        self.currencies.at_end(text, |_| true).map(|found| (found.written.len(), &*found.per))
    }

    /// The scale that begins the text: its bytes there, and the denominator that it says.
    pub(crate) fn scale(&self, text: &str) -> Option<(usize, &Arc<str>)> {
        self.scales.at_start(text, |_| true).map(|scale| (scale.written.len(), &scale.per))
    }
}

impl WordList {
    fn new(words: Vec<Arc<str>>) -> Self {
        Self { words: ByEdge::beginning(words.clone()), turned: ByEdge::ending(words) }
    }

    /// All words.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Arc<str>> {
        self.words.entries().iter()
    }

    /// The longest word that begins the text.
    pub(crate) fn beginning(&self, text: &str) -> Option<&Arc<str>> {
        self.words.at_start(text, |_| true)
    }

    /// The longest word that ends the text.
    pub(crate) fn ending(&self, text: &str) -> Option<&Arc<str>> {
        self.turned.at_end(text, |_| true)
    }

    /// Whether the text is one of the words.
    pub(crate) fn has(&self, text: &str) -> bool {
        self.beginning(text).is_some_and(|word| word.len() == text.len())
    }

    /// Whether one of the words stands anywhere in the text.
    pub(crate) fn within(&self, text: &str) -> bool {
        text.char_indices().any(|(at, _)| text.get(at..).is_some_and(|rest| self.beginning(rest).is_some()))
    }
}
