use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;

use chrono::Datelike;
use serde::{Deserialize, Serialize};
use yigai_quantity::Period;

use super::{Cell, Table, TableName, decimal};
use crate::contract::{Report, names};

/// The rows of any number of reports, parted as their files will be.
#[derive(Clone, Debug, Default)]
pub struct Sheets(BTreeMap<Key, Table>);

/// Where rows belong: the table, and what its files are parted by.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Key {
    /// The table.
    pub table: TableName,
    /// The programme; `None` outside the programmes and for tables that are not parted by it.
    pub programme: Option<String>,
    /// The year that the report is about; `None` where it does not say.
    pub year: Option<i32>,
}

impl Sheets {
    /// Adds the rows of a report, or of a file that could not be read.
    pub fn add(&mut self, report: &Report, sha256: Option<&str>) {
        let document = Document::new(report);
        if document.error(self) {
            return;
        }
        document.describe(sha256, self);
        document.mentions(self);
        document.observations(self);
        document.findings(self);
    }

    /// The tables with rows, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&Key, &Table)> {
        self.0.iter()
    }

    /// All rows of a table, with those of every programme and year.
    pub fn table(&self, name: TableName) -> Table {
        let mut all = Table::new(name);
        for (_, table) in self.0.iter().filter(|(key, _)| key.table == name) {
            all.append(table);
        }
        all
    }

    fn sheet(&mut self, table: TableName, programme: Option<&str>, year: Option<i32>) -> &mut Table {
        let key = Key { table, programme: programme.map(str::to_owned), year };
        self.0.entry(key).or_insert_with(|| Table::new(table))
    }
}

/// A report, with what all its rows share.
struct Document<'a> {
    report: &'a Report,
    year: Option<i32>,
    /// The programme of each mention.
    programmes: Vec<Option<&'a str>>,
}

impl<'a> Document<'a> {
    fn new(report: &'a Report) -> Self {
        let mut programmes = vec![None; report.mentions.len()];
        for observation in &report.observations {
            if let Some(programme) = programmes.get_mut(observation.mention) {
                *programme = observation.programme.as_deref();
            }
        }
        let year = report.document.period.map(|period| period.end.year());
        Self { report, year, programmes }
    }

    fn path(&self) -> Cell<'a> {
        Cell::Text(&self.report.document.path)
    }

    fn year(&self) -> Cell<'a> {
        self.year.map_or(Cell::Empty, |year| Cell::Integer(year.into()))
    }

    fn programme(&self, mention: Option<usize>) -> Option<&'a str> {
        mention.and_then(|mention| self.programmes.get(mention).copied().flatten())
    }

    fn error(&self, sheets: &mut Sheets) -> bool {
        let document = &self.report.document;
        let Some(error) = &document.error else { return false };
        sheets.sheet(TableName::Errors, None, None).push(&[
            self.path(),
            Cell::Integer(i64::try_from(document.bytes).unwrap_or(i64::MAX)),
            Cell::Text(&error.kind),
            Cell::Text(&error.message),
            Cell::Text(&error.message_zh),
        ]);
        true
    }

    fn describe(&self, sha256: Option<&str>, sheets: &mut Sheets) {
        let document = &self.report.document;
        let [start, end] = days(document.period.as_ref());
        sheets.sheet(TableName::Documents, None, self.year).push(&[
            self.path(),
            text(sha256),
            Cell::Integer(i64::try_from(document.bytes).unwrap_or(i64::MAX)),
            text(document.container.map(names::container)),
            text(document.encoding.as_deref()),
            text(document.title.as_deref()),
            text(document.issuer.as_deref()),
            text(document.region.as_deref()),
            text(start.as_deref()),
            text(end.as_deref()),
            text(document.period_evidence.as_deref()),
            count(document.edits),
            count(self.report.mentions.len()),
            count(self.report.observations.len()),
            count(self.report.findings.len()),
            count(self.report.alarms().count()),
            self.year(),
        ]);
    }

    fn mentions(&self, sheets: &mut Sheets) {
        let mentions = self.report.mentions.iter().enumerate();
        let rows = mentions.map(|(index, mention)| (self.programme(Some(index)), (index, mention)));
        self.each(rows, TableName::Mentions, sheets, |(index, mention), [programme, year], table| {
            let stated = mention.stated.as_ref();
            table.push(&[
                self.path(),
                count(index),
                count(mention.source.start),
                count(mention.source.end),
                Cell::Text(&mention.source.text),
                count(mention.paragraph),
                Cell::Text(names::kind(mention.kind)),
                text(mention.value.as_deref()),
                text(mention.upper.as_deref()),
                Cell::Text(mention.bound.name()),
                text(mention.unit.as_deref()),
                text(mention.per.as_deref().map(|per| joined(per, "/")).as_deref()),
                text(mention.inferred.as_deref().map(|what| joined(what, "/")).as_deref()),
                text(stated.map(|stated| stated.digits.as_str())),
                stated.map_or(Cell::Empty, |stated| Cell::Integer(stated.decimals.into())),
                text(stated.map(|stated| stated.scale.as_str())),
                programme,
                year,
            ]);
        });
    }

    fn observations(&self, sheets: &mut Sheets) {
        let rows = self.report.observations.iter().filter_map(|observation| {
            let mention = self.report.mentions.get(observation.mention)?;
            Some((observation.programme.as_deref(), (observation, mention)))
        });
        // Neighbours are mostly of one period.
        let mut last = (None, [None, None]);
        self.each(
            rows,
            TableName::Observations,
            sheets,
            |(observation, mention), [programme, year], table| {
                if last.0 != observation.period {
                    last = (observation.period, days(observation.period.as_ref()));
                }
                let [start, end] = &last.1;
                let exact = |value: &Option<String>| value.as_deref().map_or(Cell::Empty, decimal);
                table.push(&[
                    self.path(),
                    count(observation.mention),
                    text(observation.indicator.as_deref()),
                    Cell::Text(&observation.label),
                    Cell::Text(names::role(observation.role)),
                    Cell::Text(names::modality(observation.modality)),
                    exact(&mention.value),
                    exact(&mention.upper),
                    text(mention.value.as_deref()),
                    text(mention.upper.as_deref()),
                    Cell::Text(mention.bound.name()),
                    text(mention.unit.as_deref()),
                    text(mention.per.as_deref().map(|per| joined(per, "/")).as_deref()),
                    text(start.as_deref()),
                    text(end.as_deref()),
                    text(observation.subject.as_deref()),
                    Cell::Real(observation.confidence),
                    Cell::Text(&joined(&observation.why, "; ")),
                    Cell::Text(&mention.source.text),
                    count(mention.paragraph),
                    count(mention.source.start),
                    count(mention.source.end),
                    programme,
                    year,
                ]);
            },
        );
    }

    fn findings(&self, sheets: &mut Sheets) {
        let findings = self.report.findings.iter().enumerate();
        let rows = findings.map(|(index, finding)| (self.programme(finding.target), (index, finding)));
        let mut operands = String::new();
        self.each(rows, TableName::Findings, sheets, |(index, finding), [programme, year], table| {
            let source =
                finding.target.and_then(|target| self.report.mentions.get(target)).map(|m| &m.source);
            let best = finding.suggestions.first();
            operands.clear();
            for operand in &finding.operands {
                let bar = if operands.is_empty() { "" } else { "/" };
                // Writing into a string does not fail.
                let _ = write!(operands, "{bar}{operand}");
            }
            table.push(&[
                self.path(),
                count(index),
                Cell::Text(&finding.rule),
                Cell::Text(names::verdict(finding.verdict)),
                text(finding.grade.map(names::grade)),
                finding.target.map_or(Cell::Empty, count),
                Cell::Text(&operands),
                Cell::Text(&finding.formula),
                text(finding.stated.as_deref()),
                text(finding.computed.as_deref()),
                text(best.map(|best| best.value.as_str())),
                text(best.map(|best| best.odds.as_str())),
                Cell::Text(&finding.message.key),
                Cell::Text(&finding.message.zh),
                Cell::Text(&finding.message.en),
                text(source.map(|source| source.text.as_str())),
                source.map_or(Cell::Empty, |source| count(source.start)),
                source.map_or(Cell::Empty, |source| count(source.end)),
                programme,
                year,
            ]);
        });
    }

    /// Adds rows to the table of their programme, those of each in text order; the table is looked up once for all of them.
    fn each<T>(
        &self,
        rows: impl Iterator<Item = (Option<&'a str>, T)>,
        name: TableName,
        sheets: &mut Sheets,
        mut push: impl FnMut(T, [Cell<'a>; 2], &mut Table),
    ) {
        let mut rows: Vec<(Option<&str>, T)> = rows.collect();
        rows.sort_by_key(|(programme, _)| *programme);
        while let Some(&(programme, _)) = rows.last() {
            let own = rows.split_off(rows.partition_point(|(of, _)| *of < programme));
            let table = sheets.sheet(name, programme, self.year);
            table.reserve(own.len());
            own.into_iter().for_each(|(_, row)| push(row, [text(programme), self.year()], table));
        }
    }
}

fn text(text: Option<&str>) -> Cell<'_> {
    text.map_or(Cell::Empty, Cell::Text)
}

fn count(number: usize) -> Cell<'static> {
    i64::try_from(number).map_or(Cell::Empty, Cell::Integer)
}

fn joined<'a>(words: &'a [String], between: &str) -> Cow<'a, str> {
    match words {
        [one] => one.into(),
        _ => words.join(between).into(),
    }
}

fn days(period: Option<&Period>) -> [Option<String>; 2] {
    [period.map(|period| period.start.to_string()), period.map(|period| period.end.to_string())]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, Report};

    const TEXT: &str = "2012年全县卫生工作总结\n全县参合农民20.3万人，参合率98.7%。2012年6月，门诊统筹每人每年补助30元，\
                        住院3—5天的占四成。村卫生室由91所增加到96所，增加6所。各乡镇卫生院共有床位1450.5张。";

    /// Every column of every table is filled by some row, so that no cell has another type than its column.
    #[test]
    fn cells_have_the_types_of_their_columns() {
        let mut sheets = Sheets::default();
        let mut report = Report::read(TEXT.as_bytes(), &Options::default()).unwrap().to_contract("a.txt");
        if let Some(mention) = report.mentions.get_mut(0) {
            mention.inferred = Some(vec!["unit".to_owned()]);
        }
        if let Some(observation) = report.observations.get_mut(0) {
            observation.subject = Some("乡镇卫生院".to_owned());
        }
        report.document.issuer = Some("卫生局".to_owned());
        report.document.region = Some("某县".to_owned());
        sheets.add(&report, Some("abc"));
        let error = Report::read(b"", &Options::default()).unwrap_err();
        sheets.add(&crate::contract::Report::failed("b.txt", 0, (&error).into()), None);
        for name in TableName::ALL.into_iter().filter(|name| *name != TableName::Duplicates) {
            let table = sheets.table(name);
            for (at, column) in name.columns().iter().enumerate() {
                let filled = (0..table.rows()).any(|row| table.cell(row, at) != Cell::Empty);
                assert!(filled, "{name}.{}", column.name);
            }
        }
    }

    #[test]
    fn every_mention_observation_and_finding_is_one_row() {
        let report = Report::read(TEXT.as_bytes(), &Options::default()).unwrap().to_contract("a.txt");
        let mut sheets = Sheets::default();
        sheets.add(&report, None);
        let rows = |name| sheets.table(name).rows();
        assert_eq!(rows(TableName::Documents), 1);
        assert_eq!(rows(TableName::Mentions), report.mentions.len());
        assert_eq!(rows(TableName::Observations), report.observations.len());
        assert_eq!(rows(TableName::Findings), report.findings.len());
        assert!(sheets.iter().all(|(key, _)| key.year == Some(2012)));
        let observations = sheets.table(TableName::Observations);
        assert_eq!(observations.rows(), report.mentions.iter().filter(|m| m.stated.is_some()).count());
    }
}
