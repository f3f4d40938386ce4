use yigai_audit::Finding;
use yigai_extract::{Extraction, Extractor, Observation, Relation, ReportContext};
use yigai_model::Constraints;
use yigai_quantity::Mention;
use yigai_text::Document;

use crate::{Error, Options, contract, convert, reader};

/// A report as data: its numbers, what they state, and what does not add up.
///
/// ```
/// use yigai::{Options, Report};
///
/// let text = "全区共有床位350张，其中县级200张、乡镇120张、村级40张。";
/// let report = Report::read(text.as_bytes(), &Options::default())?;
/// assert_eq!(report.mentions().len(), 4);
///
/// // What is no text is refused.
/// assert!(Report::read(b"\x00\x01\x02\x03", &Options::default()).is_err());
/// # Ok::<(), yigai::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Report {
    bytes: usize,
    document: Document,
    extraction: Extraction,
    findings: Vec<Finding>,
}

impl Report {
    /// The whole way from the bytes of a file to observations and findings.
    ///
    /// The same bytes give the same report, and no input panics. Time is linear in the length of the input.
    ///
    /// # Errors
    ///
    /// Where the bytes are no text, or a container that is damaged, encrypted, too large or not built in.
    pub fn read(bytes: &[u8], options: &Options) -> Result<Self, Error> {
        reader::read(bytes, options, &options.extract, Extractor::builtin()?, Constraints::builtin())
    }

    pub(crate) fn new(
        bytes: usize,
        document: Document,
        extraction: Extraction,
        findings: Vec<Finding>,
    ) -> Self {
        Self { bytes, document, extraction, findings }
    }

    /// The text, its edits, and the way back to the bytes of the file.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Every number of the body, in text order.
    pub fn mentions(&self) -> &[Mention] {
        &self.extraction.mentions
    }

    /// What the quantities state: one for each.
    pub fn observations(&self) -> &[Observation] {
        &self.extraction.observations
    }

    /// What belongs together.
    pub fn relations(&self) -> &[Relation] {
        &self.extraction.relations
    }

    /// What recomputation says.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// What the report says about itself: title, issuer, region and period.
    pub fn context(&self) -> &ReportContext {
        &self.extraction.context
    }

    /// The report as the structs of the contract, under a path.
    pub fn to_contract(&self, path: &str) -> contract::Report {
        contract::Report {
            observations: self.observations().iter().cloned().map(convert::observation).collect(),
            findings: self.findings().iter().cloned().map(convert::finding).collect(),
            ..self.stated(path)
        }
    }

    /// The same of a report that is done with, whose words need not be copied.
    ///
    /// ```
    /// let report = yigai::Report::read("全县共有村卫生室86个。".as_bytes(), &yigai::Options::default())?;
    /// assert_eq!(report.to_contract("a.txt"), report.into_contract("a.txt"));
    /// # Ok::<(), yigai::Error>(())
    /// ```
    pub fn into_contract(self, path: &str) -> contract::Report {
        let stated = self.stated(path);
        contract::Report {
            observations: self.extraction.observations.into_iter().map(convert::observation).collect(),
            findings: self.findings.into_iter().map(convert::finding).collect(),
            ..stated
        }
    }

    /// The document and its mentions as the contract has them.
    fn stated(&self, path: &str) -> contract::Report {
        let context = self.context();
        contract::Report {
            format: contract::Format::V1,
            document: contract::Document {
                path: path.to_owned(),
                container: convert::container(self.document.container()),
                encoding: Some(self.document.encoding().to_owned()),
                bytes: self.bytes as u64,
                title: context.title.clone(),
                issuer: context.issuer.clone(),
                region: context.region.clone(),
                period: context.period,
                period_evidence: context.period_evidence.clone(),
                given: convert::given(context),
                edits: self.document.edits().len(),
                error: None,
            },
            mentions: convert::mentions(&self.document, self.mentions()),
            observations: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// The report as one line of JSON, under a path.
    pub fn to_json(&self, path: &str) -> String {
        self.to_contract(path).to_json()
    }
}
