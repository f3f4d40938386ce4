//! SARIF 2.1.0: the findings for the viewers that editors and code hosts have for results of static analysis.
//!
//! A finding is a result at the region of the number that it judges, its operands are related locations, and its formula
//! and suggestions are properties. `inconsistent` and `corrupt` are failures of level `warning`, `near_miss` of level
//! `note`, `undecidable` is open, `consistent` passes (only in a style with [`all`](crate::Style::all)). Suggestions are
//! no SARIF fixes: a fix replaces text, and a suggestion says what the number should mean.
//!
//! Regions have byte offsets. With the bytes of the file they have lines, too, and in UTF-8 columns in code points. For a
//! container (HTML, Word, PDF) they lie in its extracted text, which is an artifact nested in the file.
//!
//! ```
//! use yigai_view::{Style, sarif};
//!
//! let bytes = "全县甲级村卫生室31所、乙级66所，共计98所。".as_bytes();
//! let report = yigai::Report::read(bytes, &yigai::Options::default())?.to_contract("a.txt");
//! let mut out = Vec::new();
//! sarif::write(&[sarif::Source::new(&report).bytes(bytes)], &Style::default(), &mut out)?;
//! let text = String::from_utf8(out)?;
//! assert!(text.contains(r#""ruleId": "sum""#) && text.contains(r#""startLine": 1"#));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod lines;
mod log;

use std::collections::BTreeMap;
use std::io::{self, Write};

use yigai::contract::{Container, Finding, Report, Verdict};

use self::lines::{Position, positions};
use self::log::{
    Artifact, ArtifactLocation, Driver, Fingerprint, Invocation, Location, Log, Message, Notification,
    PhysicalLocation, Properties, Region, ResultObject, Rule, Run, Text, Tool,
};
use crate::line::Escaped;
use crate::messages;
use crate::style::Style;

/// A report with what is known of its file.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    report: &'a Report,
    bytes: Option<&'a [u8]>,
}

impl<'a> Source<'a> {
    /// A report by itself: its regions have byte offsets only.
    pub fn new(report: &'a Report) -> Self {
        Self { report, bytes: None }
    }

    /// With the bytes that the offsets lie in: those of the file, for a container those of its extracted text.
    #[must_use]
    pub fn bytes(self, bytes: &'a [u8]) -> Self {
        Self { bytes: Some(bytes), ..self }
    }
}

/// Writes one run over all reports. A report that could not be read is a notification of the invocation.
///
/// # Errors
///
/// What `out` returns, such as a full disk.
pub fn write(sources: &[Source<'_>], style: &Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut run = Run {
        tool: Tool {
            driver: Driver {
                name: "yigai",
                version: env!("CARGO_PKG_VERSION"),
                information_uri: "https://docs.rs/yigai",
                rules: Vec::new(),
            },
        },
        language: style.lang.pick("zh-CN", "en-US"),
        column_kind: "unicodeCodePoints",
        invocations: [Invocation { execution_successful: true, tool_execution_notifications: Vec::new() }],
        artifacts: Vec::new(),
        results: Vec::new(),
    };
    let mut rules = BTreeMap::new();
    for source in sources {
        report(*source, style, &mut run, &mut rules);
    }
    let log = Log { schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] };
    serde_json::to_writer_pretty(Escaped(&mut *out), &log)?;
    writeln!(out)
}

fn report<'a>(
    source: Source<'a>,
    style: &Style<'_>,
    run: &mut Run<'a>,
    rules: &mut BTreeMap<&'a str, usize>,
) {
    let document = &source.report.document;
    let file = ArtifactLocation { uri: uri(&document.path), index: Some(run.artifacts.len()) };
    let text = matches!(document.container, Some(Container::Text) | None);
    run.artifacts.push(Artifact {
        location: ArtifactLocation { index: None, ..file.clone() },
        parent_index: None,
        length: Some(document.bytes),
        encoding: document.encoding.as_deref().filter(|_| text),
        roles: ["analysisTarget"],
    });
    if let Some(error) = &document.error {
        let [invocation] = &mut run.invocations;
        invocation.execution_successful = false;
        invocation.tool_execution_notifications.push(Notification {
            level: "error",
            message: Message::of(style.lang.pick(&error.message_zh, &error.message)),
            locations: [whole(&file)],
        });
        return;
    }
    let artifact = if text {
        file
    } else {
        let nested =
            ArtifactLocation { uri: "/extracted-text.txt".to_owned(), index: Some(run.artifacts.len()) };
        run.artifacts.push(Artifact {
            location: ArtifactLocation { index: None, ..nested.clone() },
            parent_index: file.index,
            length: source.bytes.map(|bytes| bytes.len() as u64),
            encoding: Some("utf-8"),
            roles: ["analysisTarget"],
        });
        nested
    };
    let places = Places::of(source, artifact, text);
    let shown = |finding: &&Finding| style.all || finding.verdict != Verdict::Consistent;
    for finding in source.report.findings.iter().filter(shown) {
        let known = run.tool.driver.rules.len();
        let rule_index = *rules.entry(&finding.rule).or_insert(known);
        if rule_index == known {
            let name =
                messages::rule(&finding.rule).map_or(finding.rule.as_str(), |name| name.to(style.lang));
            run.tool.driver.rules.push(Rule { id: &finding.rule, short_description: Message::of(name) });
        }
        run.results.push(result(finding, rule_index, style, &places));
    }
}

fn result<'a>(
    finding: &'a Finding,
    rule_index: usize,
    style: &Style<'_>,
    places: &Places<'a>,
) -> ResultObject<'a> {
    let (kind, level, verdict) = match finding.verdict {
        Verdict::Corrupt => ("fail", "warning", "corrupt"),
        Verdict::Inconsistent => ("fail", "warning", "inconsistent"),
        Verdict::NearMiss => ("fail", "note", "near_miss"),
        Verdict::Undecidable => ("open", "none", "undecidable"),
        Verdict::Consistent => ("pass", "none", "consistent"),
    };
    let target = finding.target.and_then(|target| places.location(target, None));
    let text = finding.target.and_then(|target| places.report.mentions.get(target));
    let text = text.map(|mention| crate::line::one_line(&mention.source.text)).unwrap_or_default();
    let operands = finding.operands.iter().filter(|index| Some(**index) != finding.target);
    ResultObject {
        rule_id: &finding.rule,
        rule_index,
        kind,
        level,
        message: Message::of(style.lang.pick(&finding.message.zh, &finding.message.en)),
        locations: [target.unwrap_or_else(|| whole(&places.artifact))],
        related_locations: operands
            .zip(1..)
            .filter_map(|(index, id)| places.location(*index, Some(id)))
            .collect(),
        partial_fingerprints: Fingerprint { formula: format!("{}|{text}|{}", finding.rule, finding.formula) },
        properties: Properties {
            verdict,
            formula: &finding.formula,
            stated: finding.stated.as_deref(),
            computed: finding.computed.as_deref(),
            suggestions: &finding.suggestions,
        },
    }
}

fn whole<'a>(artifact: &ArtifactLocation) -> Location<'a> {
    let physical_location = PhysicalLocation { artifact_location: artifact.clone(), region: None };
    Location { id: None, physical_location }
}

/// Where the mentions of a report stand.
struct Places<'a> {
    report: &'a Report,
    artifact: ArtifactLocation,
    positions: BTreeMap<usize, Position>,
}

impl<'a> Places<'a> {
    fn of(source: Source<'a>, artifact: ArtifactLocation, text: bool) -> Self {
        let report = source.report;
        let mut offsets: Vec<_> =
            report.mentions.iter().flat_map(|mention| [mention.source.start, mention.source.end]).collect();
        offsets.sort_unstable();
        offsets.dedup();
        let encoding = if text { report.document.encoding.as_deref() } else { Some("utf-8") };
        let found = positions(source.bytes.unwrap_or_default(), encoding, &offsets);
        let positions =
            offsets.into_iter().zip(found).filter_map(|(offset, found)| Some((offset, found?))).collect();
        Self { report, artifact, positions }
    }

    fn location(&self, mention: usize, id: Option<usize>) -> Option<Location<'a>> {
        let source = &self.report.mentions.get(mention)?.source;
        let [start, end] = [source.start, source.end].map(|offset| self.positions.get(&offset));
        let region = Region {
            start_line: start.map(|start| start.line),
            start_column: start.and_then(|start| start.column),
            end_line: end.map(|end| end.line),
            end_column: end.and_then(|end| end.column),
            byte_offset: source.start,
            byte_length: source.end.saturating_sub(source.start),
            snippet: Text { text: &source.text },
        };
        let physical_location =
            PhysicalLocation { artifact_location: self.artifact.clone(), region: Some(region) };
        Some(Location { id, physical_location })
    }
}

/// A path as a URI reference: what a URI may not hold is percent-encoded, an absolute path becomes a `file` URI.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    if path.starts_with('/') {
        uri.push_str("file://");
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte))
            }
            b'\\' => uri.push('/'),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    #[test]
    fn paths_become_uris() {
        assert_eq!(super::uri("a b/汇报#1.txt"), "a%20b/%E6%B1%87%E6%8A%A5%231.txt");
        assert_eq!(super::uri("/tmp/a.txt"), "file:///tmp/a.txt");
        assert_eq!(super::uri("a\\b.txt"), "a/b.txt");
        assert_eq!(super::uri("c:x"), "c%3Ax");
    }
}
