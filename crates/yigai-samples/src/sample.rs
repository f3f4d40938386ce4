//! The public face: recipes, samples and their truth.

use crate::compose::Composer;
use crate::damage::{self, Damage};
use crate::draft::{Draft, Piece};
use crate::random::Random;
use crate::{encode, library};
use std::borrow::Cow;
use std::ops::Range;

/// What kind of report to write.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Recipe {
    /// About how many bytes of UTF-8 the body has. Default 10,000.
    pub size: usize,
    /// The report's year; chosen by the seed where there is none.
    pub year: Option<u16>,
    /// The place; chosen by the seed where there is none. The figures do not depend on it, so that two places make the
    /// same report posted under two names; where damages strike may shift with the length of the name.
    pub place: Option<String>,
    /// The damages; none for a clean report.
    pub damages: Vec<Damage>,
}

impl Default for Recipe {
    fn default() -> Self {
        Self { size: 10_000, year: None, place: None, damages: Vec::new() }
    }
}

impl Recipe {
    /// A clean report of the default size.
    pub fn clean() -> Self {
        Self::default()
    }

    /// The same with another size in bytes.
    pub fn size(mut self, size: usize) -> Self {
        self.size = size;
        self
    }

    /// The same for a report year.
    pub fn year(mut self, year: u16) -> Self {
        self.year = Some(year);
        self
    }

    /// The same for a place.
    pub fn place(mut self, place: impl Into<String>) -> Self {
        self.place = Some(place.into());
        self
    }

    /// The same with one more damage.
    pub fn with(mut self, damage: Damage) -> Self {
        self.damages.push(damage);
        self
    }

    /// A recipe chosen by `seed`: one report in four is clean, the others have one to four damages.
    pub fn any(seed: u64) -> Self {
        let mut random = Random::new(seed ^ 0x5265_6369_7065);
        let mut kinds = [
            Damage::Slips(3),
            Damage::NumberProgram,
            Damage::LostPercent,
            Damage::Washing,
            Damage::FullWidth,
            Damage::SpacedUnits,
            Damage::HardWrap(72),
            Damage::PageMarkers,
            Damage::Wrapper,
            Damage::Gb18030,
        ];
        random.shuffle(&mut kinds);
        let count = if random.once_in(4) { 0 } else { 1 + random.index(4) };
        let damages = kinds.into_iter().take(count).collect();
        Self { size: random.between(2_000, 12_000) as usize, year: None, place: None, damages }
    }
}

/// A generated report and what a careful reader finds in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// The file.
    pub bytes: Vec<u8>,
    /// The same as text.
    pub text: String,
    /// `utf-8`, `gb18030` or `utf-16le`.
    pub encoding: &'static str,
    /// The place of the report.
    pub place: String,
    /// `text` or `html`; what stands in a container is [`Sample::text`] by paragraphs.
    pub container: &'static str,
    /// Where the body stands in `text`; the rest is the portal's.
    pub body: Range<usize>,
    /// The numbers, dates and names of the body in text order.
    pub records: Vec<Record>,
    /// The recomputations that the wording licenses.
    pub checks: Vec<Check>,
}

/// A number, date or name as it stands, with its truth. Fields as in the annotated samples of `examples/data`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Bytes of [`Sample::text`], with whatever a page break or a wrap put inside.
    pub span: Range<usize>,
    /// `quantity`, `date`, `name` or `unreadable`.
    pub kind: &'static str,
    /// The value as written: base units, or ISO for a date.
    pub value: Option<String>,
    /// The value that was meant, where the written one is damaged.
    pub intended: Option<String>,
    /// `exact`, `about`, `more_than`, `less_than`, `at_least` or `at_most`.
    pub bound: &'static str,
    /// The unit without scale word and hedge.
    pub unit: Option<&'static str>,
    /// The indicator's id, `None` for a fact outside the catalogue.
    pub indicator: Option<&'static str>,
    /// Indicators that are right too; `null` for none.
    pub alternatives: &'static [String],
    /// `level`, `previous`, `change`, `change_rate` or `share`.
    pub role: &'static str,
    /// `actual`, `target` or `standard`.
    pub modality: &'static str,
    /// A role that is right too.
    pub other_role: Option<&'static str>,
    /// A modality that is right too.
    pub other_modality: Option<&'static str>,
    /// The period of the sentence, where it names one.
    pub period: Option<String>,
    /// Whether two careful readers may differ on it.
    pub optional: bool,
    /// Whether the number is damaged.
    pub corrupt: bool,
    /// Something to know about it.
    pub note: Option<&'static str>,
}

/// A recomputation over records by index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The rule's name as in a report's findings.
    pub rule: &'static str,
    /// `consistent`, `inconsistent` or `corrupt`.
    pub verdict: &'static str,
    /// `arithmetic` or `form`.
    pub basis: &'static str,
    /// The record that is judged.
    pub target: usize,
    /// The records it is recomputed from.
    pub operands: Vec<usize>,
    /// What the arithmetic gives, in base units.
    pub computed: Option<String>,
    /// What was meant, best first.
    pub suggest: Vec<String>,
}

/// Writes the report of a seed: the same bytes for the same seed and recipe, always.
///
/// ```
/// use yigai_samples::{Damage, Recipe, generate};
///
/// let clean = generate(7, &Recipe::clean());
/// assert_eq!(clean, generate(7, &Recipe::clean()));
/// assert!(clean.checks.iter().all(|check| check.verdict == "consistent"));
///
/// let slipped = generate(7, &Recipe::clean().with(Damage::Slips(2)));
/// assert_eq!(slipped.checks.iter().filter(|check| check.verdict == "inconsistent").count(), 2);
/// ```
pub fn generate(seed: u64, recipe: &Recipe) -> Sample {
    let library = library::builtin();
    let mut random = Random::new(seed);
    let mut draft =
        Composer::new(library, &mut random, recipe.year).compose(recipe.size, recipe.place.as_deref());
    damage::apply(&recipe.damages, &mut draft, library, &mut random);
    finish(draft, &recipe.damages)
}

fn finish(draft: Draft, damages: &[Damage]) -> Sample {
    let mut text = String::new();
    let mut spans = vec![0..0; draft.facts.len()];
    let mut body = None;
    for piece in &draft.pieces {
        let start = text.len();
        match piece {
            Piece::Chrome(chrome) => {
                text.push_str(chrome);
                continue;
            }
            Piece::Text(words) => text.push_str(words),
            Piece::Fact(index) => {
                if let (Some(fact), Some(span)) = (draft.facts.get(*index), spans.get_mut(*index)) {
                    text.push_str(&fact.written);
                    // A line may end right before a number.
                    *span = text.len() - fact.written.trim_start().len()..text.len();
                }
            }
        }
        let from = body.map_or(start, |(from, _)| from);
        body = Some((from, text.len()));
    }
    let html = damages.contains(&Damage::Html);
    let file =
        if html { Cow::Owned(encode::html(&draft.title, &text)) } else { Cow::Borrowed(text.as_str()) };
    let (bytes, encoding) = encode::encode(&file, damages);
    let records = draft
        .facts
        .into_iter()
        .zip(spans)
        .map(|(fact, span)| Record {
            span,
            kind: fact.kind,
            value: fact.value,
            intended: fact.intended,
            bound: fact.bound,
            unit: fact.unit,
            indicator: fact.indicator,
            alternatives: fact.alternatives,
            role: fact.role,
            modality: fact.modality,
            other_role: fact.other_role,
            other_modality: fact.other_modality,
            period: fact.period,
            optional: fact.optional,
            corrupt: fact.corrupt,
            note: fact.note,
        })
        .collect();
    let checks = draft
        .claims
        .into_iter()
        .map(|claim| Check {
            rule: claim.rule,
            verdict: claim.verdict,
            basis: claim.basis,
            target: claim.target,
            operands: claim.operands,
            computed: claim.computed,
            suggest: claim.suggest,
        })
        .collect();
    let (from, to) = body.unwrap_or_default();
    let container = if html { "html" } else { "text" };
    Sample { bytes, text, encoding, place: draft.place, container, body: from..to, records, checks }
}
