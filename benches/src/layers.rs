//! The layers, each with what those before it made of the input.

use std::hint::black_box;
use std::sync::LazyLock;

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};
use yigai::audit::{self, audit};
use yigai::extract::Extractor;
use yigai::model::Catalogue;
use yigai::quantity::Scanner;
use yigai::text::Document;
use yigai::{Options, Report};

/// A report and what the layers before the timed one made of it.
pub struct Prepared {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its text.
    pub document: Document,
    /// Its figures.
    pub report: Report,
}

impl Prepared {
    /// `None` where the bytes are no report.
    pub fn new(bytes: Vec<u8>, options: &Options) -> Option<Self> {
        let document = Document::read(&bytes, &options.text).ok()?;
        let report = Report::read(&bytes, options).ok()?;
        Some(Self { bytes, document, report })
    }
}

/// A layer, or something to hold layers against.
pub struct Layer {
    /// Its name in a table.
    pub name: &'static str,
    /// One round.
    pub run: fn(&Prepared, &Options),
    /// How much of the speed of the first one it shall have, in ten-thousandths.
    pub goal: Option<u128>,
}

/// What checks UTF-8 first: everything else is told as a part of its speed.
pub const LAYERS: [Layer; 7] = [
    Layer { name: "utf8", run: utf8, goal: None },
    Layer { name: "words", run: words, goal: None },
    Layer { name: "clean", run: clean, goal: Some(2500) },
    Layer { name: "scan", run: scan, goal: Some(3500) },
    Layer { name: "extract", run: extract, goal: Some(1200) },
    Layer { name: "audit", run: judge, goal: None },
    Layer { name: "whole", run: whole, goal: Some(600) },
];

/// A pass that only checks the encoding.
pub fn utf8(p: &Prepared, _: &Options) {
    black_box(std::str::from_utf8(black_box(p.document.clean().as_bytes())).is_ok());
}

/// A pass of one automaton over all wordings of the catalogue, by the crate daachorse.
pub fn words(p: &Prepared, _: &Options) {
    type Words = CharwiseDoubleArrayAhoCorasick<u32>;
    static WORDS: LazyLock<Option<Words>> = LazyLock::new(|| {
        let mut words: Vec<&str> = Catalogue::builtin().wordings().map(|(wording, ..)| wording).collect();
        words.sort_unstable();
        words.dedup();
        let words =
            CharwiseDoubleArrayAhoCorasickBuilder::new().match_kind(MatchKind::LeftmostLongest).build(words);
        words.ok()
    });
    let Some(words) = WORDS.as_ref() else { return };
    black_box(words.leftmost_find_iter(black_box(p.document.clean())).count());
}

/// Decoding and cleaning.
pub fn clean(p: &Prepared, options: &Options) {
    black_box(Document::read(black_box(&p.bytes), &options.text).is_ok());
}

/// Finding the quantities of a clean text.
pub fn scan(p: &Prepared, _: &Options) {
    static SCANNER: LazyLock<Scanner> = LazyLock::new(Scanner::default);
    black_box(SCANNER.find(black_box(p.document.clean())).len());
}

/// Clean text to observations and relations.
pub fn extract(p: &Prepared, options: &Options) {
    let Ok(extractor) = Extractor::builtin() else { return };
    black_box(extractor.extract(black_box(&p.document), &options.extract).observations.len());
}

/// Recomputing what the relations let one recompute.
pub fn judge(p: &Prepared, options: &Options) {
    let (r, text) = (&p.report, p.document.clean());
    let input = audit::Input::new(text, r.mentions(), r.observations(), r.relations());
    black_box(audit(black_box(&input), &options.audit).len());
}

/// Bytes to findings.
pub fn whole(p: &Prepared, options: &Options) {
    black_box(Report::read(black_box(&p.bytes), options).is_ok());
}
