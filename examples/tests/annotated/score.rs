//! What was found of the annotations, counted in whole numbers.

use crate::gold::{Document, Record};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use yigai::{Options, Report};

/// Units that count as the same.
const UNITS: [&[&str]; 12] = [
    &["人", "名", "位"],
    &["平方米", "㎡", "m2", "m²"],
    &["%", "％"],
    &["百分点", "个百分点"],
    &["元", "块", "人民币"],
    &["所", "个", "家", "处"],
    &["份", "人份"],
    &["台", "台(套)", "台（套）", "套"],
    &["张", "张床"],
    &["月", "个月"],
    &["天", "日"],
    &["人次", "人(次)", "人（次）"],
];

/// Figures that may not grow; the others may not fall.
pub(crate) fn is_limit(figure: &str) -> bool {
    matches!(figure, "alarms" | "confused")
}

/// Right and wrong answers of one kind.
#[derive(Default)]
struct Tally {
    hit: u64,
    /// Twice the answers asked for, for accuracies; hits twice and both kinds of misses, for F1.
    of: u64,
}

impl Tally {
    /// One question, answered rightly or not.
    fn ask(&mut self, right: bool) {
        self.of += 2;
        self.hit += u64::from(right);
    }

    /// One thing that is annotated, found, or both and the same.
    fn compare(&mut self, wanted: bool, found: bool, same: bool) {
        self.of += u64::from(wanted) + u64::from(found);
        self.hit += u64::from(same);
    }

    /// In hundredths of a percent.
    fn figure(&self) -> u64 {
        (20_000 * self.hit).checked_div(self.of).unwrap_or(10_000)
    }
}

#[derive(Default)]
pub(crate) struct Score {
    tallies: BTreeMap<&'static str, Tally>,
    limits: BTreeMap<&'static str, u64>,
}

const TALLIES: [&str; 12] = [
    "mention",
    "full",
    "indicator",
    "tuple",
    "role",
    "modality",
    "period",
    "accounted",
    "proven",
    "flagged",
    "repaired",
    "seen",
];
const LIMITS: [&str; 2] = ["alarms", "confused"];

impl Score {
    pub(crate) fn of(document: &Document) -> Self {
        let report = Report::read(&document.bytes, &Options::default())
            .unwrap_or_else(|error| panic!("{}: {error}", document.name));
        let report: Value = serde_json::from_str(&report.to_json(&document.name)).expect("JSON");
        Run::new(document, &report).score()
    }

    fn tally(&mut self, name: &'static str) -> &mut Tally {
        self.tallies.entry(name).or_default()
    }

    fn limit(&mut self, name: &'static str) -> &mut u64 {
        self.limits.entry(name).or_default()
    }

    pub(crate) fn add(&mut self, other: &Self) {
        for (name, tally) in &other.tallies {
            let mine = self.tally(name);
            mine.hit += tally.hit;
            mine.of += tally.of;
        }
        for (name, count) in &other.limits {
            *self.limit(name) += count;
        }
    }

    pub(crate) fn figures(&self) -> BTreeMap<&'static str, u64> {
        let tallies = TALLIES.map(|name| (name, self.tallies.get(name).map_or(10_000, Tally::figure)));
        let limits = LIMITS.map(|name| (name, self.limits.get(name).copied().unwrap_or(0)));
        tallies.into_iter().chain(limits).collect()
    }

    pub(crate) fn head() -> String {
        TALLIES.iter().chain(&LIMITS).map(|name| format!("{name:>10}")).collect()
    }

    pub(crate) fn row(&self) -> String {
        let figures = self.figures();
        TALLIES.iter().chain(&LIMITS).map(|name| format!("{:>10}", figures[name])).collect()
    }
}

/// One document's report beside its annotations.
struct Run<'a> {
    document: &'a Document,
    mentions: &'a [Value],
    observations: BTreeMap<usize, &'a Value>,
    findings: &'a [Value],
    spans: Vec<Option<Range<usize>>>,
    /// The mention of each record, where one overlaps it.
    hits: Vec<Option<usize>>,
    score: Score,
}

impl<'a> Run<'a> {
    fn new(document: &'a Document, report: &'a Value) -> Self {
        let list = |name: &str| report[name].as_array().map_or(&[][..], Vec::as_slice);
        let mentions = list("mentions");
        let spans = mentions.iter().map(|mention| document.in_text(&span(mention))).collect();
        let observations = list("observations")
            .iter()
            .map(|observation| (observation["mention"].as_u64().expect("an index") as usize, observation))
            .collect();
        let mut run = Self {
            document,
            mentions,
            observations,
            findings: list("findings"),
            spans,
            hits: Vec::new(),
            score: Score::default(),
        };
        run.match_records();
        run
    }

    /// Gives each record, in order, the free mention that overlaps it most.
    fn match_records(&mut self) {
        let mut used = BTreeSet::new();
        for record in &self.document.records {
            let mut best = (0, None);
            for (index, span) in self.spans.iter().enumerate() {
                let overlap = span.as_ref().map_or(0, |span| overlap(span, &record.span));
                if overlap > best.0 && !used.contains(&index) {
                    best = (overlap, Some(index));
                }
            }
            used.extend(best.1);
            self.hits.push(best.1);
        }
    }

    fn score(mut self) -> Score {
        for (index, mention) in self.mentions.iter().enumerate() {
            let at = span(mention);
            let stands = self.document.source().get(at).map(|bytes| self.decoded(bytes));
            let proven =
                self.spans[index].is_some() && stands.as_deref() == mention["source"]["text"].as_str();
            self.score.tally("proven").ask(proven);
        }
        for (record, hit) in self.document.records.iter().zip(self.hits.clone()) {
            self.score.tally("accounted").ask(hit.is_some());
            self.record(record, hit);
        }
        self.spurious();
        self.audit();
        self.score
    }

    fn decoded(&self, bytes: &[u8]) -> String {
        match std::str::from_utf8(self.document.source()) {
            Ok(_) => String::from_utf8_lossy(bytes).into_owned(),
            Err(_) => encoding_rs::GB18030.decode(bytes).0.into_owned(),
        }
    }

    fn record(&mut self, record: &Record, hit: Option<usize>) {
        let mention = hit.map(|hit| &self.mentions[hit]);
        let found = mention.is_some_and(|mention| mention["kind"] == "quantity");
        let wanted = record.text("kind") == Some("quantity");
        let score = &mut self.score;
        if !wanted {
            if found {
                *score.limit("confused") += 1;
                score.tally("mention").compare(false, true, false);
                score.tally("full").compare(false, true, false);
            }
            return;
        }
        if record.is("optional") {
            return;
        }
        score.tally("mention").compare(true, found, found);
        let (Some(mention), Some(hit), true) = (mention, hit, found) else {
            score.tally("full").compare(true, false, false);
            let indicator = record.text("indicator").is_some();
            score.tally("indicator").compare(indicator, false, false);
            score.tally("tuple").compare(indicator, false, false);
            return;
        };
        let number = |field: &str| match (record.text(field), mention[field].as_str()) {
            (Some(wanted), Some(found)) => plain(wanted) == plain(found),
            (wanted, found) => wanted == found,
        };
        let equal = |wanted: &str, found: &str| wanted == found;
        let full = number("value")
            && number("upper")
            && record.accepts("unit", mention["unit"].as_str(), same_unit)
            && record.accepts("bound", mention["bound"].as_str(), equal);
        score.tally("full").compare(true, true, full);

        let nothing = Value::Null;
        let observation = self.observations.get(&hit).copied().unwrap_or(&nothing);
        let reads = |field: &str| record.accepts(field, observation[field].as_str(), equal);
        let (role, modality, indicator) = (reads("role"), reads("modality"), reads("indicator"));
        let (wanted, found) = (record.text("indicator").is_some(), observation["indicator"].is_string());
        if wanted || found {
            // An accepted second reading counts as the one that was wanted.
            let tuple = indicator && full && role && modality;
            score.tally("indicator").compare(wanted || indicator, found || indicator, indicator);
            score.tally("tuple").compare(wanted || tuple, found || tuple, tuple);
        }
        score.tally("role").ask(role);
        score.tally("modality").ask(modality);
        if let Some(wanted) = record.text("period") {
            let found = observation["period"]["start"].as_str();
            score.tally("period").ask(found.and_then(|found| found.get(..4)) == wanted.get(..4));
        }
    }

    /// Quantities that no record knows.
    fn spurious(&mut self) {
        let used: BTreeSet<usize> = self.hits.iter().copied().flatten().collect();
        for (index, mention) in self.mentions.iter().enumerate() {
            let optional = |span: &Range<usize>| {
                let mut records = self.document.records.iter();
                records.any(|record| record.is("optional") && overlap(span, &record.span) > 0)
            };
            if !used.contains(&index)
                && mention["kind"] == "quantity"
                && !self.spans[index].as_ref().is_some_and(optional)
            {
                self.score.tally("mention").compare(false, true, false);
                self.score.tally("full").compare(false, true, false);
            }
        }
    }

    fn audit(&mut self) {
        let records = &self.document.records;
        let of: BTreeMap<usize, usize> =
            self.hits.iter().enumerate().filter_map(|(record, hit)| Some(((*hit)?, record))).collect();
        let (mut bad, mut good): (BTreeMap<usize, Vec<_>>, BTreeSet<usize>) = Default::default();
        for check in &self.document.checks {
            if check.consistent {
                good.insert(check.target);
            } else {
                bad.entry(check.target).or_default().push(check);
            }
        }
        let (mut flagged, mut seen, mut alarms) = (BTreeMap::new(), BTreeSet::new(), BTreeSet::new());
        for finding in self.findings {
            let members: Vec<usize> =
                finding["mentions"].as_array().into_iter().flatten().filter_map(index).collect();
            let Some(target) = index(&finding["target"]).or_else(|| members.first().copied()) else {
                continue;
            };
            if members.is_empty() {
                continue; // about the document, not about a number
            }
            let record = of.get(&target).copied();
            match finding["verdict"].as_str() {
                Some("consistent") => {
                    seen.extend(record.filter(|record| good.contains(record) && members.len() <= 40));
                    continue;
                }
                Some("inconsistent" | "corrupt") => {}
                _ => continue,
            }
            let named: BTreeSet<usize> =
                members.iter().filter_map(|member| of.get(member).copied()).collect();
            let matched: Vec<usize> = bad
                .iter()
                .filter(|(wrong, checks)| {
                    named.contains(wrong)
                        && checks.iter().any(|check| {
                            members.len() <= check.operands.len() + 4
                                && record.is_some_and(|record| {
                                    record == **wrong || check.operands.contains(&record)
                                })
                        })
                })
                .map(|(wrong, _)| *wrong)
                .collect();
            if !matched.is_empty() {
                alarms.insert(target);
                for wrong in matched {
                    flagged.entry(wrong).or_insert_with(Vec::new).push((finding, target));
                }
                continue;
            }
            let excused = match record.map(|record| &records[record]) {
                None => self.mentions[target]["kind"] != "quantity",
                Some(record) => {
                    record.is("corrupt")
                        || record.is("optional")
                        || record.text("kind") == Some("unreadable")
                        || record.text("kind") == Some("date") && record.text("note").is_some()
                }
            };
            let drawn_in = members.len() <= 6 && named.iter().any(|record| records[*record].is("corrupt"));
            if !excused && !drawn_in && alarms.insert(target) {
                *self.score.limit("alarms") += 1;
            }
        }
        for target in &good {
            self.score.tally("seen").ask(seen.contains(target));
        }
        for (wrong, checks) in &bad {
            let findings = flagged.get(wrong);
            self.score.tally("flagged").ask(findings.is_some());
            if let Some(wanted) = checks.iter().find_map(|check| check.suggest.first()) {
                let best = findings.into_iter().flatten().find_map(|(finding, target)| {
                    let own = Some(*target) == self.hits[*wrong];
                    finding["suggestions"].get(0).filter(|_| own)?["value"].as_str()
                });
                self.score.tally("repaired").ask(best.is_some_and(|best| plain(best) == plain(wanted)));
            }
        }
    }
}

fn index(value: &Value) -> Option<usize> {
    value.as_u64().map(|index| index as usize)
}

fn span(mention: &Value) -> Range<usize> {
    let at = |end: &str| index(&mention["source"][end]).expect("an offset");
    at("start")..at("end")
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

fn same_unit(a: &str, b: &str) -> bool {
    a == b || UNITS.iter().any(|units| units.contains(&a) && units.contains(&b))
}

/// A number without zeros that say nothing: 07.50 and 7.5 are the same.
fn plain(number: &str) -> &str {
    let number = match number.contains('.') {
        true => number.trim_end_matches('0').trim_end_matches('.'),
        false => number,
    };
    let bare = number.trim_start_matches('0');
    if bare.is_empty() || bare.starts_with('.') {
        number.get(number.len() - bare.len() - 1..).unwrap_or(number)
    } else {
        bare
    }
}

#[test]
fn numbers_are_compared_as_numbers() {
    for (a, b) in [("7.50", "7.5"), ("100", "100.0"), ("0.5", "00.50"), ("0", "0.00")] {
        assert_eq!(plain(a), plain(b));
    }
    assert_ne!(plain("100"), plain("1"));
}
