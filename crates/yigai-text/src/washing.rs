use std::collections::HashMap;
use std::sync::Arc;

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};
use serde::Deserialize;
use toml::Spanned;
use yigai_span::{Certainty, Edit, Span};

use crate::context::Context;
use crate::data::{self, LexiconError};
use crate::rules;

const FILE: &str = "washing.toml";

/// The dictionaries of swapped words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Washing {
    dictionaries: Vec<Dictionary>,
}

#[derive(Clone)]
struct Dictionary {
    name: String,
    present: Vec<String>,
    absent: Vec<String>,
    least: usize,
    pairs: Vec<Pair>,
    index: CharwiseDoubleArrayAhoCorasick<u32>,
}

impl core::fmt::Debug for Dictionary {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Dictionary").field("name", &self.name).field("pairs", &self.pairs.len()).finish()
    }
}

#[derive(Clone, Debug)]
struct Pair {
    intended: String,
    /// Whether the word is put back where no context decides.
    otherwise: bool,
    /// Contexts, the longest first, `keep` before `restore` between equals.
    contexts: Vec<(Context, bool)>,
    /// The contexts by the character that must stand beside the word, before or behind; the rest under `None`.
    beside: HashMap<Option<(bool, char)>, Vec<usize>>,
}

impl Pair {
    /// The first context that fits, and what it says.
    fn decide(&self, left: &str, right: &str) -> Option<&(Context, bool)> {
        let before = left.chars().next_back().map(|c| (false, c));
        let behind = right.chars().next().map(|c| (true, c));
        let lists = [Some(None), before.map(Some), behind.map(Some)];
        let candidates = lists.into_iter().flatten().filter_map(|key| self.beside.get(&key)).flatten();
        candidates
            .filter(|&&index| self.contexts.get(index).is_some_and(|(context, _)| context.fits(left, right)))
            .min()
            .and_then(|&index| self.contexts.get(index))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    dictionary: Vec<DictionaryRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DictionaryRow {
    name: Spanned<String>,
    present: Vec<String>,
    absent: Vec<String>,
    least: usize,
    source: Spanned<String>,
    #[serde(default)]
    pair: Vec<PairRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PairRow {
    observed: Spanned<String>,
    intended: Spanned<String>,
    otherwise: Otherwise,
    #[serde(default)]
    restore: Vec<Spanned<String>>,
    #[serde(default)]
    keep: Vec<Spanned<String>>,
    source: Spanned<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Otherwise {
    Restore,
    Keep,
}

impl Washing {
    pub(crate) fn from_toml(text: &str) -> Result<Self, LexiconError> {
        let file: File = data::parse(FILE, text)?;
        let mut dictionaries = Vec::new();
        for row in file.dictionary {
            dictionaries.push(Dictionary::new(row, text)?);
        }
        Ok(Self { dictionaries })
    }

    /// The words whose number decides whether a dictionary is looked at.
    pub(crate) fn present(&self) -> impl Iterator<Item = &str> {
        self.dictionaries.iter().flat_map(|dictionary| dictionary.present.iter().map(String::as_str))
    }

    /// The edits that put washed words back; none where no dictionary's signature is in the text.
    ///
    /// `count` says how often a word of [`Washing::present`] stands in the text, so that clean text is not searched again.
    pub(crate) fn edits(&self, text: &str, count: impl Fn(&str) -> usize) -> Vec<Edit> {
        for dictionary in &self.dictionaries {
            if dictionary.present.iter().map(|word| count(word)).sum::<usize>() < dictionary.least {
                continue;
            }
            if let Some(evidence) = dictionary.signature(text) {
                return dictionary.edits(text, &evidence);
            }
        }
        Vec::new()
    }
}

impl Dictionary {
    fn new(row: DictionaryRow, text: &str) -> Result<Self, LexiconError> {
        let fail = |at: &Spanned<String>, message: &str| {
            LexiconError::at(FILE, text, at.span().start, format!("{message}: {}", at.get_ref()))
        };
        if row.source.get_ref().trim().is_empty() {
            return Err(fail(&row.source, "the dictionary needs a source"));
        }
        if row.present.is_empty() || row.pair.is_empty() {
            return Err(fail(&row.name, "a dictionary needs `present` words and pairs"));
        }
        let mut pairs: Vec<Pair> = Vec::new();
        let mut observed: Vec<String> = Vec::new();
        for pair in row.pair {
            if pair.source.get_ref().trim().is_empty() {
                return Err(fail(&pair.source, "the pair needs a source"));
            }
            if observed.contains(pair.observed.get_ref()) {
                return Err(fail(&pair.observed, "the word stands twice in its dictionary"));
            }
            if pair.observed.get_ref() == pair.intended.get_ref() || pair.observed.get_ref().is_empty() {
                return Err(fail(&pair.observed, "the pair changes nothing"));
            }
            let mut contexts = Vec::new();
            let lists = pair.keep.iter().map(|c| (c, false)).chain(pair.restore.iter().map(|c| (c, true)));
            for (source, restore) in lists {
                let context = Context::new(source.get_ref())
                    .ok_or_else(|| fail(source, "a context holds `~` once, and something beside it"))?;
                contexts.push((context, restore));
            }
            contexts.sort_by_key(|(context, restore)| (usize::MAX - context.weight(), *restore));
            let mut beside: HashMap<_, Vec<usize>> = HashMap::new();
            for (index, (context, _)) in contexts.iter().enumerate() {
                beside.entry(context.key()).or_default().push(index);
            }
            observed.push(pair.observed.into_inner());
            pairs.push(Pair {
                intended: pair.intended.into_inner(),
                otherwise: pair.otherwise == Otherwise::Restore,
                contexts,
                beside,
            });
        }
        let entries = observed.iter().zip(0u32..).map(|(word, number)| (word.as_str(), number));
        let index = CharwiseDoubleArrayAhoCorasickBuilder::new()
            .match_kind(MatchKind::LeftmostLongest)
            .build_with_values(entries)
            .map_err(|error| LexiconError::at(FILE, text, row.name.span().start, error.to_string()))?;
        Ok(Self {
            name: row.name.into_inner(),
            present: row.present,
            absent: row.absent,
            least: row.least.max(1),
            pairs,
            index,
        })
    }

    /// The counts that switch the dictionary on, in words.
    fn signature(&self, text: &str) -> Option<Arc<str>> {
        let count = |words: &[String]| -> Vec<(usize, usize)> {
            words
                .iter()
                .enumerate()
                .map(|(index, word)| {
                    (index, memchr::memmem::find_iter(text.as_bytes(), word.as_bytes()).count())
                })
                .collect()
        };
        let present = count(&self.present);
        let here: usize = present.iter().map(|(_, n)| n).sum();
        if here < self.least {
            return None;
        }
        let absent = count(&self.absent);
        let there: usize = absent.iter().map(|(_, n)| n).sum();
        if there * 10 > here {
            return None;
        }
        let mut evidence = String::new();
        for (counts, words) in [(present, &self.present), (absent, &self.absent)] {
            for (index, n) in counts {
                if let Some(word) = words.get(index) {
                    evidence.push_str(word);
                    evidence.push('×');
                    evidence.push_str(&n.to_string());
                    evidence.push(' ');
                }
            }
        }
        Some(Arc::from(evidence.trim_end()))
    }

    fn edits(&self, text: &str, evidence: &Arc<str>) -> Vec<Edit> {
        let mut edits = Vec::new();
        // One note for each context, however often it decides.
        let mut notes: HashMap<usize, Arc<str>> = HashMap::new();
        for found in self.index.leftmost_find_iter(text) {
            let Some(pair) = self.pairs.get(found.value() as usize) else { continue };
            let span = Span::new(found.start(), found.end());
            let (Some(left), Some(right)) = (text.get(..span.start()), text.get(span.end()..)) else {
                continue;
            };
            let context = pair.decide(left, right);
            if !context.map_or(pair.otherwise, |(_, restore)| *restore) {
                continue;
            }
            let note = context.map_or(evidence, |(context, _)| {
                notes
                    .entry(core::ptr::from_ref(context).addr())
                    .or_insert_with(|| Arc::from(format!("{evidence}; {}", context.source())))
            });
            edits.push(
                Edit::new(span, pair.intended.clone(), &rules::WASHING, Certainty::Sure)
                    .with_note(Arc::clone(note)),
            );
        }
        edits
    }
}
