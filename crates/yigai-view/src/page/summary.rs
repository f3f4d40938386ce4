use yigai::contract::Report;
use yigai::quantity::Kind;

use crate::numbered::counts;

/// What an index says of a report: its name and its counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    path: String,
    title: Option<String>,
    region: Option<String>,
    period: Option<yigai::quantity::Period>,
    figures: usize,
    unchecked: usize,
    counts: [usize; 3],
    error: Option<(String, String)>,
}

impl Summary {
    /// The counts of a report; of one that could not be read, too.
    ///
    /// ```
    /// use yigai::{Options, Report};
    /// use yigai_view::page::Summary;
    ///
    /// let report = Report::read("共有村卫生室86个。".as_bytes(), &Options::default())?.to_contract("a.txt");
    /// let summary = Summary::new(&report);
    /// assert_eq!((summary.figures(), summary.unchecked(), summary.alarms()), (1, 1, 0));
    /// # Ok::<(), yigai::Error>(())
    /// ```
    pub fn new(report: &Report) -> Self {
        let mut checked = vec![false; report.mentions.len()];
        for &index in report.findings.iter().flat_map(|finding| &finding.mentions) {
            if let Some(checked) = checked.get_mut(index) {
                *checked = true;
            }
        }
        let figures =
            report.mentions.iter().zip(&checked).filter(|(mention, _)| mention.kind == Kind::Quantity);
        let document = &report.document;
        Self {
            path: document.path.clone(),
            title: document.title.clone(),
            region: document.region.clone(),
            period: document.period,
            figures: figures.clone().count(),
            unchecked: figures.filter(|(_, checked)| !**checked).count(),
            counts: counts(report),
            error: document.error.as_ref().map(|error| (error.message_zh.clone(), error.message.clone())),
        }
    }

    /// The path of the file.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The title as found.
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    pub(super) fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }

    pub(super) fn period(&self) -> Option<&yigai::quantity::Period> {
        self.period.as_ref()
    }

    /// How many quantities it states.
    pub fn figures(&self) -> usize {
        self.figures
    }

    /// How many of them take part in no check.
    pub fn unchecked(&self) -> usize {
        self.unchecked
    }

    /// How many numbers are inconsistent or corrupt.
    pub fn alarms(&self) -> usize {
        self.counts[0]
    }

    /// How many findings are neither alarms nor hold.
    pub fn notes(&self) -> usize {
        self.counts[1]
    }

    /// How many recomputations hold.
    pub fn holds(&self) -> usize {
        self.counts[2]
    }

    pub(super) fn error(&self, lang: yigai::Lang) -> Option<&str> {
        self.error.as_ref().map(|(zh, en)| lang.pick(zh.as_str(), en.as_str()))
    }
}
