//! How complete a report is, how far it agrees with itself, how much of it needs repair, and how much nobody can check.
//!
//! Four shares, each with its denominator, since 3 of 4 and 300 of 400 are not the same. None of them is a mark: a report
//! that states little can be consistent throughout, and the scorecard shows both.
//!
//! ```
//! use yigai_view::scorecard::{Expected, Scorecard};
//!
//! let text = "全县甲级村卫生室31所、乙级66所，共计98所。";
//! let report = yigai::Report::read(text.as_bytes(), &yigai::Options::default())?.to_contract("a.txt");
//! let card = Scorecard::of(&report, Expected::builtin());
//! assert_eq!((card.consistency.count, card.consistency.of), (0, 1)); // the one sum does not hold
//! assert_eq!((card.unchecked.count, card.unchecked.of), (0, 3));
//! # Ok::<(), yigai::Error>(())
//! ```

mod expected;
mod share;
pub(crate) mod words;

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde::Serialize;
use yigai::chrono::Datelike;
use yigai::contract::{Report, Verdict};
use yigai::model::{Modality, Role};
use yigai::quantity::Kind;

use self::expected::Because;
pub use self::expected::{Expected, ExpectedError};
pub use self::share::Share;
use crate::line::one_line;
use crate::style::{Paint, Style};

/// The scorecard of one report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Scorecard {
    /// What kind of report it was taken for.
    pub kind: KindOfReport,
    /// Of what is expected of its kind and year, how much it states.
    pub completeness: Share,
    /// What it does not state: for each the indicators one of which would do.
    pub missing: Vec<Vec<String>>,
    /// What hangs on a year that the report does not tell; no part of the completeness.
    pub not_asked: usize,
    /// Of the recomputations that could be decided, how many hold.
    pub consistency: Share,
    /// Recomputations that miss by less than one unit of the last place; they do not count as holding.
    pub near_misses: usize,
    /// Recomputations that the text does not say enough for; no part of the consistency.
    pub undecidable: usize,
    /// Of all figures, how many an alarm calls inconsistent or corrupt, or cannot be read.
    pub to_repair: Share,
    /// Of those, how many have a suggestion.
    pub with_suggestion: Share,
    /// Changes that cleaning made to the text.
    pub edits: usize,
    /// The size of the file, for the number of changes.
    pub bytes: u64,
    /// Of all figures, how many no check covers.
    pub unchecked: Share,
}

/// What kind of report it was taken for, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct KindOfReport {
    /// Its id in the lists.
    pub id: String,
    /// Its Chinese name.
    pub zh: String,
    /// Its English name.
    pub en: String,
    /// What decided, in Chinese.
    pub why_zh: String,
    /// What decided, in English.
    pub why: String,
}

impl Scorecard {
    /// The scorecard of a report, fresh or stored.
    pub fn of(report: &Report, expected: &Expected) -> Self {
        let year = report.document.period.map(|period| period.start.year());
        let (kind, because) = expected.kind_of(report).unzip();
        let stated: BTreeSet<&str> = report
            .observations
            .iter()
            .filter(|o| o.role == Role::Level && o.modality != Modality::Target)
            .filter_map(|o| o.indicator.as_deref())
            .collect();
        let (mut completeness, mut missing, mut not_asked) = (Share::default(), Vec::new(), 0);
        for expectation in kind.iter().flat_map(|kind| &kind.expect) {
            match expectation.applies(year) {
                Some(true) => {
                    completeness.of += 1;
                    if expectation.any.iter().any(|id| stated.contains(id.as_str())) {
                        completeness.count += 1;
                    } else {
                        missing.push(expectation.any.clone());
                    }
                }
                Some(false) => {}
                None => not_asked += 1,
            }
        }
        let verdicts =
            |wanted| report.findings.iter().filter(|f| f.verdict == wanted && is_recomputed(f)).count();
        let [holds, near_misses, fails] =
            [Verdict::Consistent, Verdict::NearMiss, Verdict::Inconsistent].map(verdicts);
        Self {
            kind: KindOfReport {
                id: kind.map_or_else(String::new, |kind| kind.id.clone()),
                zh: kind.map_or_else(String::new, |kind| kind.name.clone()),
                en: kind.map_or_else(String::new, |kind| kind.english.clone()),
                why_zh: why(because, yigai::Lang::Zh),
                why: why(because, yigai::Lang::En),
            },
            completeness,
            missing,
            not_asked,
            consistency: Share { count: holds, of: holds + near_misses + fails },
            near_misses,
            undecidable: verdicts(Verdict::Undecidable),
            edits: report.document.edits,
            bytes: report.document.bytes,
            ..Self::of_figures(report)
        }
    }

    /// The part that counts figures; the rest is blank.
    fn of_figures(report: &Report) -> Self {
        let quantities: BTreeSet<usize> =
            report.observations.iter().map(|observation| observation.mention).collect();
        let unreadable = || {
            (0..).zip(&report.mentions).filter(|(_, m)| m.kind == Kind::Unreadable).map(|(index, _)| index)
        };
        let figures: BTreeSet<usize> = quantities.iter().copied().chain(unreadable()).collect();
        let mut broken: BTreeSet<usize> = unreadable().collect();
        broken.extend(report.alarms().filter_map(|finding| finding.target).filter(|t| figures.contains(t)));
        let suggested: BTreeSet<usize> = report
            .findings
            .iter()
            .filter(|finding| !finding.suggestions.is_empty())
            .filter_map(|finding| finding.target)
            .filter(|target| broken.contains(target))
            .collect();
        let covered: BTreeSet<usize> =
            report.findings.iter().flat_map(|finding| finding.mentions.iter().copied()).collect();
        Self {
            kind: KindOfReport {
                id: String::new(),
                zh: String::new(),
                en: String::new(),
                why_zh: String::new(),
                why: String::new(),
            },
            completeness: Share::default(),
            missing: Vec::new(),
            not_asked: 0,
            consistency: Share::default(),
            near_misses: 0,
            undecidable: 0,
            to_repair: Share { count: broken.len(), of: figures.len() },
            with_suggestion: Share { count: suggested.len(), of: broken.len() },
            edits: 0,
            bytes: 0,
            unchecked: Share { count: quantities.difference(&covered).count(), of: quantities.len() },
        }
    }

    /// What is missing, by the names of the indicators.
    pub(crate) fn missing_names(&self, style: &Style<'_>) -> Vec<String> {
        let name = |id: &String| match style.catalogue.get(id) {
            Some(indicator) => style.lang.pick(indicator.name(), indicator.english()).to_owned(),
            None => id.clone(),
        };
        let or = style.lang.pick(" 或 ", " or ");
        self.missing.iter().map(|any| any.iter().map(name).collect::<Vec<_>>().join(or)).collect()
    }

    /// The lines of the scorecard as pairs of a name and what is to be said.
    fn lines(&self, style: &Style<'_>) -> Vec<(&'static str, String)> {
        let lang = style.lang;
        let missing = self.missing_names(style);
        let mut lines = vec![
            (
                words::KIND.to(lang),
                format!(
                    "{} ({})",
                    lang.pick(&self.kind.zh, &self.kind.en),
                    lang.pick(&self.kind.why_zh, &self.kind.why)
                ),
            ),
            (words::COMPLETENESS.to(lang), self.completeness.to_string()),
            (words::MISSING.to(lang), missing.join(lang.pick("；", "; "))),
        ];
        if self.not_asked > 0 {
            lines.push((words::NOT_ASKED.to(lang), self.not_asked.to_string()));
        }
        let per_bytes = format!("{}/{}", self.edits, self.bytes);
        lines.extend([
            (words::CONSISTENCY.to(lang), self.consistency.to_string()),
            (words::NEAR_MISSES.to(lang), self.near_misses.to_string()),
            (words::UNDECIDABLE.to(lang), self.undecidable.to_string()),
            (words::TO_REPAIR.to(lang), self.to_repair.to_string()),
            (words::WITH_SUGGESTION.to(lang), self.with_suggestion.to_string()),
            (words::EDITS.to(lang), per_bytes),
            (words::UNCHECKED.to(lang), self.unchecked.to_string()),
        ]);
        lines.retain(|(_, text)| !text.is_empty());
        lines
    }
}

/// The scorecard in words, a line for each share.
///
/// # Errors
///
/// What `out` returns.
pub fn write(card: &Scorecard, style: &Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n{}", style.paint(Paint::Bold, words::SCORECARD.to(style.lang)))?;
    let gap = style.lang.pick("：", ": ");
    for (name, text) in card.lines(style) {
        writeln!(out, "  {name}{gap}{}", one_line(&text))?;
    }
    Ok(())
}

/// The report as one line of JSON, format `yigai-report/1`, with the field `scorecard` added at its end.
pub fn to_json(report: &Report, card: &Scorecard) -> String {
    #[derive(Serialize)]
    struct Both<'a> {
        #[serde(flatten)]
        report: &'a Report,
        scorecard: &'a Scorecard,
    }
    // The structs hold strings, whole numbers and finite decimals: there is nothing that JSON cannot say.
    let json = serde_json::to_string(&Both { report, scorecard: card }).unwrap_or_default();
    yigai::contract::escape_steering(&json).into_owned()
}

/// Whether a finding compares a number with others; the look of a token alone is no recomputation.
fn is_recomputed(finding: &yigai::contract::Finding) -> bool {
    finding.mentions.len() > 1
}

fn why(because: Option<Because<'_>>, lang: yigai::Lang) -> String {
    match because {
        Some(Because::Word(word)) => words::BY_WORD.fill(lang, [word]),
        Some(Because::Programme { count, of }) => {
            words::BY_PROGRAMME.fill(lang, [&count.to_string(), &of.to_string()])
        }
        Some(Because::Nothing) | None => words::BY_DEFAULT.to(lang).to_owned(),
    }
}
