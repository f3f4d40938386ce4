use serde::Deserialize;

use crate::LexiconError;
use crate::divisions::Divisions;
use crate::words::Words;

/// The cue words of comparison, modality, naming, rules, sums, rates, years, signatures and tables, from `data/cues.toml`; a file of the user's own holds every
/// one of its lists.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cues {
    pub(crate) compare: Compare,
    pub(crate) modality: ModalityCues,
    pub(crate) subjects: Words,
    pub(crate) naming: NamingCues,
    pub(crate) rules: RuleCues,
    pub(crate) sums: SumCues,
    pub(crate) rates: RateCues,
    pub(crate) formulas: FormulaCues,
    pub(crate) years: YearCues,
    pub(crate) record: RecordCues,
    pub(crate) tables: TableCues,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Compare {
    pub(crate) up: Words,
    pub(crate) down: Words,
    pub(crate) open: Words,
    pub(crate) to: Words,
    pub(crate) against: Words,
    pub(crate) filler: Words,
    pub(crate) before: Words,
    pub(crate) earlier: Words,
    pub(crate) hedges: Words,
    pub(crate) swing: Words,
    pub(crate) beside: Words,
    pub(crate) benchmarks: Words,
    pub(crate) bounds: Words,
    pub(crate) more: Words,
    pub(crate) less: Words,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ModalityCues {
    pub(crate) target: Words,
    pub(crate) near_target: Words,
    pub(crate) lead_target: Words,
    pub(crate) actual: Words,
    pub(crate) compared: Words,
    pub(crate) target_heading: Words,
    pub(crate) done_heading: Words,
    pub(crate) budget_heading: Words,
    pub(crate) standard: Words,
    pub(crate) averaged: Words,
    pub(crate) ruled_shares: Words,
    pub(crate) ruled: Words,
    pub(crate) list_verbs: Words,
    pub(crate) advice_heading: Words,
    pub(crate) wanting_heading: Words,
    pub(crate) asks: Words,
    pub(crate) demands: Words,
    pub(crate) summed: Words,
    pub(crate) ceiling: Words,
    pub(crate) task_before: Words,
    pub(crate) task_after: Words,
}

impl ModalityCues {
    /// Whether a heading tells of plans, and not of what became of them: 明年打算, but not 目标任务完成情况.
    pub(crate) fn plans(&self, heading: &str) -> bool {
        heading
            .split(['和', '及', '与', '、', '暨', ',', '，'])
            .any(|part| self.target_heading.within(part) && !self.done_heading.within(part))
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NamingCues {
    pub(crate) leading: Words,
    pub(crate) places: Words,
    pub(crate) not_places: Words,
    pub(crate) bounds_behind: Words,
    pub(crate) divides: Words,
    pub(crate) label_verbs: Words,
    pub(crate) age_verbs: Words,
    pub(crate) wanting: Words,
    pub(crate) fund_words: Words,
    pub(crate) class_open: Words,
    pub(crate) class_close: Words,
    pub(crate) new: Words,
    pub(crate) populations: Words,
}

impl NamingCues {
    /// The words before a number without the verbs that lead to it.
    pub(crate) fn trim_leading<'t>(&self, before: &'t str) -> &'t str {
        let mut text = before;
        while let Some(shorter) = self.leading.take_end(text) {
            text = shorter.trim_end();
        }
        text
    }

    /// Whether words begin with a place or an office: 9个县, 12个部门.
    pub(crate) fn starts_with_place(&self, text: &str) -> bool {
        self.places.at_start(text).is_some() && self.not_places.at_start(text).is_none()
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleCues {
    pub(crate) of_care: Words,
    pub(crate) payers: Words,
    pub(crate) each: Words,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RecordCues {
    pub(crate) until: Words,
    pub(crate) looks_back: Words,
    pub(crate) looks_ahead: Words,
    pub(crate) began: Words,
    pub(crate) plans: Words,
    pub(crate) offices: Words,
    pub(crate) houses: Words,
    pub(crate) title_ends: Words,
    pub(crate) own: Words,
    pub(crate) of_titles: Words,
    pub(crate) since: Words,
    pub(crate) halves: Words,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct YearCues {
    pub(crate) words: Words,
    pub(crate) hide: Words,
    pub(crate) moves: Words,
    pub(crate) begins: Words,
    pub(crate) goes_on: Words,
    pub(crate) against: Words,
    pub(crate) held: Words,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SumCues {
    pub(crate) divisions: Divisions,
    pub(crate) of_which: Words,
    pub(crate) dealt: Words,
    pub(crate) each: Words,
    pub(crate) rest: Words,
    pub(crate) planned: Words,
    pub(crate) done: Words,
    pub(crate) open: Words,
    pub(crate) left: Words,
    pub(crate) there: Words,
    pub(crate) all: Words,
    pub(crate) borne: Words,
    pub(crate) levels: Words,
    pub(crate) pays: Words,
    pub(crate) gap: Words,
    pub(crate) short: Words,
    pub(crate) reaches: Words,
    pub(crate) ends: Words,
    pub(crate) added: Words,
    pub(crate) sum_names: Words,
    pub(crate) found: Words,
    pub(crate) kept: Words,
    pub(crate) groups: Words,
    pub(crate) served: Words,
    pub(crate) posts: Words,
    pub(crate) held: Words,
    pub(crate) houses: Words,
    pub(crate) other_houses: Words,
    pub(crate) outcomes: Words,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RateCues {
    pub(crate) ends: Words,
    pub(crate) wholes: Words,
    pub(crate) reached: Words,
    pub(crate) income: Words,
    pub(crate) groups: Words,
    pub(crate) all_behind: Words,
    pub(crate) all_before: Words,
    alike: Vec<Named>,
}

impl RateCues {
    /// Words that mean what a word of the name of a rate means.
    pub(crate) fn alike(&self, word: [char; 2]) -> Option<&Words> {
        self.alike.iter().find(|named| named.name.chars().eq(word)).map(|named| &named.words)
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TableCues {
    pub(crate) empty: Words,
    pub(crate) totals: Words,
    pub(crate) earlier: Words,
    pub(crate) planned: Words,
    pub(crate) not_planned: Words,
    pub(crate) growths: Vec<Growth>,
    pub(crate) units: Vec<Named>,
    pub(crate) rates: Words,
    pub(crate) spans: Words,
    pub(crate) other_rates: Words,
    pub(crate) places: Words,
    pub(crate) houses: Words,
    pub(crate) not_places: Words,
    pub(crate) averages: Words,
    pub(crate) apart: Words,
    pub(crate) money: Words,
    pub(crate) persons: Words,
    pub(crate) numbered: Words,
    pub(crate) measured: Words,
}

/// The end of a head of comparison, and what a sentence says of a percentage and of another figure.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "[String; 3]")]
pub(crate) struct Growth {
    pub(crate) head: String,
    pub(crate) said: [String; 2],
}

impl From<[String; 3]> for Growth {
    fn from([head, rate, amount]: [String; 3]) -> Self {
        Self { head, said: [rate, amount] }
    }
}

/// A name, and the words that tell it.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "Vec<String>")]
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) words: Words,
}

impl TryFrom<Vec<String>> for Named {
    type Error = &'static str;

    fn try_from(mut words: Vec<String>) -> Result<Self, Self::Error> {
        if words.len() < 2 {
            return Err("a name and at least one word that tells it are expected");
        }
        let name = words.remove(0);
        Ok(Self { name, words: words.into() })
    }
}

/// Words of figures that a formula is made of.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FormulaCues {
    pub(crate) opening: Words,
    pub(crate) closing: Words,
    pub(crate) income: Words,
    pub(crate) expense: Words,
    pub(crate) own_share: Words,
    pub(crate) cost: Words,
    pub(crate) covered: Words,
    pub(crate) lacking: Words,
    pub(crate) likened: Words,
    pub(crate) holders: Vec<Words>,
    pub(crate) yearly: Words,
    pub(crate) totals: Words,
    pub(crate) due: Words,
    pub(crate) portions: Vec<PortionCue>,
}

/// Words that say how much of another figure one is.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PortionCue {
    pub(crate) words: Words,
    /// So many of so many parts.
    pub(crate) parts: (u32, u32),
    /// Whether it is what is due of a year by then, so that a word of duty must stand there too.
    pub(crate) due: bool,
}

impl Cues {
    /// Reads a cue file.
    ///
    /// # Errors
    ///
    /// When the file is not TOML of the expected shape; the error tells the line.
    pub fn parse(file: &str, text: &str) -> Result<Self, LexiconError> {
        toml::from_str(text).map_err(|error| LexiconError::toml(file, text, &error))
    }
}
