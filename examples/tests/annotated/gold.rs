//! Annotated documents: a file, its text in UTF-8, the records and the recomputations. The text of a page is what is taken out of it.

use serde_json::Value;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::{fs, iter};

pub(crate) struct Document {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    /// What was taken out of a page; offsets count its bytes then.
    extracted: Option<String>,
    /// For each byte offset of the source that starts a character, the offset in the text.
    offsets: Vec<Option<usize>>,
    pub(crate) records: Vec<Record>,
    pub(crate) checks: Vec<Check>,
}

pub(crate) struct Record {
    /// Bytes of the text.
    pub(crate) span: Range<usize>,
    pub(crate) fields: Value,
}

pub(crate) struct Check {
    pub(crate) target: usize,
    pub(crate) operands: Vec<usize>,
    pub(crate) consistent: bool,
    /// What was meant, best first.
    pub(crate) suggest: Vec<String>,
}

impl Document {
    /// The bytes that offsets of a report count.
    pub(crate) fn source(&self) -> &[u8] {
        self.extracted.as_ref().map_or(&self.bytes, String::as_bytes)
    }

    /// The span in the text of a span of the file.
    pub(crate) fn in_text(&self, span: &Range<usize>) -> Option<Range<usize>> {
        let at = |offset: usize| self.offsets.get(offset).copied().flatten();
        Some(at(span.start)?..at(span.end)?)
    }
}

impl Record {
    pub(crate) fn is(&self, flag: &str) -> bool {
        self.fields[flag].as_bool().unwrap_or(false)
    }

    pub(crate) fn text(&self, field: &str) -> Option<&str> {
        self.fields[field].as_str()
    }

    /// Whether `found` is the annotated reading of `field` or one of its alternatives.
    pub(crate) fn accepts(
        &self,
        field: &str,
        found: Option<&str>,
        same: impl Fn(&str, &str) -> bool,
    ) -> bool {
        let others = self.fields[format!("{field}_alt")].as_array();
        iter::once(&self.fields[field]).chain(others.into_iter().flatten()).any(|wanted| {
            match (wanted.as_str(), found) {
                (Some(wanted), Some(found)) => same(wanted, found),
                (wanted, found) => wanted == found,
            }
        })
    }
}

/// Every document of a folder of annotations, by name.
pub(crate) fn load(documents: &Path, annotations: &Path) -> Vec<Document> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(annotations).expect("the annotations").map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
        .iter()
        .filter_map(|path| Some((path, path.file_name()?.to_str()?.strip_suffix(".gold.jsonl")?)))
        .map(|(path, name)| read(documents, path, name))
        .collect()
}

fn read(documents: &Path, path: &Path, name: &str) -> Document {
    let mut files: Vec<PathBuf> = fs::read_dir(documents)
        .expect("the documents")
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            let file = path.file_name().and_then(|file| file.to_str()).unwrap_or_default();
            let rest = file.strip_prefix(name).unwrap_or_default();
            rest.starts_with(['.', '_']) && (rest.ends_with(".txt") || rest.ends_with(".html"))
        })
        .collect();
    files.sort();
    let is_twin = |path: &&PathBuf| path.to_string_lossy().ends_with(".utf8.txt");
    let file = files.iter().find(|path| !is_twin(path)).unwrap_or_else(|| panic!("no document for {name}"));
    let bytes = fs::read(file).unwrap();
    let extracted = file.extension().is_some_and(|extension| extension == "html").then(|| extract(&bytes));
    let text = extracted.clone().unwrap_or_else(|| {
        fs::read_to_string(files.iter().find(is_twin).unwrap_or(file)).expect("a text in UTF-8")
    });
    let text_bytes = extracted.as_ref().map_or_else(|| bytes.clone(), |text| text.clone().into_bytes());
    let beside = |kind: &str| fs::read_to_string(path.with_file_name(format!("{name}.{kind}.jsonl")));
    let checks = beside("checks").unwrap_or_default();
    let records = beside("gold").expect("the annotations");
    Document { bytes, extracted, ..annotated(name, text_bytes, &text, &records, &checks) }
}

fn extract(page: &[u8]) -> String {
    let document = yigai_text::Document::read(page, &yigai_text::Options::default()).expect("a page");
    document.decoded().to_owned()
}

/// A document from its file, its text, its records and its recomputations.
pub(crate) fn annotated(name: &str, bytes: Vec<u8>, text: &str, records: &str, checks: &str) -> Document {
    let offsets = offsets(&bytes, text);
    let records: Vec<Record> =
        lines(records).map(|fields| Record { span: find(text, &fields), fields }).collect();
    let index = |reference: &Value| {
        let span = find(text, reference);
        records.iter().position(|record| record.span == span).unwrap_or_else(|| panic!("{name}: {reference}"))
    };
    let checks = lines(checks)
        .map(|check| Check {
            target: index(&check["target"]),
            operands: check["operands"].as_array().unwrap().iter().map(index).collect(),
            consistent: check["verdict"] == "consistent",
            suggest: check["suggest"]
                .as_array()
                .map(|all| all.iter().filter_map(|value| value.as_str().map(str::to_owned)).collect())
                .unwrap_or_default(),
        })
        .collect();
    Document { name: name.to_owned(), bytes, extracted: None, offsets, records, checks }
}

fn lines(text: &str) -> impl Iterator<Item = Value> {
    let filled = text.lines().filter(|line| !line.trim().is_empty());
    filled.map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
}

/// Where `num` stands inside the one place where `ctx` stands.
fn find(text: &str, reference: &Value) -> Range<usize> {
    let (ctx, num) = (reference["ctx"].as_str().unwrap(), reference["num"].as_str().unwrap());
    let mut places = text.match_indices(ctx);
    let (start, _) = places.next().unwrap_or_else(|| panic!("{ctx:?} does not occur"));
    assert!(places.next().is_none() && ctx.matches(num).count() == 1, "{num:?} in {ctx:?} is not unique");
    let start = start + ctx.find(num).unwrap();
    start..start + num.len()
}

/// From offsets in the file to offsets in the text; the file is UTF-8 or GB18030.
fn offsets(bytes: &[u8], text: &str) -> Vec<Option<usize>> {
    let same = bytes == text.as_bytes();
    let mut offsets = vec![None; bytes.len() + 1];
    let (mut at, mut buffer) = (0, [0; 4]);
    for (offset, c) in text.char_indices() {
        offsets[at] = Some(offset);
        let c: &str = c.encode_utf8(&mut buffer);
        at += if same { c.len() } else { encoding_rs::GB18030.encode(c).0.len() };
    }
    assert_eq!(at, bytes.len(), "the text is not the file's");
    offsets[at] = Some(text.len());
    offsets
}
