//! Where numbers stand in the decoded text, in lines and columns as an editor counts them.

use yigai::Report;
use yigai::span::Span;

/// Where a number stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// Its bytes in the decoded text.
    pub(crate) span: Span,
    /// Its line, from 1.
    pub(crate) line: usize,
    /// The character of the line at which it begins, from 1.
    pub(crate) column: usize,
}

/// The places of all mentions, in one walk over the text: looking a column up by itself would read its line each time,
/// and a report may be one line.
pub(crate) fn places(report: &Report) -> Vec<Place> {
    let (document, text) = (report.document(), report.document().decoded());
    let (mut line, mut column, mut at) = (1, 1, 0);
    report
        .mentions()
        .iter()
        .map(|mention| {
            let span = document.map().before(mention.span);
            // Mentions of one replaced piece share its place.
            for c in text.get(at..span.start()).unwrap_or_default().chars() {
                if c == '\n' { (line, column) = (line + 1, 1) } else { column += 1 }
            }
            at = at.max(span.start());
            Place { span, line, column }
        })
        .collect()
}
