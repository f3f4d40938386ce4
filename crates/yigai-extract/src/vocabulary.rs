use std::collections::BTreeMap;

use crate::cues::Cues;
use crate::finder::Finder;
use crate::lexicon::{Lexicon, LexiconError};
use crate::marks::{CueMarks, cue_words};
use crate::terms::{Terms, TermsFinder};
use crate::wording::{Headed, TermId};

/// All words that are looked for anywhere in a text: those of the lexicon, and the cue words.
pub(crate) struct Vocabulary {
    finder: Finder<Known>,
    /// How many words the lexicon has.
    terms: usize,
}

/// What is known of a word.
#[derive(Clone, Copy, Default)]
struct Known {
    /// Its number in the lexicon.
    term: Option<TermId>,
    /// The units of the figures whose wordings it is a head of, a bit each.
    gates: u32,
    /// The lists of cue words that hold it, a bit each.
    lists: u32,
}

impl Vocabulary {
    pub(crate) fn new(lexicon: &Lexicon, cues: &Cues) -> Result<Self, LexiconError> {
        let mut words: BTreeMap<&str, Known> = BTreeMap::new();
        for (term, (word, _)) in (0..).zip(&lexicon.terms) {
            let known = words.entry(word).or_default();
            known.term = Some(term);
            known.gates = lexicon.heads.get(term as usize).map_or(0, Headed::gates);
        }
        for (word, list) in cue_words(cues) {
            words.entry(word).or_default().lists |= list;
        }
        words.remove("");
        let finder = Finder::new(&words).map_err(|error| LexiconError {
            file: "links.toml".to_owned(),
            line: 0,
            reason: format!("holds more words than can be looked for at once: {error}"),
        })?;
        Ok(Self { finder, terms: lexicon.terms.len() })
    }

    /// Finds them in one pass.
    pub(crate) fn find(&self, text: &str) -> (Terms, CueMarks) {
        let mut terms = TermsFinder::new(text);
        let mut marks = CueMarks::new(text);
        self.finder.find(text, |span, known| {
            if let Some(term) = known.term {
                terms.add(term, known.gates, span);
            }
            if known.lists != 0 {
                marks.add(span, known.lists);
            }
        });
        (terms.finish(self.terms), marks)
    }
}
